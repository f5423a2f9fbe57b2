//! Components that are made of sources: begun from a world, built when the user asks, and from then
//! on after every change of what they are made of.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{
    BuildRequest, Built, ComponentRef, ComponentSource, Diagnostic, EncodedWorld, Made, MadeWorld,
    ScriptEngine, ScriptLanguage, Severity, SkeletonRequest, TypesRequest,
};

use crate::client::assets;
use crate::client::author::Author;
use crate::client::blobs::digest_of;
use crate::client::clock;
use crate::client::strip::StripFault;
use crate::playground::{Playground, compose, edit};
use crate::state::building::{self, BuildProgress, Building, is_typed, sources};
use crate::state::fault::Fault;
use crate::state::finding;
use crate::state::position::Positions;
use crate::state::workspace::{self, Edit, unique_name};
use crate::state::worlds::WorldName;

/// How long typing rests before what it changed is built, in milliseconds.
const PAUSE: u32 = 200;

/// What a build is for, as the user says it.
const PURPOSE: &str = "making a component of JavaScript";

/// Path to text.
type Files = BTreeMap<String, String>;

/// All that says what a world is, by the names that sources are kept with.
#[derive(PartialEq)]
pub(super) struct WorldSource {
    of: MadeWorld,
    texts: Files,
    features: BTreeSet<String>,
}

impl Playground {
    /// Begins a component of a world in a language, as one step, and builds it; gives the path of
    /// its module.
    pub async fn implement_world(
        self,
        world: &WorldName,
        language: ScriptLanguage,
    ) -> Result<String, Fault> {
        let of = made_world(world).ok_or_else(|| {
            let message = "a component's own world has no name here: turn its WIT into files first";
            Fault::new("no-such-world", message)
        })?;
        let encoded = self.encode_world(world).await?;
        let request = SkeletonRequest {
            world: encoded,
            language,
        };
        let text = self
            .client_of(ScriptEngine::default())
            .ask(PURPOSE, request, |_| ())
            .await?;
        let before = self.workspace.get_untracked();
        let ending = match language {
            ScriptLanguage::JavaScript => "js",
            ScriptLanguage::TypeScript => "ts",
        };
        let path = workspace::free_path(&before, &format!("{}.{ending}", world.short()));
        let path = path.ok_or_else(|| edit::no_such("world", &world.full()))?;
        let taken = before.components.iter().map(|it| &it.name);
        let taken = taken.chain(before.made.keys()).map(String::as_str);
        let (namespace, _) = of.package.split_once(':').unwrap_or(("local", ""));
        let name = unique_name(&format!("{namespace}:{}", world.short()), &taken.collect());
        let mut made = before.made.clone();
        let entry = path.clone();
        let script = Made::Script {
            entry,
            world: of,
            engine: ScriptEngine::default(),
        };
        made.insert(name.clone(), script);
        let file = Edit::File {
            path: path.clone(),
            text: Some(text),
        };
        self.make(Edit::All(vec![file, Edit::Made(made)]));
        self.open(Some(path.clone()));
        self.build_component(&name).await?;
        Ok(path)
    }

    /// What the world of a component provides and asks for, declared for TypeScript.
    pub async fn types_of(self, name: &str) -> Result<String, Fault> {
        let Made::Script { world, .. } = self.made(name)? else {
            return Err(edit::no_such("component made of modules", name));
        };
        let world = self.encode_made_world(&world).await?;
        let purpose = "declaring the types of a world";
        let author = self.client_of(ScriptEngine::default());
        author.ask(purpose, TypesRequest { world }, |_| ()).await
    }

    /// Builds a component of its sources, and again whenever they change from now on.
    pub async fn build_component(self, name: &str) -> Result<(), Fault> {
        let made = self.made(name)?;
        if let Made::Script { engine, .. } = &made {
            self.see_to_engine(name, *engine)?;
        }
        let tell = |stage: BuildProgress| self.tell_building(name, |it| it.stage = stage);
        tell(BuildProgress::Working);
        let start = clock::now();
        let files = self.workspace.with_untracked(sources);
        let built = match made {
            Made::Wat { entry, world } => self.build_wat(entry, world, &files).await,
            Made::Script {
                entry,
                world,
                engine,
            } => {
                self.build_script(entry, &world, engine, files.clone(), tell)
                    .await
            }
        };
        let built = built.inspect_err(|fault| tell(BuildProgress::Failed(fault.clone())))?;
        let Built {
            component,
            diagnostics,
            stages,
        } = built;
        let stage = match component {
            None => BuildProgress::Faulty,
            Some(bytes) => {
                let size = bytes.len();
                let put = self.put_built(name, bytes.into_vec().into()).await;
                put.inspect_err(|fault| tell(BuildProgress::Failed(fault.clone())))?;
                BuildProgress::Done {
                    stages,
                    milliseconds: clock::now() - start,
                    size,
                }
            }
        };
        let is_done = stage != BuildProgress::Faulty;
        let standing = Building {
            stage,
            diagnostics,
            sources: files.into(),
        };
        self.tell_building(name, |it| *it = standing);
        if is_done && self.runs_built.get_untracked() {
            self.run_again();
        }
        Ok(())
    }

    /// What comes of modules.
    async fn build_script(
        self,
        entry: String,
        world: &MadeWorld,
        engine: ScriptEngine,
        files: Files,
        tell: impl Fn(BuildProgress),
    ) -> Result<Built, Fault> {
        let world = self.encode_made_world(world).await?;
        let (files, written, faults) = self.evaluated(files).await?;
        let platform = platform(engine, &files).await?;
        let request = BuildRequest {
            world,
            files,
            written,
            entry,
            engine,
            platform,
        };
        let fetching = |is_fetching| {
            tell(match is_fetching {
                true => BuildProgress::Fetching,
                false => BuildProgress::Working,
            });
        };
        let author = self.client_of(engine);
        let mut built = author.ask(PURPOSE, request, fetching).await?;
        told_better(&mut built.diagnostics, faults);
        Ok(built)
    }

    /// Modules as they are evaluated; beside them what was written of those that are not evaluated
    /// as they are, and what is wrong with some.
    async fn evaluated(self, mut files: Files) -> Result<(Files, Files, Vec<Diagnostic>), Fault> {
        if !files.keys().any(|path| is_typed(path)) {
            return Ok((files, Files::new(), Vec::new()));
        }
        let stripper = self.clients.with_value(|clients| clients.stripper.clone());
        let stripped = stripper.strip(PURPOSE, &files).await?;
        let mut written = Files::new();
        for (path, text) in stripped.files {
            if let Some(before) = files.insert(path.clone(), text) {
                written.insert(path, before);
            }
        }
        let faults = stripped.faults.into_iter();
        let faults = faults.map(|(path, fault)| {
            let text = files.get(&path).map_or("", String::as_str);
            syntax_error(path, text, fault)
        });
        let faults = faults.collect();
        Ok((files, written, faults))
    }

    /// The path of the module that a component is made of, if it is made of one.
    pub fn source_of(self, name: &str) -> Option<String> {
        let made = self.workspace.with(|it| it.made.get(name).cloned());
        made.map(|it| it.entry().to_owned())
    }

    /// How many components are missing that are built of their sources.
    pub fn to_build(self) -> usize {
        self.missing_where(|it| self.source_of(&it.name).is_some())
    }

    /// How many components are missing whose files only the user can bring.
    pub fn to_bring(self) -> usize {
        self.missing_where(|it| self.source_of(&it.name).is_none())
    }

    fn missing_where(self, is_so: impl Fn(&ComponentRef) -> bool) -> usize {
        let components = self.workspace.with(|it| it.components.clone());
        let missing = components
            .iter()
            .filter(|it| self.missing.with(|missing| missing.contains(&it.digest)));
        missing.filter(|it| is_so(it)).count()
    }

    /// Ends the build that is under way.
    pub fn stop_building(self) {
        for engine in [ScriptEngine::Quickjs, ScriptEngine::Starlingmonkey] {
            self.client_of(engine).stop();
        }
    }

    /// Whether what was called last is called again after each build.
    pub fn set_runs_built(self, runs: bool) {
        self.cells.runs_built.set(runs);
    }

    /// From here on what was built follows the texts. Nothing of a workspace is built before the
    /// user has asked for it.
    pub(super) fn follow_to_author(self) {
        let clients = self.clients.get_value();
        Effect::new(move |_| {
            self.opened.track();
            self.cells.builds.set(BTreeMap::new());
        });
        let ingredients = Memo::new(move |_| {
            self.workspace.with(|it| match it.made.is_empty() {
                true => Default::default(),
                false => (it.made.clone(), sources(it), compose::wit_files(it)),
            })
        });
        let building = clients.building;
        Effect::new(move |before: Option<()>| {
            // A memo is computed when it is read; tracking alone would never wake it.
            drop(ingredients.read());
            if before.is_none() {
                return;
            }
            building.run(async move {
                TimeoutFuture::new(PAUSE).await;
                let names: Vec<_> = self
                    .builds
                    .with_untracked(|it| it.keys().cloned().collect());
                for name in names {
                    // How it went is told where the component is.
                    let _ = self.build_component(&name).await;
                }
            });
        });
    }

    /// Makes the call of ▶ again, once what it calls is composed.
    fn run_again(self) {
        spawn_local(async move {
            self.compose_now().await;
            self.run(Default::default());
        });
    }

    pub(super) fn made(self, name: &str) -> Result<Made, Fault> {
        let made = self
            .workspace
            .with_untracked(|it| it.made.get(name).cloned());
        made.ok_or_else(|| {
            self.cells.builds.update(|builds| drop(builds.remove(name)));
            edit::no_such("component made of sources", name)
        })
    }

    /// A world by the names that sources are kept with: the workspace's own comes first. It is the one that
    /// was encoded last while the WIT stays as it is: an edit of a module need not wait for the engine.
    pub(super) async fn encode_made_world(self, of: &MadeWorld) -> Result<EncodedWorld, Fault> {
        let source = self.workspace.with_untracked(|it| WorldSource {
            of: of.clone(),
            texts: compose::wit_files(it),
            features: it.features.clone(),
        });
        let known = self.encoded.with_value(|known| {
            let known = known.iter().find(|(it, _)| *it == source);
            known.map(|(_, world)| world.clone())
        });
        if let Some(world) = known {
            return Ok(world);
        }
        let world = self.encode_anew(of).await?;
        self.encoded.update_value(|known| {
            known.retain(|(it, _)| it.texts == source.texts && it.features == source.features);
            known.push((source, world.clone()));
        });
        Ok(world)
    }

    async fn encode_anew(self, of: &MadeWorld) -> Result<EncodedWorld, Fault> {
        let MadeWorld { package, world } = of.clone();
        let analysis = self.analyze_now().await;
        let is_own = analysis.packages.iter().any(|it| it.name == package);
        let name = match is_own {
            true => WorldName::Own { package, world },
            false => WorldName::Bundled { package, world },
        };
        self.encode_world(&name).await
    }

    /// Puts what was built into the workspace: a new component is a step of the history, new bytes
    /// of one that is there follow from other steps.
    pub(super) async fn put_built(self, name: &str, bytes: Rc<[u8]>) -> Result<(), Fault> {
        let built = ComponentRef {
            name: name.to_owned(),
            digest: digest_of(&bytes).await,
            size: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
            source: ComponentSource::Local,
        };
        let digest = built.digest.clone();
        self.blobs().keep(&digest, bytes).await?;
        self.cells.missing.update(|missing| {
            missing.remove(&digest);
        });
        let mut components = self.workspace.with_untracked(|it| it.components.clone());
        match components.iter_mut().find(|it| it.name == name) {
            Some(before) if before.digest == built.digest => {}
            Some(before) => {
                let old = std::mem::replace(before, built).digest;
                let is_used = components.iter().any(|it| it.digest == old);
                self.adjust(|workspace| workspace.components = components);
                if !is_used {
                    // It can be built again, and each edit makes another megabyte.
                    let blobs = self.blobs();
                    spawn_local(async move { blobs.forget(&old).await });
                }
            }
            None => {
                components.push(built);
                self.make(Edit::Components(components));
            }
        }
        Ok(())
    }

    pub(super) fn tell_building(self, name: &str, change: impl FnOnce(&mut Building)) {
        let builds = self.cells.builds;
        builds.update(|builds| change(builds.entry(name.to_owned()).or_default()));
    }

    pub(super) fn client_of(self, engine: ScriptEngine) -> Author {
        self.clients.with_value(|clients| match engine {
            ScriptEngine::Quickjs => clients.author.clone(),
            ScriptEngine::Starlingmonkey => clients.starling.clone(),
        })
    }
}

/// The world as sources are kept with it; a component's own has no such name.
pub(super) fn made_world(world: &WorldName) -> Option<MadeWorld> {
    match world.clone() {
        WorldName::Own { package, world } | WorldName::Bundled { package, world } => {
            Some(MadeWorld { package, world })
        }
        WorldName::Component { .. } => None,
    }
}

/// The modules that make what an engine lacks of what files name of the web platform.
pub(super) async fn platform(engine: ScriptEngine, files: &Files) -> Result<Files, Fault> {
    let mut platform = Files::new();
    if engine == ScriptEngine::Quickjs {
        for name in building::platform(files) {
            platform.insert(name.to_owned(), assets::platform(name).await?);
        }
    }
    Ok(platform)
}

/// Of a module that is no TypeScript, the engine can only say that it is no JavaScript; one that
/// nothing imports it says nothing of.
fn told_better(told: &mut [Diagnostic], faults: Vec<Diagnostic>) {
    for fault in faults {
        let mut told = told.iter_mut();
        let same = told.find(|it| it.path == fault.path && it.severity == Severity::Error);
        if let Some(same) = same {
            *same = fault;
        }
    }
}

fn syntax_error(path: String, text: &str, StripFault { message, at }: StripFault) -> Diagnostic {
    let span = Positions::new(text).utf8(at..at + 1);
    finding::error(path, span, message.to_lowercase())
}
