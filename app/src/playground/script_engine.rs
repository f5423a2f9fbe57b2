//! Which engine runs the module of a component. StarlingMonkey is large: it is loaded once the user
//! has said that it may be.

use leptos::prelude::*;
use model::{Made, ScriptEngine};

use crate::playground::{Playground, edit};
use crate::state::building::BuildProgress;
use crate::state::fault::Fault;
use crate::state::workspace::Edit;

impl Playground {
    /// The engine of a component that is made of a module.
    pub fn engine_of(self, name: &str) -> ScriptEngine {
        let made = self.workspace.with(|it| it.made.get(name).cloned());
        match made {
            Some(Made::Script { engine, .. }) => engine,
            Some(Made::Wat { .. }) | None => ScriptEngine::default(),
        }
    }

    /// Has another engine run the module of a component, as one step, after which it is built. Asks first
    /// whether StarlingMonkey may be loaded, and fails with the code `cancelled` meanwhile.
    pub async fn choose_engine(self, name: &str, chosen: ScriptEngine) -> Result<(), Fault> {
        self.see_to_engine(name, chosen)?;
        let mut made = self.workspace.with_untracked(|it| it.made.clone());
        let own = made.entry(name.to_owned()).or_insert(self.made(name)?);
        let Made::Script { engine, .. } = own else {
            return Err(edit::no_such("component made of a module", name));
        };
        if *engine == chosen {
            return self.build_component(name).await;
        }
        *engine = chosen;
        // What is built follows what it is made of.
        self.tell_building(name, |it| it.stage = BuildProgress::Working);
        self.make(Edit::Made(made));
        if !self.uses_starling() {
            self.client_of(ScriptEngine::Starlingmonkey).rest();
        }
        Ok(())
    }

    /// Whether StarlingMonkey runs any of the modules.
    fn uses_starling(self) -> bool {
        let is_so = |it: &Made| matches!(it, Made::Script { engine, .. } if *engine == ScriptEngine::Starlingmonkey);
        self.workspace
            .with_untracked(|workspace| workspace.made.values().any(is_so))
    }

    /// From here on StarlingMonkey may be loaded: builds the component that it was wanted for.
    pub async fn allow_engine(self) -> Result<(), Fault> {
        self.cells.engine_allowed.set(true);
        let Some(name) = self.engine_wanted.get_untracked() else {
            return Ok(());
        };
        self.refuse_engine();
        self.choose_engine(&name, ScriptEngine::Starlingmonkey)
            .await
    }

    /// StarlingMonkey is not to be loaded now.
    pub fn refuse_engine(self) {
        self.cells.engine_wanted.set(None);
    }

    /// Asks whether an engine may be loaded for a component, unless it may.
    pub(super) fn see_to_engine(self, name: &str, engine: ScriptEngine) -> Result<(), Fault> {
        if engine != ScriptEngine::Starlingmonkey || self.cells.engine_allowed.get_untracked() {
            return Ok(());
        }
        self.cells.engine_wanted.set(Some(name.to_owned()));
        let message = "say in the page first that StarlingMonkey may be loaded";
        Err(Fault::new("cancelled", message))
    }
}
