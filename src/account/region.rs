//! Where the cloud is (cloud 2).
//!
//! The owner chooses. A wrong region is told as [`super::error::Cause::WrongRegion`] or looks like a wrong password, and the other
//! one is offered; nothing here ever switches by itself, because the password's hash would go to a host in another country.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A region of the cloud, or another address of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Region {
    /// All but China.
    #[default]
    Europe,
    /// China.
    China,
    /// Another address, in the form of [`BaseUrl`]: an older name of the cloud, or a virtual one.
    Other(BaseUrl),
}

impl Region {
    /// The address that paths are put behind, without a slash at its end \[A\].
    pub fn base_url(&self) -> &str {
        match self {
            Self::Europe => "https://euapi.ttlock.com",
            Self::China => "https://cnapi.ttlock.com",
            Self::Other(url) => url.as_str(),
        }
    }

    /// The region to offer where this one refuses an account; never taken without the owner's word.
    pub fn to_offer(&self) -> Option<Self> {
        match self {
            Self::Europe => Some(Self::China),
            Self::China => Some(Self::Europe),
            Self::Other(_) => None,
        }
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Europe => f.write_str("eu"),
            Self::China => f.write_str("cn"),
            Self::Other(url) => f.write_str(url.as_str()),
        }
    }
}

impl FromStr for Region {
    type Err = RegionError;

    fn from_str(text: &str) -> Result<Self, RegionError> {
        match text.trim() {
            "eu" => Ok(Self::Europe),
            "cn" => Ok(Self::China),
            url => BaseUrl::new(url).map(Self::Other),
        }
    }
}

impl TryFrom<String> for Region {
    type Error = RegionError;

    fn try_from(text: String) -> Result<Self, RegionError> {
        text.parse()
    }
}

impl From<Region> for String {
    fn from(region: Region) -> Self {
        region.to_string()
    }
}

/// An address that calls may go to: `https://host[:port]`, or `http://` to this very machine, for a virtual cloud.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BaseUrl(String);

/// A text that is no region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "failed to read region: expected eu, cn, or an address like https://euapi.ttlock.com; http only on this machine"
)]
pub struct RegionError;

impl BaseUrl {
    /// An address from its text. A path, a query or a name before the host is refused: nothing is sent anywhere by mistake.
    pub fn new(text: &str) -> Result<Self, RegionError> {
        let text = text.trim().trim_end_matches('/');
        let (host_and_port, is_encrypted) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
            (Some(rest), _) => (rest, true),
            (None, Some(rest)) => (rest, false),
            (None, None) => return Err(RegionError),
        };
        let fits = !host_and_port.is_empty()
            && host_and_port.len() <= 255
            && host_and_port
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']'));
        if fits && (is_encrypted || is_this_machine(host_of(host_and_port))) {
            Ok(Self(text.to_owned()))
        } else {
            Err(RegionError)
        }
    }

    /// The address, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it leads to this very machine.
    pub fn is_this_machine(&self) -> bool {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        is_this_machine(host_of(rest))
    }
}

/// The host of `host`, `host:port` or `[address]:port`.
fn host_of(host_and_port: &str) -> &str {
    match host_and_port.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host_and_port.split(':').next().unwrap_or_default(),
    }
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost"
        || host
            .parse::<core::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_reads_back_from_its_text_and_nothing_else_is_one() {
        for text in [
            "eu",
            "cn",
            "https://api.example.org",
            "http://127.0.0.1:8080",
            "http://[::1]:9",
        ] {
            assert_eq!(text.parse::<Region>().unwrap().to_string(), text);
        }
        for bad in [
            "",
            "us",
            "http://api.example.org",
            "http://localhost.example.org",
            "https://",
            "https://host/path",
            "https://name@host",
            "ftp://host",
            "https://host?x",
        ] {
            assert_eq!(bad.parse::<Region>(), Err(RegionError), "{bad}");
        }
    }

    #[test]
    fn the_other_region_is_offered_and_an_own_address_has_none() {
        assert_eq!(Region::default().to_offer(), Some(Region::China));
        assert_eq!("http://[::1]:9".parse::<Region>().unwrap().to_offer(), None);
    }
}
