//! The papers that go with a letter.

use crate::{
    golden::golden,
    letters::{fully_coded, shortest, text_only},
    support::{self, Order},
};
use documents::{
    companions::{BookingForm, Companion, EnvelopeForm, FaxCoverForm, LabelsForm, paper},
    referral_letter::content::Letter,
};
use domain::{
    companion::{Envelope, LabelSheet, Visited},
    finding::Finding,
};
use jiff::civil::date;

fn today() -> domain::date::Date {
    date(2026, 11, 24)
}

/// The letter with an addressee whose place is known.
fn addressed() -> Letter {
    let mut letter = fully_coded();
    let to = &mut letter.addressee;
    to.name = "地域総合病院機構 南海中央医療センター".into();
    to.department = "循環器内科".into();
    to.doctor = "髙﨑 𠮷郎".into();
    to.postal_code = "1600023".into();
    to.address = "東京都新宿区西新宿2丁目8番1号 南海ビルディング (東棟) 12階".into();
    to.fax = "03-5000-0002".into();
    letter
}

fn fax(number: &str, again: &str) -> Companion {
    let form = FaxCoverForm {
        number: number.into(),
        again: again.into(),
        sheets: "３".into(),
        note: "予約日が決まりましたらお知らせください。".into(),
    };
    Companion::FaxCover(form)
}

fn envelope(envelope: Envelope) -> Companion {
    Companion::Envelope(EnvelopeForm { envelope, confidential: true })
}

fn labels(sheet: LabelSheet, first: &str, count: &str) -> Companion {
    Companion::Labels(LabelsForm { sheet, first: first.into(), count: count.into() })
}

fn booking() -> BookingForm {
    BookingForm {
        wishes: ["R8.12.1 午前".into(), "12/3".into(), String::new()],
        department: "循環器内科".into(),
        doctor: "髙﨑先生".into(),
        visited: Visited::Yes,
        visited_id: "0123456".into(),
        contact: "受付 文箱".into(),
        note: "歩行に車いすを使います。".into(),
    }
}

fn rules(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.rule.id).collect()
}

/// Lays out, looks, and checks that nothing was squeezed or missing.
fn good(name: &str, letter: &Letter, companion: &Companion) {
    let (laid, findings) = paper(letter, companion, today());
    assert_eq!(rules(&findings), Vec::<&str>::new());
    if let Some(rendered) = golden(name, &laid.expect("a paper")) {
        assert_eq!(rendered.pages, 1);
        assert_eq!(rendered.squeezed, []);
        assert_eq!(rendered.missing, []);
    }
}

#[test]
fn fax_cover() {
    good("fax_cover", &addressed(), &fax("03-5000-0002", "0350000002"));
}

#[test]
fn long_envelope_upright() {
    good("envelope_long_upright", &addressed(), &envelope(Envelope::LongUpright));
}

/// Text that runs downwards is drawn with other glyphs, and still read and searched as it was typed.
#[test]
fn the_upright_envelope_says_what_was_typed() {
    let mut letter = addressed();
    letter.addressee.address = "東京都葛\u{E0100}飾区1-2-3「文箱ビル」（東棟）、12階ー".into();
    let (laid, _) = paper(&letter, &envelope(Envelope::LongUpright), today());
    let Some(fonts) = support::fonts() else { return };
    let rendered = print::render(&laid.expect("a paper"), &fonts).expect("a PDF");
    assert_eq!(rendered.missing, []);
    let Some(read) = support::pdftotext(&rendered.pdf, Order::Drawn) else { return };
    let read: String = read.split_whitespace().collect();
    for typed in [&letter.addressee.address, &letter.addressee.name, "診療情報提供書在中"] {
        let typed: String = typed.split_whitespace().collect();
        assert!(read.contains(&typed), "{typed} is not in {read}");
    }
}

#[test]
fn long_envelope_lying() {
    good("envelope_long_lying", &addressed(), &envelope(Envelope::LongLying));
}

#[test]
fn square_envelope() {
    good("envelope_square", &addressed(), &envelope(Envelope::Square));
}

#[test]
fn window_envelope() {
    good("envelope_window", &addressed(), &envelope(Envelope::Window));
}

#[test]
fn twelve_labels() {
    good("labels_12", &addressed(), &labels(LabelSheet::Twelve, "4", "2"));
}

#[test]
fn twenty_four_labels() {
    good("labels_24", &addressed(), &labels(LabelSheet::TwentyFour, "1", "24"));
}

#[test]
fn booking_by_fax() {
    good("booking", &addressed(), &Companion::Booking(booking()));
}

#[test]
fn a_number_has_to_be_the_same_twice() {
    let said = |number, again| {
        let (laid, findings) = paper(&addressed(), &fax(number, again), today());
        (laid.is_some(), rules(&findings).join(" "))
    };
    assert_eq!(said("03-5000-0002", "0350000002"), (true, String::new()));
    assert_eq!(said("03-5000-0002", "03-5000-0003"), (false, "fax.numbers-differ".into()));
    assert_eq!(said("03-5000-0002", ""), (false, "fax.number-missing".into()));
    assert_eq!(said("", ""), (false, "fax.number-missing".into()));
    assert_eq!(said("03-5000-0009", "03-5000-0009"), (true, "fax.number-other".into()));
}

#[test]
fn the_cover_names_no_patient() {
    let letter = addressed();
    let (laid, _) = paper(&letter, &fax("03-5000-0002", "03-5000-0002"), today());
    let said = format!("{:?}", laid.expect("a paper"));
    assert!(!said.contains(&letter.patient.name.joined(" ")) && !said.contains(&letter.patient.address));
}

#[test]
fn labels_stay_on_their_sheet() {
    let said = |first, count| {
        let (laid, findings) = paper(&addressed(), &labels(LabelSheet::Twelve, first, count), today());
        (laid.is_some(), rules(&findings).join(" "))
    };
    assert_eq!(said("12", "1"), (true, String::new()));
    assert_eq!(said("12", "2"), (false, "label.count".into()));
    assert_eq!(said("13", "1"), (false, "label.place".into()));
    assert_eq!(said("0", "1"), (false, "label.place".into()));
    assert_eq!(said("一", "1"), (false, "label.place".into()));
}

#[test]
fn a_booking_wants_a_day() {
    let said = |wish: &str| {
        let form = BookingForm { wishes: [wish.into(), String::new(), String::new()], ..booking() };
        let (laid, findings) = paper(&addressed(), &Companion::Booking(form), today());
        (laid.is_some(), rules(&findings).join(" "))
    };
    assert_eq!(said("R8.12.1"), (true, String::new()));
    assert_eq!(said(""), (false, "booking.wish-missing".into()));
    assert_eq!(said("R8.11.1"), (true, "booking.wish-past".into()));
    assert!(!said("R8.13.1").0);
}

#[test]
fn without_an_address_the_name_is_printed() {
    let mut letter = shortest();
    letter.addressee.address = String::new();
    for envelope in Envelope::ALL {
        let (laid, findings) = paper(
            &letter,
            &Companion::Envelope(EnvelopeForm { envelope: *envelope, confidential: false }),
            today(),
        );
        assert!(laid.is_some());
        assert_eq!(rules(&findings), ["envelope.no-address"]);
    }
    assert!(paper(&text_only(), &Companion::Booking(booking()), today()).0.is_some());
}
