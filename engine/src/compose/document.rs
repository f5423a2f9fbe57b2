//! Where a WAC text makes things: its instantiations, names and statements.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use miette::SourceSpan;
use model::Span;
use wac_parser::{
    Document, Expr, InstantiationArgument, NewExpr, PrimaryExpr, Statement, TypeDecl, TypeStatement,
};

use crate::diagnostics;
use crate::tokens::{Token, TokenKind, range};

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

/// Every name that a text gives, types included.
pub(crate) fn taken(document: &Document) -> BTreeSet<String> {
    let names = document.statements.iter().filter_map(|statement| {
        Some(match statement {
            Statement::Let(statement) => statement.id.string,
            Statement::Import(statement) => statement.id.string,
            Statement::Type(statement) => type_name(statement),
            Statement::Export(_) => return None,
        })
    });
    names.map(str::to_owned).collect()
}

/// What a type statement declares.
pub(crate) fn type_name<'a>(statement: &'a TypeStatement<'a>) -> &'a str {
    match statement {
        TypeStatement::Interface(statement) => statement.id.string,
        TypeStatement::World(statement) => statement.id.string,
        TypeStatement::Type(statement) => statement.id().string,
    }
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

/// Where each argument of a `new` stands, `...` included; `tokens` are of its text.
pub(crate) fn arguments(new: &NewExpr, tokens: &[Token]) -> Vec<Range<usize>> {
    let arguments = new.arguments.iter().map(|argument| match argument {
        InstantiationArgument::Named(it) => range(span(it.name.span())).start..end(it.expr.span),
        InstantiationArgument::Inferred(id) => range(span(id.span)),
        InstantiationArgument::Fill(at) => range(span(*at)),
        InstantiationArgument::Spread(id) => {
            let before = tokens.partition_point(|it| (it.span.start as usize) < id.span.offset());
            let mut before = tokens[..before].iter().rev();
            let dots = before.find(|token| token.kind == TokenKind::Ellipsis);
            let start = dots.map_or(id.span.offset(), |token| token.span.start as usize);
            start..end(id.span)
        }
    });
    arguments.collect()
}

/// Where a span of miette's ends.
pub(crate) fn end(span: SourceSpan) -> usize {
    span.offset() + span.len()
}

/// A span of miette's as ours.
pub(crate) fn span(span: SourceSpan) -> Span {
    diagnostics::span(span.offset()..end(span))
}
