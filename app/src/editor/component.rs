//! The text editor as a component.

use leptos::{html, prelude::*, task::spawn_local};
use model::{Diagnostic, Severity};
use wasm_bindgen::prelude::*;

use super::bindings::{self, EditorHandle, EditorOptions, Finding};
use crate::{
    parts,
    state::position::Positions,
    ui::{Typeset, highlight::Language},
};

/// A text and where it is from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Path in the workspace.
    pub path: String,
    /// All of it.
    pub text: String,
}

/// The editor with the closures it calls.
struct Mounted {
    handle: EditorHandle,
    _on_change: Closure<dyn Fn(String, String)>,
    _on_cursor: Closure<dyn Fn(String, u32)>,
}

/// An editor that shows one document at a time. It is loaded when there is first one to show;
/// until then the text stands there typeset.
#[component]
pub fn Editor(
    /// What is shown, if anything.
    #[prop(into)]
    document: Signal<Option<Document>>,
    /// Changes when the documents are other ones altogether: what was typed into the former ones
    /// cannot be undone in these.
    #[prop(into)]
    opened: Signal<u32>,
    /// What is wrong with it.
    #[prop(into)]
    findings: Signal<Vec<Diagnostic>>,
    /// A place of it to select, once.
    place: RwSignal<Option<crate::panes::Place>>,
    /// Called with path and text after each change by the user.
    #[prop(into)]
    on_change: Callback<(String, String)>,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let editor = RwSignal::new_local(None::<Mounted>);
    let failed = RwSignal::new(false);
    let wanted = Memo::new(move |_| document.with(Option::is_some));
    Effect::new(move |was_wanted: Option<bool>| {
        let is_wanted = wanted.get() && node.get().is_some();
        if is_wanted && was_wanted != Some(true) {
            spawn_local(async move {
                let mounted = mount(node, on_change).await;
                match mounted {
                    Some(mounted) => editor.set(Some(mounted)),
                    None => failed.set(true),
                }
                parts::first_screen_is_ready();
            });
        }
        was_wanted == Some(true) || is_wanted
    });
    on_cleanup(move || {
        let _ = editor.try_with_untracked(|it| it.as_ref().map(|it| it.handle.destroy()));
    });
    Effect::new(move |before: Option<u32>| {
        let now = opened.get();
        if before.is_some_and(|before| before != now) {
            editor.with_untracked(|editor| {
                editor.as_ref().inspect(|it| it.handle.forget_all());
            });
        }
        now
    });
    Effect::new(move |_| {
        editor.with(|editor| {
            let (Some(editor), Some(Document { path, text })) = (editor, document.get()) else {
                return;
            };
            editor.handle.set_document(&path, &text, language(&path));
        })
    });
    Effect::new(move |_| {
        editor.with(|editor| {
            let (Some(editor), Some(shown)) = (editor, document.get()) else {
                return;
            };
            editor
                .handle
                .set_diagnostics(&marks(&shown, &findings.get()));
        })
    });
    Effect::new(move |_| {
        editor.with(|editor| {
            let (Some(editor), Some(shown), Some(wanted)) = (editor, document.get(), place.get())
            else {
                return;
            };
            if wanted.path == shown.path {
                let range = Positions::new(&shown.text).utf16(wanted.span);
                editor.handle.select(range.start, range.end);
                place.set(None);
            }
        })
    });
    let waiting = move || {
        (!failed.get() && editor.with(Option::is_none)).then(|| {
        document.get().map(|it| view! { <div class="waiting"><Typeset text=it.text language=Language::Wit /></div> })
    })
    };
    view! {
        <div class="editor" node_ref=node>{waiting}</div>
        {move || failed.get().then(|| view! { <PlainEditor document on_change /> })}
    }
}

/// A plain text field, for where the editor cannot be loaded.
#[component]
fn PlainEditor(
    /// What is shown, if anything.
    document: Signal<Option<Document>>,
    /// Called with path and text after each change.
    on_change: Callback<(String, String)>,
) -> impl IntoView {
    let text = move || document.get().unwrap_or_default().text;
    let typed = move |event| {
        on_change.run((
            document.get_untracked().unwrap_or_default().path,
            event_target_value(&event),
        ))
    };
    view! { <textarea class="plain-editor typeset" aria-label="Text" spellcheck="false" prop:value=text on:input=typed></textarea> }
}

/// Loads the editor and puts one into `node`; none when it cannot be loaded.
async fn mount(node: NodeRef<html::Div>, on_change: Callback<(String, String)>) -> Option<Mounted> {
    let module = bindings::load().await.ok()?;
    let parent = node.get_untracked()?;
    let change =
        Closure::<dyn Fn(String, String)>::new(move |path, text| on_change.run((path, text)));
    let cursor = Closure::<dyn Fn(String, u32)>::new(|_, _| {});
    let options = bindings::object::<EditorOptions>();
    options.set_on_change(&change);
    options.set_on_cursor(&cursor);
    let handle = module.create_editor(&parent, &options);
    Some(Mounted {
        handle,
        _on_change: change,
        _on_cursor: cursor,
    })
}

fn language(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("wit") => "wit",
        Some("wac") => "wac",
        _ => "text",
    }
}

/// The findings in the editor's positions.
fn marks(shown: &Document, findings: &[Diagnostic]) -> js_sys::Array {
    let positions = Positions::new(&shown.text);
    let marks = findings
        .iter()
        .filter(|it| it.path == shown.path)
        .map(|it| {
            let range = positions.utf16(it.span);
            let mark = bindings::object::<Finding>();
            mark.set_from(range.start);
            mark.set_to(range.end);
            mark.set_severity(match it.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "info",
            });
            mark.set_message(&it.message);
            mark.set_hint(&it.hint.as_deref().map_or(JsValue::NULL, JsValue::from_str));
            JsValue::from(mark)
        });
    marks.collect()
}
