//! Patients, doctors and institutions.

use super::{
    document::{Person, Place},
    elements::concept,
    fields::{Fields, Scan},
    json::Node,
};
use crate::identifier;
use domain::{
    patient::{NameParts, PublicPayer, Sex},
    text::is_katakana,
};

/// A Patient, Practitioner or RelatedPerson, as far as they are alike.
pub(super) fn person<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) -> Person {
    let mut person = Person::default();
    identifiers(fields, scan, &mut person);
    names(fields, scan, &mut person);
    let numbers = telecom(fields, scan);
    person.phone = numbers.0;
    scan.fact("FAX", numbers.1);
    let (address, postal_code) = address(fields, scan);
    person.address = address;
    person.postal_code = postal_code;
    person.birth_date = fields.word("birthDate", |text| text.parse().ok());
    person.sex = fields.word("gender", Sex::parse);
    person
}

/// The identifiers of a Patient (JP-CLINS §2 and §5.1). A number that has not its form is a fact.
fn identifiers<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>, person: &mut Person) {
    let systems = &scan.words.guide.identifiers;
    fields.each(scan, "identifier", |identifier, scan| {
        let Some(value) = identifier.digits("value") else { return };
        let system = identifier.text("system").unwrap_or_default();
        if let Some(institution) = system.strip_prefix(systems.chart_number_prefix.as_str()) {
            person.chart_numbers.push((institution.to_owned(), value.to_owned()));
        } else if let Some(insurance) = identifier::read_insured_person(value)
            .filter(|_| system == systems.insured_person && person.insurance.is_none())
        {
            person.insurance = Some(insurance);
            scan.detail("被保険者個人識別子", value);
        } else if let Some(payer) = assisted(value).filter(|_| system == systems.public_assistance) {
            person.public_payers.push(payer);
        } else {
            scan.fact("番号", value);
            scan.detail("番号の体系", system);
        }
    });
}

/// `公費負担者番号::受給者番号:`.
fn assisted(value: &str) -> Option<PublicPayer> {
    let (payer, rest) = value.split_once("::")?;
    let recipient = rest.strip_suffix(':')?;
    let digits = |text: &str, n| text.len() == n && text.bytes().all(|b| b.is_ascii_digit());
    (digits(payer, 8) && digits(recipient, 7))
        .then(|| PublicPayer { payer_number: payer.to_owned(), recipient_number: recipient.to_owned() })
}

/// Kanji and kana. Names without the mark of their writing are told apart by their characters.
fn names<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>, person: &mut Person) {
    fields.each(scan, "name", |name, scan| {
        let mut writing = None;
        extensions(name, scan, |url, extension, scan| {
            if url != scan.words.guide.extensions.name_representation {
                return false;
            }
            writing = extension.word("valueCode", |code| matches!(code, "IDE" | "SYL").then_some(code));
            writing.is_some()
        });
        name.word("use", |word| matches!(word, "official" | "usual").then_some(()));
        let text = name.text("text").unwrap_or_default();
        let family = name.text("family").unwrap_or_default();
        let mut given = Vec::new();
        name.nodes(scan, "given", |node, scan| match node.text() {
            Some(text) => given.push(text),
            None => scan.keep(node),
        });
        let given = given.join(" ");
        let parts = match (family, given.as_str()) {
            ("", "") => NameParts::split(text),
            ("", _) if !text.is_empty() && text != given => NameParts::split(text),
            _ => NameParts { family: family.to_owned(), given: given.clone() },
        };
        let plain = |text: &str| text.replace([' ', '　'], "");
        if !text.is_empty() && plain(text) != plain(&parts.joined("")) {
            scan.fact("氏名（表記）", text);
        }
        if family.is_empty() && !given.is_empty() && plain(&given) != plain(&parts.joined("")) {
            scan.fact("氏名（名）", given.as_str());
        }
        let kana = writing
            .map_or_else(|| is_katakana(&parts.joined(" ")) && !person.name.is_empty(), |word| word == "SYL");
        let place = if kana { &mut person.kana } else { &mut person.name };
        if place.is_empty() {
            *place = parts;
        } else {
            scan.fact("ほかの氏名", parts.joined(" "));
        }
    });
}

/// The first telephone and the first FAX; others are facts.
fn telecom<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) -> (String, String) {
    let (mut phone, mut fax) = (String::new(), String::new());
    fields.each(scan, "telecom", |contact, scan| {
        let Some(value) = contact.digits("value") else { return };
        let system = contact.word("system", |system| matches!(system, "phone" | "fax").then_some(system));
        for name in ["use", "rank"] {
            scan.detail("連絡先", contact.digits(name).unwrap_or_default());
        }
        match system {
            Some("phone") | None if phone.is_empty() => phone = value.to_owned(),
            Some("fax") if fax.is_empty() => fax = value.to_owned(),
            _ => scan.fact("ほかの連絡先", value),
        }
    });
    (phone, fax)
}

/// The first address in one line, and its postal code; others are facts.
fn address<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) -> (String, String) {
    let mut found: Option<(String, String)> = None;
    let mut read = |address: &mut Fields<'n>, scan: &mut Scan<'n>| {
        let mut parts = Vec::new();
        for name in ["state", "city"] {
            parts.extend(address.text(name));
        }
        address.nodes(scan, "line", |node, scan| match node.text() {
            Some(text) => parts.push(text),
            None => scan.keep(node),
        });
        for name in ["use", "type", "country"] {
            scan.detail("住所", address.digits(name).unwrap_or_default());
        }
        let pieces = parts.concat();
        let text = match address.text("text") {
            Some(text) => {
                scan.detail("住所の内訳", parts.join(" "));
                text.to_owned()
            }
            None => pieces,
        };
        let postal_code = address.digits("postalCode").unwrap_or_default();
        let seven: String = postal_code.chars().filter(char::is_ascii_digit).collect();
        let hyphened = postal_code.chars().all(|c| c.is_ascii_digit() || c == '-');
        let postal_code = if seven.len() == 7 && hyphened { seven } else { postal_code.to_owned() };
        match &found {
            None => found = Some((text, postal_code)),
            Some(_) => scan.fact("ほかの住所", format!("{postal_code} {text}").trim()),
        }
    };
    fields.each(scan, "address", &mut read);
    found.unwrap_or_default()
}

/// An Organization.
pub(super) fn place<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) -> Place {
    let mut place = Place::default();
    let guide = scan.words.guide;
    fields.each(scan, "identifier", |identifier, scan| {
        let Some(value) = identifier.digits("value") else { return };
        let system = identifier.text("system").unwrap_or_default();
        if system == guide.identifiers.institution && place.code.is_empty() {
            place.code = value.to_owned();
        } else {
            scan.fact("番号", value);
            scan.detail("番号の体系", system);
        }
    });
    extensions(fields, scan, |url, extension, scan| {
        if url != guide.extensions.department || !place.department.is_empty() {
            return false;
        }
        let words =
            extension.object(scan, "valueCodeableConcept", |fields, scan| concept(fields, scan).words());
        place.department = words.unwrap_or_default().to_owned();
        true
    });
    fields.each(scan, "type", |kind, scan| {
        let kind = concept(kind, scan);
        if !kind.has(&guide.fixed.provider) {
            scan.fact("種類", kind.words());
        }
    });
    place.name = fields.text("name").unwrap_or_default().to_owned();
    (place.phone, place.fax) = telecom(fields, scan);
    (place.address, place.postal_code) = address(fields, scan);
    place
}

/// Reads extensions. `known` says whether it took one; of the others, those with a name in our table become facts and
/// the rest is kept as it is.
pub(super) fn extensions<'n>(
    fields: &mut Fields<'n>,
    scan: &mut Scan<'n>,
    mut known: impl FnMut(&'n str, &mut Fields<'n>, &mut Scan<'n>) -> bool,
) {
    fields.nodes(scan, "extension", |node, scan| {
        let Some(url) = node.field("url").and_then(Node::text) else { return scan.keep(node) };
        let Node::Object(list) = node else { return scan.keep(node) };
        let [field] = list.iter().filter(|field| field.name != "url").collect::<Vec<_>>()[..] else {
            return scan.keep(node);
        };
        let before = (scan.facts.len(), scan.technical.len(), scan.rest.len(), scan.findings.len());
        let took = scan.object(node, |extension, scan| {
            let took = known(url, extension, scan);
            if took {
                extension.take("url");
            }
            took
        });
        if took == Some(true) {
            return;
        }
        scan.facts.truncate(before.0);
        scan.technical.truncate(before.1);
        scan.rest.truncate(before.2);
        scan.findings.truncate(before.3);
        let label = scan.words.extension(url).filter(|_| field.name.starts_with("value"));
        match label.and_then(|label| Some((label.to_owned(), super::elements::shape(&field.value, scan)?))) {
            Some((label, text)) => scan.fact(&label, text),
            None => scan.keep(node),
        }
    });
}

/// Licences: the number of a 医籍登録 in words.
pub(super) fn qualifications<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) {
    fields.each(scan, "qualification", |qualification, scan| {
        let label =
            qualification.object(scan, "code", |code, scan| concept(code, scan).words()).unwrap_or("資格");
        let mut numbers = Vec::new();
        qualification.each(scan, "identifier", |identifier, scan| {
            numbers.extend(identifier.digits("value"));
            scan.detail("番号の体系", identifier.digits("system").unwrap_or_default());
        });
        scan.fact(label, if numbers.is_empty() { "あり".to_owned() } else { numbers.join("、") });
    });
}
