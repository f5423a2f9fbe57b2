//! An instance that is kept alive between calls, as the page sees it, and the shelf of what lives.

use std::collections::BTreeMap;

use model::{HandleEnd, LiveHandle, Type};

/// The most elements of a stream that are kept to be shown.
const MOST_SHOWN: usize = 1000;

/// The latest session, or none yet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SessionState {
    /// Whether there is an instance.
    pub life: Life,
    /// What lives, oldest first.
    pub shelf: Vec<Shelved>,
    /// What was still on the shelf when the session ended, in the order in which it was released.
    pub left: Vec<Shelved>,
    /// Each call in words, by its number.
    calls: BTreeMap<u32, String>,
}

/// Whether there is an instance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Life {
    /// There was none yet.
    #[default]
    None,
    /// One is being made.
    Starting,
    /// It waits for calls, or is in some.
    Alive,
    /// It is gone; why, in words.
    Over(String),
}

/// Something that lives and can be named in a call.
#[derive(Debug, Clone, PartialEq)]
pub struct Shelved {
    /// What it is.
    pub handle: LiveHandle,
    /// The call that gave it, in words; none for what the user feeds.
    pub from: Option<String>,
    /// What came out of it, in WAVE, while it is watched.
    pub came: Vec<String>,
    /// The same of a `stream<u8>`, as bytes.
    pub bytes: Vec<u8>,
    /// How many elements came out in all.
    pub count: usize,
    /// Whether all came out: it is only here to be read.
    pub has_ended: bool,
    /// What could not be done with it, when that was tried last.
    pub fault: Option<String>,
}

impl SessionState {
    /// A session whose instance is being made.
    pub fn starting() -> Self {
        Self {
            life: Life::Starting,
            ..Self::default()
        }
    }

    /// Whether calls go into it.
    pub fn is_alive(&self) -> bool {
        matches!(self.life, Life::Starting | Life::Alive)
    }

    /// Notes a call; gives its number.
    pub fn note_call(&mut self, words: String) -> u32 {
        let number = self.calls.keys().last().map_or(1, |last| last + 1);
        self.calls.insert(number, words);
        number
    }

    /// Puts something on the shelf, or back.
    pub fn put(&mut self, handle: LiveHandle) {
        let at = self
            .shelf
            .partition_point(|it| it.handle.number < handle.number);
        let from = handle
            .call
            .and_then(|number| self.calls.get(&number).cloned());
        let shelved = Shelved {
            handle,
            from,
            came: Vec::new(),
            bytes: Vec::new(),
            count: 0,
            has_ended: false,
            fault: None,
        };
        self.shelf.insert(at, shelved);
    }

    /// Takes off the shelf what is gone; what came out of a stream stays to be read.
    pub fn remove(&mut self, number: u32, end: HandleEnd) {
        let is_it = |it: &Shelved| it.handle.number == number && !it.has_ended;
        let Some(at) = self.shelf.iter().position(is_it) else {
            return;
        };
        let gone = self.shelf.remove(at);
        if end == HandleEnd::Left {
            self.left.push(gone);
        }
    }

    /// Takes away what came out of a stream that has ended.
    pub fn dismiss(&mut self, number: u32) {
        self.shelf
            .retain(|it| it.handle.number != number || !it.has_ended);
    }

    /// Adds what came out of a stream or future, and whether that was all.
    pub fn add_items(&mut self, number: u32, items: Vec<String>, is_end: bool) {
        if let Some(shelved) = self.at_mut(number) {
            shelved.has_ended = is_end;
            shelved.count += items.len();
            shelved.came.extend(items);
            let over = shelved.came.len().saturating_sub(MOST_SHOWN);
            shelved.came.drain(..over);
        }
    }

    /// Adds the bytes that came out of a `stream<u8>`, and whether these were all.
    pub fn add_bytes(&mut self, number: u32, bytes: &[u8], is_end: bool) {
        if let Some(shelved) = self.at_mut(number) {
            shelved.has_ended = is_end;
            shelved.count += bytes.len();
            shelved.bytes.extend_from_slice(bytes);
        }
    }

    /// Notes what could not be done with something.
    pub fn refuse(&mut self, number: u32, message: String) {
        if let Some(shelved) = self.at_mut(number) {
            shelved.fault = Some(message);
        }
    }

    /// Ends it; all that lived is gone.
    pub fn end(&mut self, why: String) {
        self.shelf.retain(|it| it.has_ended);
        self.life = Life::Over(why);
    }

    /// What may be given where this type is due, newest first.
    pub fn fitting<'a>(&'a self, ty: &'a Type) -> impl Iterator<Item = &'a Shelved> {
        let fits = move |it: &&Shelved| !it.has_ended && fits(ty, &it.handle.ty);
        self.shelf.iter().rev().filter(fits)
    }

    fn at_mut(&mut self, number: u32) -> Option<&mut Shelved> {
        self.shelf.iter_mut().find(|it| it.handle.number == number)
    }
}

/// Whether what lives as `found` may be given where `wanted` is due.
fn fits(wanted: &Type, found: &Type) -> bool {
    match (wanted, found) {
        (Type::Own { resource } | Type::Borrow { resource }, Type::Own { resource: found }) => {
            resource == found
        }
        _ => wanted == found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bucket(number: u32, call: Option<u32>) -> LiveHandle {
        let resource = "bucket".to_owned();
        LiveHandle {
            number,
            ty: Type::Own { resource },
            interface: None,
            call,
        }
    }

    #[test]
    fn a_handle_knows_the_call_that_gave_it() {
        let mut session = SessionState::starting();
        assert_eq!(session.note_call("new bucket(1)".into()), 1);
        assert_eq!(session.note_call("new bucket(2)".into()), 2);
        session.put(bucket(1, Some(2)));
        assert_eq!(session.shelf[0].from.as_deref(), Some("new bucket(2)"));
    }

    #[test]
    fn what_is_left_at_the_end_is_told_apart_from_what_was_dropped() {
        let mut session = SessionState::starting();
        for number in 1..=3 {
            session.put(bucket(number, None));
        }
        session.remove(2, HandleEnd::Dropped);
        session.remove(3, HandleEnd::Left);
        session.remove(1, HandleEnd::Left);
        session.end("ended".into());
        let left: Vec<_> = session.left.iter().map(|it| it.handle.number).collect();
        assert_eq!((left, session.is_alive()), (vec![3, 1], false));
    }

    #[test]
    fn the_newest_that_fits_is_offered_first() {
        let mut session = SessionState::starting();
        session.put(bucket(1, None));
        session.put(bucket(2, None));
        let element = Some(Box::new(Type::U8));
        session.put(LiveHandle {
            ty: Type::Stream { element },
            ..bucket(3, None)
        });
        let resource = "bucket".to_owned();
        let borrow = Type::Borrow { resource };
        let offered: Vec<_> = session
            .fitting(&borrow)
            .map(|it| it.handle.number)
            .collect();
        assert_eq!(offered, [2, 1]);
        let other = Type::Stream { element: None };
        assert_eq!(session.fitting(&other).count(), 0);
    }

    #[test]
    fn of_a_long_stream_the_latest_elements_stay_to_be_read() {
        let mut session = SessionState::starting();
        session.put(bucket(1, None));
        let items = (0..MOST_SHOWN + 5).map(|it| it.to_string()).collect();
        session.add_items(1, items, true);
        session.remove(1, HandleEnd::Dropped);
        let shelved = &session.shelf[0];
        assert_eq!(
            (shelved.count, shelved.came.len()),
            (MOST_SHOWN + 5, MOST_SHOWN)
        );
        assert_eq!(shelved.came[0], "5");
    }
}
