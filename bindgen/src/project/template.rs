//! Files that are the same for every world, but for some names.

use heck::ToSnakeCase;

use super::{type_name, wit};
use crate::bindings::WIT_BINDGEN;
use crate::world::World;

/// A file of a project.
pub(super) struct Template {
    pub(super) path: &'static str,
    pub(super) text: &'static str,
}

/// Makes a [`Template`] of a file below `templates/`; without `.txt`, which keeps the repository's
/// own tools from taking it for theirs, its name is its path.
macro_rules! template {
    ($folder:literal, $path:literal) => {
        $crate::project::template::Template {
            path: $path,
            text: include_str!(concat!("../../templates/", $folder, "/", $path, ".txt")),
        }
    };
}
pub(super) use template;

/// The text with every name in its place; `bodies` stands where the source of a world is.
pub(super) fn fill(text: &str, world: &World, bodies: &str) -> String {
    let names = [
        ("{{world}}", world.name().to_owned()),
        ("{{world_snake}}", world.name().to_snake_case()),
        ("{{World}}", type_name(world)),
        ("{{world_id}}", world.id()),
        ("{{package}}", world.package_name()),
        ("{{dependencies}}", wit::dependencies(world)),
        ("{{wit_bindgen}}", WIT_BINDGEN.to_owned()),
        ("{{bodies}}", bodies.trim_end().to_owned()),
    ];
    names.iter().fold(text.to_owned(), |text, (mark, name)| {
        text.replace(mark, name)
    })
}
