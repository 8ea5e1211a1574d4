//! Rule S9: no code, card number, key or owner's secret stands in a log line, an error or a `Debug` output.
#![cfg(test)]

mod support;

use relatch::model::CardNumber;
use relatch::runtime::reset::ResetReport;
use relatch::virtual_lock::fault::At;
use relatch::virtual_lock::{Fault, Killed, Model, Script};
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex};
use support::{Step, World, key_file, new_key_file, spec};

/// Everything that was logged or printed.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Heard {
    fn debug(&self, value: &dyn Debug) {
        let text = format!("{value:?}\n{value:#?}\n");
        self.0.lock().unwrap().extend_from_slice(text.as_bytes());
    }

    /// What was heard since this was last asked.
    fn take(&self) -> String {
        let bytes = std::mem::take(&mut *self.0.lock().unwrap());
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// Digits, numbers and key bytes of a world, in each form in which they could leak. Short codes would be found by chance.
fn secrets(world: &World) -> BTreeSet<String> {
    let state = world.lock.lock().state().clone();
    let mut secrets = Vec::new();
    for code in &state.codes {
        for text in [&code.record.current, &code.record.original] {
            secrets.push(text.reveal());
            secrets.push(relatch::model::hex::to_text(&text.0));
            secrets.push(format!("{:?}", text.0));
        }
    }
    let mut card = |number: &CardNumber| {
        secrets.push(number.decimal());
        secrets.push(relatch::model::hex::to_text(number.as_bytes()));
        secrets.push(format!("{:?}", number.as_bytes()));
    };
    state.cards.iter().for_each(|listed| card(&listed.record.number));
    for path in [key_file(), new_key_file()] {
        if world.files.contents().contains_key(path) {
            let key = world.key(path);
            secrets.push(relatch::model::hex::to_text(&key.aes_key.0));
            secrets.push(format!("{:?}", key.aes_key.0));
            secrets.push(key.admin_secret.0.to_string());
            secrets.push(key.unlock_key.0.to_string());
            secrets.extend(key.admin_passcode.iter().map(|code| code.as_str().to_owned()));
        }
    }
    secrets.push(world.identity.secret_text().to_string());
    secrets.into_iter().filter(|secret| secret.len() >= 6).collect()
}

fn assert_silent(text: &str, secrets: &BTreeSet<String>, at: &str) {
    for secret in secrets {
        assert!(
            !text.contains(secret.as_str()),
            "{at}: a secret of {} characters was shown",
            secret.len()
        );
    }
}

#[test]
fn s9_the_whole_way_and_every_failure_on_it_shows_no_secret() {
    let heard = Heard::default();
    let writer = heard.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);

    let mut world = World::with(&spec(Model::Full, 12, 6));
    let mut known = secrets(&world);
    assert!(known.len() > 40);
    for step in Step::ALL {
        for fault in Fault::ALL.iter().copied() {
            let mut attempted = world.fork();
            attempted.lock.lock().arm(Script {
                fault,
                at: At::Request(4),
            });
            match catch_unwind(AssertUnwindSafe(|| step.run(&mut attempted))) {
                Ok(Ok(())) => {}
                Ok(Err(error)) => {
                    heard.debug(&error);
                    heard.debug(&error.to_string());
                }
                // A report that is not complete is printed by its assertion; the phone dies in some.
                Err(payload) if payload.is::<Killed>() || payload.is::<String>() => {}
                Err(payload) => resume_unwind(payload),
            }
            known.extend(secrets(&attempted));
        }
        match step {
            Step::Backup => heard.debug(&world.backup().unwrap()),
            Step::Rehearse => heard.debug(&world.rehearse().unwrap()),
            Step::Reset => {
                let report: ResetReport = world.reset().unwrap();
                heard.debug(&report);
            }
            Step::Pair => heard.debug(&world.pair().unwrap()),
            Step::Restore => {
                let report = world.restore().unwrap();
                heard.debug(&report);
                heard.debug(&report.plan.lines(false));
                heard.debug(&report.plan.to_json(false).to_string());
                heard.debug(&report.diff.to_json(false).to_string());
                heard.debug(&world.diff().unwrap());
            }
            Step::Erase => heard.debug(&world.erase().unwrap()),
        }
        heard.debug(&*world.lock.lock());
        heard.debug(&world.store());
        known.extend(secrets(&world));
        let text = heard.take();
        assert!(text.len() > 1_000, "something was heard");
        assert_silent(&text, &known, &format!("{step:?}"));
    }
}
