//! What the engine answers to a question that follows signals.

use std::{future::Future, pin::Pin};

use leptos::{prelude::*, task::spawn_local};

use crate::{
    state::fault::Fault,
    ui::{Empty, Glyph, Icon, Ticked},
};

/// An answer, once there is one.
pub(in crate::panes) type Answered<T> = RwSignal<Option<Result<T, Fault>>>;

/// A question that is being answered.
pub(in crate::panes) type Asking<T> = Pin<Box<dyn Future<Output = Result<T, Fault>>>>;

/// Asks anew whenever a signal that `ask` reads changes; late answers are dropped. What was
/// answered stays until the next answer; no question means no answer.
pub(in crate::panes) fn use_answer<T: PartialEq + Send + Sync + 'static>(
    ask: impl Fn() -> Option<Asking<T>> + 'static,
) -> Answered<T> {
    let answer = RwSignal::new(None);
    let latest = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let number = latest.get_value() + 1;
        latest.set_value(number);
        let Some(asking) = ask() else {
            return answer.set(None);
        };
        spawn_local(async move {
            let answered = asking.await;
            let is_new = answer.try_with_untracked(|old| old.as_ref() != Some(&answered));
            // The same answer leaves what is shown, and what is open in it, as it is.
            if latest.try_get_value() == Some(number) && is_new == Some(true) {
                answer.set(Some(answered));
            }
        });
    });
    answer
}

/// Shows an answer, or why there is none.
#[component]
pub(in crate::panes) fn Answer<T: Clone + Send + Sync + 'static>(
    /// The answer.
    answer: Answered<T>,
    /// How it is shown.
    #[prop(into)]
    show: Callback<T, AnyView>,
) -> impl IntoView {
    move || {
        match answer.get() {
        None => view! { <Empty glyph=Glyph::Clock text="Reading…" /> }.into_any(),
        Some(Ok(value)) => show.run(value),
        Some(Err(fault)) => view! {
            <p class="world-fault" role="alert"><Icon glyph=Glyph::Error /><Ticked text=fault.message /></p>
        }
        .into_any(),
    }
    }
}
