//! Bindings of a world, one file a language.

mod c;
mod cpp;
mod csharp;
mod d;
mod go;
mod markdown;
mod moonbit;
mod options;
mod rust;
mod typescript;

use std::collections::BTreeMap;

use model::{EngineError, Generated, Generator};
use serde_bytes::ByteBuf;
use wit_bindgen_core::{Files, WorldGenerator};

use crate::fault::fault;
use crate::world::World;
pub(crate) use options::{Kind, Option, Options};

/// The release of all `wit-bindgen-*` crates.
pub(crate) const WIT_BINDGEN: &str = "0.62.0";
/// The release of js-component-bindgen.
pub(crate) const JS_COMPONENT_BINDGEN: &str = "2.18.0";

/// A language that bindings are generated for.
pub(crate) struct Language {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    /// The crate that owns the job.
    pub(crate) tool: &'static str,
    pub(crate) options: &'static [Option],
    pub(crate) generate: fn(World, &Options) -> anyhow::Result<Sources>,
}

/// Path to contents.
pub(crate) type Sources = BTreeMap<String, ByteBuf>;

/// Those that components are written in most come first.
const LANGUAGES: [&Language; 9] = [
    &rust::LANGUAGE,
    &typescript::LANGUAGE,
    &go::LANGUAGE,
    &c::LANGUAGE,
    &cpp::LANGUAGE,
    &csharp::LANGUAGE,
    &moonbit::LANGUAGE,
    &d::LANGUAGE,
    &markdown::LANGUAGE,
];

/// Every language, and what can be chosen about it.
pub(crate) fn list() -> Vec<Generator> {
    let describe = |language: &&Language| Generator {
        id: language.id.to_owned(),
        name: language.name.to_owned(),
        tool: match language.tool {
            "js-component-bindgen" => format!("{} {JS_COMPONENT_BINDGEN}", language.tool),
            tool => format!("{tool} {WIT_BINDGEN}"),
        },
        options: language.options.iter().map(Option::describe).collect(),
    };
    LANGUAGES.iter().map(describe).collect()
}

/// Bindings of a world.
///
/// # Errors
///
/// `no-such-generator`, `bad-option`, and `not-generated` when the generator refuses the world.
pub(crate) fn generate(
    world: World,
    id: &str,
    options: &BTreeMap<String, String>,
) -> Result<Generated, EngineError> {
    let language = LANGUAGES.into_iter().find(|language| language.id == id);
    let language = language.ok_or_else(|| {
        let known = LANGUAGES.map(|language| language.id).join(", ");
        fault(
            "no-such-generator",
            format!("there is no generator `{id}`; there are {known}"),
        )
    })?;
    let options = Options::checked(options, language)?;
    match (language.generate)(world, &options) {
        Ok(files) => Ok(Generated { files }),
        Err(error) => {
            let message = format!("{} refuses this world: {error:#}", language.tool);
            Err(fault("not-generated", message))
        }
    }
}

/// Runs a generator of wit-bindgen.
pub(crate) fn run(
    mut generator: Box<dyn WorldGenerator>,
    mut world: World,
) -> anyhow::Result<Sources> {
    let mut files = Files::default();
    generator.generate(&mut world.resolve, world.id, &mut files)?;
    let files = files.iter();
    Ok(files
        .map(|(path, contents)| (path.to_owned(), ByteBuf::from(contents)))
        .collect())
}

#[test]
fn releases_are_those_of_the_lock_file() {
    let lock = include_str!("../../Cargo.lock");
    let has = |name: &str, version: &str| {
        lock.contains(&format!("name = \"{name}\"\nversion = \"{version}\""))
    };
    for language in LANGUAGES {
        let version = match language.tool {
            "js-component-bindgen" => JS_COMPONENT_BINDGEN,
            _ => WIT_BINDGEN,
        };
        assert!(has(language.tool, version), "{} {version}", language.tool);
    }
}
