//! The components of the workspace: their bytes, and what they are.

use std::rc::Rc;

use leptos::prelude::*;
use model::{ComponentRef, InspectRequest, Inspection, PrintWatRequest};

use crate::client::blobs::breathe;
use crate::playground::{Playground, edit};
use crate::state::fault::Fault;
use crate::state::workspace;

impl Playground {
    /// What a binary is; asked of the engine once for each digest.
    pub async fn inspect(self, component: &ComponentRef) -> Result<Inspection, Fault> {
        let known = self
            .inspections
            .with_untracked(|it| it.get(&component.digest).cloned());
        if let Some(known) = known {
            return Ok(known);
        }
        let bytes = self.bytes_of(component).await?;
        breathe(bytes.len()).await;
        let bytes = bytes.to_vec().into();
        let inspection = self.engine_client().ask(InspectRequest { bytes }).await?;
        self.remember(&component.digest, inspection.clone());
        Ok(inspection)
    }

    /// A component of the workspace as WAT.
    pub async fn print_wat(self, name: &str) -> Result<String, Fault> {
        let component = self.component(name)?;
        let bytes = self.bytes_of(&component).await?.to_vec().into();
        self.maker_client()
            .ask("printing WAT", PrintWatRequest { bytes })
            .await
    }

    /// The bytes of a component; whether they can be had is remembered in `missing`.
    pub(super) async fn bytes_of(self, component: &ComponentRef) -> Result<Rc<[u8]>, Fault> {
        let mut bytes = self.blobs().bytes(component).await;
        if let (Err(fault), Some(entry)) = (&mut bytes, untrack(|| self.source_of(&component.name)))
        {
            let name = &component.name;
            fault.message =
                format!("`{name}` is built from source here: press Build above `{entry}`");
        }
        let is_missing = bytes.is_err();
        let was_missing = self
            .missing
            .with_untracked(|it| it.contains(&component.digest));
        if is_missing != was_missing {
            self.cells.missing.update(|missing| {
                if is_missing {
                    missing.insert(component.digest.clone());
                } else {
                    missing.remove(&component.digest);
                }
            });
        }
        bytes
    }

    /// The component of that name.
    pub(crate) fn component(self, name: &str) -> Result<ComponentRef, Fault> {
        let found = self
            .workspace
            .with_untracked(|it| workspace::component(it, name).cloned());
        found.ok_or_else(|| edit::no_such("component", name))
    }

    pub(super) fn remember(self, digest: &str, inspection: Inspection) {
        self.cells.inspections.update(|known| {
            known.insert(digest.to_owned(), inspection);
        });
    }
}
