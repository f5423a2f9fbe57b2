//! What keeps a component's answers from harming the page.
//!
//! They come from code that nobody trusts, and from the page's own origin. So documents among them
//! get an origin of their own, without the page's storage, by the `sandbox` policy; headers that
//! would change how browsers treat the whole origin are taken out; and no answer may be loaded as
//! the page's own script, style or worker, which the page's `'self'` would otherwise allow.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;

use crate::error::AppError;

/// Scripts run, but in an origin that is nobody's.
const POLICY: &str = "sandbox allow-downloads allow-forms allow-modals allow-popups allow-scripts";

/// Headers whose effect outlives or outgrows the one answer.
const TAKEN_OUT: [&str; 14] = [
    "accept-ch",
    "alt-svc",
    "clear-site-data",
    "critical-ch",
    "nel",
    "origin-agent-cluster",
    "proxy-authenticate",
    "public-key-pins",
    "report-to",
    "reporting-endpoints",
    "service-worker-allowed",
    "set-cookie",
    "strict-transport-security",
    "www-authenticate",
];

/// What browsers load in order to execute or apply it.
const ACTIVE: [&str; 8] = [
    "audioworklet",
    "paintworklet",
    "script",
    "serviceworker",
    "sharedworker",
    "style",
    "worker",
    "xslt",
];

/// Refuses what the page itself would load as code. Sandboxed documents are another site to it, so
/// their own scripts and styles still load.
pub(super) fn refuse_active_content(headers: &HeaderMap) -> Result<(), AppError> {
    let value = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let is_same = value("sec-fetch-site").is_some_and(|site| site.starts_with("same-"));
    let is_active = value("sec-fetch-dest").is_some_and(|dest| ACTIVE.contains(&dest));
    match is_same && is_active {
        true => Err(AppError::refused(
            StatusCode::FORBIDDEN,
            "active-content",
            "a component's answer cannot be a script, style or worker of the page",
        )),
        false => Ok(()),
    }
}

/// Takes out and adds headers.
pub(super) fn protect(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for name in TAKEN_OUT {
        headers.remove(HeaderName::from_static(name));
    }
    // Beside a policy that the component sends: browsers enforce both.
    headers.append(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(POLICY),
    );
    response
}
