//! Codes: an optional addition to text. Which URL a system has is the business of the FHIR profiles.

use crate::words::words;

words! {
    /// The code systems that rows may carry (JP-CLINS resource profiles and laboratory coding rules).
    pub enum CodeSystem {
        /// 病名管理番号, 8 digits.
        DiseaseKey = "disease-key", "病名管理番号";
        /// 病名交換用コード, 4 characters.
        DiseaseExchange = "disease-exchange", "病名交換用コード";
        /// レセ電 傷病名コード, 7 digits.
        DiseaseReceipt = "disease-receipt", "傷病名コード";
        /// ICD-10 (2013).
        Icd10 = "icd10", "ICD-10";
        /// 修飾語管理番号, 8 digits.
        ModifierKey = "modifier-key", "修飾語管理番号";
        /// レセ電 修飾語コード, 4 digits.
        ModifierReceipt = "modifier-receipt", "修飾語コード";
        /// J-FAGY food allergens, `J9F…` (uncodable: `D9F000000000`).
        AllergenFood = "allergen-food", "食品アレルゲン";
        /// J-FAGY other allergens, `J9N…` (uncodable: `D9N000000000`).
        AllergenOther = "allergen-other", "その他アレルゲン";
        /// J-FAGY drugs by brand, `YCM` + YJ.
        AllergenDrugBrand = "allergen-drug-brand", "薬剤アレルゲン(銘柄)";
        /// J-FAGY drugs by general name, `GCM` + YJ with `ZZZ`.
        AllergenDrugGeneral = "allergen-drug-general", "薬剤アレルゲン(一般名)";
        /// The clinic's own laboratory item code.
        LabLocal = "lab-local", "院内検査コード";
        /// Designated laboratory items, JLAC10; the display is the FHIR識別名.
        LabCoreJlac10 = "lab-core-jlac10", "指定検査(JLAC10)";
        /// Designated laboratory items, JLAC11; the display is the FHIR識別名.
        LabCoreJlac11 = "lab-core-jlac11", "指定検査(JLAC11)";
        /// Designated infections, JLAC10; the display is the FHIR識別名.
        LabInfectionJlac10 = "lab-infection-jlac10", "指定感染症(JLAC10)";
        /// Designated infections, JLAC11; the display is the FHIR識別名.
        LabInfectionJlac11 = "lab-infection-jlac11", "指定感染症(JLAC11)";
        /// General JLAC10, 17 characters.
        Jlac10 = "jlac10", "JLAC10";
        /// YJ code, 12 characters.
        DrugYj = "drug-yj", "YJコード";
        /// 一般名処方コード, 12 characters.
        DrugGeneral = "drug-general", "一般名コード";
        /// HOT9.
        DrugHot9 = "drug-hot9", "HOT9";
        /// 電子処方箋 用法コード, 16 characters.
        Usage = "usage", "用法コード";
    }
}

/// One code with its display text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// System.
    pub system: CodeSystem,
    /// The code itself.
    pub code: String,
    /// The name that the master gives to it.
    pub display: String,
}

impl Code {
    /// A code.
    pub fn new(system: CodeSystem, code: impl Into<String>, display: impl Into<String>) -> Self {
        Self { system, code: code.into(), display: display.into() }
    }
}

impl CodeSystem {
    /// Whether the code has the form that its system prescribes. Whether it exists is for the masters to say.
    pub fn accepts(self, code: &str) -> bool {
        let digits = |n: usize| code.len() == n && code.bytes().all(|b| b.is_ascii_digit());
        let alnum = |n: usize| code.len() == n && code.bytes().all(|b| b.is_ascii_alphanumeric());
        match self {
            CodeSystem::DiseaseKey | CodeSystem::ModifierKey => digits(8),
            CodeSystem::DiseaseExchange => alnum(4),
            CodeSystem::DiseaseReceipt => digits(7),
            CodeSystem::ModifierReceipt => digits(4),
            CodeSystem::Icd10 => {
                (3..=7).contains(&code.len())
                    && code.starts_with(|c: char| c.is_ascii_uppercase())
                    && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.')
            }
            CodeSystem::AllergenFood => code == "D9F000000000" || (alnum(12) && code.starts_with("J9F")),
            CodeSystem::AllergenOther => code == "D9N000000000" || (alnum(12) && code.starts_with("J9N")),
            CodeSystem::AllergenDrugBrand => code == "D9M000000000" || (alnum(15) && code.starts_with("YCM")),
            CodeSystem::AllergenDrugGeneral => {
                code == "D9M000000000" || (alnum(15) && code.starts_with("GCM") && code.ends_with("ZZZ"))
            }
            CodeSystem::LabLocal => {
                !code.is_empty()
                    && code.len() <= 40
                    && code.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
            }
            CodeSystem::LabCoreJlac10 | CodeSystem::LabInfectionJlac10 | CodeSystem::Jlac10 => {
                alnum(17) || alnum(15)
            }
            CodeSystem::LabCoreJlac11 | CodeSystem::LabInfectionJlac11 => {
                (15..=20).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric())
            }
            CodeSystem::DrugYj | CodeSystem::DrugGeneral => alnum(12),
            CodeSystem::DrugHot9 => digits(9),
            CodeSystem::Usage => alnum(16),
        }
    }
}

/// Whether there is a code of one of these systems.
pub fn any(codes: &[Code], systems: &[CodeSystem]) -> bool {
    systems.iter().any(|system| find(codes, *system).is_some())
}

/// The code of this system, if the row has one.
pub fn find(codes: &[Code], system: CodeSystem) -> Option<&Code> {
    codes.iter().find(|code| code.system == system)
}
