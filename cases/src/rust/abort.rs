//! `rust/abort`.

use exitspec::Case;

/// The cases of `rust/abort`.
pub(super) const CASES: &[Case] = &[];
