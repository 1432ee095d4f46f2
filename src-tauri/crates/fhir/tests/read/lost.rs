//! Whatever stands anywhere in a bundle is shown somewhere: single values changed to words that nobody expects, and
//! fields that nobody knows, put anywhere.

use crate::{bundles, everything::shown};
use fhir::read::read;
use serde_json::Value;

const MARK: &str = "ZZmarkerZZ99";

/// Calls `f` with every value that may be changed; `f` changes one and says so.
fn change(value: &mut Value, at: &mut usize, f: &mut dyn FnMut(&mut Value)) -> bool {
    match value {
        Value::Object(map) => {
            if *at == 0 {
                f(value);
                return true;
            }
            *at -= 1;
            map.values_mut().any(|value| change(value, at, f))
        }
        Value::Array(list) => {
            if *at == 0 {
                f(value);
                return true;
            }
            *at -= 1;
            list.iter_mut().any(|value| change(value, at, f))
        }
        leaf => {
            if *at == 0 {
                f(leaf);
                return true;
            }
            *at -= 1;
            false
        }
    }
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Object(map) => map.values().map(count).sum(),
        Value::Array(list) => list.iter().map(count).sum(),
        _ => 0,
    }
}

fn found(value: &Value, mark: &str) -> bool {
    let (document, _) = read(&serde_json::to_vec(value).unwrap());
    shown(&document).contains(mark)
}

/// The places to try: every one in the long run, else every twenty-fifth.
fn places(value: &Value) -> impl Iterator<Item = usize> {
    let count = count(value);
    let step = if crate::fuzz::long() { 1 } else { 25 };
    (count % step..count).step_by(step)
}

/// Every single value of every bundle, one after the other.
#[test]
fn a_changed_value_is_shown() {
    let mut lost = Vec::new();
    for (name, bytes) in bundles::every() {
        let whole: Value = serde_json::from_slice(&bytes).unwrap();
        for place in places(&whole) {
            let mut value = whole.clone();
            let mut before = Value::Null;
            change(&mut value, &mut { place }, &mut |leaf| {
                before = leaf.clone();
                match leaf {
                    Value::String(text) => *text = MARK.to_owned(),
                    Value::Number(_) => *leaf = serde_json::from_str("987654321.25").unwrap(),
                    _ => {}
                }
            });
            let mark = match &before {
                Value::String(_) => MARK,
                Value::Number(_) => "987654321.25",
                _ => continue,
            };
            if !found(&value, mark) {
                lost.push(format!("{name}: {before}"));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

/// A field that nobody knows, in every object; an element that does not belong there, in every list.
#[test]
fn an_added_field_is_shown() {
    let mut lost = Vec::new();
    for (name, bytes) in bundles::every() {
        let whole: Value = serde_json::from_slice(&bytes).unwrap();
        for place in places(&whole) {
            for strange in [Value::from(MARK), serde_json::json!({"zz": [MARK]})] {
                let mut value = whole.clone();
                let mut put = String::new();
                change(&mut value, &mut { place }, &mut |node| match node {
                    Value::Object(map) => {
                        put = format!("into {:?}", map.keys().collect::<Vec<_>>());
                        map.insert("zzField".to_owned(), strange.clone());
                    }
                    Value::Array(list) => {
                        put = format!("into a list of {}", list.len());
                        list.push(strange.clone());
                    }
                    _ => {}
                });
                if !put.is_empty() && !found(&value, MARK) {
                    lost.push(format!("{name}: {place} {strange} {put}"));
                }
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

/// A value of the wrong kind anywhere keeps what it holds.
#[test]
fn a_value_of_another_kind_is_shown() {
    let mut lost = Vec::new();
    for (name, bytes) in bundles::every() {
        let whole: Value = serde_json::from_slice(&bytes).unwrap();
        for place in places(&whole) {
            for (kind, strange) in [
                Value::from(MARK),
                serde_json::json!([MARK]),
                serde_json::json!({"text": MARK}),
                serde_json::json!([[{"coding": [{"code": {"x": MARK}}]}]]),
            ]
            .into_iter()
            .enumerate()
            {
                let mut value = whole.clone();
                let mut before = String::new();
                change(&mut value, &mut { place }, &mut |node| {
                    before = node.to_string().chars().take(80).collect();
                    *node = strange.clone();
                });
                if !found(&value, MARK) {
                    lost.push(format!("{name} {place}: kind {kind} for {before}"));
                }
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}
