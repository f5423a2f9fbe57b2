//! The addresses of this page that a component of this tab answers, by a service worker.

use js_sys::{Array, Promise};
use model::{Header, HttpRequest, ServedStep};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    MessageChannel, MessageEvent, MessagePort, RegistrationOptions, ServiceWorkerContainer, Url,
    window,
};

use crate::client::messages::{from_js, to_js};
use crate::client::stray::Strays;
use crate::state::fault::Fault;

/// The bundle that `web/frame` is built into.
const SCRIPT: &str = "./frame.js";

/// Below which addresses it answers.
const SCOPE: &str = "./tab/";

/// Where this tab's component is asked, while this lives.
pub struct FrameDoor {
    /// Address of the component's `/`, without the `/` at its end.
    pub root: String,
    container: ServiceWorkerContainer,
    listener: Closure<dyn FnMut(MessageEvent)>,
    _strays: Strays,
}

/// A request that came out of a frame.
pub struct FrameQuestion {
    /// All of it but the body.
    pub request: HttpRequest,
    /// Its body.
    pub body: ByteBuf,
    /// Whether its answer is a page that is shown.
    pub is_page: bool,
    /// Where the answer goes.
    pub answer: AnswerPort,
}

/// Where an answer goes.
pub struct AnswerPort(MessagePort);

/// What `web/frame/request.ts` calls `FrameRequest`.
#[derive(Deserialize)]
struct Message {
    kind: String,
    method: String,
    path: String,
    headers: Vec<Header>,
    body: ByteBuf,
    #[serde(rename = "isPage")]
    is_page: bool,
}

/// What it calls `FrameAnswer`.
#[derive(Serialize)]
struct Answer<'a> {
    #[serde(flatten)]
    step: &'a ServedStep,
    network: bool,
}

impl FrameDoor {
    /// Registers the service worker, unless it is, and calls `take` with every request, and `led`
    /// with the path that a script in the frame led to, beginning with `/`.
    pub async fn open(
        take: impl Fn(FrameQuestion) + 'static,
        led: impl Fn(String) + 'static,
    ) -> Result<Self, Fault> {
        let window = window().ok_or_else(|| refused("there is no window"))?;
        let navigator = window.navigator();
        let has = js_sys::Reflect::has(&navigator, &"serviceWorker".into()).unwrap_or_default();
        if !has {
            return Err(refused(
                "this browser has no service workers here: they need https:// or localhost, and no private window",
            ));
        }
        let container = navigator.service_worker();
        let options = RegistrationOptions::new();
        options.set_scope(SCOPE);
        let registering = container.register_with_options(SCRIPT, &options);
        let registration = JsFuture::from(registering).await;
        let registration = registration
            .map_err(|error| refused(&format!("the service worker was not taken: {error:?}")))?;
        let registration: web_sys::ServiceWorkerRegistration = registration.unchecked_into();
        let worker = registration.active();
        let worker = worker.or_else(|| registration.waiting());
        let worker = worker.or_else(|| registration.installing());
        let worker = worker.ok_or_else(|| refused("the service worker is gone"))?;
        let id = id_of_this_tab(&worker).await?;
        let root = format!("{}{id}", registration.scope());
        let strays = Strays::watch(&registration.scope(), led);
        let strays = strays.map_err(|_| refused("this page cannot be kept to its frames"))?;
        let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(question) = question_in(&event) {
                take(question);
            }
        });
        container.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        // What the pages themselves ask for comes from their window.
        window
            .add_event_listener_with_callback("message", listener.as_ref().unchecked_ref())
            .map_err(|_| refused("this window hears nothing"))?;
        Ok(Self {
            root,
            container,
            listener,
            _strays: strays,
        })
    }
}

impl Drop for FrameDoor {
    fn drop(&mut self) {
        self.container.set_onmessage(None);
        if let Some(window) = window() {
            let listener = self.listener.as_ref().unchecked_ref();
            // What does not listen any more need not be told.
            let _ = window.remove_event_listener_with_callback("message", listener);
        }
    }
}

impl AnswerPort {
    /// Passes on what comes of the answer; with its head, whether pages may load from elsewhere.
    pub fn send(&self, step: &ServedStep, network: bool) {
        if let Ok(message) = to_js(&Answer { step, network }) {
            // A frame that has gone on to another page does not wait for this one.
            let _ = self.0.post_message(&message);
        }
    }
}

/// The id by which service workers know this page.
async fn id_of_this_tab(worker: &web_sys::ServiceWorker) -> Result<String, Fault> {
    let channel = MessageChannel::new().map_err(|_| refused("no channel can be made"))?;
    let (here, there) = (channel.port1(), channel.port2());
    let heard = Promise::new(&mut |resolve, _| {
        let hear = Closure::once_into_js(move |event: MessageEvent| {
            // A promise can always be resolved.
            let _ = resolve.call1(&JsValue::UNDEFINED, &event.data());
        });
        here.set_onmessage(Some(hear.unchecked_ref()));
    });
    worker
        .post_message_with_transferable(&"who am I".into(), &Array::of1(&there))
        .map_err(|_| refused("the service worker hears nothing"))?;
    let id = JsFuture::from(heard)
        .await
        .ok()
        .and_then(|it| it.as_string());
    id.ok_or_else(|| refused("the service worker does not know this tab"))
}

/// A request, where a message is one and comes from whom it may come from: the service worker, or
/// a window within this one, which is sandboxed and gets to its component only.
fn question_in(event: &MessageEvent) -> Option<FrameQuestion> {
    let port = event.ports().get(0).dyn_into::<MessagePort>().ok()?;
    let message: Message = from_js(event.data()).ok()?;
    let is_ours = message.kind == "dovetail-request" && may_ask(event);
    let Message {
        method,
        path,
        headers,
        body,
        is_page,
        ..
    } = message;
    is_ours.then_some(FrameQuestion {
        request: HttpRequest {
            method,
            path,
            headers,
            body: String::new(),
        },
        body,
        is_page,
        answer: AnswerPort(port),
    })
}

fn may_ask(event: &MessageEvent) -> bool {
    let source: JsValue = event.source().map(JsValue::from).unwrap_or_default();
    if source.has_type::<web_sys::ServiceWorker>() {
        return true;
    }
    // A sandboxed page is of no origin; of its window, nothing but its place can be seen.
    let parent = js_sys::Reflect::get(&source, &"parent".into()).unwrap_or_default();
    let here: JsValue = window().map(JsValue::from).unwrap_or_default();
    event.origin() == "null" && parent == here
}

/// Without what stands before the path.
pub fn address_of(root: &str, path: &str) -> String {
    let url = Url::new(&format!("{root}{path}"));
    url.map_or_else(|_| format!("{root}/"), |url| url.href())
}

fn refused(why: &str) -> Fault {
    Fault::new(
        "no-frame",
        format!(
            "no frame can be opened: {why}. Send requests one by one, or store the component on a server"
        ),
    )
}
