//! Whether two types are the same where they are named.

use wit_parser::{Handle, Resolve, Result_, Type, TypeDefKind, TypeId, TypeOwner};

/// Nested deeper than this, types count as the same.
const MAX_DEPTH: usize = 64;

/// A type and the resolve it is in.
pub(crate) type In<'a, T> = (&'a Resolve, T);

/// Whether both are the same; a type with a name is another's equal by that name and its
/// interface's.
pub(super) fn same(a: In<Type>, b: In<Type>) -> bool {
    same_at(a, b, 0)
}

/// Whether both are the same or absent.
pub(super) fn same_optional(a: In<Option<Type>>, b: In<Option<Type>>) -> bool {
    both(a, b, 0)
}

fn both(a: In<Option<Type>>, b: In<Option<Type>>, depth: usize) -> bool {
    match (a.1, b.1) {
        (Some(x), Some(y)) => same_at((a.0, x), (b.0, y), depth),
        (None, None) => true,
        _ => false,
    }
}

fn same_at(a: In<Type>, b: In<Type>, depth: usize) -> bool {
    if depth > MAX_DEPTH {
        return true;
    }
    // What a name stands for is compared where it is declared.
    if let (Type::Id(x), Type::Id(y)) = (a.1, b.1) {
        let (x, y) = (declared((a.0, x)), declared((b.0, y)));
        if x.0.is_some() && x == y {
            return true;
        }
    }
    shapes(a, b, depth)
}

/// Whether two declarations stand for the same, whatever their names.
pub(super) fn same_shape(a: In<TypeId>, b: In<TypeId>) -> bool {
    match (&a.0.types[a.1].kind, &b.0.types[b.1].kind) {
        (TypeDefKind::Type(x), TypeDefKind::Type(y)) => same((a.0, *x), (b.0, *y)),
        _ => shapes((a.0, Type::Id(a.1)), (b.0, Type::Id(b.1)), 0),
    }
}

fn shapes(a: In<Type>, b: In<Type>, depth: usize) -> bool {
    let (x, y) = (resolved(a), resolved(b));
    let (Type::Id(x), Type::Id(y)) = (x, y) else {
        return x == y;
    };
    let inner = |x: Type, y: Type| same_at((a.0, x), (b.0, y), depth + 1);
    let optional = |x: Option<Type>, y: Option<Type>| both((a.0, x), (b.0, y), depth + 1);
    use TypeDefKind as Kind;
    match (&a.0.types[x].kind, &b.0.types[y].kind) {
        (Kind::Handle(Handle::Own(x)), Kind::Handle(Handle::Own(y)))
        | (Kind::Handle(Handle::Borrow(x)), Kind::Handle(Handle::Borrow(y))) => {
            inner(Type::Id(*x), Type::Id(*y))
        }
        (Kind::List(x), Kind::List(y)) | (Kind::Option(x), Kind::Option(y)) => inner(*x, *y),
        (Kind::FixedLengthList(x, n), Kind::FixedLengthList(y, m)) => n == m && inner(*x, *y),
        (Kind::Map(k, x), Kind::Map(l, y)) => inner(*k, *l) && inner(*x, *y),
        (Kind::Stream(x), Kind::Stream(y)) | (Kind::Future(x), Kind::Future(y)) => optional(*x, *y),
        (Kind::Result(Result_ { ok, err }), Kind::Result(other)) => {
            optional(*ok, other.ok) && optional(*err, other.err)
        }
        (Kind::Tuple(x), Kind::Tuple(y)) => {
            let mut pairs = x.types.iter().zip(&y.types);
            x.types.len() == y.types.len() && pairs.all(|(x, y)| inner(*x, *y))
        }
        (Kind::Record(_), Kind::Record(_))
        | (Kind::Variant(_), Kind::Variant(_))
        | (Kind::Enum(_), Kind::Enum(_))
        | (Kind::Flags(_), Kind::Flags(_))
        | (Kind::Resource, Kind::Resource) => identity((a.0, x)) == identity((b.0, y)),
        _ => false,
    }
}

/// What a type is an alias of, in the end.
pub(crate) fn resolved((resolve, mut ty): In<Type>) -> Type {
    while let Type::Id(id) = ty {
        match resolve.types[id].kind {
            TypeDefKind::Type(other) => ty = other,
            _ => break,
        }
    }
    ty
}

/// Name and interface of a type where it is declared, not where `use` brings it.
fn declared<'a>((resolve, mut id): In<'a, TypeId>) -> (Option<&'a str>, Option<String>) {
    while let TypeDefKind::Type(Type::Id(other)) = resolve.types[id].kind
        && resolve.types[other].name.is_some()
        && resolve.types[other].owner != resolve.types[id].owner
    {
        id = other;
    }
    identity((resolve, id))
}

/// Name of a type, and of its interface without a version.
fn identity<'a>((resolve, id): In<'a, TypeId>) -> (Option<&'a str>, Option<String>) {
    let ty = &resolve.types[id];
    let interface = match ty.owner {
        TypeOwner::Interface(id) => resolve.id_of(id),
        _ => None,
    };
    let bare = interface.map(|name| unversioned(&name).to_owned());
    (ty.name.as_deref(), bare)
}

/// `wasi:io/streams` of `wasi:io/streams@0.2.3`.
pub(crate) fn unversioned(name: &str) -> &str {
    name.split('@').next().unwrap_or(name)
}
