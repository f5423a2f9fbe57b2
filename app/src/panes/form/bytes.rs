//! Fields for bytes: typed in hexadecimal or as text, or out of a file.

use leptos::{ev::Event, prelude::*};

use super::{Draft, Fields, Path};
use crate::{
    panes::{components::bytes as size_in_words, file_button::FileButton, http::hex},
    state::form::{BytesDraft, Held, Notation},
    ui::{Button, ButtonKind, Segment, Segments},
};

/// A larger file is no argument: arguments are kept as WAVE, in the workspace and in links.
const MOST: usize = 256 * 1024;
/// So much of bytes that nobody typed is shown.
const GLANCE: usize = 64;

/// The notations that bytes are typed in.
pub(in crate::panes) const NOTATIONS: [Segment<Notation>; 2] = [
    Segment {
        value: Notation::Hex,
        label: "Hex",
    },
    Segment {
        value: Notation::Text,
        label: "Text",
    },
];

impl Fields {
    /// Bytes.
    pub(super) fn bytes(self, name: &str, path: Path) -> AnyView {
        let id = self.id(&path);
        let label = name.to_owned();
        let stored = StoredValue::new(path);
        let draft = Memo::new(move |_| {
            stored.with_value(|path| {
                self.read(path, |draft| match draft {
                    Draft::Bytes(bytes) => Some(bytes.clone()),
                    _ => None,
                })
            })
        });
        let change = move |change: &dyn Fn(&mut BytesDraft)| {
            stored.with_value(|path| {
                self.write(path, |draft| {
                    if let Draft::Bytes(bytes) = draft {
                        change(bytes);
                    }
                });
            });
        };
        let notation = Memo::new(move |_| draft.with(|it| it.notation));
        let held = Memo::new(move |_| draft.with(|it| it.held.clone()));
        let typed = move |event: Event| {
            let text = event_target_value(&event);
            change(&|it| it.typed.clone_from(&text));
        };
        let field = move || match held.get() {
            Some(held) => {
                let drop_it = move |()| change(&|it| it.held = None);
                view! { <HeldBytes held on_drop=drop_it /> }.into_any()
            }
            None => {
                let (id, label) = (id.clone(), label.clone());
                view! { <textarea id=id class="input mono" rows="1" spellcheck="false" aria-label=label prop:value=move || draft.with(|it| it.typed.clone()) on:input=typed></textarea> }
                    .into_any()
            }
        };
        let took = move |(name, bytes): (String, Vec<u8>)| {
            let held = Held {
                name,
                bytes: bytes.into(),
            };
            change(&|it| it.held = Some(held.clone()));
        };
        view! {
            <span class="row wrap">
                <Segments label=format!("Write {name} as") segments=NOTATIONS.to_vec() chosen=notation
                    on_choose=move |notation| change(&|it| it.write_as(notation)) />
                <FileButton label="From a file" name=format!("File for {name}") most=MOST on_take=took />
            </span>
            {field}
        }
        .into_any()
    }
}

/// Bytes that nobody typed, at a glance.
#[component]
fn HeldBytes(
    /// The bytes.
    held: Held,
    /// Called when they are to be typed instead.
    #[prop(into)]
    on_drop: Callback<()>,
) -> impl IntoView {
    let Held { name, bytes } = held;
    let size = size_in_words(bytes.len() as u32);
    let glance = hex(&bytes[..bytes.len().min(GLANCE)]);
    view! {
        <div class="held">
            <span class="row wrap"><span>{format!("{size} from {name}")}</span><Button label="Type instead" kind=ButtonKind::Ghost on_press=on_drop /></span>
            <pre class="typeset hex">{glance}</pre>
        </div>
    }
}
