//! Highlighted text that nobody edits.

use leptos::prelude::*;

use super::highlight::{Language, Place, TokenKind, tokens_from};

/// After so many lines another part of a long text begins. A part out of sight costs no layout.
const LINES: usize = 64;
/// So many parts are cut and come in one frame.
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
    let mut parts = Parts::new(text, language);
    let first: Vec<Part> = parts.by_ref().take(AT_ONCE).collect();
    if parts.is_done() {
        let words: Vec<_> = first.into_iter().flatten().map(word).collect();
        return view! { <pre class="typeset">{words}</pre> }.into_any();
    }
    let count = RwSignal::new(first.len());
    let (parts, cut) = (StoredValue::new(parts), StoredValue::new(first));
    let cut_more = move || {
        let more = parts.try_update_value(|parts| parts.take(AT_ONCE).collect::<Vec<_>>());
        // Where the text is gone by then, no more of it comes.
        let Some(more) = more.filter(|it| !it.is_empty()) else {
            return;
        };
        let added = more.len();
        cut.update_value(|cut| cut.extend(more));
        count.update(|count| *count += added);
    };
    Effect::new(move |_| {
        count.track();
        request_animation_frame(cut_more);
    });
    let part = move |at: usize| {
        let words = cut.try_update_value(|cut| std::mem::take(&mut cut[at]));
        let words: Vec<_> = words.into_iter().flatten().map(word).collect();
        view! { <span class="typeset-part">{words}</span> }
    };
    view! {
        <pre class="typeset"><For each=move || 0..count.get() key=|at| *at children=part /></pre>
    }
    .into_any()
}

/// A text cut at ends of lines that are in no token but white space.
struct Parts {
    text: String,
    place: Place,
    language: Language,
}

impl Parts {
    fn new(text: String, language: Language) -> Self {
        Self {
            text,
            place: Place::default(),
            language,
        }
    }

    fn is_done(&self) -> bool {
        self.place.at == self.text.len()
    }
}

impl Iterator for Parts {
    type Item = Part;

    fn next(&mut self) -> Option<Part> {
        if self.is_done() {
            return None;
        }
        let (mut part, mut lines) = (Part::new(), 0);
        let mut tokens = tokens_from(&self.text, self.place.clone(), self.language);
        while let Some((kind, mut token)) = tokens.next() {
            self.place = tokens.place();
            lines += token.matches('\n').count();
            let end = token.find('\n').filter(|_| token.trim().is_empty());
            let end = end.filter(|_| lines >= LINES);
            if let Some(end) = end {
                self.place.at -= token.len() - end - 1;
                token = &token[..=end];
            }
            part.push((kind, token.to_owned()));
            if end.is_some() {
                break;
            }
        }
        Some(part)
    }
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
        let parts: Vec<_> = Parts::new(text.clone(), Language::Wit).collect();
        let words = |part: &Part| part.iter().map(|it| it.1.as_str()).collect::<String>();
        let words: Vec<_> = parts.iter().map(words).collect();
        assert_eq!(words.concat(), text);
        assert!(words.len() > 5, "{} parts", words.len());
        assert!(words.iter().rev().skip(1).all(|it| it.ends_with('\n')));
    }
}
