//! The options of curl that mean something to a component, or may be left out.

/// What an option is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opt {
    Url,
    Request,
    Header,
    Named(&'static str),
    User,
    Data,
    DataRaw,
    DataUrlencode,
    Json,
    Get,
    Head,
    /// Means nothing to a component, and takes no value.
    Flag,
    /// Means nothing to a component, and takes a value.
    Setting,
    /// Sends a form in parts.
    Parts,
    /// Reads a file, which a page cannot.
    Upload,
}

impl Opt {
    /// Whether a word after it belongs to it.
    pub(super) fn takes_value(self) -> bool {
        !matches!(self, Self::Get | Self::Head | Self::Flag)
    }
}

const SHORT: [(char, &str); 31] = [
    ('X', "request"),
    ('H', "header"),
    ('d', "data"),
    ('G', "get"),
    ('I', "head"),
    ('u', "user"),
    ('A', "user-agent"),
    ('e', "referer"),
    ('b', "cookie"),
    ('F', "form"),
    ('T', "upload-file"),
    ('K', "config"),
    ('s', "silent"),
    ('S', "show-error"),
    ('i', "include"),
    ('v', "verbose"),
    ('L', "location"),
    ('k', "insecure"),
    ('f', "fail"),
    ('g', "globoff"),
    ('N', "no-buffer"),
    ('O', "remote-name"),
    ('q', "disable"),
    ('#', "progress-bar"),
    ('0', "http1.0"),
    ('4', "ipv4"),
    ('6', "ipv6"),
    ('o', "output"),
    ('m', "max-time"),
    ('w', "write-out"),
    ('x', "proxy"),
];

/// The option of a name, which stands behind `--`.
pub(super) fn long(name: &str) -> Option<Opt> {
    Some(match name {
        "url" => Opt::Url,
        "request" => Opt::Request,
        "header" => Opt::Header,
        "user-agent" => Opt::Named("user-agent"),
        "referer" => Opt::Named("referer"),
        "cookie" => Opt::Named("cookie"),
        "user" => Opt::User,
        "data" | "data-ascii" | "data-binary" => Opt::Data,
        "data-raw" => Opt::DataRaw,
        "data-urlencode" => Opt::DataUrlencode,
        "json" => Opt::Json,
        "get" => Opt::Get,
        "head" => Opt::Head,
        "form" | "form-string" => Opt::Parts,
        "upload-file" | "config" => Opt::Upload,
        "silent"
        | "show-error"
        | "include"
        | "show-headers"
        | "verbose"
        | "location"
        | "location-trusted"
        | "insecure"
        | "fail"
        | "fail-with-body"
        | "globoff"
        | "no-buffer"
        | "remote-name"
        | "compressed"
        | "disable"
        | "progress-bar"
        | "no-progress-meter"
        | "http0.9"
        | "http1.0"
        | "http1.1"
        | "http2"
        | "http2-prior-knowledge"
        | "http3"
        | "path-as-is"
        | "tcp-nodelay"
        | "no-keepalive"
        | "ipv4"
        | "ipv6"
        | "basic"
        | "raw" => Opt::Flag,
        "output" | "max-time" | "connect-timeout" | "write-out" | "proxy" | "retry"
        | "retry-delay" | "max-redirs" | "resolve" | "connect-to" | "cacert" | "cert" | "key"
        | "interface" | "keepalive-time" | "limit-rate" | "dump-header" | "cookie-jar" => {
            Opt::Setting
        }
        _ => return None,
    })
}

/// What the option of a letter is called behind `--`.
pub(super) fn short_name(letter: char) -> Option<&'static str> {
    let (_, name) = SHORT.iter().find(|(it, _)| *it == letter)?;
    Some(name)
}
