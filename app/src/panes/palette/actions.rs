//! What can be done now, as a list.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    editor::{TextView, Verb},
    panes::{
        Screen,
        act::{act, download_component, open_wit_of},
        ask::Ask,
        files::create,
        problems::go_to_next,
        screen::{DockTab, PhoneView},
        theme,
        world_screen::WorldTab,
    },
    playground::{Playground, is_understood},
    state::{run::RunState, workspace::composition_path},
};

/// Something that can be done.
#[derive(Clone)]
pub(super) struct Action {
    /// What it is called.
    pub(super) label: String,
    /// The keys that do the same; empty where none do.
    pub(super) shortcut: &'static str,
    /// Does it. It outlives the list, with which a callback would go.
    pub(super) act: Arc<dyn Fn() + Send + Sync>,
}

impl Action {
    fn new(label: impl Into<String>, act: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            label: label.into(),
            shortcut: "",
            act: Arc::new(act),
        }
    }

    fn by(self, shortcut: &'static str) -> Self {
        Self { shortcut, ..self }
    }
}

/// All that can be done now, what is at hand first.
pub(super) fn actions(
    playground: Playground,
    screen: Screen,
    view: TextView,
    ask: Ask,
) -> Vec<Action> {
    [
        of_text(playground, view),
        of_run(playground, screen),
        of_places(playground, screen),
        of_workspace(playground, screen, ask),
        of_components(playground, screen),
        of_page(screen),
        of_files(playground, screen),
        of_samples(playground),
    ]
    .concat()
}

/// What can be done with the text that is open.
fn of_text(playground: Playground, view: TextView) -> Vec<Action> {
    let open = playground
        .workspace
        .with_untracked(|it| it.view.open.clone());
    let Some(path) = open.filter(|path| is_understood(path)) else {
        return Vec::new();
    };
    let verb = |label: &str, verb: Verb| Action::new(label, move || view.run(verb));
    let mut actions = vec![
        verb("Go to definition", Verb::Define).by("F12"),
        verb("Find references", Verb::References).by("Shift F12"),
        verb("Show documentation", Verb::Describe).by("Mod I"),
        Action::new("Go to symbol…", move || view.choosing.set(true)).by("Mod Shift O"),
        verb("Fold all", Verb::FoldAll).by("Ctrl Alt ["),
        verb("Unfold all", Verb::UnfoldAll).by("Ctrl Alt ]"),
    ];
    let is_own = playground
        .workspace
        .with_untracked(|it| it.files.contains_key(&path));
    if is_own {
        actions.extend([
            verb("Rename symbol…", Verb::Rename).by("F2"),
            verb("Quick fix…", Verb::Fix).by("Mod ."),
            verb("Format", Verb::Format).by("Shift Alt F"),
            verb("Comment or uncomment", Verb::Comment).by("Mod /"),
        ]);
    }
    actions
}

fn of_run(playground: Playground, screen: Screen) -> Vec<Action> {
    let is_running = playground.run.with_untracked(RunState::is_running);
    let label = if is_running { "Stop" } else { "Run" };
    let run = Action::new(label, move || screen.run_or_stop(playground));
    let problem =
        |label: &str, is_back| Action::new(label, move || go_to_next(playground, screen, is_back));
    vec![
        run.by("Mod Enter"),
        problem("Next problem", false).by("F8"),
        problem("Previous problem", true).by("Shift F8"),
    ]
}

/// What the page can show.
fn of_places(playground: Playground, screen: Screen) -> Vec<Action> {
    let dock = |label: &str, tab: DockTab| Action::new(label, move || screen.show_dock(tab));
    let world =
        |label: &str, tab: WorldTab| Action::new(label, move || screen.world.open(screen, tab));
    let canvas = |label: &str, as_list: bool| {
        Action::new(label, move || {
            screen.world.is_open.set(false);
            screen.as_list.set(Some(as_list));
            screen.phone.set(PhoneView::Overview);
            playground.open(None);
        })
    };
    vec![
        canvas("Show the composition as a diagram", false),
        canvas("Show the composition as an outline", true),
        world("Read the world", WorldTab::Page),
        world("Draw the world", WorldTab::Diagram),
        world("Show the canonical ABI of a function", WorldTab::Abi),
        world("Check what fits a world", WorldTab::Fit),
        world("Compare two worlds", WorldTab::Compare),
        dock("Show what runs", DockTab::Run),
        dock("Show problems", DockTab::Problems),
        dock("Send an HTTP request", DockTab::Http),
        dock("Make bindings", DockTab::Bindings),
    ]
}

fn of_workspace(playground: Playground, screen: Screen, ask: Ask) -> Vec<Action> {
    let export = |label: &str, with_bundled: bool| {
        Action::new(label, move || {
            act(playground, async move {
                playground.export_zip(with_bundled).await
            })
        })
    };
    let mut actions = vec![
        Action::new("New file…", move || create(playground, ask, "wit/")),
        Action::new("New workspace", move || playground.new_workspace()),
        Action::new("Share…", move || screen.sharing.set(true)).by("Mod Shift S"),
        Action::new("Undo", move || playground.undo()).by("Mod Z"),
        Action::new("Redo", move || playground.redo()).by("Mod Shift Z"),
        export("Export texts as zip", false),
        export("Export texts and dependencies as zip", true),
        Action::new("Bundled WIT…", move || screen.browsing.set(true)),
    ];
    let is_composed = playground
        .workspace
        .with_untracked(|it| composition_path(it).is_some());
    if is_composed {
        actions.push(Action::new("Download the composition", move || {
            act(playground, async move {
                playground.download_composition().await
            })
        }));
    }
    actions
}

fn of_components(playground: Playground, screen: Screen) -> Vec<Action> {
    let names = playground.workspace.with_untracked(|it| {
        let names = it.components.iter().map(|it| it.name.clone());
        names.collect::<Vec<_>>()
    });
    let of_one = names.into_iter().flat_map(|name| {
        let [inspected, downloaded, read] = [name.clone(), name.clone(), name.clone()];
        [
            Action::new(format!("Inspect {name}"), move || {
                screen.phone.set(PhoneView::Overview);
                playground.select(Some(inspected.clone()));
            }),
            Action::new(format!("Download {name}"), move || {
                download_component(playground, downloaded.clone());
            }),
            Action::new(format!("Make files of the WIT of {name}"), move || {
                open_wit_of(playground, read.clone());
            }),
        ]
    });
    of_one.collect()
}

fn of_page(screen: Screen) -> Vec<Action> {
    let theme = if theme::is_dark(screen) {
        "Light theme"
    } else {
        "Dark theme"
    };
    vec![
        Action::new(theme, move || theme::change(screen)),
        Action::new("Keyboard shortcuts", move || screen.keys.set(true)).by("?"),
    ]
}

fn of_files(playground: Playground, screen: Screen) -> Vec<Action> {
    let paths = playground
        .workspace
        .with_untracked(|it| it.files.keys().cloned().collect::<Vec<_>>());
    let open = paths.into_iter().map(|path| {
        Action::new(format!("Open {path}"), move || {
            screen.world.is_open.set(false);
            screen.phone.set(PhoneView::Code);
            playground.open(Some(path.clone()));
        })
    });
    open.collect()
}

fn of_samples(playground: Playground) -> Vec<Action> {
    let samples = playground.samples.get_untracked().into_iter();
    let open = samples.map(|sample| {
        Action::new(format!("Open the sample {}", sample.title), move || {
            let name = sample.name.clone();
            act(
                playground,
                async move { playground.load_sample(&name).await },
            );
        })
    });
    open.collect()
}
