//! From bytes that are kept to what they mean: read and judged outside the write, noted inside it.

use super::{Priority, Subject, letters::Effect};
use crate::{
    Clinic, Error,
    api::FindingShown,
    reception::arrived::{self, Came, Prepared},
    settings,
};
use domain::{
    finding::{Finding, Rule},
    id::{InboxId, PatientId, RequestId},
    rule,
    terminal::{ArrivalState, RequestState, RequestVerdict},
};
use jiff::{SignedDuration, Timestamp};
use store::{
    Audit, Who, Write,
    inbox::{InboxItem, Settlement},
    outbox::OutboxItem,
    request::{Request, RequestOutcome},
};
use terminal::{
    Answer, Decoded, Sender,
    catalogue::{Catalogue, Role},
    codec::Unreadable,
    decode,
    outcome::{Notice, Outcome, Verdict},
};

/// What something that came means, and what is to be noted of it.
pub(super) struct Understood {
    /// Where it is kept.
    pub(super) inbox: InboxId,
    state: ArrivalState,
    message: Option<String>,
    request: Option<(RequestId, Option<PatientId>)>,
    answered: Option<Answered>,
    reason: Option<&'static str>,
    findings: Option<String>,
    prepared: Option<Prepared>,
    effect: Option<Effect>,
    next: Option<(Subject, Timestamp)>,
    /// The card reader pushed it.
    pub(super) face: bool,
    /// The terminal's encryption is switched on.
    pub(super) encrypted: bool,
}

struct Answered {
    verdict: RequestVerdict,
    code: Option<String>,
    said: Option<String>,
}

/// Reads what is kept and compares it with what was asked and with the clinic's records.
pub(super) fn understand(
    clinic: &Clinic,
    catalogue: &Catalogue,
    item: &InboxItem,
    now: Timestamp,
) -> Result<Understood, Error> {
    let store = clinic.store();
    let bytes =
        store.read(|r| r.inbox_bytes(item.id))?.ok_or_else(|| Error::bug("an arrival without bytes"))?;
    let decoded = decode(catalogue, &item.name, &bytes);
    let mut understood = Understood {
        inbox: item.id,
        state: ArrivalState::Done,
        message: decoded.named.as_ref().map(|named| named.message.key.clone()),
        request: None,
        answered: None,
        reason: None,
        findings: kept(&decoded.findings),
        prepared: None,
        effect: None,
        next: None,
        face: decoded.named.as_ref().is_some_and(|named| named.role == Role::Push),
        encrypted: decoded.unreadable == Some(Unreadable::Encrypted),
    };
    if let Some(why) = &decoded.unreadable {
        understood.state = ArrivalState::SetAside;
        understood.reason = Some(why.finding("").rule.id);
        return Ok(understood);
    }
    let asked = match asked(clinic, &decoded)? {
        Asked::Unasked => None,
        Asked::By(request) => Some(*request),
        Asked::Nobody(rule) => {
            understood.state = ArrivalState::SetAside;
            understood.reason = Some(rule);
            return Ok(understood);
        }
    };
    let subject = asked.as_ref().and_then(|request| Subject::read(&request.subject));
    understood.request = asked.as_ref().map(|request| (request.id, request.patient));
    // A second answer to the same request says nothing new.
    if asked.as_ref().is_some_and(|request| request.state == RequestState::Answered) {
        return Ok(understood);
    }
    let outcome = decoded.answer.as_ref().map(|answer| &answer.envelope().outcome);
    understood.answered = asked.as_ref().map(|_| answered(outcome));
    let about = asked.as_ref().zip(subject.as_ref());
    let came = Came { at: item.arrived_at, by_hand: false };
    understood.prepared = Some(store.read(|r| arrived::prepare(r, about, came, &decoded))?);
    if let Some(request) = &asked {
        let outbox = match request.outbox {
            Some(id) => store.read(|r| r.outbox_item(id))?,
            None => None,
        };
        understood.effect = outbox.and_then(|item| effect(&item, &decoded, catalogue, now));
        understood.next = next(request, subject.as_ref(), &decoded, now);
    }
    Ok(understood)
}

enum Asked {
    /// It was pushed.
    Unasked,
    /// It answers this.
    By(Box<Request>),
    /// It answers nothing of ours.
    Nobody(&'static str),
}

/// Which request this answers: by the name, confirmed by what the answer gives back.
fn asked(clinic: &Clinic, decoded: &Decoded) -> Result<Asked, Error> {
    let Some(named) = &decoded.named else { return Ok(Asked::Nobody(rule::TERMINAL_UNKNOWN_NAME.id)) };
    if named.role == Role::Push {
        return Ok(Asked::Unasked);
    }
    let name = named.message.request_name(&named.suffix).unwrap_or_default();
    let Some(request) = clinic.store().read(|r| r.request_by_name(&name))? else {
        return Ok(Asked::Nobody(rule::TERMINAL_NOT_ASKED.id));
    };
    let (Some(answer), Some(intention)) = (&decoded.answer, &request.intention) else {
        return Ok(Asked::By(Box::new(request)));
    };
    let sender = Sender {
        institution: settings::own_institution(clinic)?.code.as_str().to_owned(),
        file_identifier: intention.file_identifier.clone(),
    };
    if answer.is_answer_to(&sender) {
        Ok(Asked::By(Box::new(request)))
    } else {
        Ok(Asked::Nobody(rule::TERMINAL_OTHER_ECHO.id))
    }
}

fn answered(outcome: Option<&Outcome>) -> Answered {
    // A PDF alone is an answer that says no more than that it is there.
    let verdict = outcome.map_or(RequestVerdict::Done, |outcome| match outcome.verdict {
        Verdict::Done => RequestVerdict::Done,
        Verdict::Processing => RequestVerdict::Processing,
        Verdict::Failed => RequestVerdict::Failed,
        Verdict::Refused => RequestVerdict::Refused,
        Verdict::Unsaid => RequestVerdict::Unsaid,
    });
    let notice = outcome.and_then(|outcome| outcome.notices.first());
    Answered {
        verdict,
        code: notice.and_then(|Notice { code, .. }| code.clone()),
        said: notice.and_then(|Notice { message, .. }| message.clone()),
    }
}

/// What the answer does to the item that it was asked for.
fn effect(item: &OutboxItem, decoded: &Decoded, catalogue: &Catalogue, now: Timestamp) -> Option<Effect> {
    Some(match decoded.answer.as_ref()? {
        Answer::DocumentRegister(answer)
        | Answer::DocumentChange(answer)
        | Answer::DocumentCancel(answer)
        | Answer::CheckupReportRegister(answer)
        | Answer::CheckupReportChange(answer)
        | Answer::CheckupReportCancel(answer)
        | Answer::CarePlanRegister(answer)
        | Answer::CarePlanChange(answer)
        | Answer::CarePlanCancel(answer) => Effect::of_document(item, answer, catalogue),
        Answer::DocumentStatus(answer) => Effect::of_status(item, answer, catalogue, now),
        Answer::Core6Register(answer) | Answer::Core6Change(answer) | Answer::Core6Cancel(answer) => {
            Effect::of_registration(item, &answer.envelope.outcome, catalogue)
        }
        Answer::AttachmentRegister(answer) => {
            Effect::of_registration(item, &answer.envelope.outcome, catalogue)
        }
        // These are about people and documents of others: the reception's.
        Answer::EligibilityCheck(_)
        | Answer::FaceResult(_)
        | Answer::ReferenceNumber(_)
        | Answer::ReferenceNumberUpload(_)
        | Answer::ReferenceNumberDownload(_)
        | Answer::BulkCheckUpload(_)
        | Answer::BulkCheckDownload(_)
        | Answer::AssistanceUpload(_)
        | Answer::AssistanceDownload(_)
        | Answer::HomeVisitUpload(_)
        | Answer::HomeVisitDownload(_)
        | Answer::OnlineCareUpload(_)
        | Answer::OnlineCareDownload(_)
        | Answer::ServiceUse(_)
        | Answer::DrugHistory(_)
        | Answer::Checkup(_)
        | Answer::Core6View(_)
        | Answer::DocumentList(_)
        | Answer::DocumentGet(_)
        | Answer::AttachmentGet(_)
        | Answer::ReadConsent(_)
        | Answer::MasterFiles(_) => return None,
    })
}

/// What is asked next: the second step of 一括照会, again and again while the service works on it.
fn next(
    request: &Request,
    subject: Option<&Subject>,
    decoded: &Decoded,
    now: Timestamp,
) -> Option<(Subject, Timestamp)> {
    let poll = decoded.named.as_ref()?.message.poll;
    let after = |wait: std::time::Duration| {
        SignedDuration::try_from(wait).ok().and_then(|wait| now.checked_add(wait).ok()).unwrap_or(now)
    };
    match (decoded.answer.as_ref()?, subject?) {
        (Answer::BulkCheckUpload(answer), Subject::BulkUpload { .. }) => {
            let reception_number = answer.reception_number.clone()?;
            let subject = Subject::BulkDownload { reception_number, upload: request.id, tries: 0 };
            Some((subject, after(poll.first())))
        }
        (Answer::BulkCheckDownload(answer), Subject::BulkDownload { reception_number, upload, tries })
            if answer.envelope.outcome.verdict == Verdict::Processing && *tries < poll.times() =>
        {
            let subject = Subject::BulkDownload {
                reception_number: reception_number.clone(),
                upload: *upload,
                tries: tries + 1,
            };
            Some((subject, after(poll.every())))
        }
        _ => None,
    }
}

/// Findings as they are kept: in the words of that day.
fn kept(findings: &[Finding]) -> Option<String> {
    (!findings.is_empty()).then(|| serde_json::to_string(&FindingShown::all(findings)).unwrap_or_default())
}

impl Understood {
    /// What could not be understood: kept, and shown with the reason.
    pub(super) fn set_aside(inbox: InboxId, why: &'static Rule) -> Self {
        Self {
            inbox,
            state: ArrivalState::SetAside,
            message: None,
            request: None,
            answered: None,
            reason: Some(why.id),
            findings: None,
            prepared: None,
            effect: None,
            next: None,
            face: false,
            encrypted: false,
        }
    }

    /// Notes all of it in one write.
    pub(super) fn note(&self, w: &Write<'_>) -> store::Result<()> {
        let request = self.request.map(|(id, _)| id);
        w.inbox_settle(
            self.inbox,
            &Settlement {
                state: self.state,
                message: self.message.as_deref(),
                request,
                reason: self.reason,
                findings: self.findings.as_deref(),
            },
        )?;
        if let (Some(id), Some(answered)) = (request, &self.answered) {
            // Another answer may have come in the same batch.
            let state = w.request(id)?.map(|request| request.state);
            if !state.is_some_and(|state| domain::terminal::may_become(state, RequestState::Answered)) {
                return Ok(());
            }
            w.request_settle(
                id,
                &RequestOutcome {
                    state: RequestState::Answered,
                    verdict: Some(answered.verdict),
                    code: answered.code.as_deref(),
                    said: answered.said.as_deref(),
                    inbox: Some(self.inbox),
                },
            )?;
            if let Some(patient) = self.request.and_then(|(_, patient)| patient) {
                w.also(Audit::new(Who::Program, "terminal_answer").patient(patient));
            }
        }
        if let Some(prepared) = &self.prepared {
            arrived::apply(w, self.inbox, request, prepared)?;
        }
        if let Some(effect) = &self.effect {
            effect.note(w)?;
        }
        if let Some((subject, at)) = &self.next {
            subject.plan(w, Priority::Background, Some(*at))?;
        }
        Ok(())
    }
}
