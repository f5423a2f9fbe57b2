//! What scripts pass, in shapes that are easy to write in JavaScript.

use std::collections::BTreeMap;

use model::{CommandRequest, Header, HttpRequest, Limits};
use serde::Deserialize;

use crate::playground::LIMITS;
use crate::state::run::Place;

/// Where to run and how long.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Options {
    pub(super) place: PlaceName,
    /// In milliseconds.
    pub(super) timeout: Option<u32>,
    /// Whether requests that the component sends may leave the tab.
    pub(super) network: bool,
}

/// A place by name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PlaceName {
    #[default]
    Browser,
    Server,
}

/// The second argument of `runCommand`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(from = "CommandFields")]
pub(super) struct CommandInput {
    pub(super) command: Command,
    pub(super) options: Options,
}

/// The second argument of `http`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(from = "HttpFields")]
pub(super) struct HttpInput {
    pub(super) request: Http,
    pub(super) options: Options,
}

/// The third argument of `bindings`: each option's id to its value.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub(super) struct BindingsInput(BTreeMap<String, OptionValue>);

/// Flags may be written as booleans.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged, expecting = "an option must be a string or a boolean")]
enum OptionValue {
    Flag(bool),
    Text(String),
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Command {
    args: Vec<String>,
    env: Pairs,
    stdin: String,
    files: Pairs,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Http {
    method: Option<String>,
    path: Option<String>,
    headers: Pairs,
    body: String,
}

/// `{ name: value }`, or `[[name, value]]` where order or repetition matters.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
enum Pairs {
    List(Vec<(String, String)>),
    Map(BTreeMap<String, String>),
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct CommandFields {
    args: Vec<String>,
    env: Pairs,
    stdin: String,
    files: Pairs,
    place: PlaceName,
    timeout: Option<u32>,
    network: bool,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct HttpFields {
    method: Option<String>,
    path: Option<String>,
    headers: Pairs,
    body: String,
    place: PlaceName,
    timeout: Option<u32>,
    network: bool,
}

impl Options {
    pub(super) fn limits(&self) -> Limits {
        Limits {
            milliseconds: self.timeout.unwrap_or(LIMITS.milliseconds),
            ..LIMITS
        }
    }
}

impl From<PlaceName> for Place {
    fn from(name: PlaceName) -> Self {
        match name {
            PlaceName::Browser => Self::Browser,
            PlaceName::Server => Self::Server,
        }
    }
}

impl Default for Pairs {
    fn default() -> Self {
        Self::List(Vec::new())
    }
}

impl Pairs {
    fn into_list(self) -> Vec<(String, String)> {
        match self {
            Self::List(list) => list,
            Self::Map(map) => map.into_iter().collect(),
        }
    }
}

impl From<CommandFields> for CommandInput {
    fn from(fields: CommandFields) -> Self {
        let CommandFields {
            args,
            env,
            stdin,
            files,
            place,
            timeout,
            network,
        } = fields;
        Self {
            command: Command {
                args,
                env,
                stdin,
                files,
            },
            options: Options {
                place,
                timeout,
                network,
            },
        }
    }
}

impl From<HttpFields> for HttpInput {
    fn from(fields: HttpFields) -> Self {
        let HttpFields {
            method,
            path,
            headers,
            body,
            place,
            timeout,
            network,
        } = fields;
        Self {
            request: Http {
                method,
                path,
                headers,
                body,
            },
            options: Options {
                place,
                timeout,
                network,
            },
        }
    }
}

impl From<BindingsInput> for BTreeMap<String, String> {
    fn from(BindingsInput(options): BindingsInput) -> Self {
        let text = |value| match value {
            OptionValue::Flag(is_set) => is_set.to_string(),
            OptionValue::Text(text) => text,
        };
        options
            .into_iter()
            .map(|(id, value)| (id, text(value)))
            .collect()
    }
}

impl From<Command> for CommandRequest {
    fn from(command: Command) -> Self {
        let Command {
            args,
            env,
            stdin,
            files,
        } = command;
        Self {
            args,
            env: env.into_list(),
            stdin,
            files: files.into_list(),
        }
    }
}

impl From<Http> for HttpRequest {
    fn from(request: Http) -> Self {
        let Http {
            method,
            path,
            headers,
            body,
        } = request;
        let headers = headers.into_list().into_iter();
        Self {
            method: method.unwrap_or_else(|| "GET".into()),
            path: path.unwrap_or_else(|| "/".into()),
            headers: headers
                .map(|(name, value)| Header { name, value })
                .collect(),
            body,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_an_object_or_a_list() {
        let json = r#"{ "env": { "B": "2", "A": "1" }, "files": [["b", "2"], ["b", "3"]] }"#;
        let input: CommandInput = serde_json::from_str(json).unwrap();
        let command = CommandRequest::from(input.command);
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(command.env, [pair("A", "1"), pair("B", "2")]);
        assert_eq!(command.files, [pair("b", "2"), pair("b", "3")]);
    }

    #[test]
    fn flags_of_bindings_are_booleans_or_texts() {
        let json = r#"{ "stubs": true, "raw-strings": "false", "derive": "Eq" }"#;
        let input: BindingsInput = serde_json::from_str(json).unwrap();
        let options = BTreeMap::<String, String>::from(input);
        let values: Vec<&str> = options.values().map(String::as_str).collect();
        assert_eq!(values, ["Eq", "false", "true"]);
    }

    #[test]
    fn what_is_left_out_has_a_default() {
        let input: HttpInput = serde_json::from_str(r#"{ "place": "server" }"#).unwrap();
        let request = HttpRequest::from(input.request);
        assert_eq!(
            (request.method.as_str(), request.path.as_str()),
            ("GET", "/")
        );
        assert_eq!(Place::from(input.options.place), Place::Server);
        assert_eq!(input.options.limits(), LIMITS);
    }

    #[test]
    fn misspelt_options_are_told() {
        let error = serde_json::from_str::<Options>(r#"{ "timeOut": 5 }"#).unwrap_err();
        assert!(error.to_string().contains("timeOut"));
    }
}
