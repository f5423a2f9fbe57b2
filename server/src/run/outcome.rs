//! How a run ended, in the model's words.

use model::Outcome;
use wasmtime::{PoolConcurrencyLimitError, Trap, WasmBacktrace};
use wasmtime_wasi::I32Exit;

/// What an error that ended a run means.
pub(crate) fn trapped(error: &wasmtime::Error) -> Outcome {
    if let Some(exit) = error.downcast_ref::<I32Exit>() {
        return exited(exit.0);
    }
    if error.is::<PoolConcurrencyLimitError>() {
        return Outcome::Refused {
            code: "busy".into(),
            message: "the server is running all it can; try again in a moment".into(),
        };
    }
    Outcome::Trapped {
        message: message(error),
        backtrace: backtrace(error),
    }
}

/// The program's end; codes that are no `u32` are none of WASI's.
fn exited(code: i32) -> Outcome {
    let code = u32::try_from(code).unwrap_or(1);
    Outcome::Exited { code }
}

/// The cause, without the backtrace that Wasmtime puts around it.
pub(crate) fn message(error: &wasmtime::Error) -> String {
    match error.downcast_ref::<Trap>() {
        Some(trap) => trap.to_string(),
        None => error.root_cause().to_string(),
    }
}

/// One line a frame, as Wasmtime writes them, without its numbering.
fn backtrace(error: &wasmtime::Error) -> Vec<String> {
    let Some(backtrace) = error.downcast_ref::<WasmBacktrace>() else {
        return Vec::new();
    };
    let text = backtrace.to_string();
    let frames = text.lines().filter_map(|line| line.split_once(": "));
    frames.map(|(_, frame)| frame.trim().to_owned()).collect()
}
