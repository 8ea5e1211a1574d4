//! `relatch lock serve`: a virtual lock for other people's programs, until interrupted.

use crate::args::LockServeArgs;
use crate::command::Tools;
use crate::exit::{Exit, Failure};
use crate::target::HeldLock;
use relatch::transport::Stop as _;
use relatch::transport::gateway::Credentials;
use relatch::virtual_gateway::{Server, Settings};
use relatch::virtual_lock::{Pressed, Typed, VirtualLock};
use serde_json::json;
use std::io::{BufRead as _, IsTerminal as _};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// How often it is looked whether to end.
const LOOK: Duration = Duration::from_millis(50);

/// Serves.
pub(super) fn run(args: &LockServeArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let held = HeldLock::open(&args.file)?;
    held.change(|lock| args.fault.iter().for_each(|script| lock.arm(*script)))?;
    let served = match &args.gateway {
        Some(listen) => as_gateway(&held, listen, args, tools)?,
        None => over_the_air(&held, args.adapter.clone(), tools)?,
    };
    if std::io::stdin().is_terminal() {
        tools
            .output
            .say("at the door, a line each: touch, type 1234#, press-reset; Ctrl-C ends it");
    }
    until_interrupted(&held, &served, tools)
}

/// What serves the lock, for as long as this lives.
enum Served {
    /// A gateway; a client that fails is its own business.
    Gateway { _server: Server },
    /// The air.
    #[cfg(target_os = "linux")]
    Air(relatch::virtual_peripheral::Peripheral),
}

impl Served {
    /// Why nobody is served any more, if so.
    fn failure(&self) -> Option<Failure> {
        match self {
            Self::Gateway { .. } => None,
            #[cfg(target_os = "linux")]
            Self::Air(peripheral) => peripheral.failure().map(|error| air_failure(&error)),
        }
    }
}

fn as_gateway(held: &HeldLock, listen: &str, args: &LockServeArgs, tools: &mut Tools) -> Result<Served, Failure> {
    let (shown, keep_time) = held.to_serve(&tools.cancel);
    let settings = Settings {
        shown,
        credentials: credentials(&args.login)?,
        keep_time,
    };
    let server = Server::start(listen, settings).map_err(|error| {
        Failure::new(
            Exit::Failed,
            format!("failed to listen at {listen}: {error}"),
            "Give an address of this machine and a free port, for instance 127.0.0.1:2846, or port 0 for any free one.",
        )
    })?;
    let url = format!("ws://{}/noble", server.address());
    let address = held.address();
    tools.output.result(
        &json!({ "gateway": url, "lock": address }),
        &format!("{url}?lock={address}"),
    )?;
    Ok(Served::Gateway { _server: server })
}

#[cfg(target_os = "linux")]
fn over_the_air(held: &HeldLock, adapter: Option<String>, tools: &mut Tools) -> Result<Served, Failure> {
    use relatch::virtual_peripheral::{Peripheral, Settings};
    let (shown, keep_time) = held.to_serve(&tools.cancel);
    let settings = Settings {
        shown,
        adapter,
        keep_time,
    };
    let peripheral = Peripheral::start(settings).map_err(|error| air_failure(&error))?;
    let (adapter, address) = (peripheral.adapter().to_owned(), held.address());
    tools.output.result(
        &json!({ "adapter": adapter, "lock": address }),
        &format!("ble:{address} is on the air by {adapter}"),
    )?;
    Ok(Served::Air(peripheral))
}

#[cfg(not(target_os = "linux"))]
fn over_the_air(_: &HeldLock, _: Option<String>, _: &mut Tools) -> Result<Served, Failure> {
    Err(Failure::usage(
        "a lock can be played over the air on Linux only",
        "Use --gateway here.",
    ))
}

#[cfg(target_os = "linux")]
fn air_failure(error: &relatch::virtual_peripheral::PeripheralError) -> Failure {
    use relatch::virtual_peripheral::PeripheralError;
    let advice = match error {
        PeripheralError::NoService(_) => "Start it: `systemctl start bluetooth`, of the package bluez.",
        PeripheralError::NoAdapter(_) => "Plug one in, or name one with --adapter; `bluetoothctl list` shows them.",
        PeripheralError::Off(_) => "Switch it on: `rfkill unblock bluetooth`, then `bluetoothctl power on`.",
        PeripheralError::Refused(_) => "End other programs that play a Bluetooth device, and run the command again.",
        PeripheralError::Thread(_) => "Run the command again.",
    };
    Failure::new(
        Exit::Failed,
        format!("failed to put the lock on the air: {error}"),
        advice,
    )
}

fn credentials(login: &str) -> Result<Credentials, Failure> {
    let (user, password) = login
        .split_once(':')
        .ok_or_else(|| Failure::usage("the login has no colon", "Give --login USER:PASSWORD."))?;
    Ok(Credentials::new(user, password))
}

/// Does at the door what is typed, until somebody interrupts.
fn until_interrupted(held: &HeldLock, served: &Served, tools: &mut Tools) -> Result<Exit, Failure> {
    let mut lines = Some(typed_lines());
    loop {
        match lines.as_ref().map(|lines| lines.recv_timeout(LOOK)) {
            Some(Ok(line)) => {
                let told = held.change(|lock| at_door(lock, &line))?;
                tools.output.say(&told);
            }
            Some(Err(RecvTimeoutError::Timeout)) => {}
            // Nobody types any more.
            Some(Err(RecvTimeoutError::Disconnected)) => lines = None,
            None => std::thread::sleep(LOOK),
        }
        if let Some(error) = tools.cancel.take_failure() {
            return Err(Failure::new(
                Exit::Failed,
                format!("failed to write the virtual lock: {error}"),
                "Free some space, or choose another place.",
            )
            .with_lock(held.in_words()));
        }
        if let Some(failure) = served.failure() {
            return Err(failure.with_lock(held.in_words()));
        }
        if tools.cancel.is_asked() {
            tools.output.say(&held.in_words());
            return Ok(Exit::Done);
        }
    }
}

/// What is typed, on a thread of its own, as reading waits.
fn typed_lines() -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    receiver
}

/// What a person does at the door, in the words of `relatch lock`.
fn at_door(lock: &mut VirtualLock, line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    match *words.as_slice() {
        [] => String::new(),
        ["touch"] => {
            lock.touch();
            "the lock is awake".to_owned()
        }
        ["type", keys] => match lock.type_code(keys) {
            Typed::Opened => "the bolt opened",
            Typed::Reset => "the lock has forgotten everything",
            Typed::Wrong => "no code has these digits",
            Typed::Expired => "the code is not valid any more",
            Typed::NotYet => "the code is not valid yet",
            Typed::Used => "the code opened as often as it may",
            Typed::Frozen => "the lock is frozen",
        }
        .to_owned(),
        ["press-reset"] => match lock.press_reset() {
            Pressed::WaitsForSequence => "the lock waits half a minute for: type 000#",
            Pressed::Disabled => "the reset button is switched off",
        }
        .to_owned(),
        _ => "not understood; there are: touch, type 1234#, press-reset".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use relatch::virtual_lock::{Model, Spec, VirtualClock};
    use std::sync::Arc;

    #[test]
    fn lines_do_at_the_door_what_the_commands_of_the_same_names_do() {
        let spec = Spec::empty(Model::Keypad, crate::time::lock_now());
        let mut lock = VirtualLock::new(&spec, Arc::new(VirtualClock::new(crate::time::utc_ms())));
        lock.pair();
        assert_eq!(at_door(&mut lock, ""), "");
        assert_eq!(at_door(&mut lock, " touch "), "the lock is awake");
        assert!(lock.advert().touch);
        assert_eq!(at_door(&mut lock, "type 99999999#"), "no code has these digits");
        assert!(at_door(&mut lock, "press-reset").contains("000#"));
        assert_eq!(at_door(&mut lock, "type 000#"), "the lock has forgotten everything");
        assert!(lock.state().owner.is_none());
        assert!(at_door(&mut lock, "open sesame").starts_with("not understood"));
    }

    #[test]
    fn a_login_has_a_user_and_a_password() {
        assert_eq!(credentials("a:b:c").unwrap(), Credentials::new("a", "b:c"));
        assert_eq!(credentials("admin").unwrap_err().exit, Exit::Usage);
    }
}
