//! What a rule has to say about a piece of input: where, which rule, how grave.

use crate::words::words;

words! {
    /// How grave a finding is.
    pub enum Severity {
        /// Nothing to do; something was tidied up or is worth knowing.
        Info = "info", "お知らせ";
        /// The work goes on, but a person should look.
        Warning = "warning", "注意";
        /// The step cannot be taken until this is mended.
        Error = "error", "エラー";
    }
}

/// A rule with its standing sentence. Rules are rows of the table in [`crate::rule`].
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Rule {
    /// Stable name, `area.what-is-wrong`.
    pub id: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// Plain Japanese: what is wrong and what to do. `{0}`, `{1}` … stand for the arguments.
    pub sentence: &'static str,
}

/// One thing that a rule found. Holds no patient data: `path` names the field, `args` are limits and labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The place, as a path of field names and indices: `patient.insurance.symbol`, `core6.labs[2].value`.
    pub path: String,
    /// The rule.
    pub rule: &'static Rule,
    /// What fills the gaps of the sentence.
    pub args: Vec<String>,
}

impl Finding {
    /// A finding without arguments.
    pub fn new(rule: &'static Rule, path: impl Into<String>) -> Self {
        Self { path: path.into(), rule, args: Vec::new() }
    }

    /// A finding whose sentence has gaps.
    pub fn with(
        rule: &'static Rule,
        path: impl Into<String>,
        args: impl IntoIterator<Item = String>,
    ) -> Self {
        Self { path: path.into(), rule, args: args.into_iter().collect() }
    }

    /// The same finding seen from one level further out: `under("patient")` turns `kana` into `patient.kana`.
    pub fn under(mut self, prefix: &str) -> Self {
        self.path = match (prefix.is_empty(), self.path.is_empty()) {
            (true, _) => self.path,
            (_, true) => prefix.to_owned(),
            _ if self.path.starts_with('[') => format!("{prefix}{}", self.path),
            _ => format!("{prefix}.{}", self.path),
        };
        self
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.rule.severity
    }

    /// The sentence with its gaps filled.
    pub fn sentence(&self) -> String {
        let mut sentence = self.rule.sentence.to_owned();
        for (i, arg) in self.args.iter().enumerate() {
            sentence = sentence.replace(&format!("{{{i}}}"), arg);
        }
        sentence
    }
}

/// Whether any finding is an error.
pub fn any_error(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity() == Severity::Error)
}
