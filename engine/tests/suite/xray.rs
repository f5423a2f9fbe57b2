//! Every composition taken apart and put together again.

use std::fmt::Write;

use engine::{encode_composition, inspect, xray};
use libtest_mimic::Failed;
use model::{
    EncodeCompositionRequest, EncodeForm, EngineError, KnownComponent, Recomposed, XRay,
    XRayRequest,
};

use crate::compositions::{self, Composing};
use crate::fixture::{stub, wat};
use crate::harness::is_installed;
use crate::identity::Folder;

/// What comes of every composition that there is, and of a component that is none.
pub(crate) fn every() -> String {
    let mut out = String::new();
    for composing in compositions::all() {
        let bytes = composing.compose().bytes.unwrap().into_vec();
        let known = composing.components.iter().map(|it| KnownComponent {
            name: it.name.clone(),
            digest: inspect(&it.bytes).unwrap().digest,
        });
        tell(&mut out, &composing.name, bytes, known.collect());
        tell_without_components(&mut out, &composing);
        if composing.name == "samples/greeter" {
            let bytes = composing.components[0].bytes.to_vec();
            tell(&mut out, "a component of one module", bytes, Vec::new());
        }
        if composing.name == "samples/text-bridge" {
            let bytes = composing.compose().bytes.unwrap().into_vec();
            tell(
                &mut out,
                "samples/text-bridge of unknown parts",
                bytes,
                Vec::new(),
            );
        }
    }
    out
}

/// The same with its components left out: the text asks for each of them.
fn tell_without_components(out: &mut String, composing: &Composing) {
    let request = EncodeCompositionRequest {
        text: composing.text.clone(),
        components: composing.components.clone(),
        form: EncodeForm {
            imports_components: true,
            strips_names: false,
        },
    };
    let bytes = encode_composition(&request).unwrap().bytes;
    let seen = look(bytes.to_vec(), Vec::new());
    let verdict = seen.map_or_else(|error| error.message, |seen| format!("{:?}", seen.likeness));
    writeln!(out, "(without components: {verdict})\n").unwrap();
}

/// Whether the programs are there that [`of_peers`] asks.
pub(crate) fn has_peers() -> bool {
    is_installed("wac", "0.12.0") && is_installed("wasm-tools", "1.")
}

/// What comes of two components that other programs composed: the one is plugged into the other.
pub(crate) fn of_peers() -> Result<String, Failed> {
    let mut out = String::new();
    for composing in compositions::all() {
        let names = composing
            .components
            .iter()
            .map(|it| it.name.replace(':', "/"));
        let paths: Vec<String> = names.map(|it| format!("deps/{it}.wasm")).collect();
        let ([plug, socket], true) = (paths.as_slice(), composing.name.starts_with("samples/"))
        else {
            continue;
        };
        let folder = Folder::with(&composing);
        let config = format!("definitions: [\"{plug}\"]\n");
        folder.write("compose.yml".as_ref(), config.as_bytes());
        let ways: [(&str, &[&str]); 3] = [
            ("wac", &["plug", "--plug", plug, socket]),
            ("wasm-tools", &["compose", "-d", plug, socket]),
            ("wasm-tools", &["compose", "-c", "compose.yml", socket]),
        ];
        for (program, args) in ways {
            let name = format!("{} by {program} {}", composing.name, args[..2].join(" "));
            tell(&mut out, &name, folder.run(program, args)?, Vec::new());
        }
    }
    Ok(out)
}

/// A component in WAT, taken apart.
pub(crate) fn of_wat(input: &str) -> String {
    let mut out = String::new();
    tell(&mut out, "", wat(input), Vec::new());
    out.split_once('\n').unwrap().1.to_owned()
}

fn look(bytes: Vec<u8>, known: Vec<KnownComponent>) -> Result<XRay, EngineError> {
    let request = XRayRequest {
        name: "example:composed".to_owned(),
        bytes: bytes.into(),
        known,
    };
    xray(&request, &stub)
}

fn tell(out: &mut String, name: &str, bytes: Vec<u8>, known: Vec<KnownComponent>) {
    writeln!(out, "==> {name}").unwrap();
    let seen = match look(bytes, known) {
        Ok(seen) => seen,
        Err(error) => return writeln!(out, "{}: {}\n", error.code, error.message).unwrap(),
    };
    let XRay {
        graph,
        parts,
        modules,
        text,
        likeness,
        notes,
    } = &seen;
    for node in &graph.nodes {
        write!(out, "[{}]", node.id).unwrap();
    }
    writeln!(out, " {} wires", graph.edges.len()).unwrap();
    for part in parts {
        let count = match part.is_package {
            true => "a WIT package".to_owned(),
            false => format!("{} instances", part.instances),
        };
        writeln!(out, "part {} of {} B, {count}", part.name, part.size).unwrap();
    }
    for module in modules {
        writeln!(
            out,
            "module {} of {} B",
            module.name.as_deref().unwrap_or("?"),
            module.size
        )
        .unwrap();
    }
    for note in notes {
        writeln!(out, "note: {note}").unwrap();
    }
    match likeness {
        Recomposed::Identical => out.push_str("the same bytes come of\n"),
        Recomposed::Equivalent => out.push_str("other bytes of the same world come of\n"),
        Recomposed::Different { wit } => {
            writeln!(out, "another world comes of it:\n{wit}").unwrap()
        }
        Recomposed::Nothing => {}
    }
    writeln!(out, "{}", text.as_deref().unwrap_or_default()).unwrap();
}
