//! D, by wit-bindgen-d.

use wit_bindgen_d::Opts;

use super::{Kind, Language, Option, Options, Sources, run};
use crate::world::World;

pub(crate) const LANGUAGE: Language = Language {
    id: "d",
    name: "D",
    tool: "wit-bindgen-d",
    options: &[
        Option {
            id: "root-package",
            label: "Package",
            hint: "Everything is nested in it.",
            kind: Kind::Text("wit"),
        },
        Option {
            id: "required-versions",
            label: "Versions",
            hint: "The bindings are there only where all of these versions are set.",
            kind: Kind::Text("Component"),
        },
    ],
    generate,
};

fn generate(world: World, options: &Options) -> anyhow::Result<Sources> {
    let mut opts = Opts::default();
    opts.root_package = options.get("root-package").map(str::to_owned);
    opts.required_d_versions = options.list("required-versions");
    run(opts.build(None), world)
}
