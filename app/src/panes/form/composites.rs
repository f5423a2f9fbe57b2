//! Fields with fields in them.

use leptos::{ev::Event, prelude::*};
use model::{Field, Type};

use super::{Draft, Fields, Path};
use crate::ui::{Button, Glyph, IconButton};

impl Fields {
    /// All fields of a record, each with its docs.
    pub(super) fn record(self, name: &str, fields: &[Field], path: Path) -> AnyView {
        let rows = fields.iter().enumerate().map(|(index, field)| {
            self.labelled(
                &format!("{name} {}", field.name),
                field.docs.as_deref(),
                &field.ty,
                below(&path, index),
            )
        });
        group(name, rows.collect())
    }

    /// All elements of a tuple.
    pub(super) fn tuple(self, name: &str, elements: &[Type], path: Path) -> AnyView {
        let rows = elements.iter().enumerate().map(|(index, ty)| {
            self.labelled(&format!("{name} {index}"), None, ty, below(&path, index))
        });
        group(name, rows.collect())
    }

    /// A box to tick for `some`, and what was typed for it, which is kept while it is `none`.
    pub(super) fn option(self, name: &str, some: &Type, path: Path) -> AnyView {
        let id = self.id(&path);
        let stored = StoredValue::new(path.clone());
        let is_some = Memo::new(move |_| {
            stored.with_value(|path| {
                self.read(path, |draft| match draft {
                    Draft::Option { some, .. } => Some(*some),
                    _ => None,
                })
            })
        });
        let change = move |event: Event| {
            let is = event_target_checked(&event);
            stored.with_value(|path| {
                self.write(path, |draft| {
                    if let Draft::Option { some, .. } = draft {
                        *some = is;
                    }
                })
            });
        };
        let (some, inner) = (some.clone(), below(&path, 0));
        let label = format!("{name} some");
        let payload = move || {
            is_some.get().then(|| {
            view! { <div class="form nested">{self.labelled(&label, None, &some, inner.clone())}</div> }
        })
        };
        view! {
            <label class="tick"><input id=id type="checkbox" aria-label=format!("{name} is some") prop:checked=move || is_some.get() on:change=change />
                <code>{move || if is_some.get() { "some" } else { "none" }}</code></label>
            {payload}
        }
        .into_any()
    }

    /// The elements of a list, to be added, taken out and put in another order.
    pub(super) fn list(
        self,
        name: &str,
        ty: &Type,
        element: &Type,
        is_fixed: bool,
        path: Path,
    ) -> AnyView {
        self.elements(name, ty.clone(), element.clone(), is_fixed, path)
    }

    /// The pairs of a map.
    pub(super) fn map(self, name: &str, ty: &Type, path: Path) -> AnyView {
        let Type::Map { key, value } = ty else {
            return ().into_any();
        };
        let pair = Type::Tuple {
            elements: vec![(**key).clone(), (**value).clone()],
        };
        self.elements(name, ty.clone(), pair, false, path)
    }

    fn elements(
        self,
        name: &str,
        list: Type,
        element: Type,
        is_fixed: bool,
        path: Path,
    ) -> AnyView {
        let stored = StoredValue::new(path.clone());
        let count = Memo::new(move |_| {
            stored.with_value(|path| {
                self.read(path, |draft| match draft {
                    Draft::List(elements) => Some(elements.len()),
                    _ => None,
                })
            })
        });
        let list = StoredValue::new(list);
        let add = move |()| {
            stored.with_value(|path| {
                self.write(path, |draft| {
                    list.with_value(|list| draft.add_element(list))
                })
            })
        };
        let remove = move |index| {
            stored.with_value(|path| self.write(path, |draft| draft.remove_element(index)))
        };
        let swap = move |index: usize| {
            stored.with_value(|path| {
                self.write(path, |draft| {
                    if let Draft::List(elements) = draft
                        && index + 1 < elements.len()
                    {
                        elements.swap(index, index + 1);
                    }
                })
            })
        };
        let (name, stem) = (name.to_owned(), name.to_owned());
        let row = move |index: usize| {
            let label = format!("{stem} {}", index + 1);
            let buttons = (!is_fixed).then(|| view! {
                <span class="row tight element-buttons">
                    <IconButton glyph=Glyph::Up label=format!("Move {label} up") tiny=true disabled=index == 0 on_press=move |_| swap(index - 1) />
                    <IconButton glyph=Glyph::Down label=format!("Move {label} down") tiny=true disabled=Signal::derive(move || index + 1 >= count.get()) on_press=move |_| swap(index) />
                    <IconButton glyph=Glyph::Close label=format!("Remove {label}") tiny=true on_press=move |_| remove(index) />
                </span>
            });
            view! { <li class="element">{self.labelled(&label, None, &element, below(&path, index))}{buttons}</li> }
        };
        view! {
            <ol class="elements" aria-label=name.clone()><For each=move || 0..count.get() key=|index| *index let:index>{row(index)}</For></ol>
            {(!is_fixed).then(|| view! { <Button label=format!("Add to {name}") icon=Glyph::Add on_press=add /> })}
        }
        .into_any()
    }
}

fn below(path: &[usize], index: usize) -> Path {
    path.iter().copied().chain([index]).collect()
}

fn group(name: &str, rows: Vec<AnyView>) -> AnyView {
    view! { <div class="form nested" role="group" aria-label=name.to_owned()>{rows}</div> }
        .into_any()
}
