//! `rust/main_return`.

use exitspec::Case;

/// The cases of `rust/main_return`.
pub(super) const CASES: &[Case] = &[];
