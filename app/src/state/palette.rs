//! What of a list of actions fits what was typed, best first.

/// How well a label fits what was typed; less is better, none is not at all. Every word must be
/// found, best at the beginning of a word.
pub fn fit(label: &str, typed: &str) -> Option<usize> {
    let label = label.to_lowercase();
    let typed = typed.to_lowercase();
    let places = typed.split_whitespace().map(|word| {
        let starts = label.match_indices(word).map(|(at, _)| at);
        let begins_word = |at: usize| !label[..at].ends_with(char::is_alphanumeric);
        let all = starts.map(|at| {
            if begins_word(at) {
                at
            } else {
                at + label.len()
            }
        });
        all.min()
    });
    places.sum()
}

/// The places of the labels that fit, best first; those that fit equally well stay in order.
pub fn fitting<'a>(labels: impl Iterator<Item = &'a str>, typed: &str) -> Vec<usize> {
    let fits = labels.enumerate();
    let mut fits: Vec<_> = fits
        .filter_map(|(at, label)| Some((fit(label, typed)?, at)))
        .collect();
    fits.sort_unstable();
    fits.into_iter().map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_must_be_found_and_beginnings_come_first() {
        let labels = [
            "Go to definition",
            "Find references",
            "Format",
            "Open wit/format.wit",
        ];
        let found = |typed| {
            let found = fitting(labels.into_iter(), typed).into_iter();
            found.map(|at| labels[at]).collect::<Vec<_>>()
        };
        assert_eq!(found("form"), ["Format", "Open wit/format.wit"]);
        assert_eq!(found("def go"), ["Go to definition"]);
        assert_eq!(found("FIN"), ["Find references", "Go to definition"]);
        assert_eq!(found("nothing"), [""; 0]);
        assert_eq!(found(" ").len(), labels.len());
    }
}
