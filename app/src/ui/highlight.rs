//! Text cut into tokens, so that WIT, WAC, WAVE and WAT can be typeset. A plain function.

use std::ops::Range;

/// What a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// WIT, and WAC, which shares its words.
    Wit,
    /// Values.
    Wave,
    /// WebAssembly text.
    Wat,
    /// Any language of C's family, as far as they have the same look.
    Code,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A word of the language.
    Keyword,
    /// A built-in type, or a name where a type is declared.
    Type,
    /// A name that a function, a field or a case is declared by.
    Function,
    /// Quoted text.
    String,
    /// A number.
    Number,
    /// A comment.
    Comment,
    /// Brackets and signs.
    Punctuation,
    /// Any other name, and white space.
    Plain,
}

impl TokenKind {
    /// The class that colours it.
    pub fn class(self) -> Option<&'static str> {
        match self {
            Self::Keyword => Some("k"),
            Self::Type => Some("t"),
            Self::Function => Some("f"),
            Self::String => Some("s"),
            Self::Number => Some("n"),
            Self::Comment => Some("c"),
            Self::Punctuation => Some("p"),
            Self::Plain => None,
        }
    }
}

/// Cuts `text` into tokens, which together are all of it. Any text will do.
pub fn tokens(text: &str, language: Language) -> Tokens<'_> {
    tokens_from(text, Place::default(), language)
}

/// The tokens from a place on that others of the same text ended at.
pub fn tokens_from(text: &str, place: Place, language: Language) -> Tokens<'_> {
    Tokens {
        text,
        place,
        language,
    }
}

/// The tokens of a text, each cut when it is asked for.
pub struct Tokens<'a> {
    text: &'a str,
    place: Place,
    language: Language,
}

/// Where the next token begins, and what it takes to tell what it is.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// Byte of the text.
    pub at: usize,
    /// The latest token that is no white space.
    before: Range<usize>,
    /// Whether white space came after that.
    is_apart: bool,
}

impl Tokens<'_> {
    /// Where the next token begins.
    pub fn place(&self) -> Place {
        self.place.clone()
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = (TokenKind, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let Place {
            at,
            ref before,
            is_apart,
        } = self.place;
        let rest = &self.text[at..];
        let first = rest.chars().next()?;
        let end = at + token_length(rest, first, self.language);
        let token = &self.text[at..end];
        let before = Some(&self.text[before.clone()]).filter(|it| !it.is_empty());
        // A colon with a space after it comes before a type; one without joins a package name, as
        // a slash does.
        let before = before.map(|it| if it == ":" && !is_apart { "/" } else { it });
        let kind = classify(token, first, &self.text[end..], before, self.language);
        self.place.at = end;
        self.place.is_apart = first.is_whitespace();
        if !self.place.is_apart {
            self.place.before = at..end;
        }
        Some((kind, token))
    }
}

/// How many bytes the first token of `rest` has; at least those of its first character.
fn token_length(rest: &str, first: char, language: Language) -> usize {
    let while_true = |test: fn(char) -> bool| rest.find(|it| !test(it)).unwrap_or(rest.len());
    let line = || rest.find('\n').unwrap_or(rest.len());
    let block = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
    if rest.starts_with("//") || (language == Language::Wat && rest.starts_with(";;")) {
        line()
    } else if rest.starts_with("/*") {
        block("*/")
    } else if language == Language::Wat && rest.starts_with("(;") {
        block(";)")
    } else if first == '"' || (first == '\'' && language == Language::Wave) {
        quoted_length(rest, first)
    } else if first.is_whitespace() {
        while_true(char::is_whitespace)
    } else if is_number(rest) {
        while_true(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '+' | '.' | '_'))
    } else if is_name(first) && language == Language::Code {
        while_true(is_name)
    } else if is_name(first) {
        while_true(|it| is_name(it) || it == '-' || it == '.')
    } else {
        first.len_utf8()
    }
}

fn quoted_length(rest: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, character) in rest.char_indices().skip(1) {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if character == quote => return at + quote.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

fn is_number(rest: &str) -> bool {
    rest.strip_prefix('-')
        .unwrap_or(rest)
        .starts_with(|it: char| it.is_ascii_digit())
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '%' | '$')
}

fn classify(
    token: &str,
    first: char,
    after: &str,
    before: Option<&str>,
    language: Language,
) -> TokenKind {
    let is_comment = token.starts_with("//") || token.starts_with("/*");
    if is_comment
        || (language == Language::Wat && (token.starts_with(";;") || token.starts_with("(;")))
    {
        TokenKind::Comment
    } else if first.is_whitespace() {
        TokenKind::Plain
    } else if matches!(first, '"' | '\'') && token.len() > 1 {
        TokenKind::String
    } else if is_number(token) {
        TokenKind::Number
    } else if !is_name(first) {
        TokenKind::Punctuation
    } else {
        match language {
            Language::Wit => wit_name(token, after, before),
            Language::Wave => wave_name(token, after),
            Language::Wat => wat_name(token, before),
            Language::Code => code_name(token, after),
        }
    }
}

fn wit_name(token: &str, after: &str, before: Option<&str>) -> TokenKind {
    const WORDS: &[&str] = &[
        "package",
        "world",
        "interface",
        "import",
        "export",
        "use",
        "include",
        "with",
        "as",
        "type",
        "record",
        "variant",
        "enum",
        "flags",
        "resource",
        "constructor",
        "static",
        "func",
        "async",
        "let",
        "new",
        "targets",
        "nested",
    ];
    const TYPES: &[&str] = &[
        "bool",
        "s8",
        "u8",
        "s16",
        "u16",
        "s32",
        "u32",
        "s64",
        "u64",
        "f32",
        "f64",
        "char",
        "string",
        "list",
        "option",
        "result",
        "tuple",
        "own",
        "borrow",
        "stream",
        "future",
        "map",
        "error-context",
    ];
    const DECLARES_TYPE: &[&str] = &[
        "world",
        "interface",
        "type",
        "record",
        "variant",
        "enum",
        "flags",
        "resource",
    ];
    if let Some(declared) = after.strip_prefix(": ") {
        let is_function = ["func", "static", "async"]
            .iter()
            .any(|word| declared.starts_with(word));
        return if is_function {
            TokenKind::Function
        } else {
            TokenKind::Plain
        };
    }
    if before == Some("/") {
        return TokenKind::Plain;
    }
    if TYPES.contains(&token) || before.is_some_and(|it| DECLARES_TYPE.contains(&it)) {
        TokenKind::Type
    } else if WORDS.contains(&token) && !after.starts_with(':') {
        TokenKind::Keyword
    } else if matches!(before, Some(":" | ">" | "<")) && !after.starts_with(':') {
        TokenKind::Type
    } else {
        TokenKind::Plain
    }
}

fn wave_name(token: &str, after: &str) -> TokenKind {
    match token {
        "true" | "false" | "none" | "inf" | "nan" => TokenKind::Keyword,
        "some" | "ok" | "err" if !after.starts_with(':') => TokenKind::Keyword,
        _ if after.starts_with('(') => TokenKind::Type,
        _ => TokenKind::Plain,
    }
}

fn code_name(token: &str, after: &str) -> TokenKind {
    const WORDS: &[&str] = &[
        "as",
        "async",
        "await",
        "break",
        "case",
        "class",
        "const",
        "continue",
        "crate",
        "declare",
        "default",
        "defer",
        "define",
        "do",
        "else",
        "enum",
        "export",
        "extern",
        "false",
        "fn",
        "for",
        "from",
        "func",
        "function",
        "if",
        "impl",
        "import",
        "in",
        "include",
        "inline",
        "interface",
        "internal",
        "let",
        "loop",
        "match",
        "mod",
        "module",
        "move",
        "mut",
        "namespace",
        "new",
        "nil",
        "null",
        "override",
        "package",
        "priv",
        "private",
        "protected",
        "pub",
        "public",
        "ref",
        "return",
        "sealed",
        "self",
        "Self",
        "static",
        "struct",
        "super",
        "switch",
        "template",
        "this",
        "trait",
        "true",
        "type",
        "typedef",
        "typeof",
        "union",
        "unsafe",
        "use",
        "using",
        "var",
        "virtual",
        "void",
        "where",
        "while",
    ];
    let is_type = token.starts_with(|it: char| it.is_ascii_uppercase()) || token.ends_with("_t");
    if WORDS.contains(&token) {
        TokenKind::Keyword
    } else if after.starts_with('(') || after.starts_with("!(") {
        TokenKind::Function
    } else if is_type {
        TokenKind::Type
    } else {
        TokenKind::Plain
    }
}

fn wat_name(token: &str, before: Option<&str>) -> TokenKind {
    if token.starts_with('$') {
        TokenKind::Function
    } else if before == Some("(") {
        TokenKind::Keyword
    } else if token.contains('.') {
        TokenKind::Type
    } else {
        TokenKind::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens that have a colour, each as `class:text`.
    fn coloured(text: &str, language: Language) -> String {
        let tokens: Vec<_> = tokens(text, language).collect();
        assert_eq!(
            tokens.iter().map(|(_, token)| *token).collect::<String>(),
            text
        );
        let coloured = tokens
            .iter()
            .filter_map(|(kind, token)| Some(format!("{}:{token}", kind.class()?)));
        coloured.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn wit_shows_its_words_types_and_functions() {
        let wit = "/// Doc\ninterface process {\n  clean: func(list: string) -> u32;\n}";
        assert_eq!(
            coloured(wit, Language::Wit),
            "c:/// Doc k:interface t:process p:{ f:clean p:: k:func p:( p:: t:string p:) p:- p:> t:u32 p:; p:}"
        );
    }

    #[test]
    fn named_types_stand_out_where_types_stand() {
        let wit = "f: func(a: person) -> list<cleaned>;";
        assert_eq!(
            coloured(wit, Language::Wit),
            "f:f p:: k:func p:( p:: t:person p:) p:- p:> t:list p:< t:cleaned p:> p:;"
        );
    }

    #[test]
    fn package_names_are_not_taken_for_labels() {
        assert_eq!(
            coloured("import use:type/list@0.1.0;", Language::Wit),
            "k:import p:: p:/ p:@ n:0.1.0 p:;"
        );
    }

    #[test]
    fn wave_shows_cases_text_and_numbers() {
        let wave = r#"ok({name: "A \"b\"", age: -3, at: some(circle(1.5))})"#;
        assert_eq!(
            coloured(wave, Language::Wave),
            r#"k:ok p:( p:{ p:: s:"A \"b\"" p:, p:: n:-3 p:, p:: k:some p:( t:circle p:( n:1.5 p:) p:) p:} p:)"#
        );
    }

    #[test]
    fn wat_shows_forms_and_names() {
        assert_eq!(
            coloured("(func $f ;; note\n  i32.const 0)", Language::Wat),
            "p:( k:func f:$f c:;; note t:i32.const n:0 p:)"
        );
    }

    #[test]
    fn code_shows_words_calls_and_types() {
        assert_eq!(
            coloured("pub fn hello(who: &Person) -> u8; // Hi", Language::Code),
            "k:pub k:fn f:hello p:( p:: p:& t:Person p:) p:- p:> p:; c:// Hi"
        );
    }

    #[test]
    fn any_text_is_cut_into_all_of_itself() {
        for text in [
            "",
            "\"open",
            "/* open",
            "é ü 漢字 '",
            "(;",
            "-",
            "\\",
            "a\u{0}b",
            "'",
        ] {
            for language in [Language::Wit, Language::Wave, Language::Wat] {
                coloured(text, language);
            }
        }
    }
}
