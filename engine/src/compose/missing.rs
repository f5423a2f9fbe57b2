//! Arguments that an instance misses.

use model::{Diagnostic, Fix, Span, TextEdit, Wire};
use wac_graph::types::are_semver_compatible;
use wac_parser::resolution::Resolution;

use super::Explainer;
use super::document::span;
use super::evaluate::Evaluated;
use super::mismatch::between;
use super::names::world;
use crate::components::Component;
use crate::tokens::{TokenKind, tokens};
use crate::wiring::{Port, Side, fits, port, ports, short};

/// More missing arguments than this are counted, not named.
const MAX_NAMES: usize = 6;

impl Explainer<'_> {
    /// Names all the arguments that instances miss where one was told to be missing; these stand
    /// at `filled`.
    pub(super) fn tell_missing(
        &self,
        resolution: &Resolution,
        filled: &[usize],
        errors: &mut [Diagnostic],
    ) {
        let evaluated = Evaluated::new(resolution);
        for new in &evaluated.news {
            let at = new.expr.package.span.offset();
            let mut errors = errors.iter_mut();
            let error = errors.find(|it| it.span.start as usize == at && filled.contains(&at));
            let (Some(error), Some(world)) = (error, world(evaluated.source, new.node)) else {
                continue;
            };
            let is_given = |name: &str| new.given.iter().any(|given| given.import == name);
            let missing = world.imports.keys().filter(|name| !is_given(name));
            let missing: Vec<String> = missing.map(|name| format!("`{name}`")).collect();
            if missing.len() > 1 {
                let names = match missing.len() {
                    ..=MAX_NAMES => missing.join(", "),
                    count => format!(
                        "{} and {} more",
                        missing[..MAX_NAMES].join(", "),
                        count - MAX_NAMES
                    ),
                };
                let package = new.expr.package.string;
                error.message = format!("`{package}` needs the arguments {names}");
            }
            error.fixes.extend(self.left_open(span(new.expr.span)));
        }
    }

    /// Ends the arguments of a `new` expression with `...`.
    fn left_open(&self, new: Span) -> Option<Fix> {
        let text = self.text.get(new.start as usize..new.end as usize)?;
        let tokens = tokens(text);
        let mut tokens = tokens.iter().filter(|token| !token.is_trivia()).rev();
        let close = tokens
            .next()
            .filter(|it| it.kind == TokenKind::Mark(b'}'))?;
        let last = tokens.next()?;
        let (start, text) = match last.kind {
            TokenKind::Mark(b'{') => (last.span.end, " ... "),
            TokenKind::Mark(b',') => (last.span.end, " ..."),
            _ => (last.span.end, ", ..."),
        };
        // What is between an opening brace and a closing one may be a comment.
        let is_empty = last.span.end + 1 >= close.span.start;
        let end = match last.kind {
            TokenKind::Mark(b'{') if is_empty => close.span.start,
            _ => start,
        };
        Some(Fix {
            title: "leave what is missing open".to_owned(),
            edits: vec![TextEdit {
                path: self.path.to_owned(),
                span: Span {
                    start: new.start + start,
                    end: new.start + end,
                },
                text: text.to_owned(),
            }],
            ..Fix::default()
        })
    }

    /// That an instance misses an argument.
    pub(super) fn missing_argument(
        &self,
        name: &str,
        package: &str,
        diagnostic: Diagnostic,
    ) -> Diagnostic {
        let taker = self.component(package);
        let wanted = taker.and_then(|it| port(&it.binary, Side::Import, name));
        let is_type = wanted.is_some_and(|wanted| wanted.is_type());
        let provider = self.components.iter().find(|component| {
            let mut exports = ports(&component.binary, Side::Export).into_iter();
            let is_same = |export: &Port| are_semver_compatible(export.name, name);
            component.name != package
                && exports.any(|it| is_same(&it) && wanted.is_some_and(|wanted| fits(it, wanted)))
        });
        let hint = match provider {
            _ if is_type => "it is a type, which is imported: end the arguments with `...`".into(),
            Some(provider) => format!(
                "`{}` exports it: pass an instance of that, or end the arguments with `...` to \
                 import it",
                provider.name
            ),
            None => format!("write `\"{name}\": …`, or end the arguments with `...` to import it"),
        };
        let refused = wanted.zip(taker).filter(|_| provider.is_none() && !is_type);
        let wire = refused.and_then(|(wanted, taker)| self.nearly(taker, wanted));
        Diagnostic {
            message: format!("`{package}` needs the argument `{name}`"),
            hint: Some(hint),
            wire: wire.map(Box::new),
            ..diagnostic
        }
    }

    /// The wire to an import from what looks as if it should fill it.
    fn nearly(&self, taker: &Component, wanted: Port) -> Option<Wire> {
        let mut components = self.components.iter().filter(|it| it.name != taker.name);
        components.find_map(|giver| {
            let mut exports = ports(&giver.binary, Side::Export).into_iter();
            let given = exports.find(|export| short(export.name) == short(wanted.name))?;
            Some(between(giver, given, taker, wanted))
        })
    }
}
