//! A word in a pill.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// What a badge's colour says; the words and the icon say it too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BadgeTone {
    /// A plain fact.
    #[default]
    Plain,
    /// Good.
    Good,
    /// Nearly.
    Near,
    /// Wrong.
    Wrong,
    /// Belongs to what the user is doing.
    Accent,
}

/// A word in a pill.
#[component]
pub fn Badge(
    /// What it says.
    #[prop(into)]
    text: String,
    /// What its colour says.
    #[prop(optional)]
    tone: BadgeTone,
    /// An icon before the words.
    #[prop(optional, into)]
    icon: Option<Glyph>,
) -> impl IntoView {
    let class = match tone {
        BadgeTone::Plain => "badge",
        BadgeTone::Good => "badge ok",
        BadgeTone::Near => "badge near",
        BadgeTone::Wrong => "badge error",
        BadgeTone::Accent => "badge accent",
    };
    view! { <span class=class>{icon.map(|glyph| view! { <Icon glyph /> })} {text}</span> }
}
