//! What opens below a button: menus, and popovers with anything in them.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{Glyph, Icon, Ticked, move_focus, unique_id};

/// Space kept to the button and to the window's edge, in pixels.
const GAP: f64 = 6.0;

/// A button that opens a menu. Escape or a press elsewhere closes it.
#[component]
pub fn Menu(
    /// The button's words, or its name when it shows only an icon.
    #[prop(into)]
    label: Signal<String>,
    /// Its name for a screen reader, where the words do not tell what they are about.
    #[prop(optional, into)]
    name: Option<Signal<String>>,
    /// The button's icon.
    glyph: Glyph,
    /// Whether the button shows only its icon.
    #[prop(optional)]
    icon_only: bool,
    /// The button's class, beside `button`.
    #[prop(default = "ghost")]
    class: &'static str,
    /// The items; made anew each time it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let name = name.unwrap_or(label);
    let body = move |node: NodeRef<html::Div>, id: String, open: RwSignal<bool>| {
        let close = move |_| hide(node);
        view! {
            <div popover="auto" id=id node_ref=node class="menu" role="menu" aria-label=name
                on:click=close on:toggle=move |_| open.set(is_open(node))
                on:keydown=|event| move_focus(&event, "[role^=menuitem]")>
                {move || open.get().then(|| children())}
            </div>
        }
        .into_any()
    };
    opener((label, name), glyph, icon_only, class, "menu", body)
}

/// A button that opens a popover: a small dialog that any press elsewhere closes.
#[component]
pub fn Popover(
    /// The button's words.
    #[prop(into)]
    label: Signal<String>,
    /// The button's icon.
    glyph: Glyph,
    /// Whether the button shows only its icon.
    #[prop(optional)]
    icon_only: bool,
    /// The button's class, beside `button`.
    #[prop(default = "")]
    class: &'static str,
    /// What is in it; made anew each time it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let body = move |node: NodeRef<html::Div>, id: String, open: RwSignal<bool>| {
        view! {
            <div popover="auto" id=id node_ref=node class="popover" role="dialog" aria-label=label
                on:toggle=move |_| open.set(is_open(node))>
                {move || open.get().then(|| children())}
            </div>
        }
        .into_any()
    };
    opener((label, label), glyph, icon_only, class, "dialog", body)
}

/// An item of a menu.
#[component]
pub fn MenuItem(
    /// What it says.
    #[prop(into)]
    label: String,
    /// An icon before the words.
    #[prop(optional, into)]
    icon: Option<Glyph>,
    /// A line of explanation below the words.
    #[prop(optional, into)]
    detail: Option<String>,
    /// Whether it destroys something.
    #[prop(optional)]
    danger: bool,
    /// Whether it is the chosen one of several; none where nothing is chosen.
    #[prop(optional)]
    checked: Option<bool>,
    /// The keys that do the same.
    #[prop(optional)]
    keys: Option<String>,
    /// What choosing it does.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    let role = match checked {
        Some(_) => "menuitemradio",
        None => "menuitem",
    };
    view! {
        <button type="button" role=role tabindex="-1" class:danger=danger aria-checked=checked.map(|it| it.to_string()) on:click=move |_| on_press.run(())>
            {icon.map(|glyph| view! { <Icon glyph /> })}
            <span class="two-lines">
                <span>{label}</span>
                {detail.filter(|it| !it.is_empty()).map(|detail| view! { <span class="quiet"><Ticked text=detail /></span> })}
            </span>
            {keys.map(|keys| view! { <kbd>{keys}</kbd> })}
        </button>
    }
}

/// The button, and beside it in the tree what it opens.
fn opener(
    (label, name): (Signal<String>, Signal<String>),
    glyph: Glyph,
    icon_only: bool,
    class: &'static str,
    kind: &'static str,
    body: impl FnOnce(NodeRef<html::Div>, String, RwSignal<bool>) -> AnyView,
) -> impl IntoView {
    let (button, node, open) = (
        NodeRef::<html::Button>::new(),
        NodeRef::<html::Div>::new(),
        RwSignal::new(false),
    );
    let id = unique_id(kind);
    Effect::new(move |_| {
        if open.get() {
            place(button, node);
        }
    });
    let class = if icon_only {
        format!("button square {class}")
    } else {
        format!("button {class}")
    };
    // Words that say it all need no other name.
    let name = (icon_only || name != label).then_some(name);
    let words = (!icon_only).then(|| view! { <span class="clip">{label}</span> });
    view! {
        <button type="button" node_ref=button class=class popovertarget=id.clone() aria-haspopup=kind
            aria-expanded=move || if open.get() { "true" } else { "false" } aria-label=name title=name>
            <Icon glyph />
            {words}
        </button>
        {body(node, id, open)}
    }
}

/// Puts what has opened below its button, or above where there is no room, and focuses into it.
pub fn place(button: NodeRef<html::Button>, node: NodeRef<html::Div>) {
    let (Some(button), Some(node)) = (button.get_untracked(), node.get_untracked()) else {
        return;
    };
    let (at, size) = (
        button.get_bounding_client_rect(),
        node.get_bounding_client_rect(),
    );
    let edge = |value: Result<wasm_bindgen::JsValue, _>| {
        value.ok().and_then(|it| it.as_f64()).unwrap_or(0.0)
    };
    let (width, height) = (edge(window().inner_width()), edge(window().inner_height()));
    let left = at.left().min(width - size.width() - GAP).max(GAP);
    let below = at.bottom() + GAP;
    let fits = below + size.height() <= height - GAP;
    let top = if fits {
        below
    } else {
        (at.top() - size.height() - GAP).max(GAP)
    };
    let style = (*node).style();
    let _ = style.set_property("left", &format!("{left}px"));
    let _ = style.set_property("top", &format!("{top}px"));
    let first = node
        .query_selector("[role^=menuitem], [autofocus]")
        .ok()
        .flatten();
    if let Some(first) = first.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = first.focus();
    }
}

/// Whether a popover is open, after its `toggle` event.
fn is_open(node: NodeRef<html::Div>) -> bool {
    node.get_untracked()
        .is_some_and(|it| it.matches(":popover-open").unwrap_or(false))
}

fn hide(node: NodeRef<html::Div>) {
    if let Some(node) = node.get_untracked() {
        let _ = node.hide_popover();
    }
}
