//! Keys as they are written where the user is.

use leptos::prelude::*;

/// The keys of a shortcut. In it `Mod` is the key of commands: Ctrl, or ⌘ on a Mac.
pub fn keys(shortcut: &str) -> String {
    if is_mac() {
        on_mac(shortcut)
    } else {
        shortcut.replace("Mod", "Ctrl")
    }
}

fn is_mac() -> bool {
    let platform = window().navigator().platform().unwrap_or_default();
    platform.starts_with("Mac") || platform.starts_with("iP")
}

fn on_mac(shortcut: &str) -> String {
    let sign = |key| match key {
        "Mod" => "⌘",
        "Shift" => "⇧",
        "Alt" => "⌥",
        "Ctrl" => "⌃",
        key => key,
    };
    shortcut.split(' ').map(sign).collect()
}

#[test]
fn a_mac_has_signs() {
    assert_eq!(on_mac("Mod Shift O"), "⌘⇧O");
    assert_eq!(on_mac("F12"), "F12");
}
