//! A world as a drawing.

use leptos::{html, prelude::*};
use model::{WorldExtern, WorldView};

use crate::{
    panes::{
        Screen,
        world_screen::{Goal, WorldTab},
    },
    state::world::diagram::{Card, Drawing, Frame, Line, Row, draw},
    ui::{hue, move_focus, use_size},
};

/// Narrower than this, imports stand above and exports below, in pixels.
const NARROW: f64 = 800.0;

/// Names of all that lights up.
type Lit = Memo<Option<Vec<String>>>;

/// The drawing. What is pointed at, or has the focus, lights up with all that it is there for.
#[component]
pub(super) fn Drawn(
    /// The world.
    view: WorldView,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let size = use_size(node);
    let name = view.name.clone();
    let view = StoredValue::new(view);
    let is_narrow = Memo::new(move |_| size.get().0 < NARROW);
    let drawing = Memo::new(move |_| view.with_value(|view| draw(view, is_narrow.get())));
    let hot = RwSignal::new(None::<(String, bool)>);
    let lit: Lit = Memo::new(move |_| {
        let hot = hot.get()?;
        Some(view.with_value(|view| way(view, &hot)))
    });
    let body = move || {
        let Drawing {
            width,
            height,
            world,
            cards,
            because,
        } = drawing.get();
        let lines = because.into_iter().map(|it| line(it, lit)).collect_view();
        let wires = cards.iter().flat_map(|card| {
            let hue = hue(&card.hue);
            card.rows.iter().map(move |row| wire(row, hue, lit))
        });
        let wires = wires.collect_view();
        let cards = cards
            .into_iter()
            .map(|card| view! { <CardBox card hot lit /> });
        view! {
            <div class="world-plane" class:has-lit=move || lit.with(Option::is_some) style=size_of(width, height)
                on:keydown=|event| move_focus(&event, ".world-row")>
                <svg aria-hidden="true" width=width height=height>{lines}{wires}</svg>
                <div class="world-box mono" style=at(world)><span class="quiet">"world"</span><strong class="clip" title=name.clone()>{short(&name)}</strong></div>
                {cards.collect_view()}
            </div>
        }
    };
    view! {
        <div class="world-diagram" node_ref=node>{body}</div>
        <p class="world-legend quiet small">
            "Imports come in, exports go out. A dashed wire: imported only because others use its types; the lines beside the imports tell which."
        </p>
    }
}

#[component]
fn CardBox(
    /// The card.
    card: Card,
    /// What is pointed at.
    hot: RwSignal<Option<(String, bool)>>,
    /// What lights up with it.
    lit: Lit,
) -> impl IntoView {
    let Card {
        title,
        hue: of,
        frame,
        rows,
    } = card;
    let rows = rows
        .into_iter()
        .map(|row| view! { <RowButton row hot lit /> });
    let rows = rows.collect_view();
    view! {
        <div role="group" class="world-card hued" style=format!("--hue:{};{}", hue(&of), at(frame)) aria-label=title.clone()>
            <p class="title mono clip" title=title.clone()>{title.clone()}</p>
            {rows}
        </div>
    }
}

#[component]
fn RowButton(
    /// The import or export.
    row: Row,
    /// What is pointed at.
    hot: RwSignal<Option<(String, bool)>>,
    /// What lights up with it.
    lit: Lit,
) -> impl IntoView {
    let screen = expect_context::<Screen>();
    let Row {
        name,
        label,
        is_export,
        is_stated,
        ..
    } = row;
    let title = name.clone();
    let this = StoredValue::new((name.clone(), is_export));
    let point = move || hot.set(Some(this.get_value()));
    let leave = move || hot.set(None);
    let press = move |_| {
        screen.world.tab.set(WorldTab::Page);
        let (name, is_export) = this.get_value();
        screen.world.goal.set(Some(Goal {
            of: None,
            name,
            is_export,
            item: Vec::new(),
        }));
    };
    let is_lit = is_lit(lit, vec![name]);
    view! {
        <button type="button" class="world-row mono" class:is-implied=!is_stated class:is-lit=is_lit title=title on:click=press
            on:pointerenter=move |_| point() on:pointerleave=move |_| leave() on:focus=move |_| point() on:blur=move |_| leave()>
            <span class="clip">{label}</span>
            {(!is_stated).then(|| view! { <span class="visually-hidden">", imported for its types"</span> })}
        </button>
    }
}

fn wire(row: &Row, hue: u32, lit: Lit) -> impl IntoView + use<> {
    let is_lit = is_lit(lit, vec![row.name.clone()]);
    let path = row.wire.clone();
    let is_implied = !row.is_stated;
    view! { <path class="wire hued" class:is-implied=is_implied class:is-lit=is_lit style:--hue=hue.to_string() d=path></path> }
}

fn line(line: Line, lit: Lit) -> impl IntoView {
    let is_lit = is_lit(lit, vec![line.from, line.to]);
    view! { <path class="because" class:is-lit=is_lit d=line.path></path> }
}

fn is_lit(lit: Lit, names: Vec<String>) -> impl Fn() -> bool + Clone + Send + 'static {
    move || {
        let all = |lit: &Vec<String>| names.iter().all(|name| lit.contains(name));
        lit.with(|lit| lit.as_ref().is_some_and(all))
    }
}

/// What an import or export is there for: all that its way goes through.
fn way(view: &WorldView, (name, is_export): &(String, bool)) -> Vec<String> {
    let side = match is_export {
        true => &view.exports,
        false => &view.imports,
    };
    let item: Option<&WorldExtern> = side.iter().find(|item| item.name == *name);
    let steps = item.iter().flat_map(|item| &item.why);
    let mut way: Vec<String> = steps.map(|step| step.to.clone()).collect();
    way.push(name.clone());
    way
}

fn at(frame: Frame) -> String {
    let Frame {
        x,
        y,
        width,
        height,
    } = frame;
    format!("left:{x}px;top:{y}px;{}", size_of(width, height))
}

fn size_of(width: f64, height: f64) -> String {
    format!("width:{width}px;height:{height}px")
}

/// A world's name without its package and version.
fn short(name: &str) -> String {
    let name = name.split('@').next().unwrap_or(name);
    name.rsplit(['/', ':']).next().unwrap_or(name).to_owned()
}
