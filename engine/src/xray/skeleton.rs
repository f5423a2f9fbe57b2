//! The outermost level of a component: what each index of its index spaces stands for.

use model::{CorePart, Inspection, PortKind};
use wasmparser::{
    CanonicalFunction, ComponentAlias, ComponentExternalKind as Kind, ComponentInstance,
    ComponentName, ComponentOuterAliasKind, ComponentTypeRef, KnownCustom, Parser, Payload, Result,
};

/// What a component is made of, outermost level only.
#[derive(Default)]
pub(super) struct Skeleton<'a> {
    /// In order.
    pub(super) imports: Vec<Import<'a>>,
    /// Components that are defined in it, in order.
    pub(super) nested: Vec<Nested<'a>>,
    /// Instances of components, in order.
    pub(super) instantiations: Vec<Instantiation<'a>>,
    /// In order.
    pub(super) exports: Vec<Export<'a>>,
    /// Core modules that are defined in it, in order.
    pub(super) modules: Vec<CorePart>,
    /// Whether it has code of its own: functions that are lifted from core modules.
    pub(super) has_functions: bool,
    spaces: Spaces<'a>,
}

/// An import.
pub(super) struct Import<'a> {
    pub(super) name: &'a str,
    pub(super) kind: Kind,
}

/// A component that is defined in another one.
pub(super) struct Nested<'a> {
    pub(super) bytes: &'a [u8],
    /// What its own name section calls it.
    pub(super) name: Option<&'a str>,
}

/// An instance of a component.
pub(super) struct Instantiation<'a> {
    /// In the index space of components.
    pub(super) component: u32,
    /// Name, kind and index of what each import is given.
    pub(super) args: Vec<(&'a str, Kind, u32)>,
    /// What the name section calls the instance.
    pub(super) name: Option<&'a str>,
}

/// An export.
pub(super) struct Export<'a> {
    pub(super) name: &'a str,
    pub(super) kind: Kind,
    pub(super) index: u32,
}

/// Where a thing comes from: what it is taken from, and by which exports in turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Origin<'a> {
    pub(super) root: Root,
    pub(super) path: Vec<&'a str>,
}

/// What a thing is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Root {
    /// By its place in [`Skeleton::imports`].
    Import(usize),
    /// By its place in [`Skeleton::instantiations`].
    Instance(usize),
}

/// What an index stands for.
#[derive(Clone, Copy)]
enum Item<'a> {
    Import(usize),
    Nested(usize),
    Instance(usize),
    Alias {
        instance: u32,
        name: &'a str,
    },
    /// The same as another index of its space.
    Same(u32),
    /// What was made in the component itself: a function, a type, a bundle of exports.
    Made,
}

/// Index spaces: components, instances, functions, types, values and core modules.
#[derive(Default)]
struct Spaces<'a>([Vec<Item<'a>>; 6]);

impl<'a> Spaces<'a> {
    fn of(&mut self, kind: Kind) -> &mut Vec<Item<'a>> {
        &mut self.0[place(kind)]
    }

    fn get(&self, kind: Kind, index: u32) -> Option<Item<'a>> {
        self.0[place(kind)].get(index as usize).copied()
    }
}

fn place(kind: Kind) -> usize {
    match kind {
        Kind::Component => 0,
        Kind::Instance => 1,
        Kind::Func => 2,
        Kind::Type => 3,
        Kind::Value => 4,
        Kind::Module => 5,
    }
}

/// Reads the outermost level of a valid component.
///
/// # Errors
///
/// When it is not well formed.
pub(super) fn skeleton(bytes: &[u8]) -> Result<Skeleton<'_>> {
    let mut bones = Skeleton::default();
    let mut instances = Vec::new();
    let mut depth = 0_usize;
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload?;
        match &payload {
            Payload::End(_) => depth = depth.saturating_sub(1),
            Payload::ModuleSection {
                unchecked_range: range,
                ..
            }
            | Payload::ComponentSection {
                unchecked_range: range,
                ..
            } => {
                let contents = &bytes[range.start as usize..range.end as usize];
                if depth == 0 {
                    bones.add_nested(
                        matches!(payload, Payload::ComponentSection { .. }),
                        contents,
                    );
                }
                depth += 1;
            }
            _ if depth == 0 => bones.add(payload, &mut instances)?,
            _ => {}
        }
    }
    Ok(bones)
}

impl<'a> Skeleton<'a> {
    /// Whether it is made of components alone, and has an instance of one.
    pub(super) fn is_composition(&self) -> bool {
        self.modules.is_empty() && !self.has_functions && !self.instantiations.is_empty()
    }

    /// The nested component that an index of the space of components stands for.
    pub(super) fn nested_of(&self, component: u32) -> Option<usize> {
        match self.spaces.get(Kind::Component, component)? {
            Item::Nested(nested) => Some(nested),
            Item::Same(index) => self.nested_of(index),
            _ => None,
        }
    }

    /// The import that an index of the space of components stands for.
    pub(super) fn imported_component(&self, component: u32) -> Option<&'a str> {
        match self.spaces.get(Kind::Component, component)? {
            Item::Import(import) => Some(self.imports[import].name),
            Item::Same(index) => self.imported_component(index),
            _ => None,
        }
    }

    /// Where a thing comes from; none when it was made in the component itself.
    pub(super) fn origin(&self, kind: Kind, index: u32) -> Option<Origin<'a>> {
        let root = match self.spaces.get(kind, index)? {
            Item::Import(import) => Root::Import(import),
            Item::Instance(instance) => Root::Instance(instance),
            Item::Same(same) => return self.origin(kind, same),
            Item::Alias { instance, name } => {
                let mut origin = self.origin(Kind::Instance, instance)?;
                origin.path.push(name);
                return Some(origin);
            }
            Item::Nested(_) | Item::Made => return None,
        };
        let path = Vec::new();
        Some(Origin { root, path })
    }

    /// What a nested component may be called: what its first instance is called, what it calls
    /// itself, or what it exports.
    pub(super) fn wished_name(&self, nested: usize, inspection: &Inspection) -> String {
        let mut made = self.instantiations.iter();
        let first = made.find(|it| self.nested_of(it.component) == Some(nested));
        let export = inspection.exports.first().map(|it| {
            let name = it.name.split('@').next().unwrap_or_default();
            name.rsplit(['/', ':']).next().unwrap_or(name)
        });
        let names = [
            first.and_then(|it| it.name),
            self.nested[nested].name,
            export,
        ];
        names
            .into_iter()
            .flatten()
            .next()
            .unwrap_or("part")
            .to_owned()
    }

    fn add_nested(&mut self, is_component: bool, bytes: &'a [u8]) {
        if is_component {
            let name = own_name(bytes);
            self.spaces
                .of(Kind::Component)
                .push(Item::Nested(self.nested.len()));
            self.nested.push(Nested { bytes, name });
        } else {
            self.spaces.of(Kind::Module).push(Item::Made);
            let size = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
            self.modules.push(CorePart { name: None, size });
        }
    }

    fn add(&mut self, payload: Payload<'a>, instances: &mut Vec<Option<usize>>) -> Result<()> {
        match payload {
            Payload::ComponentImportSection(section) => {
                for import in section {
                    let import = import?;
                    let kind = kind_of(import.ty);
                    self.spaces.of(kind).push(Item::Import(self.imports.len()));
                    if kind == Kind::Instance {
                        instances.push(None);
                    }
                    let name = import.name.name;
                    self.imports.push(Import { name, kind });
                }
            }
            Payload::ComponentTypeSection(section) => {
                let types = self.spaces.of(Kind::Type);
                types.extend((0..section.count()).map(|_| Item::Made));
            }
            Payload::ComponentCanonicalSection(section) => {
                for function in section {
                    if matches!(function?, CanonicalFunction::Lift { .. }) {
                        self.has_functions = true;
                        self.spaces.of(Kind::Func).push(Item::Made);
                    }
                }
            }
            Payload::ComponentAliasSection(section) => {
                for alias in section {
                    self.add_alias(alias?, instances);
                }
            }
            Payload::ComponentInstanceSection(section) => {
                for instance in section {
                    self.add_instance(instance?, instances);
                }
            }
            Payload::ComponentExportSection(section) => {
                for export in section {
                    let export = export?;
                    let (kind, index) = (export.kind, export.index);
                    self.spaces.of(kind).push(Item::Same(index));
                    if kind == Kind::Instance {
                        instances.push(None);
                    }
                    let name = export.name.name;
                    self.exports.push(Export { name, kind, index });
                }
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::ComponentName(names) = section.as_known() {
                    for names in names.into_iter().map_while(Result::ok) {
                        self.add_names(names, instances);
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn add_alias(&mut self, alias: ComponentAlias<'a>, instances: &mut Vec<Option<usize>>) {
        match alias {
            ComponentAlias::InstanceExport {
                kind,
                instance_index: instance,
                name,
            } => {
                self.spaces.of(kind).push(Item::Alias { instance, name });
                if kind == Kind::Instance {
                    instances.push(None);
                }
            }
            ComponentAlias::CoreInstanceExport { .. } => {}
            ComponentAlias::Outer { kind, .. } => match kind {
                ComponentOuterAliasKind::CoreModule => {
                    self.spaces.of(Kind::Module).push(Item::Made)
                }
                ComponentOuterAliasKind::Type => self.spaces.of(Kind::Type).push(Item::Made),
                ComponentOuterAliasKind::Component => {
                    self.spaces.of(Kind::Component).push(Item::Made);
                }
                ComponentOuterAliasKind::CoreType => {}
            },
        }
    }

    fn add_instance(&mut self, made: ComponentInstance<'a>, instances: &mut Vec<Option<usize>>) {
        let ComponentInstance::Instantiate {
            component_index: component,
            args,
        } = made
        else {
            instances.push(None);
            return self.spaces.of(Kind::Instance).push(Item::Made);
        };
        instances.push(Some(self.instantiations.len()));
        self.spaces
            .of(Kind::Instance)
            .push(Item::Instance(self.instantiations.len()));
        let args = args.iter().map(|it| (it.name, it.kind, it.index));
        let args = args.collect();
        self.instantiations.push(Instantiation {
            component,
            args,
            name: None,
        });
    }

    fn add_names(&mut self, names: ComponentName<'a>, instances: &[Option<usize>]) {
        match names {
            ComponentName::Instances(names) => {
                for naming in names.into_iter().map_while(Result::ok) {
                    let made = instances.get(naming.index as usize).copied().flatten();
                    if let Some(made) = made {
                        self.instantiations[made].name = Some(naming.name);
                    }
                }
            }
            ComponentName::CoreModules(names) => {
                for naming in names.into_iter().map_while(Result::ok) {
                    if let Some(module) = self.modules.get_mut(naming.index as usize) {
                        module.name = Some(naming.name.to_owned());
                    }
                }
            }
            _ => {}
        }
    }
}

/// What a component's name section calls the component itself.
fn own_name(bytes: &[u8]) -> Option<&str> {
    let mut depth = 0_usize;
    for payload in Parser::new(0).parse_all(bytes).map_while(Result::ok) {
        match payload {
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => depth += 1,
            Payload::End(_) => depth = depth.saturating_sub(1),
            Payload::CustomSection(section) if depth == 0 => {
                let KnownCustom::ComponentName(names) = section.as_known() else {
                    continue;
                };
                for names in names.into_iter().map_while(Result::ok) {
                    if let ComponentName::Component { name, .. } = names {
                        return Some(name);
                    }
                }
            }
            _ => {}
        }
    }
    None
}

fn kind_of(ty: ComponentTypeRef) -> Kind {
    match ty {
        ComponentTypeRef::Module(_) => Kind::Module,
        ComponentTypeRef::Func(_) => Kind::Func,
        ComponentTypeRef::Value(_) => Kind::Value,
        ComponentTypeRef::Type(_) => Kind::Type,
        ComponentTypeRef::Instance(_) => Kind::Instance,
        ComponentTypeRef::Component(_) => Kind::Component,
    }
}

/// What goes through a port of this kind.
pub(super) fn port_kind(kind: Kind) -> PortKind {
    match kind {
        Kind::Instance => PortKind::Instance,
        Kind::Func => PortKind::Function,
        Kind::Type | Kind::Value => PortKind::Type,
        Kind::Component | Kind::Module => PortKind::Component,
    }
}
