//! The world that the composition says it targets, and what it misses of it.

use leptos::prelude::*;
use model::{Diagnostic, Severity};

use super::clause::{full_name, target, with_target};
use crate::{
    playground::Playground,
    state::workspace::composition_path,
    ui::{Glyph, Icon, Menu, MenuItem, Ticked},
};

/// A menu of the workspace's worlds, and whether the composition fits the one it targets.
#[component]
pub(super) fn Target() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let text = Memo::new(move |_| {
        playground.workspace.with(|workspace| {
            let path = composition_path(workspace)?;
            Some((path.to_owned(), workspace.files[path].clone()))
        })
    });
    let targeted = Memo::new(move |_| text.with(|it| target(&it.as_ref()?.1)));
    let choose = move |world: Option<String>| {
        let Some((path, text)) = text.get_untracked() else {
            return;
        };
        let Some(text) = with_target(&text, world.as_deref()) else {
            return;
        };
        playground.rewrite_file(&path, text);
        playground.say(&match world {
            Some(world) => format!("The composition targets {world} now"),
            None => "The composition targets no world any more".to_owned(),
        });
    };
    let items = move || {
        let now = targeted.get_untracked();
        let item = |world: String| {
            let is_current = now.as_ref() == Some(&world);
            let label = world.clone();
            view! { <MenuItem label checked=is_current on_press=move |()| choose(Some(world.clone())) /> }
        };
        let none = now.is_none();
        view! {
            {worlds(playground).into_iter().map(item).collect_view()}
            <hr />
            <MenuItem label="No world" detail="Nothing is checked" checked=none on_press=move |()| choose(None) />
        }
    };
    let label = Signal::derive(move || targeted.get().unwrap_or_else(|| "no world".to_owned()));
    let name = Signal::derive(move || format!("Target world: {}", label.get()));
    let verdict = move || targeted.get().map(|_| view! { <Verdict /> });
    view! {
        <section aria-label="Target world" hidden=move || text.with(Option::is_none)>
            <h2 class="title">"Target world"</h2>
            <div class="composing-outer"><Menu label name glyph=Glyph::ChevronDown class="provider">{items}</Menu></div>
            {verdict}
        </section>
    }
}

/// What the composition misses of its target; nothing where it is not known.
#[component]
fn Verdict() -> impl IntoView {
    let playground = expect_context::<Playground>();
    move || {
        let composition = playground.composition.read();
        let errors = composition.diagnostics.iter();
        let misses: Vec<Diagnostic> = errors
            .filter(|it| it.severity == Severity::Error)
            .cloned()
            .collect();
        match (&composition.graph, misses.is_empty()) {
            (None, _) => None,
            (Some(_), true) => Some(
                view! { <p class="composing-fit ok"><Icon glyph=Glyph::Check />"It fits."</p> }
                    .into_any(),
            ),
            (Some(_), false) => {
                let miss = |it: Diagnostic| {
                    view! {
                        <li class="composing-fit error"><Icon glyph=Glyph::Error /><span><Ticked text=it.message />
                            {it.hint.map(|hint| view! { <span class="quiet">" "<Ticked text=hint /></span> })}</span></li>
                    }
                };
                let misses = misses.into_iter().map(miss).collect_view();
                Some(view! { <ul aria-label="What it misses">{misses}</ul> }.into_any())
            }
        }
    }
}

/// Full names of the worlds that the workspace's texts declare.
fn worlds(playground: Playground) -> Vec<String> {
    playground.analysis.with(|analysis| {
        let packages = analysis.packages.iter();
        let worlds = packages.flat_map(|package| {
            let worlds = package.worlds.iter();
            worlds.map(|world| full_name(&package.name, world))
        });
        worlds.collect()
    })
}
