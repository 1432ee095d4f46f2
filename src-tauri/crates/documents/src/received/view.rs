//! A received document as it is shown: plain lines and tables, complete.

use domain::{
    core6::{Body, Core6Kind, Moment, lab_result::Interpretation},
    date::{self, PartialDate},
    institution::InstitutionCode,
    patient::Branch,
    received::ReceivedKind,
};
use fhir::read::document::{Attachment, Document, Fact, Item, Media, Party, Person, Place, Section, Tree};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// How many lines of what was not understood are shown; the file itself has the rest.
const REST_LINES: usize = 600;
/// How many characters of one value are shown.
const REST_TEXT: usize = 400;

/// Stands where a file repeats the text of its section.
const SAME_TEXT: &str = "上の文章と同じ";

macro_rules! shown {
    ($($(#[$doc:meta])* pub struct $name:ident { $( $(#[$fdoc:meta])* pub $field:ident: $type:ty, )+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $( $(#[$fdoc])* pub $field: $type, )+ }
    )+};
}

shown! {
    /// A received document.
    pub struct ReceivedView {
        /// Kind.
        pub kind: ReceivedKind,
        /// Title as written, else the kind's name.
        pub title: String,
        /// When, by whom, to whom, which number.
        pub head: Vec<ViewLine>,
        /// The patient as the document names them.
        pub patient: Vec<ViewLine>,
        /// Sections in the order in which a reader wants them.
        pub parts: Vec<ViewPart>,
        /// What was not understood, as it is.
        pub rest: Vec<RestLine>,
        /// How many more lines of it there are.
        pub rest_more: i32,
        /// Ids, profiles, systems.
        pub technical: Vec<ViewLine>,
    }

    /// A name and what it says.
    pub struct ViewLine {
        /// What it is called.
        pub label: String,
        /// What it says.
        pub text: String,
    }

    /// A section.
    pub struct ViewPart {
        /// Title.
        pub title: String,
        /// Text for people, with line ends.
        pub text: String,
        /// Facts about the section itself.
        pub lines: Vec<ViewLine>,
        /// Rows of the 6情報, one table per kind.
        pub tables: Vec<RowTable>,
        /// Everything else.
        pub items: Vec<ViewItem>,
    }

    /// Rows of one kind.
    pub struct RowTable {
        /// Kind.
        pub kind: Core6Kind,
        /// Headings.
        pub heads: Vec<String>,
        /// Rows.
        pub rows: Vec<ViewRow>,
        /// What every one of several rows says alike, told once.
        pub common: Vec<ViewLine>,
    }

    /// A row of the 6情報.
    pub struct ViewRow {
        /// Its place in the document, for taking it over.
        pub item: i32,
        /// Cells under the headings.
        pub cells: Vec<String>,
        /// A value outside of its range.
        pub outside: bool,
        /// Marked as wrong or refuted: not to be taken over.
        pub void: bool,
        /// What it says beside its cells.
        pub lines: Vec<ViewLine>,
        /// Codes, ids.
        pub technical: Vec<ViewLine>,
    }

    /// Anything that is no row of the 6情報.
    pub struct ViewItem {
        /// What it is: `手術・処置`.
        pub label: String,
        /// Its main words.
        pub title: String,
        /// What it says.
        pub lines: Vec<ViewLine>,
        /// Files.
        pub attachments: Vec<ViewAttachment>,
        /// Codes, ids.
        pub technical: Vec<ViewLine>,
    }

    /// A file in the document.
    pub struct ViewAttachment {
        /// Its place in the document.
        pub index: i32,
        /// Title.
        pub title: String,
        /// `pdf`, `jpg`, `png`, `json` (another document), `txt`, `bin`; empty where the bytes are elsewhere.
        pub media: String,
        /// Bytes.
        pub size: i32,
        /// The text of a text; empty otherwise, and where it repeats its section's text.
        pub text: String,
        /// The place outside of the document.
        pub url: String,
    }

    /// One line of what was not understood.
    pub struct RestLine {
        /// The section or resource that it comes from; only on the first line of each.
        pub place: String,
        /// Where it stands in the file; only on the first line of each.
        pub path: String,
        /// How deep it is nested.
        pub depth: i32,
        /// Name of the field.
        pub name: String,
        /// Value.
        pub text: String,
    }
}

/// Lays a document out for reading.
pub fn view(document: &Document) -> ReceivedView {
    let mut placed = BTreeSet::new();
    let mut parts: Vec<ViewPart> = document
        .every_section()
        .into_iter()
        .map(|section| part(document, section, &mut placed))
        .filter(|part| !part.is_empty())
        .collect();
    let others: Vec<usize> = (0..document.items.len())
        .filter(|item| !placed.contains(item))
        .filter(|item| document.items.get(*item).is_some_and(|item| item.resource != "Patient"))
        .collect();
    let title = if document.kind == ReceivedKind::Core6 { "内容" } else { "そのほかの情報" };
    let mut other = ViewPart::titled(title);
    fill(document, &others, &mut other);
    if !other.is_empty() {
        parts.push(other);
    }
    let patients = document.items.iter().filter(|item| item.resource == "Patient");
    let mut patient: Vec<ViewLine> = document.patient.iter().flat_map(person_lines).collect();
    let mut technical = lines(&document.technical);
    for (place, one) in patients.enumerate() {
        if place > 0 {
            patient.extend(one.person.iter().flat_map(|person| person_lines(person)));
        }
        patient.extend(lines(&one.facts));
        technical.extend(lines(&one.technical));
    }
    let (rest, rest_more) = rest(document);
    ReceivedView {
        kind: document.kind,
        title: if document.title.is_empty() {
            document.kind.label().to_owned()
        } else {
            document.title.clone()
        },
        head: head(document),
        patient,
        parts,
        rest,
        rest_more,
        technical,
    }
}

impl ViewPart {
    fn titled(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            text: String::new(),
            lines: Vec::new(),
            tables: Vec::new(),
            items: Vec::new(),
        }
    }

    fn is_empty(&self) -> bool {
        self.text.is_empty() && self.lines.is_empty() && self.tables.is_empty() && self.items.is_empty()
    }
}

fn line(label: &str, text: impl Into<String>) -> Option<ViewLine> {
    let text: String = text.into();
    (!text.is_empty()).then(|| ViewLine { label: label.to_owned(), text: days(&text) })
}

fn lines(facts: &[Fact]) -> Vec<ViewLine> {
    facts.iter().filter_map(|fact| line(&fact.label, fact.text.as_str())).collect()
}

/// Days in ISO form, alone or at the ends of a period, as people read them.
fn days(text: &str) -> String {
    let day = |text: &str| match PartialDate::from_iso(text) {
        Some(at) if text.len() > 4 => Some(at.wareki()),
        _ => {
            let at = text.parse::<jiff::Timestamp>().ok().filter(|_| text.len() > 18)?;
            Some(moment(Some(Moment::Minute(domain::clock::in_japan(at)))))
        }
    };
    match text.split_once('〜') {
        Some((start, end)) => {
            let end_of = |text: &str| day(text).unwrap_or_else(|| text.to_owned());
            format!("{}〜{}", end_of(start), end_of(end))
        }
        None => day(text).unwrap_or_else(|| text.to_owned()),
    }
}

fn moment(at: Option<Moment>) -> String {
    match at {
        Some(Moment::Minute(at)) => format!("{} {}:{:02}", date::wareki(at.date()), at.hour(), at.minute()),
        Some(Moment::Day(day)) => date::wareki(day),
        None => String::new(),
    }
}

fn head(document: &Document) -> Vec<ViewLine> {
    let edition =
        if document.edition.is_empty() { String::new() } else { format!("第{}版", document.edition) };
    let guide = &document.guide;
    let found = [
        line("発行日時", moment(document.issued)),
        line("紹介元・作成", party(&document.sender)),
        line("紹介先", party(&document.receiver)),
        line("文書番号", document.number.as_str()),
        line("版", edition),
        line("規格", if guide.is_empty() { String::new() } else { format!("JP-CLINS {guide}") }),
    ];
    found.into_iter().flatten().chain(lines(&document.facts)).collect()
}

/// Institution, department and doctor in one line.
pub fn party(party: &Party) -> String {
    let place = party.place.as_ref();
    let parts = [
        place.map(|place| place.name.clone()),
        place.map(|place| place.department.clone()),
        party.person.as_ref().map(|person| person.name.joined(" ")),
    ];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　")
}

fn person_lines(person: &Person) -> Vec<ViewLine> {
    let insurance = person.insurance.as_ref();
    let branch = insurance.map(|insurance| match &insurance.branch {
        Branch::Number(number) => number.as_str(),
        _ => "",
    });
    let mut found = vec![
        line("氏名", person.name.joined(" ")),
        line("フリガナ", person.kana.joined(" ")),
        line("生年月日", person.birth_date.map(date::wareki).unwrap_or_default()),
        line("性別", person.sex.map(|sex| sex.label()).unwrap_or_default()),
        line("郵便番号", postal(&person.postal_code)),
        line("住所", person.address.as_str()),
        line("電話番号", person.phone.as_str()),
        line("保険者番号", insurance.map(|one| one.insurer_number.clone()).unwrap_or_default()),
        line("記号", insurance.map(|one| one.symbol.clone()).unwrap_or_default()),
        line("番号", insurance.map(|one| one.number.clone()).unwrap_or_default()),
        line("枝番", branch.unwrap_or_default()),
    ];
    for payer in &person.public_payers {
        found.push(line("公費", format!("{} {}", payer.payer_number, payer.recipient_number)));
    }
    for (institution, number) in &person.chart_numbers {
        found.push(line("患者番号", format!("{number}（{institution}）")));
    }
    found.into_iter().flatten().collect()
}

fn place_lines(place: &Place) -> Vec<ViewLine> {
    let code = match InstitutionCode::parse(&place.code) {
        Some(_) => line("医療機関番号", place.code.as_str()),
        None => line("医療機関番号（形が違うもの）", place.code.as_str()),
    };
    let found = [
        line("名称", place.name.as_str()),
        code,
        line("診療科", place.department.as_str()),
        line("郵便番号", postal(&place.postal_code)),
        line("所在地", place.address.as_str()),
        line("電話番号", place.phone.as_str()),
        line("FAX", place.fax.as_str()),
    ];
    found.into_iter().flatten().collect()
}

fn postal(code: &str) -> String {
    match code.split_at_checked(3) {
        Some((area, rest)) if code.len() == 7 && code.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{area}-{rest}")
        }
        _ => code.to_owned(),
    }
}

fn part(document: &Document, section: &Section, placed: &mut BTreeSet<usize>) -> ViewPart {
    let mut part = ViewPart::titled(&section.title);
    part.text.clone_from(&section.text);
    part.lines = lines(&section.facts);
    placed.extend(&section.items);
    fill(document, &section.items, &mut part);
    let text = &part.text;
    part.items.iter_mut().for_each(|item| refer(item, text));
    part
}

/// Letters send some texts twice, as the section's text and as a file (JP-CLINS §4.2, sections 330 and 220): one that
/// says the same to the letter is shown once. Blanks at the ends of lines, which XHTML does not keep, are no difference.
fn refer(item: &mut ViewItem, text: &str) {
    let same =
        |one: &str| one.trim_end().lines().map(str::trim_end).eq(text.trim_end().lines().map(str::trim_end));
    for attachment in item.attachments.iter_mut().filter(|one| !one.text.is_empty() && same(&one.text)) {
        attachment.text.clear();
        item.lines.extend(line("内容", SAME_TEXT));
    }
}

fn fill(document: &Document, items: &[usize], part: &mut ViewPart) {
    for place in items {
        let Some(item) = document.items.get(*place) else { continue };
        match &item.row {
            Some(row) => {
                let kind = row.body.kind();
                let shown = ViewRow {
                    item: small(*place),
                    cells: cells(&row.body),
                    outside: matches!(&row.body, Body::LabResult(body)
                        if matches!(body.interpretation, Some(Interpretation::High | Interpretation::Low))),
                    void: row.void,
                    lines: notes(&row.body).into_iter().chain(lines(&item.facts)).collect(),
                    technical: lines(&item.technical),
                };
                match part.tables.iter_mut().find(|table| table.kind == kind) {
                    Some(table) => table.rows.push(shown),
                    None => part.tables.push(RowTable {
                        kind,
                        heads: heads(kind),
                        rows: vec![shown],
                        common: Vec::new(),
                    }),
                }
            }
            None => part.items.push(view_item(document, item)),
        }
    }
    part.tables.iter_mut().for_each(tell_once);
}

/// Takes out of the rows what all of them say alike.
fn tell_once(table: &mut RowTable) {
    let [first, others @ ..] = table.rows.as_slice() else { return };
    if others.is_empty() {
        return;
    }
    let in_all = |line: &&ViewLine| others.iter().all(|row| row.lines.contains(line));
    let common: Vec<ViewLine> = first.lines.iter().filter(in_all).cloned().collect();
    for row in &mut table.rows {
        row.lines.retain(|line| !common.contains(line));
    }
    table.common = common;
}

fn view_item(document: &Document, item: &Item) -> ViewItem {
    let mut all = Vec::new();
    all.extend(item.place.iter().flat_map(|place| place_lines(place)));
    all.extend(item.person.iter().flat_map(|person| person_lines(person)));
    // The main words stand above the lines already.
    all.extend(lines(&item.facts).into_iter().filter(|line| line.text != item.title));
    ViewItem {
        label: item.label.clone(),
        title: item.title.clone(),
        lines: all,
        attachments: item
            .attachments
            .iter()
            .filter_map(|index| Some(attachment(*index, document.attachments.get(*index)?)))
            .collect(),
        technical: lines(&item.technical),
    }
}

fn attachment(index: usize, attachment: &Attachment) -> ViewAttachment {
    let text = match attachment.media {
        Media::Text => String::from_utf8_lossy(&attachment.bytes).into_owned(),
        _ => String::new(),
    };
    let here = !attachment.bytes.is_empty();
    ViewAttachment {
        index: small(index),
        title: attachment.title.clone(),
        media: if here { attachment.media.extension().to_owned() } else { String::new() },
        size: small(attachment.bytes.len()),
        text,
        url: attachment.url.clone(),
    }
}

fn heads(kind: Core6Kind) -> Vec<String> {
    let heads: &[&str] = match kind {
        Core6Kind::Condition => &["傷病名", "発症・開始", "転帰"],
        Core6Kind::Allergy | Core6Kind::Contraindication => &["物質", "区分", "反応", "重症度", "発症"],
        Core6Kind::Infection => &["検査", "結果", "材料", "採取日時"],
        Core6Kind::LabResult => &["検査項目", "結果", "", "単位", "基準値", "材料", "採取日時"],
        Core6Kind::Prescription => &["RP", "薬", "用量", "用法", "処方日"],
    };
    heads.iter().map(|head| (*head).to_owned()).collect()
}

fn cells(body: &Body) -> Vec<String> {
    let partial = |at: Option<PartialDate>| at.map(PartialDate::wareki).unwrap_or_default();
    match body {
        Body::Condition(body) => {
            let main = if body.principal { "（主傷病）" } else { "" };
            let outcome = body.outcome.map(|one| format!("{} {}", one.kind.label(), date::wareki(one.on)));
            vec![format!("{}{main}", body.display()), partial(body.onset), outcome.unwrap_or_default()]
        }
        Body::Allergy(body) => vec![
            body.text.clone(),
            body.category.label().to_owned(),
            body.reaction.clone(),
            body.criticality.map(|one| one.label().to_owned()).unwrap_or_default(),
            partial(body.onset),
        ],
        Body::Infection(body) => {
            vec![body.text.clone(), body.display(), body.specimen.clone(), moment(body.sampled)]
        }
        Body::LabResult(body) => vec![
            body.text.clone(),
            body.value.clone(),
            body.interpretation.map(|one| one.label().to_owned()).unwrap_or_default(),
            body.unit.clone(),
            body.range.display(),
            body.specimen.clone(),
            moment(body.sampled),
        ],
        Body::Prescription(body) => vec![
            body.rp.to_string(),
            body.text.clone(),
            body.amount(),
            format!("{} {}", body.kind.label(), body.instruction()).trim().to_owned(),
            date::wareki(body.prescribed_on),
        ],
    }
}

/// What a row says that has no cell.
fn notes(body: &Body) -> Vec<ViewLine> {
    let flags = |flags: domain::core6::Flags| {
        let words =
            [(flags.uninformed, "未告知"), (flags.undelivered, "未提供"), (flags.long_term, "長期保存")];
        words.iter().filter(|(set, _)| *set).map(|(_, word)| *word).collect::<Vec<_>>().join("・")
    };
    let (flag, ended, note) = match body {
        Body::Condition(body) => (flags(body.flags), None, &body.note),
        Body::Allergy(body) => (flags(body.flags), body.ended, &body.note),
        Body::Infection(body) => (flags(body.flags), None, &body.note),
        Body::LabResult(body) => (String::new(), None, &body.note),
        Body::Prescription(body) => (String::new(), body.ended, &body.note),
    };
    let starts = match body {
        Body::Prescription(body) => body.starts_on.map(date::wareki).unwrap_or_default(),
        _ => String::new(),
    };
    let found = [
        line("扱い", flag),
        line("終了", ended.map(date::wareki).unwrap_or_default()),
        line("投与開始", starts),
        line("注記", note.as_str()),
    ];
    found.into_iter().flatten().collect()
}

fn rest(document: &Document) -> (Vec<RestLine>, i32) {
    let mut shown = Vec::new();
    let mut more = 0usize;
    for leftover in document.leftovers() {
        let before = shown.len();
        branch(&leftover.tree, 0, &mut shown, &mut more);
        if let Some(first) = shown.get_mut(before) {
            first.place.clone_from(&leftover.place);
            first.path.clone_from(&leftover.path);
        }
    }
    (shown, small(more))
}

fn branch(tree: &Tree, depth: usize, shown: &mut Vec<RestLine>, more: &mut usize) {
    if shown.len() >= REST_LINES {
        *more += 1;
    } else {
        let text: String = match tree.text.char_indices().nth(REST_TEXT) {
            Some((end, _)) => format!("{}…（全{}字）", &tree.text[..end], tree.text.chars().count()),
            None => tree.text.clone(),
        };
        let name = tree.name.clone();
        shown.push(RestLine { place: String::new(), path: String::new(), depth: small(depth), name, text });
    }
    tree.branches.iter().for_each(|inner| branch(inner, depth + 1, shown, more));
}

fn small(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
