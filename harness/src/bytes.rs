//! Captured bytes, as text in JSON when they are text.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Bytes that a process wrote.
///
/// In JSON they are a string when they are UTF-8 and `{ "base64": "…" }` when they are not, so that
/// nothing is lost either way.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bytes(pub Vec<u8>);

impl Bytes {
    /// How to show them on one line: text with escapes, in quotes.
    pub fn shown(&self) -> String {
        match std::str::from_utf8(&self.0) {
            Ok(text) => format!("{text:?}"),
            Err(_) => format!("b\"{}\"", self.0.escape_ascii()),
        }
    }
}

impl From<&str> for Bytes {
    fn from(text: &str) -> Bytes {
        Bytes(text.as_bytes().to_vec())
    }
}

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.shown())
    }
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(
    untagged,
    expecting = "expected a string, or an object {\"base64\": \"…\"}"
)]
enum Form {
    Text(String),
    Binary(Base64),
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Base64 {
    base64: String,
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match std::str::from_utf8(&self.0) {
            Ok(text) => serializer.serialize_str(text),
            Err(_) => Base64 {
                base64: STANDARD.encode(&self.0),
            }
            .serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Bytes, D::Error> {
        match Form::deserialize(deserializer)? {
            Form::Text(text) => Ok(Bytes(text.into_bytes())),
            Form::Binary(Base64 { base64 }) => STANDARD
                .decode(base64)
                .map(Bytes)
                .map_err(serde::de::Error::custom),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Bytes {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Bytes".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Form::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::Bytes;

    fn round_trip(bytes: &[u8]) -> String {
        let json = serde_json::to_string(&Bytes(bytes.to_vec())).unwrap();
        let back: Bytes = serde_json::from_str(&json).unwrap();
        assert_eq!(back.0, bytes);
        json
    }

    #[test]
    fn text_stays_text_and_anything_else_survives() {
        assert_eq!(round_trip(b"a\nb\0"), r#""a\nb\u0000""#);
        assert_eq!(round_trip(b"\xff\x00"), r#"{"base64":"/wA="}"#);
        assert_eq!(round_trip(b""), r#""""#);
    }

    #[test]
    fn bad_base64_is_an_error() {
        assert!(serde_json::from_str::<Bytes>(r#"{"base64":"*"}"#).is_err());
        assert!(serde_json::from_str::<Bytes>(r#"{"base64":"","more":1}"#).is_err());
    }
}
