//! Build → read → build → read: the second document says what the first one says, line by line, ids and codes
//! included, and files byte by byte. What a bundle cannot carry (kinds of payment, the setting of the paper, pages of
//! files, rows that went as text) is taken from the first letter or stands in its texts.

#![allow(clippy::unwrap_used, reason = "a failed test says where")]

use crate::{
    letters::{self, counting, made_at},
    random,
};
use documents::{
    received::view::{ReceivedView, ViewLine, view},
    referral_letter::{
        compose::{Options, compose},
        content::{FamilyMember, Letter, Rows, Texts},
    },
};
use domain::{
    attachment::AttachmentKind,
    core6::{Body, Entry, Provenance, Source},
    id::{DoctorId, EntryId},
    institution::InstitutionCode,
    letter::LetterKind,
    patient::Patient,
};
use fhir::{
    decimal::Decimal,
    profile::GuideVersion,
    read::{
        document::{self as received, Document, Item, Media, Person, Place, Section},
        read,
    },
};

pub(super) fn built(letter: &Letter) -> Document {
    let (bytes, _) = compose(letter, made_at(), &mut counting(), &Options::default());
    understood(&bytes.expect("a bundle"))
}

/// The document of our own bundle.
pub(super) fn understood(bytes: &[u8]) -> Document {
    let (document, findings) = read(bytes);
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
    patient_into(document.patient.as_ref().unwrap(), &mut letter.patient);
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
    letter.family = family(document);
    files_into(document, &mut letter);
    (letter.no_allergy, letter.no_contraindication) = (None, None);
    letter
}

fn family(document: &Document) -> Vec<FamilyMember> {
    let members = document.items.iter().filter_map(|item| item.family.as_deref());
    let rows = members.flat_map(|member| {
        member.illnesses.iter().map(|illness| FamilyMember {
            relation: member.relation,
            text: illness.text.clone(),
            codes: illness.codes.clone(),
            age: illness.age,
        })
    });
    rows.collect()
}

/// The bytes of the files; that each is what was sent.
fn files_into(document: &Document, letter: &mut Letter) {
    let names = &GuideVersion::default().guide().unwrap().sections;
    let files = |code: &str| -> Vec<&received::Attachment> {
        let items = document.section(&[code]).map(|section| section.items.clone()).unwrap_or_default();
        let places = items.iter().flat_map(|item| &document.items[*item].attachments);
        places.map(|place| &document.attachments[*place]).collect()
    };
    let received = files(&names.attachment.code);
    assert_eq!(received.len(), letter.attachments.len());
    for (file, received) in letter.attachments.iter_mut().zip(received) {
        let sent = file.bytes.take().unwrap();
        let kind = match received.media {
            Media::Pdf => AttachmentKind::Pdf,
            Media::Jpeg => AttachmentKind::Jpeg,
            Media::Png => AttachmentKind::Png,
            Media::Bundle => AttachmentKind::Bundle,
            Media::Text | Media::Other => panic!("{}", received.title),
        };
        assert_eq!(kind, file.kind);
        let json = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).unwrap();
        match kind {
            AttachmentKind::Bundle => assert!(json(&sent) == json(&received.bytes)),
            _ => assert!(*sent == *received.bytes),
        }
        file.bytes = Some(received.bytes.clone().into());
    }
    let pages = files(&names.pdf.code).first().map(|file| file.bytes.clone());
    assert_eq!(pages.as_deref(), letter.pages.as_deref().filter(|_| letter.own_pages));
    letter.pages = pages.map(Into::into);
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

pub(super) fn patient_into(person: &Person, patient: &mut Patient) {
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
        row_into(item, &section.code, rows);
    }
}

/// The row that an item of this section is, if it is one.
pub(super) fn row_into(item: &Item, section: &str, rows: &mut Rows) {
    let Some(row) = &item.row else { return };
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
        Body::Condition(body) => match section {
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

/// Without blanks at the ends of lines, which XHTML does not keep.
fn bare(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// Everything that a view says, line by line.
pub(super) fn flat(view: &ReceivedView) -> Vec<String> {
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
    same(name, &first, &built(&again(letter, &first)));
}

/// Both say the same and carry the same files.
pub(super) fn same(name: &str, first: &Document, second: &Document) {
    let (one, two) = (flat(&view(first)), flat(&view(second)));
    let differs = one.iter().zip(&two).position(|(a, b)| a != b);
    let place = differs.unwrap_or(one.len().min(two.len()));
    let around = |lines: &[String]| lines[place.saturating_sub(3)..(place + 3).min(lines.len())].join("\n");
    assert!(one == two, "{name}:\n{}\n--- and then\n{}", around(&one), around(&two));
    // Texts are compared above, without the blanks that XHTML does not keep.
    let files = |document: &Document| -> Vec<Vec<u8>> {
        let files = document.attachments.iter().filter(|file| file.media != Media::Text);
        files.map(|file| file.bytes.clone()).collect()
    };
    assert!(files(first) == files(second), "{name}: files");
}

#[test]
fn samples_come_back() {
    holds("fully coded", &letters::fully_coded());
    holds("text only", &letters::text_only());
    holds("shortest", &letters::shortest());
    holds("unsplittable", &letters::unsplittable());
    holds("public assistance", &letters::public_assistance());
    holds("files", &letters::with_files());
}

/// 60 letters made at random, all 1,000 in the long run.
#[test]
fn any_letter_comes_back() {
    let letters = random::some(1000);
    let count = if crate::fhir_check::long_run() { letters.len() } else { 60 };
    for (i, mut letter) in letters.into_iter().take(count).enumerate() {
        // The form makes amounts half-width and turns away what is no number.
        for row in &mut letter.rows.prescriptions {
            // A 用法 known by its code alone is called as the master calls it.
            if let Some(code) = row.body.usage_code.as_ref().filter(|_| row.body.usage.is_empty()) {
                row.body.usage.clone_from(&code.display);
            }
            let body = &mut row.body;
            body.times = body.times.filter(|times| *times > 0);
            for amount in [&mut body.dose, &mut body.daily_dose].into_iter().chain(&mut body.doses) {
                *amount = Decimal::read(amount).map(|number| number.as_str().to_owned()).unwrap_or_default();
            }
        }
        holds(&format!("letter {i}"), &letter);
    }
}
