//! The WAC text that plugs components' exports into another's imports.

use std::collections::BTreeSet;

use model::{Diagnostic, Plugged, Severity};
use wac_graph::types::{ItemKind, Package, SubtypeChecker, Types, World, are_semver_compatible};
use wit_parser::PackageName;

use crate::components::{Component, Fitness};
use crate::diagnostics::{self, sentence};
use crate::wit_text::package_name;

/// Plugs `plugs` into `socket`, the first that fits first. What nothing fills stays an import.
pub(crate) fn plug(socket: &str, plugs: &[String], components: &[Component]) -> Plugged {
    let mut plugging = Plugging {
        types: Types::new(),
        components,
        plugged: Plugged::default(),
    };
    let Some(socket) = plugging.open(socket) else {
        return plugging.plugged;
    };
    let plugs: Vec<Part> = plugs
        .iter()
        .filter_map(|plug| plugging.open(plug))
        .collect();
    plugging.join(&socket, &plugs);
    plugging.plugged
}

struct Plugging<'a> {
    types: Types,
    components: &'a [Component],
    plugged: Plugged,
}

/// A component to be joined.
struct Part {
    name: String,
    package: Package,
}

impl Plugging<'_> {
    fn open(&mut self, name: &str) -> Option<Part> {
        let found = self
            .components
            .iter()
            .find(|component| component.name == name);
        let Some((component, package)) = found.zip(package_name(name)) else {
            self.tell(
                Severity::Error,
                format!("the workspace has no `{name}`"),
                None,
            );
            return None;
        };
        if let Some(reason) = why_unfit(component.binary.fitness()) {
            self.tell(Severity::Error, format!("`{name}` {reason}"), None);
            return None;
        }
        let PackageName { version, .. } = &package;
        let bytes = component.binary.bytes.as_slice();
        match Package::from_bytes(name, version.as_ref(), bytes, &mut self.types) {
            Ok(package) => Some(Part {
                name: name.to_owned(),
                package,
            }),
            Err(error) => {
                let message = format!("`{name}` cannot be read: {error:#}");
                self.tell(Severity::Error, sentence(&message), None);
                None
            }
        }
    }

    fn join(&mut self, socket: &Part, plugs: &[Part]) {
        let mut names = Names::default();
        let mut statements = String::new();
        let mut arguments = String::new();
        let mut filled: BTreeSet<String> = BTreeSet::new();
        let socket_name = names.unique(&socket.name);
        for plug in plugs {
            let wires = self.wires(socket, plug, &filled);
            if wires.is_empty() {
                continue;
            }
            let plug_name = names.unique(&plug.name);
            let rest = self.rest(&plug.package, 0);
            statements.push_str(&format!(
                "let {plug_name} = new {} {{{rest}}};\n",
                plug.name
            ));
            for (export, import) in wires {
                let access = format!("{plug_name}[\"{export}\"]");
                arguments.push_str(&format!("    \"{import}\": {access},\n"));
                self.plugged.joined.push(import.clone());
                filled.insert(import);
            }
        }
        if filled.is_empty() {
            self.tell_nothing_fits(socket, plugs);
            return;
        }
        if !self.rest(&socket.package, filled.len()).is_empty() {
            arguments.push_str("    ...\n");
        }
        self.plugged.text = Some(format!(
            "package local:composition;\n\n{statements}let {socket_name} = new {} {{\n\
             {arguments}}};\n\nexport {socket_name}...;\n",
            socket.name
        ));
    }

    /// Exports of `plug` that fit imports of `socket` that are not filled yet.
    fn wires(
        &mut self,
        socket: &Part,
        plug: &Part,
        filled: &BTreeSet<String>,
    ) -> Vec<(String, String)> {
        let exports = self.world(&plug.package).exports.clone();
        let imports = self.world(&socket.package).imports.clone();
        let mut wires: Vec<(String, String)> = Vec::new();
        for (export, export_kind) in &exports {
            let exact = imports.get_key_value(export);
            let compatible = || {
                imports
                    .iter()
                    .find(|(it, _)| are_semver_compatible(export, it))
            };
            let Some((import, import_kind)) = exact.or_else(compatible) else {
                continue;
            };
            let is_taken = wires.iter().any(|(_, other)| other == import);
            if is_taken || filled.contains(import) {
                continue;
            }
            match self.misfit(*export_kind, *import_kind) {
                None => wires.push((export.clone(), import.clone())),
                Some(reason) => self.tell(
                    Severity::Warning,
                    format!(
                        "`{export}` of `{}` does not fit `{}`: {reason}",
                        plug.name, socket.name
                    ),
                    None,
                ),
            }
        }
        wires
    }

    fn misfit(&self, export: ItemKind, import: ItemKind) -> Option<String> {
        let mut cache = Default::default();
        let mut checker = SubtypeChecker::new(&mut cache);
        let verdict = checker.is_subtype(export, &self.types, import, &self.types);
        verdict.err().map(|error| sentence(&format!("{error:#}")))
    }

    /// `...` where a component has more imports than are given, spaced for one line.
    fn rest(&self, package: &Package, given: usize) -> &'static str {
        match self.world(package).imports.len() > given {
            true => " ... ",
            false => "",
        }
    }

    fn tell_nothing_fits(&mut self, socket: &Part, plugs: &[Part]) {
        if plugs.is_empty() {
            return;
        }
        let exports: Vec<String> = plugs
            .iter()
            .flat_map(|plug| self.world(&plug.package).exports.keys().cloned())
            .collect();
        let imports: Vec<String> = self
            .world(&socket.package)
            .imports
            .keys()
            .cloned()
            .collect();
        let said = |names: &[String]| match names {
            [] => "nothing".to_owned(),
            names => names
                .iter()
                .map(|it| format!("`{it}`"))
                .collect::<Vec<_>>()
                .join(", "),
        };
        let hint = format!(
            "it imports {}; they export {}",
            said(&imports),
            said(&exports)
        );
        let message = format!("nothing fits an import of `{}`", socket.name);
        self.tell(Severity::Error, message, Some(hint));
    }

    fn tell(&mut self, severity: Severity, message: String, hint: Option<String>) {
        self.plugged.diagnostics.push(Diagnostic {
            severity,
            message,
            hint,
            ..diagnostics::error()
        });
    }

    fn world(&self, package: &Package) -> &World {
        &self.types[package.ty()]
    }
}

fn why_unfit(fitness: &Fitness) -> Option<String> {
    match fitness {
        Fitness::CoreModule => Some("is a core module, and only components can be composed".into()),
        Fitness::WitPackage => Some("is a WIT package in binary form, which has no code".into()),
        Fitness::Component => None,
        Fitness::Unreadable(why) => Some(format!("is no component: {why}")),
    }
}

/// Variables of a WAC text.
#[derive(Default)]
struct Names(BTreeSet<String>);

impl Names {
    /// A variable for the package `name`: `greeter` for `example:greeter@0.1.0`.
    fn unique(&mut self, name: &str) -> String {
        const KEYWORDS: [&str; 24] = [
            "as",
            "async",
            "bool",
            "char",
            "constructor",
            "enum",
            "export",
            "flags",
            "func",
            "import",
            "include",
            "interface",
            "let",
            "new",
            "package",
            "record",
            "resource",
            "result",
            "static",
            "targets",
            "type",
            "use",
            "variant",
            "with",
        ];
        let name = name.split('@').next().unwrap_or_default();
        let name = name.rsplit(':').next().unwrap_or_default();
        let escape = if KEYWORDS.contains(&name) { "%" } else { "" };
        let mut unique = format!("{escape}{name}");
        let mut number = 2;
        while !self.0.insert(unique.clone()) {
            unique = format!("{name}-{number}");
            number += 1;
        }
        unique
    }
}
