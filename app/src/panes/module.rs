//! What a core module lacks to be a component, and the component that comes of it.

use leptos::{ev::Event, prelude::*};
use model::{Adapter, Artifact, Componentized, Misfit, MisfitKind, ModuleWorld};

use super::{
    act::act,
    world::answer::{Answer, use_answer},
    world_select::WorldSelect,
};
use crate::{
    playground::Playground,
    state::{
        workspace::component,
        worlds::{WorldName, worlds},
    },
    ui::{Badge, BadgeTone, Button, ButtonKind, Field, Glyph, Icon, Ticked},
};

/// The part of the inspector for the core module that is selected.
#[component]
pub fn MakeComponent() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let name = Memo::new(move |_| playground.workspace.with(|it| it.view.selection.clone()));
    let digest = Memo::new(move |_| {
        let name = name.get()?;
        let of = |it: &_| component(it, &name).map(|it| it.digest.clone());
        playground.workspace.with(of)
    });
    let known = Memo::new(move |_| all_worlds(playground));
    let wanted = RwSignal::new(None::<WorldName>);
    let world = Memo::new(move |_| {
        let wanted = wanted
            .get()
            .filter(|it| known.with(|known| known.contains(it)));
        wanted.or_else(|| known.with(|known| known.first().cloned()))
    });
    let adapter = RwSignal::new(None::<Adapter>);
    let answer = use_answer(move || {
        digest.get()?;
        // Worlds change with the texts.
        playground.analysis.track();
        let (name, world, adapter) = (name.get()?, world.get(), adapter.get());
        Some(Box::pin(async move {
            playground
                .componentize(&name, world.as_ref(), adapter)
                .await
        }))
    });
    let chosen = Chosen {
        known,
        wanted,
        world,
        adapter,
    };
    provide_context(chosen);
    let show = move |it: Componentized| {
        view! { <Seen it name=name.get_untracked().unwrap_or_default() /> }.into_any()
    };
    view! {
        <section class="part make-component" aria-label="Make a component of it">
            <h3>"Make a component of it"</h3>
            <Answer answer show />
        </section>
    }
}

/// What the user says about the module. Provided as context.
#[derive(Clone, Copy)]
struct Chosen {
    known: Memo<Vec<WorldName>>,
    wanted: RwSignal<Option<WorldName>>,
    world: Memo<Option<WorldName>>,
    adapter: RwSignal<Option<Adapter>>,
}

/// Worlds of the texts and of components; a core module has none of its own.
fn all_worlds(playground: Playground) -> Vec<WorldName> {
    let analysis = playground.analysis.read();
    let workspace = playground.workspace.read();
    let inspections = playground.inspections.read();
    let is_component = |name: &str| {
        let inspection = component(&workspace, name).and_then(|it| inspections.get(&it.digest));
        inspection.is_some_and(|it| it.artifact == Artifact::Component)
    };
    let mut known = worlds(&analysis, &workspace);
    known.retain(|it| match it {
        WorldName::Component { name } => is_component(name),
        _ => true,
    });
    known
}

#[component]
fn Seen(
    /// What came of it.
    it: Componentized,
    /// The module's name.
    name: String,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let Chosen {
        known,
        wanted,
        world: chosen,
        ..
    } = expect_context();
    let Componentized {
        world,
        adapter,
        component,
        misfits,
    } = it;
    let asks = matches!(world, ModuleWorld::Given(_) | ModuleWorld::Unknown);
    let is_unknown = world == ModuleWorld::Unknown;
    let told = match world {
        ModuleWorld::Embedded(name) => format!("Its world stands in it: `{name}`."),
        ModuleWorld::Command => "It is a program: it becomes `wasi:cli/run`.".to_owned(),
        ModuleWorld::Given(_) | ModuleWorld::Unknown => "Nothing in it says its world.".to_owned(),
    };
    let fits = component.is_some();
    let component = StoredValue::new(component);
    let make = move |()| {
        let name = name.clone();
        if let Some(component) = component.get_value() {
            let world = chosen.get_untracked().filter(|_| asks);
            act(playground, async move {
                let world = world.as_ref();
                playground.take_componentized(&name, component, world).await
            });
        }
    };
    let count = misfits.len();
    let misfits = misfits
        .into_iter()
        .map(|misfit| view! { <Lacking misfit /> });
    view! {
        <p><Ticked text=told /></p>
        {asks.then(|| view! { <WorldSelect label="As a component of" id="module-world" known world=chosen wanted /> })}
        {adapter.filter(|it| *it != Adapter::Command).map(|adapter| view! { <ChooseAdapter adapter /> })}
        {is_unknown.then(|| view! { <p class="quiet">"Write its world as WIT, then choose it here."</p> })}
        {(count > 0).then(|| view! {
            <p class="fault" role="status"><Icon glyph=Glyph::Error /><span>{verdict(count)}</span></p>
            <ul class="misfits" aria-label="What does not fit">{misfits.collect_view()}</ul>
        })}
        {fits.then(|| view! {
            <p class="fits" role="status"><Icon glyph=Glyph::Check /><span>"It fits."</span></p>
            <Button kind=ButtonKind::Primary label="Make a component of it" icon=Glyph::Box on_press=make.clone()
                hint="The component takes the module's place; undo brings the module back" />
        })}
    }
}

fn verdict(count: usize) -> String {
    match count {
        1 => "It does not fit, for one reason.".to_owned(),
        count => format!("It does not fit, for {count} reasons."),
    }
}

#[component]
fn Lacking(
    /// Of the module.
    misfit: Misfit,
) -> impl IntoView {
    let Misfit {
        kind,
        name,
        wanted,
        found,
        hint,
    } = misfit;
    let word = match kind {
        MisfitKind::MissingExport => "export missing",
        MisfitKind::OtherExport => "export differs",
        MisfitKind::UnknownImport => "import unknown",
        MisfitKind::OtherImport => "import differs",
        MisfitKind::Refused => "refused",
    };
    let types = [("wanted", wanted), ("found", found)];
    let types = types.into_iter().filter_map(|(label, text)| {
        let text = text?;
        Some(view! { <dt>{label}</dt><dd class="mono">{text}</dd> })
    });
    let types = types.collect_view();
    view! {
        <li>
            <p><Badge text=word tone=BadgeTone::Wrong /><code>{name}</code></p>
            <dl>{types}</dl>
            {hint.map(|text| view! { <p class="hint"><Ticked text /></p> })}
        </li>
    }
}

/// Adapters of libraries, by what they are called in a choice.
const ADAPTERS: [(Adapter, &str, &str); 2] = [
    (Adapter::Reactor, "reactor", "all of WASI 0.2"),
    (
        Adapter::Proxy,
        "proxy",
        "what an HTTP handler may import, without files",
    ),
];

#[component]
fn ChooseAdapter(
    /// The one that was used.
    adapter: Adapter,
) -> impl IntoView {
    let Chosen {
        adapter: wanted, ..
    } = expect_context();
    let choose = move |event: Event| {
        let name = event_target_value(&event);
        let found = ADAPTERS.iter().find(|(_, word, _)| *word == name);
        wanted.set(found.map(|it| it.0));
    };
    let options = ADAPTERS.iter().map(move |(it, word, what)| {
        view! { <option value=*word selected=*it == adapter>{format!("{word}: {what}")}</option> }
    });
    view! {
        <Field label="Adapter for WASI preview 1" id="module-adapter">
            <select id="module-adapter" class="select" on:change=choose>{options.collect_view()}</select>
        </Field>
    }
}
