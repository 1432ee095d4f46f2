//! Whose an answer is. What the insurers' system tells is compared with the clinic's records; an answer becomes a
//! patient's by itself only where nothing else is possible (decision 0021), everything else is proposed to a person.
//! Nothing here changes a stored value.

use crate::{
    date::Date,
    eligibility::MatchedBy,
    id::PatientId,
    patient::{Branch, Insurance, Patient, Sex},
    redact::redact,
    rule,
    text::{fold_width, is_variation_selector, katakana, large_kana, search_key, widen_kana},
};

/// The mark that stands for a character which the insurers' system cannot hold.
pub const MARK: char = crate::patient::UNREADABLE;

/// The key on a card, as told.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Card {
    /// 保険者番号 (of 医療扶助: 公費負担者番号) without padding.
    pub insurer_number: String,
    /// 記号, or empty.
    pub symbol: String,
    /// 番号 (of 医療扶助: 受給者番号).
    pub number: String,
    /// 枝番, where told.
    pub branch: Option<String>,
    /// 医療扶助 (被保険者証区分 `A1`), which stands among the 公費 of a record.
    pub assistance: bool,
}

/// A person as told.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// The key.
    pub card: Card,
    /// 氏名; `●` stands for one character.
    pub name: String,
    /// カナ in any width.
    pub kana: String,
    /// 生年月日.
    pub birth_date: Option<Date>,
    /// 性別, where told.
    pub sex: Option<Sex>,
    /// 郵便番号, or empty.
    pub postal_code: String,
    /// 住所, or empty.
    pub address: String,
}

redact!(Card, Told);

/// How two values stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// The same.
    Same,
    /// Not the same.
    Differs,
    /// One side does not say.
    Unsaid,
}

impl Match {
    fn of(same: bool) -> Self {
        if same { Match::Same } else { Match::Differs }
    }

    /// The same.
    pub fn is_same(self) -> bool {
        self == Match::Same
    }
}

/// What of a record agrees with what was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// 照会番号 is this record's 患者番号.
    pub reference: bool,
    /// 保険者番号, 記号 and 番号.
    pub card: Match,
    /// 枝番.
    pub branch: Match,
    /// 生年月日.
    pub birth_date: Match,
    /// 氏名 and カナ taken together.
    pub name: Match,
    /// 性別.
    pub sex: Match,
}

impl Agreement {
    /// Compares. `reference`: the 照会番号 that was told is the 患者番号 of this record.
    pub fn of(told: &Told, patient: &Patient, reference: bool) -> Self {
        let birth_date = told.birth_date.map(|day| Match::of(day == patient.birth_date));
        let sex = told.sex.filter(|sex| is_told(*sex) && is_told(patient.sex));
        let (card, branch) = cards(&told.card, patient);
        Self {
            reference,
            card,
            branch,
            birth_date: birth_date.unwrap_or(Match::Unsaid),
            name: names(told, patient),
            sex: sex.map_or(Match::Unsaid, |sex| Match::of(sex == patient.sex)),
        }
    }

    /// Why the answer is this patient's without a person, if it is.
    fn certain(self) -> Option<MatchedBy> {
        if !self.birth_date.is_same() || self.name == Match::Differs {
            return None;
        }
        if self.reference {
            return Some(MatchedBy::Reference);
        }
        (self.card.is_same() && self.branch.is_same()).then_some(MatchedBy::Insurance)
    }

    /// Whether a person should be asked about this record: somebody's birthday, family or namesake alone is nobody.
    fn is_worth_asking(self) -> bool {
        let agree = [self.card, self.birth_date, self.name].into_iter().filter(|one| one.is_same()).count();
        self.reference || agree >= 2
    }

    /// The higher, the more speaks for it.
    fn weight(self) -> i32 {
        let of = |one: Match, weight: i32| match one {
            Match::Same => weight,
            Match::Differs => -weight,
            Match::Unsaid => 0,
        };
        8 * i32::from(self.reference)
            + of(self.card, 4)
            + of(self.birth_date, 4)
            + of(self.name, 4)
            + of(self.branch, 2)
            + of(self.sex, 1)
    }
}

fn is_told(sex: Sex) -> bool {
    matches!(sex, Sex::Male | Sex::Female)
}

/// A record that may be the person's. Only records that stand for themselves: one merged away is given as the other.
#[derive(Clone, Copy)]
pub struct Candidate<'a> {
    /// The record.
    pub patient: &'a Patient,
    /// The 照会番号 that was told is its 患者番号, or that of a record merged into it.
    pub reference: bool,
}

/// Whose an answer is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// This patient's.
    Certain(PatientId, MatchedBy),
    /// A person has to say; the most likely first. Empty: nobody whom the clinic knows.
    Ask(Vec<(PatientId, Agreement)>),
}

/// Judges. Exactly one record with a certain reason, or a person is asked.
pub fn judge(told: &Told, candidates: &[Candidate<'_>]) -> Judgement {
    let mut seen: Vec<(PatientId, Agreement)> = Vec::new();
    for candidate in candidates {
        let agreement = Agreement::of(told, candidate.patient, candidate.reference);
        match seen.iter_mut().find(|(id, _)| *id == candidate.patient.id) {
            Some((_, known)) => known.reference |= candidate.reference,
            None => seen.push((candidate.patient.id, agreement)),
        }
    }
    let certain: Vec<(PatientId, MatchedBy)> =
        seen.iter().filter_map(|(id, agreement)| Some((*id, agreement.certain()?))).collect();
    if let [(id, by)] = certain[..] {
        return Judgement::Certain(id, by);
    }
    seen.retain(|(_, agreement)| agreement.is_worth_asking());
    seen.sort_by_key(|(id, agreement)| (-agreement.weight(), *id));
    Judgement::Ask(seen)
}

/// Whether two names in kanji can be the same: blanks do not matter, widths do not matter, and each `●` stands for
/// one character, with or without its variation selector.
pub fn same_name(told: &str, known: &str) -> bool {
    let (told, known) = (letters(told), letters(known));
    !told.is_empty()
        && told.len() == known.len()
        && told.iter().zip(&known).all(|(a, b)| a == b || *a == MARK || *b == MARK)
}

fn letters(name: &str) -> Vec<char> {
    fold_width(name).chars().filter(|c| !c.is_whitespace() && !is_variation_selector(*c)).collect()
}

/// Whether two names in kana can be the same: width, hiragana, small kana, long vowels, hyphens and blanks do not
/// matter (the system writes ｼﾖｳ for しょう).
pub fn same_kana(told: &str, known: &str) -> bool {
    let told = kana_key(told);
    !told.is_empty() && told == kana_key(known)
}

fn kana_key(kana: &str) -> String {
    katakana(kana)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, 'ー' | '-' | '‐' | '−' | '・' | '･'))
        .map(large_kana)
        .collect()
}

/// 氏名 and カナ together. Kana decide where both sides have them: they tell siblings apart whose marked names look the
/// same. Without kana, or where they differ, the kanji have to be the same to the letter (髙 and 高 are).
fn names(told: &Told, patient: &Patient) -> Match {
    let (name, kana) = (patient.name.joined(""), patient.kana.joined(""));
    let both_kana = !kana_key(&told.kana).is_empty() && !kana_key(&kana).is_empty();
    let both_names = !letters(&told.name).is_empty() && !letters(&name).is_empty();
    if both_kana && same_kana(&told.kana, &kana) {
        return Match::Same;
    }
    if !both_names {
        return if both_kana { Match::Differs } else { Match::Unsaid };
    }
    let marked = told.name.contains(MARK) || name.contains(MARK);
    let same = if both_kana || !marked {
        !marked && search_key(&told.name) == search_key(&name)
    } else {
        same_name(&told.name, &name)
    };
    Match::of(same)
}

/// The key told against the record's 医療保険, or against its 公費 for 医療扶助.
fn cards(card: &Card, patient: &Patient) -> (Match, Match) {
    if card.number.is_empty() {
        return (Match::Unsaid, Match::Unsaid);
    }
    if card.assistance {
        let payers = &patient.public_payers;
        if payers.is_empty() {
            return (Match::Unsaid, Match::Unsaid);
        }
        let same = payers.iter().any(|payer| {
            digits(&payer.payer_number) == digits(&card.insurer_number)
                && digits(&payer.recipient_number) == digits(&card.number)
        });
        // 医療扶助 knows no 枝番: the recipient's number is the person's own.
        return (Match::of(same), Match::of(same));
    }
    match &patient.insurance {
        None => (Match::Unsaid, Match::Unsaid),
        Some(insurance) => (Match::of(same_card(card, insurance)), same_branch(card, &insurance.branch)),
    }
}

/// Whether 保険者番号, 記号 and 番号 are the same, whatever width and padding they are written in.
pub fn same_card(card: &Card, insurance: &Insurance) -> bool {
    digits(&card.insurer_number) == digits(&insurance.insurer_number)
        && printed(&card.symbol) == printed(&insurance.symbol)
        && digits(&card.number) == digits(&insurance.number)
}

/// 枝番. A card without one agrees with a record that says so; in 後期高齢者医療 there never is one. A record where
/// nobody has looked says nothing.
pub fn same_branch(card: &Card, known: &Branch) -> Match {
    let told = card.branch.as_deref().map(fold_width).filter(|digits| !digits.trim().is_empty());
    match (told, known) {
        (Some(told), Branch::Number(known)) => Match::of(told.trim() == fold_width(known)),
        (None, Branch::NonePrinted) => Match::Same,
        (None, Branch::Unchecked) if is_late_elderly(&card.insurer_number) => Match::Same,
        (_, Branch::Unchecked) => Match::Unsaid,
        (Some(_), Branch::NonePrinted) | (None, Branch::Number(_)) => Match::Differs,
    }
}

/// 後期高齢者医療: 法別番号 39.
fn is_late_elderly(insurer_number: &str) -> bool {
    insurer_number.len() == 8 && insurer_number.starts_with("39")
}

fn digits(text: &str) -> String {
    printed(text).trim_start_matches('0').to_owned()
}

fn printed(text: &str) -> String {
    fold_width(text)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '・' | '-' | '‐' | '−' | '－' | 'ー'))
        .collect()
}

/// A field in which a record differs from what was told.
#[derive(Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which: its path in the patient's form.
    pub field: &'static str,
    /// As told, in the form in which it would be stored.
    pub told: String,
    /// As stored.
    pub stored: String,
    /// Why it may not be taken over, if it may not.
    pub refused: Option<&'static crate::finding::Rule>,
}

redact!(Difference);

/// The fields of the key: one card, taken over together or not at all.
pub const CARD_FIELDS: [&str; 4] =
    ["insurance.insurer_number", "insurance.symbol", "insurance.number", "insurance.branch"];

/// The 公費 of 医療扶助.
pub const PAYERS_FIELD: &str = "public_payers";

/// What differs between what was told and a record, in the order of the form. Spelling that means the same (widths,
/// small kana, `●`, 髙 and 高, an address with other hyphens) is no difference, and what was not told is none.
pub fn differences(told: &Told, patient: &Patient) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut note = |field, told: String, stored: String, refused| {
        found.push(Difference { field, told, stored, refused });
    };
    let name = patient.name.joined(" ");
    let written = |name: &str| search_key(&widen_kana(name));
    if !told.name.is_empty() && !same_name(&told.name, &name) && written(&told.name) != written(&name) {
        let refused = told.name.contains(MARK).then_some(&rule::NAME_UNREADABLE_MARK);
        note("name", tidy_name(&told.name), name, refused);
    }
    let kana = patient.kana.joined(" ");
    if !told.kana.is_empty() && !same_kana(&told.kana, &kana) {
        note("kana", tidy_name(&katakana(&told.kana)), kana, None);
    }
    if let Some(day) = told.birth_date.filter(|day| *day != patient.birth_date) {
        note("birth_date", crate::date::wareki(day), crate::date::wareki(patient.birth_date), None);
    }
    if let Some(sex) = told.sex.filter(|sex| is_told(*sex) && *sex != patient.sex) {
        note("sex", sex.label().to_owned(), patient.sex.label().to_owned(), None);
    }
    let postal_code: String = fold_width(&told.postal_code).chars().filter(char::is_ascii_digit).collect();
    if postal_code.len() == 7 && postal_code != patient.postal_code {
        note("postal_code", postal_code, patient.postal_code.clone(), None);
    }
    if !told.address.trim().is_empty() && place(&told.address) != place(&patient.address) {
        note("address", told.address.trim().to_owned(), patient.address.clone(), None);
    }
    found.extend(card_differences(&told.card, patient));
    found
}

fn card_differences(card: &Card, patient: &Patient) -> Vec<Difference> {
    let row = |field, told: &str, stored: &str| Difference {
        field,
        told: told.to_owned(),
        stored: stored.to_owned(),
        refused: None,
    };
    let (same, branch) = cards(card, patient);
    if card.number.is_empty() {
        return Vec::new();
    }
    if card.assistance {
        if same.is_same() {
            return Vec::new();
        }
        let all = patient.public_payers.iter();
        let stored: Vec<String> =
            all.map(|payer| format!("{} {}", payer.payer_number, payer.recipient_number)).collect();
        let told = format!("{} {}", card.insurer_number, card.number);
        return vec![row(PAYERS_FIELD, &told, &stored.join("、"))];
    }
    let none = Insurance {
        insurer_number: String::new(),
        symbol: String::new(),
        number: String::new(),
        branch: Branch::Unchecked,
    };
    let known = patient.insurance.as_ref().unwrap_or(&none);
    let mut rows = Vec::new();
    if digits(&card.insurer_number) != digits(&known.insurer_number) {
        rows.push(row(CARD_FIELDS[0], &card.insurer_number, &known.insurer_number));
    }
    if printed(&card.symbol) != printed(&known.symbol) {
        rows.push(row(CARD_FIELDS[1], &card.symbol, &known.symbol));
    }
    if digits(&card.number) != digits(&known.number) {
        rows.push(row(CARD_FIELDS[2], &card.number, &known.number));
    }
    // A record where nobody has looked yet gains by what the card says, also that it says none.
    if patient.insurance.is_none() || branch == Match::Differs || known.branch == Branch::Unchecked {
        let stored = match &known.branch {
            Branch::Number(digits) => digits.as_str(),
            Branch::NonePrinted => "印字なし",
            Branch::Unchecked => "未確認",
        };
        rows.push(row(CARD_FIELDS[3], card.branch.as_deref().unwrap_or("印字なし"), stored));
    }
    rows
}

/// A name with its parts apart by one half-width blank.
fn tidy_name(name: &str) -> String {
    name.split([' ', '\u{3000}']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// An address without its ways of writing: `３丁目４番地５号` is `3-4-5`.
fn place(address: &str) -> String {
    let mut bare: String = fold_width(address).chars().filter(|c| !c.is_whitespace()).collect();
    for word in ["丁目", "番地の", "番地", "番", "号", "‐", "−", "－", "ー", "の"] {
        bare = bare.replace(word, "-");
    }
    bare.trim_end_matches('-').to_owned()
}

/// The 医療保険 that a card says.
pub fn insurance_of(card: &Card) -> Option<Insurance> {
    if card.assistance || card.number.is_empty() {
        return None;
    }
    Some(Insurance {
        insurer_number: card.insurer_number.clone(),
        symbol: card.symbol.clone(),
        number: card.number.clone(),
        branch: card.branch.clone().map_or(Branch::NonePrinted, Branch::Number),
    })
}

#[cfg(test)]
mod tests;
