//! Fields of one line or one switch.

use leptos::{ev::Event, prelude::*};
use model::Type;

use super::{Draft, Fields, Path};

/// Whether a type has fields of its own, so that its name heads a group.
pub(super) fn is_group(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Record { .. }
            | Type::Tuple { .. }
            | Type::List { .. }
            | Type::Map { .. }
            | Type::Flags { .. }
            | Type::Option { .. }
    )
}

/// Whether a type is typed into one line.
pub(super) fn is_typed_in(ty: &Type) -> bool {
    use Type::*;
    matches!(
        ty,
        U8 | U16 | U32 | U64 | S8 | S16 | S32 | S64 | F32 | F64 | Char
    )
}

impl Fields {
    /// On or off.
    pub(super) fn switch(self, path: Path) -> AnyView {
        let id = self.id(&path);
        let path = StoredValue::new(path);
        let is_on = move || {
            path.with_value(|path| {
                self.read(path, |draft| match draft {
                    Draft::Bool(is) => Some(*is),
                    _ => None,
                })
            })
        };
        let change = move |event: Event| {
            let is = event_target_checked(&event);
            path.with_value(|path| self.write(path, |draft| *draft = Draft::Bool(is)));
        };
        view! {
            <span class="switch">
                <input id=id type="checkbox" role="switch" prop:checked=is_on on:change=change />
                <code>{move || if is_on() { "true" } else { "false" }}</code>
            </span>
        }
        .into_any()
    }

    /// A text of any length; the field grows with it.
    pub(super) fn text(self, path: Path) -> AnyView {
        let id = self.id(&path);
        let (text, change) = self.typed(path);
        view! { <textarea id=id class="input mono" rows="1" spellcheck="false" prop:value=text on:input=change></textarea> }.into_any()
    }

    /// A number or a character.
    pub(super) fn line(self, ty: &Type, path: Path) -> AnyView {
        let id = self.id(&path);
        let keyboard = match ty {
            Type::Char => "text",
            Type::F32 | Type::F64 => "decimal",
            _ => "numeric",
        };
        let errors = self.errors;
        let own = path.clone();
        let is_wrong = move || {
            errors
                .with(|all| all.iter().any(|error| error.path == own))
                .then_some("true")
        };
        let (text, change) = self.typed(path);
        view! {
            <input id=id class="input mono number" type="text" inputmode=keyboard autocomplete="off" spellcheck="false"
                aria-invalid=is_wrong prop:value=text on:input=change />
        }
        .into_any()
    }

    /// What is typed into a field, and what typing does.
    fn typed(self, path: Path) -> (impl Fn() -> String + Copy, impl Fn(Event) + Copy) {
        let path = StoredValue::new(path);
        let text = move || {
            path.with_value(|path| {
                self.read(path, |draft| match draft {
                    Draft::Text(text) => Some(text.clone()),
                    _ => None,
                })
            })
        };
        let change = move |event: Event| {
            let typed = event_target_value(&event);
            path.with_value(|path| self.write(path, |draft| *draft = Draft::Text(typed)));
        };
        (text, change)
    }
}
