//! Two results side by side, with what differs marked by signs as well as colours.

use leptos::prelude::*;

use crate::state::value::difference::{Difference, Line, Row, difference};

/// Rows that are shown at most.
const MOST: usize = 500;

/// The two texts.
#[component]
pub(super) fn DifferenceView(
    /// What stands over the left one, and it.
    left: (String, String),
    /// The same on the right.
    right: (String, String),
) -> impl IntoView {
    let Difference { rows, is_cut } = difference(&left.1, &right.1);
    let changed = rows.iter().filter(|row| !row.is_same()).count();
    let verdict = match changed {
        0 => "They are the same.".to_owned(),
        1 => "1 line differs.".to_owned(),
        _ => format!("{changed} lines differ."),
    };
    let note = (is_cut || rows.len() > MOST).then(
        || view! { <p class="quiet small">"Only the beginning of each is compared here."</p> },
    );
    let rows = rows.into_iter().take(MOST).map(|row| {
        let is_same = row.is_same();
        let Row { left, right } = row;
        view! { <tr class:is-changed=!is_same>{side(left, is_same, "−")}{side(right, is_same, "+")}</tr> }
    });
    view! {
        <p class="small" aria-live="polite">{verdict}</p>
        <div class="difference-frame">
            <table class="difference">
                <thead><tr><th scope="col">{left.0}</th><th scope="col">{right.0}</th></tr></thead>
                <tbody class="typeset">{rows.collect_view()}</tbody>
            </table>
        </div>
        {note}
    }
}

fn side(line: Option<Line>, is_same: bool, sign: &'static str) -> AnyView {
    let Some(line) = line else {
        return view! { <td class="absent"></td> }.into_any();
    };
    let class = match (is_same, sign) {
        (true, _) => "",
        (false, "−") => "removed",
        (false, _) => "added",
    };
    let mark = (!is_same).then(|| view! { <span class="sign">{sign}</span> });
    let pieces = line
        .into_iter()
        .map(|(is_changed, text)| match (is_changed, sign) {
            (false, _) => text.into_any(),
            (true, "−") => view! { <del>{text}</del> }.into_any(),
            (true, _) => view! { <ins>{text}</ins> }.into_any(),
        });
    view! { <td class=class>{mark}{pieces.collect_view()}</td> }.into_any()
}
