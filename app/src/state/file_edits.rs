//! What a user does to files and folders, as edits of the workspace. Nothing takes the place of a
//! file that is there: what would gets a number.

use model::Workspace;

use crate::state::building;
use crate::state::fault::Fault;
use crate::state::tabs;
use crate::state::workspace::{Edit, clean_path, free_path, starter};

/// The files at a path: the file itself, or all that lie in the folder.
pub fn files_at(workspace: &Workspace, path: &str) -> Vec<String> {
    let paths = workspace.files.keys();
    paths.filter(|file| is_at(file, path)).cloned().collect()
}

/// The folder that a file lies in; empty at the top.
pub fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// What a path ends in.
pub fn name_of(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// Makes a file and shows it; gives the path it got. A path that ends in `/` is that of a folder,
/// which begins with a package.
pub fn create(workspace: &Workspace, path: &str) -> Result<(String, Edit), Fault> {
    let is_folder = path.trim_end().ends_with(['/', '\\']);
    let wanted = match is_folder {
        true => format!("{path}/package.wit"),
        false => path.to_owned(),
    };
    let path = free(workspace, &wanted)?;
    let text = starter(workspace, &path).to_owned();
    Ok((path.clone(), adding(workspace, path, text)))
}

/// Makes a file like another and shows it; gives its path.
pub fn duplicate(workspace: &Workspace, path: &str) -> Result<(String, Edit), Fault> {
    let text = workspace.files.get(path).ok_or_else(|| no_file(path))?;
    let copy = free(workspace, path)?;
    Ok((copy.clone(), adding(workspace, copy, text.clone())))
}

/// Gives a file or a folder with all its files another path; gives the path it got.
pub fn rename(workspace: &Workspace, from: &str, to: &str) -> Result<(String, Edit), Fault> {
    let files = files_at(workspace, from);
    let is_file = workspace.files.contains_key(from);
    if files.is_empty() {
        return Err(no_file(from));
    }
    let clean = clean_path(to).ok_or_else(bad_name)?;
    if clean == from {
        return Ok((clean, Edit::All(Vec::new())));
    }
    if !is_file && is_at(&clean, from) {
        let message = format!("the folder `{from}` cannot be moved into itself");
        return Err(Fault::new("bad-name", message));
    }
    // What moves makes room for itself.
    let mut others = workspace.clone();
    others.files.retain(|path, _| !files.contains(path));
    let target = match is_file {
        true => free(&others, &clean)?,
        false => clean,
    };
    let mut moves = Vec::new();
    for path in &files {
        let moved = match is_file {
            true => target.clone(),
            false => free(&others, &format!("{target}{}", &path[from.len()..]))?,
        };
        others.files.insert(moved.clone(), String::new());
        moves.push((path.clone(), moved));
    }
    Ok((target, moving(workspace, &moves)))
}

/// Moves a file or folder into another folder, which is the top when it is empty.
pub fn move_into(workspace: &Workspace, path: &str, folder: &str) -> Result<(String, Edit), Fault> {
    let name = name_of(path);
    let to = match folder {
        "" => name.to_owned(),
        folder => format!("{folder}/{name}"),
    };
    rename(workspace, path, &to)
}

/// Removes a file or a folder with all its files; what is beside it is shown then.
pub fn remove(workspace: &Workspace, path: &str) -> Edit {
    let gone = files_at(workspace, path);
    let open = workspace.view.open.as_ref();
    let show = open.filter(|it| gone.contains(it)).map(|open| {
        let tabs = tabs::tabs(workspace);
        Edit::Open(tabs::neighbour(&tabs, open, &gone))
    });
    let removals = gone.into_iter().map(|path| Edit::File { path, text: None });
    Edit::All(removals.chain(show).collect())
}

fn is_at(file: &str, path: &str) -> bool {
    let rest = file.strip_prefix(path);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || path.is_empty())
}

fn adding(workspace: &Workspace, path: String, text: String) -> Edit {
    let mut after = workspace.clone();
    let text = Some(text);
    let file = Edit::File {
        path: path.clone(),
        text,
    };
    file.clone().apply(&mut after);
    Edit::All(vec![file, tabs::opening(&after, Some(path))])
}

fn moving(workspace: &Workspace, moves: &[(String, String)]) -> Edit {
    let moved = |path: &String| {
        let found = moves.iter().find(|(from, _)| from == path);
        found.map_or_else(|| path.clone(), |(_, to)| to.clone())
    };
    let removed = moves.iter().map(|(from, _)| Edit::File {
        path: from.clone(),
        text: None,
    });
    let added = moves.iter().map(|(from, to)| Edit::File {
        path: to.clone(),
        text: workspace.files.get(from).cloned(),
    });
    let mut edits: Vec<_> = removed.chain(added).collect();
    if !workspace.made.is_empty() {
        edits.push(Edit::Made(building::moved(&workspace.made, moves)));
    }
    let tabs = tabs::tabs(workspace);
    edits.push(Edit::Tabs(Some(tabs.iter().map(moved).collect())));
    edits.push(Edit::Open(workspace.view.open.as_ref().map(moved)));
    Edit::All(edits)
}

fn free(workspace: &Workspace, path: &str) -> Result<String, Fault> {
    free_path(workspace, path).ok_or_else(bad_name)
}

fn bad_name() -> Fault {
    Fault::new("bad-name", "a file needs a name, such as `wit/world.wit`")
}

fn no_file(path: &str) -> Fault {
    Fault::new("no-such-file", format!("there is no file `{path}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace() -> Workspace {
        let paths = [
            "compose.wac",
            "wit/a.wit",
            "wit/deps/io/poll.wit",
            "wit/deps/io/streams.wit",
            "wit2/b.wit",
        ];
        let files = paths.map(|path| (path.to_owned(), format!("// {path}\n")));
        Workspace {
            files: files.into(),
            ..Workspace::default()
        }
    }

    fn paths(workspace: &Workspace) -> Vec<&str> {
        workspace.files.keys().map(String::as_str).collect()
    }

    /// Makes the change, checks that it is taken back and that no text was lost, and gives it.
    fn done((path, edit): (String, Edit)) -> (String, Workspace) {
        let before = workspace();
        let mut after = before.clone();
        let back = edit.apply(&mut after);
        let mut again = after.clone();
        back.apply(&mut again);
        assert_eq!(again, before);
        for text in before.files.values() {
            assert!(after.files.values().any(|it| it == text), "{text} is lost");
        }
        (path, after)
    }

    #[test]
    fn a_folder_moves_with_all_that_is_in_it() {
        let (path, after) = done(rename(&workspace(), "wit/deps/io", "deps/io2/").unwrap());
        assert_eq!(path, "deps/io2");
        let expected = [
            "compose.wac",
            "deps/io2/poll.wit",
            "deps/io2/streams.wit",
            "wit/a.wit",
            "wit2/b.wit",
        ];
        assert_eq!(paths(&after), expected);
    }

    #[test]
    fn a_folder_whose_name_begins_alike_stays() {
        let (_, after) = done(rename(&workspace(), "wit", "api").unwrap());
        assert!(after.files.contains_key("wit2/b.wit"));
        assert!(after.files.contains_key("api/deps/io/poll.wit"));
    }

    #[test]
    fn what_moves_onto_another_gets_a_number() {
        let (path, after) = done(rename(&workspace(), "wit2/b.wit", "wit/a.wit").unwrap());
        assert_eq!(path, "wit/a2.wit");
        assert_eq!(after.files["wit/a2.wit"], "// wit2/b.wit\n");
        let (path, _) = done(move_into(&workspace(), "wit2/b.wit", "").unwrap());
        assert_eq!(path, "b.wit");
    }

    #[test]
    fn a_folder_is_not_moved_into_itself_and_the_same_name_changes_nothing() {
        assert!(rename(&workspace(), "wit", "wit/inner").is_err());
        let (path, edit) = rename(&workspace(), "wit", "./wit/").unwrap();
        assert_eq!((path.as_str(), edit.is_idle(&workspace())), ("wit", true));
        assert!(rename(&workspace(), "wit/a.wit", "..").is_err());
    }

    #[test]
    fn a_moved_file_stays_open_in_its_tab() {
        let mut before = workspace();
        before.view.open = Some("wit/a.wit".into());
        let (_, edit) = rename(&before, "wit/a.wit", "wit/z.wit").unwrap();
        edit.apply(&mut before);
        assert_eq!(before.view.open.as_deref(), Some("wit/z.wit"));
        assert_eq!(tabs::tabs(&before)[1], "wit/z.wit");
    }

    #[test]
    fn a_removed_folder_takes_its_files_along_and_shows_what_is_beside() {
        let mut before = workspace();
        before.view.open = Some("wit/deps/io/poll.wit".into());
        let mut after = before.clone();
        let back = remove(&before, "wit/deps").apply(&mut after);
        assert_eq!(paths(&after), ["compose.wac", "wit/a.wit", "wit2/b.wit"]);
        assert_eq!(after.view.open.as_deref(), Some("wit2/b.wit"));
        back.apply(&mut after);
        assert_eq!(after, before);
    }

    #[test]
    fn a_new_folder_begins_with_a_package() {
        let (path, after) = done(create(&workspace(), "wit/deps/mine/").unwrap());
        assert_eq!(path, "wit/deps/mine/package.wit");
        assert_eq!(after.files[&path], "package local:new;\n\n");
        assert_eq!(after.view.open, Some(path));
    }

    #[test]
    fn a_copy_has_a_path_of_its_own() {
        let (path, after) = done(duplicate(&workspace(), "wit/a.wit").unwrap());
        assert_eq!(path, "wit/a2.wit");
        assert_eq!(after.files["wit/a2.wit"], after.files["wit/a.wit"]);
    }
}
