//! Names of WIT as words of JavaScript.

/// The name of a field, as JavaScript writes it.
pub(crate) fn key(name: &str) -> String {
    heck::ToLowerCamelCase::to_lower_camel_case(name)
}

/// The name of a parameter; one that is a word of the language gets a dash below.
pub(crate) fn camel(name: &str) -> String {
    let name = key(name);
    if is_reserved(&name) {
        format!("{name}_")
    } else {
        name
    }
}

pub(crate) fn is_reserved(name: &str) -> bool {
    const WORDS: [&str; 46] = [
        "arguments",
        "await",
        "break",
        "case",
        "catch",
        "class",
        "const",
        "continue",
        "debugger",
        "default",
        "delete",
        "do",
        "else",
        "enum",
        "eval",
        "export",
        "extends",
        "false",
        "finally",
        "for",
        "function",
        "if",
        "implements",
        "import",
        "in",
        "instanceof",
        "interface",
        "let",
        "new",
        "null",
        "package",
        "private",
        "protected",
        "public",
        "return",
        "static",
        "super",
        "switch",
        "this",
        "throw",
        "true",
        "try",
        "typeof",
        "var",
        "void",
        "while",
    ];
    WORDS.contains(&name) || matches!(name, "with" | "yield")
}
