//! Changes of a composition that begin with a new instance.

use leptos::prelude::*;
use model::{Arranged, Artifact, Connection, GraphEdit};

use crate::playground::{Plan, Playground};
use crate::state::fault::Fault;

impl Playground {
    /// Names of the components that instances can be made of: core modules and WIT packages are
    /// none.
    pub fn instantiable(self) -> Vec<String> {
        let components = self.workspace.with(|it| it.components.clone());
        self.inspections.with(|known| {
            let artifact = |digest: &str| known.get(digest).map(|it| it.artifact);
            let components = components.into_iter();
            let fitting = components
                .filter(|it| artifact(&it.digest).is_none_or(|it| it == Artifact::Component));
            fitting.map(|it| it.name).collect()
        })
    }

    /// Makes an instance of a component and fills an import with its export `wire.from_port`, as
    /// one step.
    pub async fn provide_anew(self, package: String, wire: Connection) -> Result<(), Fault> {
        self.instantiate(package, move |from| {
            let wire = wire.clone();
            Some(GraphEdit::Connect(Connection { from, ..wire }))
        })
        .await
    }

    /// Makes another instance of the same component, with the same providers, as one step.
    pub async fn duplicate(self, package: String, wires: Vec<Connection>) -> Result<(), Fault> {
        self.instantiate(package, move |to| {
            let wires = wires.iter().cloned();
            let connections: Vec<_> = wires
                .map(|wire| Connection {
                    to: to.clone(),
                    ..wire
                })
                .collect();
            (!connections.is_empty()).then_some(GraphEdit::ConnectAll { connections })
        })
        .await
    }

    /// Makes an instance, and what else is to be done with it.
    async fn instantiate(
        self,
        package: String,
        then: impl Fn(String) -> Option<GraphEdit> + 'static,
    ) -> Result<(), Fault> {
        let next = move |made: &[Arranged]| match made {
            [] => {
                let package = package.clone();
                Some(GraphEdit::Instantiate { package })
            }
            [instance] => then(instance.made.first()?.clone()),
            _ => None,
        };
        let next = Box::new(next);
        self.arrange_all(Plan { next, places: None })
            .await
            .map(drop)
    }
}
