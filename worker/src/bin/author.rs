//! Starts when the page first wants a component made of sources.

fn main() {
    worker::start_author();
}
