//! The letter that another institution sends: one that the checker of the guide passes (`data/letter.json`), about
//! whoever is meant.

use crate::people::Person;
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

const TEMPLATE: &str = include_str!("../data/letter.json");
/// What the template says of itself.
const NUMBER: &str = "01a21115c59870c5be67aa003c843965";
const TIME: &str = "2026-11-25T14:02:49.240+09:00";
const ADDRESSEE: (&str, &str) = ("1319999991", "見本内科クリニック");
/// Who sends it.
pub(crate) const SENDER: &str = "1319900028";

/// The bundle and its identifier. `number` is given once; `now` is `yyyyMMddHHmmss`.
pub(crate) fn letter(person: &Person, addressee: (&str, &str), number: u64, now: &str) -> (String, Value) {
    let at = |from: usize, to: usize| now.get(from..to).unwrap_or_default();
    let (day, time) = (
        format!("{}-{}-{}", at(0, 4), at(4, 6), at(6, 8)),
        format!("{}:{}:{}", at(8, 10), at(10, 12), at(12, 14)),
    );
    let own = format!("L-{number}");
    let text = TEMPLATE
        .replace(&format!("^2026^{NUMBER}"), &format!("^{}^{own}", at(0, 4)))
        .replace(TIME, &format!("{day}T{time}.000+09:00"))
        .replace("2026-11-25", &day)
        .replace("2026-11-20", &day)
        // Every generation has identifiers of its own.
        .replace("00000000-0000-4000-8000-", &format!("{number:08x}-0000-4000-8000-"))
        .replace("00000000-0000-4000-9000-", &format!("{number:08x}-0000-4000-9000-"))
        .replace(ADDRESSEE.0, addressee.0)
        .replace(ADDRESSEE.1, if addressee.1.is_empty() { ADDRESSEE.1 } else { addressee.1 });
    let mut bundle: Value = serde_json::from_str(&text).unwrap_or_default();
    if let Some(entries) = bundle["entry"].as_array_mut() {
        for resource in entries.iter_mut().map(|entry| &mut entry["resource"]) {
            match resource["resourceType"].as_str() {
                Some("Patient") => patient(resource, person),
                Some("Coverage") => coverage(resource, person),
                _ => {}
            }
        }
    }
    (format!("{SENDER}^{}^{own}", at(0, 4)), bundle)
}

fn patient(resource: &mut Value, person: &Person) {
    let names = [person.name.clone(), person.kana.nfkc().collect()];
    for (name, text) in names.iter().enumerate() {
        let (family, given) = text.split_once([' ', '　']).unwrap_or((text, ""));
        let row = &mut resource["name"][name];
        row["text"] = json!(format!("{family} {given}"));
        row["family"] = json!(family);
        row["given"] = json!([given]);
    }
    resource["gender"] = json!(if person.sex == "1" { "male" } else { "female" });
    let birth = |from, to| person.birth_date.get(from..to).unwrap_or_default();
    resource["birthDate"] = json!(format!("{}-{}-{}", birth(0, 4), birth(4, 6), birth(6, 8)));
    resource["address"][0]["text"] = json!(person.address);
    resource["address"][0]["postalCode"] = json!(person.postal_code);
    // The hospital's own number, then the insurance.
    resource["identifier"][0]["value"] = json!(person.id);
    resource["identifier"][1]["value"] = json!(member(person));
}

fn coverage(resource: &mut Value, person: &Person) {
    resource["identifier"][0]["value"] = json!(member(person));
}

fn member(person: &Person) -> String {
    let Person { insurer_number, symbol, number, branch, .. } = person;
    if insurer_number.is_empty() {
        return format!("12131234::{}:", person.recipient_number);
    }
    format!("{insurer_number:0>8}:{symbol}:{number}:{branch}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::everybody;

    #[test]
    fn nothing_of_the_template_is_left() {
        for (at, person) in (7..).zip(everybody()) {
            let (identifier, bundle) =
                letter(&person, ("1319900010", "文箱医院（見本）"), at, "20270102030405");
            assert_eq!(identifier, format!("1319900028^2027^L-{at}"));
            assert_eq!(bundle["identifier"]["value"], identifier);
            assert_eq!(bundle["timestamp"], "2027-01-02T03:04:05.000+09:00");
            let text = bundle.to_string();
            for gone in [
                NUMBER,
                "2026-11-2",
                "1319999991",
                "架空 三郎",
                "カクウ サブロウ",
                "1949-08-03",
                "00000000-0000-4000",
            ] {
                assert!(!text.contains(gone), "{}: {gone}", person.id);
            }
            assert!(text.contains(&member(&person)), "{}", person.id);
        }
    }
}
