//! Every composition taken apart and put together again.

use std::fmt::Write;

use engine::{inspect, xray};
use model::{KnownComponent, Recomposed, XRay, XRayRequest};

use crate::compositions;

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

fn tell(out: &mut String, name: &str, bytes: Vec<u8>, known: Vec<KnownComponent>) {
    let request = XRayRequest {
        name: "example:composed".to_owned(),
        bytes: bytes.into(),
        known,
    };
    writeln!(out, "==> {name}").unwrap();
    let seen = match xray(&request) {
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
        writeln!(
            out,
            "part {} of {} B, {} instances",
            part.name, part.size, part.instances
        )
        .unwrap();
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
