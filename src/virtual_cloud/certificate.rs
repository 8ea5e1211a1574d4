//! A certificate of its own for the virtual cloud's port: self-signed, ECDSA on P-256, for the names by which clients come.
//!
//! Clients trust it only where they are told to ([`crate::https::Trust::Only`]).

use crate::account::error::Unreachable;
use std::fmt;

/// A certificate with its key.
#[derive(Clone)]
pub struct Certificate {
    /// The certificate, DER.
    pub der: Vec<u8>,
    /// Its private key, PKCS 8 DER.
    pub(super) key: Vec<u8>,
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Certificate({} bytes)", self.der.len())
    }
}

/// A day, in milliseconds.
pub const DAY_MS: i64 = 24 * 60 * 60 * 1000;

impl Certificate {
    /// A new certificate for one name; see [`Self::make_for`].
    ///
    /// # Errors
    /// [`Unreachable::NoCipher`] where this machine cannot make one.
    pub fn make(host: &str, start_ms: i64, end_ms: i64) -> Result<Self, Unreachable> {
        Self::make_for(&[host], start_ms, end_ms)
    }

    /// A new certificate that holds from `start_ms` until `end_ms`, in milliseconds since 1970 UTC, for `names`: names and addresses by
    /// which clients come.
    ///
    /// # Errors
    /// [`Unreachable::NoCipher`] where this machine cannot make one.
    #[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
    pub fn make_for(names: &[&str], start_ms: i64, end_ms: i64) -> Result<Self, Unreachable> {
        use graviola::hashing::Sha256;
        use graviola::signing::ecdsa::{P256, SigningKey};
        crate::https::crypto_provider()?;
        let failed = |_| Unreachable::NoCipher;
        let key = SigningKey::<P256>::generate().map_err(failed)?;
        let (mut spki, mut pkcs8, mut signature) = ([0; 128], [0; 256], [0; 128]);
        let spki = key.to_spki_der(&mut spki).map_err(failed)?;
        let body = der::to_be_signed(names, spki, start_ms, end_ms).ok_or(Unreachable::NoCipher)?;
        let signature = key.sign_asn1::<Sha256>(&[&body], &mut signature).map_err(failed)?;
        let der = der::certificate(&body, signature);
        let key = key.to_pkcs8_der(&mut pkcs8).map_err(failed)?.to_vec();
        Ok(Self { der, key })
    }

    /// See the other.
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    pub fn make_for(_names: &[&str], _start_ms: i64, _end_ms: i64) -> Result<Self, Unreachable> {
        Err(Unreachable::NoCipher)
    }

    /// The certificate as text, as other programs take it.
    pub fn to_pem(&self) -> String {
        use base64::Engine as _;
        let text = base64::engine::general_purpose::STANDARD.encode(&self.der);
        let lines: Vec<&str> = text
            .as_bytes()
            .chunks(64)
            .filter_map(|line| std::str::from_utf8(line).ok())
            .collect();
        format!(
            "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n",
            lines.join("\n")
        )
    }
}

/// The certificates (DER) of a text in which they stand one behind another; `None` where there is none or one is damaged.
pub fn from_pem(text: &str) -> Option<Vec<Vec<u8>>> {
    use base64::Engine as _;
    let parts = text.split("-----BEGIN CERTIFICATE-----").skip(1);
    let certificates: Option<Vec<Vec<u8>>> = parts
        .map(|part| {
            let (body, _) = part.split_once("-----END CERTIFICATE-----")?;
            let body: String = body.split_whitespace().collect();
            base64::engine::general_purpose::STANDARD.decode(body).ok()
        })
        .collect();
    certificates.filter(|certificates| !certificates.is_empty())
}

/// The few forms of DER that such a certificate needs.
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
mod der {
    use std::net::IpAddr;

    const SEQUENCE: u8 = 0x30;
    const SET: u8 = 0x31;
    const INTEGER: u8 = 0x02;
    const BIT_STRING: u8 = 0x03;
    const OCTET_STRING: u8 = 0x04;
    const OBJECT_ID: u8 = 0x06;
    const UTF8: u8 = 0x0c;
    const UTC_TIME: u8 = 0x17;
    const VERSION: u8 = 0xa0;
    const EXTENSIONS: u8 = 0xa3;
    /// ecdsa-with-SHA256.
    const SIGNED_BY: [u8; 8] = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
    const COMMON_NAME: [u8; 3] = [0x55, 0x04, 0x03];
    const ALTERNATIVE_NAMES: [u8; 3] = [0x55, 0x1d, 0x11];

    fn put(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
        let content = parts.concat();
        let mut bytes = vec![tag];
        match content.len() {
            // A length below 128 stands alone, a longer one behind the number of its bytes.
            short @ 0..128 => bytes.extend(u8::try_from(short)),
            long => {
                let length = long.to_be_bytes();
                let length: Vec<u8> = length.into_iter().skip_while(|byte| *byte == 0).collect();
                bytes.extend(u8::try_from(length.len()).map(|count| 0x80 | count));
                bytes.extend(length);
            }
        }
        bytes.extend(content);
        bytes
    }

    fn algorithm() -> Vec<u8> {
        put(SEQUENCE, &[&put(OBJECT_ID, &[&SIGNED_BY])])
    }

    fn moment(ms: i64) -> Option<Vec<u8>> {
        let moment = jiff::Timestamp::from_millisecond(ms).ok()?;
        let text = jiff::tz::TimeZone::UTC
            .to_datetime(moment)
            .strftime("%y%m%d%H%M%SZ")
            .to_string();
        Some(put(UTC_TIME, &[text.as_bytes()]))
    }

    /// The part that is signed. `spki`: the public key.
    pub(super) fn to_be_signed(names: &[&str], spki: &[u8], start_ms: i64, end_ms: i64) -> Option<Vec<u8>> {
        let common = put(
            SEQUENCE,
            &[
                &put(OBJECT_ID, &[&COMMON_NAME]),
                &put(UTF8, &[b"Relatch virtual cloud"]),
            ],
        );
        let name = put(SEQUENCE, &[&put(SET, &[&common])]);
        let validity = put(SEQUENCE, &[&moment(start_ms)?, &moment(end_ms)?]);
        let alternatives = names.iter().map(|name| match name.parse::<IpAddr>() {
            Ok(IpAddr::V4(address)) => put(0x87, &[&address.octets()]),
            Ok(IpAddr::V6(address)) => put(0x87, &[&address.octets()]),
            Err(_) => put(0x82, &[name.as_bytes()]),
        });
        let alternatives: Vec<u8> = alternatives.flatten().collect();
        let names = put(OCTET_STRING, &[&put(SEQUENCE, &[&alternatives])]);
        let extension = put(SEQUENCE, &[&put(OBJECT_ID, &[&ALTERNATIVE_NAMES]), &names]);
        Some(put(
            SEQUENCE,
            &[
                &put(VERSION, &[&put(INTEGER, &[&[2]])]),
                &put(INTEGER, &[&[1]]),
                &algorithm(),
                &name,
                &validity,
                &name,
                spki,
                &put(EXTENSIONS, &[&put(SEQUENCE, &[&extension])]),
            ],
        ))
    }

    /// The certificate of a signed part.
    pub(super) fn certificate(signed: &[u8], signature: &[u8]) -> Vec<u8> {
        put(SEQUENCE, &[signed, &algorithm(), &put(BIT_STRING, &[&[0], signature])])
    }
}
