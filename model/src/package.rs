//! A component as a JavaScript package.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

/// This component as a package for Node.js, please; the answer is a [`Project`](crate::Project).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageRequest {
    /// What the user calls it; any text.
    pub name: String,
    /// The component.
    pub bytes: ByteBuf,
}
