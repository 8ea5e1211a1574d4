//! `relatch lock …`: what a person does with a virtual lock.

use crate::args::{
    AddCardArgs, AddCodeArgs, FaultArgs, KindName, LockCommand, LockFile, LockNewArgs, ModelName, PressResetArgs,
    TypeArgs,
};
use crate::command::{Tools, serve};
use crate::exit::{Exit, Failure};
use crate::failure::OfFile as _;
use crate::output::counted;
use crate::target::{HeldLock, check_free, look};
use relatch::model::{
    CardNumber, CardRecord, CodeText, Digits, LockMinute, PasscodeKind, PasscodeRecord, Raw, Until, Validity,
};
use relatch::protocol::credentials::sdk;
use relatch::store::{SystemFiles, write_new_atomic};
use relatch::virtual_lock::state::{Capacity, Card, Code};
use relatch::virtual_lock::{Fault, Model, Pressed, Quirk, Script, Spec, Typed, VirtualClock, VirtualLock, door};
use serde_json::{Value, json};
use std::sync::Arc;

/// Runs one of them.
pub(super) fn run(command: &LockCommand, tools: &mut Tools) -> Result<Exit, Failure> {
    match command {
        LockCommand::New(args) => new(args, tools),
        LockCommand::Show(args) => show(args, tools),
        LockCommand::AddCode(args) => add_code(args, tools),
        LockCommand::AddCard(args) => add_card(args, tools),
        LockCommand::Type(args) => type_keys(args, tools),
        LockCommand::Touch(args) => touch(args, tools),
        LockCommand::PressReset(args) => press_reset(args, tools),
        LockCommand::Fault(args) => fault(args, tools),
        LockCommand::Serve(args) => serve::run(args, tools),
    }
}

fn new(args: &LockNewArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    check_free(&args.file, "the virtual lock")?;
    if let Some(key) = &args.pair {
        check_free(key, "the key")?;
    }
    let clock = Arc::new(VirtualClock::new(crate::time::utc_ms()));
    let mut lock = VirtualLock::new(&spec(args), clock);
    for name in &args.quirk {
        let quirk = Quirk::from_name(name).ok_or_else(|| unknown("quirk", name, &quirk_names()))?;
        lock.state_mut().quirks.insert(quirk);
    }
    // The key first: a lock without its key would be lost.
    if let Some(path) = &args.pair {
        let key = lock.pair();
        let text = sdk::write(&key, &lock.state().device);
        write_new_atomic(&SystemFiles, path, text.as_bytes()).of_file("the key")?;
    }
    write_new_atomic(&SystemFiles, &args.file, &lock.state().to_json()).of_file("the virtual lock")?;
    let state = lock.state();
    let json = json!({
        "file": args.file,
        "address": state.address,
        "model": state.model,
        "paired": state.owner.is_some(),
        "key": args.pair,
        "codes": state.codes.len(),
        "cards": state.cards.len(),
        "fingerprints": state.fingerprints.len(),
    });
    let owner = args.pair.as_ref().map_or_else(
        || "in setting mode".to_owned(),
        |path| format!("paired, its owner's key is in {}", path.display()),
    );
    let text = format!(
        "{}: lock {} of model {}, {}, {}, {}, {owner}",
        args.file.display(),
        state.address,
        state.model,
        counted(state.codes.len(), "code"),
        counted(state.cards.len(), "card"),
        counted(state.fingerprints.len(), "fingerprint"),
    );
    tools.output.result(&json, &text)?;
    Ok(Exit::Done)
}

fn spec(args: &LockNewArgs) -> Spec {
    let model = match args.model {
        ModelName::Keypad => Model::Keypad,
        ModelName::Cards => Model::Cards,
        ModelName::Full => Model::Full,
    };
    Spec {
        codes: args.codes,
        cards: args.cards,
        fingerprints: args.fingerprints,
        seed: args.seed,
        address: args.address,
        sleeps: args.sleeps,
        capacity: args.capacity.map(|room| Capacity {
            codes: room,
            cards: room,
            fingerprints: room,
        }),
        ..Spec::empty(model, crate::time::lock_now())
    }
}

fn quirk_names() -> String {
    let lines: Vec<String> = Quirk::ALL
        .iter()
        .map(|quirk| format!("  {quirk}: {}", quirk.text()))
        .collect();
    lines.join("\n")
}

fn unknown(what: &str, name: &str, there_are: &str) -> Failure {
    Failure::usage(
        format!("there is no {what} {name:?}"),
        format!("Take one of these:\n{there_are}"),
    )
}

fn show(args: &LockFile, tools: &mut Tools) -> Result<Exit, Failure> {
    let lock = look(&args.file)?;
    let json = lock.show();
    tools.output.result(&json, &show_text(&json))?;
    Ok(Exit::Done)
}

fn show_text(shown: &Value) -> String {
    let word = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let field = |value: &Value, name: &str| value.get(name).map(word).unwrap_or_default();
    let paired = if shown.get("paired") == Some(&Value::Bool(true)) {
        "paired"
    } else {
        "not paired"
    };
    let mut lines = vec![format!(
        "lock {}, model {}, {paired}, clock {}",
        field(shown, "address"),
        field(shown, "model"),
        field(shown, "clock")
    )];
    let list = |name: &str| shown.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    let bounds = |item: &Value| {
        let bound = |name: &str, word: &str| item.get(name).map(|_| format!(" {word} {}", field(item, name)));
        [bound("start", "from"), bound("end", "until")]
            .into_iter()
            .flatten()
            .collect::<String>()
    };
    for code in list("codes") {
        lines.push(format!(
            "code {} {}{}",
            field(&code, "code"),
            field(&code, "kind"),
            bounds(&code)
        ));
    }
    for card in list("cards") {
        lines.push(format!("card {}{}", field(&card, "number"), bounds(&card)));
    }
    for finger in list("fingerprints") {
        lines.push(format!("fingerprint {}{}", field(&finger, "number"), bounds(&finger)));
    }
    if let Some(Value::Object(settings)) = shown.get("settings") {
        lines.extend(
            settings
                .iter()
                .map(|(name, value)| format!("setting {name} {}", word(value))),
        );
    }
    lines.join("\n")
}

fn add_code(args: &AddCodeArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let digits = Digits::new(&args.code).map_err(|error| Failure::usage(error, "Give four to nine digits."))?;
    let start = minute(args.start.as_deref(), LockMinute::OPEN_START)?;
    let end = minute(args.end.as_deref(), LockMinute::OPEN_END)?;
    let kind = match args.kind {
        KindName::Permanent => PasscodeKind::Permanent,
        KindName::Timed => PasscodeKind::Period,
        KindName::OneTime => PasscodeKind::Count,
    };
    if kind == PasscodeKind::Permanent && args.end.is_some() {
        return Err(Failure::usage(
            "a permanent code has no end",
            "Leave --end out, or give --kind timed.",
        ));
    }
    let code = CodeText::from(&digits);
    let record = PasscodeRecord {
        kind,
        current: code.clone(),
        original: code.clone(),
        start,
        until: if kind == PasscodeKind::Permanent {
            Until::Open
        } else {
            Until::End(end)
        },
        tail: Raw::default(),
    };
    let file = HeldLock::open(&args.file)?;
    file.change(|lock| {
        let state = lock.state();
        if state.codes.iter().any(|there| there.record.current == code) {
            return Err(refused("the lock has a code of these digits"));
        }
        if state.codes.len() >= usize::from(state.capacity.codes) {
            return Err(refused("the lock has no room for another code"));
        }
        let uses_left = (kind == PasscodeKind::Count).then_some(1);
        lock.state_mut().codes.push(Code { record, uses_left });
        Ok(())
    })??;
    tools.output.result(
        &json!({ "added": "code", "kind": kind }),
        &format!("added a {} code", kind.word()),
    )?;
    Ok(Exit::Done)
}

fn add_card(args: &AddCardArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let number =
        CardNumber::from_decimal(&args.number).map_err(|error| Failure::usage(error, "Give the number in decimal."))?;
    let validity = Validity {
        start: minute(args.start.as_deref(), LockMinute::OPEN_START)?,
        end: minute(args.end.as_deref(), LockMinute::OPEN_END)?,
    };
    let file = HeldLock::open(&args.file)?;
    file.change(|lock| {
        let state = lock.state();
        if !state.has(relatch::model::Feature::Cards) {
            return Err(refused("the lock has no card reader"));
        }
        if state
            .cards
            .iter()
            .any(|there| there.record.number.is_same_card(&number))
        {
            return Err(refused("the lock has this card"));
        }
        if state.cards.len() >= usize::from(state.capacity.cards) {
            return Err(refused("the lock has no room for another card"));
        }
        let record = CardRecord { number, validity };
        lock.state_mut().cards.push(Card {
            record,
            schedule: Vec::new(),
        });
        Ok(())
    })??;
    tools.output.result(&json!({ "added": "card" }), "added a card")?;
    Ok(Exit::Done)
}

fn refused(why: &str) -> Failure {
    Failure::new(
        Exit::Failed,
        why,
        "`relatch lock show` says what is on it. Nothing was changed.",
    )
}

fn minute(text: Option<&str>, otherwise: LockMinute) -> Result<LockMinute, Failure> {
    let Some(text) = text else { return Ok(otherwise) };
    text.parse()
        .map_err(|error| Failure::usage(error, "Write lock-local times like 2026-11-24T10:00."))
}

fn type_keys(args: &TypeArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let file = HeldLock::open(&args.file)?;
    let (word, text, exit) = match file.change(|lock| lock.type_code(&args.keys))? {
        Typed::Opened => ("opened", "the bolt opened", Exit::Done),
        Typed::Wrong => ("wrong", "no code has these digits", Exit::Failed),
        Typed::Expired => ("expired", "the code is not valid any more", Exit::Failed),
        Typed::NotYet => ("not-yet", "the code is not valid yet", Exit::Failed),
        Typed::Used => ("used", "the code opened as often as it may", Exit::Failed),
        Typed::Frozen => ("frozen", "the lock is frozen", Exit::Failed),
        Typed::Reset => ("reset", "the lock has forgotten everything", Exit::Done),
    };
    tools.output.result(&json!({ "typed": word }), text)?;
    Ok(exit)
}

fn touch(args: &LockFile, tools: &mut Tools) -> Result<Exit, Failure> {
    let file = HeldLock::open(&args.file)?;
    file.change(VirtualLock::touch)?;
    tools.output.result(&json!({ "touched": true }), "the lock is awake")?;
    Ok(Exit::Done)
}

fn press_reset(args: &PressResetArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    let file = HeldLock::open(&args.file)?;
    let pressed = file.change(VirtualLock::press_reset)?;
    match pressed {
        Pressed::Disabled => Err(Failure::new(
            Exit::Failed,
            "the reset button is switched off",
            "Its owner can switch it on in the lock's settings, or reset the lock over the air.",
        )
        .with_lock(file.in_words())),
        Pressed::WaitsForSequence if args.only_press => {
            let text = format!(
                "the lock waits half a minute for {} on its keypad",
                door::RESET_SEQUENCE
            );
            tools.output.result(&json!({ "pressed": "waits" }), &text)?;
            Ok(Exit::Done)
        }
        Pressed::WaitsForSequence => {
            let typed = file.change(|lock| lock.type_code(door::RESET_SEQUENCE))?;
            if typed != Typed::Reset {
                return Err(refused("the lock did not take the reset"));
            }
            tools
                .output
                .result(&json!({ "pressed": "reset" }), "the lock has forgotten everything")?;
            Ok(Exit::Done)
        }
    }
}

fn fault(args: &FaultArgs, tools: &mut Tools) -> Result<Exit, Failure> {
    if args.list {
        let names = Fault::ALL
            .iter()
            .map(|fault| json!({ "name": fault.name(), "text": fault.text() }));
        let lines: Vec<String> = Fault::ALL
            .iter()
            .map(|fault| format!("{:18} {}", fault.name(), fault.text()))
            .collect();
        tools
            .output
            .result(&json!({ "faults": names.collect::<Vec<_>>() }), &lines.join("\n"))?;
        return Ok(Exit::Done);
    }
    let Some(path) = &args.file else {
        return Err(Failure::usage("no lock was named", "Give the virtual lock's file."));
    };
    let scripts = args.faults.iter().map(|text| {
        let advice = "`relatch lock fault --list` lists the names.";
        text.parse::<Script>().map_err(|error| Failure::usage(error, advice))
    });
    let scripts = scripts.collect::<Result<Vec<_>, _>>()?;
    let file = HeldLock::open(path)?;
    let armed = file.change(|lock| {
        if args.clear {
            lock.state_mut().faults.clear();
        }
        scripts.iter().for_each(|script| lock.arm(*script));
        lock.state()
            .faults
            .armed()
            .map(|script| script.to_string())
            .collect::<Vec<_>>()
    })?;
    let text = if armed.is_empty() {
        "no fault is armed".to_owned()
    } else {
        format!("armed: {}", armed.join(", "))
    };
    tools.output.result(&json!({ "armed": armed }), &text)?;
    Ok(Exit::Done)
}
