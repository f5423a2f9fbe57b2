//! Keeps values in memory, in one store for everyone and in buckets.

mod entries;

use std::cell::RefCell;

use entries::Entries;
use exports::example::kv::{buckets, store};

wit_bindgen::generate!({ path: "../../wit", world: "kv-store" });

struct Component;

export!(Component);

thread_local! {
    // A component has one thread and its own memory: this store lives as long as its instance.
    static STORE: RefCell<Entries> = RefCell::new(Entries::new("the store"));
}

impl store::Guest for Component {
    fn get(key: String) -> Result<Option<String>, String> {
        STORE.with_borrow(|store| store.get(&key))
    }

    fn set(key: String, value: String) -> Result<Option<String>, String> {
        STORE.with_borrow_mut(|store| store.set(key, value))
    }
}

impl buckets::Guest for Component {
    type Bucket = Bucket;
}

// A method gets its resource by shared reference, because any number of handles may be borrowed
// at a time.
struct Bucket(RefCell<Entries>);

impl buckets::GuestBucket for Bucket {
    fn new(name: String) -> Self {
        Self(RefCell::new(Entries::new(&format!("bucket `{name}`"))))
    }

    fn from_entries(
        name: String,
        entries: Vec<(String, String)>,
    ) -> Result<buckets::Bucket, String> {
        let bucket = Self::new(name);
        for (key, value) in entries {
            if bucket.get(key.clone())?.is_some() {
                return Err(format!("`{key}` comes twice"));
            }
            bucket.set(key, value)?;
        }
        Ok(buckets::Bucket::new(bucket))
    }

    fn get(&self, key: String) -> Result<Option<String>, String> {
        self.0.borrow().get(&key)
    }

    fn set(&self, key: String, value: String) -> Result<Option<String>, String> {
        self.0.borrow_mut().set(key, value)
    }

    fn keys(&self) -> Vec<String> {
        self.0.borrow().keys()
    }
}
