//! Signals that follow what the platform opens and closes.

use leptos::prelude::*;

/// Sets whether something is open, as its `toggle` event tells. The event also comes after what the
/// page has opened itself: told again then, all that is in it would be made anew, and lose the focus.
pub fn agree(signal: RwSignal<bool>, is_open: bool) {
    signal.maybe_update(|known| std::mem::replace(known, is_open) != is_open);
}
