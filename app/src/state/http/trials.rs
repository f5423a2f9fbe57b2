//! The requests of this visit and what came of them.

use std::sync::Arc;

use model::{HttpRequest, NamedFile, Target};

use super::exchange::Exchange;
use crate::state::run::Place;

/// How many are remembered.
const MOST: usize = 50;

/// All of their bodies together are remembered up to here, in bytes.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// A request and what came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// The number of its run.
    pub number: u32,
    /// Who was asked.
    pub target: Target,
    /// Where that ran.
    pub place: Place,
    /// What was sent.
    pub request: HttpRequest,
    /// The file that was sent as its body.
    pub file: Option<Arc<NamedFile>>,
    /// The answer, as far as it came.
    pub exchange: Exchange,
    /// Why it did not come whole, in words.
    pub fault: Option<String>,
    /// From start to end, in milliseconds.
    pub milliseconds: f64,
}

/// The trials of this visit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trials {
    /// Oldest first.
    pub all: Vec<Trial>,
    /// Numbers of those that are compared, at most two, in the order chosen.
    pub compared: Vec<u32>,
}

impl Trials {
    /// Remembers one more, and forgets the oldest where there are too many.
    pub fn push(&mut self, trial: Trial) {
        self.all.push(trial);
        let size = |all: &[Trial]| all.iter().map(|it| it.exchange.body.len()).sum::<usize>();
        while self.all.len() > 1 && (self.all.len() > MOST || size(&self.all) > MOST_BYTES) {
            let gone = self.all.remove(0).number;
            self.compared.retain(|number| *number != gone);
        }
    }

    /// Takes one among those that are compared, or out of them; of three, the first goes.
    pub fn toggle(&mut self, number: u32) {
        match self.compared.iter().position(|it| *it == number) {
            Some(at) => drop(self.compared.remove(at)),
            None => self.compared.push(number),
        }
        let over = self.compared.len().saturating_sub(2);
        self.compared.drain(..over);
    }

    /// The two that are compared, the older one first.
    pub fn pair(&self) -> Option<(&Trial, &Trial)> {
        let mut numbers = self.compared.clone();
        numbers.sort_unstable();
        let find = |number: u32| self.all.iter().find(|it| it.number == number);
        match *numbers {
            [one, other] => Some((find(one)?, find(other)?)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trial(number: u32, size: usize) -> Trial {
        let exchange = Exchange {
            body: vec![0; size],
            ..Exchange::default()
        };
        Trial {
            number,
            target: Target::Composition,
            place: Place::Browser,
            request: crate::state::http::body::plain_get(),
            file: None,
            exchange,
            fault: None,
            milliseconds: 1.0,
        }
    }

    #[test]
    fn two_are_compared_and_no_more() {
        let mut trials = Trials::default();
        (1..=3).for_each(|number| trials.push(trial(number, 0)));
        [3, 1].into_iter().for_each(|number| trials.toggle(number));
        let numbers = trials.pair().map(|(one, other)| (one.number, other.number));
        assert_eq!(numbers, Some((1, 3)));
        trials.toggle(2);
        assert_eq!(trials.compared, [1, 2]);
        trials.toggle(1);
        assert_eq!(trials.pair(), None);
    }

    #[test]
    fn the_oldest_are_forgotten_where_there_is_too_much() {
        let mut trials = Trials::default();
        trials.push(trial(1, MOST_BYTES));
        trials.toggle(1);
        trials.push(trial(2, 1));
        assert_eq!((trials.all.len(), trials.compared.len()), (1, 0));
        (3..100).for_each(|number| trials.push(trial(number, 1)));
        assert_eq!(trials.all.len(), MOST);
    }
}
