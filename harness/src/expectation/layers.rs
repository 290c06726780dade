//! The layers of an expectation: the base, what a sink changes, what a platform changes.

use crate::case::{Isolation, Panic};
use crate::expectation::pattern::Expect;
use crate::expectation::types::{CaseEntry, Override, SourceRef, When};
use crate::expectation::version::VersionRange;
use crate::platform::{Platform, Runtime};
use crate::sink::Sink;
use crate::verdict::Level;

/// What conditions are held against.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The platform of the run.
    pub platform: &'a Platform,
    /// What runs the body there.
    pub runtime: &'a Runtime,
    /// The panic strategy of the binary that runs the case, which in a twin is not the platform's own.
    pub panic: Panic,
    /// How the case gets its process.
    pub isolation: Isolation,
}

/// What is expected of one case with one sink on one platform.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// What the case shows, in one line.
    pub summary: String,
    /// What a reader should know besides.
    pub note: Option<String>,
    /// How binding `base` is.
    pub level: Level,
    /// Who says so.
    pub sources: Vec<SourceRef>,
    /// What the sources demand or allow: any of these will do. Each has every field that any layer gave.
    pub base: Vec<Expect>,
    /// What is known to be different on this platform, if anything is.
    pub deviation: Option<Deviation>,
    /// Set when there can be no such case, with the reason; nothing is to be run then.
    pub impossible: Option<String>,
}

/// What is known to be different on a platform.
#[derive(Debug, Clone, PartialEq)]
pub struct Deviation {
    /// What happens instead: any of these. Each has every field that any layer gave.
    pub expects: Vec<Expect>,
    /// Why.
    pub reason: String,
    /// Where to read more.
    pub url: Option<String>,
}

impl Deviation {
    /// Whether all that happens instead is among what may happen anyhow, so that this deviates from nothing: it says which of
    /// the alternatives the platform takes.
    pub(super) fn is_choice(&self, base: &[Expect]) -> bool {
        self.expects.iter().all(|expect| base.contains(expect))
    }
}

impl When {
    /// Whether every condition holds.
    pub fn holds(&self, facts: &Facts<'_>) -> bool {
        let Facts {
            platform,
            runtime,
            panic,
            isolation,
        } = facts;
        let named = |condition: &Option<String>, name: &str| {
            condition.as_ref().is_none_or(|wanted| wanted == name)
        };
        let ranged = |condition: &Option<VersionRange>, version: &str| {
            condition
                .as_ref()
                .is_none_or(|range| range.contains(version))
        };
        named(&self.os, &platform.os)
            && ranged(&self.kernel, &platform.kernel)
            && named(&self.arch, &platform.arch)
            && named(&self.libc, &platform.libc.name)
            && ranged(&self.version, &platform.libc.version)
            && named(&self.link, &platform.libc.link)
            && named(&self.runtime, &runtime.name)
            && ranged(&self.runtime_version, &runtime.version)
            && self.panic.is_none_or(|wanted| wanted == *panic)
            && self.isolation.is_none_or(|wanted| wanted == *isolation)
            && self
                .emulator
                .as_ref()
                .is_none_or(|wanted| platform.emulator.as_ref() == Some(wanted))
    }

    /// Whether no condition is given at all.
    pub(super) fn is_empty(&self) -> bool {
        *self == When::default()
    }

    /// Whether this holds wherever `other` does, as far as equal conditions show.
    pub(super) fn covers(&self, other: &When) -> bool {
        fn open<T: PartialEq>(own: &Option<T>, other: &Option<T>) -> bool {
            own.is_none() || own == other
        }
        open(&self.os, &other.os)
            && open(&self.kernel, &other.kernel)
            && open(&self.arch, &other.arch)
            && open(&self.libc, &other.libc)
            && open(&self.version, &other.version)
            && open(&self.link, &other.link)
            && open(&self.runtime, &other.runtime)
            && open(&self.runtime_version, &other.runtime_version)
            && open(&self.panic, &other.panic)
            && open(&self.isolation, &other.isolation)
            && open(&self.emulator, &other.emulator)
    }
}

impl std::fmt::Display for When {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ranged = |what: &str, range: &Option<VersionRange>| {
            range.as_ref().map(|range| format!("{what} {range}"))
        };
        let conditions = [
            self.os.clone(),
            ranged("kernel", &self.kernel),
            self.arch.clone(),
            self.libc.clone(),
            ranged("version", &self.version),
            self.link.clone(),
            self.runtime.clone(),
            ranged("version", &self.runtime_version),
            self.panic.map(|panic| format!("panic={}", panic.name())),
            self.isolation.map(|isolation| match isolation {
                Isolation::Fork => "forked".to_owned(),
                Isolation::Spawn => "spawned".to_owned(),
            }),
            self.emulator.as_ref().map(|name| format!("under {name}")),
        ];
        f.write_str(
            &conditions
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" "),
        )
    }
}

impl CaseEntry {
    /// What is expected with this sink, where no override applies.
    pub(super) fn base(&self, sink: Sink) -> Vec<Expect> {
        merge(self.layers(sink))
    }

    /// What is expected with this sink where this override applies.
    pub(super) fn overridden(&self, sink: Sink, with: &Override) -> Vec<Expect> {
        merge(
            self.layers(sink)
                .chain([&with.expect])
                .chain(with.by_sink.get(&sink)),
        )
    }

    fn layers(&self, sink: Sink) -> impl Iterator<Item = &Expect> {
        [&self.expect].into_iter().chain(self.by_sink.get(&sink))
    }

    /// What this override changes with this sink, if it does.
    pub(super) fn deviation(&self, sink: Sink, with: &Override) -> Option<Deviation> {
        let expects = self.overridden(sink, with);
        (expects != self.base(sink)).then(|| Deviation {
            expects,
            reason: with.reason.clone(),
            url: with.url.clone(),
        })
    }

    pub(super) fn resolve(&self, sink: Sink, facts: &Facts<'_>) -> Resolved {
        let applying = self.platforms.iter().rfind(|with| with.when.holds(facts));
        Resolved {
            summary: self.summary.clone(),
            note: self.note.clone(),
            level: self.level,
            sources: self.sources.clone(),
            base: self.base(sink),
            deviation: applying.and_then(|with| self.deviation(sink, with)),
            impossible: None,
        }
    }
}

/// Lays each layer on top of those before it; gives the alternatives, with no `any_of` left in them.
///
/// A field of a later layer replaces that field in every alternative so far. An `any_of` replaces the alternatives so
/// far, as any other field would: its members lie on top of the fields that stood beside an earlier `any_of`.
pub(super) fn merge<'a>(layers: impl IntoIterator<Item = &'a Expect>) -> Vec<Expect> {
    let mut plain = Expect::default();
    let mut alternatives = vec![Expect::default()];
    for layer in layers {
        overlay(&mut plain, layer);
        match &layer.any_of {
            None => alternatives
                .iter_mut()
                .for_each(|alternative| overlay(alternative, layer)),
            Some(options) => {
                alternatives = options
                    .iter()
                    .flat_map(|option| merge([&plain, option]))
                    .collect();
            }
        }
    }
    alternatives
}

/// Replaces the fields of `below` by those that `above` has; `any_of` is left to [`merge`].
fn overlay(below: &mut Expect, above: &Expect) {
    let Expect {
        any_of: _,
        ending,
        waitid,
        core,
        changes,
        stdout,
        stderr,
        journal,
        flushed,
        left_behind,
    } = above.clone();
    below.ending = ending.or(below.ending.take());
    below.waitid = waitid.or(below.waitid.take());
    below.core = core.or(below.core);
    below.changes = changes.or(below.changes.take());
    below.stdout = stdout.or(below.stdout.take());
    below.stderr = stderr.or(below.stderr.take());
    below.journal = journal.or(below.journal.take());
    below.flushed = flushed.or(below.flushed.take());
    below.left_behind = left_behind.or(below.left_behind.take());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expectation::testing::{facts, platform};

    fn expect(json: &str) -> Expect {
        serde_json::from_str(json).unwrap()
    }

    fn entry(json: &str) -> CaseEntry {
        serde_json::from_str(json).unwrap()
    }

    fn merged(layers: &[&str]) -> Vec<Expect> {
        let layers: Vec<Expect> = layers.iter().map(|layer| expect(layer)).collect();
        merge(&layers)
    }

    #[test]
    fn later_fields_replace_earlier_ones() {
        assert_eq!(
            merged(&[
                r#"{"ending": {"exited": 7}, "stdout": "a"}"#,
                r#"{"stdout": "b", "core": true}"#
            ]),
            [expect(
                r#"{"ending": {"exited": 7}, "stdout": "b", "core": true}"#
            )]
        );
    }

    #[test]
    fn alternatives_lie_on_top_of_the_fields_beside_them() {
        assert_eq!(
            merged(&[
                r#"{"ending": {"exited": 7}, "stdout": "a", "any_of": [{}, {"stdout": "b"}, {"any_of": [{"core": true}]}]}"#
            ]),
            [
                expect(r#"{"ending": {"exited": 7}, "stdout": "a"}"#),
                expect(r#"{"ending": {"exited": 7}, "stdout": "b"}"#),
                expect(r#"{"ending": {"exited": 7}, "stdout": "a", "core": true}"#),
            ]
        );
    }

    #[test]
    fn a_later_field_reaches_every_alternative_and_later_alternatives_replace_earlier_ones() {
        let open = r#"{"ending": {"exited": 7}, "any_of": [{"stdout": "a"}, {"stdout": "b"}]}"#;
        assert_eq!(
            merged(&[open, r#"{"stdout": "c"}"#]),
            [
                expect(r#"{"ending": {"exited": 7}, "stdout": "c"}"#),
                expect(r#"{"ending": {"exited": 7}, "stdout": "c"}"#)
            ]
        );
        assert_eq!(
            merged(&[
                open,
                r#"{"any_of": [{"core": true}, {"ending": {"exited": 8}}]}"#
            ]),
            [
                expect(r#"{"ending": {"exited": 7}, "core": true}"#),
                expect(r#"{"ending": {"exited": 8}}"#)
            ]
        );
    }

    const LAYERED: &str = r#"{
        "summary": "s", "level": "mandated", "sources": [{"doc": "d", "clause": "c"}],
        "expect": {"ending": {"exited": 7}, "stdout": "base"},
        "by_sink": {"tty": {"stdout": "tty"}},
        "platforms": [
            {"when": {"libc": "musl"}, "expect": {"ending": {"exited": 8}}, "by_sink": {"tty": {"stdout": "musl tty"}}, "reason": "first"},
            {"when": {"libc": "musl", "version": "<1.2"}, "expect": {}, "by_sink": {"file": {"stdout": "old"}}, "reason": "second", "url": "u"}
        ]
    }"#;

    fn on(libc: &str, version: &str, sink: Sink) -> Resolved {
        let mut platform = platform();
        libc.clone_into(&mut platform.libc.name);
        version.clone_into(&mut platform.libc.version);
        entry(LAYERED).resolve(sink, &facts(&platform))
    }

    #[test]
    fn sinks_and_platforms_are_layers() {
        let plain = on("glibc", "2.36", Sink::Tty);
        assert_eq!(
            plain.base,
            [expect(r#"{"ending": {"exited": 7}, "stdout": "tty"}"#)]
        );
        assert_eq!(plain.deviation, None);
        let musl = on("musl", "1.2.5", Sink::Pipe);
        assert_eq!(
            musl.base,
            [expect(r#"{"ending": {"exited": 7}, "stdout": "base"}"#)]
        );
        assert_eq!(
            musl.deviation.unwrap().expects,
            [expect(r#"{"ending": {"exited": 8}, "stdout": "base"}"#)]
        );
        let tty = on("musl", "1.2.5", Sink::Tty).deviation.unwrap();
        assert_eq!(
            tty.expects,
            [expect(r#"{"ending": {"exited": 8}, "stdout": "musl tty"}"#)]
        );
    }

    #[test]
    fn the_last_override_that_applies_counts_alone() {
        let old = on("musl", "1.1.24", Sink::File).deviation.unwrap();
        assert_eq!(
            old.expects,
            [expect(r#"{"ending": {"exited": 7}, "stdout": "old"}"#)]
        );
        assert_eq!(
            (old.reason.as_str(), old.url.as_deref()),
            ("second", Some("u"))
        );
        assert_eq!(
            on("musl", "1.1.24", Sink::Pipe).deviation,
            None,
            "with this sink it changes nothing"
        );
    }

    #[test]
    fn every_condition_has_to_hold() {
        let platform = platform();
        let facts = facts(&platform);
        let when = |json: &str| -> When { serde_json::from_str(json).unwrap() };
        for json in [
            r#"{}"#,
            r#"{"os": "linux", "kernel": ">=6.1, <6.2", "arch": "x86_64"}"#,
            r#"{"libc": "glibc", "version": "=2.36", "link": "dynamic"}"#,
            r#"{"runtime": "rust", "runtime_version": ">=1.95", "panic": "unwind", "isolation": "fork"}"#,
        ] {
            assert!(when(json).holds(&facts), "{json}");
        }
        for json in [
            r#"{"os": "linux", "kernel": "<6.1"}"#,
            r#"{"os": "macos"}"#,
            r#"{"arch": "x86"}"#,
            r#"{"libc": "glibc", "version": "<2.36"}"#,
            r#"{"link": "static"}"#,
            r#"{"runtime": "python"}"#,
            r#"{"runtime": "rust", "runtime_version": "<1.95"}"#,
            r#"{"panic": "abort"}"#,
            r#"{"isolation": "spawn"}"#,
            r#"{"emulator": "qemu-user"}"#,
            r#"{"os": "linux", "libc": "musl"}"#,
        ] {
            assert!(!when(json).holds(&facts), "{json}");
        }
        assert_eq!(
            when(r#"{"libc": "musl", "version": "<1.2", "panic": "abort", "emulator": "gvisor"}"#)
                .to_string(),
            "musl version <1.2 panic=abort under gvisor"
        );
    }
}
