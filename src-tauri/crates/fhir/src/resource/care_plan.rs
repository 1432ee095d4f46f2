//! JP_CarePlan_ePCS: the plan of a 患者サマリー（療養計画書） (JP-CLINS §4.4).

use crate::{
    context::Context,
    element::{Identifier, Meta, Period, Reference, Text},
    time,
};
use domain::date::Date;
use serde::Serialize;

/// A plan. Visit, author and care team may not stand here: they are those of the Composition.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "resourceType")]
pub struct CarePlan {
    /// Profile and time.
    pub meta: Meta,
    /// リソース一意識別ID.
    pub identifier: Vec<Identifier>,
    /// `active`.
    pub status: Text,
    /// `plan`.
    pub intent: Text,
    /// 療養計画.
    pub title: Text,
    /// 療養上の計画・アドバイス, line by line.
    pub description: Text,
    /// The patient.
    pub subject: Reference,
    /// From 指導日 on.
    pub period: Period,
    /// When it was written down.
    pub created: Text,
}

/// What a plan is made of beside its context.
pub struct Plan<'a> {
    /// リソース一意識別ID, unique at the institution.
    pub number: String,
    /// 指導日.
    pub on: Date,
    /// 療養上の計画・アドバイス.
    pub advice: &'a str,
}

impl CarePlan {
    /// `None` when nothing is advised.
    pub fn new(context: &Context<'_>, plan: Plan<'_>) -> Option<Self> {
        let guide = context.guide;
        Some(Self {
            meta: context.meta(&guide.profiles.care_plan_summary, Vec::new()),
            identifier: vec![Identifier {
                system: guide.identifiers.resource.as_str().into(),
                value: plan.number.into(),
            }],
            status: "active".into(),
            intent: "plan".into(),
            title: guide.care_plan_summary.plan_title.as_str().into(),
            description: context.cleaner.prose(plan.advice)?,
            subject: Reference::to(context.patient.clone()),
            period: Period { start: plan.on.to_string().into() },
            created: time::issued(plan.on, context.made_at).into(),
        })
    }
}
