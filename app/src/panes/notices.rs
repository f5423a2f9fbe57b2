//! Short messages in the corner.

use std::time::Duration;

use leptos::prelude::*;

use crate::{
    playground::Playground,
    state::notice::{Notice, Tone},
    ui::{Button, Glyph, Icon, IconButton, Ticked},
};

/// How long a message stays that tells of no failure; failures stay until they are dismissed.
const STAY: Duration = Duration::from_secs(7);

/// Where messages appear; each is read out as it does.
#[component]
pub fn Notices() -> impl IntoView {
    let playground = expect_context::<Playground>();
    view! {
        <div class="toasts" role="status" aria-live="polite" aria-label="Messages">
            <For each=move || playground.notices.get() key=|notice| notice.id let:notice><Toast notice /></For>
        </div>
    }
}

#[component]
fn Toast(
    /// The message.
    notice: Notice,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let Notice {
        id,
        tone,
        text,
        action,
    } = notice;
    if tone != Tone::Failed {
        let gone = set_timeout_with_handle(move || playground.dismiss_notice(id), STAY);
        on_cleanup(move || drop(gone.map(|timer| timer.clear())));
    }
    let (class, glyph) = match tone {
        Tone::Info => ("toast", Glyph::Info),
        Tone::Done => ("toast", Glyph::Check),
        Tone::Failed => ("toast error", Glyph::Error),
    };
    view! {
        <div class=class>
            <Icon glyph />
            <Ticked text />
            {action.map(|action| view! { <Button label=action.label() on_press=move |()| playground.act_on_notice(id) /> })}
            <IconButton glyph=Glyph::Close label="Dismiss" tiny=true on_press=move |_| playground.dismiss_notice(id) />
        </div>
    }
}
