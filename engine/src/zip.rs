//! Reads zip archives that nobody vouches for, bounded in size and number, by paths that stay
//! inside; and writes archives.

use std::borrow::Cow;
use std::ops::Range;

/// Unpacked, an archive may be this large.
const MAX_BYTES: usize = 64 << 20;
/// An archive may hold this many entries.
const MAX_ENTRIES: usize = 10_000;
/// No text is packed better than this; beyond it the archive is meant to burst its reader.
const MAX_RATIO: usize = 500;
/// Whatever its ratio, an entry this small does no harm.
const HARMLESS: usize = 1 << 20;

const END_LEN: usize = 22;
const ENTRY_LEN: usize = 46;
const LOCAL_LEN: usize = 30;

/// A file out of an archive, or why it is not given out.
pub(crate) struct Unzipped {
    /// As written in the archive.
    pub(crate) path: String,
    pub(crate) contents: Result<Vec<u8>, Fault>,
}

/// What is wrong with an archive or an entry, and at which byte.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) offset: usize,
    pub(crate) message: String,
}

/// Whether these are the first bytes of an archive.
pub(crate) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The files of an archive, without its folders. Nothing is unpacked when all of it would be too
/// much.
pub(crate) fn unzip(bytes: &[u8]) -> Result<Vec<Unzipped>, Fault> {
    let directory = directory(bytes)?;
    let mut entries = Vec::with_capacity(directory.entries);
    let mut total = 0_usize;
    let mut at = directory.start;
    for _ in 0..directory.entries {
        let entry = Entry::read(bytes, at)?;
        at = entry.end;
        total = total.saturating_add(entry.len);
        if total > MAX_BYTES {
            let limit = MAX_BYTES >> 20;
            let message = format!("the archive unpacks to more than {limit} MB");
            return Err(fault(entry.local, message));
        }
        entries.push(entry);
    }
    entries.retain(|entry| !entry.is_folder());
    let unzipped = entries.into_iter().map(|entry| Unzipped {
        contents: entry.unpack(bytes),
        path: entry.path,
    });
    Ok(unzipped.collect())
}

struct Directory {
    start: usize,
    entries: usize,
}

/// Finds the directory by its end record, which is at the end but for a comment.
fn directory(bytes: &[u8]) -> Result<Directory, Fault> {
    let last = bytes.len().saturating_sub(END_LEN);
    let first = last.saturating_sub(usize::from(u16::MAX));
    let is_end = |at: &usize| bytes[*at..].starts_with(b"PK\x05\x06");
    let end = (first..=last).rev().find(is_end);
    let end = end.ok_or_else(|| fault(bytes.len(), "the archive is cut short"))?;
    let entries = usize::from(u16_at(bytes, end + 10)?);
    let start = u32_at(bytes, end + 16)? as usize;
    if start == u32::MAX as usize || entries == usize::from(u16::MAX) {
        return Err(fault(
            end,
            "the archive is of the zip64 kind, which is for files over 4 GB",
        ));
    }
    if entries > MAX_ENTRIES {
        return Err(fault(
            end,
            format!("the archive has {entries} files; {MAX_ENTRIES} are allowed"),
        ));
    }
    Ok(Directory { start, entries })
}

struct Entry {
    path: String,
    is_encrypted: bool,
    is_link: bool,
    method: u16,
    checksum: u32,
    packed_len: usize,
    len: usize,
    local: usize,
    /// Where the next entry is.
    end: usize,
}

impl Entry {
    fn read(bytes: &[u8], at: usize) -> Result<Entry, Fault> {
        if bytes.get(at..at + 4) != Some(b"PK\x01\x02") {
            return Err(fault(at, "the archive's directory is broken"));
        }
        let name_len = usize::from(u16_at(bytes, at + 28)?);
        let extra_len = usize::from(u16_at(bytes, at + 30)?);
        let comment_len = usize::from(u16_at(bytes, at + 32)?);
        let name = slice(bytes, at + ENTRY_LEN..at + ENTRY_LEN + name_len)?;
        let mode = u32_at(bytes, at + 38)? >> 16;
        Ok(Entry {
            path: String::from_utf8_lossy(name).into_owned(),
            is_encrypted: u16_at(bytes, at + 8)? & 1 != 0,
            is_link: mode & 0o170_000 == 0o120_000,
            method: u16_at(bytes, at + 10)?,
            checksum: u32_at(bytes, at + 16)?,
            packed_len: u32_at(bytes, at + 20)? as usize,
            len: u32_at(bytes, at + 24)? as usize,
            local: u32_at(bytes, at + 42)? as usize,
            end: at + ENTRY_LEN + name_len + extra_len + comment_len,
        })
    }

    fn is_folder(&self) -> bool {
        self.path.ends_with(['/', '\\'])
    }

    fn unpack(&self, bytes: &[u8]) -> Result<Vec<u8>, Fault> {
        if self.is_encrypted {
            return Err(fault(self.local, "it is encrypted"));
        }
        if self.is_link {
            let message = "it is a symbolic link, which is not followed";
            return Err(fault(self.local, message));
        }
        if self.len > HARMLESS && self.len / MAX_RATIO > self.packed_len {
            let message = format!("it unpacks to more than {MAX_RATIO} times its size");
            return Err(fault(self.local, message));
        }
        let name_len = usize::from(u16_at(bytes, self.local + 26)?);
        let extra_len = usize::from(u16_at(bytes, self.local + 28)?);
        let start = self.local + LOCAL_LEN + name_len + extra_len;
        let packed = slice(bytes, start..start.saturating_add(self.packed_len))?;
        let contents = match self.method {
            0 => packed.to_vec(),
            8 => miniz_oxide::inflate::decompress_to_vec_with_limit(packed, self.len)
                .map_err(|_| fault(start, "its compressed data is broken"))?,
            method => {
                return Err(fault(
                    self.local,
                    format!("it is packed by unknown method {method}"),
                ));
            }
        };
        match contents.len() == self.len && crc32(&contents) == self.checksum {
            true => Ok(contents),
            false => Err(fault(start, "its checksum is wrong")),
        }
    }
}

/// How files are packed: by raw DEFLATE.
pub type Deflate = fn(&[u8]) -> Vec<u8>;

/// An archive of these files, in order. Without a packer none of them is packed: texts are small,
/// and each archiver reads it. The same files give the same bytes: nothing in them tells the time.
pub fn zip<'a>(
    files: impl Iterator<Item = (&'a str, &'a [u8])>,
    deflate: Option<Deflate>,
) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    let mut count = 0_u16;
    for (path, contents) in files {
        let offset = u32_of(archive.len());
        let packed = deflate.map_or(Cow::Borrowed(contents), |it| Cow::Owned(it(contents)));
        let method = if deflate.is_some() { 8 } else { 0 };
        // Of version 2.0, path in UTF-8, from the first day of 1980.
        let mut common = vec![20, 0, 0, 8, method, 0, 0, 0, 0x21, 0];
        for number in [
            crc32(contents),
            u32_of(packed.len()),
            u32_of(contents.len()),
        ] {
            common.extend(number.to_le_bytes());
        }
        common.extend(u32_of(path.len()).to_le_bytes());
        for (part, magic) in [
            (&mut archive, b"PK\x03\x04"),
            (&mut directory, b"PK\x01\x02"),
        ] {
            part.extend(magic);
        }
        directory.extend([20, 0]);
        archive.extend(&common);
        directory.extend(common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(path.as_bytes());
        archive.extend(path.as_bytes());
        archive.extend(&*packed);
        count = count.saturating_add(1);
    }
    let (start, len) = (u32_of(archive.len()), u32_of(directory.len()));
    archive.append(&mut directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    archive.extend(len.to_le_bytes());
    archive.extend(start.to_le_bytes());
    archive.extend([0, 0]);
    archive
}

/// A number as archives hold it; whatever is in a workspace is far below 4 GiB.
fn u32_of(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The checksum of zip archives.
fn crc32(bytes: &[u8]) -> u32 {
    let table: [u32; 256] = std::array::from_fn(|byte| {
        (0..8).fold(u32::try_from(byte).unwrap_or_default(), |sum, _| {
            match sum & 1 {
                0 => sum >> 1,
                _ => 0xedb8_8320 ^ (sum >> 1),
            }
        })
    });
    let sum = bytes.iter().fold(u32::MAX, |sum, byte| {
        table[((sum ^ u32::from(*byte)) & 0xff) as usize] ^ (sum >> 8)
    });
    !sum
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16, Fault> {
    let bytes = slice(bytes, at..at.saturating_add(2))?;
    Ok(u16::from_le_bytes([bytes[0], bytes[1]]))
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, Fault> {
    let bytes = slice(bytes, at..at.saturating_add(4))?;
    Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
}

fn slice(bytes: &[u8], range: Range<usize>) -> Result<&[u8], Fault> {
    let offset = range.start.min(bytes.len());
    bytes
        .get(range)
        .ok_or_else(|| fault(offset, "the archive is cut short"))
}

fn fault(offset: usize, message: impl Into<String>) -> Fault {
    Fault {
        offset,
        message: message.into(),
    }
}
