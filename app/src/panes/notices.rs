//! Short messages in the corner.

use std::time::Duration;

use leptos::prelude::*;

use crate::{
    panes::Screen,
    playground::{Playground, Reading},
    state::notice::{Notice, NoticeAction, Tone},
    ui::{Button, Glyph, Icon, IconButton, Ticked},
};

/// How long a message stays that tells of no failure; failures stay until they are dismissed.
const STAY: Duration = Duration::from_secs(7);

/// Fewer files than this are read before anyone could read that.
const MANY: usize = 50;

/// Where messages appear; each is read out as it does.
#[component]
pub fn Notices() -> impl IntoView {
    let playground = expect_context::<Playground>();
    // Made anew each time, so that what happens twice is read out twice.
    let said = move || {
        let (_, text) = playground.said.get();
        (!text.is_empty()).then(|| view! { <span>{text}</span> })
    };
    view! {
        <div class="toasts" role="status" aria-live="polite" aria-label="Messages">
            <Progress />
            <For each=move || playground.notices.get() key=|notice| notice.id let:notice><Toast notice /></For>
        </div>
        <p class="visually-hidden" role="status" aria-label="Changes">{said}</p>
    }
}

/// How far files that come in are read, when there are so many that it takes a while.
#[component]
fn Progress() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let reading = move || playground.reading.get().filter(|it| it.total > MANY);
    let is_shown = Memo::new(move |_| reading().is_some());
    let text =
        move || reading().map(|Reading { done, total }| format!("Reading {done} of {total} files"));
    let bar = move || {
        let (done, total) = reading().map_or((0, 1), |it| (it.done, it.total));
        view! { <progress max=total value=done aria-label="Files read"></progress> }
    };
    move || {
        is_shown.get().then(|| {
            view! {
                <div class="toast">
                    <Icon glyph=Glyph::Upload />
                    <span class="progress">{text}{bar}</span>
                    <Button label="Cancel" on_press=move |()| playground.cancel_reading() />
                </div>
            }
        })
    }
}

#[component]
fn Toast(
    /// The message.
    notice: Notice,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let Notice {
        id,
        tone,
        text,
        actions,
    } = notice;
    let is_question = actions.contains(&NoticeAction::ShowOpenWires);
    if is_question {
        // Of another composition something else may be asked, or nothing.
        let graph = Memo::new(move |_| playground.whole_graph.get());
        let dismiss = move |_: &_, _: Option<&_>, _| playground.dismiss_notice(id);
        Effect::watch(move || graph.get(), dismiss, false);
    } else if tone != Tone::Failed {
        let gone = set_timeout_with_handle(move || playground.dismiss_notice(id), STAY);
        on_cleanup(move || drop(gone.map(|timer| timer.clear())));
    }
    let act = move |action: &NoticeAction| {
        match action {
            NoticeAction::Explain(wire) => screen.composing.explain(wire.clone(), None),
            NoticeAction::ShowOpenWires => screen.composing.joining.set(true),
            _ => {}
        }
        playground.act_on_notice(id, action);
    };
    let (class, glyph) = match tone {
        Tone::Info => ("toast", Glyph::Info),
        Tone::Done => ("toast", Glyph::Check),
        Tone::Failed => ("toast error", Glyph::Error),
    };
    view! {
        <div class=class>
            <Icon glyph />
            <Ticked text />
            {actions.into_iter().map(|action| view! { <Button label=action.label() on_press=move |()| act(&action) /> }).collect_view()}
            <IconButton glyph=Glyph::Close label="Dismiss" tiny=true on_press=move |_| playground.dismiss_notice(id) />
        </div>
    }
}
