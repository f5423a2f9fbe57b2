//! Who gives what is left to the host, as the ports of the diagram say it.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::plane::Plane;
use crate::{
    client::latest::Latest,
    state::{
        canvas::links::PortAt,
        fold::HOST,
        hosts::{Giver, Hosted},
    },
};

/// Who gives each import of the composition, by its name.
#[derive(Clone, Copy)]
pub(super) struct Hosts(RwSignal<BTreeMap<String, Giver>>);

impl Hosts {
    /// Asks whenever the composition imports something else.
    pub(super) fn follow(plane: Plane) -> Self {
        let playground = plane.playground;
        let givers = RwSignal::new(BTreeMap::new());
        let imports = Memo::new(move |_| {
            playground.composition.with(|it| {
                let inspection = it.inspection.as_ref();
                inspection.map(|it| it.imports.clone()).unwrap_or_default()
            })
        });
        let asking = Latest::default();
        Effect::new(move |_| {
            let imports = imports.get();
            asking.run(async move {
                // Without an answer nothing is said, and the run tells.
                let hosted = playground.hosts_of(imports).await.unwrap_or_default();
                let named = hosted
                    .iter()
                    .map(|it: &Hosted| (it.name.clone(), it.giver()));
                let _ = givers.try_set(named.collect());
            });
        });
        Self(givers)
    }

    /// Who gives an import of an instance; for the port that stands for all of WASI, the worst of
    /// them. None while that is not known.
    pub(super) fn giver(self, plane: Plane, port: &PortAt) -> Option<Giver> {
        let givers = self.0.read();
        let of = |name: &str| {
            let base = |name: &str| name.split('@').next().map(str::to_owned);
            let same = || givers.iter().find(|(other, _)| base(other) == base(name));
            givers
                .get(name)
                .or_else(|| same().map(|(_, giver)| giver))
                .copied()
        };
        if !port.port.starts_with(HOST) {
            return of(&port.port);
        }
        let whole = plane.playground.whole_graph.read();
        let node = whole
            .as_ref()?
            .nodes
            .iter()
            .find(|node| node.id == port.node)?;
        let wasi = node
            .imports
            .iter()
            .filter(|it| it.name.starts_with("wasi:"));
        wasi.filter_map(|it| of(&it.name)).min()
    }
}

/// What is said beside a port.
pub(super) fn note(giver: Option<Giver>) -> Option<(&'static str, &'static str)> {
    match giver? {
        Giver::Tab => None,
        Giver::ServerOnly => Some(("server only", "host-note near")),
        Giver::Nobody => Some(("no host", "host-note error")),
    }
}
