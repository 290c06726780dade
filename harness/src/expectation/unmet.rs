//! Finding overrides that hold on no platform although somebody ran where they say they do.

use crate::expectation::book::Book;
use crate::expectation::error::{LoadError, Problem};
use crate::expectation::locate::{Document, JsonPath};
use crate::expectation::types::When;
use crate::platform::Platform;

impl Book {
    /// Checks that each override for this family that is about the C libraries, architectures, … of these platforms holds on at
    /// least one of them: an override whose range of versions never applies excuses nothing, and says something false. One about
    /// a system that is not among them is left alone: nobody knows.
    ///
    /// # Errors
    ///
    /// All that hold on none.
    pub fn check_platforms(&self, family: &str, platforms: &[Platform]) -> Result<(), LoadError> {
        let mut problems = Vec::new();
        let root = JsonPath::default();
        let prefix = format!("{family}/");
        for (name, loaded) in &self.groups {
            if !name.starts_with(&prefix) {
                continue;
            }
            for (case, entry) in &loaded.content.cases {
                let path = root.key("cases").key(case).key("platforms");
                let whens = entry.platforms.iter().map(|with| &with.when);
                problems.extend(unmet(&loaded.document, &path, whens, platforms));
            }
        }
        for loaded in &self.matrices {
            // A file that serves other families too has overrides for them.
            if !loaded
                .content
                .groups
                .keys()
                .any(|name| name.starts_with(&prefix))
            {
                continue;
            }
            let whens = loaded.content.platforms.iter().map(|with| &with.when);
            problems.extend(unmet(
                &loaded.document,
                &root.key("platforms"),
                whens,
                platforms,
            ));
        }
        LoadError::unless_empty(problems)
    }
}

fn unmet<'a>(
    document: &'a Document,
    path: &'a JsonPath,
    whens: impl Iterator<Item = &'a When>,
    platforms: &[Platform],
) -> Vec<Problem> {
    whens
        .enumerate()
        .filter(|(_, when)| {
            when.is_about(platforms) && !platforms.iter().any(|platform| when.holds_on(platform))
        })
        .map(|(at, when)| {
            document.problem(
                &path.index(at).key("when"),
                format!(
                    "`{when}` holds on no platform that was run, although its names are among them"
                ),
                "correct the range of versions, or remove the override",
            )
        })
        .collect()
}

impl When {
    /// Whether each name in it is that of some of these platforms.
    fn is_about(&self, platforms: &[Platform]) -> bool {
        let known = |wanted: &Option<String>, name: fn(&Platform) -> Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| {
                platforms
                    .iter()
                    .any(|platform| name(platform) == Some(wanted))
            })
        };
        known(&self.os, |platform| Some(&platform.os))
            && known(&self.arch, |platform| Some(&platform.arch))
            && known(&self.libc, |platform| Some(&platform.libc.name))
            && known(&self.link, |platform| Some(&platform.libc.link))
            && known(&self.runtime, |platform| Some(&platform.runtime.name))
            && known(&self.emulator, |platform| platform.emulator.as_deref())
            // Whatever kernel these machines have, others have others; and so with how a case was run.
            && self.kernel.is_none()
            && self.isolation.is_none()
            && self.panic.is_none()
    }

    fn holds_on(&self, platform: &Platform) -> bool {
        use crate::case::{Isolation, Panic};
        use crate::expectation::layers::Facts;
        self.holds(&Facts {
            platform,
            runtime: &platform.runtime,
            panic: Panic::OWN,
            isolation: Isolation::Spawn,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::expectation::Source;
    use crate::expectation::testing::platform;
    use crate::platform::{Libc, Platform};

    #[test]
    fn an_override_that_holds_nowhere_is_told_unless_nobody_ran_there() {
        let with = |when: &str| {
            let text = format!(
                r#"{{ "group": "c/a", "cases": {{ "one": {{
                    "summary": "it ends", "level": "documented", "sources": [{{ "doc": "d", "clause": "c" }}],
                    "expect": {{ "ending": {{ "exited": 0 }} }},
                    "platforms": [{{ "when": {when}, "expect": {{ "ending": {{ "exited": 1 }} }}, "reason": "so" }}] }} }} }}"#
            );
            let value = serde_json::from_str(&text).unwrap();
            Source::Inline(vec![value]).load().unwrap()
        };
        let on = |name: &str, version: &str| Platform {
            libc: Libc {
                name: name.to_owned(),
                version: version.to_owned(),
                link: "dynamic".to_owned(),
            },
            ..platform()
        };
        let platforms = [on("glibc", "2.36"), on("musl", "1.2.5")];
        for (when, holds) in [
            (r#"{ "libc": "glibc", "version": ">=2.30" }"#, true),
            (r#"{ "libc": "glibc", "version": "<2.30" }"#, false),
            (r#"{ "libc": "klibc", "version": "<2.30" }"#, true),
            (r#"{ "libc": "musl", "link": "dynamic" }"#, true),
        ] {
            let checked = with(when).check_platforms("c", &platforms);
            assert_eq!(checked.is_ok(), holds, "{when}");
            assert!(with(when).check_platforms("rust", &platforms).is_ok());
        }
        let error = with(r#"{ "libc": "glibc", "version": "<2.30" }"#)
            .check_platforms("c", &platforms)
            .unwrap_err()
            .to_string();
        assert!(
            error.contains(
                "cases.one.platforms[0].when: `glibc version <2.30` holds on no platform"
            ),
            "{error}"
        );
    }
}
