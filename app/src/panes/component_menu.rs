//! What can be done with one component.

mod compose;

use leptos::prelude::*;
use model::{EncodeForm, Made, Target};

use self::compose::ComposeItems;
use super::{
    Screen,
    act::{
        download_component, download_package, download_take_home, open_wit_of, store_component,
        tell,
    },
    ask::{Ask, Question},
    world_screen::WorldScreen,
};
use crate::{
    playground::Playground,
    state::{
        world::choice::{Choice, Source},
        worlds::WorldName,
    },
    ui::{Glyph, Menu, MenuItem},
};

/// The menu of a component.
#[component]
pub fn ComponentMenu(
    /// Its name.
    name: String,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let ask = expect_context::<Ask>();
    let name = StoredValue::new(name);
    let with_name =
        move |act: fn(Playground, &str)| move |()| name.with_value(|name| act(playground, name));
    let with_world = move |act: fn(WorldScreen, Screen, String)| {
        move |()| act(screen.world, screen, name.get_value())
    };
    let rename = move |()| {
        let old = name.get_value();
        ask.ask(Question::new("Rename component", "Package name", &old, {
            let old = old.clone();
            move |new: String| tell(playground, playground.rename_component(&old, &new))
        }));
    };
    let bindings = move |()| {
        let name = name.get_value();
        screen.show_bindings(WorldName::Component { name });
    };
    let package = move |()| {
        let name = name.get_value();
        download_package(
            playground,
            Target::Component { name },
            EncodeForm::default(),
        );
    };
    let is_script = move || {
        playground.workspace.with(|it| {
            let made = name.with_value(|name| it.made.get(name));
            matches!(made, Some(Made::Script { .. }))
        })
    };
    let can_store = move || playground.server.with(Option::is_some);
    view! {
        <Menu label=format!("Actions for {}", name.get_value()) glyph=Glyph::More icon_only=true class="ghost tiny">
            <ComposeItems name />
            <MenuItem label="Inspect" icon=Glyph::Search on_press=with_name(|it, name| it.select(Some(name.to_owned()))) />
            <MenuItem label="Read its world" icon=Glyph::Globe on_press=with_world(|it, screen, name| it.read(screen, Choice::component(&name))) />
            <MenuItem label="Does it fit…?" icon=Glyph::Plug on_press=with_world(|it, screen, name| it.fit(screen, Choice::component(&name))) />
            <MenuItem label="Compare with…" icon=Glyph::Diagram on_press=with_world(|it, screen, name| it.compare(screen, Source::Component(name))) />
            <MenuItem label="X-ray" icon=Glyph::Diagram on_press=move |()| screen.xray(playground, name.get_value()) detail="What it is composed of" />
            <MenuItem label="Rename…" icon=Glyph::Rename on_press=rename />
            <MenuItem label="Open its WIT as files" icon=Glyph::Folder on_press=with_name(|it, name| open_wit_of(it, name.to_owned())) />
            <MenuItem label="Bindings…" icon=Glyph::Code on_press=bindings detail="Sources, a project or a stub of its world" />
            <MenuItem label="Download .wasm" icon=Glyph::Download on_press=with_name(|it, name| download_component(it, name.to_owned())) />
            <MenuItem label="Download for Node.js" icon=Glyph::Download on_press=package detail="A JavaScript package with types" />
            {move || is_script().then(|| view! {
                <MenuItem label="Download its project" icon=Glyph::Download on_press=with_name(|it, name| download_take_home(it, name.to_owned())) detail="Modules, WIT, and the commands that build it elsewhere" />
            })}
            {move || can_store().then(|| view! {
                <MenuItem label="Store on server" icon=Glyph::Server on_press=with_name(|it, name| store_component(it, name.to_owned()))
                    detail="Whoever has the link can then open it" />
            })}
            <hr />
            <MenuItem label="Remove" icon=Glyph::Trash danger=true on_press=with_name(|it, name| it.remove_component(name)) />
        </Menu>
    }
}
