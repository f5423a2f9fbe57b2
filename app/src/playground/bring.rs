//! How files come in: read with their number told, asked about where their place is taken.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::future::Future;
use std::rc::Rc;

use futures::channel::oneshot;
use leptos::prelude::*;
use model::NamedFile;

use crate::client::files::Watch;
use crate::playground::{Playground, Taken};
use crate::state::fault::Fault;
use crate::state::import::{self, Choice};
use crate::state::notice::{NoticeAction, Tone};
use crate::state::workspace::Edit;

/// Files on their way in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// How many are read.
    pub done: usize,
    /// How many there are, as far as is known.
    pub total: usize,
}

/// What ends the reading of files, and what a question about places is answered with.
#[derive(Default)]
pub(super) struct Bringing {
    is_cancelled: Rc<Cell<bool>>,
    answer: Option<oneshot::Sender<Option<Choice>>>,
}

impl Playground {
    /// What the next reading of files is watched by.
    pub fn watch(self) -> Watch {
        let is_cancelled = Rc::<Cell<bool>>::default();
        let flag = Rc::clone(&is_cancelled);
        self.bringing.update_value(|it| it.is_cancelled = flag);
        let cells = self.cells;
        let tell = move |done, total| cells.reading.set(Some(Reading { done, total }));
        Watch::new(tell, is_cancelled)
    }

    /// Takes files in, once they are read.
    pub async fn bring(
        self,
        reading: impl Future<Output = Result<Vec<NamedFile>, Fault>>,
    ) -> Result<Taken, Fault> {
        let read = reading.await;
        self.cells.reading.set(None);
        self.open_files(read?).await
    }

    /// Ends the reading of files; nothing of them comes in.
    pub fn cancel_reading(self) {
        self.bringing.with_value(|it| it.is_cancelled.set(true));
    }

    /// Answers the question that `clashing` asks; none brings nothing in.
    pub fn settle_clash(self, choice: Option<Choice>) {
        self.cells.clashing.set(Vec::new());
        let answer = self.bringing.try_update_value(|it| it.answer.take());
        if let Some(answer) = answer.flatten() {
            // Whoever asked may be gone.
            let _ = answer.send(choice);
        }
    }

    /// Puts texts into the workspace as one step, once it is settled what becomes of those whose
    /// path another one has; gives the paths that changed.
    pub(super) async fn bring_texts(
        self,
        texts: BTreeMap<String, String>,
    ) -> Result<Vec<String>, Fault> {
        let texts = self.settled(texts).await?;
        let is_new = |path: &String, text: &String| {
            self.workspace
                .with_untracked(|it| it.files.get(path) != Some(text))
        };
        let texts: BTreeMap<_, _> = texts
            .into_iter()
            .filter(|(path, text)| is_new(path, text))
            .collect();
        let paths: Vec<_> = texts.keys().cloned().collect();
        let files = texts.into_iter().map(|(path, text)| Edit::File {
            path,
            text: Some(text),
        });
        self.make(Edit::All(files.collect()));
        if !paths.is_empty() {
            let text = format!("Added {}", counted(&paths));
            self.tell(Tone::Done, text, Some(NoticeAction::Undo));
        }
        Ok(paths)
    }

    /// The texts at the places that they get.
    ///
    /// # Errors
    ///
    /// `cancelled`, when the user wants none of them.
    pub(super) async fn settled(
        self,
        texts: BTreeMap<String, String>,
    ) -> Result<BTreeMap<String, String>, Fault> {
        let clashing = self
            .workspace
            .with_untracked(|it| import::clashes(it, &texts));
        if clashing.is_empty() {
            return Ok(texts);
        }
        let (answer, answered) = oneshot::channel();
        self.settle_clash(None);
        self.bringing.update_value(|it| it.answer = Some(answer));
        self.cells.clashing.set(clashing);
        let choice = answered.await.ok().flatten();
        let choice = choice.ok_or_else(|| Fault::new("cancelled", "nothing was added"))?;
        Ok(self
            .workspace
            .with_untracked(|it| import::settle(it, texts, choice)))
    }
}

/// Paths in a few words.
pub(super) fn counted(paths: &[String]) -> String {
    match paths {
        [first, second, third, rest @ ..] if !rest.is_empty() => {
            format!("{first}, {second}, {third} and {} more", rest.len())
        }
        paths => paths.join(", "),
    }
}
