//! The owner's account and the virtual cloud, in words of the command line.

use super::{ClientSecretArgs, Identities};
use clap::{Args, Subcommand};
use relatch::account::Region;
use relatch::model::Address;
use relatch::virtual_cloud::Script as CloudScript;
use std::net::IpAddr;
use std::path::PathBuf;
use std::str::FromStr;

/// `account …`.
#[derive(Debug, Subcommand)]
pub(crate) enum AccountCommand {
    /// Sign in. The password is asked for, or read from a file, and kept nowhere.
    #[command(
        after_help = "A vendor registers its own application with the cloud; none comes with Relatch.\n\nExample:\n  relatch account sign-in --user owner@example.org --region eu"
    )]
    SignIn(SignInArgs),
    /// List the accounts that are signed in on this machine. Sends nothing.
    List(AccountListArgs),
    /// List the keys of an account, and write one of them to a file.
    #[command(
        after_help = "Example:\n  relatch account keys --user owner@example.org --lock AA:BB:CC:11:22:33 --out hall.key.json"
    )]
    Keys(AccountKeysArgs),
    /// After a reset: wait until the lock's own app has added the lock anew, and write its new key to a file.
    #[command(after_help = "Example:\n  relatch account wait --key hall.key.json --out new.key.json")]
    Wait(AccountWaitArgs),
    /// Forget an account's sign-in on this machine. Sends nothing.
    SignOut(SignOutArgs),
}

/// Which account, and where its sign-in is kept.
#[derive(Args, Debug)]
pub(crate) struct AccountArgs {
    #[command(flatten)]
    pub(crate) choice: AccountChoice,
    #[command(flatten)]
    pub(crate) identities: Identities,
}

/// Which account.
#[derive(Args, Debug)]
pub(crate) struct AccountChoice {
    /// The name that the account signs in with: an e-mail address, or a phone number with +.
    #[arg(long, value_name = "NAME")]
    pub(crate) user: Option<String>,
    /// Where the account is: eu, cn, or an address. It is never changed by itself.
    #[arg(long, value_name = "REGION")]
    pub(crate) region: Option<Region>,
    /// Trust only the certificates in this file (PEM), for a virtual cloud.
    #[arg(long, value_name = "FILE", env = "RELATCH_CLOUD_TRUST", hide_env_values = true)]
    pub(crate) trust: Option<PathBuf>,
}

/// `account sign-in`.
#[derive(Args, Debug)]
pub(crate) struct SignInArgs {
    #[command(flatten)]
    pub(crate) account: AccountArgs,
    /// Read the password from the first line of this file; - is standard input.
    #[arg(long, value_name = "FILE")]
    pub(crate) password_file: Option<PathBuf>,
    /// The client id of the application.
    #[arg(long, value_name = "ID", env = "RELATCH_CLIENT_ID", hide_env_values = true)]
    pub(crate) client_id: String,
    #[command(flatten)]
    pub(crate) secret: ClientSecretArgs,
}

/// `account list`.
#[derive(Args, Debug)]
pub(crate) struct AccountListArgs {
    #[command(flatten)]
    pub(crate) identities: Identities,
}

/// `account keys`.
#[derive(Args, Debug)]
pub(crate) struct AccountKeysArgs {
    #[command(flatten)]
    pub(crate) account: AccountArgs,
    /// The lock whose key is to be written.
    #[arg(long, value_name = "AA:BB:CC:11:22:33", requires = "out")]
    pub(crate) lock: Option<Address>,
    /// Write the key of --lock to this file, which must not exist.
    #[arg(long, value_name = "FILE", requires = "lock")]
    pub(crate) out: Option<PathBuf>,
}

/// `account wait`.
#[derive(Args, Debug)]
pub(crate) struct AccountWaitArgs {
    #[command(flatten)]
    pub(crate) account: AccountArgs,
    /// The key from before the reset: an entry that holds it is not the new one.
    #[arg(long, value_name = "FILE")]
    pub(crate) key: PathBuf,
    /// Write the new key to this file, which must not exist.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// How often to look, every 10 seconds. Each look is a call of the month's quota.
    #[arg(long, value_name = "N", default_value_t = 12, value_parser = clap::value_parser!(u32).range(1..=12))]
    pub(crate) looks: u32,
}

/// `account sign-out`.
#[derive(Args, Debug)]
pub(crate) struct SignOutArgs {
    #[command(flatten)]
    pub(crate) account: AccountArgs,
}

/// `cloud …`.
#[derive(Debug, Subcommand)]
pub(crate) enum CloudCommand {
    /// Make a virtual cloud with one account, or add an account and locks to one.
    #[command(
        after_help = "Example:\n  relatch cloud add hall.cloud --user owner@example.org --password secret --key hall.key.json"
    )]
    Add(CloudAddArgs),
    /// Serve it until interrupted. Its state is written after every call.
    #[command(
        after_help = "Examples:\n  relatch cloud serve --state hall.cloud --listen localhost:8443 --tls\n  relatch cloud serve --state hall.cloud --listen eu=localhost:8443 --listen cn=localhost:8444 --tls"
    )]
    Serve(CloudServeArgs),
    /// List the wrong answers that it can be told to give, and the switches with their present values.
    Faults,
}

/// `cloud add`.
#[derive(Args, Debug)]
pub(crate) struct CloudAddArgs {
    /// The virtual cloud's file; made where it is missing.
    pub(crate) file: PathBuf,
    /// The account's name.
    #[arg(long, value_name = "NAME")]
    pub(crate) user: String,
    /// Its password. This is a toy: it stands in the list of processes.
    #[arg(long, value_name = "PASSWORD")]
    pub(crate) password: String,
    /// Its region.
    #[arg(long, value_name = "REGION", default_value = "eu")]
    pub(crate) region: String,
    /// A lock of it, by the owner's key. May be given more than once.
    #[arg(long, value_name = "KEYFILE")]
    pub(crate) key: Vec<PathBuf>,
    /// The name of the locks in the account; else the one in the key.
    #[arg(long, value_name = "NAME")]
    pub(crate) alias: Option<String>,
}

/// `cloud serve`.
#[derive(Args, Debug)]
pub(crate) struct CloudServeArgs {
    /// The virtual cloud's file.
    #[arg(long, value_name = "FILE")]
    pub(crate) state: PathBuf,
    /// Where to listen, and as the host of which region. May be given more than once. Port 0 takes a free one.
    #[arg(long, value_name = "[REGION=]HOST:PORT", required = true)]
    pub(crate) listen: Vec<Listen>,
    /// The region of those that name none.
    #[arg(long, value_name = "REGION", default_value = "eu")]
    pub(crate) region: String,
    /// With encryption, by a certificate of its own: it is written beside the state, with the ending .pem.
    #[arg(long)]
    pub(crate) tls: bool,
    /// Another name or address by which clients come, for the certificate. May be given more than once. Without any it holds for
    /// the hosts that are listened at, localhost, 127.0.0.1 and ::1.
    #[arg(long, value_name = "NAME", requires = "tls", value_parser = host)]
    pub(crate) name: Vec<String>,
    /// A wrong answer: at the N-th call, at each call of a path, or at every call (*). May be given more than once.
    #[arg(long, value_name = "NAME@N|/path|*")]
    pub(crate) fault: Vec<CloudScript>,
    /// What the specification leaves open. May be given more than once; `cloud faults` lists the names.
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) switch: Vec<String>,
}

/// Where to listen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listen {
    /// The region whose host it is, where that is said.
    pub(crate) region: Option<String>,
    /// A name or an address, without brackets.
    pub(crate) host: String,
    /// 0: any free one.
    pub(crate) port: u16,
}

impl FromStr for Listen {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WANTED: &str = "expected HOST:PORT, with REGION= in front where it is another one than --region";
        let (region, place) = match text.split_once('=') {
            Some((region, place)) if !region.is_empty() => (Some(region.to_owned()), place),
            Some(_) => return Err(WANTED),
            None => (None, text),
        };
        let (name, port) = place.rsplit_once(':').ok_or(WANTED)?;
        let name = match name.strip_prefix('[') {
            Some(address) => address.strip_suffix(']').ok_or(WANTED)?,
            None if name.contains(':') => return Err(WANTED),
            None => name,
        };
        Ok(Self {
            region,
            host: host(name).map_err(|_| WANTED)?,
            port: port.parse().map_err(|_| WANTED)?,
        })
    }
}

/// A name or an address of a host, as certificates have them.
fn host(text: &str) -> Result<String, &'static str> {
    let is_name = text.len() <= 253
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'));
    if !text.is_empty() && (is_name || text.parse::<IpAddr>().is_ok()) {
        Ok(text.to_owned())
    } else {
        Err("expected a name of letters, digits, - and ., or an address")
    }
}
