//! `rust/threads`.

use exitspec::Case;

/// The cases of `rust/threads`.
pub(super) const CASES: &[Case] = &[];
