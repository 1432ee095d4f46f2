//! What the sheets of every kind of document share: how a copy is marked, the file's own words, the heads of
//! further pages and the foot.

use crate::calendar;
use domain::{
    date::Date,
    finding::Finding,
    id::DocumentId,
    patient::{Patient, UNREADABLE},
    rule,
};
use jiff::Timestamp;
use print::{Align, Area, Item, Mark, Meta, Span, TextBox, TextLine, VerticalAlign, Written, style};

/// What kind of copy is printed. The default is the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Options {
    /// How far the document has come.
    pub stage: Stage,
    /// 控え: the copy that stays with the chart.
    pub office_copy: bool,
    /// 再発行.
    pub reissued: bool,
}

/// How the paper is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct PaperStyle {
    /// Larger type than the ordinary one of its kind.
    pub large_print: bool,
    /// ゴシック instead of 明朝.
    pub gothic: bool,
    /// Civil years instead of 和暦.
    pub civil_years: bool,
}

/// How far a document has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Stage {
    /// 下書き.
    Draft,
    /// 確定.
    #[default]
    Final,
    /// 取消.
    Withdrawn,
}

/// What stands across a document that was taken back.
pub const WITHDRAWN: &str = "取消";

/// Left edge of everything, in millimetres.
pub(crate) const LEFT: f32 = 20.0;
/// Width of everything.
pub(crate) const WIDTH: f32 = 170.0;
/// Japan is nine hours east of UTC.
const JAPAN: jiff::tz::Offset = jiff::tz::Offset::constant(9);

/// Marks of a copy.
pub(crate) fn marks(options: Options) -> Vec<Mark> {
    let across = match options.stage {
        Stage::Draft => Some(Mark::Across("下書き".to_owned())),
        Stage::Final => None,
        Stage::Withdrawn => Some(Mark::Across(WITHDRAWN.to_owned())),
    };
    let corner = [(options.office_copy, "控え"), (options.reissued, "再発行")];
    let corner =
        corner.iter().filter(|(wanted, _)| *wanted).map(|(_, words)| Mark::Corner((*words).to_owned()));
    across.into_iter().chain(corner).collect()
}

/// A document as its sheets name it.
pub(crate) struct Named<'a> {
    /// Title, with the kind behind it where there are several.
    pub title: String,
    /// Who it is about.
    pub patient: &'a Patient,
    /// The day that it bears.
    pub date: Date,
    /// The document; its 32 hex digits are the document number.
    pub document: DocumentId,
    /// 版数, from 1.
    pub version: u32,
    /// When this version was made.
    pub made_at: Timestamp,
    /// Civil years instead of 和暦.
    pub civil_years: bool,
}

impl Named<'_> {
    fn day(&self, on: Date) -> String {
        calendar::day(self.civil_years, on)
    }

    /// What the file says of itself. `author` answers for the content.
    pub(crate) fn meta(&self, author: &str) -> Meta {
        let at = JAPAN.to_datetime(self.made_at);
        Meta {
            // Viewers show the title in their window, so it names no patient.
            title: format!("{} 第{}版", self.title, self.version),
            author: author.to_owned(),
            id: uuid::Uuid::try_parse(&self.document.simple()).unwrap_or_default().into_bytes(),
            written: Written {
                year: at.year(),
                month: at.month().unsigned_abs(),
                day: at.day().unsigned_abs(),
                hour: at.hour().unsigned_abs(),
                minute: at.minute().unsigned_abs(),
                second: at.second().unsigned_abs(),
                offset_minutes: 540,
            },
        }
    }

    /// The head of 続紙: whose document it continues.
    pub(crate) fn continuation(&self) -> Vec<Item> {
        let days = format!("　生年月日 {}　{}　", self.day(self.patient.birth_date), self.day(self.date));
        let name = of_patient(self.patient.name.joined(" "));
        let spans = [
            Span::new("患者氏名 "),
            name,
            Span::new(days),
            Span::page(),
            Span::new("/"),
            Span::pages(),
            Span::new("頁"),
        ];
        vec![
            Item::Text(
                TextBox::new(
                    Area::new(LEFT, 16.0, 56.0, 8.0),
                    8.0,
                    [TextLine::new(11.0, [Span::bold(format!("{}　続紙", self.title))])],
                )
                .vertical(VerticalAlign::Bottom),
            ),
            Item::Text(
                TextBox::new(
                    Area::new(78.0, 16.0, LEFT + WIDTH - 78.0, 8.0),
                    style::SMALL_PRINT,
                    [TextLine::new(9.0, spans).align(Align::Right)],
                )
                .vertical(VerticalAlign::Bottom),
            ),
        ]
    }

    /// The foot of every page, from `top` millimetres: document number and version, page, time.
    pub(crate) fn foot(&self, top: f32) -> Vec<Item> {
        let at = JAPAN.to_datetime(self.made_at);
        let version = match self.version {
            1 => "第1版".to_owned(),
            n => format!("第{n}版（訂正）"),
        };
        let small = |x: f32, width: f32, line: TextLine| {
            let area = Area::new(x, top, width, 4.0);
            Item::Text(TextBox::new(area, 5.0, [line]).vertical(VerticalAlign::Middle))
        };
        let number = format!("文書番号 {}　{version}", self.document.simple());
        let page = [Span::new("― "), Span::page(), Span::new("/"), Span::pages(), Span::new(" ―")];
        let time = format!("作成 {} {}:{:02}", self.day(at.date()), at.hour(), at.minute());
        let line = |text: String| TextLine::new(style::SMALL_PRINT, [Span::new(text)]);
        vec![
            small(LEFT, 70.0, line(number)),
            small(90.0, 30.0, TextLine::new(8.5, page).align(Align::Center)),
            small(125.0, LEFT + WIDTH - 125.0, line(time).align(Align::Right)),
        ]
    }
}

/// What is known of the patient, with a box to write into where the insurer's data lack a character.
pub(crate) fn of_patient(text: impl Into<String>) -> Span {
    Span::new(text).lost(UNREADABLE)
}

/// Where the patient's data lack a character, which the paper then asks for.
pub(crate) fn unreadable(patient: &Patient) -> Vec<Finding> {
    let (name, kana) = (patient.name.joined(" "), patient.kana.joined(" "));
    [
        ("氏名", "patient.name", &name),
        ("フリガナ", "patient.kana", &kana),
        ("住所", "patient.address", &patient.address),
    ]
    .into_iter()
    .filter(|(_, _, text)| text.contains(UNREADABLE))
    .map(|(label, path, _)| Finding::with(&rule::LETTER_UNREADABLE_MARK, path, [label.to_owned()]))
    .collect()
}

/// `〒123-4567`, or nothing.
pub(crate) fn postal(code: &str) -> String {
    match (code.get(..3), code.get(3..)) {
        (Some(area), Some(rest)) if code.len() == 7 => format!("〒{area}-{rest}"),
        _ if code.is_empty() => String::new(),
        _ => format!("〒{code}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postal_codes_get_their_hyphen() {
        assert_eq!(postal("1000001"), "〒100-0001");
        assert_eq!(postal(""), "");
        assert_eq!(postal("〇一二三四五六"), "〒〇一二三四五六");
    }
}
