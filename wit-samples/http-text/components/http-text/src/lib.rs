//! Answers HTTP requests: `POST` with a form that has a field `text` gets it back tidied up.

mod body;
mod bindings {
    // The world's other half, `wasi:http`, comes with its bindings in the crate `wasip2`.
    wit_bindgen::generate!({
        path: "../../wit/deps/text",
        generate_all,
        inline: "
            package example:http-text@0.1.0;
            world imports {
                import example:text/process@0.1.0;
            }
        ",
    });
}

use serde_json::json;
use wasip2::exports::http::incoming_handler::Guest;
use wasip2::http::types::{Fields, IncomingRequest, Method, OutgoingResponse, ResponseOutparam};

use bindings::example::text::process::clean;

const USAGE: &str = "\
POST a form with a field `text` to get it back tidied up, with its number of words:

    curl --data-urlencode 'text=  so   much   space ' URL
";

struct HttpText;

wasip2::http::proxy::export!(HttpText with_types_in wasip2);

impl Guest for HttpText {
    fn handle(request: IncomingRequest, out: ResponseOutparam) {
        answer(&request).send(out);
    }
}

/// What to answer, as plain data.
struct Answer {
    status: u16,
    content_type: &'static str,
    body: String,
}

impl Answer {
    fn text(status: u16, body: impl Into<String>) -> Self {
        let content_type = "text/plain; charset=utf-8";
        Self {
            status,
            content_type,
            body: body.into(),
        }
    }

    fn json(body: serde_json::Value) -> Self {
        Self {
            status: 200,
            content_type: "application/json",
            body: format!("{body}\n"),
        }
    }

    fn send(self, out: ResponseOutparam) {
        let mut headers = vec![("content-type".to_owned(), self.content_type.into())];
        if self.status == 405 {
            headers.push(("allow".to_owned(), b"GET, POST".to_vec()));
        }
        let headers = Fields::from_list(&headers).expect("these headers are allowed");
        let response = OutgoingResponse::new(headers);
        response
            .set_status_code(self.status)
            .expect("this status exists");
        let body = response.body().expect("the body is taken once");
        // The response goes out first, its body follows.
        ResponseOutparam::set(out, Ok(response));
        body::write(body, self.body.as_bytes());
    }
}

fn answer(request: &IncomingRequest) -> Answer {
    match request.method() {
        Method::Get => Answer::text(200, USAGE),
        Method::Post => match body::read(request) {
            Ok(body) => answer_form(&body),
            Err(error) => Answer::text(400, format!("the body cannot be read: {error}\n")),
        },
        _ => Answer::text(405, "only GET and POST are allowed\n"),
    }
}

fn answer_form(form: &[u8]) -> Answer {
    let text = form_urlencoded::parse(form).find(|(name, _)| name == "text");
    let Some((_, text)) = text else {
        return Answer::text(400, format!("the form has no field `text`\n\n{USAGE}"));
    };
    let cleaned = clean(&text);
    Answer::json(json!({ "text": cleaned.text, "words": cleaned.words }))
}
