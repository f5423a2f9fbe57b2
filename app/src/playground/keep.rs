//! How the work is kept in the browser's store.

use std::collections::BTreeSet;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::Workspace;
use wasm_bindgen::JsValue;

use crate::client::hold::Hold;
use crate::client::store::{self, Slot};
use crate::client::{address, clock};
use crate::parts::in_part;
use crate::playground::{Origin, Playground};
use crate::state::fault::Fault;
use crate::state::save::SaveState;

/// How long the work rests before it is kept, in milliseconds.
const KEPT_AFTER: u32 = 300;

impl Playground {
    /// From here on the store follows the workspace.
    pub(super) fn follow_to_store(self) {
        let saving = self.clients.with_value(|clients| clients.saving.clone());
        Effect::new(move |_| {
            self.workspace.track();
            if self.is_as_opened() {
                return;
            }
            self.as_opened.set_value(None);
            self.cells.saved.set(SaveState::Pending);
            saving.run(async move {
                TimeoutFuture::new(KEPT_AFTER).await;
                self.save().await;
            });
        });
    }

    /// Keeps the workspace in its slot. A link that was changed no longer tells what is open, so
    /// the address forgets it.
    pub(super) async fn save(self) {
        if untrack(|| self.is_elsewhere()) {
            return;
        }
        let slot = match self.origin.get_untracked() {
            Origin::Own => Slot::Own,
            Origin::Shared => Slot::Shared,
        };
        let workspace = self.workspace.get_untracked();
        let saved = async {
            let text = match self.unread.get_value() {
                Some(kept) => kept.with_texts(&workspace),
                None => written(workspace).await??,
            };
            self.store().put_open(slot, &text).await
        };
        match saved.await {
            Ok(()) => {
                address::forget_fragment();
                self.cells.saved.set(SaveState::Saved { at: clock::date() });
            }
            Err(Fault { message, .. }) => self.cells.saved.set(SaveState::Failed { message }),
        }
    }

    /// Whether nothing was changed since the workspace was opened.
    pub(super) fn is_as_opened(self) -> bool {
        self.workspace.with_untracked(|now| {
            self.as_opened
                .with_value(|opened| opened.as_ref() == Some(now))
        })
    }

    /// Makes a shared workspace the user's own; the one before stays in the store.
    pub fn keep_copy(self) {
        spawn_local(async move {
            let store = self.store();
            if let Some(own) = store.workspace(Slot::Own).await.and_then(|it| it.whole())
                && let Err(fault) = store.put_workspace(Slot::Earlier, &own).await
            {
                return self.tell_fault(&fault);
            }
            self.take_over();
            self.cells.hold.set(Hold::Here);
            self.cells.origin.set(Origin::Own);
            self.save().await;
        });
    }

    pub(super) async fn sweep(self) {
        let mut workspaces = self.store().workspaces().await;
        workspaces.push(self.workspace.get_untracked());
        let components = workspaces
            .iter()
            .flat_map(|workspace| &workspace.components);
        let kept: BTreeSet<_> = components
            .map(|component| component.digest.clone())
            .collect();
        self.blobs().sweep(&kept).await;
    }
}

in_part! {
    work,
    /// A workspace as it is kept.
    fn written(workspace: Workspace) -> Result<JsValue, Fault> { store::written(&workspace) }
}
