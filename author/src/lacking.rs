//! Names of the web platform that a module uses in vain.

use std::collections::BTreeMap;

use model::{Diagnostic, Severity};

use crate::place::{declared, is_part};
use crate::timers;
use crate::told::error;
use crate::world::World;

/// Names that the engine lacks, and what a world imports that does the same.
const LACKING: [(&str, &str); 10] = [
    ("fetch", "wasi:http/outgoing-handler"),
    ("Request", "wasi:http/types"),
    ("Response", "wasi:http/types"),
    ("Headers", "wasi:http/types"),
    ("XMLHttpRequest", "wasi:http/outgoing-handler"),
    ("WebSocket", "wasi:sockets/tcp"),
    ("setTimeout", "wasi:clocks/monotonic-clock"),
    ("setInterval", "wasi:clocks/monotonic-clock"),
    ("crypto", "wasi:random/random"),
    ("localStorage", "wasi:keyvalue/store"),
];

/// A warning where a file names one first: calling it will fail.
pub(crate) fn diagnostics(
    world: &World,
    files: &BTreeMap<String, String>,
    has_timers: bool,
) -> Vec<Diagnostic> {
    let imports = world.resolve.worlds[world.id].imports.keys();
    let imports: Vec<_> = imports
        .map(|key| world.resolve.name_world_key(key))
        .collect();
    let mut warnings = Vec::new();
    for (path, text) in files {
        for (name, interface) in LACKING {
            if has_timers && timers::NAMES.contains(&name) {
                continue;
            }
            let Some(span) = declared(text, name).filter(|_| !is_own(text, name)) else {
                continue;
            };
            let message = format!("there is no `{name}`: QuickJS is the language alone");
            let mut warning = error(path.clone(), span, message);
            warning.severity = Severity::Warning;
            let is_imported = imports.iter().any(|it| {
                let rest = it.strip_prefix(interface);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('@'))
            });
            let waits = timers::NAMES.contains(&name).then(|| world.waits());
            warning.hint = Some(match (is_imported, waits) {
                (false, Some(true)) => format!("import `{interface}` in the world and it is there"),
                (false, Some(false)) => format!(
                    "import `{interface}` in the world and call that, or have it in an async function"
                ),
                (true, _) => format!("the world imports `{interface}`: call that"),
                (false, None) => format!("import `{interface}` in the world and call that"),
            });
            warnings.push(warning);
        }
    }
    warnings
}

/// Whether a text declares the name itself, is asked whether it is there, or has it as a key.
fn is_own(text: &str, name: &str) -> bool {
    const WORDS: [&str; 6] = ["function", "const", "let", "var", "class", "typeof"];
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (text[..at].trim_end(), &text[at + name.len()..]);
        let word = before.rsplit(|it| !is_part(it)).next().unwrap_or_default();
        let is_bound = before.ends_with(['{', ',', '('])
            && after.trim_start().starts_with([',', '}', ')', ':']);
        !after.starts_with(is_part) && (WORDS.contains(&word) || is_bound || after.starts_with(':'))
    })
}
