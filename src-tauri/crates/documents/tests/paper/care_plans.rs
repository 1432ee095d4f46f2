//! 患者サマリー on paper.

use crate::{
    plans,
    samples::layout,
    support::{self, Order},
};
use documents::{
    care_plan_summary::{content::CarePlanSummary, paper::paper},
    sheet::{Options, Stage},
};
use proptest::prelude::*;

macro_rules! text_of {
    ($($name:ident => $plan:expr, $options:expr;)+) => {$(
        #[test]
        fn $name() {
            if let Some(text) = layout(&paper(&$plan, $options)) {
                insta::assert_snapshot!(text);
            }
        }
    )+};
}

text_of! {
    ordinary_plan => plans::ordinary(), Options::default();
    text_only_plan => plans::text_only(), Options { stage: Stage::Draft, ..Options::default() };
    long_plan => plans::long(), Options { office_copy: true, ..Options::default() };
    public_assistance_plan => plans::public_assistance(), Options::default();
    unsplittable_plan => plans::unsplittable(), Options::default();
}

#[test]
fn the_title_names_no_patient() {
    let plan = plans::ordinary();
    let title = paper(&plan, Options::default()).meta.title;
    assert!(!title.contains(&plan.patient.name.family), "{title}");
}

#[test]
fn what_is_not_for_the_patient_stays_away() {
    let mut plan = plans::ordinary();
    plan.conditions[0].body.principal = true;
    plan.conditions[0].body.flags.undelivered = true;
    let Some(text) = layout(&paper(&plan, Options::default())) else { return };
    for words in ["【主】", "未提供", "20061443"] {
        assert!(!text.contains(words), "{words} in\n{text}");
    }
}

fn plan() -> impl Strategy<Value = CarePlanSummary> {
    let piece = prop_oneof![
        4 => "[ぁ-んァ-ヶ一-龠]{1,30}",
        2 => "[A-Za-z0-9./%()-]{1,20}",
        2 => "[、。「」（）・ー：；％℃㎎～]{1,4}",
        1 => Just("葛\u{E0100}城𠮷田髙﨑".to_owned()),
        1 => "[ 　\n]{1,3}",
    ];
    let texts = proptest::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat());
    (proptest::collection::vec(texts, 2), any::<[bool; 4]>()).prop_map(
        |(texts, [large_print, gothic, civil_years, signature])| {
            let mut plan = plans::ordinary();
            plan.advice = texts[0].clone();
            plan.diagnosis = texts[1].clone();
            plan.signature = signature;
            plan.style = documents::sheet::PaperStyle { large_print, gothic, civil_years };
            plan
        },
    )
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: support::cases(24), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_a_plan_says_is_missing(plan in plan()) {
        let Some(fonts) = support::fonts() else { return Ok(()) };
        let mut sheet = paper(&plan, Options::default());
        // One endless sheet, so that no head or foot stands in the middle of a text.
        sheet.sheet.height = 5000.0;
        if let Some(body) = &mut sheet.body {
            body.bottom = 4990.0;
        }
        let rendered = print::render(&sheet, &fonts).expect("a PDF");
        let Some(read) = support::pdftotext(&rendered.pdf, Order::Drawn) else { return Ok(()) };
        let read = bare(&read);
        let mut words = vec![plan.advice.clone(), plan.diagnosis.clone(), plan.patient.name.joined("")];
        words.push(plan.next_visit.display(plan.style.civil_years));
        words.extend(plan.conditions.iter().map(|row| row.body.display()));
        for words in words {
            prop_assert!(read.contains(&bare(&words)), "missing: {words:?}\nin {read}");
        }
    }

    #[test]
    fn any_plan_has_its_pages(plan in plan()) {
        let Some(fonts) = support::fonts() else { return Ok(()) };
        let rendered = print::render(&paper(&plan, Options::default()), &fonts).expect("a PDF");
        prop_assert_eq!(print::pages::count(&rendered.pdf), Ok(rendered.pages));
        prop_assert_eq!(rendered.squeezed, []);
    }
}
