//! Which functions of a module are still of use once it was evaluated.

use std::collections::BTreeSet;

use wasmparser::{
    Element, ElementItems, ElementKind, ExternalKind, FunctionBody, Operator, Parser, Payload,
    Result, TypeRef,
};

/// Where a module lists the exports that nobody calls after it was evaluated, parted by zeros
/// after a first byte with a version.
pub(crate) const ONCE: &str = "componentize-qjs:init-only";

/// Numbers of the functions with bodies that nothing reaches any more, counted among those.
pub(crate) fn dead(module: &[u8]) -> Result<BTreeSet<u32>> {
    let mut imports = 0;
    let mut once = BTreeSet::new();
    let mut exports = Vec::new();
    let mut roots = Vec::new();
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::CustomSection(section) if section.name() == ONCE => {
                let names = section.data().get(1..).unwrap_or_default();
                once.extend(names.split(|byte| *byte == 0).map(<[u8]>::to_vec));
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let function = matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_));
                    imports += u32::from(function);
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    if matches!(export.kind, ExternalKind::Func | ExternalKind::FuncExact) {
                        exports.push((export.name, export.index));
                    }
                }
            }
            Payload::StartSection { func, .. } => roots.push(func),
            Payload::GlobalSection(section) => {
                for global in section {
                    called(global?.init_expr.get_operators_reader(), &mut roots)?;
                }
            }
            Payload::ElementSection(section) => {
                for element in section {
                    of_element(element?, &mut roots)?;
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body),
            _ => {}
        }
    }
    let kept = exports
        .iter()
        .filter(|(name, _)| !once.contains(name.as_bytes()));
    roots.extend(kept.map(|(_, index)| *index));
    let ended = exports
        .iter()
        .filter(|(name, _)| once.contains(name.as_bytes()));
    let ended: BTreeSet<u32> = ended.map(|(_, index)| *index).collect();
    unreached(imports, &bodies, roots, &ended)
}

/// What is not reached from the roots, where functions that have ended call nothing.
fn unreached(
    imports: u32,
    bodies: &[FunctionBody],
    mut roots: Vec<u32>,
    ended: &BTreeSet<u32>,
) -> Result<BTreeSet<u32>> {
    let mut dead: BTreeSet<u32> = (0..).take(bodies.len()).collect();
    while let Some(function) = roots.pop() {
        let Some(number) = function.checked_sub(imports) else {
            continue;
        };
        if ended.contains(&function) || !dead.remove(&number) {
            continue;
        }
        if let Some(body) = bodies.get(number as usize) {
            called(body.get_operators_reader()?, &mut roots)?;
        }
    }
    Ok(dead)
}

fn of_element(element: Element, roots: &mut Vec<u32>) -> Result<()> {
    if let ElementKind::Active { offset_expr, .. } = &element.kind {
        called(offset_expr.get_operators_reader(), roots)?;
    }
    match element.items {
        ElementItems::Functions(functions) => {
            for function in functions {
                roots.push(function?);
            }
        }
        ElementItems::Expressions(_, expressions) => {
            for expression in expressions {
                called(expression?.get_operators_reader(), roots)?;
            }
        }
    }
    Ok(())
}

/// Adds the functions that operators name.
fn called<'a>(
    operators: impl IntoIterator<Item = Result<Operator<'a>>>,
    roots: &mut Vec<u32>,
) -> Result<()> {
    for operator in operators {
        if let Operator::Call { function_index }
        | Operator::ReturnCall { function_index }
        | Operator::RefFunc { function_index } = operator?
        {
            roots.push(function_index);
        }
    }
    Ok(())
}
