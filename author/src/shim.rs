//! What the engine evaluates before the module: the object `wit`, by which a module makes streams
//! and futures of the types that its world has.

use std::collections::BTreeSet;

use wit_dylib::Metadata;
use wit_parser::{Type, TypeDefKind, TypeId};

use crate::world::World;

/// How the engine makes a pair of ends, and how a value becomes one of them.
const STREAM_FROM: &str = include_str!("js/stream.js");
const FUTURE_FROM: &str = include_str!("js/future.js");

/// The script for a world. Numbers of types are those of its bindings.
pub(crate) fn shim(world: &World, metadata: &Metadata) -> String {
    let mut script = "globalThis.wit = {};\n".to_owned();
    let streams = metadata.streams.iter().map(|it| it.id);
    script.push_str(&factory(world, "Stream", streams, STREAM_FROM));
    let futures = metadata.futures.iter().map(|it| it.id);
    script.push_str(&factory(world, "Future", futures, FUTURE_FROM));
    script
}

fn factory(
    world: &World,
    kind: &str,
    types: impl ExactSizeIterator<Item = TypeId>,
    from: &str,
) -> String {
    if types.len() == 0 {
        return String::new();
    }
    let missing = match types.len() {
        1 => "0".to_owned(),
        _ => format!("wit.{kind}.missing()"),
    };
    let mut script = format!(
        "wit.{kind} = type => __cqjs.make{kind}(type ?? {missing});\n\
         wit.{kind}.missing = () => {{ throw new TypeError(\
         \"say of which type, as in wit.{kind}(wit.{kind}.U8)\"); }};\n\
         wit.{kind}.types = {{}};\n"
    );
    let mut taken = BTreeSet::new();
    for (number, id) in types.enumerate() {
        let definition = &world.resolve.types[id];
        let payload = match &definition.kind {
            TypeDefKind::Stream(payload) | TypeDefKind::Future(payload) => payload.as_ref(),
            _ => None,
        };
        let mut names = vec![payload.map_or("UNIT".to_owned(), |it| constant(world, it))];
        names.extend(definition.name.as_deref().map(upper));
        for name in names {
            let mut free = name.clone();
            let mut next = 2;
            while !taken.insert(free.clone()) {
                free = format!("{name}_{next}");
                next += 1;
            }
            script.push_str(&format!(
                "wit.{kind}.{free} = wit.{kind}.types.{free} = {number};\n"
            ));
        }
    }
    script.push_str(from);
    script
}

/// A type's name as a constant, such as `RESULT_STRING_U32`.
fn constant(world: &World, ty: &Type) -> String {
    let id = match ty {
        Type::Id(id) => *id,
        Type::ErrorContext => return "ERROR_CONTEXT".to_owned(),
        primitive => return format!("{primitive:?}").to_uppercase(),
    };
    let definition = &world.resolve.types[id];
    if let Some(name) = &definition.name {
        return upper(name);
    }
    let many = |word: &str, types: &[Option<&Type>]| {
        let names = types.iter().map(|it| match it {
            Some(it) => constant(world, it),
            None => "VOID".to_owned(),
        });
        let names: Vec<_> = names.collect();
        format!("{word}_{}", names.join("_"))
    };
    match &definition.kind {
        TypeDefKind::Option(it) => many("OPTION", &[Some(it)]),
        TypeDefKind::List(it) | TypeDefKind::FixedLengthList(it, _) => many("LIST", &[Some(it)]),
        TypeDefKind::Map(key, value) => many("MAP", &[Some(key), Some(value)]),
        TypeDefKind::Result(it) => many("RESULT", &[it.ok.as_ref(), it.err.as_ref()]),
        TypeDefKind::Tuple(it) => many("TUPLE", &it.types.iter().map(Some).collect::<Vec<_>>()),
        TypeDefKind::Stream(it) => many("STREAM", &[it.as_ref()]),
        TypeDefKind::Future(it) => many("FUTURE", &[it.as_ref()]),
        TypeDefKind::Type(it) => constant(world, it),
        _ => "OTHER".to_owned(),
    }
}

/// A name as a constant, such as `MESSAGE_CHUNK`.
fn upper(name: &str) -> String {
    name.replace('-', "_").to_uppercase()
}
