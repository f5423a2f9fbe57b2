//! What the page tells the user beside the work.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::playground::Playground;
use crate::state::fault::Fault;
use crate::state::notice::{NoticeAction, Tone};

impl Playground {
    /// Shows a notice.
    pub fn tell(self, tone: Tone, text: String, action: Option<NoticeAction>) {
        self.cells.notices.update(|notices| {
            notices.push(tone, text, action.into_iter().collect());
        });
    }

    /// Asks whether something is to be done, in a notice that stays.
    pub(super) fn offer(self, text: String, actions: Vec<NoticeAction>) {
        self.cells.notices.update(|notices| {
            notices.push(Tone::Info, text, actions);
        });
    }

    /// Shows what went wrong.
    pub fn tell_fault(self, fault: &Fault) {
        self.tell(Tone::Failed, fault.message.clone(), None);
    }

    /// Takes a notice away.
    pub fn dismiss_notice(self, id: u32) {
        self.cells.notices.update(|notices| notices.dismiss(id));
    }

    /// Does what a notice offers, and takes it away.
    pub fn act_on_notice(self, id: u32, action: &NoticeAction) {
        self.dismiss_notice(id);
        match action {
            NoticeAction::Undo => self.undo(),
            NoticeAction::BackToOwn => self.back_to_own(),
            NoticeAction::WireCertain { .. } => {
                spawn_local(async move { drop(self.wire_certain().await) });
            }
            // These are a matter of the screen.
            NoticeAction::Explain(_) | NoticeAction::ShowOpenWires => {}
        }
    }
}
