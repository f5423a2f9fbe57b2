//! How a module writes functions: as JavaScript, or with types as TypeScript.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use model::ScriptLanguage;
use wit_parser::{Function, TypeDefKind, TypeOwner};

use crate::place::word_of;
use crate::skeleton::{is_constructor, own_params};
use crate::type_name::{Names, thrown, type_name};
use crate::wanted::Wanted;
use crate::word::camel;
use crate::world::World;

/// A language, and the names that it has for types.
pub(crate) struct Dialect<'a> {
    pub(crate) world: &'a World,
    pub(crate) names: Names,
    language: ScriptLanguage,
    /// Of each interface, its types and how the module calls them.
    imported: BTreeMap<String, Vec<(String, String)>>,
}

impl<'a> Dialect<'a> {
    /// The one of a file, which names no types of the world.
    pub(crate) fn of_file(world: &'a World, path: &str) -> Self {
        let language = match path.ends_with("ts") {
            true => ScriptLanguage::TypeScript,
            false => ScriptLanguage::JavaScript,
        };
        Self {
            world,
            names: Names::new(),
            language,
            imported: BTreeMap::new(),
        }
    }

    /// The one of a declaration, which knows types by these names.
    pub(crate) fn declaring(world: &'a World, names: Names) -> Self {
        Self {
            world,
            names,
            language: ScriptLanguage::TypeScript,
            imported: BTreeMap::new(),
        }
    }

    /// The one of a module that is begun; TypeScript imports the types of what it exports.
    pub(crate) fn of_skeleton(
        world: &'a World,
        language: ScriptLanguage,
        wanted: &[Wanted],
    ) -> Self {
        let (mut names, mut imported) = (Names::new(), BTreeMap::<_, Vec<_>>::new());
        let exported = wanted.iter().filter_map(|it| it.interface);
        let exported = exported.filter(|_| language == ScriptLanguage::TypeScript);
        let mut taken: BTreeSet<String> = wanted
            .iter()
            .filter_map(|it| it.path.get(1).cloned())
            .collect();
        for (module, id) in exported.filter_map(|id| Some((world.module(id)?, id))) {
            for (own, id) in &world.resolve.interfaces[id].types {
                let own = own.to_upper_camel_case();
                if matches!(world.resolve.types[*id].kind, TypeDefKind::Resource) {
                    names.insert(*id, own);
                    continue;
                }
                let mut local = own.clone();
                while !taken.insert(local.clone()) {
                    local.push('_');
                }
                names.insert(*id, local.clone());
                let of_module = imported.entry(module.clone()).or_default();
                of_module.push((own, local));
            }
        }
        Self {
            world,
            names,
            language,
            imported,
        }
    }

    /// Whether types are written, rather than told in comments.
    pub(crate) fn is_typed(&self) -> bool {
        self.language == ScriptLanguage::TypeScript
    }

    /// Parameters in their brackets, and what a function gives.
    pub(crate) fn params(&self, function: &Function) -> String {
        let written = own_params(function).map(|it| match self.is_typed() {
            true => format!("{}: {}", camel(&it.name), self.name(&it.ty)),
            false => camel(&it.name),
        });
        let params = format!("({})", written.collect::<Vec<_>>().join(", "));
        match self.is_typed() && !is_constructor(function) {
            true => format!("{params}: {}", self.given(function)),
            false => params,
        }
    }

    /// What a function gives; what it throws is no part of that.
    fn given(&self, function: &Function) -> String {
        let given = match &function.result {
            None => None,
            Some(result) => match thrown(self.world, result) {
                Some((ok, _)) => ok,
                None => Some(*result),
            },
        };
        let given = given.map_or("void".to_owned(), |it| self.name(&it));
        match function.kind.is_async() {
            true => format!("Promise<{given}>"),
            false => given,
        }
    }

    fn name(&self, ty: &wit_parser::Type) -> String {
        type_name(self.world, &self.names, ty)
    }

    /// What is written behind an object that implements an interface, to be held to it.
    pub(crate) fn held_to(&self, holder: &Wanted) -> String {
        let module = holder.interface.filter(|_| self.is_typed());
        let module = module.and_then(|id| self.world.module(id));
        module.map_or(String::new(), |it| {
            format!(" satisfies typeof import('{it}')")
        })
    }

    /// Imports of the types that a text names.
    pub(crate) fn imports(&self, text: &str) -> String {
        let mut lines = String::new();
        for (module, types) in &self.imported {
            let named = types
                .iter()
                .filter(|(_, local)| word_of(text, local).is_some());
            let named = named.map(|(own, local)| match own == local {
                true => own.clone(),
                false => format!("{own} as {local}"),
            });
            let named: Vec<_> = named.collect();
            if !named.is_empty() {
                lines.push_str(&format!(
                    "import type {{ {} }} from '{module}';\n",
                    named.join(", ")
                ));
            }
        }
        lines
    }
}

/// Whether a type is taken over from elsewhere, and then from which interface under which name.
pub(crate) fn used(world: &World, id: wit_parser::TypeId) -> Option<(String, String)> {
    let here = &world.resolve.types[id];
    let TypeDefKind::Type(wit_parser::Type::Id(of)) = here.kind else {
        return None;
    };
    let there = &world.resolve.types[of];
    let TypeOwner::Interface(interface) = there.owner else {
        return None;
    };
    let name = there.name.as_ref()?.to_upper_camel_case();
    (there.owner != here.owner).then_some((world.module(interface)?, name))
}
