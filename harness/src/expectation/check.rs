//! What types cannot say: an expectation that has the right form and still makes no sense.

use crate::expectation::error::Problem;
use crate::expectation::locate::{Document, JsonPath};
use crate::expectation::names;
use crate::expectation::pattern::{
    EndingPattern, Expect, JournalPattern, LooseJournal, LooseText, Pieces, TextPattern,
};
use crate::expectation::signals;
use crate::expectation::types::{CaseEntry, GroupFile, Override, SourceRef, When};
use crate::expectation::unique::UniqueMap;
use crate::expectation::version::VersionRange;
use crate::observation::{Change, Waitid};
use crate::sink::Sink;
use crate::verdict::Level;

/// How the reason of a deviation begins that has been seen but not understood. It is expected then, so that a change is noticed,
/// and every list of findings shows it apart from what has been explained.
pub const UNEXPLAINED: &str = "unexplained: ";

/// All that is wrong with a group file of the right form.
pub(super) fn group(document: &Document, group: &GroupFile) -> Vec<Problem> {
    let mut checker = Checker::new(document);
    let root = JsonPath::default().key("cases");
    for (name, entry) in &group.cases {
        checker.entry(&root.key(name), name, entry);
    }
    checker.problems
}

/// Collects problems.
pub(super) struct Checker<'d> {
    document: &'d Document,
    pub(super) problems: Vec<Problem>,
}

impl<'d> Checker<'d> {
    pub(super) fn new(document: &'d Document) -> Checker<'d> {
        Checker {
            document,
            problems: Vec::new(),
        }
    }

    /// Notes one problem.
    pub(super) fn refuse(&mut self, path: &JsonPath, message: impl Into<String>, help: &str) {
        self.problems
            .push(self.document.problem(path, message, help));
    }

    fn entry(&mut self, path: &JsonPath, name: &str, entry: &CaseEntry) {
        if !is_case_name(name) {
            self.refuse(
                path,
                format!("`{name}` cannot be the name of a case"),
                "use letters, digits, `_`, `-`, `.` and `+`",
            );
        }
        self.words(
            &path.key("summary"),
            &entry.summary,
            "say in one line what the case shows",
        );
        self.sources(&path.key("sources"), &entry.sources);
        self.layer(path, &entry.expect, &entry.by_sink);
        self.is_complete(path, &entry.by_sink, |sink| entry.base(sink));
        for (at, with) in entry.platforms.iter().enumerate() {
            let path = path.key("platforms").index(at);
            self.layer(&path, &with.expect, &with.by_sink);
            self.is_complete(&path, &with.by_sink, |sink| entry.overridden(sink, with));
            self.conditions(&path, &with.when);
            self.reason(&path, &with.reason, with.url.as_deref(), entry.level);
            let later = entry.platforms.iter().enumerate().skip(at + 1);
            if let Some((later, _)) = later
                .into_iter()
                .find(|(_, later)| later.when.covers(&with.when))
            {
                self.shadowed(&path, later);
            }
            self.has_effect(&path, entry, with);
        }
    }

    /// That a text is there.
    pub(super) fn words(&mut self, path: &JsonPath, text: &str, help: &str) {
        if text.trim().is_empty() {
            self.refuse(path, "is empty", help);
        }
    }

    /// That sources are there, and say something.
    pub(super) fn sources(&mut self, path: &JsonPath, sources: &[SourceRef]) {
        if sources.is_empty() {
            self.refuse(path, "is empty", "name at least one document that says so");
        }
        for (at, source) in sources.iter().enumerate() {
            let path = path.index(at);
            self.words(&path.key("doc"), &source.doc, "name the document");
            self.words(
                &path.key("clause"),
                &source.clause,
                "name the place in the document",
            );
            self.link(&path.key("url"), source.url.as_deref());
        }
    }

    /// That a reason is there and, where it excuses a deviation from something mandated, a link, unless it says that
    /// nobody knows.
    pub(super) fn reason(
        &mut self,
        path: &JsonPath,
        reason: &str,
        url: Option<&str>,
        level: Level,
    ) {
        self.words(&path.key("reason"), reason, "say why it is different there");
        self.link(&path.key("url"), url);
        let explains = !reason.starts_with(UNEXPLAINED);
        if explains && level == Level::Mandated && url.is_none_or(|url| url.trim().is_empty()) {
            self.refuse(
                path,
                "excuses a deviation from what is mandated without `url`",
                "add the link to the bug, commit or manual that explains it",
            );
        }
    }

    /// That a link is one.
    fn link(&mut self, path: &JsonPath, url: Option<&str>) {
        let is_link = |url: &str| url.starts_with("https://") || url.starts_with("http://");
        if let Some(url) = url.filter(|url| !url.trim().is_empty() && !is_link(url)) {
            self.refuse(
                path,
                format!("`{url}` is no link"),
                "begin it with `https://` or `http://`, or remove it",
            );
        }
    }

    /// That an override can apply although `platforms[later]` comes after it.
    pub(super) fn shadowed(&mut self, path: &JsonPath, later: usize) {
        self.refuse(
            path,
            format!("never applies: platforms[{later}] holds wherever this does, and the last one counts"),
            "put the general one first, or remove one of the two",
        );
    }

    fn has_effect(&mut self, path: &JsonPath, entry: &CaseEntry, with: &Override) {
        let changes_something = Sink::ALL
            .iter()
            .any(|sink| entry.deviation(*sink, with).is_some());
        if !changes_something {
            self.refuse(
                path,
                "changes nothing: what it expects is what is expected anyway",
                "remove it, or say what is different",
            );
        }
    }

    /// That conditions are there, belong together, and can hold.
    pub(super) fn conditions(&mut self, path: &JsonPath, when: &When) {
        let path = path.key("when");
        if when.is_empty() {
            self.refuse(
                &path,
                "has no condition, so that it would apply everywhere",
                "say which platforms it is about, or change the base",
            );
        }
        let ranges = [
            ("kernel", &when.kernel, "os", when.os.is_some()),
            ("version", &when.version, "libc", when.libc.is_some()),
            (
                "runtime_version",
                &when.runtime_version,
                "runtime",
                when.runtime.is_some(),
            ),
        ];
        for (key, range, of, is_given) in ranges {
            let Some(range) = range else { continue };
            if !is_given {
                self.refuse(
                    &path.key(key),
                    format!(
                        "is a range of versions of nothing in particular, expected `{of}` beside it"
                    ),
                    &format!("add `{of}`"),
                );
            }
            self.range(&path.key(key), range);
        }
        let names: [(_, _, names::Check); 3] = [
            ("os", &when.os, names::system),
            ("arch", &when.arch, names::architecture),
            ("libc", &when.libc, names::library),
        ];
        for (key, name, check) in names {
            if let Some(Err([message, help])) = name.as_deref().map(check) {
                self.refuse(&path.key(key), message, &help);
            }
        }
        if let Some(link) = when
            .link
            .as_deref()
            .filter(|link| !["dynamic", "static"].contains(link))
        {
            self.refuse(
                &path.key("link"),
                format!("`{link}` never holds, expected `dynamic` or `static`"),
                "write one of the two",
            );
        }
    }

    fn range(&mut self, path: &JsonPath, range: &VersionRange) {
        if range.is_empty() {
            self.refuse(
                path,
                format!("no version can lie in `{range}`"),
                "correct the bounds",
            );
        }
    }

    /// That a layer makes sense, with what it says of single sinks.
    pub(super) fn layer(
        &mut self,
        path: &JsonPath,
        expect: &Expect,
        by_sink: &UniqueMap<Sink, Expect>,
    ) {
        self.expect(&path.key("expect"), expect);
        for (sink, expect) in by_sink {
            let path = path.key("by_sink").key(sink.name());
            self.expect(&path, expect);
            if *sink == Sink::Shared && expect.stderr.is_some() {
                self.refuse(
                    &path.key("stderr"),
                    "is never looked at: all bytes of a shared pipe are stdout's",
                    "say in `stdout` what arrives on the pipe",
                );
            }
            if *sink != Sink::File && expect.flushed.is_some() {
                self.refuse(
                    &path.key("flushed"),
                    "is looked at only with the `file` sink",
                    "remove it",
                );
            }
        }
    }

    /// That each field makes sense by itself.
    pub(super) fn expect(&mut self, path: &JsonPath, expect: &Expect) {
        if let Some(options) = &expect.any_of {
            let path = path.key("any_of");
            if options.is_empty() {
                self.refuse(
                    &path,
                    "is empty, so that nothing could match",
                    "give the alternatives, or remove it",
                );
            }
            for (at, option) in options.iter().enumerate() {
                self.expect(&path.index(at), option);
            }
        }
        if let Some(ending) = &expect.ending {
            self.ending(&path.key("ending"), ending);
        }
        if let Some(Waitid { code, .. }) = &expect.waitid {
            const CODES: [&str; 3] = ["CLD_EXITED", "CLD_KILLED", "CLD_DUMPED"];
            if !CODES.contains(&code.as_str()) {
                let message = format!(
                    "`{code}` is not how a process ends, expected one of {}",
                    CODES.join(", ")
                );
                self.refuse(
                    &path.key("waitid").key("code"),
                    message,
                    "write one of these",
                );
            }
        }
        for (at, change) in expect.changes.iter().flatten().enumerate() {
            if let Change::Stopped(name) = change {
                self.signal(&path.key("changes").index(at).key("stopped"), name);
            }
        }
        for (key, pattern) in [("stdout", &expect.stdout), ("stderr", &expect.stderr)] {
            if let Some(TextPattern::Loose(loose)) = pattern {
                self.loose_text(&path.key(key), loose);
            }
        }
        if let Some(journal) = &expect.journal {
            self.journal(&path.key("journal"), journal);
        }
    }

    fn ending(&mut self, path: &JsonPath, pattern: &EndingPattern) {
        match pattern {
            EndingPattern::Signaled(name) => self.signal(&path.key("signaled"), name),
            EndingPattern::SignaledAnyOf(names) => {
                let path = path.key("signaled_any_of");
                self.not_empty(&path, names.is_empty());
                for (at, name) in names.iter().enumerate() {
                    self.signal(&path.index(at), name);
                }
            }
            EndingPattern::ExitedAnyOf(codes) => {
                self.not_empty(&path.key("exited_any_of"), codes.is_empty());
            }
            EndingPattern::Exited(_) | EndingPattern::Hung(_) | EndingPattern::Any(_) => {}
        }
    }

    fn not_empty(&mut self, path: &JsonPath, is_empty: bool) {
        if is_empty {
            self.refuse(
                path,
                "is empty, so that nothing could match",
                "list what may be",
            );
        }
    }

    fn signal(&mut self, path: &JsonPath, name: &str) {
        if !signals::is_known(name) {
            let help = match signals::like(name) {
                Some(like) => format!("did you mean `{like}`?"),
                None => {
                    "write the name as <signal.h> has it, `SIGABRT`, or `SIGRTMIN+1`".to_owned()
                }
            };
            self.refuse(path, format!("`{name}` is not the name of a signal"), &help);
        }
    }

    fn loose_text(&mut self, path: &JsonPath, loose: &LooseText) {
        let is_idle = match loose {
            LooseText::Contains(Pieces(pieces)) => pieces.iter().all(|piece| piece.0.is_empty()),
            LooseText::StartsWith(bytes) => bytes.0.is_empty(),
            LooseText::Repeated { .. } | LooseText::Any(_) => false,
        };
        if is_idle {
            self.refuse(
                path,
                "holds for any text",
                "write {\"any\": true} if that is meant",
            );
        }
    }

    fn journal(&mut self, path: &JsonPath, pattern: &JournalPattern) {
        let (path, names) = match pattern {
            JournalPattern::Exact(names) => (path.clone(), names.as_slice()),
            JournalPattern::Loose(LooseJournal::AnyOrder(names)) => {
                (path.key("any_order"), names.as_slice())
            }
            JournalPattern::Loose(LooseJournal::InOrder(names)) => {
                let path = path.key("in_order");
                if names.is_empty() {
                    self.refuse(
                        &path,
                        "holds for any journal",
                        "write {\"any\": true} if that is meant",
                    );
                }
                (path, names.as_slice())
            }
            JournalPattern::Loose(LooseJournal::Repeated { event, .. }) => {
                return self.event(&path.key("repeated").key("event"), event);
            }
            JournalPattern::Loose(LooseJournal::Any(_)) => return,
        };
        for (at, name) in names.iter().enumerate() {
            self.event(&path.index(at), name);
        }
    }

    /// That a case can report this event.
    pub(super) fn event(&mut self, path: &JsonPath, name: &str) {
        if !crate::journal::is_name(name) {
            self.refuse(
                path,
                format!("{name:?} is an event that no case can report"),
                "write printable ASCII without blanks",
            );
        }
    }

    /// That the layers together say how the process ends, whatever the sink.
    pub(super) fn is_complete(
        &mut self,
        path: &JsonPath,
        by_sink: &UniqueMap<Sink, Expect>,
        alternatives: impl Fn(Sink) -> Vec<Expect>,
    ) {
        let is_open = |sink: &&Sink| {
            alternatives(**sink)
                .iter()
                .any(|expect| expect.ending.is_none())
        };
        // A sink without an entry of its own stands for the layer itself, so those come first.
        let (named, others): (Vec<Sink>, Vec<Sink>) = Sink::ALL
            .iter()
            .partition(|sink| by_sink.contains_key(sink));
        let found = others.iter().find(is_open).map(|_| path.key("expect"));
        let found = found.or_else(|| {
            let sink = named.iter().find(is_open)?;
            Some(path.key("by_sink").key(sink.name()))
        });
        if let Some(path) = found {
            self.refuse(&path, "does not say how the process ends", "add `ending`");
        }
    }
}

/// Whether tests and ids can carry this name.
pub(super) fn is_case_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-.+".contains(&byte))
}
