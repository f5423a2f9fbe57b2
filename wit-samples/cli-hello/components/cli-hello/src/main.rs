//! Tells what it was given: arguments, environment and standard input.

use std::env;
use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = env::args();
    let program = args.next().unwrap_or_default();
    println!("Hello from {program}!");

    let mut failing = false;
    for (index, arg) in args.enumerate() {
        println!("argument {}: {arg}", index + 1);
        failing |= arg == "--fail";
    }

    let mut variables: Vec<(String, String)> = env::vars().collect();
    variables.sort();
    for (name, value) in variables {
        println!("environment: {name}={value}");
    }

    let mut count = 0;
    for line in io::stdin().lines() {
        match line {
            Ok(line) => println!("input: {line}"),
            Err(error) => {
                eprintln!("standard input cannot be read: {error}");
                return ExitCode::FAILURE;
            }
        }
        count += 1;
    }
    println!("lines of input: {count}");

    if failing {
        eprintln!("failing, because `--fail` was among the arguments");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
