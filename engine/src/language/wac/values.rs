//! What the values of a WAC text are.

use crate::language::index::{Index, Ref, Scope, package_name};
use crate::language::names::{self, MAX_STEPS};
use crate::syntax::ItemKind;

/// Something that a component imports, or that an instance exports.
#[derive(Clone)]
pub(crate) struct Extern<'a> {
    /// As it must be written, but for quotes.
    pub(crate) name: String,
    /// Where the component's world, or the interface, says so.
    pub(crate) item: Ref<'a>,
}

impl<'a> Index<'a> {
    /// What a `let` or `import` gives a name to: the world of a component, for an instance of that,
    /// an interface, for an instance of that, or a function.
    pub(crate) fn meant(&self, declared: Ref<'a>) -> Option<Ref<'a>> {
        self.meant_in(declared, 0)
    }

    /// What the value in an item is, such as that of an argument; as for [`Self::meant`].
    pub(crate) fn value(&self, owner: Ref<'a>) -> Option<Ref<'a>> {
        self.value_up_to(owner, None, 0)
    }

    /// What an access is to.
    pub(crate) fn accessed(&self, access: Ref<'a>) -> Option<Ref<'a>> {
        self.value_up_to(access.parent()?, Some(access), 0)
    }

    fn meant_in(&self, declared: Ref<'a>, steps: usize) -> Option<Ref<'a>> {
        match declared.kind() {
            _ if steps > MAX_STEPS => None,
            ItemKind::Let | ItemKind::ExportValue => self.value_up_to(declared, None, steps + 1),
            ItemKind::Import | ItemKind::Export => self.external(declared),
            _ => Some(declared),
        }
    }

    fn value_up_to(&self, owner: Ref<'a>, end: Option<Ref<'a>>, steps: usize) -> Option<Ref<'a>> {
        let mut parts = owner.children().take_while(|part| Some(*part) != end);
        let first = parts.next()?;
        let mut value = match first.kind() {
            ItemKind::New => self.component(&self.component_name(first)?)?,
            ItemKind::Nested if steps <= MAX_STEPS => self.value_up_to(first, None, steps + 1)?,
            ItemKind::Variable => self.meant_in(self.variable(first)?, steps + 1)?,
            _ => return None,
        };
        for access in parts.filter(|part| part.kind() == ItemKind::Access) {
            let exports = self.exports(value);
            value = self.external(find(&exports, access)?.item)?;
        }
        Some(value)
    }

    /// The world of a component of the workspace.
    pub(crate) fn component(&self, name: &str) -> Option<Ref<'a>> {
        let file = self.embedded.component(name)?;
        let mut items = Scope { file, nested: None }.items();
        items.find(|item| item.kind() == ItemKind::World)
    }

    /// The component that `new` names, with its version.
    pub(crate) fn component_name(&self, new: Ref<'a>) -> Option<String> {
        package_name(new.file, new.item().path.as_ref()?)
    }

    /// The statement that declares what an item names by a word.
    pub(crate) fn variable(&self, item: Ref<'a>) -> Option<Ref<'a>> {
        let name = item.file.name(item.item().path?.name?);
        self.declared(item, name)
    }

    /// The statement of a WAC text that declares a name.
    pub(crate) fn declared(&self, at: Ref<'a>, name: &str) -> Option<Ref<'a>> {
        let mut named = statements(at).filter(|it| it.name() == Some(name));
        named.next()
    }

    /// What is imported or exported: an interface, or what stands in the statement itself.
    pub(crate) fn external(&self, item: Ref<'a>) -> Option<Ref<'a>> {
        match item.item().path {
            Some(path) if matches!(item.kind(), ItemKind::Import | ItemKind::Export) => self
                .path(item.scope(), &path)
                .or_else(|| self.variable(item).filter(|it| *it != item)),
            _ => Some(self.follow(item)),
        }
    }

    /// What a component imports.
    pub(crate) fn imports(&self, world: Ref<'a>) -> Vec<Extern<'a>> {
        let own = world.children().filter(|it| it.kind() == ItemKind::Import);
        let items = own.chain(names::types(world));
        items.filter_map(extern_of).collect()
    }

    /// What an instance exports.
    pub(crate) fn exports(&self, of: Ref<'a>) -> Vec<Extern<'a>> {
        let own = of.children().filter(|it| match of.kind() {
            ItemKind::World => it.kind() == ItemKind::Export,
            _ => it.kind() == ItemKind::Func,
        });
        let types = Some(of).filter(|of| of.kind() != ItemKind::World && of.is_container());
        let types = types.into_iter().flat_map(names::types);
        own.chain(types).filter_map(extern_of).collect()
    }

    /// The import that an argument is for.
    pub(crate) fn argument(&self, argument: Ref<'a>) -> Option<Extern<'a>> {
        let world = self.component(&self.component_name(argument.parent()?)?)?;
        find(&self.imports(world), argument).cloned()
    }
}

/// What a WAC text imports and declares, one statement each.
pub(crate) fn statements(at: Ref<'_>) -> impl Iterator<Item = Ref<'_>> {
    at.scope().items().filter(|it| {
        let is_other = matches!(it.kind(), ItemKind::Package | ItemKind::ExportValue);
        !is_other
    })
}

/// The last part of an interface's name, without its version.
pub(crate) fn short(name: &str) -> &str {
    let last = name.rsplit('/').next().unwrap_or(name);
    last.split('@').next().unwrap_or(last)
}

/// The import or export that an argument or an access names: in quotes by its whole name, else also
/// by the last part of it, when that is the only one.
pub(crate) fn find<'e, 'a>(externs: &'e [Extern<'a>], named: Ref) -> Option<&'e Extern<'a>> {
    let span = named.item().name?;
    let name = named.file.name(span);
    let exact = externs.iter().find(|it| it.name == name);
    let is_quoted = named.file.slice(span).starts_with('"');
    exact.or_else(|| by_short(externs, name).filter(|_| !is_quoted))
}

/// The only interface that is called so by the last part of its name.
pub(crate) fn by_short<'e, 'a>(externs: &'e [Extern<'a>], name: &str) -> Option<&'e Extern<'a>> {
    let mut named = externs
        .iter()
        .filter(|it| it.name.contains('/') && short(&it.name) == name);
    named.next().filter(|_| named.next().is_none())
}

fn extern_of(item: Ref<'_>) -> Option<Extern<'_>> {
    let name = match (item.name(), item.item().path) {
        (Some(name), _) => name.to_owned(),
        (None, path) => item.file.slice(path?.span).replace('%', ""),
    };
    Some(Extern { name, item })
}
