//! 患者サマリー（療養計画書）: what was agreed with the patient about living with the disease, for the patient.

pub mod compose;
pub mod content;
pub mod form;
pub mod paper;
pub mod progress;
pub mod resolve;
