//! A component's outermost level as a WAC text.

use std::collections::BTreeMap;
use std::fmt::Write;

use model::Inspection;
use wac_graph::types::are_semver_compatible;
use wac_parser::lexer::{Lexer, Token};
use wasmparser::ComponentExternalKind as Kind;

use super::Named;
use super::draw::variables;
use super::level::{Instantiation, Level, Origin, Root};

/// The text, or what of the binary it cannot say: lower case, no full stop, names in backticks.
pub(super) fn text(
    level: &Level,
    parts: &BTreeMap<usize, Named>,
    whole: &Inspection,
    name: &str,
) -> Result<String, Vec<String>> {
    let mut writing = Writing {
        level,
        parts,
        whole,
        variables: variables(level, parts),
        imports: BTreeMap::new(),
        lacks: Vec::new(),
    };
    let body = writing.body();
    if !writing.lacks.is_empty() {
        writing.lacks.dedup();
        return Err(writing.lacks);
    }
    let imports: String = writing.imports.values().map(|it| it.1.as_str()).collect();
    Ok(format!("package {name};\n\n{imports}{body}"))
}

struct Writing<'a> {
    level: &'a Level<'a>,
    parts: &'a BTreeMap<usize, Named>,
    whole: &'a Inspection,
    /// One for each instance.
    variables: Vec<String>,
    /// Variable and statement of each import that has to be named.
    imports: BTreeMap<usize, (String, String)>,
    lacks: Vec<String>,
}

impl Writing<'_> {
    fn body(&mut self) -> String {
        let level = self.level;
        let named = self.imports_to_name();
        for import in named {
            self.name_import(import);
        }
        let mut text = String::new();
        for (at, made) in level.instantiations.iter().enumerate() {
            let Some(part) = level
                .nested_of(made.component)
                .and_then(|it| self.parts.get(&it))
            else {
                self.lack(match level.imported_component(made.component) {
                    Some(name) => format!(
                        "it imports the component `{name}` instead of having it in it; give it to \
                         `wac compose` yourself"
                    ),
                    None => "one of its components is taken out of an instance".to_owned(),
                });
                continue;
            };
            let arguments = self.arguments(made);
            let variable = &self.variables[at];
            let _ = writeln!(
                text,
                "let {} = new {} {arguments};",
                escaped(variable),
                part.name
            );
        }
        if !text.is_empty() {
            text.push('\n');
        }
        for export in &level.exports {
            let Some(origin) = level.origin(export.kind, export.index) else {
                self.lack(match export.kind {
                    Kind::Type => {
                        format!("the type `{}` is declared in the composition", export.name)
                    }
                    _ => format!(
                        "the export `{}` is put together in the composition",
                        export.name
                    ),
                });
                continue;
            };
            let value = self.access(&origin);
            let same = origin.path.last() == Some(&export.name);
            let name = if same {
                String::new()
            } else {
                format!(" as \"{}\"", export.name)
            };
            let _ = writeln!(text, "export {value}{name};");
        }
        text
    }

    /// Imports that `...` does not stand for: handed on under another name, in parts, or out again.
    fn imports_to_name(&self) -> Vec<usize> {
        let level = self.level;
        let args = level.instantiations.iter().flat_map(|it| &it.args);
        let args = args.filter_map(|(name, kind, index)| {
            let origin = level.origin(*kind, *index)?;
            (!self.is_implicit(name, &origin)).then_some(origin)
        });
        let exports = level.exports.iter();
        let exports = exports.filter_map(|it| level.origin(it.kind, it.index));
        let mut named: Vec<usize> = args
            .chain(exports)
            .filter_map(|origin| match origin.root {
                Root::Import(import) => Some(import),
                Root::Instance(_) => None,
            })
            .collect();
        named.sort_unstable();
        named.dedup();
        named
    }

    /// Whether an argument is an import of the composition for which `...` stands.
    fn is_implicit(&self, argument: &str, origin: &Origin) -> bool {
        let Root::Import(import) = origin.root else {
            return false;
        };
        let name = self.level.imports[import].name;
        origin.path.is_empty() && (name == argument || are_semver_compatible(name, argument))
    }

    /// Gives an import a variable, with its type written out.
    fn name_import(&mut self, import: usize) {
        let name = self.level.imports[import].name;
        let whole = self.whole.imports.iter().find(|it| it.name == name);
        let kind = self.level.imports[import].kind;
        let ty = match (kind, whole) {
            (Kind::Instance, Some(it)) => {
                let body = it.wit.find('{').map_or("{}", |at| &it.wit[at..]);
                format!("interface {body}")
            }
            (Kind::Func, Some(it)) => {
                let ty = it.wit.split_once(':').map_or("", |(_, ty)| ty);
                ty.trim().trim_end_matches(';').to_owned()
            }
            _ => {
                return self.lack(format!(
                    "`{name}` is imported by itself, which WAC has no words for"
                ));
            }
        };
        let mut variable = short_name(name).to_owned();
        let is_taken = |it: &String| {
            self.variables.contains(it) || self.imports.values().any(|(other, _)| other == it)
        };
        while is_taken(&variable) {
            variable.push_str("-import");
        }
        let statement = format!("import {} as \"{name}\": {ty};\n\n", escaped(&variable));
        self.imports.insert(import, (variable, statement));
    }

    /// What the braces of a `new` hold. An encoder puts arguments in backwards.
    fn arguments(&mut self, made: &Instantiation) -> String {
        let mut named = Vec::new();
        let mut has_open = false;
        for (name, kind, index) in made.args.iter().rev() {
            match self.level.origin(*kind, *index) {
                Some(origin) if self.is_open(name, &origin) => has_open = true,
                Some(origin) => named.push(format!("\"{name}\": {}", self.access(&origin))),
                None => self.lack(format!(
                    "what fills the import `{name}` is put together in the composition"
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
    /// so.
    fn short<'n>(&self, root: Root, depth: usize, name: &'n str) -> Option<&'n str> {
        let Root::Instance(instance) = root else {
            return None;
        };
        let component = self.level.instantiations[instance].component;
        let part = self.parts.get(&self.level.nested_of(component)?)?;
        let exports = part.inspection.exports.iter();
        let mut same = exports.filter(|it| short_name(&it.name) == short_name(name));
        let is_only = same.next().is_some() && same.next().is_none();
        let short = short_name(name);
        (depth == 0 && is_only && is_identifier(short)).then_some(short)
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
