//! What is answered by data where nobody provides an import.

use leptos::{ev::Event, prelude::*};
use model::{KeptAnswer, KeptMock, MockOrder};

use crate::{
    panes::act::act,
    playground::Playground,
    state::mocks::is_constructor,
    ui::{Button, ButtonKind, Glyph, IconButton},
};

/// The mocks of the workspace; nothing while there are none.
#[component]
pub(super) fn Mocks() -> impl IntoView {
    let playground = expect_context::<Playground>();
    // Typing an answer changes a mock, and must not build its fields anew.
    let names = Memo::new(move |_| {
        playground.workspace.with(|it| {
            let names = it
                .mocks
                .iter()
                .map(|it| (it.function.clone(), it.answers.len()));
            names.collect::<Vec<_>>()
        })
    });
    let count = move || names.with(Vec::len);
    let compose = move |()| act(playground, playground.mock_component());
    move || {
        (!names.with(Vec::is_empty)).then(|| view! {
            <details class="disclosure mocks" open>
                <summary>{format!("Mocks · {}", count())}</summary>
                <div class="row wrap">
                    <p class="hint grow">"Where nobody provides these imports, they answer with this."</p>
                    <Button label="Make a component of them" icon=Glyph::Box kind=ButtonKind::Ghost on_press=compose
                        hint="It can be composed and taken home, and follows what they answer" />
                </div>
                <ul class="call-list">
                    <For each=move || names.get() key=Clone::clone let:name><MockFields function=name.0 /></For>
                </ul>
            </details>
        })
    }
}

/// What a function answers.
#[component]
fn MockFields(
    /// Id of the function.
    function: String,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let id = StoredValue::new(function.clone());
    let mock = move || {
        let all = playground.workspace.with_untracked(|it| it.mocks.clone());
        all.into_iter()
            .find(|it| it.function == id.get_value())
            .unwrap_or_default()
    };
    let change = move |change: &dyn Fn(&mut KeptMock)| {
        let mut mock = mock();
        change(&mut mock);
        playground.set_mock(mock);
    };
    let KeptMock {
        order,
        answers,
        delay,
        ..
    } = mock();
    let name = function.rsplit('#').next().unwrap_or(&function).to_owned();
    let is_made = is_constructor(&function);
    let rows = answers.into_iter().enumerate().map(|(index, answer)| {
        let typed = move |event: Event, set: fn(&mut KeptAnswer, String)| {
            let text = event_target_value(&event);
            change(&|mock| {
                if let Some(answer) = mock.answers.get_mut(index) {
                    set(answer, text.clone());
                }
            });
        };
        let number = index + 1;
        view! {
            <div class="row">
                <input class="input mono" aria-label=format!("Arguments {number} of {name} (WAVE)") placeholder="any arguments" spellcheck="false" autocomplete="off"
                    prop:value=answer.args.unwrap_or_default()
                    on:change=move |event| typed(event, |it, text| it.args = (!text.trim().is_empty()).then_some(text)) />
                <span aria-hidden="true">"→"</span>
                <input class="input mono" aria-label=format!("Result {number} of {name} (WAVE)") placeholder="nothing" spellcheck="false" autocomplete="off"
                    prop:value=answer.result on:change=move |event| typed(event, |it, text| it.result = text) />
                <IconButton glyph=Glyph::Close tiny=true label=format!("Remove answer {number} of {name}")
                    on_press=move |_| change(&|mock| { if index < mock.answers.len() { mock.answers.remove(index); } }) />
            </div>
        }
    });
    let rows = rows.collect_view();
    let set_order = move |event: Event| {
        let order = if event_target_value(&event) == "turn" {
            MockOrder::InTurn
        } else {
            MockOrder::Fitting
        };
        change(&|mock| mock.order = order);
    };
    let set_delay = move |event: Event| {
        let delay = event_target_value(&event).parse().unwrap_or(0).min(60_000);
        change(&|mock| mock.delay = delay);
    };
    let settings = (!is_made).then(|| view! {
        <select class="select" aria-label=format!("How the answers of {name} are taken") on:change=set_order>
            <option value="fit" selected=order == MockOrder::Fitting>"the first that fits"</option>
            <option value="turn" selected=order == MockOrder::InTurn>"one after the other"</option>
        </select>
        <label class="row small">"after "<input class="input number" type="number" min="0" max="60000" prop:value=delay on:change=set_delay />" ms"</label>
        <Button label="Add answer" kind=ButtonKind::Ghost on_press=move |()| change(&|mock| mock.answers.push(KeptAnswer::default())) />
    });
    view! {
        <li aria-label=format!("Mock of {name}")>
            <code class="asked" title=function>{name.clone()}</code>
            {is_made.then(|| view! { <span class="quiet small">"makes a new one"</span> })}
            <div class="answers">{rows}</div>
            <span class="row wrap">
                {settings}
                <Button label="Remove" kind=ButtonKind::Ghost on_press=move |()| id.with_value(|id| playground.remove_mock(id)) />
            </span>
        </li>
    }
}
