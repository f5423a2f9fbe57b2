//! The verbs of requests.

use std::cell::RefCell;
use std::rc::Rc;

use model::Call;
use wasm_bindgen::prelude::JsValue;

use crate::api::inputs::HttpInput;
use crate::api::outputs::Answered;
use crate::api::verbs::{input, is_absent, object, target_of, text};
use crate::api::{Dovetail, rejection};
use crate::client::clock;
use crate::panes::DockTab;
use crate::state::fault::Fault;
use crate::state::http::curl::from_curl;
use crate::state::http::exchange::Exchange;

impl Dovetail {
    /// Sends one request to the component's handler.
    pub(super) async fn http(self, target: JsValue, request: JsValue) -> Result<JsValue, JsValue> {
        let HttpInput { request, options } = input(request)?;
        let call = Call::Http(request.into());
        let begun = clock::now();
        let exchange = Rc::new(RefCell::new(Exchange::default()));
        let heard = Rc::clone(&exchange);
        let hear = move |event: &_| heard.borrow_mut().take(event, clock::now() - begun);
        let run = self.run(target_of(target)?, call, &options, hear).await?;
        object(&Answered::new(&run, exchange.take()).map_err(rejection)?)
    }

    /// Shows a page of the target in the frame; gives its address.
    pub(super) async fn open_frame(self, path: JsValue) -> Result<String, JsValue> {
        let path = match is_absent(&path) {
            true => "/".to_owned(),
            false => text("path", path)?,
        };
        if !path.starts_with('/') {
            return Err(rejection(Fault::new(
                "bad-options",
                "`path` must begin with `/`",
            )));
        }
        self.screen.show_dock(DockTab::Http);
        self.playground.open_frame(path).await.map_err(rejection)
    }

    /// The request that a curl command sends.
    pub(super) fn read_curl(self, command: JsValue) -> Result<JsValue, JsValue> {
        let pasted = from_curl(&text("command", command)?);
        let pasted = pasted.map_err(|why| rejection(Fault::new("not-curl", why)))?;
        object(&pasted.request)
    }
}
