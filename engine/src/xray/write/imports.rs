//! Imports that a text has statements for.

use std::collections::BTreeSet;

use wasmparser::ComponentExternalKind as Kind;
use wit_parser::{InterfaceId, PackageId, Resolve, Type, TypeDefKind, TypeOwner, WorldItem};

use super::{Root, Writing, escaped, short_name};
use crate::print;

impl Writing<'_> {
    /// Imports that `...` does not stand for: handed on under another name, in parts, out again, or
    /// to nobody.
    pub(super) fn imports_to_name(&self, unused: &BTreeSet<usize>) -> BTreeSet<usize> {
        let level = self.level;
        let args = level.instantiations.iter().flat_map(|it| &it.args);
        let args = args.filter_map(|(name, kind, index)| {
            let origin = level.origin(*kind, *index)?;
            (!self.is_implicit(name, &origin)).then_some(origin)
        });
        let exports = level.exports.iter();
        let exports = exports.filter_map(|it| level.origin(it.kind, it.index));
        let named = args.chain(exports).filter_map(|origin| match origin.root {
            Root::Import(import) => Some(import),
            Root::Instance(_) => None,
        });
        named.chain(unused.iter().copied()).collect()
    }

    /// Gives an import a variable and a statement.
    pub(super) fn name_import(&mut self, import: usize) {
        let name = self.level.imports[import].name;
        let Some(ty) = self.import_type(import) else {
            return self.lack(match self.level.imports[import].kind {
                Kind::Instance | Kind::Func => {
                    format!("the type of the import `{name}` has no words in WIT")
                }
                _ => format!("`{name}` is imported by itself, which WAC has no words for"),
            });
        };
        let mut variable = short_name(name).to_owned();
        let is_taken = |it: &String| {
            let declared = self.level.exports.iter().filter(|it| it.kind == Kind::Type);
            self.variables.contains(it)
                || self.imports.values().any(|(other, _)| other == it)
                || declared.into_iter().any(|declared| declared.name == it)
        };
        while is_taken(&variable) {
            variable.push_str("-import");
        }
        // What is imported by the path of its interface is called so.
        let called = if ty.contains('/') && !ty.contains('{') {
            &ty
        } else {
            &variable
        };
        let label = match name == called {
            true => String::new(),
            false => format!(" as \"{name}\""),
        };
        let statement = format!("import {}{label}: {ty};\n", escaped(&variable));
        self.imports.insert(import, (variable, statement));
    }

    /// The type of an import, as a WAC text says it, with the packages that this names.
    fn import_type(&mut self, import: usize) -> Option<String> {
        let level = self.level;
        let import = &level.imports[import];
        let (resolve, world) = self.world.as_ref()?;
        let mut items = resolve.worlds[*world].imports.iter();
        let (_, item) = items.find(|(key, _)| resolve.name_world_key(key) == import.name)?;
        let id = match item {
            WorldItem::Function(function) => {
                let signature = print::signature(resolve, function);
                let (_, ty) = signature.split_once(':')?;
                return Some(ty.trim().trim_end_matches(';').to_owned());
            }
            WorldItem::Type { .. } => return None,
            WorldItem::Interface { id, .. } => *id,
        };
        let path = import.implements.unwrap_or(import.name);
        if path.contains('/') {
            if let Some(own) = self.own_interface(path) {
                return Some(own);
            }
            self.packages
                .extend(encoded(resolve, resolve.interfaces[id].package?));
            return Some(path.to_owned());
        }
        for package in used(resolve, id) {
            self.packages.extend(encoded(resolve, package));
        }
        let items = self.by_own_names(&print::interface(resolve, id));
        let lines = items.lines().map(|line| match line.is_empty() {
            true => "\n".to_owned(),
            false => format!("  {line}\n"),
        });
        Some(format!("interface {{\n{}}}", lines.collect::<String>()))
    }

    /// What the composition calls an interface that it declares.
    fn own_interface(&self, path: &str) -> Option<String> {
        let (resolve, package) = self.own.as_ref()?;
        let package = &resolve.packages[*package];
        let mut interfaces = package.interfaces.keys();
        let name = interfaces.find(|it| package.name.interface_id(it) == path)?;
        Some(name.clone())
    }

    /// A text in which interfaces that the composition declares go by their short names.
    fn by_own_names(&self, text: &str) -> String {
        let Some((resolve, package)) = &self.own else {
            return text.to_owned();
        };
        let package = &resolve.packages[*package];
        let names = package.interfaces.keys();
        names.fold(text.to_owned(), |text, name| {
            let full = package.name.interface_id(name);
            text.replace(&format!("use {full}."), &format!("use {name}."))
        })
    }
}

/// A package by its name, in binary form.
pub(super) fn encoded(resolve: &Resolve, package: PackageId) -> Option<(String, Vec<u8>)> {
    let bytes = wit_component::encode(resolve, package).ok()?;
    Some((resolve.packages[package].name.to_string(), bytes))
}

/// The packages of other interfaces whose types an interface uses.
fn used(resolve: &Resolve, interface: InterfaceId) -> Vec<PackageId> {
    let types = resolve.interfaces[interface].types.values();
    let packages = types.filter_map(|id| {
        let TypeDefKind::Type(Type::Id(other)) = resolve.types[*id].kind else {
            return None;
        };
        match resolve.types[other].owner {
            TypeOwner::Interface(owner) if owner != interface => resolve.interfaces[owner].package,
            _ => None,
        }
    });
    packages.collect()
}
