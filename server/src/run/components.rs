//! Stored components, compiled and ready to be started.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OnceCell, Semaphore};
use wasmtime::component::{Component, InstancePre};
use wasmtime_wasi_http::handler::ProxyPre;
use wasmtime_wasi_http::{p2, p3};

use super::host::Host;
use super::runtime::Runtime;
use super::{compile, missing};
use crate::config::Limits;
use crate::error::AppError;
use crate::store::{Digest, Store};

/// All stored components; those used last stay compiled.
pub(crate) struct Components {
    /// What they run in.
    pub(crate) runtime: Runtime,
    store: Store,
    limits: Limits,
    compiling: Arc<Semaphore>,
    cache: Mutex<Cache>,
    /// How often a component was found compiled.
    pub(crate) hits: AtomicU64,
    /// How often it was not.
    pub(crate) misses: AtomicU64,
}

/// A component that can be started, and what it took to have it.
#[derive(Clone)]
pub(crate) struct Compiled {
    /// The component.
    pub(crate) linked: Arc<Linked>,
    /// Time to read it from the store; zero when it was compiled already.
    pub(crate) fetched: Duration,
    /// Time to compile it; zero when it was compiled already.
    pub(crate) compiled: Duration,
}

/// A compiled component with its imports filled in.
pub(crate) struct Linked {
    /// The component.
    pub(crate) component: Component,
    /// What instances are made from, or the names of imports that nobody provides.
    pub(crate) pre: Result<InstancePre<Host>, Vec<String>>,
    /// The same for its `wasi:http` handler, if it has one.
    pub(crate) handler: Option<ProxyPre<Host>>,
    /// Size of the binary, in bytes.
    size: usize,
}

impl Linked {
    /// Fills in the imports of a component of `size` bytes.
    pub(super) fn new(runtime: &Runtime, component: Component, size: usize) -> Self {
        let pre = missing::link(&runtime.linker, &component);
        Self {
            handler: pre.as_ref().ok().and_then(handler),
            component,
            pre,
            size,
        }
    }
}

/// The newest version of `wasi:http` that it handles.
fn handler(pre: &InstancePre<Host>) -> Option<ProxyPre<Host>> {
    let newest = p3::bindings::ServicePre::new(pre.clone()).map(ProxyPre::P3);
    newest
        .or_else(|_| p2::bindings::ProxyPre::new(pre.clone()).map(ProxyPre::P2))
        .ok()
}

impl Components {
    /// No component is compiled yet.
    pub(crate) fn new(runtime: Runtime, store: Store, limits: &Limits) -> Self {
        Self {
            runtime,
            store,
            limits: limits.clone(),
            compiling: Arc::new(Semaphore::new(limits.compiles)),
            cache: Mutex::default(),
            hits: AtomicU64::new(0),
            misses: AtomicU64::new(0),
        }
    }

    /// The component, compiled now if it is not. Who asks meanwhile shares that compilation.
    pub(crate) async fn get(&self, digest: Digest) -> Result<Compiled, AppError> {
        let cell = self.cell(digest);
        if let Some(compiled) = cell.get() {
            self.hits.fetch_add(1, Ordering::Relaxed);
            return Ok(Compiled {
                linked: compiled.linked.clone(),
                fetched: Duration::ZERO,
                compiled: Duration::ZERO,
            });
        }
        self.misses.fetch_add(1, Ordering::Relaxed);
        let load = compile::load(
            digest,
            self.store.clone(),
            self.runtime.clone(),
            self.compiling.clone(),
        );
        // A task of its own: a client that goes does not undo what others wait for.
        let task =
            tokio::spawn(async move { cell.get_or_try_init(async || load.await).await.cloned() });
        let compiled = tokio::time::timeout(self.limits.compile_time, task)
            .await
            .map_err(|_| compile::timed_out(self.limits.compile_time))??;
        match &compiled {
            Ok(_) => self.evict(),
            Err(_) => self.forget(digest),
        }
        compiled
    }

    fn cell(&self, digest: Digest) -> Cell {
        self.lock().touch(digest)
    }

    fn evict(&self) {
        self.lock()
            .evict(self.limits.cached_components, self.limits.cached_bytes);
    }

    fn forget(&self, digest: Digest) {
        self.lock().cells.remove(&digest);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Cache> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

type Cell = Arc<OnceCell<Compiled>>;

/// Compiled components, each with the time it was last used.
#[derive(Default)]
struct Cache {
    cells: HashMap<Digest, (Cell, u64)>,
    clock: u64,
}

impl Cache {
    fn touch(&mut self, digest: Digest) -> Cell {
        self.clock += 1;
        let (cell, used) = self.cells.entry(digest).or_default();
        *used = self.clock;
        cell.clone()
    }

    /// Drops those used longest ago until the rest fits; what runs lives on until it ends.
    fn evict(&mut self, components: usize, bytes: usize) {
        while self.cells.len() > 1 && (self.cells.len() > components || self.bytes() > bytes) {
            let oldest = self.cells.iter().min_by_key(|(_, (_, used))| *used);
            let Some(digest) = oldest.map(|(digest, _)| *digest) else {
                return;
            };
            self.cells.remove(&digest);
        }
    }

    fn bytes(&self) -> usize {
        let compiled = self.cells.values().filter_map(|(cell, _)| cell.get());
        compiled.map(|compiled| compiled.linked.size).sum()
    }
}
