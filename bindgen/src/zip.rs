//! Files in a folder as a zip archive, which the engine writes.

use std::collections::BTreeMap;

use miniz_oxide::deflate::compress_to_vec;
use serde_bytes::ByteBuf;

/// As small as it gets; sources are too short for that to take long.
const LEVEL: u8 = 9;

/// An archive of files that are all in one folder.
pub(crate) fn zip(folder: &str, files: &BTreeMap<String, ByteBuf>) -> Vec<u8> {
    let paths: Vec<String> = files
        .keys()
        .map(|path| format!("{folder}/{path}"))
        .collect();
    let contents = files.values().map(|contents| contents.as_slice());
    let files = paths.iter().map(String::as_str).zip(contents);
    engine::zip(files, Some(|contents| compress_to_vec(contents, LEVEL)))
}

#[test]
fn archives_are_read_as_they_were_written() {
    let files = BTreeMap::from([
        ("a.wit".to_owned(), ByteBuf::from("package a:b;".repeat(99))),
        ("deps/b.wac".to_owned(), ByteBuf::from("package c:d;")),
    ]);
    let archive = zip("it", &files);
    assert!(archive.len() < 600, "{} bytes", archive.len());
    let request = model::EngineRequest::Open(model::OpenRequest {
        files: vec![model::NamedFile {
            path: "it.zip".to_owned(),
            bytes: archive.into(),
        }],
    });
    let model::EngineReply::Open(opened) = engine::Engine::default().handle(request) else {
        panic!("the archive was not opened");
    };
    assert_eq!(opened.refused, []);
    let texts: Vec<&str> = opened.texts.values().map(String::as_str).collect();
    assert_eq!(texts, ["package c:d;", "package a:b;".repeat(99).as_str()]);
}
