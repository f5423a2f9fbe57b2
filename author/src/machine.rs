//! What the author needs of its host: something that runs core modules, once, for a moment.

use std::collections::BTreeMap;
use std::sync::Arc;

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
    pub memory: Option<Item>,
    /// What gets room in that memory.
    pub realloc: Option<Item>,
    /// What it does.
    pub answer: Arc<Answer>,
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
