//! Asks what becomes of texts that come in where others are.

use leptos::prelude::*;

use crate::{
    playground::Playground,
    state::import::Choice,
    ui::{Button, ButtonKind, Dialog},
};

/// More paths than this are only counted.
const SHOWN: usize = 8;

/// The question, while there is one.
#[component]
pub fn Clash() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(playground.clashing.with(|it| !it.is_empty())));
    Effect::new(move |was_open: Option<bool>| {
        let is_open = open.get();
        let is_asked = playground.clashing.with_untracked(|it| !it.is_empty());
        if was_open == Some(true) && !is_open && is_asked {
            playground.settle_clash(None);
        }
        is_open
    });
    let paths = move || {
        let paths = playground.clashing.get();
        let more = paths.len().saturating_sub(SHOWN);
        let items = paths
            .into_iter()
            .take(SHOWN)
            .map(|path| view! { <li class="mono clip">{path}</li> });
        view! {
            <ul class="paths">{items.collect_view()}</ul>
            {(more > 0).then(|| view! { <p class="quiet">{format!("and {more} more")}</p> })}
        }
    };
    let choose = move |choice: Choice| move |()| playground.settle_clash(Some(choice));
    view! {
        <Dialog title="These files are here already, with another text" open>
            <div class="body">
                {paths}
                <p class="quiet">"Whatever you choose can be taken back with Undo."</p>
            </div>
            <footer class="wrap">
                <Button label="Cancel" on_press=move |()| playground.settle_clash(None) />
                <Button label="Skip" hint="Keep what is here and leave out what comes" on_press=choose(Choice::Skip) />
                <Button label="Replace" hint="Put what comes in the place of what is here" on_press=choose(Choice::Replace) />
                <Button label="Keep both" hint="Put what comes into a folder beside" kind=ButtonKind::Primary on_press=choose(Choice::KeepBoth) />
            </footer>
        </Dialog>
    }
}
