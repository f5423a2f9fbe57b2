//! `server`: reads flags and environment, then serves until it is told to stop.

use std::io::IsTerminal;
use std::net::SocketAddr;

use anyhow::{Context, bail};
use axum::serve::ListenerExt;
use server::{Config, Limits};
use tokio::net::TcpListener;

const USAGE: &str = "\
usage: server [--listen ADDRESS:PORT] [--dist FOLDER] [--store FOLDER] [--allow-egress HOST]...

  --listen        where to listen; DOVETAIL_LISTEN; 127.0.0.1:8080
  --dist          the built page; DOVETAIL_DIST; dist
  --store         where components and shares are kept; DOVETAIL_STORE; store
  --allow-egress  a host that components may send requests to; may be repeated;
                  DOVETAIL_ALLOW_EGRESS, parted by commas; none
";

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env();
    tracing_subscriber::fmt()
        .with_env_filter(filter.unwrap_or_else(|_| "server=info,warn".into()))
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
    if std::env::args().any(|arg| arg == "--help") {
        print!("{USAGE}");
        return Ok(());
    }
    let (listen, config) = options()?;
    let app = server::app(config)?.into_make_service_with_connect_info::<SocketAddr>();
    let listener = TcpListener::bind(&listen)
        .await
        .with_context(|| format!("cannot listen on `{listen}`"))?;
    tracing::info!("listening on http://{}", listener.local_addr()?);
    // What streams goes out as it comes, without waiting for the client's acknowledgement.
    let listener = listener.tap_io(|connection| {
        connection.set_nodelay(true).ok();
    });
    let stop = shutdown_signal();
    axum::serve(listener, app)
        .with_graceful_shutdown(stop)
        .await?;
    Ok(())
}

/// Where to listen, and the rest; flags go before the environment.
fn options() -> anyhow::Result<(String, Config)> {
    let env = |name: &str, otherwise: &str| {
        std::env::var(format!("DOVETAIL_{name}")).unwrap_or_else(|_| otherwise.into())
    };
    let mut listen = env("LISTEN", "127.0.0.1:8080");
    let mut config = Config {
        dist: env("DIST", "dist").into(),
        store: env("STORE", "store").into(),
        allow_egress: words(&env("ALLOW_EGRESS", "")),
        limits: Limits::default(),
    };
    let mut args = std::env::args().skip(1);
    while let Some(flag) = args.next() {
        let mut value = || {
            args.next()
                .with_context(|| format!("`{flag}` needs a value"))
        };
        match flag.as_str() {
            "--listen" => listen = value()?,
            "--dist" => config.dist = value()?.into(),
            "--store" => config.store = value()?.into(),
            "--allow-egress" => config.allow_egress.extend(words(&value()?)),
            _ => bail!("unknown flag `{flag}`\n\n{USAGE}"),
        }
    }
    Ok((listen, config))
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(',').map(str::trim);
    words
        .filter(|word| !word.is_empty())
        .map(Into::into)
        .collect()
}

/// Ends when the process is asked to, by the terminal or by whoever runs it.
async fn shutdown_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let terminate = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        };
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminate => {}
    }
}
