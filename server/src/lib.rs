//! Dovetail's server: serves the page, keeps components and shares, and runs components in Wasmtime.
//!
//! It is stateless but for the store, and the page works without it. It must not know the engine's
//! verbs: composing, inspecting and transpiling are the page's business.

mod admission;
mod assets;
mod capabilities;
mod components;
mod config;
mod egress;
mod error;
mod extract;
mod headers;
mod http_handler;
mod metrics;
mod run;
mod shares;
mod state;
mod store;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{any, get, post, put};

pub use config::{Config, Limits};

use state::Shared;

/// The whole server as one service.
///
/// Fails when the store cannot be opened or Wasmtime cannot reserve what the limits ask for.
pub fn app(config: Config) -> anyhow::Result<Router> {
    let state = Shared::start(config)?;
    let api = Router::new()
        .route("/capabilities", get(capabilities::get))
        .route(
            "/components/{digest}",
            put(components::put).get(components::get),
        )
        .route("/shares", post(shares::post))
        .route("/shares/{id}", get(shares::get))
        .route("/runs", post(run::post))
        .route("/{*path}", any(error::no_such_route))
        .layer(middleware::map_request(headers::refuse_cross_site));
    let router = Router::new()
        .nest("/api", api)
        .route("/http/{digest}", any(http_handler::any))
        .route("/http/{digest}/", any(http_handler::any))
        .route("/http/{digest}/{*path}", any(http_handler::any))
        .route("/healthz", get(async || "ok\n"))
        .route("/metrics", get(metrics::get))
        .fallback(assets::get)
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::map_response(headers::secure))
        .layer(middleware::from_fn_with_state(
            state.clone(),
            metrics::observe,
        ))
        .with_state(state);
    Ok(router)
}
