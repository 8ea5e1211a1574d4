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
    /// It takes them only with everything in them that the maker's own program puts there (credentials 3, 4).
    TakenWhole,
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
    /// 6: the key for passwords is given out, and sign-ins with a password that was encrypted with it, PKCS#1 v1.5, are taken; any other
    /// encryption is answered with 10015.
    pub knows_password_key: bool,
    /// 7: app accounts may not sign in here.
    pub refuses_app_accounts: bool,
    /// 8: an ended token is answered with 10003; else 10004.
    pub ended_is_10003: bool,
    /// 8: 30005 says that the account is of another application, where `refusesAppAccounts`; else that the password is no hash, and
    /// such an account is answered with 10007.
    pub other_apps_account_is_30005: bool,
    /// 9: the shortest code that is taken.
    pub shortest_code: usize,
    /// 10: the largest page of items, and of keys.
    pub largest_page: [usize; 2],
    /// 11: uploadValidCodeFromLock counts in the lock's numbers: 1 permanent, 2 one-time.
    pub upload_in_lock_numbers: bool,
    /// 11: codes that only uploadValidCodeFromLock told are named by their digits; else they have no name.
    pub upload_names_by_digits: bool,
    /// 11: permanent codes of uploadValidCodeFromLock begin when they are told; else when they say.
    pub upload_starts_now: bool,
    /// 12: an offset that follows summer time, in milliseconds beyond what was registered.
    pub offset_moves_by_ms: i64,
    /// 13: the key data of an authorised admin hold the admin secret; else they are as a guest's.
    pub admins_get_secret: bool,
    /// 14: faces come with the field names of the documented example.
    pub faces_as_in_example: bool,
    /// 14: palm veins and remotes come with field names by the same pattern, `palmVeinName`, `remoteName` \[C\].
    pub accessories_by_pattern: bool,
    /// 14: the schedules of faces, palm veins and remotes come as one object, as in the documented example of faces.
    pub schedules_as_object: bool,
    /// 15: a sign-in or a renewal ends the account's earlier tokens.
    pub sign_in_ends_earlier: bool,
    /// 16: details tell the key fields.
    pub detail_tells_keys: bool,
    /// 17: equal names of codes are refused, with -1016.
    pub names_must_differ: bool,
    /// 17: `addType` 3 and 4 (and the like) are taken for every lock, and the item is being added; else such a lock is refused as one that
    /// has no network of its own, with -4067 and -3034.
    pub takes_add_types_3_and_4: bool,
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
            other_apps_account_is_30005: false,
            shortest_code: 4,
            largest_page: [200, 1_000],
            upload_in_lock_numbers: false,
            upload_names_by_digits: false,
            upload_starts_now: false,
            offset_moves_by_ms: 0,
            admins_get_secret: true,
            faces_as_in_example: false,
            accessories_by_pattern: false,
            schedules_as_object: false,
            sign_in_ends_earlier: false,
            detail_tells_keys: false,
            names_must_differ: false,
            takes_add_types_3_and_4: false,
            wifi_needs_set_up: false,
            wrong_region_is_10007: false,
            adds_secret: false,
        }
    }
}
