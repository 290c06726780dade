//! The options of libtest, read with the parser that libtest itself uses, so that all spellings work alike.
//!
//! What libtest takes on nightly only is taken always. `docs/commands.md` says what each option means here.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use getopts::Matches;
use libtest_mimic::ColorSetting;

/// What was asked for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Options {
    pub(super) filters: Vec<String>,
    pub(super) skip: Vec<String>,
    pub(super) exact: bool,
    pub(super) list: bool,
    /// Only tests marked as ignored, of which there are none.
    pub(super) only_ignored: bool,
    /// Only benchmarks, of which there are none either.
    pub(super) only_benchmarks: bool,
    pub(super) format: Format,
    pub(super) color: ColorSetting,
    pub(super) threads: Option<NonZeroUsize>,
    pub(super) logfile: Option<PathBuf>,
    pub(super) shuffle: Option<Seed>,
    pub(super) show_output: bool,
    pub(super) fail_fast: bool,
    pub(super) report_time: bool,
    /// How long a test may take.
    pub(super) time_limit: Option<Duration>,
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Pretty,
    Terse,
    Json,
}

/// Where the seed of the order comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seed {
    Given(u64),
    FromClock,
}

/// What the arguments come to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Parsed {
    /// The text of `--help`.
    Help(String),
    Run(Options),
}

fn table() -> getopts::Options {
    let mut table = getopts::Options::new();
    table
        .optflag("", "include-ignored", "Run ignored and not ignored tests (none is marked as ignored)")
        .optflag("", "ignored", "Run only tests marked as ignored (none is)")
        .optflag("", "force-run-in-process", "No effect: every case has a process of its own")
        .optflag("", "exclude-should-panic", "No effect: no case is a should_panic test")
        .optflag("", "test", "Run tests and not benchmarks")
        .optflag("", "bench", "Run benchmarks (there are none) instead of tests")
        .optflag("", "list", "List all tests and benchmarks")
        .optflag("", "fail-fast", "Don't start new tests after the first failure")
        .optflag("h", "help", "Display this message")
        .optopt("", "logfile", "Write one line per test to this file as well", "PATH")
        .optflag("", "no-capture", "No effect: what a case writes goes to its sink, and nothing else is captured")
        .optflag("", "nocapture", "The same")
        .optmulti("", "test-threads", "Number of cases that run at a time", "N")
        .optmulti("", "skip", "Skip tests whose names contain FILTER (can be given several times)", "FILTER")
        .optflag("q", "quiet", "One character per test; the same as --format=terse")
        .optflag("", "exact", "Match filters and skips with whole names")
        .optmulti("", "color", "Colour the output", "auto|always|never")
        .optopt("", "format", "How to print results", "pretty|terse|json")
        .optflag("", "show-output", "Show what was observed of tests that pass, too")
        .optmulti("Z", "", "Accepted for compatibility: nothing here needs it", "unstable-options")
        .optflagopt("", "report-time", "Show how long each test took", "plain|colored")
        .optflag(
            "",
            "ensure-time",
            "Fail tests that take longer than RUST_TEST_TIME_INTEGRATION=WARN,CRITICAL allows (in milliseconds)",
        )
        .optflag("", "shuffle", "Run tests in random order")
        .optopt("", "shuffle-seed", "Run tests in the random order that this seed gives", "SEED");
    table
}

/// Reads the arguments (without the program's name) and the environment variables that stand for some of them.
pub(super) fn parse(
    arguments: &[OsString],
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<Parsed, String> {
    let table = table();
    let matches = table.parse(arguments).map_err(|fail| fail.to_string())?;
    if matches.opt_present("help") {
        return Ok(Parsed::Help(help(&table)));
    }
    for value in matches.opt_strs("Z") {
        if value.trim_start_matches('=') != "unstable-options" {
            return Err("Unrecognized option to `Z`".to_owned());
        }
    }
    let flag = |name: &str| matches.opt_present(name);
    if flag("include-ignored") && flag("ignored") {
        return Err(
            "the options --include-ignored and --ignored are mutually exclusive".to_owned(),
        );
    }
    let ensure_time = flag("ensure-time");
    Ok(Parsed::Run(Options {
        filters: matches.free.clone(),
        skip: matches.opt_strs("skip"),
        exact: flag("exact"),
        list: flag("list"),
        only_ignored: flag("ignored"),
        only_benchmarks: flag("bench") && !flag("test"),
        format: format(&matches)?,
        color: color(&matches)?,
        threads: threads(&matches, environment)?,
        logfile: matches.opt_str("logfile").map(PathBuf::from),
        shuffle: shuffle(&matches, environment)?,
        show_output: flag("show-output"),
        fail_fast: flag("fail-fast"),
        report_time: flag("report-time") || ensure_time,
        time_limit: ensure_time.then(|| time_limit(environment)).transpose()?,
    }))
}

fn help(table: &getopts::Options) -> String {
    let usage = table.usage("Usage: [OPTIONS] [FILTERS...]");
    format!(
        "{usage}
Each test is one case with one sink: rust::group::case::sink. Tests whose names contain one of the FILTERS run; all do
when there is none. Environment variables:
    EXITSPEC_JSON=FILE            write the run document to FILE
    EXITSPEC_TIMEOUT_SCALE=N      multiply the limits of all cases with N
    EXITSPEC_TWIN=FILE            the same program built with panic=abort
    RUST_TEST_THREADS, RUST_TEST_SHUFFLE, RUST_TEST_SHUFFLE_SEED, RUST_TEST_TIME_INTEGRATION, NO_COLOR
"
    )
}

fn format(matches: &Matches) -> Result<Format, String> {
    match matches.opt_str("format").as_deref() {
        None if matches.opt_present("quiet") => Ok(Format::Terse),
        None | Some("pretty") => Ok(Format::Pretty),
        Some("terse") => Ok(Format::Terse),
        Some("json") => Ok(Format::Json),
        Some("junit") => Err(
            "the format junit is not available here: set EXITSPEC_JSON=FILE for a run document, or use cargo-nextest, \
             which writes JUnit itself"
                .to_owned(),
        ),
        Some(other) => {
            Err(format!("argument for --format must be pretty, terse or json (was {other})"))
        }
    }
}

fn color(matches: &Matches) -> Result<ColorSetting, String> {
    let mut color = ColorSetting::Auto;
    for value in matches.opt_strs("color") {
        color = match value.as_str() {
            "auto" => ColorSetting::Auto,
            "always" => ColorSetting::Always,
            "never" => ColorSetting::Never,
            other => {
                return Err(format!(
                    "argument for --color must be auto, always, or never (was {other})"
                ));
            }
        };
    }
    Ok(color)
}

fn threads(
    matches: &Matches,
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<Option<NonZeroUsize>, String> {
    let mut threads = None;
    for value in matches.opt_strs("test-threads") {
        threads = Some(value.parse().map_err(|error| {
            format!("argument for --test-threads must be a number > 0 (error: {error})")
        })?);
    }
    match (threads, environment("RUST_TEST_THREADS")) {
        (None, Some(value)) => value
            .parse()
            .map(Some)
            .map_err(|_| format!("RUST_TEST_THREADS is `{value}`, should be a positive integer.")),
        (threads, _) => Ok(threads),
    }
}

fn shuffle(
    matches: &Matches,
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<Option<Seed>, String> {
    let number = |value: String, name: &str| {
        value
            .parse()
            .map(|seed| Some(Seed::Given(seed)))
            .map_err(|error| format!("argument for {name} must be a number (error: {error})"))
    };
    if let Some(value) = matches.opt_str("shuffle-seed") {
        return number(value, "--shuffle-seed");
    }
    if let Some(value) = environment("RUST_TEST_SHUFFLE_SEED") {
        return number(value, "RUST_TEST_SHUFFLE_SEED");
    }
    let wanted = matches.opt_present("shuffle")
        || environment("RUST_TEST_SHUFFLE").is_some_and(|value| value != "0");
    Ok(wanted.then_some(Seed::FromClock))
}

/// libtest's own limit for integration tests is the default.
fn time_limit(environment: &dyn Fn(&str) -> Option<String>) -> Result<Duration, String> {
    const NAME: &str = "RUST_TEST_TIME_INTEGRATION";
    let Some(value) = environment(NAME) else {
        return Ok(Duration::from_secs(1));
    };
    let critical = value
        .split_once(',')
        .filter(|(warn, _)| warn.parse::<u64>().is_ok())
        .and_then(|(_, critical)| critical.parse().ok());
    critical.map(Duration::from_millis).ok_or_else(|| {
        format!("{NAME} is `{value}`, should be two numbers: WARN,CRITICAL in milliseconds")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_with(line: &str, environment: &[(&str, &str)]) -> Result<Options, String> {
        let arguments: Vec<OsString> = line.split_whitespace().map(OsString::from).collect();
        let variable = |name: &str| {
            let found = environment.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        match parse(&arguments, &variable)? {
            Parsed::Run(options) => Ok(options),
            Parsed::Help(_) => Err("help".to_owned()),
        }
    }

    fn parsed(line: &str) -> Options {
        parse_with(line, &[]).unwrap()
    }

    #[test]
    fn what_libtest_takes_is_taken() {
        for line in [
            "",
            "a b c",
            "--nocapture",
            "--no-capture",
            "--nocapture --no-capture",
            "--test",
            "--bench",
            "--test --bench",
            "--include-ignored",
            "--ignored",
            "--force-run-in-process",
            "--exclude-should-panic",
            "--report-time",
            "--report-time=plain",
            "--ensure-time",
            "-Z unstable-options",
            "-Zunstable-options",
            "-Z=unstable-options",
            "-Z unstable-options -Z unstable-options",
            "--format=json -Z unstable-options --show-output",
            "--format json --report-time -Zunstable-options",
            "-q",
            "--quiet --color=never --color always",
            "--test-threads=1 --test-threads 2",
            "--logfile out.log",
            "--exact a::b --nocapture",
            "--list --format terse --ignored",
            "--shuffle",
            "--shuffle-seed 42",
            "--fail-fast",
            "--skip a --skip=b",
        ] {
            parse_with(line, &[]).unwrap_or_else(|error| panic!("{line}: {error}"));
        }
    }

    #[test]
    fn options_mean_what_they_say() {
        assert_eq!(parsed("a --skip b c --skip d --exact").filters, ["a", "c"]);
        assert_eq!(parsed("a --skip b c --skip d").skip, ["b", "d"]);
        assert_eq!(
            parsed("--test-threads=1 --test-threads 2").threads,
            NonZeroUsize::new(2)
        );
        assert_eq!(parsed("-q").format, Format::Terse);
        assert_eq!(parsed("-q --format pretty").format, Format::Pretty);
        assert!(parsed("--bench").only_benchmarks && !parsed("--bench --test").only_benchmarks);
        assert!(parsed("--report-time=colored").report_time);
        assert_eq!(
            parsed("--ensure-time").time_limit,
            Some(Duration::from_secs(1))
        );
        assert_eq!(
            parsed("--shuffle-seed 7 --shuffle").shuffle,
            Some(Seed::Given(7))
        );
        assert_eq!(parsed("-- --list").filters, ["--list"]);
    }

    #[test]
    fn what_libtest_refuses_is_refused() {
        for (line, word) in [
            ("--no-such-option", "no-such-option"),
            ("--exact --exact", "more than once"),
            ("--test-threads 0", "test-threads"),
            ("--test-threads many", "test-threads"),
            ("--color blue", "blue"),
            ("--format xml", "xml"),
            ("--format junit", "EXITSPEC_JSON"),
            ("-Z other", "Unrecognized"),
            ("--ignored --include-ignored", "mutually exclusive"),
            ("--shuffle-seed x", "shuffle-seed"),
            ("--skip", "skip"),
        ] {
            let error = parse_with(line, &[]).unwrap_err();
            assert!(error.contains(word), "{line}: {error}");
        }
    }

    #[test]
    fn variables_stand_for_options() {
        let with = |line: &str, name: &str, value: &str| parse_with(line, &[(name, value)]);
        let threads = |line| with(line, "RUST_TEST_THREADS", "3").unwrap().threads;
        assert_eq!(threads(""), NonZeroUsize::new(3));
        assert_eq!(threads("--test-threads 5"), NonZeroUsize::new(5));
        assert!(with("", "RUST_TEST_THREADS", "0").is_err());
        let shuffle = |value| with("", "RUST_TEST_SHUFFLE", value).unwrap().shuffle;
        assert_eq!((shuffle("1"), shuffle("0")), (Some(Seed::FromClock), None));
        let seeded = with("--shuffle", "RUST_TEST_SHUFFLE_SEED", "9").unwrap();
        assert_eq!(seeded.shuffle, Some(Seed::Given(9)));
        let limit = |value| with("--ensure-time", "RUST_TEST_TIME_INTEGRATION", value);
        assert_eq!(
            limit("5,20").unwrap().time_limit,
            Some(Duration::from_millis(20))
        );
        assert!(limit("20").is_err() && limit("a,b").is_err());
    }

    #[test]
    fn help_tells_of_every_variable() {
        let Ok(Parsed::Help(text)) = parse(&["-h".into()], &|_| None) else {
            panic!("help")
        };
        for word in [
            "--shuffle-seed",
            "EXITSPEC_JSON",
            "RUST_TEST_THREADS",
            "FILTERS",
        ] {
            assert!(text.contains(word), "{word}");
        }
    }
}
