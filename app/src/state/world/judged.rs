//! The last word on two versions.

use model::{CompareVerdict, Judgement};

/// The verdict on two versions: wit-component's own where it could be asked, else by the list of
/// what changed. It knows no difference between versions that are the same and that agree.
pub fn verdict(by_list: CompareVerdict, judged: Option<&Judgement>) -> CompareVerdict {
    match judged {
        Some(Judgement::Breaking { .. }) => CompareVerdict::Breaking,
        Some(Judgement::Compatible { .. }) if by_list == CompareVerdict::Breaking => {
            CompareVerdict::Compatible
        }
        _ => by_list,
    }
}

#[cfg(test)]
mod tests {
    use model::CompareVerdict::{Breaking, Compatible, Same};

    use super::*;

    #[test]
    fn wit_component_has_the_last_word() {
        let breaking = Judgement::Breaking {
            reasons: Vec::new(),
        };
        let compatible = Judgement::Compatible { checked: 1 };
        let unasked = Judgement::Unasked {
            reason: String::new(),
        };
        for (by_list, judged, expected) in [
            (Compatible, Some(&breaking), Breaking),
            (Same, Some(&breaking), Breaking),
            (Breaking, Some(&compatible), Compatible),
            (Same, Some(&compatible), Same),
            (Breaking, Some(&unasked), Breaking),
            (Breaking, None, Breaking),
        ] {
            assert_eq!(verdict(by_list, judged), expected);
        }
    }
}
