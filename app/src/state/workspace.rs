//! The document's edits: every change of a [`Workspace`] is one [`Edit`], which has an inverse.

use std::collections::{BTreeMap, BTreeSet};

use model::{Call, CanvasPoint, ComponentRef, KeptMock, Made, SampleCall, Target, Workspace};

/// A change of a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Gives the workspace a name.
    Name(String),
    /// Sets a file's text, or removes the file.
    File {
        /// Which.
        path: String,
        /// Its new text; none removes it.
        text: Option<String>,
    },
    /// Sets all components.
    Components(Vec<ComponentRef>),
    /// Sets what ▶ does.
    Call(Option<Call>),
    /// Sets which component ▶ does it to.
    Target(Target),
    /// Sets which file is open.
    Open(Option<String>),
    /// Sets which files have a tab.
    Tabs(Option<Vec<String>>),
    /// Sets which component the inspector shows.
    Select(Option<String>),
    /// Sets where the nodes of the graph are drawn.
    Positions(BTreeMap<String, CanvasPoint>),
    /// Sets what calls are expected to give.
    Expectations(Vec<SampleCall>),
    /// Sets what is answered by data.
    Mocks(Vec<KeptMock>),
    /// Sets what components are made of.
    Made(BTreeMap<String, Made>),
    /// Sets which features of WIT are on.
    Features(BTreeSet<String>),
    /// Sets everything.
    Replace(Box<Workspace>),
    /// Several changes, in order.
    All(Vec<Edit>),
}

impl Edit {
    /// Makes the change and gives the one that takes it back.
    pub fn apply(self, workspace: &mut Workspace) -> Edit {
        use std::mem::replace;
        match self {
            Self::Name(name) => Self::Name(replace(&mut workspace.name, name)),
            Self::File { path, text } => {
                let before = match text {
                    Some(text) => workspace.files.insert(path.clone(), text),
                    None => workspace.files.remove(&path),
                };
                Self::File { path, text: before }
            }
            Self::Components(all) => Self::Components(replace(&mut workspace.components, all)),
            Self::Call(call) => Self::Call(replace(&mut workspace.call, call)),
            Self::Target(target) => Self::Target(replace(&mut workspace.target, target)),
            Self::Open(path) => Self::Open(replace(&mut workspace.view.open, path)),
            Self::Tabs(tabs) => Self::Tabs(replace(&mut workspace.view.tabs, tabs)),
            Self::Select(name) => Self::Select(replace(&mut workspace.view.selection, name)),
            Self::Positions(all) => Self::Positions(replace(&mut workspace.positions, all)),
            Self::Expectations(all) => {
                Self::Expectations(replace(&mut workspace.expectations, all))
            }
            Self::Mocks(all) => Self::Mocks(replace(&mut workspace.mocks, all)),
            Self::Made(all) => Self::Made(replace(&mut workspace.made, all)),
            Self::Features(all) => Self::Features(replace(&mut workspace.features, all)),
            Self::Replace(all) => Self::Replace(Box::new(replace(workspace, *all))),
            Self::All(edits) => {
                let mut back: Vec<_> = edits.into_iter().map(|it| it.apply(workspace)).collect();
                back.reverse();
                Self::All(back)
            }
        }
    }

    /// How long the texts in it are, in bytes.
    pub fn weight(&self) -> usize {
        match self {
            Self::File { text, .. } => text.as_ref().map_or(0, String::len),
            Self::Replace(workspace) => workspace.files.values().map(String::len).sum(),
            Self::All(edits) => edits.iter().map(Self::weight).sum(),
            _ => 0,
        }
    }

    /// Whether it would change nothing.
    pub fn is_idle(&self, workspace: &Workspace) -> bool {
        match self {
            Self::Name(name) => *name == workspace.name,
            Self::File { path, text } => workspace.files.get(path) == text.as_ref(),
            Self::Components(all) => *all == workspace.components,
            Self::Call(call) => *call == workspace.call,
            Self::Target(target) => *target == workspace.target,
            Self::Open(path) => *path == workspace.view.open,
            Self::Tabs(tabs) => *tabs == workspace.view.tabs,
            Self::Select(name) => *name == workspace.view.selection,
            Self::Positions(all) => *all == workspace.positions,
            Self::Expectations(all) => *all == workspace.expectations,
            Self::Mocks(all) => *all == workspace.mocks,
            Self::Made(all) => *all == workspace.made,
            Self::Features(all) => *all == workspace.features,
            Self::Replace(all) => **all == *workspace,
            Self::All(edits) => edits.iter().all(|edit| edit.is_idle(workspace)),
        }
    }

    /// Whether it only changes what is looked at, which nobody wants to take back.
    pub fn is_view(&self) -> bool {
        match self {
            Self::Open(_) | Self::Tabs(_) | Self::Select(_) => true,
            Self::All(edits) => edits.iter().all(Self::is_view),
            _ => false,
        }
    }
}

/// Path of the WAC file that is the composition: the first in path order.
pub fn composition_path(workspace: &Workspace) -> Option<&str> {
    let mut paths = workspace.files.keys().map(String::as_str);
    paths.find(|path| path.ends_with(".wac"))
}

/// Whether a WAC text may name WIT: whoever does writes a `/` outside of quotes and comments.
pub fn names_wit(wac: &str) -> bool {
    let mut rest = wac;
    while let Some(at) = rest.find(['"', '/']) {
        rest = &rest[at..];
        let end = match rest.as_bytes() {
            [b'"', ..] => rest[1..].find('"').map(|end| end + 2),
            [_, b'/', ..] => rest.find('\n'),
            [_, b'*', ..] => rest.find("*/").map(|end| end + 2),
            _ => return true,
        };
        match end {
            Some(end) => rest = &rest[end..],
            None => return false,
        }
    }
    false
}

/// The component of that name.
pub fn component<'a>(workspace: &'a Workspace, name: &str) -> Option<&'a ComponentRef> {
    workspace.components.iter().find(|it| it.name == name)
}

/// A path as a workspace keeps it: relative, parted by `/`, with no empty part, `.` or `..`.
/// None when nothing is left.
pub fn clean_path(path: &str) -> Option<String> {
    let parts = path.split(['/', '\\']).map(str::trim);
    let kept: Vec<_> = parts.filter(|it| !matches!(*it, "" | "." | "..")).collect();
    let clean = kept.join("/").replace(|it: char| it.is_control(), "");
    (!clean.is_empty()).then_some(clean)
}

/// A clean path that no file has; a name without an extension is a WIT file's. None when nothing
/// of a name is left.
pub fn free_path(workspace: &Workspace, path: &str) -> Option<String> {
    let path = clean_path(path)?;
    let (folder, name) = path.rsplit_once('/').map_or(("", &*path), |it| it);
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, extension),
        _ => (name.trim_start_matches('.'), "wit"),
    };
    let folder = if folder.is_empty() {
        String::new()
    } else {
        format!("{folder}/")
    };
    let suffix = format!(".{extension}");
    let paths = workspace.files.keys();
    let taken = paths.filter_map(|it| it.strip_suffix(&suffix)).collect();
    let stem = unique_name(&format!("{folder}{stem}"), &taken);
    Some(stem + &suffix)
}

/// What a new file begins with: a package of its own, unless it joins one.
pub fn starter(workspace: &Workspace, path: &str) -> &'static str {
    let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let mut others = workspace.files.keys().filter(|it| it.ends_with(".wit"));
    if path.ends_with(".wac") {
        "package local:composition;\n\n"
    } else if !path.ends_with(".wit") || others.any(|it| folder(it) == folder(path)) {
        ""
    } else {
        "package local:new;\n\n"
    }
}

/// The WAC package name for what a user calls a component: kebab-case, `local:` when it has no
/// namespace. None when no letter is in it.
pub fn package_name(text: &str) -> Option<String> {
    let (namespace, name) = match text.split_once(':') {
        Some((namespace, name)) => (kebab(namespace)?, name),
        None => ("local".to_owned(), text),
    };
    let parts: Option<Vec<_>> = name.split('/').map(kebab).collect();
    Some(format!("{namespace}:{}", parts?.join("/")))
}

/// `name`, or with the lowest number from 2 that makes it unlike all that are taken.
pub fn unique_name(name: &str, taken: &BTreeSet<&str>) -> String {
    if !taken.contains(name) {
        return name.to_owned();
    }
    let mut numbered = (2..).map(|number| format!("{name}{number}"));
    numbered
        .find(|it| !taken.contains(it.as_str()))
        .expect("only finitely many names are taken")
}

/// `text` with every whole occurrence of the package `from` named `to`.
pub fn rename_package(text: &str, from: &str, to: &str) -> String {
    let mut renamed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(from) {
        let (before, found) = rest.split_at(at);
        let after = &found[from.len()..];
        let is_name = |it: char| it.is_alphanumeric() || matches!(it, '-' | ':');
        let is_whole = !before.ends_with(is_name) && !after.starts_with(is_name);
        renamed.push_str(before);
        renamed.push_str(if is_whole { to } else { from });
        rest = after;
    }
    renamed + rest
}

/// Letters and digits in words parted by `-`, each beginning with a letter.
fn kebab(text: &str) -> Option<String> {
    let mut kebab = String::new();
    let mut starts_word = true;
    for character in text.chars() {
        if !character.is_ascii_alphanumeric() {
            starts_word = true;
            continue;
        }
        if starts_word && !kebab.is_empty() && character.is_ascii_alphabetic() {
            kebab.push('-');
        }
        if !kebab.is_empty() || character.is_ascii_alphabetic() {
            kebab.push(character.to_ascii_lowercase());
            starts_word = false;
        }
    }
    (!kebab.is_empty()).then_some(kebab)
}

#[cfg(test)]
mod tests {
    use model::{CallRequest, ComponentSource};

    use super::*;

    fn workspace() -> Workspace {
        let files = [
            ("compose.wac", "package a:b;"),
            ("wit/a.wit", "package a:b;"),
        ];
        Workspace {
            name: "one".into(),
            files: files.map(|(path, text)| (path.into(), text.into())).into(),
            ..Workspace::default()
        }
    }

    fn greeter() -> ComponentRef {
        ComponentRef {
            name: "example:greeter".into(),
            digest: "00".repeat(32),
            size: 8,
            source: ComponentSource::Local,
        }
    }

    fn file(path: &str, text: Option<&str>) -> Edit {
        let (path, text) = (path.into(), text.map(Into::into));
        Edit::File { path, text }
    }

    #[test]
    fn every_edit_is_taken_back_by_its_inverse() {
        let edits = [
            Edit::Name("two".into()),
            file("wit/a.wit", Some("package c:d;")),
            file("wit/new.wit", Some("")),
            file("compose.wac", None),
            file("absent.wit", None),
            Edit::Components(vec![greeter()]),
            Edit::Call(Some(Call::Function(CallRequest::default()))),
            Edit::Target(Target::Component { name: "x:y".into() }),
            Edit::Open(Some("compose.wac".into())),
            Edit::Tabs(Some(vec!["wit/a.wit".into()])),
            Edit::Select(Some("example:greeter".into())),
            Edit::Positions([("instance:a".into(), CanvasPoint { x: 8, y: -16 })].into()),
            Edit::Replace(Box::default()),
            Edit::All(vec![
                file("x", Some("1")),
                file("x", Some("2")),
                file("x", None),
            ]),
        ];
        for edit in edits {
            let mut changed = workspace();
            let idle = edit.is_idle(&changed);
            let back = edit.clone().apply(&mut changed);
            assert_eq!(
                idle || matches!(edit, Edit::All(_)),
                changed == workspace(),
                "{edit:?}"
            );
            let again = back.apply(&mut changed);
            assert_eq!(changed, workspace(), "{edit:?}");
            assert_eq!(again, edit);
        }
    }

    #[test]
    fn the_first_wac_file_is_the_composition() {
        let mut workspace = workspace();
        assert_eq!(composition_path(&workspace), Some("compose.wac"));
        file("a.wac", Some("")).apply(&mut workspace);
        assert_eq!(composition_path(&workspace), Some("a.wac"));
    }

    #[test]
    fn wit_is_named_outside_of_quotes_and_comments() {
        for named in [
            "package a:b targets c:d/world;",
            "import x: c:d/types@0.1.0; // why",
            "import x as \"url=<https://example.org>\": c:d/types;",
            "interface i { use c:d/types.{t}; }",
            "/* not */ import x: c:d/types; // \"",
        ] {
            assert!(names_wit(named), "{named}");
        }
        for unnamed in [
            "// imports `c:d/types`, and \"uses\" c:d/more",
            "let user = new c:user { \"c:d/types\": x };",
            "/* c:d/types\n * c:d/more */ let user = new c:user {};",
            "export user[\"c:d/types\"]; // of \"c:d/types\", c:d/types",
            "import now: func() -> string;",
        ] {
            assert!(!names_wit(unnamed), "{unnamed}");
        }
    }

    #[test]
    fn paths_stay_inside_the_workspace() {
        let clean = |path| clean_path(path).unwrap_or_default();
        assert_eq!(clean("../../etc/passwd"), "etc/passwd");
        assert_eq!(clean("/wit//./a.wit"), "wit/a.wit");
        assert_eq!(clean("wit\\deps\\b.wit "), "wit/deps/b.wit");
        assert_eq!(clean("a\u{0}b"), "ab");
        assert_eq!(clean_path("/../."), None);
    }

    #[test]
    fn new_files_get_a_path_of_their_own() {
        let free = |path| free_path(&workspace(), path).unwrap_or_default();
        assert_eq!(free("wit/a"), "wit/a2.wit");
        assert_eq!(free("compose.wac"), "compose2.wac");
        assert_eq!(free("notes.v1/readme"), "notes.v1/readme.wit");
        assert_eq!(free(".wit"), "wit.wit");
        assert_eq!(free_path(&workspace(), " / "), None);
    }

    #[test]
    fn a_new_file_begins_a_package_only_where_there_is_none() {
        assert_eq!(starter(&workspace(), "wit/b.wit"), "");
        assert_eq!(
            starter(&workspace(), "wit/deps/b.wit"),
            "package local:new;\n\n"
        );
        assert_eq!(
            starter(&workspace(), "b.wac"),
            "package local:composition;\n\n"
        );
        assert_eq!(starter(&workspace(), "notes.md"), "");
    }

    #[test]
    fn names_become_package_names() {
        let name = |text| package_name(text).unwrap_or_default();
        assert_eq!(name("greeter"), "local:greeter");
        assert_eq!(name("My Greeter_v2"), "local:my-greeter-v2");
        assert_eq!(name("example:text/process"), "example:text/process");
        assert_eq!(name("3d viewer"), "local:d-viewer");
        assert_eq!(package_name("42"), None);
        assert_eq!(package_name("a:"), None);
    }

    #[test]
    fn taken_names_get_a_number_that_stays_kebab() {
        let taken = BTreeSet::from(["a:b", "a:b2"]);
        assert_eq!(unique_name("a:c", &taken), "a:c");
        assert_eq!(unique_name("a:b", &taken), "a:b3");
    }

    #[test]
    fn only_whole_package_names_are_renamed() {
        let text = "let a = new ex:text { ...}; // ex:text-b my-ex:text ex:text@1.0.0";
        assert_eq!(
            rename_package(text, "ex:text", "ex:words"),
            "let a = new ex:words { ...}; // ex:text-b my-ex:text ex:words@1.0.0"
        );
        assert_eq!(rename_package("", "a:b", "c:d"), "");
    }
}
