//! One job at a time, each in its turn.

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;

use futures::FutureExt;
use futures::channel::oneshot::{self, Receiver};
use futures::future::Shared;

/// Runs jobs one after the other, in the order in which they came.
#[derive(Clone, Default)]
pub struct Turns(Rc<RefCell<Option<Shared<Receiver<()>>>>>);

impl Turns {
    /// Runs the job once all that came before have ended.
    pub async fn take<T>(&self, job: impl Future<Output = T>) -> T {
        let (ended, end) = oneshot::channel();
        let before = self.0.borrow_mut().replace(end.shared());
        if let Some(before) = before {
            // A job that was given up ends as well.
            let _ = before.await;
        }
        let came = job.await;
        drop(ended);
        came
    }
}

#[test]
fn who_comes_first_is_done_first() {
    let (turns, done) = (Turns::default(), RefCell::new(Vec::new()));
    let (release, released) = oneshot::channel::<()>();
    let mut first = Box::pin(turns.take(async {
        let _ = released.await;
        done.borrow_mut().push(1);
    }));
    let mut second = Box::pin(turns.take(async { done.borrow_mut().push(2) }));
    assert!((&mut first).now_or_never().is_none());
    assert!((&mut second).now_or_never().is_none());
    release.send(()).unwrap();
    assert!((&mut second).now_or_never().is_none());
    assert!(first.now_or_never().is_some());
    assert!(second.now_or_never().is_some());
    assert_eq!(*done.borrow(), [1, 2]);
}
