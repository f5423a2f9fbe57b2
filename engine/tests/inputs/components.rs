//! Components to try things on that nobody built.

use model::{EngineCall, KnownComponent, LoadComponentRequest};
use wit_component::{ComponentEncoder, StringEncoding};
use wit_parser::{LiftLowerAbi, ManglingAndAbi, Resolve};

/// A component of the only world of this WIT, that does nothing.
pub(crate) fn component(wit: &str) -> Vec<u8> {
    let mut resolve = Resolve::default();
    let package = resolve
        .push_source("component.wit", wit)
        .expect("it is WIT");
    let world = resolve
        .select_world(&[package], None)
        .expect("it has one world");
    let mangling = ManglingAndAbi::Legacy(LiftLowerAbi::Sync);
    let mut module = wit_component::dummy_module(&resolve, world, mangling);
    let encoding = StringEncoding::UTF8;
    wit_component::embed_component_metadata(&mut module, &resolve, world, encoding)
        .expect("a dummy takes any world");
    let mut encoder = ComponentEncoder::default();
    let encoder = encoder.module(&module).expect("it has a world");
    encoder.encode().expect("a dummy is encoded")
}

/// A component with a core module more, which has about so many bytes of code.
pub(crate) fn enlarged(mut component: Vec<u8>, size: usize) -> Vec<u8> {
    // `i32.const 42`, `drop`, again and again.
    let code = [0x41, 42, 0x1a].repeat(333);
    let body = [&[0][..], &code, &[0x0b]].concat();
    let count = size / body.len();
    let bodies = [number(body.len()), body].concat().repeat(count);
    let module = [
        b"\0asm\x01\0\0\0".to_vec(),
        section(1, &[1, 0x60, 0, 0]),
        section(3, &[number(count), vec![0; count]].concat()),
        section(10, &[number(count), bodies].concat()),
    ];
    component.extend(section(1, &module.concat()));
    component
}

/// Gives an engine a component.
pub(crate) fn load(engine: &mut engine::Engine, name: &str, bytes: Vec<u8>) -> KnownComponent {
    let digest = format!("digest of {name}");
    let request = LoadComponentRequest {
        digest: digest.clone(),
        bytes: bytes.into(),
    };
    engine.handle(request.into_request());
    KnownComponent {
        name: name.to_owned(),
        digest,
    }
}

fn section(id: u8, content: &[u8]) -> Vec<u8> {
    [vec![id], number(content.len()), content.to_vec()].concat()
}

fn number(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number >= 128 {
        bytes.push((number & 127) as u8 | 128);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}
