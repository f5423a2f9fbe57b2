//! A file or folder in the tree.

use leptos::{ev::MouseEvent, html, prelude::*};
use model::ExportForm;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element};

use super::{
    DRAGGED, Tree,
    menu::{create, rename},
    press,
};
use crate::{
    panes::{Screen, act::act, act::tell, ask::Ask},
    playground::Playground,
    state::{
        file_edits::folder_of,
        tree::{Problems, Row},
    },
    ui::{Glyph, Icon, Menu, MenuItem},
};

/// A row of the tree.
#[component]
pub(super) fn TreeRow(
    /// Of the file or folder.
    path: String,
    /// Which of the two it is.
    is_folder: bool,
    /// The tree.
    tree: Tree,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let node = NodeRef::<html::Li>::new();
    let stored = StoredValue::new(path.clone());
    let is_me =
        move |other: &Option<String>| stored.with_value(|path| other.as_ref() == Some(path));
    let row = Memo::new(move |_| {
        tree.by_path
            .with(|it| stored.with_value(|path| it.get(path).cloned()))
    });
    let is_open = Memo::new(move |_| playground.workspace.with(|it| is_me(&it.view.open)));
    let is_expanded = move || {
        row.with(|row| {
            row.as_ref()?
                .folder
                .map(|it| if it.is_open { "true" } else { "false" })
        })
    };
    Effect::new(move |_| {
        if tree.go.with(is_me)
            && let Some(node) = node.get()
        {
            tree.go.set(None);
            let _ = node.focus();
        }
    });
    // The view's macro knows no such attributes.
    Effect::new(move |_| {
        let (Some(node), Some(row)) = (node.get(), row.get()) else {
            return;
        };
        let places = [
            ("aria-level", row.level),
            ("aria-posinset", row.position),
            ("aria-setsize", row.siblings),
        ];
        for (name, place) in places {
            let _ = node.set_attribute(name, &place.to_string());
        }
    });
    let click = move |event: MouseEvent| {
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        let is_in_menu =
            target.is_some_and(|it| it.closest("button, [popover]").ok().flatten().is_some());
        if !is_in_menu {
            stored.with_value(|path| press(playground, screen, tree, path));
        }
    };
    let drag = move |event: DragEvent| {
        if let Some(transfer) = event.data_transfer() {
            let _ = transfer.set_data(DRAGGED, &stored.get_value());
        }
    };
    let folder = if is_folder {
        path.clone()
    } else {
        folder_of(&path).to_owned()
    };
    let name = path.rsplit('/').next().unwrap_or_default().to_owned();
    let label = {
        let name = name.clone();
        move || row.with(|row| row.as_ref().map(|row| spoken(&name, row)))
    };
    let package = move || {
        row.with(|row| row.as_ref()?.package.clone()).map(
            |it| view! { <span class="quiet clip package" title=it.clone()>{it.clone()}</span> },
        )
    };
    let count = move || {
        row.with(|row| row.as_ref().map(|it| it.problems))
            .filter(|it| it.count > 0)
            .map(badge)
    };
    let glyph = if is_folder {
        Glyph::ChevronDown
    } else {
        Glyph::File
    };
    view! {
        <li class="item tree-row" role="treeitem" node_ref=node draggable="true" data-path=path.clone() data-folder=folder title=path.clone()
            class:is-selected=is_open class:is-folder=is_folder class:is-over=move || is_folder && tree.over.with(is_me)
            style:--level=move || row.with(|row| row.as_ref().map_or(1, |row| row.level)).to_string()
            aria-label=label
            aria-expanded=is_expanded aria-selected=move || if is_open.get() { "true" } else { "false" }
            tabindex=move || if tree.stop.with(is_me) { 0 } else { -1 }
            on:click=click on:dragstart=drag on:focus=move |_| tree.at.set(Some(stored.get_value()))>
            <Icon glyph />
            <span class="clip name">{name}</span>
            " "
            {package}
            <span class="grow"></span>
            " "
            {count}
            <RowMenu path=stored.get_value() is_folder row />
        </li>
    }
}

#[component]
fn RowMenu(
    /// Of the file or folder.
    path: String,
    /// Which of the two it is.
    is_folder: bool,
    /// What is known about it.
    row: Memo<Option<Row>>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let ask = expect_context::<Ask>();
    let label = format!("Actions for {path}");
    let path = StoredValue::new(path);
    let with_path =
        move |act: fn(Playground, &str)| move |()| path.with_value(|path| act(playground, path));
    let new_file =
        move |()| path.with_value(|path| create(playground, ask, &format!("{path}/new.wit")));
    let exports = move || {
        let package = row.with(|row| row.as_ref()?.package.clone())?;
        Some(view! { <Exports package /> })
    };
    view! {
        <Menu label glyph=Glyph::More icon_only=true class="ghost tiny">
            {is_folder.then(|| view! { <MenuItem label="New file…" icon=Glyph::Add on_press=new_file /> })}
            <MenuItem label="Rename or move…" icon=Glyph::Rename on_press=move |()| path.with_value(|path| rename(playground, ask, path)) />
            {(!is_folder).then(|| view! {
                <MenuItem label="Duplicate" icon=Glyph::Copy on_press=with_path(|it, path| tell(it, it.duplicate_file(path))) />
            })}
            {exports}
            <hr />
            <MenuItem label="Remove" icon=Glyph::Trash danger=true on_press=with_path(|it, path| it.remove_file(path)) />
        </Menu>
    }
}

/// What a package can be taken home as.
#[component]
fn Exports(
    /// Its name with the version.
    package: String,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let file = package.replace([':', '@'], "-");
    let export = move |form: ExportForm, name: String| {
        act(
            playground,
            async move { playground.export(form, &name).await },
        );
    };
    let text = ExportForm::Text {
        package: package.clone(),
    };
    let binary = ExportForm::Binary { package };
    let (text_name, binary_name) = (format!("{file}.wit"), format!("{file}.wasm"));
    view! {
        <MenuItem label="Export as one WIT text" icon=Glyph::Download detail="With all it needs nested in it"
            on_press=move |()| export(text.clone(), text_name.clone()) />
        <MenuItem label="Export as .wasm" icon=Glyph::Download detail="A WIT package in binary form"
            on_press=move |()| export(binary.clone(), binary_name.clone()) />
    }
}

/// A row in words, beginning with those that it shows.
fn spoken(name: &str, row: &Row) -> String {
    let package = row.package.as_ref().map(|it| format!(" {it}"));
    let problems = match row.problems.count {
        0 => String::new(),
        1 => " 1 problem".to_owned(),
        count => format!(" {count} problems"),
    };
    format!("{name}{}{problems}", package.unwrap_or_default())
}

fn badge(problems: Problems) -> impl IntoView {
    let class = if problems.is_grave {
        "count error"
    } else {
        "count near"
    };
    view! { <span class=class>{problems.count}</span> }
}
