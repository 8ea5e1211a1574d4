//! What is in the air before anybody connects.
#![no_main]

use libfuzzer_sys::fuzz_target;
use relatch_fuzz::invariants;

fuzz_target!(|bytes: &[u8]| {
    invariants::every_advertisement_is_total(bytes);
});
