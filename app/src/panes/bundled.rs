//! The WIT packages that ship with the page, to be looked through.

use leptos::prelude::*;
use model::Bundled;

use super::{Screen, act::act, screen::PhoneView};
use crate::{
    playground::{BUNDLED, Playground},
    ui::{Dialog, Empty, Glyph, Icon},
};

/// The dialog.
#[component]
pub fn BundledPackages() -> impl IntoView {
    let screen = expect_context::<Screen>();
    view! { <Dialog title="Bundled WIT" open=screen.browsing><Contents /></Dialog> }
}

/// What is in it: a search, and the packages that it finds.
#[component]
fn Contents() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let sought = RwSignal::new(String::new());
    act(playground, async move {
        playground.load_pack().await;
        Ok(())
    });
    let found = Memo::new(move |_| {
        let sought = sought.get().trim().to_lowercase();
        let holds = |it: &&Bundled| {
            let mut names = [&it.name, &it.origin].into_iter().chain(&it.files);
            names.any(|name| name.to_lowercase().contains(&sought))
        };
        playground
            .pack
            .with(|pack| pack.iter().filter(holds).cloned().collect::<Vec<_>>())
    });
    let list = move || {
        let is_loading = playground.pack.with(Vec::is_empty);
        match found.with(Vec::is_empty) {
            true if is_loading => view! { <Empty glyph=Glyph::Clock text="Loading the packages…" /> }.into_any(),
            true => view! { <Empty glyph=Glyph::Search text="No package has that in its name." /> }.into_any(),
            false => view! {
                <ul class="bundled" aria-label="Packages">
                    <For each=move || found.get() key=|it| it.name.clone() let:package><Package package /></For>
                </ul>
            }
            .into_any(),
        }
    };
    view! {
        <div class="body bundled-body">
            <p class="quiet">"Any text may name these without bringing them. Each was taken out of a published package."</p>
            <input class="input" type="search" aria-label="Search bundled packages" placeholder="Search, such as http@0.2" autofocus spellcheck="false"
                prop:value=sought on:input=move |event| sought.set(event_target_value(&event)) />
            <p class="quiet" role="status">{move || counted(found.with(Vec::len))}</p>
            {list}
        </div>
    }
}

fn counted(packages: usize) -> String {
    match packages {
        1 => "1 package".to_owned(),
        packages => format!("{packages} packages"),
    }
}

#[component]
fn Package(
    /// The package.
    package: Bundled,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let Bundled {
        name,
        origin,
        files,
    } = package;
    let file = |file: String| {
        let path = format!("{BUNDLED}{name}/{file}");
        let open = move |_| {
            let path = path.clone();
            screen.browsing.set(false);
            screen.phone.set(PhoneView::Code);
            act(playground, async move { playground.open_any(&path).await });
        };
        view! { <button type="button" class="button ghost" on:click=open><Icon glyph=Glyph::File /><span>{file}</span></button> }
    };
    let files: Vec<_> = files.into_iter().map(file).collect();
    view! {
        <li>
            <details class="disclosure">
                <summary><span class="mono">{name.clone()}</span><span class="quiet clip">{origin}</span></summary>
                <div class="row wrap">{files}</div>
            </details>
        </li>
    }
}
