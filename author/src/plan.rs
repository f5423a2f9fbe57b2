//! A component as what a core runtime has to do: instantiate these modules with those items.
//!
//! Only what the linker and the snapshotter write is understood. Whatever a component does beyond
//! that, such as handling resources, becomes a function that traps: no module that is evaluated at
//! build time may call it.

use std::collections::BTreeMap;

use wasmparser::{
    CanonicalFunction, CanonicalOption, ComponentAlias, ComponentExternalKind, ComponentInstance,
    ExternalKind, Instance, Parser, Payload, Result,
};

/// How to run a component by core modules. Numbers are those of the component's index spaces.
#[derive(Default)]
pub(crate) struct Plan<'a> {
    pub(crate) modules: Vec<&'a [u8]>,
    pub(crate) instances: Vec<CoreInstance<'a>>,
    pub(crate) functions: Vec<CoreFunction<'a>>,
    pub(crate) memories: Vec<Alias<'a>>,
    tables: Vec<Alias<'a>>,
    globals: Vec<Alias<'a>>,
    tags: Vec<Alias<'a>>,
    component_functions: Vec<ComponentFunction<'a>>,
    component_instances: Vec<Named<'a>>,
    exports: BTreeMap<&'a str, (ComponentExternalKind, u32)>,
}

/// An instance of a core module, or items under names.
pub(crate) enum CoreInstance<'a> {
    Module {
        module: u32,
        args: BTreeMap<&'a str, u32>,
    },
    Items(BTreeMap<&'a str, Item<'a>>),
}

/// Something that instances share.
#[derive(Clone, Copy)]
pub(crate) enum Item<'a> {
    Function(u32),
    Export(Alias<'a>),
}

/// An export of a core instance.
#[derive(Clone, Copy)]
pub(crate) struct Alias<'a> {
    pub(crate) instance: u32,
    pub(crate) name: &'a str,
}

/// A core function.
pub(crate) enum CoreFunction<'a> {
    Export(Alias<'a>),
    /// An import of the component, such as `wasi:clocks/wall-clock@0.2.6` and `now`.
    Import {
        interface: &'a str,
        name: &'a str,
        memory: Option<u32>,
        realloc: Option<u32>,
    },
    /// What lets go of a resource.
    Drop,
    /// What only a host of components can do.
    BuiltIn,
}

/// A function that a component exports.
#[derive(Clone, Copy)]
pub(crate) struct Lifted {
    pub(crate) function: u32,
    pub(crate) memory: Option<u32>,
    pub(crate) realloc: Option<u32>,
}

#[derive(Clone, Copy)]
enum ComponentFunction<'a> {
    Import { interface: &'a str, name: &'a str },
    Lifted(Lifted),
    Other,
}

/// What a component instance is known to hold.
enum Named<'a> {
    Import(&'a str),
    Functions(BTreeMap<&'a str, u32>),
    Other,
}

impl<'a> Plan<'a> {
    /// Reads a component.
    pub(crate) fn of(component: &'a [u8]) -> Result<Self> {
        let mut plan = Self::default();
        let mut depth = 0u32;
        for payload in Parser::new(0).parse_all(component) {
            let payload = payload?;
            match payload {
                Payload::End(_) if depth > 0 => depth -= 1,
                Payload::ModuleSection {
                    unchecked_range: range,
                    ..
                } => {
                    if depth == 0 {
                        let (start, end) = (range.start as usize, range.end as usize);
                        plan.modules.push(&component[start..end]);
                    }
                    depth += 1;
                }
                Payload::ComponentSection { .. } => depth += 1,
                payload if depth == 0 => plan.read(payload)?,
                _ => {}
            }
        }
        Ok(plan)
    }

    /// An exported function.
    pub(crate) fn exported(&self, name: &str) -> Option<Lifted> {
        match self.exports.get(name)? {
            (ComponentExternalKind::Func, index) => self.lifted(*index),
            _ => None,
        }
    }

    /// The functions of an exported instance.
    pub(crate) fn exported_instance(&self, name: &str) -> Vec<(&'a str, Lifted)> {
        let Some((ComponentExternalKind::Instance, index)) = self.exports.get(name) else {
            return Vec::new();
        };
        let Some(Named::Functions(functions)) = self.component_instances.get(*index as usize)
        else {
            return Vec::new();
        };
        let lifted = functions.iter();
        lifted
            .filter_map(|(name, index)| Some((*name, self.lifted(*index)?)))
            .collect()
    }

    fn lifted(&self, index: u32) -> Option<Lifted> {
        match self.component_functions.get(index as usize)? {
            ComponentFunction::Lifted(lifted) => Some(*lifted),
            _ => None,
        }
    }

    fn read(&mut self, payload: Payload<'a>) -> Result<()> {
        match payload {
            Payload::InstanceSection(section) => {
                for instance in section {
                    let instance = self.core_instance(instance?);
                    self.instances.push(instance);
                }
            }
            Payload::ComponentInstanceSection(section) => {
                for instance in section {
                    self.component_instances.push(named(instance?));
                }
            }
            Payload::ComponentAliasSection(section) => {
                for alias in section {
                    self.alias(alias?);
                }
            }
            Payload::ComponentCanonicalSection(section) => {
                for function in section {
                    self.canonical(function?);
                }
            }
            Payload::ComponentImportSection(section) => {
                for import in section {
                    let import = import?;
                    self.import(import.name.name, import.ty.kind());
                }
            }
            Payload::ComponentExportSection(section) => {
                for export in section {
                    let export = export?;
                    self.export(export.name.name, export.kind, export.index);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn core_instance(&self, instance: Instance<'a>) -> CoreInstance<'a> {
        match instance {
            Instance::Instantiate { module_index, args } => {
                let args = args.iter().map(|arg| (arg.name, arg.index)).collect();
                let module = module_index;
                CoreInstance::Module { module, args }
            }
            Instance::FromExports(exports) => {
                let items = exports.iter().filter_map(|export| {
                    let item = match export.kind {
                        ExternalKind::Func | ExternalKind::FuncExact => {
                            Item::Function(export.index)
                        }
                        kind => Item::Export(*self.space(kind).get(export.index as usize)?),
                    };
                    Some((export.name, item))
                });
                CoreInstance::Items(items.collect())
            }
        }
    }

    fn space(&self, kind: ExternalKind) -> &[Alias<'a>] {
        match kind {
            ExternalKind::Memory => &self.memories,
            ExternalKind::Table => &self.tables,
            ExternalKind::Global => &self.globals,
            ExternalKind::Tag => &self.tags,
            ExternalKind::Func | ExternalKind::FuncExact => &[],
        }
    }

    fn alias(&mut self, alias: ComponentAlias<'a>) {
        match alias {
            ComponentAlias::CoreInstanceExport {
                kind,
                instance_index: instance,
                name,
            } => {
                let alias = Alias { instance, name };
                match kind {
                    ExternalKind::Func | ExternalKind::FuncExact => {
                        self.functions.push(CoreFunction::Export(alias));
                    }
                    ExternalKind::Memory => self.memories.push(alias),
                    ExternalKind::Table => self.tables.push(alias),
                    ExternalKind::Global => self.globals.push(alias),
                    ExternalKind::Tag => self.tags.push(alias),
                }
            }
            ComponentAlias::InstanceExport {
                kind: ComponentExternalKind::Func,
                instance_index,
                name,
            } => {
                let function = match self.component_instances.get(instance_index as usize) {
                    Some(Named::Import(interface)) => ComponentFunction::Import { interface, name },
                    _ => ComponentFunction::Other,
                };
                self.component_functions.push(function);
            }
            ComponentAlias::InstanceExport {
                kind: ComponentExternalKind::Instance,
                ..
            } => self.component_instances.push(Named::Other),
            _ => {}
        }
    }

    fn canonical(&mut self, function: CanonicalFunction) {
        match function {
            CanonicalFunction::Lift {
                core_func_index,
                options,
                ..
            } => {
                let (memory, realloc) = places(&options);
                let lifted = Lifted {
                    function: core_func_index,
                    memory,
                    realloc,
                };
                let lifted = ComponentFunction::Lifted(lifted);
                self.component_functions.push(lifted);
            }
            CanonicalFunction::Lower {
                func_index,
                options,
            } => {
                let (memory, realloc) = places(&options);
                let lowered = match self.component_functions.get(func_index as usize) {
                    Some(ComponentFunction::Import { interface, name }) => CoreFunction::Import {
                        interface,
                        name,
                        memory,
                        realloc,
                    },
                    _ => CoreFunction::BuiltIn,
                };
                self.functions.push(lowered);
            }
            CanonicalFunction::ResourceDrop { .. } => self.functions.push(CoreFunction::Drop),
            _ => self.functions.push(CoreFunction::BuiltIn),
        }
    }

    fn import(&mut self, name: &'a str, kind: ComponentExternalKind) {
        match kind {
            ComponentExternalKind::Func => {
                let interface = "";
                let import = ComponentFunction::Import { interface, name };
                self.component_functions.push(import);
            }
            ComponentExternalKind::Instance => {
                self.component_instances.push(Named::Import(name));
            }
            _ => {}
        }
    }

    /// An export is an item of its own, beside the one that it exports.
    fn export(&mut self, name: &'a str, kind: ComponentExternalKind, index: u32) {
        self.exports.insert(name, (kind, index));
        match kind {
            ComponentExternalKind::Func => {
                let same = self.component_functions.get(index as usize);
                let same = same.copied().unwrap_or(ComponentFunction::Other);
                self.component_functions.push(same);
            }
            ComponentExternalKind::Instance => self.component_instances.push(Named::Other),
            _ => {}
        }
    }
}

fn named<'a>(instance: ComponentInstance<'a>) -> Named<'a> {
    match instance {
        ComponentInstance::FromExports(exports) => {
            let functions = exports.iter();
            let functions = functions.filter(|export| export.kind == ComponentExternalKind::Func);
            Named::Functions(functions.map(|it| (it.name.name, it.index)).collect())
        }
        ComponentInstance::Instantiate { .. } => Named::Other,
    }
}

/// The memory and the `realloc` that a function is lifted or lowered with.
fn places(options: &[CanonicalOption]) -> (Option<u32>, Option<u32>) {
    let (mut memory, mut realloc) = (None, None);
    for option in options {
        match option {
            CanonicalOption::Memory(index) => memory = Some(*index),
            CanonicalOption::Realloc(index) => realloc = Some(*index),
            _ => {}
        }
    }
    (memory, realloc)
}
