//! What a run left behind beside its result, and what it asked for in vain.

use model::{Bucket, Denial, FileChange, FileEntry, RunEvent, SentMessage};

/// Of a run in this tab; empty where it could reach none of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Left {
    /// The file system at its end, by path.
    pub files: Vec<FileEntry>,
    /// The buckets at its end, where it changed one.
    pub buckets: Vec<Bucket>,
    /// The messages that it sent, in order.
    pub messages: Vec<SentMessage>,
    /// What no tab can give.
    pub denials: Vec<Denial>,
}

impl Left {
    /// Takes in what the run tells, where it is about that.
    pub fn take(&mut self, event: RunEvent) {
        match event {
            RunEvent::Files { entries } => self.files = entries,
            RunEvent::Buckets { buckets } => self.buckets = buckets,
            RunEvent::Message(message) => self.messages.push(message),
            RunEvent::Denied(denial) if !self.denials.contains(&denial) => {
                self.denials.push(denial);
            }
            _ => {}
        }
    }

    /// How many files and directories were made, changed or removed.
    pub fn changed(&self) -> usize {
        let is_changed = |it: &&FileEntry| it.change != FileChange::None;
        self.files.iter().filter(is_changed).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_again_and_again_is_told_once() {
        let mut left = Left::default();
        let denial = Denial {
            what: "tcp 192.0.2.1:80".into(),
            reason: "server only".into(),
        };
        left.take(RunEvent::Denied(denial.clone()));
        left.take(RunEvent::Denied(denial.clone()));
        assert_eq!(left.denials, [denial]);
    }
}
