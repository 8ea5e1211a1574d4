//! The login: a challenge, and the text `user:password` encrypted with it (protocol, gateway, "Login" \[A\]).

use aes::Aes128;
use cbc::cipher::{BlockModeDecrypt as _, BlockModeEncrypt as _, KeyIvInit as _, block_padding::ZeroPadding};
use std::fmt;
use zeroize::Zeroizing;

/// The key that the existing clients and gateways share by default.
pub const DEFAULT_KEY: [u8; 16] = [
    0xf8, 0xb5, 0x5c, 0x27, 0x2e, 0xb0, 0x07, 0xf5, 0x01, 0x56, 0x08, 0x39, 0xbe, 0x1f, 0x1e, 0x7e,
];
/// The user, and the password, of a gateway that nobody has set up.
const DEFAULT_NAME: &str = "admin";
/// The longest answer that is looked at, in bytes: far more than a name and a password.
const LONGEST: usize = 1_024;

/// Who we are to a gateway. It hides itself when printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    key: [u8; 16],
    user: String,
    password: Zeroizing<String>,
}

impl Credentials {
    /// A user and a password under the usual key.
    pub fn new(user: &str, password: &str) -> Self {
        Self {
            key: DEFAULT_KEY,
            user: user.to_owned(),
            password: Zeroizing::new(password.to_owned()),
        }
    }

    /// The same under another key.
    #[must_use]
    pub fn with_key(self, key: [u8; 16]) -> Self {
        Self { key, ..self }
    }

    /// What answers a challenge: AES-128-CBC, IV = the challenge, padded with zero bytes to whole blocks.
    pub fn answer(&self, challenge: [u8; 16]) -> Vec<u8> {
        let cipher = cbc::Encryptor::<Aes128>::new(&self.key.into(), &challenge.into());
        cipher.encrypt_padded_vec::<ZeroPadding>(self.text().as_bytes())
    }

    /// Whether this answers it. Zero bytes behind the text are padding, however many blocks of them there are.
    pub fn accepts(&self, challenge: [u8; 16], answer: &[u8]) -> bool {
        if answer.len() > LONGEST {
            return false;
        }
        let cipher = cbc::Decryptor::<Aes128>::new(&self.key.into(), &challenge.into());
        let Ok(text) = cipher.decrypt_padded_vec::<cbc::cipher::block_padding::NoPadding>(answer) else {
            return false;
        };
        let text = Zeroizing::new(text);
        let end = text.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        text.get(..end) == Some(self.text().as_bytes())
    }

    fn text(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("{}:{}", self.user, self.password.as_str()))
    }
}

impl Default for Credentials {
    fn default() -> Self {
        Self::new(DEFAULT_NAME, DEFAULT_NAME)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHALLENGE: [u8; 16] = *b"0123456789abcdef";

    #[test]
    fn an_answer_is_accepted_under_the_same_key_user_password_and_challenge_only() {
        let ours = Credentials::new("hall", "s3cret");
        let answer = ours.answer(CHALLENGE);
        assert_eq!(answer.len(), 16);
        assert!(ours.accepts(CHALLENGE, &answer));
        assert!(!ours.accepts([7; 16], &answer));
        assert!(!Credentials::new("hall", "s3creT").accepts(CHALLENGE, &answer));
        assert!(!ours.clone().with_key([1; 16]).accepts(CHALLENGE, &answer));
        assert!(!ours.accepts(CHALLENGE, &answer[..15]));
        assert!(!ours.accepts(CHALLENGE, &[]));
        assert!(!ours.accepts(CHALLENGE, &vec![0; 1 << 20]));
    }

    #[test]
    fn the_default_answer_is_the_text_admin_admin_in_one_block_padded_with_zeros() {
        let answer = Credentials::default().answer(CHALLENGE);
        let cipher = cbc::Decryptor::<Aes128>::new(&DEFAULT_KEY.into(), &CHALLENGE.into());
        let text = cipher
            .decrypt_padded_vec::<cbc::cipher::block_padding::NoPadding>(&answer)
            .unwrap();
        assert_eq!(text, b"admin:admin\0\0\0\0\0");
        // A text of whole blocks gets no padding, and one more block of zeros does no harm.
        let whole = Credentials::new("admin", "1234567890");
        assert_eq!(whole.answer(CHALLENGE).len(), 16);
        assert!(whole.accepts(CHALLENGE, &whole.answer(CHALLENGE)));
    }

    #[test]
    fn s9_neither_user_nor_password_is_printed() {
        assert_eq!(format!("{:?}", Credentials::new("hall", "s3cret")), "Credentials");
    }
}
