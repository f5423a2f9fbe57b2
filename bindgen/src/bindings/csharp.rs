//! C#, by wit-bindgen-csharp.

use wit_bindgen_csharp::{CSharpRuntime, Opts};

use super::options::STRING_ENCODING;
use super::{Kind, Language, Option, Options, Sources, run};
use crate::world::World;

pub(crate) const LANGUAGE: Language = Language {
    id: "csharp",
    name: "C#",
    tool: "wit-bindgen-csharp",
    options: &[
        Option {
            id: "runtime",
            label: "Runtime",
            hint: "What compiles the program to WebAssembly.",
            kind: Kind::Choice(&["native-aot", "mono"]),
        },
        STRING_ENCODING,
        Option {
            id: "generate-stub",
            label: "Bodies for exports",
            hint: "A class that implements every export.",
            kind: Kind::Flag,
        },
        Option {
            id: "with-wit-results",
            label: "Results as values",
            hint: "A `result` is a value rather than an exception.",
            kind: Kind::Flag,
        },
        Option {
            id: "internal",
            label: "Internal",
            hint: "Types are `internal` rather than `public`.",
            kind: Kind::Flag,
        },
        Option {
            id: "skip-support-files",
            label: "No support files",
            hint: "Without allocation, linkage and the files that describe the world.",
            kind: Kind::Flag,
        },
    ],
    generate,
};

fn generate(world: World, options: &Options) -> anyhow::Result<Sources> {
    let opts = Opts {
        string_encoding: options.choice(STRING_ENCODING.id, |it| it.parse().ok())?,
        generate_stub: options.has("generate-stub"),
        runtime: match options.get("runtime") {
            Some("mono") => CSharpRuntime::Mono,
            _ => CSharpRuntime::NativeAOT,
        },
        internal: options.has("internal"),
        skip_support_files: options.has("skip-support-files"),
        with_wit_results: options.has("with-wit-results"),
    };
    run(opts.build(), world)
}
