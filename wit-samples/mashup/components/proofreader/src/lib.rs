//! Prints what the rules say about a text, each remark below the line that it is about.

use example::prose::rules::review;
use example::prose::words::{Word, split};
use exports::example::prose::report::Guest;

wit_bindgen::generate!({ path: "../../wit", world: "proofreader" });

struct Proofreader;

export!(Proofreader);

impl Guest for Proofreader {
    fn proofread(text: String) -> String {
        let words = split(&text);
        let texts: Vec<String> = words.iter().map(|it| it.text.clone()).collect();
        let remarks = review(&texts);
        let mut report = match remarks.len() {
            0 => "nothing to remark".to_owned(),
            1 => "1 remark".to_owned(),
            count => format!("{count} remarks"),
        };
        let lines: Vec<&str> = text.split('\n').collect();
        for remark in remarks {
            // Rules that somebody writes may name a word that is not there.
            let Some(word) = words.get(remark.at as usize) else {
                continue;
            };
            let line = lines.get(word.line as usize - 1).copied().unwrap_or_default();
            report.push_str(&marked(line, word, &remark.advice));
        }
        report
    }
}

/// A line with a word underlined, and the advice on it.
fn marked(line: &str, word: &Word, advice: &str) -> String {
    let margin = word.line.to_string();
    let blank = " ".repeat(margin.len());
    let indent = " ".repeat(word.column as usize - 1);
    let underline = "^".repeat(word.text.chars().count());
    format!("\n\n{margin} | {line}\n{blank} | {indent}{underline} {advice}")
}
