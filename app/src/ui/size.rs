//! The size of an element as a signal.

use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::ResizeObserver;

/// Width and height of an element's content in pixels; `(0, 0)` until it is laid out.
pub fn use_size(node: NodeRef<html::Div>) -> ReadSignal<(f64, f64)> {
    let (size, set_size) = signal((0.0, 0.0));
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        let measured = element.clone();
        let watch = Closure::<dyn Fn()>::new(move || {
            let now = (
                f64::from(measured.client_width()),
                f64::from(measured.client_height()),
            );
            if now != size.get_untracked() {
                set_size.set(now);
            }
        });
        let Ok(observer) = ResizeObserver::new(watch.as_ref().unchecked_ref()) else {
            return;
        };
        observer.observe(&element);
        let kept = StoredValue::new_local((observer, watch));
        on_cleanup(move || {
            let _ = kept.try_with_value(|(observer, _)| observer.disconnect());
        });
    });
    size
}
