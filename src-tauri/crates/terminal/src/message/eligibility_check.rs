//! 資格確認 (OQS-IF-001/002): is this insurance valid today, and what does the insurer know of the person. The card
//! reader pushes the same layout (`face_result`).

use super::{Ask, Envelope, Insured, Reading, Told};
use crate::{
    catalogue::Message,
    codec::{Node, Sheet},
    consent::Consents,
    redact::redact,
};
use domain::patient::Sex;
use jiff::civil::{Date, DateTime};

/// Asks about one person by what the card prints.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// 資格確認日.
    pub confirmation_date: Date,
    /// The person.
    pub search: Search,
}

/// Whom to ask about.
#[derive(Clone, PartialEq, Eq)]
pub struct Search {
    /// The insurance key with the birth date.
    pub insured: Insured,
    /// Whether the person lets the 限度額適用認定証 be shown.
    pub limit_consent: bool,
    /// Our key for the person, given back; used in bulk.
    pub person_identifier: Option<String>,
}

impl Search {
    pub(super) fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new();
        self.insured.write_whole(&mut sheet);
        sheet.set("limit_consent", if self.limit_consent { "1" } else { "0" });
        if let Some(identifier) = &self.person_identifier {
            sheet.set("person_identifier", identifier);
        }
        sheet
    }

    pub(super) fn read(sheet: &Sheet) -> Option<Self> {
        Some(Self {
            insured: Insured::read(sheet)?,
            limit_consent: sheet.text("limit_consent") == Some("1"),
            person_identifier: sheet.owned("person_identifier"),
        })
    }
}

impl Ask for Request {
    fn sheet(&self, _: &Message) -> Sheet {
        let mut sheet = Sheet::new();
        sheet.set_date("confirmation_date", self.confirmation_date);
        sheet.add("search", self.search.sheet());
        sheet
    }
}

/// What the insurers' system knows.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// Header and outcome.
    pub envelope: Envelope,
    /// By card (1 マイナンバーカード) or by number (2).
    pub reference_class: Option<String>,
    /// 資格有効性; whether 該当なし comes with success or refusal is not settled, so look here first.
    pub validity: Option<Validity>,
    /// 処方箋発行形態 that the person chose (OQSCD017).
    pub prescription_issue: Option<String>,
    /// The qualifications: none, one, or several (医療保険 and 医療扶助, or 複数該当).
    pub records: Vec<Record>,
    /// What was asked, given back.
    pub search: Option<Search>,
    /// Some element stood under a name that only other products write.
    pub by_other_product: bool,
}

/// 資格有効性 (OQSCD006).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Validity {
    /// 有効.
    Valid,
    /// 無効.
    Invalid,
    /// 無効（新しい資格あり）.
    Replaced,
    /// 該当資格なし.
    None,
    /// 複数該当.
    Several,
    /// 有効（未登録、医療扶助）.
    ValidUnregistered,
    /// A value that is not known yet.
    Other(String),
}

impl Validity {
    pub(super) fn read(code: &str) -> Self {
        match code {
            "1" => Validity::Valid,
            "2" => Validity::Invalid,
            "3" => Validity::Replaced,
            "4" => Validity::None,
            "5" => Validity::Several,
            "6" => Validity::ValidUnregistered,
            other => Validity::Other(other.to_owned()),
        }
    }

    /// Whether there is insurance to be used today.
    pub fn is_valid(&self) -> bool {
        matches!(self, Validity::Valid | Validity::ValidUnregistered)
    }
}

/// One qualification. Codes are kept as sent; labels are in the catalogue.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// The insurance key with the birth date.
    pub insured: Insured,
    /// 被保険者証区分 (OQSCD010); `A1` is 医療扶助.
    pub card_class: Option<String>,
    /// 本人・家族 (OQSCD009).
    pub relation: Option<String>,
    /// 被保険者（世帯主）の氏名.
    pub insured_name: Option<String>,
    /// 氏名; `●` stands for a character that could not be held.
    pub name: Option<String>,
    /// 氏名カナ, half-width as sent, small kana often enlarged.
    pub kana: Option<String>,
    /// 通称など.
    pub name_other: Option<String>,
    /// Its kana.
    pub kana_other: Option<String>,
    /// Sex on the card.
    pub sex: Option<Sex>,
    /// Sex that the insurer holds.
    pub sex_other: Option<Sex>,
    /// 住所; may be missing or differ from the register.
    pub address: Option<String>,
    /// 郵便番号, as sent.
    pub postal_code: Option<String>,
    /// 資格取得日.
    pub qualified_on: Option<Date>,
    /// 資格喪失日.
    pub disqualified_on: Option<Date>,
    /// 被保険者証交付日.
    pub issued_on: Option<Date>,
    /// 有効開始日.
    pub valid_from: Option<Date>,
    /// 有効終了日.
    pub valid_to: Option<Date>,
    /// 一部負担金割合, three digits of percent: `010`, `030`.
    pub copayment_ratio: Option<String>,
    /// 未就学区分 (OQSCD015).
    pub preschool: Option<String>,
    /// 資格喪失事由 (OQSCD008).
    pub loss_reason: Option<String>,
    /// 保険者名称 (for 医療扶助 the 福祉事務所).
    pub insurer_name: Option<String>,
    /// 高齢受給者証.
    pub elderly: Option<Certificate>,
    /// Whether 限度額適用認定証 may be shown (OQSCD001).
    pub limit_consent: Option<String>,
    /// When that was answered.
    pub limit_consent_time: Option<DateTime>,
    /// 限度額適用認定証: class OQSCD011, category OQSCD012.
    pub limit_certificate: Option<Certificate>,
    /// 限度額情報の変更 (OQSCD014), in bulk.
    pub limit_changed: Option<String>,
    /// Whether 特定疾病療養受療証 may be shown (OQSCD016).
    pub disease_consent: Option<String>,
    /// 特定疾病療養受療証: class OQSCD013.
    pub diseases: Vec<Certificate>,
    /// 医療券・調剤券.
    pub tickets: Vec<Ticket>,
    /// Consents to viewing.
    pub consents: Consents,
    /// 照会番号: our patient number, if it was registered.
    pub reference_number: Option<String>,
    /// An opaque key.
    pub qualification_key: Option<String>,
    /// Our key for the person, given back in bulk.
    pub person_identifier: Option<String>,
    /// Elements that the catalogue does not know.
    pub unknown: Vec<Node>,
}

/// A certificate: what kind, how much, from when to when.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Certificate {
    /// Its class.
    pub class: Option<String>,
    /// Category, ratio in percent, or amount in yen, by kind.
    pub amount: Option<String>,
    /// Issued on.
    pub issued_on: Option<Date>,
    /// From.
    pub from: Option<Date>,
    /// To.
    pub to: Option<Date>,
    /// 長期入院該当.
    pub long_term_on: Option<Date>,
}

/// 医療券・調剤券.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Ticket {
    /// 別 (OQSCD018).
    pub kind: Option<String>,
    /// 交付番号.
    pub number: Option<String>,
    /// First day of 診療年月.
    pub month: Option<Date>,
    /// From.
    pub from: Option<Date>,
    /// To.
    pub to: Option<Date>,
    /// 診療別 (OQSCD019).
    pub treatment: Option<String>,
    /// 指定医療機関コード.
    pub institution: Option<String>,
    /// Whether that is us (OQSCD026).
    pub institution_match: Option<String>,
    /// 傷病名.
    pub injuries: Vec<String>,
    /// 本人支払額, yen.
    pub self_pay: Option<String>,
    /// 単独・併用 (OQSCD020).
    pub combined: Option<String>,
    /// 備考.
    pub remarks: Vec<String>,
}

redact!(Request, Search, Answer, Record, Certificate, Ticket);

impl Answer {
    /// The qualification of 医療保険, if there is exactly one.
    pub fn insurance(&self) -> Option<&Record> {
        let mut insurances = self.records.iter().filter(|record| !record.is_public_assistance());
        insurances.next().filter(|_| insurances.next().is_none())
    }
}

impl Record {
    /// Whether this is 医療扶助.
    pub fn is_public_assistance(&self) -> bool {
        self.card_class.as_deref() == Some("A1")
    }

    pub(super) fn read(sheet: &Sheet) -> Self {
        let certificate = |group: &Sheet, class: &str, amount: &str, of: &str| Certificate {
            class: group.owned(class),
            amount: group.owned(amount),
            issued_on: group.date(&format!("{of}_issued_on")),
            from: group.date(&format!("{of}_from")),
            to: group.date(&format!("{of}_to")),
            long_term_on: group.date(&format!("{of}_long_term_on")),
        };
        let diseases = sheet.groups("diseases").flat_map(|list| list.groups("disease"));
        let tickets = sheet.groups("tickets").flat_map(|list| list.groups("ticket"));
        Self {
            insured: Insured::read(sheet)
                .unwrap_or_else(|| Insured { birth_date: sheet.date("birth_date"), ..Insured::default() }),
            card_class: sheet.owned("card_class"),
            relation: sheet.owned("relation"),
            insured_name: sheet.owned("insured_name"),
            name: sheet.owned("name"),
            kana: sheet.owned("kana"),
            name_other: sheet.owned("name_other"),
            kana_other: sheet.owned("kana_other"),
            sex: sheet.text("sex").map(sex),
            sex_other: sheet.text("sex_other").map(sex),
            address: sheet.owned("address"),
            postal_code: sheet.owned("postal_code"),
            qualified_on: sheet.date("qualified_on"),
            disqualified_on: sheet.date("disqualified_on"),
            issued_on: sheet.date("issued_on"),
            valid_from: sheet.date("valid_from"),
            valid_to: sheet.date("valid_to"),
            copayment_ratio: sheet.owned("copayment_ratio"),
            preschool: sheet.owned("preschool"),
            loss_reason: sheet.owned("loss_reason"),
            insurer_name: sheet.owned("insurer_name"),
            elderly: sheet.group("elderly").map(|group| certificate(group, "", "elderly_ratio", "elderly")),
            limit_consent: sheet.owned("limit_consent"),
            limit_consent_time: sheet.time("limit_consent_time"),
            limit_certificate: sheet
                .group("limit_certificate")
                .map(|group| certificate(group, "limit_class", "limit_category", "limit")),
            limit_changed: sheet.owned("limit_changed"),
            disease_consent: sheet.owned("disease_consent"),
            diseases: diseases
                .map(|group| certificate(group, "disease_category", "disease_self_pay", "disease"))
                .collect(),
            tickets: tickets.map(Ticket::read).collect(),
            consents: Consents::read(sheet),
            reference_number: sheet.owned("reference_number"),
            qualification_key: sheet.owned("qualification_key"),
            person_identifier: sheet.owned("person_identifier"),
            unknown: sheet.unknown.clone(),
        }
    }
}

impl Ticket {
    fn read(sheet: &Sheet) -> Self {
        let all = |keys: [&str; 3]| keys.into_iter().filter_map(|key| sheet.owned(key)).collect();
        Self {
            kind: sheet.owned("ticket_type"),
            number: sheet.owned("ticket_number"),
            month: sheet.month("ticket_month"),
            from: sheet.date("ticket_from"),
            to: sheet.date("ticket_to"),
            treatment: sheet.owned("ticket_treatment"),
            institution: sheet.owned("ticket_institution"),
            institution_match: sheet.owned("ticket_institution_match"),
            injuries: all(["ticket_injury_1", "ticket_injury_2", "ticket_injury_3"]),
            self_pay: sheet.owned("ticket_self_pay"),
            combined: sheet.owned("ticket_combined"),
            remarks: all(["ticket_remark_1", "ticket_remark_2", "ticket_remark_3"]),
        }
    }
}

/// OQSCD007: 1 男, 2 女, 3 未設定.
fn sex(code: &str) -> Sex {
    match code {
        "1" => Sex::Male,
        "2" => Sex::Female,
        _ => Sex::Unknown,
    }
}

impl Told for Answer {
    fn read(sheet: &Sheet, reading: &mut Reading<'_>) -> Self {
        Self {
            envelope: Envelope::read_told(sheet, reading),
            reference_class: sheet.owned("reference_class"),
            validity: sheet.text("validity").map(Validity::read),
            prescription_issue: sheet.owned("prescription_issue"),
            records: sheet
                .groups("results")
                .flat_map(|list| list.groups("record"))
                .map(Record::read)
                .collect(),
            search: sheet.group("search_echo").and_then(Search::read),
            by_other_product: sheet.other_names,
        }
    }
}
