//! WASI preview 1, for core modules that are run while a component is built: always the same
//! answers, so that the same sources give the same bytes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::guest;
use crate::machine::{Answer, Guest, Number};
use crate::sources::Sources;

/// The name under which modules import it.
pub(crate) const PREVIEW1: &str = "wasi_snapshot_preview1";

/// The one folder that is open from the beginning.
const ROOT: u32 = 3;

/// What the module gets for nothing: no such thing is open, no such file, not had here.
const BAD_DESCRIPTOR: u32 = 8;
const NO_ENTRY: u32 = 44;
const NOT_SUPPORTED: u32 = 52;

const CHARACTER_DEVICE: u8 = 2;
const DIRECTORY: u8 = 3;
const REGULAR_FILE: u8 = 4;

/// What a module is given, and what it wrote.
#[derive(Default)]
pub(crate) struct Preview1 {
    env: Vec<String>,
    files: Sources,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// What can be read, by descriptor: 0 is standard input.
    open: BTreeMap<u32, Open>,
    /// To standard output and error.
    written: String,
    /// How often a clock or randomness was asked.
    asked: u64,
}

/// A text that is read.
#[derive(Default)]
struct Open {
    text: Vec<u8>,
    at: usize,
}

impl Preview1 {
    /// Variables as `NAME=value`, files by their paths from the root.
    pub(crate) fn new(env: Vec<String>, stdin: &str, files: Sources) -> Arc<Self> {
        let state = State {
            open: [(0, Open::of(stdin))].into(),
            ..State::default()
        };
        let state = Mutex::new(state);
        Arc::new(Self { env, files, state })
    }

    /// What the module wrote to standard output and error.
    pub(crate) fn written(&self) -> String {
        self.state().written.clone()
    }

    /// What answers an import of a module: one of preview 1, or else of an interface that the
    /// component will import.
    pub(crate) fn answer(self: &Arc<Self>, module: &str, name: &str) -> Arc<Answer> {
        let (this, name) = (Arc::clone(self), name.to_owned());
        let package = module.split('@').next().unwrap_or(module);
        match (package, name.as_str()) {
            (PREVIEW1, "proc_exit") => Arc::new(|_, _| Err(EXIT.to_owned())),
            (PREVIEW1, _) => Arc::new(move |args, guest| {
                // Whatever is outside of the memory makes the call fail, not this room.
                let errno = this.call(&name, args, guest).unwrap_or(BAD_DESCRIPTOR);
                Ok(Some(Number::from(errno)))
            }),
            ("wasi:random/random", "get-random-u64") => Arc::new(move |_, _| {
                let number = this.state().random();
                Ok(Some(Number::I64(number.cast_signed())))
            }),
            _ => guest::answer(module, &name, &Arc::default()),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The number of the error that a function gives; 0 for none.
    fn call(&self, name: &str, args: &[Number], guest: &mut dyn Guest) -> Option<u32> {
        let word = |index: usize| args.get(index).copied().map(Number::unsigned);
        let mut state = self.state();
        match name {
            "args_sizes_get" => give_sizes(&[PROGRAM.to_owned()], word(0)?, word(1)?, guest)?,
            "args_get" => give_texts(&[PROGRAM.to_owned()], word(0)?, word(1)?, guest)?,
            "environ_sizes_get" => give_sizes(&self.env, word(0)?, word(1)?, guest)?,
            "environ_get" => give_texts(&self.env, word(0)?, word(1)?, guest)?,
            "clock_time_get" => guest.write(word(2)?, &state.time().to_le_bytes())?,
            "random_get" => {
                let length = word(1)? as usize;
                let numbers = std::iter::repeat_with(|| state.random().to_le_bytes());
                let bytes: Vec<_> = numbers.take(length.div_ceil(8)).flatten().collect();
                guest.write(word(0)?, &bytes[..length])?;
            }
            "fd_fdstat_get" => {
                let mut stat = [0xff; 24];
                stat[..8].fill(0);
                stat[0] = state.kind(word(0)?)?;
                guest.write(word(1)?, &stat)?;
            }
            "fd_fdstat_set_flags" => {}
            "fd_filestat_get" => {
                let length = state.open.get(&word(0)?).map_or(0, |it| it.text.len());
                guest.write(word(1)?, &stat(state.kind(word(0)?)?, length))?;
            }
            "fd_prestat_get" if word(0)? == ROOT && !self.files.is_empty() => {
                guest.write(word(1)?, [0, 1u32].map(u32::to_le_bytes).as_flattened())?;
            }
            "fd_prestat_dir_name" if word(0)? == ROOT => guest.write(word(1)?, b"/")?,
            "path_filestat_get" => {
                let Some(text) = self.file(word(2)?, word(3)?, guest)? else {
                    return Some(NO_ENTRY);
                };
                guest.write(word(4)?, &stat(REGULAR_FILE, text.len()))?;
            }
            "path_open" => {
                let Some(text) = self.file(word(2)?, word(3)?, guest)? else {
                    return Some(NO_ENTRY);
                };
                let descriptor = state
                    .open
                    .keys()
                    .next_back()
                    .map_or(ROOT, |it| (*it).max(ROOT));
                state.open.insert(descriptor + 1, Open::of(&text));
                guest.write(word(8)?, &(descriptor + 1).to_le_bytes())?;
            }
            "fd_read" => {
                let open = state.open.get_mut(&word(0)?)?;
                let mut read = 0;
                for (at, length) in parts(word(1)?, word(2)?, guest)? {
                    let bytes = open.read(length as usize);
                    guest.write(at, bytes)?;
                    read += bytes.len() as u32;
                }
                guest.write(word(3)?, &read.to_le_bytes())?;
            }
            "fd_seek" => {
                let (Some(Number::I64(by)), whence) = (args.get(1), word(2)?) else {
                    return None;
                };
                let at = state.open.get_mut(&word(0)?)?.seek(*by, whence)?;
                guest.write(word(3)?, &(at as u64).to_le_bytes())?;
            }
            "fd_write" => {
                let mut written = 0;
                for (at, length) in parts(word(1)?, word(2)?, guest)? {
                    let bytes = guest.read(at, length)?;
                    state.written.push_str(&String::from_utf8_lossy(&bytes));
                    written += length;
                }
                guest.write(word(3)?, &written.to_le_bytes())?;
            }
            "fd_close" => drop(state.open.remove(&word(0)?)?),
            "fd_prestat_get" | "fd_prestat_dir_name" => return Some(BAD_DESCRIPTOR),
            _ => return Some(NOT_SUPPORTED),
        }
        Some(0)
    }

    /// The text of a file at a path that the module says, if there is one.
    fn file(&self, at: u32, length: u32, guest: &mut dyn Guest) -> Option<Option<String>> {
        let path = guest.read(at, length)?;
        let path = format!("/{}", String::from_utf8_lossy(&path));
        let found = self.files.resolve("/", &path);
        Some(found.and_then(|path| self.files.load(&path)).ok())
    }
}

/// Why a module that ends itself does not come back.
pub(crate) const EXIT: &str = "the program has ended itself";

/// How a program is called.
const PROGRAM: &str = "author";

impl State {
    /// Nanoseconds, of which some have passed at each question: whoever waits comes to an end.
    fn time(&mut self) -> u64 {
        self.asked += 1;
        self.asked * guest::STEP_NANOSECONDS
    }

    /// One of a row of numbers that look random (SplitMix64).
    fn random(&mut self) -> u64 {
        self.asked += 1;
        let mut number = self.asked.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        number ^ (number >> 31)
    }

    fn kind(&self, descriptor: u32) -> Option<u8> {
        match descriptor {
            0..ROOT => Some(CHARACTER_DEVICE),
            ROOT => Some(DIRECTORY),
            _ => self.open.contains_key(&descriptor).then_some(REGULAR_FILE),
        }
    }
}

impl Open {
    fn of(text: &str) -> Self {
        Self {
            text: text.as_bytes().to_vec(),
            at: 0,
        }
    }

    fn read(&mut self, length: usize) -> &[u8] {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let bytes = &rest[..rest.len().min(length)];
        self.at += bytes.len();
        bytes
    }

    fn seek(&mut self, by: i64, whence: u32) -> Option<usize> {
        let from = match whence {
            0 => 0,
            1 => self.at,
            _ => self.text.len(),
        };
        self.at = usize::try_from(i64::try_from(from).ok()?.checked_add(by)?).ok()?;
        Some(self.at)
    }
}

/// Places and lengths of the parts that are read or written at once.
fn parts(at: u32, count: u32, guest: &mut dyn Guest) -> Option<Vec<(u32, u32)>> {
    let bytes = guest.read(at, count.checked_mul(8)?)?;
    let words = bytes
        .as_chunks::<4>()
        .0
        .iter()
        .map(|it| u32::from_le_bytes(*it));
    let words: Vec<_> = words.collect();
    Some(
        words
            .as_chunks::<2>()
            .0
            .iter()
            .map(|it| (it[0], it[1]))
            .collect(),
    )
}

/// How a file is described.
fn stat(kind: u8, length: usize) -> [u8; 64] {
    let mut stat = [0; 64];
    stat[16] = kind;
    stat[24] = 1;
    stat[32..40].copy_from_slice(&(length as u64).to_le_bytes());
    stat
}

fn give_sizes(texts: &[String], count: u32, size: u32, guest: &mut dyn Guest) -> Option<()> {
    let bytes: usize = texts.iter().map(|it| it.len() + 1).sum();
    guest.write(count, &(texts.len() as u32).to_le_bytes())?;
    guest.write(size, &(bytes as u32).to_le_bytes())
}

fn give_texts(texts: &[String], places: u32, mut at: u32, guest: &mut dyn Guest) -> Option<()> {
    for (place, text) in (places..).step_by(4).zip(texts) {
        guest.write(place, &at.to_le_bytes())?;
        let text = [text.as_bytes(), &[0]].concat();
        guest.write(at, &text)?;
        at += text.len() as u32;
    }
    Some(())
}
