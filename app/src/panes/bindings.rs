//! What can be made of a world: generated sources, a project to start from, a stub.

mod options;
mod sources;

use std::collections::BTreeMap;

use leptos::{prelude::*, task::spawn_local};
use model::{Generator, Generators, ScriptLanguage};

use self::{options::Options, sources::Sources};
use super::{Screen, act::act, world_select::WorldSelect};
use crate::{
    client::latest::Latest,
    playground::Playground,
    state::{
        fault::Fault,
        notice::Tone,
        worlds::{WorldName, worlds},
    },
    ui::{Button, ButtonKind, Empty, Glyph, Menu, MenuItem},
};

/// Something that was asked for: not there yet, there, or refused.
type Asked<T> = Option<Result<T, Fault>>;

/// The pane: on the left what to make of which world, on the right what came of it.
#[component]
pub fn Bindings() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let generators = RwSignal::new(None::<Result<Generators, Fault>>);
    let load = move || {
        generators.set(None);
        spawn_local(async move {
            let loaded = playground.generators().await;
            generators.try_set(Some(loaded));
        });
    };
    load();
    let body = move || {
        match generators.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Err(fault)) => view! {
            <Empty glyph=Glyph::Warning text=sentence(&fault)><Button label="Try again" on_press=move |()| load() /></Empty>
        }
        .into_any(),
        Some(Ok(generators)) => view! { <Made generators /> }.into_any(),
    }
    };
    view! { <section class="bindings" aria-label="Bindings">{body}</section> }
}

/// The generators come once, when they are first asked for.
#[component]
fn Loading() -> impl IntoView {
    view! {
        <div class="empty" role="status">
            <progress aria-label="Loading the generators"></progress>
            <p>"Loading the generators of nine languages. This happens once."</p>
        </div>
    }
}

#[component]
fn Made(
    /// All that can be made.
    generators: Generators,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let making = expect_context::<Screen>().making;
    let Generators { bindings, projects } = generators;
    let known = Memo::new(move |_| {
        let analysis = playground.analysis.read();
        playground
            .workspace
            .with(|workspace| worlds(&analysis, workspace))
    });
    let world = Memo::new(move |_| {
        let chosen = making.world.get();
        known.with(|known| {
            let chosen = chosen.filter(|chosen| known.contains(chosen));
            chosen.or_else(|| known.first().cloned())
        })
    });
    let bindings = StoredValue::new(bindings);
    let generator = Memo::new(move |_| {
        let id = making.generator.get();
        bindings.with_value(|all| {
            let chosen = all.iter().find(|it| it.id == id).or_else(|| all.first());
            chosen.cloned().unwrap_or_default()
        })
    });
    let options = Memo::new(move |_| {
        let id = generator.with(|it| it.id.clone());
        making
            .options
            .with(|all| all.get(&id).cloned().unwrap_or_default())
    });
    let made = generate(world, generator, options);
    let choices = move || {
        if world.with(Option::is_none) {
            return view! { <Empty glyph=Glyph::Code text="There is no world yet: write one in a .wit file, or add a component." /> }.into_any();
        }
        let projects = projects.clone();
        let names = bindings.with_value(|all| {
            let pair = |it: &Generator| (it.id.clone(), it.name.clone());
            all.iter().map(pair).collect::<Vec<_>>()
        });
        view! {
            <WorldSelect label="World" id="bindings-world" known world wanted=making.world />
            <Actions projects world />
            <ChooseLanguage names generator />
            <Options generator options />
        }
        .into_any()
    };
    view! {
        <div class="ask">{choices}</div>
        <Sources made world generator />
    }
}

/// What comes of the choices, made anew as they, the texts or the components change.
fn generate(
    world: Memo<Option<WorldName>>,
    generator: Memo<Generator>,
    options: Memo<BTreeMap<String, String>>,
) -> RwSignal<Asked<model::Generated>> {
    let playground = expect_context::<Playground>();
    let made = RwSignal::new(None);
    let latest = StoredValue::new_local(Latest::default());
    Effect::new(move |before: Option<(String, Option<WorldName>)>| {
        playground.analysis.track();
        let (world, generator, options) = (world.get(), generator.get(), options.get());
        let now = (generator.id.clone(), world.clone());
        if before.is_some_and(|before| before != now) {
            made.set(None);
        }
        latest.with_value(|latest| {
            latest.run(async move {
                let Some(world) = world else { return };
                let generated = playground.bindings(&world, &generator.id, options).await;
                made.try_set(Some(generated));
            });
        });
        now
    });
    made
}

/// In which language.
#[component]
fn ChooseLanguage(
    /// Id and name of each.
    names: Vec<(String, String)>,
    /// The one that is chosen.
    generator: Memo<Generator>,
) -> impl IntoView {
    let making = expect_context::<Screen>().making;
    let buttons = names.into_iter().map(|(id, name)| {
        let pressed = {
            let id = id.clone();
            move || if generator.with(|it| it.id == id) { "true" } else { "false" }
        };
        view! { <button type="button" aria-pressed=pressed on:click=move |_| making.generator.set(id.clone())>{name}</button> }
    });
    view! {
        <div class="field">
            <span class="label">"Language"</span>
            <div class="segments wrapped" role="group" aria-label="Language">{buttons.collect_view()}</div>
        </div>
    }
}

/// What else can be made of the world.
#[component]
fn Actions(
    /// Kinds of projects.
    projects: Vec<model::ProjectKind>,
    /// The world.
    world: Memo<Option<WorldName>>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let start = move |kind: String| {
        act(playground, async move {
            let Some(world) = world.get_untracked() else {
                return Ok(());
            };
            let project = playground.start_project(&world, &kind).await?;
            playground.download_zip(&project.name, project.files).await
        });
    };
    let stub = move |()| {
        act(playground, async move {
            let Some(world) = world.get_untracked() else {
                return Ok(());
            };
            let name = playground.stub_world(&world).await?;
            playground.select(Some(name.clone()));
            let text = format!("`{name}` is among the components now. Its functions trap.");
            playground.tell(Tone::Done, text, None);
            Ok(())
        });
    };
    let mock = move |()| {
        act(playground, async move {
            match world.get_untracked() {
                Some(world) => playground.mock_world(&world).await.map(drop),
                None => Ok(()),
            }
        });
    };
    let items = StoredValue::new(projects);
    let items = move || {
        let items = items.get_value().into_iter().map(|kind| {
            let id = kind.id.clone();
            view! { <MenuItem label=kind.name icon=Glyph::Folder detail=kind.summary on_press=move |()| start(id.clone()) /> }
        });
        items.collect_view()
    };
    view! {
        <div class="row wrap">
            <Menu label="Start a project" glyph=Glyph::Folder class="">{items}</Menu>
            <Implement world language=ScriptLanguage::JavaScript />
            <Implement world language=ScriptLanguage::TypeScript />
            <Button kind=ButtonKind::Plain label="Stub this world" icon=Glyph::Box on_press=stub hint="Adds a component of this world whose functions trap" />
            <Button kind=ButtonKind::Plain label="Mock this world" icon=Glyph::Box on_press=mock hint="Adds a component of this world that answers as mocks say, which are beside the calls" />
        </div>
    }
}

/// Begins a module.
#[component]
fn Implement(
    /// Of which world.
    world: Memo<Option<WorldName>>,
    /// In which language.
    language: ScriptLanguage,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let is_beginning = RwSignal::new(false);
    let implement = move |()| {
        let Some(world) = world
            .get_untracked()
            .filter(|_| !is_beginning.get_untracked())
        else {
            return;
        };
        is_beginning.set(true);
        act(playground, async move {
            let begun = playground.implement_world(&world, language).await;
            is_beginning.try_set(false);
            begun
        });
    };
    let label = Signal::derive(move || match (is_beginning.get(), language) {
        (true, _) => "Loading the JavaScript engine\u{2026}".to_owned(),
        (false, language) => format!("Implement in {language:?}"),
    });
    view! {
        <Button
            kind=ButtonKind::Plain
            label
            icon=Glyph::Code
            on_press=implement
            hint="Begins a module for this world, of which a component is made in this tab"
        />
    }
}

/// A fault as a sentence of its own.
fn sentence(fault: &Fault) -> String {
    let mut text = fault.message.clone();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text + "."
}
