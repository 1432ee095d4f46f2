//! What an answer about insurance says beside its key, as it is kept with the answer's row: everything that is shown
//! at reception, and the consents.

use crate::terminal::plain;
use domain::{
    date::Date,
    finding::{Finding, Severity},
    rule,
};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use terminal::{
    consent::{Consent, Consents, Flag, Kind},
    message::eligibility_check::{self, Record},
    outcome::Outcome,
};

/// The details of one record.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    pub(super) insurer_name: String,
    pub(super) address: String,
    pub(super) postal_code: String,
    pub(super) relation: String,
    pub(super) insured_name: String,
    pub(super) name_other: String,
    pub(super) kana_other: String,
    pub(super) loss_reason: String,
    pub(super) copayment: String,
    #[serde(with = "plain::maybe")]
    pub(super) qualified_on: Option<Date>,
    #[serde(with = "plain::maybe")]
    pub(super) disqualified_on: Option<Date>,
    #[serde(with = "plain::maybe")]
    pub(super) valid_from: Option<Date>,
    #[serde(with = "plain::maybe")]
    pub(super) valid_to: Option<Date>,
    pub(super) elderly: Option<Certificate>,
    pub(super) limit: Option<Certificate>,
    pub(super) diseases: Vec<Certificate>,
    pub(super) tickets: Vec<Ticket>,
    consents: Vec<Given>,
    pub(super) notices: Vec<Notice>,
    findings: Vec<Noted>,
    /// The answer holds no record: only what was asked is known.
    pub(super) asked_only: bool,
}

/// A certificate.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Certificate {
    pub(super) class: String,
    pub(super) amount: String,
    #[serde(with = "plain::maybe")]
    pub(super) from: Option<Date>,
    #[serde(with = "plain::maybe")]
    pub(super) to: Option<Date>,
    #[serde(with = "plain::maybe")]
    pub(super) long_term_on: Option<Date>,
}

/// 医療券・調剤券.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Ticket {
    pub(super) kind: String,
    pub(super) number: String,
    #[serde(with = "plain::maybe")]
    pub(super) month: Option<Date>,
    #[serde(with = "plain::maybe")]
    pub(super) from: Option<Date>,
    #[serde(with = "plain::maybe")]
    pub(super) to: Option<Date>,
    pub(super) treatment: String,
    pub(super) elsewhere: bool,
    pub(super) injuries: Vec<String>,
    pub(super) self_pay: String,
    pub(super) combined: String,
    pub(super) remarks: Vec<String>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Given {
    kind: String,
    flag: String,
    #[serde(default, with = "plain::maybe")]
    at: Option<DateTime>,
    #[serde(default, with = "plain::maybe")]
    until: Option<DateTime>,
}

/// What the service said, word for word.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Notice {
    pub(super) code: String,
    pub(super) message: String,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Noted {
    rule: String,
    path: String,
    args: Vec<String>,
}

impl Details {
    /// Of a record of an answer.
    pub(super) fn of(record: &Record) -> Self {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        Self {
            insurer_name: text(&record.insurer_name),
            address: text(&record.address),
            postal_code: text(&record.postal_code),
            relation: text(&record.relation),
            insured_name: text(&record.insured_name),
            name_other: text(&record.name_other),
            kana_other: text(&record.kana_other),
            loss_reason: text(&record.loss_reason),
            copayment: text(&record.copayment_ratio),
            qualified_on: record.qualified_on,
            disqualified_on: record.disqualified_on,
            valid_from: record.valid_from,
            valid_to: record.valid_to,
            elderly: record.elderly.as_ref().map(Certificate::of),
            limit: record.limit_certificate.as_ref().map(Certificate::of),
            diseases: record.diseases.iter().map(Certificate::of).collect(),
            tickets: record.tickets.iter().map(Ticket::of).collect(),
            consents: record.consents.all().iter().map(|(kind, consent)| Given::of(*kind, consent)).collect(),
            ..Self::default()
        }
    }

    /// Where an answer holds no record.
    pub(super) fn asked_only() -> Self {
        Self { asked_only: true, ..Self::default() }
    }

    /// With what the service said about the whole answer and what was noticed in reading it.
    pub(super) fn with(mut self, notices: Vec<Notice>, findings: &[Finding]) -> Self {
        self.notices = notices;
        let worth = findings.iter().filter(|finding| finding.severity() != Severity::Info);
        self.findings = worth
            .map(|finding| Noted {
                rule: finding.rule.id.to_owned(),
                path: finding.path.clone(),
                args: finding.args.clone(),
            })
            .collect();
        self
    }

    /// As stored.
    pub(super) fn written(&self) -> String {
        // Maps with texts as keys: there is nothing in it that JSON cannot write.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// As it was stored; what another version of the program wrote otherwise is empty.
    pub fn read(stored: &str) -> Self {
        serde_json::from_str(stored).unwrap_or_default()
    }

    /// The consents.
    pub fn consents(&self) -> Consents {
        Consents::of(self.consents.iter().filter_map(Given::read))
    }

    /// What was noticed in reading the answer.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let known = |noted: &Noted| {
            let rule = rule::ALL.iter().find(|rule| rule.id == noted.rule)?;
            Some(Finding::with(rule, noted.path.clone(), noted.args.clone()))
        };
        self.findings.iter().filter_map(known).collect()
    }
}

/// What was said, for every record of the answer.
pub(super) fn notices(outcome: &Outcome) -> Vec<Notice> {
    let notices = outcome.notices.iter();
    notices
        .map(|notice| Notice {
            code: notice.code.clone().unwrap_or_default(),
            message: notice.message.clone().unwrap_or_default(),
        })
        .collect()
}

impl Certificate {
    fn of(certificate: &eligibility_check::Certificate) -> Self {
        Self {
            class: certificate.class.clone().unwrap_or_default(),
            amount: certificate.amount.clone().unwrap_or_default(),
            from: certificate.from,
            to: certificate.to,
            long_term_on: certificate.long_term_on,
        }
    }
}

impl Ticket {
    fn of(ticket: &eligibility_check::Ticket) -> Self {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        Self {
            kind: text(&ticket.kind),
            number: text(&ticket.number),
            month: ticket.month,
            from: ticket.from,
            to: ticket.to,
            treatment: text(&ticket.treatment),
            elsewhere: ticket.institution_match.as_deref() == Some("1"),
            injuries: ticket.injuries.clone(),
            self_pay: text(&ticket.self_pay),
            combined: text(&ticket.combined),
            remarks: ticket.remarks.clone(),
        }
    }
}

impl Given {
    fn of(kind: Kind, consent: &Consent) -> Self {
        Self {
            kind: kind.as_str().to_owned(),
            flag: consent.flag.code().to_owned(),
            at: consent.given_at,
            until: consent.until,
        }
    }

    fn read(&self) -> Option<(Kind, Consent)> {
        let consent = Consent { flag: Flag::parse(&self.flag)?, given_at: self.at, until: self.until };
        Some((Kind::parse(&self.kind)?, consent))
    }
}
