//! The library that the apps load. Everything in it is `relatch::ffi`.

relatch::uniffi_reexport_scaffolding!();
