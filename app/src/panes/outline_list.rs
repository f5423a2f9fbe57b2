//! The declarations of a text, to go to one.

use leptos::prelude::*;
use model::{Location, OutlineItem, Span};

use super::{Screen, travel::go_to};
use crate::{
    editor::{Structured, TextView},
    playground::Playground,
    ui::NarrowedList,
};

/// A declaration as a line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    depth: usize,
    name: String,
    kind: String,
    detail: String,
    span: Span,
}

/// The list, narrowed by what is typed.
#[component]
pub fn OutlineList() -> impl IntoView {
    let view = expect_context::<TextView>();
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let typed = RwSignal::new(String::new());
    let lines = Memo::new(move |_| view.structure.with(lines));
    let way = untrack(|| view.way());
    let at_cursor = lines.with_untracked(|lines| position_of(lines, &way));
    let shown = Memo::new(move |_| {
        let wanted = typed.get().to_lowercase();
        let all = lines.get();
        let fits = |line: &Line| wanted.is_empty() || line.name.to_lowercase().contains(&wanted);
        all.into_iter().filter(fits).collect::<Vec<_>>()
    });
    let go = move |Line { span, .. }: Line| {
        let path = view
            .structure
            .with_untracked(|it| it.as_ref().map(|it| it.path.clone()));
        view.choosing.set(false);
        if let Some(path) = path {
            go_to(playground, screen, Location { path, span });
        }
    };
    let option = |line| view! { <Declared line /> }.into_any();
    view! {
        <NarrowedList label="Go to a declaration" list_label="Declarations" none="No declaration is called so."
            typed shown first=at_cursor option take=go />
    }
}

/// What a line of the list says.
#[component]
fn Declared(
    /// The declaration.
    line: Line,
) -> impl IntoView {
    let Line {
        depth,
        name,
        kind,
        detail,
        ..
    } = line;
    view! {
        <span class="line" style:--depth=depth.to_string()>
            <span class="kind" data-kind=kind.clone()>{kind.clone()}</span>
            <span class="mono clip">{name}<span class="quiet">{detail}</span></span>
        </span>
    }
}

/// All declarations in order.
fn lines(structured: &Option<Structured>) -> Vec<Line> {
    fn add(lines: &mut Vec<Line>, items: &[OutlineItem], depth: usize) {
        for item in items {
            lines.push(Line {
                depth,
                name: item.name.clone(),
                kind: item.kind.clone(),
                detail: item.detail.clone(),
                span: item.name_span,
            });
            add(lines, &item.children, depth + 1);
        }
    }
    let mut all = Vec::new();
    if let Some(structured) = structured {
        add(&mut all, &structured.structure.outline, 0);
    }
    all
}

/// Where in the list the innermost of the names is, each in the one before.
fn position_of(lines: &[Line], way: &[String]) -> usize {
    let mut place = 0;
    for (depth, name) in way.iter().enumerate() {
        let start = if depth == 0 { 0 } else { place + 1 };
        let mut inside = lines[start..].iter().take_while(|line| line.depth >= depth);
        match inside.position(|line| line.depth == depth && line.name == *name) {
            Some(at) => place = start + at,
            None => break,
        }
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_begins_at_the_cursor() {
        let line = |depth, name: &str| Line {
            depth,
            name: name.into(),
            kind: String::new(),
            detail: String::new(),
            span: Span::default(),
        };
        let lines = [
            line(0, "a"),
            line(1, "f"),
            line(0, "b"),
            line(1, "e"),
            line(1, "f"),
            line(2, "g"),
        ];
        let at = |way: &[&str]| {
            let way: Vec<_> = way.iter().map(|&it| it.to_owned()).collect();
            position_of(&lines, &way)
        };
        assert_eq!(at(&["b", "f", "g"]), 5);
        assert_eq!(at(&["a", "f"]), 1);
        assert_eq!(at(&["b", "nothing"]), 2);
        assert_eq!(at(&[]), 0);
    }
}
