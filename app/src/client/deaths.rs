//! How often in a row the engine died of a workspace that was just opened. The browser keeps it, for
//! a workspace that the engine dies of is there again after a reload.

use web_sys::{Storage, window};

const KEY: &str = "dovetail.deaths";

/// How often it was.
pub fn count() -> u32 {
    let kept = storage().and_then(|it| it.get_item(KEY).ok().flatten());
    kept.and_then(|it| it.parse().ok()).unwrap_or_default()
}

/// It died once more.
pub fn add() {
    if let Some(storage) = storage() {
        // A browser that keeps nothing opens the workspace as if it were the first time.
        let _ = storage.set_item(KEY, &(count() + 1).to_string());
    }
}

/// It lives.
pub fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(KEY);
    }
}

fn storage() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}
