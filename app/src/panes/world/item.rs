//! An import or export, and all that it declares.

use leptos::{ev::Event, html, prelude::*};
use model::{ExternKind, Gate, StepVerb, WorldExtern, WorldFunction, WorldType};
use web_sys::HtmlDetailsElement;

use super::why::{PlaceLink, Why};
use crate::{
    panes::{Screen, world_screen::Goal},
    ui::{Badge, BadgeTone, Glyph, Prose, Typeset, agree, highlight::Language, hue},
};

/// The `id` of an import or export on the page.
pub(super) fn anchor(name: &str, is_export: bool) -> String {
    let side = if is_export { "export" } else { "import" };
    format!("{side}-{name}")
}

/// An import or export.
#[component]
pub(super) fn Item(
    /// The import or export.
    item: WorldExtern,
    /// Which of both.
    is_export: bool,
    /// Whether it is shown with all that it declares at first.
    is_open: bool,
) -> impl IntoView {
    let is_interface = item.kind == ExternKind::Interface;
    let hue = hue(item.package.as_deref().unwrap_or(&item.name)).to_string();
    let origin = match item.why.last().map(|step| step.verb) {
        Some(StepVerb::Uses) => Some("for its types"),
        _ if item.why.len() > 1 => Some("included"),
        _ => None,
    };
    let kind = match item.kind {
        ExternKind::Interface => "interface",
        ExternKind::Function => "function",
        _ => "type",
    };
    let count = is_interface.then(|| items(item.types.len() + item.functions.len()));
    let title = title(&item.name, item.package.is_some());
    let (id, name) = (anchor(&item.name, is_export), item.name.clone());
    let (shape, gate) = (shape(item.kind), item.gate.clone());
    let open = RwSignal::new(is_open);
    let toggled =
        move |event: Event| agree(open, event_target::<HtmlDetailsElement>(&event).open());
    let item = StoredValue::new(item);
    view! {
        <details class="disclosure extern hued" id=id style:--hue=hue open=is_open on:toggle=toggled>
            <summary>
                <svg class="mark" viewBox="0 0 12 12" aria-hidden="true"><path d=shape></path></svg>
                <h4 class="mono" title=name>{title}</h4>
                {origin.map(|text| view! { <Badge text /> })}
                {is_interface.then(|| view! { <Gated gate /> })}
                <span class="quiet count-of">{count}</span>
                <span class="visually-hidden">{kind}</span>
            </summary>
            {move || open.get().then(|| view! { <Body item=item.get_value() is_export /> })}
        </details>
    }
}

/// What an import or export declares, and why it is there.
#[component]
fn Body(
    /// The import or export.
    item: WorldExtern,
    /// Which of both.
    is_export: bool,
) -> impl IntoView {
    let WorldExtern {
        name,
        kind,
        docs,
        at,
        wit,
        uses,
        types,
        functions,
        why,
        ..
    } = item;
    // The docs and place of a bare function or type stand with it.
    let is_interface = kind == ExternKind::Interface;
    let is_used = !is_interface && types.is_empty() && functions.is_empty();
    let uses = uses.into_iter().filter(|_| is_interface).map(|it| {
        let text = format!("use {}.{{{}}};", it.interface, it.names.join(", "));
        view! { <li><Typeset text language=Language::Wit /></li> }
    });
    let uses: Vec<_> = uses.collect();
    let here = (name, is_export);
    let types = types
        .into_iter()
        .map(|it| view! { <TypeCard it here=here.clone() /> });
    let types = types.collect_view();
    let functions = functions
        .into_iter()
        .map(|it| view! { <FunctionCard it here=here.clone() /> });
    view! {
        <div class="extern-body">
            {is_interface.then(|| at.map(|at| view! { <PlaceLink at /> }))}
            {docs.filter(|_| is_interface).map(|text| view! { <Prose text /> })}
            {(!why.is_empty()).then(|| view! { <Why steps=why is_export /> })}
            {(!uses.is_empty()).then(|| view! { <ul class="uses">{uses}</ul> })}
            {is_used.then(|| view! { <Typeset text=wit language=Language::Wit /> })}
            {types}
            {functions.collect_view()}
        </div>
    }
}

#[component]
fn TypeCard(
    /// The type.
    it: WorldType,
    /// The import or export that declares it.
    here: Here,
) -> impl IntoView {
    let functions = it.functions.into_iter();
    let functions: Vec<_> = functions
        .map(|it| view! { <FunctionCard it here=here.clone() /> })
        .collect();
    let id = format!("type-{}-{}", here.0, it.name);
    let (gate, at) = (it.gate, it.at);
    let node = arrived(here, it.name.clone());
    view! {
        <section class="declared" id=id aria-label=it.name node_ref=node tabindex="-1">
            <div class="declared-head">
                <Typeset text=it.wit language=Language::Wit />
                <span class="aside"><Gated gate />{at.map(|at| view! { <PlaceLink at /> })}</span>
            </div>
            {it.docs.map(|text| view! { <Prose text /> })}
            {(!functions.is_empty()).then(|| view! { <div class="members">{functions}</div> })}
        </section>
    }
}

#[component]
fn FunctionCard(
    /// The function.
    it: WorldFunction,
    /// The import or export that declares it.
    here: Here,
) -> impl IntoView {
    let (gate, at) = (it.gate, it.at);
    let node = arrived(here, it.name.clone());
    view! {
        <section class="declared" aria-label=it.name node_ref=node tabindex="-1">
            <div class="declared-head">
                <Typeset text=it.wit language=Language::Wit />
                <span class="aside"><Gated gate />{at.map(|at| view! { <PlaceLink at /> })}</span>
            </div>
            {it.docs.map(|text| view! { <Prose text /> })}
        </section>
    }
}

/// An import or export: its name, and whether it is exported.
type Here = (String, bool);

/// Goes to a declaration once it is there, if it is what is to be gone to.
fn arrived((scope, is_export): Here, name: String) -> NodeRef<html::Section> {
    let goal = expect_context::<Screen>().world.goal;
    let node = NodeRef::<html::Section>::new();
    Effect::new(move |_| {
        let is_goal = |goal: &Goal| {
            let is_here = goal.name == scope && goal.is_export == is_export;
            is_here && goal.item.contains(&name)
        };
        let is_it = goal.with(|goal| goal.as_ref().is_some_and(is_goal));
        if let (true, Some(section)) = (is_it, node.get()) {
            goal.set(None);
            // The page scrolls to the interface in the same frame.
            request_animation_frame(move || {
                section.scroll_into_view();
                let _ = section.focus();
            });
        }
    });
    node
}

/// What is promised, as badges.
#[component]
pub(super) fn Gated(
    /// The promises.
    gate: Gate,
) -> impl IntoView {
    let Gate {
        since,
        unstable,
        deprecated,
    } = gate;
    view! {
        {deprecated.map(|it| view! { <Badge text=format!("deprecated {it}") tone=BadgeTone::Near icon=Glyph::Warning /> })}
        {unstable.map(|it| view! { <Badge text=format!("unstable: {it}") tone=BadgeTone::Near /> })}
        {since.map(|it| view! { <Badge text=format!("since {it}") /> })}
    }
}

/// A name with its package set apart.
fn title(name: &str, has_package: bool) -> AnyView {
    let split = name.split_once('/').filter(|_| has_package);
    let Some((package, rest)) = split else {
        return name.to_owned().into_any();
    };
    let (interface, version) = match rest.split_once('@') {
        Some((interface, version)) => (interface.to_owned(), format!("@{version}")),
        None => (rest.to_owned(), String::new()),
    };
    view! { <span class="quiet">{format!("{package}/")}</span>{interface}<span class="quiet">{version}</span> }
    .into_any()
}

fn items(count: usize) -> String {
    match count {
        1 => "1 item".to_owned(),
        count => format!("{count} items"),
    }
}

fn shape(kind: ExternKind) -> &'static str {
    match kind {
        ExternKind::Interface => "M6 .8 11.2 6 6 11.2 .8 6z",
        ExternKind::Function => "M10.5 6a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0z",
        _ => "M6 1.5 11 10.5H1z",
    }
}
