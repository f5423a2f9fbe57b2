//! What an editor asks, at every place of the WIT of WASI: where it is not answered, it is not
//! answered to those who write it.

#![allow(clippy::unwrap_used, reason = "a failed test may panic")]

mod inputs;

use std::collections::{BTreeMap, BTreeSet};

use engine::Engine;
use model::{
    AnalyzeRequest, CompleteRequest, Completions, DefineRequest, Diagnostic, EngineCall, Hover,
    HoverRequest, LoadPackRequest, Location, Position, RenameRequest, Renamed, Severity, Span,
    TurnOnRequest,
};

/// Packages that between them have all that WIT has.
const PACKAGES: [&str; 6] = [
    "wasi:cli@0.2.12",
    "wasi:http@0.2.12",
    "wasi:sockets@0.2.12",
    "wasi:filesystem@0.3.2",
    "wasi:http@0.3.2",
    "wasi:tls@0.3.0-draft",
];

/// Names of a package that are tried to be others.
const MAX_NAMES: usize = 80;

#[test]
fn every_word_is_explained() {
    let mut silent = Vec::new();
    for mut package in packages() {
        for word in package.words() {
            if package.hover(&word).is_none() {
                silent.push(package.told(&word));
            }
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

#[test]
fn every_word_is_offered_where_it_stands() {
    let mut missed = Vec::new();
    let mut count = 0;
    for mut package in packages() {
        for word in package.words() {
            if package.declares(&word) || package.is_path(&word) {
                continue;
            }
            count += 1;
            if !package.offers(&word) {
                missed.push(package.told(&word));
            }
        }
    }
    assert!(
        missed.is_empty(),
        "{} of {count}:\n{}",
        missed.len(),
        missed.join("\n")
    );
}

#[test]
fn names_can_be_others() {
    for mut package in packages() {
        let mut done = BTreeSet::new();
        for word in package.words() {
            let is_new = done.len() < MAX_NAMES && done.insert(package.text(&word).to_owned());
            let has_name = package.text(&word) != "constructor" && !package.is_path(&word);
            if is_new && has_name && package.declares(&word) {
                package.rename(&word);
            }
        }
    }
}

/// A package as a workspace of its own.
struct Package {
    name: &'static str,
    engine: Engine,
    files: BTreeMap<String, String>,
}

/// A word of a file.
#[derive(Clone)]
struct Word {
    path: String,
    span: Span,
}

fn packages() -> Vec<Package> {
    let pack = inputs::pack();
    let package = |name: &'static str| {
        let found = pack.iter().find(|package| package.name == name).unwrap();
        let files = found.files.iter();
        let mut package = Package {
            name,
            engine: Engine::default(),
            files: files
                .map(|(file, text)| (format!("wit/{file}"), text.clone()))
                .collect(),
        };
        let packages = pack.clone();
        package.ask(LoadPackRequest { packages });
        // Whoever opens it wants to see all of it.
        let features = [
            "clocks-timezone",
            "cli-exit-with-code",
            "network-error-code",
            "tls",
        ];
        let features = features.map(str::to_owned).into();
        package.ask(TurnOnRequest { features });
        package
    };
    PACKAGES.into_iter().map(package).collect()
}

impl Package {
    fn ask<C: EngineCall>(&mut self, request: C) -> C::Answer {
        C::answer(self.engine.handle(request.into_request())).unwrap()
    }

    /// Every word but those in comments, and numbers.
    fn words(&self) -> Vec<Word> {
        let in_file = |(path, text): (&String, &String)| {
            let spans = words(text).into_iter();
            let path = path.clone();
            spans
                .map(move |span| Word {
                    path: path.clone(),
                    span,
                })
                .collect::<Vec<_>>()
        };
        self.files.iter().flat_map(in_file).collect()
    }

    fn text(&self, word: &Word) -> &str {
        &self.files[&word.path][word.span.start as usize..word.span.end as usize]
    }

    /// Where a word is, for people.
    fn told(&self, word: &Word) -> String {
        let text = &self.files[&word.path];
        let before = &text[..word.span.start as usize];
        let number = before.matches('\n').count();
        let line = text.lines().nth(number).unwrap();
        format!(
            "{} {}:{}: `{}` in `{}`",
            self.name,
            word.path,
            number + 1,
            self.text(word),
            line.trim()
        )
    }

    fn hover(&mut self, word: &Word) -> Option<Hover> {
        let files = self.files.clone();
        let at = position(word);
        self.ask(HoverRequest {
            files,
            components: Vec::new(),
            at,
        })
    }

    fn define(&mut self, word: &Word) -> Option<Location> {
        let files = self.files.clone();
        let at = position(word);
        self.ask(DefineRequest {
            files,
            components: Vec::new(),
            at,
        })
    }

    /// Whether a word is where a name is declared.
    fn declares(&mut self, word: &Word) -> bool {
        if self.files[&word.path][..word.span.start as usize].ends_with(" as ") {
            return true;
        }
        let found = self.define(word);
        found.is_some_and(|it| it.path == word.path && it.span == word.span)
    }

    /// Whether a word is part of a package's name or of a version.
    fn is_path(&self, word: &Word) -> bool {
        let text = &self.files[&word.path];
        let (before, after) = (
            &text[..word.span.start as usize],
            &text[word.span.end as usize..],
        );
        let is_in_attribute = before
            .rsplit('\n')
            .next()
            .unwrap()
            .trim_start()
            .starts_with('@');
        is_in_attribute
            || before.ends_with([':', '/', '@', '.', '-'])
            || after.starts_with(['/', '@']) && !before.ends_with(": ")
            || after.starts_with(':') && !after.starts_with(": ")
    }

    /// Whether a word is among what could be written where it is not yet.
    fn offers(&mut self, word: &Word) -> bool {
        let mut files = self.files.clone();
        let text = files.get_mut(&word.path).unwrap();
        let range = word.span.start as usize..word.span.end as usize;
        let plain = text[range.clone()].trim_start_matches('%').to_owned();
        text.replace_range(range, "");
        let at = position(word);
        let offered: Completions = self.ask(CompleteRequest {
            files,
            components: Vec::new(),
            at,
        });
        offered
            .items
            .iter()
            .any(|it| it.label.trim_start_matches('%') == plain)
    }

    /// Gives a name another, which is the same package with that name.
    fn rename(&mut self, word: &Word) {
        let files = self.files.clone();
        let at = position(word);
        let request = RenameRequest {
            files: files.clone(),
            components: Vec::new(),
            at,
            name: "renamed".to_owned(),
        };
        let Renamed { mut edits, refused } = self.ask(request);
        assert_eq!(refused, None, "of {}", self.told(word));
        let mut renamed = files;
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
        for edit in &edits {
            let text = renamed.get_mut(&edit.path).unwrap();
            text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
        }
        assert_ne!(renamed, self.files, "after {}", self.told(word));
        let analysis = self.ask(AnalyzeRequest { files: renamed });
        let is_error = |it: &&Diagnostic| it.severity == Severity::Error;
        let error = analysis.diagnostics.iter().find(is_error);
        assert_eq!(error, None, "after {}", self.told(word));
    }
}

/// Where a word begins.
fn position(word: &Word) -> Position {
    Position {
        path: word.path.clone(),
        offset: word.span.start,
    }
}

fn words(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    let is_word = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '%' | '_');
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let len = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if first.is_ascii_alphabetic() || first == '%' {
            let len = rest.find(|char| !is_word(char)).unwrap_or(rest.len());
            let end = at + len;
            found.push(Span {
                start: u32::try_from(at).unwrap(),
                end: u32::try_from(end).unwrap(),
            });
            len
        } else if first.is_ascii_digit() {
            rest.find(|char: char| !(is_word(char) || char == '.'))
                .unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        at += len;
    }
    found
}
