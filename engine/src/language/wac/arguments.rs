//! The arguments of `new`: which are given, which are left, and what could be passed.

use std::collections::BTreeSet;

use wac_graph::types::are_semver_compatible;

use super::values::{Extern, by_short, find, short, statements};
use super::words::KEYWORDS;
use crate::language::index::{Index, Ref};
use crate::language::words::is_reserved;
use crate::syntax::ItemKind;

/// What a component imports and `new` gives it nothing for.
pub(crate) fn left<'a>(index: &Index<'a>, new: Ref<'a>) -> Option<Vec<Extern<'a>>> {
    let mut imports = unnamed(index, new)?;
    for spread in spreads(new) {
        take(index, spread, &mut imports);
    }
    Some(imports)
}

/// The arguments that `...instance` gives.
pub(crate) fn spread<'a>(index: &Index<'a>, spread: Ref<'a>) -> Option<Vec<Extern<'a>>> {
    let new = spread.parent()?;
    let mut imports = unnamed(index, new)?;
    for before in spreads(new).take_while(|it| *it != spread) {
        take(index, before, &mut imports);
    }
    Some(take(index, spread, &mut imports))
}

fn spreads(new: Ref<'_>) -> impl Iterator<Item = Ref<'_>> {
    new.children().filter(|it| it.kind() == ItemKind::Spread)
}

/// Takes what an instance before which `...` stands exports out of what is imported.
fn take<'a>(index: &Index<'a>, spread: Ref<'a>, imports: &mut Vec<Extern<'a>>) -> Vec<Extern<'a>> {
    let instance = index.variable(spread).and_then(|it| index.meant(it));
    let exports = instance.map(|it| index.exports(it)).unwrap_or_default();
    let is_offered = |import: &mut Extern<'a>| offered(&exports, import).is_some();
    imports.extract_if(.., is_offered).collect()
}

/// What a component imports and `new` gives it nothing for by its name.
fn unnamed<'a>(index: &Index<'a>, new: Ref<'a>) -> Option<Vec<Extern<'a>>> {
    let world = index.component(&index.component_name(new)?)?;
    let mut imports = index.imports(world);
    let named = new.children().filter_map(|argument| match argument.kind() {
        ItemKind::Argument => Some(find(&imports, argument)?.name.clone()),
        ItemKind::Inferred => inferred(index, argument, &imports, true),
        _ => None,
    });
    let given: BTreeSet<String> = named.collect();
    imports.retain(|import| !given.contains(&import.name));
    Some(imports)
}

/// The argument that a variable alone is, as wac-parser infers it: by what it stands for, and else
/// by the variable's name.
pub(crate) fn inferred<'a>(
    index: &Index<'a>,
    argument: Ref<'a>,
    imports: &[Extern<'a>],
    by_name: bool,
) -> Option<String> {
    let declared = index.variable(argument)?;
    let names = own_names(index, declared);
    let is_import = |name: &String| imports.iter().any(|it| it.name == *name);
    let name = declared.name()?;
    let by_short = || by_short(imports, name).map(|it| it.name.clone());
    let known = names.into_iter().find(is_import);
    let named = || Some(name.to_owned()).filter(is_import).or_else(by_short);
    known.or_else(|| by_name.then(named)?)
}

/// The names by which what a variable stands for is known, beside its own.
fn own_names<'a>(index: &Index<'a>, declared: Ref<'a>) -> Vec<String> {
    let interface = index.meant(declared).and_then(|it| path_of(index, it));
    let last = declared.children().last();
    let named = match declared.kind() {
        ItemKind::Import => declared
            .children()
            .find(|it| it.kind() == ItemKind::ExternName)
            .and_then(Ref::name)
            .or(declared.name())
            .map(str::to_owned),
        _ => last
            .filter(|it| it.kind() == ItemKind::Access)
            .and_then(|access| {
                let exports = index.exports(index.accessed(access)?);
                Some(find(&exports, access)?.name.clone())
            }),
    };
    interface.into_iter().chain(named).collect()
}

/// The whole name of an interface.
fn path_of(index: &Index, interface: Ref) -> Option<String> {
    let name = interface.name()?;
    let is_interface = interface.kind() == ItemKind::Interface;
    let package = index.package_of(interface.scope())?.name;
    let (path, version) = match package.split_once('@') {
        Some((path, version)) => (path, ["@", version].concat()),
        None => (package.as_str(), String::new()),
    };
    is_interface.then(|| [path, "/", name, &version].concat())
}

/// The export that fits an import by its name.
fn offered<'e, 'a>(exports: &'e [Extern<'a>], import: &Extern) -> Option<&'e Extern<'a>> {
    let path = |name: &'_ str| -> usize { name.find('@').unwrap_or(name.len()) };
    let wanted = &import.name[..path(&import.name)];
    let same = |it: &&Extern| it.name[..path(&it.name)] == *wanted;
    let exact = exports.iter().find(|it| it.name == import.name);
    let mut others = exports.iter().filter(same);
    exact.or_else(|| others.find(|it| are_semver_compatible(&it.name, &import.name)))
}

/// A variable and what it can be an argument for.
pub(crate) struct Offer<'a> {
    /// As it is written.
    pub(crate) name: String,
    /// What it gives a name to.
    pub(crate) declared: Ref<'a>,
    pub(crate) exports: Vec<Extern<'a>>,
    /// By which it could itself be an argument.
    names: Vec<String>,
}

/// The variables that are declared before an item.
pub(crate) fn offers<'a>(index: &Index<'a>, at: Ref<'a>) -> Vec<Offer<'a>> {
    let offers = before(at).map(|declared| {
        let meant = index.meant(declared);
        Offer {
            name: written(declared.name().unwrap_or_default()),
            declared,
            exports: meant.map(|it| index.exports(it)).unwrap_or_default(),
            names: own_names(index, declared),
        }
    });
    offers.collect()
}

/// Values that fit an import by its name.
pub(crate) fn providers(offers: &[Offer], import: &Extern) -> Vec<String> {
    let fitting = offers.iter().filter_map(|offer| {
        let own = || offer.names.contains(&import.name).then(String::new);
        let export = offered(&offer.exports, import);
        let access = export.map(|export| access(&offer.exports, export));
        Some([&offer.name, access.or_else(own)?.as_str()].concat())
    });
    fitting.collect()
}

/// What imports and `let`s give names to before an item.
fn before(at: Ref<'_>) -> impl Iterator<Item = Ref<'_>> {
    let start = at.item().span.start;
    statements(at).filter(move |it| {
        let is_value = matches!(it.kind(), ItemKind::Let | ItemKind::Import);
        is_value && it.item().span.end <= start
    })
}

/// How an export is taken from its instance: `.short`, or `["whole:name/short"]` where that could
/// mean another.
pub(crate) fn access(exports: &[Extern], export: &Extern) -> String {
    let name = short(&export.name);
    let is_plain = export.name == name;
    let is_short = by_short(exports, name).is_some() && exports.iter().all(|it| it.name != name);
    match is_plain || is_short {
        true => [".", &written(name)].concat(),
        false => ["[\"", &export.name, "\"]"].concat(),
    }
}

/// The name of an argument as it must be written.
pub(crate) fn argument_name(name: &str) -> String {
    match name.contains([':', '/']) {
        true => ["\"", name, "\""].concat(),
        false => written(name),
    }
}

/// A word as it must be written to be a name.
pub(crate) fn written(name: &str) -> String {
    match is_reserved(name) || KEYWORDS.contains(&name) {
        true => ["%", name].concat(),
        false => name.to_owned(),
    }
}
