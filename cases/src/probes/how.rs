//! How a case is run, in the words of the registries.

use std::borrow::Cow;

use exitspec::{Case, Need, Sink};

const ROOT: &[Need] = &[Need {
    name: "root",
    probe: || match nix::unistd::geteuid().is_root() {
        true => Ok(()),
        false => Err("not running as root".to_owned()),
    },
}];

/// A case that is run as `how` says.
pub(crate) fn case(name: &str, how: &str) -> Result<Case, String> {
    let mut case = Case::executed(Cow::Owned(name.to_owned()));
    for word in how.split_whitespace() {
        let (key, value) = word.split_once('=').unwrap_or((word, ""));
        let number = || {
            value
                .parse::<u32>()
                .ok()
                .filter(|&number| number > 0)
                .ok_or_else(|| format!("`{word}` needs a number above 0"))
        };
        case = match key {
            "sinks" if value == "all" => case.sinks(Sink::ALL),
            "sinks" => case.sinks_all(
                value
                    .split(',')
                    .map(sink)
                    .collect::<Result<Vec<_>, _>>()?
                    .into(),
            ),
            "stderr" => case.stderr_to(sink(value)?),
            "racy" => case.racy(number()?),
            "body_limit" => case.body_limit(number()?),
            "ending_limit" => case.ending_limit(number()?),
            "continue" => case.continue_when_stopped(),
            "await" => case.await_descendants(),
            "core" => case.with_core(),
            "dir" => case.own_dir(),
            "terminal" => case.controlling_tty(),
            "root" => case.needs(ROOT),
            _ => return Err(format!("nobody knows `{word}`")),
        };
    }
    Ok(case)
}

fn sink(name: &str) -> Result<Sink, String> {
    Sink::from_name(name).ok_or_else(|| format!("`{name}` is no sink"))
}
