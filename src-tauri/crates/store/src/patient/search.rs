//! Finding patients: one box takes kana of any width, kanji, romaji, 患者番号, birth dates in both calendars and
//! the end of a telephone number.
//!
//! A table of our own holds the keys of every patient: each text from its beginning (part 0) and from every
//! later character (part 1), so that "contains" is a look-up by beginning, too. Year of birth and name together
//! are one key. Portable, and as fast for one million patients as for a thousand.

use super::{GET, read};
use crate::{Read, Result, Write};
use domain::{
    date::{self, Date, PartialDate},
    patient::{NameParts, Patient},
    text::{fold_width, romaji_key, search_key},
};
use std::collections::{BTreeSet, HashSet};

const FIND: &str = include_str!("find.sql");
const IDS: &str = include_str!("ids.sql");
const SIMILAR: &str = include_str!("similar.sql");
const KEY_ADD: &str = include_str!("key_add.sql");
const KEY_REMOVE: &str = include_str!("key_remove.sql");

/// Greater than every character that a key holds.
const END: char = char::MAX;
/// How many patients a word may bring when others narrow it down; a word that brings more is only compared with
/// what the others bring. Everybody of one birth year in a store of 1,000,000 is fewer.
const CANDIDATES: u32 = 20_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    // In order of how few patients share a key.
    BornName,
    BornKana,
    Birth,
    Number,
    Phone,
    Name,
    Kana,
}

impl Kind {
    const fn as_str(self) -> &'static str {
        match self {
            Kind::BornName => "born_name",
            Kind::BornKana => "born_kana",
            Kind::Birth => "birth",
            Kind::Number => "number",
            Kind::Phone => "phone",
            Kind::Name => "name",
            Kind::Kana => "kana",
        }
    }
}

/// One key of a patient. `part` as in the table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    kind: Kind,
    part: u8,
    text: String,
}

impl Read<'_> {
    /// Patients that fit the text, at most `limit`: those whose kana, name or number begin with it come first,
    /// those that contain it follow. Several words must all fit. A merged record is found by its own name and
    /// number, and the record that it was merged into is returned. `today` helps to read short dates.
    pub fn patients_find(&self, text: &str, today: Date, limit: u32) -> Result<Vec<Patient>> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let found = match words.as_slice() {
            [] => Vec::new(),
            [word] => self.word(&readings(word, today), limit)?,
            words => self.words(words, today, limit)?,
        };
        let mut seen = BTreeSet::new();
        let mut current = Vec::with_capacity(found.len());
        for patient in found {
            let patient = match patient.merged_into {
                Some(into) => self.patient_current(into)?,
                None => Some(patient),
            };
            current.extend(patient.filter(|patient| seen.insert(patient.id)));
        }
        current.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        self.fill(&mut current)?;
        Ok(current)
    }

    /// Patients with this フリガナ (voiced marks and small kana aside) and, where given, this birth date: the same
    /// person entered twice, or namesakes. Merged records are left out.
    pub fn patients_similar(&self, kana: &NameParts, birth_date: Option<Date>) -> Result<Vec<Patient>> {
        let key = search_key(&kana.joined(""));
        if key.is_empty() {
            return Ok(Vec::new());
        }
        self.patients_of(SIMILAR, (key, birth_date.map(|day| day.to_string())))
    }

    /// Names may be typed with a blank inside (ヤマダ タロウ), in either order; otherwise every word must fit.
    fn words(&self, words: &[&str], today: Date, limit: u32) -> Result<Vec<Patient>> {
        let backwards: Vec<&str> = words.iter().rev().copied().collect();
        for order in [words, &backwards] {
            let whole = self.word(&readings(&order.concat(), today), limit)?;
            if !whole.is_empty() {
                return Ok(whole);
            }
        }
        let words: Vec<Vec<Key>> = words.iter().map(|word| readings(word, today)).collect();
        let all_fit = |patient: &Patient| words.iter().all(|word| word.iter().any(|key| fits(patient, key)));
        let mut found = self.word(&born(&words), limit)?;
        found.retain(all_fit);
        let mut seen: HashSet<String> = found.iter().map(|patient| patient.id.to_string()).collect();
        let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
        if found.len() < wanted {
            for id in self.common(&words)? {
                if !seen.insert(id.clone()) {
                    continue;
                }
                found.extend(self.one("patient", GET, (id,), read)?.filter(all_fit));
                if found.len() >= wanted {
                    break;
                }
            }
        }
        Ok(found)
    }

    /// The ids that every word brings, in the order of the word that brings the fewest.
    fn common(&self, words: &[Vec<Key>]) -> Result<Vec<String>> {
        let mut lists = words.iter().map(|word| self.ids(word)).collect::<Result<Vec<_>>>()?;
        lists.sort_by_key(Vec::len);
        let mut lists = lists.into_iter();
        let mut common = lists.next().unwrap_or_default();
        for list in lists.filter(|list| list.len() < usize::try_from(CANDIDATES).unwrap_or(usize::MAX)) {
            let list: HashSet<String> = list.into_iter().collect();
            common.retain(|id| list.contains(id));
        }
        Ok(common)
    }

    /// The ids that any reading of one word brings, at most [`CANDIDATES`].
    fn ids(&self, readings: &[Key]) -> Result<Vec<String>> {
        let mut ids = Vec::new();
        for part in [0u8, 1] {
            for key in readings {
                let left = CANDIDATES.saturating_sub(u32::try_from(ids.len()).unwrap_or(u32::MAX));
                let end = format!("{}{END}", key.text);
                let params = (key.kind.as_str(), part, &key.text, end, left);
                self.each("patient_key", IDS, params, |row| {
                    ids.push(row.get("patient_id")?);
                    Ok(())
                })?;
            }
        }
        Ok(ids)
    }

    /// Patients that fit any reading of one word; at most `limit` rows are looked at for each reading. 公費 are not
    /// read yet.
    fn word(&self, readings: &[Key], limit: u32) -> Result<Vec<Patient>> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        for part in [0u8, 1] {
            for key in readings {
                if seen.len() >= usize::try_from(limit).unwrap_or(usize::MAX) {
                    return Ok(found);
                }
                let end = format!("{}{END}", key.text);
                // A patient may have the same key twice inside a name (part 1), hence a few more.
                let wanted = limit.saturating_add(limit / 4);
                let more =
                    self.all("patient", FIND, (key.kind.as_str(), part, &key.text, end, wanted), read)?;
                found.extend(more.into_iter().filter(|patient| seen.insert(patient.id)));
            }
        }
        Ok(found)
    }
}

/// Search keys to be taken away and added, of one patient or of many.
#[derive(Default)]
pub(super) struct KeyChanges {
    removed: Vec<(Key, String)>,
    added: Vec<(Key, String)>,
}

impl KeyChanges {
    /// Notes what leads from `old` to `new`; only what differs.
    pub(super) fn note(&mut self, old: Option<&Patient>, new: &Patient) {
        let (before, after) = (old.map(keys).unwrap_or_default(), keys(new));
        let with_id = |key: &Key| (key.clone(), new.id.to_string());
        self.removed.extend(before.difference(&after).map(with_id));
        self.added.extend(after.difference(&before).map(with_id));
    }
}

impl Write<'_> {
    /// Brings the keys up to date, in their own order: neighbours lie on the same page.
    pub(super) fn rekey(&self, mut changes: KeyChanges) -> Result<()> {
        for (sql, list) in [(KEY_REMOVE, &mut changes.removed), (KEY_ADD, &mut changes.added)] {
            list.sort_unstable_by(|(a, x), (b, y)| {
                (a.kind.as_str(), a.part, &a.text, x).cmp(&(b.kind.as_str(), b.part, &b.text, y))
            });
            for (key, id) in list {
                self.run(sql, (key.kind.as_str(), key.part, &key.text, &*id))?;
            }
        }
        Ok(())
    }
}

/// Whether a patient has a key that begins with this one.
fn fits(patient: &Patient, wanted: &Key) -> bool {
    let text = &wanted.text;
    match wanted.kind {
        // Looked up, never typed.
        Kind::BornName | Kind::BornKana => false,
        Kind::Birth => patient.birth_date.to_string().starts_with(text),
        Kind::Phone => phone_key(&patient.phone).starts_with(text),
        Kind::Number => numbers(patient).iter().any(|number| number.starts_with(text)),
        Kind::Name => search_key(&patient.name.joined("")).contains(text),
        Kind::Kana => search_key(&patient.kana.joined("")).contains(text),
    }
}

/// 患者番号 with and without its leading zeros.
fn numbers(patient: &Patient) -> [String; 2] {
    let number = number_key(&patient.chart_number);
    let short = number.trim_start_matches('0').to_owned();
    [number, short]
}

/// Every key by which a patient is found.
fn keys(patient: &Patient) -> BTreeSet<Key> {
    let mut keys = BTreeSet::new();
    for (kind, name) in [(Kind::Kana, &patient.kana), (Kind::Name, &patient.name)] {
        let text = search_key(&name.joined(""));
        for (i, (at, _)) in text.char_indices().enumerate() {
            // Single last characters are of no use; a whole name of one character is.
            if i == 0 || text[at..].chars().nth(1).is_some() {
                keys.insert(Key { kind, part: u8::from(i > 0), text: text[at..].to_owned() });
            }
        }
        if !text.is_empty() {
            let kind = if kind == Kind::Kana { Kind::BornKana } else { Kind::BornName };
            keys.insert(Key { kind, part: 0, text: format!("{:04}{text}", patient.birth_date.year()) });
        }
    }
    for text in numbers(patient).into_iter().filter(|text| !text.is_empty()) {
        keys.insert(Key { kind: Kind::Number, part: 0, text });
    }
    keys.insert(Key { kind: Kind::Birth, part: 0, text: patient.birth_date.to_string() });
    let phone = phone_key(&patient.phone);
    if !phone.is_empty() {
        keys.insert(Key { kind: Kind::Phone, part: 0, text: phone });
    }
    keys
}

/// The keys of a year of birth and the beginning of a name that are among these words.
fn born(words: &[Vec<Key>]) -> Vec<Key> {
    let all = || words.iter().flatten();
    let mut born = Vec::new();
    for year in all().filter(|key| key.kind == Kind::Birth && key.text.len() == "1945".len()) {
        for name in all() {
            let kind = match name.kind {
                Kind::Kana => Kind::BornKana,
                Kind::Name => Kind::BornName,
                _ => continue,
            };
            born.push(Key { kind, part: 0, text: format!("{}{}", year.text, name.text) });
        }
    }
    born
}

/// What a typed word may mean, the rarest first.
fn readings(word: &str, today: Date) -> Vec<Key> {
    let folded = fold_width(word);
    let digits = folded.bytes().filter(u8::is_ascii_digit).count();
    let mut readings = Vec::new();
    let mut add = |kind, text: String| {
        if !text.is_empty() {
            readings.push(Key { kind, part: 0, text });
        }
    };
    // Bare digits are a date only when there are eight: 昭和20年 is never typed as 20 alone.
    let like_a_date = digits == 8 || (digits > 0 && folded.bytes().any(|b| !b.is_ascii_digit()));
    if let Some(birth) = date::read_partial(word, today).ok().filter(|_| like_a_date) {
        add(Kind::Birth, PartialDate::iso(birth));
    }
    if folded.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        add(Kind::Number, number_key(word));
    }
    if digits >= 4 && folded.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'(' | b')')) {
        add(Kind::Phone, phone_key(word));
    }
    if digits == 0 {
        let key = search_key(word);
        if key.chars().all(|c| ('ァ'..='ヶ').contains(&c)) {
            add(Kind::Kana, key.clone());
        } else if let Some(kana) = romaji_key(word) {
            add(Kind::Kana, kana);
        }
        // 氏名 may be written in kana, too.
        add(Kind::Name, key);
    }
    readings.sort_by_key(|key| key.kind);
    readings
}

fn number_key(text: &str) -> String {
    fold_width(text).to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect()
}

/// The digits from the last to the first, so that the end of a number is the beginning of its key.
fn phone_key(text: &str) -> String {
    fold_width(text).chars().filter(char::is_ascii_digit).rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(word: &str) -> Vec<(Kind, String)> {
        readings(word, jiff::civil::date(2026, 11, 22)).into_iter().map(|key| (key.kind, key.text)).collect()
    }

    #[test]
    fn a_word_is_read_every_way_it_may_be_meant() {
        assert_eq!(meant("ヤマダ"), [(Kind::Name, "ヤマタ".to_owned()), (Kind::Kana, "ヤマタ".to_owned())]);
        assert_eq!(meant("ﾔﾏﾀﾞ"), meant("やまだ"));
        assert_eq!(meant("山田"), [(Kind::Name, "山田".to_owned())]);
        assert!(meant("yamada").contains(&(Kind::Kana, "ヤマタ".to_owned())));
        assert!(meant("yamada").contains(&(Kind::Name, "yamada".to_owned())));
        assert_eq!(meant("Ｓ２０．３．１")[0], (Kind::Birth, "1945-03-01".to_owned()));
        assert_eq!(meant("19450301")[0], (Kind::Birth, "1945-03-01".to_owned()));
        assert_eq!(meant("昭和20年3月")[0], (Kind::Birth, "1945-03".to_owned()));
        assert_eq!(meant("5678"), [(Kind::Number, "5678".to_owned()), (Kind::Phone, "8765".to_owned())]);
        assert_eq!(meant("12"), [(Kind::Number, "12".to_owned())]);
        assert_eq!(meant("00012"), [(Kind::Number, "00012".to_owned()), (Kind::Phone, "21000".to_owned())]);
    }
}
