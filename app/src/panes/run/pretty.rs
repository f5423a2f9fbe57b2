//! A value in WAVE, broken into lines where one would be too long.

use crate::ui::highlight::{Language, TokenKind, tokens};

/// The most characters of a line before it is broken.
const WIDTH: usize = 64;

/// Breaks a WAVE text after its commas and brackets, innermost last, where it is too long. Prose is
/// left as it is.
pub(super) fn pretty(wave: &str) -> String {
    let mut tokens: Vec<_> = tokens(wave, Language::Wave).collect();
    if is_prose(&tokens) {
        return wave.to_owned();
    }
    tokens.retain(|(_, token)| !token.trim().is_empty());
    let mut lines = String::new();
    write(&tokens, 0, &mut lines);
    lines
}

/// Whether two words stand beside each other, as they never do in WAVE.
fn is_prose(tokens: &[Token<'_>]) -> bool {
    let is_word = |token: &str| token.chars().all(|it| it.is_alphanumeric() || it == '-');
    tokens.windows(3).any(|three| {
        let [(_, left), (_, gap), (_, right)] = three else {
            return false;
        };
        gap.trim().is_empty() && is_word(left) && is_word(right)
    })
}

type Token<'a> = (TokenKind, &'a str);

/// Writes tokens on one line if they fit, else one part of the outermost bracket a line.
fn write(tokens: &[Token<'_>], indent: usize, lines: &mut String) {
    let one_line = flat(tokens);
    let open = tokens
        .iter()
        .position(|(_, token)| matches!(*token, "(" | "{" | "["));
    let Some(open) = open.filter(|_| indent + one_line.chars().count() > WIDTH) else {
        return lines.push_str(&one_line);
    };
    let Some(close) = tokens
        .iter()
        .rposition(|(_, token)| matches!(*token, ")" | "}" | "]"))
        .filter(|close| *close > open)
    else {
        return lines.push_str(&one_line);
    };
    lines.push_str(&flat(&tokens[..=open]));
    for part in parts(&tokens[open + 1..close]) {
        lines.push('\n');
        lines.push_str(&"  ".repeat(indent / 2 + 1));
        write(part, indent + 2, lines);
    }
    lines.push('\n');
    lines.push_str(&"  ".repeat(indent / 2));
    lines.push_str(&flat(&tokens[close..]));
}

/// What stands between the commas that are in no bracket, each with its comma.
fn parts<'t, 'a>(tokens: &'t [Token<'a>]) -> Vec<&'t [Token<'a>]> {
    let mut depth = 0;
    tokens
        .split_inclusive(move |(_, token)| {
            match *token {
                "(" | "{" | "[" => depth += 1,
                ")" | "}" | "]" => depth -= 1,
                _ => {}
            }
            depth == 0 && *token == ","
        })
        .collect()
}

/// Tokens on one line, with a space after commas and colons.
fn flat(tokens: &[Token<'_>]) -> String {
    let mut line = String::new();
    for (at, (_, token)) in tokens.iter().enumerate() {
        line.push_str(token);
        if matches!(*token, "," | ":") && at + 1 < tokens.len() {
            line.push(' ');
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_value_stays_on_its_line() {
        assert_eq!(
            pretty(r#"ok({name: "a, b", age: 3})"#),
            r#"ok({name: "a, b", age: 3})"#
        );
    }

    #[test]
    fn a_long_record_has_a_field_a_line() {
        let wave =
            r#"{text: "The Component Model is production ready", words: 6, tags: [short, plain]}"#;
        let expected = "{\n  text: \"The Component Model is production ready\",\n  words: 6,\n  tags: [short, plain]\n}";
        assert_eq!(pretty(wave), expected);
    }

    #[test]
    fn what_is_no_wave_is_left_as_it_is_but_for_spaces() {
        assert_eq!(pretty("(("), "((");
        assert_eq!(pretty(""), "");
    }

    #[test]
    fn prose_keeps_its_spaces() {
        let prose = "nobody provides example:kv/store@0.1.0, example:kv/buckets@0.1.0";
        assert_eq!(pretty(prose), prose);
    }
}
