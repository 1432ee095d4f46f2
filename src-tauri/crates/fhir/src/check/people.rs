//! Patient, Organization, Practitioner and Encounter (JP-CLINS §5.1, §5.7).

use super::{
    Checker, Kind,
    json::{Node, Object},
    path::At,
    row::extension,
    rules,
    time::{Precision, read},
};
use domain::{
    institution::InstitutionCode,
    text::{is_halfwidth_kana, is_katakana},
};

const CHART_NUMBER: &str = "urn:oid:1.2.392.100495.20.3.51.";
const PREFECTURE: &str =
    "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Organization_PrefectureNo";
const FEE_TABLE: &str =
    "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Organization_InsuranceOrganizationCategory";
const ORGANIZATION_CODE: &str =
    "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Organization_InsuranceOrganizationNo";

impl<'a> Checker<'a, '_> {
    pub(super) fn patient(&mut self, object: &'a Object<'a>, at: &At<'_>) {
        self.insurance(object, at);
        self.patient_names(object, at);
        match object.text("birthDate").map(read) {
            Some(Ok(date)) if date.precision < Precision::Day => {
                self.say(&rules::PATIENT_BIRTH, &at.field("birthDate"))
            }
            None if object.get("birthDate").is_none() => {
                self.say(&rules::PATIENT_BIRTH, &at.field("birthDate"))
            }
            _ => {}
        }
        if object.get("gender").is_none() {
            self.say(&rules::PATIENT_SEX, &at.field("gender"));
        }
        let mut addresses = object.objects("address");
        let place = at.field("address");
        match (addresses.next(), addresses.next()) {
            (None, _) => self.say(&rules::PATIENT_ADDRESS, &place),
            (_, Some((second, _))) => self.say(&rules::PATIENT_ADDRESS, &place.index(second)),
            (Some((i, address)), None) => {
                if address.get("text").is_none() {
                    self.say(&rules::PATIENT_ADDRESS, &place.index(i).field("text"));
                }
            }
        }
    }

    fn insurance(&mut self, object: &'a Object<'a>, at: &At<'_>) {
        let systems = &self.guide.identifiers;
        let (insured, public) = (systems.insured_person.as_str(), systems.public_assistance.as_str());
        let list = at.field("identifier");
        let (mut numbers, mut charts) = (0, 0);
        for (i, identifier) in object.objects("identifier") {
            let here = list.index(i);
            let value = identifier.text("value").unwrap_or_default();
            match identifier.text("system").unwrap_or_default() {
                system if system == insured => {
                    numbers += 1;
                    self.insured(value, &here.field("value"));
                }
                system if system == public => {
                    numbers += usize::from(self.since(1, 11));
                    if !is_assistance(value) {
                        self.say(&rules::PATIENT_ASSISTANCE_FORM, &here.field("value"));
                    }
                }
                system if system.starts_with(CHART_NUMBER) => {
                    charts += 1;
                    let number = system.strip_prefix(CHART_NUMBER).and_then(|rest| rest.strip_prefix('1'));
                    let place = here.field("system");
                    match number.filter(|number| InstitutionCode::parse(number).is_some()) {
                        None => self.say(&rules::PATIENT_CHART_NUMBER, &place),
                        Some(_) if charts > 1 => self.say(&rules::PATIENT_CHART_NUMBER, &place),
                        Some(number) => self.own_oid(number, &place),
                    }
                }
                _ => {}
            }
        }
        if numbers != 1 && self.scope.kind != Some(Kind::Checkup) {
            self.say(&rules::PATIENT_INSURANCE, &list);
        }
    }

    fn own_oid(&mut self, number: &str, at: &At<'_>) {
        if self.scope.institution.is_some_and(|own| own != number) {
            self.say(&rules::INSTITUTION_OID, at);
        }
    }

    fn insured(&mut self, value: &str, at: &At<'_>) {
        let parts: Vec<&str> = value.split(':').collect();
        let blank = |part: &str| part.contains('^') || part.chars().any(char::is_whitespace);
        let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
        let [insurer, symbol, number, branch] = parts[..] else {
            return self.say(&rules::PATIENT_INSURANCE_FORM, at);
        };
        let form = digits(insurer, 8)
            && !blank(symbol)
            && !blank(number)
            && !number.is_empty()
            && (branch.is_empty() || digits(branch, 2));
        if !form {
            return self.say(&rules::PATIENT_INSURANCE_FORM, at);
        }
        if [symbol, number].into_iter().any(is_mixed) {
            self.say(&rules::PATIENT_INSURANCE_WIDTH, at);
        }
        if branch == "00" {
            self.say(&rules::PATIENT_BRANCH, at);
        }
        if insurer.starts_with("39") && !symbol.is_empty() {
            self.say(&rules::PATIENT_ELDERLY, at);
        }
    }

    fn patient_names(&mut self, object: &'a Object<'a>, at: &At<'_>) {
        let list = at.field("name");
        let (mut written, mut kana) = (0, false);
        for (i, name) in object.objects("name") {
            let here = list.index(i);
            let form = extension(name, &self.guide.extensions.name_representation);
            let mut forms = name
                .objects("extension")
                .filter(|(_, it)| it.text("url") == Some(&self.guide.extensions.name_representation));
            if let Some((second, _)) = forms.nth(1) {
                let extensions = here.field("extension");
                self.say(&rules::PATIENT_NAME, &extensions.index(second));
            }
            match form.and_then(|(_, form)| form.text("valueCode")) {
                Some("IDE") => {
                    written += 1;
                    if written > 1 {
                        self.say(&rules::PATIENT_NAME, &here);
                    }
                    for part in ["text", "given"] {
                        if name.get(part).is_none() {
                            self.say_with(
                                &rules::PATIENT_NAME_PARTS,
                                &here.field(part),
                                [part_label(part).to_owned()],
                            );
                        }
                    }
                    if name.get("family").is_none() && !self.since(1, 12) {
                        self.say_with(&rules::PATIENT_NAME_PARTS, &here.field("family"), ["姓".to_owned()]);
                    }
                }
                Some("SYL") => {
                    kana = true;
                    let parts =
                        ["text", "family"].into_iter().filter_map(|part| Some((part, name.text(part)?)));
                    let bad = parts.into_iter().find(|(_, text)| !is_katakana(text));
                    if let Some((part, _)) = bad {
                        self.say(&rules::PATIENT_KANA, &here.field(part));
                    } else if super::strings(name.get("given")).any(|text| !is_katakana(text)) {
                        self.say(&rules::PATIENT_KANA, &here.field("given"));
                    }
                }
                _ => {}
            }
        }
        if written == 0 {
            self.say(&rules::PATIENT_NAME, &list);
        }
        if !kana {
            self.say(&rules::PATIENT_KANA, &list);
        }
    }

    pub(super) fn organization(&mut self, object: &'a Object<'a>, at: &At<'_>) {
        let system = self.guide.identifiers.institution.as_str();
        let list = at.field("identifier");
        let numbers: Vec<(usize, Option<&str>)> = object
            .objects("identifier")
            .filter(|(_, id)| id.text("system") == Some(system))
            .map(|(i, id)| (i, id.text("value")))
            .collect();
        match numbers[..] {
            [] if is_department(object) => {}
            [(_, Some(number))] => self.parts_agree(object, number, at),
            [(i, None)] => self.say(&rules::ORGANIZATION_NUMBER, &list.index(i).field("value")),
            [] => self.say(&rules::ORGANIZATION_NUMBER, &list),
            [_, (second, _), ..] => self.say(&rules::ORGANIZATION_NUMBER, &list.index(second)),
        }
        let addresses = at.field("address");
        for (i, address) in object.objects("address") {
            if address.get("text").is_none() {
                self.say(&rules::ORGANIZATION_ADDRESS, &addresses.index(i).field("text"));
            }
        }
    }

    /// Prefecture, fee table and code beside the ten digits say the same.
    fn parts_agree(&mut self, object: &Object<'_>, number: &str, at: &At<'_>) {
        let list = at.field("extension");
        let parts = [
            (PREFECTURE, number.get(..2)),
            (FEE_TABLE, number.get(2..3)),
            (ORGANIZATION_CODE, number.get(3..)),
        ];
        for (url, wanted) in parts {
            let Some((i, extension)) = extension(object, url) else { continue };
            let said = extension.object("valueCoding").and_then(|coding| coding.text("code")).or_else(|| {
                extension.object("valueIdentifier").and_then(|identifier| identifier.text("value"))
            });
            if said.is_some() && said != wanted {
                self.say(&rules::INSTITUTION_PARTS, &list.index(i));
            }
        }
    }

    pub(super) fn practitioner(&mut self, object: &'a Object<'a>, at: &At<'_>) {
        let list = at.field("identifier");
        for (i, identifier) in object.objects("identifier") {
            let system = identifier.text("system").unwrap_or_default();
            let Some(rest) = system.strip_prefix("urn:oid:1.2.392.100495.20.3.4") else { continue };
            // 41 doctor, 42 dentist, 43 pharmacist, then 1 and the institution.
            let number = rest.get(1..).and_then(|rest| rest.strip_prefix(".1"));
            let place = list.index(i);
            match number.filter(|number| InstitutionCode::parse(number).is_some()) {
                None => self.say(&rules::PRACTITIONER_OID, &place.field("system")),
                Some(number) if self.field == Some("doctor_id") => {
                    self.own_oid(number, &place.field("system"))
                }
                Some(_) => {}
            }
        }
    }

    pub(super) fn encounter(&mut self, object: &'a Object<'a>, at: &At<'_>) {
        if self.scope.kind == Some(Kind::DischargeSummary)
            && !matches!(object.get("period"), Some(Node::Object(_)))
        {
            self.say(&rules::ENCOUNTER_PERIOD, &at.field("period"));
        }
    }
}

/// 診療科 as an Organization of its own beside its institution, whose number it does not repeat.
pub(super) fn is_department(organization: &Object<'_>) -> bool {
    super::strings(organization.object("meta").and_then(|meta| meta.get("profile")))
        .any(|url| super::meta::claim(url).0.ends_with("JP_Organization_eCS_department"))
}

const fn part_label(part: &str) -> &'static str {
    match part.as_bytes() {
        b"given" => "名",
        _ => "氏名の全体",
    }
}

fn is_assistance(value: &str) -> bool {
    let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = value.split(':').collect();
    matches!(parts[..], [payer, "", number, ""] if digits(payer, 8)
        && number.chars().count() == 7 && !number.contains('^') && !number.chars().any(char::is_whitespace))
}

/// Half- and full-width in one part.
fn is_mixed(part: &str) -> bool {
    let half = |c: char| c.is_ascii_graphic() || is_halfwidth_kana(c);
    part.chars().any(half) && !part.chars().all(|c| c.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_assistance() {
        assert!(is_assistance("12131234::1234567:"));
        assert!(!is_assistance("12131234::123456:"));
        assert!(!is_assistance("12131234:1:1234567:"));
    }

    #[test]
    fn widths() {
        assert!(is_mixed("あ1") && is_mixed("ｱ1") && is_mixed("ｱ"));
        assert!(!is_mixed("12-3") && !is_mixed("あ１") && !is_mixed(""));
    }
}
