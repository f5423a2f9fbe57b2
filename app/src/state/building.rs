//! How components that are made of sources stand.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::{BuildTime, Diagnostic, Made, Severity, Workspace};
use serde::Serialize;

use crate::state::fault::Fault;
use crate::state::workspace::package_name;

/// How a component that is made of sources stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Building {
    /// What is done now, or came of it last.
    pub stage: BuildProgress,
    /// What was found in the sources last.
    pub diagnostics: Vec<Diagnostic>,
    /// The sources in which that was found: path to text.
    pub sources: Arc<BTreeMap<String, String>>,
}

/// How far a build is.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum BuildProgress {
    /// What is needed for it is downloaded, which happens once.
    Fetching,
    /// It is under way.
    #[default]
    Working,
    /// A component came of it.
    Done {
        /// How long each stage took.
        stages: Vec<BuildTime>,
        /// From the question to the answer.
        milliseconds: f64,
        /// Of the component, in bytes.
        size: usize,
    },
    /// The sources have errors; the component is what it was.
    Faulty,
    /// It could not be built at all.
    Failed(Fault),
}

impl Building {
    /// Whether a build is under way.
    pub fn is_working(&self) -> bool {
        matches!(self.stage, BuildProgress::Fetching | BuildProgress::Working)
    }

    /// How it stands, in a few words.
    pub fn told(&self) -> String {
        match &self.stage {
            BuildProgress::Fetching => "Loading the JavaScript engine\u{2026}".to_owned(),
            BuildProgress::Working => "Building\u{2026}".to_owned(),
            BuildProgress::Done {
                milliseconds, size, ..
            } => {
                let time = match milliseconds {
                    1000.0.. => format!("{:.1} s", milliseconds / 1000.0),
                    _ => format!("{milliseconds:.0} ms"),
                };
                let size = match *size as f64 / 1024.0 {
                    size @ 1024.0.. => format!("{:.1} MB", size / 1024.0),
                    size => format!("{size:.1} KB"),
                };
                format!("Built in {time} \u{b7} {size}")
            }
            BuildProgress::Faulty => {
                let errors = self.diagnostics.iter();
                match errors.filter(|it| it.severity == Severity::Error).count() {
                    1 => "Not built: 1 error".to_owned(),
                    errors => format!("Not built: {errors} errors"),
                }
            }
            BuildProgress::Failed(fault) if fault.code == "cancelled" => "Stopped".to_owned(),
            BuildProgress::Failed(fault) => format!("Not built: {}", fault.message),
        }
    }
}

/// What a script is told of a component that was built.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BuildOutcome {
    milliseconds: f64,
    size: usize,
    stages: BTreeMap<String, f64>,
}

impl Building {
    /// What came of it; a fault where no component did.
    pub fn outcome(self) -> Result<BuildOutcome, Fault> {
        match self.stage {
            BuildProgress::Done {
                stages,
                milliseconds,
                size,
            } => {
                let name = |stage| format!("{stage:?}").to_lowercase();
                let stages = stages.iter().map(|it| (name(it.stage), it.milliseconds));
                Ok(BuildOutcome {
                    milliseconds,
                    size,
                    stages: stages.collect(),
                })
            }
            BuildProgress::Failed(fault) => Err(fault),
            BuildProgress::Fetching | BuildProgress::Working | BuildProgress::Faulty => {
                let first = self.diagnostics.first();
                let message = first.map_or("it is not built yet", |it| &it.message);
                Err(Fault::new("not-built", message.to_owned()))
            }
        }
    }
}

/// What the engine lacks of the web platform, and the module that makes it.
const PLATFORM: [(&str, &str); 5] = [
    ("structuredClone", "clone"),
    ("TextDecoder", "text"),
    ("TextEncoder", "text"),
    ("URL", "url"),
    ("URLSearchParams", "url"),
];

/// The modules that make what files name of the web platform.
pub fn platform(files: &BTreeMap<String, String>) -> BTreeSet<&'static str> {
    let named = PLATFORM.iter().filter(|(name, _)| {
        let mut texts = files.values();
        texts.any(|text| {
            text.split(|it: char| !it.is_alphanumeric())
                .any(|it| it == *name)
        })
    });
    named.map(|(_, module)| *module).collect()
}

/// Whether a module is written with types.
pub fn is_typed(path: &str) -> bool {
    path.ends_with(".ts") || path.ends_with(".mts")
}

/// Whether a component may be made of a file, or of one that imports it.
pub fn is_source(path: &str) -> bool {
    is_wat(path) || is_typed(path) || path.ends_with(".js") || path.ends_with(".mjs")
}

/// Whether a file is a WAT text, of which a component is made without any other.
pub fn is_wat(path: &str) -> bool {
    path.ends_with(".wat")
}

/// Says of a file that something is made of it, if it is a WAT text; gives what that is called.
/// None where something else is made under that name.
pub fn begin_wat(made: &mut BTreeMap<String, Made>, path: &str) -> Option<String> {
    if let Some((name, _)) = made.iter().find(|(_, it)| it.entry() == path) {
        return Some(name.clone());
    }
    let file = path.rsplit('/').next().unwrap_or(path);
    let name = package_name(file.strip_suffix(".wat")?)?;
    if made.contains_key(&name) {
        return None;
    }
    let entry = path.to_owned();
    made.insert(name.clone(), Made::Wat { entry, world: None });
    Some(name)
}

/// All files that a component may be made of: path to text.
pub fn sources(workspace: &Workspace) -> BTreeMap<String, String> {
    let files = workspace.files.iter();
    let sources = files.filter(|(path, _)| is_source(path));
    sources
        .map(|(path, text)| (path.clone(), text.clone()))
        .collect()
}

/// The component that a file is for: the one that is made of it, or else the only one, since it
/// may import the file.
pub fn made_of(workspace: &Workspace, path: &str) -> Option<String> {
    if !is_source(path) {
        return None;
    }
    let mut made = workspace.made.iter();
    let own = made.find(|(_, it)| it.entry() == path);
    let own = own.map(|(name, _)| name.clone());
    own.or_else(|| {
        let scripts = workspace.made.iter();
        let mut scripts = scripts.filter(|(_, it)| matches!(it, Made::Script { .. }));
        match (scripts.next(), scripts.next()) {
            (Some((name, _)), None) if !is_wat(path) => Some(name.clone()),
            _ => None,
        }
    })
}

/// What components are made of, once one of them has another name, or is gone.
pub fn renamed(
    made: &BTreeMap<String, Made>,
    from: &str,
    to: Option<&str>,
) -> BTreeMap<String, Made> {
    let mut made = made.clone();
    if let (Some(it), Some(to)) = (made.remove(from), to) {
        made.insert(to.to_owned(), it);
    }
    made
}

/// What components are made of, once files have other paths.
pub fn moved(made: &BTreeMap<String, Made>, moves: &[(String, String)]) -> BTreeMap<String, Made> {
    let mut made = made.clone();
    for it in made.values_mut() {
        if let Some((_, to)) = moves.iter().find(|(from, _)| from == it.entry()) {
            it.set_entry(to);
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(entry: &str) -> Made {
        Made::Script {
            entry: entry.to_owned(),
            world: model::MadeWorld::default(),
            engine: model::ScriptEngine::default(),
        }
    }

    #[test]
    fn a_file_is_for_what_is_made_of_it_or_for_the_only_one() {
        let mut workspace = Workspace::default();
        assert_eq!(made_of(&workspace, "a.js"), None);
        workspace.made.insert("x:a".into(), made("a.js"));
        assert_eq!(made_of(&workspace, "lib.js").as_deref(), Some("x:a"));
        assert_eq!(made_of(&workspace, "a.wit"), None);
        let elsewhere = moved(&workspace.made, &[("a.js".into(), "src/a.js".into())]);
        assert_eq!(elsewhere["x:a"], made("src/a.js"));
        assert_eq!(
            renamed(&elsewhere, "x:a", Some("x:c"))["x:c"],
            made("src/a.js")
        );
        assert_eq!(renamed(&elsewhere, "x:a", None).len(), 0);
        let begun = begin_wat(&mut workspace.made, "src/w.wat");
        assert_eq!(begun.as_deref(), Some("local:w"));
        assert_eq!(begin_wat(&mut workspace.made, "src/w.wat"), begun);
        assert_eq!(begin_wat(&mut workspace.made, "w.wat"), None);
        assert_eq!(made_of(&workspace, "src/w.wat"), begun);
        assert_eq!(made_of(&workspace, "v.wat"), None);
        assert_eq!(made_of(&workspace, "lib.js").as_deref(), Some("x:a"));
        workspace.made.insert("x:b".into(), made("b.js"));
        assert_eq!(made_of(&workspace, "b.js").as_deref(), Some("x:b"));
        assert_eq!(made_of(&workspace, "lib.js"), None);
    }

    #[test]
    fn what_was_kept_before_there_was_a_choice_of_engines_is_readable() {
        let kept =
            r#"{"kind":"script","entry":"a.js","world":{"package":"a:b@0.1.0","world":"c"}}"#;
        let read: Made = serde_json::from_str(kept).unwrap();
        assert!(matches!(&read, Made::Script { engine, .. } if engine.is_default()));
        assert_eq!(serde_json::to_string(&read).unwrap(), kept);
        let chosen = kept.replace("}}", r#"},"engine":"starlingmonkey"}"#);
        let read: Made = serde_json::from_str(&chosen).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), chosen);
    }
}
