//! `rust/session`.

use exitspec::Case;

/// The cases of `rust/session`.
pub(super) const CASES: &[Case] = &[];
