//! Fictional people, with fictional insurers.

use serde::{Deserialize, Serialize};

/// Somebody.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Person {
    /// How the control calls them.
    pub id: String,
    /// 氏名.
    pub name: String,
    /// The same as the insurers' system can write it.
    pub name_marked: String,
    /// カナ, half-width.
    pub kana: String,
    /// `yyyyMMdd`.
    pub birth_date: String,
    /// 1 男, 2 女.
    pub sex: String,
    /// 保険者番号 without padding.
    pub insurer_number: String,
    /// 記号.
    pub symbol: String,
    /// 番号.
    pub number: String,
    /// 枝番, or empty.
    pub branch: String,
    /// 資格有効性 (OQSCD006).
    pub validity: String,
    /// 住所.
    pub address: String,
    /// 郵便番号.
    pub postal_code: String,
    /// Also under 医療扶助.
    pub assisted: bool,
}

#[allow(clippy::too_many_arguments)] // a table of people
fn person(
    id: &str,
    names: [&str; 3],
    birth_date: &str,
    sex: &str,
    card: [&str; 4],
    validity: &str,
    assisted: bool,
) -> Person {
    let [name, name_marked, kana] = names.map(str::to_owned);
    let [insurer_number, symbol, number, branch] = card.map(str::to_owned);
    Person {
        id: id.to_owned(),
        name,
        name_marked,
        kana,
        birth_date: birth_date.to_owned(),
        sex: sex.to_owned(),
        insurer_number,
        symbol,
        number,
        branch,
        validity: validity.to_owned(),
        address: "東京都文箱区本町１－２－３".to_owned(),
        postal_code: "999-0001".to_owned(),
        assisted,
    }
}

/// Everybody at the beginning. Two of them are twins, one name is rare, one card has no 枝番.
pub fn everybody() -> Vec<Person> {
    vec![
        person(
            "P1",
            ["梅原　翔平", "梅原　翔平", "ｳﾒﾊﾗ ｼｮｳﾍｲ"],
            "19580711",
            "1",
            ["138057", "文箱１２", "3456", "01"],
            "1",
            false,
        ),
        person(
            "P2",
            ["髙橋　花子", "●橋　花子", "ﾀｶﾊｼ ﾊﾅｺ"],
            "19800405",
            "2",
            ["06990011", "みほん", "1234567", "02"],
            "1",
            false,
        ),
        person(
            "P3",
            ["森野　葵", "森野　葵", "ﾓﾘﾉ ｱｵｲ"],
            "20150320",
            "2",
            ["06990011", "もり", "77", "03"],
            "1",
            false,
        ),
        person(
            "P4",
            ["森野　葉", "森野　葉", "ﾓﾘﾉ ﾖｳ"],
            "20150320",
            "2",
            ["06990011", "もり", "77", "04"],
            "1",
            false,
        ),
        person(
            "P5",
            ["大庭　鶴", "大庭　鶴", "ｵｵﾊﾞ ﾂﾙ"],
            "19410105",
            "2",
            ["39139998", "", "00011122", ""],
            "1",
            false,
        ),
        person(
            "P6",
            ["見本　進", "見本　進", "ﾐﾎﾝ ｽｽﾑ"],
            "19990909",
            "1",
            ["138057", "文箱９", "9001", "00"],
            "3",
            false,
        ),
        person(
            "P7",
            ["架空　望", "架空　望", "ｶｸｳ ﾉｿﾞﾐ"],
            "19710303",
            "2",
            ["138057", "文箱３", "7788", "00"],
            "1",
            true,
        ),
    ]
}
