//! The files that a module may import, by relative paths only.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Endings that an import may leave out, in the order in which they are tried.
const ENDINGS: [&str; 7] = ["", ".js", ".mjs", ".ts", ".mts", "/index.js", "/index.ts"];

/// Of which file a module comes that is imported as it will be called, in TypeScript.
const WRITTEN: [(&str, &str); 2] = [(".js", ".ts"), (".mjs", ".mts")];

/// How an import begins by which the module around the user's tells what is exported in vain.
pub(crate) const OTHERS: &str = "/:others ";

/// What a module told while it was evaluated.
#[derive(Debug, Default)]
struct Told {
    /// To standard error.
    written: String,
    /// What it exports that nobody asked for.
    others: Vec<String>,
}

/// Files by their paths, which for the engine begin with `/`.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    files: BTreeMap<String, String>,
    told: Mutex<Told>,
}

impl Sources {
    /// Paths as a workspace has them; modules of the platform by their names; modules of our own by the paths
    /// that the engine has for them.
    pub(crate) fn new(
        files: &BTreeMap<String, String>,
        platform: &BTreeMap<String, String>,
        own: &[(&str, &str)],
    ) -> Self {
        let files = files.iter();
        let mut files: BTreeMap<_, _> = files
            .map(|(path, text)| (inside(path), text.clone()))
            .collect();
        let own = own.iter();
        files.extend(own.map(|(path, text)| ((*path).to_owned(), (*text).to_owned())));
        let platform = platform.iter();
        files.extend(platform.map(|(name, text)| (self::platform(name), text.clone())));
        let told = Mutex::default();
        Self { files, told }
    }

    /// Of how many bytes the largest one is.
    pub(crate) fn largest(&self) -> usize {
        self.files.values().map(String::len).max().unwrap_or(0)
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The path that an import means. The error is what the engine throws.
    pub(crate) fn resolve(&self, from: &str, specifier: &str) -> Result<String, String> {
        if let Some(others) = specifier.strip_prefix(OTHERS) {
            self.told().others = others.split(' ').map(str::to_owned).collect();
        }
        if !specifier.starts_with(['.', '/']) {
            return Err(format!("filesystem module not found: {specifier}"));
        }
        let folder = match specifier.starts_with('/') {
            true => "",
            false => from.rsplit_once('/').map_or("", |(folder, _)| folder),
        };
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in specifier.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        let path = format!("/{}", parts.join("/"));
        let found = ENDINGS
            .iter()
            .map(|ending| format!("{path}{ending}"))
            .chain(
                WRITTEN
                    .iter()
                    .filter_map(|(to, of)| Some(path.strip_suffix(to)?.to_owned() + of)),
            )
            .find(|path| self.files.contains_key(path));
        found.ok_or_else(|| format!("there is no file `{}`", &path[1..]))
    }

    /// A file's text. The error is what the engine throws.
    pub(crate) fn load(&self, path: &str) -> Result<String, String> {
        let text = self.files.get(path).cloned();
        text.ok_or_else(|| format!("there is no file `{}`", path.trim_start_matches('/')))
    }
}

impl Sources {
    /// Takes what is written to standard error.
    pub(crate) fn write(&self, bytes: &[u8]) {
        self.told()
            .written
            .push_str(&String::from_utf8_lossy(bytes));
    }

    /// All that was written.
    pub(crate) fn written(&self) -> String {
        self.told().written.clone()
    }

    /// What the module exports that nobody asked for, such as `counters.double`.
    pub(crate) fn others(&self) -> Vec<String> {
        self.told().others.clone()
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How the engine calls a module of the platform. No file of a workspace has such a path.
pub(crate) fn platform(name: &str) -> String {
    format!("/:platform/{name}")
}

/// How the engine calls a file of the workspace.
pub(crate) fn inside(path: &str) -> String {
    format!("/{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_imports_are_found_as_people_write_them() {
        let files = [
            "a/main.js",
            "a/lib/text.js",
            "b.mjs",
            "lib/index.js",
            "c.ts",
        ];
        let files = files.map(|path| (path.to_owned(), String::new()));
        let sources = Sources::new(&files.into(), &BTreeMap::new(), &[]);
        let cases = [
            ("./lib/text.js", Ok("/a/lib/text.js")),
            ("./lib/text", Ok("/a/lib/text.js")),
            ("../b", Ok("/b.mjs")),
            ("../../../b.mjs", Ok("/b.mjs")),
            ("/lib", Ok("/lib/index.js")),
            ("../c", Ok("/c.ts")),
            ("../c.js", Ok("/c.ts")),
            ("./text.js", Err("there is no file `a/text.js`")),
            ("lodash", Err("filesystem module not found: lodash")),
        ];
        for (specifier, expected) in cases {
            let found = sources.resolve("/a/main.js", specifier);
            let found = found.as_deref().map_err(String::as_str);
            assert_eq!(found, expected, "{specifier}");
        }
    }
}
