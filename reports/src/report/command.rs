//! The command that makes a run again.

/// The options that say on what cases run; each takes one value, `--platform` several.
const TARGETS: [&str; 6] = [
    "--platform",
    "--cc",
    "--python",
    "--shell",
    "--wrapper",
    "--config",
];

/// The options of `exitspec run` that choose the platform which this command was run on; empty for the machine itself, and
/// `None` when the command was another one, or was for several platforms and nobody knows by which name this one goes.
pub(super) fn target(command: &[String], name: Option<&str>) -> Option<String> {
    let words = command.get(1..)?;
    if words.first().is_none_or(|word| word != "run") {
        return None;
    }
    let mut given: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut open = false;
    for word in &words[1..] {
        let (option, value) = match word.split_once('=') {
            Some((option, value)) if option.starts_with("--") => (option, Some(value)),
            _ => (word.as_str(), None),
        };
        if let Some(option) = TARGETS.iter().find(|known| **known == option) {
            given.push((option, value.into_iter().collect()));
            open = value.is_none();
        } else if open && !(word.starts_with('-') && is_platform(&given)) {
            let values = given.last_mut().map(|(_, values)| values);
            values.into_iter().for_each(|values| values.push(word));
            open = is_platform(&given);
        } else {
            open = false;
        }
    }
    let mut options = Vec::new();
    for (option, values) in given {
        let value = match (option, &values[..]) {
            ("--platform", [one]) if *one != "all" && !one.contains(',') => one,
            ("--platform", _) => name?,
            (_, [value]) => value,
            _ => return None,
        };
        options.push(format!("{option} {}", quoted(value)));
    }
    Some(options.join(" "))
}

fn is_platform(given: &[(&str, Vec<&str>)]) -> bool {
    given
        .last()
        .is_some_and(|(option, _)| *option == "--platform")
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./=,:+@%".contains(c);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::target;

    fn of(line: &[&str], name: Option<&str>) -> Option<String> {
        let words: Vec<String> = line.iter().map(|word| (*word).to_owned()).collect();
        target(&words, name)
    }

    #[test]
    fn what_chooses_the_platform_is_kept_and_nothing_else() {
        for (line, expected) in [
            (&["exitspec", "run", "--json", "a.json"][..], Some("")),
            (
                &["x", "run", "c", "--platform", "musl-1.2.5", "--json", "-"],
                Some("--platform musl-1.2.5"),
            ),
            (
                &["x", "run", "--platform=sh", "--compact"],
                Some("--platform sh"),
            ),
            (
                &["x", "run", "--cc", "gcc -static", "--wrapper", "-q it's"],
                Some(r"--cc 'gcc -static' --wrapper '-q it'\''s'"),
            ),
            (&["x", "run", "--platform", "all", "-j", "3"], None),
            (&["x", "run", "--platform", "a,b"], None),
            (&["x", "run", "--platform", "a", "b", "-q"], None),
            (&["target/debug/deps/conformance-1"], None),
            (&["x", "bless"], None),
            (&[], None),
        ] {
            assert_eq!(of(line, None).as_deref(), expected, "{line:?}");
        }
    }

    #[test]
    fn of_several_platforms_the_name_tells_which() {
        for line in [
            &["x", "run", "--platform", "all", "--require"][..],
            &["x", "run", "--platform", "a", "b"],
        ] {
            assert_eq!(of(line, Some("b")).as_deref(), Some("--platform b"));
        }
        assert_eq!(of(&["x", "run", "c"], Some("b")).as_deref(), Some(""));
    }
}
