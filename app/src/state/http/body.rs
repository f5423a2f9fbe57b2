//! What a request carries: as its headers say, so that nothing else has to be kept of it.

use model::{Header, HttpRequest};
use serde::de::IgnoredAny;

/// What a body is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyKind {
    /// Any text.
    Text,
    /// A text that is checked.
    Json,
    /// Names and values.
    Form,
    /// Bytes of a file.
    File,
}

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// `GET /` without anything.
pub fn plain_get() -> HttpRequest {
    HttpRequest {
        method: "GET".into(),
        path: "/".into(),
        headers: Vec::new(),
        body: String::new(),
    }
}

/// What the headers say of the body.
pub fn kind_of(headers: &[Header]) -> BodyKind {
    let of = headers.iter().find(|it| is_content_type(it));
    let media = of.map_or("", |it| it.value.split(';').next().unwrap_or_default());
    match media.trim().to_ascii_lowercase().as_str() {
        FORM => BodyKind::Form,
        JSON => BodyKind::Json,
        other if other.ends_with("+json") => BodyKind::Json,
        _ => BodyKind::Text,
    }
}

/// Makes the headers say that the body is of this kind; those that say so already stay.
pub fn set_kind(headers: &mut Vec<Header>, kind: BodyKind) {
    if kind_of(headers) == kind {
        return;
    }
    let value = match kind {
        BodyKind::Json => JSON,
        BodyKind::Form => FORM,
        BodyKind::Text | BodyKind::File => return headers.retain(|it| !is_content_type(it)),
    };
    match headers.iter_mut().find(|it| is_content_type(it)) {
        Some(header) => header.value = value.to_owned(),
        None => headers.push(Header {
            name: "content-type".into(),
            value: value.into(),
        }),
    }
}

fn is_content_type(header: &Header) -> bool {
    header.name.trim().eq_ignore_ascii_case("content-type")
}

/// What is wrong with a JSON text, and where.
pub fn json_fault(text: &str) -> Option<String> {
    if text.trim().is_empty() {
        return None;
    }
    let error = serde_json::from_str::<IgnoredAny>(text).err()?;
    Some(format!("This is no JSON: {error}."))
}

/// The names and values of a form's text; whatever text it is.
pub fn form_fields(text: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(text.as_bytes())
        .into_owned()
        .collect()
}

/// The text that a form's names and values are sent as.
pub fn form_text(fields: &[(String, String)]) -> String {
    let mut text = form_urlencoded::Serializer::new(String::new());
    text.extend_pairs(fields).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(value: &str) -> Header {
        Header {
            name: "Content-Type".into(),
            value: value.into(),
        }
    }

    #[test]
    fn the_headers_say_what_a_body_is() {
        let kind = |value: &str| kind_of(&[header(value)]);
        assert_eq!(kind("application/JSON; charset=utf-8"), BodyKind::Json);
        assert_eq!(kind("application/problem+json"), BodyKind::Json);
        assert_eq!(kind("application/x-www-form-urlencoded"), BodyKind::Form);
        assert_eq!(kind("text/html"), BodyKind::Text);
        assert_eq!(kind_of(&[]), BodyKind::Text);
    }

    #[test]
    fn another_kind_changes_one_header_and_the_same_none() {
        let mut headers = vec![header("application/problem+json")];
        set_kind(&mut headers, BodyKind::Json);
        assert_eq!(headers[0].value, "application/problem+json");
        set_kind(&mut headers, BodyKind::Form);
        assert_eq!((headers.len(), headers[0].value.as_str()), (1, FORM));
        set_kind(&mut headers, BodyKind::Text);
        assert!(headers.is_empty());
    }

    #[test]
    fn a_form_survives_its_text() {
        let fields = [("a b", "1&2=3"), ("ä", "+%"), ("", "empty name")];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let text = form_text(&fields);
        assert_eq!(text, "a+b=1%262%3D3&%C3%A4=%2B%25&=empty+name");
        assert_eq!(form_fields(&text), fields);
        let odd = form_fields("a&&b=%zz%4");
        assert_eq!(odd[1].1, "%zz%4");
    }

    #[test]
    fn a_fault_in_json_has_its_place() {
        assert_eq!(json_fault(" \n"), None);
        let fault = json_fault("{\n  \"a\": ,\n}").unwrap();
        assert!(fault.contains("line 2 column 8"), "{fault}");
    }
}
