//! Whatever a letter says can be read from its paper.

use crate::{
    letters::fully_coded,
    support::{self, Order},
};
use documents::referral_letter::{
    content::{Letter, PaperStyle, Texts},
    paper::{Options, paper},
};
use domain::patient::NameParts;
use proptest::prelude::*;

fn prose() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[ぁ-んァ-ヶ一-龠]{1,30}",
        2 => "[A-Za-z0-9./%()-]{1,20}",
        2 => "[、。「」（）・ー：；％℃㎎～]{1,4}",
        1 => Just("葛\u{E0100}城𠮷田髙﨑".to_owned()),
        1 => "[ 　\n]{1,3}",
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn letter() -> impl Strategy<Value = Letter> {
    let name = ("[一-龠]{1,4}", "[一-龠ぁ-ん]{1,4}");
    (proptest::collection::vec(prose(), 20), name, any::<[bool; 3]>()).prop_map(|(boxes, name, style)| {
        let mut boxes = boxes.into_iter();
        let mut next = || boxes.next().unwrap_or_default();
        let mut letter = fully_coded();
        letter.patient.name = NameParts { family: name.0, given: name.1 };
        letter.texts = Texts {
            diagnosis: next(),
            purpose: next(),
            past_history: next(),
            family_history: next(),
            allergy: next(),
            infection: next(),
            course: next(),
            treatment: next(),
            medication: next(),
            remarks: next(),
            physical_findings: next(),
            social_history: next(),
            immunization: next(),
            surgery: next(),
            transfusion: next(),
            procedures: next(),
            care_plan: next(),
            devices: next(),
            advance_directive: next(),
            research: next(),
        };
        let [large_print, gothic, civil_years] = style;
        letter.style = PaperStyle { large_print, gothic, civil_years };
        letter
    })
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

fn words_of(letter: &Letter) -> Vec<String> {
    let (texts, rows) = (&letter.texts, &letter.rows);
    let mut words = vec![
        texts.diagnosis.clone(),
        texts.purpose.clone(),
        texts.past_history.clone(),
        texts.family_history.clone(),
        texts.allergy.clone(),
        texts.infection.clone(),
        texts.course.clone(),
        texts.treatment.clone(),
        texts.medication.clone(),
        texts.remarks.clone(),
        texts.physical_findings.clone(),
        texts.social_history.clone(),
        texts.immunization.clone(),
        texts.surgery.clone(),
        texts.transfusion.clone(),
        texts.procedures.clone(),
        texts.care_plan.clone(),
        texts.devices.clone(),
        texts.advance_directive.clone(),
        texts.research.clone(),
        letter.patient.name.joined(""),
        letter.patient.kana.joined(""),
        letter.patient.chart_number.clone(),
        letter.addressee.name.clone(),
        letter.addressee.line(),
        letter.institution.name.clone(),
    ];
    let conditions = rows.conditions.iter().chain(&rows.past_conditions).chain(&rows.present_conditions);
    words.extend(conditions.map(|row| row.body.display()));
    words.extend(letter.family.iter().map(|member| member.line()));
    words.extend(rows.allergies.iter().map(|row| row.body.text.clone()));
    words.extend(rows.infections.iter().map(|row| row.body.display()));
    words.extend(rows.lab_results.iter().map(|row| row.body.value.clone()));
    words.extend(rows.prescriptions.iter().flat_map(|row| [row.body.text.clone(), row.body.instruction()]));
    words
}

proptest! {
    #![proptest_config(ProptestConfig { cases: support::cases(24), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_a_letter_says_is_missing(letter in letter()) {
        let Some(fonts) = support::fonts() else { return Ok(()) };
        let mut paper = paper(&letter, Options::default());
        // One endless sheet, so that no head or foot stands in the middle of a text.
        paper.sheet.height = 5000.0;
        if let Some(body) = &mut paper.body {
            body.bottom = 4990.0;
        }
        let rendered = print::render(&paper, &fonts).expect("a PDF");
        let Some(read) = support::pdftotext(&rendered.pdf, Order::Drawn) else { return Ok(()) };
        let read = bare(&read);
        for words in words_of(&letter) {
            prop_assert!(read.contains(&bare(&words)), "missing: {words:?}\nin {read}");
        }
    }

    #[test]
    fn any_letter_has_its_pages(letter in letter()) {
        let Some(fonts) = support::fonts() else { return Ok(()) };
        let rendered = print::render(&paper(&letter, Options::default()), &fonts).expect("a PDF");
        prop_assert!(rendered.pages >= 1);
        prop_assert_eq!(print::pages::count(&rendered.pdf), Ok(rendered.pages));
        prop_assert_eq!(rendered.squeezed, []);
    }
}
