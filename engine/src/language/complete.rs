//! What could be written at a place.

mod keywords;
mod packages;
mod paths;
mod place;
mod types;

use model::{CompleteRequest, Completion, Completions, Span};

use super::index::Index;
use super::{wac, words};
use crate::syntax::is_wac;
pub(super) use paths::worlds;
use place::Place;
pub(super) use place::Site;

/// Nobody reads on behind so many.
const MAX_ITEMS: usize = 1000;

/// What could be written at a place, best first.
pub(crate) fn complete(index: &Index, request: &CompleteRequest) -> Completions {
    let file = index.files.get(&request.at.path);
    let Some(site) = file.and_then(|file| Site::new(file, request.at.offset)) else {
        return Completions::default();
    };
    let mut span = site.span;
    if is_wac(&site.file.path)
        && let Some(mut items) = wac::complete(index, &site)
    {
        items.truncate(MAX_ITEMS);
        return Completions { span, items };
    }
    let mut items = match site.place() {
        Place::Nothing => Vec::new(),
        Place::Version(package) => packages::versions(index, &package),
        Place::Attribute => keywords::attributes(index, &site),
        Place::Argument(attribute) => keywords::argument(index, &site, attribute),
        Place::Type(item) => types::types(index, &site, item),
        Place::Path(item) => {
            // With the interface comes the version, which may be there.
            let version = item.item().path.and_then(|path| path.version);
            span.end = version.map_or(span.end, |version| site.original(version.end));
            paths::paths(index, &site, item)
        }
        Place::Used(item) => paths::used(index, item),
        Place::Included(item) => paths::included(index, item),
        Place::Words(words) => {
            let is_ended = site.after() == ";";
            let text = |text: &'static str| {
                if is_ended {
                    text.trim_end_matches(';')
                } else {
                    text
                }
            };
            let words = words.iter();
            words
                .map(|(label, insert)| keyword(label, text(insert)))
                .collect()
        }
        Place::Statement(around) => keywords::statements(index, &site, around),
    };
    items.truncate(MAX_ITEMS);
    Completions { span, items }
}

/// A keyword, and what is written for it.
pub(super) fn keyword(label: &str, insert: &str) -> Completion {
    let word = label.split(' ').next().unwrap_or(label);
    Completion {
        label: label.to_owned(),
        insert: insert.to_owned(),
        kind: "keyword".to_owned(),
        docs: words::explain(word).map(|(_, docs)| docs.to_owned()),
        ..Completion::default()
    }
}

/// A name as it must be written.
fn written(name: &str) -> String {
    match words::is_reserved(name) {
        true => format!("%{name}"),
        false => name.to_owned(),
    }
}

/// An empty range.
fn point(offset: u32) -> Span {
    crate::diagnostics::point(offset)
}
