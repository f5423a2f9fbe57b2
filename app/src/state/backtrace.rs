//! The frames of a trap, as the run worker tells them: `name at 0x1f in module`, and how often.

/// Names in place of the core modules of frames; a module without one is left out.
pub fn named(frames: &[String], name: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let frame = |frame: &String| {
        let (before, module, after) = parts(frame);
        let Some(module) = module else {
            return frame.clone();
        };
        match name(module) {
            Some(name) => format!("{before} in {name}{after}"),
            None => format!("{before}{after}"),
        }
    };
    frames.iter().map(frame).collect()
}

/// The core modules that frames are in, or the names in their place; the innermost first.
pub fn modules(frames: &[String]) -> impl Iterator<Item = &str> {
    frames.iter().filter_map(|frame| parts(frame).1)
}

/// What stands before ` in `, the module, and what stands behind it.
fn parts(frame: &str) -> (&str, Option<&str>, &str) {
    // A name may hold anything; an offset stands only at the end.
    let Some((name, rest)) = frame.rsplit_once(" at 0x") else {
        return (frame, None, "");
    };
    let Some((offset, rest)) = rest.split_once(" in ") else {
        return (frame, None, "");
    };
    let before = &frame[..name.len() + " at 0x".len() + offset.len()];
    let end = rest.find(" (").unwrap_or(rest.len());
    (before, Some(&rest[..end]), &rest[end..])
}

#[test]
fn modules_become_instances() {
    let frames = [
        "a in b at 0x1 in component.core2.wasm (3 times)".to_owned(),
        "shim at 0x2 in component.core3.wasm".to_owned(),
        "function 7 at 0x3".to_owned(),
    ];
    let found: Vec<_> = modules(&frames).collect();
    assert_eq!(found, ["component.core2.wasm", "component.core3.wasm"]);
    let name = |module: &str| module.contains('2').then(|| "counter".to_owned());
    let named = named(&frames, name);
    let expected = [
        "a in b at 0x1 in counter (3 times)",
        "shim at 0x2",
        "function 7 at 0x3",
    ];
    assert_eq!(named, expected);
    assert_eq!(modules(&named).next(), Some("counter"));
}
