//! Nodes as statements for the clipboard.

use std::collections::BTreeSet;

use model::EngineError;
use wac_parser::Document;

use super::plan::Plan;
use super::refusal::Refusal;
use super::scene::{Item, Scene};
use super::write::layout::regions;
use super::write::write;
use crate::components::Component;
use crate::compose::evaluate::Evaluated;
use crate::compose::{Explainer, document, read};
use crate::diagnostics::failure;
use crate::nesting;
use crate::pack::Pack;
use crate::tokens::tokens;

/// The statements that make these nodes, with their comments and the wires between them.
///
/// # Errors
///
/// `no-composition` when the text has an error.
pub(crate) fn copy_nodes(
    text: &str,
    components: &[Component],
    nodes: &[String],
    pack: &mut Pack,
) -> Result<String, EngineError> {
    let explainer = Explainer::new("", text, components);
    let mut copied = Ok(String::new());
    let unread = read(&explainer, pack, &mut |resolution, _| {
        let evaluated = Evaluated::new(resolution);
        let scene = Scene::new(text, &evaluated, components);
        copied = copy(&scene, nodes);
    });
    let refused = |message: String| failure("no-composition", message);
    match unread.into_iter().next() {
        Some(error) => Err(refused(error.message)),
        None => copied.map_err(|refusal| refused(refusal.message)),
    }
}

fn copy(scene: &Scene, nodes: &[String]) -> Result<String, Refusal> {
    let mut plan = scene.before.clone();
    keep_only(scene, &mut plan, nodes)?;
    let text = write(scene, &plan, &[]).text;
    let quiet = nesting::quiet(&text);
    let Ok(document) = Document::parse(&quiet) else {
        return Ok(String::new());
    };
    let tokens = tokens(&text);
    let mut places = document::statements(&document, &tokens).into_iter();
    let open = places.next().map_or(0, |package| package.end);
    let regions = regions(&text, &tokens, open, places);
    let statements = regions
        .iter()
        .map(|it| format!("{}\n", &text[it.lead..it.end]));
    Ok(statements.collect())
}

/// Takes all other nodes away, and the wires from them.
fn keep_only(scene: &Scene, plan: &mut Plan, nodes: &[String]) -> Result<(), Refusal> {
    let (mut imports, mut instances, mut exports) =
        (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for id in nodes {
        match scene.item(id)? {
            Item::Import(index) => imports.insert(index),
            Item::Instance(index) => instances.insert(index),
            Item::Export(index) => exports.insert(index),
            Item::Open(_) => continue,
        };
    }
    for (index, import) in plan.imports.iter_mut().enumerate() {
        import.is_gone = !imports.contains(&index);
    }
    for (index, instance) in plan.instances.iter_mut().enumerate() {
        instance.is_gone = !instances.contains(&index);
    }
    for (index, export) in plan.exports.iter_mut().enumerate() {
        export.is_gone = !exports.contains(&index);
    }
    let gone = plan.clone();
    for instance in &mut plan.instances {
        instance
            .wires
            .retain(|_, source| !gone.is_gone(source.root));
    }
    for export in &mut plan.exports {
        export.is_gone |= gone.is_gone(export.source.root);
    }
    Ok(())
}
