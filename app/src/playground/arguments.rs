//! Arguments and results between WAVE and values, which the engine reads and writes.

use model::{
    Function, Outcome, Param, ParseWaveRequest, ParsedWave, PrintWaveRequest, Type, Value,
};

use crate::playground::Playground;
use crate::state::fault::Fault;

impl Playground {
    /// What WAVE arguments mean; for the form beside them.
    pub async fn parse_args(self, params: Vec<Param>, text: String) -> Result<ParsedWave, Fault> {
        Ok(self
            .engine_client()
            .ask(ParseWaveRequest { params, text })
            .await?)
    }

    /// Values as WAVE arguments; for the text beside the form.
    pub async fn print_args(self, params: Vec<Param>, values: Vec<Value>) -> Result<String, Fault> {
        Ok(self
            .engine_client()
            .ask(PrintWaveRequest { params, values })
            .await?)
    }

    /// What WAVE arguments mean, or what is wrong with them.
    pub(super) async fn args_of(
        self,
        function: &Function,
        text: String,
    ) -> Result<Vec<Value>, Fault> {
        let parsed = self.parse_args(function.params.clone(), text).await?;
        parsed.values.ok_or_else(|| {
            let first = parsed.diagnostics.into_iter().next();
            let message = first.map_or_else(|| "they cannot be read".into(), |it| it.message);
            let message = format!("the arguments are not right: {message}");
            Fault::new("bad-arguments", message)
        })
    }

    /// A result in WAVE beside its value, where WAVE can write it.
    pub(super) async fn with_wave(self, outcome: Outcome, result: Option<Type>) -> Outcome {
        match (outcome, result) {
            (
                Outcome::Returned {
                    value: Some(value),
                    wave: None,
                },
                Some(ty),
            ) => {
                let name = "result".to_owned();
                let params = vec![Param { name, ty }];
                let wave = self.print_args(params, vec![value.clone()]).await.ok();
                let value = Some(value);
                Outcome::Returned { value, wave }
            }
            (outcome, _) => outcome,
        }
    }
}
