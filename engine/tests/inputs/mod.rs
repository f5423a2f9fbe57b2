//! WIT, WAC and WAVE to try things on, and numbers to do it with.

#![allow(dead_code, reason = "each test takes what it needs")]

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use model::Package;

/// The bundled packages, as `cargo xtask assets` makes them.
pub(crate) fn pack() -> Vec<Package> {
    let built = || root().join("target/site/wit-pack.json");
    let path = env::var_os("DOVETAIL_WIT_PACK").map_or_else(built, PathBuf::from);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!("{}: {error}; `cargo xtask assets` makes it", path.display())
    });
    serde_json::from_str(&text).expect("xtask writes packages")
}

/// Every WIT text: of the suite, of the samples and of the pack, none twice.
pub(crate) fn wit_texts() -> Vec<String> {
    let mut texts = Vec::new();
    for verb in ["analyze", "format", "structure", "inspect"] {
        for file in files(&root().join("tests/suite").join(verb), "wit") {
            texts.extend(parts(&file));
        }
    }
    texts.extend(files(&root().join("wit-samples"), "wit"));
    let packages = pack();
    let bundled = packages.iter().flat_map(|package| package.files.values());
    texts.extend(bundled.cloned());
    texts.sort();
    texts.dedup();
    texts
}

/// Every WAC text of the suite and of the samples, none twice.
pub(crate) fn wac_texts() -> Vec<String> {
    let mut texts = files(&root().join("wit-samples"), "wac");
    for case in files(&root().join("tests/suite"), "wac") {
        let case = case
            .strip_prefix("//- ")
            .and_then(|it| it.split_once('\n'))
            .map_or(case.as_str(), |(_, text)| text);
        texts.extend(parts(case).into_iter().next());
    }
    texts.sort();
    texts.dedup();
    texts
}

/// The texts below a folder with an extension.
pub(crate) fn files(folder: &Path, extension: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return texts;
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() && !path.ends_with("target") {
            texts.extend(files(&path, extension));
        } else if path.extension().is_some_and(|it| it == extension) {
            texts.extend(fs::read_to_string(&path));
        }
    }
    texts
}

/// The parts of a case, without the lines `//- …` that head them.
pub(crate) fn parts(case: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for line in case.split_inclusive('\n') {
        match (line.starts_with("//- "), parts.last_mut()) {
            (false, Some(part)) => part.push_str(line),
            _ => parts.push(String::new()),
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Words, marks and comments of a text, without what is between them.
pub(crate) fn lexemes(text: &str) -> Vec<&str> {
    let mut lexemes = Vec::new();
    let mut rest = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    while !rest.is_empty() {
        let (lexeme, behind) = rest.split_at(lexeme_len(rest));
        lexemes.push(lexeme);
        rest = behind.trim_start_matches([' ', '\t', '\r', '\n']);
    }
    lexemes
}

pub(crate) fn is_comment(lexeme: &str) -> bool {
    lexeme.starts_with("//") || lexeme.starts_with("/*")
}

fn lexeme_len(text: &str) -> usize {
    let first = text.chars().next().map_or(0, char::len_utf8);
    let until = |is_in: fn(char) -> bool| text.find(|char| !is_in(char)).unwrap_or(text.len());
    match text.as_bytes()[0] {
        b'/' if text.starts_with("//") => text.find('\n').unwrap_or(text.len()),
        b'/' if text.starts_with("/*") => block_len(text),
        b'-' if text.starts_with("->") => 2,
        b'"' => text[1..].find('"').map_or(text.len(), |len| len + 2),
        b'0'..=b'9' => {
            let len = until(|char| char.is_ascii_alphanumeric() || "-+.".contains(char));
            text[..len].trim_end_matches('.').len()
        }
        b'%' => 1 + lexeme_len(&format!("{} ", &text[1..])).min(text.len() - 1),
        _ => until(|char| char.is_alphanumeric() || char == '-' || char == '_').max(first),
    }
}

fn block_len(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        match &text.as_bytes()[at..] {
            [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
            [b'*', b'/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// Numbers that look random and are the same at each run.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Any number, by xorshift.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `limit`, which is not 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or_default() % limit
    }
}

/// A text and the files beside it.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) others: BTreeMap<String, String>,
}

/// Every WIT, WAC and WAVE text of the suite and of the samples that is not longer than `max_len`.
pub(crate) fn cases(max_len: usize) -> Vec<Case> {
    let suite = root().join("tests/suite");
    let mut cases = Vec::new();
    for verb in [
        "analyze",
        "fixes",
        "format",
        "structure",
        "inspect",
        "complete",
        "hover",
    ] {
        for case in files(&suite.join(verb), "wit") {
            cases.extend(wit_cases(&case));
        }
    }
    for text in files(&root().join("wit-samples"), "wit") {
        cases.extend(wit_cases(&text));
    }
    let alone = |name: &str, text: String| Case {
        path: name.to_owned(),
        text,
        others: BTreeMap::new(),
    };
    for text in wac_texts() {
        cases.push(alone("compose.wac", text));
    }
    for case in files(&suite.join("wave"), "wit") {
        let lines = parts(&case).into_iter().nth(1).unwrap_or_default();
        cases.extend(
            lines
                .lines()
                .map(|line| alone("arguments.wave", line.replace('⏎', "\n"))),
        );
    }
    cases.retain(|case| case.text.len() <= max_len);
    cases
}

/// Each file of a case with the others.
fn wit_cases(case: &str) -> Vec<Case> {
    let mut named: BTreeMap<String, String> = BTreeMap::new();
    let mut name = "wit/world.wit".to_owned();
    for line in case.split_inclusive('\n') {
        match line.strip_prefix("//- ") {
            Some(header) => {
                name = header
                    .split_whitespace()
                    .next()
                    .unwrap_or_default()
                    .to_owned()
            }
            None => named.entry(name.clone()).or_default().push_str(line),
        }
    }
    named.retain(|path, text| path.ends_with(".wit") && !text.trim().is_empty());
    let each = named.iter().map(|(path, text)| Case {
        path: path.clone(),
        text: text.clone(),
        others: named.clone(),
    });
    each.collect()
}

/// Breaks a text in one to four places.
pub(crate) fn mutate(text: &mut String, other: &str, random: &mut Random) {
    for _ in 0..=random.below(4) {
        mutate_once(text, other, random);
    }
}

fn mutate_once(text: &mut String, other: &str, random: &mut Random) {
    const ODD: [&str; 28] = [
        "{", "}", "(", ")", "<", ">", ";", ",", ":", ".", "/", "@", "%", "-", "->", "=", "*", "\"",
        "\\", "\0", "\r", "\n", "é", "𝄞", "\u{202e}", "\u{feff}", "//", "/*",
    ];
    const WORDS: [&str; 24] = [
        "package a:b@1.0.0;",
        "use x.{y};",
        "interface",
        "world w {",
        "resource r {",
        "func(",
        "list<",
        "option<",
        "own<",
        "borrow<",
        "tuple<>",
        "result<_, ",
        "/**/",
        "/** d */",
        "@since(version = 1.0.0)",
        "@unstable(feature = x)",
        "include",
        " as ",
        "import ",
        "export ",
        "constructor",
        "18446744073709551616",
        "1.2.3-rc.1+b",
        "async ",
    ];
    let (start, end) = range(text, random);
    match random.below(9) {
        0 => text.replace_range(start..end, ""),
        1 => {
            let again = text[start..end].to_owned();
            text.insert_str(end, &again);
        }
        2 => text.insert_str(start, ODD[random.below(ODD.len())]),
        3 => text.replace_range(start..end, WORDS[random.below(WORDS.len())]),
        4 => text.insert_str(start, WORDS[random.below(WORDS.len())]),
        5 => swap(text, random),
        6 => {
            let (from, to) = range(other, random);
            text.replace_range(start..end, &other[from..to]);
        }
        7 => text.truncate(start),
        _ => text.insert_str(
            start,
            &NESTED[random.below(NESTED.len())].repeat(random.below(300)),
        ),
    }
}

const NESTED: [&str; 10] = [
    "list<",
    "(",
    "{",
    "/*",
    "package a:b {",
    "tuple<u8,",
    "[",
    "a: func(",
    "new a:b { x: ",
    "%",
];

/// A byte, a word, or any part of a text, at ends of characters.
fn range(text: &str, random: &mut Random) -> (usize, usize) {
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = boundary(random.below(text.len() + 1));
    let is_word = |char: char| char.is_alphanumeric() || char == '-';
    match random.below(4) {
        0 => (
            start,
            start + text[start..].chars().next().map_or(0, char::len_utf8),
        ),
        1 | 2 => {
            let len = text[start..].find(|char| !is_word(char));
            let before = text[..start].rfind(|char| !is_word(char));
            let before = before.map_or(0, |at| boundary(at + 1).max(at));
            (before, start + len.unwrap_or(text.len() - start))
        }
        _ => {
            let end = boundary(random.below(text.len() + 1));
            (start.min(end), start.max(end))
        }
    }
}

fn swap(text: &mut String, random: &mut Random) {
    let (a, b) = (range(text, random), range(text, random));
    let (first, second) = (a.min(b), a.max(b));
    if first.1 <= second.0 {
        let moved = text[second.0..second.1].to_owned();
        let other = text[first.0..first.1].to_owned();
        text.replace_range(second.0..second.1, &other);
        text.replace_range(first.0..first.1, &moved);
    }
}
