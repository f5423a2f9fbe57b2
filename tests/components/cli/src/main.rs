//! Does what its first argument says.

use std::error::Error;
use std::io::{self, BufRead, Read, Seek, SeekFrom, Write};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use std::{env, fs, hint, process, thread};

type Outcome = Result<(), Box<dyn Error>>;

fn main() -> Outcome {
    let args: Vec<String> = env::args().collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.get(1..).unwrap_or_default() {
        ["show"] => show(&args),
        ["lines"] => lines(),
        ["exit", code] => process::exit(code.parse()?),
        ["fail"] => Err("it failed".into()),
        ["panic"] => panic!("as asked"),
        ["blocks", count] => blocks(count.parse()?),
        ["count", to] => count(to.parse()?),
        ["spin"] => spin(),
        ["sleep", milliseconds] => sleep(milliseconds.parse()?),
        ["hoard"] => hoard(),
        ["connect"] => connect(),
        ["files"] => files(),
        other => Err(format!("cannot {other:?}").into()),
    }
}

fn show(args: &[&str]) -> Outcome {
    println!("args {args:?}");
    for (name, value) in env::vars() {
        println!("{name}={value}");
    }
    let mut stdin = String::new();
    io::stdin().read_to_string(&mut stdin)?;
    println!("stdin {stdin:?}");
    eprintln!("to stderr");
    Ok(())
}

fn lines() -> Outcome {
    for (number, line) in io::stdin().lock().lines().enumerate() {
        println!("{number} {}", line?);
    }
    Ok(())
}

/// Blocks of 4 KiB.
fn blocks(count: usize) -> Outcome {
    let mut stdout = io::stdout().lock();
    for _ in 0..count {
        stdout.write_all(&[b'x'; 4096])?;
    }
    Ok(())
}

fn count(to: u32) -> Outcome {
    for number in 0..to {
        println!("{number}");
    }
    Ok(())
}

fn spin() -> Outcome {
    println!("before");
    eprintln!("before, to stderr");
    loop {
        hint::black_box(0);
    }
}

fn sleep(milliseconds: u64) -> Outcome {
    let start = Instant::now();
    println!("asleep");
    thread::sleep(Duration::from_millis(milliseconds));
    println!("late {}", start.elapsed().as_millis() < milliseconds.into());
    let year = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() / 31_556_952 + 1970;
    println!("after 2020 {}", year > 2020);
    Ok(())
}

/// Takes up to 4 GiB, in blocks of 64 MiB.
fn hoard() -> Outcome {
    let mut blocks: Vec<Vec<u8>> = Vec::new();
    while blocks.len() < 64 {
        let mut block = Vec::new();
        if block.try_reserve_exact(64 << 20).is_err() {
            break;
        }
        blocks.push(block);
    }
    println!("{} blocks", blocks.len());
    Ok(())
}

fn connect() -> Outcome {
    let kind = std::net::TcpStream::connect("127.0.0.1:80").map_err(|error| error.kind());
    println!("{:?}", kind.map(|_| ()));
    Ok(())
}

fn files() -> Outcome {
    println!("given {:?}", fs::read_to_string("/data/given.txt")?);
    fs::create_dir_all("/made/deep")?;
    fs::write("/made/a.txt", "hello")?;
    fs::OpenOptions::new()
        .append(true)
        .open("/made/a.txt")?
        .write_all(b" world")?;
    fs::rename("/made/a.txt", "/made/deep/b.txt")?;
    println!("moved {:?}", fs::read_to_string("/made/deep/b.txt")?);
    let mut file = fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open("/made/deep/b.txt")?;
    file.seek(SeekFrom::Start(6))?;
    file.write_all(b"W")?;
    file.set_len(7)?;
    file.rewind()?;
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    println!("changed {text:?}");
    for entry in fs::read_dir("/made")? {
        let entry = entry?;
        println!(
            "entry {:?} {}",
            entry.file_name(),
            entry.file_type()?.is_dir()
        );
    }
    println!(
        "absent {:?}",
        fs::read("/absent").map_err(|error| error.kind())
    );
    println!(
        "taken {:?}",
        fs::create_dir("/made").map_err(|error| error.kind())
    );
    println!(
        "above {:?}",
        fs::read("/../secret").map_err(|error| error.kind())
    );
    fs::remove_dir_all("/made")?;
    println!(
        "gone {:?}",
        fs::metadata("/made").map_err(|error| error.kind()).is_err()
    );
    Ok(())
}
