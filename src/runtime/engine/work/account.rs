//! The jobs that ask the owner's account. Each is written down as begun before it runs (S4); what was stopped is looked up in the account
//! before anything is sent again, and none of it touches the lock.

use super::{Failure, Worked, Worker};
use crate::account::client::{AccountError, Cancelled, Client};
use crate::account::error::Unreachable;
use crate::account::lock::{KeyEntry, Rights, entries_of};
use crate::account::request::Application;
use crate::account::token::{Token, derive_password_hash};
use crate::backup::item::Label;
use crate::journey::effect::{AccountLock, KeyRole, LockRights, News, NotTold, OldEntry, Told};
use crate::journey::facts::{AccountRef, FromAccount};
use crate::journey::message::Hidden;
use crate::journey::trouble::Trouble;
use crate::lock::progress::{Report, Work};
use crate::model::OwnerKey;
use crate::protocol::credentials::{self, Owner, sdk};
use crate::runtime::account_copy::{self, Nothing};
use crate::runtime::accounts::{AccountName, Accounts, AccountsError, Keeper};
use crate::runtime::clock::offset_to_keep;
use crate::runtime::engine::{CloudAccess, keys, report, review, troubles};
use crate::runtime::merge::{AccountLists, Merged, What};
use crate::runtime::registration::{self, Before, Keys, KnownEntry, MOST_LOOKS, Registration};
use crate::runtime::telling;
use crate::runtime::vault::Vault;
use crate::store::Secrets;
use crate::transport::{Cancel, Stop as _};

/// Asks accounts. It borrows nothing of the worker, so that progress may be told meanwhile.
#[derive(Clone, Copy)]
struct Asker<'a> {
    cloud: &'a CloudAccess,
    secrets: &'a dyn Secrets,
    cancel: &'a Cancel,
}

impl<'a> Worker<'a> {
    pub(super) fn list_accounts(&self) -> Worked {
        let cloud = self.asker()?.cloud;
        let accounts = Accounts::new(self.place.secrets);
        let mut known = Vec::new();
        for name in accounts.list().map_err(of_accounts)? {
            if accounts.read(&name).map_err(of_accounts)?.is_some() {
                known.push(AccountRef {
                    username: name.username,
                    region: name.region.to_string(),
                });
            }
        }
        Ok(News::Accounts {
            accounts: known,
            regions: cloud.regions.iter().map(ToString::to_string).collect(),
        })
    }

    /// The sign-in is kept before anything else is asked, so that a list that cannot be read costs no second password.
    pub(super) fn sign_in(&self, account: &AccountRef, password: &Hidden) -> Worked {
        let (asker, name) = (self.asker()?, named(account)?);
        let hash = derive_password_hash(&password.0);
        let keys = asker.with_client(&name, &asker.cloud.application, None, |client| {
            client.sign_in(&name.username, &hash)?;
            registration::read_all_keys(client)
        })?;
        Ok(News::AccountLocks(locks_of(&keys)))
    }

    pub(super) fn read_account(&self, account: &AccountRef) -> Worked {
        let keys = self.asker()?.with_account(account, registration::read_all_keys)?;
        Ok(News::AccountLocks(locks_of(&keys)))
    }

    /// What the account knows of a lock, for a saved copy.
    pub(super) fn account_lists(&self, account: &AccountRef, key: &OwnerKey) -> Worked<AccountLists> {
        let now_ms = self.place.clock.now().moment.0;
        let lists = self
            .asker()?
            .with_account(account, |client| account_copy::read_of(client, key, now_ms))?;
        lists.map_err(|nothing| {
            Failure::Trouble(match nothing {
                Nothing::NoKey => Trouble::AccountNoLock,
                Nothing::Rights(rights) => {
                    tracing::info!(%rights, "the account may not save this lock");
                    match rights {
                        Rights::Pending => Trouble::AccountPending,
                        Rights::Frozen => Trouble::AccountFrozen,
                        Rights::ReAdded => Trouble::AccountReAdded,
                        Rights::Guest => Trouble::AccountGuest,
                        Rights::Owner | Rights::AuthorisedAdmin | Rights::Deleted | Rights::Unknown => {
                            Trouble::AccountRefused
                        }
                    }
                }
            })
        })
    }

    /// Waits for the key that the lock's own app made. The entries that hold the key from before are not it.
    pub(super) fn await_entry(&self, account: &AccountRef) -> Worked {
        let old = self.key(KeyRole::Old)?;
        let found = self.asker()?.with_account(account, |client| {
            let known = KnownEntry::all_with(&registration::read_keys(client)?, &old);
            registration::wait_for_new_entry(client, &known, old.address, MOST_LOOKS)
        })?;
        let entry = found.ok_or(Failure::Trouble(Trouble::AccountNotYet))?;
        let owner = entry.owner_key().map_err(|error| {
            tracing::info!(%error, "the account's new key cannot be used");
            Failure::Trouble(Trouble::AccountNotYet)
        })?;
        let address = owner.key.address;
        keys::keep(
            self.place.secrets,
            self.journey,
            KeyRole::New,
            &owner.key,
            &owner.device,
        )?;
        let name = review::name_or_address(owner.key.name.as_ref(), address);
        Ok(News::Key { address, name })
    }

    pub(super) fn register(&mut self, account: &AccountRef) -> Worked {
        let mut owner = self.new_owner()?;
        let mut seed = [0];
        self.place.random.fill(&mut seed)?;
        let now = self.place.clock.now();
        let now_ms = now.moment.0;
        // The one that its clock was set by, which need not be the phone's.
        if let Ok(opened) = self.opened() {
            owner.key.raw_offset_ms = Some(offset_to_keep(&opened.snapshot().clock, &now));
        }
        let alias = self.name_for_target();
        let registered = self.asker()?.with_account(account, |client| {
            let keys = registration::read_keys(client)?;
            registration::complete(&mut owner, client.uid(), &keys);
            let lock_data = registration::make_lock_data(&owner, seed[0], now_ms.unsigned_abs());
            let known = KnownEntry::all_of(&keys, owner.key.address);
            registration::register(client, &owner.key, &lock_data, alias.as_deref(), &known)
        })?;
        match registered {
            Registration::Entered(entered) => Ok(News::Registered {
                doubt: entered.doubt.is_some(),
            }),
            Registration::NotRegistered(error) | Registration::Unknown(error) => {
                tracing::info!(%error, "the lock was not registered in the account");
                Err(Failure::Trouble(troubles::of_call(&error)))
            }
        }
    }

    pub(super) fn tell_account(&mut self, account: &AccountRef, at_once: bool) -> Worked {
        let key = self.key(KeyRole::New)?;
        let vault = Vault::of_store(self.place.secrets, Vec::new());
        let (present, snapshot) = report::present(self.place.store, &vault, self.journey, self.opened()?)?;
        let items = telling::items(&present, &snapshot);
        let lock_offset_ms = offset_to_keep(&snapshot.clock, &self.place.clock.now());
        let asker = self.asker()?;
        let progress = &mut *self.place.progress;
        let told = asker.with_account(account, |client| {
            let Some(entry) = registration::find_ours(client, &key)? else {
                return Ok(None);
            };
            let mut tell = |done, total| {
                progress.report(Report {
                    work: Work::Telling,
                    done,
                    total: Some(total),
                });
                if asker.cancel.is_asked() {
                    Err(Cancelled)
                } else {
                    Ok(())
                }
            };
            let before = if at_once {
                let keys = registration::read_keys(client)?;
                registration::entry_before(&keys, snapshot.lock.address, entry.lock.lock_id)
            } else {
                None
            };
            let place = telling::Place {
                lock: entry.lock.lock_id,
                before,
                // By what the account believes of the lock, the lock's minutes become the moments that its own app shows as those minutes.
                offset_ms: entry.lock.offset_ms.unwrap_or(lock_offset_ms),
            };
            telling::tell(client, place, &items, &mut tell).map(Some)
        })?;
        let told = told.ok_or(Failure::Trouble(Trouble::AccountNoLock))?;
        let count = |labels: &Vec<Label>| u32::try_from(labels.len()).unwrap_or(u32::MAX);
        let (not_tellable, refused) = (count(&told.not_tellable), count(&told.refused));
        let refusals = told.refused.into_iter().map(|label| (label, NotTold::Refused));
        let others = told.not_tellable.into_iter().map(|label| (label, NotTold::NotTellable));
        Ok(News::Told(Told {
            told: told.told,
            known: told.known,
            not_tellable,
            refused,
            left: refusals.chain(others).collect(),
            stopped: told.stopped.as_ref().map(troubles::of_call),
        }))
    }

    /// Behind the owner's own word, after the new key was proved by the lock and the telling came to its end: the button is not there before.
    pub(super) fn remove_old_entry(&self, account: &AccountRef) -> Worked {
        let new = self.key(KeyRole::New)?;
        let before = Before {
            new_entry_works: self.facts.target.is_some(),
            report_is_over: true,
            owner_agreed: true,
        };
        let gone = self.asker()?.with_account(account, |client| {
            let keys = registration::read_keys(client)?;
            let Some(ours) = registration::find_ours(client, &new)? else {
                return Ok(OldEntry::Kept);
            };
            let mut became = OldEntry::Same;
            // A lock has one owner: whatever else the account has of it is from before, in whatever state it is marked.
            let (ours, others) = (ours.lock.lock_id, KnownEntry::all_of(&keys, new.address).into_iter());
            for entry in others.filter(|entry| entry.lock_id != ours) {
                let removed = registration::remove_old(client, entry.lock_id, ours, new.address, before)?;
                became = match removed {
                    registration::OldEntry::Gone => OldEntry::Gone,
                    registration::OldEntry::Kept(_) | registration::OldEntry::Failed(_) => return Ok(OldEntry::Kept),
                };
            }
            Ok(became)
        })?;
        Ok(News::OldEntry(gone))
    }

    /// The key of the re-added lock with all that its file and the lock itself said.
    fn new_owner(&self) -> Worked<Owner> {
        let text = keys::text(self.place.secrets, self.journey, KeyRole::New)?;
        let mut owner = credentials::select(credentials::parse(&text)?, None)?;
        if let Some(lock) = self
            .facts
            .target
            .as_ref()
            .filter(|lock| lock.address == owner.key.address)
        {
            let device = &mut owner.device;
            device.model = device.model.take().or_else(|| lock.model.clone());
            device.firmware = device.firmware.take().or_else(|| lock.firmware.clone());
            owner.battery = lock.battery.or(owner.battery);
        }
        Ok(owner)
    }

    fn asker(&self) -> Worked<Asker<'a>> {
        Ok(Asker {
            cloud: self.place.cloud.ok_or(Failure::Trouble(Trouble::AccountNotSetUp))?,
            secrets: self.place.secrets,
            cancel: self.cancel,
        })
    }
}

impl Asker<'_> {
    /// Asks an account that is signed in.
    fn with_account<T>(
        self,
        account: &AccountRef,
        act: impl FnOnce(&mut Client<'_>) -> Result<T, AccountError>,
    ) -> Worked<T> {
        let name = named(account)?;
        let sign_in = Accounts::new(self.secrets).read(&name).map_err(of_accounts)?;
        let sign_in = sign_in.ok_or(Failure::Trouble(Trouble::AccountSignedOut))?;
        self.with_client(&name, &sign_in.application, Some(sign_in.token), act)
    }

    fn with_client<T>(
        self,
        name: &AccountName,
        application: &Application,
        token: Option<Token>,
        act: impl FnOnce(&mut Client<'_>) -> Result<T, AccountError>,
    ) -> Worked<T> {
        let unreachable = |error: Unreachable| Failure::Trouble(troubles::of_call(&error.into()));
        let mut pump = (self.cloud.pump)(self.cancel.clone()).map_err(unreachable)?;
        let mut keeper = Keeper {
            accounts: Accounts::new(self.secrets),
            name: name.clone(),
            application: application.clone(),
        };
        let region = name.region.clone();
        let mut client = Client::new(&mut *pump, &mut keeper, region, application.clone(), token);
        let result = act(&mut client);
        tracing::debug!(calls = client.calls(), "the account was asked");
        result.map_err(|error| match error {
            AccountError::Cancelled(_) => Failure::Cancelled,
            error => {
                tracing::info!(%error, "the account did not do what it was asked");
                Failure::Trouble(troubles::of_account(&error))
            }
        })
    }
}

/// What an account gave to a copy, as a journey remembers it.
pub(super) fn gave(merged: Merged) -> FromAccount {
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    // They come back only where that is asked for, so that they are told one by one.
    let asked = merged.remarks.iter().filter(|remark| remark.what == What::OneTime);
    let only_account = merged.only_account.len().saturating_sub(asked.count());
    FromAccount {
        both: count(merged.both),
        only_lock: count(merged.only_lock),
        only_account: count(only_account),
        remarks: merged.remarks,
        offsets: merged.offsets,
        not_read: merged.not_read,
        kept_changing: merged.kept_changing,
    }
}

fn named(account: &AccountRef) -> Worked<AccountName> {
    Ok(AccountName {
        username: account.username.clone(),
        region: account
            .region
            .parse()
            .map_err(|_| Failure::Trouble(Trouble::AccountRegion))?,
    })
}

fn of_accounts(error: AccountsError) -> Failure {
    Failure::Trouble(match error {
        AccountsError::Secrets(error) => troubles::of_secrets(&error),
        AccountsError::Damaged | AccountsError::TooMany => Trouble::AccountSignedOut,
    })
}

/// The account's locks, those first that can be saved. Of two entries of one lock both stay: the lock says whose key is right.
fn locks_of(keys: &Keys) -> Vec<AccountLock> {
    let Keys { entries: keys, odd, .. } = keys;
    let mut locks: Vec<AccountLock> = Vec::new();
    let mut seen = Vec::new();
    for key in keys {
        let address = key.lock.address;
        if !seen.contains(&address) {
            seen.push(address);
            let entries = entries_of(keys, address);
            let newest = entries.iter().map(|entry| entry.key_id).max();
            locks.extend(entries.iter().map(|entry| lock_of(entry, Some(entry.key_id) < newest)));
        }
    }
    // What was not understood is shown where it says of which lock it is, so that the lock is not just missing.
    locks.extend(odd.iter().filter_map(|odd| {
        let address = odd.address.filter(|address| !seen.contains(address))?;
        Some(AccountLock {
            address,
            name: odd.name.clone().unwrap_or_else(|| address.to_string()),
            rights: LockRights::NotUsable,
            is_older: false,
            key: Hidden::default(),
        })
    }));
    locks.sort_by_key(|lock| !lock.may_be_taken());
    locks
}

fn lock_of(entry: &KeyEntry, is_older: bool) -> AccountLock {
    let address = entry.lock.address;
    let owner = entry.owner_key().ok();
    AccountLock {
        address,
        name: entry
            .lock
            .shown_name()
            .map_or_else(|| address.to_string(), str::to_owned),
        rights: match entry.rights() {
            Rights::Owner => LockRights::Owner,
            Rights::AuthorisedAdmin => LockRights::Admin,
            Rights::Guest => LockRights::Guest,
            Rights::ReAdded => LockRights::ReAdded,
            Rights::Pending => LockRights::Pending,
            Rights::Frozen => LockRights::Frozen,
            Rights::Deleted | Rights::Unknown => LockRights::NotUsable,
        },
        is_older,
        key: owner.map_or_else(Hidden::default, |owner| {
            Hidden(sdk::write(&owner.key, &owner.device).to_string())
        }),
    }
}
