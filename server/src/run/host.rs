//! What one run may reach: nothing but what it was given.

use std::sync::Arc;

use http::Request;
use tempfile::TempDir;
use wasmtime::component::ResourceTable;
use wasmtime::{ResourceLimiter, Result};
use wasmtime_wasi::p2::pipe::MemoryInputPipe;
use wasmtime_wasi::{FsPerms, WasiCtx, WasiCtxBuilder, WasiCtxView, WasiView};
use wasmtime_wasi_http::{
    Error, RequestOptions, WasiBody, WasiHttpCtx, WasiHttpCtxView, WasiHttpHooks, WasiHttpView,
};

use super::output::Output;
use crate::config::Limits;
use crate::egress::{Egress, Sent};

/// Host resources that a run may hold at once, such as streams and requests.
const RESOURCES: usize = 10_000;

/// How many random bytes a run may ask for at once.
const RANDOM_BYTES: u64 = 1 << 20;

/// What a program is started with; what is empty stays empty.
#[derive(Default)]
pub(crate) struct Stdio {
    /// Arguments, the program's name first.
    pub(crate) args: Vec<String>,
    /// Environment; nothing of the server's own.
    pub(crate) env: Vec<(String, String)>,
    /// All of standard input.
    pub(crate) stdin: String,
    /// Where standard output and error go.
    pub(crate) output: Option<(Output, Output)>,
    /// A folder that the run sees as `/`, read-only, and that is removed after it.
    pub(crate) files: Option<TempDir>,
}

/// State of one run.
pub(crate) struct Host {
    wasi: WasiCtx,
    http: WasiHttpCtx,
    hooks: Hooks,
    table: ResourceTable,
    /// Bounds memory and tables.
    pub(crate) limiter: Limiter,
    _files: Option<TempDir>,
}

impl Host {
    /// A host that gives `stdio`, clocks and randomness, and the network as far as `egress` goes.
    pub(crate) fn new(stdio: Stdio, limits: &Limits, egress: Arc<Egress>) -> Self {
        let mut table = ResourceTable::new();
        table.set_max_capacity(RESOURCES);
        let Stdio {
            args,
            env,
            stdin,
            output,
            files,
        } = stdio;
        let mut wasi = WasiCtxBuilder::new();
        wasi.args(&args)
            .envs(&env)
            .stdin(MemoryInputPipe::new(stdin))
            .max_random_size(RANDOM_BYTES)
            .allow_tcp(false)
            .allow_udp(false)
            .allow_ip_name_lookup(false);
        if let Some((stdout, stderr)) = output {
            wasi.stdout(stdout).stderr(stderr);
        }
        if let Some(files) = &files {
            // The folder was made a moment ago; should it not open, the program sees none.
            wasi.preopened_dir(files.path(), "/", FsPerms::ReadOnly)
                .ok();
        }
        Self {
            wasi: wasi.build(),
            http: WasiHttpCtx::new(),
            hooks: Hooks(egress),
            table,
            limiter: Limiter::new(limits),
            _files: files,
        }
    }
}

impl WasiView for Host {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView {
            ctx: &mut self.wasi,
            table: &mut self.table,
        }
    }
}

impl WasiHttpView for Host {
    fn http(&mut self) -> WasiHttpCtxView<'_> {
        WasiHttpCtxView {
            hooks: &mut self.hooks,
            table: &mut self.table,
            ctx: &mut self.http,
        }
    }
}

/// Sends outgoing requests through [`Egress`].
struct Hooks(Arc<Egress>);

impl WasiHttpHooks for Hooks {
    fn send_request(
        &mut self,
        request: Request<WasiBody>,
        options: Option<RequestOptions>,
        _processed: Box<dyn Future<Output = Result<(), Error>> + Send>,
    ) -> Box<dyn Future<Output = Result<Sent, Error>> + Send> {
        let egress = self.0.clone();
        Box::new(async move { egress.send(request, options).await })
    }
}

/// Bounds what all memories and tables of a run take together.
pub(crate) struct Limiter {
    memory_bytes: usize,
    table_elements: usize,
    instances: usize,
}

impl Limiter {
    fn new(limits: &Limits) -> Self {
        Self {
            memory_bytes: limits.memory_bytes,
            table_elements: limits.table_elements,
            instances: limits.instances,
        }
    }
}

impl ResourceLimiter for Limiter {
    fn memory_growing(&mut self, current: usize, desired: usize, _: Option<usize>) -> Result<bool> {
        Ok(take(&mut self.memory_bytes, current, desired))
    }

    fn table_growing(&mut self, current: usize, desired: usize, _: Option<usize>) -> Result<bool> {
        Ok(take(&mut self.table_elements, current, desired))
    }

    fn instances(&self) -> usize {
        self.instances
    }

    fn tables(&self) -> usize {
        self.instances
    }

    fn memories(&self) -> usize {
        self.instances
    }
}

/// Takes the growth out of what is left, if there is enough.
fn take(left: &mut usize, current: usize, desired: usize) -> bool {
    match left.checked_sub(desired.saturating_sub(current)) {
        Some(rest) => {
            *left = rest;
            true
        }
        None => false,
    }
}
