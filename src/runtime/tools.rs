//! What every procedure works with.

use super::clock::Clock;
use super::records::Store;
use super::vault::Vault;
use crate::lock::Progress;
use crate::random::Random;
use crate::transport::Radio;

/// What every procedure works with. All of it is given in, so that a test can stop or change any part.
pub struct Tools<'a> {
    /// Reaches locks.
    pub radio: &'a mut dyn Radio,
    /// Remembers, and holds the file operations.
    pub store: &'a Store,
    /// Opens and seals saved copies.
    pub vault: &'a Vault<'a>,
    /// Draws secrets and throw-away items.
    pub random: &'a mut dyn Random,
    /// Tells the time.
    pub clock: &'a dyn Clock,
    /// Is told how far the work is.
    pub progress: &'a mut dyn Progress,
}
