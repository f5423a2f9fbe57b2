//! Changes of several texts at once, which an editor takes back in all of them together though it
//! keeps a history a text.

use std::collections::BTreeMap;

use model::Workspace;

use crate::state::workspace::Edit;

/// The latest changes that touched several texts.
#[derive(Debug, Clone, Default)]
pub struct Joints {
    kept: Vec<Joint>,
    last_id: u32,
}

/// Which way a change is gone through once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It is taken back.
    Undo,
    /// It is made again.
    Redo,
}

/// What going through a change once more comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turned {
    /// The texts that change.
    pub edits: Vec<Edit>,
    /// The texts that were changed otherwise since and stay as they are.
    pub left: Vec<String>,
}

#[derive(Debug, Clone)]
struct Joint {
    id: u32,
    /// Each text before and after.
    texts: BTreeMap<String, (String, String)>,
}

/// More than this many are not kept.
const MOST: usize = 32;

impl Joints {
    /// Remembers a change if it touched several texts.
    pub fn note(&mut self, before: &Workspace, after: &Workspace) {
        let changed = after.files.iter().filter_map(|(path, now)| {
            let was = before.files.get(path).filter(|was| *was != now)?;
            Some((path.clone(), (was.clone(), now.clone())))
        });
        let texts: BTreeMap<_, _> = changed.collect();
        if texts.len() < 2 {
            return;
        }
        self.last_id += 1;
        let id = self.last_id;
        self.kept.push(Joint { id, texts });
        if self.kept.len() > MOST {
            self.kept.remove(0);
        }
    }

    /// The number of the latest change that touched this text among others; 0 for none.
    pub fn latest(&self, path: &str) -> u32 {
        let mut newest = self.kept.iter().rev();
        newest
            .find(|joint| joint.texts.contains_key(path))
            .map_or(0, |joint| joint.id)
    }

    /// What a change of that number comes to in the texts beside `path` when it is gone through
    /// once more there. None when it is not kept any more.
    pub fn turn(&self, id: u32, turn: Turn, path: &str, now: &Workspace) -> Option<Turned> {
        let joint = self.kept.iter().find(|joint| joint.id == id)?;
        let (mut edits, mut left) = (Vec::new(), Vec::new());
        for (other, (before, after)) in &joint.texts {
            let (from, to) = match turn {
                Turn::Undo => (after, before),
                Turn::Redo => (before, after),
            };
            match now.files.get(other) {
                _ if other == path => {}
                Some(text) if text == from => edits.push(Edit::File {
                    path: other.clone(),
                    text: Some(to.clone()),
                }),
                Some(text) if text == to => {}
                _ => left.push(other.clone()),
            }
        }
        Some(Turned { edits, left })
    }

    /// Forgets everything: another workspace is open now.
    pub fn clear(&mut self) {
        self.kept.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace(files: &[(&str, &str)]) -> Workspace {
        let files = files.iter().map(|&(path, text)| (path.into(), text.into()));
        Workspace {
            files: files.collect(),
            ..Workspace::default()
        }
    }

    fn renamed() -> (Joints, Workspace) {
        let before = workspace(&[("a", "old"), ("b", "use old"), ("c", "c")]);
        let after = workspace(&[("a", "new"), ("b", "use new"), ("c", "c")]);
        let mut joints = Joints::default();
        joints.note(&before, &after);
        (joints, after)
    }

    fn file(path: &str, text: &str) -> Edit {
        Edit::File {
            path: path.into(),
            text: Some(text.into()),
        }
    }

    #[test]
    fn taking_back_one_text_takes_back_the_others() {
        let (joints, mut now) = renamed();
        let id = joints.latest("a");
        assert_eq!((id, joints.latest("c")), (1, 0));
        let undone = joints.turn(id, Turn::Undo, "a", &now).unwrap();
        assert_eq!(undone.edits, [file("b", "use old")]);
        file("a", "old").apply(&mut now);
        file("b", "use old").apply(&mut now);
        let redone = joints.turn(id, Turn::Redo, "b", &now).unwrap();
        assert_eq!(
            (redone.edits, redone.left),
            (vec![file("a", "new")], vec![])
        );
    }

    #[test]
    fn a_text_that_was_changed_since_is_left_and_told() {
        let (joints, mut now) = renamed();
        file("b", "use new too").apply(&mut now);
        let turned = joints.turn(1, Turn::Undo, "a", &now).unwrap();
        assert_eq!((turned.edits, turned.left), (vec![], vec!["b".to_owned()]));
        file("b", "use old").apply(&mut now);
        let turned = joints.turn(1, Turn::Undo, "a", &now).unwrap();
        assert_eq!((turned.edits, turned.left), (vec![], vec![]));
    }

    #[test]
    fn a_change_of_one_text_is_no_joint_one() {
        let (before, after) = (
            workspace(&[("a", "1")]),
            workspace(&[("a", "2"), ("b", "")]),
        );
        let mut joints = Joints::default();
        joints.note(&before, &after);
        assert_eq!(joints.latest("a"), 0);
        assert_eq!(joints.turn(1, Turn::Undo, "a", &after), None);
    }
}
