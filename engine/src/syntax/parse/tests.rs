//! What is made of texts, right and broken.

use std::fmt::Write;

use super::*;
use crate::tokens::slice;

/// Writes the items of a text, each on a line, as deep as it stands in others.
fn check(text: &str, expected: &str) {
    check_tree(&parse(text, false), text, expected);
}

fn check_wac(text: &str, expected: &str) {
    check_tree(&parse(text, true), text, expected);
}

fn check_tree(tree: &Tree, text: &str, expected: &str) {
    let mut out = String::new();
    for item in 0..tree.items.len() {
        let it = &tree.items[item];
        let depth = tree.ancestors(item).count();
        write!(out, "{:1$}{2:?}", "", depth * 2, it.kind).unwrap();
        let spans = [
            (" ", it.name),
            (" at ", it.path.map(|path| path.span)),
            (" : ", it.ty),
        ];
        for (mark, span) in spans {
            if let Some(span) = span {
                write!(out, "{mark}{}", slice(text, span)).unwrap();
            }
        }
        if it.body.is_some() && !it.is_closed {
            out.push_str(" (open)");
        }
        out.push('\n');
    }
    assert_eq!(out.trim_end(), expected.trim_end());
}

#[test]
fn everything_that_is_right() {
    check(
        "package a:b@1.0.0;
        use c:d/e@0.2.0 as f;
        @since(version = 1.0.0)
        interface i {
            use f.{g, h as %type};
            type t = list<tuple<g, u8>, 5>;
            record r { a: t, %from: result<_, g>, }
            variant v { x, y(t) }
            enum n { one, two }
            flags l { p, }
            resource s { constructor(a: t); m: async func(); k: static func() -> t; }
            do: func(a: borrow<s>, b: string) -> own<s>;
        }
        world w {
            include c:d/v with { m as n }
            import i;
            import x: i;
            export wasi:http/types@0.2.3;
            export run: func();
            import y: interface { go: func(); }
        }
        package n:m { interface i {} }",
        "Package at a:b@1.0.0
TopUse f at c:d/e@0.2.0
Interface i
  Use at f
    UseName g at g
    UseName %type at h
  Alias t : list<tuple<g, u8>, 5>
  Record r
    Field a : t
    Field %from : result<_, g>
  Variant v
    Case x
    Case y : t
  Enum n
    Case one
    Case two
  Flags l
    Flag p
  Resource s
    Constructor constructor
      Param a : t
    Method m
    Static k : t
  Func do : own<s>
    Param a : borrow<s>
    Param b : string
World w
  Include at c:d/v
    IncludeName n at m
  Import at i
  Import x at i
  Export at wasi:http/types@0.2.3
  Export run
  Import y
    Func go
Package at n:m
  Interface i",
    );
}

#[test]
fn unfinished_declarations() {
    check(
        "interface a {
            record r {
                x:
                y: list<
            variant v { c(
            f: func(p:
            g: func() ->
            use b.{
        interface
        world w {
            import wasi:
            export wasi:http/
            include
        interface z {}",
        "Interface a (open)
  Record r (open)
    Field x
    Field y : list<
  Variant v (open)
    Case c
  Func f
    Param p
  Func g
  Use at b (open)
Interface
World w (open)
  Import wasi
  Export at wasi:http/
  Include
Interface z",
    );
}

#[test]
fn braces_that_lack_or_are_too_many() {
    check(
        "interface a { resource r { m: func();
          record s { x: u8
        }
        interface b { } } }
        world c { import d: interface { f: func();
          export e; }
        record stray { x: u8 }
        @since(",
        "Interface a (open)
  Resource r (open)
    Method m
  Record s
    Field x : u8
Interface b
World c
  Import d (open)
    Func f
  Export at e
Record stray
  Field x : u8",
    );
}

#[test]
fn no_text_is_too_deep() {
    for deep in [
        "list<",
        "package a:b {",
        "import a: interface {",
        "resource a {",
    ] {
        parse(&deep.repeat(100_000), false);
    }
    parse(&format!("type a = {}", "list<".repeat(100_000)), false);
    parse(&"let a = (new a:b { c: ".repeat(100_000), true);
}

#[test]
fn wac() {
    check_wac(
        r#"package a:b@1.0.0 targets c:d/e@0.2.0;
        import f: func(x: u8) -> u8;
        import i as "g:h/i": interface { use c:d/e.{t}; f: func(); };
        import j as k: c:d/j;
        record r { x: u8 }
        let x = new a:c:d@0.1.0 { "a:b/c": (x.y)["z"], w, ...v, n: new e:f { ... }, ... };
        export x...;
        export x.y as "c:d/e";"#,
        "
Package at a:b@1.0.0
  Targets at c:d/e@0.2.0
Import f : u8
  Param x : u8
Import i
  ExternName \"g:h/i\"
  Use at c:d/e
    UseName t at t
  Func f
Import j at c:d/j
  ExternName k
Record r
  Field x : u8
Let x
  New at a:c:d@0.1.0
    Argument \"a:b/c\"
      Nested
        Variable at x
        Access y
      Access \"z\"
    Inferred at w
    Spread at v
    Argument n
      New at e:f
        Fill
    Fill
ExportValue
  Variable at x
ExportValue
  Variable at x
  Access y
  ExternName \"c:d/e\""
            .trim_start(),
    );
}

#[test]
fn broken_wac() {
    check_wac(
        "package a:
        let
        let a =
        let b = new
        let c = new a:b {
            x:
            \"y\"
            z.
        let d = a.
        export d[
        export
        import f:
        interface i {
            g: func();
        let
        } @a
        let b",
        "
Package at a:
Let
Let a
Let b
  New
Let c
  New at a:b (open)
    Argument x
    Argument \"y\"
    Argument
      Variable at z
      Access
Let d
  Variable at a
  Access
ExportValue
  Variable at d
  Access
ExportValue
Import f
Interface i (open)
  Func g
Let
Let b"
            .trim_start(),
    );
}
