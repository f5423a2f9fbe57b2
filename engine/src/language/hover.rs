//! What something is, in a few lines.

use model::{Hover, HoverRequest, Span};

use super::File;
use super::code::declaration;
use super::index::{Index, Package, Ref};
use super::target::{Symbol, is_renamed};
use super::{wac, words};
use crate::syntax::{ItemKind, TYPES, is_wac};
use crate::tokens::plain;

/// Declarations that explain another are shown up to this many lines.
const MAX_LINES: usize = 16;

/// What stands at a place.
pub(crate) fn hover(index: &Index, request: &HoverRequest) -> Option<Hover> {
    let file = index.file(&request.at.path)?;
    let target = index.target(file, request.at.offset)?;
    let hover = match &target.symbol {
        Symbol::Item(item) => match wac::declaration(*item) {
            Some(declared) => wac::of_variable(index, declared),
            None => of_item(index, *item),
        },
        Symbol::Extern(item) => wac::of_extern(index, *item),
        Symbol::Component(name) => wac::of_component(index, name)?,
        Symbol::Package(name) | Symbol::Version(name) => of_package(&index.package(name)?),
        Symbol::Word(word) => {
            let own = match is_wac(&file.path) {
                true => wac::of_word(index, file, target.span),
                false => of_feature(index, file, target.span),
            };
            own.or_else(|| of_word(word))?
        }
    };
    Some(Hover {
        span: target.span,
        ..hover
    })
}

pub(super) fn of_item<'a>(index: &Index<'a>, item: Ref<'a>) -> Hover {
    let meant = index.follow(item);
    let mut parts = Vec::new();
    if let Some(statement) = item.parent().filter(|_| is_name_of_list(item)) {
        parts.push(declaration(statement));
    } else if item.kind() == ItemKind::TopUse {
        parts.push(declaration(item));
    }
    if meant != item || parts.is_empty() {
        parts.push(declaration(meant));
    }
    parts.extend(explained(index, meant).into_iter().map(declaration));
    let package = index.package_of(meant.scope());
    let name = package.map(|package| package.name);
    let left_out = index.shut(meant).map(|feature| {
        let kind = kind(meant);
        format!("{kind}, left out: feature `{feature}` is off")
    });
    Hover {
        kind: left_out.unwrap_or_else(|| kind(meant)),
        code: parts.join("\n\n"),
        docs: meant.docs(),
        package: name
            .filter(|name| !name.is_empty())
            .map(|name| home(name, meant)),
        ..Hover::default()
    }
}

/// The package of an item, with the interface or world that it stands in.
fn home(package: String, item: Ref) -> String {
    let is_named = |it: &Ref| matches!(it.kind(), ItemKind::Interface | ItemKind::World);
    let mut around = item.outwards().skip(1).filter(is_named);
    let Some(name) = around.find_map(Ref::name) else {
        return package;
    };
    match package.split_once('@') {
        Some((package, version)) => format!("{package}/{name}@{version}"),
        None => format!("{package}/{name}"),
    }
}

/// Whether it is a name of its own within `use` or `include`.
fn is_name_of_list(item: Ref) -> bool {
    matches!(item.kind(), ItemKind::UseName | ItemKind::IncludeName) && is_renamed(item)
}

/// What the only type of an alias, field, case or parameter really is, step by step.
fn explained<'a>(index: &Index<'a>, item: Ref<'a>) -> Vec<Ref<'a>> {
    let mut found: Vec<Ref> = Vec::new();
    let mut next = item;
    while let Some(ty) = only_type(index, next) {
        let lines = declaration(ty).lines().count();
        if ty == item || found.contains(&ty) || lines > MAX_LINES {
            break;
        }
        found.push(ty);
        next = ty;
    }
    found
}

fn only_type<'a>(index: &Index<'a>, item: Ref<'a>) -> Option<Ref<'a>> {
    use ItemKind::{Alias, Case, Field, Param};
    if !matches!(item.kind(), Alias | Case | Field | Param) {
        return None;
    }
    let ty = item.item().ty?;
    let names = &item.file.tree.types;
    let first = names.partition_point(|name| name.span.start < ty.start);
    let mut own = names[first..]
        .iter()
        .take_while(|name| name.span.end <= ty.end);
    let name = own.next()?;
    if own.next().is_some() {
        return None;
    }
    let ty = index.type_name(item, item.file.name(name.span))?;
    Some(index.follow(ty))
}

fn of_package(package: &Package) -> Hover {
    let files = || package.scopes.iter();
    let docs = files().find_map(|scope| match scope.nested {
        Some(item) => Ref {
            file: scope.file,
            item,
        }
        .docs(),
        None => scope.header()?.docs(),
    });
    let mut code = String::from("package ");
    code += &package.name;
    code += ";";
    for item in files().flat_map(|scope| super::names::tops(*scope)) {
        code += "\n";
        code += &super::code::line(item);
    }
    let kind = if package.is_bundled {
        "bundled package"
    } else {
        "package"
    };
    Hover {
        kind: kind.to_owned(),
        code,
        docs,
        package: Some(package.name.clone()),
        ..Hover::default()
    }
}

/// The feature that is named at a span.
fn of_feature(index: &Index, file: &File, span: Span) -> Option<Hover> {
    let (feature, gate) = file.tree.gate(&file.text, file.tree.item_around(span)?)?;
    let is_name = plain(file.slice(span)) == feature && gate.end == span.end + 1;
    let (state, docs) = match index.is_on(feature) {
        true => ("on", "What is behind it is there."),
        false => ("off", "What is behind it is left out."),
    };
    is_name.then(|| Hover {
        kind: format!("feature, {state}"),
        code: format!("@unstable(feature = {feature})"),
        docs: Some(docs.to_owned()),
        ..Hover::default()
    })
}

fn of_word(word: &str) -> Option<Hover> {
    let (code, docs) = words::explain(word)?;
    let is_type = TYPES.contains(&word);
    Some(Hover {
        kind: if is_type { "built-in type" } else { "keyword" }.to_owned(),
        code: code.to_owned(),
        docs: Some(docs.to_owned()),
        ..Hover::default()
    })
}

/// What kind of thing an item is, in words.
pub(super) fn kind(item: Ref) -> String {
    use ItemKind as Kind;
    let has_interface = item.item().body.is_some();
    let has_path = item.item().path.is_some();
    let word = match item.kind() {
        Kind::Package => "package",
        Kind::Interface => "interface",
        Kind::World => "world",
        Kind::Import if has_interface || has_path => "imported interface",
        Kind::Import => "imported function",
        Kind::Export if has_interface || has_path => "exported interface",
        Kind::Export => "exported function",
        Kind::Alias => "type",
        Kind::Record => "record",
        Kind::Variant => "variant",
        Kind::Enum => "enum",
        Kind::Flags => "flags",
        Kind::Resource => "resource",
        Kind::Func => "function",
        Kind::TopUse | Kind::Use | Kind::UseName => "used name",
        Kind::Include | Kind::IncludeName => "included name",
        Kind::Field => "field",
        Kind::Case => "case",
        Kind::Flag => "flag",
        Kind::Param => "parameter",
        Kind::Method => "method",
        Kind::Static => "static function",
        Kind::Constructor => "constructor",
        _ => "value",
    };
    let is_member = matches!(
        item.kind(),
        Kind::Field
            | Kind::Case
            | Kind::Flag
            | Kind::Param
            | Kind::Method
            | Kind::Static
            | Kind::Constructor
    );
    match item.parent().and_then(|owner| owner.name()) {
        Some(owner) if is_member => format!("{word} of `{owner}`"),
        _ => word.to_owned(),
    }
}
