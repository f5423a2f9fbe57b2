//! A request to its answer.

use model::{EngineError, EngineReply, EngineRequest};

use crate::pack::Pack;
use crate::{analyze, compose, format, inspect, open, plug, print_wat, structure, transpile, wave};

/// The engine, which knows nothing but the WIT packages that were loaded into it.
#[derive(Default)]
pub struct Engine {
    pack: Pack,
}

impl Engine {
    /// Answers a request, with [`EngineReply::Failed`] when it could not be asked.
    pub fn handle(&mut self, request: EngineRequest) -> EngineReply {
        self.answer(request).unwrap_or_else(EngineReply::Failed)
    }

    fn answer(&mut self, request: EngineRequest) -> Result<EngineReply, EngineError> {
        use EngineRequest as Request;
        Ok(match request {
            Request::LoadPack(it) => EngineReply::LoadPack(self.pack.load(it.packages)),
            Request::Analyze(it) => {
                EngineReply::Analyze(analyze::analyze(&it.files, &mut self.pack))
            }
            Request::Inspect(it) => EngineReply::Inspect(inspect(&it.bytes)?),
            Request::PrintWat(it) => EngineReply::PrintWat {
                wat: print_wat(&it.bytes)?,
            },
            Request::Transpile(it) => EngineReply::Transpile(transpile(&it.bytes)?),
            Request::ParseWave(it) => {
                EngineReply::ParseWave(wave::parse_wave(&it.params, &it.text))
            }
            Request::PrintWave(it) => EngineReply::PrintWave {
                text: wave::print_wave(&it.params, &it.values)?,
            },
            Request::Open(it) => EngineReply::Open(open::open(it.files)),
            Request::Compose(it) => EngineReply::Compose(compose::compose(
                &it.path,
                &it.text,
                &it.components,
                &mut self.pack,
            )),
            Request::Plug(it) => {
                EngineReply::Plug(plug::plug(&it.socket, &it.plugs, &it.components))
            }
            Request::Structure(it) => EngineReply::Structure(structure::structure(&it.text)),
            Request::Format(it) => EngineReply::Format(format::format(&it.text)),
            _ => {
                return Err(EngineError {
                    code: "unknown-request".into(),
                    message: "this engine cannot answer that".into(),
                    offset: None,
                });
            }
        })
    }
}
