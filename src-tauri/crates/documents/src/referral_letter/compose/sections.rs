//! The sections of JP-CLINS §4.2 with what the letter says in them, in the order of that table.

use super::{absence, rows::Builder};
use crate::{
    attachment::Attachment,
    referral_letter::{calendar, content::Letter},
};
use domain::{attachment::AttachmentKind, letter::LetterKind};
use fhir::{
    element::Reference,
    resource::{
        Resource, composition::Section, document_reference::DocumentReference, encounter::Encounter, raw::Raw,
    },
};

/// Who writes to whom.
pub(super) struct Ends {
    /// 紹介元: institution, doctor, department.
    pub(super) from: Vec<Reference>,
    /// 紹介先: institution, doctor, department.
    pub(super) to: Vec<Reference>,
}

pub(super) fn sections(builder: &mut Builder<'_, '_>, letter: &Letter, ends: Ends) -> Vec<Section> {
    let names = &builder.context().guide.sections;
    let texts = &letter.texts;
    let structured = structured(builder, letter);
    let remarks = document(builder, &names.remarks.title, &texts.remarks);
    let files: Vec<Reference> =
        letter.attachments.iter().filter_map(|file| attached(builder, file)).collect();
    let pages = letter.pages.as_ref().filter(|_| letter.own_pages).and_then(|pages| {
        let title = format!("{}.pdf", builder.context().guide.document.title);
        let file = DocumentReference::file(builder.context(), "application/pdf", &title, pages)?;
        Some(Reference::to(builder.add(Resource::DocumentReference(Box::new(file)))))
    });
    let top = [
        builder.optional(&names.sender, &[], ends.from),
        builder.optional(&names.receiver, &[], ends.to),
        Some(Section::holding(builder.context(), &names.structured, structured)),
        builder.optional(&names.attachment, &[&letter.enclosed()], files),
        builder.optional(&names.remarks, &[&texts.remarks], remarks),
        builder.optional(&names.pdf, &[], pages.into_iter().collect()),
    ];
    top.into_iter().flatten().collect()
}

/// What stands in 構造情報. The three mandatory sections say so where the letter has nothing (a draft, before it
/// is whole).
fn structured(builder: &mut Builder<'_, '_>, letter: &Letter) -> Vec<Section> {
    let names = &builder.context().guide.sections;
    let (texts, rows) = (&letter.texts, &letter.rows);
    let none = Vec::new;

    let purpose = [&*about(letter), &*texts.purpose];
    let visit = Encounter::of_letter(builder.context(), letter.subtype, &purpose.join(" "));
    let visit = visit.map(|visit| Reference::to(builder.add(Resource::Encounter(Box::new(visit)))));
    let conditions = builder.conditions(&rows.conditions);
    let present_conditions = builder.present_conditions(&rows.present_conditions);
    let past_conditions = builder.past_conditions(&rows.past_conditions);
    let allergies = builder.allergies(&rows.allergies);
    let family = builder.family(&letter.family);
    let infections = builder.infections(&rows.infections);
    let lab_results = builder.lab_results(&rows.lab_results);
    let prescriptions = builder.prescriptions(&rows.prescriptions);
    let course = document(builder, &names.clinical_course.title, &texts.treatment);
    let absences = absence::text(letter);
    let occupation = match letter.patient.occupation.trim() {
        "" => String::new(),
        occupation => format!("職業: {occupation}"),
    };

    let sections = [
        builder.mandatory(&names.purpose, &purpose, visit.into_iter().collect()),
        builder.mandatory(&names.diagnosis, &[&conditions.text, &texts.diagnosis], conditions.coded),
        builder.mandatory(
            &names.present_illness,
            &[&present_conditions.text, &texts.course],
            present_conditions.coded,
        ),
        builder.optional(
            &names.past_history,
            &[&past_conditions.text, &texts.past_history],
            past_conditions.coded,
        ),
        builder.optional(&names.allergy, &[&allergies.text, &texts.allergy, &absences], allergies.coded),
        builder.optional(&names.family_history, &[&family.text, &texts.family_history], family.coded),
        builder.optional(&names.physical_findings, &[&texts.physical_findings], none()),
        builder.optional(&names.infection, &[&infections.text, &texts.infection], infections.coded),
        builder.optional(&names.social_history, &[&occupation, &texts.social_history], none()),
        builder.optional(&names.immunization, &[&texts.immunization], none()),
        builder.optional(&names.surgery, &[&texts.surgery], none()),
        builder.optional(&names.transfusion, &[&texts.transfusion], none()),
        builder.optional(&names.treatment, &[&texts.procedures], none()),
        builder.optional(&names.medication, &[&prescriptions.text, &texts.medication], prescriptions.coded),
        builder.optional(&names.lab_result, &[&lab_results.text], lab_results.coded),
        builder.optional(&names.clinical_course, &[&texts.treatment], course),
        builder.optional(&names.care_plan, &[&texts.care_plan], none()),
        builder.optional(&names.device, &[&texts.devices], none()),
        builder.optional(&names.advance_directive, &[&texts.advance_directive], none()),
        builder.optional(&names.research, &[&texts.research], none()),
    ];
    sections.into_iter().flatten().collect()
}

/// A file that goes with the letter: a bundle as it came, anything else inside a document.
fn attached(builder: &mut Builder<'_, '_>, file: &Attachment) -> Option<Reference> {
    let bytes = file.bytes.as_deref()?;
    let resource = match file.kind {
        AttachmentKind::Bundle => Resource::Raw(Raw::read(bytes)?),
        kind => {
            let title = if file.title.trim().is_empty() { kind.label() } else { &file.title };
            let document = DocumentReference::file(builder.context(), kind.media_type(), title, bytes)?;
            Resource::DocumentReference(Box::new(document))
        }
    };
    Some(Reference::to(builder.add(resource)))
}

/// A text of the letter as a document of its own, for receivers that file such.
fn document(builder: &mut Builder<'_, '_>, title: &str, text: &str) -> Vec<Reference> {
    let document = DocumentReference::text(builder.context(), title, text);
    document
        .map(|document| Reference::to(builder.add(Resource::DocumentReference(Box::new(document)))))
        .into_iter()
        .collect()
}

/// What kind of letter it is, where it is no plain referral, and which letter it answers.
fn about(letter: &Letter) -> String {
    let label = match letter.kind {
        LetterKind::Referral => return String::new(),
        kind => kind.label(),
    };
    let answered = letter.answered.clone().unwrap_or_default();
    let date = answered.date.map(|day| format!("{}付のご紹介", calendar::day(letter.style.civil_years, day)));
    let number = (!answered.number.is_empty()).then(|| format!("文書番号 {}", answered.number));
    let parts: Vec<String> = date.into_iter().chain(number).collect();
    match parts.is_empty() {
        true => format!("【{label}】"),
        false => format!("【{label}】{}", parts.join(" ")),
    }
}
