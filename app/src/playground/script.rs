//! What scripts ask for: answers about the texts as they are at this moment.

use futures::channel::oneshot;
use leptos::prelude::*;
use model::{Composition, Diagnostic, Inspection, Target};

use crate::playground::compose::{merged, not_composed};
use crate::playground::{EngineStatus, Playground, edit};
use crate::state::fault::Fault;

impl Playground {
    /// Waits until a workspace is open and the engine answers.
    pub(crate) async fn opened(self) -> Result<(), Fault> {
        let (done, waited) = oneshot::channel();
        let mut done = Some(done);
        let watch = Effect::new(move |_| {
            let opened = match self.engine.get() {
                EngineStatus::Ready if self.cells.is_whole.get() => Ok(()),
                EngineStatus::Failed { message } => Err(Fault::new("engine-unavailable", message)),
                _ => return,
            };
            if let Some(done) = done.take() {
                let _ = done.send(opened);
            }
        });
        let opened = waited.await;
        watch.dispose();
        opened.unwrap_or_else(|_| Err(Fault::new("page-gone", "the page is going away")))
    }

    /// All findings about the texts as they are now.
    pub(crate) async fn problems_now(self) -> Vec<Diagnostic> {
        let analysis = self.analyze_now().await;
        let composition = self.compose_now().await;
        self.builds
            .with_untracked(|builds| merged(&analysis, &composition, builds))
    }

    /// The composition as it is now, unless its text has an error.
    pub(crate) async fn composition_now(self) -> Result<Composition, Fault> {
        let composition = self.compose_now().await;
        if composition.bytes.is_some() {
            Ok(composition)
        } else {
            Err(not_composed(&composition))
        }
    }

    /// What a target is now.
    pub(crate) async fn inspect_target(self, target: &Target) -> Result<Inspection, Fault> {
        match target {
            Target::Composition => {
                let composition = self.composition_now().await?;
                let failed = not_composed(&composition);
                composition.inspection.ok_or(failed)
            }
            Target::Component { name } => self.inspect(&self.component(name)?).await,
        }
    }

    /// The id of a function, which a script may also name without its interface where only one
    /// has that name.
    pub(crate) async fn function_id(self, target: &Target, name: &str) -> Result<String, Fault> {
        let inspection = self.inspect_target(target).await?;
        if inspection
            .functions
            .iter()
            .any(|function| function.id == name)
        {
            return Ok(name.to_owned());
        }
        let mut named = inspection
            .functions
            .iter()
            .filter(|function| function.name == name);
        match (named.next(), named.next()) {
            (Some(function), None) => Ok(function.id.clone()),
            _ => Err(edit::no_such("function", name)),
        }
    }
}
