//! What the words of a WAC text stand for.

use model::Span;

use crate::language::index::{Index, Ref};
use crate::language::target::{Symbol, Target};
use crate::syntax::ItemKind;
use crate::wit_text::package_name;

impl<'a> Index<'a> {
    /// What a word of a part of a WAC statement stands for.
    pub(crate) fn of_value(&self, item: Ref<'a>, span: Span) -> Option<Target<'a>> {
        let symbol = match item.kind() {
            ItemKind::Variable | ItemKind::Spread if names_it(item, span) => {
                Symbol::Item(self.variable(item)?)
            }
            ItemKind::Inferred => Symbol::Item(self.variable(item)?),
            ItemKind::Argument if item.item().name == Some(span) => {
                Symbol::Extern(self.argument(item)?.item)
            }
            ItemKind::Access if item.item().name == Some(span) => {
                let exports = self.exports(self.accessed(item)?);
                Symbol::Extern(super::values::find(&exports, item)?.item)
            }
            ItemKind::New => {
                let path = item.item().path.filter(|path| holds(path.span, span))?;
                let symbol = Symbol::Component(self.component_name(item)?);
                let span = path.span;
                return Some(Target { span, symbol });
            }
            ItemKind::Import if names_it(item, span) => {
                let path = item.item().path?;
                let is_local = path.namespace.is_none() && self.path(item.scope(), &path).is_none();
                Symbol::Item(self.variable(item).filter(|it| is_local && *it != item)?)
            }
            _ => return None,
        };
        Some(Target { span, symbol })
    }
}

/// Whether a text may be what is imported or exported: a word, or the name of an interface.
pub(crate) fn is_name(name: &str) -> bool {
    let (path, version) = match name.split_once('@') {
        Some((path, version)) => (path, Some(version)),
        None => (name, None),
    };
    let is_word = |word: &str| wit_parser::validate_id(word).is_ok();
    let Some((package, interface)) = path.rsplit_once('/') else {
        return version.is_none() && is_word(path);
    };
    let has_package = package.contains(':') && package.split([':', '/']).all(is_word);
    let has_version = version.is_none_or(|it| package_name(&["a:a@", it].concat()).is_some());
    has_package && is_word(interface) && has_version
}

fn names_it(item: Ref, span: Span) -> bool {
    item.item().path.and_then(|path| path.name) == Some(span)
}

fn holds(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
