//! From JSON to wire types, with the place and a plain sentence where it does not fit; files from the wire or the host.

use crate::{Error, Session, ShellError, Wanted};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use domain::{
    finding::{Finding, Rule},
    rule,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Reads a JSON text.
pub fn read_text<T: DeserializeOwned>(text: &[u8]) -> Result<T, Finding> {
    let value: Value = serde_json::from_slice(text).map_err(|error| {
        let place = [error.line().to_string(), error.column().to_string()];
        Finding::with(&rule::INPUT_NOT_JSON, "", place)
    })?;
    read_value(value)
}

/// Reads a JSON value.
pub fn read_value<T: DeserializeOwned>(value: Value) -> Result<T, Finding> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = match error.path().to_string() {
            path if path == "." => String::new(),
            path => path,
        };
        explain(&error.into_inner().to_string(), path)
    })
}

/// Sorts serde's English message into a finding. The message may quote a value, so only the quoted names of
/// fields and the expected type are taken over.
fn explain(message: &str, path: String) -> Finding {
    let quoted = || message.split('`').nth(1).unwrap_or_default().to_owned();
    if message.starts_with("unknown field") {
        Finding::with(&rule::INPUT_UNKNOWN_FIELD, path, [quoted()])
    } else if message.starts_with("missing field") {
        Finding::with(&rule::INPUT_MISSING_FIELD, path, [quoted()])
    } else if message.starts_with("unknown variant") {
        let words: Vec<&str> = message.split('`').skip(3).step_by(2).collect();
        Finding::with(
            &rule::INPUT_WRONG_TYPE,
            path,
            [format!("次のどれかにしてください: {}。", words.join(", "))],
        )
    } else {
        let expected = message.rsplit("expected ").next().unwrap_or_default();
        let wanted = match expected {
            e if e.contains("a string") => "文字列（\"…\"）にしてください。",
            e if e.contains("a boolean") => "true か false にしてください。",
            e if e.contains("i32") || e.contains("integer") => "整数にしてください。",
            e if e.contains("sequence") => "配列（[…]）にしてください。",
            e if e.contains("struct") || e.contains("map") => "オブジェクト（{…}）にしてください。",
            _ => "項目の説明を確かめてください。",
        };
        Finding::with(&rule::INPUT_WRONG_TYPE, path, [wanted.to_owned()])
    }
}

/// A file: its bytes from the wire in base64, else one that the host asks for. `None` when the person cancelled.
pub fn file(
    session: &Session,
    bytes: Option<&str>,
    wanted: Wanted,
    unreadable: &'static Rule,
) -> Result<Option<Vec<u8>>, Error> {
    if let Some(base64) = bytes {
        let bytes = BASE64.decode(base64);
        return bytes.map(Some).map_err(|_| Error::rejected(vec![Finding::new(unreadable, "bytes")]));
    }
    session.clinic().shell().open_file(wanted).map_err(|error| {
        if let ShellError::Refused(error) = error {
            tracing::warn!(%error, "the host could not open a file");
        }
        Error::no_printer()
    })
}

/// An id from the wire, or the finding that it points nowhere.
pub fn id<T>(parse: fn(&str) -> Option<T>, text: &str) -> Result<T, crate::Error> {
    parse(text).ok_or_else(crate::Error::not_found)
}

/// A version from the wire.
pub fn version(version: i32) -> Result<u32, crate::Error> {
    u32::try_from(version).map_err(|_| crate::Error::stale())
}

/// A number for the wire; what does not fit is shown as the largest that does.
pub fn small(number: impl TryInto<i32>) -> i32 {
    number.try_into().unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::patients::PatientForm;

    fn fault(json: &str) -> Finding {
        read_text::<PatientForm>(json.as_bytes()).err().expect("a fault")
    }

    #[test]
    fn faults_name_their_place() {
        let finding = fault("{\"chart_number\": 3}");
        assert_eq!((finding.rule.id, finding.path.as_str()), ("input.wrong-type", "chart_number"));
        let finding = fault("{\"nonsense\": 3}");
        assert_eq!((finding.rule.id, finding.args[0].as_str()), ("input.unknown-field", "nonsense"));
        let finding = fault("{\"chart_number\": \"1\"}");
        assert_eq!((finding.rule.id, finding.args[0].as_str()), ("input.missing-field", "name"));
        let finding = fault(
            "{\"chart_number\":\"1\",\"name\":\"a\",\"kana\":\"b\",\"birth_date\":\"x\",\"sex\":\"m\"}",
        );
        assert_eq!((finding.rule.id, finding.path.as_str()), ("input.wrong-type", "sex"));
        assert!(finding.sentence().contains("male, female"));
        assert_eq!(fault("{").rule.id, "input.not-json");
    }

    #[test]
    fn values_are_never_quoted() {
        let finding = fault("{\"chart_number\": [\"secret\"]}");
        assert!(!finding.sentence().contains("secret"));
    }
}
