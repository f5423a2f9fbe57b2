//! Short messages in the corner.

use leptos::prelude::*;

use crate::{
    playground::Playground,
    state::notice::{Notice, Tone},
    ui::{Button, Glyph, Icon, IconButton},
};

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
    let (class, glyph) = match tone {
        Tone::Info => ("toast", Glyph::Info),
        Tone::Done => ("toast", Glyph::Check),
        Tone::Failed => ("toast error", Glyph::Error),
    };
    view! {
        <div class=class>
            <Icon glyph />
            {super::problems::ticked(&text).into_any()}
            {action.map(|action| view! { <Button label=action.label() on_press=move |()| playground.act_on_notice(id) /> })}
            <IconButton glyph=Glyph::Close label="Dismiss" tiny=true on_press=move |_| playground.dismiss_notice(id) />
        </div>
    }
}
