//! Worlds and modules that are larger than anybody writes.

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
    builds(author, &wit, module.collect()).map(|_| ())
}

/// A component comes of a module of 10 MB, and nothing is left in it of what is a comment there.
pub(crate) fn much_text(author: &Shared) -> Result<(), String> {
    const FILLER: &str = "// What nobody reads.\n";
    let wit = "package test:much;\nworld much { export answer: func() -> u32; }\n";
    let filler = FILLER.repeat(10_000_000 / FILLER.len());
    let module = format!("export const answer = () => 42;\n{filler}");
    let size = builds(author, wit, module)?;
    match size < 2_000_000 {
        true => Ok(()),
        false => Err(format!("the component has {size} bytes")),
    }
}

/// How many bytes the component has that comes of a world and a module.
fn builds(author: &Shared, wit: &str, module: String) -> Result<usize, String> {
    let request = BuildRequest {
        world: EncodedWorld {
            package: case::encoded(wit).into(),
            world: None,
        },
        files: [("main.js".to_owned(), module)].into(),
        entry: "main.js".to_owned(),
        ..Default::default()
    };
    let mut author = author.lock().map_err(|_| "another case panicked")?;
    match author.handle(AuthorRequest::Build(request)) {
        AuthorReply::Build(built) => match built.component {
            Some(component) => Ok(component.len()),
            None => Err(format!("{:?}", built.diagnostics)),
        },
        other => Err(format!("{other:?}")),
    }
}
