//! Reads and writes files, by WASI 0.3 only.

#[path = "../../shared/p3.rs"]
mod p3;

use p3::{drain, print};
use wasip3::cli::environment;
use wasip3::filesystem::preopens;
use wasip3::filesystem::types::{Descriptor, DescriptorFlags, ErrorCode, OpenFlags, PathFlags};
use wasip3::wit_stream;

struct Program;

wasip3::cli::command::export!(Program);

impl wasip3::exports::cli::run::Guest for Program {
    async fn run() -> Result<(), ()> {
        let args = environment::get_arguments();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let text = match args.get(1..).unwrap_or_default() {
            ["files"] => files().await.map_err(|error| format!("{error:?}")),
            ["large", size] => large(size.parse().expect("a number")).await,
            other => Err(format!("cannot {other:?}")),
        };
        print(text.unwrap_or_else(|error| format!("failed: {error}"))).await;
        Ok(())
    }
}

async fn write(file: &Descriptor, bytes: Vec<u8>, offset: u64) -> Result<(), ErrorCode> {
    let (mut writer, reader) = wit_stream::new();
    let written = file.write_via_stream(reader, offset);
    writer.write_all(bytes).await;
    drop(writer);
    written.await
}

async fn read(file: &Descriptor) -> Result<String, ErrorCode> {
    let (contents, end) = file.read_via_stream(0);
    let bytes = drain(contents).await;
    end.await?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

async fn files() -> Result<String, ErrorCode> {
    let (root, _) = preopens::get_directories().remove(0);
    let both = DescriptorFlags::READ | DescriptorFlags::WRITE;
    let none = PathFlags::empty;
    root.create_directory_at("d".into()).await?;
    let file = root
        .open_at(none(), "d/f".into(), OpenFlags::CREATE, both)
        .await?;
    write(&file, b"hello".to_vec(), 0).await?;
    let (mut writer, reader) = wit_stream::new();
    let appended = file.append_via_stream(reader);
    writer.write_all(b" world".to_vec()).await;
    drop(writer);
    appended.await?;
    let text = read(&file).await?;
    root.symlink_at("d/f".into(), "link".into()).await?;
    root.rename_at("d/f".into(), &root, "g".into()).await?;
    let (entries, end) = root.read_directory();
    let names: Vec<_> = entries
        .collect()
        .await
        .into_iter()
        .map(|entry| entry.name)
        .collect();
    end.await?;
    let stat = root.stat_at(none(), "g".into()).await?;
    let absent = root
        .open_at(none(), "d/f".into(), OpenFlags::empty(), both)
        .await
        .err();
    let directory = root
        .open_at(
            none(),
            "d".into(),
            OpenFlags::empty(),
            DescriptorFlags::READ,
        )
        .await?;
    let unreadable = read(&directory).await.err();
    root.remove_directory_at("d".into()).await?;
    let (size, kind) = (stat.size, stat.type_);
    Ok(format!(
        "{text:?} {names:?} {size} {kind:?} {absent:?} {unreadable:?}"
    ))
}

async fn large(size: usize) -> Result<String, String> {
    let (root, _) = preopens::get_directories().remove(0);
    let both = DescriptorFlags::READ | DescriptorFlags::WRITE;
    let open = root.open_at(PathFlags::empty(), "f".into(), OpenFlags::CREATE, both);
    let file = open.await.map_err(|error| format!("{error:?}"))?;
    write(&file, vec![7; size], 0)
        .await
        .map_err(|error| format!("{error:?}"))?;
    let (contents, _end) = file.read_via_stream(0);
    Ok(format!("{}", drain(contents).await.len()))
}
