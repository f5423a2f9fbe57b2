//! The texts of the workspace as a tree of folders.

mod menu;
mod row;

use std::collections::{BTreeMap, BTreeSet};

use leptos::{
    ev::{Event, KeyboardEvent},
    prelude::*,
};
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element};

pub(super) use self::menu::create;
use self::{
    menu::{FilesMenu, rename},
    row::TreeRow,
};
use super::{Screen, act::tell, ask::Ask, screen::PhoneView};
use crate::{
    playground::Playground,
    state::{
        file_edits::folder_of,
        tree::{self, MOST_ROWS, Row, Step, folders_above},
    },
    ui::{Button, Glyph, IconButton},
};

/// With more files than this there is a field that filters them.
const MANY: usize = 30;

/// What a dragged row carries.
const DRAGGED: &str = "application/x-dovetail-path";

/// The tree's own state. Provided as context.
#[derive(Clone, Copy)]
struct Tree {
    /// Folders whose contents are hidden.
    closed: RwSignal<BTreeSet<String>>,
    /// The rows, as many as are shown.
    rows: Memo<Vec<Row>>,
    /// Each row by its path.
    by_path: Memo<BTreeMap<String, Row>>,
    /// The row that the Tab key comes to.
    stop: Memo<Option<String>>,
    /// The row that was gone to last.
    at: RwSignal<Option<String>>,
    /// The row that the keyboard is to move to.
    go: RwSignal<Option<String>>,
    /// The folder that a dragged row is held over.
    over: RwSignal<Option<String>>,
}

/// The tree of texts.
#[component]
pub fn Files() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let ask = expect_context::<Ask>();
    let filter = RwSignal::new(String::new());
    let most = RwSignal::new(MOST_ROWS);
    let closed = RwSignal::new(BTreeSet::new());
    let all = Memo::new(move |_| {
        let workspace = playground.workspace.read();
        let analysis = playground.analysis.read();
        let problems = playground.problems.read();
        let paths = workspace.files.keys();
        tree::rows(
            paths,
            &analysis.folders,
            &problems,
            &closed.read(),
            &filter.read(),
        )
    });
    let rows = Memo::new(move |_| all.with(|all| all[..all.len().min(most.get())].to_vec()));
    let tree = tree_of(playground, closed, rows);
    provide_context(tree);
    let is_long = Memo::new(move |_| playground.workspace.with(|it| it.files.len() > MANY));
    let hidden = move || all.with(Vec::len).saturating_sub(most.get());
    view! {
        <section class="group" aria-label="Files">
            <h2 class="title">"Files"<span class="grow"></span>
                <IconButton glyph=Glyph::Add label="New file" tiny=true on_press=move |_| create(playground, ask, "wit/") />
                <FilesMenu />
            </h2>
            {move || is_long.get().then(|| view! {
                <input class="input filter" type="search" aria-label="Filter files" placeholder="Filter files" spellcheck="false"
                    prop:value=filter on:input=move |event| filter.set(event_target_value(&event)) />
            })}
            <Branches tree />
            {move || (hidden() > 0).then(|| {
                let label = format!("Show {} more", hidden());
                view! { <div class="more"><Button label on_press=move |()| most.update(|most| *most += 2_000) /></div> }
            })}
        </section>
    }
}

fn tree_of(
    playground: Playground,
    closed: RwSignal<BTreeSet<String>>,
    rows: Memo<Vec<Row>>,
) -> Tree {
    let at = RwSignal::new(None::<String>);
    let open = Memo::new(move |_| playground.workspace.with(|it| it.view.open.clone()));
    // The file that is shown is never hidden.
    Effect::new(move |_| {
        let Some(open) = open.get() else { return };
        let above: Vec<_> = folders_above(&open).map(str::to_owned).collect();
        if closed.with_untracked(|closed| above.iter().any(|it| closed.contains(it))) {
            closed.update(|closed| closed.retain(|it| !above.contains(it)));
        }
    });
    let stop = Memo::new(move |_| {
        rows.with(|rows| {
            let shown = |path: &Option<String>| {
                path.clone()
                    .filter(|it| rows.iter().any(|row| row.path == *it))
            };
            let first = || rows.first().map(|row| row.path.clone());
            shown(&at.get())
                .or_else(|| shown(&open.get()))
                .or_else(first)
        })
    });
    Tree {
        closed,
        rows,
        by_path: Memo::new(move |_| {
            rows.with(|rows| {
                rows.iter()
                    .map(|row| (row.path.clone(), row.clone()))
                    .collect()
            })
        }),
        stop,
        at,
        go: RwSignal::new(None),
        over: RwSignal::new(None),
    }
}

/// The rows, and what keys and drags do in them.
#[component]
fn Branches(
    /// The tree.
    tree: Tree,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let ask = expect_context::<Ask>();
    let keys = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let Some(path) = event.target().and_then(row_at) else {
            return;
        };
        if obey(playground, screen, ask, tree, &path, &event.key()) {
            event.prevent_default();
        }
    };
    let over = move |event: DragEvent| {
        if is_ours(&event) {
            event.prevent_default();
            tree.over.set(Some(folder_under(&event)));
        }
    };
    let drop = move |event: DragEvent| {
        tree.over.set(None);
        let dragged = event
            .data_transfer()
            .and_then(|it| it.get_data(DRAGGED).ok());
        let Some(path) = dragged.filter(|_| is_ours(&event)) else {
            return;
        };
        event.prevent_default();
        let folder = folder_under(&event);
        if folder_of(&path) != folder {
            tell(playground, playground.move_file(&path, &folder));
        }
    };
    let paths = move || {
        tree.rows.with(|rows| {
            rows.iter()
                .map(|it| (it.path.clone(), it.folder.is_some()))
                .collect::<Vec<_>>()
        })
    };
    view! {
        <ul class="tree" role="tree" aria-label="Files" class:is-over=move || tree.over.with(|it| it.as_deref() == Some(""))
            on:keydown=keys on:dragover=over on:drop=drop on:dragleave=move |_| tree.over.set(None) on:dragend=move |_| tree.over.set(None)>
            <For each=paths key=Clone::clone let:row><TreeRow path=row.0 is_folder=row.1 tree /></For>
        </ul>
    }
}

/// Does what a key asks for in the row at `path`; false when it asks for nothing.
fn obey(
    playground: Playground,
    screen: Screen,
    ask: Ask,
    tree: Tree,
    path: &str,
    key: &str,
) -> bool {
    match key {
        "Enter" | " " => press(playground, screen, tree, path),
        "F2" => rename(playground, ask, path),
        "Delete" => {
            let beside = |key| match tree.rows.with_untracked(|rows| tree::step(rows, path, key)) {
                Some(Step::Go(next)) if !next.starts_with(path) => Some(next),
                _ => None,
            };
            tree.go
                .set(beside("ArrowDown").or_else(|| beside("ArrowUp")));
            playground.remove_file(path);
        }
        key => match tree.rows.with_untracked(|rows| tree::step(rows, path, key)) {
            Some(Step::Go(path)) => tree.go.set(Some(path)),
            Some(Step::Open(path)) => {
                tree.closed.update(|it| {
                    it.remove(&path);
                });
            }
            Some(Step::Close(path)) => {
                tree.closed.update(|it| {
                    it.insert(path);
                });
            }
            None => return false,
        },
    }
    true
}

/// Opens a file; opens or closes a folder.
fn press(playground: Playground, screen: Screen, tree: Tree, path: &str) {
    tree.at.set(Some(path.to_owned()));
    let is_folder = tree
        .by_path
        .with_untracked(|it| it.get(path).is_some_and(|row| row.folder.is_some()));
    if is_folder {
        tree.closed.update(|closed| {
            if !closed.remove(path) {
                closed.insert(path.to_owned());
            }
        });
    } else {
        screen.world.is_open.set(false);
        screen.phone.set(PhoneView::Code);
        playground.open(Some(path.to_owned()));
    }
}

/// The row that an event happened in itself, not in one of its buttons.
fn row_at(target: web_sys::EventTarget) -> Option<String> {
    target
        .dyn_into::<Element>()
        .ok()?
        .get_attribute("data-path")
}

/// Whether a row is dragged, rather than files from elsewhere.
fn is_ours(event: &DragEvent) -> bool {
    let transfer = event.data_transfer();
    transfer.is_some_and(|it| it.types().includes(&DRAGGED.into(), 0))
}

/// The folder that an event happened in; empty at the top.
fn folder_under(event: &Event) -> String {
    let element = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let row = element.and_then(|it| it.closest("[data-folder]").ok().flatten());
    row.and_then(|it| it.get_attribute("data-folder"))
        .unwrap_or_default()
}
