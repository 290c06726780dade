//! The day of a run.

use chrono::DateTime;

/// The day, in UTC, of so many seconds after 1970-01-01T00:00:00Z: `2026-11-29`; none where the calendar does not reach.
pub(super) fn day(seconds: u64) -> Option<String> {
    let time = DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0)?;
    Some(time.date_naive().to_string())
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (seconds, expected) in [
            (0, "1970-01-01"),
            (86_399, "1970-01-01"),
            (1_709_164_800, "2024-02-29"),
        ] {
            assert_eq!(day(seconds).unwrap(), expected);
        }
        assert_eq!(day(u64::MAX), None);
    }
}
