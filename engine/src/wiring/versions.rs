//! What the versions in two names say of each other.

use wac_graph::types::are_semver_compatible;

use crate::contrast::unversioned;

/// Whether both are one interface in versions that may not stand for each other.
pub(crate) fn is_incompatible(given: &str, wanted: &str) -> bool {
    unversioned(given) == unversioned(wanted)
        && given.contains('/')
        && !are_semver_compatible(given, wanted)
}

/// What the versions say, in words; nothing where neither name has one, or the names are of two
/// interfaces.
pub(crate) fn said(given: &str, wanted: &str) -> Option<String> {
    if unversioned(given) != unversioned(wanted) {
        return None;
    }
    Some(match (version(given), version(wanted)) {
        (None, None) => return None,
        (Some(_), None) | (None, Some(_)) => {
            "only one of them has a version, and a name without a version is another name"
                .to_owned()
        }
        (Some(given), Some(wanted)) if given == wanted => format!("both are version `{given}`"),
        (Some(given), Some(wanted)) => {
            let is_pre_release = |version: &str| version.contains('-');
            let both = format!("version `{given}` is exported and `{wanted}` imported");
            if is_pre_release(given) || is_pre_release(wanted) {
                return Some(format!(
                    "{both}: a pre-release is compatible with no other version"
                ));
            }
            let (ours, theirs) = (track(given), track(wanted));
            match ours == theirs && ours != "0.0" {
                true => format!("{both}: compatible, both are of the track `{ours}`"),
                false if ours == theirs => {
                    format!("{both}: versions below 0.1 are compatible with no other version")
                }
                false => format!("{both}: not compatible, `{ours}` and `{theirs}` are two tracks"),
            }
        }
    })
}

/// The version in a name.
pub(super) fn version(name: &str) -> Option<&str> {
    name.split_once('@').map(|(_, version)| version)
}

/// What versions must share to be compatible: the major number, and below 1.0 the minor one too.
fn track(version: &str) -> &str {
    let mut dots = version.match_indices('.').map(|(at, _)| at);
    let first = dots.next().unwrap_or(version.len());
    let second = dots.next().unwrap_or(version.len());
    match &version[..first] {
        "0" => &version[..second],
        major => major,
    }
}

#[cfg(test)]
mod tests {
    use super::said;

    #[track_caller]
    fn check(given: &str, wanted: &str, expected: &str) {
        let [given, wanted] = [given, wanted].map(|version| match version {
            "" => "a:b/c".to_owned(),
            version => format!("a:b/c@{version}"),
        });
        let said = said(&given, &wanted).unwrap_or_default();
        assert!(said.ends_with(expected), "{said}");
    }

    #[test]
    fn versions_are_told_by_their_tracks() {
        check("0.2.6", "0.2.0", "compatible, both are of the track `0.2`");
        check("1.4.0", "1.0.1", "compatible, both are of the track `1`");
        check("0.3.0", "0.2.6", "`0.3` and `0.2` are two tracks");
        check("2.0.0", "1.9.0", "`2` and `1` are two tracks");
        check("0.0.2", "0.0.1", "compatible with no other version");
        check(
            "0.2.0-rc-2023-11-10",
            "0.2.0",
            "compatible with no other version",
        );
        check("0.2.0", "0.2.0", "both are version `0.2.0`");
        check("0.2.0", "", "a name without a version is another name");
        check("", "", "");
    }
}
