use super::*;
use crate::{clock::Clock, patient::NameParts, patient::PublicPayer};
use jiff::civil::date;
use proptest::prelude::*;

struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::UNIX_EPOCH
    }
}

fn insurance(insurer: &str, symbol: &str, number: &str, branch: Branch) -> Insurance {
    Insurance { insurer_number: insurer.into(), symbol: symbol.into(), number: number.into(), branch }
}

fn patient(name: &str, kana: &str, born: Date, insurance: Option<Insurance>) -> Patient {
    Patient {
        id: PatientId::new(&Fixed),
        version: 1,
        chart_number: "1".into(),
        name: NameParts::split(name),
        kana: NameParts::split(kana),
        birth_date: born,
        sex: Sex::Female,
        postal_code: "9990001".into(),
        address: "東京都文箱区本町1-2-3".into(),
        phone: String::new(),
        occupation: String::new(),
        insurance,
        public_payers: Vec::new(),
        merged_into: None,
    }
}

fn told(name: &str, kana: &str, born: Date, card: [&str; 3], branch: Option<&str>) -> Told {
    let [insurer_number, symbol, number] = card.map(str::to_owned);
    Told {
        card: Card { insurer_number, symbol, number, branch: branch.map(str::to_owned), assistance: false },
        name: name.into(),
        kana: kana.into(),
        birth_date: Some(born),
        sex: Some(Sex::Female),
        postal_code: "999-0001".into(),
        address: "東京都文箱区本町１－２－３".into(),
    }
}

fn hanako() -> Patient {
    let card = insurance("06990011", "みほん", "1234567", Branch::Number("02".into()));
    patient("髙橋 花子", "タカハシ ハナコ", date(1980, 4, 5), Some(card))
}

fn hanako_told() -> Told {
    let card = ["06990011", "みほん", "1234567"];
    told("●橋　花子", "ﾀｶﾊｼ ﾊﾅｺ", date(1980, 4, 5), card, Some("02"))
}

fn judged(told: &Told, patients: &[&Patient]) -> Judgement {
    let candidates: Vec<Candidate<'_>> =
        patients.iter().map(|patient| Candidate { patient, reference: false }).collect();
    judge(told, &candidates)
}

fn fields(told: &Told, patient: &Patient) -> Vec<&'static str> {
    differences(told, patient).into_iter().map(|one| one.field).collect()
}

#[test]
fn marks_stand_for_one_character() {
    assert!(same_name("●橋　花子", "髙橋 花子"));
    assert!(same_name("髙橋花子", "●橋　花子"));
    assert!(same_name("葛󠄀城　太郎", "葛城太郎"));
    assert!(!same_name("●橋　花子", "高橋　花"));
    assert!(!same_name("●橋　花子", "高木　花子"));
    assert!(!same_name("", ""));
    assert!(!same_name("髙橋　花子", "高橋　花子"));
}

#[test]
fn kana_are_compared_loosely() {
    assert!(same_kana("ｼﾖｳｼﾞ ｹﾝｲﾁ", "ショウジ　ケンイチ"));
    assert!(same_kana("ｲﾄｳ ﾕｳ", "いとう ゆう"));
    assert!(same_kana("ｵｵﾊｼ ﾏﾘ", "オオハシ　マリー"));
    assert!(!same_kana("ﾀｶﾊｼ ﾊﾅｺ", "タカハシ ハナヨ"));
    assert!(!same_kana("", " "));
}

#[test]
fn the_card_of_a_known_person_is_theirs() {
    let known = hanako();
    assert_eq!(judged(&hanako_told(), &[&known]), Judgement::Certain(known.id, MatchedBy::Insurance));
    assert_eq!(fields(&hanako_told(), &known), Vec::<&str>::new(), "another spelling is no difference");
}

#[test]
fn a_reference_number_needs_the_birth_date_and_a_name_that_fits() {
    let mut known = hanako();
    known.insurance = None;
    let by_reference = |told: &Told| judge(told, &[Candidate { patient: &known, reference: true }]);
    assert_eq!(by_reference(&hanako_told()), Judgement::Certain(known.id, MatchedBy::Reference));
    let born_later = Told { birth_date: Some(date(1980, 4, 6)), ..hanako_told() };
    assert!(matches!(by_reference(&born_later), Judgement::Ask(asked) if asked.len() == 1));
    let other_name =
        Told { name: "山本　緑".into(), kana: "ﾔﾏﾓﾄ ﾐﾄﾞﾘ".into(), ..hanako_told() };
    assert!(matches!(by_reference(&other_name), Judgement::Ask(asked) if asked.len() == 1));
    let unborn = Told { birth_date: None, ..hanako_told() };
    assert!(matches!(by_reference(&unborn), Judgement::Ask(_)));
}

#[test]
fn reference_and_card_of_two_people_ask() {
    let one = hanako();
    let mut other = hanako();
    other.insurance = None;
    let candidates =
        [Candidate { patient: &one, reference: false }, Candidate { patient: &other, reference: true }];
    assert!(matches!(judge(&hanako_told(), &candidates), Judgement::Ask(asked) if asked.len() == 2));
}

#[test]
fn twins_are_told_apart_by_branch_and_name() {
    let born = date(2015, 3, 20);
    let card = |branch| Some(insurance("06990011", "もり", "77", branch));
    let aoi = patient("森野 葵", "モリノ アオイ", born, card(Branch::Number("03".into())));
    let you = patient("森野 葉", "モリノ ヨウ", born, card(Branch::Number("04".into())));
    let tapped = |name: &str, kana: &str, branch| told(name, kana, born, ["06990011", "もり", "77"], branch);
    let both = [&aoi, &you];
    let judged_as = |told: &Told| judged(told, &both);
    assert_eq!(
        judged_as(&tapped("森野　葵", "ﾓﾘﾉ ｱｵｲ", Some("03"))),
        Judgement::Certain(aoi.id, MatchedBy::Insurance)
    );
    assert!(matches!(judged_as(&tapped("森野　葵", "ﾓﾘﾉ ｱｵｲ", None)), Judgement::Ask(asked)
        if asked[0].0 == aoi.id && asked.len() == 2));
    // The branch of one with the name of the other is nobody's.
    assert!(matches!(judged_as(&tapped("森野　葉", "ﾓﾘﾉ ﾖｳ", Some("03"))), Judgement::Ask(asked)
        if asked.len() == 2));
    // A marked name fits both; the kana do not.
    assert!(matches!(judged_as(&tapped("森野　●", "ﾓﾘﾉ ﾖｳ", Some("03"))), Judgement::Ask(_)));
    assert_eq!(
        judged_as(&tapped("森野　●", "ﾓﾘﾉ ﾖｳ", Some("04"))),
        Judgement::Certain(you.id, MatchedBy::Insurance)
    );
}

#[test]
fn a_branch_that_nobody_looked_at_asks_once() {
    let mut known = hanako();
    known.insurance.as_mut().unwrap().branch = Branch::Unchecked;
    assert!(matches!(judged(&hanako_told(), &[&known]), Judgement::Ask(asked) if asked.len() == 1));
    assert_eq!(fields(&hanako_told(), &known), ["insurance.branch"]);
    let card = Some(insurance("39139998", "", "00011122", Branch::Unchecked));
    let old = patient("大庭 鶴", "オオバ ツル", date(1941, 1, 5), card);
    let tapped = told("大庭　鶴", "ｵｵﾊﾞ ﾂﾙ", date(1941, 1, 5), ["39139998", "", "11122"], None);
    assert_eq!(judged(&tapped, &[&old]), Judgement::Certain(old.id, MatchedBy::Insurance));
    assert_eq!(fields(&tapped, &old), ["insurance.branch"], "to be noted as not printed");
}

#[test]
fn family_birthday_and_namesake_alone_are_nobody() {
    let mut family = hanako();
    family.name = NameParts::split("髙橋 太郎");
    family.kana = NameParts::split("タカハシ タロウ");
    family.birth_date = date(2010, 1, 1);
    let stranger = patient("見本 花", "ミホン ハナ", date(1980, 4, 5), None);
    let namesake = patient("高橋 花子", "タカハシ ハナコ", date(1955, 5, 5), None);
    assert_eq!(judged(&hanako_told(), &[&family, &stranger, &namesake]), Judgement::Ask(Vec::new()));
    let likely = patient("高橋 花子", "タカハシ ハナコ", date(1980, 4, 5), None);
    assert!(matches!(judged(&hanako_told(), &[&stranger, &likely]), Judgement::Ask(asked)
        if asked.len() == 1 && asked[0].0 == likely.id));
}

#[test]
fn assistance_is_looked_for_among_the_payers() {
    let mut known = hanako();
    known
        .public_payers
        .push(PublicPayer { payer_number: "12131234".into(), recipient_number: "7654302".into() });
    let mut tapped = hanako_told();
    tapped.card = Card {
        insurer_number: "12131234".into(),
        number: "7654302".into(),
        assistance: true,
        ..Card::default()
    };
    assert_eq!(judged(&tapped, &[&known]), Judgement::Certain(known.id, MatchedBy::Insurance));
    assert_eq!(fields(&tapped, &known), Vec::<&str>::new());
    known.public_payers.clear();
    assert_eq!(fields(&tapped, &known), [PAYERS_FIELD]);
    assert!(insurance_of(&tapped.card).is_none());
}

#[test]
fn what_differs_is_told_field_by_field() {
    let mut moved = hanako_told();
    moved.name = "山本　●子".into();
    moved.address = "大阪府見本市３丁目４番５号".into();
    moved.card.number = "7654321".into();
    moved.card.branch = None;
    let found = differences(&moved, &hanako());
    let fields: Vec<&str> = found.iter().map(|one| one.field).collect();
    assert_eq!(fields, ["name", "address", "insurance.number", "insurance.branch"]);
    assert_eq!(found[0].refused, Some(&rule::NAME_UNREADABLE_MARK));
    assert_eq!(found[3].told, "印字なし");
    let mut here = hanako();
    here.address = "大阪府見本市3-4-5".into();
    assert!(!differences(&moved, &here).iter().any(|one| one.field == "address"));
    here.address = "大阪府見本市34-5".into();
    assert!(differences(&moved, &here).iter().any(|one| one.field == "address"));
    let nothing = Told { birth_date: None, ..Told::default() };
    assert!(differences(&nothing, &hanako()).is_empty(), "what was not told is no difference");
}

fn names() -> impl Strategy<Value = (String, String)> {
    ("[一-龠]{1,3} [一-龠]{1,3}", "[ア-ン]{2,4} [ア-ン]{2,4}")
}

prop_compose! {
    /// Few cards and days, so that people share them.
    fn somebody()(
        (name, kana) in names(), day in 1i8..4, number in 1u8..4, branch in 0u8..4, reference in any::<bool>()
    ) -> (Patient, bool) {
        let branch = match branch { 0 => Branch::Unchecked, 1 => Branch::NonePrinted, n => Branch::Number(format!("0{n}")) };
        let card = insurance("06990011", "", &number.to_string(), branch);
        (patient(&name, &kana, date(1980, 1, day), Some(card)), reference)
    }
}

prop_compose! {
    fn anybody()((name, kana) in names(), day in 1i8..4, number in 1u8..4, branch in 0u8..4) -> Told {
        let branch = (branch > 1).then(|| format!("0{branch}"));
        told(&name, &kana, date(1980, 1, day), ["06990011", "", &number.to_string()], branch.as_deref())
    }
}

proptest! {
    #[test]
    fn a_name_with_marks_is_still_itself(name in "[一-龠]{2,6}", at in 0usize..6) {
        let marked: String = name.chars().enumerate().map(|(i, c)| if i == at { MARK } else { c }).collect();
        prop_assert!(same_name(&marked, &name));
        prop_assert!(same_name(&name, &name));
    }

    #[test]
    fn what_is_certain_was_born_then_and_is_called_so(
        mut told in anybody(), people in proptest::collection::vec(somebody(), 0..6), like in 0usize..6
    ) {
        // One of them may really be here.
        if let Some((patient, _)) = people.get(like) {
            told.name = patient.name.joined("　");
            told.kana = patient.kana.joined(" ");
        }
        let candidates: Vec<Candidate<'_>> =
            people.iter().map(|(patient, reference)| Candidate { patient, reference: *reference }).collect();
        match judge(&told, &candidates) {
            Judgement::Certain(id, by) => {
                let found: Vec<_> = people.iter().filter(|(patient, _)| patient.id == id).collect();
                prop_assert_eq!(found.len(), 1);
                let (patient, reference) = found[0];
                let agreement = Agreement::of(&told, patient, *reference);
                prop_assert!(agreement.birth_date.is_same() && agreement.name != Match::Differs);
                match by {
                    MatchedBy::Reference => prop_assert!(reference),
                    _ => prop_assert!(agreement.card.is_same() && agreement.branch.is_same()),
                }
                let rivals = people.iter().filter(|(other, reference)| other.id != id
                    && Agreement::of(&told, other, *reference).certain().is_some());
                prop_assert_eq!(rivals.count(), 0);
            }
            Judgement::Ask(asked) => {
                prop_assert!(asked.iter().all(|(id, _)| people.iter().any(|(patient, _)| patient.id == *id)));
                prop_assert!(asked.windows(2).all(|two| two[0].1.weight() >= two[1].1.weight()));
            }
        }
        let mut turned = candidates.clone();
        turned.reverse();
        prop_assert_eq!(judge(&told, &turned), judge(&told, &candidates), "the order does not matter");
    }

    #[test]
    fn marks_change_no_judgement(told in anybody(), (patient, reference) in somebody(), at in 0usize..3) {
        let plain = Told { name: patient.name.joined("　"), kana: patient.kana.joined(" "), ..told };
        let marked = plain.name.chars().enumerate().map(|(i, c)| if i == at && c != '　' { MARK } else { c });
        let marked = Told { name: marked.collect(), ..plain.clone() };
        let candidates = [Candidate { patient: &patient, reference }];
        prop_assert_eq!(judge(&marked, &candidates), judge(&plain, &candidates));
        prop_assert!(!fields(&marked, &patient).contains(&"name"));
    }

    #[test]
    fn what_a_card_says_differs_from_nothing_once_it_is_stored(told in anybody(), (patient, _) in somebody()) {
        let stored = Patient {
            name: NameParts::split(&told.name),
            kana: NameParts::split(&told.kana),
            birth_date: told.birth_date.unwrap(),
            insurance: insurance_of(&told.card),
            ..patient
        };
        prop_assert_eq!(fields(&told, &stored), Vec::<&str>::new());
        prop_assert_eq!(
            judge(&told, &[Candidate { patient: &stored, reference: false }]),
            Judgement::Certain(stored.id, MatchedBy::Insurance)
        );
    }

    #[test]
    fn nothing_panics(name in "\\PC{0,8}", kana in "\\PC{0,8}", number in "\\PC{0,8}", address in "\\PC{0,20}") {
        let odd = Told {
            name, kana, address, postal_code: number.clone(),
            card: Card { insurer_number: number.clone(), symbol: number.clone(), branch: Some(number.clone()), number, assistance: false },
            ..Told::default()
        };
        let known = hanako();
        let _ = differences(&odd, &known);
        let _ = judged(&odd, &[&known]);
    }
}
