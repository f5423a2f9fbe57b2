//! A request to its answer.

use model::{EngineError, MakerReply, MakerRequest};

use crate::world::World;
use crate::{
    abi, bindings, componentize, config, judge, mock, package, project, recipe, stub, zip,
};

/// The maker, which holds nothing between requests.
#[derive(Default)]
pub struct Maker;

impl Maker {
    /// Answers a request, with [`MakerReply::Failed`] when it could not be asked.
    pub fn handle(&mut self, request: MakerRequest) -> MakerReply {
        answer(request).unwrap_or_else(MakerReply::Failed)
    }
}

fn answer(request: MakerRequest) -> Result<MakerReply, EngineError> {
    use MakerRequest as Request;
    Ok(match request {
        Request::ListGenerators(_) => MakerReply::ListGenerators(model::Generators {
            bindings: bindings::list(),
            projects: project::list(),
        }),
        Request::Generate(it) => {
            let world = World::decode(&it.of)?;
            MakerReply::Generate(bindings::generate(world, &it.generator, &it.options)?)
        }
        Request::StartProject(it) => {
            let world = World::decode(&it.of)?;
            MakerReply::StartProject(project::start(&world, &it.kind)?)
        }
        Request::TakeHome(it) => {
            let world = World::decode(&it.of)?;
            MakerReply::TakeHome(project::take_home(world, it))
        }
        Request::Package(it) => MakerReply::Package(package::package(&it)?),
        Request::Stub(it) => MakerReply::Stub(stub::stub(&World::decode(&it.of)?)?.into()),
        Request::Abi(it) => MakerReply::Abi(abi::abi(&it)?),
        Request::Mock(it) => MakerReply::Mock(mock::mock(&it)?),
        Request::Componentize(it) => MakerReply::Componentize(componentize::componentize(&it)?),
        Request::PrintWat(it) => MakerReply::PrintWat(engine::print_wat(&it.bytes)?),
        Request::EncodeWat(it) => MakerReply::EncodeWat(engine::encode_wat(it.file)),
        Request::EncodeComposition(it) => {
            MakerReply::EncodeComposition(engine::encode_composition(&it)?)
        }
        Request::WriteRecipe(it) => MakerReply::WriteRecipe(recipe::recipe(&it)),
        Request::XRay(it) => MakerReply::XRay(engine::xray(&it, &|world| {
            stub::stub(&World::decode(world).ok()?).ok()
        })?),
        Request::ReadConfig(it) => MakerReply::ReadConfig(config::read_config(&it)),
        Request::Judge(it) => MakerReply::Judge(judge::judge(&it)?),
        Request::Zip(it) => MakerReply::Zip(zip::zip(&it.folder, &it.files).into()),
    })
}
