//! Makes a component of an ES module, as the page does.
//!
//! ```text
//! componentize ENGINE.wasm WIT-FOLDER WORLD MODULE.js OUT.wasm
//! ```

#![allow(clippy::unwrap_used, reason = "what cannot be read or built must fail")]

#[path = "../tests/suite/native.rs"]
mod native;

use std::path::Path;
use std::{env, fs};

use author::Author;
use model::{AuthorReply, AuthorRequest, BuildRequest, EncodedWorld, LoadRuntimeRequest};

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    let [engine, wit, world, module, out] = args.try_into().expect("five arguments");
    let mut author = Author::new(native::Native::new(&native::engine()));
    author.handle(AuthorRequest::LoadRuntime(LoadRuntimeRequest {
        bytes: fs::read(engine).unwrap().into(),
        concurrent: false,
    }));
    let reply = author.handle(AuthorRequest::Build(BuildRequest {
        world: encoded(Path::new(&wit), world),
        files: [(module.clone(), fs::read_to_string(&module).unwrap())].into(),
        entry: module,
        ..Default::default()
    }));
    match reply {
        AuthorReply::Build(built) if built.component.is_some() => {
            fs::write(out, built.component.unwrap()).unwrap();
        }
        other => panic!("no component came of it: {other:?}"),
    }
}

/// A world of the package in a folder.
fn encoded(wit: &Path, world: String) -> EncodedWorld {
    let mut resolve = wit_parser::Resolve::default();
    let (package, _) = resolve.push_dir(wit).unwrap();
    let package = wit_component::encode(&resolve, package, false).unwrap();
    EncodedWorld {
        package: package.into(),
        world: Some(world),
    }
}
