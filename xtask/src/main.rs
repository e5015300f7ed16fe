//! The project's own tools: `cargo xtask serve`, `test`, `check` and the rest.

mod catalogue;
mod check;
mod fuzz;
mod imports;
mod kills;
mod page;
mod serve;
mod shell;
mod size;
mod split;
mod styles;
mod test;
mod tidy;
mod tools;

use std::process::ExitCode;

use shell::Outcome;

const HELP: &str = "\
cargo xtask serve [--port N]   set up what is missing, build the release page, serve it on 127.0.0.1:8080
cargo xtask dev                serve with live reload while you edit
cargo xtask test [RING]        set up what the tests need and run them; RING is native, wasm or e2e
cargo xtask check              formats, lints, tidiness, release build and size budget, as CI does
cargo xtask fix                format everything
cargo xtask build              build the release page into dist/
cargo xtask size               what the first load weighs, against its budget
cargo xtask soak [SECONDS]     the long hunts of the engine's tests, 60 seconds each unless told
cargo xtask soak seeds [N]     N runs through the time machine, natively and in the browser, 10,000 unless told
cargo xtask soak kills [N]     tabs and browsers killed at random moments, 200 times unless told
cargo xtask fuzz [EXECUTIONS]  hunt for texts that the readers do not survive, 10,000,000 each unless told
cargo xtask catalogue          list the scenarios of public/scenarios for the gallery
cargo xtask bench              print the benchmark figures as JSON
cargo xtask screenshots        take the pictures of the README from the real page";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nxtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Outcome {
    match words {
        ["serve"] => serve::release(8080),
        ["serve", "--port", port] => serve::release(port.parse().map_err(|_| format!("`{port}` is not a port"))?),
        ["dev"] => page::dev(),
        ["test"] => test::all(),
        ["test", "native"] => test::native(),
        ["test", "wasm"] => test::wasm(),
        ["test", "e2e"] => test::end_to_end(),
        ["check"] => check::all(),
        ["fix"] => check::fix(),
        ["build"] => page::build(),
        ["split"] => split::staged(),
        ["size"] => size::check(),
        ["soak"] => test::soak("60"),
        ["soak", "seeds"] => test::soak_seeds("10000"),
        ["soak", "seeds", count] => test::soak_seeds(count),
        ["soak", "kills"] => kills::soak(kills::KILLS),
        ["soak", "kills", kills] => kills::soak(kills),
        ["soak", seconds] => test::soak(seconds),
        ["fuzz"] => fuzz::hunt("10000000"),
        ["fuzz", executions] => fuzz::hunt(executions),
        ["catalogue"] => catalogue::write(),
        ["bench"] => shell::cargo(&["run", "--release", "--quiet", "--bin", "headless", "--", "bench"]),
        ["screenshots"] => test::screenshots(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(format!("`{}` is not a command. There are:\n{HELP}", other.join(" "))),
    }
}
