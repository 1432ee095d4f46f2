//! 患者サマリー（療養計画書） among the kinds.

use super::{
    fill,
    kind::{CarePlanSummary, Kind, Listed},
    make::{self, Given},
    show::Parts,
};
use crate::{
    Error, Session,
    api::letters::{PlanCreate, PlanOpen},
    input, patients,
};
use documents::{
    care_plan_summary::{
        compose,
        content::CarePlanSummary as Plan,
        form::CarePlanForm,
        paper, progress,
        resolve::{self, bundle_obstacles},
    },
    progress::Progress,
    service, sheet,
};
use domain::{
    core6::Core6,
    date::{self, Date},
    document::DocumentKind,
    finding::Finding,
    id::PatientId,
    institution::Receiver,
};
use fhir::profile::GuideVersion;
use store::document::Summary;
use uuid::Uuid;

impl Kind for CarePlanSummary {
    const KIND: DocumentKind = DocumentKind::CarePlanSummary;
    type Form = CarePlanForm;
    type Content = Plan;
    type Opened = PlanOpen;

    fn resolve(form: &CarePlanForm, given: &Given<'_>) -> (Plan, Vec<Finding>) {
        let facts = resolve::Facts {
            document: given.document,
            version: given.version,
            now: given.now,
            today: given.today,
            institution: given.institution,
            doctors: given.doctors,
            patient: given.patient,
            core6: given.core6,
            guide: given.guide,
        };
        resolve::resolve(form, &facts)
    }

    fn summary(form: &CarePlanForm, today: Date) -> Summary {
        Summary { dated: Some(date::read(&form.date, today).unwrap_or(today)), ..Summary::default() }
    }

    fn listed(_: &CarePlanForm) -> Listed {
        Listed::default()
    }

    fn date(plan: &Plan) -> Date {
        plan.date
    }

    fn paper(plan: &Plan, options: sheet::Options) -> print::Paper {
        paper::paper(plan, options)
    }

    fn obstacles(plan: &Plan, guide: GuideVersion) -> Vec<Finding> {
        bundle_obstacles(plan, guide)
    }

    fn compose(
        plan: &Plan,
        ids: &mut dyn FnMut() -> Uuid,
        options: &service::Options,
    ) -> (Option<Vec<u8>>, Vec<Finding>) {
        compose::compose(plan, plan.made_at, ids, options)
    }

    /// The patient's own paper stays a plain PDF: nobody reads its data back.
    fn attached<'a>(
        _: &CarePlanForm,
        _: &Plan,
        _: &'a [u8],
        _: &service::Options,
    ) -> Option<print::Attachment<'a>> {
        None
    }

    fn progress(plan: &Plan) -> Vec<Progress> {
        progress::progress(plan)
    }

    fn value(plan: &Plan, core6: &Core6, name: &str) -> Option<String> {
        let person = fill::Person { patient: &plan.patient, on: plan.date };
        match name {
            "傷病名主" => Some(plan.conditions.first()?.body.display()),
            "傷病名" => Some(fill::names(&plan.conditions)),
            "処方一覧" => {
                let current: Vec<_> =
                    core6.prescriptions.iter().filter(|row| row.body.ended.is_none()).cloned().collect();
                Some(fill::drugs(&current))
            }
            "次回の受診" => Some(plan.next_visit.display(plan.style.civil_years)),
            "自院名" => Some(plan.institution.name.clone()),
            "医師名" => Some(plan.doctor.as_ref()?.name.joined(" ")),
            _ => match name.strip_prefix("直近検査:") {
                Some(item) => fill::newest(&core6.lab_results, item),
                None => person.value(name),
            },
        }
    }

    fn receiver(_: &Session, _: &CarePlanForm) -> Option<Receiver> {
        None
    }

    fn mends(field: &str) -> &str {
        match field {
            "rows.conditions" => "conditions",
            "date" | "doctor_id" | "diagnosis" => field,
            _ if field.starts_with("conditions[") => field,
            _ if field.starts_with("patient") || field.starts_with("institution") => field,
            _ => "",
        }
    }

    fn opened(parts: Parts, form: CarePlanForm) -> PlanOpen {
        PlanOpen::new(parts, form)
    }
}

/// A new 患者サマリー, prefilled: with the last one's advice where there is one to copy from.
pub fn create(session: &Session, create: PlanCreate) -> Result<PlanOpen, Error> {
    let patient = patients::patient(session, input::id(PatientId::parse, &create.patient_id)?)?;
    let mut form = match (&create.form, &create.from) {
        (Some(form), _) => form.clone(),
        (None, Some(from)) => {
            let from = super::of::<CarePlanSummary>(session, from)?;
            let before = make::form_of::<CarePlanSummary>(session, &from)?;
            CarePlanForm { next_visit: String::new(), ..before }
        }
        (None, None) => CarePlanForm::default(),
    };
    if create.form.is_none() {
        form.payment = make::payment_of(&patient);
        let core6 = session.store().read(|r| r.core6(patient.id))?.live();
        let current = resolve::current(&core6);
        form.conditions = Some(current.iter().map(|row| row.id.to_string()).collect());
        form.date = date::wareki(session.clock().today());
        form.doctor_id = make::usual_doctor(session, form.doctor_id.as_deref())?;
    }
    super::begin::<CarePlanSummary>(session, patient.id, form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_of_the_bundle_lead_to_fields_of_the_form() {
        let fields = serde_json::to_value(CarePlanForm::default()).unwrap();
        for (of_letter, ours) in [
            ("rows.conditions", "conditions"),
            ("diagnosis", "diagnosis"),
            ("doctor_id", "doctor_id"),
            ("date", "date"),
            ("patient.kana", "patient.kana"),
            ("institution", "institution"),
            ("rows.prescriptions", ""),
            ("attachments", ""),
            ("", ""),
        ] {
            assert_eq!(CarePlanSummary::mends(of_letter), ours);
            let here = ours.is_empty() || ours.starts_with("patient") || ours.starts_with("institution");
            assert!(here || fields.get(ours).is_some(), "{ours}");
        }
    }
}
