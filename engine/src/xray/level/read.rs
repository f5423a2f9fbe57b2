//! Reads the outermost level of a component.

use model::CorePart;
use wasmparser::{
    CanonicalFunction, ComponentAlias, ComponentExternalKind as Kind, ComponentInstance,
    ComponentName, ComponentOuterAliasKind, ComponentTypeRef, ComponentTypeSectionReader,
    KnownCustom, Parser, Payload, Result,
};

use super::{Export, Import, Instantiation, Item, Level, Nested};

/// Reads the outermost level of a valid component.
///
/// # Errors
///
/// When it is not well formed.
pub(in crate::xray) fn read(bytes: &[u8]) -> Result<Level<'_>> {
    let mut level = Level::default();
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
                    level.add_nested(
                        matches!(payload, Payload::ComponentSection { .. }),
                        contents,
                    );
                }
                depth += 1;
            }
            Payload::ComponentTypeSection(section) if depth == 0 => {
                level.add_types(section.clone(), bytes)?;
            }
            _ if depth == 0 => level.add(payload, &mut instances)?,
            _ => {}
        }
    }
    Ok(level)
}

impl<'a> Level<'a> {
    fn add_nested(&mut self, is_component: bool, bytes: &'a [u8]) {
        if is_component {
            self.spaces
                .of(Kind::Component)
                .push(Item::Nested(self.nested.len()));
            self.nested.push(nested(bytes));
        } else {
            self.spaces.of(Kind::Module).push(Item::Made);
            let size = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
            self.modules.push(CorePart { name: None, size });
        }
    }

    fn add_types(
        &mut self,
        section: ComponentTypeSectionReader<'a>,
        bytes: &'a [u8],
    ) -> Result<()> {
        let mut types = section.into_iter();
        let mut start = types.original_position() as usize;
        while let Some(ty) = types.next() {
            ty?;
            let end = types.original_position() as usize;
            let declared = Item::Declared(&bytes[start..end]);
            self.spaces.of(Kind::Type).push(declared);
            start = end;
        }
        Ok(())
    }

    fn add(&mut self, payload: Payload<'a>, instances: &mut Vec<Option<usize>>) -> Result<()> {
        match payload {
            Payload::ComponentImportSection(section) => {
                for import in section {
                    let import = import?;
                    let kind = import.ty.kind();
                    self.spaces.of(kind).push(Item::Import(self.imports.len()));
                    if kind == Kind::Instance {
                        instances.push(None);
                    }
                    self.imports.push(Import {
                        name: import.name.name,
                        implements: import.name.implements,
                        kind,
                        component: match import.ty {
                            ComponentTypeRef::Component(ty) => Some(ty),
                            _ => None,
                        },
                    });
                }
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
        let (component, args) = match made {
            ComponentInstance::Instantiate {
                component_index,
                args,
            } => (component_index, args),
            ComponentInstance::FromExports(exports) => {
                instances.push(None);
                self.spaces
                    .of(Kind::Instance)
                    .push(Item::Bundle(self.bundles.len()));
                let exports = exports.iter();
                let exports = exports.map(|it| (it.name.name, it.kind, it.index));
                return self.bundles.push(exports.collect());
            }
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

/// A nested component, with what its name section calls it.
fn nested(bytes: &[u8]) -> Nested<'_> {
    let mut nested = Nested {
        bytes,
        name: None,
        has_code: false,
    };
    let mut depth = 0_usize;
    for payload in Parser::new(0).parse_all(bytes).map_while(Result::ok) {
        match payload {
            Payload::ModuleSection { .. } => {
                nested.has_code = true;
                depth += 1;
            }
            Payload::ComponentSection { .. } => depth += 1,
            Payload::End(_) => depth = depth.saturating_sub(1),
            Payload::CustomSection(section) if depth == 0 => {
                let KnownCustom::ComponentName(names) = section.as_known() else {
                    continue;
                };
                for names in names.into_iter().map_while(Result::ok) {
                    if let ComponentName::Component { name, .. } = names {
                        nested.name = Some(name);
                    }
                }
            }
            _ => {}
        }
    }
    nested
}
