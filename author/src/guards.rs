//! What exported functions have to give, for the script that looks at their values before the engine
//! does: it can say of a wrong one what is wrong with it.

use std::collections::BTreeMap;

use wit_parser::{Type, TypeDefKind, TypeId};

use crate::type_name::{Names, is_option, thrown, type_name};
use crate::wanted::{Wanted, WantedKind};
use crate::word::key;
use crate::world::World;

/// The script, without what it is about.
const GUARD: &str = include_str!("js/guard.js");

/// The constants `types` and `guards` and the script that uses them.
pub(crate) fn guards(world: &World, wanted: &[Wanted]) -> String {
    let mut types = Types {
        world,
        known: BTreeMap::new(),
        written: Vec::new(),
    };
    let mut guards = String::new();
    for it in wanted {
        let Some(function) = it.function else {
            continue;
        };
        if it.kind == WantedKind::Constructor {
            continue;
        }
        let result = function.result;
        let mut of = |ty: Option<Type>, none: &str| ty.map_or(none.to_owned(), |it| types.of(&it));
        let (given, error) = match result.and_then(|ty| thrown(world, &ty)) {
            // Whatever is thrown is the error, where that has no value.
            Some((ok, error)) => (of(ok, "null"), of(error, "'anything'")),
            None => (of(result, "null"), "null".to_owned()),
        };
        guards.push_str(&format!(
            "    ['{}', {:?}, {given}, {error}, {}],\n",
            it.kind.word(),
            it.path,
            function.kind.is_async()
        ));
    }
    let types: String = types
        .written
        .iter()
        .map(|it| format!("    {it},\n"))
        .collect();
    format!("const types = [\n{types}];\nconst guards = [\n{guards}];\n{GUARD}")
}

/// Types by their numbers, each written once.
struct Types<'a> {
    world: &'a World,
    known: BTreeMap<TypeId, usize>,
    written: Vec<String>,
}

impl Types<'_> {
    /// A type, as the script names it: by its own name, or by a number.
    fn of(&mut self, ty: &Type) -> String {
        let Type::Id(id) = ty else {
            return format!("'{}'", primitive(ty));
        };
        if let TypeDefKind::Type(ty) = self.world.resolve.types[*id].kind {
            return self.of(&ty);
        }
        if let Some(number) = self.known.get(id) {
            return number.to_string();
        }
        let written = self.definition(*id);
        let number = self.written.len();
        self.written.push(written);
        self.known.insert(*id, number);
        number.to_string()
    }

    fn definition(&mut self, id: TypeId) -> String {
        let world = self.world;
        let ty = &world.resolve.types[id];
        let name = ty.name.clone();
        let name = name.unwrap_or_else(|| type_name(world, &Names::new(), &Type::Id(id)));
        let (kind, parts) = match &ty.kind {
            TypeDefKind::List(it) | TypeDefKind::FixedLengthList(it, _) => ("list", self.of(it)),
            TypeDefKind::Option(it) if is_option(world, it) => (
                "variant",
                self.cases(vec![("some", Some(*it)), ("none", None)]),
            ),
            TypeDefKind::Option(it) => ("option", self.of(it)),
            TypeDefKind::Tuple(it) => {
                let parts: Vec<_> = it.types.iter().map(|it| self.of(it)).collect();
                ("tuple", format!("[{}]", parts.join(", ")))
            }
            TypeDefKind::Record(it) => {
                let fields = it.fields.iter();
                let fields = fields.map(|it| format!("[{:?}, {}]", key(&it.name), self.of(&it.ty)));
                let fields: Vec<_> = fields.collect();
                ("record", format!("[{}]", fields.join(", ")))
            }
            TypeDefKind::Enum(it) => {
                let cases: Vec<_> = it.cases.iter().map(|it| &it.name).collect();
                ("enum", format!("{cases:?}"))
            }
            TypeDefKind::Variant(it) => {
                let cases = it.cases.iter().map(|it| (it.name.as_str(), it.ty));
                ("variant", self.cases(cases.collect()))
            }
            TypeDefKind::Result(it) => {
                ("variant", self.cases(vec![("ok", it.ok), ("err", it.err)]))
            }
            TypeDefKind::Flags(_) => ("flags", "[]".to_owned()),
            _ => ("other", "[]".to_owned()),
        };
        format!("['{kind}', {name:?}, {parts}]")
    }

    fn cases(&mut self, cases: Vec<(&str, Option<Type>)>) -> String {
        let cases = cases.into_iter().map(|(name, ty)| {
            let ty = ty.map_or("null".to_owned(), |it| self.of(&it));
            format!("[{name:?}, {ty}]")
        });
        format!("[{}]", cases.collect::<Vec<_>>().join(", "))
    }
}

fn primitive(ty: &Type) -> String {
    format!("{ty:?}").to_lowercase()
}
