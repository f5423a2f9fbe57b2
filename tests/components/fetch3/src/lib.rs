//! Sends a request, by WASI 0.3 only.

#[path = "../../shared/p3.rs"]
mod p3;

use p3::{drain, print};
use wasip3::cli::environment;
use wasip3::http::client;
use wasip3::http::types::{Fields, Request, Response, Scheme};
use wasip3::{wit_future, wit_stream};

struct Program;

wasip3::cli::command::export!(Program);

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        let args = environment::get_arguments();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let text = match args.get(1..).unwrap_or_default() {
            [authority, path] => fetch(authority, path).await,
            other => Err(format!("cannot {other:?}")),
        };
        print(text.unwrap_or_else(|error| format!("failed: {error}"))).await;
        Ok(())
    }
}

async fn fetch(authority: &str, path: &str) -> Result<String, String> {
    let (mut body, contents) = wit_stream::new();
    let (trailers, trailers_reader) = wit_future::new(|| Ok(None));
    drop(trailers);
    let (request, sent) = Request::new(Fields::new(), Some(contents), trailers_reader, None);
    request
        .set_method(&wasip3::http::types::Method::Post)
        .expect("it is one");
    request.set_scheme(Some(&Scheme::Http)).expect("it is one");
    request.set_authority(Some(authority)).expect("it is one");
    request.set_path_with_query(Some(path)).expect("it is one");
    wasip3::wit_bindgen::spawn_local(async move {
        body.write_all(b"asked".to_vec()).await;
    });
    let response = client::send(request)
        .await
        .map_err(|error| format!("{error:?}"))?;
    sent.await.map_err(|error| format!("{error:?}"))?;
    let status = response.get_status_code();
    let (processed, processed_reader) = wit_future::new(|| Ok(()));
    drop(processed);
    let (contents, end) = Response::consume_body(response, processed_reader);
    let bytes = drain(contents).await;
    end.await.map_err(|error| format!("{error:?}"))?;
    Ok(format!("{status} {}", String::from_utf8_lossy(&bytes)))
}
