//! What the words of WAC itself mean, where that is something else than in WIT.

/// Words that name nothing in WAC without `%`, beside those of WIT.
pub(crate) const KEYWORDS: [&str; 3] = ["let", "new", "targets"];

/// How a word or mark is used and what it means.
pub(super) fn explain(word: &str) -> Option<(&'static str, &'static str)> {
    let found = WORDS.iter().find(|(it, ..)| *it == word);
    found.map(|(_, code, docs)| (*code, *docs))
}

/// A word, how it is used, what it means.
const WORDS: [(&str, &str, &str); 8] = [
    (
        "package",
        "package namespace:name@1.0.0 targets world;",
        "Names the composition.",
    ),
    (
        "targets",
        "package namespace:name targets namespace:name/world;",
        "The world that the composition must fit: no other imports, and at least its exports.",
    ),
    (
        "import",
        "import name: namespace:name/interface;",
        "Something that the composition needs from outside. `as` gives the import another name than the variable has.",
    ),
    (
        "let",
        "let name = value;",
        "Gives a value a name: an instance, or something that an instance exports.",
    ),
    (
        "new",
        "new namespace:name { argument: value, ...instance, ... }",
        "Makes an instance of a component. Its arguments are what the component imports: by name, all that an instance exports by `...instance`, and `...` imports what is left.",
    ),
    (
        "export",
        "export value as name;",
        "Something that the composition offers. `export instance...;` exports everything that the instance exports.",
    ),
    (
        "as",
        "export value as name;",
        "Gives an import or export of the composition a name: a word, or the name of an interface in quotes.",
    ),
    (
        "...",
        "new namespace:name { ...instance, ... }",
        "Alone, imports every argument that is left. Before an instance, takes arguments from its exports. Behind one in `export`, exports all of them.",
    ),
];
