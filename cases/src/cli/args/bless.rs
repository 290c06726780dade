//! The options of `bless`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use exitspec::Level;
use exitspec::expectation::When;
use exitspec::run::Config;

use super::run::Select;

#[derive(Debug, Args)]
#[command(after_help = "\
Nothing is written that a standard mandates, and nothing at all when CI is set in the environment. A case without an
entry gets a draft, to which you add what it shows and its sources. Look at the change before you commit it.

Examples:
  exitspec bless rust/print                     what is not as expected there
  exitspec bless --exact rust/tls/main_at_return \\
      --when libc=musl --reason 'musl runs none' what is different on a platform")]
pub(in crate::cli) struct BlessArgs {
    #[command(flatten)]
    pub(in crate::cli) select: Select,
    /// Multiply all limits with this, for slow machines
    #[arg(long, value_name = "FACTOR", env = exitspec::run::ENV_TIMEOUT_SCALE, default_value = "1", value_parser = Config::parse_scale)]
    pub(in crate::cli) timeout_scale: f64,
    /// The folder with the JSON files that are read and written
    #[arg(long, value_name = "DIR", default_value = "fixtures")]
    pub(in crate::cli) expectations: PathBuf,
    /// The level of cases that have no entry yet
    #[arg(long, value_name = "LEVEL", default_value = "documented")]
    level: LevelArg,
    /// Write what is different on platforms for which this holds, not what is expected everywhere (can be given
    /// several times): libc=musl, version=<1.2, os=linux, kernel=>=6.0, arch=x86_64, panic=abort, …
    #[arg(long, value_name = "FIELD=VALUE", requires = "reason")]
    when: Vec<String>,
    /// Why it is different there
    #[arg(long, requires = "when")]
    pub(in crate::cli) reason: Option<String>,
    /// Where to read more about it; needed where it deviates from something mandated
    #[arg(long, requires = "when")]
    pub(in crate::cli) url: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LevelArg {
    Documented,
    ImplementationDefined,
    Unspecified,
    Undefined,
}

impl BlessArgs {
    pub(in crate::cli) fn level(&self) -> Level {
        match self.level {
            LevelArg::Documented => Level::Documented,
            LevelArg::ImplementationDefined => Level::ImplementationDefined,
            LevelArg::Unspecified => Level::Unspecified,
            LevelArg::Undefined => Level::Undefined,
        }
    }

    /// The condition, read as the same fields are read in a fixture file.
    pub(in crate::cli) fn when(&self) -> Result<Option<When>, String> {
        if self.when.is_empty() {
            return Ok(None);
        }
        let mut fields = serde_json::Map::new();
        for condition in &self.when {
            let (field, value) = condition
                .split_once('=')
                .ok_or_else(|| format!("`--when {condition}` has no `=`: it takes FIELD=VALUE"))?;
            fields.insert(field.to_owned(), value.into());
        }
        serde_json::from_value(fields.into())
            .map(Some)
            .map_err(|error| format!("--when: {error}"))
    }
}
