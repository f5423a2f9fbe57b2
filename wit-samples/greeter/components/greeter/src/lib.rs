//! Greets people.

wit_bindgen::generate!({ path: "../../wit", world: "greeter" });

use exports::example::greeter::greet::{Guest, Person};

struct Greeter;

impl Guest for Greeter {
    fn hello(who: Person) -> String {
        let Person { name, age } = who;
        match age {
            0..18 => format!("Hi {name}! {age} is a fine age to learn WIT."),
            _ => format!("Hello {name}! At {age} you are just in time for components."),
        }
    }
}

export!(Greeter);
