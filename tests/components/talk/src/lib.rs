//! Sends messages to itself.

wit_bindgen::generate!({ world: "talk", generate_all });

use exports::wasi::messaging::incoming_handler;
use wasi::messaging::types::{Client, Error, Message};
use wasi::messaging::{producer, request_reply};

struct Talk;

export!(Talk);

impl incoming_handler::Guest for Talk {
    async fn handle(message: Message) -> Result<(), Error> {
        if message.topic().as_deref() == Some("question") {
            let answer = Message::new(&[b"re: ".to_vec(), message.data()].concat());
            request_reply::reply(&message, answer).await?;
        }
        Ok(())
    }
}

impl Guest for Talk {
    async fn talk() -> String {
        let client = Client::connect("tests".into()).await.expect("it connects");
        let message = Message::new(b"to whom it concerns");
        message.set_content_type("text/plain");
        message.add_metadata("key", "value");
        producer::send(&client, "news".into(), message)
            .await
            .expect("it is sent");
        let question = Message::new(b"why");
        let answers = request_reply::request(&client, "question".into(), &question, None).await;
        let unheard = request_reply::RequestOptions::new();
        unheard.set_timeout_ms(20);
        let nothing =
            request_reply::request(&client, "nobody".into(), &question, Some(unheard)).await;
        let answers = answers.map(|all| String::from_utf8_lossy(&all[0].data()).into_owned());
        client.disconnect().expect("it was connected");
        let late = producer::send(&client, "news".into(), Message::new(b"late")).await;
        format!("{answers:?} {:?} {late:?}", nothing.map(|all| all.len()))
    }
}
