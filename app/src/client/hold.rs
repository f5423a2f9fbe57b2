//! Which tab of the browser holds the user's workspace: the one that may change it.

use std::rc::Rc;

use js_sys::{Array, Function, Promise};
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

use crate::client::messages::{field, object};

/// The name of the browser's lock.
const LOCK: &str = "dovetail.workspace";

/// Who holds the workspace.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Hold {
    /// Nobody knows yet.
    #[default]
    Asked,
    /// This tab.
    Here,
    /// Another tab.
    Elsewhere,
}

/// How the workspace is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Waits until no other tab holds it.
    Wait,
    /// Takes it from the tab that holds it.
    Take,
}

#[wasm_bindgen]
extern "C" {
    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &JsValue,
        granted: &Function,
    ) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn query(this: &LockManager) -> Result<Promise, JsValue>;
}

/// Asks for the workspace; `tell` hears when this tab gets it, and when another takes it away.
pub fn ask(manner: Manner, tell: Rc<dyn Fn(Hold)>) {
    let Some(locks) = locks() else {
        // A browser without locks cannot know of other tabs.
        return tell(Hold::Here);
    };
    let told = Rc::clone(&tell);
    let granted = Closure::once_into_js(move |_: JsValue| {
        told(Hold::Here);
        // Held until this promise is kept, which is never.
        Promise::new(&mut |_, _| {})
    });
    let options = object([("steal", (manner == Manner::Take).into())]);
    let Ok(held) = locks.request(LOCK, &options, granted.unchecked_ref()) else {
        return tell(Hold::Here);
    };
    spawn_local(async move {
        // It only ends where it is taken away.
        let _ = JsFuture::from(held).await;
        tell(Hold::Elsewhere);
    });
}

/// Whether a tab holds the workspace now. By the time of the answer this tab has heard if it is this one.
pub async fn is_held() -> bool {
    let Some(Ok(asked)) = locks().map(|locks| locks.query()) else {
        return false;
    };
    let held = JsFuture::from(asked).await.map(|it| field(&it, "held"));
    let held = Array::from(&held.unwrap_or_default());
    held.iter().any(|lock| field(&lock, "name") == LOCK)
}

fn locks() -> Option<LockManager> {
    let navigator = JsValue::from(window()?.navigator());
    let locks = field(&navigator, "locks");
    (!locks.is_undefined()).then(|| locks.unchecked_into())
}
