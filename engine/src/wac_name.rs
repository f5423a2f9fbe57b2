//! Packages as WAC names them.

use indexmap::IndexMap;
use wac_graph::types::BorrowedPackageKey;
use wac_parser::lexer::{Lexer, Token};
use wit_parser::PackageName;

use crate::nesting;

/// A package's name as wac keeps it.
pub(crate) struct WacName {
    /// The name without its version, such as `wasi:http`.
    pub(crate) path: String,
    pub(crate) name: PackageName,
}

impl WacName {
    pub(crate) fn of(name: PackageName) -> WacName {
        WacName {
            path: format!("{}:{}", name.namespace, name.name),
            name,
        }
    }
}

/// Binaries by the names that stand for them in a text.
pub(crate) fn packages<'a>(
    named: impl Iterator<Item = (&'a WacName, &'a [u8])>,
) -> IndexMap<BorrowedPackageKey<'a>, Vec<u8>> {
    let packages = named.map(|(WacName { path, name }, bytes)| {
        let key = BorrowedPackageKey::from_name_and_version(path, name.version.as_ref());
        (key, bytes.to_vec())
    });
    packages.collect()
}

/// The packages that a WAC text names beside its own, each once, in order.
pub fn wac_packages(text: &str) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    let text = nesting::quiet(text);
    let Ok(mut lexer) = Lexer::new(&text) else {
        return named;
    };
    let mut own = None;
    while let Some((token, span)) = lexer.next() {
        let source = lexer.source(span);
        let name = match token {
            Ok(Token::PackageName) => source.to_owned(),
            Ok(Token::PackagePath) => package_of(source),
            _ => continue,
        };
        // The first one is what the text itself is called.
        let own = own.get_or_insert_with(|| without_version(&name).to_owned());
        if without_version(&name) != own && !named.contains(&name) {
            named.push(name);
        }
    }
    named
}

/// Whether one of these is the package of that path, of any version.
pub(crate) fn is_among(named: &[String], path: &str) -> bool {
    named.iter().any(|name| without_version(name) == path)
}

/// `wasi:http@0.2.3` of `wasi:http/types@0.2.3`.
fn package_of(path: &str) -> String {
    let (path, version) = match path.split_once('@') {
        Some((path, version)) => (path, format!("@{version}")),
        None => (path, String::new()),
    };
    let name = path.split('/').next().unwrap_or(path);
    format!("{name}{version}")
}

fn without_version(name: &str) -> &str {
    name.split('@').next().unwrap_or(name)
}

#[test]
fn names_in_comments_and_strings_are_no_packages() {
    let text = "package a:b targets c:d/w@1.0.0; // e:f/g\n/* h:i/j */\n\
                import x as \"k:l/m\": n:o/p; let y = new q:r@2.0.0 { \"s:t/u\": x };";
    assert_eq!(wac_packages(text), ["c:d@1.0.0", "n:o", "q:r@2.0.0"]);
    let many = "// c:d/e\n".repeat(100_000);
    assert_eq!(wac_packages(&format!("package a:b;{many}")), [""; 0]);
}
