//! The colour of an interface: the same name has the same hue everywhere.

/// Hues that are easily told apart, in degrees; red and amber are left to mean trouble and doubt.
const HUES: [u32; 10] = [250, 330, 190, 295, 120, 350, 165, 270, 215, 310];

/// The hue, in degrees, of an interface or function by its full name. Versions do not count, so
/// that compatible versions look alike.
pub fn hue(name: &str) -> u32 {
    let name = name.split_once('@').map_or(name, |(name, _)| name);
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    HUES[(hash >> 3) as usize % HUES.len()]
}

#[test]
fn versions_share_a_hue_and_interfaces_differ() {
    assert_eq!(
        hue("example:text/process@0.1.0"),
        hue("example:text/process")
    );
    assert_ne!(hue("example:text/process"), hue("example:text/report"));
}
