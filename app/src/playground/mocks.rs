//! Imports that nobody provides, answered by data of the workspace.

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{
    Function, KeptAnswer, KeptMock, ListImportsRequest, Mock, MockAnswer, MockOutcome, Param, Value,
};
use wasm_bindgen::JsValue;

use crate::client::messages::to_js;
use crate::playground::Playground;
use crate::state::fault::Fault;
use crate::state::form::Form;
use crate::state::mocks::{is_constructor, is_method, missing_functions, recorded, with_mock};
use crate::state::notice::Tone;
use crate::state::workspace::Edit;

impl Playground {
    /// Keeps a mock, in place of the one of the same function.
    pub fn set_mock(self, mock: KeptMock) {
        let known = self.workspace.with_untracked(|it| it.mocks.clone());
        self.make(Edit::Mocks(with_mock(known, mock)));
    }

    /// Forgets the mock of a function.
    pub fn remove_mock(self, function: &str) {
        let mut known = self.workspace.with_untracked(|it| it.mocks.clone());
        known.retain(|it| it.function != function);
        self.make(Edit::Mocks(known));
    }

    /// Makes a mock as a start for each function that nobody provides to the target.
    pub fn mock_missing(self, missing: Vec<String>) {
        spawn_local(async move {
            if let Err(fault) = self.start_mocks(&missing).await {
                self.tell_fault(&fault);
            }
        });
    }

    /// Makes mocks of what an instance was answered in the latest traced run.
    pub fn record_mocks(self, caller: &str) {
        let new = self.trace.with_untracked(|trace| recorded(trace, caller));
        let count = new.len();
        let known = self.workspace.with_untracked(|it| it.mocks.clone());
        let all = new.into_iter().fold(known, with_mock);
        self.make(Edit::Mocks(all));
        let text = format!("Recorded mocks of {count} functions that `{caller}` called");
        self.tell(Tone::Done, text, None);
    }

    async fn start_mocks(self, missing: &[String]) -> Result<(), Fault> {
        let target = self.workspace.with_untracked(|it| it.target.clone());
        let binary = self.binary(&target).await?;
        let imports = self
            .imports(&binary.inspection.digest, &binary.bytes)
            .await?;
        let mut mocks = self.workspace.with_untracked(|it| it.mocks.clone());
        for function in missing_functions(&imports, missing) {
            let mock = KeptMock {
                function: function.id.clone(),
                answers: self.first_answer(function).await,
                ..KeptMock::default()
            };
            mocks = with_mock(mocks, mock);
        }
        self.make(Edit::Mocks(mocks));
        Ok(())
    }

    /// An answer to any arguments, with an empty result.
    pub(super) async fn first_answer(self, function: &Function) -> Vec<KeptAnswer> {
        if is_constructor(&function.id) {
            return Vec::new();
        }
        let params: Vec<Param> = result_param(function).into_iter().collect();
        let values = Form::new(params.clone()).values().unwrap_or_default();
        let result = self.print_args(params, values).await.unwrap_or_default();
        vec![KeptAnswer { args: None, result }]
    }

    /// The mocks of the workspace for a component, as run workers take them; none where there are
    /// none for it.
    pub(super) async fn mocks_for(
        self,
        digest: &str,
        bytes: &[u8],
    ) -> Result<Option<JsValue>, Fault> {
        let kept = self.workspace.with_untracked(|it| it.mocks.clone());
        if kept.is_empty() {
            return Ok(None);
        }
        let imports = self.imports(digest, bytes).await?;
        let mut mocks = Vec::new();
        for mock in kept {
            if let Some(function) = imports.iter().find(|it| it.id == mock.function) {
                mocks.push(self.mock(function.clone(), mock).await?);
            }
        }
        if mocks.is_empty() {
            return Ok(None);
        }
        let message = to_js(&mocks).map_err(|error| Fault::new("no-worker", error.to_string()))?;
        Ok(Some(message))
    }

    async fn mock(self, function: Function, kept: KeptMock) -> Result<Mock, Fault> {
        let mut params = function.params.clone();
        if is_method(&function.id) {
            params.remove(0);
        }
        let result: Vec<Param> = result_param(&function).into_iter().collect();
        let mut answers = Vec::new();
        for KeptAnswer { args, result: text } in kept.answers {
            let args = match args {
                Some(args) => Some(self.mocked(&function, params.clone(), args).await?),
                None => None,
            };
            let value = self.mocked(&function, result.clone(), text).await?.pop();
            let outcome = MockOutcome::Returns { value };
            answers.push(MockAnswer { args, outcome });
        }
        Ok(Mock {
            function,
            order: kept.order,
            answers,
            delay: kept.delay,
        })
    }

    async fn mocked(
        self,
        function: &Function,
        params: Vec<Param>,
        text: String,
    ) -> Result<Vec<Value>, Fault> {
        let parsed = self.parse_args(params, text).await?;
        parsed.values.ok_or_else(|| {
            let first = parsed.diagnostics.into_iter().next();
            let why = first.map_or_else(|| "it cannot be read".into(), |it| it.message);
            let message = format!("the mock of `{}` is not right: {why}", function.id);
            Fault::new("bad-mock", message)
        })
    }

    /// The functions that a component imports, from the last time if it was asked.
    async fn imports(self, digest: &str, bytes: &[u8]) -> Result<Vec<Function>, Fault> {
        let known = self
            .imported
            .with_value(|(of, known)| (of == digest).then(|| known.clone()));
        if let Some(known) = known {
            return Ok(known);
        }
        let bytes = bytes.to_vec().into();
        let imports = self
            .engine_client()
            .ask(ListImportsRequest { bytes })
            .await?;
        self.imported
            .set_value((digest.to_owned(), imports.clone()));
        Ok(imports)
    }
}

/// The result of a function as a parameter, if it has one.
fn result_param(function: &Function) -> Option<Param> {
    let ty = function.result.clone()?;
    let name = "result".to_owned();
    Some(Param { name, ty })
}
