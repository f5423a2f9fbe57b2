//! Writes zip archives. The same files give the same bytes: nothing in them tells the time.

use std::collections::BTreeMap;
use std::io::Write;

use miniz_oxide::deflate::compress_to_vec;
use model::EngineError;
use rawzip::{CompressionMethod, DataDescriptorOutput, ZipArchiveWriter, crc32};
use serde_bytes::ByteBuf;

use crate::fault::fault;

/// As small as it gets; sources are too short for that to take long.
const LEVEL: u8 = 9;

/// An archive of files that are all in one folder.
pub(crate) fn zip(folder: &str, files: &BTreeMap<String, ByteBuf>) -> Result<Vec<u8>, EngineError> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    for (path, contents) in files {
        let name = format!("{folder}/{path}");
        add(&mut archive, &name, contents).map_err(|error| {
            let message = format!("`{name}` cannot be put into an archive: {error}");
            fault("not-zipped", message)
        })?;
    }
    archive
        .finish()
        .map_err(|error| fault("not-zipped", error.to_string()))
}

fn add(
    archive: &mut ZipArchiveWriter<Vec<u8>>,
    name: &str,
    contents: &[u8],
) -> Result<(), rawzip::Error> {
    let entry = archive.new_file(name);
    let (mut entry, _) = entry
        .compression_method(CompressionMethod::DEFLATE)
        .start()?;
    entry.write_all(&compress_to_vec(contents, LEVEL))?;
    entry.finish(DataDescriptorOutput::new(
        crc32(contents),
        contents.len() as u64,
    ))?;
    Ok(())
}
