//! Every message, there and back through real folders.

#![allow(clippy::unwrap_used)] // a panic is how a test fails
#![allow(clippy::print_stdout)] // a test speaks through its streams

mod clinic;

use clinic::{Clinic, US, check, letter, now, today};
use domain::matching::{same_kana, same_name};
use std::{collections::BTreeSet, fs};
use terminal::{
    Answer,
    consent::Kind,
    message::{
        assistance_download, assistance_upload, attachment_get, attachment_register, bulk_check_download,
        bulk_check_upload, care_plan_cancel, care_plan_change, care_plan_register, checkup,
        checkup_report_cancel, checkup_report_change, checkup_report_register, core6_cancel, core6_change,
        core6_register, core6_view, document_cancel, document_change, document_get, document_list,
        document_register,
        document_status::{self, DocumentStatus},
        drug_history,
        eligibility_check::{Search, Validity},
        home_visit_download, home_visit_upload, master_files, online_care_download, online_care_upload,
        reference_number, reference_number_download, reference_number_upload, service_use, unaddressed,
    },
    outcome::Verdict,
};
use terminal_sim::{Fault, Pace, Terminal, control};

/// A document that nobody is addressed by, with the person inside.
fn unaddressed(clinic: &Clinic, kind: &str, person: &str, number: &str) -> unaddressed::Document {
    let identifier = format!("{US}^2026^{number}");
    let insured = clinic.insured(person);
    let member = format!(
        "{:0>8}:{}:{}:{}",
        insured.insurer_number,
        insured.symbol,
        insured.number,
        insured.branch.as_deref().unwrap_or_default()
    );
    let bundle = format!(
        r#"{{"resourceType":"Bundle","type":"document","identifier":{{"value":"{identifier}"}},"entry":[{{"resource":{{"resourceType":"Composition","type":{{"coding":[{{"code":"{kind}"}}]}}}}}},{{"resource":{{"resourceType":"Patient","identifier":[{{"system":"http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID","value":"{member}"}}]}}}}]}}"#
    );
    unaddressed::Document {
        insured,
        document_type: kind.to_owned(),
        document_identifier: identifier,
        document: bundle.into_bytes(),
    }
}

fn done(answer: &Answer) -> bool {
    answer.envelope().outcome.verdict == Verdict::Done
}

#[tokio::test]
async fn eligibility_and_reference_number() {
    let mut clinic = Clinic::new(1);
    let request = check(&clinic, "P1");
    let Answer::EligibilityCheck(answer) = clinic.answer(request).await else { panic!() };
    assert_eq!(answer.validity, Some(Validity::Valid));
    let record = answer.insurance().unwrap();
    assert_eq!(record.insured.branch.as_deref(), Some("01"));
    assert!(same_name(record.name.as_deref().unwrap(), "梅原 翔平"));
    assert_eq!(answer.envelope.file_identifier.as_deref(), Some("FB-5001"));
    let insured = record.insured.clone();
    let registered =
        clinic.answer(reference_number::Request { reference_number: "42".to_owned(), insured }).await;
    assert!(done(&registered));
    let request = check(&clinic, "P1");
    let Answer::EligibilityCheck(answer) = clinic.answer(request).await else { panic!() };
    assert_eq!(answer.records[0].reference_number.as_deref(), Some("42"));
    let request = check(&clinic, "P6");
    let Answer::EligibilityCheck(answer) = clinic.answer(request).await else { panic!() };
    assert_eq!(answer.validity, Some(Validity::Replaced));
    assert!(fs::read_dir(clinic.root.path().join("res")).unwrap().next().is_none());
}

#[tokio::test]
async fn a_tap_and_what_it_lets_us_see() {
    let mut clinic = Clinic::new(2);
    let setting = drug_history::Setting::Outpatient;
    let form = drug_history::Form { paper: false, with_care: true };
    let drugs = |clinic: &Clinic| drug_history::Request {
        insured: clinic.insured("P2"),
        from: today(),
        to: today(),
        form,
        with_prescriptions: true,
        setting,
    };
    let request = drugs(&clinic);
    assert_eq!(clinic.answer(request).await.envelope().outcome.verdict, Verdict::Refused);

    clinic.terminal.tap("P2", &["YZK", "TKK", "LAB"], US, now()).unwrap().unwrap();
    let came = clinic.work(|came| !came.is_empty()).await;
    let Some(Answer::FaceResult(face)) = &came[0].1.answer else { panic!("{:?}", came[0].1.unreadable) };
    let record = face.eligibility.insurance().unwrap();
    // The system cannot write 髙; the local spelling stays.
    assert!(record.name.as_deref().unwrap().starts_with('●'));
    assert!(same_name(record.name.as_deref().unwrap(), "髙橋　花子"));
    assert!(same_kana(record.kana.as_deref().unwrap(), "タカハシ　ハナコ"));
    let japan = jiff::tz::Offset::constant(9).to_datetime(now());
    assert!(record.consents.is_usable(Kind::Drug, japan));
    assert!(record.consents.is_usable(Kind::Lab, japan));
    assert!(!record.consents.is_usable(Kind::Care, japan));

    let request = drugs(&clinic);
    let Answer::DrugHistory(history) = clinic.answer(request).await else { panic!() };
    assert_eq!(history.months[0].days[0].drugs.len(), 2);
    assert_eq!(history.months[0].days[0].acts.len(), 1);
    // The dispensing tells what the receipt tells; the newest prescription stands alone.
    assert_eq!(history.months.len(), 3);
    assert_eq!(history.without_repetitions().iter().flat_map(|month| &month.days).count(), 2);
    let request =
        drug_history::Request { form: drug_history::Form { paper: true, ..form }, ..drugs(&clinic) };
    assert!(clinic.ask(request).await.papers[0].starts_with(b"%PDF-"));
    let request = checkup::Request { insured: clinic.insured("P2"), paper: false, setting };
    let Answer::Checkup(answer) = clinic.answer(request).await else { panic!() };
    assert_eq!(answer.checkups[0].results.len(), 5);
    let request = core6_view::Request { insured: clinic.insured("P2"), from: today(), to: today(), setting };
    assert_eq!(clinic.ask(request).await.papers.len(), 1);
}

#[tokio::test]
async fn booked_patients_in_two_steps() {
    let mut clinic = Clinic::new(3);
    let people = ["P1", "P5", "P7"].map(|person| Search {
        insured: clinic.insured(person),
        limit_consent: false,
        person_identifier: Some(format!("{person}_1")),
    });
    let upload = bulk_check_upload::Request { confirmation_date: today(), people: people.to_vec() };
    let Answer::BulkCheckUpload(upload) = clinic.answer(upload).await else { panic!() };
    let reception_number = upload.reception_number.unwrap();
    let mut early = true;
    for _ in 0..100 {
        let request = bulk_check_download::Request { reception_number: reception_number.clone() };
        let Answer::BulkCheckDownload(answer) = clinic.answer(request).await else { panic!() };
        match answer.envelope.outcome.verdict {
            Verdict::Processing => early = false,
            Verdict::Done => {
                assert!(!early, "it was ready at once");
                assert_eq!(answer.units.len(), 3);
                let keys =
                    answer.units.iter().map(|unit| unit.search.clone().unwrap().person_identifier.unwrap());
                assert_eq!(keys.collect::<Vec<_>>(), ["P1_1", "P5_1", "P7_1"]);
                assert_eq!(answer.units[1].records[0].insured.branch, None);
                return;
            }
            other => panic!("{other:?}"),
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("never ready");
}

#[tokio::test]
async fn a_letter_out() {
    let mut clinic = Clinic::new(4);
    let wanted = service_use::Request {
        institution: Some("1319900028".to_owned()),
        ..service_use::Request::default()
    };
    let Answer::ServiceUse(found) = clinic.answer(wanted).await else { panic!() };
    assert_eq!(found.institutions[0].uses, Some(true));
    let first = letter(&clinic, "P2", 1);
    let Answer::DocumentRegister(answer) = clinic.answer(first.clone()).await else { panic!() };
    assert_eq!(
        (answer.envelope.outcome.verdict, answer.status),
        (Verdict::Done, Some(DocumentStatus::Readable))
    );
    // The same identifier again overwrites.
    assert!(done(&clinic.answer(first.clone()).await));
    assert_eq!(clinic.terminal.centre.documents.len(), 1);
    let attachment = attachment_register::Request {
        document_identifier: first.document_identifier.clone(),
        attachment_identifier: "R-1-1".to_owned(),
        file_name: "attachment-1.pdf".to_owned(),
        file: b"%PDF-1.4 %%EOF".to_vec(),
    };
    assert!(done(&clinic.answer(attachment).await));
    let second = letter(&clinic, "P2", 2);
    let change =
        document_change::Request { replaces: first.document_identifier.clone(), new: second.clone() };
    assert!(done(&clinic.answer(change).await));
    let status = |clinic: &Clinic, identifier: &str| document_status::Request {
        insured: clinic.insured("P2"),
        document_identifier: identifier.to_owned(),
    };
    let request = status(&clinic, &first.document_identifier);
    let Answer::DocumentStatus(answer) = clinic.answer(request).await else { panic!() };
    assert_eq!(answer.status, Some(DocumentStatus::Cancelled));
    assert_eq!(answer.is_registered(|code| code == "CISXN001E"), Some(false));
    let cancel = document_cancel::Request {
        insured: clinic.insured("P2"),
        document_identifier: second.document_identifier.clone(),
    };
    assert!(done(&clinic.answer(cancel).await));
    let request = status(&clinic, "never");
    let Answer::DocumentStatus(answer) = clinic.answer(request).await else { panic!() };
    assert_eq!(answer.is_registered(|code| code == "CISXN001E"), Some(false));

    // Turned away, with what to do.
    let mut stale = letter(&clinic, "P2", 3);
    stale.insured.branch = Some("99".to_owned());
    let refused = clinic.answer(stale).await;
    assert_eq!(refused.envelope().outcome.retry, terminal::catalogue::Retry::Requalify);
    let broken = document_register::Request { document: b"{}".to_vec(), ..letter(&clinic, "P2", 4) };
    let refused = clinic.answer(broken).await;
    assert_eq!(refused.envelope().outcome.notices[0].place.as_deref(), Some("Bundle"));
    let number = document_register::Request {
        document_identifier: "1319900028^2026^R-6".to_owned(),
        ..letter(&clinic, "P2", 6)
    };
    let refused = clinic.answer(number).await;
    assert_eq!(refused.envelope().outcome.notices[0].place.as_deref(), Some("Bundle.identifier"));
    let unused =
        document_register::Request { destination: Some("1319900036".to_owned()), ..letter(&clinic, "P2", 5) };
    assert_eq!(clinic.answer(unused).await.envelope().outcome.notices[0].code.as_deref(), Some("CISXD001E"));
}

/// The one case in which "not registered" does not mean that nothing was registered.
#[tokio::test]
async fn what_was_taken_and_erased_is_not_known_any_more() {
    let mut clinic = Clinic::new(15);
    clinic.terminal.faults.on(Fault::TakenThenDeleted, None, 100).on(
        Fault::NoResponse,
        Some("document_register"),
        100,
    );
    let letter = letter(&clinic, "P1", 1);
    clinic.post(letter.clone()).await.unwrap();
    tokio::time::timeout(std::time::Duration::from_millis(200), clinic.work(|_| false)).await.ok();
    let request = document_status::Request {
        insured: letter.insured.clone(),
        document_identifier: letter.document_identifier.clone(),
    };
    let Answer::DocumentStatus(answer) = clinic.answer(request).await else { panic!() };
    assert_eq!(answer.is_registered(|code| code == "CISXN001E"), Some(false));
    assert_eq!(clinic.terminal.centre.documents[&letter.document_identifier].times, 1);
}

#[tokio::test]
async fn care_plans_and_checkup_reports() {
    let mut clinic = Clinic::new(10);
    let standing = async |clinic: &mut Clinic, identifier: &str| {
        let request = document_status::Request {
            insured: clinic.insured("P1"),
            document_identifier: identifier.to_owned(),
        };
        let Answer::DocumentStatus(answer) = clinic.answer(request).await else { panic!() };
        answer.status
    };
    let plan = unaddressed(&clinic, "56447-6", "P1", "S-1");
    let Answer::CarePlanRegister(answer) = clinic.answer(care_plan_register::Request(plan.clone())).await
    else {
        panic!()
    };
    assert_eq!(
        (answer.envelope.outcome.verdict, answer.status),
        (Verdict::Done, Some(DocumentStatus::Readable))
    );
    let newer = unaddressed(&clinic, "56447-6", "P1", "S-2");
    let change = care_plan_change::Request { replaces: plan.document_identifier.clone(), new: newer.clone() };
    assert!(done(&clinic.answer(change).await));
    assert_eq!(standing(&mut clinic, &plan.document_identifier).await, Some(DocumentStatus::Cancelled));
    let cancel = |document_identifier: &str, clinic: &Clinic| document_cancel::Request {
        insured: clinic.insured("P1"),
        document_identifier: document_identifier.to_owned(),
    };
    // The messages of another kind do not reach it.
    let by_other = checkup_report_cancel::Request(cancel(&newer.document_identifier, &clinic));
    assert_eq!(clinic.answer(by_other).await.envelope().outcome.verdict, Verdict::Refused);
    let request = care_plan_cancel::Request(cancel(&newer.document_identifier, &clinic));
    assert!(done(&clinic.answer(request).await));
    assert_eq!(standing(&mut clinic, &newer.document_identifier).await, Some(DocumentStatus::Cancelled));

    let report = unaddressed(&clinic, "53576-5", "P1", "K-1");
    assert!(done(&clinic.answer(checkup_report_register::Request(report.clone())).await));
    let newer = unaddressed(&clinic, "53576-5", "P1", "K-2");
    let change = checkup_report_change::Request { replaces: report.document_identifier, new: newer };
    assert!(done(&clinic.answer(change).await));

    // The file says another kind, or another 枝番, than the request.
    let other = unaddressed::Document { document_type: "57133-1".to_owned(), ..plan.clone() };
    let refused = clinic.answer(care_plan_register::Request(other)).await;
    let place = |answer: &Answer| answer.envelope().outcome.notices[0].place.clone();
    assert_eq!(place(&refused).as_deref(), Some("Bundle.entry[0].resource.type"));
    let twin = unaddressed(&clinic, "56447-6", "P3", "S-3");
    let other = unaddressed::Document { insured: clinic.insured("P4"), ..twin };
    let refused = clinic.answer(care_plan_register::Request(other)).await;
    assert_eq!(place(&refused).as_deref(), Some("Bundle.entry[1].resource.identifier"));
}

/// Asks with a 受付番号 until the answer is there.
async fn until_ready(clinic: &mut Clinic, ask: impl Fn() -> terminal::Request) -> Answer {
    for _ in 0..100 {
        let answer = clinic.answer(ask()).await;
        if answer.envelope().outcome.verdict != Verdict::Processing {
            return answer;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("never ready");
}

#[tokio::test]
async fn lists_of_visits_online_care_assistance_and_numbers() {
    let mut clinic = Clinic::new(11);
    let day = jiff::tz::Offset::constant(9).to_datetime(now()).date();
    assert!(clinic.terminal.consent_from_afar("P2", &["YZK"], "2", now()));
    assert!(clinic.terminal.consent_from_afar("P4", &["TKK"], "3", now()));
    let number = |answer: Answer| match answer {
        Answer::HomeVisitUpload(answer)
        | Answer::OnlineCareUpload(answer)
        | Answer::AssistanceUpload(answer)
        | Answer::ReferenceNumberUpload(answer) => answer.reception_number.unwrap(),
        other => panic!("{:?}", other.key()),
    };
    let visits = number(clinic.answer(home_visit_upload::Request { from: day, to: day }).await);
    let online = number(clinic.answer(online_care_upload::Request::Consented(day, day)).await);
    let assisted = number(clinic.answer(assistance_upload::Request { month: day }).await);
    let numbers = ["P1", "P5"].map(|person| reference_number::Request {
        reference_number: format!("N-{person}"),
        insured: clinic.insured(person),
    });
    let mut stale = numbers.to_vec();
    stale[1].insured.number = "none".to_owned();
    let registered = number(clinic.answer(reference_number_upload::Request { numbers: stale }).await);
    let with = |reception_number: &str| bulk_check_download::Request {
        reception_number: reception_number.to_owned(),
    };

    let Answer::HomeVisitDownload(answer) =
        until_ready(&mut clinic, || home_visit_download::Request(with(&visits)).into()).await
    else {
        panic!()
    };
    assert_eq!(answer.units.len(), 1);
    let record = &answer.units[0].records[0];
    assert!(same_name(record.name.as_deref().unwrap(), "髙橋　花子"));
    let japan = jiff::tz::Offset::constant(9).to_datetime(now());
    assert!(record.consents.is_usable(Kind::Drug, japan.saturating_add(jiff::Span::new().days(7))));
    let Answer::OnlineCareDownload(answer) =
        until_ready(&mut clinic, || online_care_download::Request(with(&online)).into()).await
    else {
        panic!()
    };
    assert_eq!(answer.units[0].records[0].insured.branch.as_deref(), Some("04"));
    let Answer::AssistanceDownload(answer) =
        until_ready(&mut clinic, || assistance_download::Request(with(&assisted)).into()).await
    else {
        panic!()
    };
    let alone = answer.units.iter().find(|unit| unit.records.len() == 1).unwrap();
    assert!(alone.records[0].is_public_assistance());
    assert_eq!(alone.records[0].tickets[0].month, Some(day.first_of_month()));
    let Answer::ReferenceNumberDownload(answer) =
        until_ready(&mut clinic, || reference_number_download::Request(with(&registered)).into()).await
    else {
        panic!()
    };
    assert_eq!(
        answer.units.iter().map(|unit| unit.status.as_deref()).collect::<Vec<_>>(),
        [Some("1"), Some("2")]
    );
    assert_eq!(clinic.terminal.centre.reference_numbers["P1"], "N-P1");
    // The answers of a list are not kept for ever.
    clinic.terminal.centre.receptions.get_mut(&visits).unwrap().ready_at -= 30 * 24 * 3600;
    let late = clinic.answer(home_visit_download::Request(with(&visits))).await;
    assert_eq!(late.envelope().outcome.verdict, Verdict::Failed);
    // A 受付番号 of another family is none of this one's.
    let crossed = clinic.answer(home_visit_download::Request(with(&online))).await;
    assert_eq!(crossed.envelope().outcome.verdict, Verdict::Failed);
}

#[tokio::test]
async fn whom_the_demonstration_needs() {
    let mut clinic = Clinic::new(12);
    let mut validity = std::collections::BTreeMap::new();
    for at in 1..=clinic.terminal.centre.people.len() {
        let person = format!("P{at}");
        clinic.terminal.tap(&person, &[], US, now()).unwrap().unwrap();
        let came = clinic.work(|came| !came.is_empty()).await;
        let Some(Answer::FaceResult(face)) = &came[0].1.answer else { panic!("{person}") };
        let records = &face.eligibility.records;
        let assisted = records.iter().filter(|record| record.is_public_assistance()).count();
        validity.insert(person, (face.eligibility.validity.clone().unwrap(), records.len(), assisted));
    }
    assert_eq!(validity["P6"], (Validity::Replaced, 0, 0));
    assert_eq!(validity["P7"], (Validity::Valid, 2, 1));
    assert_eq!(validity["P8"], (Validity::Valid, 1, 1));
    assert_eq!(validity["P9"], (Validity::Invalid, 1, 0));
    assert_eq!(validity["P10"], (Validity::Several, 2, 0));
    assert_eq!(validity["P18"], (Validity::Valid, 1, 0));
}

#[tokio::test]
async fn a_letter_in() {
    let mut clinic = Clinic::new(5);
    let identifier = clinic.terminal.letter("P1", US, now()).unwrap();
    let day = jiff::tz::Offset::constant(9).to_datetime(now()).date();
    let Answer::DocumentList(list) = clinic.answer(document_list::Request { from: day, to: day }).await
    else {
        panic!()
    };
    assert_eq!(list.documents[0].identifier, identifier);
    assert_eq!(list.documents[0].source_name.as_deref(), Some("見本総合病院"));
    clinic.terminal.consent(&identifier, now()).unwrap().unwrap();
    let came = clinic.work(|came| !came.is_empty()).await;
    let Some(Answer::ReadConsent(consent)) = &came[0].1.answer else { panic!() };
    assert!(consent.consented && consent.document_identifier.as_ref() == Some(&identifier));
    let got = document_get::Request { document_identifier: identifier.clone() };
    let Answer::DocumentGet(got) = clinic.answer(got).await else { panic!() };
    assert!(String::from_utf8(got.document.unwrap()).unwrap().contains("Composition"));
    assert_eq!(got.insured.unwrap().branch.as_deref(), Some("01"));
    let request = attachment_get::Request { attachment_identifier: got.attachments[0].clone() };
    let Answer::AttachmentGet(attachment) = clinic.answer(request).await else { panic!() };
    assert!(attachment.file.unwrap().starts_with(b"%PDF-"));
}

#[tokio::test]
async fn reports_of_5_infos_and_masters() {
    let mut clinic = Clinic::new(6);
    let bundle = |kind: &str| {
        format!(r#"{{"resourceType":"Bundle","type":"collection","entry":[{{"resource":{{"resourceType":"Patient"}}}},{{"resource":{{"resourceType":"{kind}"}}}}]}}"#).into_bytes()
    };
    let report = core6_register::Request {
        insured: clinic.insured("P1"),
        bundle_identifier: format!("{US}^2026^C-1"),
        bundle: bundle("Condition"),
    };
    assert!(done(&clinic.answer(report.clone()).await));
    assert!(done(&clinic.answer(core6_change::Request(report.clone())).await));
    let mixed = core6_register::Request { bundle: bundle("MedicationRequest"), ..report.clone() };
    assert_eq!(clinic.answer(mixed).await.envelope().outcome.verdict, Verdict::Refused);
    let cancel = core6_cancel::Request {
        insured: report.insured.clone(),
        bundle_identifier: report.bundle_identifier,
    };
    assert!(done(&clinic.answer(cancel.clone()).await));
    assert_eq!(clinic.answer(cancel).await.envelope().outcome.verdict, Verdict::Refused);
    let Answer::MasterFiles(masters) = clinic.answer(master_files::Request::default()).await else {
        panic!()
    };
    assert!(!masters.files[0].file.as_ref().unwrap().is_empty());
}

#[tokio::test]
async fn a_burst_of_thirty_cards() {
    let mut clinic = Clinic::new(7);
    clinic.terminal.faults.on(Fault::PartialWrite, None, 50).on(Fault::Sjis, None, 50).on(
        Fault::LockedFile,
        None,
        20,
    );
    let foreign = clinic.root.path().join("face/vendor-card.xml");
    fs::write(&foreign, "<vendor/>").unwrap();
    let mut pushed = BTreeSet::new();
    for at in 0..30 {
        let person = format!("P{}", at % 7 + 1);
        pushed.insert(clinic.terminal.tap(&person, &["YZK"], US, now()).unwrap().unwrap());
    }
    let came = clinic.work(|came| came.len() >= 30).await;
    assert!(came.iter().all(|(arrival, decoded)| arrival.whole && decoded.answer.is_some()));
    assert_eq!(came.iter().map(|(arrival, _)| arrival.name.clone()).collect::<BTreeSet<_>>(), pushed);
    assert_eq!(came.len(), 30);
    assert!(foreign.exists());
}

#[tokio::test]
async fn unplugged_and_plugged_in_again() {
    let mut clinic = Clinic::new(8);
    let first = letter(&clinic, "P1", 1);
    clinic.terminal.go_down(now() + jiff::SignedDuration::from_millis(80)).unwrap();
    assert!(clinic.post(first.clone()).await.is_err());
    assert_eq!(clinic.sweep().await.troubles.len(), 3);
    while !clinic.terminal.is_idle() {
        clinic.terminal.step(now()).unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    assert!(done(&clinic.answer(first.clone()).await));
    assert_eq!(clinic.terminal.centre.documents[&first.document_identifier].times, 1);
}

#[tokio::test]
async fn pulled_until_somebody_plugs_it_in() {
    let mut clinic = Clinic::new(13);
    let say = |clinic: &mut Clinic, line: &str| control::say(&mut clinic.terminal, line, US, now());
    say(&mut clinic, "unplug").unwrap();
    clinic.terminal.step(now() + jiff::SignedDuration::from_hours(48)).unwrap();
    assert!(clinic.terminal.is_down());
    assert_eq!(clinic.sweep().await.troubles.len(), 3);
    let first = letter(&clinic, "P1", 1);
    assert!(clinic.post(first.clone()).await.is_err());
    // The program ends while the folders are away, and is started again.
    let again = Terminal::new(clinic.root.path(), 13, Pace::quick()).unwrap();
    assert!(!again.is_down() && clinic.root.path().join("req").is_dir());
    let before = std::mem::replace(&mut clinic.terminal, again);
    clinic.terminal.centre = before.centre;
    assert!(done(&clinic.answer(first).await));
    say(&mut clinic, "down 100").unwrap();
    say(&mut clinic, "plug").unwrap();
    assert!(clinic.sweep().await.troubles.is_empty());
}

#[tokio::test]
async fn a_number_that_was_registered_before_comes_with_the_card() {
    let mut clinic = Clinic::new(15);
    control::say(&mut clinic.terminal, "reference P11 1001", US, now()).unwrap();
    let answer = clinic.answer(check(&clinic, "P11")).await;
    let Answer::EligibilityCheck(answer) = answer else { panic!("another answer") };
    assert_eq!(answer.records[0].reference_number.as_deref(), Some("1001"));
}

#[tokio::test]
async fn what_is_said_is_done_or_answered() {
    let mut clinic = Clinic::new(14);
    let mut say = |line: &str| control::say(&mut clinic.terminal, line, US, now());
    for line in [
        "help",
        "people",
        "documents",
        "faults",
        "tap P1 TKK,LAB",
        "tap P8",
        "visit P1 YZK",
        "online P2",
        "reference P11 1001",
        "fault delay=30@checkup",
        "calm",
        "",
    ] {
        assert!(say(line).is_ok(), "{line}");
    }
    for line in [
        "tap",
        "tap P99",
        "tap P1 NONE",
        "letter P99",
        "reference P99 1",
        "consent none",
        "take none",
        "down soon",
        "fault none",
        "well none",
        "dance",
    ] {
        assert!(say(line).is_err(), "{line}");
    }
    let identifier = say("letter P8").unwrap();
    assert!(say("documents").unwrap().contains(&identifier));
    assert!(say(&format!("consent {identifier}")).is_ok() && say(&format!("take {identifier}")).is_ok());
    say("fault no_address").unwrap();
    let on = |state: &serde_json::Value| {
        let faults = state["faults"].as_array().unwrap();
        faults
            .iter()
            .filter(|fault| fault["on"] == true)
            .map(|fault| fault["word"].to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(on(&control::shown(&clinic.terminal, US)), ["\"no_address\""]);
    control::say(&mut clinic.terminal, "well no_address", US, now()).unwrap();
    let state = control::shown(&clinic.terminal, US);
    assert!(on(&state).is_empty());
    assert_eq!(state["documents"][0]["standing"], "取得済");
}

#[tokio::test]
async fn what_the_terminal_does_not_know_it_leaves_alone() {
    let mut clinic = Clinic::new(9);
    let req = clinic.root.path().join("req");
    for name in ["EPSsiPIR01req_1.xml", "notes.txt", ".fumibako-00.tmp"] {
        fs::write(req.join(name), "<x/>").unwrap();
    }
    fs::write(req.join("OQSsiquc01req_202611240001.xml"), "<XmlMsg><MessageHeader/>").unwrap();
    clinic.names.push("OQSsiquc01req_202611240001.xml".to_owned());
    let came = clinic.work(|came| !came.is_empty()).await;
    assert_eq!(came[0].1.answer.as_ref().unwrap().envelope().outcome.verdict, Verdict::Failed);
    for name in ["EPSsiPIR01req_1.xml", "notes.txt", ".fumibako-00.tmp"] {
        assert!(req.join(name).exists(), "{name}");
    }
}
