//! Instances of a configuration, and what they are given, as WAC statements.

use std::fmt::Write;
use std::path::Path;

use heck::ToKebabCase;
use wasm_compose::config::{Config, InstantiationArg};

use super::{ROOT, Shelf};

/// The text: an instance a statement, each after those that it is given, the root's exports last.
pub(super) fn text(config: &Config, root: &str, shelf: &mut Shelf) -> String {
    if shelf.inspection(root).is_none() {
        shelf.miss(root, "the component on the command line");
    }
    let mut writing = Writing {
        config,
        root,
        shelf,
        statements: String::new(),
        made: Vec::new(),
        on_the_way: Vec::new(),
    };
    let variable = writing.instance(ROOT);
    let statements = writing.statements;
    format!("package local:composed;\n\n{statements}\nexport {variable}...;\n")
}

struct Writing<'a> {
    config: &'a Config,
    root: &'a str,
    shelf: &'a mut Shelf,
    statements: String,
    /// Name of each instance in the configuration, and its variable.
    made: Vec<(String, String)>,
    /// Names of instances that are being made.
    on_the_way: Vec<String>,
}

impl Writing<'_> {
    /// Makes an instance, after those that it is given, unless it is made already.
    fn instance(&mut self, name: &str) -> String {
        if let Some((_, variable)) = self.made.iter().find(|(made, _)| made == name) {
            return variable.clone();
        }
        let component = self.component(name);
        self.on_the_way.push(name.to_owned());
        let arguments = self.arguments(name, &component);
        self.on_the_way.pop();
        let variable = self.variable(name);
        let _ = writeln!(
            self.statements,
            "let {variable} = new {component} {arguments};"
        );
        self.made.push((name.to_owned(), variable.clone()));
        variable
    }

    /// The component that an instance is of.
    fn component(&mut self, instance: &str) -> String {
        if instance == ROOT {
            return self.root.to_owned();
        }
        let dependency = self.config.dependency_name(instance);
        match self.config.dependencies.get(dependency) {
            Some(dependency) => self.shelf.named(&dependency.path),
            None => match self.shelf.found(dependency) {
                Some(found) => found,
                None => self.shelf.named(Path::new(dependency)),
            },
        }
    }

    fn arguments(&mut self, name: &str, component: &str) -> String {
        let config = self.config;
        let given = config.instantiations.get(name);
        let mut imports = self.shelf.interfaces(component, |it| &it.imports);
        let named = given.iter().flat_map(|it| it.arguments.keys());
        let named: Vec<String> = named.filter(|it| !imports.contains(it)).cloned().collect();
        imports.extend(named);
        let (mut lines, mut comments) = (Vec::new(), String::new());
        for import in imports {
            let argument = given.and_then(|it| it.arguments.get(&import)).cloned();
            let argument = argument.or_else(|| self.found(&import));
            if let Some(value) = self.definition(&import) {
                lines.push(format!("  \"{import}\": {value},\n"));
            } else if let Some(argument) = argument {
                match self.argument(&import, &argument) {
                    Some(value) => lines.push(format!("  \"{import}\": {value},\n")),
                    None => {
                        let _ = writeln!(
                            comments,
                            "  // `{import}` stays open: `{}` is made of this one, and WAC knows \
                             no circles.",
                            argument.instance
                        );
                    }
                }
            }
        }
        match lines.is_empty() && comments.is_empty() {
            true => "{ ... }".to_owned(),
            false => format!("{{\n{}{comments}  ...\n}}", lines.concat()),
        }
    }

    /// What fills an import without an argument: what is called as it is.
    fn found(&self, import: &str) -> Option<InstantiationArg> {
        let is_known = self.config.dependencies.contains_key(import)
            || self.config.instantiations.contains_key(import);
        let is_found = is_known || self.shelf.found(import).is_some();
        is_found.then(|| InstantiationArg {
            instance: import.to_owned(),
            export: None,
        })
    }

    /// What fills an import out of a component whose exports fill every import of their names.
    fn definition(&mut self, import: &str) -> Option<String> {
        let config = self.config;
        for file in &config.definitions {
            let component = self.shelf.named(file);
            let exports = self.shelf.interfaces(&component, |it| &it.exports);
            if !exports.iter().any(|it| it == import) {
                continue;
            }
            let name = format!("definition {component}");
            if self.on_the_way.contains(&name) {
                return None;
            }
            let known = self.made.iter().find(|(made, _)| *made == name);
            let variable = match known {
                Some((_, variable)) => variable.clone(),
                None => {
                    let variable = self.variable(component.rsplit(':').next().unwrap_or("part"));
                    let _ = writeln!(
                        self.statements,
                        "let {variable} = new {component} {{ ... }};"
                    );
                    self.made.push((name, variable.clone()));
                    variable
                }
            };
            return Some(format!("{variable}[\"{import}\"]"));
        }
        None
    }

    /// What an argument says; none when the instance is made of the one that wants it.
    fn argument(&mut self, import: &str, argument: &InstantiationArg) -> Option<String> {
        let InstantiationArg { instance, export } = argument;
        if self.on_the_way.contains(instance) {
            return None;
        }
        let variable = self.instance(instance);
        let component = self.component(instance);
        let exports = self.shelf.interfaces(&component, |it| &it.exports);
        let export = match export {
            Some(export) => Some(export.clone()),
            None => export_for(import, &exports),
        };
        Some(match export {
            Some(export) => format!("{variable}[\"{export}\"]"),
            None => variable,
        })
    }

    /// A variable that no instance has yet.
    fn variable(&self, name: &str) -> String {
        let last = name.split('@').next().unwrap_or(name);
        let last = last.rsplit(['/', ':']).next().unwrap_or(last);
        let base = match last.to_kebab_case() {
            base if base.starts_with(|it: char| it.is_ascii_alphabetic()) => base,
            base => format!("part-{base}"),
        };
        let mut names = std::iter::once(base.clone()).chain((2..).map(|it| format!("{base}{it}")));
        let is_taken = |name: &String| self.made.iter().any(|(_, variable)| variable == name);
        names.find(|name| !is_taken(name)).unwrap_or(base)
    }
}

/// The export that fills an import when none is named: the one of its name, or the only one.
fn export_for(import: &str, exports: &[String]) -> Option<String> {
    let same = exports.iter().find(|it| *it == import);
    let same = same.or_else(|| exports.first().filter(|_| exports.len() == 1));
    same.cloned()
}
