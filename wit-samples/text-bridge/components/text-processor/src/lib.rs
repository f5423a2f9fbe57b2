//! Tidies up text.

wit_bindgen::generate!({ path: "../../wit", world: "text-processor" });

use exports::example::text::process::{Cleaned, Guest};

struct Processor;

impl Guest for Processor {
    fn clean(text: String) -> Cleaned {
        let words: Vec<&str> = text.split_whitespace().collect();
        Cleaned {
            text: words.join(" "),
            words: words.len() as u32,
        }
    }
}

export!(Processor);
