//! Whether the work is kept.

/// What the browser's store holds of the open workspace.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum SaveState {
    /// Nothing has been kept yet.
    #[default]
    Untouched,
    /// There are changes that will be kept in a moment.
    Pending,
    /// All of it.
    Saved {
        /// When, in milliseconds since 1970.
        at: f64,
    },
    /// It is a shared workspace: kept only once the user says so.
    NotKept,
    /// It cannot be kept.
    Failed {
        /// Why, in words for the user.
        message: String,
    },
}
