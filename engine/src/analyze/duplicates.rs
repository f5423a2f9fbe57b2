//! Fields, cases and flags that a type has twice, which wit-parser lets pass and which no binary
//! can hold.

use std::collections::BTreeSet;

use model::Diagnostic;
use wit_parser::{Span, TypeDef, TypeDefKind, UnresolvedPackageGroup};

use super::explain::place;
use crate::diagnostics;

/// Every second field, case or flag of one name in the types of a group.
pub(super) fn duplicates(group: &UnresolvedPackageGroup) -> Vec<Diagnostic> {
    let packages = std::iter::once(&group.main).chain(&group.nested);
    let types = packages.flat_map(|package| package.types.iter().map(|(_, ty)| ty));
    let second = types.flat_map(|ty| {
        let (kind, members) = members(ty);
        let mut seen = BTreeSet::new();
        let second = members
            .into_iter()
            .filter(move |(name, _)| !seen.insert(*name));
        second.map(move |(name, span)| (kind, name, span))
    });
    let in_text = second.filter_map(|(kind, name, span)| {
        let (path, span) = place(&group.source_map, span)?;
        Some(Diagnostic {
            path,
            span,
            message: format!("there are two {kind} `{name}`"),
            ..diagnostics::error()
        })
    });
    in_text.collect()
}

/// What the members of a type are called together, and each with its name and place.
fn members(ty: &TypeDef) -> (&'static str, Vec<(&str, Span)>) {
    match &ty.kind {
        TypeDefKind::Record(record) => {
            let fields = record.fields.iter().map(|it| (it.name.as_str(), it.span));
            ("fields", fields.collect())
        }
        TypeDefKind::Variant(variant) => {
            let cases = variant.cases.iter().map(|it| (it.name.as_str(), it.span));
            ("cases", cases.collect())
        }
        TypeDefKind::Enum(it) => {
            let cases = it.cases.iter().map(|it| (it.name.as_str(), it.span));
            ("cases", cases.collect())
        }
        TypeDefKind::Flags(it) => {
            let flags = it.flags.iter().map(|it| (it.name.as_str(), it.span));
            ("flags", flags.collect())
        }
        _ => ("", Vec::new()),
    }
}
