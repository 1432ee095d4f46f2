//! A frozen bundle written anew for another insurance. The centre ties a document to the insured person of the
//! transmission, and a letter may be frozen days before it goes, under an insurance that has changed since.
//!
//! What a doctor signed is not composed again: the written bundle is copied byte for byte. New are only the number by
//! which the national services know the patient, and every `fullUrl` with the references to it, since two
//! transmissions share none (JP-CLINS §2 "Bundle", §5.1). A bundle that is attached is somebody else's and stays.

use crate::{
    identifier::{insured_person, read_insured_person},
    profile::{Guide, GuideVersion},
    read::json::{self, Node},
};
use domain::patient::Insurance;
use std::{borrow::Cow, collections::HashMap};
use uuid::Uuid;

/// How every `fullUrl` of ours begins.
const URN: &str = "urn:uuid:";

/// Why a bundle is not renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenewError {
    /// It is not a bundle as this program writes them.
    #[error("the bundle is none of ours")]
    NotOurs,
    /// 保険者番号 or 番号 have not their form.
    #[error("the insurance gives no number for the national services")]
    NoNumber,
    /// It would be larger than one transmission takes.
    #[error("the bundle is larger than one transmission")]
    TooLarge,
}

/// Writes a bundle of ours for `insurance`. A number of 生活保護 gives way to that of the insurance, for there is
/// exactly one. `ids` gives a new random UUID at each call.
///
/// # Errors
/// See [`RenewError`].
pub fn renew(
    bundle: &[u8],
    insurance: &Insurance,
    ids: &mut dyn FnMut() -> Uuid,
) -> Result<Vec<u8>, RenewError> {
    let number = insured_person(insurance).ok_or(RenewError::NoNumber)?.value;
    let (text, root, guide) = ours(bundle).ok_or(RenewError::NotOurs)?;
    let mut names = HashMap::new();
    for entry in root.field("entry").map(Node::elements).unwrap_or_default() {
        let old = entry.field("fullUrl").and_then(Node::text).and_then(|url| url.strip_prefix(URN));
        let old = old.filter(|url| Uuid::try_parse(url).is_ok()).ok_or(RenewError::NotOurs)?;
        if names.insert(old, ids().hyphenated().to_string()).is_some() {
            return Err(RenewError::NotOurs);
        }
    }
    let mut renewal = Renewal { guide, names: &names, number: &number, edits: Vec::new(), numbers: 0 };
    renewal.node(&root).ok_or(RenewError::NotOurs)?;
    if renewal.numbers == 0 {
        return Err(RenewError::NotOurs);
    }
    let out = spliced(text, &renewal.edits).ok_or(RenewError::NotOurs)?;
    if out.len() > guide.transmission_bytes { Err(RenewError::TooLarge) } else { Ok(out.into_bytes()) }
}

/// Whether a bundle of ours is written for this insurance: the services know both by the same number. Of what is
/// none of ours it is never true.
pub fn carries(bundle: &[u8], insurance: &Insurance) -> bool {
    let number = |insurance: &Insurance| insured_person(insurance).map(|person| person.value);
    insured_of(bundle).is_some_and(|own| number(&own).is_some_and(|own| Some(own) == number(insurance)))
}

/// The insurance under whose number a bundle of ours is written; `None` for 生活保護, and for what is none of ours.
/// An empty 枝番 counts as unchecked.
pub fn insured_of(bundle: &[u8]) -> Option<Insurance> {
    let (_, root, guide) = ours(bundle)?;
    let system = guide.identifiers.insured_person.as_str();
    let people = root.field("entry")?.elements().iter().filter_map(|entry| entry.field("resource"));
    let person = only(people.filter(|resource| says(resource, "resourceType", "Patient")))?;
    let numbers = person.field("identifier")?.elements().iter();
    let number = only(numbers.filter(|identifier| says(identifier, "system", system)))?;
    read_insured_person(number.field("value")?.text()?)
}

fn says(node: &Node<'_>, field: &str, text: &str) -> bool {
    node.field(field).and_then(Node::text) == Some(text)
}

fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}

/// The text and tree of a whole bundle, and what it calls things: systems are the same in every version of the guide.
fn ours(bundle: &[u8]) -> Option<(&str, Node<'_>, &'static Guide)> {
    let text = std::str::from_utf8(bundle).ok()?;
    let parsed = json::parse(text);
    let whole = parsed.fault.is_none() && !parsed.bounded && says(&parsed.root, "resourceType", "Bundle");
    whole.then_some((text, parsed.root, GuideVersion::default().guide().ok()?))
}

/// What becomes of a bundle on its way to another insurance.
struct Renewal<'n> {
    guide: &'static Guide,
    /// New UUIDs by old ones.
    names: &'n HashMap<&'n str, String>,
    /// The new 被保険者個人識別子.
    number: &'n str,
    /// Texts as they stand in the bundle, in order, with what stands there afterwards.
    edits: Vec<(&'n str, Cow<'n, str>)>,
    /// How many numbers of the patient were renewed.
    numbers: usize,
}

impl<'n> Renewal<'n> {
    /// `None` where something stands that no bundle of ours has.
    fn node(&mut self, node: &'n Node<'_>) -> Option<()> {
        match node {
            Node::List(values) => values.iter().try_for_each(|value| self.node(value)),
            Node::Object(_) => self.object(node),
            Node::Null | Node::Bool(_) | Node::Number(_) | Node::Text(_) | Node::Raw(_) => Some(()),
        }
    }

    fn object(&mut self, object: &'n Node<'_>) -> Option<()> {
        let systems = &self.guide.identifiers;
        let person = says(object, "system", &systems.insured_person)
            || says(object, "system", &systems.public_assistance);
        let Node::Object(fields) = object else { return None };
        for field in fields {
            match (&*field.name, &field.value) {
                ("fullUrl" | "reference", Node::Text(text)) => match text.strip_prefix(URN) {
                    Some(old) => {
                        let new = format!("{URN}{}", self.names.get(old)?);
                        self.edits.push((text, new.into()));
                    }
                    // `#…` stays within its resource; what else there is leads out of the bundle.
                    None => text.starts_with('#').then_some(())?,
                },
                ("id", Node::Text(text)) => {
                    if let Some(new) = self.names.get(&**text) {
                        self.edits.push((text, new.into()));
                    }
                }
                ("system", Node::Text(text)) if person => {
                    self.edits.push((text, systems.insured_person.as_str().into()));
                }
                ("value", Node::Text(text)) if person => {
                    self.numbers += 1;
                    self.edits.push((text, self.number.into()));
                }
                ("resource", attached) if says(attached, "resourceType", "Bundle") => {}
                (_, value) => self.node(value)?,
            }
        }
        Some(())
    }
}

/// The text with other texts in these places; `None` when they are no parts of it in their order. A text that was
/// read from escapes is none: no bundle of ours has any there.
fn spliced(text: &str, edits: &[(&str, Cow<'_, str>)]) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 64);
    let mut done = 0;
    for (old, new) in edits {
        let at = old.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
        out.push_str(text.get(done..at)?);
        out.push_str(new);
        done = at + old.len();
    }
    out.push_str(text.get(done..)?);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::patient::Branch;
    use proptest::prelude::*;

    const OLD: [&str; 2] = ["67e55044-10b1-426f-9247-bb680e5fe0c8", "67e55044-10b1-426f-9247-bb680e5fe0c9"];
    const MEMBER: &str = "http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID";
    const ASSISTED: &str = "http://jpfhir.jp/fhir/clins/Idsystem/JP_PublicPayer_memberID";

    fn insurance() -> Insurance {
        Insurance {
            insurer_number: "138057".into(),
            symbol: "見本".into(),
            number: "１２３".into(),
            branch: Branch::Number("01".into()),
        }
    }

    fn bundle(system: &str, number: &str) -> String {
        let [person, head] = OLD;
        format!(
            r##"{{"resourceType":"Bundle","type":"document","identifier":{{"system":"s","value":"1319999991^2026^{head}"}},"entry":[{{"fullUrl":"urn:uuid:{head}","resource":{{"resourceType":"Composition","subject":{{"reference":"urn:uuid:{person}"}},"title":"urn:uuid:{person}\n"}}}},{{"fullUrl":"urn:uuid:{person}","resource":{{"resourceType":"Patient","id":"{person}","identifier":[{{"system":"chart","value":"12"}},{{"system":"{system}","value":"{number}"}}],"of":[6.80,1e3,{{"reference":"#a"}}]}}}}]}}"##
        )
    }

    fn counting() -> impl FnMut() -> Uuid {
        let mut next = 0;
        move || {
            next += 1;
            Uuid::from_u128(next)
        }
    }

    fn renewed(bundle: &str) -> Result<String, RenewError> {
        renew(bundle.as_bytes(), &insurance(), &mut counting()).map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn only_names_and_the_number_change() {
        for (system, number) in [(MEMBER, "12345678:1:2:"), (ASSISTED, "12131234::1234567:")] {
            let expected = bundle(MEMBER, "00138057:見本:１２３:01")
                .replace(&format!("urn:uuid:{}\"", OLD[1]), &format!("urn:uuid:{}\"", Uuid::from_u128(1)))
                .replace(&format!("urn:uuid:{}\"", OLD[0]), &format!("urn:uuid:{}\"", Uuid::from_u128(2)))
                .replace(&format!("\"id\":\"{}\"", OLD[0]), &format!("\"id\":\"{}\"", Uuid::from_u128(2)));
            assert_eq!(renewed(&bundle(system, number)).as_deref(), Ok(&*expected));
        }
    }

    #[test]
    fn a_bundle_tells_whose_it_is() {
        let of = |system, number| insured_of(bundle(system, number).as_bytes());
        assert!(of(MEMBER, "00138057:見本:１２３:01") == Some(insurance()));
        let carried = |number| carries(bundle(MEMBER, number).as_bytes(), &insurance());
        assert!(carried("00138057:見本:１２３:01"));
        assert!(!carried("00138057:見本:１２３:") && !carried("00138057:見本"));
        assert!(of(MEMBER, "00138057:見本").is_none());
        assert!(of(ASSISTED, "12131234::1234567:").is_none());
        assert!(insured_of(b"{}").is_none() && !carries(b"{}", &insurance()));
    }

    #[test]
    fn attached_bundles_stay_as_they_are() {
        let attached = bundle(MEMBER, "87654321:9:9:").replace(OLD[1], "other").replace(",", " ,\n");
        let entry = format!(
            r#"{{"fullUrl":"urn:uuid:{}","resource":{attached}}}]}}"#,
            "67e55044-10b1-426f-9247-bb680e5fe0ca"
        );
        let whole = bundle(MEMBER, "12345678:1:2:");
        let whole = format!("{},{entry}", whole.strip_suffix("]}").unwrap());
        let renewed = renewed(&whole).unwrap();
        assert!(renewed.contains(&attached));
        assert!(!renewed.contains("12345678:1:2:") && carries(renewed.as_bytes(), &insurance()));
    }

    #[test]
    fn what_is_none_of_ours_is_left_alone() {
        let good = bundle(MEMBER, "12345678:1:2:");
        let alien = [
            String::new(),
            "[]".to_owned(),
            r#"{"resourceType":"Bundle"}"#.to_owned(),
            good.replace("\"Bundle\"", "\"Parameters\""),
            good.replace(MEMBER, "http://example.org"),
            good.replace("urn:uuid:", "http://example.org/"),
            good.replace(&format!("\"reference\":\"urn:uuid:{}", OLD[0]), "\"reference\":\"Patient/1"),
            good.replace(
                &format!("\"reference\":\"urn:uuid:{}", OLD[0]),
                &format!("\"reference\":\"urn:uuid:{}", Uuid::nil()),
            ),
            good.replace(OLD[0], OLD[1]),
            good.replace(MEMBER, &MEMBER.replace('h', "\\u0068")),
            good[..good.len() - 1].to_owned(),
            format!("{good}x"),
            format!("{}1{}", "[".repeat(200_000), "]".repeat(200_000)),
        ];
        for alien in alien {
            assert_eq!(renewed(&alien), Err(RenewError::NotOurs), "{alien:.200}");
        }
        assert_eq!(renew(b"\xFF\xFE", &insurance(), &mut counting()), Err(RenewError::NotOurs));
        let none = Insurance { number: String::new(), ..insurance() };
        assert_eq!(renew(good.as_bytes(), &none, &mut counting()), Err(RenewError::NoNumber));
        let large = good.replace("chart", &"x".repeat(10_000_000));
        assert_eq!(renewed(&large), Err(RenewError::TooLarge));
    }

    proptest! {
        #[test]
        fn nothing_panics(text in any::<String>(), at in 0usize..700, byte in any::<u8>()) {
            let mut bytes = bundle(MEMBER, "12345678:1:2:").into_bytes();
            let at = at % bytes.len();
            bytes[at] = byte;
            for bytes in [text.as_bytes(), &bytes, &bytes[..at]] {
                let _ = insured_of(bytes);
                let _ = renew(bytes, &insurance(), &mut counting());
            }
        }
    }
}
