//! What runs in this tab are given beside their calls, and what stays of them.

use leptos::prelude::*;
use model::{Call, FileSeed, HostOptions};
use serde_bytes::ByteBuf;

use crate::client::kept;
use crate::playground::{Origin, Playground, target_name};
use crate::state::fault::Fault;
use crate::state::notice::Tone;

impl Playground {
    /// Changes how the host of runs in this tab differs from an ordinary one. The name under which
    /// files are kept is not for the caller to say.
    pub fn set_host(self, change: impl FnOnce(&mut HostOptions)) {
        self.cells.host.update(change);
    }

    /// Lets runs find the texts of the workspace among their files, or no longer.
    pub fn set_gives_files(self, gives: bool) {
        self.cells.gives_files.set(gives);
    }

    /// Forgets what runs of the target kept.
    pub async fn forget_kept_files(self) -> Result<(), Fault> {
        kept::forget(&self.keeps_under()).await?;
        self.tell(Tone::Done, "Nothing is kept of its runs.".into(), None);
        Ok(())
    }

    /// How the host of a call differs from an ordinary one. Only a program reads standard input.
    pub(super) fn host_for(self, call: &Call) -> HostOptions {
        let host = self.host.get_untracked();
        let files = match self.gives_files.get_untracked() {
            true => self.texts(),
            false => Vec::new(),
        };
        HostOptions {
            interactive: host.interactive && matches!(call, Call::Command(_)),
            keep: host.keep.as_ref().map(|_| self.keeps_under()),
            files,
            ..host
        }
    }

    /// What was allowed for one workspace is not for the next.
    pub(super) fn forget_host(self) {
        self.cells.gives_files.set(false);
        self.cells.host.update(|host| host.keep = None);
    }

    /// The user's own components keep files by name, so that a newer build finds them. What a link
    /// brings can call itself anything, and finds what was kept by the very same bytes.
    fn keeps_under(self) -> String {
        if self.origin.get_untracked() == Origin::Own {
            let name = |it: &model::Workspace| format!("own {}", target_name(&it.target));
            return self.workspace.with_untracked(name);
        }
        let digest = |it: &Option<model::Inspection>| it.as_ref().map(|it| it.digest.clone());
        let digest = self.target.with_untracked(digest);
        format!("link {}", digest.unwrap_or_default())
    }

    fn texts(self) -> Vec<FileSeed> {
        let seed = |(path, text): (&String, &String)| FileSeed {
            path: path.clone(),
            bytes: ByteBuf::from(text.as_bytes()),
        };
        self.workspace
            .with_untracked(|it| it.files.iter().map(seed).collect())
    }
}
