//! Every fault of the virtual lock at every step of every command that talks to a lock: success, or a message that says what
//! happened, how the lock is and what to do, with a documented exit code. And the phone that dies, at every step.

use crate::world::{DOCUMENTED, Run, World};
use relatch::virtual_lock::State;

/// A command and the moment at which it is given.
struct Scene {
    name: &'static str,
    world: World,
    command: &'static str,
}

const I: &str = "--identity me.age";

/// The commands of a whole journey, each at its own moment, on a lock with little in it.
fn scenes() -> Vec<Scene> {
    let mut scenes = Vec::new();
    let world = World::new();
    world
        .run("lock new hall.vlock --model keypad --codes 2 --pair hall.key.json")
        .ended(0);
    let mut scene = |name, world: &World, command: &'static str| {
        scenes.push(Scene {
            name,
            world: world.fork(),
            command,
        });
        world.run(command).ended(0);
    };
    scene(
        "backup",
        &world,
        "backup --lock hall.vlock --key hall.key.json --out hall.relatch --identity me.age",
    );
    scene(
        "rehearse",
        &world,
        "rehearse hall.relatch --lock hall.vlock --key hall.key.json --identity me.age",
    );
    scene(
        "reset",
        &world,
        "reset --lock hall.vlock --key hall.key.json --snapshot hall.relatch --identity me.age",
    );
    scene("pair", &world, "pair --lock hall.vlock --key-out new.key.json");
    scene(
        "restore",
        &world,
        "restore hall.relatch --lock hall.vlock --key new.key.json --identity me.age",
    );
    scene(
        "diff",
        &world,
        "diff hall.relatch --lock hall.vlock --key new.key.json --identity me.age",
    );
    scenes
}

/// Whether the fault waits still: the command had ended before its step.
fn is_armed(world: &World) -> bool {
    State::from_json(&world.read("hall.vlock"))
        .unwrap()
        .faults
        .armed()
        .next()
        .is_some()
}

/// What `lock fault` does, without a process for it.
fn arm(world: &World, script: &str) {
    let mut state = State::from_json(&world.read("hall.vlock")).unwrap();
    state.faults.arm(script.parse().unwrap());
    world.write("hall.vlock", state.to_json());
}

fn faults() -> Vec<String> {
    let list = World::new().run("lock fault --list --json").ended(0).json();
    let names = list["faults"].as_array().unwrap().iter();
    names.map(|fault| fault["name"].as_str().unwrap().to_owned()).collect()
}

/// Each fault at each step of a scene, until the command ends before the step. How many there were.
fn each(scene: &Scene, fault: &str, mut check: impl FnMut(&World, &Run, &str)) -> u32 {
    for step in 1.. {
        let world = scene.world.fork();
        arm(&world, &format!("{fault}@{step}"));
        let run = world.run(scene.command);
        if is_armed(&world) {
            assert_eq!(run.code, Some(0), "{}: without a fault: {run:?}", scene.name);
            return step - 1;
        }
        check(&world, &run, &format!("{} with {fault}@{step}", scene.name));
    }
    0
}

/// What must hold whatever happened.
fn is_told(run: &Run, what: &str) {
    let code = run
        .code
        .unwrap_or_else(|| panic!("{what}: ended by a signal: {}", run.stderr));
    assert!(DOCUMENTED.contains(&code), "{what}: {run:?}");
    match code {
        0 => {}
        3 => assert!(!run.stdout.is_empty(), "{what}: nothing is listed: {run:?}"),
        _ => {
            for word in ["error: ", " lock: ", "fix: "] {
                assert!(run.stderr.contains(word), "{what}: no {word:?} in {}", run.stderr);
            }
        }
    }
}

#[test]
fn every_fault_at_every_step_ends_in_success_or_in_words() {
    let scenes = scenes();
    let faults: Vec<String> = faults().into_iter().filter(|fault| fault != "phone-dies").collect();
    assert!(faults.len() >= 20);
    let counts: Vec<u32> = std::thread::scope(|scope| {
        let halves = faults.chunks(faults.len().div_ceil(2));
        let threads: Vec<_> = halves
            .map(|faults| {
                let scenes = &scenes;
                scope.spawn(move || {
                    let pairs = faults
                        .iter()
                        .flat_map(|fault| scenes.iter().map(move |scene| (fault, scene)));
                    pairs
                        .map(|(fault, scene)| each(scene, fault, |_, run, what| is_told(run, what)))
                        .sum::<u32>()
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    eprintln!("{} faults met", counts.iter().sum::<u32>());
}

/// A run that was killed, then the same arguments again: everything ends as if nothing had happened.
#[test]
fn a_killed_command_may_be_run_again_with_the_same_arguments() {
    let scenes = scenes();
    let mut deaths = 0;
    for scene in &scenes {
        deaths += each(scene, "phone-dies", |world, run, what| {
            assert_eq!(run.code, None, "{what}: {run:?}");
            let again = world.run(scene.command);
            assert_eq!(again.code, Some(0), "{what}, run again: {again:?}");
            go_on_to_the_end(world, scene.name, what);
        });
    }
    assert!(deaths > 60, "only {deaths}");
    eprintln!("{deaths} deaths survived");
}

/// The rest of the journey.
fn go_on_to_the_end(world: &World, from: &str, what: &str) {
    let run = |command: &str| {
        let run = world.run(command);
        assert_eq!(run.code, Some(0), "{what}, then {command}: {run:?}");
    };
    let names = ["backup", "rehearse", "reset", "pair", "restore", "diff"];
    let done = names.iter().position(|name| *name == from).unwrap();
    let rest = [
        String::new(),
        String::new(),
        format!("reset --lock hall.vlock --key hall.key.json --snapshot hall.relatch {I}"),
        "pair --lock hall.vlock --key-out new.key.json".to_owned(),
        format!("restore hall.relatch --lock hall.vlock --key new.key.json {I}"),
        format!("diff hall.relatch --lock hall.vlock --key new.key.json {I}"),
    ];
    for command in rest.iter().skip(done + 1).filter(|command| !command.is_empty()) {
        run(command);
    }
}
