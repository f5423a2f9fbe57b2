//! Words that may come at a place.

use model::Completion;

use super::keyword;
use super::place::Site;
use crate::language::index::{Index, Ref, Scope};
use crate::syntax::ItemKind;

/// What a declaration or statement begins with, and what is written for it; `$` stands for the
/// blanks that the line begins with.
type Words = [(&'static str, &'static str)];

const TOP: &Words = &[
    ("interface", "interface ${} {\n$}"),
    ("world", "world ${} {\n$}"),
    ("use", "use ${};"),
];

const TYPES: &Words = &[
    ("use", "use ${};"),
    ("type", "type ${} = ;"),
    ("record", "record ${} {\n$}"),
    ("variant", "variant ${} {\n$}"),
    ("enum", "enum ${} {\n$}"),
    ("flags", "flags ${} {\n$}"),
    ("resource", "resource ${} {\n$}"),
];

const FUNCTIONS: &Words = &[
    ("func", "${}: func();"),
    ("async func", "${}: async func();"),
];

const WORLD: &Words = &[
    ("import", "import ${};"),
    ("export", "export ${};"),
    ("include", "include ${};"),
];

const RESOURCE: &Words = &[
    ("constructor", "constructor(${});"),
    ("static func", "${}: static func();"),
];

/// What may begin in an item, or in the file.
pub(super) fn statements(index: &Index, site: &Site, around: Option<Ref>) -> Vec<Completion> {
    use ItemKind::{Package, Resource, World};
    let words: Vec<&Words> = match around.map(Ref::kind) {
        None | Some(Package) => vec![TOP],
        Some(World) => vec![WORLD, TYPES],
        Some(Resource) => vec![FUNCTIONS, RESOURCE],
        Some(_) => vec![FUNCTIONS, TYPES],
    };
    let is_bare = site.before(1).is_empty();
    let header = is_bare.then_some(("package", "package ${};"));
    let words = header.iter().chain(words.into_iter().flatten());
    let offered = words.filter(|(label, _)| !label.contains(' ') || !site.has_rest());
    let mut items: Vec<Completion> = offered
        .map(|(label, text)| match site.has_rest() {
            true => keyword(label, label),
            false => keyword(label, &text.replace("\n$", &line_break(site))),
        })
        .collect();
    // At its beginning, a file is most often told its package.
    if is_bare && has_package(index, site) {
        items.rotate_left(1);
    }
    items
}

fn has_package(index: &Index, site: &Site) -> bool {
    let scope = Scope {
        file: &site.file,
        nested: None,
    };
    let package = index.package_of(scope);
    package.is_some_and(|package| !package.name.is_empty())
}

fn line_break(site: &Site) -> String {
    let end = if site.file.text.contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    end.to_owned() + site.indent()
}

/// What may stand behind `@`.
pub(super) fn attributes(index: &Index, site: &Site) -> Vec<Completion> {
    let version = version(index, site).unwrap_or_else(|| "${}".to_owned());
    let all = [
        ("since", "since(version = V)"),
        ("unstable", "unstable(feature = ${})"),
        ("deprecated", "deprecated(version = V)"),
        ("external-id", "external-id(\"${}\")"),
    ];
    let has_arguments = site.after() == "(";
    let word = |(label, text): &(&str, &str)| match has_arguments {
        true => keyword(label, label),
        false => keyword(label, &text.replace('V', &version)),
    };
    all.iter().map(word).collect()
}

/// What may stand in an attribute's parentheses, or behind `=` there.
pub(super) fn argument(index: &Index, site: &Site, word: &str) -> Vec<Completion> {
    let text = match word {
        "since" | "deprecated" => "version = ${}",
        "unstable" => "feature = ${}",
        "version" => {
            return version(index, site)
                .iter()
                .map(|it| keyword(it, it))
                .collect();
        }
        "feature" => {
            let features = index.features().into_iter();
            return features.map(|it| keyword(&it, &it)).collect();
        }
        _ => return Vec::new(),
    };
    let label = text.split(' ').next().unwrap_or_default();
    vec![keyword(label, text)]
}

/// The version of the package that is being written.
fn version(index: &Index, site: &Site) -> Option<String> {
    let item = site.item();
    let scope = item.map_or(
        Scope {
            file: &site.file,
            nested: None,
        },
        Ref::scope,
    );
    let package = index.package_of(scope)?;
    let (_, version) = package.name.split_once('@')?;
    Some(version.to_owned())
}
