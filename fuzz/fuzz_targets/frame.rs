//! What comes over the link: one frame, and frames in pieces. The first byte says how the rest is cut.
#![no_main]

use libfuzzer_sys::fuzz_target;
use relatch_fuzz::invariants;

fuzz_target!(|bytes: &[u8]| {
    invariants::every_frame_is_total(bytes);
    if let Some((how, rest)) = bytes.split_first() {
        let lengths = [usize::from(how >> 4), usize::from(how & 0x0f) * 20];
        invariants::every_reassembly_is_total(rest, &lengths, how & 1 == 1);
    }
});
