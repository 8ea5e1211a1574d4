//! The text forms of the account's secret fields (protocol, credentials 2 \[A\]).
//!
//! ```text
//! mask    = seed xor TABLE[number of bytes], TABLE as in frames 3.3
//! encoded = each byte xor mask, then the seed
//! text    = base64 of the encoded bytes as decimal numbers joined with commas; bytes are signed, unsigned is read too
//! ```
//!
//! It hides nothing: the seed stands beside the text. A field of at most ten characters is plain text already.

use crate::model::{AesKey, hex};
use crate::protocol::crc::TABLE;
use base64::Engine as _;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

/// The longest field that is plain text.
pub const LONGEST_PLAIN: usize = 10;

/// Base64 that is padded when written, and padded or not when read.
pub(super) const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The encoded bytes of `plain`. `None` above 255 bytes.
pub fn encode(plain: &[u8], seed: u8) -> Option<Vec<u8>> {
    let mask = seed ^ TABLE.get(plain.len())?;
    Some(plain.iter().map(|byte| byte ^ mask).chain([seed]).collect())
}

/// The bytes that were encoded. `None` without a seed, and above 256 bytes.
pub fn decode(encoded: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (seed, masked) = encoded.split_last()?;
    let mask = seed ^ TABLE.get(masked.len())?;
    Some(Zeroizing::new(masked.iter().map(|byte| byte ^ mask).collect()))
}

/// The field's text for `plain`, as accounts write it: signed numbers. Text of at most ten characters could stay as it is;
/// this encodes it all the same, as the account does. `None` above 255 bytes.
pub fn to_text(plain: &[u8], seed: u8) -> Option<String> {
    let encoded = Zeroizing::new(encode(plain, seed)?);
    let numbers: Vec<String> = encoded.iter().map(|byte| byte.cast_signed().to_string()).collect();
    Some(BASE64.encode(Zeroizing::new(numbers.join(",")).as_bytes()))
}

/// What a field's text says: itself up to ten characters, else what it encodes. `None` where it encodes nothing.
pub fn from_text(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    if text.len() <= LONGEST_PLAIN {
        return Some(Zeroizing::new(text.as_bytes().to_vec()));
    }
    let numbers = Zeroizing::new(BASE64.decode(text).ok()?);
    let numbers = std::str::from_utf8(&numbers).ok()?;
    let encoded: Option<Vec<u8>> = numbers.split(',').map(byte).collect();
    decode(&Zeroizing::new(encoded?))
}

/// The byte of a number from -128 to 255.
fn byte(number: &str) -> Option<u8> {
    let number: i16 = number.trim().parse().ok()?;
    let unsigned = u8::try_from(number).ok();
    unsigned.or_else(|| i8::try_from(number).ok().map(i8::cast_unsigned))
}

/// The key of `aesKeyStr`: 16 bytes of two hexadecimal digits, joined with commas, with dots, or not at all.
pub fn aes_key_from_text(text: &str) -> Option<AesKey> {
    let text = text.trim();
    let separator = if text.contains(',') { ',' } else { '.' };
    let digits: Zeroizing<String> = if text.len() == 32 {
        Zeroizing::new(text.to_owned())
    } else {
        let parts: Vec<&str> = text.split(separator).map(str::trim).collect();
        if parts.len() != 16 || parts.iter().any(|part| part.len() != 2) {
            return None;
        }
        Zeroizing::new(parts.concat())
    };
    let bytes = Zeroizing::new(hex::from_text(&digits)?);
    bytes.as_slice().try_into().ok().map(AesKey)
}

/// The key as `aesKeyStr`, joined with commas.
pub fn aes_key_to_text(key: &AesKey) -> String {
    let parts: Vec<String> = key.0.iter().map(|byte| format!("{byte:02x}")).collect();
    parts.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_encodes_nothing_is_refused() {
        assert!(decode(&[]).is_none());
        assert!(decode(&[0; 257]).is_none());
        assert!(encode(&[0; 256], 1).is_none());
        for numbers in ["", "300,1", "-129,1", "1,,2", "a,b,c,d", "1;2"] {
            // Padded with blanks, so that the text is longer than a plain one.
            let text = BASE64.encode(format!("{numbers:>12}"));
            assert!(from_text(&text).is_none(), "{numbers}");
        }
        assert!(from_text("not base64 at all").is_none());
    }

    #[test]
    fn a_key_is_read_in_its_three_forms_and_in_no_other() {
        let key = aes_key_from_text("a1,b2,c3,d4,e5,f6,07,18,29,3a,4b,5c,6d,7e,8f,90").unwrap();
        assert_eq!(
            aes_key_from_text("A1.b2.c3.d4.e5.f6.07.18.29.3a.4b.5c.6d.7e.8f.90"),
            Some(key.clone())
        );
        assert_eq!(aes_key_from_text("a1b2c3d4e5f60718293a4b5c6d7e8f90"), Some(key.clone()));
        assert_eq!(aes_key_from_text(&aes_key_to_text(&key)), Some(key));
        for bad in [
            "",
            "a1",
            "a1b2c3d4e5f60718293a4b5c6d7e8f9g",
            "a1,b2.c3",
            "é1b2c3d4e5f60718293a4b5c6d7e8f9",
            ",,,,,,,,,,,,,,,",
        ] {
            assert_eq!(aes_key_from_text(bad), None, "{bad}");
        }
    }
}
