//! What a version of the guide (JP-CLINS) calls things. The facts stand in `profiles/*.toml`; this file only
//! reads them.

mod cardinality;

pub use cardinality::{Cardinalities, Cardinality};

use domain::{
    core6::{
        code::CodeSystem,
        lab_item::{self, LabList, ValueKind},
    },
    letter::{FamilyRelation, LetterSubtype},
};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

/// The versions of the guide that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum GuideVersion {
    /// 1.10.0 of 2025-01-29.
    V1_10_0,
    /// 1.12.0 of 2026-02-16.
    #[default]
    V1_12_0,
}

/// What every version shares.
const SHARED: &str = include_str!("../profiles/clins.toml");

impl GuideVersion {
    /// Every version, oldest first.
    pub const ALL: &'static [Self] = &[Self::V1_10_0, Self::V1_12_0];

    /// The number: `1.12.0`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V1_10_0 => "1.10.0",
            Self::V1_12_0 => "1.12.0",
        }
    }

    /// The version with this number.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|version| version.as_str() == text)
    }

    /// What this version calls things.
    ///
    /// # Errors
    /// [`GuideError`] when the data built into the program is damaged, which the tests rule out.
    pub fn guide(self) -> Result<&'static Guide, &'static GuideError> {
        type Read = LazyLock<Result<Guide, GuideError>>;
        static V1_10_0: Read =
            Read::new(|| Guide::read(SHARED, include_str!("../profiles/clins-1.10.0.toml")));
        static V1_12_0: Read =
            Read::new(|| Guide::read(SHARED, include_str!("../profiles/clins-1.12.0.toml")));
        match self {
            Self::V1_10_0 => V1_10_0.as_ref(),
            Self::V1_12_0 => V1_12_0.as_ref(),
        }
    }
}

/// Why a profile file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum GuideError {
    /// Not the TOML that we expect.
    #[error("the profile data cannot be read: {0}")]
    Form(String),
    /// A word of the domain has no URL.
    #[error("the profile data has no URL for the code system {0}")]
    CodeSystem(&'static str),
    /// A word of the domain has no code.
    #[error("the profile data has no category for letters of the subtype {0}")]
    Category(&'static str),
    /// A word of the domain has no code.
    #[error("the profile data has no code for the family relation {0}")]
    Relation(&'static str),
}

/// Everything that one version of the guide names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// The version's number.
    pub version: String,
    /// The largest transmission, in bytes.
    pub transmission_bytes: usize,
    /// Canonical URLs.
    pub profiles: Profiles,
    /// Identifier systems.
    pub identifiers: Identifiers,
    /// Extension URLs.
    pub extensions: Extensions,
    code_systems: BTreeMap<String, String>,
    /// Systems that rows do not carry themselves.
    pub systems: Systems,
    /// Codes that are always the same.
    pub fixed: Fixed,
    /// Fixed words of documents.
    pub document: DocumentWords,
    /// Fixed words of a 患者サマリー（療養計画書）.
    pub care_plan_summary: CarePlanSummaryWords,
    document_categories: BTreeMap<String, CodeName>,
    family_relations: BTreeMap<String, CodeName>,
    /// `meta.tag` codes.
    pub flags: FlagCodes,
    /// How often elements may stand where the versions disagree.
    pub cardinality: Cardinalities,
    /// Sections of a 診療情報提供書.
    pub sections: Sections,
    units: BTreeMap<String, String>,
    /// Unit codes by [`unit_key`] of the name.
    #[serde(skip)]
    units_by_key: HashMap<String, String>,
    /// Result tables of qualitative values by the word of domain::core6::lab_item::ValueKind.
    result_tables: BTreeMap<String, ResultTable>,
}

/// A table of result words (JP-CLINS §5.4); the code of a word is its place, from 1.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultTable {
    /// Its code system.
    pub system: String,
    /// The words in order.
    pub words: Vec<String>,
}

macro_rules! strings {
    ($( $(#[$doc:meta])* $name:ident { $( $(#[$fdoc:meta])* $field:ident, )+ } )+) => {$(
        $(#[$doc])*
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $( $(#[$fdoc])* pub $field: String, )+ }
    )+};
}

strings! {
    /// Canonical URLs of profiles, without a version.
    Profiles {
        /// JP_Bundle_eReferral.
        bundle_referral,
        /// JP_Bundle_CLINS, of the 5情報.
        bundle_information,
        /// JP_Composition_eReferral.
        composition_referral,
        /// JP_Bundle_ePCS.
        bundle_care_plan_summary,
        /// JP_Composition_ePCS.
        composition_care_plan_summary,
        /// JP_CarePlan_ePCS.
        care_plan_summary,
        /// JP_Patient_eCS.
        patient,
        /// JP_Practitioner_eCS.
        practitioner,
        /// JP_Organization_eCS.
        organization,
        /// JP_Organization_eCS_department.
        organization_department,
        /// JP_Encounter_eCS.
        encounter,
        /// JP_DocumentReference_eCS.
        document_reference,
        /// JP_FamilyMemberHistory_eCS.
        family_history,
        /// JP_Condition_eCS.
        condition,
        /// JP_AllergyIntolerance_eCS.
        allergy,
        /// JP_Observation_LabResult_eCS.
        lab_result,
        /// JP_MedicationRequest_eCS.
        medication_request,
        /// What a contained Encounter claims, never with a version.
        contained_encounter,
        /// What a contained Practitioner claims, never with a version.
        contained_practitioner,
    }

    /// Identifier systems; a `_prefix` is followed by the ten-digit institution number.
    Identifiers {
        /// 報告単位.
        bundle,
        /// リソース一意識別ID; also of the Composition.
        resource,
        /// Ten-digit institution number.
        institution,
        /// 被保険者個人識別子.
        insured_person,
        /// 生活保護.
        public_assistance,
        /// 患者番号.
        chart_number_prefix,
        /// Doctor's id at the site.
        doctor_prefix,
        /// Dentist's id at the site.
        dentist_prefix,
        /// 医籍登録番号.
        medical_registration,
        /// RP number.
        rp_number,
        /// Order in the RP.
        rp_order,
    }

    /// Extension URLs.
    Extensions {
        /// Institution number of a 6情報 resource.
        institution,
        /// 診療科.
        department,
        /// 主傷病.
        diagnosis_type,
        /// 前置修飾語.
        disease_prefix,
        /// 後置修飾語.
        disease_postfix,
        /// 投与開始日.
        period_of_use,
        /// 頓用回数.
        expected_repeat_count,
        /// IDE or SYL of a name.
        name_representation,
        /// 版数 of a document.
        document_version,
    }

    /// Systems that rows do not carry themselves.
    Systems {
        /// Subtypes of documents.
        document_category,
        /// 続柄.
        family_relation,
        /// Section codes.
        section,
        /// 未告知・未提供・長期保存.
        flag,
        /// 医薬品単位略号.
        merit9_unit,
        /// JAMI 補足用法.
        usage_additional,
        /// JAMI 用法詳細区分.
        usage_method,
        /// JAMI 外用部位.
        body_site,
        /// Which resource type a bundle of the 5情報 holds.
        bundle_resource,
        /// UCUM.
        ucum,
    }

    /// Fixed words of documents.
    DocumentWords {
        /// Composition.title.
        title,
        /// Composition.event.code.text.
        event,
        /// What follows the title in the display of a section's code.
        section_display_suffix,
        /// What a specimen is called whose kind is not known.
        specimen_unknown,
        /// What a department is called that is not known.
        department_unknown,
    }

    /// `meta.tag` codes.
    FlagCodes {
        /// 長期保存.
        long_term,
        /// 未告知.
        uninformed,
        /// 未提供.
        undelivered,
    }

    /// A code that is always the same.
    FixedCode {
        /// System.
        system,
        /// Code.
        code,
        /// Display.
        display,
    }

    /// A code whose system stands elsewhere.
    CodeName {
        /// Code.
        code,
        /// Display.
        display,
    }

    /// A section.
    SectionName {
        /// Code.
        code,
        /// Fixed title.
        title,
    }
}

macro_rules! named {
    ($(#[$doc:meta])* $name:ident: $of:ident { $( $field:ident, )+ }) => {
        $(#[$doc])*
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(missing_docs, reason = "the names are the words of the guide")]
        pub struct $name { $( pub $field: $of, )+ }

        impl $name {
            /// Every one of them.
            pub fn all(&self) -> impl Iterator<Item = &$of> {
                [$( &self.$field, )+].into_iter()
            }
        }
    };
}

named! {
    /// Codes that are always the same, by what they say.
    Fixed: FixedCode {
        document_type, empty_section, outpatient, inpatient, provider, department, principal_diagnosis,
        condition_active, condition_remission, condition_resolved, condition_confirmed, condition_unconfirmed,
        problem, diagnosis, allergy_active, allergy_resolved, allergy_confirmed, laboratory, lab_uncoded,
        disease_uncoded, positive_mark, negative_mark, high, low, normal, drug_uncoded, usage_uncoded, product_amount,
        method_internal, method_external, method_injection, medical_registration,
    }
}

named! {
    /// Every section of a 診療情報提供書 (JP-CLINS §4.2).
    Sections: SectionName {
        sender, receiver, cda, structured, attachment, remarks, pdf, purpose, diagnosis, present_illness,
        past_history, allergy, family_history, physical_findings, infection, social_history, immunization,
        surgery, transfusion, treatment, medication, lab_result, clinical_course, care_plan, device,
        advance_directive, research,
    }
}

/// Fixed words of a 患者サマリー（療養計画書） and its one section (JP-CLINS §4.4).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarePlanSummaryWords {
    /// Composition.title.
    pub title: String,
    /// CarePlan.title.
    pub plan_title: String,
    /// Composition.type.
    pub document_type: FixedCode,
    /// 計画サマリー.
    pub section: SectionName,
}

/// Lays a table over another, key by key; tables within are laid over each other in the same way.
fn lay_over(ground: &mut toml::Table, over: toml::Table) {
    for (key, value) in over {
        match (ground.get_mut(&key), value) {
            (Some(toml::Value::Table(ground)), toml::Value::Table(over)) => lay_over(ground, over),
            (_, value) => {
                ground.insert(key, value);
            }
        }
    }
}

/// A word of a result table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FixedWord {
    /// System.
    pub system: &'static str,
    /// Its place, which is its code.
    pub code: u8,
    /// Display.
    pub display: &'static str,
}

/// A MERIT-9 unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its code: `TAB`.
    pub code: &'static str,
    /// Its name: `錠`.
    pub name: &'static str,
}

impl Guide {
    /// Reads what all versions share and lays one version over it. Makes sure that every word of the domain that
    /// needs a URL or a code has it.
    fn read(shared: &str, version: &str) -> Result<Self, GuideError> {
        let form = |error: toml::de::Error| GuideError::Form(error.to_string());
        let mut table: toml::Table = shared.parse().map_err(form)?;
        lay_over(&mut table, version.parse().map_err(form)?);
        let mut guide: Self = table.try_into().map_err(form)?;
        guide.units_by_key = guide.units.iter().map(|(code, name)| (unit_key(name), code.clone())).collect();
        let unnamed = |system: &&CodeSystem| guide.code_system(**system).is_empty();
        if let Some(system) = CodeSystem::ALL.iter().find(unnamed) {
            return Err(GuideError::CodeSystem(system.as_str()));
        }
        let uncoded = |subtype: &&LetterSubtype| !guide.document_categories.contains_key(subtype.as_str());
        if let Some(subtype) = LetterSubtype::ALL.iter().find(uncoded) {
            return Err(GuideError::Category(subtype.as_str()));
        }
        let unrelated = |relation: &&FamilyRelation| guide.family_relation(**relation).is_none();
        match FamilyRelation::ALL.iter().find(unrelated) {
            Some(relation) => Err(GuideError::Relation(relation.as_str())),
            None => Ok(guide),
        }
    }

    /// The code of a 続柄.
    pub fn family_relation(&self, relation: FamilyRelation) -> Option<&CodeName> {
        self.family_relations.get(relation.as_str())
    }

    /// The code of a letter's subtype.
    pub fn document_category(&self, subtype: LetterSubtype) -> Option<&CodeName> {
        self.document_categories.get(subtype.as_str())
    }

    /// The URL of a code system.
    pub fn code_system(&self, system: CodeSystem) -> &str {
        self.code_systems.get(system.as_str()).map_or("", String::as_str)
    }

    /// The closed lists of result words.
    pub fn result_tables(&self) -> impl Iterator<Item = &ResultTable> {
        self.result_tables.values()
    }

    /// The MERIT-9 unit that people write like this, whatever the width and case: `mL`, `ｍＬ`, `ml`.
    pub fn unit(&'static self, written: &str) -> Option<Unit> {
        let code = self.units_by_key.get(&unit_key(written))?;
        self.units.get_key_value(code).map(|(code, name)| Unit { code, name })
    }

    /// The name of the MERIT-9 unit with this code: `TAB` is `錠`.
    pub fn unit_name(&self, code: &str) -> Option<&str> {
        self.units.get(code).map(String::as_str)
    }

    /// Whether this is the FHIR識別名 of a designated item of the system in this version (JP-CLINS §6).
    pub fn is_lab_name(&self, system: CodeSystem, name: &str) -> bool {
        let list = match system {
            CodeSystem::LabCoreJlac10 | CodeSystem::LabCoreJlac11 => LabList::Core,
            CodeSystem::LabInfectionJlac10 | CodeSystem::LabInfectionJlac11 => LabList::Infection,
            _ => return false,
        };
        lab_item::by_name(name).is_some_and(|item| item.list == list && item.stands_in(&self.version))
    }

    /// The word at this place (from 1) of the result table that values of this kind are taken from.
    pub fn result_word(&'static self, kind: ValueKind, place: u8) -> Option<FixedWord> {
        let table = self.result_tables.get(kind.as_str())?;
        let word = table.words.get(usize::from(place).checked_sub(1)?)?;
        Some(FixedWord { system: &table.system, code: place, display: word })
    }
}

/// How a unit is looked up: half-width and lower case.
fn unit_key(written: &str) -> String {
    domain::text::fold_width(written.trim()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(guide: &Guide, system: CodeSystem) -> usize {
        lab_item::all().iter().filter(|item| guide.is_lab_name(system, item.name)).count()
    }

    #[test]
    fn every_version_reads() {
        for version in GuideVersion::ALL {
            let guide = version.guide().expect("built-in data");
            assert_eq!(guide.version, version.as_str());
            assert_eq!(GuideVersion::parse(&guide.version), Some(*version));
            assert!(guide.transmission_bytes > 1_000_000);
        }
        assert_eq!(GuideVersion::parse("0.1.0"), None);
    }

    #[test]
    fn every_code_system_has_its_own_url() {
        let guide = GuideVersion::default().guide().expect("built-in data");
        let mut urls: Vec<&str> = CodeSystem::ALL.iter().map(|system| guide.code_system(*system)).collect();
        assert!(urls.iter().all(|url| url.starts_with("http://")));
        assert_eq!(guide.code_systems.len(), CodeSystem::ALL.len(), "a line that no word uses");
        urls.sort_unstable();
        urls.dedup();
        assert_eq!(urls.len(), CodeSystem::ALL.len());
    }

    #[test]
    fn what_is_missing_is_an_error() {
        let version = include_str!("../profiles/clins-1.12.0.toml");
        let read = |shared: &str| Guide::read(shared, version);
        assert!(matches!(
            read(&SHARED.replace("drug-hot9 = ", "drug-hot8 = ")),
            Err(GuideError::CodeSystem("drug-hot9"))
        ));
        assert!(matches!(
            read(&SHARED.replace("\ndischarge = ", "\nelsewhere = ")),
            Err(GuideError::Category("discharge"))
        ));
        assert!(matches!(
            read(&SHARED.replace("\nuncle = ", "\nelsewhere = ")),
            Err(GuideError::Relation("uncle"))
        ));
        assert!(matches!(read("version = 1"), Err(GuideError::Form(_))));
        for broken in ["1..0", "x..1", "1", "1..x"] {
            let version = version.replace("2..3", broken);
            assert!(matches!(Guide::read(SHARED, &version), Err(GuideError::Form(_))), "{broken}");
        }
    }

    #[test]
    fn a_version_is_laid_over_the_shared_ground() {
        let [old, new] = [GuideVersion::V1_10_0, GuideVersion::V1_12_0].map(|v| v.guide().expect("data"));
        assert_eq!(old.profiles.patient, new.profiles.patient);
        assert_eq!(old.cardinality.patient_family, Cardinality { min: 1, max: Some(1) });
        assert!(new.cardinality.patient_family.admits(0));
        assert!(!old.cardinality.public_assistance.admits(1));
        assert!(new.cardinality.public_assistance.admits(1));
        assert!(old.cardinality.author.admits(9) && !new.cardinality.author.admits(4));
        assert_eq!(new.cardinality.all().count(), old.cardinality.all().count());
        let withdrawn = "HBs抗原(コントロール比)";
        assert!(old.is_lab_name(CodeSystem::LabInfectionJlac10, withdrawn));
        assert!(!new.is_lab_name(CodeSystem::LabInfectionJlac10, withdrawn));
        assert_eq!(names(old, CodeSystem::LabInfectionJlac10), 38);
    }

    #[test]
    fn units_are_found_in_any_width() {
        let guide = GuideVersion::default().guide().expect("built-in data");
        for (written, code) in
            [("錠", "TAB"), ("mL", "ML"), ("ｍｌ", "ML"), ("mg", "MG"), (" カプセル ", "CAP"), ("µg", "MCG")]
        {
            assert_eq!(guide.unit(written).map(|unit| unit.code), Some(code), "{written}");
        }
        assert_eq!(guide.unit("つぶ"), None);
        assert_eq!(guide.unit(""), None);
        assert_eq!(guide.units.len(), 65);
        assert_eq!(guide.units_by_key.len(), guide.units.len(), "two units read alike");
    }

    #[test]
    fn designated_names_are_exact() {
        let guide = GuideVersion::default().guide().expect("built-in data");
        assert_eq!(names(guide, CodeSystem::LabCoreJlac10), 55);
        assert_eq!(names(guide, CodeSystem::LabInfectionJlac11), 34);
        assert!(guide.is_lab_name(CodeSystem::LabCoreJlac10, "HbA1c-NGSP"));
        assert!(guide.is_lab_name(CodeSystem::LabInfectionJlac11, "HBs抗原(定性)"));
        assert!(!guide.is_lab_name(CodeSystem::LabInfectionJlac11, "HBs抗原（定性）"));
        assert!(!guide.is_lab_name(CodeSystem::LabCoreJlac10, "HBs抗原(定性)"));
        assert!(!guide.is_lab_name(CodeSystem::Jlac10, "HbA1c-NGSP"));
    }
}
