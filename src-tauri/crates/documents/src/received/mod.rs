//! Documents that came from elsewhere, in our own reading layout: [`view`] puts what the reader found in the order
//! in which a doctor wants it, [`paper`] prints that.

pub mod paper;
pub mod view;
