//! The list of findings: by file, by how bad they are, and one after the other.

use model::{Diagnostic, Location, Severity};

use crate::state::position::Positions;

/// Those of one file, in the order of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The file; empty for those that belong to none.
    pub path: String,
    /// Never empty.
    pub problems: Vec<Diagnostic>,
}

/// The findings by file, in path order; only those of one severity, if one is given.
pub fn groups(problems: &[Diagnostic], only: Option<Severity>) -> Vec<Group> {
    let mut groups = Vec::<Group>::new();
    let mut shown: Vec<_> = problems
        .iter()
        .filter(|it| only.is_none_or(|only| it.severity == only))
        .collect();
    shown.sort_by_key(|it| (&it.path, it.span, it.severity));
    for problem in shown {
        let problems = vec![problem.clone()];
        match groups.last_mut().filter(|group| group.path == problem.path) {
            Some(group) => group.problems.push(problem.clone()),
            None => groups.push(Group {
                path: problem.path.clone(),
                problems,
            }),
        }
    }
    groups
}

/// Where to go on from: the finding that was gone to last while the cursor is still in it, or
/// else the cursor.
pub fn from(last: Option<Location>, cursor: Option<Location>) -> Option<Location> {
    let is_in = |last: &Location| {
        cursor.as_ref().is_some_and(|cursor| {
            let span = last.span.start..=last.span.end;
            cursor.path == last.path && span.contains(&cursor.span.start)
        })
    };
    last.filter(is_in).or(cursor)
}

/// The finding after a place, or before it if `is_back`, over all files and round.
pub fn next<'a>(
    problems: &'a [Diagnostic],
    from: Option<&Location>,
    is_back: bool,
) -> Option<&'a Diagnostic> {
    let mut placed: Vec<_> = problems.iter().filter(|it| !it.path.is_empty()).collect();
    placed.sort_by_key(|it| (&it.path, it.span));
    if is_back {
        placed.reverse();
    }
    let is_further = |it: &&&Diagnostic| {
        from.is_some_and(|from| {
            let (here, there) = ((&from.path, from.span), (&it.path, it.span));
            if is_back { there < here } else { there > here }
        })
    };
    let further = placed.iter().find(is_further);
    further.or(placed.first()).copied()
}

/// All findings as a text to send to somebody.
pub fn as_text<'a>(
    problems: &[Diagnostic],
    text_of: impl Fn(&str) -> Option<&'a String>,
) -> String {
    let line = |it: &Diagnostic| {
        let place = text_of(&it.path).map(|text| Positions::new(text).line_column(it.span.start));
        let place = place.map(|it| format!(":{}:{}", it.line, it.column));
        let path = if it.path.is_empty() {
            "workspace"
        } else {
            &it.path
        };
        let (word, message) = (word(it.severity), &it.message);
        let hint = it.hint.as_ref().map(|hint| format!("\n  {hint}"));
        let (place, hint) = (place.unwrap_or_default(), hint.unwrap_or_default());
        format!("{path}{place}: {word}: {message}{hint}\n")
    };
    problems.iter().map(line).collect()
}

/// How bad it is, in a word.
pub fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

#[cfg(test)]
mod tests {
    use model::Span;

    use super::*;

    fn problem(path: &str, start: u32, severity: Severity) -> Diagnostic {
        let end = start + 1;
        Diagnostic {
            severity,
            path: path.to_owned(),
            span: Span { start, end },
            message: format!("{path} {start}"),
            hint: None,
            related: Vec::new(),
            fixes: Vec::new(),
            wire: None,
        }
    }

    fn problems() -> Vec<Diagnostic> {
        vec![
            problem("", 0, Severity::Error),
            problem("b", 4, Severity::Warning),
            problem("a", 9, Severity::Error),
            problem("a", 3, Severity::Error),
        ]
    }

    fn told(found: Option<&Diagnostic>) -> &str {
        found.map_or("", |it| &it.message)
    }

    fn at(path: &str, start: u32) -> Option<Location> {
        let (path, span) = (path.to_owned(), Span { start, end: start });
        Some(Location { path, span })
    }

    #[test]
    fn each_file_has_a_group_in_the_order_of_its_text() {
        let groups = groups(&problems(), None);
        let drawn: Vec<_> = groups
            .iter()
            .map(|it| (it.path.as_str(), it.problems.len()))
            .collect();
        assert_eq!(drawn, [("", 1), ("a", 2), ("b", 1)]);
        assert_eq!(groups[1].problems[0].message, "a 3");
        assert_eq!(super::groups(&problems(), Some(Severity::Warning)).len(), 1);
    }

    #[test]
    fn the_next_one_is_after_the_cursor_over_all_files_and_round() {
        let all = problems();
        assert_eq!(told(next(&all, None, false)), "a 3");
        assert_eq!(told(next(&all, at("a", 3).as_ref(), false)), "a 3");
        assert_eq!(told(next(&all, at("a", 4).as_ref(), false)), "a 9");
        assert_eq!(told(next(&all, at("a", 20).as_ref(), false)), "b 4");
        assert_eq!(told(next(&all, at("c", 0).as_ref(), false)), "a 3");
        assert_eq!(told(next(&all, at("a", 9).as_ref(), true)), "a 3");
        assert_eq!(told(next(&all, at("a", 0).as_ref(), true)), "b 4");
        assert_eq!(told(next(&[], None, false)), "");
    }

    #[test]
    fn going_on_begins_at_the_cursor_once_it_has_moved() {
        let last = Some(Location {
            path: "a".into(),
            span: Span { start: 3, end: 4 },
        });
        assert_eq!(from(last.clone(), at("a", 4)), last);
        assert_eq!(from(last.clone(), at("a", 5)), at("a", 5));
        assert_eq!(from(last.clone(), at("b", 3)), at("b", 3));
        assert_eq!(from(last, None), None);
    }

    #[test]
    fn the_text_names_places_as_people_count_them() {
        let text = "one\ntwo\n".to_owned();
        let mut first = problem("a", 5, Severity::Error);
        first.hint = Some("write another".into());
        let text = as_text(&[first, problem("", 0, Severity::Info)], |path| {
            (path == "a").then_some(&text)
        });
        assert_eq!(
            text,
            "a:2:2: error: a 5\n  write another\nworkspace: note:  0\n"
        );
    }
}
