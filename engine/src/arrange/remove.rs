//! Taking nodes away.

use wac_graph::types::are_semver_compatible;

use super::change::{Change, disconnect, short};
use super::plan::{Plan, Root, Source};
use super::refusal::Refusal;
use super::scene::{Item, Scene};

/// Takes nodes away with their wires. To heal is to give those who took from one what the one
/// was given itself, where that fits.
pub(super) fn remove(
    scene: &Scene,
    plan: &mut Plan,
    nodes: &[String],
    heal: bool,
) -> Result<Change, Refusal> {
    let mut names: Vec<String> = Vec::new();
    for id in nodes {
        names.push(match scene.item(id)? {
            Item::Import(index) => {
                plan.imports[index].is_gone = true;
                plan.imports[index].name.clone()
            }
            Item::Instance(index) => {
                plan.instances[index].is_gone = true;
                plan.instances[index].variable.clone()
            }
            Item::Export(index) => {
                plan.exports[index].is_gone = true;
                plan.exports[index].name.clone()
            }
            Item::Open(name) => {
                let message = format!("`{}` is open: it goes when it is provided", short(&name));
                return Err(scene.refusal(message));
            }
        });
    }
    let healed = unwire(scene, plan, heal)?;
    let names: Vec<String> = names
        .iter()
        .map(|name| format!("`{}`", short(name)))
        .collect();
    let mut done = match names.as_slice() {
        [name] => format!("{name} is removed"),
        [names @ .., last] if names.len() < 3 => {
            format!("{} and {last} are removed", names.join(", "))
        }
        names => format!("{} nodes are removed", names.len()),
    };
    if let Some(first) = healed.first() {
        done.push_str(", and ");
        done.push_str(first);
        if healed.len() > 1 {
            done.push_str(&format!(" (and {} more likewise)", healed.len() - 1));
        }
    }
    Ok(done.into())
}

/// Takes what is gone out of all wires; answers what took its place, in words.
fn unwire(scene: &Scene, plan: &mut Plan, heal: bool) -> Result<Vec<String>, Refusal> {
    let mut healed = Vec::new();
    for index in 0..plan.instances.len() {
        if plan.instances[index].is_gone {
            continue;
        }
        for (import, source) in plan.instances[index].wires.clone() {
            if !plan.is_gone(source.root) {
                continue;
            }
            let instead = upstream(plan, &source)
                .filter(|instead| heal && scene.fits(plan, instead, index, &import).is_ok());
            match instead {
                Some(instead) => {
                    let to = &plan.instances[index].variable;
                    let from = plan.variable(instead.root);
                    let port = short(&import);
                    healed.push(format!("`{to}` takes `{port}` from `{from}`"));
                    plan.instances[index].wires.insert(import, instead);
                }
                None => disconnect(scene, plan, index, &import)?,
            }
        }
    }
    for index in 0..plan.exports.len() {
        let export = &plan.exports[index];
        if export.is_gone || !plan.is_gone(export.source.root) {
            continue;
        }
        let instead = upstream(plan, &export.source).filter(|_| heal);
        let export = &mut plan.exports[index];
        match instead {
            Some(instead) => export.source = instead,
            None => export.is_gone = true,
        }
    }
    Ok(healed)
}

/// What an instance that is gone was given for the interface that it gave, past all that are gone.
fn upstream(plan: &Plan, source: &Source) -> Option<Source> {
    let mut source = source.clone();
    // As often as there are instances, at most: they are in no circle.
    for _ in 0..=plan.instances.len() {
        let Root::Instance(index) = source.root else {
            break;
        };
        if !plan.instances[index].is_gone {
            break;
        }
        let export = source.path.first()?;
        let wires = &plan.instances[index].wires;
        let exact = wires.get(export);
        let compatible = || {
            let mut wires = wires.iter();
            wires.find(|(import, _)| are_semver_compatible(import, export))
        };
        let given = exact.or_else(|| compatible().map(|(_, given)| given))?;
        let rest = source.path.split_off(1);
        source = given.clone();
        source.path.extend(rest);
    }
    Some(source).filter(|source| !plan.is_gone(source.root))
}
