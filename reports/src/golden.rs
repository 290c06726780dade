//! Renderings that are kept beside the code, so that a change shows as what it does to them.

use std::path::Path;

/// Compares with the golden of that name in `reports/goldens`. With `EXITSPEC_ACCEPT=1` in the environment the golden is
/// replaced instead, except in CI.
#[track_caller]
pub(crate) fn check(name: &str, rendered: &[u8]) {
    let rendered = anstream::adapter::strip_bytes(rendered).into_vec();
    let rendered = String::from_utf8(rendered).expect("renderings are text");
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("goldens")
        .join(name);
    match std::env::var("EXITSPEC_ACCEPT").as_deref() {
        Err(_) | Ok("" | "0") => {}
        Ok("1") if std::env::var_os("CI").is_some() => {
            panic!("goldens are not accepted in CI: unset EXITSPEC_ACCEPT")
        }
        Ok("1") => {
            std::fs::write(&path, &rendered).expect("the golden can be written");
            return;
        }
        Ok(other) => panic!("EXITSPEC_ACCEPT is `{other}`: it takes 0 or 1"),
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        golden == rendered,
        "{} is not what is rendered now.\n--- golden\n{golden}--- rendered\n{rendered}---\nIf the new one is right: \
         EXITSPEC_ACCEPT=1 cargo test -p exitspec-reports",
        path.display()
    );
}
