//! Verbs that bring things in: files of the user, samples, whole workspaces.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{
    ComponentRef, ComponentSource, Diagnostic, EncodeWatRequest, EncodedWat, Inspection,
    NamedComponent, NamedFile, OpenRequest, Opened, ReadConfigRequest, Sample, Severity, Target,
    Workspace,
};

use crate::client::{assets, blobs};
use crate::playground::bring::counted;
use crate::playground::{Origin, Playground, edit};
use crate::state::fault::Fault;
use crate::state::import::{is_compose_config, make_room};
use crate::state::notice::{NoticeAction, Tone};
use crate::state::save::SaveState;
use crate::state::workspace::{self, Edit};

/// So many refused files are each told by themselves.
const FEW: usize = 2;

/// What came of files that were opened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// Names of the components that are in the workspace now.
    pub components: Vec<String>,
    /// Those of them that took the place of another component of their name.
    pub replaced: Vec<String>,
    /// Paths of the texts that are in the workspace now.
    pub files: Vec<String>,
    /// Files that were refused, and why.
    pub refused: Vec<Diagnostic>,
}

impl Taken {
    /// What is in the workspace now, in a few words; none when nothing is.
    fn told(&self) -> Option<String> {
        let mut added = [&self.components[..], &self.files[..]].concat();
        added.retain(|name| !self.replaced.contains(name));
        let replaced = counted(&self.replaced);
        match (added.is_empty(), self.replaced.is_empty()) {
            (true, true) => None,
            (false, true) => Some(format!("Added {}", counted(&added))),
            (true, false) => Some(format!("Replaced {replaced}")),
            (false, false) => Some(format!("Added {}; replaced {replaced}", counted(&added))),
        }
    }
}

impl Playground {
    /// Takes dropped or picked files in, each for what its content says it is. What is refused is
    /// told in a notice and changes nothing.
    pub async fn open_files(self, files: Vec<NamedFile>) -> Result<Taken, Fault> {
        let opened = self.recognize(files).await;
        let opened = opened.inspect_err(|fault| self.tell_fault(fault))?;
        let taken = self.take_opened(opened).await?;
        self.tell_taken(&taken);
        if taken.components.len() > 1 {
            spawn_local(self.offer_wires());
        }
        Ok(taken)
    }

    /// Adds a component under a name of the caller's choice, in place of one that has it.
    pub async fn add_component(self, name: &str, bytes: Vec<u8>) -> Result<String, Fault> {
        let name = workspace::package_name(name)
            .ok_or_else(|| Fault::new("bad-name", format!("`{name}` is no package name")))?;
        let file = NamedFile {
            path: format!("{name}.wasm"),
            bytes: bytes.into(),
        };
        let files = vec![file];
        let mut opened = self.recognize(files).await?;
        if let Some(refused) = opened.refused.first() {
            return Err(Fault::new("refused-file", refused.message.clone()));
        }
        let [component] = opened.components.as_mut_slice() else {
            return Err(Fault::new(
                "not-a-component",
                "this is no component or core module",
            ));
        };
        component.name.clone_from(&name);
        self.take_opened(opened).await?;
        Ok(name)
    }

    /// What files are, by their content. Configurations of `wasm-tools compose` become WAC.
    async fn recognize(self, files: Vec<NamedFile>) -> Result<Opened, Fault> {
        let is_config = |file: &NamedFile| is_compose_config(&file.path, &file.bytes);
        let (configs, files): (Vec<_>, Vec<_>) = files.into_iter().partition(is_config);
        let mut opened = self.recognize_files(files).await?;
        for config in configs {
            self.read_config(config, &mut opened).await?;
        }
        Ok(opened)
    }

    /// Adds the WAC text of a configuration, or why there is none.
    async fn read_config(self, config: NamedFile, opened: &mut Opened) -> Result<(), Fault> {
        let mut components = opened.components.clone();
        let others = self.components_with_bytes().await.into_iter();
        let is_new = |it: &NamedComponent| !opened.components.iter().any(|new| new.name == it.name);
        components.extend(others.filter(is_new));
        let path = config.path;
        let request = ReadConfigRequest {
            path: path.clone(),
            text: String::from_utf8_lossy(&config.bytes).into_owned(),
            components,
        };
        let purpose = "reading the configuration";
        let read = self.maker_client().ask(purpose, request).await?;
        let Some(text) = read.text else {
            opened.refused.extend(read.diagnostics);
            return Ok(());
        };
        let stem = path
            .rsplit_once('.')
            .map_or(path.as_str(), |(stem, _)| stem);
        let clean = workspace::clean_path(&format!("{stem}.wac"));
        opened
            .texts
            .insert(clean.unwrap_or("compose.wac".to_owned()), text);
        match read.diagnostics.as_slice() {
            [] => {}
            [only] => self.tell(Tone::Info, format!("{path}: {}", only.message), None),
            more => {
                let text = format!("{path}: {} notes on it are in the WAC text", more.len());
                self.tell(Tone::Info, text, None);
            }
        }
        Ok(())
    }

    /// What files are, by their content. WAT texts among them are encoded first.
    async fn recognize_files(self, mut files: Vec<NamedFile>) -> Result<Opened, Fault> {
        let engine = self.engine_client();
        let texts = OpenRequest {
            files: files.clone(),
        };
        blobs::breathe(files.iter().map(|file| file.bytes.len()).sum()).await;
        let mut opened = engine.ask(texts).await?;
        if opened.wat.is_empty() {
            return Ok(opened);
        }
        let mut refused = Vec::new();
        for file in opened.wat {
            match self
                .maker_client()
                .ask("reading WAT", EncodeWatRequest { file })
                .await?
            {
                EncodedWat::Binary(file) => files.push(file),
                EncodedWat::Refused(diagnostic) => refused.push(diagnostic),
            }
        }
        opened = engine.ask(OpenRequest { files }).await?;
        opened.refused.append(&mut refused);
        Ok(opened)
    }

    /// Opens a sample in place of the workspace; undo brings that back.
    pub async fn load_sample(self, name: &str) -> Result<(), Fault> {
        let sample = self
            .samples
            .with_untracked(|samples| samples.iter().find(|sample| sample.name == name).cloned());
        let sample = sample.ok_or_else(|| edit::no_such("sample", name))?;
        let workspace = self.sample_workspace(&sample).await;
        let workspace = workspace.inspect_err(|fault| self.tell_fault(fault))?;
        self.cells.graph.set(None);
        self.make(Edit::Replace(Box::new(workspace)));
        Ok(())
    }

    /// Begins an empty workspace; undo brings the other back.
    pub fn new_workspace(self) {
        let name = "Untitled".to_owned();
        let workspace = Workspace {
            name,
            ..Workspace::default()
        };
        self.cells.graph.set(None);
        self.make(Edit::Replace(Box::new(workspace)));
    }

    /// What a binary is; asked of the engine once for each digest.
    pub async fn inspect(self, component: &ComponentRef) -> Result<Inspection, Fault> {
        let known = self
            .inspections
            .with_untracked(|it| it.get(&component.digest).cloned());
        if let Some(known) = known {
            return Ok(known);
        }
        let bytes = self.bytes_of(component).await?;
        let bytes = bytes.to_vec().into();
        let inspection = self
            .engine_client()
            .ask(model::InspectRequest { bytes })
            .await?;
        self.remember(&component.digest, inspection.clone());
        Ok(inspection)
    }

    /// A component of the workspace as WAT.
    pub async fn print_wat(self, name: &str) -> Result<String, Fault> {
        let component = self.component(name)?;
        let bytes = self.bytes_of(&component).await?.to_vec().into();
        self.maker_client()
            .ask("printing WAT", model::PrintWatRequest { bytes })
            .await
    }

    /// The bytes of a component; whether they can be had is remembered in `missing`.
    pub(super) async fn bytes_of(self, component: &ComponentRef) -> Result<Rc<[u8]>, Fault> {
        let mut bytes = self.blobs().bytes(component).await;
        if let (Err(fault), Some(entry)) = (&mut bytes, untrack(|| self.source_of(&component.name)))
        {
            let name = &component.name;
            fault.message =
                format!("`{name}` is built from source here: press Build above `{entry}`");
        }
        let is_missing = bytes.is_err();
        let was_missing = self
            .missing
            .with_untracked(|it| it.contains(&component.digest));
        if is_missing != was_missing {
            self.cells.missing.update(|missing| {
                if is_missing {
                    missing.insert(component.digest.clone());
                } else {
                    missing.remove(&component.digest);
                }
            });
        }
        bytes
    }

    /// The component of that name.
    pub(crate) fn component(self, name: &str) -> Result<ComponentRef, Fault> {
        let found = self
            .workspace
            .with_untracked(|it| workspace::component(it, name).cloned());
        found.ok_or_else(|| edit::no_such("component", name))
    }

    async fn take_opened(self, opened: Opened) -> Result<Taken, Fault> {
        let Opened {
            components,
            inspections,
            texts,
            packages,
            refused,
            wat: _,
        } = opened;
        let own = self.analysis.with_untracked(|it| it.folders.clone());
        let texts = self.settled(make_room(texts, &own, &packages)).await?;
        let mut added = Vec::new();
        let mut awaited = BTreeSet::new();
        for (NamedComponent { name, bytes }, inspection) in components.into_iter().zip(inspections)
        {
            let digest = inspection.digest.clone();
            let size = inspection.size;
            let kept = self.blobs().keep(&digest, Rc::from(bytes.into_vec())).await;
            if let Err(fault) = kept {
                self.tell_fault(&fault);
            }
            self.remember(&digest, inspection);
            if self.cells.missing.with_untracked(|it| it.contains(&digest)) {
                self.cells.missing.update(|missing| {
                    missing.remove(&digest);
                });
                awaited.insert(digest.clone());
            }
            let source = ComponentSource::Local;
            added.push(ComponentRef {
                name,
                digest,
                size,
                source,
            });
        }
        Ok(self.place(added, &awaited, texts, refused))
    }

    /// Puts what was opened into the workspace, as one step. One of the `awaited` digests takes
    /// the places that wait for it; one of the same name replaces the other.
    fn place(
        self,
        added: Vec<ComponentRef>,
        awaited: &BTreeSet<String>,
        texts: BTreeMap<String, String>,
        refused: Vec<Diagnostic>,
    ) -> Taken {
        let before = self.workspace.get_untracked();
        let mut components = before.components.clone();
        let mut names = Vec::new();
        let mut replaced = Vec::new();
        for mut component in added {
            if awaited.contains(&component.digest) {
                let places = components.iter().filter(|it| it.digest == component.digest);
                names.extend(places.map(|it| it.name.clone()));
                continue;
            }
            if names.contains(&component.name) {
                let taken: BTreeSet<_> = components.iter().map(|it| it.name.as_str()).collect();
                component.name = workspace::unique_name(&component.name, &taken);
            }
            names.push(component.name.clone());
            match components.iter_mut().find(|it| it.name == component.name) {
                Some(before) => {
                    if before.digest != component.digest {
                        replaced.push(component.name.clone());
                    }
                    *before = component;
                }
                None => components.push(component),
            }
        }
        let files: Vec<_> = texts.keys().cloned().collect();
        let mut edits = vec![Edit::Components(components)];
        edits.extend(texts.into_iter().map(|(path, text)| Edit::File {
            path,
            text: Some(text),
        }));
        if let Some(name) = names.first() {
            edits.push(Edit::Select(Some(name.clone())));
        }
        if let Some(target) = first_target(&before, &names) {
            edits.push(Edit::Target(target));
        }
        self.make(Edit::All(edits));
        self.fit_call();
        Taken {
            components: names,
            replaced,
            files,
            refused,
        }
    }

    fn tell_taken(self, taken: &Taken) {
        let (errors, others): (Vec<_>, Vec<_>) = taken
            .refused
            .iter()
            .partition(|it| it.severity == Severity::Error);
        for Diagnostic { path, message, .. } in errors.iter().take(FEW) {
            self.tell(Tone::Failed, format!("{path}: {message}"), None);
        }
        if errors.len() > FEW {
            let paths: Vec<_> = errors[FEW..].iter().map(|it| it.path.clone()).collect();
            let text = format!("{} more were refused: {}", paths.len(), counted(&paths));
            self.tell(Tone::Failed, text, None);
        }
        if !others.is_empty() {
            let paths: Vec<_> = others.iter().map(|it| it.path.clone()).collect();
            let text = format!(
                "Left out, being no WIT, WAC or WebAssembly: {}",
                counted(&paths)
            );
            self.tell(Tone::Info, text, None);
        }
        if let Some(text) = taken.told() {
            self.tell(Tone::Done, text, Some(NoticeAction::Undo));
        }
    }

    fn remember(self, digest: &str, inspection: Inspection) {
        self.cells.inspections.update(|known| {
            known.insert(digest.to_owned(), inspection);
        });
    }

    pub(super) async fn sample_workspace(self, sample: &Sample) -> Result<Workspace, Fault> {
        let mut workspace = Workspace {
            name: sample.title.clone(),
            ..Workspace::default()
        };
        for path in &sample.files {
            let text = assets::sample_text(&format!("{}/{path}", sample.name)).await?;
            workspace.files.insert(path.clone(), text);
        }
        for component in &sample.components {
            let path = format!("{}/{}", sample.name, component.file);
            let bytes: Rc<[u8]> = assets::sample_bytes(&path).await?.into();
            let digest = blobs::digest_of(&bytes).await;
            // What ships with the page need not be kept to be found again.
            let _ = self.blobs().keep(&digest, Rc::clone(&bytes)).await;
            workspace.components.push(ComponentRef {
                name: component.name.clone(),
                digest,
                size: bytes.len() as u32,
                source: ComponentSource::Sample { path },
            });
        }
        if let Some(first) = sample.calls.first() {
            workspace.call = Some(first.call.clone());
            workspace.target = first.target.clone();
        }
        Ok(workspace)
    }

    /// Replaces the workspace without a step of the history: another document is open now.
    pub(super) fn replace(self, workspace: Workspace, origin: Origin) {
        self.unread.set_value(None);
        self.cells.history.update(|history| history.clear());
        self.as_opened.set_value(Some(workspace.clone()));
        self.cells.saved.set(SaveState::Untouched);
        self.cells.graph.set(None);
        self.cells.origin.set(origin);
        self.cells.opened.update(|count| *count += 1);
        self.cells.workspace.set(workspace);
        self.forget_session();
        self.forget_http();
        self.forget_host();
        self.reopen_bundled();
        self.fit_call();
    }
}

/// A first component becomes what ▶ runs where nothing is composed.
fn first_target(before: &Workspace, names: &[String]) -> Option<Target> {
    let has_target = match &before.target {
        Target::Composition => workspace::composition_path(before).is_some(),
        Target::Component { name } => workspace::component(before, name).is_some(),
    };
    let name = names.first().filter(|_| !has_target)?;
    Some(edit::component(name))
}

#[test]
fn what_replaces_another_is_told_apart() {
    let names = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let told = |components: &[&str], replaced: &[&str]| {
        let (components, replaced) = (names(components), names(replaced));
        let taken = Taken {
            components,
            replaced,
            ..Taken::default()
        };
        taken.told().unwrap_or_default()
    };
    assert_eq!(told(&["a:b"], &[]), "Added a:b");
    assert_eq!(told(&["a:b"], &["a:b"]), "Replaced a:b");
    assert_eq!(told(&["a:b", "a:c"], &["a:c"]), "Added a:b; replaced a:c");
    assert_eq!(told(&[], &[]), "");
}
