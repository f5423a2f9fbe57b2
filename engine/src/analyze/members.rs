//! What wit-parser lets pass and no binary can hold: names that are there twice or differ in case
//! only, types without members, and too many flags.

use std::collections::BTreeMap;

use model::{Diagnostic, Related};
use wit_parser::{
    Function, SourceMap, Span, TypeDef, TypeDefKind, UnresolvedPackage, UnresolvedPackageGroup,
};

use super::explain::place;
use crate::diagnostics;

/// Flags that a value of one type can have.
const MAX_FLAGS: usize = 32;

/// Everything of the kind in a group of packages.
pub(super) fn check(group: &UnresolvedPackageGroup) -> Vec<Diagnostic> {
    let mut checker = Checker {
        sources: &group.source_map,
        found: Vec::new(),
    };
    for package in std::iter::once(&group.main).chain(&group.nested) {
        checker.check_package(package);
    }
    checker.found
}

/// A name and its place.
type Name<'a> = (&'a str, Span);

struct Checker<'a> {
    sources: &'a SourceMap,
    found: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn check_package(&mut self, package: &UnresolvedPackage) {
        for (_, ty) in package.types.iter() {
            self.check_type(ty);
        }
        for (_, interface) in package.interfaces.iter() {
            let types = interface.types.values().map(|id| &package.types[*id]);
            let types = types.filter_map(|ty| Some((ty.name.as_deref()?, ty.span)));
            let functions = interface.functions.values();
            let functions = functions.map(|it| (it.name.as_str(), it.span));
            self.check_names("name", types.chain(functions).collect());
            for function in interface.functions.values() {
                self.check_function(function);
            }
        }
    }

    fn check_function(&mut self, function: &Function) {
        let params = function.params.iter().map(|it| (it.name.as_str(), it.span));
        self.check_names("parameter", params.collect());
    }

    fn check_type(&mut self, ty: &TypeDef) {
        let name = ty.name.as_deref().unwrap_or_default();
        match &ty.kind {
            TypeDefKind::Record(it) => {
                let fields = it.fields.iter().map(|it| (it.name.as_str(), it.span));
                self.check_names("field", fields.collect());
                if it.fields.is_empty() {
                    self.report(ty.span, format!("record `{name}` has no field"), "add one");
                }
            }
            TypeDefKind::Variant(it) => {
                let cases = it.cases.iter().map(|it| (it.name.as_str(), it.span));
                self.check_names("case", cases.collect());
            }
            TypeDefKind::Enum(it) => {
                let cases = it.cases.iter().map(|it| (it.name.as_str(), it.span));
                self.check_names("case", cases.collect());
            }
            TypeDefKind::Flags(it) => {
                let flags = it.flags.iter().map(|it| (it.name.as_str(), it.span));
                self.check_names("flag", flags.collect());
                let count = it.flags.len();
                if count == 0 {
                    self.report(ty.span, format!("flags `{name}` has no flag"), "add one");
                } else if count > MAX_FLAGS {
                    let message =
                        format!("flags `{name}` has {count} flags, {MAX_FLAGS} is the most");
                    self.report(ty.span, message, "part it into several types");
                }
            }
            TypeDefKind::Tuple(it) if it.types.is_empty() => {
                let hint = "name at least one type";
                self.report(
                    ty.span,
                    "a tuple of no types cannot be passed".to_owned(),
                    hint,
                );
            }
            _ => {}
        }
    }

    /// Names that may not be there twice, whatever their case.
    fn check_names(&mut self, kind: &str, names: Vec<Name>) {
        let mut seen: BTreeMap<String, Name> = BTreeMap::new();
        for (name, span) in names {
            let Some((first, first_span)) = seen.get(&name.to_lowercase()).copied() else {
                seen.insert(name.to_lowercase(), (name, span));
                continue;
            };
            let shown = |name: &str| name.rsplit(['.', ']']).next().unwrap_or(name).to_owned();
            let (message, hint) = match first == name {
                true => (
                    format!("there are two {kind}s `{name}`"),
                    "rename one of them",
                ),
                false => (
                    format!(
                        "{kind} `{}` differs from `{}` in case only",
                        shown(name),
                        shown(first)
                    ),
                    "case does not tell names apart: choose another one",
                ),
            };
            let related = place(self.sources, first_span).map(|(path, span)| Related {
                path,
                span,
                message: "the first is here".to_owned(),
            });
            self.report(span, message, hint);
            if let Some(diagnostic) = self.found.last_mut() {
                diagnostic.related.extend(related);
            }
        }
    }

    fn report(&mut self, span: Span, message: String, hint: &str) {
        let at = place(self.sources, span);
        self.found.extend(at.map(|(path, span)| Diagnostic {
            path,
            span,
            message,
            hint: Some(hint.to_owned()),
            ..diagnostics::error()
        }));
    }
}
