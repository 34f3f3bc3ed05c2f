//! The search's own client, run by node on built files.

#![allow(dead_code, clippy::unwrap_used)] // Shared by tests that each use a part; helpers of tests fail as tests do.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// Whether the machine has node; says so when it has not, so that a test is seen to be left out.
pub(crate) fn is_there() -> bool {
    let there = Command::new("node").arg("--version").output().is_ok_and(|output| output.status.success());
    if !there {
        eprintln!("left out: this test needs node");
    }
    there
}

/// Runs a script of tests/web with a line of JSON for each question; gives a value for each answer.
pub(crate) fn ask(script: &str, argument: &Path, questions: &[Value]) -> Vec<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/web").join(script);
    let mut node = Command::new("node")
        .arg(script)
        .arg(argument)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = node.stdin.take().unwrap();
    let lines: Vec<String> = questions.iter().map(Value::to_string).collect();
    let lines = lines.join("\n");
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = node.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "node failed");
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
