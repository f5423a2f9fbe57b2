//! What the engine has let go of, overwritten: texts that were read and trees that were parsed would stand
//! in the component otherwise, and make it larger.

use crate::evaluate::{Failure, Running};
use crate::machine::{Machine, Number};

/// Smaller ones hold too little for what it takes to find them.
const SMALLEST: u32 = 256;

/// At most so many bytes at once: where nothing so large is free, memory grows by that.
const LARGEST: u32 = 4 << 20;

/// Of one size.
const MANY: usize = 1000;

impl<M: Machine> Running<'_, M> {
    /// Overwrites what is free, from the largest pieces to the smallest; `texts` is how many bytes were read.
    pub(crate) fn sweep(&mut self, evaluate: &str, texts: usize) -> Result<(), Failure> {
        let texts = u32::try_from(texts).unwrap_or(LARGEST);
        let mut size = texts.clamp(32 << 10, LARGEST).next_power_of_two();
        let mut taken = Vec::new();
        while size >= SMALLEST {
            for _ in 0..MANY {
                let before = self.size(evaluate)?;
                let at = self.allocated(evaluate, [0, 0, 1, size])?;
                taken.push((at, size));
                // What is not used yet comes last, and behind that memory grows.
                if !self.is_overwritten(evaluate, at, size)? || self.size(evaluate)? > before {
                    break;
                }
            }
            size /= 2;
        }
        // It cannot be given back, but for a byte.
        for (at, size) in taken {
            self.allocated(evaluate, [at, size, 1, 1])?;
        }
        Ok(())
    }

    /// What came of asking for room, as `cabi_realloc` is asked.
    fn allocated(&mut self, evaluate: &str, args: [u32; 4]) -> Result<u32, Failure> {
        let realloc = self.realloc(evaluate)?;
        let at = self.machine.call(&realloc, &args.map(Number::from));
        let at = at.map_err(Failure::Trapped)?.map(Number::unsigned);
        Ok(at.unwrap_or_default())
    }

    /// How many bytes there are.
    fn size(&mut self, evaluate: &str) -> Result<Option<u32>, Failure> {
        let memory = self.memory_of(evaluate)?;
        Ok(self.machine.size(&memory))
    }

    /// Whether there was anything to overwrite.
    fn is_overwritten(&mut self, evaluate: &str, at: u32, size: u32) -> Result<bool, Failure> {
        let memory = self.memory_of(evaluate)?;
        let bytes = self.machine.read(&memory, at, size).unwrap_or_default();
        if bytes.iter().all(|byte| *byte == 0) {
            return Ok(false);
        }
        let zeros = vec![0; bytes.len()];
        Ok(self.machine.write(&memory, at, &zeros).is_some())
    }
}
