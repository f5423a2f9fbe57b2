//! C, by wit-bindgen-c.

use wit_bindgen_c::{Enabled, Opts};

use super::options::{ASYNC, STRING_ENCODING};
use super::{Kind, Language, Option, Options, Sources, run};
use crate::world::World;

pub(crate) const LANGUAGE: Language = Language {
    id: "c",
    name: "C",
    tool: "wit-bindgen-c",
    options: &[
        STRING_ENCODING,
        Option {
            id: "rename-world",
            label: "World's name",
            hint: "Called so in the source and in the names of files.",
            kind: Kind::Text("component"),
        },
        ASYNC,
        Option {
            id: "no-helpers",
            label: "No helpers",
            hint: "Without functions that allocate and free.",
            kind: Kind::Flag,
        },
        Option {
            id: "no-sig-flattening",
            label: "Plain signatures",
            hint: "Without options as null pointers and results as booleans.",
            kind: Kind::Flag,
        },
        Option {
            id: "no-object-file",
            label: "No object file",
            hint: "Without the object file that tells the linker of the world.",
            kind: Kind::Flag,
        },
        Option {
            id: "autodrop-borrows",
            label: "Drop borrows",
            hint: "Borrowed handles are dropped as an export returns.",
            kind: Kind::Flag,
        },
    ],
    generate,
};

fn generate(world: World, options: &Options) -> anyhow::Result<Sources> {
    let opts = Opts {
        string_encoding: options.choice(STRING_ENCODING.id, |it| it.parse().ok())?,
        rename_world: options.get("rename-world").map(str::to_owned),
        no_helpers: options.has("no-helpers"),
        no_sig_flattening: options.has("no-sig-flattening"),
        no_object_file: options.has("no-object-file"),
        autodrop_borrows: match options.has("autodrop-borrows") {
            true => Enabled::Yes,
            false => Enabled::No,
        },
        async_: options.async_filters(),
        ..Opts::default()
    };
    run(opts.build(), world)
}
