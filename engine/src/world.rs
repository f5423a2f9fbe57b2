//! A world with everything that it pulls in, and why.

mod declared;
mod externs;
mod gates;
mod lend;
mod source;
mod why;

use std::collections::BTreeMap;

use model::{
    EngineError, Gate, Inclusion, Location, PackageOutline, WorldChoice, WorldExtern, WorldView,
};
use wit_parser::{PackageName, Resolve, Span, Stability, World, WorldId, WorldKey};

use crate::components::Components;
use crate::pack::Pack;
use crate::wit_text::{declared_names, package_name};
use crate::{analyze, diagnostics};
use externs::Externs;
use gates::Gates;
use why::Reasons;

pub(crate) use externs::{declaration, keyword};
pub(crate) use source::{Root, Wit, open, open_binary, open_bundled};

/// What a world imports and exports, with docs and reasons.
///
/// # Errors
///
/// `no-such-package`, `no-such-world`, `which-world` and `not-wit`, each said in words.
pub(crate) fn describe(
    files: &BTreeMap<String, String>,
    of: &WorldChoice,
    pack: &mut Pack,
    components: &mut Components,
) -> Result<WorldView, EngineError> {
    let wit = open(&of.source, files, pack, components)?;
    let gates = Gates::new(&wit, files, pack);
    let id = match wit.world(of.world.as_deref()) {
        Ok(id) => id,
        Err(error) => return gates.shut(of.world.as_deref()).ok_or(error),
    };
    let features = gates.features();
    let resolve = &wit.resolve;
    let world = &resolve.worlds[id];
    let mut reasons = Reasons::new(&wit, pack);
    let includes = reasons.includes(id);
    let mut externs = Externs::new(&wit, id, &mut reasons);
    let imports = externs.of_side(false);
    let exports = externs.of_side(true);
    drop(reasons);
    let (mut imports, mut exports) = (imports, exports);
    if wit.is_binary {
        let mut lender = Lender::new(files, pack);
        let all = imports.iter_mut().chain(&mut exports);
        all.for_each(|item| lender.lend(item));
    }
    let mut view = WorldView {
        name: wit.world_name(id),
        package: (!wit.is_component())
            .then(|| package_of(resolve, world))
            .flatten(),
        docs: world.docs.contents.clone(),
        gate: gate(&world.stability),
        at: place(resolve, world.span),
        includes,
        imports,
        exports,
        wit: String::new(),
        features,
    };
    view.wit = elaborated(&view, &world.name);
    Ok(view)
}

/// What has docs of interfaces that came without.
struct Lender<'a> {
    own: Resolve,
    pack: &'a mut Pack,
}

impl Lender<'_> {
    fn new<'a>(files: &BTreeMap<String, String>, pack: &'a mut Pack) -> Lender<'a> {
        Lender {
            own: analyze::resolve(files, pack).0,
            pack,
        }
    }

    fn lend(&mut self, item: &mut WorldExtern) {
        let Some(package) = item.package.as_deref().and_then(package_name) else {
            return;
        };
        let bundled;
        let resolve = match self.own.package_names.contains_key(&package) {
            true => &self.own,
            false => {
                bundled = self.pack.resolve(&[package.clone()].into(), &[].into());
                &bundled
            }
        };
        let found = resolve.interfaces.iter().map(|(id, _)| id);
        let found = found
            .into_iter()
            .find(|id| resolve.id_of(*id).as_ref() == Some(&item.name));
        if let Some(id) = found {
            let key = WorldKey::Interface(id);
            lend::lend(
                item,
                externs::interface(resolve, item.name.clone(), &key, id),
            );
        }
    }
}

/// Every package of the pack, by what its texts declare.
pub(crate) fn list_bundled(pack: &Pack) -> Vec<PackageOutline> {
    let outlines = pack.texts().map(|(name, texts)| {
        let texts: Vec<&str> = texts.collect();
        let declared = |keyword| {
            let names = texts.iter().flat_map(|text| declared_names(text, keyword));
            names.map(str::to_owned).collect()
        };
        PackageOutline {
            name: name.to_string(),
            interfaces: declared("interface"),
            worlds: declared("world"),
            bundled: Vec::new(),
        }
    });
    outlines.collect()
}

/// The world as one text, with all that `use` and `include` pull in.
fn elaborated(view: &WorldView, name: &str) -> String {
    let mut text = String::new();
    if let Some(package) = &view.package {
        text.push_str(&format!("package {package};\n\n"));
    }
    text.push_str(&format!("world {name} {{\n"));
    for (keyword, externs) in [("import", &view.imports), ("export", &view.exports)] {
        for item in externs {
            let line = match item.kind {
                model::ExternKind::Interface if item.package.is_some() => {
                    format!("{keyword} {};", item.name)
                }
                model::ExternKind::Interface => {
                    let body = indented(&item.wit);
                    format!("{keyword} {}: interface {{\n{body}}}", item.name)
                }
                model::ExternKind::Function => format!("{keyword} {};", item.wit),
                _ => item.wit.clone(),
            };
            text.push_str(&indented(&line));
        }
    }
    text + "}\n"
}

fn indented(text: &str) -> String {
    let lines = text.lines().map(|line| match line {
        "" => "\n".to_owned(),
        line => format!("  {line}\n"),
    });
    lines.collect()
}

/// Where a span of a resolve is, as the page names files.
pub(crate) fn place(resolve: &Resolve, span: Span) -> Option<Location> {
    let at = resolve.source_map.resolve_span(span)?;
    Some(Location {
        path: at.path.to_owned(),
        span: diagnostics::span(at.range),
    })
}

/// What attributes promise.
pub(crate) fn gate(stability: &Stability) -> Gate {
    match stability {
        Stability::Unknown => Gate::default(),
        Stability::Stable { since, deprecated } => Gate {
            since: Some(since.to_string()),
            deprecated: deprecated.as_ref().map(ToString::to_string),
            unstable: None,
        },
        Stability::Unstable {
            feature,
            deprecated,
        } => Gate {
            unstable: Some(feature.clone()),
            deprecated: deprecated.as_ref().map(ToString::to_string),
            since: None,
        },
    }
}

fn package_of(resolve: &Resolve, world: &World) -> Option<String> {
    Some(resolve.packages[world.package?].name.to_string())
}

/// A world by its full name, such as `wasi:http/proxy@0.2.3`.
pub(crate) fn world_id(resolve: &Resolve, package: &PackageName, name: &str) -> Option<WorldId> {
    let package = resolve.package_names.get(package)?;
    resolve.packages[*package].worlds.get(name).copied()
}

/// An `include` as it is told.
fn inclusion(include: &declared::Include) -> Inclusion {
    Inclusion {
        world: include.full_name(),
        renames: include.renames.clone(),
        at: include.at.clone(),
    }
}
