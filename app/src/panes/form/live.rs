//! Fields for what lives: a resource, a stream or a future is chosen from the shelf.

use leptos::{ev::Event, prelude::*};
use model::Type;

use super::{Draft, Fields, Path};
use crate::{playground::Playground, state::form::whole_type};

impl Fields {
    /// One of those on the shelf; for a stream or a future also what is typed in here.
    pub(super) fn live(self, name: &str, ty: &Type, path: Path) -> AnyView {
        let playground = expect_context::<Playground>();
        let id = self.id(&path);
        let (kind, stored) = (StoredValue::new(ty.clone()), StoredValue::new(path.clone()));
        let chosen = Memo::new(move |_| {
            stored.with_value(|path| {
                self.read(path, |draft| match draft {
                    Draft::Live { handle, .. } => Some(*handle),
                    _ => None,
                })
            })
        });
        // One that is gone is shown as long as it is chosen.
        let offered = Memo::new(move |_| {
            let mut numbers: Vec<u32> = playground.session.with(|session| {
                kind.with_value(|ty| session.fitting(ty).map(|it| it.handle.number).collect())
            });
            numbers.extend(chosen.get().filter(|it| !numbers.contains(it)));
            numbers
        });
        let none = match ty {
            Type::Stream { element: Some(_) } => "these elements, then its end",
            Type::Future { value: Some(_) } => "this value",
            _ => "none yet",
        };
        let change = move |event: Event| {
            let number = event_target_value(&event).parse().ok();
            stored.with_value(|path| {
                self.write(path, |draft| {
                    if let Draft::Live { handle, .. } = draft {
                        *handle = number;
                    }
                });
            });
        };
        let options = move || {
            let numbers = offered.get().into_iter();
            let options = numbers.map(|number| {
                let is_chosen = move || chosen.get() == Some(number);
                view! { <option value=number selected=is_chosen>{format!("#{number}")}</option> }
            });
            view! { <option value="" selected=move || chosen.get().is_none()>{none}</option> {options.collect_view()} }
        };
        let name = name.to_owned();
        let whole = move || {
            let inner = kind
                .with_value(whole_type)
                .filter(|_| chosen.get().is_none())?;
            let path = path.iter().copied().chain([0]).collect();
            Some(view! { <div class="form nested">{self.control(&name, &inner, path)}</div> })
        };
        let opens = matches!(ty, Type::Stream { .. } | Type::Future { .. });
        let open = move || {
            (opens && playground.session.with(|it| it.is_alive())).then(|| {
                let open = move |_| playground.open_feed(kind.get_value());
                view! { <button type="button" class="button ghost" on:click=open>"Feed by hand"</button> }
            })
        };
        let hint = move || {
            let is_empty = !opens && offered.with(Vec::is_empty);
            is_empty.then(|| view! { <p class="hint">{why_none(playground)}</p> })
        };
        view! {
            <span class="row">
                <select id=id class="select mono" on:change=change>{options}</select>
                {open}
            </span>
            {hint}
            {whole}
        }
        .into_any()
    }
}

/// Why there is nothing to choose, and what to do.
fn why_none(playground: Playground) -> &'static str {
    if playground.keeps_alive.get() {
        "Nothing of this kind lives yet: call a function that makes one first."
    } else {
        "Keep the instance alive and call a function that makes one first."
    }
}
