//! Types as the canonical ABI sees them: named ones looked up, and those that are laid out alike
//! taken together.

use wit_parser::{FlagsRepr, Handle, Int, Resolve, Type, TypeDefKind, TypeId};

/// How values of a type are laid out.
#[derive(Debug, Clone)]
pub(crate) enum Shape<'a> {
    /// `bool`, `char`, or an integer: so many bytes, and whether the sign is kept.
    Integer {
        bytes: u32,
        signed: bool,
    },
    F32,
    F64,
    String,
    List(&'a Type),
    /// A list of so many elements, which lie in place.
    Array(&'a Type, u32),
    /// A record or a tuple, whose fields are named by their position.
    Fields(Vec<(String, &'a Type)>),
    /// A variant, an enum, an option or a result.
    Cases(Int, Vec<(&'a str, Option<&'a Type>)>),
    /// The names, and the bytes that they take.
    Flags(Vec<&'a str>, u32),
    /// The resource's declaration.
    Own(TypeId),
    /// The resource's declaration.
    Borrow(TypeId),
    /// A stream, a future, a map or an error context, by its word.
    Other(&'static str),
}

/// The shape of a type.
pub(crate) fn shape<'a>(resolve: &'a Resolve, ty: &'a Type) -> Shape<'a> {
    let integer = |bytes, signed| Shape::Integer { bytes, signed };
    match ty {
        Type::Bool | Type::U8 => integer(1, false),
        Type::S8 => integer(1, true),
        Type::U16 => integer(2, false),
        Type::S16 => integer(2, true),
        Type::U32 | Type::Char => integer(4, false),
        Type::S32 => integer(4, true),
        Type::U64 => integer(8, false),
        Type::S64 => integer(8, true),
        Type::F32 => Shape::F32,
        Type::F64 => Shape::F64,
        Type::String => Shape::String,
        Type::ErrorContext => Shape::Other("error-context"),
        Type::Id(id) => of_definition(resolve, *id),
    }
}

fn of_definition(resolve: &Resolve, id: TypeId) -> Shape<'_> {
    match &resolve.types[id].kind {
        TypeDefKind::Type(ty) => shape(resolve, ty),
        TypeDefKind::List(element) => Shape::List(element),
        TypeDefKind::FixedLengthList(element, length) => Shape::Array(element, *length),
        TypeDefKind::Record(it) => {
            let fields = it.fields.iter();
            Shape::Fields(fields.map(|it| (it.name.clone(), &it.ty)).collect())
        }
        TypeDefKind::Tuple(it) => {
            let fields = it.types.iter().enumerate();
            Shape::Fields(fields.map(|(at, ty)| (at.to_string(), ty)).collect())
        }
        TypeDefKind::Variant(it) => {
            let cases = it.cases.iter();
            let cases = cases.map(|case| (case.name.as_str(), case.ty.as_ref()));
            Shape::Cases(it.tag(), cases.collect())
        }
        TypeDefKind::Enum(it) => {
            let cases = it.cases.iter().map(|case| (case.name.as_str(), None));
            Shape::Cases(it.tag(), cases.collect())
        }
        TypeDefKind::Option(some) => {
            Shape::Cases(Int::U8, vec![("none", None), ("some", Some(some))])
        }
        TypeDefKind::Result(it) => {
            let cases = vec![("ok", it.ok.as_ref()), ("err", it.err.as_ref())];
            Shape::Cases(Int::U8, cases)
        }
        TypeDefKind::Flags(it) => {
            let bytes = match it.repr() {
                FlagsRepr::U8 => 1,
                FlagsRepr::U16 => 2,
                FlagsRepr::U32(count) => 4 * u32::try_from(count).unwrap_or(u32::MAX / 4),
            };
            let names = it.flags.iter().map(|flag| flag.name.as_str());
            Shape::Flags(names.collect(), bytes)
        }
        TypeDefKind::Handle(Handle::Own(of)) => Shape::Own(declaration(resolve, *of)),
        TypeDefKind::Handle(Handle::Borrow(of)) => Shape::Borrow(declaration(resolve, *of)),
        TypeDefKind::Future(_) => Shape::Other("future"),
        TypeDefKind::Stream(_) => Shape::Other("stream"),
        TypeDefKind::Map(..) => Shape::Other("map"),
        TypeDefKind::Resource | TypeDefKind::Unknown => Shape::Other("resource"),
    }
}

/// Where a resource is declared that may have been used under other names.
pub(crate) fn declaration(resolve: &Resolve, mut id: TypeId) -> TypeId {
    while let TypeDefKind::Type(Type::Id(of)) = resolve.types[id].kind {
        id = of;
    }
    id
}

/// How many bytes an integer takes.
pub(crate) fn int_bytes(int: Int) -> u32 {
    match int {
        Int::U8 => 1,
        Int::U16 => 2,
        Int::U32 => 4,
        Int::U64 => 8,
    }
}
