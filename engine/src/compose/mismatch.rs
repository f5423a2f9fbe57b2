//! An argument that does not fit, told by its first difference.

use model::{Diagnostic, End, Wire};
use wac_graph::types::are_semver_compatible;
use wac_parser::resolution::Error;
use wac_parser::{Document, Expr, InstantiationArgument, PostfixExpr, PrimaryExpr, Statement};

use super::Explainer;
use super::document::{arguments, instantiations};
use crate::components::Component;
use crate::wiring::{Port, Side, differences, port, ports, said, short};

/// Variables that stand for each other further than this are not followed.
const MAX_DEPTH: usize = 64;

/// What a text's expression stands for.
enum Value<'a> {
    Instance(&'a Component),
    /// An export of a component, or something of it.
    Export(&'a Component, Port<'a>),
}

/// An argument and what it is for.
struct Both<'a> {
    given: Port<'a>,
    wanted: Port<'a>,
    /// Between the components; none for something of an export.
    wire: Option<Wire>,
}

/// The same finding, told by what differs.
pub(super) fn told(
    explainer: &Explainer,
    document: &Document,
    error: &Error,
    finding: Diagnostic,
) -> Diagnostic {
    let Error::MismatchedInstantiationArg { name, span, .. } = error else {
        return finding;
    };
    let Some(Both {
        given,
        wanted,
        wire,
    }) = both(explainer, document, name, span.offset())
    else {
        return finding;
    };
    let mut found = differences(given, wanted).into_iter();
    let Some(first) = found.next() else {
        return finding;
    };
    let mut hints = Vec::new();
    if let (Some(wanted), Some(given)) = (&first.wanted, &first.given) {
        hints.push(format!(
            "wanted `{}`, given `{}`",
            line(wanted),
            line(given)
        ));
    }
    hints.extend(said(given.name, wanted.name).filter(|_| given.name != wanted.name));
    let more: Vec<String> = found.map(|it| it.message).collect();
    if !more.is_empty() {
        hints.push(format!("also: {}", more.join("; ")));
    }
    Diagnostic {
        message: format!("this does not fit `{name}`: {}", first.message),
        hint: Some(hints.join("; ")).filter(|hint| !hint.is_empty()),
        wire: wire.map(Box::new),
        ..finding
    }
}

fn both<'a>(
    explainer: &Explainer<'a>,
    document: &Document,
    import: &str,
    offset: usize,
) -> Option<Both<'a>> {
    // The innermost of those that stand around it comes first.
    let mut news = instantiations(document).into_iter();
    let (new, argument) = news.find_map(|new| {
        let mut spans = arguments(new, &[]).into_iter();
        let index = spans.position(|it| it.contains(&offset))?;
        Some((new, &new.arguments[index]))
    })?;
    let taker = explainer.component(new.package.string)?;
    let wanted = port(&taker.binary, Side::Import, import)?;
    let value = match argument {
        InstantiationArgument::Named(argument) => value(explainer, document, &argument.expr, 0)?,
        InstantiationArgument::Inferred(id) | InstantiationArgument::Spread(id) => {
            variable(explainer, document, id.string, 0)?
        }
        InstantiationArgument::Fill(_) => return None,
    };
    let (giver, given) = match value {
        Value::Export(giver, port) => (giver, port),
        Value::Instance(giver) => {
            let mut exports = ports(&giver.binary, Side::Export).into_iter();
            let given = exports.find(|export| are_semver_compatible(export.name, import))?;
            (giver, given)
        }
    };
    let is_whole = port(&giver.binary, Side::Export, given.name).is_some();
    let wire = is_whole.then(|| between(giver, given, taker, wanted));
    Some(Both {
        given,
        wanted,
        wire,
    })
}

/// A wire between two components.
pub(super) fn between(giver: &Component, given: Port, taker: &Component, wanted: Port) -> Wire {
    let end = |component: &Component| End::Package {
        name: component.name.clone(),
    };
    Wire {
        from: end(giver),
        from_port: given.name.to_owned(),
        to: end(taker),
        to_port: wanted.name.to_owned(),
    }
}

fn variable<'a>(
    explainer: &Explainer<'a>,
    document: &Document,
    name: &str,
    depth: usize,
) -> Option<Value<'a>> {
    let mut statements = document.statements.iter();
    let expr = statements.find_map(|statement| match statement {
        Statement::Let(statement) if statement.id.string == name => Some(&statement.expr),
        _ => None,
    })?;
    value(explainer, document, expr, depth + 1)
}

fn value<'a>(
    explainer: &Explainer<'a>,
    document: &Document,
    expr: &Expr,
    depth: usize,
) -> Option<Value<'a>> {
    if depth > MAX_DEPTH {
        return None;
    }
    let mut value = match &expr.primary {
        PrimaryExpr::New(new) => Value::Instance(explainer.component(new.package.string)?),
        PrimaryExpr::Nested(nested) => self::value(explainer, document, &nested.inner, depth + 1)?,
        PrimaryExpr::Ident(id) => variable(explainer, document, id.string, depth)?,
    };
    for postfix in &expr.postfix {
        let name = match postfix {
            PostfixExpr::Access(access) => access.id.string,
            PostfixExpr::NamedAccess(access) => access.string.value,
        };
        value = match value {
            Value::Instance(component) => Value::Export(component, export(component, name)?),
            Value::Export(component, port) => Value::Export(component, port.function(name)?),
        };
    }
    Some(value)
}

/// An export by its name, or the only interface of that short name.
fn export<'a>(component: &'a Component, name: &str) -> Option<Port<'a>> {
    let exports = ports(&component.binary, Side::Export);
    let exact = exports.iter().find(|export| export.name == name);
    let same = exports.iter().find(|export| short(export.name) == name);
    exact.or(same).copied()
}

/// WIT in one line.
fn line(wit: &str) -> String {
    let words: Vec<&str> = wit.split_whitespace().collect();
    words.join(" ")
}
