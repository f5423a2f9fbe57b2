//! A component's outermost level as a WAC text.

mod imports;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use wac_graph::types::are_semver_compatible;
use wac_parser::lexer::{Lexer, Token};
use wasmparser::ComponentExternalKind as Kind;
use wit_parser::{PackageId, Resolve, WorldId, WorldItem};

use super::draw::variables;
use super::level::{Instantiation, Level, Origin, Root, Source};
use super::parts::Named;
use super::worlds;
use crate::print;

/// A text that composes a component.
pub(super) struct Written {
    pub(super) text: String,
    /// WIT packages in binary form that it names, by their names with the version.
    pub(super) packages: BTreeMap<String, Vec<u8>>,
}

/// The text, or what of the binary it cannot say: lower case, no full stop, names in backticks.
///
/// It has statements for the imports that must have one, and for `unused` ones.
pub(super) fn text(
    level: &Level,
    parts: &BTreeMap<Source, Named>,
    whole: &[u8],
    name: &str,
    unused: &BTreeSet<usize>,
) -> Result<Written, Vec<String>> {
    let mut writing = Writing {
        level,
        parts,
        world: worlds::imports(whole),
        own: worlds::declared(level),
        variables: variables(level, parts),
        imports: BTreeMap::new(),
        packages: BTreeMap::new(),
        lacks: Vec::new(),
    };
    let declarations = writing.declarations();
    for import in writing.imports_to_name(unused) {
        writing.name_import(import);
    }
    let instances = writing.instances();
    let exports = writing.exports();
    if !writing.lacks.is_empty() {
        writing.lacks.dedup();
        return Err(writing.lacks);
    }
    let name = writing.own_name().unwrap_or_else(|| name.to_owned());
    let imports = writing.imports.values().map(|it| it.1.as_str()).collect();
    let blocks: [String; 4] = [declarations, imports, instances, exports];
    let blocks = blocks.iter().map(|it| it.trim_end());
    let blocks: Vec<&str> = blocks.filter(|it| !it.is_empty()).collect();
    Ok(Written {
        text: format!("package {name};\n\n{}\n", blocks.join("\n\n")),
        packages: writing.packages,
    })
}

struct Writing<'a> {
    level: &'a Level<'a>,
    parts: &'a BTreeMap<Source, Named>,
    /// Its imports and the types of values that it declares.
    world: Option<(Resolve, WorldId)>,
    /// The interfaces and worlds that it declares.
    own: Option<(Resolve, PackageId)>,
    /// One for each instance.
    variables: Vec<String>,
    /// Variable and statement of each import that has to be named.
    imports: BTreeMap<usize, (String, String)>,
    packages: BTreeMap<String, Vec<u8>>,
    lacks: Vec<String>,
}

impl Writing<'_> {
    /// What the composition was called: that is told by what it declares.
    fn own_name(&self) -> Option<String> {
        let (resolve, package) = self.own.as_ref()?;
        Some(resolve.packages[*package].name.to_string())
    }

    /// The types, interfaces and worlds that the composition declares.
    fn declarations(&mut self) -> String {
        let level = self.level;
        let mut text = String::new();
        for export in level.exports.iter().filter(|it| it.kind == Kind::Type) {
            if level.origin(Kind::Type, export.index).is_some() || self.is_own(export.name) {
                continue;
            }
            match self.declaration(export.name) {
                Some(declaration) => text.extend([&declaration, "\n"]),
                None => self.lack(format!(
                    "the type `{}` is declared in the composition, in a way that WAC has no words for",
                    export.name
                )),
            }
        }
        if let Some((resolve, package)) = &self.own {
            let own = print::one_package(resolve, *package);
            let own = own.split_once(';').map_or("", |(_, own)| own);
            let others = resolve.packages.iter().map(|(id, _)| id);
            let others = others.filter(|id| id != package);
            let encoded = others.map(|id| imports::encoded(resolve, id));
            self.packages.extend(encoded.flatten());
            text.extend(["\n", own.trim_start()]);
        }
        text.trim_start().to_owned()
    }

    /// Whether this is an interface or a world that the composition declares.
    fn is_own(&self, name: &str) -> bool {
        self.own.as_ref().is_some_and(|(resolve, package)| {
            let package = &resolve.packages[*package];
            package.interfaces.contains_key(name) || package.worlds.contains_key(name)
        })
    }

    fn declaration(&self, name: &str) -> Option<String> {
        let (resolve, world) = self.world.as_ref()?;
        let mut items = resolve.worlds[*world].imports.iter();
        let (_, item) = items.find(|(key, _)| resolve.name_world_key(key) == name)?;
        match item {
            WorldItem::Type { id, .. } => Some(print::world_type(resolve, *world, name, *id)),
            _ => None,
        }
    }

    fn instances(&mut self) -> String {
        let mut text = String::new();
        let level = self.level;
        for (at, made) in level.instantiations.iter().enumerate() {
            let source = level.source(made.component);
            let Some(part) = source.and_then(|it| self.parts.get(&it)) else {
                self.lack(match source {
                    Some(Source::Import(import)) => format!(
                        "the type of the component `{}` that it imports cannot be read",
                        level.imports[import].name
                    ),
                    _ => "one of its components is taken out of an instance, which WAC has no words for"
                        .to_owned(),
                });
                continue;
            };
            let arguments = self.arguments(at, made);
            let variable = escaped(&self.variables[at]);
            let _ = writeln!(text, "let {variable} = new {} {arguments};", part.name);
        }
        text
    }

    fn exports(&mut self) -> String {
        let mut text = String::new();
        let level = self.level;
        for export in &level.exports {
            let Some(origin) = level.origin(export.kind, export.index) else {
                if export.kind != Kind::Type {
                    self.lack(format!(
                        "the export `{}` is put together in the composition, which WAC has no words \
                         for",
                        export.name
                    ));
                }
                continue;
            };
            let value = self.access(&origin);
            let name = match origin.path.last() {
                Some(last) if *last == export.name => String::new(),
                _ => format!(" as \"{}\"", export.name),
            };
            let _ = writeln!(text, "export {value}{name};");
        }
        text
    }

    /// What the braces of a `new` hold. An encoder puts arguments in backwards.
    fn arguments(&mut self, at: usize, made: &Instantiation) -> String {
        let mut named = Vec::new();
        let mut has_open = false;
        for (name, kind, index) in made.args.iter().rev() {
            match self.level.origin(*kind, *index) {
                Some(origin) if self.is_open(name, &origin) => has_open = true,
                Some(origin) => named.push(format!("\"{name}\": {}", self.access(&origin))),
                None => self.lack(format!(
                    "what fills the import `{name}` of `{}` is put together in the composition, which \
                     WAC has no words for",
                    self.variables[at]
                )),
            }
        }
        let open = has_open.then(|| "...".to_owned());
        match (named.len(), open) {
            (0, None) => "{}".to_owned(),
            (0, Some(open)) => format!("{{ {open} }}"),
            (1, None) if named[0].len() < 70 => format!("{{ {} }}", named[0]),
            (_, open) => {
                named.extend(open);
                format!("{{\n  {},\n}}", named.join(",\n  "))
            }
        }
    }

    /// Whether an argument is left to `...`: its import is not named elsewhere.
    fn is_open(&self, argument: &str, origin: &Origin) -> bool {
        let is_named = matches!(origin.root, Root::Import(it) if self.imports.contains_key(&it));
        !is_named && self.is_implicit(argument, origin)
    }

    /// Whether an argument is an import of the composition for which `...` stands.
    fn is_implicit(&self, argument: &str, origin: &Origin) -> bool {
        let Root::Import(import) = origin.root else {
            return false;
        };
        let name = self.level.imports[import].name;
        origin.path.is_empty() && (name == argument || are_semver_compatible(name, argument))
    }

    fn access(&self, origin: &Origin) -> String {
        let variable = match origin.root {
            Root::Import(import) => self.imports.get(&import).map_or("", |it| it.0.as_str()),
            Root::Instance(instance) => self.variables[instance].as_str(),
        };
        let mut text = escaped(variable);
        for (depth, name) in origin.path.iter().enumerate() {
            let _ = match self.short(origin.root, depth, name) {
                Some(short) => write!(text, ".{short}"),
                None => write!(text, "[\"{name}\"]"),
            };
        }
        text
    }

    /// `process` for `example:text/process@0.1.0`, where no other export of the instance is called
    /// so; what is inside of an export goes by its own name.
    fn short<'n>(&self, root: Root, depth: usize, name: &'n str) -> Option<&'n str> {
        let Root::Instance(instance) = root else {
            return None;
        };
        if depth > 0 {
            return is_identifier(name).then_some(name);
        }
        let component = self.level.instantiations[instance].component;
        let part = self.parts.get(&self.level.source(component)?)?;
        let exports = part.inspection.exports.iter();
        let mut same = exports.filter(|it| short_name(&it.name) == short_name(name));
        let is_only = same.next().is_some() && same.next().is_none();
        let short = short_name(name);
        (is_only && is_identifier(short)).then_some(short)
    }

    fn lack(&mut self, what: String) {
        self.lacks.push(what);
    }
}

/// The last part of a full name, without its version.
fn short_name(full: &str) -> &str {
    let name = full.split('@').next().unwrap_or(full);
    name.rsplit(['/', ':']).next().unwrap_or(name)
}

/// A variable, with the mark that lets it be a keyword.
fn escaped(variable: &str) -> String {
    match is_identifier(variable) {
        true => variable.to_owned(),
        false => format!("%{variable}"),
    }
}

fn is_identifier(word: &str) -> bool {
    let Ok(mut lexer) = Lexer::new(word) else {
        return false;
    };
    matches!(lexer.next(), Some((Ok(Token::Ident), span)) if span.len() == word.len())
}
