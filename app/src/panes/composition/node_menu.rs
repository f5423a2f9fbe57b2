//! What can be done with an instance, or with an import or export of the composition.

use leptos::{prelude::*, task::spawn_local};
use model::{Connection, EdgeOrigin, GraphEdit, Location};

use super::{Outlined, focus_outline};
use crate::{
    panes::{
        Screen,
        act::arrange,
        ask::{Ask, Question},
        go_to,
    },
    playground::Playground,
    state::{composing::ends, workspace::composition_path},
    ui::{Glyph, Menu, MenuItem},
};

/// The menu of a node.
#[component]
pub(super) fn NodeMenu(
    /// Its id.
    id: StoredValue<String>,
    /// What it is called.
    label: Signal<String>,
    /// The component that an instance is made of.
    package: Option<Signal<String>>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let ask = expect_context::<Ask>();
    let (title, what) = match package {
        Some(_) => ("Rename instance", "Variable in the WAC text"),
        None => ("Rename", "Name seen from outside"),
    };
    let rename = move |()| {
        let node = id.get_value();
        ask.ask(Question::new(
            title,
            what,
            &label.get_untracked(),
            move |name| {
                let node = node.clone();
                replace(playground, GraphEdit::Rename { node, name });
            },
        ));
    };
    let remove = move |heal| {
        let nodes = vec![id.get_value()];
        replace(playground, GraphEdit::Remove { nodes, heal });
    };
    let of_instance = move || {
        package.map(|package| view! { <OfInstance id package on_heal=move |()| remove(true) /> })
    };
    let name = move || format!("Actions for {}", label.get());
    view! {
        <Menu label=Signal::derive(name) glyph=Glyph::More icon_only=true class="ghost tiny">
            <MenuItem label="Rename…" icon=Glyph::Rename on_press=rename />
            <ShowInText id />
            {of_instance()}
            <hr />
            <MenuItem label="Remove" icon=Glyph::Trash danger=true on_press=move |()| remove(false) />
        </Menu>
    }
}

/// Makes a change after which the node, and so what has the focus, is another or gone.
fn replace(playground: Playground, edit: GraphEdit) {
    spawn_local(async move {
        if playground.arrange(edit).await.is_ok() {
            focus_outline();
        }
    });
}

/// What only instances can.
#[component]
fn OfInstance(
    /// Its id.
    id: StoredValue<String>,
    /// The component it is made of.
    package: Signal<String>,
    /// Takes it away, and joins those that it was between.
    #[prop(into)]
    on_heal: Callback<()>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let Outlined { graph, .. } = expect_context();
    let export = move |()| {
        let from = id.get_value();
        let (from_port, name) = (None, None);
        let edit = GraphEdit::Export {
            from,
            from_port,
            name,
        };
        arrange(playground, edit);
    };
    let duplicate = move |()| {
        let wires = graph.with_untracked(|graph| {
            let edges = graph.edges.iter();
            let said = edges.filter(|edge| {
                id.with_value(|id| edge.to == *id)
                    && edge.origin != EdgeOrigin::Implicit
                    && edge.item.is_empty()
            });
            said.map(ends).collect::<Vec<Connection>>()
        });
        let package = package.get_untracked();
        spawn_local(async move { drop(playground.duplicate(package, wires).await) });
    };
    view! {
        <MenuItem label="Duplicate" icon=Glyph::Copy on_press=duplicate detail="With the same providers" />
        <MenuItem label="Export all it exports" icon=Glyph::Forward on_press=export />
        <MenuItem label="Inspect its component" icon=Glyph::Search on_press=move |()| playground.select(Some(package.get_untracked())) />
        <hr />
        <MenuItem label="Remove and join its neighbours" icon=Glyph::Link on_press=on_heal
            detail="Who took from it takes what it was given, where that fits" />
    }
}

/// The item that goes to where the text makes a node.
#[component]
fn ShowInText(
    /// Its id.
    id: StoredValue<String>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let outlined = expect_context::<Outlined>();
    let node = outlined.node(id.get_value());
    let span = move || node.with(|node| node.as_ref()?.span);
    let show = move |()| {
        let path = playground
            .workspace
            .with_untracked(|it| composition_path(it).map(str::to_owned));
        if let (Some(path), Some(span)) = (path, span()) {
            go_to(playground, screen, Location { path, span });
        }
    };
    move || {
        span().map(|_| {
            view! { <MenuItem label="Show in the text" icon=Glyph::Code on_press=show /> }
        })
    }
}
