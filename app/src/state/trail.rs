//! The places that were left by going elsewhere, to go back to.

use model::Location;

/// Places behind and ahead, as in a browser's history.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trail {
    behind: Vec<Location>,
    ahead: Vec<Location>,
    /// Where the way back or forward leads, while it is gone.
    arriving: Option<Location>,
}

/// More than this many are not kept.
const MOST: usize = 100;

impl Trail {
    /// Remembers a place that is left for another one, unless that is the way back or forward.
    pub fn leave(&mut self, place: Location) {
        if self.arriving.is_some() {
            return;
        }
        self.ahead.clear();
        if self.behind.last() != Some(&place) {
            self.behind.push(place);
        }
        if self.behind.len() > MOST {
            self.behind.remove(0);
        }
    }

    /// Goes from `here` to the place before it (-1) or after it (1), if there is one.
    pub fn go(&mut self, step: i32, here: Option<Location>) -> Option<Location> {
        let (from, to) = if step < 0 {
            (&mut self.behind, &mut self.ahead)
        } else {
            (&mut self.ahead, &mut self.behind)
        };
        let place = from.pop()?;
        to.extend(here);
        self.arriving = Some(place.clone());
        Some(place)
    }

    /// A way that was gone has ended.
    pub fn arrive(&mut self) {
        self.arriving = None;
    }

    /// Whether there is a place behind.
    pub fn can_go_back(&self) -> bool {
        !self.behind.is_empty()
    }

    /// Whether there is a place ahead.
    pub fn can_go_forward(&self) -> bool {
        !self.ahead.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use model::Span;

    use super::*;

    fn at(path: &str, start: u32) -> Location {
        Location {
            path: path.into(),
            span: Span { start, end: start },
        }
    }

    #[test]
    fn back_and_forward_lead_where_one_was() {
        let mut trail = Trail::default();
        trail.leave(at("a", 1));
        trail.leave(at("b", 2));
        assert_eq!(trail.go(-1, Some(at("c", 3))), Some(at("b", 2)));
        trail.leave(at("c", 3));
        trail.arrive();
        assert_eq!(trail.go(-1, Some(at("b", 2))), Some(at("a", 1)));
        trail.arrive();
        assert_eq!(trail.go(-1, Some(at("a", 1))), None);
        assert_eq!(trail.go(1, Some(at("a", 1))), Some(at("b", 2)));
        trail.arrive();
        assert_eq!(trail.go(1, Some(at("b", 2))), Some(at("c", 3)));
    }

    #[test]
    fn going_elsewhere_forgets_what_was_ahead() {
        let mut trail = Trail::default();
        trail.leave(at("a", 1));
        trail.go(-1, Some(at("b", 2)));
        trail.arrive();
        assert!(trail.can_go_forward());
        trail.leave(at("a", 5));
        assert!(trail.can_go_back() && !trail.can_go_forward());
    }
}
