//! Writes what a module lacks into it.

use model::{Fix, Span, TextEdit};

use crate::dialect::Dialect;
use crate::place::{is_part, word_of};
use crate::skeleton::{Written, class, member};
use crate::wanted::{Wanted, WantedKind, wanted};
use crate::world::World;

/// The change that adds something that a module has to export, if its place can be found.
pub(crate) fn fix(world: &World, missing: &str, text: &str, entry: &str) -> Option<Fix> {
    let wanted = wanted(world);
    let at = wanted
        .iter()
        .position(|it| it.kind != WantedKind::Constructor && it.path.join(".") == missing)?;
    let it = &wanted[at];
    let dialect = &Dialect::of_file(world, entry);
    let insert = |at: usize, text: String| TextEdit {
        path: entry.to_owned(),
        span: Span {
            start: at as u32,
            end: at as u32,
        },
        text,
    };
    let edits = match (it.kind, it.path.as_slice()) {
        (_, [_]) => {
            let Written { classes, export } = Written::new(dialect, &wanted, at);
            vec![insert(text.len(), format!("{classes}{export}"))]
        }
        (WantedKind::Class, [object, title]) => {
            let inside = opening(text, object, Holder::Object)?;
            let all: Vec<_> = wanted.iter().collect();
            let before = text[..inside].rfind('\n').map_or(0, |at| at + 1);
            let class = class(dialect, it, &all);
            vec![
                insert(before, format!("{}\n", class.trim_start())),
                insert(inside, line_in(text, inside, &format!("  {title},"))),
            ]
        }
        (_, [object, _]) => {
            let inside = opening(text, object, Holder::Object)?;
            vec![insert(inside, line_in(text, inside, &member(dialect, it)))]
        }
        (_, [_, title, _]) => {
            let inside = opening(text, title, Holder::Class)?;
            vec![insert(inside, line_in(text, inside, &member(dialect, it)))]
        }
        _ => return None,
    };
    let title = format!("write {}", told(it));
    Some(Fix {
        title,
        edits,
        ..Fix::default()
    })
}

fn told(it: &Wanted) -> String {
    match it.path.as_slice() {
        [.., holder, name] => format!("`{name}` of `{holder}`"),
        [name] => format!("`{name}`"),
        [] => String::new(),
    }
}

/// What has members between braces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holder {
    Object,
    Class,
}

/// Where the members begin of the first object or class of this name.
fn opening(text: &str, name: &str, holder: Holder) -> Option<usize> {
    let mut from = 0;
    while let Some(span) = word_of(&text[from..], name) {
        let (start, end) = (from + span.start as usize, from + span.end as usize);
        let rest = &text[end..];
        let found = match holder {
            Holder::Object => {
                let value = rest.trim_start().strip_prefix('=').map(str::trim_start);
                value
                    .filter(|it| it.starts_with('{'))
                    .map(|it| text.len() - it.len())
            }
            Holder::Class => {
                let before = text[..start].trim_end();
                let is_class = before.strip_suffix("class");
                let is_class = is_class.is_some_and(|it| !it.ends_with(is_part));
                rest.find('{').filter(|_| is_class).map(|at| end + at)
            }
        };
        if let Some(brace) = found {
            return Some(brace + 1);
        }
        from = end;
    }
    None
}

/// A member as it is put right after a brace; what stood there stands in the line after it.
fn line_in(text: &str, at: usize, member: &str) -> String {
    let rest = &text[at..];
    let after = match rest.trim_start_matches(' ') {
        line if line.starts_with(['\n', '\r']) => "",
        line if line.starts_with('}') => "\n",
        line if line.len() < rest.len() => "\n ",
        _ => "\n  ",
    };
    format!("\n{}{after}", member.trim_end())
}
