//! What every case of a run has in common, found out once in `main` before anything is forked.

use std::ffi::{CString, OsStr, OsString};
use std::io;
use std::os::fd::RawFd;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::{Path, PathBuf};

use crate::journal;
use crate::sys;

/// Files of a case may not grow beyond this: a flood into the `file` sink must not fill the disk.
const FILE_SIZE_MAX: u64 = 256 << 20;

/// The journal's descriptor in a case, unless the limit on descriptors is lower: high, so that it is in nobody's way.
const JOURNAL: RawFd = 198;

/// What every case of a run has in common.
#[derive(Debug, Clone)]
pub(crate) struct Setup {
    /// The journal's descriptor in a case; the gate's is the next one.
    pub(crate) journal: RawFd,
    /// This program, for cases that are spawned.
    pub(crate) program: PathBuf,
    /// What stands in front of a program that is executed (an emulator, say), from `CARGO_TARGET_<TRIPLE>_RUNNER`.
    pub(crate) runner: Vec<CString>,
    /// A directory for the directories of cases, if any case of the suite has one.
    pub(crate) scratch: Option<PathBuf>,
}

impl Setup {
    /// Asks the environment, as it is in `main`.
    pub(crate) fn new(scratch: Option<PathBuf>) -> io::Result<Setup> {
        let target = env!("EXITSPEC_TARGET")
            .to_uppercase()
            .replace(['-', '.'], "_");
        let runner = std::env::var_os(format!("CARGO_TARGET_{target}_RUNNER")).unwrap_or_default();
        Ok(Setup {
            journal: JOURNAL.min(sys::descriptor_limit() - 2),
            program: std::env::current_exe()?,
            runner: words(&runner)?,
            scratch,
        })
    }

    /// Brings the calling process, the nursery, into the state that all cases start from: what is set here is
    /// inherited by every supervisor and every case.
    pub(crate) fn fix_state(&self) -> io::Result<()> {
        let temporary = std::env::temp_dir();
        sys::fix_environment(&[
            (
                "PATH",
                OsStr::new("/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"),
            ),
            ("LC_ALL", OsStr::new("C")),
            ("HOME", OsStr::new("/")),
            ("TMPDIR", temporary.as_os_str()),
            (journal::ENV_JOURNAL, OsStr::new(&self.journal.to_string())),
        ]);
        sys::reset_dispositions();
        nix::sys::stat::umask(nix::sys::stat::Mode::from_bits_truncate(0o022));
        std::env::set_current_dir("/")?;
        Ok(sys::limit_cores_and_files(FILE_SIZE_MAX)?)
    }
}

/// A command line taken apart as cargo does it, at blanks, with its program found on the path.
fn words(runner: &OsStr) -> io::Result<Vec<CString>> {
    let mut words: Vec<CString> = runner
        .as_bytes()
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty())
        .map(CString::new)
        .collect::<Result<_, _>>()
        .map_err(io::Error::other)?;
    if let Some(first) = words.first_mut() {
        let name = OsString::from_vec(first.clone().into_bytes());
        let path = find(Path::new(&name)).ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::NotFound,
                format!("the runner {} was not found", name.display()),
            )
        })?;
        *first = CString::new(path.into_os_string().into_vec()).map_err(io::Error::other)?;
    }
    Ok(words)
}

fn find(name: &Path) -> Option<PathBuf> {
    if name.components().count() > 1 {
        return std::path::absolute(name).ok();
    }
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}
