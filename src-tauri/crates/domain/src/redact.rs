/// Gives records that hold patient data a `Debug` that prints their name and nothing else, so that no log,
/// panic message or error value can carry what they hold.
macro_rules! redact {
    ($($name:ty),+ $(,)?) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )+};
}
pub(crate) use redact;
