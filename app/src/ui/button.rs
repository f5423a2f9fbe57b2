//! Buttons: with words, or with an icon and a name.

use leptos::{ev::MouseEvent, prelude::*};

use super::{Glyph, Icon};

/// How much a button asks to be pressed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// Framed.
    #[default]
    Plain,
    /// The one thing to do here.
    Primary,
    /// Frameless, for bars and lists.
    Ghost,
    /// Ends something that goes on.
    Stop,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "button",
            Self::Primary => "button primary",
            Self::Ghost => "button ghost",
            Self::Stop => "button stop",
        }
    }
}

/// A button with words.
#[component]
pub fn Button(
    /// What it says.
    #[prop(into)]
    label: Signal<String>,
    /// What pressing it does.
    #[prop(into)]
    on_press: Callback<()>,
    /// How much it asks to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the words.
    #[prop(optional, into)]
    icon: Option<Glyph>,
    /// Whether it cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Shown on hover: a longer explanation, or the shortcut.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    view! {
        <button type="button" class=kind.class() title=hint disabled=disabled on:click=move |_| on_press.run(())>
            {icon.map(|glyph| view! { <Icon glyph /> })}
            <span>{label}</span>
        </button>
    }
}

/// A square button that shows an icon only.
#[component]
pub fn IconButton(
    /// What it shows.
    glyph: Glyph,
    /// Its name for a screen reader and the tooltip.
    #[prop(into)]
    label: Signal<String>,
    /// What pressing it does.
    #[prop(into)]
    on_press: Callback<MouseEvent>,
    /// The shortcut, added to the tooltip.
    #[prop(optional)]
    keys: Option<&'static str>,
    /// Whether it is small enough for a line of text.
    #[prop(optional)]
    tiny: bool,
    /// Whether it cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let class = if tiny {
        "button ghost square tiny"
    } else {
        "button ghost square"
    };
    let title = move || match keys {
        Some(keys) => format!("{} ({keys})", label.get()),
        None => label.get(),
    };
    view! {
        <button type="button" class=class aria-label=label title=title disabled=disabled on:click=move |event| on_press.run(event)>
            <Icon glyph />
        </button>
    }
}
