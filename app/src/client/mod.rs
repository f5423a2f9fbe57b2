//! The edges: everything that reaches out of the page's own memory.

pub mod address;
pub mod assets;
pub mod author;
pub mod blobs;
pub mod clock;
pub mod deaths;
pub mod engine;
pub mod files;
pub mod frame;
pub mod hold;
pub mod host;
pub mod inlet;
pub mod kept;
pub mod latest;
pub mod maker;
pub mod messages;
pub mod runner;
pub mod server;
pub mod session;
pub mod stop;
pub mod store;
mod stray;
pub mod strip;
mod tool;
pub mod turns;
pub mod unread;
pub mod worker;

use author::Author;
use blobs::Blobs;
use engine::Engine;
use latest::Latest;
use maker::Maker;
use runner::Runner;
use store::Store;
use strip::Stripper;
use turns::Turns;

/// All edges of one page.
#[derive(Clone)]
pub(crate) struct Clients {
    pub(crate) engine: Engine,
    pub(crate) maker: Maker,
    pub(crate) author: Author,
    /// The author for StarlingMonkey, which takes much memory: it has a worker of its own.
    pub(crate) starling: Author,
    pub(crate) stripper: Stripper,
    pub(crate) building: Latest,
    pub(crate) runner: Runner,
    pub(crate) store: Store,
    pub(crate) blobs: Blobs,
    pub(crate) analyzing: Latest,
    pub(crate) arranging: Turns,
    pub(crate) composing: Latest,
    pub(crate) prospecting: Latest,
    pub(crate) saving: Latest,
}
