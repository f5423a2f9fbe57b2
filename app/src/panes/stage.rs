//! The region in the middle: the canvas and each text, one at a time.

use leptos::prelude::*;
use model::Severity;

use super::{later::Canvas, text::TextPane};
use crate::{
    playground::{BUNDLED, Playground, file_title},
    state::tabs::{tabs, titles},
    ui::{TabItem, Tabs},
};

/// Id of the canvas's tab; no file has an empty path.
const CANVAS: &str = "";

/// The region.
#[component]
pub fn Stage() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let items = Memo::new(move |_| {
        let mut items = vec![TabItem::new(CANVAS, "Canvas")];
        let paths = playground.workspace.with(tabs);
        let titles = titles(&paths);
        items.extend(paths.into_iter().zip(titles).map(|(path, label)| TabItem {
            title: Some(path.clone()),
            ..TabItem::closable(path, label)
        }));
        playground.bundled.with(|bundled| {
            items.extend(
                bundled
                    .keys()
                    .map(|path| TabItem::closable(path, file_title(path))),
            )
        });
        playground.problems.with(|problems| {
            for item in &mut items[1..] {
                let mine = problems.iter().filter(|it| it.path == item.id);
                item.count = mine.clone().count();
                item.is_grave = mine.clone().any(|it| it.severity == Severity::Error);
            }
        });
        items
    });
    let open = Memo::new(move |_| {
        let open = playground.workspace.with(|it| it.view.open.clone())?;
        let is_own = playground.workspace.with(|it| it.files.contains_key(&open));
        (is_own || open.starts_with(BUNDLED)).then_some(open)
    });
    let selected = move || open.get().unwrap_or_default();
    let select = move |id: String| playground.open((id != CANVAS).then_some(id));
    view! {
        <section class="region stage" aria-label="Canvas and files" tabindex="-1" data-region="stage">
            <div class="head"><Tabs label="Canvas and files" panel="stage-panel" items selected=Signal::derive(selected) on_select=select
                on_close=move |path: String| playground.close_tabs(&[path]) /></div>
            <div id="stage-panel" class="panel" role="tabpanel" aria-label=move || open.get().unwrap_or_else(|| "Canvas".into())>
                <div class="panel" hidden=move || open.with(Option::is_some)><Canvas /></div>
                <div class="panel" hidden=move || open.with(Option::is_none)><TextPane open /></div>
            </div>
        </section>
    }
}
