//! The one command log: every change goes through it and can be taken back.

use model::Workspace;

use crate::state::workspace::Edit;

/// Changes that were made and can be taken back, and those that were taken back.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

/// A change that is taken back as a whole.
#[derive(Debug, Clone)]
struct Step {
    /// What takes it back, or makes it again.
    edit: Edit,
    /// What further changes may join it: those of the same burst.
    burst: Option<Burst>,
}

/// A run of small changes to one thing, such as typing into one file.
#[derive(Debug, Clone, PartialEq)]
struct Burst {
    subject: Subject,
    /// When the last of them was made, in milliseconds.
    last: f64,
}

/// What a burst is about.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Subject {
    File(String),
    Name,
    Call,
    /// Places of these nodes.
    Positions(Vec<String>),
}

/// A longer pause than this begins a new step, in milliseconds.
const PAUSE: f64 = 1000.0;

/// How many steps are kept.
const STEPS: usize = 500;

/// The texts of all steps may be this long together, in bytes; the latest step is kept anyhow.
const BYTES: usize = 64 << 20;

impl History {
    /// Makes a change at the time `now`, in milliseconds. What only moves the view is made but
    /// not kept.
    pub fn make(&mut self, workspace: &mut Workspace, edit: Edit, now: f64) {
        if edit.is_idle(workspace) {
            return;
        }
        if edit.is_view() {
            edit.apply(workspace);
            return;
        }
        let burst = subject(&edit, workspace).map(|subject| Burst { subject, last: now });
        let edit = edit.apply(workspace);
        self.undone.clear();
        if !self.joins(&burst) {
            self.done.push(Step { edit, burst });
        }
        self.forget_oldest();
    }

    /// Takes the last change back; false when there is none.
    pub fn undo(&mut self, workspace: &mut Workspace) -> bool {
        Self::turn(&mut self.done, &mut self.undone, workspace)
    }

    /// Makes the change again that was taken back last; false when there is none.
    pub fn redo(&mut self, workspace: &mut Workspace) -> bool {
        Self::turn(&mut self.undone, &mut self.done, workspace)
    }

    /// Whether there is a change to take back.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is a change to make again.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Forgets everything: another workspace is open now.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    fn forget_oldest(&mut self) {
        let mut kept = 0;
        let fits = |step: &&Step| {
            kept += step.edit.weight();
            kept <= BYTES
        };
        let newest = self.done.iter().rev().take(STEPS).take_while(fits).count();
        self.done
            .drain(..self.done.len() - newest.clamp(1, self.done.len()));
    }

    fn turn(from: &mut Vec<Step>, to: &mut Vec<Step>, workspace: &mut Workspace) -> bool {
        let Some(step) = from.pop() else { return false };
        // What is typed after this is a step of its own.
        if let Some(last) = from.last_mut() {
            last.burst = None;
        }
        let edit = step.edit.apply(workspace);
        to.push(Step { edit, burst: None });
        true
    }

    /// Whether a change belongs to the last step, whose inverse then takes both back.
    fn joins(&mut self, burst: &Option<Burst>) -> bool {
        let last = self.done.last_mut().and_then(|step| step.burst.as_mut());
        match (last, burst) {
            (Some(last), Some(next)) => {
                let joins = last.subject == next.subject && next.last - last.last <= PAUSE;
                last.last = next.last;
                joins
            }
            _ => false,
        }
    }
}

/// What the change is about, if it is one of those that come in bursts.
fn subject(edit: &Edit, before: &Workspace) -> Option<Subject> {
    match edit {
        Edit::File {
            path,
            text: Some(_),
        } if before.files.contains_key(path) => Some(Subject::File(path.clone())),
        Edit::Name(_) => Some(Subject::Name),
        Edit::Call(Some(_)) if before.call.is_some() => Some(Subject::Call),
        Edit::Positions(after) => {
            let moved = after
                .iter()
                .filter(|(id, place)| before.positions.get(*id) != Some(*place));
            Some(Subject::Positions(
                moved.map(|(id, _)| id.clone()).collect(),
            ))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use model::CanvasPoint;

    use super::*;

    struct Log {
        history: History,
        workspace: Workspace,
    }

    impl Log {
        fn new() -> Self {
            let mut workspace = Workspace::default();
            workspace.files.insert("a.wit".into(), String::new());
            workspace.files.insert("b.wit".into(), String::new());
            let history = History::default();
            Self { history, workspace }
        }

        fn write(&mut self, path: &str, text: &str, now: f64) {
            let (path, text) = (path.into(), Some(text.into()));
            let edit = Edit::File { path, text };
            self.history.make(&mut self.workspace, edit, now);
        }

        fn undo(&mut self) -> &str {
            self.history.undo(&mut self.workspace);
            &self.workspace.files["a.wit"]
        }

        fn redo(&mut self) -> &str {
            self.history.redo(&mut self.workspace);
            &self.workspace.files["a.wit"]
        }
    }

    #[test]
    fn a_burst_of_typing_is_one_step_and_a_pause_ends_it() {
        let mut log = Log::new();
        log.write("a.wit", "o", 0.0);
        log.write("a.wit", "on", 900.0);
        log.write("a.wit", "one", 1800.0);
        log.write("a.wit", "one two", 5000.0);
        assert_eq!(log.undo(), "one");
        assert_eq!(log.undo(), "");
        assert!(!log.history.can_undo());
        assert_eq!(log.redo(), "one");
        assert_eq!(log.redo(), "one two");
        assert!(!log.history.can_redo());
    }

    #[test]
    fn another_file_is_another_step() {
        let mut log = Log::new();
        log.write("a.wit", "x", 0.0);
        log.write("b.wit", "y", 1.0);
        log.write("a.wit", "xx", 2.0);
        assert_eq!(log.undo(), "x");
        assert_eq!(log.undo(), "x");
        assert_eq!(log.undo(), "");
    }

    #[test]
    fn moves_of_the_same_nodes_are_one_step() {
        let mut log = Log::new();
        let mut go = |id: &str, x: i32, now: f64| {
            let mut places = log.workspace.positions.clone();
            places.insert(id.into(), CanvasPoint { x, y: 0 });
            let edit = Edit::Positions(places);
            log.history.make(&mut log.workspace, edit, now);
        };
        go("a", 8, 0.0);
        go("a", 16, 100.0);
        go("b", 8, 200.0);
        log.history.undo(&mut log.workspace);
        assert_eq!(log.workspace.positions["a"].x, 16);
        assert!(!log.workspace.positions.contains_key("b"));
        log.history.undo(&mut log.workspace);
        assert!(log.workspace.positions.is_empty());
    }

    #[test]
    fn typing_after_an_undo_is_a_new_step_and_forgets_the_redo() {
        let mut log = Log::new();
        log.write("a.wit", "x", 0.0);
        log.write("a.wit", "y", 5000.0);
        assert_eq!(log.undo(), "x");
        log.write("a.wit", "xz", 5001.0);
        assert!(!log.history.can_redo());
        assert_eq!(log.undo(), "x");
    }

    #[test]
    fn what_changes_nothing_or_only_the_view_is_no_step() {
        let mut log = Log::new();
        log.write("a.wit", "", 0.0);
        let open = Edit::Open(Some("a.wit".into()));
        log.history.make(&mut log.workspace, open, 1.0);
        assert!(!log.history.can_undo());
        assert_eq!(log.workspace.view.open.as_deref(), Some("a.wit"));
    }

    #[test]
    fn the_oldest_steps_are_forgotten() {
        let mut log = Log::new();
        for number in 0..STEPS + 10 {
            log.write("a.wit", &number.to_string(), number as f64 * 5000.0);
        }
        let undone = (0..).take_while(|_| log.history.undo(&mut log.workspace));
        assert_eq!(undone.count(), STEPS);
        assert_eq!(log.workspace.files["a.wit"], "9");
    }

    #[test]
    fn large_texts_fill_no_memory() {
        let mut log = Log::new();
        let text = |number: usize| number.to_string().repeat(BYTES / 4);
        for number in 0..8 {
            log.write("a.wit", &text(number), number as f64 * 5000.0);
        }
        let undone = (0..).take_while(|_| log.history.undo(&mut log.workspace));
        assert_eq!(undone.count(), 4);
        assert!(log.workspace.files["a.wit"].starts_with('3'));
    }
}
