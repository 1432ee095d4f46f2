//! 閲覧: drugs, check-ups, 6情報; only with a consent that still holds.

use crate::{
    centre::Centre,
    faults::{Fault, Faults},
    request::Request,
    write::{Body, Tree, group, leaf},
};

/// A page without anything on it.
const PAPER: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

pub(crate) fn answer(request: &Request, centre: &Centre, faults: &mut Faults, now: &str) -> Body {
    let Some(person) = centre.holder(&request.card(), false) else {
        return said("8", "該当する資格がありません。（見本）");
    };
    let kinds: &[&str] = match request.key() {
        "drug_history" => &["YZK"],
        "checkup" => &["TKK"],
        _ => {
            &["SRJ", "SHJ", "YZK", "CONDITION", "INFECTION", "ALLERGY", "DRUGALLERGY", "LAB", "PRESCRIPTION"]
        }
    };
    if faults.happens(Fault::ConsentExpired, request.key()) || !centre.consents_to(&person.id, kinds, now) {
        return said("9", "同意の有効期限が切れているか、同意がありません。（見本）");
    }
    let paper = request.key() == "core6_view" || matches!(request.get("category"), "1" | "3");
    if paper {
        return Body { paper: Some(PAPER.to_vec()), ..Body::default() };
    }
    let about = [
        leaf("person_name", &person.name_marked),
        leaf("person_kana", &person.kana),
        leaf("person_birth", &person.birth_date),
        leaf("person_sex", &person.sex),
    ];
    let header = leaf("result_code", "1")
        .into_iter()
        .chain([group("person", about.into_iter().flatten().collect())])
        .collect();
    let body = if request.key() == "checkup" { checkups() } else { drugs(request.get("to_month")) };
    Body { header, body, ..Body::default() }
}

fn said(code: &str, message: &str) -> Body {
    let header = [leaf("result_code", code), leaf("message", message)].into_iter().flatten().collect();
    Body { header, ..Body::default() }
}

fn drugs(month: &str) -> Vec<Tree> {
    let drug = |code: &str, name: &str| {
        let items = [
            leaf("drug_code", code),
            leaf("drug_name", name),
            leaf("quantity", "1"),
            leaf("unit", "錠"),
            leaf("times", "14"),
            leaf("usage", "１日１回朝食後服用"),
        ];
        group("drug", items.into_iter().flatten().collect())
    };
    let date = format!("{month}05");
    let day = [leaf("date", &date), leaf("prescribed_on", &date)].into_iter().flatten();
    let day = group(
        "day",
        day.chain([drug("610406047", "見本錠５ｍｇ"), drug("620000033", "見本錠１０ｍｇ")]).collect(),
    );
    let items = [
        leaf("month", month),
        leaf("in_out", "2"),
        leaf("place_code", "1349900027"),
        leaf("place_name", "見本薬局"),
        leaf("prescriber_code", "1319900028"),
        leaf("prescriber_name", "見本総合病院"),
    ];
    vec![group("receipt_month", items.into_iter().flatten().chain([day]).collect())]
}

fn checkups() -> Vec<Tree> {
    let finding = |code: &str, name: &str, value: &str, unit: &str| {
        let items = [
            leaf("item_code", code),
            leaf("item_name", name),
            leaf("data_type", "PQ"),
            leaf("value", value),
            leaf("unit", unit),
        ];
        group("finding", items.into_iter().flatten().collect())
    };
    let items = leaf("examined_on", "20260528").into_iter().chain([
        finding("9A751000000000001", "収縮期血圧", "142", "mmHg"),
        finding("9A761000000000001", "拡張期血圧", "88", "mmHg"),
    ]);
    vec![group("checkup", items.collect())]
}
