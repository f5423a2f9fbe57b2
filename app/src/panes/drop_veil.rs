//! Takes files that are dropped anywhere on the page.

use leptos::{ev, prelude::*};
use web_sys::DragEvent;

use super::{Screen, act::act};
use crate::{
    client::files,
    playground::Playground,
    ui::{Glyph, Icon},
};

/// Shows where to drop while files are held over the page, and takes them in.
#[component]
pub fn DropVeil() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let landed = expect_context::<Screen>().composing.landed;
    // Entering a child leaves its parent, so enters and leaves are counted.
    let depth = RwSignal::new(0_i32);
    let has_files = |event: &DragEvent| {
        event
            .data_transfer()
            .is_some_and(|it| it.types().includes(&"Files".into(), 0))
    };
    let enter = window_event_listener(ev::dragenter, move |event| {
        if has_files(&event) {
            event.prevent_default();
            depth.update(|depth| *depth += 1);
        }
    });
    let over = window_event_listener(ev::dragover, move |event| {
        if has_files(&event) {
            event.prevent_default();
        }
    });
    let leave = window_event_listener(ev::dragleave, move |_| {
        depth.update(|depth| *depth = (*depth - 1).max(0))
    });
    let drop = window_event_listener(ev::drop, move |event| {
        depth.set(0);
        let Some(transfer) = event.data_transfer().filter(|_| has_files(&event)) else {
            return;
        };
        event.prevent_default();
        // The files must be asked for while the event is told.
        let reading = files::dropped(&transfer, playground.watch());
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let is_on_canvas = is_over_canvas(x, y);
        act(playground, async move {
            let taken = playground.bring(reading).await?;
            if is_on_canvas && !taken.components.is_empty() {
                landed.set(Some((taken.components, x, y)));
            }
            Ok(())
        });
    });
    on_cleanup(move || {
        enter.remove();
        over.remove();
        leave.remove();
        drop.remove();
    });
    move || {
        (depth.get() > 0).then(|| view! {
        <div class="drop-veil"><div><Icon glyph=Glyph::Upload />"Drop components, WIT, WAC, a folder or a zip"</div></div>
    })
    }
}

/// Whether the canvas is seen at a point of the window.
fn is_over_canvas(x: f64, y: f64) -> bool {
    let element = document().element_from_point(x as f32, y as f32);
    element.is_some_and(|it| it.closest(".canvas").ok().flatten().is_some())
}
