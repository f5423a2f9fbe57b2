//! The components that a composition is made of.

use std::collections::{BTreeMap, BTreeSet};

use model::{Inspection, KnownComponent, Part, Validation};
use serde_bytes::ByteBuf;

use super::level::{self, Level, Source};
use super::{Stub, worlds};
use crate::inspect::inspect;
use crate::open::kebab;

/// A component as the text and the graph call it.
pub(super) struct Named {
    pub(super) name: String,
    pub(super) inspection: Inspection,
    pub(super) bytes: Vec<u8>,
    /// The first component of the same bytes.
    first: Source,
    /// Whether it is valid outside of what it is nested in.
    pub(super) can_stand_alone: bool,
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
            is_package: false,
            instances,
        }
    }
}

/// The nested components by their place among them.
pub(super) fn nested(
    level: &Level,
    known: &[KnownComponent],
    notes: &mut Vec<String>,
) -> BTreeMap<Source, Named> {
    let mut parts = BTreeMap::<Source, Named>::new();
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
                (name, Source::Nested(index))
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
        parts.insert(Source::Nested(index), part);
    }
    parts
}

/// `local:greeter`, with a number when that is taken.
fn free_name(wish: &str, taken: &BTreeSet<String>) -> String {
    let base = format!("local:{}", kebab(wish));
    let mut names = std::iter::once(base.clone()).chain((2..).map(|it| format!("{base}{it}")));
    names.find(|name| !taken.contains(name)).unwrap_or(base)
}

/// Stands stubs in for the components that are imported.
pub(super) fn add_imported(parts: &mut BTreeMap<Source, Named>, level: &Level, stub: Stub) {
    for import in level.imported_components() {
        let it = &level.imports[import];
        let definition = it.component.and_then(|ty| level.declaration(ty));
        let bytes = definition.and_then(|it| stub(&worlds::of_component(it)));
        let Some((inspection, bytes)) = bytes.and_then(|it| Some((inspect(&it).ok()?, it))) else {
            continue;
        };
        let part = Named {
            name: imported_name(it.name),
            inspection,
            bytes,
            first: Source::Import(import),
            can_stand_alone: true,
            is_composed: false,
        };
        parts.insert(Source::Import(import), part);
    }
}

/// `example:greeter@1.0.0` of `unlocked-dep=<example:greeter@{>=1.0.0}>`, as wac writes it.
fn imported_name(name: &str) -> String {
    let Some((_, inner)) = name.split_once("-dep=<") else {
        return format!("local:{}", kebab(name));
    };
    if let Some((path, version)) = inner.split_once("@{>=") {
        let version = version.split(['}', ' ']).next().unwrap_or(version);
        return format!("{path}@{version}");
    }
    let inner = inner.split('>').next().unwrap_or(inner);
    inner.trim_end_matches("@*").to_owned()
}

/// The parts without those of the same bytes, and how many instances there are of each.
pub(super) fn each_once(level: &Level, parts: BTreeMap<Source, Named>) -> Vec<Part> {
    let mut counts = BTreeMap::<Source, u32>::new();
    let made = level.instantiations.iter();
    for source in made.filter_map(|it| level.source(it.component)) {
        if let Some(part) = parts.get(&source) {
            *counts.entry(part.first).or_default() += 1;
        }
    }
    let firsts = parts
        .into_iter()
        .filter(|(source, part)| part.first == *source && matches!(source, Source::Nested(_)));
    let told = firsts.map(|(source, part)| part.into_part(counts.remove(&source).unwrap_or(0)));
    told.collect()
}
