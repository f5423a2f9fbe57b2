//! Time.

use web_sys::window;

/// Milliseconds since the page was opened, with fractions.
pub fn now() -> f64 {
    let performance = window().and_then(|window| window.performance());
    performance.map_or(0.0, |performance| performance.now())
}

/// Milliseconds since 1970.
pub fn date() -> f64 {
    js_sys::Date::now()
}
