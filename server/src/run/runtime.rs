//! Wasmtime, set up for code that nobody trusts.

use std::sync::Arc;
use std::time::Duration;

use wasmtime::component::Linker;
use wasmtime::{Config as WasmtimeConfig, Engine, PoolingAllocationConfig, Store};

use super::host::{Host, Stdio};
use crate::config::{Config, Limits};
use crate::egress::Egress;

/// How often running code gives way to others, and to its own time limit.
const TICK: Duration = Duration::from_millis(10);

/// How much a component may pass to the host in one call, in bytes.
const HOSTCALL_BYTES: usize = 32 << 20;

/// The engine, and all that a component may import.
#[derive(Clone)]
pub(crate) struct Runtime {
    /// Compiles and runs.
    pub(crate) engine: Engine,
    /// WASI 0.2 and 0.3 with `wasi:http`.
    pub(crate) linker: Linker<Host>,
    limits: Arc<Limits>,
    egress: Arc<Egress>,
}

impl Runtime {
    /// Starts Wasmtime and its clock.
    pub(crate) fn new(config: &Config) -> anyhow::Result<Self> {
        let engine = Engine::new(&wasmtime_config(&config.limits))?;
        start_ticker(&engine)?;
        Ok(Self {
            linker: linker(&engine)?,
            engine,
            limits: Arc::new(config.limits.clone()),
            egress: Arc::new(Egress::new(&config.allow_egress)),
        })
    }

    /// A fresh store for one run.
    pub(crate) fn store(&self, stdio: Stdio) -> Store<Host> {
        let host = Host::new(stdio, &self.limits, self.egress.clone());
        let mut store = Store::new(&self.engine, host);
        store.limiter(|host| &mut host.limiter);
        store.set_hostcall_fuel(HOSTCALL_BYTES);
        // Code yields at every tick, so that dropping its future ends it: there lie time limits,
        // cancellation and fairness, without a trap of their own.
        store.epoch_deadline_async_yield_and_update(1);
        store
    }
}

fn wasmtime_config(limits: &Limits) -> WasmtimeConfig {
    let runs = u32::try_from(limits.runs).unwrap_or(u32::MAX);
    let per_run = u32::try_from(limits.instances).unwrap_or(u32::MAX);
    let mut pool = PoolingAllocationConfig::default();
    pool.total_component_instances(runs)
        .total_stacks(runs.saturating_mul(2))
        .total_core_instances(runs.saturating_mul(16))
        .total_memories(runs.saturating_mul(4))
        .total_tables(runs.saturating_mul(8))
        .max_core_instances_per_component(per_run)
        .max_memories_per_component(16)
        .max_tables_per_component(per_run)
        .table_elements(limits.table_elements)
        .max_memory_size(limits.memory_bytes)
        // Zeroing a small table is faster than giving its pages back; for memories it is not.
        .table_keep_resident(64 << 10);
    let mut config = WasmtimeConfig::new();
    config
        .allocation_strategy(pool)
        .epoch_interruption(true)
        .wasm_component_model_async(true)
        .memory_init_cow(true);
    config
}

/// Moves the engine's epoch on until the engine is gone.
fn start_ticker(engine: &Engine) -> std::io::Result<()> {
    let engine = engine.weak();
    let tick = move || {
        while let Some(engine) = engine.upgrade() {
            engine.increment_epoch();
            drop(engine);
            std::thread::sleep(TICK);
        }
    };
    std::thread::Builder::new()
        .name("epoch".into())
        .spawn(tick)
        .map(drop)
}

fn linker(engine: &Engine) -> wasmtime::Result<Linker<Host>> {
    let mut linker = Linker::new(engine);
    wasmtime_wasi::p2::add_to_linker_async(&mut linker)?;
    wasmtime_wasi::p3::add_to_linker(&mut linker)?;
    wasmtime_wasi_http::p2::add_only_http_to_linker_async(&mut linker)?;
    wasmtime_wasi_http::p3::add_to_linker(&mut linker)?;
    Ok(linker)
}
