//! What is different between two answers.

use model::Header;
use similar::{ChangeTag, TextDiff};

use super::exchange::Exchange;
use super::json;

/// More lines than these are not compared one by one.
const MOST_LINES: usize = 20_000;

/// What differs; what is the same in both is not told, but for the lines around a difference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The status of each, where they differ; none where there was no answer.
    pub status: Option<(Option<u16>, Option<u16>)>,
    /// Headers and trailers of only one of them, in order.
    pub headers: Vec<(Side, Header)>,
    /// The lines of both bodies, `None` where some that are the same are left out; empty where the
    /// bodies are the same.
    pub lines: Vec<Option<(Side, String)>>,
    /// Whether the bodies are different and are no text, or too long a one.
    pub bytes_differ: bool,
}

/// In which of two answers something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Only in the older one.
    Before,
    /// Only in the newer one.
    After,
    /// In both.
    Both,
}

/// Compares two answers, the older one first. JSON is compared as it is pretty-printed.
pub fn compare(before: &Exchange, after: &Exchange) -> Comparison {
    let status = |it: &Exchange| it.head.as_ref().map(|head| head.status);
    let (one, other) = (status(before), status(after));
    let mut comparison = Comparison {
        status: (one != other).then_some((one, other)),
        headers: headers(&all_headers(before), &all_headers(after)),
        ..Comparison::default()
    };
    if before.body != after.body {
        match (text(&before.body), text(&after.body)) {
            (Some(one), Some(other)) => comparison.lines = lines(&one, &other),
            _ => comparison.bytes_differ = true,
        }
    }
    comparison
}

impl Comparison {
    /// Whether nothing differs.
    pub fn is_same(&self) -> bool {
        *self == Self::default()
    }
}

fn all_headers(exchange: &Exchange) -> Vec<Header> {
    let head = exchange.head.iter().flat_map(|it| &it.headers);
    head.chain(&exchange.trailers).cloned().collect()
}

/// Each header that the other side has less often.
fn headers(before: &[Header], after: &[Header]) -> Vec<(Side, Header)> {
    let mut rest = after.to_vec();
    let mut found = Vec::new();
    for header in before {
        match rest.iter().position(|it| it == header) {
            Some(at) => drop(rest.remove(at)),
            None => found.push((Side::Before, header.clone())),
        }
    }
    found.extend(rest.into_iter().map(|it| (Side::After, it)));
    found
}

fn text(body: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?;
    let text = json::parse(text).map_or_else(|| text.to_owned(), |it| json::pretty(&it));
    (text.lines().count() <= MOST_LINES).then_some(text)
}

fn lines(before: &str, after: &str) -> Vec<Option<(Side, String)>> {
    let diff = TextDiff::from_lines(before, after);
    let mut lines = Vec::new();
    for (index, group) in diff.grouped_ops(2).iter().enumerate() {
        if index > 0 {
            lines.push(None);
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let side = match change.tag() {
                ChangeTag::Delete => Side::Before,
                ChangeTag::Insert => Side::After,
                ChangeTag::Equal => Side::Both,
            };
            lines.push(Some((
                side,
                change.value().trim_end_matches('\n').to_owned(),
            )));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::exchange::Head;
    use super::*;

    fn answer(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Exchange {
        let header = |(name, value): &(&str, &str)| Header {
            name: (*name).into(),
            value: (*value).into(),
        };
        let headers = headers.iter().map(header).collect();
        Exchange {
            head: Some(Head {
                status,
                headers,
                at: None,
            }),
            body: body.to_vec(),
            ..Exchange::default()
        }
    }

    #[test]
    fn what_differs_is_told_and_what_is_the_same_is_not() {
        let before = answer(
            200,
            &[("a", "1"), ("a", "1"), ("b", "2")],
            br#"{"x":1,"y":[1,2]}"#,
        );
        let after = answer(
            404,
            &[("b", "2"), ("a", "1"), ("c", "3")],
            br#"{"x":2,"y":[1,2]}"#,
        );
        let found = compare(&before, &after);
        assert_eq!(found.status, Some((Some(200), Some(404))));
        let told: Vec<_> = found
            .headers
            .iter()
            .map(|(side, it)| (*side, it.name.as_str()))
            .collect();
        assert_eq!(told, [(Side::Before, "a"), (Side::After, "c")]);
        let sides: Vec<_> = found
            .lines
            .iter()
            .flatten()
            .map(|(side, it)| (*side, it.trim()))
            .collect();
        assert_eq!(
            sides[..3],
            [
                (Side::Both, "{"),
                (Side::Before, "\"x\": 1,"),
                (Side::After, "\"x\": 2,")
            ]
        );
        assert!(compare(&before, &before).is_same());
    }

    #[test]
    fn bytes_are_only_told_to_differ() {
        let found = compare(
            &answer(200, &[], b"\xff\x00"),
            &answer(200, &[], b"\xff\x01"),
        );
        assert!(found.bytes_differ && found.lines.is_empty());
    }
}
