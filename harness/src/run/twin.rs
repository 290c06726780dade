//! Where the panic=abort twin of the running binary is.

use std::path::PathBuf;

/// Names the twin: the same binary, built with `panic = "abort"`.
pub const ENV_TWIN: &str = "EXITSPEC_TWIN";

/// How to find the panic=abort twin; asked only when a case needs it.
#[derive(Debug, Clone, Copy)]
pub struct Twin(
    /// Gives the path of the twin, or the reason why there is none, with how to get one.
    pub fn() -> Result<PathBuf, String>,
);

impl Default for Twin {
    /// Where the environment variable `EXITSPEC_TWIN` says.
    fn default() -> Twin {
        Twin(|| {
            Twin::from_environment().unwrap_or_else(|| {
                Err(format!(
                    "no panic=abort twin: build this program with `panic = \"abort\"` and name the binary in {ENV_TWIN}"
                ))
            })
        })
    }
}

impl Twin {
    /// The twin that `EXITSPEC_TWIN` names, or what is wrong with it; `None` when the variable is not set.
    pub fn from_environment() -> Option<Result<PathBuf, String>> {
        let path = PathBuf::from(std::env::var_os(ENV_TWIN)?);
        Some(match std::path::absolute(&path) {
            Ok(path) if path.is_file() => Ok(path),
            _ => Err(format!(
                "{ENV_TWIN} is `{}`, which is no file",
                path.display()
            )),
        })
    }
}
