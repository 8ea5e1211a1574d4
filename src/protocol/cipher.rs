//! The cipher of a frame's data (protocol, frames 3.4 \[A\]): AES-128, CBC, IV = key, PKCS#7.
//!
//! It has no nonce and no authentication; what follows from that stands in SECURITY.md.

use crate::model::{AesKey, Raw};
use aes::Aes128;
use cbc::cipher::{BlockModeDecrypt as _, BlockModeEncrypt as _, KeyIvInit as _, block_padding::Pkcs7};
use zeroize::Zeroizing;

/// The key before a pairing: of 45 and 19 and their replies.
pub const DEFAULT_KEY: [u8; 16] = [
    0x98, 0x76, 0x23, 0xe8, 0xa9, 0x23, 0xa1, 0xbb, 0x3d, 0x9e, 0x7d, 0x03, 0x78, 0x12, 0x45, 0x88,
];

/// [`DEFAULT_KEY`] as a key.
pub fn default_key() -> AesKey {
    AesKey(DEFAULT_KEY)
}

/// Data that does not decrypt: another key, so the lock may have been reset or paired anew; or no encryption at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("failed to decrypt: wrong key, the lock may have been reset")]
pub struct WrongKey;

/// A frame's data of a command's plaintext: nothing for nothing, as most clients send it.
pub fn encrypt(key: &AesKey, plaintext: &[u8]) -> Raw {
    if plaintext.is_empty() {
        return Raw::default();
    }
    Raw(cbc(key.0, plaintext))
}

/// The plaintext of a frame's data. Nothing is nothing; 16 bytes of padding are nothing too.
pub fn decrypt(key: &AesKey, data: &[u8]) -> Result<Zeroizing<Vec<u8>>, WrongKey> {
    if data.is_empty() {
        return Ok(Zeroizing::default());
    }
    uncbc(key.0, data)
}

/// AES-128-CBC with PKCS#7 under a key that is its own IV, as frames and the account's texts use it.
pub fn cbc(key: [u8; 16], plaintext: &[u8]) -> Vec<u8> {
    cbc::Encryptor::<Aes128>::new(&key.into(), &key.into()).encrypt_padded_vec::<Pkcs7>(plaintext)
}

/// The inverse of [`cbc()`].
pub fn uncbc(key: [u8; 16], data: &[u8]) -> Result<Zeroizing<Vec<u8>>, WrongKey> {
    let plain = cbc::Decryptor::<Aes128>::new(&key.into(), &key.into()).decrypt_padded_vec::<Pkcs7>(data);
    plain.map(Zeroizing::new).map_err(|_| WrongKey)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_plaintext_is_read_in_both_its_forms() {
        assert!(encrypt(&default_key(), &[]).is_empty());
        assert!(decrypt(&default_key(), &[]).unwrap().is_empty());
        let padding = cbc(DEFAULT_KEY, &[]);
        assert_eq!(padding.len(), 16);
        assert!(decrypt(&default_key(), &padding).unwrap().is_empty());
    }

    #[test]
    fn plaintext_in_place_of_encrypted_data_is_refused() {
        assert_eq!(decrypt(&default_key(), b"\x03\x01\x64\x02"), Err(WrongKey));
        assert_eq!(
            decrypt(&AesKey([7; 16]), encrypt(&default_key(), b"SCIENER").as_slice()),
            Err(WrongKey)
        );
    }
}
