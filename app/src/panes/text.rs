//! A text of the workspace in the editor, or one of a bundled package.

use gloo_timers::future::{TimeoutFuture, sleep};
use leptos::{prelude::*, task::spawn_local};

use super::later::TextHead;
use crate::{
    client::latest::Latest,
    editor::{Document, Editor, Structured, TextView},
    parts::{PATIENCE, first_screen, first_screen_is_ready, in_part},
    playground::{Playground, is_understood},
};

/// A longer text than this, in bytes, has no outline and is coloured by its grammar alone: what is
/// known about it would take the page too long to read.
pub(super) const LONG: usize = 200_000;

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
    let view = expect_context::<TextView>();
    let document = Memo::new(move |_| {
        let path = open.get()?;
        let own = playground.workspace.with(|it| it.files.get(&path).cloned());
        let is_read_only = own.is_none() || playground.is_elsewhere();
        let text = own.or_else(|| playground.bundled.with(|it| it.get(&path).cloned()))?;
        Some(Document {
            path,
            text,
            is_read_only,
        })
    });
    provide_context(Shown(document));
    spawn_local(async move {
        first_screen().await;
        while follow(playground, view, document).await.is_err() {
            sleep(PATIENCE).await;
        }
    });
    Effect::new(move |_| {
        if playground.is_open.get() && document.with(Option::is_none) {
            first_screen_is_ready();
        }
    });
    view! {
        <div class="text-pane">
            <TextHead />
            <Editor document view />
        </div>
    }
}

/// The document in the editor. Provided as context.
#[derive(Clone, Copy)]
pub struct Shown(pub Memo<Option<Document>>);

in_part! {
    work, fn follow(playground: Playground, view: TextView, document: Memo<Option<Document>>) -> () {
        follow_structure(playground, view, document)
    }
}

/// Asks for the structure of the document as often as there is time to.
fn follow_structure(playground: Playground, view: TextView, document: Memo<Option<Document>>) {
    let asking = Latest::default();
    Effect::new(move |_| {
        let document_now = document.get();
        let Some(now) = document_now.filter(|it| is_understood(&it.path) && it.text.len() <= LONG)
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
            let structure = playground
                .structure(now.path.clone(), now.text.clone())
                .await;
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
