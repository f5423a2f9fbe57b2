//! Statements that are pasted.

use std::collections::{BTreeSet, HashMap};

use wac_parser::{Document, ImportStatement, ImportType, Statement};

use super::change::Change;
use super::plan::Plan;
use super::refusal::Refusal;
use super::scene::{Scene, taken};
use super::write::layout::regions;
use super::write::{Pasted, ids, names};
use crate::compose::document::{self, span};
use crate::compose::graph::fresh;
use crate::diagnostics::sentence;
use crate::nesting;
use crate::tokens::{range, tokens};

/// Statements to be added to a text, with other variables where theirs are taken.
///
/// # Errors
///
/// What is wrong with them.
pub(super) fn paste(
    scene: &Scene,
    plan: &Plan,
    text: &str,
    with_exports: bool,
) -> Result<(Vec<Pasted>, Change), Refusal> {
    let text = whole(text);
    if nesting::too_deep(&text).is_some() {
        return Err(scene.refusal("what is pasted is nested too deep".to_owned()));
    }
    let quiet = nesting::quiet(&text);
    let document = match Document::parse(&quiet) {
        Ok(document) => document,
        Err(error) => {
            let reason = sentence(&error.to_string());
            return Err(Refusal {
                hint: Some("copy whole statements of WAC".to_owned()),
                ..scene.refusal(format!("what is pasted is not WAC: {reason}"))
            });
        }
    };
    let variables = variables(scene, plan, &document);
    let tokens = tokens(&text);
    let mut places = document::statements(&document, &tokens).into_iter();
    let open = places.next().map_or(0, |package| package.end);
    let regions = regions(&text, &tokens, open, places);
    let ids = ids(&document);
    let mut pasted = Vec::new();
    let mut added = Vec::new();
    let mut left_out = Vec::new();
    for (statement, region) in document.statements.iter().zip(&regions) {
        match statement {
            Statement::Import(it) if existing(plan, it).is_some() => continue,
            Statement::Export(_) if !with_exports => {
                left_out.push(text[region.body.clone()].to_owned());
                continue;
            }
            Statement::Let(it) => added.push(variables[it.id.string].clone()),
            _ => {}
        }
        let within = ids.iter().filter(|id| {
            let place = range(span(id.span));
            region.body.start <= place.start && place.end <= region.body.end
        });
        let mut written = text[region.lead..region.end].to_owned();
        let within: Vec<_> = within.collect();
        for id in within.into_iter().rev() {
            if let Some(name) = variables.get(id.string).filter(|name| *name != id.string) {
                let place = range(span(id.span));
                let place = place.start - region.lead..place.end - region.lead;
                written.replace_range(place, &names::id(name));
            }
        }
        pasted.push(Pasted {
            text: written,
            is_export: matches!(statement, Statement::Export(_)),
        });
    }
    let warnings = left_out.into_iter().map(|statement| Refusal {
        hint: Some("export it by another name".to_owned()),
        ..scene.refusal(format!("`{statement}` is left out: its name is taken"))
    });
    let done = match added.as_slice() {
        [one] => format!("`{one}` is pasted"),
        _ => format!("{} statements are pasted", pasted.len()),
    };
    let change = Change {
        warnings: warnings.collect(),
        ..Change::from(done)
    };
    Ok((pasted, change))
}

/// Statements as a whole text, with a package declaration if they have none.
fn whole(text: &str) -> String {
    let first = tokens(text).into_iter().find(|token| !token.is_trivia());
    match first.is_some_and(|token| token.of(text) == "package") {
        true => text.to_owned(),
        false => format!("package local:clipboard;\n\n{text}"),
    }
}

/// What each variable of what is pasted is called there.
fn variables<'a>(
    scene: &Scene,
    plan: &Plan,
    document: &'a Document<'a>,
) -> HashMap<&'a str, String> {
    let mut taken = taken(scene, plan);
    let mut variables = HashMap::new();
    for statement in &document.statements {
        let (name, known) = match statement {
            Statement::Import(statement) => (statement.id.string, existing(plan, statement)),
            Statement::Let(statement) => (statement.id.string, None),
            _ => continue,
        };
        let name_there = match known {
            Some(known) => known.to_owned(),
            None => fresh(name, &mut taken),
        };
        variables.insert(name, name_there);
    }
    variables
}

/// The variable of an import of the same thing that the text has already.
fn existing<'p>(plan: &'p Plan, statement: &ImportStatement) -> Option<&'p str> {
    let name = match (&statement.name, &statement.ty) {
        (Some(name), _) => name.as_str(),
        (None, ImportType::Package(path)) => path.string,
        _ => statement.id.string,
    };
    let mut imports = plan.imports.iter();
    let same = imports.find(|import| import.name == name)?;
    Some(&same.variable)
}

/// All that was said before is still said.
pub(super) fn is_kept(before: &[[String; 4]], after: &[[String; 4]]) -> bool {
    let after: BTreeSet<&[String; 4]> = after.iter().collect();
    before.iter().all(|said| after.contains(said))
}
