//! A row of tabs with one stop for the Tab key and arrows between them.

use leptos::{
    ev::{KeyboardEvent, MouseEvent},
    html,
    prelude::*,
};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::{Glyph, Icon};

/// A tab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TabItem {
    /// Unique in its row.
    pub id: String,
    /// What it says.
    pub label: String,
    /// All of what it stands for, where `label` is short for it.
    pub title: Option<String>,
    /// A number beside the words, unless it is 0, and whether it counts errors.
    pub count: usize,
    /// Whether the number counts errors rather than lesser things.
    pub is_grave: bool,
    /// Whether it can be closed: with its ×, a middle press or Delete.
    pub is_closable: bool,
}

impl TabItem {
    /// A tab without a number.
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            title: None,
            count: 0,
            is_grave: false,
            is_closable: false,
        }
    }

    /// A tab that can be closed.
    pub fn closable(id: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            is_closable: true,
            ..Self::new(id, label)
        }
    }
}

/// A row of tabs.
#[component]
pub fn Tabs(
    /// What the tabs choose.
    #[prop(into)]
    label: String,
    /// The tabs, in order.
    #[prop(into)]
    items: Signal<Vec<TabItem>>,
    /// Id of the selected one.
    #[prop(into)]
    selected: Signal<String>,
    /// Called with the id of another one.
    #[prop(into)]
    on_select: Callback<String>,
    /// Called with the id of one that is to be closed.
    #[prop(optional, into)]
    on_close: Option<Callback<String>>,
    /// The `id` of the element that shows what is selected.
    panel: &'static str,
) -> impl IntoView {
    let tab = move |id: String| {
        let find = {
            let id = id.clone();
            move |_: Option<&Option<TabItem>>| {
                items.with(|items| items.iter().find(|item| item.id == id).cloned())
            }
        };
        let item = Memo::new(find);
        let is_selected = {
            let id = id.clone();
            Memo::new(move |_| selected.get() == id)
        };
        let count = move || item.get().filter(|item| item.count > 0).map(badge);
        let is_closable = move || item.get().is_some_and(|item| item.is_closable);
        let close = {
            let id = id.clone();
            Callback::new(move |()| {
                if let Some(on_close) = on_close.filter(|_| is_closable()) {
                    on_close.run(id.clone());
                }
            })
        };
        let press = move |event: MouseEvent| {
            if event.button() == 1 {
                close.run(());
            }
        };
        let key = move |event: KeyboardEvent| {
            if event.key() == "Delete" {
                close.run(());
            }
        };
        let cross = move || {
            let close = move |event: MouseEvent| {
                event.stop_propagation();
                close.run(());
            };
            is_closable().then(|| {
                view! { <span class="tab-close" aria-hidden="true" title="Close (Delete)" on:click=close><Icon glyph=Glyph::Close /></span> }
            })
        };
        let node = NodeRef::<html::Button>::new();
        Effect::new(move |_| {
            if let Some(tab) = node.get().filter(|_| is_selected.get()) {
                bring_into_view(&tab);
            }
        });
        view! {
            <button type="button" class="tab" role="tab" aria-controls=panel node_ref=node
                title=move || item.get()?.title aria-label=move || item.get().and_then(full_name)
                aria-selected=move || if is_selected.get() { "true" } else { "false" }
                tabindex=move || if is_selected.get() { 0 } else { -1 }
                aria-keyshortcuts=move || is_closable().then_some("Delete")
                on:click=move |_| on_select.run(id.clone()) on:auxclick=press on:keydown=key>
                {move || item.get().map(|item| item.label)}
                {count}
                {cross}
            </button>
        }
    };
    let ids = Memo::new(move |_| {
        items.with(|items| items.iter().map(|item| item.id.clone()).collect::<Vec<_>>())
    });
    view! {
        <div class="tabs" role="tablist" aria-label=label on:keydown=|event| move_focus(&event, "[role=tab]")>
            <For each=move || ids.get() key=String::clone let:id>{tab(id)}</For>
        </div>
    }
}

/// What a tab is called that says only a part of it.
fn full_name(item: TabItem) -> Option<String> {
    let title = item.title?;
    Some(match item.count {
        0 => title,
        1 => format!("{title}, 1 problem"),
        count => format!("{title}, {count} problems"),
    })
}

/// Scrolls a row of tabs as far as is needed.
fn bring_into_view(tab: &HtmlElement) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(ScrollLogicalPosition::Nearest);
    tab.scroll_into_view_with_scroll_into_view_options(&options);
}

/// The number beside a tab's words.
fn badge(item: TabItem) -> impl IntoView {
    let class = if item.is_grave {
        "count error"
    } else {
        "count near"
    };
    view! { " " <span class=class>{item.count}</span> }
}

/// Moves the focus to the next of the elements that match `selector` in the event's container, in
/// document order and round, by the arrow keys, Home and End. Tabs are pressed as they are reached.
pub fn move_focus(event: &KeyboardEvent, selector: &str) {
    let step: i32 = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => 1,
        "ArrowLeft" | "ArrowUp" => -1,
        "Home" => i32::MIN,
        "End" => i32::MAX,
        _ => return,
    };
    let Some(container) = event
        .current_target()
        .and_then(|it| it.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    let Ok(found) = container.query_selector_all(selector) else {
        return;
    };
    let all: Vec<HtmlElement> = (0..found.length())
        .filter_map(|at| found.item(at)?.dyn_into().ok())
        .collect();
    let active = document().active_element();
    let Some(at) = all.iter().position(|it| active.as_ref() == Some(it)) else {
        return;
    };
    let last = all.len() as i32 - 1;
    let next = match step {
        i32::MIN => 0,
        i32::MAX => last,
        step => (at as i32 + step).rem_euclid(last + 1),
    };
    event.prevent_default();
    let next = &all[next as usize];
    let _ = next.focus();
    if next.get_attribute("role").as_deref() == Some("tab") {
        next.click();
    }
}
