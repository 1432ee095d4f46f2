//! One resource: what all of them share, and which reader takes it.

use super::{
    attachment,
    document::{Fact, Item, Row},
    elements::{narrative, shape},
    fields::{Fields, Scan, Step},
    index::title,
    json::Node,
    people, rows,
};
use domain::core6::Flags;

/// Reads a resource; `section` is the code of the section that names it, if one does.
pub(super) fn item<'n>(node: &'n Node<'n>, scan: &mut Scan<'n>, section: Option<&str>) -> Item {
    let outer = (
        std::mem::take(&mut scan.facts),
        std::mem::take(&mut scan.technical),
        std::mem::take(&mut scan.rest),
        scan.contained.len(),
        scan.attachments.len(),
    );
    let mut item = Item::default();
    scan.object(node, |fields, scan| {
        let kind = fields.text("resourceType").unwrap_or_default();
        item.label = scan.words.resource(kind).to_owned();
        item.resource = kind.to_owned();
        item.title = title(node);
        scan.contained.extend(fields.peek("contained").map(Node::elements).unwrap_or_default());
        let text = narrative(fields, scan, "text");
        scan.fact("説明文", text);
        typed((kind, node), fields, scan, section, &mut item);
        envelope(fields, scan);
        inside(fields, scan);
        people::extensions(fields, scan, |_, _, _| false);
        describe(fields, scan, "");
    });
    scan.contained.truncate(outer.3);
    item.attachments = (outer.4..scan.attachments.len()).collect();
    item.facts = std::mem::replace(&mut scan.facts, outer.0);
    item.technical = std::mem::replace(&mut scan.technical, outer.1);
    item.rest = std::mem::replace(&mut scan.rest, outer.2);
    let place = match (item.label.as_str(), item.title.as_str()) {
        ("", _) => "種類のわからない情報".to_owned(),
        (label, "") => label.to_owned(),
        (label, title) => format!("{label}「{title}」"),
    };
    item.rest.iter_mut().for_each(|leftover| leftover.place.clone_from(&place));
    item
}

fn typed<'n>(
    (kind, node): (&str, &'n Node<'n>),
    fields: &mut Fields<'n>,
    scan: &mut Scan<'n>,
    section: Option<&str>,
    item: &mut Item,
) {
    let row = |row: Option<Row>| row.map(Box::new);
    for name in ["subject", "patient"] {
        rows::about_patient(fields, scan, name);
    }
    match kind {
        "Patient" => item.person = Some(Box::new(people::person(fields, scan))),
        "Practitioner" | "RelatedPerson" => {
            item.person = Some(Box::new(people::person(fields, scan)));
            people::qualifications(fields, scan);
        }
        "Organization" => item.place = Some(Box::new(people::place(fields, scan))),
        "Condition" => item.row = row(rows::condition::read(fields, scan)),
        "AllergyIntolerance" => item.row = row(rows::allergy::read(fields, scan)),
        "Observation" => item.row = row(rows::observation::read(fields, scan, section)),
        "MedicationRequest" => item.row = row(rows::medication::read(fields, scan)),
        "FamilyMemberHistory" => item.family = Some(Box::new(rows::family::read(node, scan))),
        "DocumentReference" => attachment::reference(fields, scan),
        "Binary" => attachment::binary(fields, scan),
        "Bundle" => attachment::bundle(fields, scan),
        _ => {}
    }
}

/// Ids, profiles and times of the resource itself, and flags that nobody took.
pub(super) fn envelope<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) {
    for (name, label) in [("id", "リソースID"), ("language", "言語"), ("implicitRules", "規則")] {
        scan.detail(label, fields.text(name).unwrap_or_default());
    }
    fields.object(scan, "meta", |meta, scan| {
        for (name, label) in [("lastUpdated", "更新日時"), ("versionId", "版"), ("source", "出どころ")]
        {
            scan.detail(label, meta.text(name).unwrap_or_default());
        }
        for (name, label) in [("profile", "プロファイル"), ("tag", "タグ"), ("security", "取り扱い")]
        {
            meta.nodes(scan, name, |node, scan| match shape(node, scan) {
                Some(text) => scan.detail(label, text),
                None => scan.keep(node),
            });
        }
    });
    if fields.peek("identifier").is_some() {
        let own = scan.words.guide.identifiers.resource.as_str();
        fields.nodes(scan, "identifier", |node, scan| {
            let resource = node.field("system").and_then(Node::text) == Some(own);
            match shape(node, scan) {
                Some(text) if resource => scan.detail("リソース番号", text),
                Some(text) => scan.fact("番号", text),
                None => scan.keep(node),
            }
        });
    }
}

/// The flags of the national service among `meta.tag`; other tags stay for [`envelope`].
pub(super) fn flags<'n>(fields: &Fields<'n>, scan: &Scan<'n>) -> Flags {
    let guide = scan.words.guide;
    let tags = fields.peek("meta").and_then(|meta| meta.field("tag")).map(Node::elements).unwrap_or_default();
    let has = |code: &str| {
        tags.iter().any(|tag| {
            let part = |name| tag.field(name).and_then(Node::text);
            part("system") == Some(&guide.systems.flag) && part("code") == Some(code)
        })
    };
    Flags {
        uninformed: has(&guide.flags.uninformed),
        undelivered: has(&guide.flags.undelivered),
        long_term: has(&guide.flags.long_term),
    }
}

/// Resources inside this one: they explain its references, so what they say stands among the technical details.
fn inside<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) {
    fields.nodes(scan, "contained", |node, scan| {
        let inner = item(node, scan, None);
        let label = &inner.label;
        scan.detail(label, inner.title.as_str());
        if let Some(person) = &inner.person {
            scan.detail(label, format!("{} {}", person.name.joined(" "), person.kana.joined(" ")).trim());
            scan.detail(label, person.birth_date.map(|day| day.to_string()).unwrap_or_default());
            scan.detail(label, person.sex.map(|sex| sex.label()).unwrap_or_default());
            for part in [&person.postal_code, &person.address, &person.phone] {
                scan.detail(label, part.as_str());
            }
            for (institution, number) in &person.chart_numbers {
                scan.detail(label, format!("{institution} {number}"));
            }
        }
        if let Some(place) = &inner.place {
            let parts = [
                &place.code,
                &place.name,
                &place.department,
                &place.postal_code,
                &place.address,
                &place.phone,
                &place.fax,
            ];
            parts.into_iter().for_each(|part| scan.detail(label, part.as_str()));
        }
        for Fact { label: name, text } in inner.facts.into_iter().chain(inner.technical) {
            scan.technical.push(Fact::new(format!("{label}・{name}"), text));
        }
        scan.rest.extend(inner.rest);
    });
}

/// What is left, as labelled facts where we know what the element is called and can say all of it in a line.
pub(super) fn describe<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>, prefix: &str) {
    for field in fields.untaken() {
        let name: &'n str = &field.name;
        if attachment::is_attachment(&field.value) {
            fields.each(scan, name, attachment::attachment);
            continue;
        }
        let Some(label) = scan.words.label(name) else { continue };
        let label = if prefix.is_empty() { label.to_owned() } else { format!("{prefix}・{label}") };
        let text = scan.at(Step::Name(name), |scan| shape(&field.value, scan));
        match (text, &field.value) {
            (Some(text), _) => {
                fields.take(name);
                let words = scan.words.value(&text).to_owned();
                scan.fact(&label, words);
            }
            (None, Node::Object(_)) => {
                fields.object(scan, name, |inner, scan| deeper(inner, scan, &label));
            }
            (None, Node::List(values)) if values.iter().all(|value| matches!(value, Node::Object(_))) => {
                fields.each(scan, name, |inner, scan| deeper(inner, scan, &label));
            }
            _ => {}
        }
    }
}

fn deeper<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>, label: &str) {
    people::extensions(fields, scan, |_, _, _| false);
    describe(fields, scan, label);
}
