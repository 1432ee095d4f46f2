use crate::{
    golden::golden,
    letters::{fully_coded, shortest, text_only},
    support::{self, Order},
};
use documents::referral_letter::{
    content::{AnsweredLetter, Letter, PaperStyle},
    form::limit,
    paper::{Options, Stage, paper},
};
use documents::seal::{self, Seal};
use domain::{
    institution::ReceiverKind,
    letter::LetterKind,
    patient::{NameParts, Sex},
};
use jiff::civil::date;

/// The text of the letter's PDF with runs of blanks drawn together, or `None` without fonts or `pdftotext`.
fn read(letter: &Letter, options: Options) -> Option<String> {
    layout(&paper(letter, options))
}

/// The same of any paper.
pub fn layout(paper: &print::Paper) -> Option<String> {
    let rendered = print::render(paper, &support::fonts()?).expect("a PDF");
    assert_eq!(rendered.squeezed, []);
    let text = support::pdftotext(&rendered.pdf, Order::Layout)?;
    let lines =
        text.lines().map(|line| line.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" "));
    Some(lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"))
}

fn long() -> Letter {
    let mut letter = fully_coded();
    letter.texts.course = "食後に上腹部痛が続いています。黒色便はありません。".repeat(60);
    letter
}

fn reply() -> Letter {
    let mut letter = text_only();
    letter.kind = LetterKind::Reply;
    letter.answered = Some(AnsweredLetter { date: Some(date(2026, 11, 1)), number: "R8-77".into() });
    letter.texts.purpose = "ご紹介いただきありがとうございました。結果をご報告いたします。".into();
    letter
}

fn infant() -> Letter {
    let mut letter = shortest();
    letter.patient.birth_date = date(2025, 1, 5);
    letter.patient.sex = Sex::Unknown;
    letter.date = date(2026, 11, 22);
    letter
}

fn rare_name() -> Letter {
    let mut letter = text_only();
    letter.patient.name = NameParts::split("𠮷﨑 髙\u{E0100}辻\u{E0101}");
    letter.patient.birth_date = date(1912, 7, 29);
    letter
}

/// The letter with a 職印 of 24 mm and a 個人印 of 12 mm.
fn sealed() -> Letter {
    let seal = |dots, size| {
        let picture = support::png(dots, dots, &support::seal(dots as usize - 80, 40, [255; 4]));
        Seal { imprint: seal::read(&picture, "").expect("a seal"), size }
    };
    let mut letter = fully_coded();
    letter.institution.name = "医療法人社団 見本会 見本内科循環器科クリニック".into();
    letter.institution.address = "東京都見本区見本町4丁目5番6号 見本ビルディング3階".into();
    letter.clinic_seal = Some(seal(440, 240));
    letter.doctor_seal = Some(seal(320, 120));
    letter
}

/// The letter of a patient whose name, フリガナ and address came from an insurer's data with gaps.
fn lost() -> Letter {
    let mut letter = fully_coded();
    letter.patient.name = NameParts::split("●橋 花●");
    letter.patient.kana = NameParts::split("●カハシ ハナコ");
    letter.patient.address = "東京都見本区●町1-2-3".into();
    letter
}

macro_rules! text_of {
    ($($name:ident => $letter:expr, $options:expr;)+) => {$(
        #[test]
        fn $name() {
            if let Some(rendered) = golden(stringify!($name), &paper(&$letter, $options)) {
                assert_eq!(rendered.squeezed, []);
            }
        }
    )+};
}

text_of! {
    text_only_letter => text_only(), Options::default();
    fully_coded_letter => fully_coded(), Options::default();
    long_letter => long(), Options { office_copy: true, ..Options::default() };
    reply_letter => reply(), Options { reissued: true, ..Options::default() };
    infant_letter => infant(), Options { stage: Stage::Draft, ..Options::default() };
    rare_name_letter => rare_name(), Options::default();
    sealed_letter => sealed(), Options::default();
    lost_name_letter => lost(), Options::default();
}

#[test]
fn large_print_and_gothic_and_civil_years_lose_nothing() {
    let mut letter = fully_coded();
    letter.style = PaperStyle { large_print: true, gothic: true, civil_years: true };
    let Some(text) = read(&letter, Options::default()) else { return };
    for words in ["1951年3月1日", "75歳", "2026年11月22日", "左前腕骨折", "ポビドンヨード", "体重減少なし"]
    {
        assert!(text.contains(words), "{words} is missing in\n{text}");
    }
    assert!(!text.contains("令和"), "{text}");
}

#[test]
fn an_office_is_addressed_as_a_whole() {
    let mut letter = shortest();
    letter.addressee.kind = ReceiverKind::HealthCenter;
    letter.addressee.name = "見本保健所".into();
    let Some(text) = read(&letter, Options::default()) else { return };
    assert!(text.contains("見本保健所 御中"), "{text}");
}

#[test]
fn silence_about_allergies_is_said() {
    let Some(text) = read(&shortest(), Options::default()) else { return };
    assert!(text.contains("アレルギー：未確認"), "{text}");
    assert!(text.contains("禁忌薬：未確認"), "{text}");
}

#[test]
fn drafts_bear_no_seal_and_copies_do() {
    let pages = |letter: &Letter, options| {
        let rendered = print::render(&paper(letter, options), &support::fonts()?).expect("a PDF");
        Some(print::pages::png(&rendered.pdf, 72.0).expect("images"))
    };
    let mut bare = sealed();
    (bare.clinic_seal, bare.doctor_seal) = (None, None);
    let draft = Options { stage: Stage::Draft, ..Options::default() };
    assert_eq!(pages(&sealed(), draft), pages(&bare, draft));
    let copy = Options { office_copy: true, ..Options::default() };
    for options in [Options::default(), copy] {
        let Some(with) = pages(&sealed(), options) else { return };
        assert_ne!(Some(with), pages(&bare, options));
    }
}

#[test]
fn seals_cost_few_bytes() {
    let Some(fonts) = support::fonts() else { return };
    let size =
        |letter: &Letter| print::render(&paper(letter, Options::default()), &fonts).expect("a PDF").pdf.len();
    let mut bare = sealed();
    (bare.clinic_seal, bare.doctor_seal) = (None, None);
    let more = size(&sealed()) - size(&bare);
    assert!((2_000..16_000).contains(&more), "{more} bytes");
}

#[test]
fn what_was_lost_is_asked_for_and_still_copied() {
    let Some(text) = read(&lost(), Options::default()) else { return };
    for words in ["●橋 花●", "●カハシ ハナコ", "見本区●町"] {
        assert!(text.contains(words), "{words} is missing in\n{text}");
    }
    // A mark of the doctor's own stays what it is.
    let mut letter = text_only();
    letter.texts.course = "● 経過".into();
    let Some(fonts) = support::fonts() else { return };
    let rendered = print::render(&paper(&letter, Options::default()), &fonts).expect("a PDF");
    assert_eq!(rendered.missing, []);
}

#[test]
fn the_title_names_no_patient() {
    let letter = text_only();
    let title = paper(&letter, Options::default()).meta.title;
    assert!(!title.contains(&letter.patient.name.family), "{title}");
}

#[test]
fn long_letters_go_on_with_their_head_repeated() {
    let Some(fonts) = support::fonts() else { return };
    let rendered = print::render(&paper(&long(), Options::default()), &fonts).expect("a PDF");
    assert!(rendered.pages >= 2);
    let Some(text) = support::pdftotext(&rendered.pdf, Order::Layout) else { return };
    let heads = text.matches("続紙").count();
    assert!(heads >= rendered.pages as usize - 1, "{text}");
    assert!(text.contains(&format!("{0}/{0}頁", rendered.pages)), "{text}");
}

/// No mail and no service takes a letter larger than this, in bytes.
const LARGEST: usize = 10 * 1024 * 1024;

#[test]
fn the_longest_letter_stays_below_ten_megabytes() {
    let Some(fonts) = support::fonts() else { return };
    // Every box at its limit, with as many different kanji as a letter may ever have.
    let text: String = ('\u{4E00}'..='\u{9FA0}').step_by(5).cycle().take(limit::PROSE).collect();
    let mut letter = fully_coded();
    let texts = &mut letter.texts;
    for box_ in [&mut texts.diagnosis, &mut texts.purpose, &mut texts.past_history, &mut texts.allergy] {
        box_.clone_from(&text);
    }
    for box_ in [&mut texts.course, &mut texts.treatment, &mut texts.medication, &mut texts.remarks] {
        box_.clone_from(&text);
    }
    let rendered = print::render(&paper(&letter, Options::default()), &fonts).expect("a PDF");
    assert!(rendered.pages > 80, "{} pages", rendered.pages);
    assert!(rendered.pdf.len() < LARGEST, "{} bytes", rendered.pdf.len());
    assert_eq!(rendered.squeezed, []);
    let Some(read) = support::pdftotext(&rendered.pdf, Order::Drawn) else { return };
    let written = text.chars().next_back().expect("a last character");
    assert!(read.matches(written).count() >= 8 * text.matches(written).count(), "the ends are there");
}
