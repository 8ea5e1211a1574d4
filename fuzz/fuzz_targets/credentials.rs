//! Key files of every form.
#![no_main]

use libfuzzer_sys::fuzz_target;
use relatch_fuzz::invariants;

fuzz_target!(|bytes: &[u8]| {
    invariants::every_key_file_is_total(bytes);
});
