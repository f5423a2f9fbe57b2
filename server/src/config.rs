//! What the operator decides.

use std::path::PathBuf;
use std::time::Duration;

/// How to run the server.
#[derive(Debug, Clone)]
pub struct Config {
    /// The built page: the folder that holds `index.html`.
    pub dist: PathBuf,
    /// Where components and shares are kept: a folder, which is made if it is missing.
    pub store: PathBuf,
    /// Hosts that components may send requests to, such as `api.example.com` or, for one port only,
    /// `api.example.com:8443`. Names that resolve to addresses that are not public are refused.
    pub allow_egress: Vec<String>,
    /// How far clients and their components may go.
    pub limits: Limits,
}

/// How far clients and their components may go.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Largest component, in bytes.
    pub component_bytes: usize,
    /// Largest share, in bytes.
    pub share_bytes: usize,
    /// Largest body of a request to `POST /api/runs` or to a handler, in bytes.
    pub request_bytes: usize,
    /// Largest body of a handler's answer, in bytes.
    pub response_bytes: usize,
    /// Stdout and stderr of a run together, in bytes.
    pub output_bytes: usize,
    /// Wall-clock time of a run, or of a handler from request to the end of its answer.
    pub run_time: Duration,
    /// Linear memory of all memories of a run together, in bytes.
    pub memory_bytes: usize,
    /// Elements of all tables of a run together.
    pub table_elements: usize,
    /// Core instances of a run.
    pub instances: usize,
    /// Runs and handled requests under way at once.
    pub runs: usize,
    /// Of these, how many for one client address.
    pub runs_per_client: usize,
    /// Runs that may wait for their turn; beyond, clients are told to come back.
    pub queue: usize,
    /// How long a run waits for its turn before the client is told to come back.
    pub queue_time: Duration,
    /// Compilations under way at once.
    pub compiles: usize,
    /// How long a client waits for a compilation.
    pub compile_time: Duration,
    /// Compiled components kept in memory.
    pub cached_components: usize,
    /// Sizes of the components that are kept compiled, together, in bytes.
    pub cached_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            component_bytes: 32 << 20,
            share_bytes: 1 << 20,
            request_bytes: 8 << 20,
            response_bytes: 32 << 20,
            output_bytes: 1 << 20,
            run_time: Duration::from_secs(10),
            memory_bytes: 256 << 20,
            table_elements: 100_000,
            instances: 64,
            runs: 128,
            runs_per_client: 64,
            queue: 256,
            queue_time: Duration::from_secs(5),
            compiles: cores.div_ceil(2),
            compile_time: Duration::from_secs(30),
            cached_components: 128,
            cached_bytes: 128 << 20,
        }
    }
}
