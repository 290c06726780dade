//! `rust/exec`.

use exitspec::Case;

/// The cases of `rust/exec`.
pub(super) const CASES: &[Case] = &[];
