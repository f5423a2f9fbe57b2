//! Which modules of a workspace one needs.

use std::collections::BTreeMap;

/// The module at `entry`, and all that it imports by relative paths, and so on. A path in any literal
/// counts: one module too many does no harm.
pub(super) fn reached(files: &BTreeMap<String, String>, entry: &str) -> BTreeMap<String, String> {
    let mut reached = BTreeMap::new();
    let mut next = vec![entry.to_owned()];
    while let Some(path) = next.pop() {
        let Some(text) = files.get(&path) else {
            continue;
        };
        if reached.insert(path.clone(), text.clone()).is_none() {
            let named = literals(text).filter(|it| it.starts_with('.'));
            next.extend(named.filter_map(|it| file(files, &path, it)));
        }
    }
    reached
}

/// What stands between quotes.
fn literals(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines();
    lines.flat_map(|line| line.split(['\'', '"', '`']).skip(1))
}

/// The file that a relative path means to a module.
fn file(files: &BTreeMap<String, String>, from: &str, specifier: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in specifier.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    let endings = ["", ".js", ".mjs", ".ts", ".mts", "/index.js", "/index.ts"];
    let written = [(".js", ".ts"), (".mjs", ".mts")];
    let as_is = endings.iter().map(|ending| format!("{path}{ending}"));
    let typed = written
        .iter()
        .filter_map(|(to, of)| Some(format!("{}{of}", path.strip_suffix(to)?)));
    as_is.chain(typed).find(|it| files.contains_key(it))
}

#[test]
fn what_a_module_imports_comes_with_it() {
    let texts = [
        (
            "a/main.ts",
            "import { one } from './lib/one.js';\nimport x from 'a:b/c';",
        ),
        ("a/lib/one.ts", "export * from \"../../two\"; // isn't it"),
        ("two/index.js", "export const two = await import('./none');"),
        ("a/other.js", "import './main.ts';"),
    ];
    let files = texts.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let found = reached(&files.into(), "a/main.ts");
    let found: Vec<&str> = found.keys().map(String::as_str).collect();
    assert_eq!(found, ["a/lib/one.ts", "a/main.ts", "two/index.js"]);
}
