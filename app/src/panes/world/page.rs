//! A world to be read.

use leptos::prelude::*;
use model::{Inclusion, WorldExtern, WorldView};
use wasm_bindgen::JsCast;
use web_sys::{HtmlDetailsElement, HtmlElement};

use super::{
    features::Features,
    item::{Gated, Item, anchor},
    why::PlaceLink,
};
use crate::{
    panes::{Screen, world_screen::Goal},
    playground::Playground,
    state::world::filter::filtered,
    ui::{Badge, Glyph, Icon, Prose, Ticked, hue},
};

/// With at most this many imports and exports, all of them are open at first.
const FEW: usize = 6;

/// All of a world.
#[component]
pub(super) fn Page(
    /// The world.
    view: WorldView,
    /// Words that are searched for.
    filter: RwSignal<String>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let WorldView {
        name,
        package,
        docs,
        gate,
        at,
        includes,
        imports,
        exports,
        features,
        ..
    } = view;
    let is_small = imports.len() + exports.len() <= FEW;
    let kind = if package.is_some() {
        "world"
    } else {
        "component"
    };
    let imports = Side::new("Imports", imports, filter);
    let exports = Side::new("Exports", exports, filter);
    let shown = name.clone();
    Effect::new(move |_| {
        let goal = screen.world.goal.get();
        // The page of another component may still be shown.
        let is_here = |goal: &Goal| goal.of.as_ref().is_none_or(|of| *of == shown);
        let Some(goal) = goal.filter(is_here) else {
            return;
        };
        go_to(&anchor(&goal.name, goal.is_export));
        // What is within comes with its interface, and goes to itself.
        if goal.item.is_empty() {
            screen.world.goal.set(None);
        }
    });
    let feature = gate.unstable.clone();
    let is_shut = Memo::new(move |_| {
        let is_on = |name: &String| playground.workspace.with(|it| it.features.contains(name));
        feature.as_ref().is_some_and(|name| !is_on(name))
    });
    let nothing = move || {
        let is_empty = imports.left.with(Vec::is_empty) && exports.left.with(Vec::is_empty);
        is_empty.then(|| {
            let text = filter.with(|words| match words.trim() {
                _ if is_shut.get() => {
                    "What it imports and exports is left out while its feature is off.".to_owned()
                }
                "" => "This world imports and exports nothing.".to_owned(),
                words => format!("Nothing in this world is called `{words}`."),
            });
            view! { <p class="quiet nothing"><Ticked text /></p> }
        })
    };
    let included = includes.into_iter().map(included).collect_view();
    view! {
        <div class="world-page">
            <nav class="world-contents" aria-label="Imports and exports">
                {move || exports.contents(true)}{move || imports.contents(false)}
            </nav>
            <div class="world-text">
                <header>
                    <p class="quiet small">{kind}</p>
                    <h2 class="mono">{name}</h2>
                    <div class="row wrap">
                        {package.map(|text| view! { <Badge text icon=Glyph::Box /> })}
                        <Gated gate />
                        {at.map(|at| view! { <PlaceLink at /> })}
                    </div>
                    <Features features=features.into_iter().collect() />
                </header>
                {docs.map(|text| view! { <Prose text /> })}
                {included}
                {move || exports.items(true, true)}
                {move || imports.items(false, is_small)}
                {nothing}
            </div>
        </div>
    }
}

/// The imports or the exports, as far as the search leaves them.
#[derive(Clone, Copy)]
struct Side {
    title: &'static str,
    left: Memo<Vec<WorldExtern>>,
    filter: RwSignal<String>,
}

impl Side {
    fn new(title: &'static str, all: Vec<WorldExtern>, filter: RwSignal<String>) -> Self {
        let left = Memo::new(move |_| filter.with(|words| filtered(&all, words)));
        Self {
            title,
            left,
            filter,
        }
    }

    fn items(self, is_export: bool, is_open: bool) -> impl IntoView + use<> {
        let items = self.left.get();
        let is_searched = self.filter.with_untracked(|words| !words.trim().is_empty());
        (!items.is_empty()).then(|| {
            let count = items.len();
            let items = items.into_iter().map(|item| {
                view! { <Item item is_export is_open=is_open || is_searched /> }
            });
            view! {
                <div class="world-part">
                    <h3>{self.title}" "<span class="quiet">{count}</span></h3>
                    {items.collect_view()}
                </div>
            }
        })
    }

    fn contents(self, is_export: bool) -> impl IntoView + use<> {
        let links = self.left.get().into_iter();
        let links: Vec<_> = links.map(|item| contents_link(item, is_export)).collect();
        (!links.is_empty()).then(|| view! { <h3>{self.title}</h3><ul>{links}</ul> })
    }
}

fn included(it: Inclusion) -> impl IntoView {
    let renames = it.renames.iter();
    let renames: Vec<String> = renames
        .map(|(there, here)| format!("`{there}` as `{here}`"))
        .collect();
    let with = match renames.as_slice() {
        [] => String::new(),
        renames => format!(", with {}", renames.join(", ")),
    };
    let text = format!("includes `{}`{with}", it.world);
    view! {
        <p class="included"><Icon glyph=Glyph::Plug /><Ticked text />{it.at.map(|at| view! { <PlaceLink at /> })}</p>
    }
}

fn contents_link(item: WorldExtern, is_export: bool) -> impl IntoView {
    let hue = hue(item.package.as_deref().unwrap_or(&item.name)).to_string();
    let label = match item.name.split_once('/').filter(|_| item.package.is_some()) {
        Some((_, rest)) => rest.split('@').next().unwrap_or(rest).to_owned(),
        None => item.name.clone(),
    };
    let id = anchor(&item.name, is_export);
    view! {
        <li class="hued" style:--hue=hue>
            <button type="button" title=item.name on:click=move |_| go_to(&id)><span class="clip">{label}</span></button>
        </li>
    }
}

/// Opens an import or export, scrolls to it and focuses it.
fn go_to(id: &str) {
    let found = document().get_element_by_id(id);
    let Some(details) = found.and_then(|it| it.dyn_into::<HtmlDetailsElement>().ok()) else {
        return;
    };
    details.set_open(true);
    details.scroll_into_view();
    let summary = details.query_selector("summary").ok().flatten();
    if let Some(summary) = summary.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = summary.focus();
    }
}
