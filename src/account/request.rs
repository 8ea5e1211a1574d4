//! A request before it is sent: path, form, and what its nature allows (cloud 1).
//!
//! Everything is POST with the values in the body, so that nothing secret stands in an address \[A\].

use super::region::BaseUrl;
use super::token::Token;
use crate::model::SecretText;
use std::fmt;
use std::fmt::Write as _;
use zeroize::Zeroizing;

/// The application that a vendor registered with the cloud. None is part of this repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// The client id, 32 hexadecimal digits. No secret, but not for every log either.
    pub client_id: String,
    /// How token calls get the client secret.
    pub secret: ClientSecret,
}

/// How token calls get the client secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientSecret {
    /// It is at hand: an engineer's own set-up.
    Here(SecretText),
    /// The vendor's own small server adds it to token calls and passes them on: what an app on a phone uses, as a secret inside
    /// an app can be taken out of it. `docs/account.md` describes the server.
    AddedBy(BaseUrl),
}

/// A text that is no client id or secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("failed to read application: expected 32 hexadecimal digits, as the cloud's platform shows them")]
pub struct ApplicationError;

impl Application {
    /// An application from the texts that the platform shows.
    pub fn new(client_id: &str, client_secret: &str) -> Result<Self, ApplicationError> {
        let secret = ClientSecret::Here(SecretText::from(thirty_two_digits(client_secret)?));
        Ok(Self {
            client_id: thirty_two_digits(client_id)?.to_owned(),
            secret,
        })
    }

    /// An application whose secret is added by the vendor's server.
    pub fn with_server(client_id: &str, server: BaseUrl) -> Result<Self, ApplicationError> {
        Ok(Self {
            client_id: thirty_two_digits(client_id)?.to_owned(),
            secret: ClientSecret::AddedBy(server),
        })
    }
}

fn thirty_two_digits(text: &str) -> Result<&str, ApplicationError> {
    let text = text.trim();
    let fits = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    fits.then_some(text).ok_or(ApplicationError)
}

/// What a call does; decides who signs it, how long it may take and whether it may be repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Nature {
    /// It asks for tokens or for what they need: no token and no date in it.
    Token,
    /// It reads.
    Read,
    /// It asks a lock through a gateway, which may take half a minute.
    Remote,
    /// It changes something. After a lost answer one looks first; it is never repeated blindly \[C\].
    Write,
}

impl Nature {
    /// How long the call may take, in milliseconds: the cloud waits up to 30 s for a gateway \[B\].
    pub fn deadline_ms(self) -> u64 {
        match self {
            Self::Remote => 35_000,
            Self::Token | Self::Read | Self::Write => 15_000,
        }
    }

    /// Whether it may be sent again when its answer was lost.
    pub fn may_be_repeated(self) -> bool {
        self != Self::Write
    }
}

/// A call with its own values, before it is signed. Made by the functions of [`super::call`].
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The path, with the slash in front.
    pub path: &'static str,
    /// What it does.
    pub nature: Nature,
    fields: Vec<Field>,
}

type Field = (&'static str, SecretText);

impl Request {
    /// A call without values.
    pub(super) fn new(nature: Nature, path: &'static str) -> Self {
        Self {
            path,
            nature,
            fields: Vec::new(),
        }
    }

    /// The same with a value.
    pub(super) fn with(mut self, name: &'static str, value: &(impl ToString + ?Sized)) -> Self {
        self.fields.push((name, SecretText::from(value.to_string())));
        self
    }

    /// The same with a secret value.
    pub(super) fn with_secret(mut self, name: &'static str, value: &SecretText) -> Self {
        self.fields.push((name, value.clone()));
        self
    }

    /// The same with a value, where there is one.
    pub(super) fn with_some(self, name: &'static str, value: Option<&(impl ToString + ?Sized)>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Whether it asks for a page of a list.
    pub(super) fn is_paged(&self) -> bool {
        self.fields.iter().any(|(name, _)| *name == "pageNo")
    }

    /// The same for another page of a list.
    pub(super) fn for_page(mut self, number: u32) -> Self {
        if let Some((_, value)) = self.fields.iter_mut().find(|(name, _)| *name == "pageNo") {
            *value = SecretText::from(number.to_string());
        }
        self
    }

    /// The whole form: what every call carries, and its own values. The secret stands in it only where the call is about
    /// tokens and the secret is at hand.
    pub fn form(&self, application: &Application, token: Option<&Token>, now_ms: i64) -> Form {
        let mut fields: Vec<Field> = vec![("clientId", SecretText::from(application.client_id.as_str()))];
        match (self.nature, &application.secret) {
            (Nature::Token, ClientSecret::Here(secret)) => fields.push(("clientSecret", secret.clone())),
            (Nature::Token, ClientSecret::AddedBy(_)) => {}
            (Nature::Read | Nature::Remote | Nature::Write, _) => {
                fields.extend(token.map(|token| ("accessToken", token.access.clone())));
            }
        }
        fields.extend(self.fields.iter().cloned());
        if self.nature != Nature::Token {
            fields.push(("date", SecretText::from(now_ms.to_string())));
        }
        Form(fields)
    }
}

impl fmt::Debug for Request {
    /// Names only: a value may be a code, a card's number or a token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.fields.iter().map(|(name, _)| *name).collect();
        write!(f, "Request({} {names:?})", self.path)
    }
}

/// The values of a request in order, before they are encoded for the wire.
#[derive(Clone, PartialEq, Eq)]
pub struct Form(Vec<Field>);

impl Form {
    /// The names and values. Shows secrets.
    pub fn reveal(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.reveal()))
    }

    /// The body: `application/x-www-form-urlencoded`, UTF-8.
    pub fn encode(&self) -> Zeroizing<String> {
        let mut body = Zeroizing::new(String::new());
        for (name, value) in self.reveal() {
            if !body.is_empty() {
                body.push('&');
            }
            append_encoded(&mut body, name);
            body.push('=');
            append_encoded(&mut body, value);
        }
        body
    }
}

impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Form({} fields)", self.0.len())
    }
}

/// Appends a name or value as forms write it: letters, digits and `*-._` stay, a blank becomes a plus.
fn append_encoded(body: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => body.push(char::from(byte)),
            b' ' => body.push('+'),
            _ => {
                // Writing into a text cannot fail.
                let _ = write!(body, "%{byte:02X}");
            }
        }
    }
}

/// The names and values of a body that a client sent, for who plays the cloud. `None` where it is no such body; at most 200 values.
pub fn decode_form(body: &[u8]) -> Option<Vec<(String, String)>> {
    const MOST: usize = 200;
    let text = std::str::from_utf8(body).ok()?;
    if text.is_empty() {
        return Some(Vec::new());
    }
    let pairs: Vec<&str> = text.split('&').collect();
    if pairs.len() > MOST {
        return None;
    }
    pairs
        .into_iter()
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decode_one(name)?, decode_one(value)?))
        })
        .collect()
}

fn decode_one(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                match crate::model::hex::from_text(std::str::from_utf8(&digits).ok()?).as_deref() {
                    Some([value]) => *value,
                    _ => return None,
                }
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_encoded_as_the_standard_says_and_reads_back() {
        let request = Request::new(Nature::Read, "/v3/x")
            .with("name", "Zoë & Söhne 100%+")
            .with("empty", "");
        let application = Application::new(&"0".repeat(32), &"1".repeat(32)).unwrap();
        let body = request.form(&application, None, 5).encode();
        let zeros = "0".repeat(32);
        assert_eq!(
            *body,
            format!("clientId={zeros}&name=Zo%C3%AB+%26+S%C3%B6hne+100%25%2B&empty=&date=5")
        );
        let read = decode_form(body.as_bytes()).unwrap();
        assert_eq!(read[1], ("name".to_owned(), "Zoë & Söhne 100%+".to_owned()));
        assert_eq!(decode_form(b"a=%4"), None);
        assert_eq!(decode_form(b"a=%zz"), None);
        assert_eq!(decode_form(&[0xff]), None);
    }

    #[test]
    fn s9_debug_of_a_request_shows_no_value() {
        let request = Request::new(Nature::Write, "/v3/x").with("keyboardPwd", "471193");
        let application = Application::new(&"0".repeat(32), &"1".repeat(32)).unwrap();
        let shown = format!("{request:?} {:?} {application:?}", request.form(&application, None, 5));
        assert!(!shown.contains("471193") && !shown.contains("1111"), "{shown}");
    }

    #[test]
    fn the_secret_goes_into_token_calls_only_and_nowhere_where_a_server_adds_it() {
        let here = Application::new(&"0".repeat(32), &"1".repeat(32)).unwrap();
        let server = BaseUrl::new("https://tokens.example.org").unwrap();
        let phone = Application::with_server(&"0".repeat(32), server).unwrap();
        let has_secret = |nature, application| {
            let form = Request::new(nature, "/x").form(application, None, 5);
            form.reveal().any(|(name, _)| name == "clientSecret")
        };
        assert!(has_secret(Nature::Token, &here));
        assert!(!has_secret(Nature::Read, &here) && !has_secret(Nature::Write, &here));
        assert!(!has_secret(Nature::Token, &phone));
        assert!(Application::new("zz", &"1".repeat(32)).is_err());
    }
}
