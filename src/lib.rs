//! Relatch: reset a smart lock without losing what is programmed into it.
