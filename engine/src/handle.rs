//! A request to its answer.

use std::collections::BTreeMap;

use model::{EngineError, EngineReply, EngineRequest, KnownComponent, Position, ReadWitRequest};

use crate::components::{Component, Components};
use crate::language::{self, Embedded, Files, Index};
use crate::own_wit::OwnWit;
use crate::pack::Pack;
use crate::syntax::is_wac;
use crate::{
    analyze, arrange, compare, compose, encode_world, explain_wire, export, fit, format, inspect,
    link, open, prospects, structure, transpile, wave, world,
};

/// The engine, which knows nothing but the WIT packages and components that were loaded into it.
#[derive(Default)]
pub struct Engine {
    pack: Pack,
    components: Components,
    own_wit: OwnWit,
    files: Files,
    embedded: Embedded,
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
                // An editor's next question is often about what this text says.
                self.files.update(&it.files);
                EngineReply::Analyze(analyze::analyze(&it.files, &mut self.pack))
            }
            Request::Inspect(it) => EngineReply::Inspect(inspect(&it.bytes)?),
            Request::Transpile(it) => EngineReply::Transpile(transpile(&it.bytes)?),
            Request::ParseWave(it) => {
                EngineReply::ParseWave(wave::parse_wave(&it.params, &it.text))
            }
            Request::PrintWave(it) => {
                EngineReply::PrintWave(wave::print_wave(&it.params, &it.values)?)
            }
            Request::Open(it) => EngineReply::Open(open::open(it.files)),
            Request::ReadWit(it) => EngineReply::ReadWit(self.read_wit(it)?),
            Request::Export(it) => EngineReply::Export(export::export(it, &mut self.pack)?.into()),
            Request::Compose(it) => {
                let components = self.composed(&it.text, &it.components)?;
                let pack = &mut self.pack;
                EngineReply::Compose(compose::compose(&it.path, &it.text, &components, pack))
            }
            Request::Link(it) => {
                let components = self.components.named(&it.components)?;
                let pack = &mut self.pack;
                EngineReply::Link(link::link(&it.path, &it.text, &components, pack)?)
            }
            Request::ListImports(it) => {
                let (resolve, world) = transpile::decode(&it.bytes)?;
                EngineReply::ListImports(inspect::imported_functions(&resolve, world))
            }
            Request::LoadComponent(it) => {
                self.components.load(it);
                EngineReply::LoadComponent(())
            }
            Request::LoadTexts(it) => {
                self.own_wit.load(it.files);
                EngineReply::LoadTexts(())
            }
            Request::TurnOn(it) => {
                self.pack.turn_on(it.features);
                self.own_wit.forget();
                EngineReply::TurnOn(())
            }
            Request::Structure(it) => {
                EngineReply::Structure(structure::structure(&it.path, &it.text))
            }
            Request::Format(it) => EngineReply::Format(format::format(&it.path, &it.text)),
            Request::Hover(it) => {
                let index = self.index(&it.files, &it.components, &it.at)?;
                EngineReply::Hover(language::hover(&index, &it))
            }
            Request::Define(it) => {
                let index = self.index(&it.files, &it.components, &it.at)?;
                EngineReply::Define(language::define(&index, &it))
            }
            Request::References(it) => {
                let index = self.index(&it.files, &it.components, &it.at)?;
                EngineReply::References(language::references(&index, &it))
            }
            Request::Rename(it) => {
                let index = self.index(&it.files, &it.components, &it.at)?;
                let renamed = language::rename(&index, &it);
                EngineReply::Rename(language::checked(&it, renamed, &mut self.pack))
            }
            Request::Complete(it) => {
                let index = self.index(&it.files, &it.components, &it.at)?;
                EngineReply::Complete(language::complete(&index, &it))
            }
            Request::ReadBundled(it) => {
                self.embedded.update(self.components.named(&it.components)?);
                let file = Index::new(&self.files, &self.pack, &self.embedded).file(&it.path);
                EngineReply::ReadBundled(file.map(|file| file.text.clone()))
            }
            Request::EncodeWorld(it) => {
                let (pack, components) = (&mut self.pack, &mut self.components);
                EngineReply::EncodeWorld(encode_world::encode_world(it, pack, components)?)
            }
            Request::ListBundled(_) => EngineReply::ListBundled(world::list_bundled(&self.pack)),
            Request::DescribeWorld(it) => {
                let (pack, components) = (&mut self.pack, &mut self.components);
                EngineReply::DescribeWorld(world::describe(&it.files, &it.of, pack, components)?)
            }
            Request::CheckFit(it) => {
                let (pack, components) = (&mut self.pack, &mut self.components);
                let fit = fit::check(&it.files, &it.subject, &it.target, pack, components)?;
                EngineReply::CheckFit(fit)
            }
            Request::CompareWit(it) => {
                let (pack, components) = (&mut self.pack, &mut self.components);
                EngineReply::CompareWit(compare::compare(&it, pack, components)?)
            }
            Request::Arrange(it) => {
                let components = self.composed(&it.text, &it.components)?;
                let pack = &mut self.pack;
                let arranged = arrange::arrange(&it.path, &it.text, &components, &it.edit, pack);
                EngineReply::Arrange(arranged)
            }
            Request::CopyNodes(it) => {
                let components = self.composed(&it.text, &it.components)?;
                let pack = &mut self.pack;
                let copied = arrange::copy_nodes(&it.text, &components, &it.nodes, pack)?;
                EngineReply::CopyNodes(copied)
            }
            Request::Prospects(it) => {
                let components = self.composed(&it.text, &it.components)?;
                let pack = &mut self.pack;
                EngineReply::Prospects(prospects::prospects(&it.text, &components, pack))
            }
            Request::ExplainWire(it) => {
                let components = self.composed(&it.text, &it.components)?;
                let report = explain_wire::explain_wire(&it, &components, &mut self.pack)?;
                EngineReply::ExplainWire(report)
            }
        })
    }

    /// What a composition is made of: components, and WIT packages of the workspace that it names.
    fn composed(
        &mut self,
        text: &str,
        components: &[KnownComponent],
    ) -> Result<Vec<Component>, EngineError> {
        let mut composed = self.components.named(components)?;
        composed.extend(self.own_wit.named_in(text, &mut self.pack));
        Ok(composed)
    }

    /// What is declared in the files of a workspace, in its components and in the pack.
    fn index(
        &mut self,
        files: &BTreeMap<String, String>,
        components: &[KnownComponent],
        at: &Position,
    ) -> Result<Index<'_>, EngineError> {
        if is_wac(&at.path) || !components.is_empty() {
            self.embedded.update(self.components.named(components)?);
        }
        self.files.update(files);
        Ok(Index::new(&self.files, &self.pack, &self.embedded))
    }

    fn read_wit(&self, request: ReadWitRequest) -> Result<BTreeMap<String, String>, EngineError> {
        let ReadWitRequest {
            name,
            bytes,
            mut known,
        } = request;
        known.extend(self.pack.names().map(ToString::to_string));
        open::read_wit(&name, &bytes, &known)
    }
}
