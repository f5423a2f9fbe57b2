//! Whether a component, or a world, fits another world.
//!
//! The verdict is that of wac, which lets compatible versions stand for each other, and for a
//! component that needs no such leniency that of wit-component. The reasons are found here.

mod names;
mod verdict;

use std::collections::BTreeMap;

use model::{
    ChangeKind, EngineError, Fit, FitFinding, FitKind, FitVerdict, WitSource, WorldChoice,
};
use wit_parser::{InterfaceId, Resolve, WorldId, WorldItem};

use crate::components::Components;
use crate::contrast::{
    AS_WANTED, Side, function_details, function_item, interfaces, texts, type_details,
};
use crate::pack::Pack;
use crate::print;
use crate::world::{Wit, open};
use names::{find, meant, other_track, other_version};

/// Compares what `subject` imports and exports with what `target` offers and asks for.
///
/// # Errors
///
/// As of [`crate::world::describe`].
pub(crate) fn check(
    files: &BTreeMap<String, String>,
    subject: &WorldChoice,
    target: &WorldChoice,
    pack: &mut Pack,
    components: &mut Components,
) -> Result<Fit, EngineError> {
    let subject_wit = open(&subject.source, files, pack, components)?;
    let target_wit = open(&target.source, files, pack, components)?;
    let subject_world = Half::new(&subject_wit, subject.world.as_deref())?;
    let target_world = Half::new(&target_wit, target.world.as_deref())?;
    let (mut findings, checked) = compare(&subject_world, &target_world);
    let binary = match &subject.source {
        WitSource::Component(known) if subject_wit.is_component() => {
            Some(components.component(known)?)
        }
        _ => None,
    };
    let bytes = binary.as_ref().map(|it| it.binary.bytes.as_slice());
    let verdict = verdict::verdict(&subject_world, &target_world, bytes, &mut findings);
    Ok(Fit {
        subject: subject_wit.world_name(subject_world.world),
        target: target_wit.world_name(target_world.world),
        verdict,
        findings,
        checked,
    })
}

/// Why a component does not fit a world.
///
/// # Errors
///
/// `no-such-world`.
pub(crate) fn misfits(
    subject: &Wit,
    target: &Wit,
    world: Option<&str>,
) -> Result<Vec<FitFinding>, EngineError> {
    let (subject, target) = (Half::new(subject, None)?, Half::new(target, world)?);
    Ok(compare(&subject, &target).0)
}

/// What is to be said of each import and export, and how many were compared.
fn compare(subject: &Half, target: &Half) -> (Vec<FitFinding>, u32) {
    let mut fitting = Fitting {
        subject,
        target,
        findings: Vec::new(),
    };
    let (imports, exports) = (subject.items(false), target.items(true));
    let checked = u32::try_from(imports.len() + exports.len()).unwrap_or(u32::MAX);
    for (name, item) in &imports {
        fitting.import(name, item);
    }
    for (name, item) in &exports {
        fitting.export(name, item);
    }
    let mut findings = fitting.findings;
    findings.sort_by_key(|finding| finding.kind == FitKind::Version);
    (findings, checked)
}

/// A world and where it is.
struct Half<'a> {
    wit: &'a Wit,
    resolve: &'a Resolve,
    world: WorldId,
    name: String,
}

impl<'a> Half<'a> {
    fn new(wit: &'a Wit, world: Option<&str>) -> Result<Half<'a>, EngineError> {
        let world = wit.world(world)?;
        Ok(Half {
            wit,
            resolve: &wit.resolve,
            world,
            name: wit.world_name(world),
        })
    }

    /// Imports or exports by their full names. What is bound to a resource stands in its interface.
    fn items(&self, is_export: bool) -> Vec<(String, &'a WorldItem)> {
        let world = &self.resolve.worlds[self.world];
        let items = match is_export {
            true => &world.exports,
            false => &world.imports,
        };
        let named = items
            .iter()
            .map(|(key, item)| (self.resolve.name_world_key(key), item));
        named.collect()
    }

    fn wit_of(&self, name: &str, item: &WorldItem) -> String {
        match item {
            WorldItem::Interface { id, .. } => print::interface(self.resolve, *id),
            WorldItem::Function(function) => print::signature(self.resolve, function),
            WorldItem::Type { id, .. } => print::world_type(self.resolve, self.world, name, *id),
        }
    }
}

struct Fitting<'a> {
    subject: &'a Half<'a>,
    target: &'a Half<'a>,
    findings: Vec<FitFinding>,
}

impl Fitting<'_> {
    /// What the subject imports must be offered, with all that it needs of it.
    fn import(&mut self, name: &str, item: &WorldItem) {
        let offered = self.target.items(false);
        let Some((other, found)) = find(name, &offered) else {
            // Types of a world stand for themselves wherever it is put.
            if !matches!(item, WorldItem::Type { .. }) {
                self.not_offered(name, item, &offered);
            }
            return;
        };
        self.version(name, other, false);
        let (wanted, given) = ((self.subject, item), (self.target, *found));
        self.compare(name, wanted, given, false);
    }

    /// What the target asks for must be exported.
    fn export(&mut self, name: &str, item: &WorldItem) {
        let exported = self.subject.items(true);
        let Some((other, found)) = find(name, &exported) else {
            return self.not_exported(name, item, &exported);
        };
        self.version(name, other, true);
        let (wanted, given) = ((self.target, item), (self.subject, *found));
        self.compare(name, wanted, given, true);
    }

    fn not_offered(&mut self, name: &str, item: &WorldItem, offered: &[(String, &WorldItem)]) {
        let (subject, target) = (&self.subject.name, &self.target.name);
        let hint = other_version(name, offered)
            .map(|other| format!("`{target}` offers `{other}`, which is not compatible"))
            .or_else(|| {
                let (namespace, wanted, other) = other_track(name, offered)?;
                Some(format!(
                    "`{target}` offers `{namespace}` in {other}, and this is of {wanted}: build it \
                     for a world of {other}, or choose one of {wanted}"
                ))
            })
            .or_else(|| meant(name, offered))
            .unwrap_or_else(|| format!("compose it with a component that exports `{name}`"));
        self.findings.push(FitFinding {
            kind: FitKind::NotOffered,
            name: name.to_owned(),
            is_export: false,
            message: format!("`{subject}` imports `{name}`, which `{target}` does not offer"),
            hint: Some(hint),
            wanted: Some(self.subject.wit_of(name, item)),
            given: None,
        });
    }

    fn not_exported(&mut self, name: &str, item: &WorldItem, exported: &[(String, &WorldItem)]) {
        let (subject, target) = (&self.subject.name, &self.target.name);
        let hint = other_version(name, exported)
            .map(|other| format!("`{subject}` exports `{other}`, which is not compatible"))
            .or_else(|| meant(name, exported));
        self.findings.push(FitFinding {
            kind: FitKind::NotExported,
            name: name.to_owned(),
            is_export: true,
            message: format!("`{target}` asks for `{name}`, which `{subject}` does not export"),
            hint,
            wanted: Some(self.target.wit_of(name, item)),
            given: None,
        });
    }

    fn version(&mut self, wanted: &str, given: &str, is_export: bool) {
        if wanted == given {
            return;
        }
        let (subject, target) = (&self.subject.name, &self.target.name);
        let message = match is_export {
            true => format!("`{target}` asks for `{wanted}`; `{subject}` exports `{given}`"),
            false => format!("`{subject}` imports `{wanted}`; `{target}` offers `{given}`"),
        };
        self.findings.push(FitFinding {
            kind: FitKind::Version,
            name: wanted.to_owned(),
            is_export,
            message,
            hint: Some("the versions are compatible, so hosts join them".to_owned()),
            wanted: None,
            given: None,
        });
    }

    fn compare(
        &mut self,
        name: &str,
        (wants, wanted): (&Half, &WorldItem),
        (gives, given): (&Half, &WorldItem),
        is_export: bool,
    ) {
        use WorldItem as Item;
        match (wanted, given) {
            (Item::Interface { id: wanted, .. }, Item::Interface { id: given, .. }) => {
                self.compare_interfaces(name, (wants, *wanted), (gives, *given), is_export);
            }
            (Item::Function(a), Item::Function(b)) => {
                let details = texts(function_details(
                    (wants.resolve, a),
                    (gives.resolve, b),
                    AS_WANTED,
                ));
                let wanted = function_item(wants.resolve, a).wit;
                let given = function_item(gives.resolve, b).wit;
                self.differs(name, None, details, Some(wanted), Some(given), is_export);
            }
            (Item::Type { id: a, .. }, Item::Type { id: b, .. }) => {
                let details = texts(type_details(
                    (wants.resolve, *a),
                    (gives.resolve, *b),
                    AS_WANTED,
                ));
                let (a, b) = (wants.wit_of(name, wanted), gives.wit_of(name, given));
                self.differs(name, None, details, Some(a), Some(b), is_export);
            }
            _ => {
                let (a, b) = (wants.wit_of(name, wanted), gives.wit_of(name, given));
                let details = vec!["is another kind of item".to_owned()];
                self.differs(name, None, details, Some(a), Some(b), is_export);
            }
        }
    }

    fn compare_interfaces(
        &mut self,
        name: &str,
        (wants, wanted): (&Half, InterfaceId),
        (gives, given): (&Half, InterfaceId),
        is_export: bool,
    ) {
        let wanted = Side {
            resolve: wants.resolve,
            interface: wanted,
        };
        let given = Side {
            resolve: gives.resolve,
            interface: given,
        };
        let giver = &gives.name;
        for difference in interfaces(wanted, given, AS_WANTED) {
            let details = match difference.change {
                // More than is asked for does no harm.
                ChangeKind::Added => continue,
                ChangeKind::Removed => {
                    let gives = if is_export { "exports" } else { "offers" };
                    vec![format!("is missing in what `{giver}` {gives}")]
                }
                ChangeKind::Changed => texts(difference.details),
            };
            self.differs(
                name,
                Some((difference.kind, &difference.name)),
                details,
                difference.before.map(|item| item.wit),
                difference.after.map(|item| item.wit),
                is_export,
            );
        }
    }

    fn differs(
        &mut self,
        name: &str,
        item: Option<(&str, &str)>,
        details: Vec<String>,
        wanted: Option<String>,
        given: Option<String>,
        is_export: bool,
    ) {
        let Some((first, more)) = details.split_first() else {
            return;
        };
        let subject = match item {
            Some((kind, item)) => format!("{kind} `{item}` of `{name}`"),
            None => format!("`{name}`"),
        };
        let link = match first.split(' ').next() {
            Some("is" | "returns") => " ",
            _ => ": ",
        };
        self.findings.push(FitFinding {
            kind: FitKind::Differs,
            name: name.to_owned(),
            is_export,
            message: format!("{subject}{link}{first}"),
            hint: (!more.is_empty()).then(|| format!("also: {}", more.join("; "))),
            wanted,
            given,
        });
    }
}

impl Half<'_> {
    /// The package of the world in binary form, and the world's name in it; none for a component.
    fn encoded(&self) -> Option<(Vec<u8>, &str)> {
        let world = &self.resolve.worlds[self.world];
        let package = world.package.filter(|_| !self.wit.is_component())?;
        let bytes = wit_component::encode(self.resolve, package).ok()?;
        Some((bytes, &world.name))
    }
}

/// An answer that is sure of itself.
fn is_misfit(findings: &[FitFinding]) -> bool {
    findings
        .iter()
        .any(|finding| finding.kind != FitKind::Version)
}

/// By the findings alone.
fn by_findings(findings: &[FitFinding]) -> FitVerdict {
    match findings {
        [] => FitVerdict::Fits,
        findings if is_misfit(findings) => FitVerdict::Misfit,
        _ => FitVerdict::FitsByVersion,
    }
}
