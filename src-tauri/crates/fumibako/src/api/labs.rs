//! Wire types of 検査 codes.

use super::{chart::CodeForm, common::FindingShown, wire};

wire! {
    /// What is looked for among the designated items.
    pub struct LabQuery {
        /// Part of a name; empty shows all.
        pub text: String,
        /// 材料 as typed: its codes come first.
        pub specimen: String,
        /// Whether 指定感染症 are meant, else 指定検査.
        pub infection: bool,
    }

    /// One code of a designated item.
    pub struct LabChoice {
        /// FHIR識別名.
        pub name: String,
        /// The item for people: `白血球数`.
        pub item: String,
        /// Its usual unit, or empty.
        pub unit: String,
        /// 材料, or empty.
        pub specimen: String,
        /// 測定法, or empty.
        pub method: String,
        /// The code for the row.
        pub code: CodeForm,
    }

    /// What was found.
    pub struct LabChoices {
        /// Codes to choose from.
        pub choices: Vec<LabChoice>,
        /// Whether there are more than are shown.
        pub more: bool,
        /// Whether the whole list of codes was imported; else there is one usual code per item.
        pub imported: bool,
    }

    /// An item of the laboratory and the codes that somebody gave it.
    pub struct LabItemShown {
        /// As the laboratory names it.
        pub name: String,
        /// 材料, or empty.
        pub specimen: String,
        /// Its codes.
        pub codes: Vec<CodeForm>,
    }

    /// Every item with codes.
    pub struct LabItemsShown {
        /// Items, by name.
        pub items: Vec<LabItemShown>,
        /// How many codes the imported list has; 0 without one.
        pub imported: i32,
    }

    /// A list of codes to take in the place of the old one.
    pub struct LabCodesImport {
        /// The file, base64; `null` lets the host ask for one.
        pub bytes: Option<String>,
    }

    /// What came of it.
    pub struct LabCodesImported {
        /// False when the person cancelled.
        pub done: bool,
        /// How many codes the list has now.
        pub codes: i32,
        /// Lines that were passed over, and why.
        pub findings: Vec<FindingShown>,
    }

    /// An item to forget.
    pub struct LabItemForget {
        /// As the laboratory names it.
        pub name: String,
        /// 材料, or empty.
        pub specimen: String,
    }
}
