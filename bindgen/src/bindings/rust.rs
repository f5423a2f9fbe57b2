//! Rust, by wit-bindgen-rust; for a host the macro of Wasmtime, which generates as it compiles.

use wit_bindgen_rust::{Opts, Ownership, WithOption};

use super::options::ASYNC;
use super::{Kind, Language, Option, Options, Sources, run};
use crate::project::host_macro;
use crate::world::World;

pub(crate) const LANGUAGE: Language = Language {
    id: "rust",
    name: "Rust",
    tool: "wit-bindgen-rust",
    options: &[
        Option {
            id: "side",
            label: "Side",
            hint: "For a host, Wasmtime's macro is all there is to write: it generates as it compiles.",
            kind: Kind::Choice(&["guest", "host"]),
        },
        Option {
            id: "ownership",
            label: "Ownership",
            hint: "Whether types that are passed to imports own what they hold.",
            kind: Kind::Choice(&["owning", "borrowing", "borrowing-duplicate-if-necessary"]),
        },
        Option {
            id: "derive",
            label: "Derives",
            hint: "Derived for every generated type as well.",
            kind: Kind::Text("PartialEq, serde::Serialize"),
        },
        Option {
            id: "with",
            label: "Replace",
            hint: "Interfaces or types to take from elsewhere instead of generating them.",
            kind: Kind::Text("wasi:io/streams@0.2.6=wasip2::io::streams"),
        },
        ASYNC,
        Option {
            id: "stubs",
            label: "Bodies for exports",
            hint: "A type `Stub` that implements every export.",
            kind: Kind::Flag,
        },
        Option {
            id: "std-feature",
            label: "Feature `std`",
            hint: "What needs the standard library is behind a feature.",
            kind: Kind::Flag,
        },
        Option {
            id: "raw-strings",
            label: "Raw strings",
            hint: "Strings are passed to imports as bytes.",
            kind: Kind::Flag,
        },
        Option {
            id: "pub-export-macro",
            label: "Public `export!`",
            hint: "For bindings in a crate of their own.",
            kind: Kind::Flag,
        },
        Option {
            id: "merge-equal-types",
            label: "Merge equal types",
            hint: "Types of one structure become aliases of one type.",
            kind: Kind::Flag,
        },
        Option {
            id: "unused-types",
            label: "Unused types",
            hint: "Types that no function needs are generated too.",
            kind: Kind::Flag,
        },
    ],
    generate,
};

fn generate(world: World, options: &Options) -> anyhow::Result<Sources> {
    if options.get("side") == Some("host") {
        return Ok(host_macro(&world));
    }
    let opts = Opts {
        format: true,
        // A world that is shown alone has nothing to take other packages' bindings from.
        generate_all: true,
        std_feature: options.has("std-feature"),
        raw_strings: options.has("raw-strings"),
        stubs: options.has("stubs"),
        pub_export_macro: options.has("pub-export-macro"),
        generate_unused_types: options.has("unused-types"),
        merge_structurally_equal_types: options.has("merge-equal-types").then_some(Some(true)),
        ownership: options.choice("ownership", |it| it.parse::<Ownership>().ok())?,
        additional_derive_attributes: options.list("derive"),
        with: replacements(options)?,
        async_: options.async_filters(),
        ..Opts::default()
    };
    run(Box::new(opts.build()), world)
}

fn replacements(options: &Options) -> anyhow::Result<Vec<(String, WithOption)>> {
    let pairs = options.list("with").into_iter().map(|pair| {
        let parts = pair.split_once('=');
        let (from, to) = parts.ok_or_else(|| anyhow::anyhow!("`{pair}` has no `=`"))?;
        let path = WithOption::Path(to.trim().to_owned());
        Ok((from.trim().to_owned(), path))
    });
    pairs.collect()
}
