//! The way from a world to what it imports or exports.

use leptos::prelude::*;
use model::{Location, Step, StepVerb};

use crate::{
    panes::{Screen, world_screen::visit},
    playground::{BUNDLED, Playground, file_title},
    state::position::Positions,
    ui::{Glyph, Icon, Ticked},
};

/// Why something is imported or exported, step by step.
#[component]
pub(super) fn Why(
    /// The way.
    steps: Vec<Step>,
    /// Whether it is exported.
    is_export: bool,
) -> impl IntoView {
    let question = match is_export {
        true => "Why is this exported?",
        false => "Why is this imported?",
    };
    let last = steps.last().map(short).unwrap_or_default();
    let steps = steps.into_iter().map(|step| {
        let text = sentence(&step);
        view! { <li><Ticked text />" "{step.at.map(|at| view! { <PlaceLink at /> })}</li> }
    });
    view! {
        <details class="disclosure why">
            <summary><span>{question}</span><span class="quiet clip">{last}</span></summary>
            <ol>{steps.collect_view()}</ol>
        </details>
    }
}

/// A button that goes to a place, and says which.
#[component]
pub(super) fn PlaceLink(
    /// The place.
    at: Location,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let title = file_title(&at.path);
    let line = playground.text_of(&at.path).map(|text| {
        let place = Positions::new(&text).line_column(at.span.start);
        format!(":{}", place.line)
    });
    let label = format!("{title}{}", line.unwrap_or_default());
    let hint = match at.path.starts_with(BUNDLED) {
        true => format!("Read {label}, which is bundled"),
        false => format!("Go to {label}"),
    };
    view! {
        <button type="button" class="place-link mono" title=hint on:click=move |_| visit(playground, screen, at.clone())>
            <Icon glyph=Glyph::Code /><span class="clip">{label}</span>
        </button>
    }
}

/// A step as a sentence.
fn sentence(step: &Step) -> String {
    let Step {
        from,
        verb,
        to,
        names,
        ..
    } = step;
    match verb {
        StepVerb::Imports => format!("`{from}` imports `{to}`"),
        StepVerb::Exports => format!("`{from}` exports `{to}`"),
        StepVerb::Includes => format!("`{from}` includes `{to}`"),
        StepVerb::Uses => {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            format!("`{from}` uses {} of `{to}`", names.join(", "))
        }
    }
}

/// The last step in a few words.
fn short(step: &Step) -> String {
    let from = step.from.split('@').next().unwrap_or_default();
    match step.verb {
        StepVerb::Imports | StepVerb::Exports => format!("{from} says so"),
        StepVerb::Includes => format!("{from} includes it"),
        StepVerb::Uses => format!("{from} uses its types"),
    }
}
