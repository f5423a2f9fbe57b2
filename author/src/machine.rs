//! What the author needs of its host: something that runs core modules, once, for a moment.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Runs core modules: a browser's WebAssembly, or a native runtime in tests.
pub trait Machine: Sized {
    /// A module that was compiled.
    type Module: Clone;
    /// What became of a module.
    type Instance;
    /// A function, memory, table or global.
    type Item: Clone;

    /// Compiles a module. The error is what the runtime says.
    fn compile(&mut self, bytes: &[u8]) -> Result<Self::Module, String>;

    /// Makes an instance of a module; who provides its imports is said by their first names.
    fn instantiate(
        &mut self,
        module: &Self::Module,
        providers: &BTreeMap<&str, Provider<'_, Self>>,
    ) -> Result<Self::Instance, String>;

    /// An export of an instance.
    fn export(&mut self, instance: &Self::Instance, name: &str) -> Option<Self::Item>;

    /// A function that modules can import.
    fn host_function(&mut self, function: HostFunction<Self::Item>) -> Self::Item;

    /// Calls a function that gives at most one value. The error is what it trapped with.
    fn call(&mut self, function: &Self::Item, args: &[Number]) -> Result<Option<Number>, String>;

    /// Bytes of a memory; none where some of them are outside of it.
    fn read(&mut self, memory: &Self::Item, at: u32, length: u32) -> Option<Vec<u8>>;

    /// Sets bytes of a memory; none where some of them are outside of it.
    fn write(&mut self, memory: &Self::Item, at: u32, bytes: &[u8]) -> Option<()>;

    /// How many bytes a memory has.
    fn size(&mut self, memory: &Self::Item) -> Option<u32>;

    /// The value of a global.
    fn global(&mut self, global: &Self::Item) -> Option<Number>;

    /// Milliseconds since any moment, for telling how long stages took.
    fn now(&self) -> f64;
}

/// What provides imports of one first name.
pub enum Provider<'a, M: Machine> {
    /// The exports of an instance.
    Instance(&'a M::Instance),
    /// Items by the second names.
    Items(BTreeMap<&'a str, M::Item>),
}

/// A function of the host.
pub struct HostFunction<Item> {
    /// The memory that its pointers are of.
    pub memory: Later<Item>,
    /// What gets room in that memory.
    pub realloc: Option<Item>,
    /// What it does.
    pub answer: Arc<Answer>,
}

/// An item that is there by the time it is needed: a function of the host may be given to the module
/// whose memory it uses.
#[derive(Clone)]
pub struct Later<Item>(Arc<OnceLock<Item>>);

impl<Item> Later<Item> {
    /// One that is not there yet, or never will be.
    pub fn new() -> Self {
        Self(Arc::new(OnceLock::new()))
    }

    /// From here on it is this one; the first that is said stays.
    pub fn set(&self, item: Item) {
        let _ = self.0.set(item);
    }

    /// The item, if it is there.
    pub fn get(&self) -> Option<&Item> {
        self.0.get()
    }
}

impl<Item> Default for Later<Item> {
    fn default() -> Self {
        Self::new()
    }
}

impl<Item> From<Option<Item>> for Later<Item> {
    fn from(item: Option<Item>) -> Self {
        let later = Self::new();
        item.into_iter().for_each(|item| later.set(item));
        later
    }
}

/// Answers a call with at most one value, or with the reason of a trap.
pub type Answer = dyn Fn(&[Number], &mut dyn Guest) -> Result<Option<Number>, String> + Send + Sync;

/// The memory of who calls a function of the host.
pub trait Guest {
    /// Bytes of it; none where some of them are outside of it.
    fn read(&mut self, at: u32, length: u32) -> Option<Vec<u8>>;
    /// Sets bytes of it; none where some of them are outside of it.
    fn write(&mut self, at: u32, bytes: &[u8]) -> Option<()>;
    /// Room for so many bytes, aligned to a power of two.
    fn allocate(&mut self, length: u32, align: u32) -> Option<u32>;
}

/// A value of core WebAssembly. Nothing that the author calls takes or gives floating-point ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Number {
    /// `i32`
    I32(i32),
    /// `i64`
    I64(i64),
}

impl Number {
    /// As an address, a length or a truth value.
    pub fn unsigned(self) -> u32 {
        match self {
            Self::I32(it) => it.cast_unsigned(),
            Self::I64(_) => 0,
        }
    }
}

impl From<u32> for Number {
    fn from(it: u32) -> Self {
        Self::I32(it.cast_signed())
    }
}
