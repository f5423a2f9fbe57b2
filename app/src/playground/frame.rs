//! The frame: pages of the component in this tab, at addresses that a service worker passes on.
//!
//! One instance answers them all, made anew when it ended, when another component is the target, or
//! when what it may do has changed.

use std::collections::BTreeMap;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{Call, HostOptions, RunEvent, Served, ServedRequest, ServedStep};

use crate::client::clock;
use crate::client::frame::{AnswerPort, FrameDoor, FrameQuestion, address_of};
use crate::client::session::{Session, SessionEvents};
use crate::playground::{Order, Playground};
use crate::state::fault::Fault;
use crate::state::http::body::plain_get;
use crate::state::http::frame::FrameRequest;
use crate::state::run::Place;

/// What the frame needs of the page.
#[derive(Default)]
pub(super) struct Serving {
    /// Where requests come in.
    door: Option<FrameDoor>,
    instance: Option<Instance>,
    /// Who waits for the answer to which request.
    waiting: BTreeMap<u32, AnswerPort>,
    /// How many requests there were.
    count: u32,
    /// Counts instances, so that what an earlier one still says is told from the latest.
    generation: u32,
}

struct Instance {
    digest: String,
    network: bool,
    session: Session,
}

impl Playground {
    /// Shows a page of the target in a frame; `path` begins with `/`.
    pub async fn open_frame(self, path: String) -> Result<String, Fault> {
        if self.serving.with_value(|serving| serving.door.is_none()) {
            let take = move |question| self.answer_frame(question);
            let door = FrameDoor::open(take, move |path| self.follow_script(path)).await?;
            self.serving
                .update_value(|serving| serving.door = Some(door));
        }
        let root = self
            .serving
            .with_value(|serving| serving.door.as_ref().map(|door| door.root.clone()));
        let root = root.unwrap_or_default();
        let address = address_of(&root, &path);
        self.cells.http.frame.update(|frame| frame.send(root, path));
        Ok(address)
    }

    /// Shows what a script in the frame went for by an address as its component knows it.
    fn follow_script(self, path: String) {
        let root = self.http.frame.with_untracked(|frame| frame.root.clone());
        if let Some(root) = root {
            self.cells.http.frame.update(|frame| frame.send(root, path));
        }
    }

    /// Closes the frame and ends the instance behind it.
    pub fn close_frame(self) {
        self.cells.http.frame.set(Default::default());
        // What is dropped may hold what listens to this very call.
        let ended = self.serving.try_update_value(std::mem::take);
        spawn_local(async move { drop(ended) });
    }

    /// Ends the instance; the next request finds a fresh one.
    pub fn restart_frame(self) {
        self.end_instance("stopped", "the instance was ended");
    }

    fn answer_frame(self, question: FrameQuestion) {
        let FrameQuestion {
            request,
            body,
            is_page,
            answer,
        } = question;
        let number = self.serving.try_update_value(|serving| {
            serving.count += 1;
            serving.waiting.insert(serving.count, answer);
            serving.count
        });
        let number = number.unwrap_or_default();
        let noted = FrameRequest {
            number,
            method: request.method.clone(),
            path: request.path.clone(),
            status: None,
            size: 0,
            fault: None,
            since: clock::now(),
            took: None,
        };
        self.cells
            .http
            .frame
            .update(|frame| frame.begin(noted, is_page));
        spawn_local(async move {
            let request = ServedRequest {
                number,
                request,
                body,
            };
            if let Err(Fault { code, message }) = self.ask_instance(request).await {
                self.pass_on(number, &ServedStep::Failed { code, message });
            }
            let limit = self.limits.get_untracked().milliseconds;
            TimeoutFuture::new(limit).await;
            if self
                .serving
                .with_value(|serving| serving.waiting.contains_key(&number))
            {
                let seconds = f64::from(limit) / 1000.0;
                self.end_instance(
                    "timed-out",
                    &format!(
                        "the answer was not whole after {seconds} s, and the instance was ended"
                    ),
                );
            }
        });
    }

    async fn ask_instance(self, request: ServedRequest) -> Result<(), Fault> {
        let target = self.workspace.with_untracked(|it| it.target.clone());
        let binary = self.runnable(&target).await?;
        let digest = binary.inspection.digest.clone();
        let network = self.cells.http.network.get_untracked();
        let is_there = self.serving.with_value(|serving| {
            let instance = serving.instance.as_ref();
            instance.is_some_and(|it| it.digest == digest && it.network == network)
        });
        if !is_there {
            let order = Order {
                target,
                call: Call::Http(plain_get()),
                place: Place::Browser,
                limits: self.limits.get_untracked(),
                host: HostOptions {
                    network,
                    ..HostOptions::default()
                },
                traces: false,
            };
            let loadable = self.loadable(&order, binary, &mut drop).await?;
            let runner = self.clients.with_value(|clients| clients.runner.clone());
            let (session, events) = runner.open_service(&loadable, &order.limits, &order.host)?;
            self.begin_instance(
                Instance {
                    digest,
                    network,
                    session,
                },
                events,
            );
        }
        self.serving.with_value(|serving| match &serving.instance {
            Some(instance) => instance.session.ask(request),
            None => Err(Fault::new("stopped", "the instance was ended")),
        })
    }

    fn begin_instance(self, instance: Instance, events: SessionEvents) {
        let generation = self.serving.try_update_value(|serving| {
            serving.generation += 1;
            serving.instance = Some(instance);
            serving.generation
        });
        spawn_local(self.hear_instance(generation.unwrap_or_default(), events));
    }

    async fn hear_instance(self, generation: u32, mut events: SessionEvents) {
        while let Some(event) = events.next().await {
            if self.serving.with_value(|it| it.generation != generation) {
                return;
            }
            match event {
                Ok(RunEvent::Served(Served { number, step })) => self.pass_on(number, &step),
                Ok(event @ RunEvent::Request(_)) => {
                    let now = clock::now();
                    self.cells.http.exchange.update(|it| it.take(&event, now));
                }
                Ok(RunEvent::Done { .. }) => {
                    return self.end_instance("stopped", "the instance was ended");
                }
                Ok(_) => {}
                Err(fault) => return self.end_instance(&fault.code, &fault.message),
            }
        }
    }

    /// Hands on what came of an answer.
    fn pass_on(self, number: u32, step: &ServedStep) {
        let now = clock::now();
        let network = self.cells.http.network.get_untracked();
        let is_over = matches!(step, ServedStep::End { .. } | ServedStep::Failed { .. });
        self.serving.update_value(|serving| {
            if let Some(port) = serving.waiting.get(&number) {
                port.send(step, network);
            }
            if is_over {
                serving.waiting.remove(&number);
            }
        });
        self.cells
            .http
            .frame
            .update(|frame| frame.take(number, step, now));
    }

    /// Ends the instance, and with it every answer that is not whole.
    fn end_instance(self, code: &str, message: &str) {
        let waiting = self.serving.try_update_value(|serving| {
            serving.instance = None;
            serving.waiting.keys().copied().collect::<Vec<_>>()
        });
        for number in waiting.unwrap_or_default() {
            let (code, message) = (code.to_owned(), message.to_owned());
            self.pass_on(number, &ServedStep::Failed { code, message });
        }
    }
}
