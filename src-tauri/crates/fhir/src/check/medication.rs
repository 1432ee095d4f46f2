//! 処方 (JP-CLINS §5.5, §5.6).

use super::{
    Checker,
    json::{Node, Object},
    path::At,
    row::codings,
    rules,
};
use domain::core6::code::CodeSystem;

const INGREDIENT: &str = "http://capstandard.jp/CodeSystem/KikakubetsuYakuzaiSeibun";

impl<'a> Checker<'a, '_> {
    pub(super) fn medication(&mut self, object: &'a Object<'a>, at: &At<'_>) {
        self.row(object, "subject", at);
        self.drug_numbers(object, at);
        self.drug_codes(object, at);
        let list = at.field("dosageInstruction");
        for (i, dosage) in object.objects("dosageInstruction") {
            self.dosage(dosage, &list.index(i));
        }
        if let Some(request) = object.object("dispenseRequest") {
            let here = at.field("dispenseRequest");
            if let Some(quantity) = request.object("quantity") {
                self.drug_unit(quantity, &here.field("quantity"));
            }
            if let Some(days) = request.object("expectedSupplyDuration") {
                self.days(days, &here.field("expectedSupplyDuration"));
            }
        }
    }

    fn drug_numbers(&mut self, object: &'a Object<'a>, at: &At<'_>) {
        let list = at.field("identifier");
        let systems = [self.guide.identifiers.rp_number.as_str(), self.guide.identifiers.rp_order.as_str()];
        for system in systems {
            let found: Vec<(usize, Option<&str>)> = object
                .objects("identifier")
                .filter(|(_, id)| id.text("system") == Some(system))
                .map(|(i, id)| (i, id.text("value")))
                .collect();
            let good = |value: &str| {
                !value.is_empty()
                    && value.len() <= 6
                    && !value.starts_with('0')
                    && value.bytes().all(|b| b.is_ascii_digit())
            };
            match found[..] {
                [(_, Some(value))] if good(value) => {}
                [(i, _)] => self.say(&rules::DRUG_IDENTIFIER, &list.index(i).field("value")),
                [] => self.say(&rules::DRUG_IDENTIFIER, &list),
                [_, (second, _), ..] => self.say(&rules::DRUG_IDENTIFIER, &list.index(second)),
            }
        }
    }

    fn drug_codes(&mut self, object: &'a Object<'a>, at: &At<'_>) {
        let concept = object.object("medicationCodeableConcept");
        let here = at.field("medicationCodeableConcept");
        let list = here.field("coding");
        self.whole_codings(concept, &here);
        let uncoded = &self.guide.fixed.drug_uncoded;
        let mut found = false;
        for (i, coding) in concept.into_iter().flat_map(|concept| concept.objects("coding")) {
            let (Some(system), Some(code)) = (coding.text("system"), coding.text("code")) else { continue };
            let is = |which| self.guide.code_system(which) == system;
            let good = if is(CodeSystem::DrugYj) {
                CodeSystem::DrugYj.accepts(code)
            } else if is(CodeSystem::DrugGeneral) {
                CodeSystem::DrugGeneral.accepts(code)
            } else if system == INGREDIENT {
                !code.is_empty()
            } else if system == uncoded.system {
                if coding.text("display").is_some_and(|display| display != uncoded.display) {
                    self.say(&rules::DRUG_CODE, &list.index(i).field("display"));
                }
                code == uncoded.code
            } else {
                // HOT9 and others may stand beside.
                if is(CodeSystem::DrugHot9) && !CodeSystem::DrugHot9.accepts(code) {
                    self.say(&rules::DRUG_CODE, &list.index(i).field("code"));
                }
                continue;
            };
            found = true;
            if !good {
                self.say(&rules::DRUG_CODE, &list.index(i).field("code"));
            }
        }
        if concept.is_some() && !found {
            self.say(&rules::DRUG_CODE, &list);
        }
    }

    fn dosage(&mut self, dosage: &'a Object<'a>, at: &At<'_>) {
        let timing = dosage.object("timing");
        let timing_at = at.field("timing");
        if let Some(concept) = timing.and_then(|timing| timing.object("code")) {
            self.usage(concept, &timing_at.field("code"));
        }
        let repeat = timing.and_then(|timing| timing.object("repeat"));
        if let Some(days) = repeat.and_then(|repeat| repeat.object("boundsDuration")) {
            let repeat_at = timing_at.field("repeat");
            self.days(days, &repeat_at.field("boundsDuration"));
        }
        let list = at.field("doseAndRate");
        for (i, dose) in dosage.objects("doseAndRate") {
            let here = list.index(i);
            if let Some(kind) = dose.object("type") {
                let type_at = here.field("type");
                self.whole_codings(Some(kind), &type_at);
                let codings = type_at.field("coding");
                for (j, coding) in kind.objects("coding") {
                    let place = codings.index(j);
                    if coding.text("system") != Some(&self.guide.fixed.product_amount.system) {
                        self.say(&rules::DRUG_STRENGTH, &place.field("system"));
                    }
                    self.listed(coding, &rules::DRUG_STRENGTH, &place);
                }
            }
            if let Some(quantity) = dose.object("doseQuantity") {
                self.drug_unit(quantity, &here.field("doseQuantity"));
            }
            if let Some(rate) = dose.object("rateRatio") {
                let rate_at = here.field("rateRatio");
                if let Some(numerator) = rate.object("numerator") {
                    self.drug_unit(numerator, &rate_at.field("numerator"));
                }
                if let Some(denominator) = rate.object("denominator") {
                    self.per_day(denominator, &rate_at.field("denominator"));
                }
            }
        }
    }

    /// Exactly one of the 電子処方箋 usage code and the dummy.
    fn usage(&mut self, concept: &'a Object<'a>, at: &At<'_>) {
        self.whole_codings(Some(concept), at);
        let list = at.field("coding");
        let dummy = &self.guide.fixed.usage_uncoded;
        let mut count = 0;
        for (i, coding) in codings(Some(concept), self.guide.code_system(CodeSystem::Usage)) {
            count += 1;
            if coding.text("code").is_some_and(|code| !CodeSystem::Usage.accepts(code)) {
                self.say(&rules::DRUG_USAGE_FORM, &list.index(i).field("code"));
            }
        }
        for (i, coding) in codings(Some(concept), &dummy.system) {
            count += 1;
            for (part, wanted) in [("code", &dummy.code), ("display", &dummy.display)] {
                if coding.text(part).is_some_and(|text| text != wanted) {
                    self.say(&rules::DRUG_USAGE_FORM, &list.index(i).field(part));
                }
            }
        }
        if count != 1 {
            self.say(&rules::DRUG_USAGE, &list);
        }
    }

    /// A unit of MERIT-9 with its name.
    fn drug_unit(&mut self, quantity: &'a Object<'a>, at: &At<'_>) {
        let Some(code) = quantity.text("code") else { return };
        let system = quantity.text("system");
        let Some(name) = self.guide.unit_name(code) else {
            return self.say(&rules::DRUG_UNIT, &at.field("code"));
        };
        if system.is_some_and(|system| system != self.guide.systems.merit9_unit) {
            return self.say(&rules::DRUG_UNIT, &at.field("system"));
        }
        let same = |unit: &str| {
            domain::text::fold_width(unit).to_lowercase() == domain::text::fold_width(name).to_lowercase()
        };
        if quantity.text("unit").is_some_and(|unit| unit != name && !same(unit)) {
            self.say(&rules::DRUG_UNIT_NAME, &at.field("unit"));
        }
    }

    fn days(&mut self, duration: &'a Object<'a>, at: &At<'_>) {
        let ucum = self.guide.systems.ucum.as_str();
        for (part, wanted) in [("unit", "日"), ("system", ucum), ("code", "d")] {
            if duration.text(part) != Some(wanted) {
                return self.say(&rules::DRUG_DURATION, &at.field(part));
            }
        }
    }

    fn per_day(&mut self, denominator: &'a Object<'a>, at: &At<'_>) {
        let ucum = self.guide.systems.ucum.as_str();
        let one = match denominator.get("value") {
            Some(Node::Integer(value)) => *value == 1,
            Some(Node::Decimal(value)) => (value - 1.0).abs() < f64::EPSILON,
            _ => false,
        };
        if !one {
            return self.say(&rules::DRUG_RATE, &at.field("value"));
        }
        for (part, wanted) in [("unit", "日"), ("system", ucum), ("code", "d")] {
            if denominator.text(part) != Some(wanted) {
                return self.say(&rules::DRUG_RATE, &at.field(part));
            }
        }
    }
}
