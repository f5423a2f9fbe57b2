//! Files that the user drops, picks or takes home.

use std::cell::Cell;
use std::future::Future;
use std::rc::Rc;

use futures::future::join_all;
use js_sys::{Array, Uint8Array};
use model::NamedFile;
use serde_bytes::ByteBuf;
use wasm_bindgen::prelude::JsValue;
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DataTransfer, File, FileList, FileSystemDirectoryEntry,
    FileSystemDirectoryReader, FileSystemEntry, FileSystemFileEntry, HtmlAnchorElement, Url,
    window,
};

use crate::state::fault::Fault;

/// More than this at once is refused, in bytes: the tab would not survive it.
const MOST: f64 = 200.0 * 1024.0 * 1024.0;

/// So many files are read at once.
const AT_ONCE: usize = 32;

/// Hears how far the reading of files is, and may end it.
#[derive(Clone)]
pub struct Watch {
    tell: Rc<dyn Fn(usize, usize)>,
    is_cancelled: Rc<Cell<bool>>,
}

impl Watch {
    /// Calls `tell` with the number of files that are read and of all that are found, until
    /// `is_cancelled`.
    pub fn new(tell: impl Fn(usize, usize) + 'static, is_cancelled: Rc<Cell<bool>>) -> Self {
        let tell = Rc::new(tell);
        Self { tell, is_cancelled }
    }

    fn hear(&self, done: usize, total: usize) -> Result<(), Fault> {
        if self.is_cancelled.get() {
            return Err(Fault::new("cancelled", "nothing was added"));
        }
        (self.tell)(done, total);
        Ok(())
    }
}

/// The files that were picked in a file input; those of a picked folder with their paths.
pub fn picked(
    files: &FileList,
    watch: Watch,
) -> impl Future<Output = Result<Vec<NamedFile>, Fault>> + use<> {
    let files = (0..files.length()).filter_map(|index| files.get(index));
    let files = files.map(|file| (path_of(&file), file));
    let files = files.filter(|(path, _)| !is_litter(path)).collect();
    async move { read_all(files, &watch).await }
}

/// The files that were dropped, with all that is in dropped folders. What the browser tells of a
/// drop is gone after the event, so call this in its handler and await the answer later.
pub fn dropped(
    transfer: &DataTransfer,
    watch: Watch,
) -> impl Future<Output = Result<Vec<NamedFile>, Fault>> + use<> {
    let items = transfer.items();
    let items = (0..items.length()).filter_map(|index| items.get(index));
    let entries: Vec<_> = items
        .filter_map(|item| item.webkit_get_as_entry().ok()?)
        .collect();
    let plain: Vec<_> = transfer.files().map_or_else(Vec::new, |files| {
        let files = (0..files.length()).filter_map(|index| files.get(index));
        files.map(|file| (path_of(&file), file)).collect()
    });
    async move {
        if entries.is_empty() {
            return read_all(plain, &watch).await;
        }
        let mut files = Vec::new();
        for entry in entries {
            walk(entry, &mut files, &watch).await?;
        }
        read_all(files, &watch).await
    }
}

/// The first of the files that were picked, with its name; an error where it has more than `most`
/// bytes.
pub async fn picked_bytes(files: FileList, most: usize) -> Result<(String, Vec<u8>), Fault> {
    let Some(file) = files.get(0) else {
        return Err(Fault::new("cancelled", "no file was picked"));
    };
    let path = file.name();
    if file.size() > most as f64 {
        let message = format!("`{path}` has more than {} KB", most / 1024);
        return Err(Fault::new("too-large", message));
    }
    let NamedFile { path, bytes } = read_one(&(path, file)).await?;
    Ok((path, bytes.into_vec()))
}

/// Hands bytes to the user as a file.
pub fn download(name: &str, bytes: &[u8]) {
    let url = address_of(bytes, "application/octet-stream");
    let document = window().and_then(|window| window.document());
    let anchor = document.and_then(|document| document.create_element("a").ok());
    if let Some(anchor) = anchor.and_then(|it| it.dyn_into::<HtmlAnchorElement>().ok()) {
        anchor.set_href(&url);
        anchor.set_download(name);
        anchor.click();
    }
    // The download holds on to the blob by itself once it has begun.
    gloo_timers::callback::Timeout::new(10_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
}

/// An address of bytes, until it is revoked.
pub fn address_of(bytes: &[u8], media_type: &str) -> String {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).unwrap_throw();
    Url::create_object_url_with_blob(&blob).unwrap_throw()
}

fn path_of(file: &File) -> String {
    let relative = js_sys::Reflect::get(file, &JsValue::from("webkitRelativePath"));
    let relative = relative.ok().and_then(|path| path.as_string());
    relative
        .filter(|path| !path.is_empty())
        .unwrap_or_else(|| file.name())
}

async fn read_all(files: Vec<(String, File)>, watch: &Watch) -> Result<Vec<NamedFile>, Fault> {
    let size: f64 = files.iter().map(|(_, file)| file.size()).sum();
    if size > MOST {
        let message = "these files are more than 200 MB together, which is too much for a tab";
        return Err(Fault::new("too-large", message));
    }
    let mut read = Vec::with_capacity(files.len());
    for batch in files.chunks(AT_ONCE) {
        watch.hear(read.len(), files.len())?;
        for file in join_all(batch.iter().map(read_one)).await {
            read.push(file?);
        }
    }
    Ok(read)
}

async fn read_one((path, file): &(String, File)) -> Result<NamedFile, Fault> {
    let blob = gloo_file::Blob::from(file.clone());
    let bytes = gloo_file::futures::read_as_bytes(&blob).await;
    let bytes = bytes.map_err(|error| unreadable(path, &error.to_string()))?;
    Ok(NamedFile {
        path: path.clone(),
        bytes: ByteBuf::from(bytes),
    })
}

/// Whether a path leads through what tools keep for themselves, which may be huge.
fn is_litter(path: &str) -> bool {
    let mut folders = path.split('/').rev().skip(1);
    folders.any(|it| matches!(it, "node_modules" | "target" | "__MACOSX") || it.starts_with('.'))
}

/// Collects the files of a dropped entry and of everything in it.
async fn walk(
    entry: FileSystemEntry,
    files: &mut Vec<(String, File)>,
    watch: &Watch,
) -> Result<(), Fault> {
    let mut entries = vec![entry];
    while let Some(entry) = entries.pop() {
        let path = entry.full_path().trim_start_matches('/').to_owned();
        if is_litter(&format!("{path}/")) && entry.is_directory() {
            continue;
        }
        watch.hear(0, files.len())?;
        if entry.is_directory() {
            let directory = entry.unchecked_into::<FileSystemDirectoryEntry>();
            entries.extend(children(&directory.create_reader(), &path).await?);
        } else {
            let file = file_of(entry.unchecked_ref(), &path).await?;
            files.push((path, file));
        }
    }
    Ok(())
}

/// A reader gives a hundred entries at a time; none means the end.
async fn children(
    reader: &FileSystemDirectoryReader,
    path: &str,
) -> Result<Vec<FileSystemEntry>, Fault> {
    let mut children = Vec::new();
    loop {
        let batch = answered(path, |done, failed| {
            reader.read_entries_with_callback_and_callback(done, failed)
        });
        let batch = batch.await?.unchecked_into::<Array>();
        if batch.length() == 0 {
            return Ok(children);
        }
        children.extend(
            batch
                .iter()
                .map(|it| it.unchecked_into::<FileSystemEntry>()),
        );
    }
}

async fn file_of(entry: &FileSystemFileEntry, path: &str) -> Result<File, Fault> {
    let file = answered(path, |done, failed| {
        entry.file_with_callback_and_callback(done, failed);
        Ok(())
    });
    Ok(file.await?.unchecked_into())
}

/// Waits for one of the two callbacks of an old-style browser call.
async fn answered(
    path: &str,
    call: impl FnOnce(&js_sys::Function, &js_sys::Function) -> Result<(), JsValue>,
) -> Result<JsValue, Fault> {
    let promise = js_sys::Promise::new(&mut {
        let mut call = Some(call);
        move |done, failed| {
            if let Some(call) = call.take() {
                let _ = call(&done, &failed);
            }
        }
    });
    JsFuture::from(promise)
        .await
        .map_err(|_| unreadable(path, "the browser gives no access"))
}

fn unreadable(path: &str, why: &str) -> Fault {
    Fault::new("unreadable-file", format!("`{path}` cannot be read: {why}"))
}
