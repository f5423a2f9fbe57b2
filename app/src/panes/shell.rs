//! The whole page: bar, regions and the lines between them.

use leptos::prelude::*;

use super::{
    Screen,
    ask::Ask,
    header::Header,
    later::{
        self, Asked, Banner, BundledPackages, Clash, Dock, DropVeil, EngineQuestion, Inspector,
        Keys, Notices, Palette, PhoneTabs, Share, Side, Status, WireAllDialog, WireReportPane,
    },
    stage::Stage,
    waiting::FirstDrawing,
};
use crate::{editor::TextView, playground::Playground};

/// The page.
#[component]
pub fn Shell(
    /// The drawing that `index.html` began with, as HTML.
    drawing: String,
) -> impl IntoView {
    let playground = Playground::new();
    let screen = Screen::restored();
    provide_context(playground);
    provide_context(screen);
    provide_context(Ask::new());
    provide_context(TextView::default());
    provide_context(FirstDrawing(drawing));
    playground.start();
    crate::api::install(playground, screen);
    later::fetch_ahead(playground, screen);
    let pixels = |size: RwSignal<f64>| move || format!("{}px", size.get() as i32);
    view! {
        <div class="shell" data-phone=move || screen.phone.get().id()
            style:--side=pixels(screen.side) style:--inspector=pixels(screen.inspector) style:--dock=pixels(screen.dock)>
            <Header />
            <div class="banners"><Banner /></div>
            <main class="work">
                <Side />
                {view! { <Stage /> }.into_any()}
                <Inspector />
                <Dock />
            </main>
            <Status />
            <PhoneTabs />
        </div>
        <Share />
        <BundledPackages />
        <Clash />
        <Palette />
        <Keys />
        <Asked />
        <EngineQuestion />
        <WireReportPane />
        <WireAllDialog />
        <Notices />
        <DropVeil />
    }
}
