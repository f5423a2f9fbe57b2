//! The arguments of a call: a form and one line of WAVE, of which the line is what is kept.

use leptos::{prelude::*, task::spawn_local};
use model::{Call, CallRequest, Diagnostic, Function};

use super::wave::WaveField;
use crate::{
    panes::form::ArgumentsForm,
    playground::Playground,
    state::form::{FieldError, Form},
};

/// Both views of the arguments. A change of one changes the other, unless it is wrong; then the
/// other keeps the last that was right and this one says what is wrong.
#[component]
pub(super) fn Arguments(
    /// Of which function.
    function: Function,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let Function { id, params, .. } = function;
    let has_params = !params.is_empty();
    let text = Memo::new(move |_| {
        playground.workspace.with(|it| match &it.call {
            Some(Call::Function(call)) => call.args.clone(),
            _ => String::new(),
        })
    });
    let form = RwSignal::new(Form::new(params.clone()));
    let faults = RwSignal::new(Vec::<Diagnostic>::new());
    let errors = RwSignal::new(Vec::<FieldError>::new());
    // The text that the form agrees with, so that what the form wrote is not read back into it.
    let agreed = StoredValue::new(None::<String>);
    // A form that is filled in before the text is read would lose one of both.
    let is_read = RwSignal::new(!has_params);

    let read = {
        let params = params.clone();
        move |read: String| {
            let params = params.clone();
            let asked = form.get_untracked();
            spawn_local(async move {
                let parsed = playground
                    .parse_args(params, read.clone())
                    .await
                    .unwrap_or_default();
                // Of a text that has become another one, nothing is said.
                if text.try_get_untracked().as_ref() != Some(&read) {
                    return;
                }
                faults.try_set(parsed.diagnostics);
                is_read.try_set(true);
                let Some(values) = parsed.values else { return };
                let is_edited = form.try_get_untracked() != Some(asked);
                let is_news = agreed.try_with_value(|agreed| agreed.as_ref() != Some(&read));
                if !is_edited && is_news == Some(true) {
                    agreed.set_value(Some(read));
                    errors.set(Vec::new());
                    form.update(|form| form.take(&values));
                }
            });
        }
    };
    Effect::new(move |_| {
        let text = text.get();
        if agreed.with_value(|agreed| agreed.as_ref() != Some(&text)) {
            read(text);
        } else {
            faults.set(Vec::new());
        }
    });

    let keep = move |args: String| {
        playground.set_call(Call::Function(CallRequest {
            function: id.clone(),
            args,
        }))
    };
    let keep = Callback::new(keep);
    let edited = Callback::new(move |()| match form.with_untracked(Form::values) {
        Err(wrong) => errors.set(wrong),
        Ok(values) => {
            errors.set(Vec::new());
            let params = params.clone();
            playground.writes_args(async move {
                let asked = form.try_get_untracked();
                let Ok(text) = playground.print_args(params, values).await else {
                    return;
                };
                if form.try_get_untracked() == asked && asked.is_some() {
                    agreed.set_value(Some(text.clone()));
                    keep.run(text);
                }
            });
        }
    });
    let is_stale = move || faults.with(|faults| !faults.is_empty());
    let errors_now = Memo::new(move |_| errors.get());
    view! {
        {move || is_read.get().then(|| view! {
            <div class="arguments" class:is-stale=is_stale><ArgumentsForm form errors=errors_now edited /></div>
        })}
        {has_params.then(|| view! { <WaveField text faults on_change=keep /> })}
    }
}
