//! The colour of an interface: the same name has the same hue everywhere.

/// Hues that are easily told apart, in degrees; red, amber and green are left to mean trouble,
/// doubt and success.
const HUES: [u32; 9] = [255, 330, 195, 300, 225, 350, 175, 278, 212];

/// The hue, in degrees, of an interface or function by its full name. Versions do not count, so
/// that compatible versions look alike.
pub fn hue(name: &str) -> u32 {
    let name = name.split_once('@').map_or(name, |(name, _)| name);
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    HUES[(hash >> 8) as usize % HUES.len()]
}

#[test]
fn versions_share_a_hue_and_interfaces_differ() {
    assert_eq!(
        hue("example:text/process@0.1.0"),
        hue("example:text/process")
    );
    assert_ne!(hue("example:text/process"), hue("example:text/report"));
}
