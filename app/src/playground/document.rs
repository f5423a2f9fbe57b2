//! Verbs about whole workspaces: samples, a new one, another in the place of this.

use std::rc::Rc;

use leptos::prelude::*;
use model::{ComponentRef, ComponentSource, Sample, Workspace};

use crate::client::{assets, blobs};
use crate::playground::{Origin, Playground, edit};
use crate::state::fault::Fault;
use crate::state::save::SaveState;
use crate::state::workspace::Edit;

impl Playground {
    /// Opens a sample in place of the workspace; undo brings that back.
    pub async fn load_sample(self, name: &str) -> Result<(), Fault> {
        let sample = self
            .samples
            .with_untracked(|samples| samples.iter().find(|sample| sample.name == name).cloned());
        let sample = sample.ok_or_else(|| edit::no_such("sample", name))?;
        let workspace = self.sample_workspace(&sample).await;
        let workspace = workspace.inspect_err(|fault| self.tell_fault(fault))?;
        self.exchange(workspace);
        Ok(())
    }

    /// Begins an empty workspace; undo brings the other back.
    pub fn new_workspace(self) {
        let name = "Untitled".to_owned();
        let workspace = Workspace {
            name,
            ..Workspace::default()
        };
        self.exchange(workspace);
    }

    /// Puts another workspace in the place of this one, as a step. What was called, kept alive and
    /// let out of this one is nothing to the other.
    fn exchange(self, workspace: Workspace) {
        self.cells.graph.set(None);
        self.make(Edit::Replace(Box::new(workspace)));
        self.forget_session();
        self.forget_http();
        self.forget_host();
    }

    pub(super) async fn sample_workspace(self, sample: &Sample) -> Result<Workspace, Fault> {
        let mut workspace = Workspace {
            name: sample.title.clone(),
            ..Workspace::default()
        };
        for path in &sample.files {
            let text = assets::sample_text(&format!("{}/{path}", sample.name)).await?;
            workspace.files.insert(path.clone(), text);
        }
        for component in &sample.components {
            let path = format!("{}/{}", sample.name, component.file);
            let bytes: Rc<[u8]> = assets::sample_bytes(&path).await?.into();
            let digest = blobs::digest_of(&bytes).await;
            // What ships with the page need not be kept to be found again.
            let _ = self.blobs().keep(&digest, Rc::clone(&bytes)).await;
            if let Some(twin) = &component.twin {
                let name = format!("{}-twin", component.name);
                workspace.made.insert(name, twin.clone());
            }
            if let Some(made) = &component.made {
                workspace.made.insert(component.name.clone(), made.clone());
            }
            workspace.components.push(ComponentRef {
                name: component.name.clone(),
                digest,
                size: bytes.len() as u32,
                source: ComponentSource::Sample { path },
            });
        }
        if let Some(first) = sample.calls.first() {
            workspace.call = Some(first.call.clone());
            workspace.target = first.target.clone();
        }
        Ok(workspace)
    }

    /// Replaces the workspace without a step of the history: another document is open now.
    pub(super) fn replace(self, workspace: Workspace, origin: Origin) {
        self.unread.set_value(None);
        self.cells.history.update(|history| history.clear());
        self.as_opened.set_value(Some(workspace.clone()));
        self.cells.saved.set(SaveState::Untouched);
        self.cells.graph.set(None);
        self.cells.origin.set(origin);
        self.cells.opened.update(|count| *count += 1);
        self.cells.workspace.set(workspace);
        self.forget_session();
        self.forget_http();
        self.forget_host();
        self.reopen_bundled();
        self.fit_call();
    }
}
