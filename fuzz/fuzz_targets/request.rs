//! What a client may send to a lock: the command's byte, then its plaintext.
#![no_main]

use libfuzzer_sys::fuzz_target;
use relatch_fuzz::invariants;

fuzz_target!(|bytes: &[u8]| {
    if let Some((opcode, plaintext)) = bytes.split_first() {
        invariants::request_is_total(*opcode, plaintext);
    }
});
