//! What a module is told of the world while it is evaluated: always the same, so that the same
//! sources give the same bytes. Everything else that it may import traps.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::machine::{Answer, Guest, Number};
use crate::sources::Sources;

/// What the first reading of a clock says is one step after 0, each later one another step later:
/// whoever waits for a time to pass comes to an end.
pub(crate) const STEP_NANOSECONDS: u64 = 1_000_000;

/// What a function that a component imports answers.
pub(crate) fn answer(interface: &str, name: &str, sources: &Arc<Sources>) -> Arc<Answer> {
    let (package, _) = interface.split_once('@').unwrap_or((interface, ""));
    match (package, name) {
        ("local:init/module-loader", "resolve") => {
            let sources = Arc::clone(sources);
            Arc::new(move |args, guest| {
                let from = text(args, 0, guest)?;
                let specifier = text(args, 2, guest)?;
                give_text(sources.resolve(&from, &specifier), args, 4, guest)
            })
        }
        ("local:init/module-loader", "load") => {
            let sources = Arc::clone(sources);
            Arc::new(move |args, guest| {
                let path = text(args, 0, guest)?;
                give_text(sources.load(&path), args, 2, guest)
            })
        }
        ("wasi:cli/stderr", "get-stderr") => Arc::new(|_, _| Ok(Some(Number::from(1)))),
        ("wasi:io/streams", "[method]output-stream.blocking-write-and-flush") => {
            let sources = Arc::clone(sources);
            Arc::new(move |args, guest| {
                let bytes = guest.read(word(args, 1)?, word(args, 2)?);
                sources.write(&bytes.ok_or(OUT_OF_MEMORY)?);
                give(args, 3, &[0], guest)
            })
        }
        ("", DROP) => Arc::new(|_, _| Ok(None)),
        ("wasi:random/insecure-seed", _) => Arc::new(|args, guest| give(args, 0, &[0; 16], guest)),
        ("wasi:clocks/wall-clock", "now") => Arc::new(|args, guest| give(args, 0, &[0; 12], guest)),
        ("wasi:clocks/monotonic-clock", "now") => {
            let steps = AtomicU64::new(0);
            Arc::new(move |_, _| {
                let now = steps.fetch_add(STEP_NANOSECONDS, Ordering::Relaxed);
                Ok(Some(Number::I64(now.cast_signed())))
            })
        }
        _ => {
            let called = match (interface, name) {
                ("", "") => "what only a component that runs can do".to_owned(),
                ("", name) => format!("`{name}`"),
                (interface, name) => format!("`{name}` of `{interface}`"),
            };
            let reason = format!("{OUTSIDE}{called}");
            Arc::new(move |_, _| Err(reason.clone()))
        }
    }
}

/// The name of what lets go of a resource; there are none that are worth keeping.
pub(crate) const DROP: &str = "[drop]";

/// How the reason of a trap begins when a module called what is not there yet.
pub(crate) const OUTSIDE: &str = "called while the module was evaluated: ";

const OUT_OF_MEMORY: &str = "the module's memory does not hold what it was to hold";

fn text(args: &[Number], first: usize, guest: &mut dyn Guest) -> Result<String, String> {
    let bytes = guest.read(word(args, first)?, word(args, first + 1)?);
    let bytes = bytes.ok_or(OUT_OF_MEMORY)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Stores a `result<string, string>` where an argument says.
fn give_text(
    result: Result<String, String>,
    args: &[Number],
    place: usize,
    guest: &mut dyn Guest,
) -> Result<Option<Number>, String> {
    let (case, text) = match result {
        Ok(text) => (0u32, text),
        Err(text) => (1, text),
    };
    let length = u32::try_from(text.len()).map_err(|_| OUT_OF_MEMORY)?;
    let at = guest.allocate(length, 1).ok_or(OUT_OF_MEMORY)?;
    guest.write(at, text.as_bytes()).ok_or(OUT_OF_MEMORY)?;
    let words = [case, at, length].map(u32::to_le_bytes);
    give(args, place, words.as_flattened(), guest)
}

/// Stores bytes where an argument says.
fn give(
    args: &[Number],
    place: usize,
    bytes: &[u8],
    guest: &mut dyn Guest,
) -> Result<Option<Number>, String> {
    guest
        .write(word(args, place)?, bytes)
        .ok_or(OUT_OF_MEMORY)?;
    Ok(None)
}

fn word(args: &[Number], index: usize) -> Result<u32, String> {
    let number = args
        .get(index)
        .ok_or("a function was called with too little")?;
    Ok(number.unsigned())
}
