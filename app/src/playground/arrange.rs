//! The seam through which every view edits the composition: a change of the graph becomes edits of
//! the WAC text, which the engine works out.

use leptos::prelude::*;
use model::{
    ArrangeRequest, Arranged, CopyNodesRequest, Diagnostic, ExplainWireRequest, GraphEdit,
    Prospects, ProspectsRequest, Severity, Target, WireReport, Workspace,
};

use crate::playground::Playground;
use crate::playground::compose::{Ingredients, named};
use crate::playground::language::changed;
use crate::state::composing::Wire;
use crate::state::fault::Fault;
use crate::state::notice::{NoticeAction, Tone};
use crate::state::text_edits::edited;
use crate::state::workspace::Edit;

/// The WAC file that the first change of a composition makes.
const FIRST: &str = "compose.wac";

/// A text that changes while the engine looks at it is looked at so many times.
const TRIES: usize = 2;

/// The code of a change that the engine refused.
const REFUSED: &str = "edit-refused";

impl Playground {
    /// Changes the composition, as one step that can be undone. Changes that are asked for while
    /// another is under way wait for it. What was done is read out; what was refused is told in a
    /// notice, so nobody needs to tell it again.
    pub async fn arrange(self, edit: GraphEdit) -> Result<Arranged, Fault> {
        let wire = match &edit {
            GraphEdit::Connect(connection) => Some(Wire::from(connection)),
            _ => None,
        };
        let arranged = self.rearrange(edit).await;
        match &arranged {
            Ok(Arranged {
                done, diagnostics, ..
            }) => {
                self.say(done);
                diagnostics
                    .iter()
                    .for_each(|it| self.tell(Tone::Info, sentence(it), None));
            }
            Err(fault) => {
                let is_refused = fault.code == REFUSED;
                let why = wire.filter(|_| is_refused).map(NoticeAction::Explain);
                self.tell(Tone::Failed, fault.message.clone(), why);
            }
        }
        arranged
    }

    /// Changes the composition as [`Playground::arrange`] does, and tells nobody.
    pub(crate) async fn rearrange(self, edit: GraphEdit) -> Result<Arranged, Fault> {
        let turns = self.clients.with_value(|it| it.arranging.clone());
        turns.take(self.arrange_next(edit)).await
    }

    async fn arrange_next(self, edit: GraphEdit) -> Result<Arranged, Fault> {
        for _ in 0..TRIES {
            let asked = self.workspace.with_untracked(ground);
            let Ingredients { path, text, .. } = asked.clone();
            let request = ArrangeRequest {
                path,
                text,
                components: self.known_components().await,
                edit: edit.clone(),
            };
            let arranged = self.engine_client().ask(request).await?;
            if self.workspace.with_untracked(ground) != asked {
                continue;
            }
            let errors = |it: &&Diagnostic| it.severity == Severity::Error;
            if let Some(why) = arranged.diagnostics.iter().find(errors) {
                return Err(Fault::new(REFUSED, sentence(why)));
            }
            self.take_arranged(&asked, &arranged)?;
            return Ok(arranged);
        }
        Err(changed())
    }

    /// Makes the edits of the text that was asked about, which is the text now.
    fn take_arranged(self, asked: &Ingredients, arranged: &Arranged) -> Result<(), Fault> {
        let edits: Vec<_> = arranged.edits.iter().collect();
        let text = edited(&asked.text, &edits).ok_or_else(changed)?;
        let mut steps = vec![Edit::File {
            path: asked.path.clone(),
            text: Some(text),
        }];
        let is_new = |workspace: &Workspace| !workspace.files.contains_key(&asked.path);
        if self.workspace.with_untracked(is_new) {
            steps.push(Edit::Target(Target::Composition));
        }
        self.make(Edit::All(steps));
        self.fit_call();
        Ok(())
    }

    /// What could be joined with what in the composition as it is now.
    pub async fn prospects_now(self) -> Result<Prospects, Fault> {
        let request = ProspectsRequest {
            text: self.workspace.with_untracked(ground).text,
            components: self.known_components().await,
        };
        Ok(self.engine_client().ask(request).await?)
    }

    /// Asks what could be joined with what, and shows it unless the composition is another by then.
    pub(super) fn follow_prospects(self, of: Option<Ingredients>) {
        let prospecting = self.clients.with_value(|it| it.prospecting.clone());
        prospecting.run(async move {
            let prospects = self.prospects_now().await.unwrap_or_default();
            let is_current = self.workspace.with_untracked(Ingredients::of) == of;
            if is_current {
                self.cells.prospects.set(prospects);
            }
        });
    }

    /// Why a wire fits or not.
    pub async fn explain_wire(self, wire: Wire) -> Result<WireReport, Fault> {
        let Wire {
            from,
            from_port,
            to,
            to_port,
        } = wire;
        let request = ExplainWireRequest {
            text: self.workspace.with_untracked(ground).text,
            components: self.known_components().await,
            from,
            from_port,
            to,
            to_port,
        };
        Ok(self.engine_client().ask(request).await?)
    }

    /// Nodes of the composition as WAC statements, for the clipboard.
    pub async fn copy_nodes(self, nodes: Vec<String>) -> Result<String, Fault> {
        let request = CopyNodesRequest {
            text: self.workspace.with_untracked(ground).text,
            components: self.known_components().await,
            nodes,
        };
        Ok(self.engine_client().ask(request).await?)
    }

    /// Reads out what was done. Names may stand in backticks, which are not read.
    pub fn say(self, done: &str) {
        let said = done.replace('`', "");
        self.cells.said.update(|(times, text)| {
            *times += 1;
            *text = said;
        });
    }
}

/// What a change of the composition starts from: an empty text where there is no WAC file yet.
fn ground(workspace: &Workspace) -> Ingredients {
    Ingredients::of(workspace).unwrap_or_else(|| Ingredients {
        path: FIRST.to_owned(),
        text: String::new(),
        components: named(workspace),
    })
}

/// A finding and the way out of it.
fn sentence(found: &Diagnostic) -> String {
    match &found.hint {
        Some(hint) => format!("{}: {hint}", found.message),
        None => found.message.clone(),
    }
}
