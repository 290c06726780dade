//! From a text to claims and notions, with every mistake and its place.

use std::collections::BTreeSet;

use crate::case::{Case, Suite};
use crate::expectation::claims::types::{
    Claim, ClaimsFile, Evidence, Notion, NotionsFile, Standing,
};
use crate::expectation::error::{LoadError, Place, Problem, most_like};
use crate::expectation::layers::merge;
use crate::expectation::locate::{Document, JsonPath};
use crate::expectation::pattern::{
    EndingPattern, Expect, JournalPattern, LooseJournal, LooseText, TextPattern,
};
use crate::expectation::read::{check_json, whole};
use crate::sink::Sink;

/// A file of claims that has been read.
#[derive(Debug)]
pub struct Claims {
    document: Document,
    content: ClaimsFile,
}

/// A file of notions that has been read.
#[derive(Debug)]
pub struct Notions {
    document: Document,
    content: NotionsFile,
}

impl Claims {
    /// Reads the text of the file of this name.
    ///
    /// # Errors
    ///
    /// All that is wrong with it by itself, each with its place.
    pub fn read(name: &str, text: &str) -> Result<Claims, LoadError> {
        let document = document(name, text);
        let mut problems = Vec::new();
        let content = content(&document, |tree| {
            whole::<ClaimsFile>(&document, tree, |parts, object| {
                parts.elements::<Claim>(object, "claims");
            })
        })?;
        let ids = content.claims.iter().map(|claim| claim.id.as_str());
        twice(&document, "claims", "id", ids, &mut problems);
        for (at, claim) in content.claims.iter().enumerate() {
            let path = JsonPath::default().key("claims").index(at);
            form(&document, &path, claim, &mut problems);
        }
        LoadError::unless_empty(problems)?;
        Ok(Claims { document, content })
    }

    /// All claims, in the order of the file.
    pub fn all(&self) -> &[Claim] {
        &self.content.claims
    }

    /// The name of the file.
    pub fn file(&self) -> &str {
        &self.document.name
    }

    /// Where the claim of this id is written.
    pub fn place(&self, id: &str) -> Option<Place> {
        let at = self.all().iter().position(|claim| claim.id == id)?;
        self.document
            .place_of(&JsonPath::default().key("claims").index(at))
    }

    /// Checks that everything they name is there, and can show what it is said to show.
    ///
    /// # Errors
    ///
    /// Cases, sinks and notions that are not there, and sinks with which the evidence cannot be seen: all of them.
    pub fn check(&self, suite: &Suite, notions: &Notions) -> Result<(), LoadError> {
        let mut problems = Vec::new();
        let ids: Vec<(String, &Case)> = suite.cases().collect();
        for (at, claim) in self.all().iter().enumerate() {
            let path = JsonPath::default().key("claims").index(at);
            if let Some(notion) = &claim.notion
                && notions.find(notion).is_none()
            {
                let names = notions.all().iter().map(|notion| notion.name.as_str());
                let message = format!("there is no notion `{notion}`");
                let help = or_remove(most_like(notion, names));
                problems.push(self.document.problem(&path.key("notion"), message, help));
            }
            for (at, evidence) in claim.evidence.iter().enumerate() {
                let path = path.key("evidence").index(at);
                match ids.iter().find(|(id, _)| *id == evidence.case) {
                    None => problems.push(no_case(&self.document, &path, &evidence.case, &ids)),
                    Some((_, case)) => self.check_sinks(&path, evidence, case, &mut problems),
                }
            }
        }
        LoadError::unless_empty(problems)
    }

    fn check_sinks(
        &self,
        path: &JsonPath,
        evidence: &Evidence,
        case: &Case,
        problems: &mut Vec<Problem>,
    ) {
        let path = path.key("sinks");
        for (at, sink) in evidence.sinks.iter().enumerate() {
            let (message, help) = if !case.sinks.contains(sink) {
                (
                    format!("the case does not run with the sink `{sink}`"),
                    "remove it, or add the sink to the case",
                )
            } else if !evidence.can_be_seen(case, *sink) {
                (
                    format!("what went to `{sink}` cannot be read back"),
                    "remove it, or say of the ending or the journal what it would show",
                )
            } else {
                continue;
            };
            problems.push(self.document.problem(&path.index(at), message, help));
        }
        if evidence.sinks.is_empty() && evidence.sinks_of(case).is_empty() {
            problems.push(self.document.problem(
                &path,
                "none of the case's sinks can be read back",
                "say of the ending or the journal what it would show",
            ));
        }
    }
}

impl Evidence {
    /// The sinks with which it is looked at.
    pub fn sinks_of(&self, case: &Case) -> Vec<Sink> {
        match self.sinks.is_empty() {
            true => (case.sinks.iter().copied())
                .filter(|sink| self.can_be_seen(case, *sink))
                .collect(),
            false => self.sinks.clone(),
        }
    }

    fn can_be_seen(&self, case: &Case, sink: Sink) -> bool {
        let (stdout, stderr) = self.shows.streams();
        (!stdout || sink.is_captured())
            && (!stderr
                || case.stderr.is_some_and(Sink::is_captured)
                || (sink.is_captured() && sink != Sink::Shared))
    }
}

impl Expect {
    /// Whether it says something of stdout and of stderr.
    pub(super) fn streams(&self) -> (bool, bool) {
        let says = |text: &Option<TextPattern>| {
            text.as_ref()
                .is_some_and(|text| !matches!(text, TextPattern::Loose(LooseText::Any(_))))
        };
        let alternatives = merge([self]);
        (
            alternatives.iter().any(|one| says(&one.stdout)),
            alternatives.iter().any(|one| says(&one.stderr)),
        )
    }

    /// Whether every observation is like this.
    fn is_anything(&self) -> bool {
        let is_open = |one: &Expect| {
            let ending = matches!(one.ending, None | Some(EndingPattern::Any(_)));
            let journal = matches!(
                one.journal,
                None | Some(JournalPattern::Loose(LooseJournal::Any(_)))
            );
            let rest = Expect {
                ending: None,
                journal: None,
                stdout: None,
                stderr: None,
                ..one.clone()
            };
            ending && journal && one.streams() == (false, false) && rest == Expect::default()
        };
        merge([self]).iter().any(is_open)
    }
}

impl Notions {
    /// Reads the text of the file of this name.
    ///
    /// # Errors
    ///
    /// All that is wrong with it by itself, each with its place.
    pub fn read(name: &str, text: &str) -> Result<Notions, LoadError> {
        let document = document(name, text);
        let content = content(&document, |tree| {
            whole::<NotionsFile>(&document, tree, |parts, object| {
                parts.elements::<Notion>(object, "notions");
            })
        })?;
        let mut problems = Vec::new();
        let names = content.notions.iter().map(|notion| notion.name.as_str());
        twice(&document, "notions", "name", names, &mut problems);
        for (at, notion) in content.notions.iter().enumerate() {
            let path = JsonPath::default().key("notions").index(at);
            for (field, text) in [("title", &notion.title), ("words", &notion.words)] {
                not_empty(&document, &path.key(field), text, &mut problems);
            }
        }
        LoadError::unless_empty(problems)?;
        Ok(Notions { document, content })
    }

    /// All notions, in the order of the file.
    pub fn all(&self) -> &[Notion] {
        &self.content.notions
    }

    /// The notion of this name.
    pub fn find(&self, name: &str) -> Option<&Notion> {
        self.all().iter().find(|notion| notion.name == name)
    }

    /// Checks that the suite has the cases they name, and that each stands for its own family.
    ///
    /// # Errors
    ///
    /// All that do not.
    pub fn check(&self, suite: &Suite) -> Result<(), LoadError> {
        let mut problems = Vec::new();
        let ids: Vec<(String, &Case)> = suite.cases().collect();
        for (at, notion) in self.all().iter().enumerate() {
            let path = JsonPath::default().key("notions").index(at).key("rows");
            for (at, row) in notion.rows.iter().enumerate() {
                let path = path.index(at);
                if !ids.iter().any(|(id, _)| *id == row.case) {
                    problems.push(no_case(&self.document, &path, &row.case, &ids));
                } else if row.case.split('/').next() != Some(&row.family) {
                    problems.push(self.document.problem(
                        &path.key("family"),
                        format!("`{}` is not of the family `{}`", row.case, row.family),
                        "correct the family, or the case",
                    ));
                }
            }
        }
        LoadError::unless_empty(problems)
    }
}

fn document(name: &str, text: &str) -> Document {
    Document {
        name: name.to_owned(),
        text: text.to_owned(),
        inline: None,
    }
}

fn content<T>(
    document: &Document,
    read: impl FnOnce(&jsonc_parser::ast::Value<'_>) -> Result<T, Vec<Problem>>,
) -> Result<T, LoadError> {
    let found = check_json(document).and_then(|tree| read(&tree));
    found.map_err(|problems| LoadError { problems })
}

fn twice<'n>(
    document: &Document,
    list: &str,
    key: &str,
    names: impl Iterator<Item = &'n str>,
    problems: &mut Vec<Problem>,
) {
    let mut seen = BTreeSet::new();
    for (at, name) in names.enumerate() {
        let path = JsonPath::default().key(list).index(at).key(key);
        not_empty(document, &path, name, problems);
        if !seen.insert(name) {
            let message = format!("`{name}` is given a second time");
            problems.push(document.problem(&path, message, "keep one of the two"));
        }
    }
}

fn not_empty(document: &Document, path: &JsonPath, text: &str, problems: &mut Vec<Problem>) {
    if text.trim().is_empty() {
        problems.push(document.problem(path, "there is nothing in it", "say it in words"));
    }
}

fn form(document: &Document, path: &JsonPath, claim: &Claim, problems: &mut Vec<Problem>) {
    for (field, text) in [
        ("said_by", &claim.said_by),
        ("claim", &claim.claim),
        ("quote", &claim.quote),
    ] {
        not_empty(document, &path.key(field), text, problems);
    }
    match &claim.when {
        Some(text) => not_empty(document, &path.key("when"), text, problems),
        None if claim.verdict == Standing::HoldsOnlyWhen => problems.push(document.problem(
            &path.key("verdict"),
            "it holds only when what?",
            "add `when`, in words",
        )),
        None => {}
    }
    for (at, evidence) in claim.evidence.iter().enumerate() {
        let path = path.key("evidence").index(at);
        if evidence.shows.is_anything() {
            problems.push(document.problem(
                &path.key("shows"),
                "whatever is observed is like this",
                "say what would be observed if the claim were true",
            ));
        }
        for (at, exception) in evidence.platforms.iter().enumerate() {
            let path = path.key("platforms").index(at);
            not_empty(document, &path.key("reason"), &exception.reason, problems);
            if exception.when.is_empty() {
                problems.push(document.problem(
                    &path.key("when"),
                    "there is no condition",
                    "give one, or change the evidence itself",
                ));
            }
        }
    }
}

fn no_case(document: &Document, path: &JsonPath, id: &str, ids: &[(String, &Case)]) -> Problem {
    let names = ids.iter().map(|(id, _)| id.as_str());
    document.problem(
        &path.key("case"),
        format!("the suite has no case `{id}`"),
        or_remove(most_like(id, names)),
    )
}

fn or_remove(like: Option<&str>) -> String {
    match like {
        Some(like) => format!("did you mean `{like}`?"),
        None => "correct its name, or remove it".to_owned(),
    }
}
