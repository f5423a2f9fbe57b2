//! What of all that is open in the composition is to be joined: asks before it does.

use std::collections::BTreeMap;

use leptos::{prelude::*, task::spawn_local};

use super::Screen;
use crate::{
    playground::Playground,
    state::{
        composing::Wire,
        layout::short_name,
        wire_all::{Open, WireAll, last},
        wire_report::called,
    },
    ui::{Button, ButtonKind, Dialog, unique_id},
};

/// The question, while it is asked.
#[component]
pub fn WireAllDialog() -> impl IntoView {
    let open = expect_context::<Screen>().composing.joining;
    view! {
        <Dialog title="Wire what is open" open>
            <Question open />
        </Dialog>
    }
}

/// What is known of the open imports, asked anew each time.
#[component]
fn Question(
    /// Whether it is asked.
    open: RwSignal<bool>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let found = RwSignal::new(None::<WireAll>);
    spawn_local(async move {
        // The dialog may be closed by then.
        match playground.open_wires().await {
            Ok(wires) => drop(found.try_set(Some(wires))),
            Err(fault) => {
                playground.tell_fault(&fault);
                open.set(false);
            }
        }
    });
    move || {
        match found.get() {
        None => view! { <div class="body"><p class="quiet" role="status">"Looking at every import…"</p></div> }.into_any(),
        Some(wires) => view! { <Choices open wires /> }.into_any(),
    }
    }
}

/// What is joined: of each import that is open, which wire, by its place in the list.
type Chosen = RwSignal<BTreeMap<usize, Wire>>;

#[component]
fn Choices(
    /// Whether it is asked.
    open: RwSignal<bool>,
    /// What could be joined.
    wires: WireAll,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let WireAll {
        certain,
        ambiguous,
        lonely,
    } = wires;
    let certain_count = certain.len();
    let chosen: Chosen = RwSignal::new(certain.iter().cloned().enumerate().collect());
    let count = move || chosen.with(BTreeMap::len);
    let wire = move |()| {
        open.set(false);
        let wires = chosen.get_untracked().into_values().collect();
        spawn_local(async move { drop(playground.wire_all(wires).await) });
    };
    let exported = move || {
        let wires: Vec<Wire> = chosen.get().into_values().collect();
        let graph = playground.whole_graph.get().unwrap_or_default();
        let last = last(&wires, &graph).filter(|_| !wires.is_empty())?;
        let text = format!(
            "What {} exports becomes what the composition exports.",
            called(&last, &graph)
        );
        Some(view! { <p class="quiet">{text}</p> })
    };
    let certain: Vec<_> = certain
        .into_iter()
        .enumerate()
        .map(|(at, wire)| view! { <li><Certain at wire chosen /></li> })
        .collect();
    let ambiguous: Vec<_> = ambiguous
        .into_iter()
        .enumerate()
        .map(|(at, import)| view! { <li><Ambiguous at=certain_count + at import chosen /></li> })
        .collect();
    let lonely: Vec<_> = lonely
        .into_iter()
        .map(|import| view! { <li><Lonely import open /></li> })
        .collect();
    let is_nothing = certain.is_empty() && ambiguous.is_empty() && lonely.is_empty();
    view! {
        <div class="body wire-all">
            {is_nothing.then(|| view! { <p>"Nothing is open: every import has its provider."</p> })}
            {group("Exactly one provider", certain)}
            {group("More than one, or a circle: you choose", ambiguous)}
            {group("Nobody provides", lonely)}
            {exported}
        </div>
        <footer>
            <Button label=if is_nothing { "Close" } else { "Cancel" } on_press=move |()| open.set(false) />
            {(!is_nothing).then(|| view! {
                <Button label=Signal::derive(move || format!("Wire {}", count())) kind=ButtonKind::Primary
                    disabled=Signal::derive(move || count() == 0) on_press=wire />
            })}
        </footer>
    }
}

fn group(title: &'static str, items: Vec<impl IntoView + 'static>) -> impl IntoView {
    (!items.is_empty()).then(|| {
        view! { <section aria-label=title><h3 class="title">{title}</h3><ul>{items}</ul></section> }
    })
}

/// A wire that is made unless the user takes it out.
#[component]
fn Certain(
    /// Its place in the list.
    at: usize,
    /// The wire.
    wire: Wire,
    /// What is joined.
    chosen: Chosen,
) -> impl IntoView {
    let text = told(&wire);
    let is_chosen = move || chosen.with(|chosen| chosen.contains_key(&at));
    let toggle = move |_| {
        chosen.update(|chosen| {
            if chosen.remove(&at).is_none() {
                chosen.insert(at, wire.clone());
            }
        });
    };
    view! {
        <label class="tick"><input type="checkbox" prop:checked=is_chosen on:change=toggle /><span>{text}</span></label>
    }
}

/// An import with a choice of providers.
#[component]
fn Ambiguous(
    /// Its place in the list.
    at: usize,
    /// The import.
    import: Open,
    /// What is joined.
    chosen: Chosen,
) -> impl IntoView {
    let graph = expect_context::<Playground>().whole_graph.get_untracked();
    let graph = graph.unwrap_or_default();
    let name = |wire: &Wire| called(&wire.from, &graph);
    let options: Vec<_> = import
        .wires
        .iter()
        .enumerate()
        .map(|(number, wire)| view! { <option value=number.to_string()>{name(wire)}</option> })
        .collect();
    let id = unique_id("provider");
    let label = of(&import);
    let choose = move |event| {
        let number = event_target_value(&event).parse::<usize>().ok();
        let wire = number.and_then(|number| import.wires.get(number));
        chosen.update(|chosen| match wire {
            Some(wire) => drop(chosen.insert(at, wire.clone())),
            None => drop(chosen.remove(&at)),
        });
    };
    view! {
        <label for=id.clone()>{label}</label>
        <select id=id class="input" on:change=choose>
            <option value="">"leave open"</option>
            {options}
        </select>
    }
}

/// An import that nobody provides, with what nearly does.
#[component]
fn Lonely(
    /// The import.
    import: Open,
    /// Whether the question is asked.
    open: RwSignal<bool>,
) -> impl IntoView {
    let screen = expect_context::<Screen>();
    let graph = expect_context::<Playground>().whole_graph.get_untracked();
    let graph = graph.unwrap_or_default();
    let label = of(&import);
    let near = import.wires.into_iter().map(|wire| {
        let label = format!("Why not {}?", called(&wire.from, &graph));
        let why = move |()| {
            open.set(false);
            screen.composing.explain(wire.clone(), None);
        };
        view! { <Button label kind=ButtonKind::Ghost on_press=why /> }
    });
    let near = near.collect_view();
    view! { <span>{label}</span>{near} }
}

/// A wire in words.
fn told(wire: &Wire) -> impl IntoView + use<> {
    let graph = expect_context::<Playground>().whole_graph.get_untracked();
    let graph = graph.unwrap_or_default();
    let (from, to) = (called(&wire.from, &graph), called(&wire.to, &graph));
    view! { <span class="mono">{short_name(&wire.to_port).to_owned()}</span>{format!(" of {to} is provided by {from}")} }
}

fn of(import: &Open) -> impl IntoView + use<> {
    let graph = expect_context::<Playground>().whole_graph.get_untracked();
    let to = called(&import.to, &graph.unwrap_or_default());
    view! { <span class="mono">{short_name(&import.to_port).to_owned()}</span>{format!(" of {to}")} }
}
