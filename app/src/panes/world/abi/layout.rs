//! How a type lies in memory, drawn and told.

use leptos::prelude::*;
use model::{Layout, LayoutCase, LayoutPart};

use crate::ui::hue;

/// Bytes in a row of the drawing.
const ROW: u32 = 8;
/// What is larger is told only.
const MOST_ROWS: u32 = 24;

/// A type.
#[component]
pub(super) fn Lying(
    /// Its layout.
    it: Layout,
) -> impl IntoView {
    let Layout {
        ty,
        kind,
        size,
        align,
        parts,
        cases,
        note,
    } = it;
    let drawn =
        (size > 0 && size <= ROW * MOST_ROWS).then(|| view! { <Drawn parts=parts.clone() /> });
    let rows = parts.into_iter().map(|LayoutPart { name, ty, offset, size }| {
        let is_gap = name.is_empty();
        let name = if is_gap { "gap".to_owned() } else { name };
        view! {
            <tr class:is-gap=is_gap><td class="number">{offset}</td><th scope="row" class="mono">{name}</th><td class="mono">{ty}</td><td class="number">{size}</td></tr>
        }
    });
    let rows = rows.collect_view();
    let what = if kind == "flags" { "bit" } else { "case" };
    let has_cases = !cases.is_empty();
    let cases = cases.into_iter().map(|LayoutCase { number, name, payload }| {
        let (ty, size) = payload.map_or_else(Default::default, |(ty, size)| (ty, size.to_string()));
        view! {
            <tr><td class="number">{number}</td><th scope="row" class="mono">{name}</th><td class="mono">{ty}</td><td class="number">{size}</td></tr>
        }
    });
    let cases = cases.collect_view();
    let told = match size {
        1 => "1 byte".to_owned(),
        size => format!("{size} bytes, aligned to {align}"),
    };
    view! {
        <li class="abi-layout">
            <h4><span class="quiet">{kind}</span>" "<span class="mono">{ty.clone()}</span></h4>
            <p class="quiet small">{told}</p>
            {drawn}
            <table class="facts-table" aria-label=format!("Bytes of {ty}")>
                <thead><tr><th scope="col">"at"</th><th scope="col">"part"</th><th scope="col">"type"</th><th scope="col" class="number">"bytes"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {has_cases.then(|| view! {
                <table class="facts-table" aria-label=format!("Cases of {ty}")>
                    <thead><tr><th scope="col">{what}</th><th scope="col">"name"</th><th scope="col">"payload"</th><th scope="col" class="number">"bytes"</th></tr></thead>
                    <tbody>{cases}</tbody>
                </table>
            })}
            {note.map(|text| view! { <p class="quiet small">{text}</p> })}
        </li>
    }
}

/// The bytes in rows; what it shows is in the table too.
#[component]
fn Drawn(
    /// From the first byte on.
    parts: Vec<LayoutPart>,
) -> impl IntoView {
    let pieces = parts.into_iter().flat_map(|part| {
        pieces(part.offset, part.size)
            .into_iter()
            .map(move |(offset, length)| {
                let is_first = offset == part.offset;
                let (row, column) = (offset / ROW + 1, offset % ROW + 1);
                let place = format!("{row} / {column} / auto / span {length}");
                let name = part.name.clone();
                let is_gap = name.is_empty();
                let label = is_first.then_some(name.clone());
                view! {
                    <span class="abi-bytes" class:is-gap=is_gap style:grid-area=place style:--hue=hue(&name).to_string() title=name>{label}</span>
                }
            })
            .collect::<Vec<_>>()
    });
    view! { <div class="abi-drawing" aria-hidden="true">{pieces.collect::<Vec<_>>()}</div> }
}

/// A stretch of bytes cut where rows end: offset and length of each piece.
fn pieces(offset: u32, size: u32) -> Vec<(u32, u32)> {
    let end = offset + size;
    let mut pieces = Vec::new();
    let mut at = offset;
    while at < end {
        let next = (at / ROW + 1).saturating_mul(ROW).min(end);
        pieces.push((at, next - at));
        at = next;
    }
    pieces
}

#[test]
fn what_goes_over_the_end_of_a_row_is_cut() {
    assert_eq!(pieces(0, 4), [(0, 4)]);
    assert_eq!(pieces(6, 12), [(6, 2), (8, 8), (16, 2)]);
    assert_eq!(pieces(8, 0), []);
}
