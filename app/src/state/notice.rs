//! Short messages that come and go.

use crate::state::composing::Wire;

/// A message to the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Unique while the page lives.
    pub id: u32,
    /// How it is meant.
    pub tone: Tone,
    /// What happened and, if need be, what to do.
    pub text: String,
    /// What can be done about it with one press.
    pub action: Option<NoticeAction>,
}

/// How a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Worth knowing.
    Info,
    /// Something asked for was done.
    Done,
    /// Something asked for was not done.
    Failed,
}

/// What a notice offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoticeAction {
    /// Take back the last change.
    Undo,
    /// Leave the shared workspace and open the user's own.
    BackToOwn,
    /// Tell why a wire does not fit.
    Explain(Wire),
}

impl NoticeAction {
    /// What the button says.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Undo => "Undo",
            Self::BackToOwn => "Back to my workspace",
            Self::Explain(_) => "Why?",
        }
    }
}

/// The notices that are shown, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notices {
    shown: Vec<Notice>,
    last_id: u32,
}

/// More than this many at once would cover the page.
const MOST: usize = 4;

impl Notices {
    /// Those that are shown, oldest first.
    pub fn shown(&self) -> &[Notice] {
        &self.shown
    }

    /// Shows one and gives its id; one that says the same as one shown takes its place.
    pub fn push(&mut self, tone: Tone, text: String, action: Option<NoticeAction>) -> u32 {
        self.last_id += 1;
        self.shown.retain(|notice| notice.text != text);
        if self.shown.len() == MOST {
            self.shown.remove(0);
        }
        let id = self.last_id;
        self.shown.push(Notice {
            id,
            tone,
            text,
            action,
        });
        id
    }

    /// Takes one away.
    pub fn dismiss(&mut self, id: u32) {
        self.shown.retain(|notice| notice.id != id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_gives_way() {
        let mut notices = Notices::default();
        for number in 0..6 {
            notices.push(Tone::Info, number.to_string(), None);
        }
        let texts: Vec<_> = notices.shown().iter().map(|it| it.text.as_str()).collect();
        assert_eq!(texts, ["2", "3", "4", "5"]);
    }

    #[test]
    fn the_same_text_is_shown_once_and_can_be_dismissed() {
        let mut notices = Notices::default();
        let first = notices.push(Tone::Failed, "no server".into(), None);
        let second = notices.push(Tone::Failed, "no server".into(), None);
        assert_ne!(first, second);
        assert_eq!(notices.shown().len(), 1);
        notices.dismiss(second);
        assert!(notices.shown().is_empty());
    }
}
