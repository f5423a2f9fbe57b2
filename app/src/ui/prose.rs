//! Doc comments: the little of Markdown that they are written in.

use leptos::prelude::*;

use super::{Ticked, Typeset, highlight::Language};

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Block {
    Paragraph(String),
    Heading(String),
    Items(Vec<String>),
    Code(String),
}

/// A doc comment with paragraphs, headings, lists and code.
#[component]
pub fn Prose(
    /// The text.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let blocks = blocks(&text).into_iter().map(|block| match block {
        Block::Paragraph(text) => view! { <p><Ticked text=plain(&text) /></p> }.into_any(),
        Block::Heading(text) => {
            view! { <p><strong><Ticked text=plain(&text) /></strong></p> }.into_any()
        }
        Block::Items(items) => {
            let items = items
                .into_iter()
                .map(|text| view! { <li><Ticked text=plain(&text) /></li> });
            view! { <ul>{items.collect_view()}</ul> }.into_any()
        }
        Block::Code(text) => view! { <Typeset text language=Language::Wit /> }.into_any(),
    });
    view! { <div class="prose">{blocks.collect_view()}</div> }
}

/// Cuts a text into its parts.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let trimmed = line.trim();
        if trimmed.starts_with("```") {
            let code = lines
                .by_ref()
                .take_while(|line| !line.trim().starts_with("```"));
            blocks.push(Block::Code(code.collect::<Vec<_>>().join("\n")));
            is_open = false;
        } else if trimmed.is_empty() {
            is_open = false;
        } else if let Some(heading) = heading(trimmed) {
            blocks.push(Block::Heading(heading.to_owned()));
            is_open = false;
        } else if let Some(item) = item(trimmed) {
            match blocks.last_mut() {
                Some(Block::Items(items)) => items.push(item.to_owned()),
                _ => blocks.push(Block::Items(vec![item.to_owned()])),
            }
            is_open = true;
        } else {
            match blocks.last_mut().filter(|_| is_open) {
                Some(Block::Paragraph(text)) => join(text, trimmed),
                Some(Block::Items(items)) => items
                    .last_mut()
                    .into_iter()
                    .for_each(|it| join(it, trimmed)),
                _ => blocks.push(Block::Paragraph(trimmed.to_owned())),
            }
            is_open = true;
        }
    }
    blocks
}

fn join(text: &mut String, line: &str) {
    text.push(' ');
    text.push_str(line);
}

fn heading(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    (rest.len() < line.len() && rest.starts_with(' ')).then(|| rest.trim())
}

fn item(line: &str) -> Option<&str> {
    let marked = line.strip_prefix("- ").or_else(|| line.strip_prefix("* "));
    marked.or_else(|| {
        let (number, rest) = line.split_once(". ")?;
        number.parse::<u8>().ok().map(|_| rest)
    })
}

/// Without the signs of emphasis and links; code keeps its ticks.
fn plain(text: &str) -> String {
    let parts = text.split('`').enumerate().map(|(at, part)| match at % 2 {
        0 => unlinked(&part.replace("**", "")),
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("`")
}

/// `[words](address)` as its words.
fn unlinked(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let link = after
            .split_once("](")
            .filter(|(words, _)| !words.contains('['))
            .and_then(|(words, tail)| Some((words, tail.split_once(')')?.1)));
        let Some((words, tail)) = link else {
            out.push_str(before);
            out.push('[');
            rest = after;
            continue;
        };
        out.push_str(before);
        out.push_str(words);
        rest = tail;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_cut_into_its_parts() {
        let text = "One\nline.\n\n# Errors\n- a\n  more\n- b\n\n```\nx: u8\n```\nEnd.";
        assert_eq!(
            blocks(text),
            [
                Block::Paragraph("One line.".into()),
                Block::Heading("Errors".into()),
                Block::Items(vec!["a more".into(), "b".into()]),
                Block::Code("x: u8".into()),
                Block::Paragraph("End.".into()),
            ]
        );
    }

    #[test]
    fn links_become_their_words() {
        assert_eq!(
            plain("see [the spec](https://x.y/z) [1], **now** `a[0](b)`"),
            "see the spec [1], now `a[0](b)`"
        );
    }
}
