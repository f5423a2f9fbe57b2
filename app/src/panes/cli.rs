//! The composition as commands to take home.

use leptos::prelude::*;
use model::{Recipe, RecipeStep};

use super::{
    Screen,
    act::act,
    result::{Options, composed_digest},
    world::answer::{Answer, use_answer},
};
use crate::{
    playground::Playground,
    ui::{Badge, Button, Empty, Glyph, IconButton},
};

/// The pane.
#[component]
pub fn CliPane() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let form = expect_context::<Screen>().form;
    let digest = composed_digest(playground);
    let asked = Memo::new(move |_| {
        playground
            .workspace
            .with(|it| (it.name.clone(), it.call.clone(), it.target.clone()))
    });
    let answer = use_answer(move || {
        // A memo that nobody reads follows nothing, so tracking it is not enough.
        asked.get();
        digest.get()?;
        Some(Box::pin(playground.recipe(form.get())))
    });
    let body = move || match digest.with(Option::is_some) {
        true => view! { <Options /><Answer answer show=|it| view! { <Steps it /> }.into_any() /> }
            .into_any(),
        false => {
            let text = playground.why_not_composed();
            view! { <Empty glyph=Glyph::Terminal text /> }.into_any()
        }
    };
    view! { <section class="cli" aria-label="Commands">{body}</section> }
}

#[component]
fn Steps(
    /// How it is made.
    it: Recipe,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let all: Vec<&str> = it.steps.iter().map(|step| step.command.as_str()).collect();
    let all = StoredValue::new(all.join("\n") + "\n");
    let recipe = StoredValue::new(it.clone());
    let copy = move |()| screen.copy(playground, all.get_value());
    let download = move |()| act(playground, playground.download_recipe(recipe.get_value()));
    let steps = it.steps.into_iter().map(|step| {
        let RecipeStep { tool, title, command, .. } = step;
        let label = format!("Copy the command: {title}");
        let text = command.clone();
        view! {
            <li class="cli-step">
                <p class="row"><Badge text=tool /><span class="grow">{title}</span>
                    <IconButton glyph=Glyph::Copy label tiny=true on_press=move |_| screen.copy(playground, text.clone()) /></p>
                <pre class="typeset" tabindex="0">{command}</pre>
            </li>
        }
    });
    let steps = steps.collect_view();
    view! {
        <div class="row wrap">
            <Button label="Copy all" icon=Glyph::Copy on_press=copy />
            <Button label="Download as zip" icon=Glyph::Download on_press=download hint="Components, the WAC text, a script of the commands that make it, and a few words" />
        </div>
        <ol class="cli-steps">{steps}</ol>
    }
}
