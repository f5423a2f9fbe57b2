//! The arguments of a call as a form: what the user typed, kept as typed until it is a value.

mod bytes;
mod draft;
mod numbers;

use model::{Param, Value};

pub use bytes::{BytesDraft, Held, Notation};
pub use draft::{Draft, Path, whole_type};

use crate::state::session::SessionState;

/// A form for the parameters of a function.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// What is asked for, in order.
    pub params: Vec<Param>,
    /// What was typed, one for each parameter.
    pub drafts: Vec<Draft>,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Which field.
    pub path: Path,
    /// What is wrong: lower case, no full stop.
    pub message: String,
}

impl Form {
    /// An empty form: zeros, empty texts, first cases, no options.
    pub fn new(params: Vec<Param>) -> Self {
        let drafts = params.iter().map(|param| Draft::new(&param.ty)).collect();
        Self { params, drafts }
    }

    /// The field at a path, whose first step is the parameter's index.
    pub fn at(&self, path: &[usize]) -> Option<&Draft> {
        let (first, rest) = path.split_first()?;
        self.drafts.get(*first)?.at(rest)
    }

    /// The same, to change it.
    pub fn at_mut(&mut self, path: &[usize]) -> Option<&mut Draft> {
        let (first, rest) = path.split_first()?;
        self.drafts.get_mut(*first)?.at_mut(rest)
    }

    /// Takes in values that came from elsewhere, such as the WAVE text. Drafts of cases that are
    /// not chosen stay, so that choosing them again brings them back. Values that do not fit are
    /// left out.
    pub fn take(&mut self, values: &[Value]) {
        for ((param, draft), value) in self.params.iter().zip(&mut self.drafts).zip(values) {
            draft.take(&param.ty, value);
        }
    }

    /// Chooses the newest that fits of what lives for each parameter that needs something live.
    pub fn offer(&mut self, session: &SessionState) {
        for (param, draft) in self.params.iter().zip(&mut self.drafts) {
            if let Draft::Live {
                handle,
                whole: None,
            } = draft
            {
                *handle = session.fitting(&param.ty).next().map(|it| it.handle.number);
            }
        }
    }

    /// Gives something that lives to a parameter.
    pub fn give(&mut self, index: usize, number: u32) {
        if let Some(Draft::Live { handle, .. }) = self.drafts.get_mut(index) {
            *handle = Some(number);
        }
    }

    /// The values, or everything that is wrong.
    pub fn values(&self) -> Result<Vec<Value>, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut values = Vec::new();
        for (index, (param, draft)) in self.params.iter().zip(&self.drafts).enumerate() {
            values.extend(draft.value(&param.ty, &mut vec![index], &mut errors));
        }
        if errors.is_empty() {
            Ok(values)
        } else {
            Err(errors)
        }
    }
}

#[cfg(test)]
mod tests;
