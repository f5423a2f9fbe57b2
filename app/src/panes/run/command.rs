//! What a command is run with.

use leptos::{ev::Event, prelude::*};
use model::{Call, CommandRequest};

use super::host::of_host;
use crate::{
    playground::Playground,
    ui::{Button, Field, Glyph, IconButton, Switch},
};

/// Arguments, environment, standard input and files.
#[component]
pub(super) fn CommandForm() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let command = Memo::new(move |_| {
        playground.workspace.with(|it| match &it.call {
            Some(Call::Command(command)) => command.clone(),
            _ => CommandRequest::default(),
        })
    });
    let change = move |change: &dyn Fn(&mut CommandRequest)| {
        // A field that loses the focus because another call takes its place says so too late.
        let Some(mut command) = command.try_get_untracked() else {
            return;
        };
        change(&mut command);
        playground.set_call(Call::Command(command));
    };
    let set_args = move |event: Event| {
        let args = lines(&event_target_value(&event));
        change(&|it| {
            it.args = it
                .args
                .first()
                .cloned()
                .into_iter()
                .chain(args.clone())
                .collect()
        });
    };
    let set_env = move |event: Event| {
        let pairs: Vec<_> = lines(&event_target_value(&event))
            .iter()
            .map(|line| pair(line))
            .collect();
        change(&|it| it.env = pairs.clone());
    };
    let args = move || {
        command.with(|it| {
            it.args
                .iter()
                .skip(1)
                .cloned()
                .collect::<Vec<_>>()
                .join("\n")
        })
    };
    let env = move || {
        command.with(|it| {
            it.env
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect::<Vec<_>>()
                .join("\n")
        })
    };
    let count = Memo::new(move |_| command.with(|it| it.files.len()));
    let file = move |index: usize| {
        let part = move |part: fn(&(String, String)) -> &String| {
            move || command.with(|it| it.files.get(index).map(part).cloned().unwrap_or_default())
        };
        let set_path = move |event: Event| {
            let path = event_target_value(&event);
            change(&|it| it.files[index].0.clone_from(&path))
        };
        let set_text = move |event: Event| {
            let text = event_target_value(&event);
            change(&|it| it.files[index].1.clone_from(&text))
        };
        view! {
            <li class="element file">
                <input class="input mono" type="text" aria-label="Path of the file" placeholder="path/below/root.txt" prop:value=part(|it| &it.0) on:change=set_path />
                <IconButton glyph=Glyph::Close label="Remove the file" tiny=true on_press=move |_| change(&|it| drop(it.files.remove(index))) />
                <textarea class="input mono" rows="2" aria-label="Text of the file" prop:value=part(|it| &it.1) on:change=set_text></textarea>
            </li>
        }
    };
    view! {
        <div class="form command">
            <Field label="Arguments, one a line" id="command-args"><textarea id="command-args" class="input mono" rows="2" spellcheck="false" prop:value=args on:change=set_args></textarea></Field>
            <Field label="Environment, NAME=value a line" id="command-env"><textarea id="command-env" class="input mono" rows="2" spellcheck="false" prop:value=env on:change=set_env></textarea></Field>
            <Field label="Standard input" id="command-stdin">
                <textarea id="command-stdin" class="input mono" rows="2" spellcheck="false" prop:value=move || command.with(|it| it.stdin.clone())
                    on:change=move |event| { let stdin = event_target_value(&event); change(&|it| it.stdin.clone_from(&stdin)) }></textarea>
            </Field>
            <div class="switches">
                <Switch label="Type input while it runs" hint="It goes on after the text above: write lines while the program runs"
                    is_on=of_host(playground.host, |it| it.interactive) on_change=move |is_on| playground.set_host(|it| it.interactive = is_on) />
                <Switch label="Be a terminal" hint="Programs that ask are told that their streams are a terminal, and may write in colours"
                    is_on=of_host(playground.host, |it| it.terminal) on_change=move |is_on| playground.set_host(|it| it.terminal = is_on) />
            </div>
            <div class="field">
                <span class="label">"Files it may read"</span>
                <ol class="elements"><For each=move || 0..count.get() key=|index| *index let:index>{file(index)}</For></ol>
                <Button label="Add a file" icon=Glyph::Add on_press=move |()| change(&|it| it.files.push(("input.txt".into(), String::new()))) />
            </div>
        </div>
    }
}

pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines()
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

pub(super) fn pair(line: &str) -> (String, String) {
    let (name, value) = line.split_once('=').unwrap_or((line, ""));
    (name.trim().to_owned(), value.to_owned())
}
