//! Reaches for what its first argument says.

use std::error::Error;
use std::io::Write;
use std::time::{Duration, Instant};
use std::{env, fs, process};

use wasip2::cli::{environment, terminal_stdin, terminal_stdout};
use wasip2::clocks::monotonic_clock;
use wasip2::filesystem::preopens;
use wasip2::filesystem::types::{DescriptorFlags, NewTimestamp, OpenFlags, PathFlags};
use wasip2::io::poll;
use wasip2::random::{insecure, insecure_seed, random};

type Outcome = Result<(), Box<dyn Error>>;

fn main() -> Outcome {
    let args: Vec<String> = env::args().collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.get(1..).unwrap_or_default() {
        ["random"] => random_numbers(),
        ["surroundings"] => surroundings(),
        ["links"] => links(),
        ["leave"] => leave(),
        ["deny"] => deny(),
        ["poll"] => poll_all(),
        ["orphan"] => orphan(),
        ["handles", count] => handles(count.parse()?),
        ["flood"] => flood(),
        ["answer"] => answer(),
        ["exit-with", code] => {
            wasip2::cli::exit::exit_with_code(code.parse()?);
            Ok(())
        }
        other => Err(format!("cannot {other:?}").into()),
    }
}

fn random_numbers() -> Outcome {
    println!("{:?}", random::get_random_bytes(8));
    println!(
        "{} {}",
        random::get_random_u64(),
        insecure::get_insecure_random_u64()
    );
    println!("{:?}", insecure_seed::insecure_seed());
    Ok(())
}

fn surroundings() -> Outcome {
    println!("cwd {:?}", environment::initial_cwd());
    println!("extra {:?}", env::var("EXTRA"));
    let terminals = (
        terminal_stdin::get_terminal_stdin(),
        terminal_stdout::get_terminal_stdout(),
    );
    println!(
        "terminal {} {}",
        terminals.0.is_some(),
        terminals.1.is_some()
    );
    Ok(())
}

/// Links, times and hashes, which std does not reach.
fn links() -> Outcome {
    let (root, _) = preopens::get_directories().remove(0);
    fs::write("/file", "text")?;
    root.symlink_at("file", "link")?;
    root.link_at(PathFlags::empty(), "file", &root, "twin")?;
    println!("link {:?}", root.readlink_at("link")?);
    println!("through {:?}", fs::read_to_string("/link")?);
    println!(
        "links {}",
        root.stat_at(PathFlags::empty(), "twin")?.link_count
    );
    let time = wasip2::clocks::wall_clock::Datetime {
        seconds: 1000,
        nanoseconds: 5,
    };
    root.set_times_at(
        PathFlags::empty(),
        "file",
        NewTimestamp::NoChange,
        NewTimestamp::Timestamp(time),
    )?;
    println!(
        "modified {:?}",
        fs::metadata("/twin")?
            .modified()?
            .duration_since(std::time::UNIX_EPOCH)?
    );
    let open = |path| {
        root.open_at(
            PathFlags::empty(),
            path,
            OpenFlags::empty(),
            DescriptorFlags::READ,
        )
    };
    println!("same {}", open("file")?.is_same_object(&open("twin")?));
    println!("loop {:?}", open("link").err());
    let hash = |path| root.metadata_hash_at(PathFlags::empty(), path);
    println!("hash {}", hash("file")?.lower == hash("twin")?.lower);
    Ok(())
}

/// Leaves files behind.
fn leave() -> Outcome {
    fs::create_dir_all("/out/deep")?;
    fs::write("/out/deep/made.txt", "made")?;
    fs::write("/given/changed.txt", "changed")?;
    fs::remove_file("/given/gone.txt")?;
    Ok(())
}

fn deny() -> Outcome {
    println!("{:?}", fs::write("/new", "x").map_err(|error| error.kind()));
    println!("{:?}", fs::create_dir("/new").map_err(|error| error.kind()));
    println!(
        "{:?}",
        fs::remove_file("/given/gone.txt").map_err(|error| error.kind())
    );
    println!("{:?}", fs::read_to_string("/given/gone.txt"));
    Ok(())
}

/// Polls several at once: the ones that are ready are named.
fn poll_all() -> Outcome {
    let start = Instant::now();
    let short = monotonic_clock::subscribe_duration(20_000_000);
    let long = monotonic_clock::subscribe_duration(60_000_000_000);
    println!("{:?}", poll::poll(&[&long, &short]));
    println!("waited {}", start.elapsed() >= Duration::from_millis(20));
    println!("{:?}", poll::poll(&[&short, &long]));
    Ok(())
}

/// Drops a stream while a pollable that came from it lives.
fn orphan() -> Outcome {
    let stdin = wasip2::cli::stdin::get_stdin();
    let pollable = stdin.subscribe();
    drop(stdin);
    println!("alive {}", pollable.ready());
    Ok(())
}

fn handles(count: usize) -> Outcome {
    let pollables: Vec<_> = (0..count)
        .map(|_| monotonic_clock::subscribe_duration(0))
        .collect();
    println!(
        "{}",
        poll::poll(&pollables.iter().collect::<Vec<_>>()).len()
    );
    Ok(())
}

/// Writes for ever.
fn flood() -> Outcome {
    let line = "again and again and again\n".repeat(100);
    loop {
        std::io::stdout().write_all(line.as_bytes())?;
    }
}

/// Answers each line as it comes.
fn answer() -> Outcome {
    for line in std::io::stdin().lines() {
        let line = line?;
        println!("heard {line}");
        if line == "bye" {
            process::exit(3);
        }
    }
    println!("end");
    Ok(())
}
