//! Where a WAC text makes things: its instantiations and names, in the order of evaluation.

use std::collections::BTreeMap;

use miette::SourceSpan;
use model::Span;
use wac_parser::{Document, Expr, InstantiationArgument, NewExpr, PrimaryExpr, Statement};

use crate::diagnostics;

/// Every `new` expression, arguments before what they are arguments of, as they are evaluated.
pub(super) fn instantiations<'a>(document: &'a Document<'a>) -> Vec<&'a NewExpr<'a>> {
    let mut found = Vec::new();
    for statement in &document.statements {
        match statement {
            Statement::Let(statement) => visit(&statement.expr, &mut found),
            Statement::Export(statement) => visit(&statement.expr, &mut found),
            Statement::Import(_) | Statement::Type(_) => {}
        }
    }
    found
}

fn visit<'a>(expr: &'a Expr<'a>, found: &mut Vec<&'a NewExpr<'a>>) {
    match &expr.primary {
        PrimaryExpr::New(new) => {
            for argument in &new.arguments {
                if let InstantiationArgument::Named(argument) = argument {
                    visit(&argument.expr, found);
                }
            }
            found.push(new);
        }
        PrimaryExpr::Nested(nested) => visit(&nested.inner, found),
        PrimaryExpr::Ident(_) => {}
    }
}

/// Names that `let` and `import` give, and where.
pub(super) fn names<'a>(document: &'a Document<'a>) -> BTreeMap<&'a str, Span> {
    let names = document.statements.iter().filter_map(|statement| {
        let id = match statement {
            Statement::Let(statement) => &statement.id,
            Statement::Import(statement) => &statement.id,
            Statement::Export(_) | Statement::Type(_) => return None,
        };
        Some((id.string, span(id.span)))
    });
    names.collect()
}

/// A span of miette's as ours.
pub(super) fn span(span: SourceSpan) -> Span {
    diagnostics::span(span.offset()..span.offset() + span.len())
}
