//! The region at the bottom: run, problems, HTTP.

use leptos::prelude::*;
use model::Severity;

use super::{
    Screen,
    later::{HttpPane, Problems, RunPane},
    screen::DockTab,
};
use crate::{
    playground::Playground,
    ui::{TabItem, Tabs},
};

/// The tabs with their ids, in order.
const TABS: [(DockTab, &str, &str); 3] = [
    (DockTab::Run, "run", "Run"),
    (DockTab::Problems, "problems", "Problems"),
    (DockTab::Http, "http", "HTTP"),
];

/// The region.
#[component]
pub fn Dock() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let items = Memo::new(move |_| {
        let (count, is_grave) = playground.problems.with(|all| {
            (
                all.len(),
                all.iter().any(|it| it.severity == Severity::Error),
            )
        });
        TABS.map(|(tab, id, label)| match tab {
            DockTab::Problems => TabItem {
                count,
                is_grave,
                ..TabItem::new(id, label)
            },
            _ => TabItem::new(id, label),
        })
        .to_vec()
    });
    let entry = move || {
        TABS.into_iter()
            .find(|(tab, ..)| *tab == screen.dock_tab.get())
            .unwrap_or(TABS[0])
    };
    let select = move |chosen: String| {
        if let Some((tab, ..)) = TABS.into_iter().find(|(_, id, _)| *id == chosen) {
            screen.dock_tab.set(tab);
        }
    };
    let body = move || match screen.dock_tab.get() {
        DockTab::Run => view! { <RunPane /> }.into_any(),
        DockTab::Problems => view! { <Problems /> }.into_any(),
        DockTab::Http => view! { <HttpPane /> }.into_any(),
    };
    view! {
        <section class="region dock" aria-label="Run and problems" tabindex="-1" data-region="dock">
            <div class="head"><Tabs label="Run, problems and HTTP" panel="dock-panel" items selected=Signal::derive(move || entry().1.to_owned()) on_select=select /></div>
            <div id="dock-panel" class="panel" role="tabpanel" aria-label=move || entry().2>{body}</div>
        </section>
    }
}
