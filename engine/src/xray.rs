//! The graph of a composed component, out of its binary.
//!
//! What a binary keeps: the components that are nested in it, the order and the arguments of their
//! instances, and names of instances where it was not stripped. What it loses: comments, and what
//! the components and the composition were called.

mod draw;
mod level;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use model::{
    Artifact, EncodeCompositionRequest, EncodeForm, EngineError, Inspection, KnownComponent,
    NamedComponent, Part, Recomposed, Validation, XRay, XRayRequest,
};
use serde_bytes::ByteBuf;

use crate::composed::encode_composition;
use crate::diagnostics::failure;
use crate::inspect::inspect;
use crate::open::kebab;
use level::Level;

/// What the binary tells about its making, and a text that makes one like it.
///
/// # Errors
///
/// `not-a-component` for a core module or a WIT package, `invalid` for what does not validate,
/// `malformed` for what cannot be read.
pub fn xray(request: &XRayRequest) -> Result<XRay, EngineError> {
    let XRayRequest { name, bytes, known } = request;
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
    let parts = parts(&level, known, &mut xray.notes);
    xray.graph = draw::graph(&level, &parts);
    if parts.values().all(|part| part.can_stand_alone) {
        match write::text(&level, &parts, &whole, &composition_name(name)) {
            Ok(text) => recompose(&mut xray, text, &parts, &whole, bytes),
            Err(lacks) => xray.notes.extend(lacks),
        }
    }
    xray.parts = each_once(&level, parts);
    Ok(xray)
}

/// The parts without those of the same bytes, and how many instances there are of each.
fn each_once(level: &Level, parts: BTreeMap<usize, Named>) -> Vec<Part> {
    let mut counts = BTreeMap::<usize, u32>::new();
    let made = level.instantiations.iter();
    for nested in made.filter_map(|it| level.nested_of(it.component)) {
        if let Some(part) = parts.get(&nested) {
            *counts.entry(part.first).or_default() += 1;
        }
    }
    let firsts = parts
        .into_iter()
        .filter(|(index, part)| part.first == *index);
    let told = firsts.map(|(index, part)| part.into_part(counts.remove(&index).unwrap_or(0)));
    told.collect()
}

/// A nested component as the text and the graph call it.
struct Named {
    name: String,
    inspection: Inspection,
    bytes: Vec<u8>,
    /// The first nested component of the same bytes.
    first: usize,
    /// Whether it is valid outside of what it is nested in.
    can_stand_alone: bool,
    is_composed: bool,
}

impl Named {
    fn into_part(self, instances: u32) -> Part {
        Part {
            name: self.name,
            digest: self.inspection.digest,
            size: self.inspection.size,
            bytes: ByteBuf::from(self.bytes),
            is_composed: self.is_composed,
            instances,
        }
    }
}

/// The nested components by their place among them.
fn parts(
    level: &Level,
    known: &[KnownComponent],
    notes: &mut Vec<String>,
) -> BTreeMap<usize, Named> {
    let mut parts = BTreeMap::<usize, Named>::new();
    let mut taken: BTreeSet<String> = known.iter().map(|it| it.name.clone()).collect();
    for (index, nested) in level.nested.iter().enumerate() {
        let Ok(inspection) = inspect(nested.bytes) else {
            continue;
        };
        let same = parts
            .values()
            .find(|it| it.inspection.digest == inspection.digest);
        let (name, first) = match same {
            Some(same) => (same.name.clone(), same.first),
            None => {
                let kept = known.iter().find(|it| it.digest == inspection.digest);
                let name = match kept {
                    Some(kept) => kept.name.clone(),
                    None => free_name(&level.wished_name(index, &inspection), &taken),
                };
                taken.insert(name.clone());
                (name, index)
            }
        };
        let can_stand_alone = inspection.validation == Validation::Valid;
        if !can_stand_alone && level.is_composition() {
            notes.push(format!(
                "`{name}` refers to things around it, so it cannot be taken out"
            ));
        }
        let is_composed = level::read(nested.bytes).is_ok_and(|it| it.is_composition());
        let bytes = nested.bytes.to_vec();
        let part = Named {
            name,
            inspection,
            bytes,
            first,
            can_stand_alone,
            is_composed,
        };
        parts.insert(index, part);
    }
    parts
}

/// `local:greeter`, with a number when that is taken.
fn free_name(wish: &str, taken: &BTreeSet<String>) -> String {
    let base = format!("local:{}", kebab(wish));
    let mut names = std::iter::once(base.clone()).chain((2..).map(|it| format!("{base}{it}")));
    names.find(|name| !taken.contains(name)).unwrap_or(base)
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

/// Composes the text of the parts, and tells how the result relates to the whole.
fn recompose(
    xray: &mut XRay,
    text: String,
    parts: &BTreeMap<usize, Named>,
    whole: &Inspection,
    bytes: &[u8],
) {
    let components = parts.values().map(|part| NamedComponent {
        name: part.name.clone(),
        bytes: ByteBuf::from(part.bytes.clone()),
    });
    let request = EncodeCompositionRequest {
        text,
        components: components.collect(),
        form: EncodeForm::default(),
    };
    match encode_composition(&request) {
        Ok(made) => {
            xray.likeness = match () {
                () if made.bytes == bytes => Recomposed::Identical,
                () if world(&made.inspection) == world(whole) => Recomposed::Equivalent,
                () => Recomposed::Different {
                    wit: made.inspection.wit,
                },
            };
            xray.text = Some(request.text);
        }
        Err(error) => {
            let note = format!("no WAC text makes it again: {}", error.message);
            xray.notes.push(note);
        }
    }
}

/// A world without the order of its items.
fn world(inspection: &Inspection) -> [BTreeMap<&str, (&str, model::ExternKind)>; 2] {
    [&inspection.imports, &inspection.exports].map(|externs| {
        let items = externs.iter();
        items
            .map(|it| (it.name.as_str(), (it.wit.as_str(), it.kind)))
            .collect()
    })
}
