//! How far the 傷病名 have come with codes: the national service takes only those that have one.

use super::content::CarePlanSummary;
use crate::progress::Progress;

/// The one section that rows may stand in.
pub fn progress(plan: &CarePlanSummary) -> Vec<Progress> {
    vec![Progress::of("conditions", "傷病名", &plan.conditions, &plan.diagnosis)]
}
