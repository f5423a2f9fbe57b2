//! The imports that a host provides, folded into one line that says which host.

use std::collections::{BTreeMap, BTreeSet};

use leptos::{prelude::*, task::spawn_local};
use model::Extern;

use super::import::Import;
use crate::{
    playground::Playground,
    state::hosts::Giver,
    ui::{Glyph, Icon},
};

/// Who gives each import of WASI that the workspace's components have. Provided as context.
#[derive(Clone, Copy)]
pub(super) struct Givers(RwSignal<BTreeMap<String, Giver>>);

impl Givers {
    /// Follows the components.
    pub(super) fn of(playground: Playground) -> Self {
        let givers = RwSignal::new(BTreeMap::new());
        let imports = Memo::new(move |_| {
            let inspections = playground.inspections.read();
            let imports = inspections.values().flat_map(|it| &it.imports);
            let wasi = imports.filter(|it| it.name.starts_with("wasi:"));
            let mut seen = BTreeSet::new();
            let each = wasi.filter(|it| seen.insert(it.name.clone()));
            each.cloned().collect::<Vec<Extern>>()
        });
        Effect::new(move |_| {
            let imports = imports.get();
            if imports.is_empty() {
                return;
            }
            spawn_local(async move {
                // Where nobody can tell, nothing is said.
                let hosted = playground.hosts_of(imports).await.unwrap_or_default();
                let given = hosted.into_iter().map(|it| (it.name.clone(), it.giver()));
                let _ = givers.try_set(given.collect());
            });
        });
        Self(givers)
    }

    /// Who gives all of these: the one that gives fewest. None where that is not known.
    fn of_all(self, names: &[String]) -> Option<Giver> {
        let givers = self.0.read();
        let known = names.iter().filter_map(|name| givers.get(name));
        known.min().copied()
    }
}

/// The imports of WASI that nothing in the composition provides.
#[component]
pub(super) fn Host(
    /// Id of the instance.
    node: String,
    /// What it is called.
    of: Signal<String>,
    /// Names of the imports, and what they are called.
    ports: Vec<(String, String)>,
) -> impl IntoView {
    let title = format!("WASI · {}", ports.len());
    let all = ports.iter().map(|(port, _)| port.clone()).collect();
    let ports = StoredValue::new(ports);
    let is_open = RwSignal::new(false);
    let rows = move || {
        let row = |(port, short): (String, String)| {
            let (node, names) = (node.clone(), vec![port.clone()]);
            view! { <li class="composing-hosted"><Import node of port short may_be_open=true /><Given names /></li> }
        };
        let rows = || ports.get_value().into_iter().map(row).collect_view();
        is_open.get().then(rows)
    };
    view! {
        <details class="disclosure" on:toggle=move |_| is_open.update(|it| *it = !*it)>
            <summary><span class="mono">{title}</span><Given names=all /></summary>
            <ul>{rows}</ul>
        </details>
    }
}

/// Which host gives imports.
#[component]
pub(super) fn Given(
    /// Names of the imports.
    names: Vec<String>,
) -> impl IntoView {
    let givers = expect_context::<Givers>();
    move || {
        let (class, glyph, text) = match givers.of_all(&names)? {
            Giver::Tab => ("quiet given", Glyph::Check, "this tab has it"),
            Giver::ServerOnly => ("given near", Glyph::Server, "only a server has it"),
            Giver::Nobody => ("given error", Glyph::Warning, "no host has it"),
        };
        Some(view! { <span class=class><Icon glyph />{text}</span> })
    }
}
