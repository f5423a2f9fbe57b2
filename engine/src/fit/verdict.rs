//! What the libraries that own the rules say.

use model::{FitFinding, FitKind, FitVerdict};
use wac_graph::types::{
    ItemKind, Package, TargetValidationReport, Type, Types, WorldId, validate_target,
};

use super::{Half, by_findings, is_misfit};
use crate::diagnostics::sentence;

/// The verdict. What the libraries object to and nobody found yet is added to the findings.
pub(super) fn verdict(
    subject: &Half,
    target: &Half,
    component: Option<&[u8]>,
    findings: &mut Vec<FitFinding>,
) -> FitVerdict {
    if is_misfit(findings) {
        return FitVerdict::Misfit;
    }
    if let Some(objection) = wac_objection(subject, target, component) {
        findings.insert(0, objected(subject, objection));
    } else if let (Some(bytes), [], None) = (component, findings.as_slice(), target_binary(target))
        && let Err(error) = wit_component::targets(target.resolve, target.world, bytes)
    {
        findings.push(objected(subject, format!("{error:#}")));
    }
    by_findings(findings)
}

/// A component as a target is no world that wit-component could encode by its name.
fn target_binary<'a>(target: &'a Half) -> Option<&'a str> {
    target.wit.is_component().then_some(&target.name)
}

fn objected(subject: &Half, message: String) -> FitFinding {
    FitFinding {
        kind: FitKind::Differs,
        name: subject.name.clone(),
        is_export: false,
        message: sentence(&message),
        hint: None,
        wanted: None,
        given: None,
    }
}

/// Why wac refuses, if it does; what it cannot read is left to others.
fn wac_objection(subject: &Half, target: &Half, component: Option<&[u8]>) -> Option<String> {
    let mut types = Types::new();
    let target = wit_world(target, "target:world", &mut types)?;
    let subject = match component {
        Some(bytes) => Package::from_bytes("subject:component", None, bytes, &mut types)
            .ok()?
            .ty(),
        None => wit_world(subject, "subject:world", &mut types)?,
    };
    let report = validate_target(&types, target, subject).err()?;
    Some(told(&report))
}

fn told(report: &TargetValidationReport) -> String {
    if let Some((name, _, error)) = report.mismatched_types().next() {
        return format!("`{name}` does not fit: {error:#}");
    }
    if let Some((name, _)) = report.missing_exports().next() {
        return format!("`{name}` is not exported");
    }
    let import = report.imports_not_in_target().next().unwrap_or_default();
    format!("`{import}` is not offered")
}

/// A world of a package, as wac knows it.
fn wit_world(half: &Half, name: &str, types: &mut Types) -> Option<WorldId> {
    let (bytes, world) = half.encoded()?;
    let package = Package::from_bytes(name, None, bytes, types).ok()?;
    let ItemKind::Type(Type::World(outer)) = types[package.ty()].exports.get(world)? else {
        return None;
    };
    match types[*outer].exports.values().next()? {
        ItemKind::Component(world) => Some(*world),
        _ => None,
    }
}
