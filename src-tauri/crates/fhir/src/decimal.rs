//! FHIR decimals: JSON numbers that keep the digits as typed, so that 6.80 stays 6.80.

use serde::Serialize;
use serde_json::value::RawValue;

/// A decimal number in the digits in which it was written.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Decimal(Box<RawValue>);

impl Decimal {
    /// A number as people write it (any width, thousands with commas); `None` when it is none.
    pub fn read(typed: &str) -> Option<Self> {
        let number = domain::core6::lab_result::read_number(typed)?;
        let (sign, digits) = number.strip_prefix('-').map_or(("", number.as_str()), |rest| ("-", rest));
        let trimmed = digits.trim_start_matches('0');
        let zero = if trimmed.is_empty() || trimmed.starts_with('.') { "0" } else { "" };
        RawValue::from_string(format!("{sign}{zero}{trimmed}")).ok().map(Self)
    }

    /// A whole number.
    pub fn whole(number: u32) -> Option<Self> {
        Self::read(&number.to_string())
    }

    /// The number times a whole number, exactly.
    pub fn times(&self, factor: u32) -> Option<Self> {
        let text = self.0.get();
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let product = format!("{whole}{fraction}").parse::<i128>().ok()?.checked_mul(factor.into())?;
        let sign = if product < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", product.unsigned_abs(), width = fraction.len() + 1);
        let (whole, fraction) = digits.split_at_checked(digits.len() - fraction.len())?;
        let fraction = fraction.trim_end_matches('0');
        let point = if fraction.is_empty() { "" } else { "." };
        RawValue::from_string(format!("{sign}{whole}{point}{fraction}")).ok().map(Self)
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        self.0.get()
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn digits_stay_as_typed() {
        for (typed, written) in [
            ("6.80", "6.80"),
            ("１，２３４", "1234"),
            ("007.5", "7.5"),
            ("0.5", "0.5"),
            ("-0.50", "-0.50"),
            ("0", "0"),
        ] {
            assert_eq!(Decimal::read(typed).unwrap().as_str(), written, "{typed}");
        }
        assert_eq!(Decimal::read("<0.3"), None);
        assert_eq!(serde_json::to_string(&Decimal::read("6.80")).unwrap(), "6.80");
    }

    #[test]
    fn products_are_exact() {
        for (number, factor, product) in
            [("0.1", 3, "0.3"), ("2.5", 14, "35"), ("6", 3, "18"), ("0.25", 1, "0.25")]
        {
            assert_eq!(Decimal::read(number).unwrap().times(factor).unwrap().as_str(), product);
        }
    }

    proptest! {
        #[test]
        fn what_reads_is_a_json_number(text in "-?[0-9]{1,12}(\\.[0-9]{1,12})?", factor in 1u32..1000) {
            let number = Decimal::read(&text).unwrap();
            prop_assert!(serde_json::from_str::<serde_json::Value>(number.as_str()).unwrap().is_number());
            let product = number.times(factor).unwrap();
            let expected = text.parse::<f64>().unwrap() * f64::from(factor);
            prop_assert!((product.as_str().parse::<f64>().unwrap() - expected).abs() <= expected.abs() * 1e-9);
        }
    }
}
