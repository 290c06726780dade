//! A diff for reading on the web.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::compare::{Category, Diff, Piece};
use super::said::{Reason, Said, about, blocks, capital, counted, unlisted};
use crate::fold::{Folding, Place};
use crate::markdown::{link, text};

/// Writes what changed, as [`text`](super::text) does it, in Markdown: nothing at all when nothing did.
///
/// # Errors
///
/// When the writer fails.
pub fn markdown(diff: &Diff<'_>, mut out: impl Write) -> io::Result<()> {
    if diff.changes.is_empty() {
        return Ok(());
    }
    let folding = Folding::over([diff.a, diff.b]);
    writeln!(out, "## {}\n", text(&counted(diff)))?;
    for (side, name) in ["A", "B"].into_iter().enumerate() {
        writeln!(out, "- {name}: {}", text(&about(diff, side)))?;
    }
    for category in Category::ALL {
        let changes = diff.changes.iter();
        let blocks = blocks(changes.filter(|change| change.category == category));
        if blocks.is_empty() {
            continue;
        }
        let name = capital(category.name());
        writeln!(out, "\n### {name} ({})", diff.count(category))?;
        if let Some(why) = unlisted(diff, category) {
            writeln!(out, "\n{}", capital(why))?;
            continue;
        }
        let mut group = None;
        for (said, places) in &blocks {
            if group != Some(&said.group) {
                writeln!(out, "\n**{}**\n", text(&said.group))?;
                group = Some(&said.group);
            }
            block(said, &names(&folding, places), &mut out)?;
        }
    }
    unexplained(diff, &folding, &mut out)
}

fn names<'a>(folding: &Folding<'a>, places: &[Place<'a>]) -> String {
    let names = folding.names(places).into_iter();
    let names = names.map(|names| format!("{} ({})", text(&names.cases), text(&names.sinks)));
    names.collect::<Vec<_>>().join("; ")
}

fn block(said: &Said, names: &str, out: &mut impl Write) -> io::Result<()> {
    let verdicts: Vec<String> = said.verdicts.iter().map(ToString::to_string).collect();
    let verdicts = match verdicts.is_empty() {
        true => String::new(),
        false => format!(": {}", verdicts.join(" → ")),
    };
    let mark = match said.explained {
        true => "",
        false => ", **unexplained**",
    };
    writeln!(out, "- {names}, {}{mark}{verdicts}", text(&said.level))?;
    for Piece { field, a, b } in &said.pieces {
        writeln!(out, "  - {field}: {} → {}", text(a), text(b))?;
    }
    if let Some(outcomes) = &said.outcomes {
        writeln!(out, "  - outcomes: {}", text(outcomes))?;
    }
    for Reason {
        side,
        text: reason,
        url,
    } in &said.reasons
    {
        let more = url
            .as_deref()
            .map(|url| format!(" ({})", link("more", url)));
        let more = more.unwrap_or_default();
        writeln!(out, "  - {side}: {}{more}", text(reason))?;
    }
    Ok(())
}

fn unexplained(diff: &Diff<'_>, folding: &Folding<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut groups: BTreeMap<&str, Vec<Place<'_>>> = BTreeMap::new();
    for change in diff.changes.iter().filter(|change| !change.is_explained()) {
        let place = change.place();
        groups.entry(place.group()).or_default().push(place);
    }
    if groups.is_empty() {
        return Ok(());
    }
    let count = diff.unexplained();
    writeln!(
        out,
        "\n### Unexplained, without a reason on either side ({count})\n"
    )?;
    for (group, places) in groups {
        writeln!(out, "- {}: {}", text(group), names(folding, &places))?;
    }
    Ok(())
}
