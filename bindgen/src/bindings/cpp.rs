//! C++, by wit-bindgen-cpp.

use wit_bindgen_cpp::{APIStyle, Opts, Ownership};

use super::{Kind, Language, Option, Options, Sources, run};
use crate::world::World;

pub(crate) const LANGUAGE: Language = Language {
    id: "cpp",
    name: "C++",
    tool: "wit-bindgen-cpp",
    options: &[
        Option {
            id: "api-style",
            label: "Signatures",
            hint: "Symmetric ones are the same for imports and exports.",
            kind: Kind::Choice(&["asymmetric", "symmetric"]),
        },
        Option {
            id: "ownership",
            label: "Ownership",
            hint: "Whether records that are passed to imports own what they hold.",
            kind: Kind::Choice(&["owning", "coarse-borrowing", "fine-borrowing"]),
        },
        Option {
            id: "internal-prefix",
            label: "Namespace",
            hint: "Wraps all classes.",
            kind: Kind::Text("bindings"),
        },
        Option {
            id: "split-interfaces",
            label: "A file an interface",
            hint: "So that several projects can share them.",
            kind: Kind::Flag,
        },
    ],
    generate,
};

fn generate(world: World, options: &Options) -> anyhow::Result<Sources> {
    let mut opts = Opts::default();
    opts.split_interfaces = options.has("split-interfaces");
    opts.internal_prefix = options.get("internal-prefix").map(str::to_owned);
    opts.api_style = options.choice("api-style", |it| it.parse::<APIStyle>().ok())?;
    opts.ownership = options.choice("ownership", |it| it.parse::<Ownership>().ok())?;
    run(opts.build(None), world)
}
