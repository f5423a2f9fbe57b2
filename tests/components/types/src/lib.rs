//! Gives back what it takes, or traps.

wit_bindgen::generate!({ world: "types" });

use std::hint::black_box;

use exports::test::types::buckets::{self, Bucket as BucketHandle, BucketBorrow, GuestBucket};
use exports::test::types::echo::{self, Color, Level, Many, Permissions, Rec};
use exports::test::types::trouble;

struct Types;

export!(Types);

impl Guest for Types {
    fn non_empty(text: String) -> Result<String, u32> {
        if text.is_empty() { Err(7) } else { Ok(text) }
    }
}

macro_rules! echoes {
    ($($name:ident: $type:ty;)*) => { $(fn $name(x: $type) -> $type { x })* };
}

impl echo::Guest for Types {
    echoes! {
        echo_bool: bool;
        echo_s8: i8;
        echo_u8: u8;
        echo_s16: i16;
        echo_u16: u16;
        echo_s32: i32;
        echo_u32: u32;
        echo_s64: i64;
        echo_u64: u64;
        echo_f32: f32;
        echo_f64: f64;
        echo_char: char;
        echo_string: String;
        echo_bytes: Vec<u8>;
        echo_s8s: Vec<i8>;
        echo_u64s: Vec<u64>;
        echo_f32s: Vec<f32>;
        echo_strings: Vec<String>;
        echo_bools: Vec<bool>;
        echo_lists: Vec<Vec<u16>>;
        echo_record: Rec;
        echo_tuple: (u8, String, (bool,));
        echo_variant: Level;
        echo_enum: Color;
        echo_flags: Permissions;
        echo_many_flags: Many;
        echo_option: Option<String>;
        echo_options: Vec<Option<u8>>;
        echo_option_option: Option<Option<u32>>;
        echo_option_option_option: Option<Option<Option<bool>>>;
        echo_option_result: Option<Result<u8, ()>>;
        echo_result: Result<Option<String>, Option<u8>>;
        echo_result_result: Result<Result<u8, String>, String>;
        echo_bare_result: Result<(), ()>;
        echo_err: Result<(), Level>;
        http_request: u8;
    }

    fn nothing() {}
}

impl trouble::Guest for Types {
    fn panic() {
        panic!("as asked");
    }

    fn divide(a: i32, b: i32) -> i32 {
        // SAFETY: WebAssembly's own division traps on 0, which is what is wanted here.
        unsafe { black_box(a).checked_div(b).unwrap_unchecked() }
    }

    fn peek(address: u32) -> u8 {
        // SAFETY: an address beyond memory traps, which is what is wanted here.
        unsafe { *(address as *const u8) }
    }

    fn recurse(depth: u32) -> u32 {
        descend(black_box(depth))
    }

    fn spin() {
        loop {
            black_box(0);
        }
    }
}

#[inline(never)]
fn descend(depth: u32) -> u32 {
    if depth == 0 {
        return 0;
    }
    let frame = black_box([depth; 8]);
    descend(depth - 1) + frame[1]
}

struct Bucket(u32);

impl buckets::Guest for Types {
    type Bucket = Bucket;
}

impl GuestBucket for Bucket {
    fn new(size: u32) -> Self {
        Bucket(size)
    }

    fn size(&self) -> u32 {
        self.0
    }

    fn make(size: u32) -> BucketHandle {
        BucketHandle::new(Bucket(size))
    }

    fn merge(a: BucketBorrow<'_>, b: BucketHandle) -> Vec<BucketHandle> {
        vec![BucketHandle::new(Bucket(a.get::<Bucket>().0)), b]
    }
}
