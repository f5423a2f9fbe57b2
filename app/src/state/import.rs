//! Texts that a user brings in, and where they go when their place is taken.

use std::collections::{BTreeMap, BTreeSet};

use model::Workspace;

use crate::state::file_edits::{folder_of, name_of};
use crate::state::workspace::free_path;

/// What to do with a text whose path another one has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// What comes lies beside what is there: its outermost folder gets a number.
    KeepBoth,
    /// What comes takes the place of what is there.
    Replace,
    /// What is there stays, and what comes is left out.
    Skip,
}

/// Gives a package that would join the folder of another one a folder of its own below `deps`.
/// `own` and `incoming` name the package of each folder of WIT.
pub fn make_room(
    files: BTreeMap<String, String>,
    own: &BTreeMap<String, String>,
    incoming: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let moved = |path: String| {
        let folder = folder_of(&path);
        let (Some(here), Some(package)) = (own.get(folder), incoming.get(folder)) else {
            return path;
        };
        if here == package || !path.ends_with(".wit") {
            return path;
        }
        let package = package.replace([':', '@'], "-");
        let deps = match folder.split_once("deps/") {
            Some((before, _)) => format!("{before}deps"),
            None if folder.is_empty() => "deps".to_owned(),
            None => format!("{folder}/deps"),
        };
        format!("{deps}/{package}/{}", name_of(&path))
    };
    files
        .into_iter()
        .map(|(path, text)| (moved(path), text))
        .collect()
}

/// Paths at which the workspace has another text.
pub fn clashes(workspace: &Workspace, files: &BTreeMap<String, String>) -> Vec<String> {
    let differs =
        |path: &String, text: &String| workspace.files.get(path).is_some_and(|it| it != text);
    let clashing = files.iter().filter(|(path, text)| differs(path, text));
    clashing.map(|(path, _)| path.clone()).collect()
}

/// What is brought in once the user has chosen.
pub fn settle(
    workspace: &Workspace,
    files: BTreeMap<String, String>,
    choice: Choice,
) -> BTreeMap<String, String> {
    let clashing = clashes(workspace, &files);
    match choice {
        Choice::Replace => files,
        Choice::Skip => {
            let kept = files
                .into_iter()
                .filter(|(path, _)| !clashing.contains(path));
            kept.collect()
        }
        Choice::KeepBoth => beside(workspace, files, &clashing),
    }
}

fn beside(
    workspace: &Workspace,
    files: BTreeMap<String, String>,
    clashing: &[String],
) -> BTreeMap<String, String> {
    let top = |path: &str| path.split_once('/').map(|(top, _)| top.to_owned());
    let tops: BTreeSet<_> = clashing.iter().filter_map(|path| top(path)).collect();
    let moved = |path: String| match top(&path) {
        Some(top) if tops.contains(&top) => {
            let free = free_folder(workspace, &top);
            format!("{free}{}", &path[top.len()..])
        }
        None if clashing.contains(&path) => free_path(workspace, &path).unwrap_or(path),
        _ => path,
    };
    files
        .into_iter()
        .map(|(path, text)| (moved(path), text))
        .collect()
}

/// The folder's name with the lowest number from 2 under which nothing lies.
fn free_folder(workspace: &Workspace, folder: &str) -> String {
    let is_taken = |name: &String| {
        let inside = format!("{name}/");
        workspace.files.keys().any(|path| path.starts_with(&inside))
    };
    let mut numbered = (2..).map(|number| format!("{folder}{number}"));
    numbered
        .find(|name| !is_taken(name))
        .expect("only finitely many folders are taken")
}

/// Whether a file looks like a configuration of `wasm-tools compose`: YAML with one of its keys.
pub fn is_compose_config(path: &str, bytes: &[u8]) -> bool {
    const KEYS: [&str; 4] = [
        "definitions:",
        "dependencies:",
        "instantiations:",
        "search-paths:",
    ];
    let extension = path.rsplit_once('.').map(|(_, extension)| extension);
    let is_yaml = extension.is_some_and(|it| matches!(it, "yml" | "yaml"));
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    is_yaml
        && text
            .lines()
            .any(|line| KEYS.iter().any(|key| line.starts_with(key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(files: &[(&str, &str)]) -> BTreeMap<String, String> {
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        files.collect()
    }

    fn workspace() -> Workspace {
        Workspace {
            files: texts(&[("wit/a.wit", "1"), ("wit/b.wit", "2"), ("compose.wac", "3")]),
            ..Workspace::default()
        }
    }

    fn incoming() -> BTreeMap<String, String> {
        texts(&[
            ("wit/a.wit", "other"),
            ("wit/b.wit", "2"),
            ("wit/deps/c/c.wit", "4"),
            ("compose.wac", "other"),
            ("notes.md", "5"),
        ])
    }

    #[test]
    fn only_other_texts_clash() {
        assert_eq!(
            clashes(&workspace(), &incoming()),
            ["compose.wac", "wit/a.wit"]
        );
    }

    #[test]
    fn keeping_both_keeps_a_package_together() {
        let settled = settle(&workspace(), incoming(), Choice::KeepBoth);
        let paths: Vec<_> = settled.keys().map(String::as_str).collect();
        let expected = [
            "compose2.wac",
            "notes.md",
            "wit2/a.wit",
            "wit2/b.wit",
            "wit2/deps/c/c.wit",
        ];
        assert_eq!(paths, expected);
        assert!(clashes(&workspace(), &settled).is_empty());
    }

    #[test]
    fn skipping_leaves_out_what_clashes_and_replacing_leaves_out_nothing() {
        let skipped = settle(&workspace(), incoming(), Choice::Skip);
        assert!(!skipped.contains_key("wit/a.wit") && skipped.contains_key("notes.md"));
        assert_eq!(
            settle(&workspace(), incoming(), Choice::Replace),
            incoming()
        );
    }

    #[test]
    fn another_package_gets_a_folder_below_deps() {
        let own = texts(&[("wit", "a:b"), ("wit/deps/c", "c:d")]);
        let brought = texts(&[("wit", "my:extra@1.0.0"), ("wit/deps/c", "e:f")]);
        let files = texts(&[
            ("wit/x.wit", ""),
            ("wit/deps/c/y.wit", ""),
            ("wit/notes.md", ""),
        ]);
        let placed = make_room(files.clone(), &own, &brought);
        let paths: Vec<_> = placed.keys().map(String::as_str).collect();
        let expected = [
            "wit/deps/e-f/y.wit",
            "wit/deps/my-extra-1.0.0/x.wit",
            "wit/notes.md",
        ];
        assert_eq!(paths, expected);
        assert_eq!(make_room(files.clone(), &own, &own), files);
    }
}
