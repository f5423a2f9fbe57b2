//! Core modules into components: `wit_component::ComponentEncoder` with the adapters of WASI
//! preview 1, and in our own words what it would refuse one by one.

mod misfits;

use engine::inspect;
use model::{
    Adapter, Artifact, ComponentizeRequest, Componentized, EngineError, Inspection, Misfit,
    MisfitKind, ModuleWorld, Validation,
};
use wasi_preview1_component_adapter_provider as adapters;
use wasmparser::{Parser, Payload};
use wit_component::metadata::{self, Bindgen};
use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::decoding::decode_world;

use self::misfits::misfits;
use crate::fault::fault;
use crate::world::World;

/// The function that a command begins with.
const START: &str = "_start";

/// The component of a core module, or what it takes.
///
/// # Errors
///
/// `not-wasm` and `malformed` for what is no valid core module, `unreadable-world` when the world
/// that stands in it cannot be read.
pub(crate) fn componentize(request: &ComponentizeRequest) -> Result<Componentized, EngineError> {
    let ComponentizeRequest {
        module,
        world,
        adapter,
    } = request;
    let inspection = inspect_module(module)?;
    let embedded = embedded(module)?;
    let calls_wasi = inspection.imports.iter().any(|it| is_preview1(&it.name));
    let is_command = inspection.exports.iter().any(|it| it.name == START);
    let given = world.as_ref().map(World::decode).transpose()?;
    let (name, world) = match (embedded, given) {
        (Some((name, world)), _) => (ModuleWorld::Embedded(name), Some(world)),
        (None, Some(world)) => (ModuleWorld::Given(world.id()), Some(world)),
        (None, None) if is_command => (ModuleWorld::Command, None),
        (None, None) => (ModuleWorld::Unknown, None),
    };
    let needs_adapter = calls_wasi || is_command;
    let adapter = needs_adapter.then(|| {
        let fitting = || fitting(world.as_ref(), is_command);
        adapter.unwrap_or_else(fitting)
    });
    let mut componentized = Componentized {
        world: name,
        adapter,
        component: None,
        misfits: Vec::new(),
    };
    if componentized.world == ModuleWorld::Unknown {
        return Ok(componentized);
    }
    let given = match componentized.world {
        ModuleWorld::Given(_) => world.as_ref(),
        _ => None,
    };
    match encode(module, given, adapter) {
        Ok(component) => componentized.component = Some(component.into()),
        Err(error) => {
            componentized.misfits = world.map_or_else(Vec::new, |it| misfits(&it, &inspection));
            if componentized.misfits.is_empty() {
                componentized.misfits.push(refused(&error));
            }
        }
    }
    Ok(componentized)
}

/// What a core module imports and exports.
fn inspect_module(module: &[u8]) -> Result<Inspection, EngineError> {
    let inspection = inspect(module)?;
    if inspection.artifact != Artifact::CoreModule {
        return Err(fault("not-a-module", "it is a component already"));
    }
    match inspection.validation {
        Validation::Valid => Ok(inspection),
        Validation::Invalid { diagnostic } => Err(EngineError {
            offset: Some(diagnostic.span.start),
            ..fault("malformed", diagnostic.message)
        }),
    }
}

/// The world that stands in a module, in the custom sections that bindings leave there, and how
/// they call it.
fn embedded(module: &[u8]) -> Result<Option<(String, World)>, EngineError> {
    let unreadable = |error: &dyn std::fmt::Display| {
        let message = format!("the world in the module cannot be read: {error:#}");
        fault("unreadable-world", message)
    };
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.map_err(|error| unreadable(&error))?;
        let Payload::CustomSection(section) = payload else {
            continue;
        };
        let is_type = section.name().starts_with("component-type");
        // Old bindings leave another form, which has no name that is told.
        if let (true, Ok((resolve, id))) = (is_type, decode_world(section.data())) {
            names.push(World { resolve, id }.id());
        }
    }
    let (without, merged) = metadata::decode(module).map_err(|error| unreadable(&error))?;
    let Bindgen { resolve, world, .. } = merged;
    Ok(without.map(|_| (names.join(" and "), World { resolve, id: world })))
}

/// Whether something is imported of WASI preview 1.
fn is_preview1(import: &str) -> bool {
    let module = adapters::WASI_SNAPSHOT_PREVIEW1_ADAPTER_NAME;
    import
        .strip_prefix(module)
        .is_some_and(|rest| rest.starts_with(' '))
}

/// The adapter for a module of this world.
fn fitting(world: Option<&World>, is_command: bool) -> Adapter {
    let handles_http = |world: &World| {
        let exports = world.resolve.worlds[world.id].exports.keys();
        let mut names = exports.map(|key| world.resolve.name_world_key(key));
        names.any(|name| name.starts_with("wasi:http/incoming-handler@"))
    };
    match world {
        _ if is_command => Adapter::Command,
        Some(world) if handles_http(world) && !imports_files(world) => Adapter::Proxy,
        _ => Adapter::Reactor,
    }
}

/// Whether a world has what the adapter for HTTP handlers is without.
fn imports_files(world: &World) -> bool {
    let mut imports = world.resolve.worlds[world.id].imports.keys();
    imports.any(|key| {
        let name = world.resolve.name_world_key(key);
        name.starts_with("wasi:filesystem/") || name.starts_with("wasi:cli/environment@")
    })
}

fn encode(
    module: &[u8],
    given: Option<&World>,
    adapter: Option<Adapter>,
) -> anyhow::Result<Vec<u8>> {
    let mut module = module.to_vec();
    if let Some(World { resolve, id }) = given {
        embed_component_metadata(&mut module, resolve, *id, StringEncoding::UTF8)?;
    }
    let mut encoder = ComponentEncoder::default();
    encoder.module(&module)?;
    if let Some(adapter) = adapter {
        let bytes = match adapter {
            Adapter::Command => adapters::WASI_SNAPSHOT_PREVIEW1_COMMAND_ADAPTER,
            Adapter::Reactor => adapters::WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER,
            Adapter::Proxy => adapters::WASI_SNAPSHOT_PREVIEW1_PROXY_ADAPTER,
        };
        encoder.adapter(adapters::WASI_SNAPSHOT_PREVIEW1_ADAPTER_NAME, bytes)?;
    }
    encoder.validate(true).encode()
}

fn refused(error: &anyhow::Error) -> Misfit {
    Misfit {
        kind: MisfitKind::Refused,
        name: format!("{error:#}"),
        wanted: None,
        found: None,
        hint: None,
    }
}
