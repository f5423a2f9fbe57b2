//! A world that is larger than anybody writes.

use model::{AuthorReply, AuthorRequest, BuildRequest, EncodedWorld};

use crate::{Shared, case};

/// A component comes of a world with five hundred functions and a module that has each.
pub(crate) fn many_functions(author: &Shared) -> Result<(), String> {
    let functions = 0..500;
    let exports = functions.clone();
    let exports = exports.map(|it| format!("  export e{it}: func(given: list<string>) -> u32;\n"));
    let exports: String = exports.collect();
    let wit = format!("package test:many;\nworld many {{\n{exports}}}\n");
    let module = functions.map(|it| format!("export const e{it} = () => {it};\n"));
    let request = BuildRequest {
        world: EncodedWorld {
            package: case::encoded(&wit).into(),
            world: None,
        },
        files: [("main.js".to_owned(), module.collect())].into(),
        entry: "main.js".to_owned(),
        ..Default::default()
    };
    let mut author = author.lock().map_err(|_| "another case panicked")?;
    match author.handle(AuthorRequest::Build(request)) {
        AuthorReply::Build(built) if built.component.is_some() => Ok(()),
        other => Err(format!("{other:?}")),
    }
}
