//! Every state that can be reached, found by doing everything that a screen offers and letting every job end in every way. Not
//! by reading the code: a path round a gate would be walked here.

use super::world;
use crate::backup::item::Moment;
use crate::backup::verify::{self, MIN_BATTERY, ResetWay};
use crate::journey::effect::{Effect, Job};
use crate::journey::event::{Event, PlatformEvent, RadioState};
use crate::journey::facts::{Chosen, CopyFacts, Facts, ImportState, JourneyId, LockFacts, Route};
use crate::journey::message::{Arg, Hidden, Message};
use crate::journey::screen::{Action, Body, Button, Request, Screen};
use crate::journey::stage::Stage;
use crate::journey::{State, screen, update};
use std::collections::{BTreeSet, HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

const SECRET_TEXT: &str = "pasted-or-picked";
/// How many lines are ticked before the reset, where the lock tells its battery.
const MOST_TICKS: usize = 7;
const HELPER: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
const AT: Moment = Moment(1_795_510_800_000);

/// A state, and the job that runs.
#[derive(Clone)]
struct Node {
    state: State,
    job: Option<Job>,
}

/// Something that happened on the way.
struct Edge<'a> {
    from: &'a Node,
    event: &'a Event,
    to: &'a State,
    effects: &'a [Effect],
}

/// What was seen of the largest facts, so that a state is written down by their numbers: there are few of them and many states.
#[derive(Default)]
struct Seen {
    copies: Vec<CopyFacts>,
    locks: Vec<LockFacts>,
}

/// The number of a fact among those that were seen, counted from 1; 0 for none.
fn number_of<T: PartialEq>(seen: &mut Vec<T>, fact: Option<T>) -> usize {
    let Some(fact) = fact else { return 0 };
    let at = seen.iter().position(|known| *known == fact).unwrap_or_else(|| {
        seen.push(fact);
        seen.len() - 1
    });
    at + 1
}

impl Node {
    /// What decides what can happen next: where the journey is and what it knows, without what is only told at the end, and
    /// what the screen offers.
    fn key(&self, seen: &mut Seen) -> u64 {
        let mut state = State {
            revision: 0,
            ..self.state.clone()
        };
        state.facts.expires = None;
        state.facts.door = None;
        state.facts.clock_set = false;
        state.facts.chosen = Chosen::default();
        // Whose account it is decides nothing.
        state.facts.account = state.facts.account.map(|_| world::account());
        if !matches!(state.stage, Stage::Backup(_)) {
            // Each saving asks the account anew.
            state.facts.without_account = false;
        }
        if !matches!(state.stage, Stage::Ready(_)) {
            // Elsewhere a list that is half ticked is as good as one that was never begun: its own screen asks for the rest.
            let all = state.facts.ticked.len() >= MOST_TICKS;
            state.facts.ticked.retain(|_| all);
            state.facts.new_battery = false;
        }
        let is_behind = match &state.stage {
            Stage::ReAdd(_)
            | Stage::Clock(_)
            | Stage::Plan(_)
            | Stage::Door(_)
            | Stage::Import(_)
            | Stage::Report(_)
            | Stage::Register(_)
            | Stage::Erase(_) => true,
            Stage::Key(_)
            | Stage::Find(_)
            | Stage::Backup(_)
            | Stage::Review(_)
            | Stage::RecoveryKey(_)
            | Stage::Rehearsal(_)
            | Stage::Ready(_)
            | Stage::Reset(_)
            | Stage::Recover { .. }
            | Stage::Fault { .. }
            | Stage::Abandoned => false,
        };
        if is_behind {
            // What was asked before the reset is asked again by its own screens, if the way leads there once more.
            state.facts.ticked.clear();
            state.facts.accepted.clear();
            state.facts.way = None;
            state.facts.lock = None;
        } else {
            // Only told at the end, and drawn anew on the way there.
            state.facts.paired_here = false;
            state.facts.done.clear();
        }
        let screen = screen(&self.state);
        let lines: Vec<&str> = screen.lines.iter().map(|line| line.id).collect();
        let problem = screen.problem.as_ref().map(|problem| &problem.code);
        let buttons: Vec<Button> = screen.actions.iter().map(|offer| offer.button).collect();
        let facts = &mut state.facts;
        let numbers = [
            number_of(&mut seen.copies, facts.copy.take()),
            number_of(&mut seen.locks, facts.lock.take()),
            number_of(&mut seen.locks, facts.target.take()),
        ];
        let mut hasher = DefaultHasher::new();
        numbers.hash(&mut hasher);
        serde_json::to_string(&state).unwrap().hash(&mut hasher);
        (screen.title.id, lines, problem, buttons, screen.body.input_ids()).hash(&mut hasher);
        format!(
            "{:?} {:?}",
            screen.request,
            self.job.as_ref().map(std::mem::discriminant)
        )
        .hash(&mut hasher);
        hasher.finish()
    }

    fn act(&self, action: Action) -> Event {
        Event::Acted {
            revision: self.state.revision,
            action,
            at: AT,
        }
    }

    /// Everything that can happen next.
    fn events(&self) -> Vec<Event> {
        let screen = screen(&self.state);
        let mut events = vec![Event::Opened { at: AT }];
        let buttons = screen
            .actions
            .iter()
            .map(|offer| offer.button)
            .filter(|button| *button != Button::Submit);
        events.extend(buttons.map(|button| self.act(Action::Press(button))));
        events.extend(inputs(&self.state, &screen).into_iter().map(|action| self.act(action)));
        events.extend(answers(&screen).into_iter().map(Event::Platform));
        if let Some(job) = &self.job {
            let ends = world::ends(job).into_iter();
            events.extend(ends.map(|outcome| Event::Ended { outcome, at: AT }));
        }
        events
    }
}

/// What can be chosen, ticked and typed: right and wrong.
fn inputs(state: &State, screen: &Screen<Message>) -> Vec<Action> {
    match &screen.body {
        Body::Choices { choices } => {
            let enabled = choices.iter().filter(|choice| choice.enabled);
            let is_other_way = |id: &str| state.facts.cloud && ["file", "text"].contains(&id);
            let enabled = enabled.filter(|choice| !is_other_way(&choice.id));
            enabled.map(|choice| Action::Choose(choice.id.clone())).collect()
        }
        Body::Checklist { checks } => {
            let next = checks.iter().find(|check| check.required && !check.ticked);
            next.map(|check| tick(&check.id)).into_iter().collect()
        }
        Body::Form { fields } => {
            let typed = |right: bool| {
                let entries = fields
                    .iter()
                    .map(|field| (field.id.clone(), Hidden(answer(state, &field.id, right))));
                Action::Submit(entries.collect())
            };
            vec![typed(true), typed(false)]
        }
        // Which items are chosen decides nothing here.
        Body::Plan(_)
        | Body::Text
        | Body::Instructions { .. }
        | Body::Progress(_)
        | Body::Items(_)
        | Body::Code(_)
        | Body::Proof(_)
        | Body::Report(_) => Vec::new(),
    }
}

fn tick(id: &str) -> Action {
    Action::Tick {
        id: id.to_owned(),
        on: true,
    }
}

fn answer(state: &State, field: &str, right: bool) -> String {
    let groups: Vec<String> = crate::journey::stage::groups(world::RECOVERY);
    if field == "name" {
        // Whose account it is stands in the journal, and is no secret.
        return world::account().username;
    }
    let answer = match (field, &state.stage) {
        ("group-0", _) => groups[1].clone(),
        ("group-1", _) => groups[4].clone(),
        // Each screen that asks for a number says which.
        ("typed", _) => number_said(&screen(state)),
        ("helper", _) => HELPER.to_owned(),
        _ => SECRET_TEXT.to_owned(),
    };
    if right { answer } else { format!("{answer}0") }
}

fn number_said(screen: &Screen<Message>) -> String {
    let args = screen.lines.iter().flat_map(|line| &line.args);
    let mut numbers = args.filter_map(|(name, arg)| match arg {
        Arg::Text(text) if *name == "number" => Some(text.clone()),
        _ => None,
    });
    numbers.next_back().unwrap_or_default()
}

fn answers(screen: &Screen<Message>) -> Vec<PlatformEvent> {
    match &screen.request {
        Some(Request::PickKey | Request::PickCopy) => vec![
            PlatformEvent::Picked {
                name: "hall.relatch".to_owned(),
                content: Hidden::from(SECRET_TEXT),
            },
            PlatformEvent::NotPicked,
        ],
        Some(Request::Identify { .. }) => vec![PlatformEvent::Identified(true), PlatformEvent::Identified(false)],
        Some(Request::Share(_)) => vec![PlatformEvent::Shared(true)],
        Some(Request::ScanQr) => vec![PlatformEvent::Scanned(Hidden::from(SECRET_TEXT))],
        Some(Request::Permission | Request::BluetoothOn) => vec![PlatformEvent::Radio(RadioState::Ready)],
        Some(Request::KeepAwake) | None => Vec::new(),
    }
}

/// A journey that begins. With an account it is the only way to a key: the other ways are walked without one.
fn begin(route: Route, with_account: bool) -> State {
    let mut state = State::begin(JourneyId(1), route);
    state.facts.cloud = with_account;
    state
}

/// Walks everything, and shows each state and each edge.
fn walk(
    route: Route,
    with_account: bool,
    mut seen_node: impl FnMut(&Node),
    mut seen_edge: impl FnMut(&Edge<'_>),
) -> usize {
    let start = Node {
        state: begin(route, with_account),
        job: None,
    };
    let mut seen = Seen::default();
    let mut known = HashSet::from([start.key(&mut seen)]);
    let mut open = VecDeque::from([start]);
    while let Some(node) = open.pop_front() {
        seen_node(&node);
        for event in node.events() {
            let (state, effects) = update(node.state.clone(), event.clone());
            seen_edge(&Edge {
                from: &node,
                event: &event,
                to: &state,
                effects: &effects,
            });
            let begun = effects.iter().find_map(|effect| match effect {
                Effect::Run(job) => Some(job.clone()),
                Effect::Cancel => None,
            });
            let runs_on = !matches!(event, Event::Ended { .. } | Event::Opened { .. } | Event::Fault);
            let job = begun.or_else(|| node.job.clone().filter(|_| runs_on));
            let next = Node { state, job };
            if known.insert(next.key(&mut seen)) {
                open.push_back(next);
            }
        }
    }
    known.len()
}

/// Each rule, asked of every state and every edge of every route.
fn every_rule_holds(route: Route, with_account: bool) {
    let mut resets = 0;
    let count = walk(
        route,
        with_account,
        |node| {
            no_screen_is_stuck(node);
            a_problem_is_told_in_full(node);
            other_actions_change_nothing(node);
            let kept = serde_json::to_string(&node.state).unwrap();
            what_is_kept_is_enough(node, &kept);
            a_fault_loses_nothing(node);
            s9_nothing_secret_is_kept(&kept);
            if matches!(&node.state.stage, Stage::Reset(reset) if reset.shows_buttons()) {
                gates(&node.state.facts);
            }
        },
        |edge| {
            at_most_one_job(edge);
            resets += s1_s3_s11_resets(edge);
            s2_nothing_is_erased_unproved(edge);
            s5_re_added_only_without_an_owner(edge);
            a_double_tap_starts_nothing_twice(edge);
        },
    );
    println!("{route:?}: {count} states, {resets} ways to ask for a reset");
    assert_eq!(resets > 0, route == Route::SameLock);
}

#[test]
fn every_rule_holds_wherever_the_same_lock_can_get() {
    every_rule_holds(Route::SameLock, false);
}

#[test]
fn every_rule_holds_wherever_the_same_lock_can_get_with_an_account() {
    every_rule_holds(Route::SameLock, true);
}

#[test]
fn every_rule_holds_wherever_another_lock_can_get() {
    every_rule_holds(Route::OtherLock, false);
}

#[test]
fn every_rule_holds_wherever_a_copy_can_get() {
    every_rule_holds(Route::FromCopy, false);
}

#[test]
fn every_rule_holds_wherever_an_entrusted_copy_can_get() {
    every_rule_holds(Route::Entrust, false);
}

/// No reachable screen without an action or something that runs.
fn no_screen_is_stuck(node: &Node) {
    let screen = screen(&node.state);
    let runs = node.job.is_some();
    assert!(
        is_alive(&screen) || runs || node.state.is_over(),
        "stuck: {:?}",
        node.state.stage
    );
    if matches!(screen.body, Body::Progress(_)) {
        assert!(runs, "nothing runs: {:?}", node.state.stage);
    }
}

fn is_alive(screen: &Screen<Message>) -> bool {
    let has = |button| screen.actions.iter().any(|offer| offer.button == button);
    match &screen.body {
        Body::Choices { choices } if choices.iter().any(|choice| choice.enabled) => true,
        Body::Checklist { checks } if checks.iter().any(|check| check.required && !check.ticked) => true,
        // A form that cannot be handed in leads nowhere.
        Body::Form { .. } => has(Button::Submit),
        _ => screen.actions.iter().any(|offer| offer.button != Button::Leave),
    }
}

/// Whatever went wrong, the screen says what is on the lock now, and something leads on.
fn a_problem_is_told_in_full(node: &Node) {
    let screen = screen(&node.state);
    if let Some(problem) = &screen.problem {
        assert!(
            screen.standing.is_some(),
            "{}: nothing of the lock: {:?}",
            problem.code,
            node.state.stage
        );
        let leads_on = is_alive(&screen) || node.job.is_some();
        assert!(leads_on, "{}: no way on: {:?}", problem.code, node.state.stage);
    }
}

/// An action of another screen, or one that is not offered, changes nothing.
fn other_actions_change_nothing(node: &Node) {
    let other = Event::Acted {
        revision: node.state.revision.wrapping_sub(1),
        action: Action::Press(Button::Next),
        at: AT,
    };
    let buttons = [Button::Next, Button::StartOver, Button::Erase, Button::Submit].map(Action::Press);
    let screen = screen(&node.state);
    let not_offered = buttons.into_iter().filter(|action| !screen.offers(action));
    for event in not_offered.map(|action| node.act(action)).chain([other]) {
        let (state, effects) = update(node.state.clone(), event);
        assert!(effects.is_empty());
        assert_eq!(state, node.state);
    }
}

/// What the journal keeps is enough to go on, and opening it repeats no one-way act (S4).
fn what_is_kept_is_enough(node: &Node, kept: &str) {
    let mut state: State = serde_json::from_str(kept).unwrap();
    // Told at each start.
    state.facts.cloud = node.state.facts.cloud;
    assert_eq!(state.facts, node.state.facts);
    let (opened, effects) = update(state, Event::Opened { at: AT });
    let alive = is_alive(&screen(&opened));
    assert!(
        alive || !effects.is_empty() || opened.is_over(),
        "{:?}",
        node.state.stage
    );
    assert!(!effects.iter().any(is_one_way), "S4: repeated {effects:?}");
}

/// Before a reset by hand a job proves, and sends nothing.
fn is_one_way(effect: &Effect) -> bool {
    match effect {
        Effect::Run(Job::Reset { way, .. }) => *way == ResetWay::OverTheAir,
        Effect::Run(job) => matches!(job, Job::Pair { .. } | Job::Rehearse),
        Effect::Cancel => false,
    }
}

/// A fault shows itself, keeps what was before, and going on repeats no one-way act.
fn a_fault_loses_nothing(node: &Node) {
    let (state, _) = update(node.state.clone(), Event::Fault);
    assert_eq!(state.facts, node.state.facts);
    assert!(screen(&state).problem.is_some());
    let (again, _) = update(state.clone(), Event::Fault);
    assert_eq!(again.stage, state.stage, "a second fault hides no first one");
    let retry = Event::Acted {
        revision: state.revision,
        action: Action::Press(Button::Retry),
        at: AT,
    };
    let (_, effects) = update(state, retry);
    assert!(!effects.iter().any(is_one_way), "S4: repeated {effects:?}");
}

/// S9: no state is written down with a secret.
fn s9_nothing_secret_is_kept(kept: &str) {
    for secret in ["SECRET-KEY", "483920", SECRET_TEXT] {
        assert!(!kept.contains(secret), "{secret} in {kept}");
    }
}

/// A journey has at most one job at a time.
fn at_most_one_job(edge: &Edge<'_>) {
    let begun = edge
        .effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Run(_)))
        .count();
    let ends = matches!(edge.event, Event::Ended { .. } | Event::Opened { .. } | Event::Fault);
    let running = usize::from(edge.from.job.is_some() && !ends);
    assert!(begun + running <= 1, "{:?} on {:?}", edge.event, edge.from.state.stage);
}

/// Every gate that must be green when a reset is asked for.
fn gates(facts: &Facts) {
    assert!(facts.copy.is_some(), "S1: no saved copy");
    assert!(facts.recovery_kept, "row 24: the recovery key was not kept");
    assert!(facts.rehearsed, "S11: the way back was not tried");
    let review = world::review();
    let lost: BTreeSet<_> = review.losses.iter().map(|loss| loss.label.id.clone()).collect();
    assert!(facts.accepted.is_superset(&lost), "S3: losses were not accepted");
    let battery = facts.lock.as_ref().and_then(|lock| lock.battery);
    assert!(
        battery.is_none_or(|percent| percent >= MIN_BATTERY),
        "row 29: the battery is low"
    );
    assert!(
        battery.is_some() || facts.new_battery,
        "row 29: the battery is not known"
    );
    for id in ["door-open", "inside", "mechanical-key", "people", "fingers"] {
        assert!(facts.ticked.contains(id), "row 30: {id} is not ticked");
    }
    assert!(facts.way.is_some(), "row 28: nothing was typed");
    let button = facts.copy.as_ref().is_some_and(|copy| copy.reset_button);
    assert!(
        facts.way != Some(ResetWay::ByHand) || button,
        "row 31: the button is switched off"
    );
}

/// No path leads to the reset round a gate, and none is sent but by the owner's hand. How many are asked for here.
fn s1_s3_s11_resets(edge: &Edge<'_>) -> usize {
    let mut resets = 0;
    for effect in edge.effects {
        let Effect::Run(Job::Reset { accepted, way, .. }) = effect else {
            continue;
        };
        resets += 1;
        gates(&edge.to.facts);
        assert_eq!(*accepted, edge.to.facts.accepted);
        assert_eq!(Some(*way), edge.to.facts.way);
        let by_owner = matches!(edge.event, Event::Acted { .. });
        assert!(
            by_owner || *way == ResetWay::ByHand,
            "S4: a reset was sent by {:?}",
            edge.event
        );
    }
    resets
}

/// S2: nothing is erased without a proof or the owner's word.
fn s2_nothing_is_erased_unproved(edge: &Edge<'_>) {
    for effect in edge.effects {
        if let Effect::Run(Job::Erase { accepted }) = effect {
            let proved = edge.to.facts.import == ImportState::Proved;
            let review = world::review();
            let at_stake = verify::unproved_items(&review.snapshot, review.now);
            let is_accepted = at_stake.iter().all(|label| accepted.contains(&label.id));
            assert!(proved || is_accepted, "erased on {:?}", edge.event);
        }
    }
}

/// A lock that was reset is re-added only after it was seen without an owner; nothing is written to a lock without a key.
fn s5_re_added_only_without_an_owner(edge: &Edge<'_>) {
    let facts = &edge.to.facts;
    for effect in edge.effects {
        match effect {
            Effect::Run(Job::Pair { .. }) => assert!(facts.reset_done || facts.route != Route::SameLock),
            Effect::Run(Job::Import { .. } | Job::LoadPlan { .. } | Job::BeginDoorProof) => {
                assert!(facts.target.is_some());
            }
            Effect::Run(_) | Effect::Cancel => {}
        }
    }
}

/// A double tap starts nothing twice.
fn a_double_tap_starts_nothing_twice(edge: &Edge<'_>) {
    let is_tap = matches!(
        edge.event,
        Event::Acted {
            action: Action::Press(_) | Action::Submit(_) | Action::Choose(_),
            ..
        }
    );
    if let (true, [Effect::Run(job)]) = (is_tap, edge.effects) {
        let (_, again) = update(edge.to.clone(), edge.event.clone());
        assert!(again.is_empty(), "{job:?} twice: {:?}", screen(edge.to).title);
    }
}
