//! What is looked at, as far as no document cares: sizes of regions, open tabs, the place to show.

use std::collections::BTreeMap;

use leptos::{prelude::*, task::spawn_local};
use model::{Call, EncodeForm, Location, Span};
use wasm_bindgen_futures::JsFuture;

use super::world_screen::WorldScreen;
use super::{composing::Composing, references::References};
use crate::{
    playground::Playground,
    state::{
        notice::Tone,
        run::{Place as RunPlace, RunState},
        trail::Trail,
        worlds::WorldName,
    },
};

/// The state of the screen. Provided as context.
#[derive(Clone, Copy)]
pub struct Screen {
    /// Width of the region on the left, in pixels.
    pub side: RwSignal<f64>,
    /// Width of the inspector, in pixels.
    pub inspector: RwSignal<f64>,
    /// Height of the region at the bottom, in pixels.
    pub dock: RwSignal<f64>,
    /// What the region at the bottom shows.
    pub dock_tab: RwSignal<DockTab>,
    /// What is chosen in the composition.
    pub composing: Composing,
    /// What is made of which world.
    pub making: Making,
    /// What a phone shows.
    pub phone: RwSignal<PhoneView>,
    /// Whether the composition is a list rather than a diagram; none until the user says so.
    pub as_list: RwSignal<Option<bool>>,
    /// A place that the text editor is to show and select.
    pub place: RwSignal<Option<Place>>,
    /// The places that were left for another one.
    pub trail: RwSignal<Trail>,
    /// In which form the composition is taken home.
    pub form: RwSignal<EncodeForm>,
    /// Name of the component that is looked into.
    pub xrayed: RwSignal<Option<String>>,
    /// Where a thing is named, once that was asked.
    pub references: RwSignal<Option<References>>,
    /// Whether the list of keys is open.
    pub keys: RwSignal<bool>,
    /// Whether the list of commands is open.
    pub palette: RwSignal<bool>,
    /// Whether the page is dark; none until that is asked.
    pub is_dark: RwSignal<Option<bool>>,
    /// Where the cursor is: the text, and UTF-16 code units before it.
    pub cursor: RwSignal<Option<(String, u32)>>,
    /// The finding that was gone to last by F8.
    pub last_problem: RwSignal<Option<Location>>,
    /// Where ▶ runs.
    pub run_at: RwSignal<RunPlace>,
    /// Number of the call of the trace that was chosen.
    pub crossing: RwSignal<Option<u32>>,
    /// Whether the bundled packages are looked through.
    pub browsing: RwSignal<bool>,
    /// Whether the share dialog is open.
    pub sharing: RwSignal<bool>,
    /// What the World pane shows.
    pub world: WorldScreen,
}

/// What is made of which world.
#[derive(Debug, Clone, Copy, Default)]
pub struct Making {
    /// The world; none until one is chosen.
    pub world: RwSignal<Option<WorldName>>,
    /// Id of the generator of bindings; empty for the first.
    pub generator: RwSignal<String>,
    /// What was chosen about each generator's bindings.
    pub options: RwSignal<BTreeMap<String, BTreeMap<String, String>>>,
}

/// A place in a text of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: String,
    /// Where in it.
    pub span: Span,
}

/// What the region at the bottom shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DockTab {
    /// Call a function or run a command.
    #[default]
    Run,
    /// What is wrong.
    Problems,
    /// Where a thing is named.
    References,
    /// Send a request.
    Http,
    /// Make something of a world.
    Bindings,
    /// What is composed, and who can run it.
    Result,
    /// How it is composed elsewhere.
    Cli,
    /// What a component is composed of.
    XRay,
}

/// What a phone shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PhoneView {
    /// The composition and its components.
    #[default]
    Overview,
    /// The texts.
    Code,
    /// The region at the bottom.
    Run,
}

impl PhoneView {
    /// Its name for styles and tabs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Code => "code",
            Self::Run => "run",
        }
    }
}

impl Screen {
    /// The screen as it is at first, with the sizes the user gave it last time. It must be made
    /// where a component is.
    pub fn restored() -> Self {
        Self {
            side: kept_size("dovetail.side", 236.0),
            inspector: kept_size("dovetail.inspector", 304.0),
            dock: kept_size("dovetail.dock", 316.0),
            dock_tab: RwSignal::default(),
            composing: Composing::default(),
            making: Making::default(),
            phone: RwSignal::default(),
            as_list: RwSignal::new(None),
            place: RwSignal::new(None),
            trail: RwSignal::default(),
            form: RwSignal::default(),
            xrayed: RwSignal::new(None),
            references: RwSignal::new(None),
            keys: RwSignal::new(false),
            palette: RwSignal::new(false),
            is_dark: RwSignal::new(None),
            cursor: RwSignal::new(None),
            last_problem: RwSignal::new(None),
            browsing: RwSignal::new(false),
            run_at: RwSignal::default(),
            crossing: RwSignal::default(),
            sharing: RwSignal::new(false),
            world: WorldScreen::new(),
        }
    }

    /// Shows a tab of the region at the bottom, on any screen.
    pub fn show_dock(self, tab: DockTab) {
        self.dock_tab.set(tab);
        self.phone.set(PhoneView::Run);
    }

    /// Chooses a call of the trace, whose wire lights up; no call where it was the one.
    pub fn cross(self, number: u32) {
        self.crossing
            .update(|chosen| *chosen = (*chosen != Some(number)).then_some(number));
    }

    /// Remembers a place that is left for another one.
    pub fn leave(self, place: Location) {
        self.trail.update(|trail| trail.leave(place));
    }

    /// Shows what a component is composed of.
    pub fn xray(self, playground: Playground, name: String) {
        self.xrayed.set(Some(name));
        // The inspector would cover it.
        if Self::is_narrow() {
            playground.select(None);
        }
        self.show_dock(DockTab::XRay);
    }

    /// Shows what can be made of a world.
    pub fn show_bindings(self, world: WorldName) {
        self.making.world.set(Some(world));
        self.show_dock(DockTab::Bindings);
    }

    /// Starts what ▶ does, and shows where its result appears; while something runs, stops it.
    pub fn run_or_stop(self, playground: Playground) {
        if playground.run.with_untracked(RunState::is_running) {
            return playground.stop();
        }
        let is_http = playground
            .workspace
            .with_untracked(|it| matches!(it.call, Some(Call::Http(_))));
        self.show_dock(if is_http { DockTab::Http } else { DockTab::Run });
        playground.run(self.run_at.get_untracked());
    }

    /// Puts a text on the clipboard and says so.
    pub fn copy(self, playground: Playground, text: String) {
        spawn_local(async move {
            let written = window().navigator().clipboard().write_text(&text);
            match JsFuture::from(written).await {
                Ok(_) => playground.tell(Tone::Done, "Copied.".into(), None),
                Err(_) => playground.tell(
                    Tone::Failed,
                    "The browser does not allow copying here. Select the text and copy it by hand."
                        .into(),
                    None,
                ),
            }
        });
    }

    /// Whether the window is as narrow as a phone.
    pub fn is_narrow() -> bool {
        let query = window().match_media("(max-width: 640px)").ok().flatten();
        query.is_some_and(|query| query.matches())
    }
}

/// A size that outlives the page, in whole pixels: to read and print fractions takes much code.
fn kept_size(key: &'static str, fallback: f64) -> RwSignal<f64> {
    let storage = || window().local_storage().ok().flatten();
    let kept = storage().and_then(|it| it.get_item(key).ok().flatten());
    let whole = kept.and_then(|it| it.split('.').next()?.parse::<i32>().ok());
    let size = RwSignal::new(whole.map_or(fallback, f64::from));
    Effect::watch(
        move || size.get(),
        move |size, _, _| {
            if let Some(storage) = storage() {
                let _ = storage.set_item(key, &(*size as i32).to_string());
            }
        },
        false,
    );
    size
}
