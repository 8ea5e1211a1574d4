//! What a client sends to a virtual lock: requests, each a command, a length and a plaintext. An odd first byte logs in first.
#![no_main]

use libfuzzer_sys::fuzz_target;
use relatch_fuzz::invariants;

fuzz_target!(|bytes: &[u8]| {
    invariants::every_visit_is_total(bytes);
});
