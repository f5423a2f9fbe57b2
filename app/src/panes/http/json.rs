//! JSON as a tree whose branches fold.

use leptos::prelude::*;

use crate::state::http::json::{Json, literal, pretty};

/// A tree with more values than this is shown as text.
const MOST: usize = 2_000;

/// Branches from this depth on are folded at first.
const OPEN_TO: usize = 4;

/// The tree.
#[component]
pub(super) fn JsonView(
    /// What is shown.
    tree: Json,
) -> impl IntoView {
    if count(&tree) > MOST {
        return view! { <pre class="typeset">{pretty(&tree)}</pre> }.into_any();
    }
    view! { <div class="json typeset">{node(None, tree, 0, "")}</div> }.into_any()
}

fn node(name: Option<String>, json: Json, depth: usize, comma: &'static str) -> AnyView {
    let name = name.map(|name| view! { <span class="f">{literal(&name)}</span>": " });
    let (open, close, children) = match json {
        Json::Leaf(text) => {
            return view! { <div class="json-line">{name}<Leaf text />{comma}</div> }.into_any();
        }
        Json::Array(items) => (
            "[",
            "]",
            items.into_iter().map(|it| (None, it)).collect::<Vec<_>>(),
        ),
        Json::Object(members) => (
            "{",
            "}",
            members
                .into_iter()
                .map(|(name, it)| (Some(name), it))
                .collect(),
        ),
    };
    if children.is_empty() {
        return view! { <div class="json-line">{name}<span class="p">{open}{close}</span>{comma}</div> }.into_any();
    }
    let count = children.len();
    let last = count - 1;
    let children = children
        .into_iter()
        .enumerate()
        .map(|(index, (name, child))| {
            let comma = if index == last { "" } else { "," };
            node(name, child, depth + 1, comma)
        });
    let children = children.collect_view();
    view! {
        <details class="json-branch" open=depth < OPEN_TO>
            <summary>{name}<span class="p">{open}</span><span class="json-folded quiet">{format!("… {count} …")}<span class="p">{close}</span>{comma}</span></summary>
            <div class="json-children">{children}</div>
            <div class="json-line"><span class="p">{close}</span>{comma}</div>
        </details>
    }
    .into_any()
}

/// A value without parts, in its colour.
#[component]
fn Leaf(
    /// As it is written.
    text: String,
) -> impl IntoView {
    let class = match text.as_bytes().first() {
        Some(b'"') => "s",
        Some(b't' | b'f' | b'n') => "k",
        _ => "n",
    };
    view! { <span class=class>{text}</span> }
}

fn count(json: &Json) -> usize {
    match json {
        Json::Leaf(_) => 1,
        Json::Array(items) => 1 + items.iter().map(count).sum::<usize>(),
        Json::Object(members) => 1 + members.iter().map(|(_, it)| count(it)).sum::<usize>(),
    }
}
