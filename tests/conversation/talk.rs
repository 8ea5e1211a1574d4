//! A conversation between an owner and the app, written down: what the owner does, what the app does, and each screen once.

use crate::languages;
use crate::page::{PROGRESS, head, page};
use crate::support::phone::Phone;
use crate::weather::{Moody, Sky, Weather};
use relatch::journey::effect::{Job, News, Outcome};
use relatch::journey::event::PlatformEvent;
use relatch::journey::facts::Facts;
use relatch::journey::message::{Arg, Hidden, Message};
use relatch::journey::screen::{Action, Body, Button, Progress, Screen};
use relatch::random::SeededRandom;
use relatch::runtime::InlineDriver;
use relatch::runtime::engine::Parts;
use relatch::transport::Cancel;
use relatch::virtual_lock::{Killed, VirtualLock};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A conversation.
pub(crate) struct Talk {
    pub(crate) phone: Phone,
    pub(crate) sky: Sky,
    pub(crate) moody: Moody,
    driver: Option<InlineDriver<'static>>,
    record: Arc<Mutex<Record>>,
}

/// The screens that were written down already, by their text, and where: so that each stands in one file only.
#[derive(Clone, Default)]
pub(crate) struct Seen(HashMap<String, String>);

/// What is written down.
#[derive(Default)]
struct Record {
    name: String,
    text: String,
    seen: Seen,
    count: u32,
    /// The progress that was written down last.
    running: Option<(String, Vec<String>)>,
    /// Nothing is written down for now.
    is_quiet: bool,
    /// How each job began that was done, written down or not.
    jobs: Vec<String>,
    /// When the owner presses “Stop”: at this kind of work, when so much of it is done.
    stop: Option<(&'static str, u32, Cancel)>,
    /// What a screen reader said last, where every such word is written down.
    said: Option<String>,
}

impl Record {
    fn line(&mut self, text: &str) {
        if !self.is_quiet {
            writeln!(self.text, "{text}").unwrap();
        }
    }

    fn does(&mut self, what: &str) {
        self.line(&format!("\n» {what}"));
        self.running = None;
    }

    fn works(&mut self, job: &Job, outcome: &Outcome) {
        self.jobs.push(job_words(job).chars().take(30).collect());
        self.line(&format!("∙ {}: {}", job_words(job), outcome_words(outcome)));
        self.running = None;
    }

    fn shows(&mut self, screen: &Screen<Message>) {
        if let (Some((work, done, cancel)), Body::Progress(progress)) = (&self.stop, &screen.body)
            && progress.label.id == *work
            && progress.done >= *done
        {
            cancel.ask();
            self.stop = None;
        }
        if self.is_quiet {
            return;
        }
        let shown = languages::english(screen);
        let text = page(&shown);
        if let Body::Progress(progress) = &shown.body {
            self.announces(&shown, progress);
            // Of something that runs, only what is new: the words of each kind of work.
            let is_label = |line: &&str| line.starts_with(PROGRESS);
            let frame: Vec<&str> = text.lines().filter(|line| !is_label(line)).collect();
            let (last, labels) = self.running.get_or_insert_with(Default::default);
            if *last != frame.join("\n") {
                self.running = Some((frame.join("\n"), vec![progress.label.clone()]));
            } else if labels.contains(&progress.label) {
                return;
            } else {
                labels.push(progress.label.clone());
                languages::check(screen);
                return self.line(&format!("{PROGRESS} {}", progress.label));
            }
        } else {
            self.running = None;
        }
        let head = head(&shown);
        // What is ticked makes no other screen; what may be pressed then does.
        let key = text.replace("[x]", "[ ]");
        if let Some(place) = self.seen.0.get(&key).cloned() {
            return self.line(&format!("┌ {head}: “{}”, as in {place}", shown.title));
        }
        self.count += 1;
        let place = format!("{} {}", self.name, self.count);
        self.seen.0.insert(key, place);
        languages::check(screen);
        let number = self.count;
        self.line(&format!("┌ {number} ─ {head}\n{}", text.trim_end()));
    }
}

impl Record {
    /// Every word of a screen reader, and how long it still takes.
    fn announces(&mut self, shown: &Screen<String>, progress: &Progress<String>) {
        if self.said.is_none() || self.said == shown.announce {
            return;
        }
        self.said.clone_from(&shown.announce);
        let said = shown.announce.as_deref().unwrap_or_default();
        let left = progress.left.as_deref().unwrap_or_default();
        self.line(&format!("│  ((( {said} ))) {left}"));
    }
}

impl Talk {
    /// Starts the app on a phone. `about` says what the conversation is about.
    pub(crate) fn new(name: &str, about: &str, phone: Phone) -> Self {
        Self::after(&Seen::default(), name, about, phone)
    }

    /// As [`Talk::new`], leaving out the screens of earlier conversations.
    pub(crate) fn after(seen: &Seen, name: &str, about: &str, phone: Phone) -> Self {
        let record = Record {
            name: name.to_owned(),
            text: format!("{about}\n"),
            seen: seen.clone(),
            ..Record::default()
        };
        let mut talk = Self {
            moody: Moody::new(phone.secrets.clone()),
            phone,
            sky: Sky::default(),
            driver: None,
            record: Arc::new(Mutex::new(record)),
        };
        talk.start();
        talk
    }

    /// A conversation of which nothing is written down.
    pub(crate) fn quiet(phone: Phone) -> Self {
        let talk = Self::new("", "", phone);
        talk.record().is_quiet = true;
        talk
    }

    /// The phone, with the app closed.
    pub(crate) fn into_phone(mut self) -> Phone {
        self.driver = None;
        self.phone
    }

    fn record(&self) -> MutexGuard<'_, Record> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn start(&mut self) {
        let radio = Weather::new(self.phone.radio(), self.sky.clone());
        self.phone.starts += 1;
        let random = SeededRandom::new(self.phone.starts);
        let parts = Parts {
            secrets: Arc::new(self.moody.clone()),
            ..self.phone.parts()
        };
        let words = Arc::new(languages::say_english);
        let mut driver = InlineDriver::open(parts, Box::new(radio), Box::new(random), words).unwrap();
        let record = self.record.clone();
        driver.watch_work(Box::new(move |job, outcome| {
            record.lock().unwrap().works(job, outcome);
        }));
        let record = self.record.clone();
        driver.watch(Box::new(move |screen| record.lock().unwrap().shows(screen)));
        self.driver = Some(driver);
    }

    pub(crate) fn driver(&mut self) -> &mut InlineDriver<'static> {
        self.driver.as_mut().unwrap()
    }

    pub(crate) fn screen(&self) -> Screen<Message> {
        self.driver.as_ref().unwrap().screen()
    }

    /// How each job began that was done since this was asked last.
    pub(crate) fn take_jobs(&mut self) -> Vec<String> {
        std::mem::take(&mut self.record().jobs)
    }

    pub(crate) fn facts(&self) -> Facts {
        let engine = self.driver.as_ref().unwrap().engine();
        engine.facts(engine.shown().unwrap()).unwrap().clone()
    }

    /// The app is killed and started again.
    pub(crate) fn restarts(&mut self) {
        self.driver = None;
        self.record().does("the app is killed and started again");
        self.start();
    }

    /// Goes on, and the phone dies in the middle of it; then the app is started again.
    pub(crate) fn dies(&mut self) {
        let died = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.goes_on()));
        let payload = died.expect_err("the phone lives");
        if !payload.is::<Killed>() {
            std::panic::resume_unwind(payload);
        }
        self.restarts();
    }

    pub(crate) fn act(&mut self, words: &str, action: Action) {
        let screen = self.screen();
        assert!(screen.offers(&action), "{action:?} is not offered on {screen:#?}");
        self.record().does(words);
        self.driver().act(action);
    }

    pub(crate) fn press(&mut self, button: Button) {
        let offers = self.screen().actions;
        let offer = offers.iter().find(|offer| offer.button == button);
        let label = offer.map(|offer| languages::say_english(&offer.label));
        let words = format!("presses “{}”", label.unwrap_or_default());
        self.act(&words, Action::Press(button));
    }

    pub(crate) fn choose(&mut self, id: &str) {
        let choice = match self.screen().body {
            Body::Choices { choices } => choices.into_iter().find(|choice| choice.id == id),
            _ => None,
        };
        let label = choice.map(|choice| languages::say_english(&choice.label));
        let words = format!("chooses “{}”", label.unwrap_or_default());
        self.act(&words, Action::Choose(id.to_owned()));
    }

    /// Chooses by what stands there: an address is not known beforehand.
    pub(crate) fn choose_at(&mut self, index: usize) {
        let Body::Choices { choices } = self.screen().body else {
            panic!("no choices on {:#?}", self.screen());
        };
        self.choose(&choices[index].id);
    }

    /// From now on every word that a screen reader says of progress is written down.
    pub(crate) fn listens_to_progress(&mut self) {
        self.record().said = Some(String::new());
    }

    /// “Stop” will be pressed at this kind of work, when so much of it is done.
    pub(crate) fn will_stop(&mut self, work: &'static str, done: u32) {
        let cancel = self.driver().canceller();
        self.record().stop = Some((work, done, cancel));
    }

    pub(crate) fn searches(&mut self, text: &str) {
        self.act(&format!("searches for “{text}”"), Action::Search(text.to_owned()));
    }

    pub(crate) fn tick(&mut self, id: &str, on: bool) {
        let word = if on { "ticks" } else { "unticks" };
        let action = Action::Tick { id: id.to_owned(), on };
        self.act(&format!("{word} {id}"), action);
    }

    /// Types the same into every field there is.
    pub(crate) fn types(&mut self, what: &str, text: &str) {
        let Body::Form { fields } = self.screen().body else {
            panic!("no form: {:#?}", self.screen());
        };
        let entries = fields.into_iter().map(|field| (field.id, Hidden::from(text)));
        self.act(&format!("types {what}"), Action::Submit(entries.collect()));
    }

    /// Types the number that the screen asks for.
    pub(crate) fn types_the_number(&mut self) {
        let lines = self.screen().lines;
        let mut said = lines.iter().flat_map(|line| &line.args);
        let number = said.find_map(|(name, arg)| match arg {
            Arg::Text(text) if *name == "number" => Some(text.clone()),
            _ => None,
        });
        self.types("the number", &number.unwrap());
    }

    pub(crate) fn platform(&mut self, words: &str, event: PlatformEvent) {
        self.record().does(words);
        self.driver().platform(event);
    }

    /// Does something at the door.
    pub(crate) fn at_the_door(&mut self, words: &str, what: impl FnOnce(&mut VirtualLock)) {
        self.record().does(&format!("at the door: {words}"));
        what(&mut self.phone.world.lock.lock());
    }

    /// Goes to the door of the other lock: from now on that is where codes are typed.
    pub(crate) fn goes_to_the_other_door(&mut self) {
        let world = &mut self.phone.world;
        std::mem::swap(&mut world.lock, &mut world.others[0]);
    }

    /// Time passes.
    pub(crate) fn passes(&mut self, words: &str, time: std::time::Duration) {
        self.record().does(words);
        self.phone.world.clock.advance(time);
    }

    /// Does what an owner does here who goes on.
    pub(crate) fn goes_on(&mut self) {
        let screen = self.screen();
        match self.phone.next(&screen) {
            Action::Press(button) => self.press(button),
            Action::Choose(id) => self.choose(&id),
            Action::Tick { id, on } => self.tick(&id, on),
            action @ Action::Submit(_) => self.act("types what is asked for", action),
            action @ Action::Search(_) => self.act("searches", action),
        }
    }

    /// Goes on until a screen of this title is there.
    pub(crate) fn goes_on_to(&mut self, title: &str) {
        for _ in 0..80 {
            let screen = self.screen();
            if screen.title.id == title {
                return;
            }
            assert_eq!(screen.problem, None, "on the way to {title}: {screen:#?}");
            self.goes_on();
        }
        panic!("{title} never came, but {:#?}", self.screen());
    }

    /// Does something that is not written down.
    pub(crate) fn quietly(&mut self, what: impl FnOnce(&mut Self)) {
        let was_quiet = std::mem::replace(&mut self.record().is_quiet, true);
        what(self);
        self.record().is_quiet = was_quiet;
        if !was_quiet {
            let screen = self.screen();
            self.record().shows(&screen);
        }
    }

    /// The screen has this title and tells this problem, or none.
    pub(crate) fn sees(&self, title: &str, problem: Option<&str>) {
        let screen = self.screen();
        let code = screen.problem.as_ref().map(|problem| problem.code.as_str());
        assert_eq!((screen.title.id, code), (title, problem), "{screen:#?}");
    }

    /// Ends the conversation: what was written down is as it was when somebody read it.
    pub(crate) fn ends(mut self) -> Seen {
        self.driver = None;
        let record = std::mem::take(&mut *self.record());
        let mut settings = insta::Settings::clone_current();
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(record.name.as_str(), record.text));
        record.seen
    }
}

/// A job with everything that it is about; ids without their type.
fn job_words(job: &Job) -> String {
    format!("{job:?}").replace("ItemId(\"", "").replace("\")", "")
}

fn outcome_words(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Gave(News::Standing(standing)) => standing.word().to_owned(),
        Outcome::Gave(News::Seen(seen)) => format!("seen {seen}"),
        Outcome::Gave(News::Heard(locks)) => format!("{} heard", locks.len()),
        Outcome::Gave(news) => {
            let mut name = Name(String::new());
            let _cut = write!(name, "{news:?}");
            name.0
        }
        Outcome::Failed { trouble, .. } => format!("failed, {}", trouble.code()),
        Outcome::Cancelled => "cancelled".to_owned(),
    }
}

/// The name of a variant: what stands before the first bracket.
struct Name(String);

impl std::fmt::Write for Name {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        let end = text.find(|character: char| !character.is_alphanumeric());
        self.0.push_str(&text[..end.unwrap_or(text.len())]);
        if end.is_some() { Err(std::fmt::Error) } else { Ok(()) }
    }
}
