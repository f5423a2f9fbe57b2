//! Go, by wit-bindgen-go.

use wit_bindgen_go::{Format, Opts};

use super::options::ASYNC;
use super::{Kind, Language, Option, Options, Sources, run};
use crate::world::World;

pub(crate) const LANGUAGE: Language = Language {
    id: "go",
    name: "Go",
    tool: "wit-bindgen-go",
    options: &[
        Option {
            id: "pkg-name",
            label: "Package",
            hint: "Makes a library of this import path rather than a program.",
            kind: Kind::Text("example.com/bindings"),
        },
        ASYNC,
        Option {
            id: "generate-stubs",
            label: "Bodies for exports",
            hint: "A function for every export.",
            kind: Kind::Flag,
        },
        Option {
            id: "include-versions",
            label: "Versions in names",
            hint: "Packages are named with their version always, not only to tell two apart.",
            kind: Kind::Flag,
        },
    ],
    generate,
};

fn generate(world: World, options: &Options) -> anyhow::Result<Sources> {
    let opts = Opts {
        // There is no gofmt to call here.
        format: Format::False,
        pkg_name: options.get("pkg-name").map(str::to_owned),
        generate_stubs: options.has("generate-stubs"),
        include_versions: options.has("include-versions"),
        async_: options.async_filters(),
        ..Opts::default()
    };
    run(opts.build(), world)
}
