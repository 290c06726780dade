//! Running the command.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use nix::sys::signal::{SigHandler, Signal};

/// Has the commands that are started here heed an interrupt, as in the foreground of a terminal. A shell that starts
/// the tests in its background has them ignored, which is inherited, and an ignored one stays ignored.
fn heed_signals() {
    for signal in [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP] {
        #[expect(unsafe_code, reason = "std has no call for it")]
        // SAFETY: installs no handler.
        let before = unsafe { nix::sys::signal::signal(signal, SigHandler::SigDfl) };
        assert!(before.is_ok(), "{before:?}");
    }
}

/// The command with these words, in an environment that has no say in it.
pub(crate) fn exitspec(line: &str) -> Command {
    heed_signals();
    let mut command = Command::new(env!("CARGO_BIN_EXE_exitspec"));
    command.args(line.split_whitespace()).stdin(Stdio::null());
    // Without CARGO the twin is not built for a test that wants nothing of it.
    for name in [
        "CARGO",
        "CI",
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "COLUMNS",
        "GITHUB_STEP_SUMMARY",
        "LANG",
        "LC_ALL",
        "LC_CTYPE",
        "EXITSPEC_TIMEOUT_SCALE",
        "EXITSPEC_TWIN",
        "EXITSPEC_PROBES",
    ] {
        command.env_remove(name);
    }
    command
}

pub(crate) fn run(line: &str) -> Output {
    exitspec(line).output().unwrap()
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What a command that has to succeed prints, on stdout alone.
#[track_caller]
pub(crate) fn printed(line: &str) -> String {
    let output = run(line);
    assert!(output.status.success(), "{line}: {output:?}");
    assert!(output.stderr.is_empty(), "{line}: {output:?}");
    text(&output.stdout)
}

/// What a command that has to end with this code says on stderr.
#[track_caller]
pub(crate) fn refused(line: &str, code: i32) -> String {
    let output = run(line);
    assert_eq!(output.status.code(), Some(code), "{line}: {output:?}");
    assert!(output.stdout.is_empty(), "{line}: {output:?}");
    text(&output.stderr)
}

/// A copy of the suite's probes in which the first place of this text, which has to be there, has another. Nothing stands at the
/// beginning.
pub(crate) fn probes(folder: &Path, file: &str, text: &str, instead: &str) -> PathBuf {
    let copy = folder.join("probes");
    copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("probes"), &copy);
    replace(&copy.join(file), text, instead);
    copy
}

/// A copy of the suite's expectations in which this text, which has to be there, is another.
pub(crate) fn expectations(folder: &Path, file: &str, text: &str, instead: &str) -> PathBuf {
    let copy = folder.join("fixtures");
    copy_folder(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures"),
        &copy,
    );
    replace(&copy.join(file), text, instead);
    copy
}

fn replace(path: &Path, text: &str, instead: &str) {
    let before = fs::read_to_string(path).unwrap();
    assert!(before.contains(text), "{} has no {text}", path.display());
    fs::write(path, before.replacen(text, instead, 1)).unwrap();
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy_folder(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}
