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

/// Where a WIT file goes: below `wit/`, with the folders that part packages, without the folder
/// that only held them all.
pub(super) fn wit_path(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    let file = parts.last().copied().unwrap_or_default();
    let folders = &parts[..parts.len().saturating_sub(1)];
    let kept = match folders.iter().position(|folder| *folder == "wit") {
        Some(wit) => &folders[wit + 1..],
        None if folders.first() == Some(&"deps") => folders,
        None => folders.get(1..).unwrap_or_default(),
    };
    let file = match file.ends_with(".wit") {
        true => file.to_owned(),
        false => format!("{}.wit", stem(file)),
    };
    let mut path = vec!["wit"];
    path.extend(kept);
    path.push(&file);
    path.join("/")
}

/// Where a WAC file goes: to the top.
pub(super) fn wac_path(path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or_default();
    format!("{}.wac", stem(file))
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
fn kebab(text: &str) -> String {
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
