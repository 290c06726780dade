//! Blessing: what it writes, what it leaves alone, and when it refuses.

mod base;
mod overrides;
mod refusals;

use exitspec::expectation::{
    BlessError, Blessing, Facts, File, Source, Variation, When, bless, format, judge,
};
use exitspec::observation::{Ending, Observation, Phase, Waitid};
use exitspec::{Isolation, Level, Libc, Panic, Platform, Runtime, Sink, Verdict};

const PATH: &str = "fixtures/rust/demo.json";

const FILE: &str = r#"{
  "group": "rust/demo",
  "cases": {
    "other": {
      "summary": "another one, which nobody touches",
      "level": "mandated",
      "sources": [
        {
          "doc": "d",
          "clause": "c"
        }
      ],
      "expect": {
        "ending": {
          "exited": 0
        }
      }
    },
    "open": {
      "summary": "s",
      "level": "unspecified",
      "sources": [
        {
          "doc": "d",
          "clause": "c"
        }
      ],
      "expect": {
        "ending": {
          "exited": 7
        },
        "stdout": {
          "starts_with": "te"
        }
      },
      "by_sink": {
        "tty": {
          "journal": [
            "a"
          ]
        }
      }
    }
  }
}
"#;

const SINKS: &[Sink] = &[Sink::Pipe, Sink::File, Sink::Tty, Sink::Null];

fn exited(code: u8, stdout: &str, journal: &[&str]) -> Observation {
    Observation {
        ending: Ending::Exited(code),
        raw: Some(i32::from(code) << 8),
        waitid: Some(Waitid {
            code: "CLD_EXITED".to_owned(),
            status: i32::from(code),
        }),
        core: false,
        changes: Vec::new(),
        stdout: Some(stdout.into()),
        stderr: Some("".into()),
        truncated: false,
        journal: journal.iter().map(|name| (*name).to_owned()).collect(),
        flushed: None,
        garbage: Vec::new(),
        left_behind: Vec::new(),
    }
}

fn blind(observation: Observation) -> Observation {
    Observation {
        stdout: None,
        stderr: None,
        ..observation
    }
}

fn blessing<'a>(case: &'a str, observations: &'a [(Sink, &'a Observation)]) -> Blessing<'a> {
    Blessing {
        case,
        sinks: SINKS,
        observations,
        level: Level::Unspecified,
        variation: None,
        ci: false,
    }
}

/// What blessing changes: the lines that go, and those that come.
fn change(before: &str, after: &str) -> Vec<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[head..]
        .iter()
        .rev()
        .zip(new[head..].iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let gone = old[head..old.len() - tail]
        .iter()
        .map(|line| format!("-{}", line.trim()));
    gone.chain(
        new[head..new.len() - tail]
            .iter()
            .map(|line| format!("+{}", line.trim())),
    )
    .collect()
}

fn platform(libc: &str) -> Platform {
    let text = String::from;
    Platform {
        name: text("test"),
        os: text("linux"),
        kernel: text("6.1"),
        arch: text("x86_64"),
        libc: Libc {
            name: text(libc),
            version: text("2.36"),
            link: text("dynamic"),
        },
        runtime: Runtime {
            name: text("rust"),
            version: text("1.95.0"),
            target: Some(text("t")),
            panic: Some(text("unwind")),
        },
        emulator: None,
        container: None,
        runtimes: std::collections::BTreeMap::new(),
    }
}

/// The verdict on the observation according to the text.
fn verdict(text: &str, case: &str, sink: Sink, libc: &str, observation: &Observation) -> Verdict {
    let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
    let book = Source::Embedded(Box::leak(Box::new([File { path: PATH, text }])))
        .load()
        .unwrap();
    let platform = platform(libc);
    let facts = Facts {
        platform: &platform,
        runtime: &platform.runtime,
        panic: Panic::Unwind,
        isolation: Isolation::Fork,
    };
    judge(
        &book.resolve(case, sink, &facts).unwrap(),
        sink,
        observation,
    )
    .verdict
}
