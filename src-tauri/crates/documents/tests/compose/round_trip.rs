//! Build → read → build → read: the second document says what the first one says, line by line, ids and codes
//! included. What a bundle cannot carry (kinds of payment, the setting of the paper, rows that went as text) is taken
//! from the first letter or stands in its texts.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

use crate::{
    letters::{self, counting, made_at},
    random,
};
use documents::{
    received::view::{ReceivedView, ViewLine, view},
    referral_letter::{
        compose::{Options, compose},
        content::{Letter, Rows, Texts},
    },
};
use domain::{
    core6::{
        Body, Entry, Provenance, Source,
        code::{self, CodeSystem},
    },
    id::{DoctorId, EntryId},
    institution::InstitutionCode,
    letter::LetterKind,
};
use fhir::{
    decimal::Decimal,
    read::{
        document::{Document, Item, Person, Place, Section},
        read,
    },
};

fn built(letter: &Letter) -> Document {
    let (bytes, _) = compose(letter, made_at(), &mut counting(), &Options::default());
    let (document, findings) = read(&bytes.expect("a bundle"));
    let left: Vec<String> =
        document.leftovers().map(|one| format!("{}: {}", one.path, one.tree.text)).collect();
    assert_eq!(left, Vec::<String>::new(), "our own letters are understood to the last field");
    let rules: Vec<&str> = findings.iter().map(|finding| finding.rule.id).collect();
    assert_eq!(rules, Vec::<&str>::new());
    document
}

/// The letter that a document says.
fn again(first: &Letter, document: &Document) -> Letter {
    let mut letter = first.clone();
    let text = |code: &str| {
        let text = document.section(&[code]).map(|section| section.text.clone()).unwrap_or_default();
        if text == "記載なし" { String::new() } else { text }
    };
    letter.kind = LetterKind::Referral;
    letter.answered = None;
    letter.version = document.edition.parse().unwrap();
    letter.date = document.issued.unwrap().day();
    let place = document.sender.place.as_ref().unwrap();
    place_into(
        place,
        (&mut letter.institution.name, &mut letter.institution.postal_code, &mut letter.institution.address),
        (&mut letter.institution.phone, &mut letter.institution.fax),
    );
    letter.institution.code = InstitutionCode::parse(&place.code).unwrap();
    let doctor = letter.doctor.as_mut().unwrap();
    doctor.department.clone_from(&place.department);
    let signer = document.sender.person.as_ref().unwrap();
    (doctor.name, doctor.kana) = (signer.name.clone(), signer.kana.clone());
    let item = document.items.iter().find(|item| item.person.as_deref() == Some(signer)).unwrap();
    let fact = |item: &Item, label: &str| {
        item.facts.iter().find(|fact| fact.label == label).map(|fact| fact.text.clone())
    };
    doctor.id = DoctorId::parse(&fact(item, "番号").unwrap()).unwrap();
    doctor.registration_number = fact(item, "医籍登録番号").unwrap_or_default();
    let receiver = document.receiver.place.as_ref().unwrap();
    let to = &mut letter.addressee;
    place_into(receiver, (&mut to.name, &mut to.postal_code, &mut to.address), (&mut to.phone, &mut to.fax));
    to.code = InstitutionCode::parse(&receiver.code);
    to.department.clone_from(&receiver.department);
    to.doctor = document.receiver.person.as_ref().map(|person| person.name.joined(" ")).unwrap_or_default();
    patient_into(document.patient.as_ref().unwrap(), &mut letter);
    letter.patient.occupation = String::new();
    letter.texts = Texts {
        diagnosis: text("340"),
        purpose: text("950"),
        past_history: text("370"),
        family_history: text("550"),
        allergy: text("510"),
        infection: text("520"),
        course: text("360"),
        treatment: text("330"),
        medication: text("430"),
        remarks: text("220"),
        physical_findings: text("610"),
        social_history: text("640"),
        immunization: text("530"),
        surgery: text("730"),
        transfusion: text("740"),
        procedures: text("720"),
        care_plan: text("420"),
        devices: text("810"),
        advance_directive: text("410"),
        research: text("830"),
    };
    // Laboratory values that went as text have no box of their own.
    let labs_as_text = text("620");
    letter.rows = Rows::default();
    for section in document.every_section() {
        rows_into(document, section, &mut letter.rows);
    }
    if !labs_as_text.is_empty() {
        letter.rows.lab_results.extend(
            first
                .rows
                .lab_results
                .iter()
                .filter(|entry| !letter.rows.lab_results.iter().any(|known| known.id == entry.id))
                .cloned()
                .collect::<Vec<_>>(),
        );
    }
    // Members of the family are read as facts; the codes among them are compared, not read back.
    letter.family.retain(|member| member.relation.is_some() && !member.text.trim().is_empty());
    (letter.no_allergy, letter.no_contraindication) = (None, None);
    letter
}

fn place_into(
    place: &Place,
    (name, postal, address): (&mut String, &mut String, &mut String),
    (phone, fax): (&mut String, &mut String),
) {
    name.clone_from(&place.name);
    postal.clone_from(&place.postal_code);
    address.clone_from(&place.address);
    phone.clone_from(&place.phone);
    fax.clone_from(&place.fax);
}

fn patient_into(person: &Person, letter: &mut Letter) {
    let patient = &mut letter.patient;
    patient.name = person.name.clone();
    patient.kana = person.kana.clone();
    patient.birth_date = person.birth_date.unwrap();
    patient.sex = person.sex.unwrap();
    patient.postal_code.clone_from(&person.postal_code);
    patient.address.clone_from(&person.address);
    patient.phone.clone_from(&person.phone);
    patient.insurance.clone_from(&person.insurance);
    patient.public_payers.clone_from(&person.public_payers);
    patient.chart_number = person.chart_numbers.first().map(|(_, number)| number.clone()).unwrap_or_default();
}

fn rows_into(document: &Document, section: &Section, rows: &mut Rows) {
    for item in section.items.iter().map(|item| &document.items[*item]) {
        let Some(row) = &item.row else { continue };
        let number = item.technical.iter().find(|line| line.label == "リソース番号").unwrap();
        let id = EntryId::parse(number.text.split_once('-').unwrap().1).unwrap();
        let recorded = item.facts.iter().find(|fact| fact.label == "記録日").map(|fact| fact.text.clone());
        let recorded: Option<domain::date::Date> = recorded.and_then(|day| day.parse().ok());
        let recorded_at =
            recorded.and_then(|day| domain::clock::from_japan(day.at(12, 0, 0, 0))).unwrap_or_else(made_at);
        let entry = Entry {
            id,
            patient: letters::text_only().patient.id,
            version: 1,
            recorded_at,
            provenance: Provenance { source: Source::Own, confirmed: None, last_checked: None },
            retracted_at: None,
            body: (),
        };
        match &row.body {
            Body::Condition(body) => match section.code.as_str() {
                "370" => rows.past_conditions.push(entry.with(body.clone())),
                "360" => rows.present_conditions.push(entry.with(body.clone())),
                _ => rows.conditions.push(entry.with(body.clone())),
            },
            Body::Allergy(body) => rows.allergies.push(entry.with(body.clone())),
            Body::Infection(body) => rows.infections.push(entry.with(body.clone())),
            Body::LabResult(body) => rows.lab_results.push(entry.with(body.clone())),
            Body::Prescription(body) => rows.prescriptions.push(entry.with(body.clone())),
        }
    }
}

/// Without blanks at the ends of lines, which XHTML does not keep.
fn bare(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// Everything that a view says, line by line.
fn flat(view: &ReceivedView) -> Vec<String> {
    // Names inside the bundle are given out anew at every build.
    let kept = |line: &&ViewLine| !line.text.contains("urn:uuid:");
    let said = |place: &str, lines: &[ViewLine]| {
        lines
            .iter()
            .filter(kept)
            .map(|line| format!("{place} {}: {}", line.label, line.text))
            .collect::<Vec<_>>()
    };
    let mut all = said("head", &view.head);
    all.extend(said("patient", &view.patient));
    for part in &view.parts {
        all.push(format!("{} | {}", part.title, part.text));
        all.extend(said(&part.title, &part.lines));
        for table in &part.tables {
            all.extend(said(&part.title, &table.common));
            for row in &table.rows {
                all.push(format!("{} [{}] {}", part.title, row.cells.join(" / "), row.void));
                all.extend(said(&part.title, &row.lines));
                all.extend(said(&part.title, &row.technical));
            }
        }
        for item in &part.items {
            all.push(format!("{} {} {}", part.title, item.label, item.title));
            all.extend(said(&part.title, &item.lines));
            all.extend(said(&part.title, &item.technical));
            all.extend(item.attachments.iter().map(|one| format!("{} {}", one.title, bare(&one.text))));
        }
    }
    all.extend(view.rest.iter().map(|line| format!("rest {} {}", line.path, line.text)));
    all.extend(said("technical", &view.technical));
    all
}

fn holds(name: &str, letter: &Letter) {
    let first = built(letter);
    let second = built(&again(letter, &first));
    let (one, two) = (flat(&view(&first)), flat(&view(&second)));
    let differs = one.iter().zip(&two).position(|(a, b)| a != b);
    let place = differs.unwrap_or(one.len().min(two.len()));
    let around = |lines: &[String]| lines[place.saturating_sub(3)..(place + 3).min(lines.len())].join("\n");
    assert!(one == two, "{name}:\n{}\n--- and then\n{}", around(&one), around(&two));
}

#[test]
fn samples_come_back() {
    holds("fully coded", &letters::fully_coded());
    holds("text only", &letters::text_only());
    holds("shortest", &letters::shortest());
    holds("unsplittable", &letters::unsplittable());
    holds("public assistance", &letters::public_assistance());
}

/// 60 letters made at random, all 1,000 in the long run.
#[test]
fn any_letter_comes_back() {
    let letters = random::some(1000);
    let count = if crate::fhir_check::long_run() { letters.len() } else { 60 };
    for (i, mut letter) in letters.into_iter().take(count).enumerate() {
        // By its code a designated infection is 感染症, whichever section it stands in (JP-CLINS §6).
        let infection = [CodeSystem::LabInfectionJlac10, CodeSystem::LabInfectionJlac11];
        letter.rows.lab_results.retain(|row| !code::any(&row.body.codes, &infection));
        // The form makes amounts half-width and turns away what is no number.
        for row in &mut letter.rows.prescriptions {
            // A 用法 known by its code alone is called as the master calls it.
            if let Some(code) = row.body.usage_code.as_ref().filter(|_| row.body.usage.is_empty()) {
                row.body.usage.clone_from(&code.display);
            }
            for amount in [&mut row.body.dose, &mut row.body.daily_dose] {
                *amount = Decimal::read(amount).map(|number| number.as_str().to_owned()).unwrap_or_default();
            }
        }
        holds(&format!("letter {i}"), &letter);
    }
}
