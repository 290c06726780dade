//! Which results of a suite are wanted.

use crate::case::Isolation;
use crate::run::Partition;
use crate::run::plan::family;
use crate::sink::Sink;

/// Which results of a suite are wanted, and how native cases get their processes.
#[derive(Debug, Clone)]
pub struct Selection {
    /// Results whose name has one of these in it; all when there is none. The name of a family alone means that family, and
    /// what begins with one and a slash has to be how the name begins.
    pub filters: Vec<String>,
    /// Results whose name has one of these in it are left out.
    pub skip: Vec<String>,
    /// Filters and skips are whole names.
    pub exact: bool,
    /// Only these sinks; all when there is none.
    pub sinks: Vec<Sink>,
    /// For cases that do not insist on one.
    pub isolation: Isolation,
    /// Whether the panic=abort twin is wanted too.
    pub twin: bool,
    /// Only this part of what is selected by the rest.
    pub partition: Option<Partition>,
}

impl Default for Selection {
    /// Everything.
    fn default() -> Selection {
        Selection {
            filters: Vec::new(),
            skip: Vec::new(),
            exact: false,
            sinks: Vec::new(),
            isolation: Isolation::Fork,
            twin: true,
            partition: None,
        }
    }
}

impl Selection {
    /// Whether a result that goes by these names is wanted, as far as names can tell, in a suite of these families.
    pub(crate) fn wants_name(&self, names: &[&str], families: &[&str]) -> bool {
        let matches = |pattern: &String| {
            names.iter().any(|name| match self.exact {
                true => *name == pattern,
                // So that `c` is not every name with that letter in it.
                false if families.contains(&pattern.as_str()) => family(name) == pattern,
                // So that `c/exit` is not in `rust/panic/exits`.
                false if families.contains(&family(pattern)) => name.starts_with(pattern.as_str()),
                false => name.contains(pattern.as_str()),
            })
        };
        (self.filters.is_empty() || self.filters.iter().any(matches))
            && !self.skip.iter().any(matches)
    }

    pub(crate) fn wants_sink(&self, sink: Sink) -> bool {
        self.sinks.is_empty() || self.sinks.contains(&sink)
    }
}
