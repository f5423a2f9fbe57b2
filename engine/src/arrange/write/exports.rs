//! What the statements that export become.

use std::collections::BTreeSet;

use wac_parser::{ExportOptions, ExportStatement, Statement};

use super::Writer;
use super::names;
use crate::arrange::plan::{Export, Root};
use crate::compose::document::{end, span};
use crate::compose::names::exports_of;
use crate::tokens::range;

/// What becomes of a statement that exports.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum ExportFate {
    Keep,
    Drop,
    /// It exports something else, or by another name: an index of the plan.
    Changed(usize),
    /// These exports, one by one.
    Singles(Vec<usize>),
}

impl Writer<'_> {
    /// What becomes of each statement; of those that export nothing, nothing.
    pub(super) fn decide_exports(&self) -> Vec<ExportFate> {
        let mut exported: BTreeSet<&str> = BTreeSet::new();
        let statements = self.scene.evaluated.document.statements.iter();
        let fates = statements.enumerate().map(|(index, statement)| {
            let mut own = Vec::new();
            for (at, export) in self.after.exports.iter().enumerate() {
                if export.statement == Some(index) && !export.is_gone {
                    own.push(at);
                }
            }
            let fate = match statement {
                Statement::Export(statement) => self.decide_export(statement, &own, &exported),
                Statement::Type(_) if own.is_empty() => ExportFate::Drop,
                _ => ExportFate::Keep,
            };
            exported.extend(own.iter().map(|at| self.after.exports[*at].name.as_str()));
            fate
        });
        fates.collect()
    }

    fn decide_export(
        &self,
        statement: &ExportStatement,
        own: &[usize],
        exported: &BTreeSet<&str>,
    ) -> ExportFate {
        if own.is_empty() {
            return ExportFate::Drop;
        }
        let is_same = |at: &usize| {
            let (before, after) = (&self.scene.before.exports[*at], &self.after.exports[*at]);
            before.name == after.name && before.source == after.source
        };
        let is_spread = matches!(statement.options, ExportOptions::Spread(_));
        if !is_spread {
            return match is_same(&own[0]) {
                true => ExportFate::Keep,
                false => ExportFate::Changed(own[0]),
            };
        }
        let first = &self.scene.before.exports[own[0]];
        let all = self.spread_names(first);
        let free = all.iter().filter(|name| !exported.contains(name.as_str()));
        match own.iter().all(is_same) && free.count() == own.len() {
            true => ExportFate::Keep,
            false => ExportFate::Singles(own.to_vec()),
        }
    }

    /// All that is exported beside `export` where it is exported by `...`.
    fn spread_names(&self, export: &Export) -> Vec<String> {
        let source = self.scene.evaluated.source;
        let exported = self.scene.evaluated.exports.iter();
        let mut exported = exported.filter(|it| it.name == export.name);
        let instance = exported
            .next()
            .and_then(|it| source.get_alias_source(it.value));
        let exports = instance.and_then(|(instance, _)| exports_of(source, instance));
        exports
            .into_iter()
            .flat_map(|it| it.keys().cloned())
            .collect()
    }

    /// Gathers the edits of a statement that exports.
    pub(super) fn write_export(&mut self, index: usize, fate: &ExportFate) {
        let Statement::Export(statement) = &self.scene.evaluated.document.statements[index] else {
            return;
        };
        match fate {
            ExportFate::Keep | ExportFate::Drop => {}
            ExportFate::Changed(at) => self.change_export(statement, *at),
            ExportFate::Singles(own) => {
                let texts: Vec<String> = own
                    .iter()
                    .map(|at| self.export_text(&self.after.exports[*at]))
                    .collect();
                let place = self.regions[index].body.clone();
                self.edits.push(place, texts.join(self.style.newline));
            }
        }
    }

    fn change_export(&mut self, statement: &ExportStatement, at: usize) {
        let (before, after) = (&self.scene.before.exports[at], &self.after.exports[at]);
        if before.source != after.source {
            let text = self.expression(&after.source);
            self.edits.push(range(span(statement.expr.span)), text);
        }
        match &statement.options {
            ExportOptions::Rename(name) if before.name != after.name => {
                let (expr, name) = (end(statement.expr.span), range(span(name.span())));
                let is_plain = self.scene.text[expr..name.start].trim() == "as";
                match self.export_name(after).is_empty() && is_plain {
                    true => self.edits.push(expr..name.end, String::new()),
                    false => self.edits.push(name, names::id_or_quoted(&after.name)),
                }
            }
            ExportOptions::None => {
                let behind = end(statement.expr.span);
                self.edits.push(behind..behind, self.export_name(after));
            }
            ExportOptions::Rename(_) | ExportOptions::Spread(_) => {}
        }
    }

    pub(super) fn export_text(&self, export: &Export) -> String {
        let (expression, name) = (self.expression(&export.source), self.export_name(export));
        format!("export {expression}{name};")
    }

    /// ` as name`, where the name is not the one it has anyhow.
    fn export_name(&self, export: &Export) -> String {
        match self.scene.inferred_export(self.after, &export.source) {
            Some(own) if own == export.name => String::new(),
            _ => format!(" as {}", names::id_or_quoted(&export.name)),
        }
    }

    /// Statements for what is exported anew.
    pub(super) fn new_exports(&self) -> Vec<String> {
        let mut spread: BTreeSet<Root> = BTreeSet::new();
        let new = self.after.exports.iter();
        let new = new.filter(|it| it.statement.is_none() && !it.is_gone);
        let texts = new.filter_map(|export| match export.is_spread {
            true => {
                let root = export.source.root;
                let variable = names::id(self.after.variable(root));
                spread
                    .insert(root)
                    .then(|| format!("export {variable}...;"))
            }
            false => Some(self.export_text(export)),
        });
        texts.collect()
    }
}
