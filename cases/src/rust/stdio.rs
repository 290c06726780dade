//! `rust/stdio`.

use exitspec::Case;

/// The cases of `rust/stdio`.
pub(super) const CASES: &[Case] = &[];
