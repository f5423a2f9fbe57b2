//! Projects to start from: everything that makes a component of a world build with the usual tool
//! of a language. What is the same for every world is a file below `templates/`.

mod c;
pub(crate) mod exports;
mod go;
pub(crate) mod javascript;
mod python;
mod rust;
mod take_home;
mod template;
mod wit;

use heck::ToUpperCamelCase;
use model::{EngineError, Project, ProjectKind};
use serde_bytes::ByteBuf;

use crate::bindings::{self, Sources};
use crate::fault::fault;
use crate::world::World;
use template::Template;

pub(crate) use take_home::take_home;

/// A kind of project.
struct Kind {
    id: &'static str,
    name: &'static str,
    summary: &'static str,
    /// Adds what is more than templates; tells the text that the source's template takes.
    start: fn(&World, &mut Sources) -> anyhow::Result<String>,
    templates: &'static [Template],
}

const KINDS: [&Kind; 6] = [
    &rust::CARGO,
    &rust::CARGO_COMPONENT,
    &javascript::KIND,
    &python::KIND,
    &go::KIND,
    &c::KIND,
];

/// Every kind of project.
pub(crate) fn list() -> Vec<ProjectKind> {
    let describe = |kind: &&Kind| ProjectKind {
        id: kind.id.to_owned(),
        name: kind.name.to_owned(),
        summary: kind.summary.to_owned(),
    };
    KINDS.iter().map(describe).collect()
}

/// A project.
///
/// # Errors
///
/// `no-such-project`, and `not-generated` when a generator refuses the world.
pub(crate) fn start(world: &World, id: &str) -> Result<Project, EngineError> {
    let kind = KINDS.into_iter().find(|kind| kind.id == id);
    let kind = kind.ok_or_else(|| {
        let known = KINDS.map(|kind| kind.id).join(", ");
        let message = format!("there is no kind of project `{id}`; there are {known}");
        fault("no-such-project", message)
    })?;
    let mut files = wit::files(world);
    let bodies = (kind.start)(world, &mut files).map_err(|error| {
        let message = format!("no {} project of this world: {error:#}", kind.name);
        fault("not-generated", message)
    })?;
    for template in kind.templates {
        let text = template::fill(template.text, world, &bodies);
        let path = template::fill(template.path, world, "");
        files.insert(path, ByteBuf::from(text));
    }
    let name = world.name().to_owned();
    Ok(Project { name, files })
}

/// How a host makes use of a world: Wasmtime's macro.
pub(crate) fn host_macro(world: &World) -> Sources {
    let text = template::fill(include_str!("../templates/host.rs.txt"), world, "");
    Sources::from([("host.rs".to_owned(), ByteBuf::from(text))])
}

/// What a generator of bindings makes, its options as given.
fn generated(world: &World, id: &str, options: &[(&str, &str)]) -> anyhow::Result<Sources> {
    let options = options.iter();
    let options = options
        .map(|(id, value)| ((*id).to_owned(), (*value).to_owned()))
        .collect();
    let generated = bindings::generate(world.clone(), id, &options);
    let generated = generated.map_err(|error| anyhow::anyhow!(error.message))?;
    Ok(generated.files)
}

/// A text among sources.
fn text_of<'a>(sources: &'a Sources, path: &str) -> anyhow::Result<&'a str> {
    let contents = sources.get(path);
    let contents = contents.ok_or_else(|| anyhow::anyhow!("there is no `{path}`"))?;
    Ok(std::str::from_utf8(contents)?)
}

/// The world's name as a type is named.
fn type_name(world: &World) -> String {
    world.name().to_upper_camel_case()
}
