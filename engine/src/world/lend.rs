//! Docs for the interfaces of components, which carry none: lent by the texts and the pack, where
//! they declare the same interface in the same version.

use model::{WorldExtern, WorldFunction, WorldType};

/// Gives `item` what `lender` knows about it: docs, promises and places.
pub(super) fn lend(item: &mut WorldExtern, lender: WorldExtern) {
    item.docs = item.docs.take().or(lender.docs);
    item.gate = lender.gate;
    item.at = lender.at;
    for ty in &mut item.types {
        let same = lender.types.iter().find(|other| other.name == ty.name);
        if let Some(same) = same {
            lend_type(ty, same);
        }
    }
    lend_functions(&mut item.functions, &lender.functions);
}

fn lend_type(ty: &mut WorldType, lender: &WorldType) {
    ty.docs = ty.docs.take().or_else(|| lender.docs.clone());
    ty.gate = lender.gate.clone();
    ty.at = lender.at.clone();
    if bare(&ty.wit).eq(bare(&lender.wit)) {
        ty.wit.clone_from(&lender.wit);
    }
    lend_functions(&mut ty.functions, &lender.functions);
}

fn lend_functions(functions: &mut [WorldFunction], lenders: &[WorldFunction]) {
    for function in functions {
        let same = lenders.iter().find(|other| other.name == function.name);
        if let Some(same) = same {
            function.docs = function.docs.take().or_else(|| same.docs.clone());
            function.gate = same.gate.clone();
            function.at = same.at.clone();
        }
    }
}

/// The lines of a declaration that are no docs.
fn bare(wit: &str) -> impl Iterator<Item = &str> {
    let lines = wit.lines().map(str::trim);
    lines.filter(|line| !line.starts_with("///"))
}
