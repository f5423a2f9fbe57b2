//! Mounts the page.

fn main() {
    app::start();
}
