//! Names of implementations, many of them in few words: `CPython 3.9.2–3.13.5`.

use std::cmp::Ordering;

use exitspec::expectation::claims::Unit;

use crate::escape::plain;
use crate::findings::by_number;

/// Some units that have something in common, and their name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) units: Vec<usize>,
}

/// What is in the order of versions.
struct Name {
    /// What it is called without its version.
    kind: String,
    version: String,
    /// What sets it apart from others of that version.
    more: String,
}

fn name(unit: &Unit<'_>) -> Name {
    let (platform, runtime) = (&unit.document.platform, unit.runtime);
    let libc = &platform.libc;
    let machine = match &platform.emulator {
        Some(emulator) => format!("{} under {emulator}", platform.arch),
        None => platform.arch.clone(),
    };
    let (kind, version, more) = match unit.family {
        "c" => (
            format!("C with {}", libc.name),
            &libc.version,
            format!("{}, {machine}", libc.link),
        ),
        _ => (
            match runtime.name.as_str() {
                "rust" => "Rust".to_owned(),
                name => name.to_owned(),
            },
            &runtime.version,
            format!("{} {}, {machine}", libc.name, libc.version),
        ),
    };
    Name {
        kind: plain(&kind).into_owned(),
        version: plain(version).into_owned(),
        more: plain(&more).into_owned(),
    }
}

/// Python before shells, these before what is compiled.
fn rank(unit: &Unit<'_>) -> usize {
    let order = ["python", "shell", "c", "rust"];
    let place = order.iter().position(|family| *family == unit.family);
    place.unwrap_or(order.len())
}

fn order(a: (&Unit<'_>, &Name), b: (&Unit<'_>, &Name)) -> Ordering {
    (rank(a.0).cmp(&rank(b.0)))
        .then_with(|| a.1.kind.cmp(&b.1.kind))
        .then_with(|| by_number(&a.1.version, &b.1.version))
        .then_with(|| a.1.more.cmp(&b.1.more))
}

/// These units in their order, neighbours of one kind for which `key` is the same together.
pub(super) fn columns<K: PartialEq>(
    all: &[Unit<'_>],
    these: impl IntoIterator<Item = usize>,
    key: impl Fn(usize) -> K,
) -> Vec<Column> {
    let mut sorted: Vec<(usize, Name)> = these.into_iter().map(|at| (at, name(&all[at]))).collect();
    sorted.sort_by(|(a, x), (b, y)| order((&all[*a], x), (&all[*b], y)));
    let mut groups: Vec<(K, Vec<(usize, Name)>)> = Vec::new();
    for (at, name) in sorted {
        let key = key(at);
        match groups.last_mut() {
            Some((known, group)) if *known == key && group[0].1.kind == name.kind => {
                group.push((at, name));
            }
            _ => groups.push((key, vec![(at, name)])),
        }
    }
    let versions: Vec<Vec<(String, String)>> = groups
        .iter()
        .map(|(_, group)| {
            let one = |(_, name): &(usize, Name)| (name.kind.clone(), name.version.clone());
            group.iter().map(one).collect()
        })
        .collect();
    (groups.iter().enumerate())
        .map(|(number, (_, group))| {
            // A version that another column has too says too little.
            let shared = versions.iter().enumerate().any(|(other, names)| {
                other != number && names.iter().any(|name| versions[number].contains(name))
            });
            Column {
                name: title(group, shared),
                units: group.iter().map(|(at, _)| *at).collect(),
            }
        })
        .collect()
}

fn title(group: &[(usize, Name)], shared: bool) -> String {
    let (Some((_, first)), Some((_, last))) = (group.first(), group.last()) else {
        return String::new();
    };
    let versions = match first.version == last.version {
        true => first.version.clone(),
        false => format!("{}–{}", first.version, last.version),
    };
    let more = match (shared, group) {
        (true, [_]) => format!(" ({})", first.more),
        (true, several) => format!(" ({} platforms)", several.len()),
        (false, _) => String::new(),
    };
    format!("{} {versions}{more}", first.kind)
}

/// The names of these columns in a list.
pub(super) fn list(columns: &[Column]) -> String {
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    names.join(", ")
}
