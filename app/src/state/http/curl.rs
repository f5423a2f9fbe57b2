//! Requests as curl commands, and curl commands as requests.

mod options;

use model::{Header, HttpRequest};

use super::body::{BodyKind, kind_of, set_kind};
use super::words::{quoted, words};

use self::options::{Opt, long, short_name};

/// A request that was read out of a curl command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// What the command sends.
    pub request: HttpRequest,
    /// Options that mean nothing here, such as `-s`.
    pub ignored: Vec<String>,
}

/// The command that sends a request to an address, which has no path.
pub fn to_curl(request: &HttpRequest, address: &str, file: Option<&str>) -> String {
    let has_body = file.is_some() || !request.body.is_empty();
    let mut parts = vec!["curl -i".to_owned()];
    match (request.method.as_str(), has_body) {
        ("GET", false) | ("POST", true) => {}
        // Of another method, curl would wait for the body of an answer that has none.
        ("HEAD", false) => parts.push("-I".to_owned()),
        (method, _) => parts.push(format!("-X {}", quoted(method))),
    }
    for Header { name, value } in &request.headers {
        let header = match value.is_empty() {
            true => format!("{name};"),
            false => format!("{name}: {value}"),
        };
        parts.push(format!("-H {}", quoted(&header)));
    }
    let says_type = |it: &Header| it.name.eq_ignore_ascii_case("content-type");
    if has_body && !request.headers.iter().any(says_type) {
        // Else curl would say that it is a form.
        parts.push("-H content-type:".to_owned());
    }
    match file {
        Some(name) => parts.push(format!("--data-binary {}", quoted(&format!("@{name}")))),
        None if has_body => parts.push(format!("--data-raw {}", quoted(&request.body))),
        None => {}
    }
    parts.push(quoted(&format!("{address}{}", request.path)));
    parts.join(" ")
}

/// The request that a curl command sends; else what of the command cannot be understood.
pub fn from_curl(command: &str) -> Result<Pasted, String> {
    let command = command.trim().trim_start_matches("$ ");
    let mut all = words(command)?.into_iter();
    let program = all.next().unwrap_or_default();
    if !matches!(
        program.rsplit(['/', '\\']).next(),
        Some("curl" | "curl.exe")
    ) {
        return Err("a curl command begins with `curl`".into());
    }
    let mut read = Read::default();
    while let Some(word) = all.next() {
        match word.strip_prefix("--") {
            Some(name) => {
                let option = long(name).ok_or_else(|| unknown(&word))?;
                let value = value_of(option, &word, || all.next())?;
                read.take(option, &word, value)?;
            }
            None if word.len() > 1 && word.starts_with('-') => short(&word, &mut read, &mut all)?,
            None => read.take(Opt::Url, &word, word.clone())?,
        }
    }
    read.finish()
}

/// Takes the options of one word, `-sXPOST` say.
fn short(
    word: &str,
    read: &mut Read,
    more: &mut impl Iterator<Item = String>,
) -> Result<(), String> {
    let mut letters = word[1..].chars();
    while let Some(letter) = letters.next() {
        let name = format!("-{letter}");
        let option = short_name(letter).and_then(long);
        let option = option.ok_or_else(|| unknown(&name))?;
        let rest = letters.as_str();
        let value = value_of(option, &name, || match rest {
            "" => more.next(),
            rest => Some(rest.to_owned()),
        })?;
        if option.takes_value() {
            letters = "".chars();
        }
        read.take(option, &name, value)?;
    }
    Ok(())
}

fn value_of(
    option: Opt,
    name: &str,
    next: impl FnOnce() -> Option<String>,
) -> Result<String, String> {
    match option.takes_value() && option != Opt::Url || name == "--url" {
        true => next().ok_or_else(|| format!("`{name}` needs something after it")),
        false => Ok(String::new()),
    }
}

fn unknown(word: &str) -> String {
    format!("`{word}` is not understood here: take it out of the command")
}

/// What was read of a command so far.
#[derive(Debug, Default)]
struct Read {
    url: Option<String>,
    method: Option<String>,
    headers: Vec<Header>,
    /// Names of headers that curl is told not to send.
    unsent: Vec<String>,
    data: Vec<String>,
    is_json: bool,
    is_get: bool,
    is_head: bool,
    ignored: Vec<String>,
}

impl Read {
    fn take(&mut self, option: Opt, name: &str, value: String) -> Result<(), String> {
        match option {
            Opt::Url if self.url.is_some() => {
                return Err(format!("one address is enough, and `{value}` is another"));
            }
            Opt::Url => self.url = Some(value),
            Opt::Request => self.method = Some(value),
            Opt::Header => self.header(&value)?,
            Opt::Named(header) => self.add(header, &value),
            Opt::User => {
                use base64::Engine;
                let word = base64::engine::general_purpose::STANDARD.encode(value);
                self.add("authorization", &format!("Basic {word}"));
            }
            Opt::Data | Opt::Json if value.starts_with('@') => return Err(file(name, &value)),
            Opt::Data | Opt::DataRaw => self.data.push(value),
            Opt::DataUrlencode => self.data.push(urlencoded(name, &value)?),
            Opt::Json => {
                self.is_json = true;
                self.data.push(value);
            }
            Opt::Get => self.is_get = true,
            Opt::Head => self.is_head = true,
            Opt::Flag | Opt::Setting => self.ignored.push(name.to_owned()),
            Opt::Parts => {
                return Err(format!(
                    "`{name}` sends a form in parts, which cannot be written here: use `-d`, or choose a file as the body"
                ));
            }
            Opt::Upload => return Err(file(name, &value)),
        }
        Ok(())
    }

    /// `Name: value`, `Name;` for an empty value, or `Name:` for a header that is not to be sent.
    fn header(&mut self, text: &str) -> Result<(), String> {
        if text.starts_with('@') {
            return Err(file("-H", text));
        }
        match text.split_once(':') {
            Some((name, value)) if value.trim().is_empty() => {
                self.unsent.push(name.trim().to_ascii_lowercase());
            }
            Some((name, value)) => self.add(name.trim(), value.trim()),
            None => match text.strip_suffix(';') {
                Some(name) => self.add(name.trim(), ""),
                None => return Err(format!("`{text}` is no header: it has no `:`")),
            },
        }
        Ok(())
    }

    fn add(&mut self, name: &str, value: &str) {
        self.headers.push(Header {
            name: name.to_owned(),
            value: value.to_owned(),
        });
    }

    fn finish(mut self) -> Result<Pasted, String> {
        let url = self.url.take();
        let url = url.ok_or("the command has no address")?;
        let (host, mut path) = split(&url)?;
        let has = |headers: &[Header], name: &str| {
            headers.iter().any(|it| it.name.eq_ignore_ascii_case(name))
        };
        let body = self.data.join(if self.is_json { "" } else { "&" });
        let has_body = !self.data.is_empty() && !self.is_get;
        if self.is_get && !body.is_empty() {
            path = format!("{path}{}{body}", if path.contains('?') { '&' } else { '?' });
        }
        if self.is_json {
            for name in ["content-type", "accept"] {
                if !has(&self.headers, name) {
                    self.add(name, "application/json");
                }
            }
        }
        let says_type =
            has(&self.headers, "content-type") || self.unsent.iter().any(|it| it == "content-type");
        if has_body && !says_type && kind_of(&self.headers) == BodyKind::Text {
            set_kind(&mut self.headers, BodyKind::Form);
        }
        if !is_local(&host) && !has(&self.headers, "host") {
            let value = host;
            let name = "host".to_owned();
            self.headers.insert(0, Header { name, value });
        }
        let implied = match (self.is_head, has_body) {
            (true, _) => "HEAD",
            (false, true) => "POST",
            (false, false) => "GET",
        };
        Ok(Pasted {
            request: HttpRequest {
                method: self.method.unwrap_or_else(|| implied.to_owned()),
                path,
                headers: self.headers,
                body: if has_body { body } else { String::new() },
            },
            ignored: self.ignored,
        })
    }
}

/// The host, and the path with the query as the component gets them.
fn split(url: &str) -> Result<(String, String), String> {
    let rest = match url.split_once("://") {
        Some(("http" | "https" | "HTTP" | "HTTPS", rest)) => rest,
        Some((scheme, _)) => return Err(format!("a component is not asked by `{scheme}`")),
        None => url,
    };
    let rest = rest.split('#').next().unwrap_or_default();
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    if host.is_empty() || host.contains(char::is_whitespace) {
        return Err(format!("`{url}` is no address"));
    }
    let host = host.rsplit('@').next().unwrap_or_default();
    let path = served(path).unwrap_or(path);
    let path = match path.starts_with('/') {
        true => path.to_owned(),
        false => format!("/{path}"),
    };
    Ok((host.to_owned(), path))
}

/// What comes after `/http/{sha256}`, where our server has components.
fn served(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("/http/")?;
    let (digest, rest) = rest.split_at_checked(64)?;
    let is_digest = digest.bytes().all(|it| it.is_ascii_hexdigit());
    (is_digest && (rest.is_empty() || rest.starts_with(['/', '?']))).then_some(rest)
}

/// Whether a host is said of no server in particular.
fn is_local(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "localhost" | "127.0.0.1" | "0.0.0.0" | "[::1]")
}

/// `content`, `=content` or `name=content`; what reads a file is refused.
fn urlencoded(name: &str, value: &str) -> Result<String, String> {
    let encode = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    match (value.find('='), value.find('@')) {
        (Some(0), _) => Ok(encode(&value[1..])),
        (Some(at), reads) if reads.is_none_or(|reads| at < reads) => {
            Ok(format!("{}={}", &value[..at], encode(&value[at + 1..])))
        }
        (_, Some(_)) => Err(file(name, value)),
        _ => Ok(encode(value)),
    }
}

fn file(name: &str, value: &str) -> String {
    format!(
        "`{name} {value}` is about a file on your disk, which the page cannot see: take it out, and choose the file as the body here"
    )
}

#[cfg(test)]
#[path = "curl/tests.rs"]
mod tests;
