//! A component that stands in for what loads modules, once there is nothing more to load.

use wit_component::{ComponentEncoder, StringEncoding, dummy_module, embed_component_metadata};
use wit_parser::{ManglingAndAbi, Resolve};

/// The functions of the interface, exported as they are.
const WIT: &str = "package local:init;
world stub {
  export resolve: func(referrer: string, specifier: string) -> result<string, string>;
  export load: func(path: string) -> result<string, string>;
}";

/// The component, whose functions trap.
pub(crate) fn stub() -> Result<Vec<u8>, String> {
    let mut resolve = Resolve::default();
    let encoded = resolve
        .push_str("loader.wit", WIT)
        .map_err(|error| format!("{error:#}"));
    let world = resolve.select_world(&[encoded?], None);
    let world = world.map_err(|error| format!("{error:#}"))?;
    let mut module = dummy_module(&resolve, world, ManglingAndAbi::Standard32);
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8, false)
        .and_then(|()| {
            let mut encoder = ComponentEncoder::default();
            encoder.module(&module)?.encode()
        })
        .map_err(|error| format!("{error:#}"))
}
