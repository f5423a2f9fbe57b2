//! Putting an instance into a wire.

use model::End;
use wac_graph::types::are_semver_compatible;

use super::change::{disconnect, expect_import, short};
use super::plan::{Plan, Root, Source};
use super::refusal::Refusal;
use super::scene::{Item, Scene};

/// Puts an instance into the wire that ends at a port: it gets what the wire carried, and gives
/// its own instead.
pub(super) fn insert(
    scene: &Scene,
    plan: &mut Plan,
    middle: &End,
    to: &str,
    to_port: &str,
) -> Result<String, Refusal> {
    let end = scene.item(to)?;
    let carried = match end {
        Item::Instance(index) => {
            expect_import(scene, plan, to, index, to_port)?;
            plan.instances[index].wires.get(to_port).cloned()
        }
        Item::Export(index) => Some(plan.exports[index].source.clone()),
        Item::Import(_) | Item::Open(_) => {
            let message = "no wire leads to an import of the composition".to_owned();
            return Err(scene.refusal_at(to, message));
        }
    };
    let middle = scene.end(plan, middle)?;
    if carried
        .as_ref()
        .is_some_and(|it| it.root == Root::Instance(middle))
    {
        let name = plan.variable(Root::Instance(middle));
        let message = format!("`{name}` provides `{}` already", short(to_port));
        return Err(scene.refusal_at(to, message));
    }
    let ports = ports(scene, plan, carried.as_ref(), middle, to_port);
    let Some((import, export)) = ports else {
        let name = plan.variable(Root::Instance(middle));
        let message = format!(
            "`{name}` does not both import and export `{}`",
            short(to_port)
        );
        return Err(Refusal {
            hint: Some("only a component that does so can stand in this wire".to_owned()),
            ..scene.refusal_at(to, message)
        });
    };
    let provider = match &carried {
        Some(carried) => format!("`{}`", plan.variable(carried.root)),
        None => "the open import".to_owned(),
    };
    match carried {
        Some(carried) => {
            plan.instances[middle].wires.insert(import, carried);
        }
        None => disconnect(scene, plan, middle, &import)?,
    }
    let source = Source {
        root: Root::Instance(middle),
        path: vec![export],
    };
    let user = match end {
        Item::Instance(index) => {
            let user = format!("`{}`", plan.variable(Root::Instance(index)));
            plan.instances[index]
                .wires
                .insert(to_port.to_owned(), source);
            user
        }
        Item::Export(index) => {
            plan.exports[index].source = source;
            format!("the export `{}`", short(to_port))
        }
        Item::Import(_) | Item::Open(_) => String::new(),
    };
    let middle = plan.variable(Root::Instance(middle));
    Ok(format!(
        "`{middle}` now stands between {provider} and {user}"
    ))
}

/// The import of the one in the middle that takes what was carried, and its export that takes the
/// place of that.
fn ports(
    scene: &Scene,
    plan: &Plan,
    carried: Option<&Source>,
    middle: usize,
    to_port: &str,
) -> Option<(String, String)> {
    let (_, world) = scene.world(plan, middle)?;
    let names = carried.and_then(|it| it.path.last()).map(String::as_str);
    let names = [names, Some(to_port)].into_iter().flatten();
    let import = names
        .clone()
        .find_map(|name| like(name, world.imports.keys()))?;
    if let Some(carried) = carried {
        scene.fits(plan, carried, middle, import).ok()?;
    }
    let export = names
        .rev()
        .find_map(|name| like(name, world.exports.keys()))?;
    Some((import.clone(), export.clone()))
}

/// The extern of that name, or else one of a compatible version.
fn like<'n>(
    name: &str,
    mut externs: impl Iterator<Item = &'n String> + Clone,
) -> Option<&'n String> {
    let exact = externs.clone().find(|it| *it == name);
    exact.or_else(|| externs.find(|it| are_semver_compatible(it, name)))
}
