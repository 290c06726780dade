//! `rust/fork`.

use exitspec::Case;

/// The cases of `rust/fork`.
pub(super) const CASES: &[Case] = &[];
