//! The imports and exports of a world, with all that they declare.

use model::{ExternKind, WorldExtern, WorldFunction, WorldType};
use wit_parser::{
    Function, InterfaceId, Resolve, TypeDefKind, TypeId, TypeOwner, WorldId, WorldItem, WorldKey,
};

use super::source::Wit;
use super::why::{Reasons, origin, taken, to_use};
use super::{gate, place};
use crate::print;

/// Writes imports and exports down.
pub(super) struct Externs<'a, 'r> {
    resolve: &'a Resolve,
    world: WorldId,
    reasons: &'r mut Reasons<'a>,
}

impl<'a, 'r> Externs<'a, 'r> {
    pub(super) fn new(
        wit: &'a Wit,
        world: WorldId,
        reasons: &'r mut Reasons<'a>,
    ) -> Externs<'a, 'r> {
        Externs {
            resolve: &wit.resolve,
            world,
            reasons,
        }
    }

    /// The imports, or the exports. Methods of a resource of the world stand with the resource.
    pub(super) fn of_side(&mut self, is_export: bool) -> Vec<WorldExtern> {
        let world = &self.resolve.worlds[self.world];
        let items = match is_export {
            true => &world.exports,
            false => &world.imports,
        };
        let mut externs = Vec::new();
        for (key, item) in items {
            if let WorldItem::Function(function) = item
                && function.kind.resource().is_some()
            {
                continue;
            }
            let name = self.resolve.name_world_key(key);
            let why = self.reasons.why(self.world, &name, is_export);
            externs.push(WorldExtern {
                why,
                ..self.item(name, key, item)
            });
        }
        externs
    }

    fn item(&self, name: String, key: &WorldKey, item: &WorldItem) -> WorldExtern {
        match item {
            WorldItem::Interface { id, docs, .. } => WorldExtern {
                docs: both(docs.contents.as_ref(), self.docs_of(*id)),
                gate: gate(item.stability(self.resolve)),
                ..interface(self.resolve, name, key, *id)
            },
            WorldItem::Function(it) => WorldExtern {
                functions: vec![function(self.resolve, it)],
                wit: print::signature(self.resolve, it),
                docs: it.docs.contents.clone(),
                gate: gate(&it.stability),
                at: place(self.resolve, it.span),
                ..empty(name, ExternKind::Function)
            },
            WorldItem::Type { id, .. } => self.bare_type(name, *id),
        }
    }

    fn bare_type(&self, name: String, id: TypeId) -> WorldExtern {
        let resolve = self.resolve;
        let owner = TypeOwner::World(self.world);
        let world = &resolve.worlds[self.world];
        let functions = world.imports.values().filter_map(|item| match item {
            WorldItem::Function(function) => Some(function),
            _ => None,
        });
        let functions: Vec<&Function> = functions.collect();
        let used = taken(resolve, owner, [id].into_iter());
        let types = match used.is_empty() {
            true => vec![type_of(resolve, owner, &name, id, &functions)],
            false => Vec::new(),
        };
        WorldExtern {
            docs: resolve.types[id].docs.contents.clone(),
            gate: gate(&resolve.types[id].stability),
            at: place(resolve, resolve.types[id].span),
            wit: print::world_type(resolve, self.world, &name, id),
            uses: used.into_iter().map(|it| to_use(resolve, it)).collect(),
            types,
            ..empty(name, ExternKind::Type)
        }
    }

    fn docs_of(&self, id: InterfaceId) -> Option<&String> {
        self.resolve.interfaces[id].docs.contents.as_ref()
    }
}

/// An interface with all that it declares, but no reasons.
pub(super) fn interface(
    resolve: &Resolve,
    name: String,
    key: &WorldKey,
    id: InterfaceId,
) -> WorldExtern {
    let interface = &resolve.interfaces[id];
    let owner = TypeOwner::Interface(id);
    let package = interface.package.filter(|_| interface.name.is_some());
    let uses = taken(resolve, owner, interface.types.values().copied());
    let types = interface.types.iter();
    let types = types.filter(|(_, id)| origin(resolve, owner, **id).is_none());
    let free = interface.functions.values();
    let free = free.filter(|function| function.kind.resource().is_none());
    WorldExtern {
        package: package
            .filter(|_| matches!(key, WorldKey::Interface(_)))
            .map(|package| resolve.packages[package].name.to_string()),
        at: place(resolve, interface.span),
        wit: print::interface(resolve, id),
        uses: uses.into_iter().map(|it| to_use(resolve, it)).collect(),
        types: types
            .map(|(name, id)| {
                let functions: Vec<&Function> = interface.functions.values().collect();
                type_of(resolve, owner, name, *id, &functions)
            })
            .collect(),
        functions: free.map(|it| function(resolve, it)).collect(),
        ..empty(name, ExternKind::Interface)
    }
}

fn empty(name: String, kind: ExternKind) -> WorldExtern {
    WorldExtern {
        name,
        kind,
        package: None,
        docs: None,
        gate: Default::default(),
        at: None,
        wit: String::new(),
        uses: Vec::new(),
        types: Vec::new(),
        functions: Vec::new(),
        why: Vec::new(),
    }
}

/// What is said at the statement, then what is said at the interface.
fn both(statement: Option<&String>, interface: Option<&String>) -> Option<String> {
    match (statement, interface) {
        (Some(statement), Some(interface)) if statement != interface => {
            Some(format!("{statement}\n\n{interface}"))
        }
        (statement, interface) => statement.or(interface).cloned(),
    }
}

fn type_of(
    resolve: &Resolve,
    owner: TypeOwner,
    name: &str,
    id: TypeId,
    functions: &[&Function],
) -> WorldType {
    let ty = &resolve.types[id];
    let own = functions
        .iter()
        .filter(|function| function.kind.resource() == Some(id));
    WorldType {
        name: name.to_owned(),
        kind: keyword(&ty.kind).to_owned(),
        docs: ty.docs.contents.clone(),
        gate: gate(&ty.stability),
        wit: declaration(resolve, owner, name, id),
        at: place(resolve, ty.span),
        functions: own.map(|it| function(resolve, it)).collect(),
    }
}

/// The keyword that declares a type.
pub(crate) fn keyword(kind: &TypeDefKind) -> &'static str {
    match kind {
        TypeDefKind::Record(_)
        | TypeDefKind::Variant(_)
        | TypeDefKind::Enum(_)
        | TypeDefKind::Flags(_)
        | TypeDefKind::Resource => kind.as_str(),
        _ => "type",
    }
}

/// The declaration of a type without its own docs and attributes; its members keep theirs.
pub(crate) fn declaration(resolve: &Resolve, owner: TypeOwner, name: &str, id: TypeId) -> String {
    let text = print::declaration(resolve, owner, name, id);
    let mut rest = text.as_str();
    while let Some((line, after)) = rest.split_once('\n') {
        if !line.starts_with("///") && !line.starts_with('@') {
            break;
        }
        rest = after;
    }
    rest.to_owned()
}

fn function(resolve: &Resolve, function: &Function) -> WorldFunction {
    let name = match function.kind {
        wit_parser::FunctionKind::Constructor(_) => "constructor",
        _ => function.item_name(),
    };
    WorldFunction {
        name: name.to_owned(),
        docs: function.docs.contents.clone(),
        gate: gate(&function.stability),
        wit: print::signature(resolve, function),
        at: place(resolve, function.span),
    }
}
