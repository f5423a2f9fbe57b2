//! `GET /api/capabilities`: what this server is and allows.

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use model::Capabilities;

use crate::state::AppState;

/// Version of Wasmtime that is linked in, which Cargo.toml pins.
const WASMTIME: &str = "48.0.8";

/// Answers [`Capabilities`].
pub(crate) async fn get(State(state): State<AppState>) -> impl IntoResponse {
    let limits = &state.config.limits;
    let capabilities = Capabilities {
        api: 1,
        dovetail: env!("CARGO_PKG_VERSION").into(),
        wasmtime: WASMTIME.into(),
        component_bytes: saturate(limits.component_bytes),
        share_bytes: saturate(limits.share_bytes),
        run_milliseconds: u32::try_from(limits.run_time.as_millis()).unwrap_or(u32::MAX),
        egress: state.config.allow_egress.clone(),
    };
    ([(header::CACHE_CONTROL, "no-cache")], Json(capabilities))
}

fn saturate(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
