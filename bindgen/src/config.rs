//! A configuration of `wasm-tools compose` as WAC.
//!
//! The configuration says which files fill which imports, and leaves much to be found: the root
//! component is given on the command line, and imports without an argument are filled by a file of
//! their own name. What is found here is found among the components of the workspace.

mod wac;

use std::path::Path;

use heck::ToKebabCase;
use model::{
    Diagnostic, ExternKind, Inspection, NamedComponent, ReadConfig, ReadConfigRequest, Severity,
    Span,
};
use wasm_compose::config::Config;

/// What wasm-compose calls the instance of the component that is given on its command line.
const ROOT: &str = "root";

/// The configuration as WAC, with what is lost of it.
pub(crate) fn read_config(request: &ReadConfigRequest) -> ReadConfig {
    let config: Config = match serde_yaml2::from_str(&request.text) {
        Ok(config) => config,
        Err(error) => {
            let message = format!("it is no configuration of `wasm-tools compose`: {error}");
            return ReadConfig {
                diagnostics: vec![diagnostic(request, Severity::Error, message)],
                ..ReadConfig::default()
            };
        }
    };
    let mut shelf = Shelf::new(&request.components);
    let mut read = ReadConfig::default();
    let root = root(&config, &shelf);
    let statements = wac::text(&config, &root, &mut shelf);
    let warnings = unsaid(&config);
    read.diagnostics = warnings
        .into_iter()
        .map(|message| diagnostic(request, Severity::Warning, message))
        .collect();
    for (name, file) in &shelf.missing {
        let message = format!(
            "the component `{name}` is not in the workspace: add its file, `{file}` in the \
             configuration, or give the component that is it that name"
        );
        read.diagnostics
            .push(diagnostic(request, Severity::Warning, message));
    }
    let path = request.path.replace(char::is_control, " ");
    let mut text = format!("// From `{path}`, a configuration of `wasm-tools compose`.\n");
    for diagnostic in &read.diagnostics {
        let message = diagnostic.message.replace(char::is_control, " ");
        text.push_str(&format!("// Note: {message}.\n"));
    }
    read.missing = shelf.missing;
    read.text = Some(text + &statements);
    read
}

/// Settings that WAC has no words for.
fn unsaid(config: &Config) -> Vec<String> {
    let mut unsaid = Vec::new();
    if config.import_components {
        unsaid.push(
            "`import-components` is an option of the result: choose to leave components as \
             imports there"
                .to_owned(),
        );
    }
    if config.skip_validation {
        unsaid.push("`skip-validation` has no effect: the result is always validated".to_owned());
    }
    if config.disallow_imports {
        unsaid.push(
            "`disallow-imports` has no effect: take `...` out of the text to have open imports \
             refused"
                .to_owned(),
        );
    }
    if !config.search_paths.is_empty() {
        unsaid.push(
            "`search-paths` has no effect: files are looked for among the components of the \
             workspace"
                .to_owned(),
        );
    }
    unsaid
}

/// The component that the configuration is for: the one that it names no file of.
fn root(config: &Config, shelf: &Shelf) -> String {
    let files = config.dependencies.values().map(|it| it.path.as_path());
    let files = files.chain(config.definitions.iter().map(|it| it.as_path()));
    let named: Vec<String> = files.map(stem).collect();
    let arguments = config.instantiations.get(ROOT);
    let takes_them = |inspection: &Inspection| {
        let wants: Vec<&String> = match arguments {
            Some(root) => root.arguments.keys().collect(),
            None => config.dependencies.keys().collect(),
        };
        wants
            .iter()
            .any(|name| inspection.imports.iter().any(|it| it.name == **name))
    };
    let free = shelf.components.iter();
    let free = free.filter(|(name, _)| !named.contains(&last(name)));
    let named_root = free.clone().find(|(name, _)| last(name) == ROOT);
    let root = named_root.or_else(|| free.clone().find(|(_, it)| takes_them(it)));
    let root = root.or_else(|| free.clone().next().filter(|_| free.count() == 1));
    root.map_or_else(|| "local:root".to_owned(), |(name, _)| name.clone())
}

/// The components of the workspace by what files of them are called.
struct Shelf {
    components: Vec<(String, Inspection)>,
    /// Name and file of those that were looked for in vain.
    missing: Vec<(String, String)>,
}

impl Shelf {
    fn new(components: &[NamedComponent]) -> Shelf {
        let components = components.iter();
        let components = components.filter_map(|it| {
            let inspection = engine::inspect(&it.bytes).ok()?;
            Some((it.name.clone(), inspection))
        });
        Shelf {
            components: components.collect(),
            missing: Vec::new(),
        }
    }

    /// The name of the component of a file.
    fn named(&mut self, file: &Path) -> String {
        let stem = stem(file);
        let found = self.components.iter().find(|(name, _)| last(name) == stem);
        if let Some((name, _)) = found {
            return name.clone();
        }
        let name = format!("local:{stem}");
        self.miss(&name, &file.display().to_string());
        name
    }

    fn miss(&mut self, name: &str, file: &str) {
        if !self.missing.iter().any(|(known, _)| known == name) {
            self.missing.push((name.to_owned(), file.to_owned()));
        }
    }

    /// The name of the component that is found by the name of an import.
    fn found(&self, import: &str) -> Option<String> {
        let wanted = import.to_kebab_case();
        let mut components = self.components.iter();
        let found = components.find(|(name, _)| last(name) == wanted);
        found.map(|(name, _)| name.clone())
    }

    fn inspection(&self, name: &str) -> Option<&Inspection> {
        let found = self.components.iter().find(|(known, _)| known == name);
        found.map(|(_, inspection)| inspection)
    }

    /// Full names of the interfaces that a component imports or exports.
    fn interfaces(&self, name: &str, side: fn(&Inspection) -> &Vec<model::Extern>) -> Vec<String> {
        let externs = self.inspection(name).map(side).into_iter().flatten();
        let interfaces = externs.filter(|it| it.kind == ExternKind::Interface);
        interfaces.map(|it| it.name.clone()).collect()
    }
}

/// `foo-bar` of `parts/Foo bar.wasm`.
fn stem(file: &Path) -> String {
    let stem = file.file_stem().map(|stem| stem.to_string_lossy());
    stem.map_or_else(String::new, |stem| stem.to_kebab_case())
}

/// `greeter` of `example:greeter@1.0.0`.
fn last(name: &str) -> String {
    let name = name.split('@').next().unwrap_or(name);
    name.rsplit(':').next().unwrap_or(name).to_kebab_case()
}

fn diagnostic(request: &ReadConfigRequest, severity: Severity, message: String) -> Diagnostic {
    Diagnostic {
        severity,
        path: request.path.clone(),
        span: Span::default(),
        message,
        hint: None,
        related: Vec::new(),
        fixes: Vec::new(),
        wire: None,
    }
}
