//! No radio at all: for work that needs none, and for builds that have none.

use super::{Link, Listen, Radio, RadioError, Sighting};
use crate::model::Address;
use async_trait::async_trait;
use std::time::Duration;

/// A radio that is not there.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoRadio;

#[async_trait]
impl Radio for NoRadio {
    async fn scan_until(
        &mut self,
        _: Duration,
        _: &mut (dyn FnMut(Sighting) -> Listen + Send),
        _: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<(), RadioError> {
        Err(RadioError::Missing)
    }

    async fn connect_until(
        &mut self,
        _: Address,
        _: Duration,
        _: &(dyn Fn() -> bool + Send + Sync),
    ) -> Result<Box<dyn Link>, RadioError> {
        Err(RadioError::Missing)
    }

    async fn pause(&mut self, _: Duration) {}
}
