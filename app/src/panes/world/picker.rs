//! A control that chooses a world or a package.

use leptos::{ev::Event, prelude::*, task::spawn_local};
use model::{Artifact, PackageOutline};

use crate::{
    playground::Playground,
    state::world::choice::{self, Choice, Group},
};

/// Everything that can be chosen. Provided as context.
#[derive(Clone, Copy)]
pub(super) struct Catalogue {
    /// Worlds.
    pub(super) worlds: Memo<Vec<Group>>,
    /// Packages and components.
    pub(super) sources: Memo<Vec<Group>>,
    /// Whether the bundled packages are among them.
    pub(super) is_complete: RwSignal<bool>,
}

/// How packages, components and bundled packages become choices.
type List = fn(&[PackageOutline], &[(String, Option<Artifact>)], &[PackageOutline]) -> Vec<Group>;

impl Catalogue {
    /// Follows the workspace, and asks once for what is bundled.
    pub(super) fn new(playground: Playground) -> Self {
        let bundled = RwSignal::new(Vec::<PackageOutline>::new());
        let is_complete = RwSignal::new(false);
        spawn_local(async move {
            match playground.list_bundled().await {
                Ok(packages) => {
                    bundled.try_set(packages);
                    is_complete.try_set(true);
                }
                Err(fault) => playground.tell_fault(&fault),
            }
        });
        let components = Memo::new(move |_| {
            let inspections = playground.inspections.read();
            let inspection = |digest: &str| inspections.get(digest);
            playground
                .workspace
                .with(|workspace| choice::components(workspace, inspection))
        });
        let with = move |list: List| {
            Memo::new(move |_| {
                let analysis = playground.analysis.read();
                list(&analysis.packages, &components.read(), &bundled.read())
            })
        };
        Self {
            worlds: with(choice::worlds),
            sources: with(choice::sources),
            is_complete,
        }
    }
}

/// A choice of worlds or packages under headings.
#[component]
pub(super) fn Picker(
    /// What is chosen.
    label: &'static str,
    /// What there is.
    groups: Memo<Vec<Group>>,
    /// What is chosen now.
    #[prop(into)]
    chosen: Signal<Option<Choice>>,
    /// Called with another one.
    #[prop(into)]
    on_choose: Callback<Choice>,
) -> impl IntoView {
    let change = move |event: Event| {
        if let Some(choice) = Choice::parse(&event_target_value(&event)) {
            on_choose.run(choice);
        }
    };
    let options = move || {
        // What is chosen follows from the groups: read after them, it does not hide their change.
        let groups = groups.get();
        let now = chosen.get().map(|choice| choice.key());
        let groups = groups.into_iter().map(|Group { label, choices }| {
            let options = choices.into_iter().map(|(choice, label)| {
                let key = choice.key();
                let is_chosen = now.as_ref() == Some(&key);
                view! { <option value=key selected=is_chosen>{label}</option> }
            });
            view! { <optgroup label=label>{options.collect_view()}</optgroup> }
        });
        let groups = groups.collect_view();
        let none = now.is_none();
        view! {
            {none.then(|| view! { <option value="" selected disabled>"Choose…"</option> })}
            {groups}
        }
    };
    view! { <select class="select mono world-picker" aria-label=label on:change=change>{options}</select> }
}
