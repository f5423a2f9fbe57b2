//! Other names.

use super::change::short;
use super::plan::{Plan, Root};
use super::refusal::Refusal;
use super::scene::{Item, Scene, taken};
use super::write::names::is_id;

/// Gives an instance another variable, or an import or export of the composition another name.
pub(super) fn rename(
    scene: &Scene,
    plan: &mut Plan,
    id: &str,
    name: &str,
) -> Result<String, Refusal> {
    let name = name.trim();
    match scene.item(id)? {
        Item::Instance(index) => {
            let old = plan.instances[index].variable.clone();
            if !is_id(name) {
                let message = format!("`{name}` cannot be a variable");
                return Err(Refusal {
                    hint: Some("words of letters and digits, joined by `-`, can".to_owned()),
                    ..scene.refusal_at(id, message)
                });
            }
            if name != old && taken(scene, plan).contains(name) {
                let message = format!("the text has a `{name}` already");
                return Err(scene.refusal_at(id, message));
            }
            name.clone_into(&mut plan.instances[index].variable);
            Ok(format!("`{old}` is now called `{name}`"))
        }
        Item::Import(index) => {
            expect_extern(scene, name)?;
            let mut imports = plan.imports.iter().enumerate();
            if imports.any(|(other, it)| other != index && it.name == name) {
                let message = format!("the composition imports `{name}` already");
                return Err(scene.refusal_at(id, message));
            }
            let old = std::mem::replace(&mut plan.imports[index].name, name.to_owned());
            Ok(format!(
                "the import `{}` is now called `{name}`",
                short(&old)
            ))
        }
        Item::Export(index) => {
            expect_extern(scene, name)?;
            if let Root::Type(_) = plan.exports[index].source.root {
                let message = "the name of a type that the text declares is changed there";
                return Err(scene.refusal_at(id, message.to_owned()));
            }
            if plan.exports[index].name != name {
                expect_free_export(scene, plan, name)?;
            }
            let old = std::mem::replace(&mut plan.exports[index].name, name.to_owned());
            Ok(format!(
                "the export `{}` is now called `{name}`",
                short(&old)
            ))
        }
        Item::Open(open) => {
            let message = format!(
                "`{}` has its name from the import that is open",
                short(&open)
            );
            Err(Refusal {
                hint: Some("write an `import … as …` for it, and take it from there".to_owned()),
                ..scene.refusal(message)
            })
        }
    }
}

/// Refuses what cannot name an import or export of a component.
pub(super) fn expect_extern(scene: &Scene, name: &str) -> Result<(), Refusal> {
    match wasmparser::names::ComponentName::new(name, 0) {
        Ok(_) => Ok(()),
        Err(_) => Err(Refusal {
            hint: Some(
                "a plain name such as `run`, or that of an interface such as `example:text/process`"
                    .to_owned(),
            ),
            ..scene.refusal(format!("`{name}` cannot name an import or export"))
        }),
    }
}

pub(super) fn expect_free_export(scene: &Scene, plan: &Plan, name: &str) -> Result<(), Refusal> {
    let mut exports = plan.exports.iter();
    match exports.find(|it| !it.is_gone && it.name == name) {
        Some(other) => {
            let from = plan.variable(other.source.root);
            let message = format!("the composition exports `{name}` already, from `{from}`");
            Err(Refusal {
                hint: Some("give one of them another name".to_owned()),
                ..scene.refusal(message)
            })
        }
        None => Ok(()),
    }
}
