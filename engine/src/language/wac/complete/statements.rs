//! Words that statements of WAC begin or go on with.

use model::Completion;

use crate::language::complete::{Site, keyword};
use crate::language::wac::words;
use crate::syntax::ItemKind;

/// What a statement begins with, and what is written for it.
const STATEMENTS: [(&str, &str); 10] = [
    ("let", "let ${} = ;"),
    ("export", "export ${};"),
    ("import", "import ${}: ;"),
    ("interface", "interface ${} {\n}"),
    ("world", "world ${} {\n}"),
    ("type", "type ${} = ;"),
    ("record", "record ${} {\n}"),
    ("variant", "variant ${} {\n}"),
    ("enum", "enum ${} {\n}"),
    ("flags", "flags ${} {\n}"),
];

/// What may begin a statement, or go on with the one before the place.
pub(super) fn statements(site: &Site) -> Vec<Completion> {
    if site.is_on_line() {
        return match site.unended() {
            Some(ItemKind::Package) => vec![explained("targets", "targets ${};")],
            Some(ItemKind::ExportValue) => {
                vec![explained("as", "as ${};"), explained("...", "...;")]
            }
            Some(ItemKind::Import) => vec![explained("as", "as \"${}\"")],
            _ => Vec::new(),
        };
    }
    if site.before(1).is_empty() {
        return vec![explained("package", "package ${};")];
    }
    let all = STATEMENTS.iter();
    all.map(|(label, text)| match site.has_rest() {
        true => explained(label, label),
        false => explained(label, text),
    })
    .collect()
}

/// A word of WAC itself, and what is written for it.
pub(super) fn explained(word: &str, insert: &str) -> Completion {
    let docs = words::explain(word).map(|(_, docs)| docs.to_owned());
    let completion = keyword(word, insert);
    Completion {
        docs: docs.or(completion.docs.clone()),
        ..completion
    }
}
