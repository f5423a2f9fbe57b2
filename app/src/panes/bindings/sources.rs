//! Generated files: a list, and the one that is open.

use leptos::prelude::*;
use model::{Generated, Generator};

use super::{Asked, sentence};
use crate::{
    client::files,
    panes::{Screen, act::act},
    playground::Playground,
    state::worlds::WorldName,
    ui::{Button, Empty, Glyph, Icon, IconButton, Typeset, highlight::Language},
};

/// Longer texts are shown in one colour: a page of that many coloured words would be slow.
const COLOURED: usize = 120_000;

/// What was generated.
#[component]
pub fn Sources(
    /// The files, or why there are none.
    made: RwSignal<Asked<Generated>>,
    /// Of which world.
    world: Memo<Option<WorldName>>,
    /// By which generator.
    generator: Memo<Generator>,
) -> impl IntoView {
    let chosen = RwSignal::new(String::new());
    let paths = Memo::new(move |_| {
        made.with(|made| match made {
            Some(Ok(generated)) => generated.files.keys().cloned().collect::<Vec<_>>(),
            _ => Vec::new(),
        })
    });
    // A file keeps open while there is one of its name; else the first text opens.
    let open = Memo::new(move |_| {
        let chosen = chosen.get();
        paths.with(|paths| {
            let is_text = |path: &&String| !path.ends_with(".o") && !path.ends_with("empty.s");
            let found = paths.iter().find(|path| **path == chosen);
            let found = found.or_else(|| paths.iter().find(is_text));
            found.cloned()
        })
    });
    let state = Memo::new(move |_| {
        made.with(|made| match made {
            _ if world.with(Option::is_none) => State::Nothing,
            None => State::Working,
            Some(Err(fault)) => State::Refused(sentence(fault)),
            Some(Ok(_)) => State::There,
        })
    });
    let body = move || match state.get() {
        State::Nothing => ().into_any(),
        State::Working => view! { <Empty glyph=Glyph::Clock text="Generating…" /> }.into_any(),
        State::Refused(text) => view! { <Empty glyph=Glyph::Warning text /> }.into_any(),
        State::There => view! {
            <FileList paths open chosen />
            <Source made open world generator />
        }
        .into_any(),
    };
    view! { <div class="answer sources" aria-live="polite">{body}</div> }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Nothing,
    Working,
    Refused(String),
    There,
}

#[component]
fn FileList(
    /// All files.
    paths: Memo<Vec<String>>,
    /// The one that is open.
    open: Memo<Option<String>>,
    /// Set to another one.
    chosen: RwSignal<String>,
) -> impl IntoView {
    let items = move || {
        let items = paths.get().into_iter().map(|path| {
            let is_open = {
                let path = path.clone();
                move || open.with(|open| open.as_ref() == Some(&path))
            };
            let current = {
                let is_open = is_open.clone();
                move || is_open().then_some("true")
            };
            let label = path.clone();
            view! {
                <li class="item" class:is-selected=is_open>
                    <button type="button" class="item-main" aria-current=current title=path.clone() on:click=move |_| chosen.set(path.clone())>
                        <Icon glyph=Glyph::File /><span class="clip mono from-end"><bdi>{label}</bdi></span>
                    </button>
                </li>
            }
        });
        items.collect_view()
    };
    view! { <ul class="source-list" aria-label="Generated files">{items}</ul> }
}

/// The file that is open.
#[component]
fn Source(
    /// All files.
    made: RwSignal<Asked<Generated>>,
    /// The one that is open.
    open: Memo<Option<String>>,
    /// Of which world.
    world: Memo<Option<WorldName>>,
    /// By which generator.
    generator: Memo<Generator>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let contents = Memo::new(move |_| {
        let path = open.get()?;
        made.with(|made| match made {
            Some(Ok(generated)) => generated.files.get(&path).cloned(),
            _ => None,
        })
    });
    let text = Memo::new(move |_| {
        contents.with(|it| {
            String::from_utf8(it.as_ref()?.to_vec())
                .ok()
                .filter(|it| !it.contains('\0'))
        })
    });
    let copy = move |_| screen.copy(playground, text.get_untracked().unwrap_or_default());
    let download = move |_| {
        if let (Some(path), Some(contents)) = (open.get_untracked(), contents.get_untracked()) {
            files::download(path.rsplit('/').next().unwrap_or(&path), &contents);
        }
    };
    let download_all = move |()| {
        let Some(Ok(generated)) = made.get_untracked() else {
            return;
        };
        let world = world.get_untracked();
        let world = world.as_ref().map_or("world", WorldName::short);
        let folder = format!("{world}-{}", generator.with_untracked(|it| it.id.clone()));
        act(playground, async move {
            playground.download_zip(&folder, generated.files).await
        });
    };
    let body = move || match text.get() {
        Some(text) if text.len() > COLOURED => {
            view! { <pre class="typeset">{text}</pre> }.into_any()
        }
        Some(text) => {
            let language = match open
                .with_untracked(|open| open.as_ref().is_some_and(|it| it.ends_with(".wit")))
            {
                true => Language::Wit,
                false => Language::Code,
            };
            view! { <Typeset text language /> }.into_any()
        }
        None => {
            let size = contents.with_untracked(|it| it.as_ref().map_or(0, |it| it.len()));
            let text = format!("{size} bytes that are no text. Download the file to use it.");
            view! { <Empty glyph=Glyph::Box text /> }.into_any()
        }
    };
    view! {
        <div class="source">
            <div class="source-head">
                <span class="mono clip grow">{move || open.get()}</span>
                <span class="quiet clip">{move || generator.with(|it| it.tool.clone())}</span>
                <IconButton glyph=Glyph::Copy label="Copy this file" tiny=true on_press=copy />
                <IconButton glyph=Glyph::Download label="Download this file" tiny=true on_press=download />
                <Button label="Download zip" icon=Glyph::Download on_press=download_all hint="All generated files" />
            </div>
            <div class="scroll source-text" tabindex="0" role="region" aria-label=move || open.get()>{body}</div>
        </div>
    }
}
