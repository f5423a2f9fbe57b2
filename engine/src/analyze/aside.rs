//! Declarations that keep the rest of their text from being read, put out of its way.

use std::collections::BTreeSet;

use model::Span;

use crate::diagnostics::span as to_span;
use crate::syntax::{self, Item, ItemKind, Tree};
use crate::tokens::{TokenKind, slice};

/// Blanks the smallest declaration around the beginning of a range, so that everything else stays
/// where it is. The names that it declared, which nobody knows from now on, go into `gone`. Nothing
/// is done, and `false` the answer, where none can be told apart from the rest.
pub(super) fn set_aside(text: &mut String, span: Span, gone: &mut BTreeSet<String>) -> bool {
    let tree = syntax::parse(text);
    let places = Places { text, tree: &tree };
    let range = places.culprit(span.start).filter(|_| places.is_balanced());
    let Some(range) = range.filter(|it| !slice(text, *it).trim().is_empty()) else {
        return false;
    };
    gone.extend(names_in(&tree, text, range));
    let blank = slice(text, range).bytes();
    let blank = blank.map(|byte| if byte == b'\n' { '\n' } else { ' ' });
    let blank: String = blank.collect();
    text.replace_range(range.start as usize..range.end as usize, &blank);
    true
}

/// Names that all of a text declares, for others.
pub(super) fn names(text: &str) -> BTreeSet<String> {
    let all = to_span(0..text.len());
    names_in(&syntax::parse(text), text, all).collect()
}

fn names_in<'a>(tree: &'a Tree, text: &'a str, range: Span) -> impl Iterator<Item = String> + 'a {
    use ItemKind::{Export, Import, Interface, TopUse, World};
    let is_in = move |it: &&Item| range.start <= it.span.start && it.span.end <= range.end;
    let items = tree.items.iter().filter(is_in).filter(|item| {
        matches!(item.kind, Interface | World | TopUse | Import | Export) || item.kind.is_type()
    });
    let name = |item: &Item| item.name.or(item.path.and_then(|path| path.name));
    items.filter_map(move |item| {
        let name = slice(text, name(item)?);
        Some(name.trim_start_matches('%').to_owned())
    })
}

struct Places<'a> {
    text: &'a str,
    tree: &'a Tree,
}

impl Places<'_> {
    /// Whether as many braces close as open: else nobody knows which declaration ends where.
    fn is_balanced(&self) -> bool {
        let mut marks = self.tree.tokens.iter().map(|token| token.kind);
        let open = marks.try_fold(0_u32, |open, kind| match kind {
            TokenKind::Mark(b'{') => Some(open + 1),
            TokenKind::Mark(b'}') => open.checked_sub(1),
            _ => Some(open),
        });
        open == Some(0)
    }

    /// What is to go so that nothing is wrong at a place.
    fn culprit(&self, at: u32) -> Option<Span> {
        let mut around = self.tree.item_around(to_span(at as usize..at as usize + 1));
        while let Some(item) = around {
            use ItemKind::{Case, Export, Field, Flag, Import, IncludeName, Interface};
            use ItemKind::{Package, Param, Resource, UseName, World};
            let Item { kind, body, .. } = self.tree.items[item];
            match kind {
                Case | Field | Flag | IncludeName | Param => {}
                UseName => return self.used_name(item),
                Export | Import | Interface | Package | Resource | World
                    if body.is_some_and(|body| body.start < at) =>
                {
                    return self.between(around, at);
                }
                Package => return None,
                _ => return self.item_or_before(item, at),
            }
            around = self.tree.items[item].parent;
        }
        self.between(None, at)
    }

    /// A name in the braces of `use` and its comma; the statement, where it is the only one.
    fn used_name(&self, item: usize) -> Option<Span> {
        let parent = self.tree.items[item].parent?;
        let names: Vec<usize> = self.tree.children(Some(parent)).collect();
        let at = names.iter().position(|it| *it == item)?;
        let Span { start, end } = self.tree.items[item].span;
        let span = |item: usize| self.tree.items[item].span;
        Some(match (names.get(at + 1), at.checked_sub(1)) {
            (Some(next), _) => Span {
                start,
                end: span(*next).start,
            },
            (None, Some(before)) => Span {
                start: span(names[before]).end,
                end,
            },
            (None, None) => span(parent),
        })
    }

    /// A declaration; where it is only its beginning that nobody expects, the one before, which
    /// lacks its end.
    fn item_or_before(&self, item: usize, at: u32) -> Option<Span> {
        let Item { span, parent, .. } = self.tree.items[item];
        let token = self.tree.tokens[self.tree.items[item].token].span;
        let before = self.tree.children(parent).take_while(|it| *it < item);
        let before = before.last().map(|before| &self.tree.items[before]);
        let is_first = at == span.start || at == token.start;
        match before.filter(|it| is_first && self.is_open(it)) {
            Some(before) => (before.kind != ItemKind::Package).then_some(before.span),
            None => Some(span),
        }
    }

    /// Whether a declaration lacks what it must end with.
    fn is_open(&self, item: &Item) -> bool {
        !slice(self.text, item.span).ends_with([';', '}'])
    }

    /// What stands at a place between the declarations of an item; the one before that, where
    /// nothing does.
    fn between(&self, parent: Option<usize>, at: u32) -> Option<Span> {
        let item = parent.map(|item| &self.tree.items[item]);
        let body = match item {
            Some(item) => item.body.filter(|_| item.is_closed)?,
            None => to_span(0..self.text.len() + 1),
        };
        let children = || self.tree.children(parent).map(|it| &self.tree.items[it]);
        let before = children().take_while(|it| it.span.start <= at).last();
        let next = children().find(|it| it.span.start > at);
        let gap = Span {
            start: before.map_or(body.start + u32::from(item.is_some()), |it| it.span.end),
            end: next.map_or(body.end - 1, |it| it.span.start),
        };
        let is_first = slice(self.text, to_span(gap.start as usize..at as usize))
            .trim()
            .is_empty();
        match before {
            Some(before) if at >= gap.end || (is_first && self.is_open(before)) => {
                (before.kind != ItemKind::Package).then_some(before.span)
            }
            None if at >= gap.end => None,
            _ => self.closed(gap),
        }
    }

    /// A range and what closes the braces that open in it.
    fn closed(&self, range: Span) -> Option<Span> {
        let tokens = &self.tree.tokens;
        let first = tokens.partition_point(|token| token.span.start < range.start);
        let mut open = 0_u32;
        for token in &tokens[first..] {
            if open == 0 && token.span.start >= range.end {
                return Some(range);
            }
            open = match token.kind {
                TokenKind::Mark(b'{') => open + 1,
                TokenKind::Mark(b'}') => open.checked_sub(1)?,
                _ => open,
            };
            if open == 0 && token.span.end >= range.end {
                let end = token.span.end;
                return Some(Span { end, ..range });
            }
        }
        (open == 0).then_some(range)
    }
}
