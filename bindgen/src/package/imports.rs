//! Who gives a package's module what it imports: the published shims of WASI, or a file of the
//! package that is yet to be written.

use std::collections::BTreeSet;

use heck::ToLowerCamelCase;
use wit_parser::{Function, WorldItem};

use crate::project::exports::{Interface, interface};
use crate::project::javascript::{class, declaration, free_standing};
use crate::world::World;

/// A published package that gives WASI to JavaScript.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shim {
    /// WASI 0.2.
    P2,
    /// WASI 0.3.
    P3,
}

/// What both shims have of `wasi:*`; `io` is of 0.2 only.
const SHIMMED: [&str; 7] = [
    "cli",
    "clocks",
    "filesystem",
    "http",
    "io",
    "random",
    "sockets",
];

/// Something that the module imports.
pub(super) struct Import<'a> {
    /// In full, such as `wasi:cli/stdout@0.2.6`.
    pub(super) id: String,
    pub(super) giver: Giver,
    item: Item<'a>,
}

/// Where it comes from.
pub(super) enum Giver {
    /// A module of a shim, and its export: `cli` and `stdout`.
    Shim(Shim, String, String),
    /// A file of the package, which the user writes.
    File(String),
}

enum Item<'a> {
    Interface(Interface<'a>),
    Function(&'a Function),
}

impl Shim {
    /// Its name on npm.
    pub(super) fn package(self) -> &'static str {
        match self {
            Shim::P2 => "@bytecodealliance/preview2-shim",
            Shim::P3 => "@bytecodealliance/preview3-shim",
        }
    }

    /// The releases that fit js-component-bindgen's.
    pub(super) fn version(self) -> &'static str {
        match self {
            Shim::P2 => "^0.26.1",
            Shim::P3 => "^0.7.0",
        }
    }

    /// Of what version of WASI something is.
    fn of(version: &str) -> Option<Shim> {
        match version {
            _ if version.starts_with("0.2.") => Some(Shim::P2),
            _ if version.starts_with("0.3.") => Some(Shim::P3),
            _ => None,
        }
    }
}

impl Import<'_> {
    /// What the module says it imports.
    pub(super) fn specifier(&self) -> String {
        match &self.giver {
            Giver::Shim(shim, module, member) => format!("{}/{module}#{member}", shim.package()),
            Giver::File(path) => format!("./{path}"),
        }
    }

    pub(super) fn is_of(&self, wanted: Shim) -> bool {
        matches!(self.giver, Giver::Shim(shim, ..) if shim == wanted)
    }

    /// The file to write: everything is there and says what it lacks.
    pub(super) fn text(&self) -> String {
        let mut out = format!("// What the component imports as `{}`.\n", self.id);
        match &self.item {
            Item::Function(function) => out.push_str(&declaration(function, "export default ")),
            Item::Interface(interface) => {
                for resource in &interface.resources {
                    out.push_str(&format!("\nexport {}", class(resource, true)));
                }
                for function in &interface.functions {
                    out.push_str(&format!("\n{}", free_standing(function)));
                }
            }
        }
        out
    }
}

/// All that a world imports and that is more than types.
pub(super) fn imports(world: &World) -> Vec<Import<'_>> {
    let World { resolve, id } = world;
    let mut taken = BTreeSet::new();
    let mut imports = Vec::new();
    for (key, item) in &resolve.worlds[*id].imports {
        let name = resolve.name_world_key(key);
        let item = match item {
            WorldItem::Function(function) => Item::Function(function),
            WorldItem::Interface { id, .. } => {
                Item::Interface(interface(resolve, *id, name.clone()))
            }
            WorldItem::Type { .. } => continue,
        };
        let giver = shim(&name).unwrap_or_else(|| Giver::File(file(&name, &mut taken)));
        imports.push(Import {
            id: name,
            giver,
            item,
        });
    }
    imports
}

fn shim(name: &str) -> Option<Giver> {
    let (path, version) = name.strip_prefix("wasi:")?.split_once('@')?;
    let (package, interface) = path.split_once('/')?;
    let shim = Shim::of(version)?;
    let is_there = SHIMMED.contains(&package);
    is_there.then(|| Giver::Shim(shim, package.to_owned(), interface.to_lower_camel_case()))
}

/// `imports/example-kv-store.js`; with the version where another of that name is there.
fn file(name: &str, taken: &mut BTreeSet<String>) -> String {
    let path = |name: &str| format!("imports/{}.js", name.replace([':', '/', '@'], "-"));
    let plain = path(name.split('@').next().unwrap_or(name));
    match taken.insert(plain.clone()) {
        true => plain,
        false => path(name),
    }
}
