//! A world with all that it needs, in binary form: what others make something of.

use model::{EncodeWorldRequest, EncodedWorld, EngineError, WitSource};

use crate::analyze;
use crate::components::Components;
use crate::diagnostics::failure;
use crate::pack::Pack;
use crate::wit_text::package_name;

/// Encodes the package that holds a world.
///
/// # Errors
///
/// `no-such-package` when there is none of that name, or it has an error.
pub(crate) fn encode_world(
    request: EncodeWorldRequest,
    pack: &mut Pack,
    components: &mut Components,
) -> Result<EncodedWorld, EngineError> {
    let EncodeWorldRequest { files, of } = request;
    let package = match of.source {
        WitSource::Component(known) => Ok(components.component(&known)?.binary.bytes.clone()),
        WitSource::Bundled { package } => {
            let name = package_name(&package);
            let encoded = name.and_then(|name| pack.encode(&name));
            encoded.ok_or_else(|| no_such(&package, "is not bundled"))
        }
        WitSource::Own { package } => {
            let (resolve, _) = analyze::resolve(&files, pack);
            let name = package_name(&package);
            let id = name.and_then(|name| resolve.package_names.get(&name).copied());
            let id = id.ok_or_else(|| no_such(&package, "has an error, or is not there"))?;
            let encoded = wit_component::encode(&resolve, id);
            encoded.map_err(|error| failure("not-encoded", format!("{error:#}")))
        }
    };
    Ok(EncodedWorld {
        package: package?.into(),
        world: of.world,
    })
}

fn no_such(package: &str, why: &str) -> EngineError {
    failure("no-such-package", format!("the package `{package}` {why}"))
}
