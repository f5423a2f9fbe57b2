//! Where a text makes its instances.

use std::collections::HashMap;
use std::ops::Range;

use wac_parser::{Expr, InstantiationArgument, PrimaryExpr, Statement};

use crate::compose::document::span;
use crate::compose::evaluate::Evaluated;
use crate::tokens::range;

/// Where a `new` expression stands.
#[derive(Default)]
pub(super) struct Home {
    /// Index of its statement.
    pub(super) statement: usize,
    /// The `new` that it is an argument of, and which of its arguments.
    pub(super) parent: Option<(usize, usize)>,
    /// What a variable can take the place of.
    pub(super) place: Range<usize>,
    /// Whether it has a variable.
    pub(super) is_variable: bool,
}

/// Where each instance of a text is made.
pub(super) fn homes(evaluated: &Evaluated) -> Vec<Home> {
    let mut places: HashMap<usize, Home> = HashMap::new();
    for (statement, it) in evaluated.document.statements.iter().enumerate() {
        let (expr, is_let) = match it {
            Statement::Let(it) => (&it.expr, true),
            Statement::Export(it) => (&it.expr, false),
            Statement::Import(_) | Statement::Type(_) => continue,
        };
        if let Some((start, place, is_whole)) = made(expr) {
            let home = Home {
                statement,
                parent: None,
                place,
                is_variable: is_let && is_whole,
            };
            places.insert(start, home);
        }
    }
    for (index, new) in evaluated.news.iter().enumerate() {
        for (argument, it) in new.expr.arguments.iter().enumerate() {
            let InstantiationArgument::Named(it) = it else {
                continue;
            };
            if let Some((start, place, _)) = made(&it.expr) {
                let home = Home {
                    statement: new.statement,
                    parent: Some((index, argument)),
                    place,
                    is_variable: false,
                };
                places.insert(start, home);
            }
        }
    }
    let news = evaluated.news.iter();
    let homes = news.map(|new| places.remove(&new.expr.span.offset()));
    homes.map(Option::unwrap_or_default).collect()
}

/// The `new` that an expression begins with: where it starts, where it and the brackets around it
/// stand, and whether that is all of the expression.
fn made(expr: &Expr) -> Option<(usize, Range<usize>, bool)> {
    let mut expr = expr;
    let mut place = span(expr.primary.span());
    let mut is_whole = expr.postfix.is_empty();
    loop {
        match &expr.primary {
            PrimaryExpr::New(new) => return Some((new.span.offset(), range(place), is_whole)),
            PrimaryExpr::Ident(_) => return None,
            PrimaryExpr::Nested(nested) => {
                expr = &nested.inner;
                if !expr.postfix.is_empty() {
                    place = span(expr.primary.span());
                    is_whole = false;
                }
            }
        }
    }
}
