//! A server of one's own for each test, and components to give it.

use std::net::SocketAddr;
use std::path::PathBuf;

use axum::Router;
use axum::body::Body;
use http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use model::{ApiError, Call, CallRequest, Outcome, RunEvent, ServerRun, Stream};
use server::{Config, Limits};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tower::ServiceExt;

/// A server with an empty store.
pub(crate) struct Server {
    app: Router,
    /// The folder it serves the page from, empty at first.
    pub(crate) dist: TempDir,
    store: TempDir,
}

/// A whole answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Server {
    /// With limits that no test meets by accident.
    pub(crate) fn new() -> Self {
        Self::with(|_| {})
    }

    /// With some of the configuration changed.
    pub(crate) fn with(change: impl FnOnce(&mut Config)) -> Self {
        let dist = tempfile::tempdir().unwrap();
        let store = tempfile::tempdir().unwrap();
        let mut config = Config {
            dist: dist.path().into(),
            store: store.path().into(),
            allow_egress: Vec::new(),
            limits: Limits {
                // A pool for few runs is made faster.
                runs: 8,
                ..Limits::default()
            },
        };
        change(&mut config);
        let app = server::app(config).unwrap();
        Self { app, dist, store }
    }

    /// The same server after a restart: another one with the same store.
    pub(crate) fn restart(self) -> Self {
        let Self { store, .. } = self;
        let mut server = Self::with(|config| config.store = store.path().into());
        server.store = store;
        server
    }

    /// Sends a request and reads the whole answer.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: body.collect().await.unwrap().to_bytes().into(),
        }
    }

    /// Sends a request and leaves the body of the answer to the test.
    pub(crate) async fn open(&self, request: Request<Body>) -> http::Response<Body> {
        self.app.clone().oneshot(request).await.unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    pub(crate) async fn post(&self, path: &str, body: impl Into<Body>) -> Answer {
        self.send(Request::post(path).body(body.into()).unwrap())
            .await
    }

    pub(crate) async fn put(&self, path: &str, body: impl Into<Body>) -> Answer {
        self.send(Request::put(path).body(body.into()).unwrap())
            .await
    }

    /// Stores a component and tells its digest.
    pub(crate) async fn store(&self, component: &[u8]) -> String {
        let digest = digest(component);
        let path = format!("/api/components/{digest}");
        let answer = self.put(&path, component.to_vec()).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        digest
    }

    /// Stores and runs.
    pub(crate) async fn run(&self, component: &[u8], call: Call) -> Run {
        let digest = self.store(component).await;
        self.run_stored(digest, call).await
    }

    /// Runs what was stored before.
    pub(crate) async fn run_stored(&self, digest: String, call: Call) -> Run {
        let answer = self.ask(digest, call).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        let text = answer.text();
        let events = text.lines().map(|line| serde_json::from_str(line).unwrap());
        Run(events.collect())
    }

    /// Asks for a run; the answer may be a refusal.
    pub(crate) async fn ask(&self, digest: String, call: Call) -> Answer {
        let run = serde_json::to_vec(&ServerRun { digest, call }).unwrap();
        self.post("/api/runs", run).await
    }

    /// Serves at a real address until the test ends.
    pub(crate) async fn listen(&self) -> SocketAddr {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let app = self
            .app
            .clone()
            .into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async { axum::serve(listener, app).await });
        address
    }
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    /// The code of a refusal.
    pub(crate) fn code(&self) -> String {
        self.error().code
    }

    /// A refusal.
    pub(crate) fn error(&self) -> ApiError {
        let text = self.text();
        serde_json::from_str(&text).unwrap_or_else(|_| panic!("{}: {text}", self.status))
    }

    /// A header's value, or nothing.
    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }
}

/// What a run told.
pub(crate) struct Run(pub(crate) Vec<RunEvent>);

impl Run {
    /// How it ended.
    pub(crate) fn outcome(&self) -> &Outcome {
        match self.0.last() {
            Some(RunEvent::Done { outcome }) => outcome,
            other => panic!("{other:?}"),
        }
    }

    /// All that was written to one stream.
    pub(crate) fn output(&self, wanted: Stream) -> String {
        let mut output = Vec::new();
        for event in &self.0 {
            match event {
                RunEvent::Output { stream, bytes } if *stream == wanted => output.extend(bytes),
                _ => {}
            }
        }
        String::from_utf8(output).unwrap()
    }
}

/// A call of a function.
pub(crate) fn function(function: &str, args: &str) -> Call {
    Call::Function(CallRequest {
        function: function.into(),
        args: args.into(),
    })
}

/// A sample's component, by its path below `wit-samples`.
pub(crate) fn sample(path: &str) -> Vec<u8> {
    let samples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../wit-samples");
    std::fs::read(samples.join(path)).unwrap()
}

/// The handler of `tests/probe`.
pub(crate) fn probe() -> Vec<u8> {
    include_bytes!("../probe.wasm").into()
}

/// The handler of `tests/probe3`.
pub(crate) fn probe3() -> Vec<u8> {
    include_bytes!("../probe3.wasm").into()
}

/// One of the components that all rooms' tests share.
pub(crate) fn test_component(name: &str) -> Vec<u8> {
    let components = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/components");
    std::fs::read(components.join(name)).unwrap()
}

/// A component from its text.
pub(crate) fn wat(text: &str) -> Vec<u8> {
    wat::parse_str(text).unwrap()
}

/// Functions that end in all the ways a function can.
pub(crate) fn ways_to_end() -> Vec<u8> {
    wat(include_str!("ways_to_end.wat"))
}

pub(crate) fn digest(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
