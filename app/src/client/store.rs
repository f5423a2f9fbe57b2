//! What the browser keeps: workspaces by slot and binaries by digest, in IndexedDB.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use futures::FutureExt;
use futures::future::{LocalBoxFuture, Shared};
use idb::{Database, Factory, ObjectStoreParams, TransactionMode};
use js_sys::Uint8Array;
use model::{STORE_VERSION, StoredWorkspace, Workspace};
use wasm_bindgen::{JsCast, JsValue};

use crate::client::blobs::breathe;
use crate::client::messages::to_json_text;
use crate::client::unread::Unread;
use crate::state::fault::Fault;

const DATABASE: &str = "dovetail";
const WORKSPACES: &str = "workspaces";
const BLOBS: &str = "blobs";
/// Where the name of the slot is kept that was open last.
const OPEN: &str = "open";

/// A place for one workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// The user's own.
    Own,
    /// The one that came with a link and was changed since.
    Shared,
    /// The user's own before a shared one took its place.
    Earlier,
}

impl Slot {
    const ALL: [Self; 3] = [Self::Own, Self::Shared, Self::Earlier];

    fn key(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Shared => "shared",
            Self::Earlier => "earlier",
        }
    }
}

/// The browser's store, or the reason why there is none.
#[derive(Clone)]
pub struct Store {
    database: Shared<LocalBoxFuture<'static, Result<Rc<Database>, Fault>>>,
    /// The database once it is open, so that a write can begin while the page goes away.
    open: Rc<RefCell<Option<Rc<Database>>>>,
}

impl Default for Store {
    fn default() -> Self {
        Self::new()
    }
}

impl Store {
    /// Begins to open it.
    pub fn new() -> Self {
        let open = Rc::<RefCell<Option<Rc<Database>>>>::default();
        let opened = Rc::clone(&open);
        let database = async move {
            let database = Rc::new(open_database().await.map_err(unusable)?);
            *opened.borrow_mut() = Some(Rc::clone(&database));
            Ok(database)
        };
        let database = database.boxed_local().shared();
        Self { database, open }
    }

    /// Waits until it is open; an error says why it cannot be used.
    pub async fn ready(&self) -> Result<(), Fault> {
        self.database().await.map(|_| ())
    }

    /// The workspace in a slot, if it is one that this build can read.
    pub async fn workspace(&self, slot: Slot) -> Option<Unread> {
        let text = self.get(WORKSPACES, slot.key()).await?.as_string()?;
        Unread::read(&text)
    }

    /// Puts a workspace, as it is kept, into a slot, and remembers that this is the open one.
    pub async fn put_open(&self, slot: Slot, workspace: &JsValue) -> Result<(), Fault> {
        // One transaction, since a page that goes away begins no second one.
        let key = JsValue::from(slot.key());
        let entries = [(OPEN, &key), (slot.key(), workspace)];
        self.put(WORKSPACES, &entries).await
    }

    /// Remembers that this slot is the open one.
    pub async fn set_open(&self, slot: Slot) -> Result<(), Fault> {
        self.put(WORKSPACES, &[(OPEN, &slot.key().into())]).await
    }

    /// Puts a workspace into a slot.
    pub async fn put_workspace(&self, slot: Slot, workspace: &Workspace) -> Result<(), Fault> {
        self.put(WORKSPACES, &[(slot.key(), &written(workspace)?)])
            .await
    }

    /// The slot that was open last.
    pub async fn open_slot(&self) -> Slot {
        let key = self
            .get(WORKSPACES, OPEN)
            .await
            .and_then(|key| key.as_string());
        let slot = Slot::ALL
            .into_iter()
            .find(|slot| Some(slot.key()) == key.as_deref());
        slot.unwrap_or(Slot::Own)
    }

    /// All workspaces that are kept.
    pub async fn workspaces(&self) -> Vec<Workspace> {
        let mut workspaces = Vec::new();
        for slot in Slot::ALL {
            let kept = self.workspace(slot).await;
            workspaces.extend(kept.and_then(|it| it.whole()));
        }
        workspaces
    }

    /// A binary, if it is kept.
    pub async fn blob(&self, digest: &str) -> Option<Vec<u8>> {
        let bytes: Uint8Array = self.get(BLOBS, digest).await?.dyn_into().ok()?;
        breathe(bytes.length() as usize).await;
        Some(bytes.to_vec())
    }

    /// Keeps a binary.
    pub async fn put_blob(&self, digest: &str, bytes: &[u8]) -> Result<(), Fault> {
        let value = Uint8Array::from(bytes).into();
        breathe(bytes.len()).await;
        self.put(BLOBS, &[(digest, &value)]).await
    }

    /// Drops a binary.
    pub async fn drop_blob(&self, digest: &str) {
        let Ok(database) = self.database().await else {
            return;
        };
        // What cannot be dropped only takes space.
        let _ = drop_one(&database, digest).await;
    }

    /// Drops every binary but these.
    pub async fn retain_blobs(&self, kept: &BTreeSet<String>) {
        let Ok(database) = self.database().await else {
            return;
        };
        // What cannot be dropped only takes space.
        let _ = retain(&database, kept).await;
    }

    async fn database(&self) -> Result<Rc<Database>, Fault> {
        let open = self.open.borrow().clone();
        match open {
            Some(database) => Ok(database),
            None => self.database.clone().await,
        }
    }

    async fn get(&self, store: &str, key: &str) -> Option<JsValue> {
        let database = self.database().await.ok()?;
        let transaction = database
            .transaction(&[store], TransactionMode::ReadOnly)
            .ok()?;
        let store = transaction.object_store(store).ok()?;
        store.get(JsValue::from(key)).ok()?.await.ok()?
    }

    async fn put(&self, store: &str, entries: &[(&str, &JsValue)]) -> Result<(), Fault> {
        let database = self.database().await?;
        put(&database, store, entries).await.map_err(unusable)
    }
}

async fn open_database() -> Result<Database, idb::Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(1))?;
    request.on_upgrade_needed(|event| {
        let Ok(database) = idb::event::DatabaseEvent::database(&event) else {
            return;
        };
        for store in [WORKSPACES, BLOBS] {
            // A store that cannot be made shows itself at the first read.
            let _ = database.create_object_store(store, ObjectStoreParams::new());
        }
    });
    request.await
}

async fn put(
    database: &Database,
    store: &str,
    entries: &[(&str, &JsValue)],
) -> Result<(), idb::Error> {
    let transaction = database.transaction(&[store], TransactionMode::ReadWrite)?;
    let store = transaction.object_store(store)?;
    for (key, value) in entries {
        // The transaction waits for all of its requests.
        drop(store.put(value, Some(&JsValue::from(*key)))?);
    }
    // Asked for at once, the end comes even when the page goes away before it hears of it.
    transaction.commit()?.await?;
    Ok(())
}

/// A workspace as it is kept.
pub fn written(workspace: &Workspace) -> Result<JsValue, Fault> {
    let stored = StoredWorkspace {
        version: STORE_VERSION,
        workspace: workspace.clone(),
    };
    let text = to_json_text(&stored).map_err(|error| {
        Fault::new(
            "not-saved",
            format!("the workspace cannot be written: {error}"),
        )
    })?;
    Ok(text.into())
}

async fn retain(database: &Database, kept: &BTreeSet<String>) -> Result<(), idb::Error> {
    let transaction = database.transaction(&[BLOBS], TransactionMode::ReadWrite)?;
    let store = transaction.object_store(BLOBS)?;
    for key in store.get_all_keys(None, None)?.await? {
        let is_kept = key.as_string().is_some_and(|digest| kept.contains(&digest));
        if !is_kept {
            store.delete(key)?.await?;
        }
    }
    transaction.await?;
    Ok(())
}

async fn drop_one(database: &Database, digest: &str) -> Result<(), idb::Error> {
    let transaction = database.transaction(&[BLOBS], TransactionMode::ReadWrite)?;
    let store = transaction.object_store(BLOBS)?;
    store.delete(JsValue::from(digest))?.await?;
    transaction.await?;
    Ok(())
}

fn unusable(error: idb::Error) -> Fault {
    let message =
        format!("this browser keeps nothing for the page, so reload loses the work: {error}");
    Fault::new("no-store", message)
}
