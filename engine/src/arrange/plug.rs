//! Plugging components into an instance.

use model::End;
use wac_graph::types::are_semver_compatible;

use super::change::{Change, short};
use super::export::export_instance;
use super::plan::{Plan, Root, Source};
use super::refusal::Refusal;
use super::scene::Scene;

/// Makes instances of components and fills open imports of one with the exports of the others, the
/// first that fits first. An instance that is made for it is exported whole, as `wac plug` does.
pub(super) fn plug(
    scene: &Scene,
    plan: &mut Plan,
    socket: &End,
    plugs: &[String],
) -> Result<Change, Refusal> {
    let (socket_name, is_new) = match socket {
        End::Package { name } => (name.as_str(), true),
        End::Node { id } => (id.strip_prefix("instance:").unwrap_or(id), false),
    };
    let socket = scene.end(plan, socket)?;
    let mut plugging = Plugging {
        scene,
        socket,
        socket_name,
        filled: Vec::new(),
        warnings: Vec::new(),
        unfit: Vec::new(),
    };
    for package in plugs {
        scene.expect_component(package)?;
        let plug = scene.instantiate(plan, package);
        let warned = plugging.warnings.len();
        if !plugging.join(plan, plug, package) {
            plan.instances.pop();
            if plugging.warnings.len() == warned {
                let socket = plugging.socket_name;
                let message = format!("`{package}` exports nothing that `{socket}` still lacks");
                plugging.unfit.push(scene.refusal(message));
            }
        }
    }
    if plugging.filled.is_empty() {
        return Err(plugging.nothing_fits(plan, plugs));
    }
    if is_new {
        export_instance(scene, plan, socket);
    }
    Ok(Change {
        done: plugging.done(plan),
        warnings: [plugging.warnings, plugging.unfit].concat(),
    })
}

struct Plugging<'a> {
    scene: &'a Scene<'a>,
    socket: usize,
    socket_name: &'a str,
    /// The imports that are filled now, and from where.
    filled: Vec<(String, usize)>,
    /// What looks as if it should fit.
    warnings: Vec<Refusal>,
    /// Components that nothing is taken from.
    unfit: Vec<Refusal>,
}

impl Plugging<'_> {
    /// Fills what `plug` can fill; answers whether that is anything.
    fn join(&mut self, plan: &mut Plan, plug: usize, package: &str) -> bool {
        let worlds = self
            .scene
            .world(plan, plug)
            .zip(self.scene.world(plan, self.socket));
        let Some(((_, plug_world), (_, socket_world))) = worlds else {
            return false;
        };
        let mut is_used = false;
        for export in plug_world.exports.keys() {
            let imports = &socket_world.imports;
            let exact = imports.get_key_value(export).map(|(import, _)| import);
            let compatible = || imports.keys().find(|it| are_semver_compatible(export, it));
            let Some(import) = exact.or_else(compatible) else {
                continue;
            };
            if plan.instances[self.socket].wires.contains_key(import) {
                continue;
            }
            let source = Source {
                root: Root::Instance(plug),
                path: vec![export.clone()],
            };
            match self.scene.fits(plan, &source, self.socket, import) {
                Ok(()) => {
                    let wires = &mut plan.instances[self.socket].wires;
                    wires.insert(import.clone(), source);
                    self.filled.push((import.clone(), plug));
                    is_used = true;
                }
                Err(reason) => {
                    let socket = self.socket_name;
                    let message =
                        format!("`{export}` of `{package}` does not fit `{socket}`: {reason}");
                    self.warnings.push(self.scene.refusal(message));
                }
            }
        }
        is_used
    }

    fn done(&self, plan: &Plan) -> String {
        let socket = plan.variable(Root::Instance(self.socket));
        match self.filled.as_slice() {
            [(import, plug)] => {
                let plug = plan.variable(Root::Instance(*plug));
                format!(
                    "`{}` of `{socket}` is now provided by `{plug}`",
                    short(import)
                )
            }
            filled => format!("{} imports of `{socket}` are now provided", filled.len()),
        }
    }

    fn nothing_fits(&mut self, plan: &Plan, plugs: &[String]) -> Refusal {
        let socket = self.socket_name;
        if plugs.is_empty() {
            let message = format!("no component is named that is to be plugged into `{socket}`");
            return self.scene.refusal(message);
        }
        if let Some(first) = self.warnings.pop() {
            return first;
        }
        let world = self.scene.world(plan, self.socket);
        let imports = world.into_iter().flat_map(|(_, it)| it.imports.keys());
        let wires = &plan.instances[self.socket].wires;
        let imports: Vec<&String> = imports.filter(|it| !wires.contains_key(*it)).collect();
        let worlds = plugs.iter().filter_map(|plug| self.scene.typed(plug));
        let exports: Vec<&String> = worlds.flat_map(|(_, it)| it.exports.keys()).collect();
        let said = |names: &[&String]| -> String {
            let names: Vec<String> = names.iter().map(|it| format!("`{it}`")).collect();
            names.join(", ")
        };
        let lacks = match imports.is_empty() {
            true => "no import of it is open".to_owned(),
            false => format!("it lacks {}", said(&imports)),
        };
        let export = match exports.is_empty() {
            true => "they export nothing".to_owned(),
            false => format!("they export {}", said(&exports)),
        };
        Refusal {
            hint: Some(format!("{lacks}; {export}")),
            ..self
                .scene
                .refusal(format!("nothing fits an import of `{socket}`"))
        }
    }
}
