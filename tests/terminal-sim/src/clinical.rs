//! CIS: documents, attachments, 5情報, masters. Checks what the service is known to check: sizes, types, one resource
//! type per report, and that the insurance named is the person's, 枝番 included.

use crate::{
    centre::{Centre, Document, one_width},
    eligibility::{ok, refused},
    faults::{Fault, Faults},
    people::Person,
    request::Request,
    write::{Body, Tree, group, leaf},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value;
use std::collections::BTreeMap;

/// Largest packed file.
const LARGEST: usize = 10_485_760;

pub(crate) fn answer(request: &Request, centre: &mut Centre, faults: &mut Faults, now: &str) -> Body {
    // What the addressee took long ago is not known any more; a registration under its number would be new.
    let wanted = request.get("document_identifier");
    if request.key() != "document_register" && centre.documents.get(wanted).is_some_and(|one| one.gone) {
        return refused("CISXN001E", "その文書は登録されていません。（見本）");
    }
    match request.key() {
        "document_register" | "checkup_report_register" | "care_plan_register" => {
            let identifier = request.get("document_identifier").to_owned();
            register(request, centre, faults, &identifier, now)
        }
        "document_change" | "checkup_report_change" | "care_plan_change" => {
            let old = request.get("document_identifier").to_owned();
            let known = centre.documents.get(&old).filter(|document| document.family == family(request));
            match known.map(|document| document.status.clone()).as_deref() {
                Some("3") => return refused("CISXT001E", "あて先がすでに取得しています。（見本）"),
                Some("1" | "2") => {}
                _ => return refused("CISXN001E", "変更する文書がありません。（見本）"),
            }
            let new = request.get("new_document_identifier").to_owned();
            let body = register(request, centre, faults, &new, now);
            // In one step or not at all.
            let done = body.body.iter().any(|tree| matches!(tree, Tree::Leaf("status", text) if text == "1"));
            if done
                && new != old
                && let Some(document) = centre.documents.get_mut(&old)
            {
                "9".clone_into(&mut document.status);
            }
            body
        }
        "document_cancel" | "checkup_report_cancel" | "care_plan_cancel" => {
            let Some(person) = centre.holder(&request.card(), true).map(|person| person.id.clone()) else {
                return no_person();
            };
            let known = centre.documents.get_mut(request.get("document_identifier"));
            match known.filter(|document| document.family == family(request)) {
                Some(document) if document.person != person => no_person(),
                Some(document) if document.status == "3" => {
                    refused("CISXT001E", "あて先がすでに取得しています。（見本）")
                }
                Some(document) => {
                    "9".clone_into(&mut document.status);
                    ok(vec![
                        leaf("document_identifier", request.get("document_identifier")),
                        leaf("document_status", "9"),
                    ])
                }
                None => refused("CISXN001E", "その文書は登録されていません。（見本）"),
            }
        }
        "document_status" => match centre.documents.get(request.get("document_identifier")) {
            Some(document) => ok(vec![
                leaf("document_identifier", request.get("document_identifier")),
                leaf("document_status", &document.status),
            ]),
            None => refused("CISXN001E", "その文書は登録されていません。（見本）"),
        },
        "document_list" => {
            let (from, to) = (request.get("from_date"), request.get("to_date"));
            let rows = centre.documents.iter().filter(|(_, document)| {
                let day = document.registered_at.get(..8).unwrap_or_default();
                document.destination == request.get("institution")
                    && matches!(document.status.as_str(), "1" | "2")
                    && (from..=to).contains(&day)
            });
            let rows = rows.map(|(identifier, document)| listed(identifier, document, centre)).collect();
            ok(vec![Some(group("documents", rows))])
        }
        "document_get" => get(request, centre),
        "attachment_register" => {
            let packed = request.get("attachment").to_owned();
            if packed.len() > LARGEST {
                return too_large();
            }
            match centre.documents.get_mut(request.get("document_identifier")) {
                Some(document) => {
                    let file = (request.get("attachment_name").to_owned(), packed);
                    document.attachments.insert(request.get("attachment_id").to_owned(), file);
                    ok(vec![
                        leaf("document_identifier", request.get("document_identifier")),
                        leaf("attachment_id", request.get("attachment_id")),
                    ])
                }
                None => refused("CISXN001E", "その文書は登録されていません。（見本）"),
            }
        }
        "attachment_get" => {
            let wanted = request.get("attachment_id");
            match centre.documents.values().find_map(|document| document.attachments.get(wanted)) {
                Some((name, packed)) => ok(vec![
                    leaf("attachment_id", wanted),
                    leaf("attachment_name", name),
                    leaf("attachment", packed),
                ]),
                None => refused("CISXN001E", "その添付は登録されていません。（見本）"),
            }
        }
        "core6_register" | "core6_change" => report(request, centre, faults),
        "core6_cancel" => {
            let identifier = request.get("bundle_identifier");
            match centre.holder(&request.card(), true).is_some().then(|| centre.clinical.remove(identifier)) {
                None => no_person(),
                Some(None) => refused("CISXN001E", "その報告は登録されていません。（見本）"),
                Some(Some(_)) => ok(vec![leaf("bundle_identifier", identifier)]),
            }
        }
        "master_files" => {
            let file = STANDARD.encode("コード,名称\n8843871,高血圧症\n");
            let items = [
                leaf("master_kind", "disease"),
                leaf("master_version", "20261001"),
                leaf("master_name", "disease.csv"),
                leaf("master_file", file),
            ];
            let row = group("master", items.into_iter().flatten().collect());
            ok(vec![Some(group("masters", vec![row]))])
        }
        _ => Body::default(),
    }
}

/// What is pushed when a person consents at the reader that a letter is read.
pub(crate) fn consent(identifier: &str, centre: &mut Centre, now: &str) -> Option<Body> {
    let document = centre.documents.get_mut(identifier)?;
    "2".clone_into(&mut document.status);
    let person = document.person.clone();
    let person = centre.person(&person)?;
    let body = [
        leaf("document_identifier", identifier),
        leaf("read_consent", "1"),
        leaf("read_consent_time", now),
        leaf("insurer_number", format!("{:>8}", person.insurer_number)),
        leaf("card_symbol", &person.symbol),
        leaf("card_number", &person.number),
        leaf("branch", &person.branch),
        leaf("birth_date", &person.birth_date),
    ];
    Some(Body { body: body.into_iter().flatten().collect(), ..Body::default() })
}

/// `document`, `checkup_report` or `care_plan`.
fn family(request: &Request) -> &str {
    request.key().rsplit_once('_').map_or("", |(family, _)| family)
}

fn register(
    request: &Request,
    centre: &mut Centre,
    faults: &mut Faults,
    identifier: &str,
    now: &str,
) -> Body {
    let packed = request.get("document");
    if packed.len() > LARGEST {
        return too_large();
    }
    let faulty = faults.happens(Fault::BranchMismatch, request.key());
    let Some(holder) = centre.holder(&request.card(), true).filter(|_| !faulty).cloned() else {
        return no_person();
    };
    let destination = request.get("destination").to_owned();
    let unused = faults.happens(Fault::AddresseeNotClins, request.key());
    if !destination.is_empty() && (unused || !centre.uses(&destination)) {
        return refused("CISXD001E", "あて先はこのサービスを利用していません。（見本）");
    }
    if let Some(place) = fault_of_document(packed, request, identifier, &holder) {
        return invalid(&place);
    }
    let letter = family(request) == "document";
    let status = match (faults.happens(Fault::TakenThenDeleted, request.key()), request.get("read_consent")) {
        (true, _) if letter => "3",
        (_, "0") => "1",
        _ => "2",
    };
    if centre.documents.get(identifier).is_some_and(|earlier| earlier.person != holder.id) {
        return refused("CISXQ001E", "同じ識別子でほかの方の文書が登録されています。（見本）");
    }
    let earlier = centre.documents.remove(identifier);
    let document = Document {
        family: family(request).to_owned(),
        kind: request.get("document_type").to_owned(),
        person: holder.id,
        source: request.get("institution").to_owned(),
        destination,
        status: status.to_owned(),
        registered_at: now.to_owned(),
        packed: packed.to_owned(),
        attachments: earlier.as_ref().map(|earlier| earlier.attachments.clone()).unwrap_or_default(),
        gone: status == "3",
        times: earlier.map_or(0, |earlier| earlier.times) + 1,
    };
    centre.documents.insert(identifier.to_owned(), document);
    ok(vec![leaf("document_identifier", identifier), leaf("document_status", status)])
}

fn get(request: &Request, centre: &mut Centre) -> Body {
    let identifier = request.get("document_identifier").to_owned();
    let us = request.get("institution").to_owned();
    let Some(document) = centre.documents.get_mut(&identifier).filter(|document| document.destination == us)
    else {
        return refused("CISXN001E", "その文書は登録されていません。（見本）");
    };
    if document.status == "1" {
        return refused("CISXN001E", "閲覧の同意がまだありません。（見本）");
    }
    "3".clone_into(&mut document.status);
    let document = document.clone();
    let mut rows = vec![
        leaf("document_identifier", identifier),
        leaf("document_type", &document.kind),
        leaf("document_status", &document.status),
    ];
    rows.extend(document.attachments.keys().map(|id| leaf("attachment_id", id)));
    if let Some(person) = centre.person(&document.person) {
        rows.extend([
            leaf("insurer_number", format!("{:>8}", person.insurer_number)),
            leaf("card_symbol", &person.symbol),
            leaf("card_number", &person.number),
            leaf("branch", &person.branch),
            leaf("birth_date", &person.birth_date),
        ]);
    }
    rows.push(leaf("document", &document.packed));
    ok(rows)
}

fn listed(identifier: &str, document: &Document, centre: &Centre) -> Tree {
    let person = centre.person(&document.person);
    let rows = [
        leaf("document_identifier", identifier),
        leaf("document_type", &document.kind),
        leaf("document_status", &document.status),
        leaf("registered_at", &document.registered_at),
        leaf("source", &document.source),
        leaf("source_name", centre.name_of(&document.source)),
        leaf("name", person.map(|person| person.name_marked.clone()).unwrap_or_default()),
        leaf("birth_date", person.map(|person| person.birth_date.clone()).unwrap_or_default()),
        leaf("attachment_count", document.attachments.len().to_string()),
    ];
    group("listed", rows.into_iter().flatten().collect())
}

fn report(request: &Request, centre: &mut Centre, faults: &mut Faults) -> Body {
    let packed = request.get("clinical");
    if packed.len() > LARGEST {
        return too_large();
    }
    let faulty = faults.happens(Fault::BranchMismatch, request.key());
    let Some(holder) = centre.holder(&request.card(), true).filter(|_| !faulty) else { return no_person() };
    if let Some(place) = fault_of_report(packed, request, holder) {
        return invalid(&place);
    }
    let identifier = request.get("bundle_identifier").to_owned();
    if request.key() == "core6_change" && !centre.clinical.contains_key(&identifier) {
        return refused("CISXN001E", "その報告は登録されていません。（見本）");
    }
    *centre.registrations.entry(identifier.clone()).or_default() += 1;
    centre.clinical.insert(identifier.clone(), packed.to_owned());
    ok(vec![leaf("bundle_identifier", identifier)])
}

fn too_large() -> Body {
    refused("CISXS001E", "ファイルが大きすぎます。（見本）")
}

fn no_person() -> Body {
    refused("CISXQ001E", "有効な被保険者番号を確認できません。（見本）")
}

fn invalid(place: &str) -> Body {
    let fault = [
        leaf("fault_code", "CISXV001E"),
        leaf("fault_message", "記録に誤りがあります。（見本）"),
        leaf("fault_location", place),
    ];
    let body = leaf("status", "2").into_iter().chain([group("fault", fault.into_iter().flatten().collect())]);
    Body { body: body.collect(), ..Body::default() }
}

fn bundle(packed: &str) -> Option<Value> {
    serde_json::from_slice(&STANDARD.decode(packed).ok()?).ok()
}

fn types(bundle: &Value) -> Vec<String> {
    let entries = bundle["entry"].as_array().map(Vec::as_slice).unwrap_or_default();
    entries
        .iter()
        .map(|entry| entry["resource"]["resourceType"].as_str().unwrap_or_default().to_owned())
        .collect()
}

/// Where a document is wrong, if it is.
fn fault_of_document(packed: &str, request: &Request, identifier: &str, holder: &Person) -> Option<String> {
    let Some(bundle) = bundle(packed) else { return Some("Bundle".to_owned()) };
    let fault = |wrong: bool, place: &str| wrong.then(|| place.to_owned());
    let kind = bundle["entry"][0]["resource"]["type"]["coding"][0]["code"].as_str();
    fault(bundle["resourceType"] != "Bundle", "Bundle")
        .or_else(|| fault(bundle["type"] != "document", "Bundle.type"))
        .or_else(|| {
            fault(
                types(&bundle).first().is_none_or(|first| first != "Composition"),
                "Bundle.entry[0].resource",
            )
        })
        // What stands in the file counts, where it stands there.
        .or_else(|| {
            fault(
                kind.is_some_and(|kind| kind != request.get("document_type")),
                "Bundle.entry[0].resource.type",
            )
        })
        .or_else(|| {
            let inside = bundle["identifier"]["value"].as_str();
            let other = inside.is_some_and(|inside| inside != identifier);
            fault(other || !is_number(identifier, request.get("institution")), "Bundle.identifier")
        })
        .or_else(|| other_person(&bundle, holder))
}

/// `医療機関コード^年^番号`, the code that of the sender.
fn is_number(identifier: &str, institution: &str) -> bool {
    let parts: Vec<&str> = identifier.split('^').collect();
    let [code, year, own] = parts.as_slice() else { return false };
    *code == institution
        && year.len() == 4
        && year.bytes().all(|b| b.is_ascii_digit())
        && (1..=36).contains(&own.len())
        && own.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// Where a bundle names another insurance than the person's, 枝番 included.
fn other_person(bundle: &Value, holder: &Person) -> Option<String> {
    let entries = bundle["entry"].as_array().map(Vec::as_slice).unwrap_or_default();
    let at = entries.iter().position(|entry| entry["resource"]["resourceType"] == "Patient")?;
    let identifiers = entries[at]["resource"]["identifier"].as_array()?;
    let value = identifiers
        .iter()
        .find(|one| one["system"].as_str().is_some_and(|system| system.ends_with("JP_Insurance_memberID")))?
        ["value"]
        .as_str()?;
    let own =
        [&holder.insurer_number, &holder.symbol, &holder.number, &holder.branch].map(|part| one_width(part));
    let told: Vec<String> = value.split(':').map(one_width).collect();
    let bare = |number: &str| number.trim_start_matches('0').to_owned();
    let same = told.len() == 4 && bare(&told[0]) == bare(&own[0]) && told[1..] == own[1..];
    (!same).then(|| format!("Bundle.entry[{at}].resource.identifier"))
}

/// Where a report of 5情報 is wrong, if it is.
fn fault_of_report(packed: &str, request: &Request, holder: &Person) -> Option<String> {
    let identifier = request.get("bundle_identifier");
    let Some(bundle) = bundle(packed) else { return Some("Bundle".to_owned()) };
    let fault = |wrong: bool, place: &str| wrong.then(|| place.to_owned());
    let types = types(&bundle);
    let rest: BTreeMap<&str, ()> = types.iter().skip(1).map(|one| (one.as_str(), ())).collect();
    fault(bundle["type"] != "collection", "Bundle.type")
        .or_else(|| fault(types.first().is_none_or(|first| first != "Patient"), "Bundle.entry[0].resource"))
        .or_else(|| fault(rest.len() != 1, "Bundle.entry"))
        .or_else(|| {
            let known =
                rest.keys().all(|one| ["AllergyIntolerance", "Condition", "Observation"].contains(one));
            fault(!known, "Bundle.entry[1].resource")
        })
        .or_else(|| {
            fault(
                bundle["identifier"]["value"].as_str().is_some_and(|inside| inside != identifier)
                    || !is_number(identifier, request.get("institution")),
                "Bundle.identifier",
            )
        })
        .or_else(|| other_person(&bundle, holder))
}
