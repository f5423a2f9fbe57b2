//! What a text declares, in order.

use model::{OutlineItem, Span};

use crate::syntax::{ItemKind, Tree};
use crate::tokens::{plain, slice};

pub(super) fn outline(tree: &Tree, text: &str) -> Vec<OutlineItem> {
    children(tree, text, None)
}

fn children(tree: &Tree, text: &str, parent: Option<usize>) -> Vec<OutlineItem> {
    let children = tree.children(parent);
    children.filter_map(|at| item(tree, text, at)).collect()
}

fn item(tree: &Tree, text: &str, at: usize) -> Option<OutlineItem> {
    let item = &tree.items[at];
    let named = match item.kind {
        ItemKind::ExportValue => &tree.items[tree.children(Some(at)).last()?],
        _ => item,
    };
    let name_span = named.name.or(named.path.map(|path| path.span))?;
    Some(OutlineItem {
        name: plain(slice(text, name_span)).to_owned(),
        kind: kind(item.kind)?.to_owned(),
        detail: detail(tree, text, at, name_span),
        span: item.span,
        name_span,
        children: children(tree, text, Some(at)),
    })
}

/// None for what declares nothing of its own.
fn kind(kind: ItemKind) -> Option<&'static str> {
    Some(match kind {
        ItemKind::Package => "package",
        ItemKind::Interface => "interface",
        ItemKind::World => "world",
        ItemKind::Include => "include",
        ItemKind::Import => "import",
        ItemKind::Export => "export",
        ItemKind::Alias => "type",
        ItemKind::Record => "record",
        ItemKind::Field => "field",
        ItemKind::Variant => "variant",
        ItemKind::Enum => "enum",
        ItemKind::Case => "case",
        ItemKind::Flags => "flags",
        ItemKind::Flag => "flag",
        ItemKind::Resource => "resource",
        ItemKind::Constructor => "constructor",
        ItemKind::Method | ItemKind::Func => "func",
        ItemKind::Static => "static",
        ItemKind::Let => "let",
        ItemKind::ExportValue => "export",
        ItemKind::TopUse | ItemKind::Use => return None,
        ItemKind::UseName | ItemKind::IncludeName | ItemKind::Param => return None,
        // Parts of statements of WAC.
        _ => return None,
    })
}

/// What stands behind the name, up to the body.
fn detail(tree: &Tree, text: &str, at: usize, name: Span) -> String {
    let item = &tree.items[at];
    // Of a value, its beginning.
    let mut within = tree.items[at..item.end].iter();
    let body = match item.kind {
        ItemKind::Let => within.find_map(|it| it.body),
        _ => item.body,
    };
    let end = body.map_or(item.span.end, |body| body.start);
    let start = match item.kind {
        ItemKind::ExportValue => tree.items[at + 1].span.start,
        _ => name.end.min(end),
    };
    let rest = on_one_line(tree, text, Span { start, end });
    let rest = rest
        .trim_start_matches([' ', ':', '='])
        .trim_end_matches([' ', ';', ',']);
    match item.kind {
        ItemKind::Func | ItemKind::Method | ItemKind::Static => {
            let rest = rest.strip_prefix("static").unwrap_or(rest).trim_start();
            rest.strip_prefix("func").unwrap_or(rest).to_owned()
        }
        ItemKind::Case => {
            let inside = rest
                .strip_prefix('(')
                .and_then(|rest| rest.strip_suffix(')'));
            inside.unwrap_or(rest).to_owned()
        }
        ItemKind::Include => String::new(),
        _ => rest.to_owned(),
    }
}

/// The tokens of a range without comments and line ends.
fn on_one_line(tree: &Tree, text: &str, span: Span) -> String {
    let first = tree
        .tokens
        .partition_point(|token| token.span.start < span.start);
    let tokens = tree.tokens[first..].iter();
    let mut line = String::new();
    let mut has_blank = false;
    for token in tokens.take_while(|token| token.span.end <= span.end) {
        if token.is_trivia() {
            has_blank = true;
            continue;
        }
        let word = token.of(text);
        if matches!(word, ")" | ">") && line.ends_with(',') {
            line.pop();
        }
        let is_tight =
            line.ends_with(['(', '<', '[']) || matches!(word, ")" | ">" | "," | ";" | ":");
        if has_blank && !is_tight {
            line.push(' ');
        }
        line.push_str(word);
        has_blank = false;
    }
    line
}
