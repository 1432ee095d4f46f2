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
    /// Under 医療扶助, beside 医療保険 or, without 保険者番号, alone.
    pub assisted: bool,
    /// 受給者番号 of 医療扶助.
    #[serde(default)]
    pub recipient_number: String,
    /// Another 医療保険 that is told as well: 保険者番号, 記号, 番号, 枝番 (複数該当).
    #[serde(default)]
    pub other_card: Option<[String; 4]>,
    /// Has a twin under the same insurance.
    #[serde(default)]
    pub twin: bool,
}

impl Person {
    /// What their card shows a person who tries things out.
    pub fn note(&self) -> String {
        let mut notes = Vec::new();
        match self.validity.as_str() {
            "2" => notes.push("資格が無効"),
            "3" => notes.push("新しい資格あり"),
            "5" => notes.push("複数該当"),
            _ => {}
        }
        if self.insurer_number.starts_with("39") {
            notes.push("後期高齢");
        }
        if self.assisted {
            notes.push(if self.insurer_number.is_empty() {
                "医療扶助のみ"
            } else {
                "医療扶助を併用"
            });
        }
        if self.name_marked.contains('●') {
            notes.push("氏名に●");
        }
        if self.twin {
            notes.push("双子");
        }
        notes.join("、")
    }
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
        recipient_number: if assisted {
            format!("76543{:0>2}", id.trim_start_matches('P'))
        } else {
            String::new()
        },
        other_card: None,
        twin: false,
    }
}

/// Everybody at the beginning. P3 and P4 are twins, P2 and P12 have rare names, P5 has no 枝番 (後期高齢者), P6 has a
/// new insurance, P7 is under 医療扶助 beside an insurance and P8 without one, the insurance of P9 is over, two are
/// told of P10, P17 has name and birth date of P1. P11 to P16 are those of the demonstration clinic,
/// P14 with another insurance than its record has.
pub fn everybody() -> Vec<Person> {
    let mut all = vec![
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
        person("P8", ["空想　稔", "空想　稔", "ｸｳｿｳ ﾐﾉﾙ"], "19550617", "1", ["", "", "", ""], "1", true),
        person(
            "P9",
            ["期限　明", "期限　明", "ｷｹﾞﾝ ｱｷﾗ"],
            "19881224",
            "1",
            ["06990011", "きげん", "2024", "01"],
            "2",
            false,
        ),
        person(
            "P10",
            ["重野　鈴", "重野　鈴", "ｼｹﾞﾉ ｽｽﾞ"],
            "19920229",
            "2",
            ["138057", "文箱５", "5050", "01"],
            "5",
            false,
        ),
        person(
            "P11",
            ["架空　花子", "架空　花子", "ｶｸｳ ﾊﾅｺ"],
            "19450301",
            "2",
            ["06139463", "12", "345678", "01"],
            "1",
            false,
        ),
        person(
            "P12",
            ["髙橋　𠮷雄", "●橋　●雄", "ﾀｶﾊｼ ﾖｼｵ"],
            "19580715",
            "1",
            ["06139463", "見本", "１８７", "00"],
            "1",
            false,
        ),
        person(
            "P13",
            ["例示　つむぎ", "例示　つむぎ", "ﾚｲｼﾞ ﾂﾑｷﾞ"],
            "20250410",
            "2",
            ["06139463", "45", "9876", "03"],
            "1",
            false,
        ),
        person(
            "P14",
            ["山﨑　太郎", "山﨑　太郎", "ﾔﾏｻﾞｷ ﾀﾛｳ"],
            "19761103",
            "1",
            ["138057", "文箱７", "7001", "00"],
            "1",
            false,
        ),
        person(
            "P15",
            ["山崎　太朗", "山崎　太朗", "ﾔﾏｻﾞｷ ﾀﾛｳ"],
            "19900120",
            "1",
            ["06139463", "88", "445566", "02"],
            "1",
            false,
        ),
        person(
            "P16",
            ["見本　さくら", "見本　さくら", "ﾐﾎﾝ ｻｸﾗ"],
            "19251201",
            "2",
            ["39131008", "", "00123456", ""],
            "1",
            false,
        ),
        person(
            "P17",
            ["梅原　翔平", "梅原　翔平", "ｳﾒﾊﾗ ｼｮｳﾍｲ"],
            "19580711",
            "1",
            ["06990011", "うめ", "31", "01"],
            "1",
            false,
        ),
        person(
            "P18",
            ["新田　初", "新田　初", "ﾆｯﾀ ﾊｼﾞﾒ"],
            "20010501",
            "2",
            ["06990011", "みほん", "880033", "01"],
            "1",
            false,
        ),
    ];
    for one in &mut all {
        if one.validity == "5" {
            one.other_card = Some(["06990011", "しげ", "41", "02"].map(str::to_owned));
        }
        one.twin = one.symbol == "もり";
    }
    all
}
