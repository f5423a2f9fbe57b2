//! `wit_component::semver_check` asked about whole packages and components.

use model::{EngineError, JudgeRequest, Judgement};
use wit_component::DecodedWasm;
use wit_parser::{PackageId, Resolve, WorldId};

use crate::fault::fault;

/// What wit-component says about two versions.
///
/// # Errors
///
/// `not-wit` when one of them cannot be read.
pub(crate) fn judge(request: &JudgeRequest) -> Result<Judgement, EngineError> {
    let before = Side::decode(&request.before)?;
    let after = Side::decode(&request.after)?;
    let unasked = |reason: String| Ok(Judgement::Unasked { reason });
    match (before.component, after.component) {
        (None, None) if before.name() != after.name() => unasked(format!(
            "`{}` and `{}` are not versions of one package",
            before.name(),
            after.name()
        )),
        (None, None) => packages(before, after),
        (Some(_), Some(_)) => components(before, after),
        _ => unasked("one is a package, the other a component".to_owned()),
    }
}

/// A component takes another's place when it is at home in the other's world, so it is the new one
/// that is asked about as if it were the older world.
fn components(before: Side, after: Side) -> Result<Judgement, EngineError> {
    let (Some(old), Some(new)) = (before.component, after.component) else {
        return Ok(verdict(Vec::new()));
    };
    let mut both = before.resolve;
    let new = add(&mut both, after.resolve, &[new])?;
    Ok(verdict(vec![ask(
        &both,
        "the component's world",
        new[0],
        old,
    )]))
}

/// Worlds are asked about as they are, interfaces by worlds that import them.
fn packages(mut before: Side, mut after: Side) -> Result<Judgement, EngineError> {
    let (old, new) = (before.worlds()?, after.worlds()?);
    let mut both = before.resolve;
    let ids: Vec<WorldId> = new.iter().map(|(_, id)| *id).collect();
    let moved = add(&mut both, after.resolve, &ids)?;
    let answers =
        old.iter().map(
            |(name, old)| match new.iter().position(|(other, _)| other == name) {
                Some(at) => ask(&both, name, *old, moved[at]),
                None => Err(format!("{name} is gone")),
            },
        );
    Ok(verdict(answers.collect()))
}

fn ask(both: &Resolve, name: &str, old: WorldId, new: WorldId) -> Result<(), String> {
    wit_component::semver_check(both.clone(), old, new).map_err(|error| {
        let chain: Vec<String> = error.chain().skip(1).map(ToString::to_string).collect();
        let why = chain.join(": ");
        let why = why.split(" (at offset").next().unwrap_or_default();
        let mut steps: Vec<&str> = why.lines().collect();
        // The first step is into the world that was asked about, which the name tells better.
        if steps.len() > 1 {
            steps.remove(0);
        }
        match steps.as_slice() {
            [] => format!("{name}: {error}"),
            steps => format!("{name}: {}", steps.join(", ")),
        }
    })
}

fn verdict(answers: Vec<Result<(), String>>) -> Judgement {
    let checked = u32::try_from(answers.len()).unwrap_or(u32::MAX);
    let reasons: Vec<String> = answers.into_iter().filter_map(Result::err).collect();
    match reasons.is_empty() {
        true => Judgement::Compatible { checked },
        false => Judgement::Breaking { reasons },
    }
}

/// A decoded binary.
struct Side {
    resolve: Resolve,
    package: PackageId,
    /// Its world, when it is a component.
    component: Option<WorldId>,
}

impl Side {
    fn decode(bytes: &[u8]) -> Result<Side, EngineError> {
        let decoded = wit_component::decode(bytes)
            .map_err(|error| not_wit(&format!("its WIT cannot be read: {error:#}")))?;
        let (resolve, package, component) = match decoded {
            DecodedWasm::WitPackage(resolve, package) => (resolve, Some(package), None),
            DecodedWasm::Component(resolve, world) => {
                let package = resolve.worlds[world].package;
                (resolve, package, Some(world))
            }
        };
        Ok(Side {
            resolve,
            package: package.ok_or_else(|| not_wit("its world is in no package"))?,
            component,
        })
    }

    /// Of the package, without the version.
    fn name(&self) -> String {
        let name = &self.resolve.packages[self.package].name;
        format!("{}:{}", name.namespace, name.name)
    }

    /// The worlds of the package, and one for each interface.
    fn worlds(&mut self) -> Result<Vec<(String, WorldId)>, EngineError> {
        let package = &self.resolve.packages[self.package];
        let own = package.worlds.iter();
        let own = own.map(|(name, id)| (format!("world `{name}`"), *id));
        let mut worlds: Vec<_> = own.collect();
        let names: Vec<String> = package.interfaces.keys().cloned().collect();
        let importers = names.iter().enumerate().map(|(at, name)| {
            let id = package.name.interface_id(&format!("%{name}"));
            format!("world importer{at} {{ import {id}; }}\n")
        });
        let text = format!(
            "package dovetail:asking;\n{}",
            importers.collect::<String>()
        );
        let asking = self.resolve.push_source("asking.wit", &text);
        let asking = asking.map_err(|error| not_wit(&format!("{error:#}")))?;
        for (at, name) in names.iter().enumerate() {
            let id = self.resolve.packages[asking].worlds[&format!("importer{at}")];
            worlds.push((format!("interface `{name}`"), id));
        }
        Ok(worlds)
    }
}

/// Puts the second one's packages beside the first one's, as other versions of them, and tells
/// what becomes of its worlds. What is asked takes no notice of versions.
fn add(
    both: &mut Resolve,
    mut newer: Resolve,
    worlds: &[WorldId],
) -> Result<Vec<WorldId>, EngineError> {
    newer.package_names.clear();
    for (id, package) in newer.packages.iter_mut() {
        let version = package.name.version.take();
        let version = version.map_or_else(|| "0.0.0".to_owned(), |it| it.to_string());
        let mark = if version.contains('+') {
            ".newer"
        } else {
            "+newer"
        };
        package.name.version = format!("{version}{mark}").parse().ok();
        newer.package_names.insert(package.name.clone(), id);
    }
    let moved = both.merge(newer);
    let moved = moved.map_err(|error| not_wit(&format!("{error:#}")))?;
    let worlds = worlds.iter().map(|world| moved.worlds[world.index()]);
    let worlds: Option<Vec<WorldId>> = worlds.collect();
    worlds.ok_or_else(|| not_wit("a world of it is behind a feature gate"))
}

fn not_wit(why: &str) -> EngineError {
    fault("not-wit", why)
}
