//! What came in takes its place in the workspace, as one step.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use leptos::prelude::*;
use model::{
    ComponentRef, ComponentSource, Diagnostic, NamedComponent, NamedFile, Opened, Severity, Target,
    Workspace,
};

use crate::playground::bring::counted;
use crate::playground::{Playground, edit};
use crate::state::building::{begin_wat, is_wat};
use crate::state::fault::Fault;
use crate::state::import::make_room;
use crate::state::notice::{NoticeAction, Tone};
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
    pub(super) async fn take_opened(self, opened: Opened) -> Result<Taken, Fault> {
        let Opened {
            components,
            inspections,
            texts,
            packages,
            refused,
            wat,
        } = opened;
        let own = self.analysis.with_untracked(|it| it.folders.clone());
        let mut texts = make_room(texts, &own, &packages);
        texts.extend(wat.into_iter().filter_map(wat_text));
        let texts = self.settled(texts).await?;
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
        let mut made = before.made.clone();
        let mut begun = Vec::new();
        for path in files.iter().filter(|path| is_wat(path)) {
            let mut with = made.clone();
            let is_refused = refused.iter().any(|it| it.path.ends_with(path));
            // A component whose name says another text is one of its own.
            if let Some(name) = begin_wat(&mut with, path)
                && (is_refused || names.contains(&name))
            {
                made = with;
                begun.push(name);
            }
        }
        if made != before.made {
            edits.push(Edit::Made(made));
        }
        if let Some(name) = names.first() {
            edits.push(Edit::Select(Some(name.clone())));
        }
        if let Some(target) = first_target(&before, &names) {
            edits.push(Edit::Target(target));
        }
        self.make(Edit::All(edits));
        self.fit_call();
        begun.into_iter().for_each(|name| self.follow_wat(name));
        Taken {
            components: names,
            replaced,
            files,
            refused,
        }
    }

    pub(super) fn tell_taken(self, taken: &Taken) {
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
}

/// A WAT text as a file of the workspace, at its top; none where its name is no path.
fn wat_text(file: NamedFile) -> Option<(String, String)> {
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    let stem = name.strip_suffix(".wat").unwrap_or(name);
    let path = workspace::clean_path(&format!("{stem}.wat"))?;
    let text = String::from_utf8(file.bytes.into_vec()).ok()?;
    Some((path, text))
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
