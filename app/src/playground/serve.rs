//! Components that the server keeps.

use leptos::prelude::*;
use model::{ComponentSource, Inspection};

use crate::client::server;
use crate::playground::Playground;
use crate::state::fault::Fault;
use crate::state::workspace::Edit;

impl Playground {
    /// Puts a component on the server, so that a link to the workspace needs no file of it. Only
    /// called when the user says so.
    pub async fn store_component(self, name: &str) -> Result<(), Fault> {
        let component = self.component(name)?;
        let bytes = self.bytes_of(&component).await?;
        server::ensure_component(&component.digest, &bytes).await?;
        let mut components = self.workspace.with_untracked(|it| it.components.clone());
        for it in components.iter_mut().filter(|it| it.name == name) {
            it.source = ComponentSource::Server;
        }
        self.make(Edit::Components(components));
        Ok(())
    }

    /// Puts what ▶ would run on the server, so that `/http/{digest}/` there answers; gives what
    /// it is.
    pub async fn serve_target(self) -> Result<Inspection, Fault> {
        let target = self.workspace.with_untracked(|it| it.target.clone());
        let binary = self.binary(&target).await?;
        server::ensure_component(&binary.inspection.digest, &binary.bytes).await?;
        Ok(binary.inspection)
    }
}
