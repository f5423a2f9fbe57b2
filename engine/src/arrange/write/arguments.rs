//! The arguments of a `new`, as they become.

use std::ops::Range;

use wac_parser::InstantiationArgument;

use super::Writer;
use super::decide::{Decision, Fate};
use super::layout::{Region, indent, regions};
use super::names;
use crate::arrange::plan::{Root, Source};
use crate::compose::document::{self, end, span};
use crate::compose::names::inferred_argument;
use crate::tokens::{TokenKind, range};

/// Lines longer than this are broken.
pub(super) const WIDTH: usize = 100;

impl Writer<'_> {
    /// Gathers the edits that make the arguments of a `new` what they are to be.
    pub(super) fn write_arguments(&mut self, index: usize, decision: &Decision) {
        let Decision {
            fates,
            added,
            opens,
        } = decision;
        if fates.iter().all(|fate| *fate == Fate::Keep) && added.is_empty() && !opens {
            return;
        }
        let list = self.list(index);
        let is_multi = self.scene.text[list.open..list.close].contains('\n');
        let indent = self.indent_of(&list, is_multi);
        let separator = match is_multi {
            true => format!(",{}{indent}", self.style.newline),
            false => ", ".to_owned(),
        };
        let mut fates = fates.clone();
        let mut pending: Vec<String> = added.iter().map(|it| self.named(index, it)).collect();
        pending.extend(opens.then(|| "...".to_owned()));
        self.settle_end(&list, &mut fates, &mut pending, &separator);
        let new = &self.scene.evaluated.news[index];
        for (argument, fate) in fates.iter().enumerate() {
            match fate {
                Fate::Value(import) => {
                    if let InstantiationArgument::Named(it) = &new.expr.arguments[argument] {
                        let text = self.wired(index, import);
                        self.edits.push(range(span(it.expr.span)), text);
                    }
                }
                Fate::Names(imports) => {
                    let texts: Vec<String> =
                        imports.iter().map(|it| self.named(index, it)).collect();
                    let place = list.places[argument].clone();
                    self.edits.push(place, texts.join(&separator));
                }
                Fate::Keep | Fate::Drop => {}
            }
        }
        self.drop_arguments(&list, &fates, !pending.is_empty());
        self.append_arguments(&list, &fates, pending, &separator, is_multi);
        if !is_multi {
            self.break_line(index, &list);
        }
    }

    fn list(&self, index: usize) -> List {
        let new = &self.scene.evaluated.news[index];
        let (text, tokens) = (self.scene.text, &self.tokens);
        let mark = |at: usize, byte: u8| {
            let rest = &tokens[tokens.partition_point(|it| (it.span.start as usize) < at)..];
            let token = rest.iter().find(|token| !token.is_trivia())?;
            (token.kind == TokenKind::Mark(byte)).then_some(token.span.end as usize)
        };
        let open = mark(end(new.expr.package.span), b'{').unwrap_or(end(new.expr.package.span));
        let places = document::arguments(new.expr, tokens);
        let with_comma =
            |place: &Range<usize>| place.start..mark(place.end, b',').unwrap_or(place.end);
        List {
            open,
            close: end(new.expr.span) - 1,
            regions: regions(text, tokens, open, places.iter().map(with_comma)),
            places,
        }
    }

    fn indent_of(&self, list: &List, is_multi: bool) -> String {
        let text = self.scene.text;
        match list.regions.first() {
            Some(first) if is_multi && text[list.open..first.lead].contains('\n') => {
                indent(text, first.lead).to_owned()
            }
            _ => format!("{}{}", indent(text, list.open), self.style.unit),
        }
    }

    /// Lets what comes in the end take the place of a last argument that goes, or stand before a
    /// `...` that stays.
    fn settle_end(
        &mut self,
        list: &List,
        fates: &mut [Fate],
        pending: &mut Vec<String>,
        separator: &str,
    ) {
        let (Some(fate), false) = (fates.last_mut(), pending.is_empty()) else {
            return;
        };
        let last = list.places.len() - 1;
        let place = list.places[last].clone();
        if *fate == Fate::Drop {
            *fate = Fate::Keep;
            let text = std::mem::take(pending).join(separator);
            self.edits.push(place, text);
        } else if &self.scene.text[place] == "..." {
            let mut text = std::mem::take(pending).join(separator);
            text.push_str(separator);
            let lead = list.regions[last].lead;
            self.edits.push(lead..lead, text);
        }
    }

    fn drop_arguments(&mut self, list: &List, fates: &[Fate], has_more: bool) {
        let is_kept = |fate: &Fate| *fate != Fate::Drop;
        if !fates.is_empty() && !fates.iter().any(is_kept) {
            if !has_more {
                self.edits.push(list.open..list.close, String::new());
            }
            return;
        }
        let Some(last_kept) = fates.iter().rposition(is_kept) else {
            return;
        };
        for (index, region) in list.regions.iter().enumerate().take(last_kept) {
            if fates[index] == Fate::Drop {
                let next = list.regions[index + 1].lead;
                let is_blank = self.scene.text[region.end..next].trim().is_empty();
                let until = if is_blank { next } else { region.end };
                self.edits.push(region.lead..until, String::new());
            }
        }
        let last = list.regions.len() - 1;
        if last_kept < last {
            let kept = &list.regions[last_kept];
            self.edits
                .push(kept.end..list.regions[last].end, String::new());
            let has_comma = |at: usize| list.regions[at].body.end > list.places[at].end;
            if has_comma(last_kept) && !has_comma(last) {
                let comma = kept.body.end - 1;
                self.edits.push(comma..comma + 1, String::new());
            }
        }
    }

    fn append_arguments(
        &mut self,
        list: &List,
        fates: &[Fate],
        pending: Vec<String>,
        separator: &str,
        is_multi: bool,
    ) {
        if pending.is_empty() {
            return;
        }
        let space = &separator[1..];
        let joined = pending.join(separator);
        match list.regions.last().filter(|_| !fates.is_empty()) {
            None => {
                let inner = &self.scene.text[list.open..list.close];
                let at = list.open + inner.trim_end().len();
                let text = match is_multi {
                    true => format!("{space}{joined}"),
                    false => format!(" {joined} "),
                };
                let until = if is_multi { at } else { list.close };
                self.edits.push(at..until, text);
            }
            Some(last) => {
                let place = &list.places[list.places.len() - 1];
                let has_comma = last.body.end > place.end;
                if !has_comma {
                    self.edits.push(place.end..place.end, ",".to_owned());
                }
                let comma = if has_comma { "," } else { "" };
                self.edits
                    .push(last.end..last.end, format!("{space}{joined}{comma}"));
            }
        }
    }

    /// Gives each argument a line when they became too many for one.
    fn break_line(&mut self, index: usize, list: &List) {
        let text = self.scene.text;
        if text[list.open..list.close].contains("/*") {
            return;
        }
        let start = text[..list.open]
            .rfind('\n')
            .map_or(0, |newline| newline + 1);
        let inner = self.edits.clone().take_all(text, list.open..list.close);
        if text[start..list.open].chars().count() + inner.chars().count() < WIDTH {
            return;
        }
        let inner = inner.trim().trim_end_matches(',');
        let indent = indent(text, list.open);
        let parts = split(inner);
        if parts.len() > 1 || self.scene.evaluated.news[index].expr.arguments.is_empty() {
            let broken = self.broken(&parts, indent);
            self.edits.take_all(text, list.open..list.close);
            self.edits.push(list.open..list.close, broken);
        }
    }

    /// Arguments on a line each, between braces on lines with `indent`.
    pub(super) fn broken<T: AsRef<str>>(&self, arguments: &[T], indent: &str) -> String {
        let newline = self.style.newline;
        let mut text = String::new();
        for argument in arguments {
            text.push_str(newline);
            text.push_str(indent);
            text.push_str(self.style.unit);
            text.push_str(argument.as_ref());
            if argument.as_ref() != "..." {
                text.push(',');
            }
        }
        text.push_str(newline);
        text.push_str(indent);
        text
    }

    /// `import: instance.export`, or the variable of an import that tells the name.
    pub(super) fn named(&self, index: usize, import: &str) -> String {
        let world = self.scene.world(self.after, index).map(|(_, world)| world);
        let wire = self.after.instances[index].wires.get(import);
        if let (Some(world), Some(wire)) = (world, wire)
            && let Some(node) = self.scene.import_node(self.after, wire)
        {
            let (source, variable) = (self.scene.evaluated.source, self.after.variable(wire.root));
            if inferred_argument(source, node, variable, &world.imports) == import {
                return names::id(variable);
            }
        }
        let name = world.and_then(|world| names::short(import, &world.imports));
        let name = name.unwrap_or_else(|| format!("\"{import}\""));
        format!("{name}: {}", self.wired(index, import))
    }

    fn wired(&self, index: usize, import: &str) -> String {
        let wire = self.after.instances[index].wires.get(import);
        wire.map(|source| self.expression(source))
            .unwrap_or_default()
    }

    /// `instance.export`.
    pub(super) fn expression(&self, source: &Source) -> String {
        let mut text = names::id(self.after.variable(source.root));
        for (at, name) in source.path.iter().enumerate() {
            let world = match source.root {
                Root::Instance(index) if at == 0 => self.scene.world(self.after, index),
                _ => None,
            };
            let short = match world {
                Some((_, world)) => names::short(name, &world.exports),
                None => names::is_id(name).then(|| names::id(name)),
            };
            match short {
                Some(short) => {
                    text.push('.');
                    text.push_str(&short);
                }
                None => {
                    text.push_str("[\"");
                    text.push_str(name);
                    text.push_str("\"]");
                }
            }
        }
        text
    }
}

/// Where the arguments of a `new` are.
struct List {
    /// Behind the brace.
    open: usize,
    /// Before the brace.
    close: usize,
    places: Vec<Range<usize>>,
    /// With their commas.
    regions: Vec<Region>,
}

/// The parts between the commas that stand in no brackets.
fn split(list: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start, mut is_quoted) = (0, 0, false);
    for (at, byte) in list.bytes().enumerate() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            b'{' | b'(' | b'[' => depth += 1,
            b'}' | b')' | b']' => depth -= 1,
            b',' if depth == 0 => {
                parts.push(list[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(list[start..].trim());
    parts
}
