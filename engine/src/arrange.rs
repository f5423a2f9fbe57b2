//! Edits of a composition as edits of its text.
//!
//! A text is read into a [`plan::Plan`] of what is joined with what, the edit changes that, and
//! `write` finds the fewest changes of the text that say the same. The outcome is read again:
//! nothing is answered that does not compose what was planned.

mod change;
mod copy;
mod export;
mod insert;
mod paste;
mod plan;
mod plug;
mod refusal;
mod remove;
mod rename;
mod scene;
mod write;

use std::collections::BTreeSet;
use std::ops::Range;

use model::{Arranged, Diagnostic, GraphEdit, NodeKind, Severity, TextEdit};

use self::change::Change;
pub(crate) use self::copy::copy_nodes;
use self::plan::{Plan, Root};
use self::refusal::Refusal;
use self::scene::Scene;
use self::write::{Pasted, Written};
use crate::components::Component;
use crate::compose::evaluate::Evaluated;
use crate::compose::graph::draw;
use crate::compose::{Explainer, read};
use crate::diagnostics;
use crate::pack::Pack;
use crate::tokens::tokens;

/// The edits of the WAC file at `path` that change its composition as `edit` says.
pub(crate) fn arrange(
    path: &str,
    text: &str,
    components: &[Component],
    edit: &GraphEdit,
    pack: &mut Pack,
) -> Arranged {
    let mut arranging = Arranging {
        path,
        text,
        whole: whole(text),
        components,
        pack,
    };
    let arranged = match (arranging.arrange(edit, true), edit) {
        // The names that are exported there may be taken here.
        (Err(_), GraphEdit::Paste { .. }) => arranging.arrange(edit, false),
        (arranged, _) => arranged,
    };
    arranged.unwrap_or_else(|refusal| Arranged {
        diagnostics: vec![refusal.told(path, Severity::Error)],
        ..Arranged::default()
    })
}

struct Arranging<'a> {
    path: &'a str,
    text: &'a str,
    /// With a package declaration.
    whole: String,
    components: &'a [Component],
    pack: &'a mut Pack,
}

/// An edit that was written and is yet to be checked.
struct Draft {
    written: Written,
    change: Change,
    /// What the text composes, as it is and as it is to be.
    before: Vec<[String; 4]>,
    after: Vec<[String; 4]>,
    /// Ids of all nodes that there are.
    ids: BTreeSet<String>,
}

impl Arranging<'_> {
    fn arrange(&mut self, edit: &GraphEdit, with_exports: bool) -> Result<Arranged, Refusal> {
        let explainer = Explainer::new(self.path, &self.whole, self.components);
        let mut draft = None;
        let unread = read(&explainer, self.pack, &mut |resolution, _| {
            let evaluated = Evaluated::new(resolution);
            let scene = Scene::new(&self.whole, &evaluated, self.components);
            draft = Some(self::draft(&scene, edit, with_exports));
        });
        if let Some(error) = unread.into_iter().next() {
            return Err(mend_first(&self.whole, error));
        }
        let draft = draft.unwrap_or_else(|| Err(Refusal::default()))?;
        let made = self.check(&draft, edit)?;
        let Change { done, warnings } = draft.change;
        let warnings = warnings.into_iter();
        Ok(Arranged {
            edits: self.edits(draft.written),
            made,
            done,
            diagnostics: warnings
                .map(|it| it.told(self.path, Severity::Warning))
                .collect(),
        })
    }

    /// Reads what was written, and answers the ids of the nodes that are new in it.
    fn check(&mut self, draft: &Draft, edit: &GraphEdit) -> Result<Vec<String>, Refusal> {
        let text = &draft.written.text;
        let explainer = Explainer::new(self.path, text, self.components);
        let mut made = Vec::new();
        let mut is_right = false;
        let unread = read(&explainer, self.pack, &mut |resolution, _| {
            let evaluated = Evaluated::new(resolution);
            let homes = |index: usize| evaluated.source[evaluated.news[index].node].name();
            let after = Plan::read(&evaluated).said(&|index| homes(index).is_some());
            is_right = match edit {
                GraphEdit::Paste { .. } => paste::is_kept(&draft.before, &after),
                _ => draft.after == after,
            };
            let nodes = draw(text, &evaluated).graph.nodes.into_iter();
            let nodes = nodes.filter(|node| node.kind != NodeKind::Import || node.span.is_some());
            made = nodes
                .map(|node| node.id)
                .filter(|id| !draft.ids.contains(id))
                .collect();
        });
        match unread.into_iter().next() {
            Some(error) => Err(Refusal {
                message: error.message,
                hint: error.hint,
                ..Refusal::default()
            }),
            None if !is_right => Err(Refusal {
                message: "this change cannot be written without changing something else".to_owned(),
                hint: Some("make it in the text".to_owned()),
                ..Refusal::default()
            }),
            None => Ok(made),
        }
    }

    fn edits(&self, written: Written) -> Vec<TextEdit> {
        let edit = |(range, text): (Range<usize>, String)| TextEdit {
            path: self.path.to_owned(),
            span: diagnostics::span(range),
            text,
        };
        let end = self.text.len();
        match self.whole.len() == end {
            true => written.edits.into_iter().map(edit).collect(),
            false => vec![edit((end..end, written.text[end..].to_owned()))],
        }
    }
}

fn draft(scene: &Scene, edit: &GraphEdit, with_exports: bool) -> Result<Draft, Refusal> {
    let mut plan = scene.before.clone();
    let mut change = change::change(scene, &mut plan, edit)?;
    if let Some(circle) = plan.circle() {
        return Err(round(scene, &plan, &circle));
    }
    let mut pasted: Vec<Pasted> = Vec::new();
    if let GraphEdit::Paste { text } = edit {
        (pasted, change) = paste::paste(scene, &plan, text, with_exports)?;
    }
    let written = write::write(scene, &plan, &pasted);
    let news = &scene.evaluated.news;
    let source = scene.evaluated.source;
    let had_variable = |index: usize| source[news[index].node].name().is_some();
    let drawn = draw(scene.text, scene.evaluated).graph;
    Ok(Draft {
        before: scene.before.said(&had_variable),
        after: plan.said(&|index| written.has_variable[index]),
        written,
        change,
        ids: drawn.nodes.into_iter().map(|node| node.id).collect(),
    })
}

/// Refuses instances that would have to be there before they are.
fn round(scene: &Scene, plan: &Plan, circle: &[usize]) -> Refusal {
    let name = |index: &usize| format!("`{}`", plan.variable(Root::Instance(*index)));
    let names: Vec<String> = circle.iter().map(name).collect();
    let message = match names.as_slice() {
        [own, _] => format!("{own} cannot provide for itself"),
        names => format!(
            "this would make a circle: {}",
            names.join(", which takes from ").replacen(", which", "", 1)
        ),
    };
    let id = format!("instance:{}", plan.variable(Root::Instance(circle[0])));
    Refusal {
        hint: Some(
            "take one of these wires away first, or let a second instance of a component provide"
                .to_owned(),
        ),
        ..scene.refusal_at(&id, message)
    }
}

/// A text with the package declaration that it must have.
fn whole(text: &str) -> String {
    if tokens(text).iter().any(|token| !token.is_trivia()) {
        return text.to_owned();
    }
    let newline = if text.is_empty() || text.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    format!("{text}{newline}package local:composition;\n")
}

/// Refuses an edit of a text that says nothing yet.
fn mend_first(text: &str, error: Diagnostic) -> Refusal {
    let before = text.get(..error.span.start as usize).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    Refusal {
        message: format!("the text has an error in line {line}: {}", error.message),
        hint: Some("mend it first, or undo what made it".to_owned()),
        span: error.span,
    }
}
