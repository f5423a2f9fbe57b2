//! What can be chosen about bindings.

use std::collections::BTreeMap;

use leptos::{ev::Event, prelude::*};
use model::{Generator, GeneratorOption, OptionKind};

use crate::{panes::Screen, ui::Field};

/// A control for each option of a generator.
#[component]
pub fn Options(
    /// The generator.
    generator: Memo<Generator>,
    /// What was chosen.
    options: Memo<BTreeMap<String, String>>,
) -> impl IntoView {
    let making = expect_context::<Screen>().making;
    let set = move |id: &str, value: String| {
        let generator = generator.with_untracked(|it| it.id.clone());
        making.options.update(|all| {
            all.entry(generator)
                .or_default()
                .insert(id.to_owned(), value);
        });
    };
    move || {
        let Generator {
            id, options: all, ..
        } = generator.get();
        let (flags, others): (Vec<_>, Vec<_>) = all
            .into_iter()
            .partition(|option| option.kind == OptionKind::Flag);
        let stem = id.clone();
        let others = others.into_iter().map(|option| {
            let control = format!("{stem}-{}", option.id);
            view! { <Valued option control options on_set=move |(id, value): (String, String)| set(&id, value) /> }
        });
        let flags = flags.into_iter().map(|option| {
            let GeneratorOption { id, label, hint, .. } = option;
            let value = {
                let id = id.clone();
                move || options.with(|it| it.get(&id).is_some_and(|it| it == "true"))
            };
            let change = move |event: Event| set(&id, event_target_checked(&event).to_string());
            view! { <label class="chip" title=hint><input type="checkbox" prop:checked=value on:change=change /><span>{label}</span></label> }
        });
        view! {
            <div class="choices">{others.collect_view()}</div>
            <div class="row wrap">{flags.collect_view()}</div>
        }
    }
}

/// A choice or a text.
#[component]
fn Valued(
    /// The option.
    option: GeneratorOption,
    /// Id of the control.
    control: String,
    /// What was chosen.
    options: Memo<BTreeMap<String, String>>,
    /// Called with the option's id and another value.
    #[prop(into)]
    on_set: Callback<(String, String)>,
) -> impl IntoView {
    let GeneratorOption {
        id,
        label,
        hint,
        kind,
    } = option;
    let value = {
        let id = id.clone();
        Memo::new(move |_| options.with(|it| it.get(&id).cloned().unwrap_or_default()))
    };
    let change = move |event: Event| on_set.run((id.clone(), event_target_value(&event)));
    let input = match kind {
        OptionKind::Choice(choices) => {
            let items = choices.into_iter().enumerate().map(|(index, choice)| {
                let chosen = {
                    let choice = choice.clone();
                    move || value.with(|it| *it == choice || (it.is_empty() && index == 0))
                };
                view! { <option value=choice.clone() selected=chosen>{choice.clone()}</option> }
            });
            view! { <select id=control.clone() class="select" title=hint on:change=change>{items.collect_view()}</select> }
                .into_any()
        }
        OptionKind::Text { example } => view! {
            <input id=control.clone() class="input mono" type="text" spellcheck="false" autocomplete="off" title=hint placeholder=example prop:value=value on:change=change />
        }
        .into_any(),
        OptionKind::Flag => ().into_any(),
    };
    view! { <Field label id=control>{input}</Field> }
}
