//! A text with an error, without what the error is about: so that the next one can be found.

use std::collections::HashSet;

use wac_parser::resolution::Error;
use wac_parser::{Document, Expr, InstantiationArgument, NewExpr, PrimaryExpr, Statement};

use super::document::{arguments, span};

/// What was taken out of a text so far.
#[derive(Default)]
pub(super) struct Mended {
    /// Names that statements gave which are gone.
    gone: HashSet<String>,
    /// Where instances stand whose missing arguments are left open now.
    pub(super) filled: Vec<usize>,
}

impl Mended {
    /// Whether an error follows from what was taken out.
    pub(super) fn explains(&self, error: &Error) -> bool {
        matches!(error, Error::UndefinedName { name, .. } if self.gone.contains(name))
    }

    /// Takes out what the error at `offset` is about. Answers whether it could.
    pub(super) fn mend(&mut self, document: &mut Document, error: &Error, offset: usize) -> bool {
        match error {
            Error::ImportNotInTarget { .. }
            | Error::TargetMismatch { .. }
            | Error::MissingTargetExport { .. } => document.directive.targets.take().is_some(),
            Error::MissingInstantiationArg { .. } => {
                self.filled.push(offset);
                change_new(document, offset, &mut |new| {
                    leave_open(new);
                    true
                })
            }
            _ => {
                change_new(document, offset, &mut |new| take_argument(new, offset))
                    || self.take_statement(document, offset)
            }
        }
    }

    fn take_statement(&mut self, document: &mut Document, offset: usize) -> bool {
        let starts = document.statements.iter().map(|statement| match statement {
            Statement::Import(statement) => Some(statement.id.span.offset()),
            Statement::Let(statement) => Some(statement.id.span.offset()),
            Statement::Export(statement) => Some(statement.expr.span.offset()),
            Statement::Type(_) => None,
        });
        let starts: Vec<Option<usize>> = starts.collect();
        let is_before = |start: &Option<usize>| start.is_some_and(|start| start <= offset);
        let Some(index) = starts.iter().rposition(is_before) else {
            return false;
        };
        // Where a declaration begins is not told: the error may be in that.
        if starts.get(index + 1) == Some(&None) {
            return false;
        }
        match document.statements.remove(index) {
            Statement::Import(statement) => self.gone.insert(statement.id.string.to_owned()),
            Statement::Let(statement) => self.gone.insert(statement.id.string.to_owned()),
            Statement::Export(_) | Statement::Type(_) => false,
        };
        true
    }
}

fn leave_open(new: &mut NewExpr) {
    let is_open =
        |argument: &InstantiationArgument| matches!(argument, InstantiationArgument::Fill(_));
    if !new.arguments.iter().any(is_open) {
        new.arguments
            .push(InstantiationArgument::Fill(new.package.span));
    }
}

/// Takes out the argument around `offset`, if there is one.
fn take_argument(new: &mut NewExpr, offset: usize) -> bool {
    let mut spans = arguments(new, &[]).into_iter();
    let Some(index) = spans.position(|it| it.contains(&offset)) else {
        return false;
    };
    new.arguments.remove(index);
    leave_open(new);
    true
}

/// Changes the innermost `new` expression around `offset` that can be changed so. Answers whether
/// there is one.
fn change_new(document: &mut Document, offset: usize, change: Change) -> bool {
    let mut statements = document.statements.iter_mut();
    statements.any(|statement| match statement {
        Statement::Let(statement) => change_in(&mut statement.expr, offset, change),
        Statement::Export(statement) => change_in(&mut statement.expr, offset, change),
        Statement::Import(_) | Statement::Type(_) => false,
    })
}

type Change<'c> = &'c mut dyn FnMut(&mut NewExpr) -> bool;

fn change_in(expr: &mut Expr, offset: usize, change: Change) -> bool {
    match &mut expr.primary {
        PrimaryExpr::New(new) => {
            let at = span(new.span);
            if !(at.start as usize..at.end as usize).contains(&offset) {
                return false;
            }
            let mut arguments = new.arguments.iter_mut();
            let is_within = arguments.any(|argument| match argument {
                InstantiationArgument::Named(named) => change_in(&mut named.expr, offset, change),
                _ => false,
            });
            is_within || change(new)
        }
        PrimaryExpr::Nested(nested) => change_in(&mut nested.inner, offset, change),
        PrimaryExpr::Ident(_) => false,
    }
}
