//! The seam through which every view edits the composition: a change of the graph becomes edits of
//! the WAC text, which the engine works out.

use std::collections::BTreeMap;

use leptos::prelude::*;
use model::{
    ArrangeRequest, Arranged, CanvasPoint, CopyNodesRequest, Diagnostic, End, ExplainWireRequest,
    GraphEdit, Prospects, ProspectsRequest, Severity, Target, WireReport, Workspace,
};

use crate::playground::Playground;
use crate::playground::compose::{Ingredients, named};
use crate::playground::language::changed;
use crate::state::composing::{Wire, between};
use crate::state::fault::Fault;
use crate::state::notice::{NoticeAction, Tone};
use crate::state::prospects::spread;
use crate::state::text_edits::edited;
use crate::state::workspace::Edit;

/// The WAC file that the first change of a composition makes.
const FIRST: &str = "compose.wac";

/// A text that changes while the engine looks at it is looked at so many times.
const TRIES: usize = 2;

/// The code of a change that the engine refused.
const REFUSED: &str = "edit-refused";

/// Changes that belong together.
pub struct Plan {
    /// The next change, after those that were made; none when all are.
    pub next: Next,
    /// Where things stand before and after, for a view in which they stand somewhere.
    pub places: Option<Places>,
}

/// Where the nodes of a composition stand.
pub struct Places {
    /// Where they are seen now.
    pub stood: BTreeMap<String, CanvasPoint>,
    /// Puts what was made into its place.
    pub place: Place,
}

/// Gives the change that follows those that were made.
pub type Next = Box<dyn Fn(&[Arranged]) -> Option<GraphEdit>>;

/// Changes places in the light of what was arranged.
pub type Place = Box<dyn Fn(&[Arranged], &mut BTreeMap<String, CanvasPoint>)>;

impl From<GraphEdit> for Plan {
    fn from(edit: GraphEdit) -> Self {
        Self {
            next: Box::new(move |made| made.is_empty().then(|| edit.clone())),
            places: None,
        }
    }
}

impl Playground {
    /// Changes the composition, as one step that can be undone. Changes that are asked for while
    /// another is under way wait for it. What was done is read out; what was refused is told in a
    /// notice, so nobody needs to tell it again.
    pub async fn arrange(self, edit: GraphEdit) -> Result<Arranged, Fault> {
        let wire = match &edit {
            GraphEdit::Connect(connection) => Some(between(connection)),
            _ => None,
        };
        let arranged = self.rearrange(edit).await;
        self.tell_arranged(arranged.as_ref(), wire);
        arranged
    }

    /// Makes changes that belong together, as one step that can be undone, and tells of the last.
    pub async fn arrange_all(self, plan: Plan) -> Result<Vec<Arranged>, Fault> {
        let turns = self.clients.with_value(|it| it.arranging.clone());
        let arranged = turns.take(self.arrange_next(&plan)).await;
        let last = arranged.as_ref().map(|all| all.last());
        if let Some(last) = last.transpose() {
            self.tell_arranged(last, None);
        }
        arranged
    }

    /// Reads out what was done, or tells why it was not; of a wire, it can be asked more.
    fn tell_arranged(self, arranged: Result<&Arranged, &Fault>, wire: Option<Wire>) {
        match arranged {
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
    }

    /// Changes the composition as [`Playground::arrange`] does, and tells nobody.
    pub(crate) async fn rearrange(self, edit: GraphEdit) -> Result<Arranged, Fault> {
        let turns = self.clients.with_value(|it| it.arranging.clone());
        let plan = Plan::from(edit);
        let arranged = turns.take(self.arrange_next(&plan)).await?;
        arranged.into_iter().next().ok_or_else(changed)
    }

    async fn arrange_next(self, plan: &Plan) -> Result<Vec<Arranged>, Fault> {
        for _ in 0..TRIES {
            let asked = self.workspace.with_untracked(ground);
            let mut text = asked.text.clone();
            let mut arranged = Vec::new();
            while let Some(edit) = (plan.next)(&arranged) {
                let done = self.arrange_text(&asked.path, &text, edit).await?;
                let edits: Vec<_> = done.edits.iter().collect();
                text = edited(&text, &edits).ok_or_else(changed)?;
                arranged.push(done);
            }
            if self.workspace.with_untracked(ground) == asked {
                self.take_arranged(asked.path, text, plan, &arranged);
                return Ok(arranged);
            }
        }
        Err(changed())
    }

    async fn arrange_text(
        self,
        path: &str,
        text: &str,
        edit: GraphEdit,
    ) -> Result<Arranged, Fault> {
        let request = ArrangeRequest {
            path: path.to_owned(),
            text: text.to_owned(),
            components: self.known_components().await,
            edit,
        };
        let arranged = self.engine_client().ask(request).await?;
        let errors = |it: &&Diagnostic| it.severity == Severity::Error;
        match arranged.diagnostics.iter().find(errors) {
            Some(why) => Err(Fault::new(REFUSED, sentence(why))),
            None => Ok(arranged),
        }
    }

    /// Makes the text of what was arranged the text, with the places that the plan gives.
    fn take_arranged(self, path: String, text: String, plan: &Plan, arranged: &[Arranged]) {
        let is_new = self
            .workspace
            .with_untracked(|it| !it.files.contains_key(&path));
        let mut steps = vec![Edit::File {
            path,
            text: Some(text),
        }];
        if is_new {
            steps.push(Edit::Target(Target::Composition));
        }
        if let Some(places) = &plan.places {
            let mut positions = self.stand(&places.stood);
            (places.place)(arranged, &mut positions);
            steps.push(Edit::Positions(positions));
        }
        self.make(Edit::All(steps));
        self.fit_call();
    }

    /// What could be joined with what in the composition as it is now.
    pub async fn prospects_now(self) -> Result<Prospects, Fault> {
        let request = ProspectsRequest {
            text: self.workspace.with_untracked(ground).text,
            components: self.known_components().await,
        };
        Ok(spread(self.engine_client().ask(request).await?))
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

    /// Why a wire fits or not. What is between two components can also be told while the
    /// composition has an error.
    pub async fn explain_wire(self, wire: Wire) -> Result<WireReport, Fault> {
        let is_of_components = matches!(
            (&wire.from, &wire.to),
            (End::Package { .. }, End::Package { .. })
        );
        let needs_text = !(is_of_components && self.graph_is_stale.get_untracked());
        let text = match needs_text {
            true => self.workspace.with_untracked(ground).text,
            false => String::new(),
        };
        let Wire {
            from,
            from_port,
            to,
            to_port,
        } = wire;
        let request = ExplainWireRequest {
            text,
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
        wit: BTreeMap::new(),
        features: workspace.features.clone(),
    })
}

/// A finding and the way out of it.
fn sentence(found: &Diagnostic) -> String {
    match &found.hint {
        Some(hint) => format!("{}: {hint}", found.message),
        None => found.message.clone(),
    }
}
