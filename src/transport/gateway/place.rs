//! Where a gateway is, as a person writes it.

use super::login::Credentials;
use crate::model::Address;
use std::fmt;
use std::str::FromStr;

/// The usual port (protocol, gateway).
const PORT: u16 = 2846;
/// The path that existing gateways serve (protocol, gateway).
const PATH: &str = "/noble";

/// Where a gateway is, and which lock is meant. Printed without user and password.
#[derive(Clone, PartialEq, Eq)]
pub struct Place {
    /// Host name or address; an IPv6 address without its brackets.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Path, with its slash.
    pub path: String,
    /// Who we are there.
    pub credentials: Credentials,
    /// The lock, where one is named.
    pub lock: Option<Address>,
}

/// Why a text names no gateway.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlaceError {
    /// It does not have the form of an address.
    #[error("expected ws://HOST:PORT/noble?lock=AA:BB:CC:11:22:33")]
    Form,
    /// Encrypted connections are not spoken by these gateways.
    #[error("these gateways speak ws://, not wss://")]
    Encrypted,
    /// The lock's address is none.
    #[error("after lock= an address like AA:BB:CC:11:22:33 is expected")]
    Lock,
}

impl Place {
    /// Its address for the handshake, without user and password.
    pub fn url(&self) -> String {
        format!("ws://{}{}", self.authority(), self.path)
    }

    fn authority(&self) -> String {
        if self.host.contains(':') {
            format!("[{}]:{}", self.host, self.port)
        } else {
            format!("{}:{}", self.host, self.port)
        }
    }
}

impl FromStr for Place {
    type Err = PlaceError;

    fn from_str(text: &str) -> Result<Self, PlaceError> {
        if text.starts_with("wss:") {
            return Err(PlaceError::Encrypted);
        }
        let rest = text.strip_prefix("ws://").ok_or(PlaceError::Form)?;
        if rest
            .chars()
            .any(|character| character.is_whitespace() || character.is_control())
        {
            return Err(PlaceError::Form);
        }
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, path) = match rest.find('/') {
            Some(slash) => rest.split_at(slash),
            None => (rest, PATH),
        };
        let (login, address) = match authority.rsplit_once('@') {
            Some((login, address)) => (Some(login), address),
            None => (None, authority),
        };
        let credentials = match login {
            None => Credentials::default(),
            Some(login) => {
                let (user, password) = login.split_once(':').ok_or(PlaceError::Form)?;
                Credentials::new(&unescaped(user)?, &unescaped(password)?)
            }
        };
        let (host, port) = host_and_port(address)?;
        let mut lock = None;
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            match pair.split_once('=') {
                Some(("lock", value)) => {
                    lock = Some(unescaped(value)?.parse().map_err(|_| PlaceError::Lock)?);
                }
                _ => return Err(PlaceError::Form),
            }
        }
        Ok(Self {
            host,
            port,
            path: path.to_owned(),
            credentials,
            lock,
        })
    }
}

fn host_and_port(address: &str) -> Result<(String, u16), PlaceError> {
    let (host, port) = match address.strip_prefix('[') {
        Some(rest) => {
            let (host, rest) = rest.split_once(']').ok_or(PlaceError::Form)?;
            (host, rest.strip_prefix(':'))
        }
        None => match address.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (address, None),
        },
    };
    let port = port.map_or(Ok(PORT), str::parse).map_err(|_| PlaceError::Form)?;
    if host.is_empty() || port == 0 {
        return Err(PlaceError::Form);
    }
    Ok((host.to_owned(), port))
}

/// Text in which `%3A` stands for a colon.
fn unescaped(text: &str) -> Result<String, PlaceError> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let (digits, tail) = tail.split_at_checked(2).ok_or(PlaceError::Form)?;
        let digits = std::str::from_utf8(digits).map_err(|_| PlaceError::Form)?;
        bytes.extend(crate::model::hex::from_text(digits).ok_or(PlaceError::Form)?);
        rest = tail;
    }
    String::from_utf8(bytes).map_err(|_| PlaceError::Form)
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url())?;
        match self.lock {
            Some(lock) => write!(f, "?lock={lock}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str) -> Result<Place, PlaceError> {
        text.parse()
    }

    #[test]
    fn a_place_is_read_with_what_may_be_left_out() {
        let full = place("ws://hall:p%40ss%3A1@10.0.0.7:2900/noble?lock=AA:BB:CC:11:22:33").unwrap();
        assert_eq!(full.to_string(), "ws://10.0.0.7:2900/noble?lock=AA:BB:CC:11:22:33");
        assert_eq!(full.credentials, Credentials::new("hall", "p@ss:1"));
        let short = place("ws://gateway.local").unwrap();
        assert_eq!(
            (short.url().as_str(), short.lock),
            ("ws://gateway.local:2846/noble", None)
        );
        assert_eq!(short.credentials, Credentials::default());
        assert_eq!(place("ws://[::1]:80/x").unwrap().url(), "ws://[::1]:80/x");
        assert!(
            place("ws://h/noble?lock=AA%3ABB%3ACC%3A11%3A22%3A33")
                .unwrap()
                .lock
                .is_some()
        );
    }

    #[test]
    fn what_is_no_place_is_refused() {
        for text in [
            "",
            "ws:",
            "ws://",
            "ws://:80/noble",
            "ws://h:0/noble",
            "ws://h:99999/noble",
            "ws://h:x/noble",
            "ws://user@h/noble",
            "ws://h/noble?lok=1",
            "ws://h/no ble",
            "ws://[::1/noble",
            "http://h/noble",
            "ws://a%zz:b@h",
            "ws://a%:b@h",
            "ws://a%ff:b@h",
            "ws://a%+f:b@h",
        ] {
            assert_eq!(place(text), Err(PlaceError::Form), "{text}");
        }
        assert_eq!(place("ws://h/noble?lock=AA:BB"), Err(PlaceError::Lock));
        assert_eq!(place("wss://h/noble"), Err(PlaceError::Encrypted));
    }

    #[test]
    fn s9_user_and_password_are_not_printed() {
        let printed = format!("{:?} {0}", place("ws://hall:s3cret@h/noble").unwrap());
        assert!(!printed.contains("hall") && !printed.contains("s3cret"), "{printed}");
    }
}
