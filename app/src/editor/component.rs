//! The text editor as a component.

use gloo_timers::future::TimeoutFuture;
use leptos::{html, prelude::*, task::spawn_local};
use model::{Diagnostic, Location};

use super::TextView;
use super::bindings::{self, EditorHandle};
use super::marks::{findings as marks, structure as flat};
use super::page::EditorPage;
use crate::{panes::Screen, parts, playground::Playground, state::position::Positions};

/// So many characters of a text stand there until the editor does: more than fit a screen, and few
/// enough to be laid out at once.
const WAITING: usize = 10_000;

/// A text and where it is from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Path in the workspace, or of a bundled file.
    pub path: String,
    /// All of it.
    pub text: String,
    /// Whether it can only be read.
    pub is_read_only: bool,
}

/// An editor that shows one document at a time. It is loaded when there is first one to show;
/// until then the text stands there.
#[component]
pub fn Editor(
    /// What is shown, if anything.
    document: Memo<Option<Document>>,
    /// The editor for whoever stands beside it.
    view: TextView,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let node = NodeRef::<html::Div>::new();
    let failed = RwSignal::new(false);
    let findings = StoredValue::<Vec<Diagnostic>>::default();
    let wanted = Memo::new(move |_| document.with(Option::is_some));
    Effect::new(move |was_wanted: Option<bool>| {
        let is_wanted = wanted.get() && node.get().is_some();
        if is_wanted && was_wanted != Some(true) {
            spawn_local(async move {
                let page = EditorPage::new(playground, screen, view, findings);
                match mount(node, page).await {
                    Some(handle) => view.handle.set(Some(handle)),
                    None => failed.set(true),
                }
                parts::first_screen_is_ready();
            });
        }
        was_wanted == Some(true) || is_wanted
    });
    on_cleanup(move || {
        let _ = view
            .handle
            .try_with_untracked(|it| it.as_ref().map(EditorHandle::destroy));
    });
    follow_workspaces(view, playground);
    follow_document(view, document, playground, screen);
    follow_findings(view, findings, playground);
    follow_structure(view);
    follow_place(view, document, screen);
    let waiting = move || {
        (!failed.get() && view.handle.with(Option::is_none)).then(|| {
            let beginning = |it: Document| it.text.chars().take(WAITING).collect::<String>();
            let text = document.get().map(beginning);
            text.map(|text| view! { <div class="waiting"><pre class="typeset">{text}</pre></div> })
        })
    };
    view! {
        <div class="editor" node_ref=node>{waiting}</div>
        {move || failed.get().then(|| view! { <PlainEditor document /> })}
    }
}

/// A plain text field, for where the editor cannot be loaded.
#[component]
fn PlainEditor(
    /// What is shown, if anything.
    document: Memo<Option<Document>>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let text = move || document.get().unwrap_or_default().text;
    let is_read_only = move || document.with(|it| it.as_ref().is_some_and(|it| it.is_read_only));
    let typed = move |event| {
        let path = document.get_untracked().unwrap_or_default().path;
        playground.set_file(&path, event_target_value(&event));
    };
    view! { <textarea class="plain-editor typeset" aria-label="Text" spellcheck="false" readonly=is_read_only prop:value=text on:input=typed></textarea> }
}

/// Loads the editor and puts one into `node`; none when it cannot be loaded.
async fn mount(node: NodeRef<html::Div>, page: EditorPage) -> Option<EditorHandle> {
    let module = bindings::load().await.ok()?;
    // What loads it and what it shows have a turn of the page each.
    TimeoutFuture::new(0).await;
    let parent = node.get_untracked()?;
    Some(module.create_editor(&parent, page))
}

/// What was typed into the texts of another workspace cannot be undone in those of this one.
fn follow_workspaces(view: TextView, playground: Playground) {
    Effect::new(move |before: Option<u32>| {
        let now = playground.opened.get();
        if before.is_some_and(|before| before != now) {
            view.handle.with_untracked(|handle| {
                handle.as_ref().inspect(|it| it.forget_all());
            });
            view.structure.set(None);
            view.told.set_value(Default::default());
            view.shown.set(None);
        }
        now
    });
}

/// Shows the document, and remembers the place in the one before.
fn follow_document(
    view: TextView,
    document: Memo<Option<Document>>,
    playground: Playground,
    screen: Screen,
) {
    let shown = StoredValue::<Option<(String, String)>>::default();
    Effect::new(move |_| {
        view.handle.with(|handle| {
            let (Some(handle), Some(document)) = (handle, document.get()) else {
                return;
            };
            let Document {
                path,
                text,
                is_read_only,
            } = document;
            let left = shown.get_value().filter(|(before, _)| *before != path);
            if let Some((before, text)) = left {
                screen.leave(place(before, &text, handle.cursor()));
            }
            let is_told = view
                .told
                .with_value(|told| told.0 == path && told.1 == text);
            let is_shown = shown.with_value(|it| it.as_ref().is_some_and(|it| it.0 == path));
            if !(is_told && is_shown) {
                handle.set_read_only(is_read_only);
                let joint = playground.latest_joint(&path);
                handle.set_document(&path, &text, language(&path), joint);
                view.told.set_value((path.clone(), text.clone()));
            }
            if view.shown.with_untracked(|it| it.as_ref() != Some(&path)) {
                view.shown.set(Some(path.clone()));
            }
            shown.set_value(Some((path, text)));
        });
    });
}

/// Marks what is wrong with the text that the editor shows.
fn follow_findings(view: TextView, kept: StoredValue<Vec<Diagnostic>>, playground: Playground) {
    let findings = Memo::new(move |_| {
        let path = view.shown.get()?;
        let mine = playground.problems.with(|all| {
            let mine = all.iter().filter(|it| it.path == path);
            mine.cloned().collect::<Vec<_>>()
        });
        Some((path, mine))
    });
    Effect::new(move |_| {
        view.handle.with(|handle| {
            let (Some(handle), Some((_, findings))) = (handle, findings.get()) else {
                return;
            };
            let positions = view.told.with_value(|(_, text)| Positions::new(text));
            let marks = marks(&positions, &findings);
            kept.set_value(findings);
            handle.set_diagnostics(&marks);
        });
    });
}

/// Shows the structure, as long as it is that of the text that the editor shows.
fn follow_structure(view: TextView) {
    Effect::new(move |_| {
        view.handle.with(|handle| {
            let (Some(handle), Some(structured)) = (handle, view.structure.get()) else {
                return;
            };
            let is_current = view
                .told
                .with_value(|(path, text)| *path == structured.path && *text == structured.text);
            if is_current {
                handle.set_structure(&flat(&structured));
            }
        });
    });
}

/// Goes to the place that is wanted, once its text is shown.
fn follow_place(view: TextView, document: Memo<Option<Document>>, screen: Screen) {
    let last = StoredValue::<Option<String>>::default();
    Effect::new(move |_| {
        view.handle.with(|handle| {
            let (Some(handle), Some(shown)) = (handle, document.get()) else {
                return;
            };
            let is_same = last.with_value(|last| last.as_ref() == Some(&shown.path));
            last.set_value(Some(shown.path.clone()));
            let Some(wanted) = screen.place.get().filter(|it| it.path == shown.path) else {
                return;
            };
            if is_same {
                screen.leave(place(shown.path, &shown.text, handle.cursor()));
            }
            let range = Positions::new(&shown.text).utf16(wanted.span);
            handle.select(range.start, range.end);
            screen.place.set(None);
            screen.trail.update(|trail| trail.arrive());
        });
    });
}

/// A place of the editor's in a text.
fn place(path: String, text: &str, cursor: u32) -> Location {
    let span = Positions::new(text).utf8(cursor..cursor);
    Location { path, span }
}

fn language(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("wit") => "wit",
        Some("wac") => "wac",
        Some("js" | "mjs") => "script",
        Some("wat") => "wat",
        Some("ts" | "mts") => "typed-script",
        _ => "text",
    }
}
