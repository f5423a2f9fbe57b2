//! What each edit changes in a composition, and the sentence that says so.

use model::{Connection, GraphEdit};
use wac_graph::types::are_semver_compatible;

use super::plan::{Plan, Root, Source};
use super::refusal::Refusal;
use super::scene::{Item, Scene};
use super::{export, insert, plug, remove, rename};
use crate::compose::names::interface_name;

/// An edit that was made in the plan.
pub(super) struct Change {
    /// In words for the user.
    pub(super) done: String,
    /// What was not done and why.
    pub(super) warnings: Vec<Refusal>,
}

impl From<String> for Change {
    fn from(done: String) -> Change {
        Change {
            done,
            warnings: Vec::new(),
        }
    }
}

/// Changes `plan`, which is what the text composes, as `edit` says.
///
/// # Errors
///
/// Why that cannot be.
pub(super) fn change(scene: &Scene, plan: &mut Plan, edit: &GraphEdit) -> Result<Change, Refusal> {
    match edit {
        GraphEdit::Instantiate { package } => {
            scene.expect_component(package)?;
            let made = scene.instantiate(plan, package);
            let variable = plan.variable(Root::Instance(made));
            Ok(format!("`{variable}` is a new instance of `{package}`").into())
        }
        GraphEdit::Connect(connection) => connect(scene, plan, connection).map(Change::from),
        GraphEdit::ConnectAll { connections } => connect_all(scene, plan, connections),
        GraphEdit::Disconnect { to, to_port } => {
            let instance = instance(scene, to)?;
            expect_import(scene, plan, to, instance, to_port)?;
            disconnect(scene, plan, instance, to_port)?;
            let instance = &plan.instances[instance];
            let (port, name) = (short(to_port), &instance.variable);
            Ok(match instance.wires.get(to_port) {
                Some(source) => {
                    let import = plan.variable(source.root);
                    format!("`{port}` of `{name}` is now provided by the import `{import}`")
                }
                None => format!("`{port}` of `{name}` is left open"),
            }
            .into())
        }
        GraphEdit::Remove { nodes, heal } => remove::remove(scene, plan, nodes, *heal),
        GraphEdit::Insert {
            middle,
            to,
            to_port,
        } => insert::insert(scene, plan, middle, to, to_port).map(Change::from),
        GraphEdit::Export {
            from,
            from_port,
            name,
        } => export::export(scene, plan, from, from_port.as_deref(), name.as_deref()),
        GraphEdit::Rename { node, name } => {
            rename::rename(scene, plan, node, name).map(Change::from)
        }
        GraphEdit::Plug { socket, plugs } => plug::plug(scene, plan, socket, plugs),
        // Pasted text is not planned but added.
        GraphEdit::Paste { .. } => Ok(String::new().into()),
    }
}

fn connect(scene: &Scene, plan: &mut Plan, wire: &Connection) -> Result<String, Refusal> {
    let port = short(&wire.to_port);
    let source = match (scene.item(&wire.from)?, scene.item(&wire.to)?) {
        (Item::Open(name), Item::Instance(to)) if are_semver_compatible(&name, &wire.to_port) => {
            expect_import(scene, plan, &wire.to, to, &wire.to_port)?;
            disconnect(scene, plan, to, &wire.to_port)?;
            let to = plan.variable(Root::Instance(to));
            return Ok(format!(
                "`{port}` of `{to}` is now an import of the composition"
            ));
        }
        (from, _) => source(scene, plan, &wire.from, from, &wire.from_port)?,
    };
    let from = plan.variable(source.root).to_owned();
    match scene.item(&wire.to)? {
        Item::Instance(to) => {
            expect_import(scene, plan, &wire.to, to, &wire.to_port)?;
            scene
                .fits(plan, &source, to, &wire.to_port)
                .map_err(|reason| {
                    let to = plan.variable(Root::Instance(to));
                    let given = format!("`{}` of `{from}`", short(&wire.from_port));
                    let message = format!("{given} does not fit `{port}` of `{to}`: {reason}");
                    scene.refusal_at(&wire.to, message)
                })?;
            let instance = &mut plan.instances[to];
            instance.wires.insert(wire.to_port.clone(), source);
            let to = &instance.variable;
            Ok(format!("`{port}` of `{to}` is now provided by `{from}`"))
        }
        Item::Export(to) => {
            let export = &mut plan.exports[to];
            if let Root::Type(_) = export.source.root {
                let message = format!("`{}` is a type that the text declares", export.name);
                return Err(scene.refusal_at(&wire.to, message));
            }
            export.source = source;
            Ok(format!("the export `{port}` now comes from `{from}`"))
        }
        Item::Import(_) | Item::Open(_) => {
            let message = "an import of the composition takes nothing".to_owned();
            Err(scene.refusal_at(&wire.to, message))
        }
    }
}

fn connect_all(
    scene: &Scene,
    plan: &mut Plan,
    connections: &[Connection],
) -> Result<Change, Refusal> {
    let mut done = Vec::new();
    for wire in connections {
        done.push(connect(scene, plan, wire)?);
    }
    Ok(match done.len() {
        1 => done.remove(0),
        count => format!("{count} wires are made"),
    }
    .into())
}

/// What comes out of a port.
pub(super) fn source(
    scene: &Scene,
    plan: &Plan,
    id: &str,
    item: Item,
    port: &str,
) -> Result<Source, Refusal> {
    let (root, path) = match item {
        Item::Import(index) => (Root::Import(index), Vec::new()),
        Item::Instance(index) if scene.whole(index).as_deref() == Some(port) => {
            (Root::Instance(index), Vec::new())
        }
        Item::Instance(index) => {
            let world = scene.world(plan, index).map(|(_, world)| world);
            if !world.is_some_and(|world| world.exports.contains_key(port)) {
                let name = plan.variable(Root::Instance(index));
                let message = format!("`{name}` has no export `{port}`");
                return Err(scene.refusal_at(id, message));
            }
            (Root::Instance(index), vec![port.to_owned()])
        }
        Item::Export(_) => {
            let message = "an export of the composition provides nothing".to_owned();
            return Err(scene.refusal_at(id, message));
        }
        Item::Open(name) => {
            let message = format!("`{name}` is imported only where `...` leaves it open");
            return Err(Refusal {
                hint: Some("write an `import` statement for it, and take it from there".to_owned()),
                ..scene.refusal(message)
            });
        }
    };
    Ok(Source { root, path })
}

/// Leaves an import open; one that the text imports by a statement of its own is taken from there,
/// since two imports cannot have one name.
pub(super) fn disconnect(
    scene: &Scene,
    plan: &mut Plan,
    instance: usize,
    import: &str,
) -> Result<(), Refusal> {
    let old = plan.instances[instance].wires.remove(import);
    let mut imports = plan.imports.iter();
    let Some(index) = imports.position(|it| !it.is_gone && it.name == import) else {
        return Ok(());
    };
    let source = Source {
        root: Root::Import(index),
        path: Vec::new(),
    };
    let fits = scene.fits(plan, &source, instance, import);
    if old.as_ref() == Some(&source) || fits.is_err() {
        let variable = &plan.imports[index].variable;
        let message =
            format!("`{import}` cannot be left open: the text imports it as `{variable}`");
        return Err(Refusal {
            hint: Some("remove that import first, or provide another".to_owned()),
            ..scene.refusal(message)
        });
    }
    plan.instances[instance]
        .wires
        .insert(import.to_owned(), source);
    Ok(())
}

fn instance(scene: &Scene, id: &str) -> Result<usize, Refusal> {
    match scene.item(id)? {
        Item::Instance(index) => Ok(index),
        _ => Err(scene.refusal_at(id, "only imports of instances can be left open".to_owned())),
    }
}

pub(super) fn expect_import(
    scene: &Scene,
    plan: &Plan,
    id: &str,
    instance: usize,
    import: &str,
) -> Result<(), Refusal> {
    let world = scene.world(plan, instance).map(|(_, world)| world);
    if world.is_some_and(|world| world.imports.contains_key(import)) {
        return Ok(());
    }
    let name = plan.variable(Root::Instance(instance));
    Err(scene.refusal_at(id, format!("`{name}` has no import `{import}`")))
}

/// A port in a sentence: `streams` of `wasi:io/streams@0.2.3`.
pub(super) fn short(port: &str) -> &str {
    interface_name(port).unwrap_or(port)
}
