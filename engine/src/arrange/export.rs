//! Exporting.

use super::change::{Change, short, source};
use super::plan::{Export, Plan, Root, Source};
use super::refusal::Refusal;
use super::rename;
use super::scene::{Item, Scene};

/// Makes an export of an instance or import an export of the composition, or all exports of an
/// instance.
pub(super) fn export(
    scene: &Scene,
    plan: &mut Plan,
    from: &str,
    from_port: Option<&str>,
    name: Option<&str>,
) -> Result<Change, Refusal> {
    let item = scene.item(from)?;
    let Some(port) = from_port else {
        return export_all(scene, plan, from, item);
    };
    let source = source(scene, plan, from, item, port)?;
    let own = scene.inferred_export(plan, &source);
    let Some(name) = name.map(str::to_owned).or(own) else {
        let message = format!("`{port}` has no name to be exported by");
        return Err(Refusal {
            hint: Some("give it one".to_owned()),
            ..scene.refusal_at(from, message)
        });
    };
    rename::expect_extern(scene, &name)?;
    rename::expect_free_export(scene, plan, &name)?;
    let provider = plan.variable(source.root).to_owned();
    let done = match short(&name) == short(port) {
        true => format!("`{}` of `{provider}` is now exported", short(port)),
        false => format!(
            "`{}` of `{provider}` is now exported as `{name}`",
            short(port)
        ),
    };
    plan.exports.push(Export {
        name,
        source,
        statement: None,
        is_spread: false,
        is_gone: false,
    });
    Ok(done.into())
}

fn export_all(scene: &Scene, plan: &mut Plan, from: &str, item: Item) -> Result<Change, Refusal> {
    let Item::Instance(index) = item else {
        let message = "only an instance has exports to export all of".to_owned();
        return Err(scene.refusal_at(from, message));
    };
    let added = export_instance(scene, plan, index);
    let name = plan.variable(Root::Instance(index)).to_owned();
    match added {
        0 => {
            let message = format!("every export of `{name}` is exported already");
            Err(scene.refusal_at(from, message))
        }
        _ => Ok(format!("everything that `{name}` exports is now exported").into()),
    }
}

/// Exports all that an instance exports and no other does; answers how many those are.
pub(super) fn export_instance(scene: &Scene, plan: &mut Plan, index: usize) -> usize {
    let world = scene.world(plan, index).map(|(_, world)| world);
    let names = world.into_iter().flat_map(|world| world.exports.keys());
    let is_free = |name: &&String| {
        let mut exports = plan.exports.iter();
        !exports.any(|it| !it.is_gone && it.name == **name)
    };
    let names: Vec<String> = names.filter(is_free).cloned().collect();
    let count = names.len();
    plan.exports.extend(names.into_iter().map(|name| Export {
        source: Source {
            root: Root::Instance(index),
            path: vec![name.clone()],
        },
        name,
        statement: None,
        is_spread: true,
        is_gone: false,
    }));
    count
}
