//! AllergyIntolerance: アレルギー and 薬剤禁忌 (JP-CLINS §5.3).

use super::{
    condition::{add_line, day},
    day_after, notes, status,
};
use crate::read::{
    document::Row,
    elements::{concept, names},
    fields::{Fields, Scan},
    item::{describe, flags},
};
use domain::core6::{
    Body,
    allergy::{Allergy, AllergyCategory, Criticality},
    code::{self, CodeSystem},
};

const CLINICAL: &str = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical";
const VERIFICATION: &str = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification";

/// `None` where it names no substance: then everything stays a fact.
pub(crate) fn read<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) -> Option<Row> {
    if !names(fields.peek("code")) {
        return None;
    }
    let flags = flags(fields, scan);
    let substance = fields.object(scan, "code", concept)?;
    let text = substance.words().to_owned();
    let codes = substance.codes;
    let (clinical, _) =
        status(fields, scan, ("clinicalStatus", "状態"), CLINICAL, &["active", "inactive", "resolved"]);
    let (verification, _) = status(
        fields,
        scan,
        ("verificationStatus", "確からしさ"),
        VERIFICATION,
        &["confirmed", "refuted", "entered-in-error"],
    );
    let void = match verification {
        Some("refuted") => {
            scan.fact("確からしさ", "否定されたアレルギー");
            true
        }
        Some("entered-in-error") => {
            scan.fact("確からしさ", "誤って登録されたアレルギー");
            true
        }
        _ => false,
    };
    let category = category(fields, scan, &codes);
    let criticality = fields.word("criticality", Criticality::parse);
    let onset = day(fields, scan, "onsetDateTime", "発症日時");
    let mut ended = None;
    let mut note = notes(fields, scan, |text| {
        ended = ended.or_else(|| day_after(text, "終了日"));
        day_after(text, "終了日").is_some()
    });
    if ended.is_none() && matches!(clinical, Some("inactive" | "resolved")) {
        add_line(&mut note, "終了したアレルギー（日付の記載なし）");
    }
    let reaction = reaction(fields, scan);
    let body = Allergy { category, text, codes, reaction, criticality, onset, ended, flags, note };
    Some(Row { body: Body::Allergy(body), void })
}

/// The first known category; one that is missing is told by the code.
fn category<'n>(
    fields: &mut Fields<'n>,
    scan: &mut Scan<'n>,
    codes: &[domain::core6::code::Code],
) -> AllergyCategory {
    let mut found = None;
    fields.nodes(scan, "category", |node, scan| {
        let known = node.text().and_then(AllergyCategory::parse).filter(|_| found.is_none());
        match (known, node.text()) {
            (Some(category), _) => found = Some(category),
            (None, Some(text)) => scan.fact("区分", text),
            (None, None) => scan.keep(node),
        }
    });
    found.unwrap_or_else(|| {
        if code::any(codes, &[CodeSystem::AllergenFood]) {
            AllergyCategory::Food
        } else if code::any(codes, &[CodeSystem::AllergenDrugBrand, CodeSystem::AllergenDrugGeneral]) {
            AllergyCategory::Medication
        } else {
            AllergyCategory::Other
        }
    })
}

/// What was seen, in words.
fn reaction<'n>(fields: &mut Fields<'n>, scan: &mut Scan<'n>) -> String {
    let mut words: Vec<&str> = Vec::new();
    fields.each(scan, "reaction", |reaction, scan| {
        reaction.each(scan, "manifestation", |manifestation, scan| {
            crate::read::people::extensions(manifestation, scan, |_, _, _| false);
            let seen = concept(manifestation, scan);
            words.push(seen.words());
        });
        if let Some(description) = reaction.text("description") {
            words.push(description);
        }
        let severity = reaction.word("severity", |severity| match severity {
            "mild" => Some("軽度"),
            "moderate" => Some("中等度"),
            "severe" => Some("重度"),
            _ => None,
        });
        scan.fact("反応の程度", severity.unwrap_or_default());
        describe(reaction, scan, "反応");
    });
    words.retain(|word| !word.is_empty());
    words.join("、")
}
