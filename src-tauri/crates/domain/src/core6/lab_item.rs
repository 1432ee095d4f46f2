//! The designated laboratory items: 指定検査 and 指定感染症 (JP-CLINS §6) as a table of our own in
//! `data/lab_items.tsv`, what their values look like, and how laboratories write units and words.
//!
//! The complete lists of JLAC codes are no part of the program: a clinic imports them as a master. What stands
//! here tells a designated item by the analyte, identification and result parts of its JLAC10 code.

use super::code::{Code, CodeSystem};
use crate::{text::fold_width, words::words};
use std::{collections::HashMap, sync::LazyLock};

words! {
    /// Which list of the guide an item stands on.
    pub enum LabList {
        /// 指定検査 (救急・生活習慣病).
        Core = "core", "指定検査";
        /// 指定感染症.
        Infection = "infection", "指定感染症";
    }

    /// What the values of an item look like.
    pub enum ValueKind {
        /// A number with a unit.
        Quantity = "quantity", "数値";
        /// A number without a unit: INR, 陽性コントロール比.
        Ratio = "ratio", "比";
        /// A dilution: 8倍.
        Titer = "titer", "希釈倍率";
        /// A laboratory's own steps.
        Score = "score", "スコア";
        /// 陽性, 陰性, 判定保留.
        PosNeg = "pos_neg", "陽性・陰性";
        /// －, ±, ＋ … ５＋.
        Urine = "urine", "尿定性";
        /// Ａ, Ｂ, ＡＢ, Ｏ.
        Abo = "abo", "ABO式血液型";
        /// ＋, －.
        Rh = "rh", "Rh式血液型";
    }
}

/// A designated item under its FHIR識別名.
#[derive(Debug, PartialEq, Eq)]
pub struct LabItem {
    /// Its list.
    pub list: LabList,
    /// The guide's group: `WBC`. Never a result's own code.
    pub group: &'static str,
    /// FHIR識別名, exact to the byte: `PT-活性%`.
    pub name: &'static str,
    /// What people call it: `白血球数`.
    pub item: &'static str,
    /// What its values look like.
    pub kind: ValueKind,
    /// The usual unit; empty where there is none.
    pub unit: &'static str,
    /// The version of the guide that withdrew the name: `1.11.0`.
    pub dropped: Option<&'static str>,
    /// One JLAC10 code of the item with a usual specimen, for a clinic that has not imported the list.
    pub sample: &'static str,
    /// JLAC10 analyte and identification (9 characters) and result (2).
    pub stems: Vec<&'static str>,
}

static ITEMS: LazyLock<Vec<LabItem>> = LazyLock::new(|| {
    include_str!("../../data/lab_items.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(item)
        .collect()
});

static BY_NAME: LazyLock<HashMap<&'static str, &'static LabItem>> =
    LazyLock::new(|| ITEMS.iter().map(|item| (item.name, item)).collect());

static BY_STEM: LazyLock<HashMap<&'static str, &'static LabItem>> = LazyLock::new(|| {
    let all = ITEMS.iter().flat_map(|item| item.stems.iter().map(move |stem| (*stem, item)));
    // Where two items share a stem the first one stands for both: all that is asked is whether there is one.
    all.rev().collect()
});

fn item(line: &'static str) -> Option<LabItem> {
    let mut fields = line.split('\t');
    let mut next = || fields.next();
    Some(LabItem {
        list: LabList::parse(next()?)?,
        group: next()?,
        name: next()?,
        item: next()?,
        kind: ValueKind::parse(next()?)?,
        unit: next()?,
        dropped: Some(next()?).filter(|version| !version.is_empty()),
        sample: next()?,
        stems: next()?.split(' ').collect(),
    })
}

/// Every item, 指定検査 first, in the order of the guide.
pub fn all() -> &'static [LabItem] {
    &ITEMS
}

/// The item with this FHIR識別名, exact to the byte.
pub fn by_name(name: &str) -> Option<&'static LabItem> {
    BY_NAME.get(name).copied()
}

/// The designated item that a general JLAC10 code (17 characters) measures, whatever specimen and method it
/// names. Whether the guide lists that very code is for the imported master to say.
pub fn by_jlac10(code: &str) -> Option<&'static LabItem> {
    BY_STEM.get(stem(code)?.as_str()).copied()
}

/// Analyte, identification and result of a JLAC10 code.
fn stem(code: &str) -> Option<String> {
    (code.len() == 17).then(|| Some(format!("{}{}", code.get(..9)?, code.get(15..)?))).flatten()
}

impl LabItem {
    /// The system under which a JLAC10 code of this item is written.
    pub fn jlac10_system(&self) -> CodeSystem {
        match self.list {
            LabList::Core => CodeSystem::LabCoreJlac10,
            LabList::Infection => CodeSystem::LabInfectionJlac10,
        }
    }

    /// Whether this JLAC10 code may be one of the item's.
    pub fn measures(&self, jlac10: &str) -> bool {
        stem(jlac10).is_some_and(|stem| self.stems.contains(&stem.as_str()))
    }

    /// Whether the guide of this version (`1.12.0`) still has the name.
    pub fn stands_in(&self, version: &str) -> bool {
        let number = |text: &str| -> Vec<u32> { text.split('.').filter_map(|n| n.parse().ok()).collect() };
        self.dropped.is_none_or(|dropped| number(version) < number(dropped))
    }
}

/// The designated item that a row's codes name, if any.
pub fn of_codes(codes: &[Code]) -> Option<&'static LabItem> {
    codes
        .iter()
        .filter(|code| {
            matches!(
                code.system,
                CodeSystem::LabCoreJlac10
                    | CodeSystem::LabCoreJlac11
                    | CodeSystem::LabInfectionJlac10
                    | CodeSystem::LabInfectionJlac11
            )
        })
        .find_map(|code| by_name(&code.display))
}

/// The laboratory's own code of an item that has none: always the same for the same name and specimen, so that
/// results of one item stay together (JP-CLINS §6, pattern 1: `[A-Za-z0-9_-]`). FNV-1a over the folded texts.
pub fn local_code(name: &str, specimen: &str) -> String {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for byte in item_key(name, specimen).bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    }
    format!("N-{hash:016X}")
}

/// How an item is looked up: name and specimen without regard to width, case and blanks.
pub fn item_key(name: &str, specimen: &str) -> String {
    let fold = |text: &str| -> String {
        fold_width(text).to_lowercase().chars().filter(|c| !c.is_whitespace()).collect()
    };
    format!("{}_{}", fold(name), fold(specimen))
}

/// The UCUM code of a unit as laboratories print it; `None` for units that UCUM does not have or that we do not
/// know. Only spellings are translated, never numbers.
pub fn ucum(unit: &str) -> Option<&'static str> {
    static UNITS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
        include_str!("../../data/lab_units.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('\t'))
            .flat_map(|(code, written)| written.split('\t').map(move |unit| (unit_key(unit), code)))
            .collect()
    });
    UNITS.get(&unit_key(unit)).copied()
}

fn unit_key(unit: &str) -> String {
    fold_width(unit)
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            'µ' | 'μ' => 'u',
            '×' => 'x',
            '³' => '3',
            '⁴' => '4',
            c => c,
        })
        .collect::<String>()
        .to_lowercase()
}

/// The place (from 1) of a typed word in the result table of `kind`; `None` where the kind has no table or the
/// word is not in it (JP-CLINS §5.4).
pub fn read_word(kind: ValueKind, typed: &str) -> Option<u8> {
    let word: String = fold_width(typed)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '（' | '）'))
        .map(|c| match c {
            '−' | '‐' | '–' | '—' | '―' | 'ー' => '-',
            c => c.to_ascii_uppercase(),
        })
        .collect();
    match (kind, word.as_str()) {
        (ValueKind::PosNeg, "+" | "陽性" | "POS" | "POSITIVE") => Some(1),
        (ValueKind::PosNeg, "-" | "陰性" | "NEG" | "NEGATIVE") => Some(2),
        (ValueKind::PosNeg, "判定保留" | "保留") => Some(3),
        (ValueKind::Urine, "-" | "陰性") => Some(1),
        (ValueKind::Urine, "±" | "+-" | "+/-") => Some(2),
        (ValueKind::Urine, "+" | "1+" | "陽性") => Some(3),
        (ValueKind::Urine, "2+" | "++") => Some(4),
        (ValueKind::Urine, "3+" | "+++") => Some(5),
        (ValueKind::Urine, "4+" | "++++") => Some(6),
        (ValueKind::Urine, "5+" | "+++++") => Some(7),
        (ValueKind::Abo, "A" | "A型") => Some(1),
        (ValueKind::Abo, "B" | "B型") => Some(2),
        (ValueKind::Abo, "AB" | "AB型") => Some(3),
        (ValueKind::Abo, "O" | "O型") => Some(4),
        (ValueKind::Rh, "+" | "陽性" | "RH+" | "RHD+" | "D+") => Some(1),
        (ValueKind::Rh, "-" | "陰性" | "RH-" | "RHD-" | "D-") => Some(2),
        _ => None,
    }
}

/// Why there is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoValue {
    /// It is still to come.
    Pending,
    /// It will not come.
    Cancelled,
}

/// Whether what was typed in place of a value says that there is none (JP-CLINS §5.4: 検査中, 未実施, 検体量不足 …).
pub fn read_no_value(typed: &str) -> Option<NoValue> {
    match typed.trim() {
        "検査中" | "測定中" | "未着" | "報告待ち" | "後日報告" => Some(NoValue::Pending),
        "未実施" | "中止" | "検査中止" | "検体量不足" | "検体不足" | "測定不能" | "検査不能" | "溶血" => {
            Some(NoValue::Cancelled)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_table_is_whole() {
        let count = |list| all().iter().filter(|item| item.list == list).count();
        assert_eq!((count(LabList::Core), count(LabList::Infection)), (55, 38));
        assert_eq!(BY_NAME.len(), 93, "names are unique");
        for item in all() {
            assert!(item.measures(item.sample), "{}", item.name);
            assert!(item.stems.iter().all(|stem| stem.len() == 11), "{}", item.name);
            assert!(item.unit.is_empty() || matches!(item.kind, ValueKind::Quantity | ValueKind::Urine));
        }
    }

    #[test]
    fn a_general_code_tells_its_item() {
        assert_eq!(by_jlac10("3B035000002327201").map(|item| item.name), Some("AST"));
        assert_eq!(by_jlac10("3B035000002399999"), None, "another result identification");
        assert_eq!(by_jlac10("2Z010000001992001"), None);
        assert_eq!(by_jlac10("3B0350000023"), None);
        assert_eq!(by_jlac10("あああああああ"), None);
        assert_eq!(by_name("PT-活性%").map(|item| item.group), Some("PT-Act"));
        assert_eq!(by_name("PT-活性％"), None);
    }

    #[test]
    fn withdrawn_names_end_with_their_version() {
        let dropped = by_name("HCV抗体(コントロール比)").unwrap();
        assert!(dropped.stands_in("1.10.0") && !dropped.stands_in("1.11.0") && !dropped.stands_in("1.12.0"));
        assert_eq!(all().iter().filter(|item| item.stands_in("1.12.0")).count(), 89);
    }

    #[test]
    fn units_and_words_as_laboratories_write_them() {
        for (unit, code) in [
            ("mg/dL", "mg/dL"),
            ("ｍｇ／ｄｌ", "mg/dL"),
            ("×10^4/µL", "10*4/uL"),
            ("万/μL", "10*4/uL"),
            ("IU/L", "U/L"),
            ("％", "%"),
            ("mEq/l", "meq/L"),
            ("秒", "s"),
            ("ng/mL", "ng/mL"),
        ] {
            assert_eq!(ucum(unit), Some(code), "{unit}");
        }
        assert_eq!(ucum("つぶ"), None);
        assert_eq!(read_word(ValueKind::Urine, "（－）"), Some(1));
        assert_eq!(read_word(ValueKind::Urine, "２＋"), Some(4));
        assert_eq!(read_word(ValueKind::PosNeg, "(−)"), Some(2));
        assert_eq!(read_word(ValueKind::Abo, "ＡＢ型"), Some(3));
        assert_eq!(read_word(ValueKind::Rh, "Rh(+)"), Some(1));
        assert_eq!(read_word(ValueKind::PosNeg, "±"), None);
        assert_eq!(read_word(ValueKind::Quantity, "+"), None);
        assert_eq!(read_no_value("検体量不足"), Some(NoValue::Cancelled));
        assert_eq!(read_no_value("6.8"), None);
    }

    #[test]
    fn local_codes_are_stable_and_tell_specimens_apart() {
        assert_eq!(local_code("ＣＲＰ 定量", "血清"), local_code("CRP定量", "血清"));
        assert_ne!(local_code("CRP", "血清"), local_code("CRP", "血漿"));
        assert_eq!(local_code("CRP", "血清"), "N-1137BE5C60D777AF");
    }

    proptest! {
        #[test]
        fn nothing_typed_is_too_odd(text in any::<String>(), other in any::<String>()) {
            prop_assert!(CodeSystem::LabLocal.accepts(&local_code(&text, &other)));
            let _ = (by_jlac10(&text), ucum(&text), read_no_value(&text));
            for kind in ValueKind::ALL {
                prop_assert!(read_word(*kind, &text).is_none_or(|place| (1..=7).contains(&place)));
            }
        }
    }
}
