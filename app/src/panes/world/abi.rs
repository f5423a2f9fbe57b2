//! How a function of a world is called in core WebAssembly, and how its types lie in memory.

mod layout;

use leptos::{ev::Event, prelude::*};
use model::{AbiName, CoreFunction, CoreKind, CoreSignature, FlatValue, Flattened, FunctionAbi};

use self::layout::Lying;
use super::{
    answer::{Answer, use_answer},
    chosen_world,
    picker::{Catalogue, Picker},
};
use crate::{
    panes::Screen,
    playground::Playground,
    ui::{Empty, Glyph, Ticked, Typeset, highlight::Language},
};

/// A world, one of its functions, and the ABI of that.
#[component]
pub(super) fn AbiPage() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let catalogue = expect_context::<Catalogue>();
    let chosen = chosen_world(catalogue, screen);
    let wanted = RwSignal::new(None::<AbiName>);
    Effect::new(move |_| {
        chosen.track();
        wanted.set(None);
    });
    let answer = use_answer(move || {
        playground.analysis.track();
        let (of, function) = (chosen.get()?, wanted.get());
        Some(Box::pin(playground.describe_abi(of, function)))
    });
    let functions = Memo::new(move |_| {
        let known = answer.with(|it| it.as_ref()?.as_ref().ok().map(|it| it.functions.clone()));
        known.unwrap_or_default()
    });
    let shown = Memo::new(move |_| {
        answer.with(|it| {
            it.as_ref()?
                .as_ref()
                .ok()?
                .shown
                .as_ref()
                .map(|it| it.name.clone())
        })
    });
    let show = move |it: model::Abi| match it.shown {
        Some(it) => view! { <Seen it /> }.into_any(),
        None => {
            view! { <Empty glyph=Glyph::Plug text="This world has no functions." /> }.into_any()
        }
    };
    view! {
        <div class="world-bar">
            <Picker label="World" groups=catalogue.worlds chosen=move || chosen.get() on_choose=move |choice| screen.world.shown.set(Some(choice)) />
            <Functions functions shown wanted />
        </div>
        {move || match chosen.with(Option::is_some) {
            true => view! { <Answer answer show /> }.into_any(),
            false => view! {
                <Empty glyph=Glyph::Globe text="There is no world here yet: write `world` in a .wit file, or add a component." />
            }.into_any(),
        }}
    }
}

/// Which function.
#[component]
fn Functions(
    /// All of the world.
    functions: Memo<Vec<AbiName>>,
    /// The one that is shown.
    shown: Memo<Option<AbiName>>,
    /// The one that is asked about.
    wanted: RwSignal<Option<AbiName>>,
) -> impl IntoView {
    let choose = move |event: Event| {
        let at = event_target_value(&event).parse().unwrap_or(usize::MAX);
        wanted.set(functions.with_untracked(|all| all.get(at).cloned()));
    };
    let side = move |is_export: bool| {
        let all = functions.get().into_iter().enumerate();
        let options = all
            .filter(|(_, it)| it.is_export == is_export)
            .map(|(at, it)| {
                let id = it.id.clone();
                let is_shown = move || shown.with(|shown| shown.as_ref() == Some(&it));
                view! { <option value=at.to_string() selected=is_shown>{id}</option> }
            });
        options.collect_view()
    };
    view! {
        <select class="select mono world-picker" aria-label="Function" on:change=choose>
            <optgroup label="Exports">{move || side(true)}</optgroup>
            <optgroup label="Imports">{move || side(false)}</optgroup>
        </select>
    }
}

#[component]
fn Seen(
    /// What was found out.
    it: FunctionAbi,
) -> impl IntoView {
    let FunctionAbi {
        name,
        wit,
        params,
        result,
        notes,
        signatures,
        others,
        layouts,
    } = it;
    let notes = notes
        .into_iter()
        .map(|text| view! { <li><Ticked text /></li> });
    let flat = params.into_iter().chain(result);
    let flat = flat.map(|it| view! { <Flat it /> }).collect::<Vec<_>>();
    let mut signatures = signatures.into_iter();
    let usual = signatures.next().map(|it| text_of(&it.functions));
    let is_export = name.is_export;
    let more = signatures.map(|CoreSignature { kind, functions }| {
        view! {
            <details class="disclosure"><summary>{way(kind)}</summary><Typeset text=text_of(&functions) language=Language::Wat /></details>
        }
    });
    let others = (!others.is_empty()).then(|| {
        view! { <h3>"Beside it"</h3><Typeset text=text_of(&others) language=Language::Wat /> }
    });
    let layouts = layouts.into_iter().map(|it| view! { <Lying it /> });
    let layouts = layouts.collect::<Vec<_>>();
    view! {
        <div class="fill abi" tabindex="0" role="region" aria-label=format!("Canonical ABI of {}", name.id)>
            <div class="abi-columns">
                <section aria-label="In WIT">
                    <h3>{if is_export { "The export in WIT" } else { "The import in WIT" }}</h3>
                    <Typeset text=wit language=Language::Wit />
                    {(!flat.is_empty()).then(|| view! {
                        <h3>"Flattened"</h3>
                        <table class="facts-table abi-flat"><tbody>{flat}</tbody></table>
                    })}
                    <ul class="abi-notes">{notes.collect_view()}</ul>
                </section>
                <section aria-label="In the core module">
                    <h3>"In the core module"</h3>
                    {usual.map(|text| view! { <Typeset text language=Language::Wat /> })}
                    {more.collect_view()}
                    {others}
                </section>
            </div>
            {(!layouts.is_empty()).then(|| view! {
                <h3>"In memory"</h3>
                <ul class="abi-layouts" aria-label="Layouts of its types">{layouts}</ul>
            })}
        </div>
    }
}

/// What becomes of a parameter or the result.
#[component]
fn Flat(
    /// That.
    it: Flattened,
) -> impl IntoView {
    let Flattened { name, ty, values } = it;
    let none = values.is_empty();
    let values = values.into_iter().map(|FlatValue { core, what }| {
        view! { <li><code class="abi-core">{core}</code><span>{what}</span></li> }
    });
    view! {
        <tr>
            <th scope="row"><span class="mono">{name}</span><span class="mono quiet small">{ty}</span></th>
            <td><ol>{values.collect_view()}</ol>{none.then_some("nothing")}</td>
        </tr>
    }
}

fn way(kind: CoreKind) -> &'static str {
    match kind {
        CoreKind::Sync => "Synchronously",
        CoreKind::AsyncCallback => "Async, with a callback",
        CoreKind::AsyncStackful => "Async, with a stack of its own",
        CoreKind::AsyncLowered => "Async: the caller goes on meanwhile",
    }
}

/// Core functions as WAT, each below what it is for.
fn text_of(functions: &[CoreFunction]) -> String {
    let lines = functions.iter().map(|it| {
        let CoreFunction {
            role,
            module,
            name,
            ty,
        } = it;
        match module {
            Some(module) => format!(";; {role}\n(import {module:?} {name:?}\n  {ty})\n"),
            None => {
                let (word, rest) = ty.split_at(ty.find([' ', ')']).unwrap_or(ty.len()));
                let gap = if rest.len() > 1 { "\n " } else { "" };
                format!(";; {role}\n{word} (export {name:?}){gap}{rest}\n")
            }
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}
