//! The imports of an instance that its host provides, folded into one line.

use leptos::prelude::*;

use super::import::Import;

/// The imports of WASI that nothing in the composition provides.
#[component]
pub(super) fn Host(
    /// Id of the instance.
    node: String,
    /// What it is called.
    of: Signal<String>,
    /// Names of the imports.
    ports: Vec<String>,
) -> impl IntoView {
    let summary = format!("WASI · {}", ports.len());
    let ports = StoredValue::new(ports);
    let is_open = RwSignal::new(false);
    let rows = move || {
        let row = |port| {
            let node = node.clone();
            view! { <li><Import node of port may_be_open=true /></li> }
        };
        is_open
            .get()
            .then(|| ports.get_value().into_iter().map(row).collect_view())
    };
    view! {
        <details class="disclosure" on:toggle=move |_| is_open.update(|it| *it = !*it)>
            <summary><span class="mono">{summary}</span><span class="quiet">"by the host"</span></summary>
            <ul>{rows}</ul>
        </details>
    }
}
