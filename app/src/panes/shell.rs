//! The whole page: bar, regions and the lines between them.

use leptos::prelude::*;
use model::Workspace;

use super::{
    Screen,
    ask::{Ask, Asked},
    banner::Banner,
    bundled::BundledPackages,
    clash::Clash,
    dock::Dock,
    drop_veil::DropVeil,
    header::Header,
    inspector::Inspector,
    keys::Keys,
    later,
    notices::Notices,
    screen::PhoneView,
    share::Share,
    shortcuts,
    side::Side,
    stage::Stage,
    status::Status,
    waiting::FirstDrawing,
};
use crate::{
    playground::Playground,
    state::workspace::composition_path,
    ui::{Splitter, SplitterSide, TabItem, Tabs},
};

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
    provide_context(FirstDrawing(drawing));
    playground.start();
    crate::api::install(playground, screen);
    shortcuts::listen(playground, screen);
    later::fetch_ahead();
    let pixels = |size: RwSignal<f64>| move || format!("{}px", size.get());
    view! {
        <div class="shell" data-phone=move || phone_id(screen.phone.get())
            style:--side=pixels(screen.side) style:--inspector=pixels(screen.inspector) style:--dock=pixels(screen.dock)>
            <Header />
            <div class="banners"><Banner /></div>
            <main class="work">
                {view! { <Side /> }.into_any()}
                <Splitter label="Width of the list of files" class="of-side" side=SplitterSide::Left size=screen.side range=(160.0, 420.0) />
                {view! { <Stage /> }.into_any()}
                <Splitter label="Width of the inspector" class="of-inspector" side=SplitterSide::Right size=screen.inspector range=(200.0, 560.0) />
                {view! { <Inspector /> }.into_any()}
                <Splitter label="Height of the run pane" class="of-dock" side=SplitterSide::Below size=screen.dock range=(120.0, 640.0) />
                {view! { <Dock /> }.into_any()}
            </main>
            <Status />
            <PhoneTabs />
        </div>
        <Share />
        <BundledPackages />
        <Clash />
        <Keys />
        <Asked />
        <Notices />
        <DropVeil />
    }
}

/// What a phone shows, as tabs at its bottom.
#[component]
fn PhoneTabs() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let items = vec![
        TabItem::new("overview", "Overview"),
        TabItem::new("code", "Code"),
        TabItem::new("run", "Run"),
    ];
    let items = Signal::stored(items);
    let select = move |id: String| {
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
            <Tabs label="Views" panel="stage-panel" items selected=Signal::derive(move || phone_id(screen.phone.get()).to_owned()) on_select=select />
        </nav>
    }
}

/// The text to begin with: the composition, or else any.
fn first_text(workspace: &Workspace) -> Option<String> {
    let composition = composition_path(workspace).map(str::to_owned);
    composition.or_else(|| workspace.files.keys().next().cloned())
}

fn phone_id(phone: PhoneView) -> &'static str {
    match phone {
        PhoneView::Overview => "overview",
        PhoneView::Code => "code",
        PhoneView::Run => "run",
    }
}
