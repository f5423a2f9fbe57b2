//! Names that change wherever they are used.

use wac_parser::{
    Document, Expr, Ident, ImportType, InstantiationArgument, PrimaryExpr, Statement,
};

use super::Writer;
use super::names;
use crate::compose::document::{end, span};
use crate::tokens::range;

impl Writer<'_> {
    /// The new name of a variable that gets one.
    pub(super) fn renamed(&self, variable: &str) -> Option<&str> {
        let before = self
            .scene
            .before
            .instances
            .iter()
            .zip(&self.after.instances);
        let mut homes = self.homes.iter().zip(before);
        homes.find_map(|(home, (before, after))| {
            let is_it = home.is_variable && before.variable == variable;
            (is_it && after.variable != variable).then_some(after.variable.as_str())
        })
    }

    pub(super) fn rename_variables(&mut self) {
        let before = self.scene.before.instances.iter();
        if before
            .zip(&self.after.instances)
            .all(|(a, b)| a.variable == b.variable)
        {
            return;
        }
        for id in ids(self.scene.evaluated.document) {
            if let Some(name) = self.renamed(id.string) {
                let name = names::id(name);
                self.edits.push(range(span(id.span)), name);
            }
        }
    }

    pub(super) fn rename_imports(&mut self) {
        for (before, after) in self.scene.before.imports.iter().zip(&self.after.imports) {
            let statement = &self.scene.evaluated.document.statements[before.statement];
            let (Statement::Import(statement), true) = (statement, before.name != after.name)
            else {
                continue;
            };
            let own = match &statement.ty {
                ImportType::Package(path) => path.string,
                _ => statement.id.string,
            };
            let (name, behind) = (names::id_or_quoted(&after.name), end(statement.id.span));
            match &statement.name {
                // An identifier of a type may have a name of its own.
                Some(old) if after.name == own && !matches!(statement.ty, ImportType::Ident(_)) => {
                    self.edits.push(behind..end(old.span()), String::new());
                }
                Some(old) => self.edits.push(range(span(old.span())), name),
                None => self.edits.push(behind..behind, format!(" as {name}")),
            }
        }
    }
}

/// Every identifier of a text that may be a variable.
pub(in crate::arrange) fn ids<'a>(document: &'a Document<'a>) -> Vec<Ident<'a>> {
    let mut ids = Vec::new();
    for statement in &document.statements {
        match statement {
            Statement::Import(statement) => {
                ids.push(statement.id);
                if let ImportType::Ident(id) = &statement.ty {
                    ids.push(*id);
                }
            }
            Statement::Let(statement) => {
                ids.push(statement.id);
                ids_of(&statement.expr, &mut ids);
            }
            Statement::Export(statement) => ids_of(&statement.expr, &mut ids),
            Statement::Type(_) => {}
        }
    }
    ids
}

fn ids_of<'a>(expr: &'a Expr<'a>, ids: &mut Vec<Ident<'a>>) {
    match &expr.primary {
        PrimaryExpr::Ident(id) => ids.push(*id),
        PrimaryExpr::Nested(nested) => ids_of(&nested.inner, ids),
        PrimaryExpr::New(new) => {
            for argument in &new.arguments {
                match argument {
                    InstantiationArgument::Named(it) => ids_of(&it.expr, ids),
                    InstantiationArgument::Inferred(id) | InstantiationArgument::Spread(id) => {
                        ids.push(*id);
                    }
                    InstantiationArgument::Fill(_) => {}
                }
            }
        }
    }
}
