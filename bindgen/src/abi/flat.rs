//! What each core value stands for that a type is flattened to.

use model::FlatValue;
use wit_parser::abi::{FlatTypes, WasmType};
use wit_parser::{Resolve, Type};

use crate::core_type;
use crate::shape::{Shape, shape};

/// More core values than this are not told one by one.
const MOST: usize = 256;

/// The core values of a type; those that stand for parts are called after what is flattened.
pub(super) fn values(resolve: &Resolve, ty: &Type, name: &str) -> Vec<FlatValue> {
    let mut types = [WasmType::I32; MOST];
    let mut flat = FlatTypes::new(&mut types);
    resolve.push_flat(ty, &mut flat);
    let types = flat.to_vec().into_iter().map(core_type::name);
    let values = types.zip(meanings(resolve, ty, name));
    let values = values.map(|(core, what)| FlatValue {
        core: core.to_owned(),
        what,
    });
    values.collect()
}

fn meanings(resolve: &Resolve, ty: &Type, name: &str) -> Vec<String> {
    let of = |what: &str| format!("{name} {what}");
    match shape(resolve, ty) {
        Shape::String => vec![of("pointer"), of("length in bytes")],
        Shape::List(_) | Shape::Other("map") => vec![of("pointer"), of("length in elements")],
        Shape::Array(element, length) => {
            let elements = (0..length.min(MOST as u32)).flat_map(|at| {
                let name = format!("{name}[{at}]");
                meanings(resolve, element, &name)
            });
            elements.collect()
        }
        Shape::Fields(fields) => {
            let fields = fields.iter().flat_map(|(field, ty)| {
                let name = format!("{name}.{field}");
                meanings(resolve, ty, &name)
            });
            fields.collect()
        }
        Shape::Cases(_, cases) => {
            let mut values = vec![of("case")];
            let payloads = cases.iter().filter_map(|(case, ty)| {
                let name = format!("{name}.{case}");
                Some(meanings(resolve, (*ty)?, &name))
            });
            let payloads: Vec<Vec<String>> = payloads.collect();
            let longest = payloads.iter().map(Vec::len).max().unwrap_or_default();
            values.extend((0..longest).map(|at| {
                let here = payloads
                    .iter()
                    .filter_map(|it| it.get(at).map(String::as_str));
                here.collect::<Vec<_>>().join(" or ")
            }));
            values
        }
        Shape::Flags(_, 0) => Vec::new(),
        Shape::Flags(..) => vec![of("bits")],
        Shape::Own(_) | Shape::Borrow(_) | Shape::Other(_) => vec![of("handle")],
        Shape::Integer { .. } | Shape::F32 | Shape::F64 => vec![name.to_owned()],
    }
}
