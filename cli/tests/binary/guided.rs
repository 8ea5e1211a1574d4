//! The guided way as a person goes it, with the real binary: over many runs, killed between every two screens and in the middle of
//! work, and in a real terminal.

use crate::talk::{Next, Reader, Talk, is_part, number_of, position};
use crate::world::{Run, World};

const JOURNEY: &str = "journey --lock hall.vlock --identity me.age";

/// A lock with a little of everything, its owner's key, and a copy of it to compare with in the end.
fn world() -> World {
    World::saved("--model full --codes 4 --cards 3 --fingerprints 1")
}

/// What is on the lock is what was on it, and the key that was handed out opens it.
#[track_caller]
fn is_proved(world: &World) {
    let diff = world
        .run("diff hall.relatch --lock hall.vlock --key saved.key.json --identity me.age --json")
        .ended(0);
    assert_eq!(diff.json()["equal"], true);
}

/// Goes on until the end, or until the process dies.
#[track_caller]
fn go_on(talk: &mut Talk, reader: &mut Reader) -> Option<i32> {
    for _ in 0..MOST_QUESTIONS {
        match talk.next() {
            Next::Question(shown) => {
                let answer = reader.answer_again(&shown);
                talk.type_line(&answer);
            }
            Next::End(code) => return code,
        }
    }
    panic!("it does not come to an end:\n{}", talk.seen)
}

/// More than a journey asks.
const MOST_QUESTIONS: usize = 100;

#[test]
fn a_journey_is_gone_in_one_run_and_its_key_can_be_taken_out() {
    let world = world();
    let mut talk = Talk::in_pipes(&world, JOURNEY);
    assert_eq!(
        go_on(&mut talk, &mut Reader::with_key("hall.key.json")),
        Some(0),
        "{}",
        talk.seen
    );
    assert!(
        talk.seen.contains("keys export --journey 1 --out FILE"),
        "{}",
        talk.seen
    );
    assert!(
        !talk.seen.contains('\u{1b}'),
        "nothing moves where there is no terminal"
    );
    is_proved(&world);
}

/// Nobody is asked twice, and nothing is lost or done twice.
#[test]
fn a_journey_goes_on_after_a_kill_between_every_two_screens() {
    let world = world();
    let mut reader = Reader::with_key("hall.key.json");
    let mut before: Option<String> = None;
    let mut kills = 0;
    let code = loop {
        let mut talk = Talk::in_pipes(&world, JOURNEY);
        let mut shown = talk.question();
        if before.is_some() {
            assert_eq!(position(&shown), before, "it does not go on where it was:\n{shown}");
        }
        let answer = reader.answer(&shown);
        talk.type_line(&answer);
        // The parts of one question belong together.
        let end = loop {
            match talk.next() {
                Next::End(code) => break Some(code),
                Next::Question(next) => shown = next,
            }
            if !is_part(&shown) {
                break None;
            }
            let answer = reader.answer_again(&shown);
            talk.type_line(&answer);
        };
        if let Some(code) = end {
            break code;
        }
        before = position(&shown);
        talk.kill();
        kills += 1;
        assert!(kills < 100, "it does not come to an end");
    };
    assert_eq!(code, Some(0));
    assert!(kills > 20, "only {kills}");
    eprintln!("{kills} kills survived");
    is_proved(&world);
}

#[test]
fn a_journey_goes_on_after_the_process_died_in_the_middle_of_work() {
    let saved = world();
    let mut deaths = 0;
    for step in (3..).step_by(17) {
        let world = saved.fork();
        let mut reader = Reader::with_key("hall.key.json");
        let mut talk = Talk::in_pipes(&world, &format!("{JOURNEY} --fault phone-dies@{step}"));
        match go_on(&mut talk, &mut reader) {
            None => deaths += 1,
            code => {
                assert_eq!(code, Some(0), "{}", talk.seen);
                break;
            }
        }
        let mut talk = Talk::in_pipes(&world, JOURNEY);
        assert_eq!(go_on(&mut talk, &mut reader), Some(0), "after {step}: {}", talk.seen);
        is_proved(&world);
    }
    assert!(deaths > 10, "only {deaths}");
    eprintln!("{deaths} deaths survived");
}

#[test]
fn what_keeps_a_journey_from_beginning_is_told_by_its_code() {
    let world = world();
    for (command, code, told) in [
        ("journey --lock hall.vlock --secure-store off", 14, "--identity FILE"),
        ("journey --lock nowhere.vlock --identity me.age", 10, "nowhere.vlock"),
        ("journey --lock me.age --identity me.age", 13, "virtual lock"),
        ("journey --lock hall.vlock --identity nowhere.age", 10, "nowhere.age"),
        ("journey --lock hall.vlock --identity me.age --json", 2, "asks a person"),
        (
            "journey --lock hall.vlock --identity me.age --no-input",
            2,
            "asks a person",
        ),
        ("journey --lock ble:AA:BB --identity me.age", 2, "AA:BB:CC:11:22:33"),
        ("demo --json", 2, "--auto"),
        ("demo --no-input", 2, "--auto"),
    ] {
        let run: Run = world.run(command).ended(code);
        assert!(run.stderr.contains(told), "{command}: {}", run.stderr);
    }
    assert!(
        !world.path("store/secrets").exists(),
        "nothing begins where nothing can be kept"
    );
}

#[test]
fn a_journey_or_demo_that_runs_already_is_11() {
    let world = world();
    let mut talk = Talk::in_pipes(&world, JOURNEY);
    talk.question();
    world.run(JOURNEY).ended(11).advises();
    world
        .run("lock new other.vlock --model keypad --seed 9 --pair other.key.json")
        .ended(0);
    world
        .run("journey --lock other.vlock --identity me.age")
        .ended(11)
        .advises();
    talk.kill();
    let mut talk = Talk::in_pipes(&world, "demo");
    talk.question();
    world.run("demo").ended(11).advises();
    talk.kill();
}

#[test]
fn a_journey_goes_on_only_with_the_identity_that_it_began_with() {
    let world = world();
    let mut talk = Talk::in_pipes(&world, JOURNEY);
    talk.question();
    talk.kill();
    world.run("identity new other.age").ended(0);
    for command in [
        "journey --lock hall.vlock --identity other.age",
        "journey --lock hall.vlock",
    ] {
        world.run(command).ended(12).advises();
    }
    world
        .run("keys export --journey 1 --out new.key.json --identity me.age")
        .ended(10)
        .advises();
    assert!(!world.path("new.key.json").exists());
}

/// A copy that a journey saved is sealed for a key of its own, which the identity of the journey opens.
#[test]
fn the_copy_of_a_journey_is_opened_by_its_identity_and_no_other() {
    let world = world();
    let mut talk = Talk::in_pipes(&world, JOURNEY);
    let mut reader = Reader::with_key("hall.key.json");
    loop {
        let shown = talk.question();
        if shown.contains("WHAT IS SAVED") {
            break;
        }
        let answer = reader.answer(&shown);
        talk.type_line(&answer);
    }
    talk.kill();
    let copies = std::fs::read_dir(world.path("store/copies")).unwrap();
    let mut copies = copies.map(|entry| entry.unwrap().path());
    let copy = copies.find(|path| path.extension().is_some_and(|extension| extension == "relatch"));
    let copy = copy.unwrap().display().to_string();
    let report = world.run(&format!("report {copy} --identity me.age --json")).ended(0);
    assert_eq!(report.json()["trust"], "made-here");
    world.run("identity new other.age").ended(0);
    world
        .run(&format!("verify {copy} --identity other.age"))
        .ended(12)
        .advises();
    world
        .run(&format!("verify {copy} --identity me.age --store elsewhere"))
        .ended(12);
}

/// What was brought on an answered question stands in the journal; the end of the input is like q.
#[test]
fn a_journey_that_is_left_says_how_to_go_on() {
    let world = world();
    let run = world.run(JOURNEY).ended(130).advises();
    let go_on = format!("To go on: relatch {JOURNEY}");
    assert!(run.stderr.contains(&go_on), "{}", run.stderr);
    assert!(run.stderr.contains(" lock: ") && run.stderr.contains("is paired"));
    let mut talk = Talk::in_pipes(&world, JOURNEY);
    talk.question();
    talk.type_line("q");
    assert_eq!(talk.end().0, Some(130));
}

/// Answers until a screen with this text; gives that screen.
#[track_caller]
fn until(talk: &mut Talk, reader: &mut Reader, text: &str) -> String {
    for _ in 0..MOST_QUESTIONS {
        let shown = talk.question();
        if shown.contains(text) {
            return shown;
        }
        let answer = reader.answer_again(&shown);
        talk.type_line(&answer);
    }
    panic!("{text:?} does not come:\n{}", talk.seen)
}

#[test]
fn a_journey_whose_copy_is_kept_is_done_and_asks_nothing_at_the_next_start() {
    let world = world();
    let mut talk = Talk::in_pipes(&world, JOURNEY);
    let mut reader = Reader::with_key("hall.key.json");
    let shown = until(&mut talk, &mut reader, "THE SAVED COPY");
    talk.type_line(&number_of(&shown, "Keep it for 30 days"));
    talk.question();
    talk.type_line("q");
    let (code, seen) = talk.end();
    assert_eq!(code, Some(0), "{seen}");
    assert!(seen.contains("done: everything that can come back"), "{seen}");
    let mut talk = Talk::in_pipes(&world, JOURNEY);
    let shown = talk.question();
    assert!(
        shown.contains("THE SAVED COPY IS KEPT") || shown.contains("The saved copy is kept"),
        "{shown}"
    );
    number_of(&shown, "Reset a lock and put everything back");
    talk.kill();
}

#[test]
fn a_journey_that_is_ended_is_130_and_gone() {
    let world = world();
    let before = world.read("hall.vlock");
    let mut talk = Talk::in_pipes(&world, JOURNEY);
    let shown = talk.question();
    talk.type_line(&number_of(&shown, "Reset a lock and put everything back"));
    let shown = talk.question();
    talk.type_line(&number_of(&shown, "End here"));
    let (code, seen) = talk.end();
    assert_eq!(code, Some(130), "{seen}");
    assert!(
        seen.contains("ended; nothing was put back") && seen.contains(" lock: "),
        "{seen}"
    );
    assert_eq!(world.read("hall.vlock"), before);
    let mut talk = Talk::in_pipes(&world, JOURNEY);
    assert!(!talk.question().contains("You go on where you left."));
    talk.kill();
}

/// A lock in reach in each run; the journey is chosen on the first screen, since it began with another.
#[test]
fn everything_moves_to_another_lock_over_two_runs() {
    let world = world();
    world.run("lock new other.vlock --model full --seed 9").ended(0);
    let mut talk = Talk::in_pipes(&world, JOURNEY);
    let mut reader = Reader::with_key("hall.key.json");
    let shown = talk.question();
    talk.type_line(&number_of(&shown, "Move everything to another lock"));
    until(&mut talk, &mut reader, "THE LOCK THAT GETS EVERYTHING");
    talk.type_line("q");
    assert_eq!(talk.end().0, Some(130));

    let mut talk = Talk::in_pipes(&world, "journey --lock other.vlock --identity me.age");
    let shown = talk.question();
    assert!(shown.contains("RELATCH"), "{shown}");
    talk.type_line("1");
    let shown = talk.question();
    talk.type_line(&number_of(&shown, "A new lock, or one that was reset"));
    let shown = talk.question();
    assert!(shown.contains("Which of these is it?"), "{shown}");
    talk.type_line("1");
    assert_eq!(go_on(&mut talk, &mut reader), Some(0), "{}", talk.seen);
    let diff = "diff hall.relatch --lock other.vlock --key saved.key.json --identity me.age --json";
    assert_eq!(world.run(diff).ended(0).json()["equal"], true);
}

/// A saved copy is no text, and comes from wherever its path leads.
#[test]
fn a_copy_that_is_at_hand_is_brought_as_a_file() {
    let world = world();
    let mut talk = Talk::in_pipes(&world, "journey --lock hall.vlock --identity me.age --store phone");
    let shown = talk.question();
    talk.type_line(&number_of(&shown, "Use a saved copy that I have"));
    let shown = talk.question();
    talk.type_line(&number_of(&shown, "Choose the file"));
    talk.question();
    talk.type_line("nowhere.relatch");
    assert!(talk.question().contains("cannot be read: nowhere.relatch"));
    talk.type_line("'hall.relatch'");
    assert!(talk.question().contains("This copy was sealed on another phone."));
    talk.type_line(crate::world::IDENTITY);
    let shown = talk.question();
    assert!(
        shown.contains("WHAT IS SAVED") && shown.contains("4 codes, 3 fobs"),
        "{shown}"
    );
    talk.kill();
}

#[test]
fn a_position_code_is_read_back_in_words() {
    let world = World::new();
    let run = world.run("position BBBBHP").ended(0);
    assert!(
        run.stdout.starts_with("Start (home): something to read"),
        "{}",
        run.stdout
    );
    assert_eq!(
        world.run("position bb-bb hp --lang de --json").ended(0).json()["stage"],
        "home"
    );
    for wrong in ["BBBBHX", "BBBB", "AAAAAA", "BBBBHPB"] {
        let run = world.run(&format!("position {wrong}")).ended(2).advises();
        assert!(run.stderr.contains("B C D F G"), "{}", run.stderr);
    }
}

#[test]
fn support_sees_where_journeys_are_and_no_name() {
    let world = world();
    let mut talk = Talk::in_pipes(&world, JOURNEY);
    let mut reader = Reader::with_key("hall.key.json");
    let shown = loop {
        let shown = talk.question();
        if shown.contains("SAVE A COPY") {
            break shown;
        }
        let answer = reader.answer(&shown);
        talk.type_line(&answer);
    };
    // While it runs, too.
    let run = world.run("diagnostics --json").ended(0);
    let journey = &run.json()["store"]["journeys"][0];
    assert_eq!(
        (journey["number"].as_u64(), journey["stage"].as_str()),
        (Some(1), Some("backup"))
    );
    assert_eq!(journey["position"].as_str().map(str::to_owned), position(&shown));
    talk.kill();
    world.write("store/journey-7.journal", b"rubbish");
    let run = world.run("diagnostics --json").ended(0);
    assert_eq!(run.json()["store"]["journeys"][1]["readable"], false);
}

#[cfg(unix)]
mod in_a_terminal {
    use super::{JOURNEY, go_on, until, world};
    use crate::talk::{Reader, Talk, number_of, position};
    use crate::world::World;

    const DEMO: &str = "demo --codes 20 --cards 10";

    fn reader() -> Reader {
        Reader::with_key("demo")
    }

    /// What is left when the codes are taken away that move the cursor or show another screen.
    fn plain(seen: &str) -> String {
        let mut plain = String::new();
        let mut characters = seen.chars();
        while let Some(character) = characters.next() {
            if character == '\u{1b}' {
                characters.find(char::is_ascii_alphabetic);
            } else {
                plain.push(character);
            }
        }
        plain
    }

    #[test]
    fn the_whole_way_with_keys_typed() {
        let world = World::new();
        let mut talk = Talk::in_terminal(&world, &format!("{DEMO} --pace at-once"), (24, 80), &[]);
        let mut reader = reader();
        let shown = until(&mut talk, &mut reader, "YOUR RECOVERY KEY");
        assert!(shown.contains("\u{1b}[?1049h"), "it is shown apart");
        let answer = reader.answer_again(&shown);
        talk.type_line(&answer);
        let shown = talk.question();
        assert!(shown.contains("\u{1b}[?1049l"), "and does not stay in the terminal");
        let answer = reader.answer_again(&shown);
        talk.type_line(&answer);
        assert_eq!(go_on(&mut talk, &mut reader), Some(0), "{}", talk.seen);
        let seen = plain(&talk.seen);
        assert!(seen.contains("Everything that can come back is back."));
        for line in seen.split(['\n', '\r']) {
            assert!(line.chars().count() <= 80, "wider than the terminal: {line}");
        }
        assert!(!world.path("store/demo").exists(), "nothing is left of it");
    }

    #[test]
    fn ctrl_c_in_the_import_and_on_again() {
        let world = World::new();
        let mut reader = reader();
        let mut talk = Talk::in_terminal(&world, &format!("{DEMO} --pace at-once"), (24, 80), &[]);
        let shown = until(&mut talk, &mut reader, "TRY IT AT THE DOOR");
        let before = position(&shown);
        // At a question it leaves.
        talk.interrupt();
        let (code, seen) = talk.end();
        assert_eq!(code, Some(130), "{seen}");
        assert!(
            seen.contains("left before the end") && seen.contains(" lock: ") && seen.contains("Start the demo again")
        );

        let mut talk = Talk::in_terminal(&world, &format!("{DEMO} --pace bluetooth"), (24, 80), &[]);
        let shown = talk.question();
        talk.type_line(&number_of(&shown, "Go on"));
        let shown = talk.question();
        assert_eq!(position(&shown), before, "{shown}");
        talk.type_line(&number_of(&shown, "Skip this"));
        talk.wait_for("Putting codes and fobs back");
        // While something runs it stops that, and says what is on the lock.
        talk.interrupt();
        let shown = talk.question();
        assert!(shown.contains("Putting back was begun and is not finished."), "{shown}");
        assert!(shown.contains("Some codes and fobs may be back already"), "{shown}");
        assert!(shown.contains("\u{1b}[?25h"), "the cursor is back");
        talk.type_line("q");
        assert_eq!(talk.end().0, Some(130));

        let mut talk = Talk::in_terminal(&world, &format!("{DEMO} --pace at-once"), (24, 80), &[]);
        assert_eq!(go_on(&mut talk, &mut reader), Some(0), "{}", talk.seen);
        assert!(talk.seen.contains("Everything that can come back is back."));
    }

    #[test]
    fn ctrl_c_at_a_question_of_a_journey_says_how_to_go_on() {
        let world = world();
        let mut talk = Talk::in_terminal(&world, JOURNEY, (24, 80), &[]);
        talk.question();
        talk.interrupt();
        let (code, seen) = talk.end();
        assert_eq!(code, Some(130), "{seen}");
        assert!(seen.contains(&format!("To go on: relatch {JOURNEY}")), "{seen}");
        // Over pipes the signal does the same.
        let mut talk = Talk::in_pipes(&world, JOURNEY);
        talk.question();
        talk.interrupt();
        assert_eq!(talk.end().0, Some(130));
    }

    #[test]
    fn the_lock_stands_beside_the_screens_where_there_is_room() {
        let drawn = "|    1   2   3     |";
        for (columns, is_drawn) in [(140, true), (110, true), (100, false), (60, false)] {
            let world = World::new();
            let mut talk = Talk::in_terminal(&world, DEMO, (40, columns), &[]);
            let shown = talk.question();
            assert_eq!(shown.contains(drawn), is_drawn, "{columns}: {shown}");
            talk.type_line("k 1#");
            let shown = talk.question();
            assert!(
                shown
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
                    .contains("Three short beeps"),
                "{shown}"
            );
            talk.kill();
        }
    }

    #[test]
    fn nothing_moves_where_no_color_is_set() {
        let world = World::new();
        let mut talk = Talk::in_terminal(&world, DEMO, (24, 80), &[("NO_COLOR", "1")]);
        until(&mut talk, &mut reader(), "WHAT IS SAVED");
        assert!(
            !talk.seen.contains('\u{1b}') && !talk.seen.contains('\r'),
            "{}",
            talk.seen
        );
        assert!(talk.seen.contains("Reading codes"), "it is said instead: {}", talk.seen);
        talk.kill();
    }
}
