//! Papers that go with a finalized letter. They are made for the printer and not kept; the record says that they
//! were made.

use super::{hand_over, kind::ReferralLetter, make, of};
use crate::{
    Error, Session,
    api::{
        FindingShown,
        letters::{CompanionMade, LetterCompanion},
    },
};
use documents::companions::{self, Companion};
use domain::{
    document::DocumentState,
    finding::{Finding, Severity, any_error},
    rule,
};

pub fn companion(session: &Session, ask: LetterCompanion) -> Result<CompanionMade, Error> {
    let document = of::<ReferralLetter>(session, &ask.id)?;
    if document.state != DocumentState::Final {
        return Err(Error::not_found());
    }
    let form = make::version_form::<ReferralLetter>(session, &document)?;
    let facts = make::Facts::gather(session, &document)?;
    let (letter, _) = facts.resolve::<ReferralLetter>(session, &form);
    let (paper, mut findings) = companions::paper(&letter, &ask.companion, session.clock().today());
    let Some(paper) = paper.filter(|_| !any_error(&findings)) else {
        return Err(Error::rejected(findings));
    };
    let rendered = print::render(&paper, session.clinic().fonts())?;
    findings.extend(make::missing_glyphs(&rendered));
    if !rendered.squeezed.is_empty() {
        findings.push(Finding::new(&rule::COMPANION_SMALL, ""));
    }
    let warned = findings.iter().any(|finding| finding.rule.severity == Severity::Warning);
    let shown = FindingShown::all(&findings);
    if warned && !ask.confirmed {
        return Ok(CompanionMade { issued: None, findings: shown });
    }
    let kind = kind(&ask.companion);
    let audit = session.audit("letter_companion").patient(document.patient).document(document.id);
    session.store().record(&audit.detail(kind))?;
    let name = format!("{}-{kind}", document.id.simple());
    let issued = hand_over(session.clinic().shell(), &name, &rendered.pdf)?;
    Ok(CompanionMade { issued: Some(issued), findings: shown })
}

fn kind(companion: &Companion) -> &'static str {
    match companion {
        Companion::FaxCover(_) => "fax-cover",
        Companion::Envelope(_) => "envelope",
        Companion::Labels(_) => "labels",
        Companion::Booking(_) => "booking",
    }
}
