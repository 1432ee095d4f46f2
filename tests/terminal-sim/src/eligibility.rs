//! OQS: 資格確認, 照会番号, bulk, the card reader's results, and who uses the service.

use crate::{
    centre::{Card, Centre, Reception, Remote},
    faults::{Fault, Faults},
    people::Person,
    request::Request,
    write::{Body, Tree, group, leaf},
};
use std::collections::BTreeMap;

/// Consents to viewing: as the control names them, and the beginning of the catalogue's keys.
pub(crate) const KINDS: &[(&str, [&str; 3])] = &[
    ("TKK", ["checkup_consent", "checkup_consent_time", "checkup_available_until"]),
    ("YZK", ["drug_consent", "drug_consent_time", "drug_available_until"]),
    ("SRJ", ["care_consent", "care_consent_time", "care_available_until"]),
    ("SHJ", ["surgery_consent", "surgery_consent_time", "surgery_available_until"]),
    ("CONDITION", ["condition_consent", "condition_consent_time", "condition_available_until"]),
    ("INFECTION", ["infection_consent", "infection_consent_time", "infection_available_until"]),
    ("ALLERGY", ["allergy_consent", "allergy_consent_time", "allergy_available_until"]),
    ("DRUGALLERGY", ["drug_allergy_consent", "drug_allergy_consent_time", "drug_allergy_available_until"]),
    ("LAB", ["lab_consent", "lab_consent_time", "lab_available_until"]),
    ("PRESCRIPTION", ["prescription_consent", "prescription_consent_time", "prescription_available_until"]),
];

pub(crate) fn answer(
    request: &Request,
    centre: &mut Centre,
    faults: &mut Faults,
    now: &str,
    second: i64,
) -> Body {
    match request.key() {
        "eligibility_check" => {
            let found = centre.holder(&request.card(), false).cloned();
            let mut body = result(found.as_ref(), centre, faults, request.key(), now);
            body.extend(request.groups.first().map(echo));
            let class = leaf("reference_class", "2").into_iter();
            let date = leaf("confirmation_date", request.get("confirmation_date")).into_iter();
            Body { header: class.chain(date).collect(), body, ..Body::default() }
        }
        "reference_number" => {
            if registered(centre, &request.card(), request.get("reference_number")) {
                ok(vec![leaf("reference_number", request.get("reference_number"))])
            } else {
                refused(NOT_REGISTERED.0, NOT_REGISTERED.1)
            }
        }
        "bulk_check_upload"
        | "reference_number_upload"
        | "assistance_upload"
        | "home_visit_upload"
        | "online_care_upload" => {
            let number = format!("{now}{:06}", centre.next());
            let reception = Reception {
                message: request.key().to_owned(),
                people: request.groups.clone(),
                file_identifier: request.get("file_identifier").to_owned(),
                date: request.get("confirmation_date").to_owned(),
                ready_at: second + 1,
            };
            if request.key() == "reference_number_upload" {
                for asked in &reception.people {
                    let reference = asked.get("reference_number").map_or("", String::as_str);
                    registered(centre, &card(asked, false), reference);
                }
            }
            centre.receptions.insert(number.clone(), reception);
            let body = [leaf("reception_number", number), leaf("received_at", now)];
            Body { body: body.into_iter().flatten().collect(), ..Body::default() }
        }
        key if key.ends_with("_download") => bulk(request, centre, faults, now, second),
        "service_use" => {
            let (part, code) = (request.get("use_institution_name"), request.get("use_wanted_institution"));
            let none = faults.happens(Fault::AddresseeNotClins, request.key());
            let rows = centre
                .institutions
                .iter()
                .filter(|(known, name, _)| (code.is_empty() || known == code) && name.contains(part))
                .map(|(code, name, uses)| {
                    let flag = if *uses && !none { "1" } else { "0" };
                    let row = [
                        leaf("institution", code),
                        leaf("use_institution_name", name),
                        leaf("use_address", "東京都見本市１－１"),
                        leaf("use_flag", flag),
                    ];
                    group("use_institution", row.into_iter().flatten().collect())
                });
            ok(vec![Some(group("use_institutions", rows.collect()))])
        }
        _ => Body::default(),
    }
}

/// Seconds for which the answers of a list are kept.
const KEPT: i64 = 7 * 24 * 3600;

const NOT_REGISTERED: (&str, &str) = ("OQSX0012E", "登録できる資格がありません。（見本）");

/// Whether a 照会番号 could be registered.
fn registered(centre: &mut Centre, card: &Card<'_>, reference: &str) -> bool {
    let Some(person) = centre.holder(card, true).map(|person| person.id.clone()) else { return false };
    *centre.registrations.entry(format!("{person}/{reference}")).or_default() += 1;
    centre.reference_numbers.insert(person, reference.to_owned());
    true
}

/// What the card reader pushes for a person.
pub(crate) fn face(person: &Person, centre: &Centre, faults: &mut Faults, now: &str) -> Body {
    let mut body = result(Some(person), centre, faults, "face_result", now);
    body.extend(leaf("prescription_issue", "2"));
    let header = [
        leaf("segment", "1"),
        leaf("reference_class", "1"),
        leaf("confirmation_date", &now[..8.min(now.len())]),
        leaf("processed_at", now),
    ];
    Body { header: header.into_iter().flatten().collect(), body, ..Body::default() }
}

pub(crate) fn ok(more: Vec<Option<Tree>>) -> Body {
    let body = leaf("status", "1").into_iter().chain(more.into_iter().flatten()).collect();
    Body { body, ..Body::default() }
}

pub(crate) fn refused(code: &str, message: &str) -> Body {
    let body = [leaf("status", "2"), leaf("status_code", code), leaf("status_message", message)];
    Body { body: body.into_iter().flatten().collect(), ..Body::default() }
}

fn result(
    person: Option<&Person>,
    centre: &Centre,
    faults: &mut Faults,
    message: &str,
    now: &str,
) -> Vec<Tree> {
    let validity = person.map_or("4", |person| person.validity.as_str());
    let mut body: Vec<Tree> = leaf("status", "1").into_iter().chain(leaf("validity", validity)).collect();
    if let Some(person) = person.filter(|_| validity != "3") {
        body.push(group("results", records(person, centre, faults, message, now)));
    }
    body
}

/// Every qualification of a person: 医療保険, another one of several, 医療扶助.
fn records(person: &Person, centre: &Centre, faults: &mut Faults, message: &str, now: &str) -> Vec<Tree> {
    let mut records = Vec::new();
    if !person.insurer_number.is_empty() {
        records.push(record(person, centre, faults, message, now));
    }
    if let Some(other) = &person.other_card {
        let [insurer_number, symbol, number, branch] = other.clone();
        let other = Person { insurer_number, symbol, number, branch, ..person.clone() };
        records.push(record(&other, centre, faults, message, now));
    }
    if person.assisted || faults.happens(Fault::TwoRecords, message) {
        records.push(assistance(person, centre, now));
    }
    records
}

fn record(person: &Person, centre: &Centre, faults: &mut Faults, message: &str, now: &str) -> Tree {
    let width = if faults.happens(Fault::ZeroPadded, message) {
        format!("{:0>8}", person.insurer_number)
    } else {
        format!("{:>8}", person.insurer_number)
    };
    let name = if faults.happens(Fault::MaruKanji, message) {
        marked(&person.name)
    } else {
        person.name_marked.clone()
    };
    let kana = if faults.happens(Fault::SmallKanaEnlarged, message) {
        enlarged(&person.kana)
    } else {
        person.kana.clone()
    };
    let address = if faults.happens(Fault::NoAddress, message) { "" } else { person.address.as_str() };
    let branch = if faults.happens(Fault::BranchMismatch, message) { "77" } else { person.branch.as_str() };
    let class =
        if person.insurer_number.len() == 8 && person.insurer_number.starts_with("39") { "" } else { "01" };
    let mut items: Vec<Tree> = [
        leaf("card_class", class),
        leaf("insurer_number", width),
        leaf("card_symbol", &person.symbol),
        leaf("card_number", &person.number),
        leaf("branch", branch),
        leaf("relation", "1"),
        leaf("name", name),
        leaf("kana", kana),
        leaf("sex", &person.sex),
        leaf("birth_date", &person.birth_date),
        leaf("address", address),
        leaf("postal_code", &person.postal_code),
        leaf("qualified_on", "20200401"),
        leaf("disqualified_on", if person.validity == "2" { "20260930" } else { "" }),
        leaf("loss_reason", if person.validity == "2" { "03" } else { "" }),
        leaf("copayment_ratio", if class.is_empty() { "010" } else { "" }),
        leaf("insurer_name", "文箱見本健康保険"),
        leaf("reference_number", centre.reference_numbers.get(&person.id).cloned().unwrap_or_default()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let expired = faults.happens(Fault::ConsentExpired, message);
    items.extend(consents(&person.id, centre, expired, now));
    if faults.happens(Fault::UnknownElement, message) {
        items.push(Tree::Raw("NewlyInventedElement", "新".to_owned()));
    }
    group("record", items)
}

fn consents(person: &str, centre: &Centre, expired: bool, now: &str) -> Vec<Tree> {
    let Some((kinds, until)) = centre.consents.get(person) else { return Vec::new() };
    let until = if expired { "20200101000000" } else { until.as_str() };
    KINDS
        .iter()
        .filter(|(kind, _)| kinds.iter().any(|given| given == kind))
        .flat_map(|(_, [flag, time, end])| [leaf(flag, "1"), leaf(time, now), leaf(end, until)])
        .flatten()
        .collect()
}

fn assistance(person: &Person, centre: &Centre, now: &str) -> Tree {
    let month = now.get(..6).unwrap_or_default();
    let ticket = [
        leaf("ticket_type", "01"),
        leaf("ticket_from", format!("{month}01")),
        leaf("ticket_to", format!("{month}28")),
        leaf("ticket_number", "900001"),
        leaf("ticket_month", month),
        leaf("ticket_institution_match", "0"),
        leaf("ticket_injury_1", "高血圧症"),
        leaf("ticket_treatment", "02"),
        leaf("ticket_self_pay", "0"),
        leaf("ticket_combined", if person.insurer_number.is_empty() { "01" } else { "02" }),
        leaf("ticket_infection", "02"),
    ];
    let items = [
        leaf("card_class", "A1"),
        leaf("insurer_number", "12131234"),
        leaf("card_number", &person.recipient_number),
        leaf("name", &person.name_marked),
        leaf("kana", &person.kana),
        leaf("birth_date", &person.birth_date),
        leaf("sex", &person.sex),
        leaf("address", &person.address),
        leaf("insurer_name", "見本市福祉事務所"),
    ];
    let tickets = group("tickets", vec![group("ticket", ticket.into_iter().flatten().collect())]);
    // Whoever has no other record gives the consents here.
    let own = if person.insurer_number.is_empty() {
        consents(&person.id, centre, false, now)
            .into_iter()
            .chain(leaf(
                "reference_number",
                centre.reference_numbers.get(&person.id).cloned().unwrap_or_default(),
            ))
            .collect()
    } else {
        Vec::new()
    };
    group("record", items.into_iter().flatten().chain(own).chain([tickets]).collect())
}

fn bulk(request: &Request, centre: &Centre, faults: &mut Faults, now: &str, second: i64) -> Body {
    let number = request.get("reception_number");
    let head = |segment: &str, more: Vec<Option<Tree>>| {
        [leaf("segment", segment), leaf("reception_number", number)]
            .into_iter()
            .chain(more)
            .flatten()
            .collect()
    };
    // A number of another family is none of this one's.
    let asked_by = request.key().replace("_download", "_upload");
    let Some(reception) = centre.receptions.get(number).filter(|one| one.message == asked_by).cloned() else {
        let said =
            vec![leaf("error_code", "OQSX0040E"), leaf("error_message", "受付番号がありません。（見本）")];
        return Body { header: head("9", said), ..Body::default() };
    };
    if second < reception.ready_at {
        return Body { header: head("2", Vec::new()), ..Body::default() };
    }
    if second > reception.ready_at + KEPT {
        let said = vec![
            leaf("error_code", "OQSX0041E"),
            leaf("error_message", "結果の保存期間が過ぎています。（見本）"),
        ];
        return Body { header: head("9", said), ..Body::default() };
    }
    let units: Vec<Tree> = match request.key() {
        "bulk_check_download" => {
            let card = |asked| card(asked, true);
            reception
                .people
                .iter()
                .map(|asked| {
                    let person = centre.holder(&card(asked), false);
                    unit(Some(asked), person, centre, faults, request.key(), now)
                })
                .collect()
        }
        "reference_number_download" => reception
            .people
            .iter()
            .map(|asked| {
                let reference = asked.get("reference_number").map_or("", String::as_str);
                let mut items: Vec<Tree> = leaf("reference_number", reference).into_iter().collect();
                if centre.holder(&card(asked, false), true).is_some() {
                    items.extend(leaf("status", "1"));
                } else {
                    let (code, message) = NOT_REGISTERED;
                    let said =
                        [leaf("status", "2"), leaf("status_code", code), leaf("status_message", message)];
                    items.extend(said.into_iter().flatten());
                }
                group("registered_unit", items)
            })
            .collect(),
        key => {
            let month = reception.people.first().and_then(|asked| asked.get("ticket_month"));
            let at = month.map_or(now.to_owned(), |month| format!("{month}01090000"));
            let ids = listed(&reception, key, centre);
            let people = ids.iter().filter_map(|id| centre.person(id));
            people.map(|person| unit(None, Some(person), centre, faults, key, &at)).collect()
        }
    };
    let bad = |tree: &Tree| matches!(tree, Tree::Group(_, items) if items.iter().any(|item| matches!(item, Tree::Leaf("status", text) if text == "2")));
    let errors = units.iter().filter(|tree| bad(tree)).count();
    let counts = vec![
        leaf("confirmation_date", &reception.date),
        leaf("file_identifier", &reception.file_identifier),
        leaf("results_total", units.len().to_string()),
        leaf("results_normal", (units.len() - errors).to_string()),
        leaf("results_error", errors.to_string()),
    ];
    Body { header: head("1", counts), body: units, zipped: true, ..Body::default() }
}

fn card(asked: &BTreeMap<String, String>, born: bool) -> Card<'_> {
    let get = |key: &str| asked.get(key).map_or("", String::as_str);
    Card {
        insurer_number: get("insurer_number"),
        symbol: get("card_symbol"),
        number: get("card_number"),
        branch: get("branch"),
        birth_date: born.then(|| get("birth_date")),
    }
}

/// Who belongs to a list that is asked for by a range of days or a month.
fn listed(reception: &Reception, key: &str, centre: &Centre) -> Vec<String> {
    let get =
        |key: &str| reception.people.first().and_then(|asked| asked.get(key)).map_or("", String::as_str);
    if key == "assistance_download" {
        return centre.people.iter().filter(|one| one.assisted).map(|one| one.id.clone()).collect();
    }
    let range = |from: &str, to: &str| {
        let (from, to) = (get(from), get(to));
        (!from.is_empty()).then(|| from.to_owned()..=to.to_owned())
    };
    let days = range("consented_from", "consented_to").or_else(|| range("examined_from", "examined_to"));
    let ours = |one: &&Remote| {
        one.setting == get("care_setting") && days.as_ref().is_some_and(|days| days.contains(&one.day))
    };
    let mut found: Vec<String> = centre.remote.iter().filter(ours).map(|one| one.person.clone()).collect();
    found.sort();
    found.dedup();
    found
}

fn unit(
    asked: Option<&BTreeMap<String, String>>,
    person: Option<&Person>,
    centre: &Centre,
    faults: &mut Faults,
    message: &str,
    now: &str,
) -> Tree {
    let mut unit: Vec<Tree> = asked.map(echo).into_iter().collect();
    unit.extend(leaf("status", "1"));
    unit.extend(leaf("validity", person.map_or("4", |person| person.validity.as_str())));
    if let Some(person) = person.filter(|person| person.validity != "3") {
        unit.extend(records(person, centre, faults, message, now));
        unit.extend(leaf(
            "reference_number",
            centre.reference_numbers.get(&person.id).cloned().unwrap_or_default(),
        ));
    }
    group("unit", unit)
}

fn echo(asked: &BTreeMap<String, String>) -> Tree {
    const KEYS: [&str; 7] = [
        "insurer_number",
        "card_symbol",
        "card_number",
        "branch",
        "birth_date",
        "limit_consent",
        "person_identifier",
    ];
    let items = KEYS.iter().filter_map(|key| leaf(key, asked.get(*key)?.clone()));
    group("search_echo", items.collect())
}

/// The first character as the system writes what it does not have.
fn marked(name: &str) -> String {
    let mut rest = name.chars();
    rest.next();
    format!("●{}", rest.as_str())
}

fn enlarged(kana: &str) -> String {
    let large = |c| match c {
        'ｬ' => 'ﾔ',
        'ｭ' => 'ﾕ',
        'ｮ' => 'ﾖ',
        'ｯ' => 'ﾂ',
        'ｧ' => 'ｱ',
        'ｨ' => 'ｲ',
        'ｩ' => 'ｳ',
        'ｪ' => 'ｴ',
        'ｫ' => 'ｵ',
        other => other,
    };
    kana.chars().map(large).collect()
}
