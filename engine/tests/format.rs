//! The formatter changes nothing but the layout, whatever the layout was: for every bundled package,
//! every WIT and WAC text of `tests/suite` and of the samples, and each of them with blanks, line
//! ends and comments put between its words at random.

#![allow(clippy::unwrap_used, reason = "a failed test may panic")]

mod inputs;

use engine::Engine;
use inputs::{Random, lexemes};
use model::{EngineReply, EngineRequest, FormatRequest};
use wac_parser::{Document, DocumentPrinter};
use wit_component::WitPrinter;
use wit_parser::{Resolve, SourceMap, UnresolvedPackageGroup};

/// Layouts that are tried for each text.
const LAYOUTS: usize = 12;

/// Paths that tell the language.
const WIT: &str = "world.wit";
const WAC: &str = "compose.wac";

#[test]
fn formatting_changes_nothing_but_the_layout() {
    let mut random = Random::new(7);
    let mut formatted = 0;
    for text in inputs::wit_texts() {
        formatted += usize::from(check(WIT, &text));
        for _ in 0..LAYOUTS {
            formatted += usize::from(check(WIT, &shuffle_layout(&text, &mut random)));
        }
    }
    println!("{formatted} texts formatted");
    assert!(
        formatted > 3000,
        "only {formatted} texts could be formatted"
    );
}

#[test]
fn formatting_compositions_changes_nothing_but_the_layout() {
    let mut random = Random::new(5);
    let mut formatted = 0;
    for text in inputs::wac_texts() {
        formatted += usize::from(check(WAC, &text));
        for _ in 0..20 * LAYOUTS {
            formatted += usize::from(check(WAC, &shuffle_layout(&text, &mut random)));
        }
    }
    println!("{formatted} texts formatted");
    assert!(formatted > 3000, "only {formatted} could be formatted");
}

#[test]
fn bundled_packages_mean_the_same() {
    let mut random = Random::new(11);
    let packages: Vec<Vec<String>> = inputs::pack()
        .into_iter()
        .map(|package| package.files.into_values().collect())
        .collect();
    for round in 0..4 {
        let before: Vec<Vec<String>> = packages
            .iter()
            .map(|texts| match round {
                0 => texts.clone(),
                // Comments before an item are its docs, so the layout is changed before comparing.
                _ => shuffle_package(texts, &mut random),
            })
            .collect();
        let after = before.iter().map(|texts| {
            let formatted = texts.iter().map(|text| format(WIT, text).unwrap());
            formatted.collect()
        });
        let after: Vec<Vec<String>> = after.collect();
        assert_eq!(resolve(&before), resolve(&after), "round {round}");
    }
}

/// Only one file of a package may have docs before `package`, so not every change can be read.
fn shuffle_package(texts: &[String], random: &mut Random) -> Vec<String> {
    let shuffled = texts.iter().map(|text| shuffle_layout(text, random));
    let shuffled: Vec<String> = shuffled.collect();
    match group(&shuffled) {
        Some(_) => shuffled,
        None => texts.to_vec(),
    }
}

/// Formats a text, if it has no error of syntax, and compares what it says before and after.
fn check(path: &str, text: &str) -> bool {
    let Some(once) = format(path, text) else {
        return false;
    };
    assert_eq!(
        format(path, &once).as_ref(),
        Some(&once),
        "formatted twice:\n{text}"
    );
    assert_eq!(words(text), words(&once), "of\n{text}");
    assert_eq!(comments(text), comments(&once), "of\n{text}");
    let print = match path {
        WAC => print_wac,
        _ => print,
    };
    if let Some(before) = print(text) {
        assert_eq!(Some(before), print(&once), "of\n{text}\nas\n{once}");
    }
    for line in once.lines().filter(|_| !text.contains("/*")) {
        assert_eq!(line.trim_end(), line, "of\n{text}");
    }
    true
}

fn format(path: &str, text: &str) -> Option<String> {
    let request = FormatRequest {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    match Engine::default().handle(EngineRequest::Format(request)) {
        EngineReply::Format(formatted) => formatted.text,
        reply => panic!("{reply:?}"),
    }
}

/// All but comments, and commas, which may be added behind the last part of a list.
fn words(text: &str) -> Vec<&str> {
    let mut words = lexemes(text);
    words.retain(|word| !inputs::is_comment(word) && *word != ",");
    words
}

fn comments(text: &str) -> Vec<String> {
    let comments = lexemes(text)
        .into_iter()
        .filter(|it| inputs::is_comment(it));
    comments
        .map(|it| it.trim_end().replace("\r\n", "\n"))
        .collect()
}

/// Puts blanks, line ends and comments between the words of a text.
fn shuffle_layout(text: &str, random: &mut Random) -> String {
    const LAYOUT: [&str; 16] = [
        "",
        " ",
        "\n",
        "\n\n\n",
        "\t ",
        "// line\n",
        "/* block */",
        "/** docs */",
        "\n/* two\n   lines */\n",
        "  /// docs\n",
        "\n// own line\n",
        "\n  /* own line */\n\n",
        " /*a*/ /*b*/ ",
        "//\n//\n",
        "\n\n",
        "\n/*c*/",
    ];
    let mut out = String::new();
    // Either nearly all places change or few do.
    let rarity = [2, 10, 60][random.below(3)];
    for lexeme in lexemes(text) {
        if is_path_part(text, lexeme) {
            out.push_str(lexeme);
            continue;
        }
        let needs_blank = |char: char| char.is_alphanumeric() || char == '_' || char == '%';
        let is_word = lexeme.starts_with(needs_blank) && out.ends_with(needs_blank);
        match random.below(rarity) {
            0 => out.push_str(LAYOUT[random.below(LAYOUT.len())]),
            _ if is_word => out.push(' '),
            1 => out.push(' '),
            _ => {}
        }
        if is_word && out.ends_with(needs_blank) {
            out.push(' ');
        }
        out.push_str(lexeme);
        if lexeme.starts_with("//") {
            out.push('\n');
        }
    }
    out
}

/// Whether nothing may come between a word or mark and what is before it, as in paths of WAC and
/// `...`; WIT has no such places, but no harm is done there.
fn is_path_part(text: &str, lexeme: &str) -> bool {
    let start = lexeme.as_ptr() as usize - text.as_ptr() as usize;
    let (before, rest) = text.split_at(start);
    let is_joint = |char: char| ":/@".contains(char);
    let is_word = |char: char| char.is_ascii_alphanumeric() || char == '%';
    let joins = before.ends_with(is_word) && rest.starts_with(is_joint) && {
        let next = rest[1..].chars().next();
        next.is_some_and(is_word)
    };
    let is_joined = before.ends_with(is_joint) && rest.starts_with(is_word);
    joins || is_joined || (before.ends_with('.') && rest.starts_with('.'))
}

/// A WAC text as wac-parser prints what it read, with its docs.
fn print_wac(text: &str) -> Option<String> {
    let document = Document::parse(text).ok()?;
    let mut out = String::new();
    let mut printer = DocumentPrinter::new(&mut out, text, None);
    printer.document(&document).ok()?;
    Some(out)
}

/// What a text declares, printed with its docs; none if it needs other packages or is wrong.
fn print(text: &str) -> Option<String> {
    let mut resolve = new_resolve();
    resolve.push_group(group(&[text.to_owned()])?).ok()?;
    Some(print_all(&resolve))
}

fn new_resolve() -> Resolve {
    Resolve {
        all_features: true,
        ..Resolve::default()
    }
}

fn group(texts: &[String]) -> Option<UnresolvedPackageGroup> {
    let mut sources = SourceMap::new();
    for (index, text) in texts.iter().enumerate() {
        // This comment makes wit-parser panic.
        let text = text.replace("/**/", "    ");
        sources.push_str(&format!("{index:03}.wit"), text);
    }
    sources.parse().ok()
}

/// All packages, printed with their docs.
fn resolve(packages: &[Vec<String>]) -> String {
    let groups = packages
        .iter()
        .map(|texts| group(texts).unwrap_or_else(|| panic!("broken:\n{}", texts.join("\n\n"))));
    let mut waiting: Vec<UnresolvedPackageGroup> = groups.collect();
    let mut resolve = new_resolve();
    while !waiting.is_empty() {
        let count = waiting.len();
        waiting.retain(|group| {
            let mut needed = group.main.foreign_deps.keys();
            let is_ready = needed.all(|name| resolve.package_names.contains_key(name));
            if is_ready {
                resolve.push_group(group.clone()).unwrap();
            }
            !is_ready
        });
        assert!(waiting.len() < count, "packages need each other");
    }
    print_all(&resolve)
}

fn print_all(resolve: &Resolve) -> String {
    let mut printer = WitPrinter::default();
    for (id, _) in &resolve.packages {
        printer.print(resolve, id, &[]).unwrap();
    }
    printer.output.to_string()
}
