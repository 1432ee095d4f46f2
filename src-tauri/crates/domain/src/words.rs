/// Declares an enum of plain words: each variant has a stable code (for the store and the wire) and a label
/// that people read. One list gives parsing, printing and, with the feature `wire`, TypeScript and JSON Schema.
macro_rules! words {
    ($(
        $(#[$doc:meta])*
        pub enum $name:ident {
            $( $(#[$vdoc:meta])* $variant:ident = $code:literal, $label:literal; )+
        }
    )+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(feature = "wire", derive(serde::Serialize, serde::Deserialize, ts_rs::TS, schemars::JsonSchema))]
        pub enum $name {
            $( $(#[$vdoc])* #[cfg_attr(feature = "wire", serde(rename = $code))] $variant, )+
        }

        impl $name {
            /// Every word, in the order in which people see them.
            pub const ALL: &'static [Self] = &[$( Self::$variant ),+];

            /// The stable code of the word, as stored and sent.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $code ),+ }
            }

            /// The word as people read it.
            pub const fn label(self) -> &'static str {
                match self { $( Self::$variant => $label ),+ }
            }

            /// The word with this code, if there is one.
            pub fn parse(code: &str) -> Option<Self> {
                match code { $( $code => Some(Self::$variant), )+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    )+};
}
pub(crate) use words;
