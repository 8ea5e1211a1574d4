//! What the specification of the cloud leaves open (cloud 11), each a switch. The defaults are what it holds for most likely.

use serde::{Deserialize, Serialize};

/// What `/v3/lock/initialize` does with key data that no SDK made (point 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OwnKeyData {
    /// It takes them.
    #[default]
    Taken,
    /// It takes them only with seeds in them.
    TakenWithSeeds,
    /// It refuses them.
    Refused,
}

/// What `/v3/lock/initialize` does for an address that has an entry (point 2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KnownLock {
    /// A new entry; the old one stays and is marked as reset.
    #[default]
    NewAndOldIsMarked,
    /// A new entry; the old one stays as it is.
    NewAndOldStays,
    /// The same entry with the new key.
    SameEntry,
    /// It refuses.
    Refused,
}

/// The switches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Switches {
    /// 1: key data of our making.
    pub own_key_data: OwnKeyData,
    /// 2: a lock that has an entry in this account.
    pub known_lock: KnownLock,
    /// 2: a lock that has an entry in another account is refused; else it gets one here as well.
    pub refuses_others_locks: bool,
    /// 3: an entry marked as reset may be the source of an import.
    pub imports_from_reset: bool,
    /// 4: the lists of importSuccess are called as in the example of the documentation.
    pub import_names_of_example: bool,
    /// 4: an import brings the keys of other people along.
    pub import_brings_keys: bool,
    /// 5: the import tells a `cycleType`.
    pub tells_cycle_type: bool,
    /// 6: sign-ins with an encrypted password are taken; this cloud does not decrypt, it only answers 10015 or 10007.
    pub knows_password_key: bool,
    /// 7: app accounts may not sign in here.
    pub refuses_app_accounts: bool,
    /// 8: an ended token is answered with 10003; else 10004.
    pub ended_is_10003: bool,
    /// 9: the shortest code that is taken.
    pub shortest_code: usize,
    /// 10: the largest page of items, and of keys.
    pub largest_page: [usize; 2],
    /// 11: uploadValidCodeFromLock counts in the lock's numbers: 1 permanent, 2 one-time.
    pub upload_in_lock_numbers: bool,
    /// 12: an offset that follows summer time, in milliseconds beyond what was registered.
    pub offset_moves_by_ms: i64,
    /// 13: the key data of an authorised admin hold the admin secret; else such keys come without it.
    pub admins_get_secret: bool,
    /// 14: faces come with the field names of the documented example.
    pub faces_as_in_example: bool,
    /// 15: a sign-in or a renewal ends the account's earlier tokens.
    pub sign_in_ends_earlier: bool,
    /// 16: details tell the key fields.
    pub detail_tells_keys: bool,
    /// 17: equal names of codes are refused, with -1016.
    pub names_must_differ: bool,
    /// 18: a Wi-Fi lock is offline after a registration until its network was set up.
    pub wifi_needs_set_up: bool,
    /// A wrong region answers 10007 instead of 30008.
    pub wrong_region_is_10007: bool,
    /// It adds the client secret to token calls, as a vendor's own small server does.
    pub adds_secret: bool,
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            own_key_data: OwnKeyData::default(),
            known_lock: KnownLock::default(),
            refuses_others_locks: true,
            imports_from_reset: true,
            import_names_of_example: false,
            import_brings_keys: true,
            tells_cycle_type: true,
            knows_password_key: false,
            refuses_app_accounts: false,
            ended_is_10003: false,
            shortest_code: 4,
            largest_page: [200, 1_000],
            upload_in_lock_numbers: false,
            offset_moves_by_ms: 0,
            admins_get_secret: true,
            faces_as_in_example: false,
            sign_in_ends_earlier: false,
            detail_tells_keys: false,
            names_must_differ: false,
            wifi_needs_set_up: false,
            wrong_region_is_10007: false,
            adds_secret: false,
        }
    }
}
