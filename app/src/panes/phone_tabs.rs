//! What a phone shows at a time.

use leptos::prelude::*;
use model::Workspace;

use super::{Screen, screen::PhoneView};
use crate::{
    playground::Playground,
    state::workspace::composition_path,
    ui::{TabItem, Tabs},
};

/// The tabs at the bottom of a phone.
#[component]
pub fn PhoneTabs() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let items = vec![
        TabItem::new("overview", "Overview"),
        TabItem::new("code", "Code"),
        TabItem::new("run", "Run"),
    ];
    let items = Signal::stored(items);
    let select = move |id: String| {
        playground.select(None);
        let is_open = playground
            .workspace
            .with_untracked(|it| it.view.open.is_some());
        match id.as_str() {
            "code" => {
                if !is_open {
                    playground.open(playground.workspace.with_untracked(first_text));
                }
                screen.phone.set(PhoneView::Code);
            }
            "run" => screen.phone.set(PhoneView::Run),
            _ => {
                screen.world.is_open.set(false);
                playground.open(None);
                screen.phone.set(PhoneView::Overview);
            }
        }
    };
    view! {
        <nav class="phone-tabs" aria-label="Views">
            <Tabs label="Views" panel="stage-panel" items selected=Signal::derive(move || screen.phone.get().id().to_owned()) on_select=select />
        </nav>
    }
}

/// The text to begin with: the composition, or else any.
fn first_text(workspace: &Workspace) -> Option<String> {
    let composition = composition_path(workspace).map(str::to_owned);
    composition.or_else(|| workspace.files.keys().next().cloned())
}
