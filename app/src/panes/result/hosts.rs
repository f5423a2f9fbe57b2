//! Who gives the composition what it imports.

use leptos::prelude::*;
use model::HostOffer;

use super::composed_digest;
use crate::{
    panes::world::answer::{Answer, use_answer},
    playground::Playground,
    state::hosts::{Giver, Hosted, summary},
    ui::{Glyph, Icon, Ticked, use_portions},
};

/// So many imports are shown before the user asks for more.
const FIRST: usize = 96;

/// So many of them come in one frame.
const AT_ONCE: usize = 24;

/// The imports that are left, by who gives them.
#[component]
pub(super) fn Hosts() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let digest = composed_digest(playground);
    let answer = use_answer(move || {
        digest.get()?;
        let inspection = playground.composition.with(|it| it.inspection.clone())?;
        Some(Box::pin(playground.hosts_of(inspection.imports)))
    });
    view! {
        <section class="hosts" aria-label="Imports that are left">
            <h3>"Where it can run"</h3>
            <Answer answer show=|it| view! { <Table it /> }.into_any() />
        </section>
    }
}

#[component]
fn Table(
    /// What fewest give first.
    it: Vec<Hosted>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let has_server = move || playground.server.with(Option::is_some);
    let glyph = match it.first().map(Hosted::giver) {
        None | Some(Giver::Tab) => Glyph::Check,
        Some(Giver::ServerOnly) => Glyph::Server,
        Some(Giver::Nobody) => Glyph::Warning,
    };
    let is_empty = it.is_empty();
    let said = summary(&it);
    let count = it.len();
    let all = StoredValue::new(it);
    let (shown, more) = use_portions(Memo::new(move |_| (0..count).collect()), FIRST, AT_ONCE);
    let row = move |at: usize| row(all.with_value(|all| all[at].clone()));
    view! {
        <p class="hosts-summary" role="status"><Icon glyph /><span>{said}</span></p>
        {(!is_empty).then(|| view! {
            <table class="hosts-table">
                <thead><tr><th scope="col">"Import"</th><th scope="col">"This tab"</th>
                    <th scope="col">"Server"{move || (!has_server()).then_some(" (none here)")}</th></tr></thead>
                <tbody><For each=move || shown.get() key=|at| *at children=row /></tbody>
            </table>
            {more}
        })}
    }
}

fn row(hosted: Hosted) -> impl IntoView {
    let Hosted { name, tab, server } = hosted;
    view! { <tr><th scope="row" class="mono">{name}</th>{cell("This tab", tab)}{cell("Server", server)}</tr> }
}

fn cell(host: &'static str, offer: HostOffer) -> impl IntoView {
    let HostOffer { is_given, note } = offer;
    let (glyph, word) = match is_given {
        true => (Glyph::Check, "yes"),
        false => (Glyph::Close, "no"),
    };
    let note =
        (!note.is_empty()).then(|| view! { <span class="quiet">" · "<Ticked text=note /></span> });
    view! { <td data-host=host data-given=is_given.to_string()><Icon glyph /><span><span>{word}</span>{note}</span></td> }
}
