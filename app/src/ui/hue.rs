//! The colour of an interface: the same name has the same hue everywhere.

/// Hues that are easily told apart, in degrees of OKLCH; red and amber are left to mean trouble
/// and doubt.
const HUES: [u32; 9] = [95, 126, 157, 188, 220, 251, 282, 313, 344];

/// What the hash begins with: with this, packages of WASI that are often seen together differ.
const SEED: u32 = 6410;

/// The hue, in degrees, of an interface or function by its full name. Versions do not count, so
/// that compatible versions look alike.
pub fn hue(name: &str) -> u32 {
    let name = name.split_once('@').map_or(name, |(name, _)| name);
    let hash = name.bytes().fold(SEED, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    let mixed = hash ^ (hash >> 15);
    HUES[(mixed >> 3) as usize % HUES.len()]
}

#[test]
fn versions_share_a_hue_and_interfaces_differ() {
    assert_eq!(
        hue("example:text/process@0.1.0"),
        hue("example:text/process")
    );
    assert_ne!(hue("example:text/process"), hue("example:text/report"));
}

#[test]
fn packages_that_are_seen_together_are_told_apart() {
    let together = [
        "cli",
        "clocks",
        "filesystem",
        "http",
        "io",
        "random",
        "sockets",
    ];
    let hues = together.map(|name| hue(&format!("wasi:{name}")));
    let distinct: std::collections::BTreeSet<_> = hues.into();
    assert_eq!(distinct.len(), together.len());
}

#[test]
fn the_first_drawing_has_the_hues_of_the_canvas() {
    let styles = include_str!("../../style/canvas.css");
    for (class, name) in [("one", "process"), ("two", "report")] {
        let hue = hue(&format!("example:text/{name}"));
        let rule = format!(".composition .{class} {{\n  --hue: {hue};");
        assert!(styles.contains(&rule), "{rule}");
    }
}
