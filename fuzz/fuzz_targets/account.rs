//! What the account's server may answer: the bytes as the answer to every call.
#![no_main]

use libfuzzer_sys::fuzz_target;
use relatch_fuzz::invariants;

fuzz_target!(|bytes: &[u8]| {
    invariants::every_account_reply_is_total(bytes);
});
