//! The panes that are loaded after the first screen: a line each. Use them from here instead of
//! from their own modules, which would put them into the first part.

use std::time::Duration;

use futures::future::join;
use gloo_timers::future::sleep;
use leptos::{prelude::*, task::spawn_local};

use super::{Screen, shortcuts};
use crate::{
    parts::{PATIENCE, first_screen, in_part, panes_in_parts},
    playground::Playground,
};

panes_in_parts! {
    /// [`super::canvas::Canvas`]
    work: Canvas = crate::panes::canvas::Canvas, meanwhile(crate::panes::waiting::Waiting);
    /// [`super::side::Side`]
    work: Side = crate::panes::side::Side, within("region side");
    /// [`super::inspector::Inspector`]
    work: Inspector = crate::panes::inspector::Inspector, within("region inspector");
    /// [`super::dock::Dock`]
    work: Dock = crate::panes::dock::Dock, within("region dock");
    /// [`super::status::Status`]
    work: Status = crate::panes::status::Status, within("status");
    /// [`super::tools::Tools`]
    work: Tools = crate::panes::tools::Tools, quietly();
    /// [`super::banner::Banner`]
    work: Banner = crate::panes::banner::Banner, quietly();
    /// [`super::phone_tabs::PhoneTabs`]
    work: PhoneTabs = crate::panes::phone_tabs::PhoneTabs, quietly();
    /// [`super::notices::Notices`]
    work: Notices = crate::panes::notices::Notices, quietly();
    /// [`super::share::Share`]
    work: Share = crate::panes::share::Share, quietly();
    /// [`super::bundled::BundledPackages`]
    work: BundledPackages = crate::panes::bundled::BundledPackages, quietly();
    /// [`super::clash::Clash`]
    work: Clash = crate::panes::clash::Clash, quietly();
    /// [`super::palette::Palette`]
    work: Palette = crate::panes::palette::Palette, quietly();
    /// [`super::keys::Keys`]
    work: Keys = crate::panes::keys::Keys, quietly();
    /// [`super::text_head::TextHead`]
    work: TextHead = crate::panes::text_head::TextHead, within("text-head");
    /// [`super::ask::Asked`]
    work: Asked = crate::panes::ask::Asked, quietly();
    /// [`super::script_engine::EngineQuestion`]
    work: EngineQuestion = crate::panes::script_engine::EngineQuestion, quietly();
    /// [`super::drop_veil::DropVeil`]
    work: DropVeil = crate::panes::drop_veil::DropVeil, quietly();
    /// [`super::wire_all::WireAllDialog`]
    work: WireAllDialog = crate::panes::wire_all::WireAllDialog, quietly();
    /// [`super::wire_report::WireReportPane`]
    work: WireReportPane = crate::panes::wire_report::WireReportPane, quietly();
    /// [`super::run::RunPane`]
    run: RunPane = crate::panes::run::RunPane;
    /// [`super::http::HttpPane`]
    run: HttpPane = crate::panes::http::HttpPane;
    /// [`super::world::WorldPane`]
    world: WorldPane = crate::panes::world::WorldPane;
    /// [`super::bindings::Bindings`]
    world: Bindings = crate::panes::bindings::Bindings;
    /// [`super::result::ResultPane`]
    world: ResultPane = crate::panes::result::ResultPane;
    /// [`super::cli::CliPane`]
    world: CliPane = crate::panes::cli::CliPane;
    /// [`super::module::MakeComponent`]
    world: MakeComponent = crate::panes::module::MakeComponent, quietly();
    /// [`super::xray::XRayPane`]
    world: XRayPane = crate::panes::xray::XRayPane;
}

in_part! {
    work,
    /// Listens for the keys that work everywhere.
    fn listen(playground: Playground, screen: Screen) -> () { shortcuts::listen(playground, screen) }

    run,
    /// Nothing but having the part.
    fn run() -> () {}

    world,
    /// Nothing but having the part.
    fn world() -> () {}
}

/// How long the page rests after the first screen before it fetches what nobody asked for yet.
const REST: Duration = Duration::from_millis(300);

/// Fetches every part once the first screen is ready and has had time to settle, so that nobody
/// waits for a pane that they open later.
pub fn fetch_ahead(playground: Playground, screen: Screen) {
    spawn_local(async move {
        first_screen().await;
        while listen(playground, screen).await.is_err() {
            sleep(PATIENCE).await;
        }
        sleep(REST).await;
        // Whoever needs a part that did not come asks for it again, and is told.
        let _ = join(run(), world()).await;
    });
}
