//! Whether a name is free where a thing stands.

use crate::language::index::{Index, Ref};
use crate::language::names::{tops, types};
use crate::syntax::ItemKind;

impl<'a> Index<'a> {
    /// Nothing beside `item` is called `name`, else what is wrong with it.
    pub(super) fn is_free(&self, item: Ref<'a>, name: &str) -> Result<(), String> {
        let taken = self.beside(item).into_iter().find(|other| {
            *other != item && (other.name() == Some(name) || path_name(*other) == Some(name))
        });
        match taken {
            Some(other) => Err(format!(
                "there is already something called `{name}` there, at line {} of `{}`",
                line(other),
                other.file.path
            )),
            None => Ok(()),
        }
    }

    /// What must not have the same name as an item.
    fn beside(&self, item: Ref<'a>) -> Vec<Ref<'a>> {
        use ItemKind as Kind;
        let kind = item.kind();
        match kind {
            Kind::Field | Kind::Case | Kind::Flag | Kind::Param | Kind::Method | Kind::Static => {
                let siblings = item.parent().into_iter().flat_map(Ref::children);
                let is_callable = |kind| matches!(kind, Kind::Method | Kind::Static);
                siblings
                    .filter(|it| it.kind() == kind || is_callable(it.kind()) && is_callable(kind))
                    .collect()
            }
            Kind::Interface | Kind::World | Kind::TopUse => {
                let uses = item.scope().items().filter(|it| it.kind() == Kind::TopUse);
                let package = self.package_of(item.scope());
                let scopes = package.into_iter().flat_map(|package| package.scopes);
                uses.chain(scopes.flat_map(tops)).collect()
            }
            Kind::Import | Kind::Export => {
                let siblings = item.parent().into_iter().flat_map(Ref::children);
                siblings.filter(|it| it.kind() == kind).collect()
            }
            _ => {
                let container = item.container().into_iter();
                let names = container.flat_map(|container| {
                    let functions = container
                        .children()
                        .filter(|it| matches!(it.kind(), Kind::Func | Kind::Import));
                    types(container).chain(functions)
                });
                names.collect()
            }
        }
    }
}

/// The name that `use a:b/c;` brings.
fn path_name(item: Ref<'_>) -> Option<&str> {
    let is_plain = item.kind() == ItemKind::TopUse && item.name().is_none();
    let path = item.item().path.filter(|_| is_plain)?;
    Some(item.file.name(path.name?))
}

/// The number of the line that an item's name is on.
pub(crate) fn line(item: Ref) -> usize {
    let start = item.item().name.map_or(item.item().span, |name| name).start;
    let before = item.file.text.get(..start as usize).unwrap_or_default();
    before.matches('\n').count() + 1
}
