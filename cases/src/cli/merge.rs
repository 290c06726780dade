//! `exitspec merge`: documents put together.

use std::io::{self, Write};

use exitspec::document::{Document, Named, merge as together, merge_one, write_several};
use exitspec_reports::plain;

use super::args::MergeArgs;
use super::documents::all;
use super::exit::{Exit, Failure};
use super::keep::Keeping;
use super::output::Colors;

pub(super) fn merge(args: &MergeArgs, colors: Colors) -> Result<Exit, Failure> {
    let keeping = match &args.output {
        Some(path) if path.as_os_str() != "-" => Some(Keeping::prepare(path, args.force)?),
        _ => None,
    };
    let mut named = all(&args.documents)?;
    if let Some(only) = &args.only {
        named = chosen(named, only)?;
    }
    let documents = match args.one_platform {
        true => merge_one(named).map(|document| vec![document]),
        false => together(named),
    };
    let documents = documents.map_err(Failure::usage)?;
    match keeping {
        None => write_several(&documents, io::stdout().lock()).map_err(Failure::printing)?,
        Some(keeping) => {
            keeping.write(&documents)?;
            colors.stdout(|out| documents.iter().try_for_each(|one| told(one, out)))?;
        }
    }
    Ok(Exit::AsExpected)
}

fn chosen(named: Vec<Named>, only: &str) -> Result<Vec<Named>, Failure> {
    let mut names: Vec<String> = Vec::new();
    let mut chosen = Vec::new();
    for named in named {
        let name = &named.document.platform.name;
        match name.contains(only) {
            true => chosen.push(named),
            false => names.push(plain(name).into_owned()),
        }
    }
    names.sort();
    names.dedup();
    match chosen.is_empty() {
        true => Err(Failure::nothing(format!(
            "no platform has `{only}` in its name; there are: {}",
            names.join("; ")
        ))),
        false => Ok(chosen),
    }
}

/// One line of a platform: how much there is of it.
fn told(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let mut line = format!(
        "{}: {} results",
        plain(&document.platform.name),
        document.results.len()
    );
    if document.interrupted {
        line += ", of a run that was cut short";
    }
    for (family, count) in &document.volatile.left_out {
        line += &format!(", {count} of {} missing", plain(family));
    }
    writeln!(out, "{line}")
}
