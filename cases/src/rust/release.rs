//! `rust/release`.

use exitspec::Case;

/// The cases of `rust/release`.
pub(super) const CASES: &[Case] = &[];
