//! A text of the workspace in the editor, or one of a bundled package.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

use super::{Screen, outline::Outline, text_menu::TextMenu};
use crate::{
    client::latest::Latest,
    editor::{Document, Editor, Structured, TextView, Verb},
    parts,
    playground::{Playground, bundled_name},
    ui::{Badge, BadgeTone, Button, ButtonKind, Glyph, IconButton, keys},
};

/// A longer text than this, in bytes, has no outline and is coloured by its grammar alone: what is
/// known about it would take the page too long to read.
const LONG: usize = 200_000;

/// How long typing rests before the structure is asked for, in milliseconds: so long, and one more
/// for every thousand bytes.
const REST: u32 = 30;

/// The editor on the open file.
#[component]
pub fn TextPane(
    /// Path of the open file.
    open: Memo<Option<String>>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let view = TextView::default();
    let document = Memo::new(move |_| {
        let path = open.get()?;
        let own = playground.workspace.with(|it| it.files.get(&path).cloned());
        let is_read_only = own.is_none();
        let text = own.or_else(|| playground.bundled.with(|it| it.get(&path).cloned()))?;
        Some(Document {
            path,
            text,
            is_read_only,
        })
    });
    provide_context(view);
    follow_structure(playground, view, document);
    Effect::new(move |_| {
        if playground.is_open.get() && document.with(Option::is_none) {
            parts::first_screen_is_ready();
        }
    });
    view! {
        <div class="text-pane">
            <TextHead view document />
            <Editor document view />
        </div>
    }
}

/// What stands above a text: the way back, where the cursor is, what can be done.
#[component]
fn TextHead(
    /// The editor below it.
    view: TextView,
    /// What it shows.
    document: Memo<Option<Document>>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let is_read_only =
        Memo::new(move |_| document.with(|it| it.as_ref().is_some_and(|it| it.is_read_only)));
    let is_wit = Memo::new(move |_| {
        document.with(|it| it.as_ref().is_some_and(|it| it.path.ends_with(".wit")))
    });
    let note = Memo::new(move |_| {
        document.with(|it| match it {
            Some(it) if it.path.ends_with(".wit") && it.text.len() > LONG => {
                Some("Large file: no outline".to_owned())
            }
            Some(it) => bundled_name(&it.path).map(|(package, _)| format!("{package} · read-only")),
            None => None,
        })
    });
    let travel = move |step| view.travel(playground, screen, step);
    view! {
        <div class="text-head" role="toolbar" aria-label="Text">
            <IconButton glyph=Glyph::Back label="Back" keys="Alt ←" tiny=true disabled=move || !screen.trail.with(|it| it.can_go_back()) on_press=move |_| travel(-1) />
            <IconButton glyph=Glyph::Forward label="Forward" keys="Alt →" tiny=true disabled=move || !screen.trail.with(|it| it.can_go_forward()) on_press=move |_| travel(1) />
            {move || is_wit.get().then(|| view! { <Outline view /> })}
            <span class="grow"></span>
            {move || note.get().map(|text| view! { <Badge text tone=BadgeTone::Plain /> })}
            {move || (is_wit.get() && !is_read_only.get()).then(|| {
                let hint = format!("Lay the text out as usual ({})", keys("Shift Alt F"));
                view! { <span class="wide"><Button label="Format" kind=ButtonKind::Ghost hint on_press=move |()| view.run(Verb::Format) /></span> }
            })}
            {move || is_wit.get().then(|| view! { <TextMenu view is_read_only /> })}
        </div>
    }
}

/// Asks for the structure of the document as often as there is time to.
fn follow_structure(playground: Playground, view: TextView, document: Memo<Option<Document>>) {
    let asking = Latest::default();
    Effect::new(move |_| {
        let document_now = document.get();
        let Some(now) =
            document_now.filter(|it| it.path.ends_with(".wit") && it.text.len() <= LONG)
        else {
            return view.structure.set(None);
        };
        let is_other = view
            .structure
            .with_untracked(|it| it.as_ref().is_none_or(|it| it.path != now.path));
        asking.run(async move {
            if !is_other {
                TimeoutFuture::new(REST + now.text.len() as u32 / 1000).await;
            }
            let is_current = || document.with_untracked(|it| it.as_ref() == Some(&now));
            if !is_current() {
                return;
            }
            let structure = playground.structure(now.text.clone()).await;
            if let (Ok(structure), true) = (structure, is_current()) {
                let Document { path, text, .. } = now;
                view.structure.set(Some(Structured {
                    path,
                    text,
                    structure,
                }));
            }
        });
    });
}
