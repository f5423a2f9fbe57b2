//! Where scripts in the frame lead beside the addresses of their component.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use web_sys::{Document, SecurityPolicyViolationEvent, Url, window};

const EVENT: &str = "securitypolicyviolation";

/// Hears of it while this lives.
pub(super) struct Strays {
    document: Document,
    listener: Closure<dyn FnMut(SecurityPolicyViolationEvent)>,
}

impl Strays {
    /// Calls `take` with path and query of what a frame of this page went for outside of `scope`.
    /// Browsers tell nobody where a sandboxed page goes, but they tell a page what its policy
    /// refused to its frames, so the policy allows no more than `scope`.
    pub(super) fn watch(scope: &str, take: impl Fn(String) + 'static) -> Result<Self, JsValue> {
        let document = window()
            .and_then(|it| it.document())
            .ok_or("there is no page")?;
        restrict(&document, scope)?;
        let listener = Closure::<dyn FnMut(_)>::new(move |event: SecurityPolicyViolationEvent| {
            if let Some(path) = path_of(&event) {
                take(path);
            }
        });
        document.add_event_listener_with_callback(EVENT, listener.as_ref().unchecked_ref())?;
        Ok(Self { document, listener })
    }
}

impl Drop for Strays {
    fn drop(&mut self) {
        let listener = self.listener.as_ref().unchecked_ref();
        // What does not listen any more need not be told.
        let _ = self
            .document
            .remove_event_listener_with_callback(EVENT, listener);
    }
}

/// A policy holds from the moment that it is in the page, and for good: once is enough.
fn restrict(document: &Document, scope: &str) -> Result<(), JsValue> {
    let policy = format!("frame-src {scope}");
    let metas = document.query_selector_all("meta[http-equiv]")?;
    let is_there = (0..metas.length())
        .filter_map(|index| metas.item(index)?.dyn_into::<web_sys::Element>().ok())
        .any(|meta| meta.get_attribute("content").as_ref() == Some(&policy));
    if is_there {
        return Ok(());
    }
    let meta = document.create_element("meta")?;
    meta.set_attribute("http-equiv", "Content-Security-Policy")?;
    meta.set_attribute("content", &policy)?;
    let head = document.head().ok_or("there is no head")?;
    head.append_child(&meta)?;
    Ok(())
}

/// Of an address of this page's own origin; of others, browsers do not tell it.
fn path_of(event: &SecurityPolicyViolationEvent) -> Option<String> {
    if event.effective_directive() != "frame-src" {
        return None;
    }
    let url = Url::new(&event.blocked_uri()).ok()?;
    let here = window()?.location().origin().ok()?;
    (url.origin() == here).then(|| url.pathname() + &url.search())
}
