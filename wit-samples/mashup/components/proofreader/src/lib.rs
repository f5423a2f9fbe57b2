//! Prints what the rules say about a text, and where.

use example::prose::rules::review;
use example::prose::words::{Word, split};
use exports::example::prose::report::Guest;

wit_bindgen::generate!({ path: "../../wit", world: "proofreader" });

struct Proofreader;

export!(Proofreader);

impl Guest for Proofreader {
    fn proofread(text: String) -> Vec<String> {
        let words = split(&text);
        let texts: Vec<String> = words.iter().map(|it| it.text.clone()).collect();
        let remarks = review(&texts).into_iter();
        // Rules that somebody writes may name a word that is not there.
        let found = remarks.filter_map(|it| Some((words.get(it.at as usize)?, it.advice)));
        found.map(|(word, advice)| told(word, &advice)).collect()
    }
}

fn told(word: &Word, advice: &str) -> String {
    let Word { text, line, column } = word;
    format!("{line}:{column} `{text}`: {advice}")
}
