//! Which instance of a composition trapped.

use std::collections::BTreeMap;

use leptos::prelude::*;
use model::{Graph, NodeKind, Outcome, Target};

use crate::playground::Playground;
use crate::state::backtrace::{modules, named};
use crate::state::run::Phase;

impl Playground {
    /// The instance that the latest run trapped in, as the composition calls it.
    pub fn trapped_in(self) -> Option<String> {
        self.run.with(|run| match &run.phase {
            Phase::Finished(Outcome::Trapped { backtrace, .. })
                if run.target == Target::Composition =>
            {
                modules(backtrace).next().map(str::to_owned)
            }
            _ => None,
        })
    }

    /// A trap with the names of instances in place of the core modules of its frames. `digest` is
    /// that of the component that ran.
    pub(super) async fn with_instances(
        self,
        outcome: Outcome,
        target: &Target,
        digest: &str,
    ) -> Outcome {
        let Outcome::Trapped { message, backtrace } = outcome else {
            return outcome;
        };
        let mut names = BTreeMap::new();
        for module in modules(&backtrace) {
            if *target == Target::Composition && !names.contains_key(module) {
                let (core, nth) = numbered(module);
                // The modules of an instance that was loaded by itself begin with its name.
                let name = match core.split_once('/') {
                    Some((instance, _)) => Some(instance.to_owned()),
                    None => self.instance_of(digest, core, nth).await,
                };
                names.insert(module.to_owned(), name);
            }
        }
        let name = |module: &str| names.get(module).cloned().flatten();
        Outcome::Trapped {
            backtrace: named(&backtrace, name),
            message,
        }
    }

    /// The instance whose component holds a core module of the composed one: the `nth` that was
    /// made of that component, counted from 0.
    async fn instance_of(self, digest: &str, core: &str, nth: usize) -> Option<String> {
        let runner = self.clients.with_value(|clients| clients.runner.clone());
        let core = runner.core(digest, core)?;
        let components = self.workspace.with_untracked(|it| it.components.clone());
        let mut found = Vec::new();
        for component in components {
            let bytes = self.bytes_of(&component).await.ok();
            if bytes.is_some_and(|bytes| bytes.windows(core.len()).any(|it| it == core)) {
                found.push(component.name);
            }
        }
        let [package] = <[String; 1]>::try_from(found).ok()?;
        let of_text = self
            .whole_graph
            .with_untracked(|graph| Some(instances(graph.as_ref()?, &package)));
        match of_text?.as_slice() {
            [only] => Some(only.clone()),
            _ => self.instances_in_order(&package).await?.get(nth).cloned(),
        }
    }

    /// Instances of a component in the order in which the composed one makes them, which is known
    /// by its binary only.
    async fn instances_in_order(self, package: &str) -> Option<Vec<String>> {
        let bytes = self.compose_now().await.bytes?;
        let xray = self.taken_apart(String::new(), bytes).await.ok()?;
        Some(instances(&xray.graph, package))
    }
}

/// What the instances of a component are called, in the order of the graph.
fn instances(graph: &Graph, package: &str) -> Vec<String> {
    let is_it =
        |kind: &NodeKind| matches!(kind, NodeKind::Instance { package: of } if of == package);
    let nodes = graph.nodes.iter().filter(|it| is_it(&it.kind));
    nodes.map(|it| it.label.clone()).collect()
}

/// A core module as run workers name its instances, `core.wasm#2` the second: its own name, and how
/// many there were before.
fn numbered(module: &str) -> (&str, usize) {
    let numbered = module.rsplit_once('#');
    let numbered = numbered.and_then(|(core, number)| Some((core, number.parse().ok()?)));
    let (core, number) = numbered.unwrap_or((module, 1_usize));
    (core, number.saturating_sub(1))
}

#[test]
fn instances_of_one_module_are_counted() {
    assert_eq!(
        numbered("component.core2.wasm"),
        ("component.core2.wasm", 0)
    );
    assert_eq!(
        numbered("component.core.wasm#3"),
        ("component.core.wasm", 2)
    );
    assert_eq!(numbered("odd#name"), ("odd#name", 0));
}
