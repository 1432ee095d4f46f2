//! Invariants of R4 (4.0.1) over the members of one object, as a table. Those that JP-CLINS makes stricter stand with
//! its rules; dom-6 is no more than advice, and of cnt-1, dis-1 and ppc-2 to ppc-5 no element of these bundles has need.

use super::{
    Checker,
    json::{Node, Object},
    path::At,
    rules::{self, CheckRule},
};

/// What holds between members. A name that ends in `[x]` is a choice.
#[derive(Clone, Copy, Debug)]
enum Law {
    /// At least one of them.
    OneOf(&'static [&'static str]),
    /// Not the two together.
    NotBoth(&'static str, &'static str),
    /// Where the first stands, the second does, too.
    Needs(&'static str, &'static str),
    /// Anything else: true where it holds.
    Holds(&'static CheckRule, fn(&Object<'_>) -> bool),
}

/// An invariant.
#[derive(Debug)]
pub(super) struct Invariant {
    /// The type by its name in `r4.toml`.
    pub(super) of: &'static str,
    law: Law,
}

#[cfg(test)]
impl Invariant {
    /// The members that it names.
    pub(super) fn names(&self) -> Vec<&'static str> {
        match self.law {
            OneOf(names) => names.to_vec(),
            NotBoth(one, other) | Needs(one, other) => vec![one, other],
            Holds(..) => Vec::new(),
        }
    }
}

const fn i(of: &'static str, law: Law) -> Invariant {
    Invariant { of, law }
}

use Law::{Holds, Needs, NotBoth, OneOf};

/// The table; the keys beside the rows are the standard's.
#[rustfmt::skip]
pub(super) static ALL: &[Invariant] = &[
    i("Condition.stage", OneOf(&["summary", "assessment"])),                             // con-1
    i("Condition.evidence", OneOf(&["code", "detail"])),                                 // con-2
    i("Organization", OneOf(&["identifier", "name"])),                                   // org-1
    i("Patient.contact", OneOf(&["name", "telecom", "address", "organization"])),        // pat-1
    i("Immunization.education", OneOf(&["documentType", "reference"])),                  // imm-1
    i("Consent", OneOf(&["policy", "policyRule"])),                                      // ppc-1
    i("CarePlan.activity", NotBoth("detail", "reference")),                              // cpl-3
    i("FamilyMemberHistory", NotBoth("age[x]", "born[x]")),                              // fhs-1
    i("Timing.repeat", NotBoth("timeOfDay", "when")),                                    // tim-10
    i("FamilyMemberHistory", Needs("estimatedAge", "age[x]")),                           // fhs-2
    i("ServiceRequest", Needs("orderDetail", "code")),                                   // prr-1
    i("ContactPoint", Needs("value", "system")),                                         // cpt-2
    i("Timing.repeat", Needs("duration", "durationUnit")),                               // tim-1
    i("Timing.repeat", Needs("period", "periodUnit")),                                   // tim-2
    i("Timing.repeat", Needs("periodMax", "period")),                                    // tim-6
    i("Timing.repeat", Needs("durationMax", "duration")),                                // tim-7
    i("Timing.repeat", Needs("countMax", "count")),                                      // tim-8
    i("Timing.repeat", Holds(&rules::TIMING_NEGATIVE, no_negative_times)),               // tim-4, tim-5
    i("Timing.repeat", Holds(&rules::TIMING_OFFSET, offset_has_its_event)),              // tim-9
    i("Ratio", Holds(&rules::RATIO_HALF, ratio_is_whole)),                               // rat-1
    i("Range", Holds(&rules::RANGE_ORDER, range_is_in_order)),                           // rng-2
    i("Age", Holds(&rules::QUANTITY_AGE, age_is_positive)),                              // age-1
    i("Duration", Holds(&rules::QUANTITY_DURATION, duration_has_its_unit)),              // drt-1
    i("SimpleQuantity", Holds(&rules::QUANTITY_COMPARATOR, |it| !has(it, "comparator"))), // sqty-1
    i("Organization", Holds(&rules::ORGANIZATION_HOME, nothing_at_home)),                // org-2, org-3
];

const UCUM: &str = "http://unitsofmeasure.org";

/// Whether a member is there, be it with nothing but an extension.
fn has(object: &Object<'_>, name: &str) -> bool {
    object.0.iter().any(|(key, _)| {
        let key = key.strip_prefix('_').unwrap_or(key);
        match name.strip_suffix("[x]") {
            Some(base) => {
                key.strip_prefix(base).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
            }
            None => key == name,
        }
    })
}

fn number(object: &Object<'_>, name: &str) -> Option<f64> {
    match object.get(name)? {
        Node::Integer(n) => Some(*n as f64),
        Node::Decimal(n) => Some(*n),
        _ => None,
    }
}

fn no_negative_times(repeat: &Object<'_>) -> bool {
    ["duration", "period"].iter().all(|name| number(repeat, name).is_none_or(|value| value >= 0.0))
}

/// 「食前30分」 needs the meal, and a meal by itself (C, CM, CD, CV) has no before and after.
fn offset_has_its_event(repeat: &Object<'_>) -> bool {
    !has(repeat, "offset")
        || repeat.get("when").is_some_and(|when| {
            when.items().iter().all(|item| !matches!(item.text(), Some("C" | "CM" | "CD" | "CV")))
        })
}

fn ratio_is_whole(ratio: &Object<'_>) -> bool {
    match (has(ratio, "numerator"), has(ratio, "denominator")) {
        (true, true) => true,
        (false, false) => has(ratio, "extension"),
        _ => false,
    }
}

/// Only where both are of one unit: others cannot be compared.
fn range_is_in_order(range: &Object<'_>) -> bool {
    let (Some(low), Some(high)) = (range.object("low"), range.object("high")) else { return true };
    let unit = |of: &Object<'_>| ["system", "code", "unit"].map(|name| of.text(name).map(str::to_owned));
    match (number(low, "value"), number(high, "value")) {
        (Some(least), Some(most)) if unit(low) == unit(high) => least <= most,
        _ => true,
    }
}

fn age_is_positive(age: &Object<'_>) -> bool {
    (has(age, "code") || !has(age, "value"))
        && (!has(age, "system") || age.text("system") == Some(UCUM))
        && number(age, "value").is_none_or(|value| value > 0.0)
}

fn duration_has_its_unit(duration: &Object<'_>) -> bool {
    !has(duration, "code") || duration.text("system") == Some(UCUM) && has(duration, "value")
}

fn nothing_at_home(organization: &Object<'_>) -> bool {
    ["address", "telecom"]
        .iter()
        .all(|name| organization.objects(name).all(|(_, one)| one.text("use") != Some("home")))
}

impl Checker<'_, '_> {
    /// The invariants of an object's type.
    pub(super) fn invariants(&mut self, of: &[&'static Invariant], object: &Object<'_>, at: &At<'_>) {
        for Invariant { law, .. } in of {
            match *law {
                OneOf(names) if !names.iter().any(|name| has(object, name)) => {
                    self.say_with(&rules::ELEMENT_ONE_OF, at, [names.join("・")]);
                }
                NotBoth(one, other) if has(object, one) && has(object, other) => {
                    let names = [one, other].map(|name| name.trim_end_matches("[x]").to_owned());
                    self.say_with(&rules::ELEMENT_NOT_BOTH, at, names);
                }
                Needs(one, other) if has(object, one) && !has(object, other) => {
                    let names = [one, other].map(|name| name.trim_end_matches("[x]").to_owned());
                    self.say_with(&rules::ELEMENT_NEEDS, at, names);
                }
                Holds(rule, holds) if !holds(object) => self.say(rule, at),
                _ => {}
            }
        }
    }
}
