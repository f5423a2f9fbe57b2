//! Starts when the page's worker loads the module.

fn main() {
    worker::start_engine();
}
