//! The graph of a composed component, out of its binary.
//!
//! What a binary keeps: the components that are nested in it, the order and the arguments of their
//! instances, and names of instances where it was not stripped. What it loses: comments, and what
//! the components and the composition were called.

mod draw;
mod level;
mod likeness;
mod parts;
mod worlds;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use model::{Artifact, EncodedWorld, EngineError, Inspection, Part, Validation, XRay, XRayRequest};
use serde_bytes::ByteBuf;

use crate::crowd;
use crate::diagnostics::failure;
use crate::inspect::inspect;
use crate::open::kebab;
use level::{Level, Source};
use parts::Named;

/// A component of a world that does nothing, for what a composition imports instead of having it.
pub type Stub<'a> = &'a dyn Fn(&EncodedWorld) -> Option<Vec<u8>>;

/// What the binary tells about its making, and a text that makes one like it.
///
/// # Errors
///
/// `not-a-component` for a core module or a WIT package, `invalid` for what does not validate,
/// `malformed` for what cannot be read.
pub fn xray(request: &XRayRequest, stub: Stub) -> Result<XRay, EngineError> {
    let XRayRequest { bytes, known, .. } = request;
    let whole = inspect(bytes)?;
    if whole.artifact != Artifact::Component {
        let message = "it is no component: only components are composed of others";
        return Err(failure("not-a-component", message));
    }
    if let Validation::Invalid { diagnostic } = &whole.validation {
        let message = format!("it is not valid: {}", diagnostic.message);
        return Err(failure("invalid", message));
    }
    let level = level::read(bytes).map_err(|error| failure("malformed", error.message()))?;
    let mut xray = XRay {
        modules: level.modules.clone(),
        ..XRay::default()
    };
    if !level.is_composition() {
        xray.notes.push(of_one_program(&level));
        return Ok(xray);
    }
    let mut parts = parts::nested(&level, known, &mut xray.notes);
    parts::add_imported(&mut parts, &level, stub);
    xray.graph = crowd::told(draw::graph(&level, &parts));
    if level.has_code() {
        xray.notes.push(format!(
            "it has code of its own beside its components, {}, which no WAC text can say",
            counted(level.modules.len(), "core module")
        ));
    } else if parts.values().all(|part| part.can_stand_alone) {
        recompose(&mut xray, &level, &parts, request);
    }
    tell_imported(&mut xray, &level, &parts);
    let nested = parts::each_once(&level, parts);
    xray.parts.splice(0..0, nested);
    Ok(xray)
}

/// What the recovered text calls itself: it must be none of its parts.
fn composition_name(name: &str) -> String {
    let name = name.split('@').next().unwrap_or_default();
    let (namespace, name) = name.split_once(':').unwrap_or(("local", name));
    format!("{}:{}-recomposed", kebab(namespace), kebab(name))
}

fn of_one_program(level: &Level) -> String {
    let modules = counted(level.modules.len(), "core module");
    match (level.modules.len(), level.nested.len()) {
        (0, 0) => "it has no code of its own and no components in it".to_owned(),
        (_, 0) => format!("it is one program, made of {modules}: nothing was composed"),
        (_, nested) => format!(
            "it is one program, made of {modules}: {} in it only for the types of its exports, as \
             wit-component does it",
            match nested {
                1 => "there is 1 component".to_owned(),
                _ => format!("there are {nested} components"),
            }
        ),
    }
}

fn counted(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        count => format!("{count} {noun}s"),
    }
}

/// Says which components the text asks for that are not in the binary.
fn tell_imported(xray: &mut XRay, level: &Level, parts: &BTreeMap<Source, Named>) {
    let imported = level.imported_components();
    let names = imported
        .iter()
        .filter_map(|it| parts.get(&Source::Import(*it)));
    let names: Vec<String> = names.map(|part| format!("`{}`", part.name)).collect();
    if names.is_empty() || xray.text.is_none() {
        return;
    }
    xray.notes.push(format!(
        "it imports {} instead of having {} in it: the text asks for {0}, so open {1} under {} too",
        names.join(", "),
        if names.len() == 1 { "it" } else { "them" },
        if names.len() == 1 {
            "this name"
        } else {
            "these names"
        },
    ));
}

/// Writes a text that composes the parts, and tells how what it makes relates to the whole.
fn recompose(
    xray: &mut XRay,
    level: &Level,
    parts: &BTreeMap<Source, Named>,
    request: &XRayRequest,
) {
    let name = composition_name(&request.name);
    let mut unused = BTreeSet::new();
    loop {
        let written = match write::text(level, parts, &request.bytes, &name, &unused) {
            Ok(written) => written,
            Err(lacks) => return xray.notes.extend(lacks),
        };
        let made = match likeness::compose(&written, level, parts, &request.bytes) {
            Ok(made) => made,
            Err(error) => {
                let note = format!("no WAC text makes it again: {error}");
                return xray.notes.push(note);
            }
        };
        let imports = level.imports.iter().enumerate();
        let missing = imports.filter(|(_, it)| it.component.is_none());
        let missing = missing.filter(|(_, it)| !made.imports.iter().any(|name| name == it.name));
        let missing: BTreeSet<usize> = missing.map(|(import, _)| import).collect();
        if unused.is_empty() && !missing.is_empty() {
            unused = missing;
            continue;
        }
        xray.likeness = made.likeness;
        xray.text = Some(written.text);
        let packages = written.packages.into_iter();
        xray.parts = packages.filter_map(package).collect();
        return;
    }
}

/// A WIT package that the text names.
fn package((name, bytes): (String, Vec<u8>)) -> Option<Part> {
    let Inspection { digest, size, .. } = inspect(&bytes).ok()?;
    Some(Part {
        name,
        digest,
        size,
        bytes: ByteBuf::from(bytes),
        is_composed: false,
        is_package: true,
        instances: 0,
    })
}
