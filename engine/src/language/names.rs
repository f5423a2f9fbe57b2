//! What a name stands for where it stands: the scoping rules of WIT.

use super::File;
use super::index::{Index, Package, Ref, Scope, package_name};
use crate::syntax::{ItemKind, Path, is_wac};

/// Names that stand for names are followed this many times; more is a cycle.
pub(super) const MAX_STEPS: usize = 64;

impl<'a> Index<'a> {
    /// The interface or world that a path names.
    pub(crate) fn path(&self, scope: Scope<'a>, path: &Path) -> Option<Ref<'a>> {
        self.path_in(scope, scope.file, path, 0)
    }

    fn path_in(&self, scope: Scope<'a>, file: &File, path: &Path, steps: usize) -> Option<Ref<'a>> {
        let name = file.name(path.name?);
        match path.namespace {
            Some(_) => self.in_package(&self.package(&package_name(file, path)?)?, name),
            None => self.in_scope(scope, name, steps),
        }
    }

    /// The interface or world of a name in a file: what the file declares or uses itself goes
    /// before what other files of the package declare.
    fn in_scope(&self, scope: Scope<'a>, name: &str, steps: usize) -> Option<Ref<'a>> {
        let own = scope
            .items()
            .find(|item| top_name(*item) == Some(name) && item.kind() != ItemKind::Package);
        match own {
            Some(item) if item.kind() != ItemKind::TopUse => Some(item),
            Some(item) if steps < MAX_STEPS => {
                // `use a;` names what another file declares, not itself.
                let path = item.item().path?;
                let is_itself = path.namespace.is_none() && scope.file.name(path.name?) == name;
                match is_itself {
                    true => self.in_package(&self.package_of(scope)?, name),
                    false => self.path_in(scope, scope.file, &path, steps + 1),
                }
            }
            Some(_) => None,
            None => self.in_package(&self.package_of(scope)?, name),
        }
    }

    /// The interface or world of a name in a package.
    pub(crate) fn in_package(&self, package: &Package<'a>, name: &str) -> Option<Ref<'a>> {
        let find = |scope: Scope<'a>| tops(scope).find(|item| item.name() == Some(name));
        let scopes = || package.scopes.iter();
        let good = || scopes().filter_map(|scope| self.good(*scope));
        scopes()
            .find_map(|scope| find(*scope))
            .or_else(|| good().find_map(find))
    }

    /// Every type of an interface or world, also those that it had before its file broke.
    pub(crate) fn types_of(&self, container: Ref<'a>) -> Vec<Ref<'a>> {
        let mut found: Vec<Ref> = types(container).collect();
        let before = self.good_twin(container).into_iter().flat_map(types);
        for ty in before {
            if found.iter().all(|it| it.name() != ty.name()) {
                found.push(ty);
            }
        }
        found
    }

    /// The type of a name in an interface or world: one that it declares, or what `use` brings.
    pub(crate) fn type_in(&self, container: Ref<'a>, name: &str) -> Option<Ref<'a>> {
        let find = |container| types(container).find(|it| it.name() == Some(name));
        find(container).or_else(|| find(self.good_twin(container)?))
    }

    /// The type that a name stands for where an item stands.
    pub(crate) fn type_name(&self, at: Ref<'a>, name: &str) -> Option<Ref<'a>> {
        let own = at.container().and_then(|it| self.type_in(it, name));
        own.or_else(|| {
            let is_wac = is_wac(&at.file.path);
            let declared = self.declared(at, name).filter(|it| it.kind().is_type());
            declared.filter(|_| is_wac)
        })
    }

    /// What a thing really is: for a name that `use` or `include` brings, what it stands for.
    pub(crate) fn follow(&self, item: Ref<'a>) -> Ref<'a> {
        let mut item = item;
        for _ in 0..MAX_STEPS {
            match self.step(item) {
                Some(next) => item = next,
                None => break,
            }
        }
        item
    }

    /// What a name stands for that `use` or `include` brings.
    pub(crate) fn step(&self, item: Ref<'a>) -> Option<Ref<'a>> {
        let path = item.item().path?;
        match item.kind() {
            ItemKind::TopUse => self.path(item.scope(), &path),
            ItemKind::UseName => {
                let interface = self.path(item.scope(), &item.parent()?.item().path?)?;
                self.type_in(interface, item.file.name(path.name?))
            }
            ItemKind::IncludeName => {
                let world = self.path(item.scope(), &item.parent()?.item().path?)?;
                self.world_item(world, item.file.name(path.name?), 0)
            }
            _ => None,
        }
    }

    /// The import, export or type of a name in a world or in those that it includes.
    fn world_item(&self, world: Ref<'a>, name: &str, steps: usize) -> Option<Ref<'a>> {
        let own = world_items(world).find(|item| item.name() == Some(name));
        own.or_else(|| {
            let includes = world
                .children()
                .filter(|it| it.kind() == ItemKind::Include && steps < MAX_STEPS);
            includes.into_iter().find_map(|include| {
                let renamed = include.children().find(|it| it.name() == Some(name));
                if let Some(renamed) = renamed {
                    return Some(renamed);
                }
                let included = self.path(include.scope(), &include.item().path?)?;
                self.world_item(included, name, steps + 1)
            })
        })
    }

    /// A scope as it was when its file was not broken.
    fn good(&self, scope: Scope<'a>) -> Option<Scope<'a>> {
        let file = self.files.good(&scope.file.path)?;
        if scope.file.bundled.is_some() || std::ptr::eq(file, scope.file) {
            return None;
        }
        match scope.nested {
            None => Some(Scope { file, nested: None }),
            Some(item) => {
                let name = |file: &File, item: usize| -> Option<String> {
                    package_name(file, file.tree.items[item].path.as_ref()?)
                };
                let wanted = name(scope.file, item)?;
                let mut items = Scope { file, nested: None }.items();
                let twin = items.find(|item| {
                    item.is_nested_package() && name(file, item.item).as_ref() == Some(&wanted)
                });
                Some(Scope {
                    file,
                    nested: Some(twin?.item),
                })
            }
        }
    }

    /// An interface or world as it was when its file was not broken.
    fn good_twin(&self, container: Ref<'a>) -> Option<Ref<'a>> {
        let scope = self.good(container.scope())?;
        tops(scope).find(|it| it.kind() == container.kind() && it.name() == container.name())
    }
}

/// The interfaces and worlds that a scope declares.
pub(crate) fn tops(scope: Scope<'_>) -> impl Iterator<Item = Ref<'_>> {
    let is_top = |item: &Ref| matches!(item.kind(), ItemKind::Interface | ItemKind::World);
    scope.items().filter(is_top)
}

/// The types that an interface or world declares, and the names that `use` brings.
pub(crate) fn types(container: Ref<'_>) -> impl Iterator<Item = Ref<'_>> {
    container.children().flat_map(|item| {
        let used = (item.kind() == ItemKind::Use).then(|| item.children());
        let own = (item.kind().is_type()).then_some(item);
        own.into_iter().chain(used.into_iter().flatten())
    })
}

/// What a world imports, exports or declares under a plain name.
pub(crate) fn world_items(world: Ref<'_>) -> impl Iterator<Item = Ref<'_>> {
    let externals = world.children().filter(|item| {
        matches!(item.kind(), ItemKind::Import | ItemKind::Export) && item.name().is_some()
    });
    externals.chain(types(world))
}

/// The name that an interface, a world or a `use` has in its file.
fn top_name(item: Ref<'_>) -> Option<&str> {
    match item.kind() {
        ItemKind::Interface | ItemKind::World => item.name(),
        ItemKind::TopUse => item
            .name()
            .or_else(|| Some(item.file.name(item.item().path?.name?))),
        _ => None,
    }
}
