//! Which worlds are looked at, and how.

use leptos::prelude::*;
use model::Location;

use super::{Place, Screen, act::act, screen::PhoneView};
use crate::{
    playground::Playground,
    state::world::choice::{Choice, Source},
};

/// What the World pane shows.
#[derive(Clone, Copy)]
pub struct WorldScreen {
    /// Whether the stage shows the pane rather than the canvas or a text.
    pub is_open: RwSignal<bool>,
    /// Which part of it.
    pub tab: RwSignal<WorldTab>,
    /// The world that is read; none until one is chosen.
    pub shown: RwSignal<Option<Choice>>,
    /// What to go to on the page, once it is there.
    pub goal: RwSignal<Option<Goal>>,
    /// What is to fit, and what it is to fit.
    pub fit: RwSignal<(Option<Choice>, Option<Choice>)>,
    /// The older and the newer of what is compared.
    pub compared: RwSignal<(Option<Choice>, Option<Choice>)>,
}

/// Something of a world that is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// The component it is of; none for the world that is shown.
    pub of: Option<String>,
    /// Name of the import or export.
    pub name: String,
    /// Which of both.
    pub is_export: bool,
    /// Names from there inwards, such as those of a resource and its function; none for all of it.
    pub item: Vec<String>,
}

/// A part of the World pane.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum WorldTab {
    /// All of a world to be read.
    #[default]
    Page,
    /// The same as a drawing.
    Diagram,
    /// How its functions are called in core WebAssembly.
    Abi,
    /// Whether something fits it.
    Fit,
    /// What changed.
    Compare,
}

impl WorldScreen {
    /// Nothing is chosen yet.
    pub fn new() -> Self {
        Self {
            is_open: RwSignal::new(false),
            tab: RwSignal::default(),
            shown: RwSignal::new(None),
            goal: RwSignal::new(None),
            fit: RwSignal::new((None, None)),
            compared: RwSignal::new((None, None)),
        }
    }

    /// Shows a world to be read.
    pub fn read(self, screen: Screen, choice: Choice) {
        self.shown.set(Some(choice));
        self.open(screen, WorldTab::Page);
    }

    /// Shows something of a component's world.
    pub fn read_item(self, screen: Screen, component: &str, goal: Goal) {
        self.goal.set(Some(goal));
        self.read(screen, Choice::component(component));
    }

    /// Asks what a component fits.
    pub fn fit(self, screen: Screen, subject: Choice) {
        self.fit.update(|fit| fit.0 = Some(subject));
        self.open(screen, WorldTab::Fit);
    }

    /// Compares a component or package with another.
    pub fn compare(self, screen: Screen, source: Source) {
        let world = None;
        let choice = Choice { source, world };
        self.compared.update(|compared| compared.1 = Some(choice));
        self.open(screen, WorldTab::Compare);
    }

    /// Shows a part of the pane, on any screen.
    pub fn open(self, screen: Screen, tab: WorldTab) {
        self.tab.set(tab);
        self.is_open.set(true);
        screen.phone.set(PhoneView::Code);
    }
}

impl Default for WorldScreen {
    fn default() -> Self {
        Self::new()
    }
}

/// Opens the text of a place, of the workspace or of a bundled package, and selects it there.
pub fn visit(playground: Playground, screen: Screen, at: Location) {
    act(playground, async move {
        playground.open_any(&at.path).await?;
        screen.world.is_open.set(false);
        screen.phone.set(PhoneView::Code);
        screen.place.set(Some(Place {
            path: at.path,
            span: at.span,
        }));
        Ok(())
    });
}
