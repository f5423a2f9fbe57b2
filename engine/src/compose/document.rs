//! Where a WAC text makes things: its instantiations, names and statements.

use std::collections::BTreeMap;
use std::ops::Range;

use miette::SourceSpan;
use model::Span;
use wac_parser::{
    Document, Expr, InstantiationArgument, NewExpr, PrimaryExpr, Statement, TypeDecl, TypeStatement,
};

use crate::diagnostics;
use crate::tokens::{Token, TokenKind};

/// Every `new` expression, arguments before what they are arguments of, as they are evaluated.
pub(crate) fn instantiations<'a>(document: &'a Document<'a>) -> Vec<&'a NewExpr<'a>> {
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
pub(crate) fn names<'a>(document: &'a Document<'a>) -> BTreeMap<&'a str, Span> {
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

/// Where the package declaration and then each statement stands, from its first word to its last
/// sign; `tokens` are of its text.
pub(crate) fn statements(document: &Document, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut rest = tokens.iter().filter(|token| !token.is_trivia());
    let end_of = |ending: u8| -> Option<Range<usize>> {
        let mut start = None;
        let mut depth = 0;
        loop {
            let token = rest.next()?;
            let start = *start.get_or_insert(token.span.start as usize);
            match token.kind {
                TokenKind::Mark(b'{' | b'(' | b'[') => depth += 1,
                TokenKind::Mark(b'}' | b')' | b']') => depth -= 1,
                _ => {}
            }
            if depth == 0 && token.kind == TokenKind::Mark(ending) {
                return Some(start..token.span.end as usize);
            }
        }
    };
    let endings = document.statements.iter().map(|statement| match statement {
        Statement::Type(TypeStatement::Type(TypeDecl::Alias(_))) => b';',
        Statement::Type(_) => b'}',
        _ => b';',
    });
    let endings = [b';'].into_iter().chain(endings);
    endings.map_while(end_of).collect()
}

/// A span of miette's as ours.
pub(crate) fn span(span: SourceSpan) -> Span {
    diagnostics::span(span.offset()..span.offset() + span.len())
}
