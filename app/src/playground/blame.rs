//! Which instance of a composition trapped.

use std::collections::BTreeMap;

use leptos::prelude::*;
use model::{NodeKind, Outcome, Target};

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
                // The modules of an instance that was loaded by itself begin with its name.
                let name = match module.split_once('/') {
                    Some((instance, _)) => Some(instance.to_owned()),
                    None => self.instance_of(digest, module).await,
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

    /// The instance whose component holds a core module of the composed one, if only one does.
    async fn instance_of(self, digest: &str, module: &str) -> Option<String> {
        let runner = self.clients.with_value(|clients| clients.runner.clone());
        let core = runner.core(digest, module)?;
        let components = self.workspace.with_untracked(|it| it.components.clone());
        let mut found = Vec::new();
        for component in components {
            let bytes = self.bytes_of(&component).await.ok();
            if bytes.is_some_and(|bytes| bytes.windows(core.len()).any(|it| it == core)) {
                found.push(component.name);
            }
        }
        let [package] = <[String; 1]>::try_from(found).ok()?;
        self.whole_graph.with_untracked(|graph| {
            let nodes = graph.as_ref()?.nodes.iter();
            let is_it = |kind: &NodeKind| matches!(kind, NodeKind::Instance { package: of } if *of == package);
            let mut names = nodes.filter(|it| is_it(&it.kind)).map(|it| it.label.clone());
            names.next().filter(|_| names.next().is_none())
        })
    }
}
