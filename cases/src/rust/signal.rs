//! `rust/signal`.

use exitspec::Case;

/// The cases of `rust/signal`.
pub(super) const CASES: &[Case] = &[];
