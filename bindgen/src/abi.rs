//! The canonical ABI, shown: what `wit_parser` computes of a function, in words and numbers.

mod flat;
mod layout;
mod signature;
mod text;

use model::{Abi, AbiName, AbiRequest, EngineError, Flattened, FunctionAbi};
use wit_parser::{Function, SizeAlign, Type};

use self::layout::Layouts;
use crate::fault::fault;
use crate::shape::{Shape, shape};
use crate::world::{World, WorldFunction};

/// More parameters than this, flattened, go through memory.
const MOST_PARAMS: usize = 16;

/// The functions of a world, and the ABI of one of them.
///
/// # Errors
///
/// `no-such-function` for one that the world has not, `no-layout` when a type of the world is too
/// large for a memory.
pub(crate) fn abi(request: &AbiRequest) -> Result<Abi, EngineError> {
    let world = World::decode(&request.of)?;
    let exported = world.exported().into_iter().map(|it| (true, it));
    let imported = world.imported().into_iter().map(|it| (false, it));
    let all: Vec<_> = exported.chain(imported).collect();
    let names = all.iter().map(|(is_export, it)| AbiName {
        is_export: *is_export,
        id: it.id(&world),
    });
    let functions: Vec<AbiName> = names.collect();
    let at = match &request.function {
        None => 0,
        Some(name) => functions.iter().position(|it| it == name).ok_or_else(|| {
            let message = format!("the world has no function `{}`", name.id);
            fault("no-such-function", message)
        })?,
    };
    let shown = match (all.get(at), functions.get(at)) {
        (Some((_, function)), Some(name)) => Some(describe(&world, function, name.clone())?),
        _ => None,
    };
    Ok(Abi { functions, shown })
}

fn describe(
    world: &World,
    it: &WorldFunction<'_>,
    name: AbiName,
) -> Result<FunctionAbi, EngineError> {
    let resolve = &world.resolve;
    let mut sizes = SizeAlign::default();
    let filled = sizes.fill(resolve);
    filled.map_err(|error| fault("no-layout", error.to_string()))?;
    let Function { params, result, .. } = it.function;
    let flattened = |name: &str, ty: &Type| Flattened {
        name: name.to_owned(),
        ty: text::ty(resolve, ty),
        values: flat::values(resolve, ty, name),
    };
    let flat: Vec<Flattened> = params
        .iter()
        .map(|it| flattened(&it.name, &it.ty))
        .collect();
    let flat_result = result.as_ref().map(|ty| flattened("result", ty));
    let mut layouts = Layouts::new(resolve, &sizes);
    let count = flat.iter().map(|it| it.values.len()).sum::<usize>();
    if count > MOST_PARAMS {
        layouts.add_params(params.iter().map(|it| (it.name.as_str(), &it.ty)));
    }
    let types = params.iter().map(|it| &it.ty).chain(result);
    types.clone().for_each(|ty| layouts.add(ty));
    let has_memory = |ty: &Type| points(world, ty);
    let comes_in = match name.is_export {
        true => params.iter().any(|it| has_memory(&it.ty)) || count > MOST_PARAMS,
        false => result.as_ref().is_some_and(has_memory),
    };
    let needs_memory = comes_in
        || types.clone().any(has_memory)
        || flat_result.as_ref().is_some_and(|it| it.values.len() > 1);
    let mut others = signature::memory(needs_memory, comes_in);
    others.extend(signature::resources(
        world,
        layouts.resources(),
        name.is_export,
    ));
    Ok(FunctionAbi {
        wit: text::function(resolve, it.function),
        notes: notes(&name, count, flat_result.as_ref(), comes_in),
        signatures: signature::signatures(world, it, name.is_export),
        others,
        layouts: layouts.finish(),
        params: flat,
        result: flat_result,
        name,
    })
}

/// Whether there is a pointer in values of a type.
fn points(world: &World, ty: &Type) -> bool {
    match shape(&world.resolve, ty) {
        Shape::String | Shape::List(_) | Shape::Other("map") => true,
        Shape::Array(element, _) => points(world, element),
        Shape::Fields(fields) => fields.iter().any(|(_, ty)| points(world, ty)),
        Shape::Cases(_, cases) => cases
            .iter()
            .any(|(_, ty)| ty.is_some_and(|ty| points(world, ty))),
        _ => false,
    }
}

fn notes(name: &AbiName, count: usize, result: Option<&Flattened>, comes_in: bool) -> Vec<String> {
    let mut notes = vec![match count {
        0 => "It takes no core values.".to_owned(),
        1 => "Its parameters are one core value.".to_owned(),
        2..=MOST_PARAMS => format!(
            "Its parameters flatten to {count} core values. Up to {MOST_PARAMS} are passed one by one."
        ),
        _ => format!(
            "Its parameters would flatten to {count} core values, more than {MOST_PARAMS}: they lie in \
             memory one after the other, and a pointer is passed."
        ),
    }];
    let told = match (result.map(|it| it.values.len()), name.is_export) {
        (None, _) => None,
        (Some(0), _) => Some("Its result has no core values: nothing is returned."),
        (Some(1), _) => Some("Its result is one core value, and returned as that."),
        (Some(_), true) => Some(
            "Its result is more than one core value: it lies in memory, and a pointer to it is \
             returned. Once the caller has read it, `cabi_post_…` is called, if there is one, to free \
             it.",
        ),
        (Some(_), false) => Some(
            "Its result is more than one core value: the caller passes a pointer as the last \
             parameter, and finds the result there.",
        ),
    };
    notes.extend(told.map(str::to_owned));
    if comes_in {
        let what = match name.is_export {
            true => "What is passed in memory",
            false => "What the result points to",
        };
        notes.push(format!(
            "{what} is put into the module's own memory, in room that `cabi_realloc` makes."
        ));
    }
    notes.push(match name.is_export {
        true => "Lifted async, it hands its result to `task.return`, and returns whether it waits."
            .to_owned(),
        false => "Lowered async, up to 4 core values are passed one by one, the result comes by a \
                  pointer, and what is returned says how far it is."
            .to_owned(),
    });
    notes
}
