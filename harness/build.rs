//! Tells the library which compiler built it, and for what: the platform fingerprint has it.

use std::process::Command;

fn main() {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc)
        .arg("--version")
        .output()
        .ok()
        .and_then(|output| {
            let text = String::from_utf8(output.stdout).ok()?;
            text.split_whitespace().nth(1).map(str::to_owned)
        });
    let target = std::env::var("TARGET").unwrap_or_default();
    println!(
        "cargo::rustc-env=EXITSPEC_RUSTC={}",
        version.as_deref().unwrap_or("unknown")
    );
    println!("cargo::rustc-env=EXITSPEC_TARGET={target}");
    println!("cargo::rerun-if-changed=build.rs");
}
