//! One question with one line of answer, in a dialog.

use std::sync::Arc;

use leptos::{ev::SubmitEvent, html, prelude::*};

use crate::ui::{Button, Dialog, Field};

/// Asks questions. Provided as context.
#[derive(Clone, Copy)]
pub struct Ask {
    open: RwSignal<bool>,
    question: RwSignal<Option<Question>>,
}

/// A question.
#[derive(Clone)]
pub struct Question {
    title: &'static str,
    label: &'static str,
    proposal: String,
    answer: Arc<dyn Fn(String) + Send + Sync>,
    told: Option<Told>,
}

/// What is told below an answer while it is typed.
type Told = Arc<dyn Fn(&str) -> String + Send + Sync>;

impl Question {
    /// Asks for `label` under `title`, with `proposal` filled in. `answer` gets what was typed.
    pub fn new(
        title: &'static str,
        label: &'static str,
        proposal: &str,
        answer: impl Fn(String) + Send + Sync + 'static,
    ) -> Self {
        Self {
            title,
            label,
            proposal: proposal.to_owned(),
            answer: Arc::new(answer),
            told: None,
        }
    }

    /// Tells what `told` says of the answer while it is typed.
    pub fn told(self, told: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        let told: Told = Arc::new(told);
        Self {
            told: Some(told),
            ..self
        }
    }
}

impl Ask {
    /// Nothing is asked yet.
    pub fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            question: RwSignal::new(None),
        }
    }

    /// Asks.
    pub fn ask(self, question: Question) {
        self.question.set(Some(question));
        self.open.set(true);
    }
}

/// Where questions appear.
#[component]
pub fn Asked() -> impl IntoView {
    let ask = expect_context::<Ask>();
    move || {
        let Question {
            title,
            label,
            proposal,
            answer,
            told,
        } = ask.question.get()?;
        Some(view! {
            <Dialog title open=ask.open>
                <Answer label proposal=proposal.clone() answer=answer.clone() told=told.clone() />
            </Dialog>
        })
    }
}

#[component]
fn Answer(
    /// What is asked for.
    label: &'static str,
    /// What is filled in.
    proposal: String,
    /// Gets what was typed.
    answer: Arc<dyn Fn(String) + Send + Sync>,
    /// Says something about it.
    told: Option<Told>,
) -> impl IntoView {
    let typed = RwSignal::new(proposal.clone());
    let told = move || told.as_ref().map(|told| told(typed.get().trim()));
    let ask = expect_context::<Ask>();
    let input = NodeRef::<html::Input>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = input
            .get_untracked()
            .map(|it| it.value())
            .unwrap_or_default();
        ask.open.set(false);
        if !text.trim().is_empty() {
            answer(text.trim().to_owned());
        }
    };
    view! {
        <form on:submit=submit>
            <div class="body">
                <Field label id="answer">
                    <input id="answer" class="input mono" type="text" autofocus spellcheck="false" autocomplete="off" node_ref=input prop:value=proposal
                        on:input=move |event| typed.set(event_target_value(&event)) />
                </Field>
                <p class="quiet told" role="status">{told}</p>
            </div>
            <footer>
                <Button label="Cancel" on_press=move |()| ask.open.set(false) />
                <button type="submit" class="button primary">"OK"</button>
            </footer>
        </form>
    }
}
