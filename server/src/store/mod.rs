//! Where components and shares are kept. Everything in it is immutable and named by its content,
//! so any number of servers may share one.

mod digest;
mod share_id;

use std::path::Path as FilePath;
use std::sync::Arc;

use anyhow::Context;
use bytes::Bytes;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{Error, ObjectStore, ObjectStoreExt, PutMode};

pub(crate) use digest::Digest;
pub(crate) use share_id::ShareId;

use crate::error::AppError;

/// Components and shares; cheap to clone.
#[derive(Clone)]
pub(crate) struct Store(Arc<dyn ObjectStore>);

impl Store {
    /// Opens the folder, making it if it is missing.
    pub(crate) fn open(folder: &FilePath) -> anyhow::Result<Self> {
        let context = || format!("cannot open the store `{}`", folder.display());
        std::fs::create_dir_all(folder).with_context(context)?;
        // An answer is given only after the bytes are on disk: what is acknowledged is kept.
        let files = LocalFileSystem::new_with_prefix(folder)
            .with_context(context)?
            .with_fsync(true);
        Ok(Self(Arc::new(files)))
    }

    /// Keeps a component; tells whether it is new.
    pub(crate) async fn put_component(
        &self,
        digest: &Digest,
        bytes: Bytes,
    ) -> anyhow::Result<bool> {
        self.put(component_path(digest), bytes).await
    }

    /// A component's bytes.
    pub(crate) async fn component(&self, digest: &Digest) -> Result<Bytes, AppError> {
        self.get(component_path(digest)).await?.ok_or_else(|| {
            AppError::not_found(
                "no-such-component",
                format!("the server has no component `{digest}`; put it there first"),
            )
        })
    }

    /// Keeps a share; tells whether it is new.
    pub(crate) async fn put_share(&self, id: &ShareId, fragment: Bytes) -> anyhow::Result<bool> {
        self.put(share_path(id), fragment).await
    }

    /// A share's fragment.
    pub(crate) async fn share(&self, id: &ShareId) -> Result<Bytes, AppError> {
        self.get(share_path(id))
            .await?
            .ok_or_else(|| AppError::not_found("no-such-share", "the server has no such share"))
    }

    async fn put(&self, path: Path, bytes: Bytes) -> anyhow::Result<bool> {
        let created = self.0.put_opts(&path, bytes.into(), PutMode::Create.into());
        match created.await {
            Ok(_) => Ok(true),
            Err(Error::AlreadyExists { .. }) => Ok(false),
            Err(error) => Err(error).context("cannot write to the store"),
        }
    }

    async fn get(&self, path: Path) -> anyhow::Result<Option<Bytes>> {
        match self.0.get(&path).await {
            Ok(found) => Ok(Some(found.bytes().await?)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error).context("cannot read from the store"),
        }
    }
}

fn component_path(digest: &Digest) -> Path {
    Path::from(format!("components/{digest}"))
}

fn share_path(id: &ShareId) -> Path {
    Path::from(format!("shares/{id}"))
}
