//! 閲覧: drugs, check-ups, 6情報; only with a consent that still holds.

use crate::{
    centre::Centre,
    faults::{Fault, Faults},
    paper,
    request::Request,
    write::{Body, Tree, group, leaf},
};

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
        let lines = [
            format!("{} (SAMPLE)", request.key().replace('_', " ").to_uppercase()),
            format!("{} / {} - {}", person.id, request.get("from_month"), request.get("to_month")),
            format!("{now} {}", request.get("institution")),
        ];
        return Body { paper: Some(paper::page(&lines)), ..Body::default() };
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
    let body = if request.key() == "checkup" { checkups() } else { drugs(request, now) };
    Body { header, body, ..Body::default() }
}

fn said(code: &str, message: &str) -> Body {
    let header = [leaf("result_code", code), leaf("message", message)].into_iter().flatten().collect();
    Body { header, ..Body::default() }
}

/// Three sources: what was dispensed in the month before stands in the receipts and among the dispensings, what was
/// prescribed last stands nowhere else yet.
fn drugs(request: &Request, now: &str) -> Vec<Tree> {
    let last = request.get("to_month");
    let before = Some(month_before(last)).filter(|month| month.as_str() >= request.get("from_month"));
    let before = before.unwrap_or_else(|| last.to_owned());
    let regular = || {
        [
            drug("610406047", "見本錠５ｍｇ", "１日１回朝食後服用"),
            drug("620000033", "見本錠１０ｍｇ", "１日１回夕食後服用"),
        ]
    };
    let mut care = Vec::new();
    if request.get("category") == "4" {
        let act = [
            leaf("act_name", "再診料"),
            leaf("act_code", "112007410"),
            leaf("quantity", "1"),
            leaf("times", "1"),
        ];
        care.push(group("act", act.into_iter().flatten().collect()));
    }
    let first = format!("{before}01");
    let newest = now.get(..8).filter(|day| day.starts_with(last)).map_or(format!("{last}20"), str::to_owned);
    vec![
        month("receipt_month", &before, &first, regular().into_iter().chain(care).collect()),
        month(
            "prescribed_month",
            last,
            &newest,
            vec![drug("620000034", "見本カプセル２０ｍｇ", "１日３回毎食後服用")],
        ),
        month("dispensed_month", &before, &first, regular().to_vec()),
    ]
}

fn month_before(month: &str) -> String {
    let part = |from, to| month.get(from..to).and_then(|text| text.parse::<u32>().ok()).unwrap_or(1);
    match (part(0, 4), part(4, 6)) {
        (year, ..=1) => format!("{:04}12", year.saturating_sub(1)),
        (year, month) => format!("{year:04}{:02}", month - 1),
    }
}

fn drug(code: &str, name: &str, usage: &str) -> Tree {
    let items = [
        leaf("drug_code", code),
        leaf("drug_name", name),
        leaf("quantity", "1"),
        leaf("unit", "錠"),
        leaf("times", "14"),
        leaf("usage", usage),
    ];
    group("drug", items.into_iter().flatten().collect())
}

fn month(source: &'static str, month: &str, date: &str, rows: Vec<Tree>) -> Tree {
    // A prescription has no day of dispensing.
    let dispensed = leaf("date", date).filter(|_| source != "prescribed_month");
    let day = group("day", dispensed.into_iter().chain(leaf("prescribed_on", date)).chain(rows).collect());
    let items = [
        leaf("month", month),
        leaf("in_out", "2"),
        leaf("place_code", "1349900027"),
        leaf("place_name", "見本薬局"),
        leaf("prescriber_code", "1319900028"),
        leaf("prescriber_name", "見本総合病院"),
    ];
    group(source, items.into_iter().flatten().chain([day]).collect())
}

fn checkups() -> Vec<Tree> {
    let finding = |code: &str, name: &str, kind: &str, value: &str, unit: &str, meaning: &str| {
        let items = [
            leaf("item_code", code),
            leaf("item_name", name),
            leaf("data_type", kind),
            leaf("value", value),
            leaf("unit", unit),
            leaf("value_name", meaning),
        ];
        group("finding", items.into_iter().flatten().collect())
    };
    let year = |date: &str, systolic: &str, diastolic: &str| {
        let items = leaf("examined_on", date).into_iter().chain([
            finding("9A751000000000001", "収縮期血圧", "PQ", systolic, "mmHg", ""),
            finding("9A761000000000001", "拡張期血圧", "PQ", diastolic, "mmHg", ""),
            finding("9N001000000000001", "身長", "PQ", "158.2", "cm", ""),
            finding("9N006000000000001", "体重", "PQ", "61.4", "kg", ""),
            finding("9N701000000000011", "服薬１（血圧）", "CD", "1", "", "服薬あり"),
        ]);
        group("checkup", items.collect())
    };
    vec![year("20260528", "142", "88"), year("20250530", "138", "84")]
}
