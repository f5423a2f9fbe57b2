//! Names of dropped files to names in the workspace.

/// A path with `/` between its parts, none of them empty or `.`; none when it leads outside.
pub(super) fn clean_path(path: &str) -> Option<String> {
    let path = path.replace('\\', "/");
    let is_absolute = path.starts_with('/') || path.split('/').next()?.ends_with(':');
    let parts: Vec<String> = path
        .split('/')
        .map(|part| part.chars().filter(|char| !char.is_control()).collect())
        .filter(|part: &String| !part.is_empty() && part != ".")
        .collect();
    let is_outside = is_absolute || parts.is_empty() || parts.iter().any(|part| part == "..");
    (!is_outside).then(|| parts.join("/"))
}

/// Whether a file is only the litter of a file system or of version control.
pub(super) fn is_litter(path: &str) -> bool {
    path.split('/')
        .any(|part| part.starts_with('.') || part == "__MACOSX")
}

/// How the paths of files that came together become those of the workspace: as they are on disk,
/// without the folder that only held them all, and with WIT below a folder `wit`.
#[derive(Default)]
pub(super) struct Layout {
    /// The folder that holds all of them, with its `/`.
    top: String,
    /// Whether some WIT lies below a folder `wit` already.
    has_wit: bool,
}

impl Layout {
    /// The layout of files with these clean paths.
    pub(super) fn of<'a>(paths: impl Iterator<Item = &'a str> + Clone) -> Layout {
        let folder = |path: &'a str| path.split_once('/').map(|(folder, _)| folder);
        let first = paths.clone().next().and_then(folder);
        let holds_all = |top: &&str| paths.clone().all(|path| folder(path) == Some(top));
        let top = first.filter(|top| !matches!(*top, "wit" | "deps") && holds_all(top));
        let top = top.map(|top| format!("{top}/")).unwrap_or_default();
        let has_wit = paths.clone().any(|path| {
            let mut folders = path[top.len()..].split('/').rev().skip(1);
            path.ends_with(".wit") && folders.any(|folder| folder == "wit")
        });
        Layout { top, has_wit }
    }

    /// Where a text that is neither WIT nor WAC goes.
    pub(super) fn note(&self, path: &str) -> String {
        path.strip_prefix(&self.top).unwrap_or(path).to_owned()
    }

    /// Where a WAC file goes.
    pub(super) fn wac(&self, path: &str) -> String {
        with_extension(&self.note(path), "wac")
    }

    /// Where a WIT file goes.
    pub(super) fn wit(&self, path: &str) -> String {
        let path = with_extension(&self.note(path), "wit");
        match self.has_wit || path.starts_with("wit/") {
            true => path,
            false => format!("wit/{path}"),
        }
    }
}

fn with_extension(path: &str, extension: &str) -> String {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}{}.{extension}", stem(file))
}

/// `local:foo-bar` for `Foo bar.wasm`; with a number when that is taken.
pub(super) fn component_name(path: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let file = path.rsplit('/').next().unwrap_or_default();
    let base = format!("local:{}", kebab(stem(file)));
    let mut name = base.clone();
    let mut number = 2;
    while is_taken(&name) {
        name = format!("{base}{number}");
        number += 1;
    }
    name
}

fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// Words of small letters and digits, each beginning with a letter, parted by `-`.
pub(crate) fn kebab(text: &str) -> String {
    let mut kebab = String::new();
    let mut is_new_word = false;
    for char in text.chars() {
        if !char.is_ascii_alphanumeric() {
            is_new_word = true;
            continue;
        }
        if kebab.is_empty() && char.is_ascii_digit() {
            kebab.push('c');
        } else if is_new_word && !kebab.is_empty() && char.is_ascii_alphabetic() {
            kebab.push('-');
        }
        is_new_word = false;
        kebab.push(char.to_ascii_lowercase());
    }
    match kebab.is_empty() {
        true => "component".to_owned(),
        false => kebab,
    }
}
