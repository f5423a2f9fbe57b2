//! The world that a composition says it targets: `package a:b targets c:d/world;`.

use std::ops::Range;

use crate::ui::highlight::{Language, TokenKind, tokens};

/// The package declaration of a WAC text.
#[derive(Debug, PartialEq, Eq)]
struct Header {
    /// What comes after the package's name: its `targets` clause, or nothing.
    clause: Range<usize>,
    /// The world in the clause.
    world: String,
}

/// Full name of the world that a WAC text targets; none where it targets none.
pub(super) fn target(text: &str) -> Option<String> {
    header(text).map(|it| it.world).filter(|it| !it.is_empty())
}

/// A WAC text that targets another world, or none. None where it declares no package.
pub(super) fn with_target(text: &str, world: Option<&str>) -> Option<String> {
    let Header { clause, .. } = header(text)?;
    let (before, after) = (&text[..clause.start], &text[clause.end..]);
    let clause = world.map_or_else(String::new, |world| format!(" targets {world}"));
    Some(format!("{before}{clause}{after}"))
}

/// Full name of a world by its package and its own name: `a:b@1.0.0` and `c` are `a:b/c@1.0.0`.
pub(super) fn full_name(package: &str, world: &str) -> String {
    match package.split_once('@') {
        Some((name, version)) => format!("{name}/{world}@{version}"),
        None => format!("{package}/{world}"),
    }
}

fn header(text: &str) -> Option<Header> {
    let mut at = 0;
    let mut words = tokens(text, Language::Wit).filter_map(|(kind, token)| {
        let start = at;
        at += token.len();
        let says = kind != TokenKind::Comment && !token.trim().is_empty();
        says.then_some((start, token))
    });
    if words.next()?.1 != "package" {
        return None;
    }
    let (mut name_end, mut world, mut is_target) = (None, String::new(), false);
    for (start, token) in words {
        match token {
            ";" => {
                let clause = name_end?..start;
                return Some(Header { clause, world });
            }
            "targets" => is_target = true,
            token if is_target => world.push_str(token),
            token => name_end = Some(start + token.len()),
        }
    }
    None
}

#[test]
fn the_target_is_written_changed_and_taken_away() {
    let plain = "// targets nothing;\npackage a:b@0.1.0;\nlet x = new c:d {};\n";
    let targeted =
        "// targets nothing;\npackage a:b@0.1.0 targets e:f/g@1.0.0-rc.1;\nlet x = new c:d {};\n";
    assert_eq!(target(plain), None);
    assert_eq!(target(targeted).unwrap(), "e:f/g@1.0.0-rc.1");
    let name = full_name("e:f@1.0.0-rc.1", "g");
    assert_eq!(with_target(plain, Some(&name)).unwrap(), targeted);
    assert_eq!(with_target(targeted, None).unwrap(), plain);
    let other = with_target(targeted, Some("h:i/j")).unwrap();
    assert_eq!(target(&other).unwrap(), "h:i/j");
    assert_eq!(with_target("let x = new c:d {};", None), None);
    assert_eq!(with_target("package a:b", None), None);
}
