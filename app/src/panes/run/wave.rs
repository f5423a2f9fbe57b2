//! One line of WAVE, coloured as it is typed, with what is wrong underlined.

use leptos::{ev::Event, prelude::*};
use model::Diagnostic;

use crate::ui::{
    Fault,
    highlight::{Language, tokens},
};

/// A longer text, such as the bytes of a file, stays without colours, in bytes: they are an element
/// a word.
const MOST_COLOURED: usize = 16 * 1024;

/// The field. Over a coloured copy of the text lies a field whose own letters are transparent.
#[component]
pub(super) fn WaveField(
    /// The text.
    text: Memo<String>,
    /// What is wrong with it.
    faults: RwSignal<Vec<Diagnostic>>,
    /// Called with each new text.
    on_change: Callback<String>,
) -> impl IntoView {
    let first = Signal::derive(move || {
        faults.with(|faults| {
            faults.first().map(|fault| match &fault.hint {
                Some(hint) => format!("{}: {hint}", fault.message),
                None => fault.message.clone(),
            })
        })
    });
    let is_wrong = move || {
        if first.with(Option::is_some) {
            "true"
        } else {
            "false"
        }
    };
    let copy = move || {
        let text = text.get();
        if text.len() > MOST_COLOURED {
            return text.into_any();
        }
        let wrong: Vec<_> = faults.with(|faults| {
            faults
                .iter()
                .map(|it| (it.span.start as usize, it.span.end as usize))
                .collect()
        });
        let mut at = 0;
        let spans = tokens(&text, Language::Wave).map(|(kind, token)| {
            let range = (at, at + token.len());
            at = range.1;
            let is_wrong = wrong
                .iter()
                .any(|&(start, end)| start < range.1 && range.0 < end.max(start + 1));
            let class = format!(
                "{} {}",
                kind.class().unwrap_or(""),
                if is_wrong { "wrong" } else { "" }
            );
            view! { <span class=class>{token.to_owned()}</span> }
        });
        let spans = spans.collect_view();
        let is_wrong_at_end = wrong.iter().any(|&(start, _)| start >= text.len());
        view! { {spans} {is_wrong_at_end.then(|| view! { <span class="wrong">" "</span> })} }
            .into_any()
    };
    view! {
        <div class="wave">
            <label class="label" for="wave">"Arguments (WAVE)"</label>
            <div class="wave-field">
                <pre class="typeset" aria-hidden="true">{copy}" "</pre>
                <textarea id="wave" class="typeset" rows="1" spellcheck="false" autocomplete="off" autocapitalize="off"
                    aria-invalid=is_wrong prop:value=move || text.get()
                    on:input=move |event: Event| on_change.run(event_target_value(&event))></textarea>
            </div>
            <Fault text=first />
        </div>
    }
}
