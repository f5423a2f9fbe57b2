//! What an editor asks about a place in a text, and the changes that come of it.

use std::collections::BTreeMap;

use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{
    CompleteRequest, Completions, DefineRequest, Fix, FormatRequest, Formatted, Hover,
    HoverRequest, KnownComponent, Location, Position, ReadBundledRequest, ReferencesRequest,
    RenameRequest, Structure, StructureRequest, TextEdit,
};

use crate::parts::{first_screen, in_part};
use crate::playground::{Playground, edit};
use crate::state::building::is_source;
use crate::state::fault::Fault;
use crate::state::joint::Turn;
use crate::state::notice::Tone;
use crate::state::text_edits::edited;
use crate::state::workspace::Edit;

/// What the paths of bundled files begin with.
pub const BUNDLED: &str = "bundled/";

/// What the paths of the WIT in components begin with.
const EMBEDDED: &str = "bundled/component ";

impl Playground {
    /// The text of a file of the workspace, or of a bundled one that is open.
    pub fn text_of(self, path: &str) -> Option<String> {
        let own = self
            .workspace
            .with_untracked(|it| it.files.get(path).cloned());
        own.or_else(|| self.bundled.with_untracked(|it| it.get(path).cloned()))
    }

    /// What the thing at a place is.
    pub(crate) async fn hover(self, at: Position) -> Result<Option<Hover>, Fault> {
        let (files, components) = self.asked_about(&at.path).await;
        let request = HoverRequest {
            files,
            components,
            at,
        };
        Ok(self.engine_client().ask(request).await?)
    }

    /// Where the thing at a place is declared.
    pub(crate) async fn define(self, at: Position) -> Result<Option<Location>, Fault> {
        let (files, components) = self.asked_about(&at.path).await;
        let request = DefineRequest {
            files,
            components,
            at,
        };
        Ok(self.engine_client().ask(request).await?)
    }

    /// Where the thing at a place is named, its declaration first.
    pub(crate) async fn references(self, at: Position) -> Result<Vec<Location>, Fault> {
        let (files, components) = self.asked_about(&at.path).await;
        let request = ReferencesRequest {
            files,
            components,
            at,
        };
        Ok(self.engine_client().ask(request).await?)
    }

    /// What could be written at a place.
    pub(crate) async fn complete(self, at: Position) -> Result<Completions, Fault> {
        // Completion is where packages are met first; it does not wait for them.
        spawn_local(self.load_pack());
        let (files, components) = self.asked_about(&at.path).await;
        let request = CompleteRequest {
            files,
            components,
            at,
        };
        Ok(self.engine_client().ask(request).await?)
    }

    /// The structure of a text.
    pub(crate) async fn structure(self, path: String, text: String) -> Result<Structure, Fault> {
        let request = StructureRequest { path, text };
        Ok(self.engine_client().ask(request).await?)
    }

    /// A text as it is usually laid out.
    pub(crate) async fn format(self, path: String, text: String) -> Result<Formatted, Fault> {
        let request = FormatRequest { path, text };
        Ok(self.engine_client().ask(request).await?)
    }

    /// Gives the thing at a place another name, in every text, as one step; tells how many texts
    /// changed. A fault says why it is refused.
    pub(crate) async fn rename_symbol(self, at: Position, name: &str) -> Result<usize, Fault> {
        let (files, components) = self.asked_about(&at.path).await;
        let asked = files.clone();
        let name = name.to_owned();
        let request = RenameRequest {
            files,
            components,
            at,
            name,
        };
        let renamed = self.engine_client().ask(request).await?;
        if let Some(refused) = renamed.refused {
            return Err(Fault::new("rename-refused", refused));
        }
        if self.texts_now() != asked {
            return Err(changed());
        }
        self.apply_edits(&renamed.edits)
    }

    /// Mends a finding, as one step.
    pub fn mend(self, fix: &Fix) -> Result<(), Fault> {
        let is_current = fix.edits.iter().all(|edit| self.is_as_analyzed(&edit.path));
        if !is_current {
            return Err(changed());
        }
        if let Some(feature) = &fix.feature {
            self.turn_feature(feature, true);
        }
        self.apply_edits(&fix.edits).map(drop)
    }

    /// Makes edits of any number of texts, as one step; tells how many texts changed. All spans
    /// are of the texts as they are.
    pub fn apply_edits(self, edits: &[TextEdit]) -> Result<usize, Fault> {
        let mut by_path = BTreeMap::<_, Vec<_>>::new();
        for edit in edits {
            by_path.entry(&edit.path).or_default().push(edit);
        }
        let files = by_path.into_iter().map(|(path, edits)| {
            let now = self
                .workspace
                .with_untracked(|it| it.files.get(path).cloned());
            let text = edited(&now.unwrap_or_default(), &edits).ok_or_else(changed)?;
            Ok(Edit::File {
                path: path.clone(),
                text: Some(text),
            })
        });
        let files = files.collect::<Result<Vec<_>, Fault>>()?;
        let count = files.len();
        self.make(Edit::All(files));
        Ok(count)
    }

    /// Sets a text as a step of its own, also while it is being typed.
    pub fn rewrite_file(self, path: &str, text: String) {
        let (path, text) = (path.to_owned(), Some(text));
        self.make(Edit::All(vec![Edit::File { path, text }]));
    }

    /// The number of the latest change that touched this text among others; 0 for none.
    pub(crate) fn latest_joint(self, path: &str) -> u32 {
        self.joints.with_value(|joints| joints.latest(path))
    }

    /// Goes once more through a change of several texts, which the editor has already done in the
    /// text of `path`.
    pub(crate) fn turn_joint(self, id: u32, turn: Turn, path: &str, text: String) {
        let turned = self.workspace.with_untracked(|now| {
            self.joints
                .with_value(|joints| joints.turn(id, turn, path, now))
        });
        let (path, text) = (path.to_owned(), Some(text));
        let mut edits = vec![Edit::File { path, text }];
        let left = turned.map_or_else(Vec::new, |turned| {
            edits.extend(turned.edits);
            turned.left
        });
        self.make(Edit::All(edits));
        if !left.is_empty() {
            let left = left.join(", ");
            let text = format!("{left} was changed since then and stays as it is.");
            self.tell(Tone::Info, text, None);
        }
    }

    /// Opens a file of the workspace or of a bundled package, which can only be read.
    pub async fn open_any(self, path: &str) -> Result<(), Fault> {
        let text = self.any_text(path).await?;
        let is_own = self
            .workspace
            .with_untracked(|it| it.files.contains_key(path));
        if !is_own {
            self.cells.bundled.update(|bundled| {
                bundled.insert(path.to_owned(), text);
            });
            let left = self.workspace.with_untracked(|it| it.view.open.clone());
            if let Some(left) = left.filter(|it| !it.starts_with(BUNDLED)) {
                self.left_for_bundled.set_value(Some(left));
            }
        }
        self.open(Some(path.to_owned()));
        Ok(())
    }

    /// The text of a file of the workspace or of a bundled package.
    pub(crate) async fn any_text(self, path: &str) -> Result<String, Fault> {
        if let Some(text) = self.text_of(path) {
            return Ok(text);
        }
        if !path.starts_with(BUNDLED) {
            return Err(edit::no_such("file", path));
        }
        self.load_pack().await;
        let request = ReadBundledRequest {
            path: path.to_owned(),
            components: self.known_components().await,
        };
        let text = self.engine_client().ask(request).await?;
        text.ok_or_else(|| edit::no_such("file", path))
    }

    /// Closes a bundled file; where it was shown, what was open before it is shown again.
    pub fn close_bundled(self, path: &str) {
        let is_open = self
            .workspace
            .with_untracked(|it| it.view.open.as_deref() == Some(path));
        if is_open {
            let left = self.left_for_bundled.get_value();
            let left = left.filter(|left| {
                self.workspace
                    .with_untracked(|it| it.files.contains_key(left))
            });
            self.open(left);
        }
        self.cells.bundled.update(|bundled| {
            bundled.remove(path);
        });
    }

    /// Forgets what was read of the bundled packages and reads again what is open of them: another
    /// workspace is open now.
    pub(super) fn reopen_bundled(self) {
        self.cells.bundled.set(BTreeMap::new());
        self.joints.update_value(|joints| joints.clear());
        let open = self.workspace.with_untracked(|it| it.view.open.clone());
        let Some(path) = open.filter(|it| it.starts_with(BUNDLED)) else {
            return;
        };
        spawn_local(async move {
            first_screen().await;
            match reopen(self, path).await {
                Ok(reopened) => reopened.await,
                Err(not_loaded) => self.tell_fault(&not_loaded.into()),
            }
        });
    }

    /// Whether `analysis` or `composition` is about this text as it is now.
    fn is_as_analyzed(self, path: &str) -> bool {
        let now = self.text_of(path);
        if is_source(path) {
            return self.builds.with_untracked(|builds| {
                let mut builds = builds.values();
                builds.any(|it| it.sources.get(path) == now.as_ref())
            });
        }
        let known = if path.ends_with(".wit") {
            self.analyzed.with_value(|texts| texts.get(path).cloned())
        } else {
            self.composed.with_value(|composed| {
                let composed = composed.as_ref().filter(|it| it.path == path)?;
                Some(composed.text.clone())
            })
        };
        now == known
    }

    /// What a question about a place in a text is about: the texts that the engine understands, and
    /// the components where they matter.
    async fn asked_about(self, path: &str) -> (BTreeMap<String, String>, Vec<KnownComponent>) {
        let is_composition = path.ends_with(".wac") || path.starts_with(EMBEDDED);
        let components = match is_composition {
            true => self.known_components().await,
            false => Vec::new(),
        };
        (self.texts_now(), components)
    }

    fn texts_now(self) -> BTreeMap<String, String> {
        self.workspace.with_untracked(|it| {
            let understood = it.files.iter().filter(|(path, _)| is_understood(path));
            let texts = understood.map(|(path, text)| (path.clone(), text.clone()));
            texts.collect()
        })
    }
}

in_part! {
    work, fn reopen(playground: Playground, path: String) -> LocalBoxFuture<'static, ()> {
        Box::pin(async move {
            if playground.open_any(&path).await.is_err() {
                playground.open(None);
            }
        })
    }
}

/// Whether the engine can be asked about the text of a path.
pub fn is_understood(path: &str) -> bool {
    path.ends_with(".wit") || path.ends_with(".wac")
}

/// The name and version of the package that a bundled file is of, and the file's own name.
pub fn bundled_name(path: &str) -> Option<(&str, &str)> {
    path.strip_prefix(BUNDLED)?.rsplit_once('/')
}

/// What a bundled file's tab says: its package with the version.
pub fn file_title(path: &str) -> String {
    match bundled_name(path) {
        Some((package, file)) => format!("{package} › {file}"),
        None => path.to_owned(),
    }
}

pub(super) fn changed() -> Fault {
    Fault::new(
        "text-changed",
        "the text has changed in the meantime and nothing was done: do it again",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundled_files_are_called_by_their_package() {
        assert_eq!(
            bundled_name("bundled/wasi:http@0.2.4/types.wit"),
            Some(("wasi:http@0.2.4", "types.wit"))
        );
        assert_eq!(
            file_title("bundled/wasi:io@0.2.4/poll.wit"),
            "wasi:io@0.2.4 › poll.wit"
        );
        assert_eq!(file_title("wit/a.wit"), "wit/a.wit");
    }
}
