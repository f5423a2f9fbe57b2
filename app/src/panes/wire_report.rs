//! Why a wire fits or not: what is wanted and what is given, beside each other, and the ways out.

mod body;

use leptos::{html, prelude::*, task::spawn_local};
use model::WireReport;
use web_sys::HtmlDivElement;

use self::body::Body;
use super::{Explained, Frame, Screen};
use crate::{
    playground::Playground,
    state::composing::Wire,
    ui::{Glyph, Icon},
};

/// Space kept to what the report stands beside, and to the window's edge, in pixels.
const GAP: f64 = 8.0;

/// What is known of a wire.
type Told = Result<WireReport, String>;

/// The report of the wire that is to explain itself, beside what was pressed for it. Escape or a
/// press elsewhere closes it, and the focus goes back.
#[component]
pub fn WireReportPane() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let explained = expect_context::<Screen>().composing.explained;
    let node = NodeRef::<html::Div>::new();
    let told = RwSignal::new(None::<(Wire, Told)>);
    let frame = StoredValue::new(None::<Frame>);
    let arrange = move || {
        request_animation_frame(move || {
            place(node, frame.get_value());
        });
    };
    Effect::new(move |_| {
        let Some(pane) = node.get() else { return };
        let Some(Explained { wire, beside }) = explained.get() else {
            let _ = pane.hide_popover();
            return told.set(None);
        };
        frame.set_value(beside.or_else(focused));
        let _ = pane.show_popover();
        let _ = pane.focus();
        arrange();
        spawn_local(async move {
            let answer = playground.explain_wire(wire.clone()).await;
            let is_wanted =
                |now: &Option<Explained>| now.as_ref().is_some_and(|it| it.wire == wire);
            if explained.with_untracked(is_wanted) {
                told.set(Some((wire, answer.map_err(|fault| fault.message))));
                arrange();
            }
        });
    });
    let toggled = move |_| {
        let is_open = |it: HtmlDivElement| it.matches(":popover-open").unwrap_or(false);
        let is_open = node.get_untracked().is_some_and(is_open);
        if !is_open && explained.with_untracked(Option::is_some) {
            explained.set(None);
        }
    };
    let body = move || match told.get() {
        None => view! { <p class="quiet" role="status">"Comparing…"</p> }.into_any(),
        Some((_, Err(why))) => {
            view! { <p class="fault" role="alert"><Icon glyph=Glyph::Error />{why}</p> }.into_any()
        }
        Some((wire, Ok(report))) => view! { <Body wire report /> }.into_any(),
    };
    view! {
        <div popover="auto" node_ref=node class="popover wire-report" role="dialog" aria-label="Why a wire fits or not" tabindex="-1"
            on:toggle=toggled>
            {body}
        </div>
    }
}

/// Where that is which has the focus, unless that is nothing in particular.
fn focused() -> Option<Frame> {
    let element = document().active_element()?;
    let frame = Frame::of(&element);
    (element.tag_name() != "BODY" && frame.right > frame.left).then_some(frame)
}

/// Puts the report below what it is about, or above, or into the middle of the window.
fn place(node: NodeRef<html::Div>, frame: Option<Frame>) {
    let Some(node) = node.get_untracked() else {
        return;
    };
    let size = node.get_bounding_client_rect();
    let edge = |value: Result<wasm_bindgen::JsValue, _>| {
        value.ok().and_then(|it| it.as_f64()).unwrap_or(0.0)
    };
    let (width, height) = (edge(window().inner_width()), edge(window().inner_height()));
    let (across, down) = (width - size.width(), height - size.height());
    let (left, top) = match frame {
        None => (across / 2.0, down / 2.0),
        Some(frame) => {
            let below = frame.bottom + GAP;
            let top = match below + size.height() <= height - GAP {
                true => below,
                false => frame.top - size.height() - GAP,
            };
            (frame.left, top)
        }
    };
    let style = (*node).style();
    let within = |value: f64, most: f64| format!("{}px", value.min(most - GAP).max(GAP));
    let _ = style.set_property("left", &within(left, across));
    let _ = style.set_property("top", &within(top, down));
}
