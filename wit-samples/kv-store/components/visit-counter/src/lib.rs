//! Counts visits in a bucket, and keeps a motto in the store.

use example::kv::buckets::Bucket;
use example::kv::store;
use exports::example::kv::visits::Guest;

wit_bindgen::generate!({ path: "../../wit", world: "visit-counter" });

struct VisitCounter;

export!(VisitCounter);

impl Guest for VisitCounter {
    fn count(guests: Vec<String>) -> Result<Vec<(String, u32)>, String> {
        // A bucket for this call only. Its entries are in the other component; they go when
        // `visits` goes out of scope and so drops its handle.
        let visits = Bucket::new("visits");
        for guest in guests {
            let count = visits_of(&visits, &guest)? + 1;
            visits.set(&guest, &count.to_string())?;
        }
        let names = visits.keys().into_iter();
        names
            .map(|name| visits_of(&visits, &name).map(|count| (name, count)))
            .collect()
    }

    fn change_motto(motto: String) -> Result<Option<String>, String> {
        store::set("motto", &motto)
    }
}

/// A store keeps text, so the number has to be read.
fn visits_of(visits: &Bucket, guest: &str) -> Result<u32, String> {
    match visits.get(guest)? {
        None => Ok(0),
        Some(count) => count
            .parse()
            .map_err(|_| format!("`{count}` is no number of visits")),
    }
}
