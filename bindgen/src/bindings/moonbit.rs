//! MoonBit, by wit-bindgen-moonbit.

use wit_bindgen_moonbit::{DeriveOpts, Opts};

use super::options::ASYNC;
use super::{Kind, Language, Option, Options, Sources, run};
use crate::world::World;

pub(crate) const LANGUAGE: Language = Language {
    id: "moonbit",
    name: "MoonBit",
    tool: "wit-bindgen-moonbit",
    options: &[
        Option {
            id: "project-name",
            label: "Project",
            hint: "Its name, or the path of the package in a larger one.",
            kind: Kind::Text("example/component"),
        },
        Option {
            id: "gen-dir",
            label: "Entry folder",
            hint: "Where the program's entry is put.",
            kind: Kind::Text("gen"),
        },
        ASYNC,
        Option {
            id: "derive-show",
            label: "Derive `Show`",
            hint: "For all types.",
            kind: Kind::Flag,
        },
        Option {
            id: "derive-debug",
            label: "Derive `Debug`",
            hint: "For all types.",
            kind: Kind::Flag,
        },
        Option {
            id: "derive-eq",
            label: "Derive `Eq`",
            hint: "For all types.",
            kind: Kind::Flag,
        },
        Option {
            id: "derive-error",
            label: "Derive `Error`",
            hint: "For types whose name ends in “error”.",
            kind: Kind::Flag,
        },
        Option {
            id: "ignore-stub",
            label: "No bodies for exports",
            hint: "For an update after WIT has changed.",
            kind: Kind::Flag,
        },
        Option {
            id: "ignore-module-file",
            label: "No `moon.mod.json`",
            hint: "For a part of a larger project.",
            kind: Kind::Flag,
        },
    ],
    generate,
};

fn generate(world: World, options: &Options) -> anyhow::Result<Sources> {
    let opts = Opts {
        derive: DeriveOpts {
            derive_debug: options.has("derive-debug"),
            derive_show: options.has("derive-show"),
            derive_eq: options.has("derive-eq"),
            derive_error: options.has("derive-error"),
        },
        ignore_stub: options.has("ignore-stub"),
        ignore_module_file: options.has("ignore-module-file"),
        gen_dir: options.get("gen-dir").unwrap_or("gen").to_owned(),
        project_name: options.get("project-name").map(str::to_owned),
        async_: options.async_filters(),
    };
    run(opts.build(), world)
}
