//! Calls into an instance that is kept alive, and what is done with what lives in it.

use std::collections::BTreeMap;

use futures::channel::oneshot;
use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{
    Call, CallEnded, Function, HostOptions, KeptMock, Outcome, Param, RunEvent, SessionCall,
    SessionEvent, SessionInput, Stage, StageTime, Type, Value,
};

use crate::client::session::{Session, SessionEvents};
use crate::client::stop::Stopper;
use crate::playground::execute::find;
use crate::playground::load::Binary;
use crate::playground::{Order, Playground};
use crate::state::fault::Fault;
use crate::state::run::call_in_words;
use crate::state::session::{Life, SessionState};
use crate::state::value::bytes::bytes_of;

/// An instance that is kept alive.
pub(super) struct Kept {
    made_of: MadeOf,
    session: Session,
    /// Who waits for the end of which call.
    waiting: BTreeMap<u32, oneshot::Sender<Outcome>>,
    /// Who hears what the instance writes: the latest call.
    tell: Box<dyn FnMut(RunEvent)>,
}

/// What an instance is made of; anything else needs another.
#[derive(Clone, PartialEq)]
struct MadeOf {
    digest: String,
    is_traced: bool,
    mocks: Vec<KeptMock>,
    host: HostOptions,
}

impl Playground {
    /// Makes calls go into one instance that is kept alive, or each into a fresh one.
    pub fn set_keep_alive(self, keeps: bool) {
        self.cells.keeps_alive.set(keeps);
        if !keeps {
            self.end_session();
        }
    }

    /// Drops all that lives, the newest first, and ends the instance.
    pub fn end_session(self) {
        self.tell_session(SessionInput::End);
    }

    /// Forgets the instance without a word, because its workspace is no longer open.
    pub(super) fn forget_session(self) {
        self.kept.set_value(None);
        self.cells.session.set(SessionState::default());
        self.cells.verdicts.set(Vec::new());
        self.show_kept_calls();
    }

    /// Calls a function of the instance that is kept alive, made before if there is none of this
    /// component.
    pub(super) async fn execute_kept(
        self,
        binary: Binary,
        order: Order,
        stopper: &Stopper,
        mut tell: impl FnMut(RunEvent) + 'static,
    ) -> Result<Outcome, Fault> {
        let Call::Function(call) = &order.call else {
            let message = "only functions can be called in an instance that is kept alive";
            return Err(Fault::new("not-a-function", message));
        };
        let function = find(&binary.inspection, &call.function)?.clone();
        let digest = binary.inspection.digest.clone();
        let args = self.args_of(&function, call.args.clone()).await?;
        let result = function.result.clone();
        let made_of = MadeOf {
            digest: digest.clone(),
            is_traced: order.traces,
            mocks: self.workspace.with_untracked(|it| it.mocks.clone()),
            host: order.host.clone(),
        };
        let is_there = self
            .kept
            .with_value(|kept| kept.as_ref().is_some_and(|kept| kept.made_of == made_of));
        if !is_there {
            self.end_session();
            let loadable = self.loadable(&order, binary, &mut tell).await?;
            let runner = self.clients.with_value(|clients| clients.runner.clone());
            let (session, events) = runner.open_session(&loadable, &order.limits, &order.host)?;
            self.begin_session(made_of, session, events);
        } else {
            self.cells.run.update(|run| run.enter(Stage::Call));
        }
        let ended = self.call_kept(function, args, &order, Box::new(tell));
        let outcome = self
            .until(ended?, stopper, order.limits.milliseconds)
            .await?;
        let outcome = self.with_instances(outcome, &order.target, &digest).await;
        Ok(self.with_wave(outcome, result).await)
    }

    fn begin_session(self, made_of: MadeOf, session: Session, events: SessionEvents) {
        self.kept.set_value(Some(Kept {
            made_of,
            session,
            waiting: BTreeMap::new(),
            tell: Box::new(drop),
        }));
        self.cells.session.set(SessionState::starting());
        spawn_local(self.hear(events));
    }

    fn call_kept(
        self,
        function: Function,
        args: Vec<Value>,
        order: &Order,
        tell: Box<dyn FnMut(RunEvent)>,
    ) -> Result<oneshot::Receiver<Outcome>, Fault> {
        let words = call_in_words(&order.call);
        let number = self
            .cells
            .session
            .try_update(|session| session.note_call(words))
            .unwrap_or_default();
        let (sender, receiver) = oneshot::channel();
        self.kept.try_update_value(|kept| {
            if let Some(kept) = kept {
                kept.waiting.insert(number, sender);
                kept.tell = tell;
            }
        });
        self.tell_session(SessionInput::Call(Box::new(SessionCall {
            number,
            function,
            args,
        })));
        Ok(receiver)
    }

    /// Waits for the end of a call; what stops it or takes too long takes the instance with it.
    async fn until(
        self,
        ended: oneshot::Receiver<Outcome>,
        stopper: &Stopper,
        milliseconds: u32,
    ) -> Result<Outcome, Fault> {
        stopper.set_action(move || self.kill(&Outcome::Stopped, "you stopped it"));
        match select(ended, TimeoutFuture::new(milliseconds)).await {
            Either::Left((Ok(outcome), _)) => Ok(outcome),
            Either::Left((Err(_), _)) => Err(Fault::new("runner-died", "the instance is gone")),
            Either::Right(((), ended)) if stopper.is_patient() => {
                let gone = |_| Fault::new("runner-died", "the instance is gone");
                ended.await.map_err(gone)
            }
            Either::Right(_) => {
                let outcome = Outcome::TimedOut { milliseconds };
                self.kill(&outcome, "a call went over its time limit");
                Ok(outcome)
            }
        }
    }

    /// Ends the instance at once, and every call that goes on in it with this outcome.
    fn kill(self, outcome: &Outcome, why: &str) {
        let kept = self.kept.try_update_value(Option::take).flatten();
        for (_, waits) in kept.map(|kept| kept.waiting).unwrap_or_default() {
            drop(waits.send(outcome.clone()));
        }
        self.cells
            .session
            .update(|session| session.end(format!("The instance is gone: {why}.")));
    }

    /// Says something to the instance, if there is one.
    pub(super) fn tell_session(self, input: SessionInput) {
        let told = self.kept.with_value(|kept| {
            kept.as_ref()
                .map_or(Ok(()), |kept| kept.session.tell(input))
        });
        if let Err(fault) = told {
            self.tell_fault(&fault);
        }
    }

    async fn hear(self, mut events: SessionEvents) {
        while let Some(event) = events.next().await {
            match event {
                Ok(RunEvent::Session(event)) => self.take_session_event(event).await,
                Ok(RunEvent::Done { outcome }) => return self.kill(&outcome, &why_over(&outcome)),
                Ok(event) => self.tell_latest(event),
                Err(fault) => {
                    let message = fault.message.clone();
                    let code = fault.code;
                    return self.kill(&Outcome::Refused { code, message }, &fault.message);
                }
            }
        }
    }

    fn tell_latest(self, event: RunEvent) {
        let tell = self.kept.try_update_value(|kept| {
            let kept = kept.as_mut()?;
            Some(std::mem::replace(&mut kept.tell, Box::new(drop)))
        });
        let Some(mut tell) = tell.flatten() else {
            return;
        };
        tell(event);
        self.kept.try_update_value(|kept| {
            if let Some(kept) = kept {
                kept.tell = tell;
            }
        });
    }

    async fn take_session_event(self, event: SessionEvent) {
        let session = self.cells.session;
        match event {
            SessionEvent::Ready => session.update(|it| it.life = Life::Alive),
            SessionEvent::Called(CallEnded {
                number,
                milliseconds,
                outcome,
            }) => {
                let stage = Stage::Call;
                self.tell_latest(RunEvent::Stage(StageTime {
                    stage,
                    milliseconds,
                }));
                let waits = self
                    .kept
                    .try_update_value(|kept| kept.as_mut()?.waiting.remove(&number))
                    .flatten();
                if let Some(waits) = waits {
                    drop(waits.send(outcome));
                }
            }
            SessionEvent::Made(handle) => session.update(|it| it.put(handle)),
            SessionEvent::Gone { handle, end } => session.update(|it| it.remove(handle, end)),
            SessionEvent::Came {
                handle,
                values,
                is_end,
            } => {
                let ty = self.element_of(handle);
                match (&ty, bytes_of(&Value::List(values.clone()))) {
                    (Some(Type::U8), Some(bytes)) => {
                        session.update(|it| it.add_bytes(handle, &bytes, is_end));
                    }
                    _ => {
                        let texts = self.in_wave(ty, values).await;
                        session.update(|it| it.add_items(handle, texts, is_end));
                    }
                }
            }
            SessionEvent::Refused {
                handle, message, ..
            } => session.update(|it| it.refuse(handle, message)),
        }
    }

    /// The type of what comes out of a stream or future.
    pub(super) fn element_of(self, handle: u32) -> Option<Type> {
        self.session.with_untracked(|session| {
            let shelved = session.shelf.iter().find(|it| it.handle.number == handle)?;
            match &shelved.handle.ty {
                Type::Stream { element: Some(ty) } | Type::Future { value: Some(ty) } => {
                    Some((**ty).clone())
                }
                _ => None,
            }
        })
    }

    /// Elements of a stream, or the value of a future, in WAVE.
    async fn in_wave(self, ty: Option<Type>, values: Vec<Value>) -> Vec<String> {
        let Some(ty) = ty else { return Vec::new() };
        let mut texts = Vec::with_capacity(values.len());
        for value in values {
            let name = "element".to_owned();
            let ty = ty.clone();
            let text = self.print_args(vec![Param { name, ty }], vec![value]).await;
            texts.push(text.unwrap_or_else(|fault| fault.message));
        }
        texts
    }
}

/// Why there is no instance any more, for a user.
fn why_over(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Trapped { message, .. } => format!("it trapped ({message})"),
        Outcome::Exited { code } => format!("it exited with {code}"),
        Outcome::Refused { message, .. } => message.clone(),
        Outcome::MissingImports { .. } => "nobody provides its imports".to_owned(),
        _ => "you ended it".to_owned(),
    }
}
