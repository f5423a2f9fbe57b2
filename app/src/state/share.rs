//! The share link's fragment: a version digit, then base64url of the deflated JSON of the frame.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use model::{
    CanvasPoint, ComponentRef, ComponentSource, SHARE_VERSION, ShareCall, ShareComponent, ShareV1,
    ShareView, View, Workspace,
};

use crate::state::fault::Fault;
use crate::state::workspace::clean_path;

/// A fragment that begins so names a workspace that the server stores.
pub const STORED: &str = "s";

/// A link may not unfold to more than this, in bytes.
const MOST: usize = 8 * 1024 * 1024;

/// How far from the origin a node may stand, in pixels.
const FURTHEST: i32 = 50_000;

/// Compression level: the best there is, since a link is written once and pasted often.
const LEVEL: u8 = 10;

/// What a cut link ends in may stand for no whole byte; inflating tells better what is wrong.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new()
        .with_encode_padding(false)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Why a link cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// There is nothing after `#`.
    #[error("the link is empty")]
    Empty,
    /// A later Dovetail wrote it.
    #[error(
        "it was made by a newer Dovetail (format {version}, this one reads up to {SHARE_VERSION})"
    )]
    Newer {
        /// The version digit.
        version: u32,
    },
    /// It is no link of Dovetail.
    #[error("it does not begin as a Dovetail link does")]
    Unknown,
    /// Its end is missing.
    #[error("its end is missing, perhaps cut off by a chat or mail program")]
    Truncated,
    /// Something in it was changed.
    #[error("it is damaged: {reason}")]
    Damaged {
        /// What was found.
        reason: String,
    },
    /// It unfolds to more than a page can take.
    #[error("it unfolds to more than 8 MB")]
    TooLarge,
}

impl From<LinkError> for Fault {
    fn from(error: LinkError) -> Self {
        let code = match &error {
            LinkError::Empty => "link-empty",
            LinkError::Newer { .. } => "link-newer",
            LinkError::Unknown => "link-unknown",
            LinkError::Truncated => "link-truncated",
            LinkError::Damaged { .. } => "link-damaged",
            LinkError::TooLarge => "link-too-large",
        };
        Fault::new(code, error.to_string())
    }
}

/// The fragment, without `#`.
pub fn encode(frame: &ShareV1) -> String {
    let json = serde_json::to_vec(frame).expect("a frame has text keys only");
    let body = BASE64.encode(compress_to_vec(&json, LEVEL));
    format!("{SHARE_VERSION}{body}")
}

/// The frame that a fragment, without `#`, holds.
pub fn decode(fragment: &str) -> Result<ShareV1, LinkError> {
    let first = fragment.chars().next().ok_or(LinkError::Empty)?;
    let version = first
        .to_digit(10)
        .filter(|version| *version > 0)
        .ok_or(LinkError::Unknown)?;
    if version > SHARE_VERSION.into() {
        return Err(LinkError::Newer { version });
    }
    let json = inflate(&fragment[1..])?;
    serde_json::from_slice(&json).map_err(|error| damaged(&error.to_string()))
}

/// A workspace as it goes into a link.
pub fn to_frame(workspace: &Workspace) -> ShareV1 {
    let Workspace {
        name,
        files,
        components,
        call,
        target,
        view: View {
            open,
            tabs,
            selection,
        },
        positions,
        expectations,
        mocks,
        made,
        features,
        // Whoever opens a link has made no calls.
        calls: _,
    } = workspace.clone();
    ShareV1 {
        n: name,
        f: files,
        g: components.into_iter().map(to_component).collect(),
        c: call.map(|c| ShareCall { t: target, c }),
        v: ShareView {
            o: open,
            s: selection,
            t: tabs,
        },
        p: positions
            .into_iter()
            .map(|(id, CanvasPoint { x, y })| (id, (x, y)))
            .collect(),
        e: expectations,
        m: mocks,
        b: made,
        u: features,
    }
}

/// The workspace that a link holds. References that cannot be read become components that must
/// be brought.
pub fn from_frame(frame: ShareV1) -> Workspace {
    let ShareV1 {
        n,
        f,
        g,
        c,
        v: ShareView { o, s, t },
        p,
        e,
        m,
        b,
        u,
    } = frame;
    let (target, call) = match c {
        Some(ShareCall { t, c }) => (t, Some(c)),
        None => Default::default(),
    };
    let files = f
        .into_iter()
        .filter_map(|(path, text)| Some((clean_path(&path)?, text)));
    let files: BTreeMap<_, _> = files.collect();
    Workspace {
        name: n,
        components: g.into_iter().map(from_component).collect(),
        call,
        target,
        view: View {
            open: o.filter(|path| files.contains_key(path)),
            tabs: t,
            selection: s,
        },
        positions: p.into_iter().map(from_position).collect(),
        expectations: e,
        mocks: m,
        made: b,
        features: u,
        calls: Vec::new(),
        files,
    }
}

/// A place that can still be reached by dragging.
fn from_position((id, (x, y)): (String, (i32, i32))) -> (String, CanvasPoint) {
    let (x, y) = (x.clamp(-FURTHEST, FURTHEST), y.clamp(-FURTHEST, FURTHEST));
    (id, CanvasPoint { x, y })
}

fn to_component(component: ComponentRef) -> ShareComponent {
    let ComponentRef {
        name,
        digest,
        size,
        source,
    } = component;
    let reference = match source {
        ComponentSource::Sample { path } => format!("ex:{path}@{digest}"),
        ComponentSource::Server => format!("sv:{digest}"),
        ComponentSource::Local => format!("me:{digest}"),
    };
    ShareComponent(name, reference, size)
}

fn from_component(component: ShareComponent) -> ComponentRef {
    let ShareComponent(name, reference, size) = component;
    let (kind, rest) = reference.split_once(':').unwrap_or(("me", &reference));
    let (digest, source) = match (kind, rest.rsplit_once('@')) {
        // A path that leaves its folder would fetch what is no sample.
        ("ex", Some((path, digest))) if clean_path(path).as_deref() == Some(path) => {
            let path = path.to_owned();
            (digest, ComponentSource::Sample { path })
        }
        ("ex", Some((_, digest))) => (digest, ComponentSource::Local),
        ("sv", _) => (rest, ComponentSource::Server),
        _ => (rest, ComponentSource::Local),
    };
    ComponentRef {
        name,
        digest: digest.to_owned(),
        size,
        source,
    }
}

fn inflate(body: &str) -> Result<Vec<u8>, LinkError> {
    // Six bits more than whole bytes are what a cut leaves behind.
    let body = if body.len() % 4 == 1 {
        &body[..body.len() - last_width(body)]
    } else {
        body
    };
    let deflated = BASE64
        .decode(body)
        .map_err(|error| damaged(&error.to_string()))?;
    decompress_to_vec_with_limit(&deflated, MOST).map_err(|error| match error.status {
        TINFLStatus::FailedCannotMakeProgress | TINFLStatus::NeedsMoreInput => LinkError::Truncated,
        TINFLStatus::HasMoreOutput => LinkError::TooLarge,
        _ => damaged("its text cannot be unfolded"),
    })
}

fn last_width(text: &str) -> usize {
    text.chars().next_back().map_or(0, char::len_utf8)
}

fn damaged(reason: &str) -> LinkError {
    let reason = reason.to_owned();
    LinkError::Damaged { reason }
}

#[cfg(test)]
mod tests;
