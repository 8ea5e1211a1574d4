//! The operation log (protocol, commands 8): one record a page, whose number is the page's next minus 1.

use super::Answered;
use crate::model::LogRecord;
use crate::protocol::LockError;
use crate::protocol::command::Body as _;
use crate::protocol::command::log::{LogEntry, LogPage, UNREAD};
use crate::virtual_lock::VirtualLock;
use crate::virtual_lock::fault::Fault;

impl VirtualLock {
    /// 25.
    pub(super) fn read_log(&mut self, sequence: u16) -> Answered {
        let first = if sequence == UNREAD {
            self.state.log.unread_from
        } else {
            sequence
        };
        let records = &self.state.log.records;
        let at = records.partition_point(|record| record.number < Some(first));
        let record: Option<LogRecord> = records.get(at).cloned();
        let endless = self.state.faults.goes_on(Fault::EndlessList);
        let Some(record) = record else {
            let next = endless.then_some(first.max(1));
            return Ok(LogPage {
                next,
                records: Vec::new(),
            }
            .encode());
        };
        let number = record.number.ok_or(LockError::Undefined)?;
        let next = number.saturating_add(1);
        if self.state.log.unread_from < next {
            self.change().log.unread_from = next;
        }
        Ok(LogPage {
            next: Some(next),
            records: vec![LogEntry::Record(record)],
        }
        .encode())
    }
}
