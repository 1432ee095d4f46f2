use super::*;
use crate::{
    codec::{Node, Unreadable, xml},
    consent::{Flag, Kind},
    message::{
        Answer, MessageKey, document_status::DocumentStatus, drug_history::Source,
        eligibility_check::Validity,
    },
    outcome::Verdict,
};
use domain::patient::Sex;
use jiff::civil::{date, datetime};
use proptest::prelude::*;
use std::fmt::Write;

fn text_of(name: &str, bytes: &[u8]) -> String {
    SEEN.with(|seen| seen.borrow_mut().clear());
    let decoded = decode(catalogue(), name, bytes);
    let mut out = String::new();
    if let Some(answer) = &decoded.answer {
        let outcome = &answer.envelope().outcome;
        writeln!(out, "{} → {:?}, retry {:?}", answer.key().as_str(), outcome.verdict, outcome.retry)
            .unwrap();
    }
    if let Some(why) = &decoded.unreadable {
        writeln!(out, "unreadable: {why}").unwrap();
    }
    for paper in &decoded.papers {
        writeln!(out, "paper of {} bytes", paper.len()).unwrap();
    }
    for finding in &decoded.findings {
        writeln!(out, "{} at {}", finding.rule.id, finding.path).unwrap();
    }
    out.push_str(&SEEN.with(|seen| seen.borrow().clone()));
    out
}

#[test]
fn golden_answers() {
    for (name, bytes) in fixtures() {
        insta::assert_snapshot!(name.clone(), text_of(&name, &bytes));
    }
}

#[test]
fn every_message_has_a_golden_answer() {
    let mut missing: Vec<MessageKey> = MessageKey::ALL.to_vec();
    for (name, _) in fixtures() {
        let named = catalogue().named(&name).unwrap_or_else(|| panic!("{name} is no name of the interface"));
        missing.retain(|key| key.as_str() != named.message.key);
    }
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn list_and_catalogue_agree() {
    for key in MessageKey::ALL {
        assert!(catalogue().message(key.as_str()).is_some(), "{key:?} is not in the catalogue");
    }
    for message in catalogue().messages() {
        assert!(MessageKey::parse(&message.key).is_some(), "{} has no typed face", message.key);
    }
}

#[test]
fn a_tapped_card() {
    let decoded = fixture("OQSsiquc01res_face_1319900010q7Wc20aa_20261124090511.xml");
    let Some(Answer::FaceResult(face)) = decoded.answer else { panic!("{:?}", decoded.unreadable) };
    assert_eq!(face.envelope.outcome.verdict, Verdict::Done);
    assert_eq!(face.envelope.processed_at, Some(datetime(2026, 11, 24, 9, 5, 11, 0)));
    let eligibility = face.eligibility;
    assert_eq!(eligibility.validity, Some(Validity::Valid));
    assert!(!eligibility.by_other_product);
    let record = eligibility.insurance().unwrap();
    assert_eq!(record.insured.insurer_number, "138057");
    assert_eq!(record.insured.symbol, "文箱１２");
    assert_eq!(record.insured.branch.as_deref(), Some("02"));
    assert_eq!(record.insured.birth_date, Some(date(1958, 7, 11)));
    assert_eq!(record.name.as_deref(), Some("梅原　●平"));
    assert_eq!(record.sex, Some(Sex::Male));
    assert_eq!(record.reference_number.as_deref(), Some("00042"));
    assert_eq!(record.limit_certificate.as_ref().unwrap().amount.as_deref(), Some("A04"));
    assert_eq!(record.unknown.len(), 1);
    let now = datetime(2026, 11, 24, 12, 0, 0, 0);
    assert!(record.consents.is_usable(Kind::Drug, now));
    assert!(record.consents.is_usable(Kind::Allergy, now));
    // Its own refusal wins over the group's consent.
    assert!(!record.consents.is_usable(Kind::Lab, now));
    assert_eq!(record.consents.effective(Kind::Infection).unwrap().flag, Flag::Expired);
    assert_eq!(record.consents.usable_core6(now), [Kind::Allergy, Kind::DrugAllergy, Kind::Prescription]);
}

#[test]
fn two_records_in_one_file() {
    let decoded = fixture("OQSsiquc01res_face_1319900010zzTWO_20261124091500.xml");
    let Some(Answer::FaceResult(face)) = decoded.answer else { panic!() };
    let eligibility = face.eligibility;
    assert_eq!(eligibility.records.len(), 2);
    let insurance = eligibility.insurance().unwrap();
    assert_eq!(insurance.insured.branch.as_deref(), Some("00"));
    assert_eq!(insurance.name.as_deref(), Some("髙﨑　ゑみ"));
    // 30 February: said, not swallowed.
    assert_eq!(insurance.insured.birth_date, None);
    assert!(
        decoded.findings.iter().any(|f| f.rule.id == "terminal.value-form" && f.path.ends_with("Birthdate"))
    );
    let assistance = eligibility.records.iter().find(|record| record.is_public_assistance()).unwrap();
    assert_eq!(assistance.insured.insurer_number, "12131234");
    assert_eq!(assistance.insured.number, "7654321");
    assert_eq!(assistance.tickets[0].injuries, ["高血圧症", "２型糖尿病"]);
    // A notice with success stays a success.
    assert_eq!(face.envelope.outcome.verdict, Verdict::Done);
    assert_eq!(face.envelope.outcome.notices[0].code.as_deref(), Some("OQSN0001W"));
}

#[test]
fn another_products_file_is_read_and_marked() {
    let decoded = fixture("OQSsiquc01res_face_synthetic_20261124092000.xml");
    assert!(decoded.findings.iter().any(|f| f.rule.id == "terminal.other-product"));
    let Some(Answer::FaceResult(face)) = decoded.answer else { panic!() };
    let record = face.eligibility.insurance().unwrap();
    assert_eq!(record.insured.insurer_number, "138057");
    assert!(record.consents.is_usable(Kind::Drug, datetime(2026, 11, 25, 9, 0, 0, 0)));
    assert!(face.eligibility.by_other_product);
}

#[test]
fn refusals_and_failures() {
    let outcome = |name: &str| fixture(name).answer.unwrap().envelope().outcome.clone();
    assert_eq!(outcome("OQSsiquc01res_202611240002.xml").verdict, Verdict::Failed);
    assert_eq!(outcome("OQSsiimm01res_202611240004.xml").verdict, Verdict::Refused);
    assert_eq!(outcome("OQSmuquc02res_202611240006.xml").verdict, Verdict::Processing);
    assert_eq!(outcome("YZKsiquc01res_202611240009.xml").verdict, Verdict::Refused);
    assert_eq!(outcome("YZKsiquc01res_202611240010.xml").verdict, Verdict::Done);
    let faults = outcome("CISzz101res_202611240102.xml");
    assert_eq!(faults.notices.len(), 2);
    assert_eq!(faults.notices[1].place.as_deref(), Some("Bundle.entry[0].resource.author"));
    assert_eq!(outcome("CISzz101res_202611240103.xml").retry, crate::catalogue::Retry::Requalify);
    let Some(Answer::EligibilityCheck(none)) = fixture("OQSsiquc01res_202611240001.xml").answer else {
        panic!()
    };
    assert_eq!(none.validity, Some(Validity::None));
    assert_eq!(none.search.unwrap().insured.insurer_number, "138057");
}

#[test]
fn a_bulk_answer_in_a_zip() {
    let decoded = fixture("OQSmuquc02res_202611240007.zip");
    let Some(Answer::BulkCheckDownload(bulk)) = decoded.answer else { panic!("{:?}", decoded.unreadable) };
    assert_eq!(bulk.counts, [Some(3), Some(2), Some(1)]);
    assert_eq!(bulk.units.len(), 3);
    assert_eq!(bulk.units[0].search.as_ref().unwrap().person_identifier.as_deref(), Some("42_1"));
    assert_eq!(bulk.units[0].records[0].insured.branch.as_deref(), Some("02"));
    assert_eq!(bulk.units[0].reference_numbers, ["00042", "A-42"]);
    assert_eq!(bulk.units[1].validity, Some(Validity::Replaced));
    assert_eq!(bulk.units[2].status.as_deref(), Some("2"));
}

#[test]
fn bulk_lists_of_other_families_are_read_as_the_bulk_check_is() {
    let Some(Answer::HomeVisitDownload(visits)) = fixture("OQSmuhvq02res_202611240122.xml").answer else {
        panic!()
    };
    assert_eq!(visits.units.len(), 2);
    let record = &visits.units[0].records[0];
    assert!(record.consents.is_usable(Kind::Drug, datetime(2026, 12, 1, 9, 0, 0, 0)));
    assert!(!record.consents.is_usable(Kind::Surgery, datetime(2026, 12, 1, 9, 0, 0, 0)));
    assert_eq!(visits.units[0].reference_numbers, ["00042"]);
    assert_eq!(visits.units[1].validity, Some(Validity::Replaced));
    let Some(Answer::AssistanceDownload(assisted)) = fixture("OQSmutic02res_202611240120.zip").answer else {
        panic!()
    };
    let record = &assisted.units[0].records[0];
    assert!(record.is_public_assistance());
    assert_eq!(record.insured.insurer_number, "12131234");
    assert_eq!(record.insurer_name.as_deref(), Some("文箱福祉事務所"));
    assert_eq!(record.tickets[0].month, Some(date(2026, 11, 1)));
    let Some(Answer::OnlineCareDownload(online)) = fixture("OQSmuonq02res_202611240124.xml").answer else {
        panic!()
    };
    assert_eq!(online.envelope.outcome.verdict, Verdict::Processing);
    let Some(Answer::ReferenceNumberDownload(numbers)) = fixture("OQSmuimm02res_202611240118.xml").answer
    else {
        panic!()
    };
    let said: Vec<_> =
        numbers.units.iter().map(|unit| (unit.reference_number.as_deref(), unit.status.as_deref())).collect();
    assert_eq!(said, [(Some("00042"), Some("1")), (Some("00077"), Some("2"))]);
}

#[test]
fn zips_with_a_password_are_told_apart_from_damaged_ones() {
    // ZipCrypto and AES: the terminal's encryption is switched on; nothing but its settings can help.
    for name in ["OQSsiquc01res_202611240131.zip", "OQSsiquc01res_202611240132.zip"] {
        assert!(crate::codec::unfold::is_whole(&std::fs::read(folder().join(name)).unwrap()), "{name}");
        assert_eq!(fixture(name).unreadable, Some(Unreadable::Encrypted), "{name}");
    }
}

#[test]
fn drugs_of_three_sources_once_each() {
    let Some(Answer::DrugHistory(history)) = fixture("YZKsiquc01res_202611240008.xml").answer else {
        panic!()
    };
    let days = |months: &[crate::message::drug_history::Month], source| {
        months.iter().filter(|month| month.source == source).map(|month| month.days.len()).sum::<usize>()
    };
    assert_eq!(history.person.as_ref().unwrap().birth_date, Some(date(1958, 7, 11)));
    assert_eq!(days(&history.months, Source::Receipt), 1);
    assert_eq!(days(&history.months, Source::Dispensing), 2);
    assert_eq!(days(&history.months, Source::Prescription), 1);
    let receipt = history.months.iter().find(|month| month.source == Source::Receipt).unwrap();
    assert_eq!(receipt.days[0].drugs[0].code.as_deref(), Some("610406047"));
    // The procedure stood beside the list of days, of which there was one.
    assert_eq!(receipt.days[0].acts[0].code.as_deref(), Some("112007410"));
    let once = history.without_repetitions();
    assert_eq!(days(&once, Source::Receipt), 1);
    assert_eq!(days(&once, Source::Dispensing), 1);
    assert_eq!(days(&once, Source::Prescription), 1);
}

#[test]
fn a_prescription_is_told_by_what_was_dispensed_days_later() {
    let Some(Answer::DrugHistory(mut history)) = fixture("YZKsiquc01res_202611240008.xml").answer else {
        panic!()
    };
    use crate::message::drug_history::{Day, Month};
    let month = |source, given: Option<i8>, prescribed: i8| Month {
        source,
        month: Some(date(2026, 11, 1)),
        place: (Some("4440000001".to_owned()), None),
        prescriber: (Some("1310000001".to_owned()), None),
        in_out: None,
        days: vec![Day {
            date: given.map(|day| date(2026, 11, day)),
            prescribed_on: Some(date(2026, 11, prescribed)),
            ..Day::default()
        }],
    };
    history.months = vec![month(Source::Prescription, None, 1), month(Source::Dispensing, Some(3), 1)];
    assert_eq!(
        history.without_repetitions().iter().map(|m| m.source).collect::<Vec<_>>(),
        [Source::Dispensing]
    );
    // Another day's prescription is another one.
    history.months = vec![month(Source::Prescription, None, 2), month(Source::Dispensing, Some(3), 1)];
    assert_eq!(history.without_repetitions().len(), 2);
}

#[test]
fn checkups_and_papers() {
    let Some(Answer::Checkup(checkup)) = fixture("TKKsiquc01res_202611240011.xml").answer else { panic!() };
    assert_eq!(checkup.checkups.len(), 2);
    assert_eq!(checkup.checkups[0].results[1].value_name.as_deref(), Some("はい"));
    let paper = fixture("CIPsiquc01res_202611240012.pdf");
    assert!(paper.answer.is_none() && paper.unreadable.is_none());
    assert!(paper.papers[0].starts_with(b"%PDF-"));
}

#[test]
fn documents() {
    let Some(Answer::DocumentGet(got)) = fixture("CISzz113res_202611240108.xml").answer else { panic!() };
    assert_eq!(got.document.unwrap(), r#"{"resourceType":"Bundle","note":"髙"}"#.as_bytes());
    assert_eq!(got.attachments, ["L-9-1"]);
    let damaged = fixture("CISzz113res_202611240109.xml");
    assert!(damaged.findings.iter().any(|f| f.rule.id == "terminal.packed-unreadable"));
    let Some(Answer::DocumentStatus(status)) = fixture("CISzz109res_202611240106.xml").answer else {
        panic!()
    };
    assert_eq!(status.status, Some(DocumentStatus::Taken));
    let Some(Answer::DocumentList(list)) = fixture("CISzz111res_202611240107.xml").answer else { panic!() };
    assert_eq!(list.documents.len(), 1);
    assert_eq!(list.documents[0].attachment_count, 1);
    let Some(Answer::ReadConsent(consent)) = fixture("CISzz119res_20261124140000.xml").answer else {
        panic!()
    };
    assert!(consent.consented);
    let Some(Answer::ServiceUse(found)) = fixture("OQSzz045res_202611240116.xml").answer else { panic!() };
    assert_eq!(found.institutions.iter().map(|one| one.uses).collect::<Vec<_>>(), [Some(true), Some(false)]);
}

#[test]
fn what_is_no_message_goes_into_quarantine() {
    let why = |name: &str, bytes: &[u8]| {
        let decoded = decode(catalogue(), name, bytes);
        assert!(decoded.answer.is_none());
        assert_eq!(domain::finding::any_error(&decoded.findings), decoded.unreadable.is_some());
        decoded.unreadable
    };
    let res = "OQSsiquc01res_202611240001.xml";
    assert_eq!(why("notes.txt", b"hello"), Some(Unreadable::UnknownName));
    assert_eq!(why("OQSsiquc01req_202611240001.xml", b"<XmlMsg/>"), Some(Unreadable::UnknownName));
    assert_eq!(why(res, b""), Some(Unreadable::Empty));
    assert_eq!(why(res, b"<Other/>"), Some(Unreadable::OtherRoot));
    assert_eq!(why(res, b"<XmlMsg/>"), Some(Unreadable::OtherRoot));
    assert_eq!(why(res, b"%PDF-1.4 %%EOF"), Some(Unreadable::OtherKind));
    assert_eq!(
        why(res, b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///c:/windows/win.ini'>]><XmlMsg>&e;</XmlMsg>"),
        Some(Unreadable::DocumentType)
    );
    let huge = vec![b' '; 100 << 20];
    assert_eq!(why(res, &huge), Some(Unreadable::TooLarge(4_194_304)));
    assert!(matches!(why("OQSmuquc02res_1.zip", &huge), Some(Unreadable::TooLarge(_))));
}

/// Absent and empty are the same; line ends of any system, and blanks in tags, mean nothing.
#[test]
fn how_it_is_laid_out_does_not_matter() {
    let name = "OQSsiquc01res_face_1319900010q7Wc20aa_20261124090511.xml";
    let bytes = fs::read(folder().join(name)).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    let answer = |text: &str| decode(catalogue(), name, text.as_bytes()).answer;
    let plain = answer(&text);
    assert!(plain.is_some());
    for end in ["\r", "\n", "\r\n", "\r\n\t  "] {
        let laid_out = text.replace("><", &format!(">{end}<"));
        assert!(answer(&laid_out) == plain, "{end:?}");
    }
    let spaced = text.replace("<Name>", "<Name >").replace("</Name>", "</Name\r\n>");
    assert!(answer(&spaced) == plain);
    let with_empty = text.replacen(
        "<Name>",
        "<NameOfOther></NameOfOther><NameOfOtherKana/><PostNumber> </PostNumber><Name>",
        1,
    );
    assert!(with_empty.len() > text.len());
    let empty = answer(&text.replace("<PostNumber>999-0001</PostNumber>", ""));
    let with_empty = answer(&with_empty.replace("<PostNumber>999-0001</PostNumber>", ""));
    assert!(with_empty == empty);
}

#[test]
fn an_answer_says_whom_it_answers() {
    let sender = |institution: &str, identifier: &str| crate::message::Sender {
        institution: institution.to_owned(),
        file_identifier: identifier.to_owned(),
    };
    let own = fixture("CISzz101res_202611240101.xml").answer.unwrap();
    assert!(own.is_answer_to(&sender("1319900010", "FB-_202611240101")));
    assert!(!own.is_answer_to(&sender("1319900010", "FB-_202611240102")));
    assert!(!own.is_answer_to(&sender("1319900028", "FB-_202611240101")));
    // Fetched with a 受付番号: the identifier is that of the upload.
    let fetched = fixture("OQSmuquc02res_202611240007.zip").answer.unwrap();
    assert!(fetched.is_answer_to(&sender("1319900010", "FB-anything")));
    assert!(!fetched.is_answer_to(&sender("1319900028", "FB-anything")));
}

/// The same elements, their order turned and shuffled.
fn shuffled(node: &Node, seed: u64) -> Node {
    let mut children: Vec<Node> =
        node.children.iter().map(|child| shuffled(child, seed.rotate_left(7) ^ 0x9E37)).collect();
    let mut state = seed | 1;
    for at in (1..children.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let other = usize::try_from(state >> 33).unwrap() % (at + 1);
        // Namesakes keep their order: that of several records is data.
        if children[at].name != children[other].name {
            let between = children[other..=at]
                .iter()
                .filter(|c| c.name == children[at].name || c.name == children[other].name)
                .count();
            if between == 2 {
                children.swap(at, other);
            }
        }
    }
    Node { children, ..node.clone() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_elements_does_not_matter(seed in any::<u64>()) {
        for (name, bytes) in fixtures().into_iter().filter(|(name, _)| name.ends_with(".xml")) {
            let before = decode(catalogue(), &name, &bytes);
            let (node, _) = xml::read(&bytes, 1 << 20).unwrap();
            let again = xml::write(&shuffled(&node, seed), crate::catalogue::Encoding::Utf8).unwrap();
            let after = decode(catalogue(), &name, &again);
            if name.contains("YZK") {
                // Lists of months of different sources may change places; their sum may not.
                prop_assert_eq!(before.answer.is_some(), after.answer.is_some());
            } else {
                prop_assert!(before.answer == after.answer, "{}", name);
            }
        }
    }

    #[test]
    fn damaged_files_never_panic(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        for (name, mut bytes) in fixtures() {
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let _ = decode(catalogue(), &name, &bytes);
            bytes.truncate(cut.index(bytes.len()));
            let decoded = decode(catalogue(), &name, &bytes);
            for finding in &decoded.findings {
                prop_assert!(finding.path.chars().all(|c| c.is_ascii_alphanumeric() || "._-[]".contains(c)));
            }
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), name in "\\PC{0,40}") {
        for known in ["OQSsiquc01res_1.xml", "OQSmuquc02res_1.zip", "YZKsiquc01res_1.pdf", "CISzz113res_1.json"] {
            let _ = decode(catalogue(), known, &bytes);
        }
        let _ = decode(catalogue(), &name, &bytes);
    }

    #[test]
    fn arbitrary_messages_never_panic(
        header in prop::collection::vec(("SegmentOfResult|ResultCode|ErrorCode|X", "\\PC{0,9}"), 0..5),
        body in prop::collection::vec(("Name|Birthdate|ResultList|Document|DocumentInfo|BulkConfirmUnit", "\\PC{0,9}"), 0..9),
    ) {
        let leaves = |rows: Vec<(String, String)>| rows.into_iter().map(|(name, text)| Node::leaf(name, text)).collect();
        let root = Node::group("XmlMsg", vec![Node::group("MessageHeader", leaves(header)), Node::group("MessageBody", leaves(body))]);
        let bytes = xml::write(&root, crate::catalogue::Encoding::Utf8).unwrap();
        for message in catalogue().messages() {
            let _ = decode(catalogue(), &format!("{}.xml", message.answer_base("1")), &bytes);
        }
    }
}
