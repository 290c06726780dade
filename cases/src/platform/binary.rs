//! What the file of a program says: the loader it names, the machine it is built for, and why the kernel refuses it.

use std::io;
use std::path::Path;

use nix::errno::Errno;
use nix::unistd::{AccessFlags, access};
use object::{Object as _, ObjectSection as _};

/// Whether it is a file that may be executed.
pub(super) fn is_executable(path: &Path) -> bool {
    path.is_file() && access(path, AccessFlags::X_OK).is_ok()
}

/// The dynamic loader that a program names, which is linked dynamically then. What is no ELF file is, on the systems that have
/// no other.
pub(super) fn interpreter(program: &Path) -> Result<Option<String>, String> {
    let unreadable =
        |error: &dyn std::fmt::Display| format!("cannot read {}: {error}", program.display());
    let bytes = std::fs::read(program).map_err(|error| unreadable(&error))?;
    let Ok(file) = object::File::parse(&*bytes) else {
        return Ok(Some(String::new()));
    };
    let Some(section) = file.section_by_name(".interp") else {
        return Ok(None);
    };
    let path = section.data().map_err(|error| unreadable(&error))?;
    let path = path.split(|&byte| byte == 0).next().unwrap_or_default();
    Ok(Some(String::from_utf8_lossy(path).into_owned()))
}

/// Why a program that is there cannot be run and what helps, as far as its file tells; to be put behind the error.
pub(super) fn refusal(program: &Path, error: &io::Error) -> String {
    match error.raw_os_error().map(Errno::from_raw) {
        Some(Errno::ENOEXEC) => match architecture(program) {
            Some(built_for) => format!(
                "\nit is built for {built_for}, and this machine is {}: it needs an emulator as the wrapper (`--wrapper`, or `wrapper` in a description)",
                std::env::consts::ARCH
            ),
            None => String::new(),
        },
        Some(Errno::ENOENT) if program.is_file() => match interpreter(program) {
            Ok(Some(loader)) if !loader.is_empty() && !Path::new(&loader).exists() => format!(
                "\nits dynamic loader {loader} is not here: link it statically, or put a loader in front of it as the wrapper (`--wrapper`, or `wrapper` in a description)"
            ),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// What an ELF file is built for, as Rust names it.
fn architecture(program: &Path) -> Option<String> {
    let bytes = std::fs::read(program).ok()?;
    let file = object::File::parse(&*bytes).ok()?;
    Some(format!("{:?}", file.architecture()).to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An ELF file that says no more than what it is built for and the loader it names.
    fn elf(machine: u16, loader: &str) -> Vec<u8> {
        let names = b"\0.interp\0.shstrtab\0";
        let mut bytes = b"\x7fELF\x02\x01\x01".to_vec();
        bytes.resize(16, 0);
        // The header: an executable file, with three sections right behind it, the last of which has the names.
        bytes.extend([2u16.to_le_bytes(), machine.to_le_bytes()].concat());
        bytes.extend(1u32.to_le_bytes());
        bytes.extend([0u64, 0, 64].map(u64::to_le_bytes).concat());
        bytes.extend(0u32.to_le_bytes());
        bytes.extend([64u16, 0, 0, 64, 3, 2].map(u16::to_le_bytes).concat());
        bytes.resize(64 + 64, 0);
        let (place, length) = (64 * 4, loader.len() as u64 + 1);
        for (name, kind, offset, size) in [
            (1u32, 1u32, place, length),
            (9, 3, place + length, names.len() as u64),
        ] {
            bytes.extend([name, kind].map(u32::to_le_bytes).concat());
            let fields = [0, 0, offset, size, 0, 1, 0];
            bytes.extend(fields.map(u64::to_le_bytes).concat());
        }
        bytes.extend(loader.as_bytes());
        bytes.push(0);
        bytes.extend(names);
        bytes
    }

    #[test]
    fn a_program_for_another_machine_is_told_by_its_machine() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("probe");
        let refused = io::Error::from(Errno::ENOEXEC);
        for (machine, name) in [(183, "aarch64"), (22, "s390x")] {
            std::fs::write(&path, elf(machine, "/l")).unwrap();
            let told = refusal(&path, &refused);
            assert!(told.contains(&format!("built for {name}, ")), "{told}");
        }
        std::fs::write(&path, "no ELF").unwrap();
        assert_eq!(refusal(&path, &refused), "");
    }

    #[test]
    fn a_program_whose_loader_is_not_here_is_told_by_the_loader() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("probe");
        let refused = io::Error::from(Errno::ENOENT);
        std::fs::write(&path, elf(62, "/no/such/ld.so")).unwrap();
        let told = refusal(&path, &refused);
        assert!(told.contains("loader /no/such/ld.so is not here"), "{told}");
        std::fs::write(&path, elf(62, "/bin/sh")).unwrap();
        assert_eq!(refusal(&path, &refused), "");
        assert_eq!(refusal(Path::new("/no/such/probe"), &refused), "");
    }

    #[test]
    fn a_file_that_may_not_be_executed_is_no_command() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("wrapper");
        std::fs::write(&path, "#!/bin/sh\n").unwrap();
        assert!(!is_executable(&path) && !is_executable(folder.path()));
        assert!(is_executable(Path::new("/bin/sh")));
    }
}
