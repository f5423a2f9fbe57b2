//! The region at the bottom: run, problems, HTTP, bindings, and what comes of the composition.

use leptos::prelude::*;
use model::Severity;

use super::{
    Screen,
    later::{Bindings, CliPane, HttpPane, ResultPane, RunPane, XRayPane},
    problems::Problems,
    references::ReferencesPane,
    screen::DockTab,
};
use crate::{
    playground::Playground,
    ui::{Splitter, SplitterSide, TabItem, Tabs},
};

/// The tabs with their ids, in order.
const TABS: [(DockTab, &str, &str); 8] = [
    (DockTab::Run, "run", "Run"),
    (DockTab::Problems, "problems", "Problems"),
    (DockTab::Http, "http", "HTTP"),
    (DockTab::Result, "result", "Result"),
    (DockTab::Cli, "cli", "CLI"),
    (DockTab::Bindings, "bindings", "Bindings"),
    (DockTab::XRay, "x-ray", "X-ray"),
    (DockTab::References, "references", "References"),
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
        let has_references = screen.references.with(Option::is_some);
        let has_xray = screen.xrayed.with(Option::is_some);
        let shown = TABS.into_iter().filter(|(tab, ..)| match tab {
            DockTab::References => has_references,
            DockTab::XRay => has_xray,
            _ => true,
        });
        shown
            .map(|(tab, id, label)| match tab {
                DockTab::Problems => TabItem {
                    count,
                    is_grave,
                    ..TabItem::new(id, label)
                },
                DockTab::References | DockTab::XRay => TabItem::closable(id, label),
                _ => TabItem::new(id, label),
            })
            .collect::<Vec<_>>()
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
    let close = move |id: String| match id.as_str() {
        "x-ray" => {
            screen.xrayed.set(None);
            screen.dock_tab.set(DockTab::Result);
        }
        _ => {
            screen.references.set(None);
            screen.dock_tab.set(DockTab::Problems);
        }
    };
    // A pane that is shown already stays as it is, with what was typed into it.
    let shown = Memo::new(move |_| screen.dock_tab.get());
    let body = move || match shown.get() {
        DockTab::Run => view! { <RunPane /> }.into_any(),
        DockTab::Problems => view! { <Problems /> }.into_any(),
        DockTab::Http => view! { <HttpPane /> }.into_any(),
        DockTab::References => view! { <ReferencesPane /> }.into_any(),
        DockTab::Bindings => view! { <Bindings /> }.into_any(),
        DockTab::Result => view! { <ResultPane /> }.into_any(),
        DockTab::Cli => view! { <CliPane /> }.into_any(),
        DockTab::XRay => view! { <XRayPane /> }.into_any(),
    };
    view! {
        <Splitter label="Height of the run pane" class="of-dock" side=SplitterSide::Below size=screen.dock range=(120.0, 640.0) />
        <section class="region dock" aria-label="Run and problems" tabindex="-1" data-region="dock">
            <div class="head"><Tabs label="Run, problems, HTTP and bindings" panel="dock-panel" items selected=Signal::derive(move || entry().1.to_owned()) on_select=select on_close=close /></div>
            <div id="dock-panel" class="panel" role="tabpanel" aria-label=move || entry().2>{body}</div>
        </section>
    }
}
