//! What a sign-in gives (cloud 2).

use super::error::{Breakage, CallError};
use super::reply::Object;
use crate::model::SecretText;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use md5::{Digest as _, Md5};
use zeroize::Zeroizing;

/// Renewed so many milliseconds before it ends: three days.
const RENEW_BEFORE_MS: i64 = 3 * 24 * 60 * 60 * 1000;
/// How long a sign-in counts where the reply does not say: 90 days, as documented \[A\]. Seconds.
const USUAL_S: i64 = 7_776_000;
/// The longest time that is believed, in seconds: ten years.
const LONGEST_S: i64 = 315_360_000;

/// A sign-in: as good as the password for as long as it lasts. Kept in the secure store and nowhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Stands in every call.
    pub access: SecretText,
    /// Renews the sign-in; `None`: sign in again at its end.
    pub renewal: Option<SecretText>,
    /// The account's number, where the reply tells it; a renewal does not.
    pub uid: Option<i64>,
    /// When it ends, in milliseconds since 1970 UTC.
    pub ends_ms: i64,
}

impl Token {
    /// The sign-in of a reply that came at `now_ms`.
    ///
    /// # Errors
    /// A success without an access token is a broken server.
    pub fn decode(object: &Object, now_ms: i64) -> Result<Self, CallError> {
        let members = object.members();
        let access = members.text("access_token");
        let told_s = members.told_int(&["expires_in"]).filter(|seconds| *seconds > 0);
        let lasts_s = told_s.unwrap_or(USUAL_S).min(LONGEST_S);
        Ok(Self {
            access: access
                .map(SecretText::from)
                .ok_or(CallError::Broken(Breakage::Member("access_token")))?,
            renewal: members.text("refresh_token").map(SecretText::from),
            uid: members.told_int(&["uid"]),
            ends_ms: now_ms.saturating_add(lasts_s.saturating_mul(1000)),
        })
    }

    /// This sign-in after a renewal: both tokens may have changed, and the account's number stays.
    #[must_use]
    pub fn renewed(&self, by: Self) -> Self {
        Self {
            uid: by.uid.or(self.uid),
            renewal: by.renewal.or_else(|| self.renewal.clone()),
            ..by
        }
    }

    /// Whether it should be renewed now, where it can be: it ends in the next three days.
    pub fn is_due(&self, now_ms: i64) -> bool {
        self.ends_ms.saturating_sub(now_ms) < RENEW_BEFORE_MS
    }

    /// Whether it has ended.
    pub fn has_ended(&self, now_ms: i64) -> bool {
        self.ends_ms <= now_ms
    }
}

/// The form in which a sign-in takes the password: lower-case hexadecimal MD5 of its UTF-8 \[A\]. As good as the password
/// itself: made for one call, stored nowhere.
pub fn derive_password_hash(password: &str) -> SecretText {
    let digest = Zeroizing::new(<[u8; 16]>::from(Md5::digest(password.as_bytes())));
    SecretText::from(crate::model::hex::to_text(&*digest))
}

/// The key with which a password may be encrypted on its way \[B\]. Its padding is not documented and no client uses it \[C\], so
/// Relatch only checks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordKey {
    /// DER, SubjectPublicKeyInfo, RSA of 2,048 bits.
    pub der: Vec<u8>,
}

/// The head of such a key: two sequences, rsaEncryption, a bit string, a sequence, and the head of a number of 257 bytes.
const RSA_2048_HEAD: [u8; 33] = [
    0x30, 0x82, 0x01, 0x22, 0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
    0x03, 0x82, 0x01, 0x0f, 0x00, 0x30, 0x82, 0x01, 0x0a, 0x02, 0x82, 0x01, 0x01, 0x00,
];
/// Its end: the exponent 65537.
const RSA_2048_TAIL: [u8; 5] = [0x02, 0x03, 0x01, 0x00, 0x01];

impl PasswordKey {
    /// The key of a reply.
    pub fn decode(object: &Object) -> Result<Self, CallError> {
        let malformed = CallError::Broken(Breakage::Member("publicKey"));
        let text = object.members().text("publicKey").ok_or_else(|| malformed.clone())?;
        let der = BASE64.decode(text.trim()).map_err(|_| malformed.clone())?;
        let is_one = der.len() == RSA_2048_HEAD.len() + 256 + RSA_2048_TAIL.len()
            && der.starts_with(&RSA_2048_HEAD)
            && der.ends_with(&RSA_2048_TAIL);
        is_one.then_some(Self { der }).ok_or(malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_hashed_as_the_cloud_wants_it() {
        assert_eq!(
            derive_password_hash("synthetic password").reveal(),
            "a89ccb807c50ff506a82313f4e1c5e1b"
        );
        assert_eq!(
            derive_password_hash("pässwort").reveal(),
            "82c81e1208ef287416f23e0f15e7e2ed"
        );
    }

    #[test]
    fn a_sign_in_is_due_three_days_before_its_end() {
        let token = Token {
            access: "a".into(),
            renewal: None,
            uid: None,
            ends_ms: 10 * 86_400_000,
        };
        assert!(!token.is_due(6 * 86_400_000));
        assert!(token.is_due(8 * 86_400_000) && !token.has_ended(8 * 86_400_000));
        assert!(token.has_ended(10 * 86_400_000));
    }
}
