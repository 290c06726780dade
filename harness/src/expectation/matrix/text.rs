//! What a stream holds when two parties write to it.

use crate::bytes::Bytes;
use crate::expectation::pattern::{LooseText, Pieces, TextPattern};

/// The first text, then the second.
pub(super) fn then(first: &TextPattern, second: &TextPattern) -> TextPattern {
    use TextPattern::{Exact, Loose};
    match (first, second) {
        (Exact(first), Exact(second)) => Exact(concat(first, second)),
        (Exact(first), Loose(LooseText::StartsWith(second))) => {
            Loose(LooseText::StartsWith(concat(first, second)))
        }
        (first, second) => {
            let pieces: Vec<Bytes> = pieces(first).into_iter().chain(pieces(second)).collect();
            Loose(match pieces.is_empty() {
                true => LooseText::Any(crate::expectation::pattern::Anything),
                false => LooseText::Contains(Pieces(pieces)),
            })
        }
    }
}

/// Both texts whole, one after the other, whichever comes first: what a pipe for two streams may hold.
pub(super) fn in_either_order(one: &TextPattern, other: &TextPattern) -> Vec<TextPattern> {
    if is_nothing(one) {
        return vec![other.clone()];
    }
    if is_nothing(other) {
        return vec![one.clone()];
    }
    let mut orders = vec![then(one, other), then(other, one)];
    orders.dedup();
    orders
}

pub(super) fn is_nothing(pattern: &TextPattern) -> bool {
    matches!(pattern, TextPattern::Exact(bytes) if bytes.0.is_empty())
}

fn concat(first: &Bytes, second: &Bytes) -> Bytes {
    Bytes([first.0.as_slice(), second.0.as_slice()].concat())
}

/// What is certainly in the text, in order.
fn pieces(pattern: &TextPattern) -> Vec<Bytes> {
    let pieces = match pattern {
        TextPattern::Exact(bytes) | TextPattern::Loose(LooseText::StartsWith(bytes)) => {
            vec![bytes.clone()]
        }
        TextPattern::Loose(LooseText::Contains(Pieces(pieces))) => pieces.clone(),
        TextPattern::Loose(LooseText::Repeated { text, times }) => {
            vec![Bytes(text.0.repeat(*times as usize))]
        }
        TextPattern::Loose(LooseText::Any(_)) => Vec::new(),
    };
    pieces
        .into_iter()
        .filter(|piece| !piece.0.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(json: &str) -> TextPattern {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn texts_follow_each_other() {
        for (first, second, both) in [
            (r#""a""#, r#""b""#, r#""ab""#),
            (
                r#""a""#,
                r#"{"starts_with": "b"}"#,
                r#"{"starts_with": "ab"}"#,
            ),
            (
                r#""a""#,
                r#"{"contains": "b"}"#,
                r#"{"contains": ["a", "b"]}"#,
            ),
            (
                r#"{"contains": ["a", "b"]}"#,
                r#""c""#,
                r#"{"contains": ["a", "b", "c"]}"#,
            ),
            (r#""""#, r#"{"contains": "b"}"#, r#"{"contains": "b"}"#),
            (r#"{"any": true}"#, r#""c""#, r#"{"contains": "c"}"#),
            (r#"{"any": true}"#, r#"{"any": true}"#, r#"{"any": true}"#),
            (
                r#"{"any": true}"#,
                r#"{"repeated": {"text": "xy", "times": 2}}"#,
                r#"{"contains": "xyxy"}"#,
            ),
        ] {
            assert_eq!(
                then(&pattern(first), &pattern(second)),
                pattern(both),
                "{first} {second}"
            );
        }
    }

    #[test]
    fn a_shared_pipe_may_hold_them_either_way() {
        assert_eq!(
            in_either_order(&pattern(r#""a""#), &pattern(r#""b""#)),
            [pattern(r#""ab""#), pattern(r#""ba""#)]
        );
        assert_eq!(
            in_either_order(&pattern(r#""""#), &pattern(r#""b""#)),
            [pattern(r#""b""#)]
        );
        assert_eq!(
            in_either_order(&pattern(r#""a""#), &pattern(r#""a""#)),
            [pattern(r#""aa""#)]
        );
    }
}
