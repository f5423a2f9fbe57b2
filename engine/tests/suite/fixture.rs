//! A case as files.

use std::collections::BTreeMap;

use engine::Engine;
use model::{EncodedWorld, EngineCall, KnownComponent, LoadComponentRequest, TextEdit};
use sha2::{Digest, Sha256};
use wit_component::{ComponentEncoder, StringEncoding};
use wit_parser::{ManglingAndAbi, Resolve, WorldId};

/// A part of a case: what stands after a line `//- name options`, or at the beginning.
pub(crate) struct Part<'a> {
    pub(crate) name: &'a str,
    pub(crate) options: &'a str,
    pub(crate) text: &'a str,
}

/// The parts of a case. What stands before the first line `//- …` has no name; it is left out
/// when it is blank.
pub(crate) fn parts(input: &str) -> Vec<Part<'_>> {
    let mut starts: Vec<usize> = input.match_indices("//- ").map(|(at, _)| at).collect();
    starts.retain(|at| *at == 0 || input.as_bytes()[at - 1] == b'\n');
    let first = starts.first().copied().unwrap_or(input.len());
    let mut parts = Vec::new();
    if !input[..first].trim().is_empty() {
        parts.push(Part {
            name: "",
            options: "",
            text: &input[..first],
        });
    }
    let ends = starts.iter().skip(1).copied().chain([input.len()]);
    for (start, end) in starts.iter().zip(ends) {
        let (header, text) = input[start + 4..end].split_once('\n').unwrap_or_default();
        let (name, options) = header.trim().split_once(' ').unwrap_or((header.trim(), ""));
        parts.push(Part {
            name,
            options,
            text,
        });
    }
    parts
}

impl Part<'_> {
    /// The binary that a part stands for, by its options:
    ///
    /// - `wit` (or nothing): a component of the only world of this WIT that does nothing;
    /// - `package`: this WIT as a package in binary form;
    /// - `wat`: this WAT, encoded;
    /// - `hex`: these bytes;
    /// - `file`: the file of this path in the repository.
    pub(crate) fn binary(&self) -> Vec<u8> {
        match self.options {
            "" | "wit" => dummy(self.text),
            "package" => package(self.text),
            "wat" => wat(self.text),
            "hex" => hex(self.text),
            "file" => std::fs::read(crate::root().join(self.text.trim())).unwrap(),
            options => panic!("unknown options `{options}`"),
        }
    }

    /// Gives the engine the binary, as the component of this name.
    pub(crate) fn load(&self, engine: &mut Engine) -> KnownComponent {
        let bytes = self.binary();
        let digest = Sha256::digest(&bytes);
        let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let request = LoadComponentRequest {
            digest: digest.clone(),
            bytes: bytes.into(),
        };
        engine.handle(request.into_request());
        KnownComponent {
            name: self.name.to_owned(),
            digest,
        }
    }
}

/// The texts after edits, none of which overlap.
pub(crate) fn apply(
    files: &BTreeMap<String, String>,
    edits: &[TextEdit],
) -> BTreeMap<String, String> {
    let mut files = files.clone();
    let mut edits: Vec<&TextEdit> = edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    for edit in edits {
        let text = files.entry(edit.path.clone()).or_default();
        text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    files
}

fn dummy(wit: &str) -> Vec<u8> {
    let mut resolve = Resolve::default();
    let package = resolve.push_source("case.wit", wit).unwrap();
    let world = resolve.select_world(&[package], None).unwrap();
    dummy_of(&resolve, world)
}

/// A component of a world in a WIT package that does nothing.
pub(crate) fn stub(world: &EncodedWorld) -> Option<Vec<u8>> {
    let decoded = wit_component::decode(&world.package).ok()?;
    let package = decoded.package();
    let id = decoded
        .resolve()
        .select_world(&[package], world.world.as_deref());
    Some(dummy_of(decoded.resolve(), id.ok()?))
}

fn dummy_of(resolve: &Resolve, world: WorldId) -> Vec<u8> {
    let mangling = ManglingAndAbi::Legacy(wit_parser::LiftLowerAbi::Sync);
    let mut module = wit_component::dummy_module(resolve, world, mangling);
    let encoding = StringEncoding::UTF8;
    wit_component::embed_component_metadata(&mut module, resolve, world, encoding).unwrap();
    let mut encoder = ComponentEncoder::default();
    encoder.module(&module).unwrap().encode().unwrap()
}

fn package(wit: &str) -> Vec<u8> {
    let mut resolve = Resolve::default();
    let package = resolve.push_source("case.wit", wit).unwrap();
    wit_component::encode(&resolve, package).unwrap()
}

/// WAT, encoded.
pub(crate) fn wat(text: &str) -> Vec<u8> {
    let buffer = wast::parser::ParseBuffer::new(text).unwrap();
    let mut wat = wast::parser::parse::<wast::Wat>(&buffer).unwrap();
    wat.encode().unwrap()
}

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text.chars().filter_map(|char| char.to_digit(16)).collect();
    let bytes = digits
        .chunks(2)
        .map(|pair| u8::try_from(pair[0] * 16 + pair[1]).unwrap());
    bytes.collect()
}

/// An archive that holds `files` as they are.
pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    for (path, contents) in files {
        let offset = u32::try_from(archive.len()).unwrap();
        let len = u32::try_from(contents.len()).unwrap();
        let mut common = Vec::new();
        common.extend([20, 0, 0, 8, 0, 0, 0, 0, 0, 0]);
        common.extend(crc32(contents).to_le_bytes());
        common.extend(len.to_le_bytes());
        common.extend(len.to_le_bytes());
        common.extend(u16::try_from(path.len()).unwrap().to_le_bytes());
        common.extend([0, 0]);
        archive.extend(b"PK\x03\x04");
        archive.extend(&common);
        archive.extend(path.as_bytes());
        archive.extend(*contents);
        directory.extend(b"PK\x01\x02\x14\x03");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(path.as_bytes());
    }
    let start = u32::try_from(archive.len()).unwrap();
    let len = u32::try_from(directory.len()).unwrap();
    let count = u16::try_from(files.len()).unwrap().to_le_bytes();
    archive.extend(directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend(count);
    archive.extend(count);
    archive.extend(len.to_le_bytes());
    archive.extend(start.to_le_bytes());
    archive.extend([0, 0]);
    archive
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 0 {
                sum >> 1
            } else {
                0xedb8_8320 ^ (sum >> 1)
            };
        }
    }
    !sum
}
