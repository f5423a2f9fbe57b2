//! The arguments of a call as a form, one field for every part of their types.

mod bytes;
mod choices;
mod composites;
mod leaves;
mod live;
mod type_name;

use leptos::prelude::*;
use model::{Param, Type};

use crate::state::{
    form::{Draft, FieldError, Form, Path},
    value::bytes::are_bytes,
};

pub(super) use bytes::NOTATIONS;
pub use type_name::type_name;

/// What the fields of a form share.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    /// The form.
    form: RwSignal<Form>,
    /// What is wrong with it.
    errors: Memo<Vec<FieldError>>,
    /// Called after each change by the user.
    edited: Callback<()>,
}

/// The form. It is built anew for other parameters only; typing changes it in place.
#[component]
pub fn ArgumentsForm(
    /// What was typed.
    form: RwSignal<Form>,
    /// What is wrong with it.
    errors: Memo<Vec<FieldError>>,
    /// Called after each change by the user.
    #[prop(into)]
    edited: Callback<()>,
) -> impl IntoView {
    let fields = Fields {
        form,
        errors,
        edited,
    };
    let params = Memo::new(move |_| form.with(|form| form.params.clone()));
    move || {
        let params = params.get();
        if params.is_empty() {
            return view! { <p class="quiet">"This function takes no arguments."</p> }.into_any();
        }
        let params = params.into_iter().enumerate();
        let rows = params
            .map(|(index, Param { name, ty })| fields.labelled(&name, None, &ty, vec![index]));
        view! { <div class="form">{rows.collect_view()}</div> }.into_any()
    }
}

impl Fields {
    /// A field with its name and type above or beside it, and its docs below. What comes before
    /// the name's last word is where the field is; people see that, others are told.
    fn labelled(self, name: &str, docs: Option<&str>, ty: &Type, path: Path) -> AnyView {
        let id = self.id(&path);
        let is_group = leaves::is_group(ty);
        let label = {
            let (place, name) = name.rsplit_once(' ').unwrap_or(("", name));
            let place = (!place.is_empty()).then(|| format!("{place} "));
            let (name, ty) = (name.to_owned(), type_name(ty));
            let inner = view! {
                <span class="mono">{place.map(|place| view! { <span class="visually-hidden">{place}</span> })}{name}</span>
                " "<span class="type">{ty}</span>
            };
            if is_group {
                view! { <span class="form-label">{inner}</span> }.into_any()
            } else {
                view! { <label class="form-label" for=id>{inner}</label> }.into_any()
            }
        };
        let docs = docs.map(|docs| view! { <p class="hint">{docs.to_owned()}</p> });
        let fault = self.fault(path.clone());
        let control = self.control(name, ty, path);
        view! { <div class="form-row" class:is-group=is_group>{label}<div class="form-control">{control}{fault}{docs}</div></div> }.into_any()
    }

    /// The control for a type.
    fn control(self, name: &str, ty: &Type, path: Path) -> AnyView {
        match ty {
            Type::Bool => self.switch(path),
            Type::String => self.text(path),
            ty if are_bytes(ty) => self.bytes(name, path),
            Type::List { element, length } => self.list(name, ty, element, length.is_some(), path),
            Type::Map { .. } => self.map(name, ty, path),
            Type::Record { fields, .. } => self.record(name, fields, path),
            Type::Tuple { elements } => self.tuple(name, elements, path),
            Type::Variant { .. } | Type::Result { .. } => self.cases(name, ty, path),
            Type::Enum { cases, .. } => self.enumeration(cases, path),
            Type::Flags { flags, .. } => self.flags(name, flags, path),
            Type::Option { some } => self.option(name, some, path),
            ty if leaves::is_typed_in(ty) => self.line(ty, path),
            Type::Own { .. } | Type::Borrow { .. } | Type::Stream { .. } | Type::Future { .. } => {
                self.live(name, ty, path)
            }
            _ => view! { <p class="quiet small">"A value of this type cannot be typed in."</p> }
                .into_any(),
        }
    }

    /// The `id` of a field's control.
    fn id(self, path: &[usize]) -> String {
        let steps: Vec<_> = path.iter().map(usize::to_string).collect();
        format!("argument-{}", steps.join("-"))
    }

    /// What a field says, as some part of its draft.
    fn read<T: Default>(self, path: &[usize], part: impl FnOnce(&Draft) -> Option<T>) -> T {
        self.form
            .with(|form| form.at(path).and_then(part))
            .unwrap_or_default()
    }

    /// Changes a field as the user wishes.
    fn write(self, path: &[usize], change: impl FnOnce(&mut Draft)) {
        self.form.update(|form| {
            if let Some(draft) = form.at_mut(path) {
                change(draft);
            }
        });
        self.edited.run(());
    }

    /// What is wrong with a field.
    fn fault(self, path: Path) -> AnyView {
        let text = Signal::derive(move || {
            self.errors.with(|all| {
                all.iter()
                    .find(|error| error.path == path)
                    .map(|error| error.message.clone())
            })
        });
        view! { <crate::ui::Fault text /> }.into_any()
    }
}
