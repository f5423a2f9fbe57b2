//! What could be written at a place of a WAC text.

mod statements;

use model::{Completion, Span, TextEdit};

use super::arguments::{Offer, access, argument_name, left, offers, providers};
use super::values::{Extern, short};
use crate::language::code::line;
use crate::language::complete::{Site, worlds};
use crate::language::index::{Index, Ref};
use crate::syntax::ItemKind;
use statements::{explained, statements};

/// Arguments of so many bytes stand on the line of `new`.
const MAX_LINE: usize = 50;

/// What could be written at a place, best first; none where it is WIT that is to be written.
pub(crate) fn complete(index: &Index, site: &Site) -> Option<Vec<Completion>> {
    use ItemKind as Kind;
    let Some(item) = site.item() else {
        return Some(statements(site));
    };
    let it = item.item();
    let in_path = it.path.is_some_and(|path| site.is_in(path.span));
    Some(match it.kind {
        Kind::Targets if in_path => worlds(index, site),
        Kind::Package | Kind::Let | Kind::ExternName => Vec::new(),
        Kind::New if in_path => components(index, site, item),
        Kind::New | Kind::Inferred => arguments(index, site, new_around(item)?),
        Kind::Spread => spreads(index, new_around(item)?, ""),
        Kind::Argument => arguments(index, site, item.parent()?),
        Kind::Variable => match item.parent()? {
            argument if argument.kind() == Kind::Argument && argument.name().is_none() => {
                arguments(index, site, argument.parent()?)
            }
            owner => values(index, site, owner),
        },
        Kind::Access => exports(index, site, item),
        Kind::Fill | Kind::Nested => Vec::new(),
        Kind::ExportValue => values(index, site, item),
        _ => return None,
    })
}

fn new_around(item: Ref<'_>) -> Option<Ref<'_>> {
    item.outwards().find(|it| it.kind() == ItemKind::New)
}

/// The components of the workspace, each with what it needs as far as that is known.
fn components(index: &Index, site: &Site, new: Ref) -> Vec<Completion> {
    let is_statement = new.parent().is_some_and(|it| it.parent().is_none());
    let is_ended = !is_statement || site.has_rest() || site.after_path() == ";";
    let end = if is_ended { "" } else { ";" };
    let typed = site.typed_path();
    let offers = offers(index, new);
    let named = index.embedded.iter().filter_map(|(name, _)| {
        let world = index.component(name)?;
        let insert = match site.after_path() {
            "{" => name.to_owned(),
            _ => [name, " ", &filled(&index.imports(world), &offers), end].concat(),
        };
        // What is there of the path stays.
        let rest = |text: &str| Some(text.strip_prefix(typed)?.to_owned());
        Some(Completion {
            label: rest(name)?,
            insert: rest(&insert)?,
            kind: "component".to_owned(),
            docs: world.docs(),
            ..Completion::default()
        })
    });
    named.collect()
}

/// The arguments of a component with what provides them, `...` for what nothing provides.
fn filled(imports: &[Extern], offers: &[Offer]) -> String {
    let mut parts = Vec::new();
    for import in imports {
        if let [only] = &providers(offers, import)[..] {
            parts.push(argument(&argument_name(&import.name), only));
        }
    }
    if parts.len() < imports.len() {
        parts.push("${}...".to_owned());
    }
    let line = parts.join(", ");
    match line.len() {
        0 => "{}".to_owned(),
        1..=MAX_LINE => ["{ ", &line, " }"].concat(),
        _ => ["{\n    ", &parts.join(",\n    "), "\n}"].concat(),
    }
}

fn argument(name: &str, value: &str) -> String {
    match name == value {
        true => name.to_owned(),
        false => [name, ": ", value].concat(),
    }
}

/// Arguments that are still missing, each with what could be passed.
fn arguments<'a>(index: &Index<'a>, site: &'a Site, new: Ref<'a>) -> Vec<Completion> {
    let mut items = Vec::new();
    let has_value = site.after() == ":";
    let offers = offers(index, new);
    let Some(missing) = left(index, new) else {
        return vec![explained("...", "...")];
    };
    for import in &missing {
        let name = argument_name(&import.name);
        let providers = match has_value {
            true => Vec::new(),
            false => providers(&offers, import),
        };
        let completion = |insert: String, provider: Option<&String>| Completion {
            label: name.clone(),
            insert,
            kind: kind(import).to_owned(),
            detail: provider.cloned(),
            docs: index.external(import.item).and_then(Ref::docs),
            ..Completion::default()
        };
        for provider in &providers {
            items.push(completion(argument(&name, provider), Some(provider)));
        }
        if providers.is_empty() {
            let insert = match has_value {
                true => name.clone(),
                false => name.clone() + ": ${}",
            };
            items.push(completion(insert, None));
        }
    }
    if !has_value {
        items.extend(spreads(index, new, "..."));
        items.push(explained("...", "..."));
    }
    items
}

/// Instances that export some of the arguments that are still missing.
fn spreads<'a>(index: &Index<'a>, new: Ref<'a>, dots: &str) -> Vec<Completion> {
    let missing = left(index, new).unwrap_or_default();
    let offers = offers(index, new);
    let of_use = offers.iter().filter(|offer| {
        let is_missing = |export: &Extern| missing.iter().any(|it| it.name == export.name);
        offer.exports.iter().any(is_missing)
    });
    of_use.map(|offer| variable(index, offer, dots)).collect()
}

/// Values: those that fit the argument first, then every variable, and `new`.
fn values<'a>(index: &Index<'a>, site: &'a Site, owner: Ref<'a>) -> Vec<Completion> {
    let mut items = Vec::new();
    let offers = offers(index, owner.outwards().last().unwrap_or(owner));
    if let Some(import) = index.argument(owner) {
        let fitting = providers(&offers, &import);
        items.extend(fitting.into_iter().map(|text| Completion {
            label: text.clone(),
            insert: text,
            kind: kind(&import).to_owned(),
            detail: Some(short(&import.name).to_owned()),
            ..Completion::default()
        }));
    }
    for offer in &offers {
        if items.iter().all(|it| it.label != offer.name) {
            items.push(variable(index, offer, ""));
        }
    }
    if matches!(site.before(1), "=" | ":" | "(" | "export") {
        items.push(explained("new", "new ${}"));
    }
    if owner.kind() == ItemKind::Let && items.len() > 1 {
        // Most often, what gets a name is a new instance.
        items.rotate_right(1);
    }
    items
}

fn variable(index: &Index, offer: &Offer, dots: &str) -> Completion {
    let text = [dots, &offer.name].concat();
    Completion {
        label: text.clone(),
        insert: text,
        kind: "variable".to_owned(),
        detail: Some(what(index, offer.declared)),
        docs: offer.declared.docs(),
        ..Completion::default()
    }
}

/// What an instance exports.
fn exports<'a>(index: &Index<'a>, site: &'a Site, item: Ref<'a>) -> Vec<Completion> {
    let Some(value) = index.accessed(item) else {
        return Vec::new();
    };
    let exports = index.exports(value);
    let in_brackets = site.file.slice(item.item().span).starts_with('[');
    let dot = site.original(item.item().span.start);
    let items = exports.iter().map(|export| {
        let quoted = ["\"", &export.name, "\""].concat();
        let access = access(&exports, export);
        let mut edits = Vec::new();
        let (label, insert) = match access.strip_prefix('.') {
            _ if in_brackets && site.after() == "]" => (quoted.clone(), quoted),
            _ if in_brackets => (quoted.clone(), quoted + "]"),
            Some(name) => (name.to_owned(), name.to_owned()),
            None => {
                edits.push(TextEdit {
                    path: site.file.path.clone(),
                    span: Span {
                        start: dot,
                        end: dot + 1,
                    },
                    text: String::new(),
                });
                (export.name.clone(), access)
            }
        };
        Completion {
            label,
            insert,
            kind: kind(export).to_owned(),
            detail: Some(detail(export)),
            docs: index.external(export.item).and_then(Ref::docs),
            edits,
        }
    });
    items.collect()
}

/// What a variable is, in a few words.
fn what(index: &Index, declared: Ref) -> String {
    match index.meant(declared) {
        Some(world) if world.kind() == ItemKind::World => {
            super::hover::component_of(world).to_owned()
        }
        Some(it) => it.name().unwrap_or_default().to_owned(),
        None => String::new(),
    }
}

fn detail(export: &Extern) -> String {
    let line = line(export.item);
    let line = line.strip_prefix("export ").unwrap_or(&line);
    line.trim_end_matches(';').to_owned()
}

fn kind(it: &Extern) -> &'static str {
    let item = it.item.item();
    match it.item.kind() {
        kind if kind.is_type() => "type",
        ItemKind::Import | ItemKind::Export if item.path.is_some() || item.body.is_some() => {
            "interface"
        }
        _ => "function",
    }
}
