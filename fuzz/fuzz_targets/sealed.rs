//! Sealed files and the texts of their keys.
#![no_main]

use libfuzzer_sys::fuzz_target;
use relatch_fuzz::invariants;

fuzz_target!(|bytes: &[u8]| {
    invariants::every_sealed_file_is_total(bytes);
});
