//! How the owner's account is reached: the vendor's own application, and what carries calls. An app without one says so, and offers the
//! other ways to a key.

use crate::account::client::Pump;
use crate::account::error::Unreachable;
use crate::account::{Application, Region};
use crate::transport::Cancel;
use std::fmt;
use std::sync::Arc;

/// Makes what carries the calls of one piece of work, which gives up soon after it is cancelled.
pub type MakePump = dyn Fn(Cancel) -> Result<Box<dyn Pump>, Unreachable> + Send + Sync;

/// How the owner's account is reached. Nothing is sent before a person has asked for it.
#[derive(Clone)]
pub struct CloudAccess {
    /// The vendor's application.
    pub application: Application,
    /// The regions that an owner may choose from.
    pub regions: Vec<Region>,
    /// Makes what carries calls.
    pub pump: Arc<MakePump>,
}

impl CloudAccess {
    /// Over the internet, in the regions that there are.
    pub fn over_https(application: Application, trust: crate::https::Trust) -> Self {
        Self::over(
            application,
            Arc::new(move |cancel| {
                use crate::transport::Stop as _;
                let pump = crate::https::HttpsPump::new(trust.clone(), move || cancel.is_asked())?;
                Ok(Box::new(pump) as Box<dyn Pump>)
            }),
        )
    }

    /// By what `pump` makes, in the regions that there are.
    pub fn over(application: Application, pump: Arc<MakePump>) -> Self {
        Self {
            application,
            regions: vec![Region::Europe, Region::China],
            pump,
        }
    }
}

impl fmt::Debug for CloudAccess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CloudAccess({} regions)", self.regions.len())
    }
}
