//! Projects to start from: everything that makes a component of a world build.

use model::{EngineError, Project, ProjectKind};
use serde_bytes::ByteBuf;

use crate::bindings::Sources;
use crate::fault::fault;
use crate::world::World;

/// Every kind of project.
pub(crate) fn list() -> Vec<ProjectKind> {
    Vec::new()
}

/// A project.
///
/// # Errors
///
/// `no-such-project`.
pub(crate) fn start(_: &World, kind: &str) -> Result<Project, EngineError> {
    let message = format!("there is no kind of project `{kind}`");
    Err(fault("no-such-project", message))
}

/// How a host makes use of a world: Wasmtime's macro.
pub(crate) fn host_macro(world: &World) -> Sources {
    let template = include_str!("../templates/host.rs.txt");
    let id = world.resolve.worlds[world.id].package.map(|package| {
        let package = &world.resolve.packages[package].name;
        package.interface_id(world.name())
    });
    let text = template.replace("{{world}}", &id.unwrap_or_default());
    let text = text.replace(
        "{{World}}",
        &heck::ToUpperCamelCase::to_upper_camel_case(world.name()),
    );
    Sources::from([("host.rs".to_owned(), ByteBuf::from(text))])
}
