//! Hexadecimal text, the form of byte strings in snapshots, key files and the command line.

/// Lower-case hexadecimal digits of `bytes`, two a byte, no separators.
pub fn to_text(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// The bytes of a hexadecimal text of either case; `None` when it is odd in length or holds anything else.
pub fn from_text(text: &str) -> Option<Vec<u8>> {
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
        return None;
    };
    pairs
        .iter()
        .map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?))
        .collect()
}

fn digit(character: u8) -> Option<u8> {
    match character {
        b'0'..=b'9' => Some(character - b'0'),
        b'a'..=b'f' => Some(character - b'a' + 10),
        b'A'..=b'F' => Some(character - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_bytes_are_the_same_thing() {
        assert_eq!(to_text(&[0x00, 0x7f, 0xff]), "007fff");
        assert_eq!(from_text("007fFF"), Some(vec![0x00, 0x7f, 0xff]));
        assert_eq!(from_text("007"), None);
        assert_eq!(from_text("0g"), None);
        assert_eq!(from_text("é"), None);
    }
}
