//! Types of wit-parser as trees of [`model::Type`], every named type written out in place.

use model::{Case, Field, Type};
use wit_parser::{Handle, Resolve, Type as WitType, TypeDefKind, TypeId};

/// Deeper than this, no form is of use.
const MAX_DEPTH: usize = 24;
/// Types of one function, written out, may have this many nodes together.
const MAX_NODES: usize = 4_096;
/// Types of one component, written out, may have this many nodes together.
const MAX_NODES_IN_ALL: usize = 65_536;

/// Writes types out, within bounds.
///
/// A few dozen nested types can write out to more than memory holds, so what would exceed the
/// bounds becomes [`Type::Unsupported`].
pub(crate) struct TypeWriter<'a> {
    resolve: &'a Resolve,
    left: usize,
    left_in_all: usize,
}

impl<'a> TypeWriter<'a> {
    pub(crate) fn new(resolve: &'a Resolve) -> TypeWriter<'a> {
        TypeWriter {
            resolve,
            left: MAX_NODES,
            left_in_all: MAX_NODES_IN_ALL,
        }
    }

    /// Starts the count of nodes anew for another function.
    pub(crate) fn next_function(&mut self) {
        self.left = MAX_NODES.min(self.left_in_all);
    }

    /// `ty`, written out.
    pub(crate) fn write(&mut self, ty: WitType) -> Type {
        self.write_at(ty, 0)
    }

    fn write_at(&mut self, ty: WitType, depth: usize) -> Type {
        if self.left == 0 || depth > MAX_DEPTH {
            return unsupported("the type is too large to be shown");
        }
        self.left -= 1;
        self.left_in_all = self.left_in_all.saturating_sub(1);
        match ty {
            WitType::Bool => Type::Bool,
            WitType::U8 => Type::U8,
            WitType::U16 => Type::U16,
            WitType::U32 => Type::U32,
            WitType::U64 => Type::U64,
            WitType::S8 => Type::S8,
            WitType::S16 => Type::S16,
            WitType::S32 => Type::S32,
            WitType::S64 => Type::S64,
            WitType::F32 => Type::F32,
            WitType::F64 => Type::F64,
            WitType::Char => Type::Char,
            WitType::String => Type::String,
            WitType::ErrorContext => unsupported("`error-context` has no form and no text"),
            WitType::Id(id) => self.write_definition(id, depth),
        }
    }

    fn write_definition(&mut self, id: TypeId, depth: usize) -> Type {
        let resolve = self.resolve;
        let definition = &resolve.types[id];
        let name = definition.name.clone();
        match &definition.kind {
            TypeDefKind::Type(ty) => self.write_at(*ty, depth),
            TypeDefKind::Record(record) => Type::Record {
                name,
                fields: record
                    .fields
                    .iter()
                    .map(|field| Field {
                        name: field.name.clone(),
                        docs: field.docs.contents.clone(),
                        ty: self.write_at(field.ty, depth + 1),
                    })
                    .collect(),
            },
            TypeDefKind::Variant(variant) => Type::Variant {
                name,
                cases: variant
                    .cases
                    .iter()
                    .map(|case| Case {
                        name: case.name.clone(),
                        docs: case.docs.contents.clone(),
                        ty: case.ty.map(|ty| self.write_at(ty, depth + 1)),
                    })
                    .collect(),
            },
            TypeDefKind::Enum(it) => Type::Enum {
                name,
                cases: it.cases.iter().map(|case| case.name.clone()).collect(),
            },
            TypeDefKind::Flags(it) => Type::Flags {
                name,
                flags: it.flags.iter().map(|flag| flag.name.clone()).collect(),
            },
            TypeDefKind::Tuple(tuple) => Type::Tuple {
                elements: tuple
                    .types
                    .iter()
                    .map(|ty| self.write_at(*ty, depth + 1))
                    .collect(),
            },
            TypeDefKind::List(element) => self.write_list(*element, None, depth),
            TypeDefKind::FixedLengthList(element, length) => {
                self.write_list(*element, Some(*length), depth)
            }
            TypeDefKind::Map(key, value) => Type::Map {
                key: self.write_boxed(*key, depth),
                value: self.write_boxed(*value, depth),
            },
            TypeDefKind::Option(some) => Type::Option {
                some: self.write_boxed(*some, depth),
            },
            TypeDefKind::Result(result) => Type::Result {
                ok: result.ok.map(|ty| self.write_boxed(ty, depth)),
                err: result.err.map(|ty| self.write_boxed(ty, depth)),
            },
            TypeDefKind::Stream(element) => Type::Stream {
                element: element.map(|ty| self.write_boxed(ty, depth)),
            },
            TypeDefKind::Future(value) => Type::Future {
                value: value.map(|ty| self.write_boxed(ty, depth)),
            },
            TypeDefKind::Resource => Type::Own {
                resource: name.unwrap_or_default(),
            },
            TypeDefKind::Handle(Handle::Own(id)) => Type::Own {
                resource: resource_name(resolve, *id),
            },
            TypeDefKind::Handle(Handle::Borrow(id)) => Type::Borrow {
                resource: resource_name(resolve, *id),
            },
            TypeDefKind::Unknown => unsupported("the type is not known"),
        }
    }

    fn write_list(&mut self, element: WitType, length: Option<u32>, depth: usize) -> Type {
        Type::List {
            element: self.write_boxed(element, depth),
            length,
        }
    }

    fn write_boxed(&mut self, ty: WitType, depth: usize) -> Box<Type> {
        Box::new(self.write_at(ty, depth + 1))
    }
}

/// WIT name of the resource that `id` names, also where it was renamed by `use`.
pub(crate) fn resource_name(resolve: &Resolve, id: TypeId) -> String {
    resolve.types[id].name.clone().unwrap_or_default()
}

fn unsupported(reason: &str) -> Type {
    Type::Unsupported {
        reason: reason.to_owned(),
    }
}
