//! Takes and gives streams and futures.

wit_bindgen::generate!({ world: "test" });

use std::cell::Cell;

use exports::test::flows::flows::{Guest, GuestTally};
use wit_bindgen::{FutureReader, StreamReader, spawn_local};

struct Flows;

export!(Flows);

impl Guest for Flows {
    type Tally = Tally;

    async fn sum(mut numbers: StreamReader<u32>) -> u64 {
        let mut sum = 0;
        while let Some(number) = numbers.next().await {
            sum += u64::from(number);
        }
        sum
    }

    async fn count(to: u32) -> StreamReader<u32> {
        let (mut writer, reader) = wit_stream::new();
        spawn_local(async move {
            for number in 1..=to {
                if writer.write_one(number).await.is_some() {
                    return;
                }
            }
        });
        reader
    }

    async fn shout(mut words: StreamReader<String>) -> StreamReader<String> {
        let (mut writer, reader) = wit_stream::new();
        spawn_local(async move {
            while let Some(word) = words.next().await {
                if writer.write_one(word.to_uppercase()).await.is_some() {
                    return;
                }
            }
        });
        reader
    }

    async fn pass(bytes: StreamReader<u8>) -> StreamReader<u8> {
        bytes
    }

    async fn hear(word: FutureReader<String>) -> String {
        word.await
    }

    async fn say(word: String) -> FutureReader<String> {
        let (writer, reader) = wit_future::new(String::new);
        spawn_local(async move { drop(writer.write(word).await) });
        reader
    }

    async fn claim(word: String) -> Result<String, String> {
        match word.is_empty() {
            true => Err("no word".to_owned()),
            false => Ok(word),
        }
    }
}

struct Tally(Cell<u64>);

impl GuestTally for Tally {
    fn new() -> Self {
        Self(Cell::new(0))
    }

    async fn add(&self, numbers: StreamReader<u32>) -> u64 {
        let more = Flows::sum(numbers).await;
        self.0.set(self.0.get() + more);
        self.0.get()
    }
}
