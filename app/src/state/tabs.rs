//! Which texts of a workspace have a tab, and what closing one leaves open.

use model::Workspace;

use crate::state::workspace::Edit;

/// Up to this many texts all have a tab until the user chooses.
const FEW: usize = 8;

/// Paths of the texts that have a tab, in order. What has no file any more has no tab; it comes
/// back with its file.
pub fn tabs(workspace: &Workspace) -> Vec<String> {
    let is_file = |path: &&String| workspace.files.contains_key(*path);
    match &workspace.view.tabs {
        Some(tabs) => tabs.iter().filter(is_file).cloned().collect(),
        None if workspace.files.len() <= FEW => workspace.files.keys().cloned().collect(),
        None => workspace
            .view
            .open
            .iter()
            .filter(is_file)
            .cloned()
            .collect(),
    }
}

/// Shows a text, which gets a tab behind the others if it has none, or the canvas.
pub fn opening(workspace: &Workspace, path: Option<String>) -> Edit {
    let mut tabs = tabs(workspace);
    let is_new = path.iter().any(|path| !tabs.contains(path));
    let mut edits = vec![Edit::Open(path.clone())];
    if let Some(path) = path.filter(|_| is_new) {
        tabs.push(path);
        edits.push(Edit::Tabs(Some(tabs)));
    }
    Edit::All(edits)
}

/// Takes the tabs of `paths` away. Where one of them was shown, the next one to it is shown then.
pub fn closing(workspace: &Workspace, paths: &[String]) -> Edit {
    let tabs = tabs(workspace);
    let kept = tabs.iter().filter(|path| !paths.contains(path));
    let close = Edit::Tabs(Some(kept.cloned().collect()));
    match workspace.view.open.as_ref().filter(|it| paths.contains(it)) {
        Some(open) => Edit::All(vec![close, Edit::Open(neighbour(&tabs, open, paths))]),
        None => Edit::All(vec![close]),
    }
}

/// What is shown once `gone` are no more: the tab right of the open one, or else left of it.
pub fn neighbour(tabs: &[String], open: &str, gone: &[String]) -> Option<String> {
    let at = tabs.iter().position(|path| path == open)?;
    let (left, right) = tabs.split_at(at);
    let mut near = right.iter().chain(left.iter().rev());
    near.find(|path| !gone.contains(path)).cloned()
}

/// What each tab says: the file's name, with as many of its folders as tell it from the others.
pub fn titles(paths: &[String]) -> Vec<String> {
    let ending = |path: &str, parts: usize| {
        let mut from_end = path.rmatch_indices('/').map(|(at, _)| at + 1);
        from_end.nth(parts - 1).map_or(0, |at| at)
    };
    let title = |path: &String| {
        let others = || paths.iter().filter(|other| *other != path);
        let is_alone = |title: &str| {
            !others().any(|other| {
                let rest = other.strip_suffix(title);
                rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
            })
        };
        let depth = path.matches('/').count() + 1;
        let mut candidates = (1..=depth).map(|parts| &path[ending(path, parts)..]);
        candidates
            .find(|it| is_alone(it))
            .unwrap_or(path)
            .to_owned()
    };
    paths.iter().map(title).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace(paths: &[&str]) -> Workspace {
        let files = paths.iter().map(|path| ((*path).to_owned(), String::new()));
        Workspace {
            files: files.collect(),
            ..Workspace::default()
        }
    }

    fn list(paths: &[&str]) -> Vec<String> {
        paths.iter().map(|path| (*path).to_owned()).collect()
    }

    #[test]
    fn few_texts_all_have_a_tab_and_of_many_only_the_open_one() {
        let mut few = workspace(&["b.wit", "a.wit"]);
        few.view.open = Some("b.wit".into());
        assert_eq!(tabs(&few), ["a.wit", "b.wit"]);
        let mut many = workspace(&["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
        assert!(tabs(&many).is_empty());
        many.view.open = Some("3".into());
        assert_eq!(tabs(&many), ["3"]);
    }

    #[test]
    fn what_is_opened_comes_last_and_stays_where_it_is_afterwards() {
        let mut it = workspace(&["a", "b", "c"]);
        it.view.tabs = Some(list(&["c"]));
        opening(&it, Some("a".into())).apply(&mut it);
        assert_eq!(tabs(&it), ["c", "a"]);
        opening(&it, Some("c".into())).apply(&mut it);
        assert_eq!(tabs(&it), ["c", "a"]);
        opening(&it, None).apply(&mut it);
        assert_eq!((tabs(&it), it.view.open), (list(&["c", "a"]), None));
    }

    #[test]
    fn closing_shows_the_tab_beside_it() {
        let mut it = workspace(&["a", "b", "c"]);
        it.view.open = Some("b".into());
        closing(&it, &list(&["b"])).apply(&mut it);
        assert_eq!(it.view.open.as_deref(), Some("c"));
        closing(&it, &list(&["c"])).apply(&mut it);
        assert_eq!(it.view.open.as_deref(), Some("a"));
        closing(&it, &list(&["a"])).apply(&mut it);
        assert_eq!((tabs(&it), it.view.open), (vec![], None));
    }

    #[test]
    fn closing_another_tab_shows_nothing_else() {
        let mut it = workspace(&["a", "b"]);
        it.view.open = Some("b".into());
        closing(&it, &list(&["a"])).apply(&mut it);
        assert_eq!((tabs(&it), it.view.open), (list(&["b"]), Some("b".into())));
    }

    #[test]
    fn a_tab_comes_back_with_its_file() {
        let mut it = workspace(&["a", "b"]);
        it.view.tabs = Some(list(&["b", "a"]));
        let text = it.files.remove("b").unwrap();
        assert_eq!(tabs(&it), ["a"]);
        it.files.insert("b".into(), text);
        assert_eq!(tabs(&it), ["b", "a"]);
    }

    #[test]
    fn titles_are_as_short_as_they_can_be() {
        let paths = list(&[
            "wit/a.wit",
            "wit/deps/io/types.wit",
            "wit/deps/http/types.wit",
            "types.wit",
        ]);
        let expected = ["a.wit", "io/types.wit", "http/types.wit", "types.wit"];
        assert_eq!(titles(&paths), expected);
    }

    #[test]
    fn a_workspace_that_was_kept_before_there_were_tabs_is_readable() {
        let kept = r#"{"version":1,"workspace":{"name":"a","files":{"a.wit":""},"components":[],
            "call":null,"target":{"kind":"composition"},"view":{"open":"a.wit","selection":null}}}"#;
        let stored: model::StoredWorkspace = serde_json::from_str(kept).unwrap();
        assert_eq!(stored.workspace.view.tabs, None);
        assert_eq!(tabs(&stored.workspace), ["a.wit"]);
    }
}
