//! What something in a WAC text is, in a few lines.

use model::{Hover, Span};

use super::embedded::COMPONENT;
use super::{arguments, words};
use crate::language::File;
use crate::language::code::{self, flat, line};
use crate::language::hover::{kind, of_item};
use crate::language::index::{Index, Ref};
use crate::syntax::{ItemKind, is_wac};

/// Of more imports or exports, only how many there are is told.
const MAX_LINES: usize = 40;

/// The statement of a WAC text that gives a value a name, of an item that is that or its `as`.
pub(crate) fn declaration(item: Ref<'_>) -> Option<Ref<'_>> {
    let statement = match item.kind() {
        ItemKind::ExternName => item.parent()?,
        _ => item,
    };
    let is_value = matches!(
        statement.kind(),
        ItemKind::Let | ItemKind::Import | ItemKind::ExportValue
    );
    let is_own = is_wac(&item.file.path) && statement.parent().is_none();
    Some(statement).filter(|_| is_value && is_own)
}

/// A variable: how it is declared, and what it is.
pub(crate) fn of_variable(index: &Index, declared: Ref) -> Hover {
    let meant = index.meant(declared);
    let mut code = match meant == Some(declared) {
        true => code::declaration(declared),
        false => head(declared),
    };
    if let Some(meant) = meant.filter(|it| *it != declared) {
        code += "\n\n";
        code += &match meant.kind() {
            ItemKind::World => lines(meant, ItemKind::Export),
            _ => code::declaration(meant),
        };
    }
    let (kind, package) = match meant {
        Some(world) if world.kind() == ItemKind::World => {
            (format!("instance of `{}`", component_of(world)), None)
        }
        Some(it) if it.is_container() => ("instance".to_owned(), package_of(index, it)),
        Some(it) => (kind(it), package_of(index, it)),
        None => ("variable".to_owned(), None),
    };
    Hover {
        kind,
        code,
        docs: declared.docs().or_else(|| meant?.docs()),
        package,
        ..Hover::default()
    }
}

/// A component: what it imports and exports.
pub(crate) fn of_component(index: &Index, name: &str) -> Option<Hover> {
    let world = index.component(name)?;
    let code = [ItemKind::Import, ItemKind::Export].map(|side| lines(world, side));
    Some(Hover {
        kind: "component".to_owned(),
        code: code.join("\n\n"),
        docs: world.docs(),
        package: Some(name.to_owned()),
        ..Hover::default()
    })
}

/// Something that a component imports or an instance exports.
pub(crate) fn of_extern(index: &Index, item: Ref) -> Hover {
    let meant = index.external(item).unwrap_or(item);
    Hover {
        kind: kind(item),
        package: package_of(index, meant),
        ..of_item(index, meant)
    }
}

/// A word of WAC itself, with what it stands for at this place.
pub(crate) fn of_word(index: &Index, file: &File, span: Span) -> Option<Hover> {
    let word = file.slice(span);
    let (code, docs) = words::explain(word)?;
    let item = file.tree.item_around(span).map(|item| Ref { file, item });
    let is_wit = |it: Ref| matches!(it.kind(), ItemKind::World | ItemKind::Interface);
    if item.is_some_and(|item| item.outwards().any(is_wit)) {
        return None;
    }
    let at_place = item.and_then(|item| at_place(index, item, word));
    Some(Hover {
        kind: "keyword".to_owned(),
        code: at_place.unwrap_or_else(|| code.to_owned()),
        docs: Some(docs.to_owned()),
        ..Hover::default()
    })
}

/// What `export` exports, and what `...` imports or takes from an instance.
fn at_place(index: &Index, item: Ref, word: &str) -> Option<String> {
    let (names, side) = match item.kind() {
        ItemKind::Fill => (arguments::left(index, item.parent()?)?, "import"),
        ItemKind::Spread => (arguments::spread(index, item)?, "take"),
        ItemKind::ExportValue => {
            let value = index.value(item)?;
            let is_spread = line(item).ends_with("...;");
            match is_spread {
                true => (index.exports(value), "export"),
                false => return (word == "export").then(|| described(value)),
            }
        }
        _ => return None,
    };
    let names = names.iter().take(MAX_LINES);
    let lines: Vec<String> = names.map(|it| line(it.item)).collect();
    match lines.is_empty() {
        true => Some(format!("// {side}s nothing")),
        false => Some(lines.join("\n")),
    }
}

fn described(value: Ref) -> String {
    match value.kind() {
        ItemKind::World => lines(value, ItemKind::Export),
        _ => code::declaration(value),
    }
}

/// A statement on one line; of the arguments of its value, only that there are some.
fn head(declared: Ref) -> String {
    let it = declared.item();
    let within = &declared.file.tree.items[declared.item..it.end];
    match within.iter().find_map(|item| item.body) {
        Some(body) => {
            let between = |start, end| flat(declared.file, Span { start, end });
            let before = between(it.span.start, body.start);
            [&before, " { … }", &between(body.end, it.span.end)].concat()
        }
        None => flat(declared.file, it.span),
    }
}

/// The imports or exports of a world, a line each.
fn lines(world: Ref, side: ItemKind) -> String {
    let items = world.children().filter(|it| it.kind() == side);
    let lines: Vec<String> = items.map(line).collect();
    let word = match side {
        ItemKind::Import => "imports",
        _ => "exports",
    };
    if lines.is_empty() {
        return format!("// {word} nothing");
    }
    let more = lines.len().saturating_sub(MAX_LINES);
    let mut text = lines[..lines.len() - more].join("\n");
    if more > 0 {
        text += &format!("\n// and {more} more {word}");
    }
    text
}

/// The component that a file holds the WIT of.
pub(super) fn component_of(world: Ref<'_>) -> &str {
    let package = world.file.bundled.as_deref().unwrap_or_default();
    package.strip_prefix(COMPONENT).unwrap_or(package)
}

fn package_of(index: &Index, item: Ref) -> Option<String> {
    let name = index.package_of(item.scope())?.name;
    let name = name.strip_prefix(COMPONENT).unwrap_or(&name);
    (!name.is_empty()).then(|| name.to_owned())
}
