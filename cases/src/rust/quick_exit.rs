//! `rust/quick_exit`.

use exitspec::Case;

/// The cases of `rust/quick_exit`.
pub(super) const CASES: &[Case] = &[];
