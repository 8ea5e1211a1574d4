//! What a lock may send: the bytes as a reply, and as the body of every command.
#![no_main]

use libfuzzer_sys::fuzz_target;
use relatch_fuzz::invariants;

fuzz_target!(|bytes: &[u8]| {
    invariants::every_reply_is_total(bytes);
    invariants::every_body_is_total(bytes);
});
