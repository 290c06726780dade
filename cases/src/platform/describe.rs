//! Asking a built probe what it runs on.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use exitspec::{Libc, Platform, Runtime};
use nix::sys::signal::Signal;

use super::binary::{interpreter, refusal};
use super::child;
use super::config::Description;
use crate::probes::Family;

/// How long an answer may take. An emulator that has to start takes a second at most.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a probe says of itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) platform: Platform,
    /// Whether each feature is there.
    pub(super) features: BTreeMap<String, bool>,
}

/// Runs the program with these words, and reads what it says. `binary` is the file that the kernel executes: the program
/// itself, or what interprets it.
pub(super) fn facts(
    description: &Description,
    words: &[String],
    binary: &Path,
) -> Result<Facts, String> {
    let words = [words, &["--describe".to_owned()]].concat();
    let answer = output(description, &words)?;
    let mut said = Said::read(&answer.out)
        .map_err(|error| format!("{error}\n`{}` {}", words.join(" "), answer.account()))?;
    let loader = interpreter(binary)?;
    if said.libc.0 == "-" {
        said.libc = loader
            .as_deref()
            .and_then(|loader| ask_loader(description, loader))
            .unwrap_or_else(|| ("unknown".to_owned(), "-".to_owned()));
    }
    if said.libc.1 == "-" {
        said.libc.1 = ask(description, &said).unwrap_or_else(|| "unknown".to_owned());
    }
    let link = if loader.is_some() {
        "dynamic"
    } else {
        "static"
    };
    said.confirm(description, link)?;
    let (name, version) = said.libc;
    let platform = Platform {
        name: String::new(),
        os: said.os.to_lowercase(),
        kernel: said.kernel,
        arch: said.arch,
        libc: Libc {
            name,
            version,
            link: link.to_owned(),
        },
        runtime: runtime(description, said.runtime, binary),
        runtimes: BTreeMap::new(),
        emulator: description.emulator.clone(),
        container: Platform::of_this_process().container,
    };
    Ok(Facts {
        platform: platform.named(),
        features: said.features,
    })
}

/// What it said of itself; a shell that cannot tell goes by the name of its file, and by what the description knows to ask.
fn runtime(description: &Description, (name, version): (String, String), binary: &Path) -> Runtime {
    let file = || {
        let path = binary.canonicalize().unwrap_or_else(|_| binary.to_owned());
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    };
    let version = match version.as_str() {
        "-" => output(description, &description.version)
            .ok()
            .map(|answer| answer.out.trim().to_owned())
            .filter(|version| !version.is_empty())
            .unwrap_or_else(|| "unknown".to_owned()),
        _ => version,
    };
    Runtime {
        name: if name == "-" { file() } else { name },
        version,
        target: None,
        panic: None,
    }
}

/// What the lines of a description have.
#[derive(Debug, Default)]
struct Said {
    os: String,
    kernel: String,
    arch: String,
    libc: (String, String),
    /// What runs the bodies, and its version: for C, the compiler.
    runtime: (String, String),
    /// The C library's file, or that of the loader, as the program's own memory map names it.
    file: Option<String>,
    features: BTreeMap<String, bool>,
}

impl Said {
    fn read(text: &str) -> Result<Said, String> {
        let mut lines = text.lines();
        if lines.next() != Some("exitspec-probe 1") {
            return Err("the probe does not describe itself".to_owned());
        }
        let mut said = Said::default();
        for line in lines {
            let (key, value) = line.split_once(' ').unwrap_or((line, ""));
            let pair = || {
                value
                    .split_once(' ')
                    .map(|(a, b)| (a.to_owned(), b.to_owned()))
            };
            let unclear = || format!("the probe says something unclear: `{line}`");
            match key {
                "os" => said.os = value.to_owned(),
                "kernel" => said.kernel = value.to_owned(),
                "arch" => said.arch = value.to_owned(),
                "compiler" => {
                    said.runtime = (Family::C.name().to_owned(), value.to_owned());
                }
                "runtime" => said.runtime = pair().ok_or_else(unclear)?,
                "file" => said.file = Some(value.to_owned()),
                "libc" => said.libc = pair().ok_or_else(unclear)?,
                "feature" => {
                    let (name, here) = pair().ok_or_else(unclear)?;
                    said.features.insert(name, here == "yes");
                }
                _ => return Err(unclear()),
            }
        }
        match [
            &said.os,
            &said.kernel,
            &said.arch,
            &said.libc.0,
            &said.runtime.1,
        ]
        .iter()
        .any(|fact| fact.is_empty())
        {
            true => Err("the probe does not say all there is to say".to_owned()),
            false => Ok(said),
        }
    }

    /// Holds the version that the program gave against what the library's own file says when it is run, where it can be: glibc's
    /// prints a banner.
    fn confirm(&self, description: &Description, link: &str) -> Result<(), String> {
        let Some(file) = self
            .file
            .as_ref()
            .filter(|_| self.libc.0 == "glibc" && link == "dynamic")
        else {
            return Ok(());
        };
        let mut words = description.wrapper.clone();
        words.push(file.clone());
        let Ok(banner) = answer(description, &words) else {
            return Ok(());
        };
        match glibc_version(&banner) {
            Some(version) if version != self.libc.1 => Err(format!(
                "the program says that it runs on glibc {}, but {file} is {version}",
                self.libc.1
            )),
            _ => Ok(()),
        }
    }
}

/// The version of a library that does not tell a program: musl's loader prints it when it is run alone, and dietlibc's command does,
/// which is the compiler or lies beside the library that the compiler finds.
fn ask(description: &Description, said: &Said) -> Option<String> {
    match said.libc.0.as_str() {
        "musl" => {
            let mut words = description.wrapper.clone();
            // Where the wrapper is the loader itself, there is nothing to put behind it.
            let is_loader = words
                .last()
                .is_some_and(|word| word.contains("ld-musl") || word.ends_with("/libc.so"));
            if !is_loader {
                words.push(said.file.clone()?);
            }
            musl_version(description, &words)
        }
        "dietlibc" => {
            let beside = || {
                let words = [&description.cc[..], &["-print-file-name=libc.a".to_owned()]].concat();
                let library = answer(description, &words).ok()?;
                let folder = Path::new(library.trim_end()).parent()?.parent()?;
                Some(folder.join("bin/diet").to_string_lossy().into_owned())
            };
            let version = |command: String| {
                let said = output(description, &[command, "-v".to_owned()]).ok()?;
                let text = [said.out, said.err].concat();
                let line = text
                    .lines()
                    .find_map(|line| line.strip_prefix("diet version "))?;
                let version = line.split_whitespace().next()?;
                Some(version.trim_start_matches("dietlibc-").to_owned())
            };
            version(description.cc.first()?.clone()).or_else(|| version(beside()?))
        }
        _ => None,
    }
}

/// The C library to which a loader belongs, for programs that have no way to ask: musl's loader is the library, and beside
/// glibc's is a library that prints a banner.
fn ask_loader(description: &Description, loader: &str) -> Option<(String, String)> {
    let path = Path::new(loader).canonicalize().ok()?;
    if loader.contains("ld-musl") {
        return Some((
            "musl".to_owned(),
            musl_version(description, &[loader.to_owned()])?,
        ));
    }
    let library = path.parent()?.join("libc.so.6");
    let words = [loader.to_owned(), library.to_string_lossy().into_owned()];
    let banner = answer(description, &words).ok()?;
    Some(("glibc".to_owned(), glibc_version(&banner)?.to_owned()))
}

/// What the banner of glibc's own file says.
fn glibc_version(banner: &str) -> Option<&str> {
    let (_, rest) = banner.lines().next()?.split_once(" release version ")?;
    Some(rest.trim_end_matches('.'))
}

/// What musl's loader says when it is run alone.
fn musl_version(description: &Description, words: &[String]) -> Option<String> {
    let said = output(description, words).ok()?;
    let line = said
        .err
        .lines()
        .find_map(|line| line.strip_prefix("Version "))?;
    Some(line.trim().to_owned())
}

/// What a command prints on stdout.
pub(super) fn answer(description: &Description, words: &[String]) -> Result<String, String> {
    output(description, words).map(|answer| answer.out)
}

/// What came of a command.
#[derive(Debug)]
struct Answer {
    out: String,
    err: String,
    status: ExitStatus,
}

impl Answer {
    /// How it ended and what it wrote, for one that did not do what it should.
    fn account(&self) -> String {
        let ended = match (self.status.code(), self.status.signal()) {
            (Some(code), _) => format!("exited {code}"),
            (None, Some(number)) => match Signal::try_from(number) {
                Ok(signal) => format!("was killed by {signal}"),
                Err(_) => format!("was killed by signal {number}"),
            },
            (None, None) => "ended".to_owned(),
        };
        let wrote = |stream: &str, line: Option<&str>| {
            Some(format!("wrote {:?} on {stream}", line?.trim_end()))
        };
        let wrote: Vec<String> = [
            wrote("stdout", self.out.lines().next()),
            wrote("stderr", self.err.lines().last()),
        ]
        .into_iter()
        .flatten()
        .collect();
        match &wrote[..] {
            [] => format!("{ended} and wrote nothing"),
            wrote => format!("{ended} and {}", wrote.join(" and ")),
        }
    }
}

/// What a command prints on stdout and on stderr, if it ends in time. How it ends does not matter: loaders that only tell their
/// version say that they were used wrongly.
fn output(description: &Description, words: &[String]) -> Result<Answer, String> {
    let line = words.join(" ");
    let (program, arguments) = words.split_first().ok_or("there is nothing to run")?;
    let failed = |error: std::io::Error| {
        format!(
            "cannot run `{line}`: {error}{}",
            refusal(Path::new(program), &error)
        )
    };
    let (mut child, group) = child::start(
        Command::new(program)
            .args(arguments)
            .env("LC_ALL", "C")
            .envs(&description.env)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped()),
    )
    .map_err(failed)?;
    let (sender, receiver) = mpsc::channel();
    let streams = (child.stdout.take(), child.stderr.take());
    let reader = thread::spawn(move || {
        let read = |stream: Option<&mut dyn std::io::Read>| {
            let mut bytes = Vec::new();
            // What cannot be read is not there; the answer is then found wanting.
            let _ = stream.map(|stream| stream.take(1 << 20).read_to_end(&mut bytes));
            String::from_utf8_lossy(&bytes).into_owned()
        };
        let (mut out, mut err) = streams;
        let texts = (
            read(out.as_mut().map(|s| s as _)),
            read(err.as_mut().map(|s| s as _)),
        );
        // Nobody waits any more when it took too long.
        let _ = sender.send(texts);
    });
    let texts = receiver.recv_timeout(PATIENCE);
    if texts.is_err() {
        // It may have ended just now.
        group.kill();
    }
    let status = child.wait().map_err(failed)?;
    let _ = reader.join();
    let (out, err) = texts.map_err(|_| format!("`{line}` does not answer"))?;
    Ok(Answer { out, err, status })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "exitspec-probe 1\nos Linux\nkernel 6.1\narch x86_64\nlibc glibc 2.36\ncompiler gcc 12.2.0\nfile /lib/libc.so.6\nfeature QUICK_EXIT no\n";

    #[test]
    fn a_description_is_read() {
        let said = Said::read(TEXT).unwrap();
        assert_eq!(said.libc, ("glibc".to_owned(), "2.36".to_owned()));
        assert_eq!(said.features, [("QUICK_EXIT".to_owned(), false)].into());
    }

    #[test]
    fn what_is_no_description_is_an_error() {
        for (text, error) in [
            ("", "does not describe itself"),
            ("hello\n", "does not describe itself"),
            ("exitspec-probe 1\nos Linux\n", "does not say all"),
            (
                &*TEXT.replace("libc glibc 2.36", "libc glibc"),
                "unclear: `libc glibc`",
            ),
            (&*TEXT.replace("arch", "ark"), "unclear: `ark x86_64`"),
        ] {
            assert!(Said::read(text).unwrap_err().contains(error), "{text}");
        }
    }

    #[test]
    fn an_answer_that_is_none_is_told_with_how_it_ended() {
        for (status, out, err, told) in [
            (11, "", "", "was killed by SIGSEGV and wrote nothing"),
            (139 << 8, "", "", "exited 139 and wrote nothing"),
            (
                0,
                "hello\nyou\n",
                "",
                "exited 0 and wrote \"hello\" on stdout",
            ),
            (
                1 << 8,
                "a\n",
                "b\nc\n",
                "exited 1 and wrote \"a\" on stdout and wrote \"c\" on stderr",
            ),
        ] {
            let answer = Answer {
                out: out.to_owned(),
                err: err.to_owned(),
                status: ExitStatus::from_raw(status),
            };
            assert_eq!(answer.account(), told);
        }
    }
}
