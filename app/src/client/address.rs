//! The address of the page.

use wasm_bindgen::JsValue;
use web_sys::window;

/// What stands after `#` in the address, if anything does.
pub(crate) fn fragment() -> Option<String> {
    let hash = window()?.location().hash().ok()?;
    let fragment = hash.strip_prefix('#')?;
    (!fragment.is_empty()).then(|| fragment.to_owned())
}

/// Takes the fragment out of the address without a new entry in the history.
pub(crate) fn forget_fragment() {
    let Some(window) = window().filter(|_| fragment().is_some()) else {
        return;
    };
    let location = window.location();
    let (Ok(path), Ok(query), Ok(history)) =
        (location.pathname(), location.search(), window.history())
    else {
        return;
    };
    // An address that stays as it was does no harm.
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&(path + &query)));
}
