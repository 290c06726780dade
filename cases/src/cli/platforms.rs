//! `exitspec platforms`: what is here, what is missing, and how to get it.

use std::collections::BTreeMap;

use exitspec::supervise::sink_available;
use exitspec::{Platform, Sink};
use exitspec_reports::{Align, Cell, Table, plain};

use super::args::PlatformsArgs;
use super::exit::{Exit, Failure};
use super::output::{Colors, width};
use crate::platform::{Description, Descriptions};
use crate::probes::{FAMILIES, Family};

pub(super) fn platforms(args: &PlatformsArgs, colors: Colors) -> Result<Exit, Failure> {
    let platform = Platform::of_this_process();
    let known = Descriptions::load(args.config.as_deref()).map_err(Failure::usage)?;
    let own = [identity(&platform), sinks(), needs(), twin()];
    let others = FAMILIES.map(|family| others(&known, family));
    let own = own.map(|(title, table)| (title.to_owned(), table));
    colors.stdout(|out| {
        writeln!(out, "{}", plain(&platform.name))?;
        for (title, table) in own.iter().chain(&others) {
            writeln!(out, "\n{title}")?;
            table.write(width(), &mut *out)?;
        }
        Ok(())
    })?;
    Ok(Exit::AsExpected)
}

fn identity(platform: &Platform) -> (&'static str, Table) {
    let libc = &platform.libc;
    let runtime = &platform.runtime;
    let none = || "none detected".to_owned();
    let mut table = Table::new(&[Align::Left; 2]);
    for (name, value) in [
        (
            "  operating system",
            format!("{} {}", platform.os, platform.kernel),
        ),
        ("  architecture", platform.arch.clone()),
        (
            "  C library",
            format!("{} {}, {}", libc.name, libc.version, libc.link),
        ),
        (
            "  runtime",
            [
                Some(format!("{} {}", runtime.name, runtime.version)),
                runtime.target.clone(),
                runtime.panic.as_ref().map(|panic| format!("panic={panic}")),
            ]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", "),
        ),
        ("  emulator", platform.emulator.clone().unwrap_or_else(none)),
        (
            "  container",
            platform.container.clone().unwrap_or_else(none),
        ),
    ] {
        table.row(vec![Cell::new(name), Cell::new(plain(&value))]);
    }
    ("This platform", table)
}

fn sinks() -> (&'static str, Table) {
    let answers = Sink::ALL
        .iter()
        .map(|&sink| (sink.name(), sink_available(sink)));
    ("Sinks", answered(answers))
}

/// What the cases of the suite need, each looked at once.
fn needs() -> (&'static str, Table) {
    let suite = crate::suite();
    let mut needs = BTreeMap::new();
    for (_, case) in suite.cases() {
        for need in case.needed() {
            needs.entry(need.name).or_insert(need.probe);
        }
    }
    (
        "What cases need",
        answered(needs.into_iter().map(|(name, probe)| (name, probe()))),
    )
}

/// The platforms that cases of a family can be run on; nothing is built for this.
fn others(known: &Descriptions, family: Family) -> (String, Table) {
    let mut table = Table::new(&[Align::Left; 3]);
    let of_it = |description: &&Description| description.family() == family;
    for description in known.all().iter().filter(of_it) {
        let answer = match description.missing() {
            None => "here".to_owned(),
            Some(missing) => format!("missing: {missing}"),
        };
        table.row(vec![
            Cell::new(format!("  {}", description.name)),
            Cell::new(plain(&description.about)),
            Cell::new(plain(&answer)),
        ]);
    }
    let name = family.name();
    let title = format!("Platforms for {name} cases (`exitspec run {name} --platform NAME`)");
    (title, table)
}

/// Where the twin is; it is not built for this.
fn twin() -> (&'static str, Table) {
    let answer = match crate::twin_path() {
        Some(path) => format!("at {}", path.display()),
        None => format!("missing: {}", crate::twin_missing()),
    };
    let mut table = Table::new(&[Align::Left; 2]);
    table.row(vec![Cell::new("  twin"), Cell::new(plain(&answer))]);
    ("Panic=abort", table)
}

fn answered<'a>(answers: impl Iterator<Item = (&'a str, Result<(), String>)>) -> Table {
    let mut table = Table::new(&[Align::Left; 2]);
    for (name, answer) in answers {
        let answer = match answer {
            Ok(()) => "here".to_owned(),
            Err(reason) => format!("missing: {reason}"),
        };
        table.row(vec![
            Cell::new(format!("  {name}")),
            Cell::new(plain(&answer)),
        ]);
    }
    table
}
