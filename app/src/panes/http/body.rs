//! The body of the request.

use leptos::{ev::Event, prelude::*, task::spawn_local};
use model::NamedFile;
use serde_bytes::ByteBuf;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

use super::asked::Asked;
use crate::{
    panes::components::bytes,
    playground::Playground,
    state::http::{
        body::{BodyKind, form_fields, form_text, json_fault, kind_of, set_kind},
        json,
    },
    ui::{Button, ButtonKind, Fault, Glyph, IconButton, Segment, Segments},
};

const KINDS: [Segment<BodyKind>; 4] = [
    Segment {
        value: BodyKind::Text,
        label: "Text",
    },
    Segment {
        value: BodyKind::Json,
        label: "JSON",
    },
    Segment {
        value: BodyKind::Form,
        label: "Form",
    },
    Segment {
        value: BodyKind::File,
        label: "File",
    },
];

/// Names and values, in order.
type FormFields = Vec<(String, String)>;

/// What kind it is, and a field for it.
#[component]
pub(super) fn Body() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let asked = expect_context::<Asked>();
    let wants_file = RwSignal::new(false);
    let kind =
        Memo::new(
            move |_| match wants_file.get() || playground.http.file.with(Option::is_some) {
                true => BodyKind::File,
                false => asked.request.with(|it| kind_of(&it.headers)),
            },
        );
    let choose = move |kind: BodyKind| {
        wants_file.set(kind == BodyKind::File);
        if kind != BodyKind::File {
            playground.set_body_file(None);
            asked.update(|it| set_kind(&mut it.headers, kind));
        }
    };
    let field = move || match kind.get() {
        BodyKind::Text | BodyKind::Json => view! { <TextBody /> }.into_any(),
        BodyKind::Form => view! { <FormBody /> }.into_any(),
        BodyKind::File => view! { <FileBody wants_file /> }.into_any(),
    };
    view! {
        <div class="field">
            <div class="row wrap"><span class="label grow">"Body"</span><Segments label="Kind of body" segments=KINDS.to_vec() chosen=kind on_choose=choose /></div>
            {field}
        </div>
    }
}

/// A text; where it is JSON, what is wrong with it.
#[component]
fn TextBody() -> impl IntoView {
    let Asked { request, .. } = expect_context::<Asked>();
    let asked = expect_context::<Asked>();
    let is_json = Memo::new(move |_| request.with(|it| kind_of(&it.headers) == BodyKind::Json));
    let fault = Memo::new(move |_| {
        request
            .with(|it| json_fault(&it.body))
            .filter(|_| is_json.get())
    });
    let pretty = move |()| {
        if let Some(tree) = request.with_untracked(|it| json::parse(&it.body)) {
            asked.update(|it| it.body = json::pretty(&tree));
        }
    };
    let change = move |event: Event| asked.update(|it| it.body = event_target_value(&event));
    let can_tidy = move || is_json.get() && fault.with(Option::is_none);
    view! {
        <textarea class="input mono" aria-label="Body" rows="3" spellcheck="false" aria-invalid=move || fault.with(Option::is_some).to_string()
            prop:value=move || request.with(|it| it.body.clone()) on:input=change></textarea>
        <Fault text=fault />
        {move || can_tidy().then(|| view! { <div class="row"><Button label="Format JSON" kind=ButtonKind::Ghost on_press=pretty /></div> })}
    }
}

/// Names and values, a row each.
#[component]
fn FormBody() -> impl IntoView {
    let asked = expect_context::<Asked>();
    let fields = Memo::new(move |_| asked.request.with(|it| form_fields(&it.body)));
    let change = move |change: &dyn Fn(&mut FormFields)| {
        let mut all = fields.get_untracked();
        change(&mut all);
        asked.update(|it| it.body = form_text(&all));
    };
    let row = move |index: usize| {
        let field =
            Memo::new(move |_| fields.with(|it| it.get(index).cloned()).unwrap_or_default());
        let set_name = move |event: Event| {
            let name = event_target_value(&event);
            change(&|all| all[index].0.clone_from(&name));
        };
        let set_value = move |event: Event| {
            let value = event_target_value(&event);
            change(&|all| all[index].1.clone_from(&value));
        };
        let remove = move |_| {
            change(&|all| {
                all.remove(index);
            })
        };
        let label = move |what: &str| format!("{what} of field {}", index + 1);
        view! {
            <div class="pair">
                <input class="input mono" type="text" aria-label=label("Name") placeholder="name" spellcheck="false" autocomplete="off" prop:value=move || field.get().0 on:input=set_name />
                <input class="input mono" type="text" aria-label=label("Value") placeholder="value" spellcheck="false" autocomplete="off" prop:value=move || field.get().1 on:input=set_value />
                <IconButton glyph=Glyph::Close label=format!("Remove field {}", index + 1) on_press=remove />
            </div>
        }
    };
    view! {
        <div class="field" role="group" aria-label="Body">
            <For each=move || 0..fields.with(Vec::len) key=|index| *index let:index>{row(index)}</For>
            <div class="row"><Button label="Add field" kind=ButtonKind::Ghost icon=Glyph::Add on_press=move |()| change(&|all| all.push(Default::default())) /></div>
        </div>
    }
}

/// A file, whose bytes are sent as they are.
#[component]
fn FileBody(
    /// Whether a file is wanted where none is chosen yet.
    wants_file: RwSignal<bool>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let chosen = move |event: Event| {
        let files = event_target::<HtmlInputElement>(&event).files();
        let Some(file) = files.and_then(|it| it.get(0)) else {
            return;
        };
        spawn_local(async move {
            let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
                return;
            };
            let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
            playground.set_body_file(Some(NamedFile {
                path: file.name(),
                bytes: ByteBuf::from(bytes),
            }));
        });
    };
    let remove = move |_| {
        playground.set_body_file(None);
        wants_file.set(true);
    };
    let shown = move || {
        playground.http.file.get().map(|file| {
            let size = bytes(file.bytes.len() as u32);
            view! {
                <div class="row"><code class="clip grow">{file.path.clone()}</code><span class="quiet small">{size}</span>
                    <IconButton glyph=Glyph::Close label="Remove the file" on_press=remove /></div>
            }
        })
    };
    view! {
        <input class="input" type="file" aria-label="File to send" on:change=chosen />
        {shown}
        <p class="hint">"The file stays in this tab: it is kept neither with the workspace nor in a link."</p>
    }
}
