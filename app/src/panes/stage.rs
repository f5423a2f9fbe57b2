//! The region in the middle: the canvas and each text, one at a time.

use leptos::{prelude::*, task::spawn_local};
use model::Severity;

use super::{
    Screen,
    later::{Canvas, WorldPane},
    text::TextPane,
};
use crate::{
    parts::in_part,
    playground::{BUNDLED, Playground, file_title},
    state::{
        tabs::{tabs, titles},
        world::choice::declared_in,
    },
    ui::{TabItem, Tabs},
};

/// Id of the canvas's tab; no file has an empty path.
const CANVAS: &str = "";

/// Id of the world's tab; no file's path begins with a slash.
const WORLD: &str = "/world";

in_part! {
    work,
    /// Chooses the world that a text declares, if it declares one.
    fn show_declared(playground: Playground, screen: Screen, path: Option<String>) -> () {
        let text = path.and_then(|path| playground.text_of(&path));
        let packages = playground.analysis.read_untracked();
        let declared = text.and_then(|text| declared_in(&text, &packages.packages));
        if declared.is_some() {
            screen.world.shown.set(declared);
        }
    }
}

/// The region.
#[component]
pub fn Stage() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let is_world = screen.world.is_open;
    let items = Memo::new(move |_| {
        let mut items = vec![TabItem::new(CANVAS, "Canvas"), TabItem::new(WORLD, "World")];
        let paths = playground.workspace.with(tabs);
        let titles = titles(&paths);
        items.extend(paths.into_iter().zip(titles).map(|(path, label)| TabItem {
            title: Some(path.clone()),
            ..TabItem::closable(path, label)
        }));
        playground.bundled.with(|bundled| {
            items.extend(
                bundled
                    .keys()
                    .map(|path| TabItem::closable(path, file_title(path))),
            )
        });
        playground.problems.with(|problems| {
            for item in &mut items[2..] {
                let mine = problems.iter().filter(|it| it.path == item.id);
                item.count = mine.clone().count();
                item.is_grave = mine.clone().any(|it| it.severity == Severity::Error);
            }
        });
        items
    });
    let open = Memo::new(move |_| {
        let open = playground.workspace.with(|it| it.view.open.clone())?;
        let is_own = playground.workspace.with(|it| it.files.contains_key(&open));
        (is_own || open.starts_with(BUNDLED)).then_some(open)
    });
    // Whatever opens a text, or shows a place in one, leaves the world.
    Effect::watch(
        move || (open.get(), screen.place.get()),
        move |(open, place), before, _| {
            let is_other = before.is_some_and(|(before, _)| before != open);
            if is_other || place.is_some() {
                is_world.set(false);
            }
        },
        false,
    );
    let selected = move || match is_world.get() {
        true => WORLD.to_owned(),
        false => open.get().unwrap_or_default(),
    };
    let select = move |id: String| {
        is_world.set(id == WORLD);
        if id == WORLD {
            let open = open.get_untracked();
            spawn_local(async move {
                // Where the part does not come, neither does the pane that it would be shown in.
                let _ = show_declared(playground, screen, open).await;
            });
        } else {
            playground.open((id != CANVAS).then_some(id));
        }
    };
    let name = move || match is_world.get() {
        true => "World".to_owned(),
        false => open.get().unwrap_or_else(|| "Canvas".into()),
    };
    view! {
        <section class="region stage" aria-label="Canvas and files" tabindex="-1" data-region="stage">
            <div class="head"><Tabs label="Canvas and files" panel="stage-panel" items selected=Signal::derive(selected) on_select=select
                on_close=move |path: String| playground.close_tabs(&[path]) /></div>
            <div id="stage-panel" class="panel" role="tabpanel" aria-label=name>
                <div class="panel" hidden=move || is_world.get() || open.with(Option::is_some)><Canvas /></div>
                <div class="panel" hidden=move || is_world.get() || open.with(Option::is_none)><TextPane open /></div>
                {move || is_world.get().then(|| view! { <div class="panel"><WorldPane /></div> })}
            </div>
        </section>
    }
}
