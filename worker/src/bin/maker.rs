//! Starts when the page first wants something made of a world.

fn main() {
    worker::start_maker();
}
