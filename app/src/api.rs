//! `window.dovetail`: the page for scripts. `public/dovetail.d.ts` is its reference; the
//! end-to-end tests are its first users.

mod composing;
mod inputs;
mod outputs;
mod places;
mod requests;
mod verbs;

use futures::future::LocalBoxFuture;
use js_sys::{Error, Object, Promise, Reflect};
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen_futures::future_to_promise;
use web_sys::window;

use crate::panes::Screen;
use crate::parts::in_part;
use crate::playground::Playground;
use crate::state::fault::Fault;

/// The names of the functions of `window.dovetail`. What they do is in a later part of the
/// program, in [`verbs::answer`].
const VERBS: [&str; 35] = [
    "ready",
    "addComponent",
    "setFile",
    "getFile",
    "showFile",
    "diagnostics",
    "getFeatures",
    "setFeatures",
    "inspect",
    "compose",
    "arrange",
    "prospects",
    "explainWire",
    "describeWorld",
    "checkFit",
    "compareWit",
    "call",
    "runCommand",
    "http",
    "openFrame",
    "readCurl",
    "bindings",
    "project",
    "package",
    "stub",
    "takeHome",
    "implement",
    "build",
    "shareLink",
    "hover",
    "definition",
    "references",
    "rename",
    "complete",
    "format",
];

/// What a function was passed; what was left out is undefined.
type Args = [JsValue; 4];

/// What a promise comes to.
type Answer = Result<JsValue, JsValue>;

/// The page, as scripts see it.
#[derive(Clone, Copy)]
struct Dovetail {
    playground: Playground,
    screen: Screen,
}

/// Puts the object on the window.
pub fn install(playground: Playground, screen: Screen) {
    let Some(window) = window() else { return };
    let page = Dovetail { playground, screen };
    let dovetail = Object::new();
    for verb in VERBS {
        let ask = Closure::<dyn Fn(JsValue, JsValue, JsValue, JsValue) -> Promise>::new(
            move |a, b, c, d| page.ask(verb, [a, b, c, d]),
        );
        let _ = Reflect::set(&dovetail, &verb.into(), &ask.into_js_value());
    }
    // A window that takes no property has no scripts to serve.
    let _ = Reflect::set(&window, &"dovetail".into(), &dovetail);
}

impl Dovetail {
    fn ask(self, verb: &'static str, args: Args) -> Promise {
        future_to_promise(async move {
            match answer(self, verb, args).await {
                Ok(answer) => answer.await,
                Err(not_loaded) => Err(rejection(not_loaded.into())),
            }
        })
    }
}

in_part! {
    run, fn answer(page: Dovetail, verb: &'static str, args: Args) -> LocalBoxFuture<'static, Answer> {
        verbs::answer(page, verb, args)
    }
}

/// An `Error` with a `code`.
fn rejection(fault: Fault) -> JsValue {
    let error = Error::new(&fault.message);
    // A fresh error takes any property.
    let _ = Reflect::set(&error, &JsValue::from("code"), &JsValue::from(fault.code));
    error.into()
}
