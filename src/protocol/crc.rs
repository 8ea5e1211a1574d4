//! The lock's checksum (protocol, frames 3.3 \[A\]): Dallas/Maxim CRC-8 with one changed table entry.

/// The checksum that locks and the vendor's clients use: `TABLE[33]` is 07 instead of 7d.
pub fn lock(bytes: &[u8]) -> u8 {
    // A u8 always lies in a table of 256, so the fallback is never taken.
    bytes.iter().fold(0, |crc, byte| {
        TABLE.get(usize::from(crc ^ byte)).copied().unwrap_or_default()
    })
}

/// The checksum of the unchanged table, which the JavaScript SDK sends.
pub fn plain(bytes: &[u8]) -> u8 {
    const DALLAS_MAXIM: crc::Crc<u8> = crc::Crc::<u8>::new(&crc::CRC_8_MAXIM_DOW);
    DALLAS_MAXIM.checksum(bytes)
}

/// The changed table; the account's text codec uses it too (protocol, credentials 2).
pub const TABLE: [u8; 256] = changed_table();

#[expect(
    clippy::indexing_slicing,
    reason = "evaluated by the compiler, which refuses an index out of bounds"
)]
const fn changed_table() -> [u8; 256] {
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "index is below 256")]
        let mut value = index as u8;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 { value >> 1 ^ 0x8c } else { value >> 1 };
            bit += 1;
        }
        table[index] = value;
        index += 1;
    }
    table[33] = 0x07;
    table
}
