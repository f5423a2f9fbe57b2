//! Does what can be done with configuration, buckets and a log.

wit_bindgen::generate!({ world: "stores", generate_all });

use wasi::config;
use wasi::keyvalue0_2_0_draft as draft;
use wasi::keyvalue0_2_0_draft2 as draft2;
use wasi::logging::logging::{self, Level};

struct Stores;

export!(Stores);

impl Guest for Stores {
    fn config(key: String) -> (Option<String>, u32) {
        let all = config::store::get_all().expect("there is a store");
        (
            config::store::get(&key).expect("there is a store"),
            all.len() as u32,
        )
    }

    fn draft() -> Vec<String> {
        let bucket = draft::store::open("shared").expect("it opens");
        bucket.set("text", b"value").expect("there is room");
        let mut lines = vec![format!("{:?}", bucket.get("text"))];
        lines.push(format!(
            "{:?}",
            draft::atomics::increment(&bucket, "count", 40)
        ));
        lines.push(format!(
            "{:?}",
            draft::atomics::increment(&bucket, "count", 2)
        ));
        lines.push(format!(
            "{:?}",
            draft::atomics::increment(&bucket, "text", 1)
        ));
        let pairs = [
            ("a".to_owned(), b"1".to_vec()),
            ("b".to_owned(), b"2".to_vec()),
        ];
        draft::batch::set_many(&bucket, &pairs).expect("there is room");
        let keys = ["a", "nothing", "b"].map(str::to_owned);
        lines.push(format!("{:?}", draft::batch::get_many(&bucket, &keys)));
        draft::batch::delete_many(&bucket, &keys).expect("they can be removed");
        lines.push(format!(
            "{:?} {:?}",
            bucket.exists("a"),
            bucket.exists("text")
        ));
        lines.push(format!(
            "{:?}",
            bucket.list_keys(None).map(|page| page.keys)
        ));
        lines
    }

    fn draft2() -> Vec<String> {
        let bucket = draft2::store::open("shared").expect("it opens");
        let mut lines = vec![format!("{:?}", bucket.get("count"))];
        lines.push(format!(
            "{:?}",
            draft2::atomics::increment(&bucket, "down", -5)
        ));
        let cas = draft2::atomics::Cas::new(&bucket, "down").expect("it is made");
        bucket.set("down", b"between").expect("there is room");
        let Err(draft2::atomics::CasError::CasFailed(cas)) = draft2::atomics::swap(cas, b"lost")
        else {
            return vec!["the swap did not fail".to_owned()];
        };
        lines.push(format!("{:?}", cas.current()));
        lines.push(format!("{:?}", draft2::atomics::swap(cas, b"won").is_ok()));
        lines.push(format!("{:?}", bucket.get("down")));
        lines
    }

    fn pages(count: u32) -> (u32, u32) {
        let bucket = draft2::store::open("many").expect("it opens");
        for number in 0..count {
            bucket
                .set(&format!("{number:06}"), b"")
                .expect("there is room");
        }
        let (mut listed, mut pages, mut cursor) = (0, 0, None);
        loop {
            let page = bucket
                .list_keys(cursor.as_deref())
                .expect("it can be listed");
            listed += page.keys.len() as u32;
            pages += 1;
            cursor = page.cursor;
            if cursor.is_none() {
                return (listed, pages);
            }
        }
    }

    fn log(times: u32) {
        for _ in 0..times {
            logging::log(Level::Warn, "tests", "a line");
        }
    }
}
