//! Highlighted text that nobody edits.

use leptos::prelude::*;

use super::{
    highlight::{Language, TokenKind, tokens},
    use_growing,
};

/// After so many lines another part of a long text begins. A part out of sight costs no layout.
const LINES: usize = 64;
/// So many parts come in one frame.
const AT_ONCE: usize = 2;

/// Words of a part, and what each is.
type Part = Vec<(TokenKind, String)>;

/// WIT, WAC, WAVE or WAT, with its words in their colours.
#[component]
pub fn Typeset(
    /// The text.
    #[prop(into)]
    text: String,
    /// What it is written in.
    language: Language,
) -> impl IntoView {
    let mut parts = parts(&text, language);
    if parts.len() <= AT_ONCE {
        let words: Vec<_> = parts.drain(..).flatten().map(word).collect();
        return view! { <pre class="typeset">{words}</pre> }.into_any();
    }
    let count = parts.len();
    let parts = StoredValue::new(parts);
    let shown = use_growing(Memo::new(move |_| (0..count).collect()), AT_ONCE);
    let part = move |at: usize| {
        let words = parts.with_value(|parts| parts[at].clone());
        let words: Vec<_> = words.into_iter().map(word).collect();
        view! { <span class="typeset-part">{words}</span> }
    };
    view! {
        <pre class="typeset"><For each=move || shown.get() key=|at| *at children=part /></pre>
    }
    .into_any()
}

/// Cuts a text at ends of lines that are in no token but white space.
fn parts(text: &str, language: Language) -> Vec<Part> {
    let (mut parts, mut part) = (Vec::new(), Part::new());
    let mut lines = 0;
    for (kind, mut text) in tokens(text, language) {
        lines += text.matches('\n').count();
        let end = text.find('\n').filter(|_| text.trim().is_empty());
        if let Some(end) = end.filter(|_| lines >= LINES) {
            part.push((kind, text[..=end].to_owned()));
            parts.push(std::mem::take(&mut part));
            (text, lines) = (&text[end + 1..], 0);
        }
        part.push((kind, text.to_owned()));
    }
    parts.push(part);
    parts
}

fn word((kind, text): (TokenKind, String)) -> AnyView {
    match kind.class() {
        Some(class) => view! { <span class=class>{text}</span> }.into_any(),
        None => text.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_all_of_a_text_and_begin_at_lines() {
        let text = "interface i {\n\n  f: func();\n}\n".repeat(100);
        let parts = parts(&text, Language::Wit);
        let words = |part: &Part| part.iter().map(|it| it.1.as_str()).collect::<String>();
        let words: Vec<_> = parts.iter().map(words).collect();
        assert_eq!(words.concat(), text);
        assert!(words.len() > 5, "{} parts", words.len());
        assert!(words.iter().rev().skip(1).all(|it| it.ends_with('\n')));
    }
}
