//! Other names for what a WAC text gives names to.

use model::TextEdit;

use super::arguments::{inferred, written};
use super::names::is_name;
use super::values::statements;
use crate::language::index::{Index, Ref};
use crate::language::rename::{is_word, line};
use crate::language::target::Symbol;
use crate::syntax::{ItemKind, is_wac};

/// What changes when something gets another name; none for what is WIT's.
pub(crate) fn rename<'a>(
    index: &Index<'a>,
    symbol: &Symbol<'a>,
    name: &str,
) -> Option<Result<Vec<TextEdit>, String>> {
    match symbol {
        Symbol::Extern(item) => Some(Err(format!(
            "`{}` is what its component calls it; `export … as` gives an export another name",
            item.name().or(path_name(*item)).unwrap_or_default()
        ))),
        Symbol::Component(name) => Some(Err(format!(
            "`{name}` is a component: rename it in the list of components"
        ))),
        Symbol::Item(item) if !is_wac(&item.file.path) => None,
        Symbol::Item(item) if item.kind() == ItemKind::ExternName => {
            Some(extern_edits(*item, name))
        }
        Symbol::Item(item) if item.parent().is_none() => {
            Some(edits(index, symbol, *item, name.trim_start_matches('%')))
        }
        _ => None,
    }
}

fn path_name(item: Ref<'_>) -> Option<&str> {
    Some(item.file.slice(item.item().path?.span))
}

/// The name behind `as`.
fn extern_edits(item: Ref, name: &str) -> Result<Vec<TextEdit>, String> {
    let name = name.trim_matches('"').trim_start_matches('%');
    if !is_name(name) {
        return Err(format!(
            "`{name}` is no name for this: names are words like `my-name`, or those of interfaces \
             like `my:package/interface@1.0.0`"
        ));
    }
    let span = item.item().name.unwrap_or_default();
    let is_quoted = name.contains(':') || item.file.slice(span).starts_with('"');
    let text = match is_quoted {
        true => ["\"", name, "\""].concat(),
        false => written(name),
    };
    let path = item.file.path.clone();
    Ok(vec![TextEdit { path, span, text }])
}

/// What a statement declares.
fn edits<'a>(
    index: &Index<'a>,
    symbol: &Symbol<'a>,
    item: Ref<'a>,
    name: &str,
) -> Result<Vec<TextEdit>, String> {
    is_word(name)?;
    let old = item.name().unwrap_or_default();
    if name == old {
        return Ok(Vec::new());
    }
    if let Some(taken) = statements(item).find(|it| it.name() == Some(name)) {
        return Err(format!(
            "there is already something called `{name}`, at line {}",
            line(taken)
        ));
    }
    let occurrences = index.occurrences(symbol);
    let own = occurrences.iter().filter(|it| it.symbol == *symbol);
    let edits = own.map(|it| TextEdit {
        path: it.file.path.clone(),
        span: it.span,
        text: match it.item {
            Some(place) if keeps_name(index, place) => match place.kind() {
                ItemKind::Inferred => [&written(old), ": ", &written(name)].concat(),
                _ => [&written(name), " as ", &written(old)].concat(),
            },
            _ => written(name),
        },
    });
    Ok(edits.collect())
}

/// Whether the variable's name is also that of an argument or import, which must stay.
fn keeps_name(index: &Index, place: Ref) -> bool {
    match place.kind() {
        ItemKind::Import => {
            let has_name = place.children().any(|it| it.kind() == ItemKind::ExternName);
            let has_path = place.item().path.is_some();
            place.parent().is_none() && !has_name && !has_path
        }
        ItemKind::Inferred => {
            let new = place.parent().and_then(|new| index.component_name(new));
            let imports = new.and_then(|name| Some(index.imports(index.component(&name)?)));
            // What is known by another name is found by that.
            let known = imports.and_then(|imports| inferred(index, place, &imports, false));
            known.is_none()
        }
        _ => false,
    }
}
