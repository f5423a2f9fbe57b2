//! Binaries by digest, wherever they can be had.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use futures::FutureExt;
use futures::future::{LocalBoxFuture, Shared};
use gloo_timers::future::TimeoutFuture;
use model::{ComponentRef, ComponentSource};
use sha2::{Digest, Sha256};

use crate::client::store::Store;
use crate::client::{assets, server};
use crate::state::fault::Fault;

/// So many bytes are digested or copied in one turn of the page.
const PART: usize = 2 << 20;

/// The binaries of the workspace.
#[derive(Clone)]
pub struct Blobs {
    memory: Rc<RefCell<BTreeMap<String, Rc<[u8]>>>>,
    /// Those that somebody waits for.
    coming: Rc<RefCell<BTreeMap<String, Coming>>>,
    store: Store,
}

type Coming = Shared<LocalBoxFuture<'static, Result<Rc<[u8]>, Fault>>>;

impl Blobs {
    /// Binaries that are kept in a store.
    pub fn new(store: Store) -> Self {
        Self {
            memory: Rc::default(),
            coming: Rc::default(),
            store,
        }
    }

    /// Keeps a binary. The digest must be that of the bytes.
    pub async fn keep(&self, digest: &str, bytes: Rc<[u8]>) -> Result<(), Fault> {
        self.remember(digest, &bytes);
        breathe(bytes.len()).await;
        self.store.put_blob(digest, &bytes).await
    }

    /// Drops a binary that nothing refers to any more.
    pub async fn forget(&self, digest: &str) {
        self.memory.borrow_mut().remove(digest);
        self.store.drop_blob(digest).await;
    }

    /// The bytes of a component: from memory, the browser's store, the samples or the server.
    /// Bytes that do not have the digest are not given out.
    pub async fn bytes(&self, component: &ComponentRef) -> Result<Rc<[u8]>, Fault> {
        let digest = &component.digest;
        let remembered = self.memory.borrow().get(digest).cloned();
        if let Some(bytes) = remembered {
            return Ok(bytes);
        }
        let bytes = self.coming(component).await;
        self.coming.borrow_mut().remove(digest);
        bytes
    }

    /// What is on its way; several ask for the same when a workspace is opened.
    fn coming(&self, component: &ComponentRef) -> Coming {
        let mut coming = self.coming.borrow_mut();
        let bytes = coming.entry(component.digest.clone());
        let bytes = bytes.or_insert_with(|| {
            let (blobs, component) = (self.clone(), component.clone());
            async move { blobs.find(component).await }
                .boxed_local()
                .shared()
        });
        bytes.clone()
    }

    async fn find(self, component: ComponentRef) -> Result<Rc<[u8]>, Fault> {
        let ComponentRef { digest, name, .. } = &component;
        let bytes = match self.store.blob(digest).await {
            Some(bytes) => bytes,
            None => fetch(&component).await?,
        };
        if digest_of(&bytes).await != *digest {
            return Err(absent(name, "what is kept under its name is another file"));
        }
        breathe(bytes.len()).await;
        let bytes: Rc<[u8]> = bytes.into();
        self.remember(digest, &bytes);
        breathe(bytes.len()).await;
        Ok(bytes)
    }

    /// Drops from the browser's store what no workspace refers to.
    pub async fn sweep(&self, kept: &BTreeSet<String>) {
        self.store.retain_blobs(kept).await;
    }

    fn remember(&self, digest: &str, bytes: &Rc<[u8]>) {
        let mut memory = self.memory.borrow_mut();
        memory.insert(digest.to_owned(), Rc::clone(bytes));
    }
}

async fn fetch(component: &ComponentRef) -> Result<Vec<u8>, Fault> {
    let ComponentRef { name, digest, .. } = component;
    match &component.source {
        ComponentSource::Sample { path } => assets::sample_bytes(path).await,
        ComponentSource::Server => server::component(digest).await,
        ComponentSource::Local => Err(absent(name, "they are not in this browser")),
    }
}

/// Gives the page its turn before so many bytes are worked on again, if they are many.
pub async fn breathe(bytes: usize) {
    if bytes > PART {
        TimeoutFuture::new(0).await;
    }
}

/// SHA-256 in lower-case hexadecimal.
pub async fn digest_of(bytes: &[u8]) -> String {
    let mut digest = Sha256::new();
    for part in bytes.chunks(PART) {
        breathe(bytes.len()).await;
        digest.update(part);
    }
    let digest = digest.finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn absent(name: &str, why: &str) -> Fault {
    let message = format!("the bytes of `{name}` are missing: {why}; add its .wasm file");
    Fault::new("missing-component", message)
}

#[test]
fn digests_are_lower_case_hexadecimal() {
    let digest = digest_of(b"abc").now_or_never();
    assert_eq!(
        digest.unwrap(),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}
