//! An import and who provides it, with a menu of who else could.

use leptos::{prelude::*, task::spawn_local};
use model::{Connection, End, GraphEdit};

use super::Outlined;
use crate::{
    panes::{Screen, act::arrange},
    playground::Playground,
    state::{
        composing::Wire,
        providers::{Offer, Provided, offers, provided},
    },
    ui::{Glyph, Icon, Menu, MenuItem, hue},
};

/// An import of an instance, or an export of the composition, which something provides as well.
#[component]
pub(super) fn Import(
    /// Id of the node.
    node: String,
    /// What its name is read as.
    #[prop(into)]
    of: Signal<String>,
    /// Its port.
    port: String,
    /// What that is called among the others of the node.
    short: String,
    /// Whether it may be left open.
    may_be_open: bool,
) -> impl IntoView {
    let Outlined { graph, offered } = expect_context();
    let place = StoredValue::new((node, port.clone()));
    let now = Memo::new(move |_| {
        place.with_value(|(node, port)| graph.with(|graph| provided(graph, node, port)))
    });
    let label = Signal::derive(move || match now.get() {
        Provided::By { label, .. } => label,
        Provided::Open => "left open".to_owned(),
        Provided::Nobody => "nobody".to_owned(),
    });
    let hue = hue(&port);
    let name = {
        let short = short.clone();
        Signal::derive(move || {
            let of = of.get();
            match now.get() {
                Provided::By { label, .. } => format!("{short} of {of}: provided by {label}"),
                Provided::Open => format!("{short} of {of}: left open"),
                Provided::Nobody => format!("{short} of {of}: nobody provides it"),
            }
        })
    };
    let items = move || {
        let offers = place.with_value(|place| {
            offered.with(|offered| {
                let wires = offered.get(place).map_or(&[][..], Vec::as_slice);
                graph.with(|graph| offers(graph, &now.read(), wires))
            })
        });
        let is_none = offers.fitting.is_empty() && offers.anew.is_empty();
        let open = may_be_open.then(|| view! { <LeaveOpen place now /> });
        view! {
            {is_none.then(|| view! { <p class="quiet none">"Nothing here fits."</p> })}
            <Offered title="Provided by" offers=offers.fitting kind=Kind::Fitting />
            <Offered title="A new instance of" offers=offers.anew kind=Kind::Anew />
            <Offered title="Nearly fits" offers=offers.near kind=Kind::Near />
            {open}
        }
    };
    let is_loose = move || now.with(|now| !matches!(now, Provided::By { .. }));
    view! {
        <span class="composing-port hued" style:--hue=hue.to_string() class:is-loose=is_loose>
            <span class="mono clip" title=port>{short}</span>
            <Icon glyph=Glyph::Back />
            <Menu label name glyph=Glyph::ChevronDown class="provider">{items}</Menu>
        </span>
    }
}

/// What choosing an offer does.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Joins what is there.
    Fitting,
    /// Makes an instance and joins it.
    Anew,
    /// Tells why it does not fit.
    Near,
}

/// Offers of one kind.
#[component]
fn Offered(
    /// What they are.
    title: &'static str,
    /// They themselves.
    offers: Vec<Offer>,
    /// What choosing one does.
    kind: Kind,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let is_empty = offers.is_empty();
    let item = move |offer: Offer| {
        let Offer {
            wire,
            label,
            detail,
            is_current,
        } = offer;
        let press = move |()| match kind {
            Kind::Near => screen.composing.explain(wire.clone(), None),
            Kind::Fitting if is_current => {}
            Kind::Fitting | Kind::Anew => provide(playground, &wire),
        };
        let detail = detail.unwrap_or_default();
        match kind {
            Kind::Fitting => {
                view! { <MenuItem label detail checked=is_current on_press=press /> }.into_any()
            }
            Kind::Anew => {
                view! { <MenuItem label detail icon=Glyph::Add on_press=press /> }.into_any()
            }
            Kind::Near => {
                let label = format!("{label}: why not?");
                view! { <MenuItem label detail icon=Glyph::Info on_press=press /> }.into_any()
            }
        }
    };
    let items: Vec<_> = offers.into_iter().map(item).collect();
    (!is_empty).then(|| {
        view! {
            <div role="group" aria-label=title><p class="title" aria-hidden="true">{title}</p>{items}</div>
        }
    })
}

/// The item that leaves an import to whoever uses the composition.
#[component]
fn LeaveOpen(
    /// Id of the node and its import.
    place: StoredValue<(String, String)>,
    /// What fills it.
    now: Memo<Provided>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let is_open = now.with_untracked(|now| *now == Provided::Open);
    let open = move |()| {
        let (to, to_port) = place.get_value();
        if !is_open {
            arrange(playground, GraphEdit::Disconnect { to, to_port });
        }
    };
    view! {
        <hr />
        <MenuItem label="Leave open" detail="The composition imports it" checked=is_open on_press=open />
    }
}

/// Joins a wire; where it comes from a component, an instance of that is made first.
fn provide(playground: Playground, wire: &Wire) {
    let Wire {
        from,
        from_port,
        to,
        to_port,
    } = wire.clone();
    let End::Node { id: to } = to else { return };
    let connection = |from| Connection {
        from,
        from_port,
        to,
        to_port,
    };
    match from {
        End::Node { id } => arrange(playground, GraphEdit::Connect(connection(id))),
        End::Package { name } => {
            let wire = connection(String::new());
            spawn_local(async move { drop(playground.provide_anew(name, wire).await) });
        }
    }
}
