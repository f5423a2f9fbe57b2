//! What a binary is made of.

use leptos::prelude::*;
use model::{Custom, Inspection, Section};

use crate::{
    panes::components::bytes,
    playground::Playground,
    ui::{Typeset, highlight::Language},
};

/// More of a WAT than this is not put on the page, in bytes.
const MOST_WAT: usize = 200_000;

/// Sections, producers, custom sections, and the WAT once it is asked for.
#[component]
pub(super) fn Binary(
    /// Its name, if it is a component of the workspace.
    name: Option<String>,
    /// What it is.
    inspection: Inspection,
) -> impl IntoView {
    let Inspection {
        size,
        sections,
        producers,
        customs,
        ..
    } = inspection;
    let sections = sections.into_iter().map(|Section { name, size: part }| {
        let share = f64::from(part) / f64::from(size.max(1)) * 100.0;
        view! { <tr><th scope="row">{name}</th><td class="bar-cell"><span class="share" style:width=format!("{share:.1}%")></span></td><td class="number">{bytes(part)}</td></tr> }
    });
    let sections = sections.collect_view();
    let producers = producers.into_iter().map(|(field, name, version)| view! { <tr><th scope="row">{field}</th><td>{name}</td><td class="number">{version}</td></tr> });
    let producers: Vec<_> = producers.collect();
    let customs = customs.into_iter().map(|Custom { name, size }| view! { <tr><th scope="row" class="mono">{name}</th><td></td><td class="number">{bytes(size)}</td></tr> });
    let customs: Vec<_> = customs.collect();
    view! {
        <details class="disclosure part"><summary><h3>"Sections"</h3></summary><table class="facts-table"><tbody>{sections}</tbody></table></details>
        {(!producers.is_empty()).then(|| view! { <details class="disclosure part"><summary><h3>"Producers"</h3></summary><table class="facts-table"><tbody>{producers}</tbody></table></details> })}
        {(!customs.is_empty()).then(|| view! { <details class="disclosure part"><summary><h3>"Custom sections"</h3></summary><table class="facts-table"><tbody>{customs}</tbody></table></details> })}
        {name.map(|name| view! { <Wat name /> })}
    }
}

/// The WAT, printed when it is first opened.
#[component]
fn Wat(
    /// Of which component.
    name: String,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let wat = RwSignal::new(None::<Result<String, String>>);
    let open = move |_| {
        if wat.with_untracked(Option::is_some) {
            return;
        }
        wat.set(Some(Ok("…".into())));
        let name = name.clone();
        leptos::task::spawn_local(async move {
            let printed = playground.print_wat(&name).await;
            wat.set(Some(printed.map_err(|fault| fault.message)));
        });
    };
    view! {
        <details class="disclosure part" on:toggle=open>
            <summary><h3>"WAT"</h3></summary>
            {move || wat.get().map(|wat| match wat {
                Ok(text) => {
                    let shown = shorten(&text);
                    let rest = text.len() - shown.len();
                    view! {
                        <Typeset text=shown language=Language::Wat />
                        {(rest > 0).then(|| view! { <p class="quiet small">{format!("{} more are not shown.", bytes(rest as u32))}</p> })}
                    }.into_any()
                }
                Err(message) => view! { <p class="fault">{message}</p> }.into_any(),
            })}
        </details>
    }
}

/// The beginning of a long text, up to the end of a line.
fn shorten(text: &str) -> String {
    if text.len() <= MOST_WAT {
        return text.to_owned();
    }
    let mut end = MOST_WAT;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let end = text[..end].rfind('\n').unwrap_or(end);
    text[..end].to_owned()
}
