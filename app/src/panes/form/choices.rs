//! Fields that choose: one of several cases, or any of several flags.

use leptos::{ev::Event, prelude::*};
use model::Type;

use super::{Draft, Fields, Path};

impl Fields {
    /// One of several names.
    pub(super) fn enumeration(self, cases: &[String], path: Path) -> AnyView {
        let id = self.id(&path);
        let path = StoredValue::new(path);
        let chosen = move || {
            path.with_value(|path| {
                self.read(path, |draft| match draft {
                    Draft::Enum(chosen) => Some(*chosen),
                    _ => None,
                })
            })
        };
        let choose = move |case: usize| {
            path.with_value(|path| self.write(path, |draft| *draft = Draft::Enum(case)))
        };
        select(id, cases.to_vec(), chosen, choose)
    }

    /// One of several cases, each with its own payload, which is kept while another is chosen.
    pub(super) fn cases(self, name: &str, ty: &Type, path: Path) -> AnyView {
        let cases: Vec<(String, Option<String>, Option<Type>)> = match ty {
            Type::Variant { cases, .. } => cases
                .iter()
                .map(|it| (it.name.clone(), it.docs.clone(), it.ty.clone()))
                .collect(),
            Type::Result { ok, err } => {
                let payload = |ty: &Option<Box<Type>>| ty.as_deref().cloned();
                vec![
                    ("ok".into(), None, payload(ok)),
                    ("err".into(), None, payload(err)),
                ]
            }
            _ => Vec::new(),
        };
        let names = cases.iter().map(|(name, ..)| name.clone()).collect();
        let id = self.id(&path);
        let stored = StoredValue::new(path.clone());
        let chosen = Memo::new(move |_| {
            stored.with_value(|path| {
                self.read(path, |draft| match draft {
                    Draft::Cases { chosen, .. } => Some(*chosen),
                    _ => None,
                })
            })
        });
        let choose = move |case: usize| {
            stored.with_value(|path| {
                self.write(path, |draft| {
                    if let Draft::Cases { chosen, .. } = draft {
                        *chosen = case;
                    }
                })
            })
        };
        let name = name.to_owned();
        let payload = move || {
            let case = chosen.get();
            let (case_name, docs, ty) = cases.get(case)?;
            let payload = ty.as_ref().map(|ty| {
                let path = path.iter().copied().chain([case]).collect::<Path>();
                self.labelled(&format!("{name} {case_name}"), None, ty, path)
            });
            let docs = docs
                .clone()
                .map(|docs| view! { <p class="hint">{docs}</p> });
            Some(
                view! { {docs} {payload.map(|payload| view! { <div class="form nested">{payload}</div> })} },
            )
        };
        let select = select(id, names, move || chosen.get(), choose);
        view! { {select} {payload} }.into_any()
    }

    /// Any of several names.
    pub(super) fn flags(self, name: &str, flags: &[String], path: Path) -> AnyView {
        let path = StoredValue::new(path);
        let chips = flags.iter().cloned().enumerate().map(|(index, flag)| {
            let is_set = move || path.with_value(|path| self.read(path, |draft| match draft {
                Draft::Flags(set) => set.get(index).copied(),
                _ => None,
            }));
            let change = move |event: Event| {
                let is = event_target_checked(&event);
                path.with_value(|path| self.write(path, |draft| {
                    if let Draft::Flags(set) = draft
                        && let Some(flag) = set.get_mut(index)
                    {
                        *flag = is;
                    }
                }));
            };
            view! { <label class="chip"><input type="checkbox" prop:checked=is_set on:change=change />{flag}</label> }
        });
        view! { <div class="row wrap" role="group" aria-label=name.to_owned()>{chips.collect_view()}</div> }.into_any()
    }
}

/// A list of which one is chosen, by index.
fn select(
    id: String,
    names: Vec<String>,
    chosen: impl Fn() -> usize + Copy + Send + Sync + 'static,
    choose: impl Fn(usize) + 'static,
) -> AnyView {
    let options = names.into_iter().enumerate().map(|(index, name)| {
        view! { <option value=index selected=move || chosen() == index>{name}</option> }
    });
    let options = options.collect_view();
    let change = move |event: Event| choose(event_target_value(&event).parse().unwrap_or(0));
    view! { <select id=id class="select mono" prop:value=move || chosen().to_string() on:change=change>{options}</select> }.into_any()
}
