//! Building probes: with compilers that do something else than compile, so that it is quick.

use std::fs;
use std::io::Read as _;
use std::os::fd::AsFd as _;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::signal::{Signal, kill};
use nix::sys::stat::Mode;
use nix::unistd::{Pid, mkfifo};

use crate::support::{exitspec, text};

/// Finds in `$out` what is to be made, and notes that it ran.
const BEGIN: &str = "#!/bin/sh
echo ran >>ran
out=
for word do
    [ \"$last\" != -o ] || out=$word
    last=$word
done
";

fn script(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// The command, in a folder with the compiler `./mycc` and a cache of its own.
fn with_compiler(folder: &Path, body: &str, line: &str) -> Command {
    let compiler = folder.join("mycc");
    if !compiler.exists() {
        script(&compiler, &format!("{BEGIN}{body}"));
    }
    let mut command = exitspec(line);
    command
        .current_dir(folder)
        .env("EXITSPEC_CACHE", folder.join("cache"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// What a run says that comes to nothing because of the compiler.
#[track_caller]
fn broken(body: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let output = with_compiler(folder.path(), body, "run c/exit --cc ./mycc")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    text(&output.stderr)
}

#[test]
fn a_compiler_is_run_in_the_folder_where_one_is() {
    let folder = tempfile::tempdir().unwrap();
    let line = "run c/dso/dependency c/abort/failed_assertion --quiet";
    fs::write(folder.path().join("here.h"), "").unwrap();
    let mut command = with_compiler(folder.path(), "exec cc \"$@\"", line);
    let output = command
        .args(["--cc", "./mycc -include here.h"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let shown = text(&output.stdout);
    assert!(shown.contains(" PASS"), "{shown}");
}

#[test]
fn a_compiler_that_can_build_nothing_is_told_as_that() {
    let folder = tempfile::tempdir().unwrap();
    let output = with_compiler(folder.path(), "", "run c/exit")
        .args(["--cc", "cc -lno-such-library"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let told = text(&output.stderr);
    assert!(
        told.starts_with("error: --cc 'cc -lno-such-library': the probe does not compile"),
        "{told}"
    );
    assert!(
        told.contains("\nnot even an empty program compiles and links:\n")
            && told.contains("no-such-library")
            && !told.contains("-c "),
        "{told}"
    );
}

#[test]
fn what_is_said_of_all_sources_alike_is_said_once() {
    let told = broken("case \"$*\" in *' -c '*) echo \"$last: wrong\"; exit 1;; esac; : >\"$out\"");
    assert_eq!(told.matches(": wrong").count(), 1, "{told}");
    assert!(told.contains("\nabort.c: wrong\n"), "{told}");
    let told = broken(
        "case \"$*\" in *' -c '*) for a in a b c d e f; do for b in a b c d e f; do echo \"$a$b\"; done; done; exit 1;; esac; : >\"$out\"",
    );
    assert!(told.ends_with("\ndb\n(16 more lines)\n"), "{told}");
}

#[test]
fn a_probe_that_dies_is_told_with_its_command_and_how_it_ended() {
    let probe = |does: &str| format!("printf '#!/bin/sh\\n{does}\\n' >\"$out\"; chmod +x \"$out\"");
    let told = broken(&probe("kill -SEGV $$"));
    assert!(
        told.starts_with("error: --cc './mycc': the probe does not describe itself\n`"),
        "{told}"
    );
    assert!(
        told.ends_with("/made/probe --describe` was killed by SIGSEGV and wrote nothing\n"),
        "{told}"
    );
    let told = broken(&probe("exit 139"));
    assert!(told.ends_with("exited 139 and wrote nothing\n"), "{told}");
}

#[test]
fn a_wrapper_that_may_not_be_executed_is_2() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("wrapper"), "").unwrap();
    let line = "run c/exit --cc ./mycc --wrapper ./wrapper";
    let output = with_compiler(folder.path(), "", line).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let told = text(&output.stderr);
    assert_eq!(told, "error: `./wrapper` may not be executed\n");
}

#[test]
fn a_document_that_cannot_be_written_is_2_before_anything_is_built() {
    let folder = tempfile::tempdir().unwrap();
    let line = "run c/exit --cc ./mycc --json none/out.json";
    let output = with_compiler(folder.path(), "", line).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let told = text(&output.stderr);
    assert!(told.contains("none/out.json"), "{told}");
    assert!(!folder.path().join("ran").exists());
}

#[test]
fn a_c_library_that_was_built_again_has_the_probe_built_again() {
    let folder = tempfile::tempdir().unwrap();
    let config = "[[platform]]\nname = \"x\"\nabout = \"x\"\ncc = [\"./mycc\"]\n";
    fs::write(folder.path().join("exitspec.toml"), config).unwrap();
    let library = folder.path().join("libc.a");
    fs::write(&library, "1").unwrap();
    let body = "
case $1 in -print-file-name=*) [ \"$1\" != -print-file-name=libc.a ] || echo ./libc.a; exit;; esac
echo built >>built
printf '#!/bin/sh\\nprintf \"exitspec-probe 1\\\\nos x\\\\nkernel 1\\\\narch x\\\\nlibc x 1\\\\ncompiler x\\\\n\"\\n' >\"$out\"
chmod +x \"$out\"
";
    let run = || -> (Output, u64) {
        let line = "run --exact c/exit/handlers_run_in_reverse@pipe --platform x";
        let output = with_compiler(folder.path(), body, line).output().unwrap();
        let built = fs::metadata(folder.path().join("built")).unwrap();
        (output, built.len())
    };
    let (first, second) = (run(), run());
    assert_eq!(first.1, second.1, "{first:?}\n{second:?}");
    fs::write(&library, "12").unwrap();
    let third = run();
    assert!(third.1 > second.1, "{third:?}");
}

#[test]
fn a_signal_ends_all_that_builds_and_leaves_nothing() {
    for signal in [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("fifo");
        mkfifo(&path, Mode::S_IRWXU).unwrap();
        // The first one is let through: those after it are in the background, where a shell has SIGINT ignored.
        let body = "case \"$*\" in *ALWAYS*) : >\"$out\"; exit;; esac
exec 3>fifo; echo here >&3; exec sleep 1000";
        let child = with_compiler(folder.path(), body, "run c/exit --cc ./mycc")
            .spawn()
            .unwrap();
        let mut compilers = fs::File::open(&path).unwrap();
        let mut said = [0; 5];
        compilers.read_exact(&mut said).unwrap();
        assert_eq!(
            fs::read_dir(folder.path().join("cache")).unwrap().count(),
            1
        );
        kill(Pid::from_raw(child.id().cast_signed()), signal).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.signal(), Some(signal as i32), "{output:?}");
        assert_eq!(
            fs::read_dir(folder.path().join("cache")).unwrap().count(),
            0
        );
        // The other end is closed when the last of them is gone.
        let mut all = Vec::new();
        let mut ready = [PollFd::new(compilers.as_fd(), PollFlags::empty())];
        let patience = PollTimeout::from(20_000_u16);
        assert_eq!(poll(&mut ready, patience).unwrap(), 1, "a compiler is left");
        compilers.read_to_end(&mut all).unwrap();
    }
}
