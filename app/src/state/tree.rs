//! The files of a workspace as a tree: which rows are in sight, and where keys lead from each.

use std::collections::{BTreeMap, BTreeSet};

use model::{Diagnostic, Severity};

use crate::state::file_edits::{folder_of, name_of};

/// More rows than this are shown only when the user asks for them.
pub const MOST_ROWS: usize = 400;

/// A row of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Of the file or folder.
    pub path: String,
    /// What it ends in.
    pub name: String,
    /// How deep it lies, from 1.
    pub level: usize,
    /// From 1, among those that lie in the same folder.
    pub position: usize,
    /// How many lie in the same folder.
    pub siblings: usize,
    /// What is a folder's alone.
    pub folder: Option<Folder>,
    /// The package, where a folder or a file right in `deps` is one.
    pub package: Option<String>,
    /// What is wrong in it; in a folder, in all that is in it.
    pub problems: Problems,
}

/// What a folder is, besides what a file is too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Folder {
    /// Whether what is in it is shown.
    pub is_open: bool,
    /// How many files are in it and in its folders.
    pub files: usize,
}

/// How much is wrong.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Problems {
    /// All findings but notes.
    pub count: usize,
    /// Whether errors are among them.
    pub is_grave: bool,
}

/// Where a key leads in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// To another row.
    Go(String),
    /// The folder opens.
    Open(String),
    /// The folder closes.
    Close(String),
}

/// The rows of the tree, folders before files, without what lies in a `closed` folder. With a
/// `filter`, only what has it in its path, in folders that are all open.
pub fn rows<'a>(
    paths: impl Iterator<Item = &'a String>,
    packages: &BTreeMap<String, String>,
    problems: &[Diagnostic],
    closed: &BTreeSet<String>,
    filter: &str,
) -> Vec<Row> {
    let filter = filter.trim().to_lowercase();
    let mut root = Node::default();
    let shown = paths.filter(|path| path.to_lowercase().contains(&filter));
    for path in shown {
        root.add(path);
    }
    let counted = count(problems);
    let none = BTreeSet::new();
    let closed = if filter.is_empty() { closed } else { &none };
    let mut rows = Vec::new();
    root.list(
        "",
        1,
        &Seen {
            packages,
            counted,
            closed,
        },
        &mut rows,
    );
    rows
}

/// Where a key leads from the row at `path`; none where it leads nowhere.
pub fn step(rows: &[Row], path: &str, key: &str) -> Option<Step> {
    let at = rows.iter().position(|row| row.path == path)?;
    let row = &rows[at];
    let go = |at: usize| rows.get(at).map(|row| Step::Go(row.path.clone()));
    match (key, row.folder) {
        ("ArrowDown", _) => go(at + 1),
        ("ArrowUp", _) => go(at.checked_sub(1)?),
        ("Home", _) => go(0),
        ("End", _) => go(rows.len() - 1),
        ("ArrowRight", Some(Folder { is_open: false, .. })) => Some(Step::Open(path.to_owned())),
        ("ArrowRight", Some(_)) => go(at + 1),
        ("ArrowLeft", Some(Folder { is_open: true, .. })) => Some(Step::Close(path.to_owned())),
        ("ArrowLeft", _) => {
            let folder = folder_of(path);
            (!folder.is_empty()).then(|| Step::Go(folder.to_owned()))
        }
        _ => typed(rows, at, key),
    }
}

/// The next row after `at`, and round, whose name begins with what was typed.
fn typed(rows: &[Row], at: usize, key: &str) -> Option<Step> {
    let mut letters = key.chars();
    let letter = letters.next().filter(|it| it.is_alphanumeric())?;
    let is_letter = letters.next().is_none();
    let (before, after) = rows.split_at(at + 1);
    let mut round = after.iter().chain(before).filter(|_| is_letter);
    let begins = |row: &&Row| {
        row.name
            .to_lowercase()
            .starts_with(letter.to_ascii_lowercase())
    };
    round.find(begins).map(|row| Step::Go(row.path.clone()))
}

/// Every folder that a path lies in, the outermost first.
pub fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

fn count(problems: &[Diagnostic]) -> BTreeMap<&str, Problems> {
    let mut counted = BTreeMap::<&str, Problems>::new();
    for problem in problems.iter().filter(|it| it.severity != Severity::Info) {
        let path = problem.path.as_str();
        for path in folders_above(path).chain([path]) {
            let it = counted.entry(path).or_default();
            it.count += 1;
            it.is_grave |= problem.severity == Severity::Error;
        }
    }
    counted
}

/// A folder: what is in it by name.
#[derive(Default)]
struct Node {
    folders: BTreeMap<String, Node>,
    files: BTreeSet<String>,
}

/// What is known about the paths of the tree.
struct Seen<'a> {
    packages: &'a BTreeMap<String, String>,
    counted: BTreeMap<&'a str, Problems>,
    closed: &'a BTreeSet<String>,
}

impl Node {
    fn add(&mut self, path: &str) {
        let mut node = self;
        let folders = folder_of(path).split('/').filter(|it| !it.is_empty());
        for folder in folders {
            node = node.folders.entry(folder.to_owned()).or_default();
        }
        node.files.insert(name_of(path).to_owned());
    }

    fn files(&self) -> usize {
        self.files.len() + self.folders.values().map(Node::files).sum::<usize>()
    }

    fn list(&self, at: &str, level: usize, seen: &Seen, rows: &mut Vec<Row>) {
        let siblings = self.folders.len() + self.files.len();
        let folders = self.folders.iter().map(|(name, node)| (name, Some(node)));
        let all = folders.chain(self.files.iter().map(|name| (name, None)));
        for (index, (name, node)) in all.enumerate() {
            let path = if at.is_empty() {
                name.clone()
            } else {
                format!("{at}/{name}")
            };
            let folder = node.map(|node| Folder {
                is_open: !seen.closed.contains(&path),
                files: node.files(),
            });
            rows.push(Row {
                name: name.clone(),
                level,
                position: index + 1,
                siblings,
                folder,
                package: seen.packages.get(&path).cloned(),
                problems: seen.counted.get(path.as_str()).copied().unwrap_or_default(),
                path: path.clone(),
            });
            if let Some(node) = node.filter(|_| folder.is_some_and(|it| it.is_open)) {
                node.list(&path, level + 1, seen, rows);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use model::Span;

    use super::*;

    const PATHS: [&str; 5] = [
        "compose.wac",
        "wit/b.wit",
        "wit/a.wit",
        "wit/deps/io/poll.wit",
        "wit/deps/clocks.wit",
    ];

    fn problem(path: &str, severity: Severity) -> Diagnostic {
        Diagnostic {
            severity,
            path: path.to_owned(),
            span: Span::default(),
            message: String::new(),
            hint: None,
            related: Vec::new(),
            fixes: Vec::new(),
            wire: None,
        }
    }

    fn listed(closed: &[&str], filter: &str) -> Vec<Row> {
        let paths = PATHS.map(str::to_owned);
        let closed = closed.iter().map(|it| (*it).to_owned()).collect();
        let packages = [
            ("wit", "a:b"),
            ("wit/deps/io", "wasi:io@0.2.0"),
            ("wit/deps/clocks.wit", "wasi:clocks@0.2.0"),
        ];
        let packages = packages
            .map(|(path, name)| (path.to_owned(), name.to_owned()))
            .into();
        let problems = [
            problem("wit/deps/io/poll.wit", Severity::Error),
            problem("wit/a.wit", Severity::Warning),
            problem("compose.wac", Severity::Info),
        ];
        rows(paths.iter(), &packages, &problems, &closed, filter)
    }

    fn drawn(rows: &[Row]) -> String {
        let line = |row: &Row| {
            let indent = "  ".repeat(row.level - 1);
            let sign = match row.folder {
                Some(Folder { is_open: true, .. }) => "▾ ",
                Some(_) => "▸ ",
                None => "",
            };
            let package = row
                .package
                .as_deref()
                .map(|it| format!(" ({it})"))
                .unwrap_or_default();
            let mark = if row.problems.is_grave { "!" } else { "?" }.repeat(row.problems.count);
            format!("{indent}{sign}{}{package}{mark}\n", row.name)
        };
        rows.iter().map(line).collect()
    }

    #[test]
    fn folders_stand_first_with_their_package_and_what_is_wrong_in_them() {
        let expected = "▾ wit (a:b)!!\n  ▾ deps!\n    ▾ io (wasi:io@0.2.0)!\n      poll.wit!\n    clocks.wit (wasi:clocks@0.2.0)\n  a.wit?\n  b.wit\ncompose.wac\n";
        assert_eq!(drawn(&listed(&[], "")), expected);
    }

    #[test]
    fn a_closed_folder_hides_what_is_in_it_but_not_what_is_wrong() {
        let expected = "▾ wit (a:b)!!\n  ▸ deps!\n  a.wit?\n  b.wit\ncompose.wac\n";
        assert_eq!(drawn(&listed(&["wit/deps"], "")), expected);
    }

    #[test]
    fn a_filter_opens_the_folders_of_what_it_finds() {
        let expected = "▾ wit (a:b)!!\n  ▾ deps!\n    ▾ io (wasi:io@0.2.0)!\n      poll.wit!\n";
        assert_eq!(drawn(&listed(&["wit"], "POLL")), expected);
    }

    #[test]
    fn keys_lead_as_in_every_tree() {
        let rows = listed(&["wit/deps"], "");
        let go = |path: &str| Some(Step::Go(path.to_owned()));
        assert_eq!(step(&rows, "wit", "ArrowDown"), go("wit/deps"));
        assert_eq!(step(&rows, "wit", "ArrowUp"), None);
        assert_eq!(step(&rows, "wit", "ArrowRight"), go("wit/deps"));
        assert_eq!(
            step(&rows, "wit", "ArrowLeft"),
            Some(Step::Close("wit".into()))
        );
        assert_eq!(
            step(&rows, "wit/deps", "ArrowRight"),
            Some(Step::Open("wit/deps".into()))
        );
        assert_eq!(step(&rows, "wit/deps", "ArrowLeft"), go("wit"));
        assert_eq!(step(&rows, "wit/b.wit", "End"), go("compose.wac"));
        assert_eq!(step(&rows, "compose.wac", "Home"), go("wit"));
        assert_eq!(step(&rows, "compose.wac", "a"), go("wit/a.wit"));
        assert_eq!(step(&rows, "compose.wac", "Tab"), None);
    }
}
