//! Verbs that change the document. Each is one step of the history.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use model::{Call, CanvasPoint, Target, Workspace};

use crate::client::clock;
use crate::playground::{BUNDLED, Playground};
use crate::state::building::renamed;
use crate::state::fault::Fault;
use crate::state::history::History;
use crate::state::notice::Tone;
use crate::state::tabs;
use crate::state::workspace::{self, Edit};

impl Playground {
    /// Names the workspace.
    pub fn set_name(self, name: String) {
        self.make(Edit::Name(name));
    }

    /// Sets the text of a file; a file that does not exist is made.
    pub fn set_file(self, path: &str, text: String) {
        let (path, text) = (path.to_owned(), Some(text));
        self.make(Edit::File { path, text });
    }

    /// Takes a component out of the workspace.
    pub fn remove_component(self, name: &str) {
        let kept = self.workspace.with_untracked(|it| {
            let kept = it
                .components
                .iter()
                .filter(|component| component.name != name);
            kept.cloned().collect()
        });
        let made = self
            .workspace
            .with_untracked(|it| renamed(&it.made, name, None));
        let mut edits = vec![Edit::Components(kept), Edit::Made(made)];
        if self
            .workspace
            .with_untracked(|it| it.view.selection.as_deref() == Some(name))
        {
            edits.push(Edit::Select(None));
        }
        if self
            .workspace
            .with_untracked(|it| it.target == component(name))
        {
            edits.push(Edit::Target(Target::Composition));
        }
        self.make(Edit::All(edits));
    }

    /// Gives a component another name, in the composition's text too; gives the name it got.
    pub fn rename_component(self, from: &str, to: &str) -> Result<String, Fault> {
        let to = workspace::package_name(to).ok_or_else(|| {
            let message =
                format!("`{to}` is no package name: write letters, such as `example:{from}`");
            Fault::new("bad-name", message)
        })?;
        let before = self.workspace.get_untracked();
        let is_taken = to != from && workspace::component(&before, &to).is_some();
        if is_taken {
            return Err(Fault::new(
                "name-taken",
                format!("there is a component `{to}` already"),
            ));
        }
        workspace::component(&before, from).ok_or_else(|| no_such("component", from))?;
        let mut components = before.components.clone();
        for component in components.iter_mut().filter(|it| it.name == from) {
            component.name.clone_from(&to);
        }
        let made = renamed(&before.made, from, Some(&to));
        let mut edits = vec![Edit::Components(components), Edit::Made(made)];
        if let Some(path) = workspace::composition_path(&before) {
            let text = workspace::rename_package(&before.files[path], from, &to);
            edits.push(Edit::File {
                path: path.to_owned(),
                text: Some(text),
            });
        }
        if before.target == component(from) {
            edits.push(Edit::Target(component(&to)));
        }
        if before.view.selection.as_deref() == Some(from) {
            edits.push(Edit::Select(Some(to.clone())));
        }
        self.make(Edit::All(edits));
        Ok(to)
    }

    /// Opens a file, which gets a tab, or the canvas.
    pub fn open(self, path: Option<String>) {
        let is_bundled = path.iter().any(|it| self.is_bundled(it));
        let edit = match path {
            Some(_) if is_bundled => Edit::Open(path),
            path => self.workspace.with_untracked(|it| tabs::opening(it, path)),
        };
        self.make(edit);
    }

    /// Takes tabs away; the files stay.
    pub fn close_tabs(self, paths: &[String]) {
        for path in paths.iter().filter(|it| self.is_bundled(it)) {
            self.close_bundled(path);
        }
        let edit = self.workspace.with_untracked(|it| tabs::closing(it, paths));
        self.make(edit);
    }

    /// Whether a path is that of a file of a bundled package, which can only be read.
    fn is_bundled(self, path: &str) -> bool {
        let is_own = || {
            self.workspace
                .with_untracked(|it| it.files.contains_key(path))
        };
        path.starts_with(BUNDLED) && !is_own()
    }

    /// Shows a component in the inspector, or none.
    pub fn select(self, name: Option<String>) {
        self.make(Edit::Select(name));
    }

    /// Moves nodes of the composition from where they are seen to where they are to stand.
    pub fn move_nodes(
        self,
        stood: &BTreeMap<String, CanvasPoint>,
        moved: BTreeMap<String, CanvasPoint>,
    ) {
        self.stand(stood);
        self.make(Edit::Positions(moved));
    }

    /// Remembers where nodes are seen, so that they stay there whatever changes next; gives what
    /// is remembered.
    pub(super) fn stand(
        self,
        stood: &BTreeMap<String, CanvasPoint>,
    ) -> BTreeMap<String, CanvasPoint> {
        let mut positions = self.workspace.with_untracked(|it| it.positions.clone());
        positions.extend(stood.clone());
        let kept = positions.clone();
        self.adjust(move |workspace| workspace.positions = kept);
        positions
    }

    /// Turns a feature of WIT on or off.
    pub fn turn_feature(self, feature: &str, is_on: bool) {
        let mut features = self.workspace.with_untracked(|it| it.features.clone());
        match is_on {
            true => features.insert(feature.to_owned()),
            false => features.remove(feature),
        };
        self.set_features(features);
    }

    /// Turns features of WIT on, and all others off.
    pub fn set_features(self, features: BTreeSet<String>) {
        self.make(Edit::Features(features));
    }

    /// Sets what ▶ does.
    pub fn set_call(self, call: Call) {
        self.make(Edit::Call(Some(call)));
    }

    /// Sets which component ▶ runs. A call that it cannot answer gives way to its first one.
    pub fn set_target(self, target: Target) {
        self.make(Edit::Target(target));
        self.fit_call();
    }

    /// Takes the last change back.
    pub fn undo(self) {
        self.turn(History::undo);
    }

    /// Makes the change again that was taken back last.
    pub fn redo(self) {
        self.turn(History::redo);
    }

    pub(super) fn make(self, edit: Edit) {
        if self
            .workspace
            .with_untracked(|workspace| edit.is_idle(workspace))
        {
            return;
        }
        if !edit.is_view() && self.is_refused() {
            return;
        }
        let mut workspace = self.workspace.get_untracked();
        let now = clock::date();
        let is_compound = matches!(edit, Edit::All(_));
        self.cells
            .history
            .update(|history| history.make(&mut workspace, edit, now));
        self.show(workspace, is_compound);
    }

    /// A change that nobody made and nobody wants to take back.
    pub(super) fn adjust(self, adjust: impl FnOnce(&mut Workspace)) {
        let mut workspace = self.workspace.get_untracked();
        let is_as_opened = self.is_as_opened();
        adjust(&mut workspace);
        if is_as_opened {
            self.as_opened.set_value(Some(workspace.clone()));
        }
        self.cells.workspace.set(workspace);
    }

    /// Whether changes are refused, which is told.
    fn is_refused(self) -> bool {
        let is_refused = untrack(|| self.is_elsewhere());
        if is_refused {
            let text = "The workspace is open in another tab. Take it over to change it here.";
            self.tell(Tone::Failed, text.into(), None);
        }
        is_refused
    }

    fn turn(self, turn: fn(&mut History, &mut Workspace) -> bool) {
        if self.is_refused() {
            return;
        }
        let mut workspace = self.workspace.get_untracked();
        let turned = self
            .cells
            .history
            .try_update(|history| turn(history, &mut workspace));
        if turned == Some(true) {
            // No step changes the calls that were made: these are of another workspace.
            let is_other = self
                .workspace
                .with_untracked(|before| before.calls != workspace.calls);
            self.show(workspace, true);
            if is_other {
                self.forget_session();
            }
        }
    }

    /// Shows a workspace that was changed, in several texts at once if it `is_compound`.
    fn show(self, workspace: Workspace, is_compound: bool) {
        if is_compound {
            self.workspace.with_untracked(|before| {
                self.joints
                    .update_value(|joints| joints.note(before, &workspace));
            });
        }
        self.cells.workspace.set(workspace);
    }
}

pub(super) fn component(name: &str) -> Target {
    let name = name.to_owned();
    Target::Component { name }
}

pub(super) fn no_such(what: &str, name: &str) -> Fault {
    Fault::new(
        &format!("no-such-{what}"),
        format!("there is no {what} `{name}`"),
    )
}
