//! Letters made at random: any mix of rows, codes, flags, sources and texts must be accepted, and nothing that
//! the letter says may be missing from the bundle.

use crate::{
    fhir_check::{Extent, accepts, long_run},
    letters::{self, allergy, condition, counting, drug, entry, infection, lab, made_at, of},
};
use documents::attachment::Attachment;
use documents::referral_letter::{
    compose::{Options, compose},
    content::{FamilyMember, Letter, Rows, Texts},
};
use domain::{
    core6::{
        Entry, Flags, Moment, Source,
        allergy::{Allergy, AllergyCategory, Criticality},
        code::{Code, CodeSystem},
        condition::{Condition, Modifier, Outcome, OutcomeKind},
        infection::{Infection, InfectionResult},
        lab_result::{Interpretation, LabResult, ReferenceRange},
        prescription::{DosageKind, Prescription},
    },
    date::PartialDate,
    letter::{FamilyRelation, LetterKind, LetterSubtype, Payment},
    patient::{Branch, Insurance, NameParts, PublicPayer, Sex},
    text::{fold_width, is_forbidden},
};
use jiff::civil::date;
use proptest::{
    prelude::*,
    sample::{select, subsequence},
    strategy::ValueTree,
    test_runner::TestRunner,
};
use serde_json::Value;

/// A word that somebody typed: always something visible in it, often odd widths, blanks and marks around it.
fn word() -> impl Strategy<Value = String> {
    ("[一-龠ァ-ヶa-z]{1,4}", "[ぁ-んｦ-ﾟＡ-Ｚ０-９A-Z0-9 　<>&\"'()（）・①㎎./-]{0,12}")
        .prop_map(|(head, tail)| format!("{head}{tail}"))
}

/// Prose: words, line ends, tabs, and now and then any characters at all.
pub(super) fn prose() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        proptest::collection::vec(word(), 1..6).prop_map(|words| words.join("\n  ")),
        word().prop_map(|word| format!("{word}\t]]>&amp;<br/>{word}")),
        any::<String>(),
    ]
}

fn sources() -> impl Strategy<Value = (Source, bool)> {
    (select(Source::ALL), any::<bool>())
}

fn rows<T: std::fmt::Debug>(
    body: impl Strategy<Value = T>,
    first: u32,
) -> impl Strategy<Value = Vec<Entry<T>>> {
    proptest::collection::vec((sources(), body), 0..5).prop_map(move |rows| {
        rows.into_iter()
            .zip(first..)
            .map(|(((source, confirmed), body), number)| entry(number, of(source, confirmed), body))
            .collect()
    })
}

fn codes(pool: Vec<(CodeSystem, &'static str, &'static str)>) -> impl Strategy<Value = Vec<Code>> {
    let size = pool.len();
    subsequence(pool, 0..=size).prop_map(|codes| {
        codes.into_iter().map(|(system, code, display)| Code::new(system, code, display)).collect()
    })
}

fn partial() -> impl Strategy<Value = Option<PartialDate>> {
    proptest::option::of(select(vec![
        PartialDate::Year(1999),
        PartialDate::Month(2020, 2),
        PartialDate::Day(date(2024, 2, 29)),
    ]))
}

fn moment() -> impl Strategy<Value = Option<Moment>> {
    proptest::option::of(select(vec![
        Moment::Day(date(2026, 11, 1)),
        Moment::Minute(date(2026, 11, 1).at(0, 0, 0, 0)),
        Moment::Minute(date(2026, 11, 20).at(23, 59, 0, 0)),
    ]))
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[0-9]{1,4}(\\.[0-9]{1,3})?",
        "[０-９]{1,3}",
        "[<>≦≧]?[0-9]{1,2}",
        "（[－＋±]）"
    ]
}

pub(super) fn conditions(first: u32) -> impl Strategy<Value = Vec<Entry<Condition>>> {
    use CodeSystem::*;
    let modifiers = || {
        proptest::collection::vec(
            (word(), codes(vec![(ModifierKey, "27000358", "左"), (ModifierReceipt, "2056", "")])),
            0..2,
        )
        .prop_map(|list| list.into_iter().map(|(text, codes)| Modifier { text, codes }).collect())
    };
    let outcome = proptest::option::of(
        select(OutcomeKind::ALL).prop_map(|kind| Outcome { kind, on: date(2026, 10, 31) }),
    );
    let list = codes(vec![
        (DiseaseKey, "20080427", "前腕骨折"),
        (DiseaseKey, "2008", "短い"),
        (Icd10, "S529", "前腕の骨折，部位不明"),
        (DiseaseExchange, "NJU8", ""),
        (DiseaseReceipt, "8129009", "前腕骨折"),
    ]);
    let flags = any::<[bool; 3]>().prop_map(|[uninformed, undelivered, long_term]| Flags {
        uninformed,
        undelivered,
        long_term,
    });
    let body = (word(), list, modifiers(), modifiers(), any::<[bool; 2]>(), partial(), outcome, flags);
    rows(
        body.prop_map(|(text, codes, prefixes, suffixes, [suspected, principal], onset, outcome, flags)| {
            Condition {
                prefixes,
                suffixes,
                suspected,
                principal,
                onset,
                outcome,
                flags,
                ..condition(&text, codes)
            }
        }),
        first,
    )
}

pub(super) fn allergies() -> impl Strategy<Value = Vec<Entry<Allergy>>> {
    use CodeSystem::*;
    let list = codes(vec![
        (AllergenFood, "J9FC11310000", "さば"),
        (AllergenOther, "D9N000000000", ""),
        (AllergenDrugBrand, "YCM2316009F1022", "ミヤＢＭ錠"),
        (AllergenDrugGeneral, "GCM2260701F1ZZZ", "ポビドンヨード"),
        (AllergenDrugGeneral, "GCM", "短い"),
    ]);
    let reaction = prop_oneof![Just(String::new()), word()];
    let criticality = proptest::option::of(select(Criticality::ALL));
    let ended = proptest::option::of(Just(date(2026, 1, 1)));
    let body =
        (select(AllergyCategory::ALL), word(), list, reaction, criticality, partial(), ended, any::<bool>());
    rows(
        body.prop_map(|(category, text, codes, reaction, criticality, onset, ended, long_term)| Allergy {
            reaction,
            criticality,
            onset,
            ended,
            flags: Flags { long_term, ..Flags::default() },
            ..allergy(category, &text, codes)
        }),
        300,
    )
}

pub(super) fn infections() -> impl Strategy<Value = Vec<Entry<Infection>>> {
    use CodeSystem::*;
    let list = codes(vec![
        (LabLocal, "HBS_1", "HBs抗原"),
        (LabInfectionJlac10, "5F016141002306311", "HBs抗原(定性)"),
        (LabInfectionJlac11, "x", "HBs抗原(定性)"),
        (Jlac10, "5Z010000002306311", "感染症検査"),
    ]);
    let result = proptest::option::of(select(InfectionResult::ALL));
    let typed = prop_oneof![Just(String::new()), number(), word()];
    let specimen = prop_oneof![Just(String::new()), word()];
    let body = (word(), list, result, typed, specimen, moment(), any::<bool>());
    rows(
        body.prop_map(|(text, codes, result, typed, specimen, sampled, long_term)| Infection {
            specimen,
            sampled,
            flags: Flags { long_term, ..Flags::default() },
            ..infection(&text, codes, result, &typed)
        }),
        400,
    )
}

pub(super) fn lab_results() -> impl Strategy<Value = Vec<Entry<LabResult>>> {
    use CodeSystem::*;
    let list = codes(vec![
        (LabLocal, "A1C_019", "HbA1c"),
        (LabCoreJlac10, "3D046000001921002", "HbA1c-NGSP"),
        (LabCoreJlac10, "3B035000002327201", "ast"),
        (LabInfectionJlac10, "5F016141002306311", "HBs抗原(定性)"),
        (Jlac10, "2Z010000001992001", ""),
        (Jlac10, "2Z0100000019920", "15けた"),
    ]);
    let value = prop_oneof![number(), word()];
    let unit = select(vec!["", "mg/dL", "％", "10^3/μL", "Ｕ／Ｌ"]);
    let range = (number(), number(), prop_oneof![Just(String::new()), word()])
        .prop_map(|(low, high, text)| ReferenceRange { low, high, text });
    let interpretation = proptest::option::of(select(Interpretation::ALL));
    let specimen = prop_oneof![Just(String::new()), word()];
    let body = (word(), list, value, unit, range, interpretation, specimen, moment());
    rows(
        body.prop_map(|(text, codes, value, unit, range, interpretation, specimen, sampled)| LabResult {
            range,
            interpretation,
            specimen,
            sampled,
            ..lab(&text, codes, &value, unit)
        }),
        500,
    )
}

fn prescriptions() -> impl Strategy<Value = Vec<Entry<Prescription>>> {
    use CodeSystem::*;
    let list = codes(vec![
        (DrugYj, "2316009F1022", "ミヤＢＭ錠"),
        (DrugGeneral, "1149019F1ZZZ", "【般】ロキソプロフェンNa錠60mg"),
        (DrugHot9, "103835401", ""),
        (DrugYj, "2316", "短い"),
    ]);
    let usage = (
        prop_oneof![Just(String::new()), word()],
        proptest::option::of(select(vec![
            Code::new(Usage, "1013044400000000", "１日３回朝昼夕食後　服用"),
            Code::new(Usage, "101", "短い"),
        ])),
    );
    let amounts = (number(), number(), select(vec!["錠", "mL", "ｇ", "つぶ", ""]));
    let doses = prop_oneof![Just(Vec::new()), proptest::collection::vec("[0-9]{1,2}(\\.5)?", 2..5)];
    let amounts = (amounts, doses, select(vec!["", "右膝", "両眼", "ひざの裏　"]).prop_map(str::to_owned));
    let length = (proptest::option::of(0u16..999), proptest::option::of(0u16..99));
    let day =
        (select(vec![date(2026, 11, 1), date(2026, 11, 20)]), proptest::option::of(Just(date(2026, 11, 21))));
    let body = ((0u16..4, 0u16..4), word(), list, select(DosageKind::ALL), usage, amounts, length, day);
    rows(
        body.prop_map(
            |(
                (rp, order),
                text,
                codes,
                kind,
                (usage, usage_code),
                ((dose, daily, unit), doses, site),
                (days, times),
                day,
            )| {
                Prescription {
                    kind,
                    dose,
                    daily_dose: daily,
                    unit: unit.to_owned(),
                    doses,
                    site,
                    usage,
                    usage_code,
                    days,
                    times,
                    prescribed_on: day.0,
                    starts_on: day.1,
                    ended: day.1,
                    ..drug(rp, order, &text, codes)
                }
            },
        ),
        600,
    )
}

/// The boxes of the form, filled from a list.
fn texts(mut list: Vec<String>) -> Texts {
    let mut next = || list.pop().unwrap_or_default();
    Texts {
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
    }
}

/// Any files in any order.
fn files() -> impl Strategy<Value = Vec<Attachment>> {
    let all = letters::with_files().attachments;
    let size = all.len();
    (subsequence(all, 0..=size).prop_shuffle(), proptest::collection::vec(word(), size)).prop_map(
        |(files, titles)| {
            files.into_iter().zip(titles).map(|(file, title)| Attachment { title, ..file }).collect()
        },
    )
}

/// How many boxes there are.
const BOXES: usize = 20;

fn family() -> impl Strategy<Value = Vec<FamilyMember>> {
    let relation = proptest::option::of(select(FamilyRelation::ALL));
    let list =
        codes(vec![(CodeSystem::DiseaseKey, "20055117", ""), (CodeSystem::DiseaseKey, "2005", "短い")]);
    let member = (relation, word(), list, proptest::option::of(0u16..131))
        .prop_map(|(relation, text, codes, age)| FamilyMember { relation, text, codes, age });
    proptest::collection::vec(member, 0..4)
}

pub(super) fn person() -> impl Strategy<Value = (NameParts, Sex, Option<Insurance>, Payment)> {
    let branch =
        prop_oneof!["[0-9]{2}".prop_map(Branch::Number), Just(Branch::NonePrinted), Just(Branch::Unchecked)];
    let insurance =
        ("[0-9]{6}|[0-38][0-9]{7}", "[あ-んA-Z0-9０-９-]{0,6}", "[0-9０-９-]{1,8}", branch).prop_map(
            |(insurer_number, symbol, number, branch)| Insurance { insurer_number, symbol, number, branch },
        );
    let name = prop_oneof![
        ("[一-龠]{1,3}", "[一-龠ぁ-ん]{1,3}").prop_map(|(family, given)| format!("{family}　{given}")),
        "[A-Z]{2,6} [A-Z] [A-Z]{2,6}",
        Just("葛\u{E0100}城髙﨑𠮷".to_owned()),
    ];
    let payment = select(vec![Payment::Insured, Payment::PublicAssistance]);
    (name, select(Sex::ALL), proptest::option::of(insurance), payment)
        .prop_map(|(name, sex, insurance, payment)| (NameParts::split(&name), sex, insurance, payment))
}

fn letter() -> impl Strategy<Value = Letter> {
    let rows = (
        (conditions(0), conditions(100), conditions(200)),
        (allergies(), infections(), lab_results(), prescriptions(), family(), files()),
    );
    let boxes = proptest::collection::vec(prose(), BOXES);
    let kinds = (select(LetterKind::ALL), select(LetterSubtype::ALL));
    let details = (kinds, word(), prop_oneof![Just(String::new()), word()], 1u32..9);
    (person(), boxes, rows, details, any::<[bool; 3]>()).prop_map(
        |(
            (name, sex, insurance, payment),
            boxes,
            ((conditions, past_conditions, present_conditions), rows),
            ((kind, subtype), place, department, version),
            [absent, civil, own_pages],
        )| {
            let mut letter = letters::text_only();
            let assisted =
                PublicPayer { payer_number: "12130012".into(), recipient_number: "1234567".into() };
            letter.patient.public_payers = vec![assisted];
            letter.patient.name = name;
            letter.patient.sex = sex;
            letter.patient.insurance = insurance;
            letter.patient.address = place.clone();
            letter.payment = payment;
            letter.kind = kind;
            letter.subtype = subtype;
            letter.version = version;
            letter.addressee.name = place;
            letter.addressee.department = department.clone();
            letter.addressee.doctor = department;
            letter.texts = texts(boxes);
            letter.rows = Rows {
                conditions,
                past_conditions,
                present_conditions,
                allergies: rows.0,
                infections: rows.1,
                lab_results: rows.2,
                prescriptions: rows.3,
            };
            letter.family = rows.4;
            letter.attachments = rows.5;
            letter.own_pages = own_pages;
            letter.pages = letters::with_files().pages;
            letter.style.civil_years = civil;
            if absent {
                letter.no_allergy = letter.no_contraindication;
                letter.no_contraindication = None;
            }
            letter
        },
    )
}

/// `count` letters, the same ones in every run.
pub fn some(count: usize) -> Vec<Letter> {
    let mut runner = TestRunner::deterministic();
    let strategy = letter();
    (0..count).map(|_| strategy.new_tree(&mut runner).expect("a letter").current()).collect()
}

fn bundles(letters: &[Letter]) -> Vec<(String, Vec<u8>)> {
    let mut ids = counting();
    letters
        .iter()
        .enumerate()
        .map(|(i, letter)| {
            let (bytes, _) = compose(letter, made_at(), &mut ids, &Options::default());
            (format!("letter-{i:03}"), bytes.expect("a bundle"))
        })
        .collect()
}

/// So many letters are made in the long run; the checker takes them in parts.
const LONG: usize = 1000;

#[test]
fn the_prose_rules_accept_any_letter() {
    for part in some(LONG).chunks(250) {
        accepts(&bundles(part), Extent::Prose);
    }
}

/// 100 letters, all 1,000 in the long run.
#[test]
fn the_whole_checker_accepts_any_letter() {
    let letters = some(LONG);
    for part in letters[..if long_run() { LONG } else { 100 }].chunks(100) {
        accepts(&bundles(part), Extent::Whole);
    }
}

#[test]
fn nothing_that_a_letter_says_is_missing() {
    for letter in some(200) {
        let said = everything(&bundles(std::slice::from_ref(&letter))[0].1);
        for text in words_of(&letter) {
            let text = bare(&text);
            assert!(said.contains(&text), "missing: {text:?}\nin {said}");
        }
    }
}

/// All strings of the bundle, markup taken away, without regard to width and blanks.
fn everything(bytes: &[u8]) -> String {
    fn walk(value: &Value, out: &mut String) {
        match value {
            Value::String(text) => {
                let plain = text
                    .replace("<br/>", "")
                    .replace("<div xmlns=\"http://www.w3.org/1999/xhtml\">", "")
                    .replace("</div>", "");
                let plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
                out.push_str(&bare(&plain));
                out.push('\u{1}');
            }
            Value::Number(number) => {
                out.push_str(&number.to_string());
                out.push('\u{1}');
            }
            Value::Array(list) => list.iter().for_each(|value| walk(value, out)),
            Value::Object(fields) => fields.values().for_each(|value| walk(value, out)),
            Value::Null | Value::Bool(_) => {}
        }
    }
    let mut out = String::new();
    walk(&serde_json::from_slice(bytes).expect("JSON"), &mut out);
    out
}

pub(super) fn bare(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !c.is_whitespace() && !is_forbidden(*c)).collect();
    fold_width(&domain::text::widen_kana(&kept)).chars().filter(|c| !c.is_whitespace()).collect()
}

fn words_of(letter: &Letter) -> Vec<String> {
    let texts = &letter.texts;
    let rows = &letter.rows;
    let Texts {
        diagnosis,
        purpose,
        past_history,
        family_history,
        allergy,
        infection,
        course,
        treatment,
        medication,
        remarks,
        physical_findings,
        social_history,
        immunization,
        surgery,
        transfusion,
        procedures,
        care_plan,
        devices,
        advance_directive,
        research,
    } = texts.clone();
    let mut words = vec![
        diagnosis,
        purpose,
        past_history,
        family_history,
        allergy,
        infection,
        course,
        treatment,
        medication,
        remarks,
        physical_findings,
        social_history,
        immunization,
        surgery,
        transfusion,
        procedures,
        care_plan,
        devices,
        advance_directive,
        research,
        letter.patient.name.joined(" "),
        letter.patient.occupation.clone(),
        letter.addressee.name.clone(),
    ];
    for entry in rows.conditions.iter().chain(&rows.past_conditions).chain(&rows.present_conditions) {
        words.push(entry.body.full_name());
    }
    words.extend(letter.attachments.iter().map(|file| file.title.clone()));
    words.extend(letter.family.iter().map(|member| member.text.clone()));
    for entry in &rows.allergies {
        words.extend([entry.body.text.clone(), entry.body.reaction.clone()]);
    }
    for entry in &rows.infections {
        // A number is written as one: without leading zeros, its bound as a sign of its own; reading it back as one
        // loses zeros at its end.
        let result = entry.body.result_text.trim_start_matches(['<', '>', '≦', '≧', '0', '０']);
        let result = if result.contains('.') { result.trim_end_matches('0') } else { result };
        words.extend([entry.body.text.clone(), result.trim_end_matches('.').to_owned()]);
    }
    for entry in &rows.lab_results {
        words.extend([entry.body.text.clone(), entry.body.unit.clone()]);
    }
    for entry in &rows.prescriptions {
        words.extend([entry.body.text.clone(), entry.body.usage.clone()]);
    }
    words
}
