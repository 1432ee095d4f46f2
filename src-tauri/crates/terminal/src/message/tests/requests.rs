use super::*;
use crate::{
    catalogue::Encoding,
    codec::text,
    message::{
        Insured, MessageKey, Request, Sender, Wire, assistance_download, assistance_upload, attachment_get,
        attachment_register, bulk_check_download, bulk_check_upload, care_plan_cancel, care_plan_change,
        care_plan_register, checkup, checkup_report_cancel, checkup_report_change, checkup_report_register,
        core6_cancel, core6_change, core6_register, core6_view, document_cancel, document_change,
        document_get, document_list, document_register, document_status, drug_history,
        eligibility_check::{self, Search},
        encode, home_visit_download, home_visit_upload, master_files, online_care_download,
        online_care_upload, reference_number, reference_number_download, reference_number_upload,
        service_use, unaddressed,
    },
};
use domain::patient::{Branch, Insurance};
use jiff::civil::date;
use proptest::prelude::*;

fn insured() -> Insured {
    let insurance = Insurance {
        insurer_number: "138057".to_owned(),
        symbol: "文箱１２".to_owned(),
        number: "3456".to_owned(),
        branch: Branch::Number("02".to_owned()),
    };
    Insured::of(&insurance, date(1958, 7, 11))
}

fn search(identifier: Option<&str>) -> Search {
    Search { insured: insured(), limit_consent: true, person_identifier: identifier.map(str::to_owned) }
}

fn letter() -> document_register::Request {
    document_register::Request {
        insured: insured(),
        document_type: "57133-1".to_owned(),
        document_identifier: "1319900010^2026^R-000077".to_owned(),
        destination: Some("1319900028".to_owned()),
        read_consent: true,
        document: br#"{"resourceType":"Bundle"}"#.to_vec(),
    }
}

fn unaddressed(document_type: &str, number: &str) -> unaddressed::Document {
    unaddressed::Document {
        insured: insured(),
        document_type: document_type.to_owned(),
        document_identifier: format!("1319900010^2026^{number}"),
        document: br#"{"resourceType":"Bundle"}"#.to_vec(),
    }
}

/// At least one of each.
fn requests() -> Vec<Request> {
    let cancel =
        |document_identifier: String| document_cancel::Request { insured: insured(), document_identifier };
    let download = || bulk_check_download::Request { reception_number: "20261124180000000077".to_owned() };
    let (report, plan) = (unaddressed("53576-5", "K-000005"), unaddressed("56447-6", "S-000009"));
    let core6 = core6_register::Request {
        insured: insured(),
        bundle_identifier: "1319900010^2026^C-42".to_owned(),
        bundle: b"{}".to_vec(),
    };
    let (from, to) = (date(2025, 11, 24), date(2026, 11, 24));
    let setting = drug_history::Setting::Outpatient;
    vec![
        eligibility_check::Request { confirmation_date: to, search: search(None) }.into(),
        reference_number::Request { reference_number: "00042".to_owned(), insured: insured() }.into(),
        bulk_check_upload::Request {
            confirmation_date: to,
            people: vec![
                search(Some("42_1")),
                Search {
                    insured: Insured { symbol: String::new(), branch: None, ..insured() },
                    ..search(Some("77_1"))
                },
            ],
        }
        .into(),
        bulk_check_download::Request { reception_number: "20261124180000000077".to_owned() }.into(),
        service_use::Request { name: Some("見本".to_owned()), ..service_use::Request::default() }.into(),
        drug_history::Request {
            insured: insured(),
            from,
            to,
            form: drug_history::Form { paper: false, with_care: true },
            with_prescriptions: true,
            setting,
        }
        .into(),
        checkup::Request { insured: insured(), paper: true, setting }.into(),
        core6_view::Request { insured: insured(), from, to, setting }.into(),
        letter().into(),
        document_cancel::Request { insured: insured(), document_identifier: letter().document_identifier }
            .into(),
        document_change::Request {
            replaces: letter().document_identifier,
            new: document_register::Request {
                document_identifier: "1319900010^2026^R-000078".to_owned(),
                ..letter()
            },
        }
        .into(),
        document_status::Request { insured: insured(), document_identifier: letter().document_identifier }
            .into(),
        document_list::Request { from, to }.into(),
        document_get::Request { document_identifier: "1319900028^2026^L-9".to_owned() }.into(),
        attachment_register::Request {
            document_identifier: letter().document_identifier,
            attachment_identifier: "R-000077-1".to_owned(),
            file_name: "attachment-1.pdf".to_owned(),
            file: b"%PDF-1.4".to_vec(),
        }
        .into(),
        attachment_get::Request { attachment_identifier: "L-9-1".to_owned() }.into(),
        core6.clone().into(),
        core6_cancel::Request { insured: insured(), bundle_identifier: core6.bundle_identifier.clone() }
            .into(),
        core6_change::Request(core6).into(),
        master_files::Request::default().into(),
        reference_number_upload::Request {
            numbers: ["00042", "00077"]
                .map(|number| reference_number::Request {
                    reference_number: number.to_owned(),
                    insured: insured(),
                })
                .to_vec(),
        }
        .into(),
        reference_number_download::Request(download()).into(),
        assistance_upload::Request { month: to }.into(),
        assistance_download::Request(download()).into(),
        home_visit_upload::Request { from, to }.into(),
        home_visit_download::Request(download()).into(),
        online_care_upload::Request::Consented(from, to).into(),
        online_care_download::Request(download()).into(),
        checkup_report_register::Request(report.clone()).into(),
        checkup_report_cancel::Request(cancel(report.document_identifier.clone())).into(),
        checkup_report_change::Request {
            replaces: report.document_identifier,
            new: unaddressed("53576-5", "K-000006"),
        }
        .into(),
        care_plan_register::Request(plan.clone()).into(),
        care_plan_cancel::Request(cancel(plan.document_identifier.clone())).into(),
        care_plan_change::Request {
            replaces: plan.document_identifier,
            new: unaddressed("56447-6", "S-000010"),
        }
        .into(),
    ]
}

fn sender() -> Sender {
    Sender { institution: "1319900010".to_owned(), file_identifier: "FB-20261124-0001".to_owned() }
}

fn ids(findings: &[domain::finding::Finding]) -> Vec<(&str, &str)> {
    findings.iter().map(|finding| (finding.rule.id, finding.path.as_str())).collect()
}

#[test]
fn golden_requests() {
    let requests = requests();
    let pushed = [MessageKey::FaceResult, MessageKey::ReadConsent];
    for key in MessageKey::ALL.iter().filter(|key| !pushed.contains(key)) {
        assert!(requests.iter().any(|request| request.key() == *key), "{key:?}");
    }
    for request in requests {
        let encoded = encode(catalogue(), &request, &sender(), "202611240001", Wire::File)
            .unwrap_or_else(|findings| panic!("{:?}: {:?}", request.key(), ids(&findings)));
        assert_eq!(ids(&encoded.findings), [], "{:?}", request.key());
        let (text, found, _) = text::decode(&encoded.bytes);
        let declared = if encoded.message.encoding == Encoding::ShiftJis {
            text::Found::ShiftJis
        } else {
            text::Found::Utf8
        };
        assert!(found == declared || encoded.bytes.is_ascii());
        let lines = text.replace("><", ">\n<");
        insta::assert_snapshot!(
            format!("request-{}", request.key().as_str()),
            format!("{}\n{lines}", encoded.name)
        );
    }
}

#[test]
fn the_web_api_carries_the_same_names() {
    let upload = &requests()[2];
    let encoded = encode(catalogue(), upload, &sender(), "202611240001", Wire::WebApi).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&encoded.bytes).unwrap();
    assert_eq!(json["MessageHeader"]["MedicalInstitutionCode"], "1319900010");
    assert_eq!(json["MessageBody"]["QualificationConfirmSearchInfo"][1]["ArbitraryIdentifier"], "77_1");
    assert_eq!(json["MessageBody"]["QualificationConfirmSearchInfo"][0]["InsurerNumber"], "  138057");
}

#[test]
fn online_care_is_asked_for_by_consent_or_by_examination() {
    let range = (date(2026, 11, 1), date(2026, 11, 24));
    let text = |request: online_care_upload::Request| {
        let encoded = encode(catalogue(), &request.into(), &sender(), "202611240001", Wire::File).unwrap();
        String::from_utf8(encoded.bytes).unwrap()
    };
    let consented = text(online_care_upload::Request::Consented(range.0, range.1));
    assert!(
        consented.contains("<ConsentDateFrom>20261101</ConsentDateFrom>")
            && !consented.contains("Examination")
    );
    let examined = text(online_care_upload::Request::Examined(range.0, range.1));
    assert!(
        examined.contains("<ExaminationDateTo>20261124</ExaminationDateTo>") && !examined.contains("Consent")
    );
    assert!(examined.contains("<MedicalTreatmentFlag>3</MedicalTreatmentFlag>"));
}

#[test]
fn what_cannot_be_sent_is_named() {
    let fault = |change: &dyn Fn(&mut eligibility_check::Request)| {
        let mut request =
            eligibility_check::Request { confirmation_date: date(2026, 11, 24), search: search(None) };
        change(&mut request);
        let findings =
            encode(catalogue(), &request.into(), &sender(), "202611240001", Wire::File).err().unwrap();
        findings
            .into_iter()
            .map(|f| format!("{} {}", f.rule.id, f.path.rsplit('.').next().unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        fault(&|r| r.search.insured.symbol = "𠮷野".to_owned()),
        ["terminal.cannot-send-character InsuredCardSymbol"]
    );
    assert_eq!(
        fault(&|r| r.search.insured.symbol = "あ".repeat(21)),
        ["terminal.cannot-send-long InsuredCardSymbol"]
    );
    assert_eq!(
        fault(&|r| r.search.insured.insurer_number = "1380x7".to_owned()),
        ["terminal.cannot-send-form InsurerNumber"]
    );
    assert_eq!(
        fault(&|r| r.search.insured.branch = Some("2".to_owned())),
        ["terminal.cannot-send-form InsuredBranchNumber"]
    );
    assert_eq!(fault(&|r| r.search.insured.birth_date = None), ["terminal.element-missing Birthdate"]);
    assert_eq!(
        fault(&|r| r.search.insured = Insured::default()),
        [
            "terminal.element-missing InsurerNumber",
            "terminal.element-missing InsuredIdentificationNumber",
            "terminal.element-missing Birthdate"
        ]
    );
}

#[test]
fn a_suffix_cannot_lead_out_of_the_folder() {
    for suffix in ["", "../x", "a/b", "a\\b", "a.xml", "あ", "a b"] {
        assert!(encode(catalogue(), &requests()[0], &sender(), suffix, Wire::File).is_err(), "{suffix}");
    }
}

#[test]
fn documents_have_a_size() {
    let send = |bytes: usize| {
        let request = document_register::Request { document: vec![b'x'; bytes], ..letter() };
        encode(catalogue(), &request.into(), &sender(), "202611240001", Wire::File)
    };
    assert_eq!(ids(&send(1 << 20).unwrap().findings), []);
    assert_eq!(send(4 << 20).unwrap().findings[0].rule.id, "terminal.large");
    assert_eq!(send(8 << 20).err().unwrap()[0].rule.id, "terminal.cannot-send-large");
}

#[test]
fn an_official_change_is_an_edit_of_data() {
    use crate::catalogue::{BUILT_IN, CatalogueFiles};
    let cis = BUILT_IN.families[2]
        .replace("prefix = \"CISzz101\"", "prefix = \"CISsiDOC01\"")
        .replace("{ name = \"DocumentInfo\", form = \"base64\", packing = \"base64\"", "{ name = \"FhirDocument\", form = \"base64\", packing = \"gzip_base64\"")
        .replace("\"document_type!\", \"document_identifier!\", \"destination\", \"read_consent!\", \"document!\"] }\nanswer", "\"document!\", \"document_identifier!\"] }\nanswer");
    let families = [BUILT_IN.families[0], BUILT_IN.families[1], &cis];
    let newer = Catalogue::read(CatalogueFiles { families: &families, ..BUILT_IN }).unwrap();
    let encoded = encode(&newer, &letter().into(), &sender(), "202611240001", Wire::File).unwrap();
    assert_eq!(encoded.name, "CISsiDOC01req_202611240001.xml");
    let text = String::from_utf8(encoded.bytes).unwrap();
    assert!(text.contains("<FhirDocument>H4sI"));
    assert!(!text.contains("ReadConsFlg"));
    let gone: Vec<_> = encoded.findings.iter().map(|f| (f.rule.id, f.path.as_str())).collect();
    assert_eq!(
        gone,
        [
            ("terminal.no-place", "document_type"),
            ("terminal.no-place", "destination"),
            ("terminal.no-place", "read_consent")
        ]
    );
}

proptest! {
    #[test]
    fn whatever_is_typed_is_sent_whole_or_refused(symbol in "\\PC{0,24}", number in "\\PC{0,24}", branch in "[0-9]{0,3}") {
        let insured = Insured { symbol, number, branch: Some(branch), ..insured() };
        let request = reference_number::Request { reference_number: "42".to_owned(), insured: insured.clone() };
        if let Ok(encoded) = encode(catalogue(), &request.into(), &sender(), "202611240001", Wire::File) {
            let (node, _) = crate::codec::xml::read(&encoded.bytes, 1 << 20).unwrap();
            let find = |name: &str| node.walk().find(|node| node.name == name).map(|node| node.text.clone());
            // The few signs that JIS and Microsoft map differently come back as Microsoft's.
            let cp932 = |text: &str| String::from_utf8_lossy(&text::encode(text, Encoding::ShiftJis).map(|bytes| encoding_rs::SHIFT_JIS.decode(&bytes).0.into_owned().into_bytes()).unwrap()).into_owned();
            prop_assert_eq!(find("InsuredIdentificationNumber"), Some(cp932(&insured.number)));
            if !insured.symbol.trim_matches(' ').is_empty() {
                prop_assert_eq!(find("InsuredCardSymbol"), Some(cp932(&insured.symbol)));
            }
        }
    }
}
