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
    /// What can be done about it with one press each, the likeliest first.
    pub actions: Vec<NoticeAction>,
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
    /// Join what has exactly one provider.
    WireCertain {
        /// How many imports that are.
        count: usize,
    },
    /// Show what is open and what could be joined.
    ShowOpenWires,
}

impl NoticeAction {
    /// What the button says.
    pub fn label(&self) -> String {
        match self {
            Self::Undo => "Undo".into(),
            Self::BackToOwn => "Back to my workspace".into(),
            Self::Explain(_) => "Why?".into(),
            Self::WireCertain { count } => format!("Wire {count}"),
            Self::ShowOpenWires => "Show".into(),
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
    pub fn push(&mut self, tone: Tone, text: String, actions: Vec<NoticeAction>) -> u32 {
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
            actions,
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
            notices.push(Tone::Info, number.to_string(), Vec::new());
        }
        let texts: Vec<_> = notices.shown().iter().map(|it| it.text.as_str()).collect();
        assert_eq!(texts, ["2", "3", "4", "5"]);
    }

    #[test]
    fn the_same_text_is_shown_once_and_can_be_dismissed() {
        let mut notices = Notices::default();
        let first = notices.push(Tone::Failed, "no server".into(), Vec::new());
        let second = notices.push(Tone::Failed, "no server".into(), Vec::new());
        assert_ne!(first, second);
        assert_eq!(notices.shown().len(), 1);
        notices.dismiss(second);
        assert!(notices.shown().is_empty());
    }
}
