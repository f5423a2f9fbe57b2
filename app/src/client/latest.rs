//! One job at a time, and always the newest.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use leptos::task::spawn_local;

type Job = Pin<Box<dyn Future<Output = ()>>>;

/// Runs jobs one after the other. A job that waits gives way to a newer one, so a burst of
/// changes costs two jobs: the one under way and the last.
#[derive(Clone, Default)]
pub struct Latest(Rc<State>);

#[derive(Default)]
struct State {
    waiting: RefCell<Option<Job>>,
    busy: Cell<bool>,
}

impl Latest {
    /// Runs the job now, or as soon as the one under way has ended.
    pub fn run(&self, job: impl Future<Output = ()> + 'static) {
        *self.0.waiting.borrow_mut() = Some(Box::pin(job));
        if !self.0.busy.replace(true) {
            let state = Rc::clone(&self.0);
            spawn_local(state.drain());
        }
    }
}

impl State {
    async fn drain(self: Rc<Self>) {
        loop {
            let next = self.waiting.borrow_mut().take();
            match next {
                Some(job) => job.await,
                None => break,
            }
        }
        self.busy.set(false);
    }
}
