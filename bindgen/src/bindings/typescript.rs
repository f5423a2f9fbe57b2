//! Types for TypeScript, by js-component-bindgen: as jco's `guest-types` and `types` write them.

use js_component_bindgen::{InstantiationMode, TranspileOpts, generate_types};
use serde_bytes::ByteBuf;

use super::{Kind, Language, Option, Options, Sources};
use crate::world::World;

pub(crate) const LANGUAGE: Language = Language {
    id: "typescript",
    name: "TypeScript",
    tool: "js-component-bindgen",
    options: &[
        Option {
            id: "side",
            label: "Side",
            hint: "A guest implements the exports and is componentized; a host calls the transpiled component.",
            kind: Kind::Choice(&["guest", "host"]),
        },
        Option {
            id: "instantiation",
            label: "Instantiation",
            hint: "For a host: a module, or a function that makes an instance out of imports.",
            kind: Kind::Choice(&["module", "async", "sync"]),
        },
        Option {
            id: "flags-as-bigint",
            label: "Flags as `bigint`",
            hint: "Rather than objects of booleans.",
            kind: Kind::Flag,
        },
        Option {
            id: "variants-inline-cases",
            label: "Cases in place",
            hint: "Without a named interface for each case of a variant.",
            kind: Kind::Flag,
        },
        Option {
            id: "screaming-enums",
            label: "Upper-case enums",
            hint: "Values of an enum are written `LIKE_THIS`.",
            kind: Kind::Flag,
        },
    ],
    generate,
};

fn generate(world: World, options: &Options) -> anyhow::Result<Sources> {
    let name = world.name().to_owned();
    let opts = TranspileOpts {
        name: name.clone(),
        guest: options.get("side") != Some("host"),
        instantiation_mode: match options.get("instantiation") {
            Some("async") => Some(InstantiationMode::Async),
            Some("sync") => Some(InstantiationMode::Sync),
            _ => None,
        },
        flags_as_bigint: options.has("flags-as-bigint"),
        variants_inline_cases: options.has("variants-inline-cases"),
        enum_values_screaming_snake_case: options.has("screaming-enums"),
        ..TranspileOpts::default()
    };
    let files = generate_types(&name, world.resolve, world.id, opts)?;
    let files = files.into_iter();
    Ok(files
        .map(|(path, contents)| (path, ByteBuf::from(contents)))
        .collect())
}
