//! A trace as a sequence diagram. What it shows is in the list of calls too, which is the one for
//! the keyboard and for screen readers.

use leptos::prelude::*;

use crate::{
    panes::Screen,
    state::trace::{
        Traced,
        sequence::{Message, Sequence, outer, sequence},
    },
    ui::hue,
};

/// Half of what a call is wide on a lifeline, in pixels.
const HALF: f64 = 4.0;
/// What a letter is wide on an arrow, about.
const LETTER: f64 = 6.3;
/// A head of an arrow.
const HEAD: f64 = 6.0;

/// The diagram of calls.
#[component]
pub(super) fn Diagram(
    /// In the order in which they began; what was folded is not among them.
    calls: Vec<Traced>,
    /// All of them.
    all: Vec<Traced>,
    /// Called with the number of a call that is to be folded, or no longer.
    on_fold: Callback<u32>,
) -> impl IntoView {
    let all: Vec<&Traced> = all.iter().collect();
    let calls: Vec<&Traced> = calls.iter().collect();
    let Sequence {
        lifelines,
        messages,
        width,
        height,
    } = sequence(&calls, &outer(&all));
    let names = lifelines.iter().map(|it| {
        let style = format!("left: {}px; --hue: {}", it.x, hue(&it.name));
        view! { <span class="hued" style=style><span class="clip">{it.name.clone()}</span></span> }
    });
    let names = names.collect_view();
    let lines = lifelines.iter().map(|it| {
        view! { <line class="lifeline" x1=it.x x2=it.x y1="0" y2=height></line> }
    });
    let lines = lines.collect_view();
    let drawn = messages.into_iter().zip(calls);
    let drawn = drawn.map(|(message, call)| call_of(message, call, height, on_fold));
    let drawn = drawn.collect_view();
    view! {
        <div class="sequence" aria-hidden="true">
            <div class="sequence-names" style=format!("width: {width}px")>{names}</div>
            <svg width=width height=height>{lines}{drawn}</svg>
        </div>
    }
}

/// A call: an arrow there, how long it takes, and an arrow back.
fn call_of(
    message: Message,
    call: &Traced,
    height: f64,
    on_fold: Callback<u32>,
) -> impl IntoView + use<> {
    let screen = expect_context::<Screen>();
    let Message {
        number,
        from,
        to,
        top,
        bottom,
        has_inner,
        ..
    } = message;
    let toward = if to < from { -1.0 } else { 1.0 };
    let (start, end) = (from + HALF * toward, to - HALF * toward);
    let room = ((end - start).abs() - HEAD) / LETTER;
    let asked = call.asked();
    let came = match call.failure() {
        Some(why) => Some(why.to_owned()),
        None => call.result.clone(),
    };
    let back = bottom.filter(|_| came.is_some() || has_inner).map(|y| {
        let text = clipped(came.as_deref().unwrap_or(""), room);
        view! {
            <path class="arrow back" d=arrow(end, start, y)></path>
            <text x={(start + end) / 2.0} y={y - 4.0}>{text}</text>
        }
    });
    let time = bottom.map_or(height, |bottom| bottom) - top;
    let title = match &came {
        Some(came) => format!("{asked} = {came}"),
        None => asked.clone(),
    };
    let is_chosen = move || screen.crossing.get() == Some(number);
    let choose = move |_| screen.cross(number);
    let fold = move |_| on_fold.run(number);
    view! {
        <g class="hued" class:is-chosen=is_chosen class:is-failed=call.failure().is_some()
            style=format!("--hue: {}", hue(&call.crossing.to)) on:click=choose on:dblclick=fold>
            <title>{title}</title>
            <rect class="hit" x={from.min(to)} y={top - 18.0} width={(to - from).abs()} height="22"></rect>
            <rect class="during" x={to - HALF} y=top width={HALF * 2.0} height=time rx="2"></rect>
            <path class="arrow" d=arrow(start, end, top)></path>
            <text x={(start + end) / 2.0} y={top - 4.0}>{clipped(&asked, room)}</text>
            {back}
        </g>
    }
}

/// A line with a head at its end.
fn arrow(from: f64, to: f64, y: f64) -> String {
    let back = if to < from { HEAD } else { -HEAD };
    let (above, below) = (y - HEAD / 2.0, y + HEAD / 2.0);
    format!(
        "M{from} {y}H{to}M{} {above}L{to} {y}L{} {below}",
        to + back,
        to + back
    )
}

/// As much of a text as there is room for, in letters.
fn clipped(text: &str, room: f64) -> String {
    let room = room.max(1.0) as usize;
    match text.char_indices().nth(room) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
    }
}
