//! What the canvas shows while there is no composition to draw.

use leptos::prelude::*;

use super::{Screen, act::plug, canvas::left_out, placeholders::Placeholders, screen::PhoneView};
use crate::{
    playground::Playground,
    state::{composing::crowded, workspace::composition_path},
    ui::{Button, ButtonKind, Empty, Glyph},
};

/// One sentence on why the canvas is empty and the next thing to do.
#[component]
pub fn Starters() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let wac = Memo::new(move |_| {
        playground
            .workspace
            .with(|it| composition_path(it).map(str::to_owned))
    });
    let names = Memo::new(move |_| {
        playground.workspace.with(|it| {
            it.components
                .iter()
                .map(|it| it.name.clone())
                .collect::<Vec<_>>()
        })
    });
    let open_wac = move |()| {
        screen.phone.set(PhoneView::Code);
        playground.open(wac.get_untracked());
    };
    move || {
        match (wac.get(), names.get().as_slice()) {
        (Some(_), _) if playground.has_missing() => view! { <Placeholders /> }.into_any(),
        (Some(path), _) if left_out(playground).is_some() => {
            let count = left_out(playground).unwrap_or_default();
            let text = crowded(&path, count);
            view! { <Empty glyph=Glyph::Diagram text><Button label=format!("Open {path}") kind=ButtonKind::Primary on_press=open_wac /></Empty> }.into_any()
        }
        (Some(path), _) => {
            let count = playground.composition.with(|it| it.diagnostics.len());
            let text = match count {
                0 => format!("{path} composes nothing yet."),
                _ => format!("{path} has {count} to mend before it can be drawn.", count = problems(count)),
            };
            view! { <Empty glyph=Glyph::Diagram text><Button label=format!("Open {path}") kind=ButtonKind::Primary on_press=open_wac /></Empty> }.into_any()
        }
        (None, []) => view! {
            <Empty glyph=Glyph::Box text="Nothing here yet. Drop components and WIT anywhere on the page, or open a sample from the bar above." />
        }
        .into_any(),
        (None, [only]) => {
            let only = only.clone();
            let text = format!("{only} runs by itself. To compose it with others, add a component that exports what it imports.");
            view! { <Empty glyph=Glyph::Box text><Button label="Inspect it" on_press=move |()| playground.select(Some(only.clone())) /></Empty> }.into_any()
        }
        (None, many) => {
            let text = format!("{} components, not joined yet. Dovetail writes the WAC that joins them.", many.len());
            let choices: Vec<_> = names.get().into_iter().map(|socket| {
                let label = format!("Plug into {socket}");
                let plugs: Vec<_> = names.get().into_iter().filter(|it| *it != socket).collect();
                view! { <Button label icon=Glyph::Plug on_press=move |()| plug(playground, socket.clone(), plugs.clone()) /> }.into_any()
            }).collect();
            view! {
                <Empty glyph=Glyph::Plug text>
                    <Button label="Wire what is open…" icon=Glyph::Plug kind=ButtonKind::Primary on_press=move |()| screen.composing.joining.set(true)
                        hint="Joins what has exactly one provider, and asks about the rest" />
                    <div class="row wrap centred">{choices}</div>
                </Empty>
            }.into_any()
        }
    }
    }
}

fn problems(count: usize) -> String {
    if count == 1 {
        "1 problem".into()
    } else {
        format!("{count} problems")
    }
}
