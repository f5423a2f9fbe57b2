//! WIT texts as words, for what the parser does not tell: where a package is named, which names
//! are declared.

use std::ops::Range;

use wit_parser::PackageName;

/// A word of a text and where it is.
pub(crate) type Word<'a> = (&'a str, Range<usize>);

/// The words of a WIT text outside comments; `wasi:io/streams@0.2.3` is one word.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            let first = rest.chars().next()?;
            if rest.starts_with("//") {
                at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                at += block_comment_len(rest);
            } else if is_word_char(first) {
                let end = rest.find(|char| !is_word_char(char)).unwrap_or(rest.len());
                let word = rest[..end].trim_end_matches(['.', '/', ':']);
                let start = at;
                at += end;
                if !word.is_empty() && !rest[..end].contains("//") {
                    return Some((word, start..start + word.len()));
                }
                if let Some(comment) = rest[..end].find("//") {
                    at = start + comment;
                    if comment > 0 {
                        return Some((&rest[..comment], start..start + comment));
                    }
                }
            } else {
                at += first.len_utf8();
            }
        }
    })
}

fn is_word_char(char: char) -> bool {
    char.is_ascii_alphanumeric() || "%:/@.+-_".contains(char)
}

/// Block comments nest.
fn block_comment_len(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        match rest {
            _ if rest.starts_with("/*") => (depth, at) = (depth + 1, at + 2),
            _ if rest.starts_with("*/") => (depth, at) = (depth.saturating_sub(1), at + 2),
            _ => at += rest.chars().next().map_or(1, char::len_utf8),
        }
        if depth == 0 {
            break;
        }
    }
    at.min(text.len())
}

/// `wasi:http@0.2.3` as a name.
pub(crate) fn package_name(text: &str) -> Option<PackageName> {
    let (path, version) = match text.split_once('@') {
        Some((path, version)) => (path, Some(version.parse().ok()?)),
        None => (text, None),
    };
    let (namespace, name) = path.split_once(':')?;
    Some(PackageName {
        namespace: namespace.trim_start_matches('%').to_owned(),
        name: name.trim_start_matches('%').to_owned(),
        version,
    })
}

/// The package that a text says it belongs to, and where it says so.
pub(crate) fn declared_package(text: &str) -> Option<(PackageName, Range<usize>)> {
    let mut words = words(text);
    let is_header = words.next().is_some_and(|(word, _)| word == "package");
    let (word, range) = words.next().filter(|_| is_header)?;
    Some((package_name(word)?, range))
}

/// Where a text names an interface or world of `package`, with what it names.
pub(crate) fn uses_of<'a>(text: &'a str, package: &PackageName) -> impl Iterator<Item = Word<'a>> {
    words(text).filter(move |(word, _)| {
        let (path, version) = match word.split_once('@') {
            Some((path, version)) => (path, Some(version)),
            None => (*word, None),
        };
        let Some((named, _)) = path.split_once('/') else {
            return false;
        };
        let version = version
            .map(|version| format!("@{version}"))
            .unwrap_or_default();
        package_name(&format!("{named}{version}")).as_ref() == Some(package)
    })
}

/// Names of the types that a text declares or uses from elsewhere, and the built-in ones.
pub(crate) fn type_names(text: &str) -> Vec<&str> {
    const BUILT_IN: [&str; 18] = [
        "bool", "u8", "u16", "u32", "u64", "s8", "s16", "s32", "s64", "f32", "f64", "char",
        "string", "list", "option", "result", "tuple", "map",
    ];
    let mut names = BUILT_IN.to_vec();
    names.extend(declared(
        text,
        &["record", "variant", "enum", "flags", "resource", "type"],
    ));
    names
}

/// Names that stand after one of `keywords`.
pub(crate) fn declared<'a>(text: &'a str, keywords: &[&str]) -> Vec<&'a str> {
    let words: Vec<&str> = words(text).map(|(word, _)| word).collect();
    let pairs = words.windows(2);
    pairs
        .filter(|pair| keywords.contains(&pair[0]))
        .map(|pair| pair[1].trim_start_matches('%').trim_end_matches(':'))
        .collect()
}

/// Names that stand after `keyword` where a declaration begins.
pub(crate) fn declared_names<'a>(
    text: &'a str,
    keyword: &'static str,
) -> impl Iterator<Item = &'a str> {
    let lines = text.lines().map(str::trim_start);
    lines.filter_map(move |line| {
        let rest = line.strip_prefix(keyword)?.strip_prefix(' ')?.trim_start();
        let end = rest.find(|char: char| char != '-' && char != '%' && !char.is_alphanumeric());
        let name = rest[..end.unwrap_or(rest.len())].trim_start_matches('%');
        (!name.is_empty()).then_some(name)
    })
}
