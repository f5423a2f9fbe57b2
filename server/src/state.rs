//! What all routes share.

use std::sync::Arc;

use crate::admission::Admission;
use crate::assets::Assets;
use crate::config::Config;
use crate::metrics::Metrics;
use crate::run::{Components, Runtime};
use crate::store::Store;

/// What all routes share; cheap to clone.
pub(crate) type AppState = Arc<Shared>;

/// See [`AppState`].
pub(crate) struct Shared {
    /// What the operator decided.
    pub(crate) config: Config,
    /// Components and shares.
    pub(crate) store: Store,
    /// Components, compiled.
    pub(crate) components: Components,
    /// Who may run now.
    pub(crate) admission: Admission,
    /// What happened so far.
    pub(crate) metrics: Metrics,
    /// The built page.
    pub(crate) assets: Assets,
}

impl Shared {
    /// Opens the store and starts Wasmtime.
    pub(crate) fn start(config: Config) -> anyhow::Result<AppState> {
        let store = Store::open(&config.store)?;
        let runtime = Runtime::new(&config)?;
        Ok(Arc::new(Self {
            components: Components::new(runtime, store.clone(), &config.limits),
            store,
            admission: Admission::new(&config.limits),
            metrics: Metrics::default(),
            assets: Assets::new(&config.dist),
            config,
        }))
    }
}
