//! The recovery passphrase: printed once, kept in a drawer for years, typed back by hand on a bad day.
//!
//! 24 symbols of Crockford's base 32 (no I, L, O, U) in six groups of four: 23 random ones (115 bits) and one
//! that checks them. The check is a weighted sum in the field of 32 elements, so that any one wrong symbol and
//! any two swapped neighbours are noticed before the key is tried.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM: usize = 23;
const TOTAL: usize = RANDOM + 1;
const GROUP: usize = 4;

/// A recovery passphrase whose check symbol fits. Wiped from memory when dropped, never printed by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(Zeroizing<[u8; TOTAL]>);

/// Why a typed text is no passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Typo {
    /// A character that no passphrase holds; its place among the symbols, from 0.
    #[error("symbol {0} is none of the alphabet")]
    Symbol(usize),
    /// Another number of symbols than 24.
    #[error("{0} symbols where 24 belong")]
    Length(usize),
    /// The check symbol does not fit: something is mistyped.
    #[error("the check symbol does not fit")]
    Check,
}

impl Passphrase {
    /// A new random passphrase.
    pub fn generate() -> Self {
        let mut symbols = Zeroizing::new([0u8; TOTAL]);
        let random: Zeroizing<[u8; RANDOM]> = Zeroizing::new(rand::random());
        for (symbol, byte) in symbols.iter_mut().zip(random.iter()) {
            *symbol = byte % 32;
        }
        symbols[RANDOM] = check(&symbols[..RANDOM]);
        Self(symbols)
    }

    /// Reads what a person typed: any case and width, any blanks and dashes, O for 0, I or L for 1, U for V.
    pub fn parse(typed: &str) -> Result<Self, Typo> {
        let mut symbols = Zeroizing::new([0u8; TOTAL]);
        let mut count = 0;
        for c in typed.nfkc().flat_map(char::to_uppercase).filter(|c| !is_separator(*c)) {
            let value = value(c).ok_or(Typo::Symbol(count))?;
            if let Some(symbol) = symbols.get_mut(count) {
                *symbol = value;
            }
            count += 1;
        }
        if count != TOTAL {
            return Err(Typo::Length(count));
        }
        if symbols[RANDOM] != check(&symbols[..RANDOM]) {
            return Err(Typo::Check);
        }
        Ok(Self(symbols))
    }

    /// The six groups as they are printed: `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX`.
    pub fn reveal(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(TOTAL + TOTAL / GROUP));
        for (i, symbol) in self.0.iter().enumerate() {
            if i > 0 && i % GROUP == 0 {
                text.push('-');
            }
            text.push(char::from(ALPHABET[usize::from(*symbol)]));
        }
        text
    }

    /// The bytes from which the wrapping key is derived: the symbols in upper case without dashes.
    pub(crate) fn canonical(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.0.iter().map(|symbol| ALPHABET[usize::from(*symbol)]).collect())
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '-' | '‐'..='―' | '−' | 'ー' | '─' | '・' | '.' | ',' | '、' | '。' | '_')
}

fn value(c: char) -> Option<u8> {
    let c = match c {
        'O' => '0',
        'I' | 'L' => '1',
        'U' => 'V',
        c => c,
    };
    let byte = u8::try_from(c).ok()?;
    ALPHABET.iter().position(|symbol| *symbol == byte).and_then(|i| u8::try_from(i).ok())
}

/// Σ αⁱ·sᵢ over GF(2⁵) with x⁵ + x² + 1 and α = x, by Horner's rule: the weights of 23 places all differ.
fn check(symbols: &[u8]) -> u8 {
    symbols.iter().fold(0, |sum, symbol| {
        let shifted = (sum ^ symbol) << 1;
        if shifted & 0x20 == 0 { shifted } else { shifted ^ 0b10_0101 }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_passphrase() -> impl Strategy<Value = Passphrase> {
        proptest::array::uniform23(0u8..32).prop_map(|random| {
            let mut symbols = Zeroizing::new([0u8; TOTAL]);
            symbols[..RANDOM].copy_from_slice(&random);
            symbols[RANDOM] = check(&random);
            Passphrase(symbols)
        })
    }

    fn symbols(text: &str) -> Vec<char> {
        text.chars().filter(|c| *c != '-').collect()
    }

    #[test]
    fn what_is_generated_can_be_typed_back() {
        let one = Passphrase::generate();
        assert_eq!(one.reveal().len(), 29);
        assert!(Passphrase::parse(&one.reveal()) == Ok(one.clone()));
        assert!(Passphrase::generate() != one);
        assert_eq!(format!("{one:?}"), "Passphrase(…)");
    }

    #[test]
    fn nonsense_is_named() {
        assert_eq!(Passphrase::parse(""), Err(Typo::Length(0)));
        assert_eq!(Passphrase::parse("ABCD-*"), Err(Typo::Symbol(4)));
        assert_eq!(Passphrase::parse(&"A".repeat(25)), Err(Typo::Length(25)));
        assert_eq!(Passphrase::parse("山"), Err(Typo::Symbol(0)));
    }

    proptest! {
        #[test]
        fn typing_is_forgiven(passphrase in any_passphrase(), dash in "[-ー‐ 　−\n]{0,2}") {
            let printed = passphrase.reveal();
            let sloppy: String = symbols(&printed).chunks(GROUP)
                .map(|group| group.iter().collect::<String>().to_lowercase().replace('0', "o").replace('1', "l").replace('v', "u"))
                .collect::<Vec<_>>().join(&dash);
            prop_assert!(Passphrase::parse(&sloppy) == Ok(passphrase.clone()));
            let wide: String = printed.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect();
            prop_assert!(Passphrase::parse(&wide) == Ok(passphrase));
        }

        #[test]
        fn one_wrong_symbol_is_noticed(passphrase in any_passphrase(), at in 0..TOTAL, by in 1u8..32) {
            let mut wrong = symbols(&passphrase.reveal());
            let old = value(wrong[at]).unwrap();
            wrong[at] = char::from(ALPHABET[usize::from((old + by) % 32)]);
            prop_assert_eq!(Passphrase::parse(&wrong.iter().collect::<String>()), Err(Typo::Check));
        }

        #[test]
        fn swapped_neighbours_are_noticed(passphrase in any_passphrase(), at in 0..TOTAL - 1) {
            let mut wrong = symbols(&passphrase.reveal());
            prop_assume!(wrong[at] != wrong[at + 1]);
            wrong.swap(at, at + 1);
            prop_assert_eq!(Passphrase::parse(&wrong.iter().collect::<String>()), Err(Typo::Check));
        }

        #[test]
        fn anything_typed_is_answered(text in "\\PC{0,60}") {
            let _ = Passphrase::parse(&text);
        }
    }
}
