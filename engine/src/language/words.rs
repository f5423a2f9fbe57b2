//! What the words of WIT itself mean.

use crate::syntax::{KEYWORDS, TYPES};

/// Whether a name can only be written behind `%`.
pub(super) fn is_reserved(name: &str) -> bool {
    TYPES.contains(&name) || KEYWORDS.contains(&name)
}

/// How a keyword or built-in type is used and what it means.
pub(super) fn explain(word: &str) -> Option<(&'static str, &'static str)> {
    let found = WORDS.iter().find(|(it, ..)| *it == word);
    found.map(|(_, code, docs)| (*code, *docs))
}

/// A word, how it is used, what it means.
const WORDS: [(&str, &str, &str); 50] = [
    (
        "package",
        "package namespace:name@1.0.0;",
        "Names the package that a file belongs to. With `{ … }`, holds a package within a file.",
    ),
    (
        "interface",
        "interface name { … }",
        "A named set of types and functions that is imported or exported together.",
    ),
    (
        "world",
        "world name { … }",
        "What a component imports and what it exports: all that it shares with its surroundings.",
    ),
    (
        "import",
        "import interface;",
        "Something that a component in this world needs from outside.",
    ),
    (
        "export",
        "export interface;",
        "Something that a component in this world offers.",
    ),
    (
        "include",
        "include world with { a as b };",
        "Takes over all imports and exports of another world; `with` gives some of them other names.",
    ),
    (
        "with",
        "include world with { a as b };",
        "Gives items of an included world other names.",
    ),
    (
        "use",
        "use interface.{type, other as name};",
        "Brings types of another interface into this one. Outside of interfaces and worlds, names another interface.",
    ),
    (
        "as",
        "use interface.{type as name};",
        "Gives what is used another name here.",
    ),
    (
        "from",
        "from",
        "A reserved word. Write `%from` to use it as a name.",
    ),
    ("type", "type name = other;", "Another name for a type."),
    (
        "record",
        "record name { field: type }",
        "A value of several named fields.",
    ),
    (
        "variant",
        "variant name { case(type), other }",
        "A value that is one of several cases, each with or without a value of its own.",
    ),
    (
        "enum",
        "enum name { case, other }",
        "A value that is one of several names.",
    ),
    (
        "flags",
        "flags name { one, other }",
        "A set of names, each of which is on or off.",
    ),
    (
        "resource",
        "resource name { … }",
        "A thing that lives on one side and is passed around as a handle.",
    ),
    (
        "constructor",
        "constructor(param: type);",
        "Makes a new resource.",
    ),
    (
        "static",
        "name: static func();",
        "A function of a resource type that needs no resource to be called on.",
    ),
    ("func", "name: func(param: type) -> type;", "A function."),
    (
        "async",
        "name: async func();",
        "A function that may wait: its caller can go on while it does.",
    ),
    ("_", "result<_, error>", "No value here."),
    (
        "own",
        "own<resource>",
        "A handle that owns a resource: whoever receives it must drop it or pass it on. The same as the resource's plain name.",
    ),
    (
        "borrow",
        "borrow<resource>",
        "A handle that is lent for the time of a call.",
    ),
    (
        "list",
        "list<type>",
        "Any number of values of one type; `list<type, 4>` holds exactly 4.",
    ),
    ("map", "map<key, value>", "Values by key."),
    ("option", "option<type>", "A value or none."),
    (
        "result",
        "result<ok, error>",
        "What came of something: a value when it went well, an error when it did not. Either may be left out.",
    ),
    (
        "tuple",
        "tuple<type, other>",
        "Several values in a fixed order, without names.",
    ),
    ("future", "future<type>", "One value that comes later."),
    (
        "stream",
        "stream<type>",
        "Values that come one after another.",
    ),
    (
        "error-context",
        "error-context",
        "Details of an error, for people who debug.",
    ),
    ("bool", "bool", "`true` or `false`."),
    ("u8", "u8", "An integer from 0 to 255."),
    ("u16", "u16", "An integer from 0 to 65,535."),
    ("u32", "u32", "An integer from 0 to 4,294,967,295."),
    (
        "u64",
        "u64",
        "An integer from 0 to 18,446,744,073,709,551,615.",
    ),
    ("s8", "s8", "An integer from -128 to 127."),
    ("s16", "s16", "An integer from -32,768 to 32,767."),
    (
        "s32",
        "s32",
        "An integer from -2,147,483,648 to 2,147,483,647.",
    ),
    (
        "s64",
        "s64",
        "An integer from -9,223,372,036,854,775,808 to 9,223,372,036,854,775,807.",
    ),
    ("f32", "f32", "A floating-point number of 32 bits."),
    ("f64", "f64", "A floating-point number of 64 bits."),
    ("char", "char", "A Unicode scalar value."),
    (
        "string",
        "string",
        "A text: any number of Unicode scalar values.",
    ),
    (
        "since",
        "@since(version = 1.0.0)",
        "The version of the package from which on this is stable.",
    ),
    (
        "unstable",
        "@unstable(feature = name)",
        "Only there for those who switch the feature on.",
    ),
    (
        "deprecated",
        "@deprecated(version = 1.0.0)",
        "The version of the package from which on this should not be used any more.",
    ),
    (
        "version",
        "@since(version = 1.0.0)",
        "A version of the package that this is in.",
    ),
    (
        "feature",
        "@unstable(feature = name)",
        "What has to be switched on for this to be there.",
    ),
    (
        "external-id",
        "@external-id(\"name\")",
        "A name by which others outside of WIT know this.",
    ),
];
