### English. The words of every screen; the other languages have the same messages with the same variables.
###
### One word for one thing: lock, code (digits on the keypad), fob (card, tag), fingerprint, saved copy, recovery key,
### owner's key, owner's code, reset, add again, trial run, clock, plan, report.

## The first screen

home-title = Relatch
home-promise = Reset your lock and keep its codes and fobs. Nothing is erased before it is saved and the way back was tried on your own lock.
home-privacy = Everything stays on this phone. Relatch has no server and needs no account and no internet.
demo-key-hint = This is a demonstration. Type the word demo: it stands for the key of the demonstration’s lock.
home-same-lock = Reset a lock and put everything back
home-same-lock-detail = Save its codes and fobs, reset it, add it again, and write everything back.
home-other-lock = Move everything to another lock
home-other-lock-detail = For a replacement, or for a second lock that should take the same codes and fobs.
home-from-copy = Use a saved copy that I have
home-from-copy-detail = A file from this phone or another one, with its recovery key.
home-entrust = Save a copy for a helper
home-entrust-detail = A helper gets a sealed copy that only they can open. Your lock stays as it is.
home-journey-nameless = A lock without a name
home-journey = { $lock }
home-expired = { $count ->
    [one] The saved copy of { $lock } was to be kept until { $since }. Erase it, or keep it longer.
   *[other] { $count } saved copies have passed their date, the first is of { $lock } ({ $since }). Erase them, or keep them longer.
}

## Steps

step-home = Start
step-key = Owner’s key
step-find = Find the lock
step-backup = Save a copy
step-bring = Open the copy
step-review = What is saved
step-recovery-key = Recovery key
step-rehearsal = Trial run
step-ready = Before the reset
step-reset = Reset
step-re-add = Add again
step-target = The other lock
step-clock = Clock
step-plan = Plan
step-proof = At the door
step-import = Put back
step-report = Report
step-erase = Saved copy

## Buttons

button-next = Next
button-back = Back
button-cancel = Stop
button-retry = Try again
button-go-on = Go on
button-anyway = Go on all the same
button-leave = Go on later
button-close = Close
button-abandon = End here
button-other-key = Use another key
button-save-copy = Save a copy
button-pick-file = Choose the file
button-share-copy = Save or send the copy
button-reveal = Show the codes
button-hide = Hide the codes
button-trust = I know this copy, use it
button-end-here = End here and erase the copy
button-wrote-down = I have written it down
button-show-again = Show it again
button-try = Start the trial run
button-try-again = Repeat the trial run
button-accept-losses = I accept this
button-ask-again = Ask the lock again
button-reset = Reset the lock now
button-prepare-reset = Check everything once more
button-did-it = I have reset it
button-not-now = Not now
button-have-key = I have the new key
button-plan-ok = This is right
button-plan-again = Read the lock again
button-door-proof = Try a code at the door
button-door-skip = Skip this
button-door-opened = I typed it
button-import = Put everything back
button-start-over = Empty the lock and start over
button-see-plan = See the plan
button-import-again = Try the missing ones again
button-to-the-end = Next
button-share-report = Save or send the report
button-sheet = Sheet of last resort
button-share-key = Save the owner’s key
share-save = Save as a file
share-send = Send with another app
button-erase = Erase the saved copy
button-erase-now = Erase it now
button-keep = Keep it for 30 days
button-keep-longer = Keep it for 30 more days

## What runs

task-stopping = Stopping as soon as it is clear what is on the lock.
task-cancelled = You stopped it. You can go on at any time.
task-quarter = { $doing }: { $percent } percent
time-left = { $time } left
work-connecting = Connecting to the lock
work-codes = Reading codes
work-cards = Reading fobs
work-fingerprints = Reading the list of fingerprints
work-settings = Reading settings
work-log = Reading the lock’s log
work-rehearsing = Trying the way back
work-restoring = Putting codes and fobs back
work-pairing = Adding the lock
work-resetting = Resetting the lock

## What is on the lock now

standing-untouched = Your lock is as it was. Every code and fob works.
standing-trials = Your codes and fobs work. A throw-away code or fob number may be on the lock for a moment; Relatch removes it.
standing-resetting = Until the reset is sent, your lock is as it was.
standing-unseen = It is not known yet whether the lock was reset. Your saved copy is safe either way.
standing-asking = What is on the lock now is known only when it has answered. Your codes and fobs are in the saved copy.
standing-no-owner = The lock was reset and is empty. Your codes and fobs are in the saved copy.
standing-other-owner = The lock belongs to another key than yours now. Your codes and fobs are in the saved copy.
standing-pairing = The lock is empty until the codes and fobs are put back.
standing-target = Nothing is put on the other lock yet. Your codes and fobs are in the saved copy.
standing-added = The lock is added again. Nothing is put back yet; your codes and fobs are in the saved copy.
standing-door = One throw-away code may be on the lock; Relatch removes it. Your codes and fobs are in the saved copy.
standing-half = Some codes and fobs may be back already, others are not yet. What is there works.
standing-clearing = Some codes and fobs may be removed already. Those of the saved copy are put back afterwards.
standing-back = Everything that can come back is on the lock.
standing-nothing-done = Relatch has changed nothing on the lock.

## The owner’s key

key-title = Your key to the lock
key-why = Relatch acts as the owner of the lock, as the lock’s own app does. For that it needs the owner’s key.
key-where = The key is a file or a text that was exported from the lock’s app, from a gateway, or from Relatch.
key-file = A file
key-file-detail = Choose the file on this phone.
key-text = A text
key-text-detail = Paste the key that you copied.
key-picking = Choose the file with the key.
key-paste = Paste the key here
key-reading = Reading the key
key-several = { $count ->
    [one] There is one key in it.
   *[other] There are { $count } keys in it. Which lock is it about?
}
key-of-lock = { $lock }
key-new-title = The new key to the lock
key-new-why = { $lock } has a new owner’s key since it was added again. Relatch needs it to put everything back.
key-target-title = The key to the other lock
key-target-why = Relatch needs the owner’s key of the lock that is to take the codes and fobs.

## Finding the lock

find-title = Find the lock
find-stand-close = Stand in front of the door, no more than two metres away.
find-touch = Touch the keypad so that the lock wakes up.
find-listening = Listening for the lock
find-nothing-heard = No lock was heard at all. The lock may be asleep or too far away, or its batteries are empty.
find-silent-now = Your lock was here before and is silent now. It is asleep, or another phone or a gateway holds it.
find-others-heard = { $count ->
    [one] One other lock was heard, but not yours. It may be asleep.
   *[other] { $count } other locks were heard, but not yours. It may be asleep.
}
find-hint-touch = Touch the keypad until it lights up, then try again.
find-hint-close = Go closer to the door.
find-hint-phones = Close the lock’s app on every phone, and unplug its gateway for a while.
find-hint-saver = If the phone is saving its own battery, switch that off: it may listen too seldom.
phone-saves-power = Your phone is saving its battery. Switch that off: it may listen too seldom.
find-hint-batteries = If the keypad stays dark, change the batteries.
find-weak = The signal is weak. Go closer before you go on.
find-weak-nearer = The signal is weak, but it gets stronger. Go on towards the lock.
find-weak-away = The signal is weak and gets weaker: you are going away from the lock. Go back to it.
find-far = The lock is hardly heard: the phone is too far away from it.
find-far-nearer = The lock is hardly heard, but better and better. Go on towards it.
find-far-away = The lock is hardly heard, and less and less: you are going away from it. Go back to it.
find-far-why = So far away a connection breaks off easily. Go to the door and try again; if you stand there already, go on.
find-checking = Trying the key
find-met-title = This is your lock: { $lock }
find-met = The lock took your key, and you are its owner.
lock-model = Model: { $model }
lock-address = Address: { $address }
lock-firmware = Firmware: { $firmware }
lock-battery = Battery: { $percent } percent
lock-battery-unknown = The lock does not tell its battery.

## Saving

backup-title = Save a copy
backup-why = Relatch reads every code, every fob and every setting of the lock.
backup-twice = Everything is read twice and must agree. The copy is sealed, stored, opened again and compared.
backup-untouched = Nothing on the lock is changed.
backup-doing = Saving a copy of { $lock }
entrust-why = The copy is sealed for you and for your helper. Your helper can see the codes in it; nobody else can.
entrust-key = Ask your helper for their public key. It begins with “age1”.
entrust-paste = Your helper’s public key
bring-title = Use a saved copy
bring-why = Choose the file of the saved copy. Its name ends with “.relatch”.
bring-key = If it was made on another phone, have its recovery key ready.
bring-picking = Choose the file of the saved copy.
bring-opening = Opening the saved copy
bring-locked-title = The recovery key
bring-locked = This copy was sealed on another phone. Type its recovery key, or scan it.
bring-recovery = Recovery key

## What is saved

review-title = What is saved
review-loading = Opening the saved copy
review-saved = The copy is saved, was opened again, and equals the lock.
review-opened = The copy was opened, and all of it can be read.
review-no-losses = Everything in it can come back.
review-losses = { $count ->
    [one] One thing cannot come back. It is marked.
   *[other] { $count } things cannot come back. They are marked.
}
review-general = No copy can hold the following; it is lost with a reset:
review-not-made-here = This copy was not made on this phone. Look at it before you use it: its codes will open your door.
search-nothing = Nothing matches. Search for a number or a name.
identify-codes = To show the codes of your lock
count-codes = { $count ->
    [0] no codes
    [one] one code
   *[other] { $count } codes
}
count-fobs = { $count ->
    [0] no fobs
    [one] one fob
   *[other] { $count } fobs
}
count-fingers = { $count ->
    [0] no fingerprints
    [one] one fingerprint
   *[other] { $count } fingerprints
}
spoken-digits = { $digits }
spoken-hidden = hidden

## The recovery key

recovery-title = Your recovery key
recovery-loading = Getting the recovery key
recovery-forgetting = Removing the recovery key from this phone
recovery-why = If this phone is lost or breaks, this key opens the saved copy on another one. It is shown only until you confirm that you kept it.
recovery-how = Write it down on paper, group by group.
recovery-apart = Keep it apart from the file. Whoever has both can read your codes.
recovery-ask = Type two groups from your paper.
recovery-group = Group { $number }
recovery-kept = You have kept the recovery key. The phone no longer holds it.

## The trial run

rehearsal-title = Trial run on your lock
rehearsal-why = Before anything is erased, Relatch tries the way back on your own lock.
rehearsal-how = One throw-away code or fob number of each kind is written, read back, compared and removed. It is random, and nobody knows it.
rehearsal-stay = Stay at the door until it is done.
rehearsal-doing = Trying the way back
rehearsal-held = The trial run is over. What was written for it is removed.
trial-works = { $kind }: your lock takes them back.
trial-refused = { $kind }: your lock refuses them. They would be lost.
trial-differs = { $kind }: your lock says yes and does not keep them as written. They may be lost.
trial-not-removed = { $kind }: your lock takes them, but did not remove the throw-away one.
trial-not-tried = { $kind }: could not be tried, as there is no room for one more.
kind-permanent = Permanent codes
kind-one-time = One-time codes
kind-timed = Codes with an end date
kind-cyclic = Weekly codes
kind-fob = Fobs
kind-long-fob = Fobs with long numbers

## Before the reset

ready-title = Before the reset
losses-title = What cannot come back
losses-none = Everything that is saved can come back.
losses-some = { $count ->
    [one] This one thing is lost with the reset, or may be:
   *[other] These { $count } things are lost with the reset, or may be:
}
ready-why = Tick each line only when it is so. Read it aloud with whoever is with you.
ready-battery = Asking the lock for its battery
check-door-open = The door is open and cannot fall shut
check-door-open-why = Wedge it. Until everything is back, no code and no fob opens it.
check-inside = Somebody is inside, or nobody needs to get in
check-inside-why = Somebody inside can open by hand.
check-mechanical-key = The mechanical key is at hand and was tried
check-mechanical-key-why = It opens the lock whatever happens.
check-time = I have half an hour, and the phone is charged
check-time-why = Putting a full lock back can take a while.
check-new-battery = The lock has new batteries
check-new-battery-why = The lock does not tell its battery. New alkaline batteries are safe.
check-gateway = I can connect the gateway again
check-gateway-why = The reset also removes the lock from its gateway or Wi-Fi. Connect it again afterwards in the lock’s app.
check-fingers = { $count ->
    [one] I know whose finger must be enrolled again
   *[other] I know whose { $count } fingers must be enrolled again
}
check-fingers-why = Fingerprints cannot leave the lock. Each must be enrolled again at the door.
check-people = I know whom to invite again
check-people-why = People who open with their phone lose their key with the reset. Invite them again in the lock’s app.
way-why = How do you want to reset the lock?
way-air = Over the air, with the phone
way-air-detail = Recommended. Relatch resets the lock and watches it.
way-hand = By the button inside the lock
way-hand-detail = For a reset over the air that does not work. Relatch shows how.
way-hand-off = The reset button is switched off in the lock’s settings, so it would do nothing.
typed-title = Confirm the reset
typed-air = Relatch will now compare { $lock } with the saved copy once more, and then reset it. That cannot be undone.
typed-hand = Relatch will now compare { $lock } with the saved copy once more, and then show you how to reset it.
typed-how = To go on, type the number of codes and fobs in the saved copy: { $number }
typed-warning = After the reset no code, no fob and no fingerprint opens the door until they are put back.
typed-field = The number

## The reset

reset-title = Reset
reset-proof = Right before the reset the lock is read again and compared with the saved copy.
reset-doing = Checking and resetting the lock
reset-preparing = Checking the lock
reset-asking = Asking the lock what it is now
buttons-title = Reset it by hand
buttons-proved = Everything is saved and compared. You may reset the lock now.
buttons-where = The reset button is inside, on the part of the lock with the batteries.
buttons-open-keypad = Take the battery cover off, on the inside of the door.
buttons-open-other = Take the cover off, on the inside of the door or at the end of the lock.
buttons-find = Find the small hole or button marked “reset”.
buttons-hold = Hold it down with a pin, with the batteries in, for about five seconds.
buttons-listen = Wait until the lock beeps or speaks. If it asks for a code, type 000 and then #. Then touch the keypad.
buttons-warning = Keep the door open.

## Asking the lock

recover-title = Where were we?
recover-why = Something was not finished, or the lock is not as expected. Relatch asks the lock before it does anything.
recover-doing = Asking the lock what it is now

## Adding it again

re-add-title = Add the lock again
re-add-why = The lock has no owner now. How should it be added again?
re-add-here = With Relatch
re-add-here-detail = Quick. The new key is kept on this phone; you can take it with you.
re-add-own-app = In the lock’s own app
re-add-own-app-detail = If you want to go on using that app. Relatch then needs the new key from it.
re-add-key-first = The new key is stored on this phone before the lock gets it.
re-add-doing = Adding the lock
re-add-checking = Trying the new key
own-app-title = Add it in the lock’s own app
own-app-how = Open the lock’s app, add the lock there as a new one, and close the app.
own-app-then = Then come back with the new owner’s key, as a file or a text.
no-key-title = The lock does not answer
target-title = The lock that gets everything
target-why = Which lock should take the codes and fobs?
target-here = A new lock, or one that was reset
target-here-detail = Relatch becomes its owner.
target-key = A lock whose key I have
target-key-detail = It keeps what is on it; codes and fobs are added.
target-listen = Touch the keypad of the new lock.
target-listening = Listening for new locks
target-which = Which of these is it?

## Clock and plan

clock-title = The lock’s clock
clock-why = Codes with dates depend on it, so it is set before any code is written.
clock-doing = Setting the clock
clock-not-set = This lock has no clock that can be set. Codes with dates may not work as before.
clock-set = The clock was set and read back.
clock-was-right = The clock was right.
clock-was-off = The clock was off by { $time }. It was set and read back.
plan-title = What will be put back
plan-doing = Reading the lock and making the plan
plan-why = Nothing is written yet. Untick what should stay away.
plan-other-model = This lock cannot do everything that the old one could. What does not fit is marked.
plan-count-written = { $count ->
    [one] One will be put back
   *[other] { $count } will be put back
}
plan-count-skipped = { $count ->
    [one] One is skipped
   *[other] { $count } are skipped
}
plan-count-refused = { $count ->
    [one] One cannot come back
   *[other] { $count } cannot come back
}
plan-expired = Also those that have expired
plan-one-time = Also one-time codes, although they may have been used
plan-replace = Where the lock has the same number, take the saved dates
plan-owner-code = Leave the owner’s code on the lock as it is
plan-account-word = { $item }: as the account says, { $when }
plan-account-word-lock = The lock said: { $when }
plan-account-words = { $count ->
    [one] For one item, go by the account’s times
   *[other] For { $count } items where they differ, go by the account’s times
}
fate-add = add
fate-change = change
fate-skip = skip
fate-refuse = not possible
reason-missing = not on the lock
reason-there = already there
reason-other-value = the lock has another value
reason-target-kept = the lock has this number with other dates, which stay
reason-replaced = the lock has this number with other dates, which are replaced
reason-schedule-unread = already there; its weekly times cannot be read and are written again
reason-not-chosen = not chosen
reason-no-room = no room on the lock

## At the door

door-title = Try it at the door
door-why = Before everything is put back, one throw-away code shows that the keypad and the bolt work.
door-how = You type it, the bolt moves, and the lock’s log must show it. Then the code is removed.
door-writing = Writing the code
door-type = Type this code on the keypad, and then press # or the tick.
door-check-typed = The code was typed
door-check-moved = The bolt moved
door-looking = Looking into the lock’s log
door-removing = Removing the code
door-seen = The lock’s log shows the code. The keypad works, and the code is removed.
door-skipped = It was not seen that the keypad works. The throw-away code is not on the lock any more.

## Putting back

import-title = Put everything back
import-stay = Stay at the door and keep this screen open.
import-doing = Putting everything back onto { $lock }
import-clearing = Emptying the lock
import-half = Putting back was begun and is not finished.
import-half-safe = Going on is safe: nothing is written twice.
confirm-start-over = Every code and fob on the lock is removed, and then written again from the saved copy. Really?

## Report

report-title = Report
report-loading = Loading the report
report-proved = Everything that can come back is back. Each one was read from the lock and compared.
report-all-it-takes = Everything that this lock takes is on it. Each one was read from the lock and compared. What it does not take stands below.
report-not-proved = Not everything is back yet. What is missing stands below.
report-written = { $count ->
    [one] One thing was written to the lock
   *[other] { $count } things were written to the lock
}
report-copy = In the saved copy: { $items }
report-nothing-written = Nothing was written.
report-door-seen = A code was tried at the door.
report-door-skipped = No code was tried at the door.
report-not-restorable = { $count ->
    [one] One thing could not come back, as said before.
   *[other] { $count } things could not come back, as said before.
}
report-extra = { $count ->
    [one] One is on the lock that is not in the saved copy.
   *[other] { $count } are on the lock that are not in the saved copy.
}
missing-failed = is on the lock in another form than saved
missing-not-listed = the lock took it and does not have it
missing-not-there = not on the lock as saved
missing-left-out = left out, as you chose
identify-sheet = To make a sheet with all codes in clear
identify-key = To hand out the owner’s key of your lock
to-do-try-code = Try one of your codes
to-do-try-both = Try one of your codes and one of your fobs
to-do-key = Save the lock’s new owner’s key where you keep important things
to-do-fingers = { $count ->
    [one] Enrol the fingerprint again
   *[other] Enrol { $count } fingerprints again
}
to-do-people = Invite the people again who open with their phone
to-do-gateway = Connect the gateway or Wi-Fi again
to-do-account = Bring the lock into the account of its own app: the next screens help
to-do-old-lock = Reset the old lock before you give it away

## The saved copy in the end

erase-title = The saved copy
erase-proved = Everything is back, so the saved copy is no longer needed.
erase-not-proved = Not everything was read back from a lock.
erase-entrusted = Give the saved copy to your helper first. Your helper opens it with their own key.
erase-what = Its key on this phone is destroyed first, then the file.
erase-not-in-account = The account of the lock’s own app does not know everything yet. Go back to the report and on from there to tell it.
erase-key = Only this phone has the owner’s key of your lock now. Save it elsewhere too: without it the lock can only be reset by hand.
erase-warning = After erasing, what is only in this copy is gone for good.
confirm-erase = Erase the saved copy for good?
erase-type = This copy holds things that were not read back from a lock. To erase it all the same, type how many: { $number }
erase-doing = Erasing the saved copy
receipt-title = Erased
receipt-erased = The key was destroyed and the file removed on { $when }.
receipt-cannot = Copies of the file that you gave away or that a backup of the phone holds are not erased.
receipt-others = { $count ->
    [one] One other key still opens such copies: your recovery key, or your helper’s.
   *[other] { $count } other keys still open such copies: your recovery key, your helper’s.
}
kept-title = The saved copy is kept
kept-why = You can erase it at any time.
kept-until = You will be reminded after { $when }.
kept-over = It was to be kept until { $when }. Erase it, or keep it longer.

## Items

item-code = Code { $number }
item-code-named = Code { $number }, { $name }
item-fob = Fob { $number }
item-fob-named = Fob { $number }, { $name }
item-finger = Fingerprint { $number }
item-finger-named = Fingerprint { $number }, { $name }
item-owner-code = The owner’s code
item-thing = { $thing } { $number }
item-thing-named = { $thing } { $number }, { $name }
thing-face = Face
thing-palm = Palm
thing-remote = Remote
thing-keypad = Keypad
thing-door-sensor = Door sensor
thing-gateway = Gateway
thing-qr-code = QR code
thing-person = Phone key
thing-unused-code = Unused code
item-general = In general
general-kind = { $kind }: { $why }
setting-auto-lock = Setting: locks by itself
setting-sound = Setting: sound
setting-remote-unlock = Setting: opening from afar
setting-show-code = Setting: shows the code
setting-passage = Setting: times when the door stays open
setting-lamp = Setting: lamp
setting-freeze = Setting: frozen
setting-sensitivity = Setting: sensitivity
setting-switches = Setting: alarm, privacy and reset button
when-always = always
when-once = once
when-cyclic = weekly or daily times
when-from = from { $start }
when-until = until { $end }
when-between = { $start } to { $end }
hint-weak = Easy to guess.
hint-was-changed = It was changed once; what opens the door now is written.
hint-not-yet = Does not open yet.
hint-over = Has expired.
hint-opens-again = May have been used already; it would open once more.
hint-no-clock = This lock has no clock.
hint-present-unknown = The lock does not tell its present value.
hint-parts-lacking = This lock does not have all parts of it.
hint-schedule-lost = This lock cannot take its weekly times.
hint-schedule-unproved = Its weekly times are written, and cannot be read back.

## Why something cannot come back

obstacle-odd = The lock lists it in a form that nobody understands. It stays in the saved copy.
obstacle-not-digits = It is not 4 to 9 digits, and no lock takes it.
obstacle-one-time = One-time code; once the lock lists it, it has usually been used.
obstacle-expired = It has expired.
obstacle-no-keypad = This lock has no keypad.
obstacle-no-reader = This lock reads no fobs.
obstacle-no-cyclic = This lock does not take weekly codes back.
obstacle-no-clock = This lock has no clock.
obstacle-doubled = It has the same number as { $of }.
obstacle-is-owner-code = It is also the owner’s code, which opens the door anyway.
obstacle-refused = In the trial run the lock refused this kind. { $why }
obstacle-unreliable = In the trial run the lock did not keep this kind as written.
obstacle-finger = Fingerprints cannot leave the lock. Enrol the finger again.
obstacle-face = Faces cannot leave the lock. Enrol the face again.
obstacle-schedule-unsupported = This lock cannot take its weekly times.
obstacle-schedules-unread = Weekly times of fobs cannot be read from a lock. Such a fob will open at all times.
obstacle-setting-unread = The lock did not tell this setting. { $why }
obstacle-setting-lacking = This lock does not have this setting.
obstacle-setting-range = This lock does not take this value.
obstacle-freeze = A frozen lock refuses everything else. Freeze it again yourself, at the end.
obstacle-owner-code-unread = The owner’s code could not be read. There will be another one.
obstacle-owner-code-is-code = The owner’s code is an ordinary code of this lock.
obstacle-unused-generated = Codes that the lock’s app made and nobody typed yet: the lock does not know them.
obstacle-never-typed = The account made it and nobody typed it yet. No lock can be told it: make a new one.
obstacle-pair-again = Connect it again.
obstacle-enrol-again = Enrol it again.
obstacle-make-again = Make a new one.
obstacle-invite-again = Invite them again.
obstacle-phone-keys = People who open with their phone: invite them again.
obstacle-log = The lock’s log of who opened.
obstacle-network = The lock’s own network settings.
obstacle-accessory = Remotes, keypads and sensors: connect them again.
obstacle-not-rehearsed-full = It could not be tried: the lock is full.
obstacle-not-rehearsed-number = It could not be tried: every number is taken.
obstacle-not-removed = The throw-away one of the trial run could not be removed. { $why }

## The pages: the report, with codes hidden, and the sheet of last resort. The language and its direction are for the browser.

doc-language = en
doc-direction = ltr
doc-report-title = Report on { $lock }
doc-report-when = Read back and compared on { $when }.
doc-missing = What is missing
doc-items = What is in the saved copy
doc-items-masked = Codes and fob numbers are hidden on this page.
doc-sheet-title = Sheet of last resort for { $lock }
doc-sheet-warning = Every code on this page opens your door. Keep it like a key, and destroy it as soon as you no longer need it. With it, everything can be entered again by hand in the lock’s own app.
doc-owner-code = The owner’s code: { $code }
doc-column-what = What
doc-column-number = Number
doc-column-when = When it works
doc-column-notes = Notes
doc-made-by = Made by { $program }

## In a terminal: how to answer, the virtual lock, and what its position code says

terminal-how = Answer with the number and press Enter; where lines are ticked, several numbers tick several. q leaves, ? shows this again.
terminal-stop = Ctrl-C stops what runs. At a question it leaves; the next start goes on from there.
terminal-letters = The six letters in brackets tell support where you are.
terminal-hands = At the lock: t touches the keypad, k 1234# types on it, r holds the reset button inside, n puts new batteries in.
terminal-demo-key = This is a demonstration with a virtual lock. Where the owner’s key is asked for, type: demo
terminal-demo-kept = A demonstration that was begun earlier is not over.
terminal-begin-anew = Begin anew
terminal-goes-on = You go on where you left.
terminal-one-way = cannot be undone
terminal-no-answer = That is not one of the answers.
terminal-yes = Yes
terminal-no = No
terminal-more = { $count ->
    [one] One more is not shown. + shows the next ones, / and a word searches.
   *[other] { $count } more are not shown. + shows the next ones, / and a word searches.
}
terminal-which-file = Type the path of the file. An empty line goes back.
terminal-no-file = This file cannot be read: { $path }
terminal-where-to = Type where { $name } is to be written: a folder or a file. An empty line writes nothing.
terminal-written = Written to { $path }
terminal-exists = There is already something at { $path }
terminal-not-written = It cannot be written to { $path }
terminal-bolt-shut = Bolt: locked
terminal-bolt-open = Bolt: open
terminal-light-off = Light: off
terminal-light-on = Light: on
terminal-light-waiting = Light: blinks, no owner
terminal-light-asleep = Light: off, asleep
terminal-beep-opened = One beep, the bolt opens.
terminal-beep-wrong = Three short beeps: not a code that opens now.
terminal-beep-refused = Three short beeps: it does nothing.
terminal-beep-reset = One long beep: everything is erased.
terminal-beep-added = Two beeps: it has an owner.
terminal-beep-stored = One beep: something was stored.
terminal-beep-touched = One beep, the keypad lights up.
terminal-beep-started = Two beeps: new batteries.
terminal-kind-text = something to read
terminal-kind-choices = one of several to choose
terminal-kind-checklist = things to tick
terminal-kind-form = something to type
terminal-kind-progress = work that runs
terminal-kind-items = the list of codes and fobs
terminal-kind-plan = the plan, line by line
terminal-kind-code = the recovery key
terminal-kind-proof = a code to try at the door
terminal-kind-report = the report

## When Relatch itself fails

fault-title = Something went wrong inside Relatch
abandoned-title = Ended

## Dates, spans and lists. A month comes as its number, hours and minutes in two digits.

date-time = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }, { $hour }:{ $minute }
date-odd = { $text }
span-seconds = { $count ->
    [one] about { $count } second
   *[other] about { $count } seconds
}
span-minutes = { $count ->
    [one] about one minute
   *[other] about { $count } minutes
}
span-hours = { $count ->
    [one] about one hour
   *[other] about { $count } hours
}
span-days = { $count ->
    [one] about one day
   *[other] about { $count } days
}
span-years = { $count ->
    [one] about one year
   *[other] about { $count } years
}
list-pair = { $first } and { $second }
list-middle = { $one }, { $rest }
list-end = { $before } and { $last }

## Troubles: what happened, and what to do. What is on the lock now stands beside it.
## The radio

trouble-radio-off = Bluetooth is switched off.
    .advice = Switch Bluetooth on. Relatch then goes on by itself.
trouble-radio-not-permitted = Relatch may not use Bluetooth on this phone.
    .advice = Allow it in the phone’s settings, under the permissions of Relatch. Relatch uses it for your lock only.
trouble-place-not-permitted = Android lets Relatch look for locks only with the permission for the location.
    .advice = Allow it when the phone asks, or in its settings under the permissions of Relatch. Relatch does not ask where you are; before Android 12 the permission for Bluetooth has this name.
trouble-place-off = Location is switched off on this phone.
    .advice = Switch it on and try again. Before Android 12 a phone hears no lock while it is off. Relatch does not ask where you are.
trouble-no-radio = This phone has no Bluetooth that reaches a lock.
    .advice = Use another phone. A saved copy can go along: its file, and its recovery key.
trouble-radio-failed = The phone’s Bluetooth stopped working.
    .advice = Switch Bluetooth off and on again, then try again. If that does not help, restart the phone; Relatch goes on where it was.
trouble-radio-missing = There is no Bluetooth here that this version of Relatch can use.
    .advice = Nothing was changed. Use a phone with Bluetooth and a version of Relatch that can use it; the demonstration works without.
trouble-gateway-unreachable = The gateway cannot be reached.
    .advice = Check that it is switched on and in the same network, and its address. Nothing on the lock was changed by that.
trouble-gateway-login = The gateway does not accept this user and password.
    .advice = Give the ones that are set up in the gateway. Nothing on the lock was changed by that.
trouble-not-in-reach = The lock was not heard.
    .advice = Stand right in front of the door, touch the keypad until it lights up, and try again. If it stays dark, change the batteries.
trouble-held = The lock is there, but it does not let the phone connect.
    .advice = Close the lock’s app on every phone nearby and unplug the gateway. Wait a minute, touch the keypad, and try again.
trouble-link-lost = The connection to the lock was lost.
    .advice = Go closer to the door, touch the keypad, and try again. Relatch first looks at what is on the lock, and then goes on from there.
trouble-silent = The lock did not answer in time.
    .advice = Touch the keypad so that the lock stays awake, and try again.
trouble-garbled = The lock’s answer arrived damaged.
    .advice = Go closer to the door, away from other devices, and try again.

## The lock

trouble-not-served = This is a kind of lock that Relatch cannot work with.
    .advice = Use the lock’s own app for this lock. Do not reset it with the codes and fobs still needed.
trouble-other-lock = The lock in reach is not the one that was expected.
    .advice = Go to the right door. If the lock was replaced, begin anew from the first screen and choose to move everything to another lock.
trouble-no-owner = The lock has no owner: somebody has reset it.
    .advice = With a saved copy everything can be put back: choose “{ home-from-copy }” on the first screen. Without one, the codes and fobs must be set up anew.
trouble-still-owned = The lock still has an owner, so it cannot be added.
    .advice = If you are the owner, use your owner’s key, or reset the lock first. If somebody else is, ask them to delete the lock in their app.
trouble-battery-low = The lock’s batteries are too low for a reset.
    .advice = Put in new alkaline batteries, all at once, and ask the lock again. Changing batteries erases nothing.
trouble-battery-unknown = The lock does not tell how full its batteries are.
    .advice = Put in new alkaline batteries, all at once, and confirm that you did.
trouble-reset-button-off = The reset button is switched off in the lock’s settings.
    .advice = Reset the lock over the air, or switch the reset button on in the lock’s app.
trouble-clock-wrong = The lock does not take the right time.
    .advice = Touch the keypad and try again. If it happens again, take the batteries out for a minute and put them back.
trouble-not-reset = The lock was not reset: it is as it was.
    .advice = Try the reset once more. With the button inside: hold it until the lock beeps or speaks, and do what it asks for.
trouble-reset-unseen = The connection ended before it was clear whether the lock was reset.
    .advice = Touch the keypad and try again. Relatch asks the lock what it is now; it does not reset it a second time.
trouble-pair-unsure = The lock did not confirm that it took the new key.
    .advice = Touch the keypad and try again. The new key is stored on this phone; Relatch asks the lock whether it has it.
trouble-not-seen-at-door = The lock’s log does not show the code.
    .advice = Type the code once more, press # or the tick, and watch the bolt. Then let Relatch look again.

## The owner’s key

trouble-key-unreadable = This is not a key to a lock.
    .advice = Choose the file, or copy the whole text, exactly as it was exported as the owner’s key.
trouble-key-damaged = The key is damaged, or was changed on the way.
    .advice = Export the key once more and send it as a file, so that nothing is cut off.
trouble-key-newer = The key has a form that only a newer Relatch can read.
    .advice = Update Relatch and use the key again.
trouble-key-guest = This is a guest’s key. It cannot read or reset the lock.
    .advice = Ask the owner of the lock for the owner’s key.
trouble-key-incomplete = A part of this key is missing that the owner needs.
    .advice = Export the owner’s key again, with the account that added the lock.
trouble-key-other = This key belongs to another lock.
    .advice = Use the key of this lock. The address in the key must be the lock’s address.
trouble-key-silent = The lock is there, and says nothing to this key.
    .advice = Touch the keypad and try again. If the lock stays silent, the key is from before a reset: export the owner’s key from the lock’s app once more, and use the new one.
trouble-key-refused = The lock refuses this key. It is probably from before a reset.
    .advice = Export the owner’s key from the lock’s app once more, and use the new one.
trouble-no-key-works = The lock is there, but answers to none of your keys. It may not have woken up, or somebody has reset it and added it anew.
    .advice = Touch the keypad and ask the lock again. If somebody has reset it and added it in its own app, get the new owner’s key from there.
trouble-helper-key-wrong = This is not a helper’s public key.
    .advice = Ask your helper for their public key once more, and paste all of it. It begins with “age1”.
trouble-key-twice = There are two different keys for this lock.
    .advice = Remove the old key, or export one fresh key from the lock’s app and use only that.

## The saved copy

trouble-copy-missing = The file of the saved copy is not there.
    .advice = Look for it where you kept it: in the files of this phone, on another device, or in a message you sent.
trouble-copy-foreign = This file is not a saved copy of a lock.
    .advice = Choose a file whose name ends with “.relatch”.
trouble-copy-damaged = The saved copy is damaged.
    .advice = Use another copy of the file, if you gave one away. Do not reset the lock with this one. Relatch leaves the file as it is.
trouble-copy-newer = The saved copy was made by a newer Relatch.
    .advice = Update Relatch and open the copy again. Relatch leaves the file as it is.
trouble-copy-locked = No key on this phone opens the saved copy.
    .advice = Type its recovery key, or open the copy on the phone that made it.
trouble-copy-not-made-here = The saved copy was not made on this phone.
    .advice = Look through it first. Go on only if you know who made it: its codes will open your door.
trouble-copy-of-other-lock = The saved copy is of another lock.
    .advice = Choose the copy of this lock. To bring this copy onto another lock, begin anew from the first screen.
trouble-copy-outdated = The saved copy is from before this lock was added again.
    .advice = Save a new copy of the lock as it is now.
trouble-copy-not-as-written = The phone did not store the saved copy correctly.
    .advice = Make sure that the phone has free space, and save the copy again.
trouble-copy-key-volatile = This device would forget the key to the saved copy at the next restart.
    .advice = Use a phone or a computer with a secure store that lasts. Relatch does not begin without one.
trouble-readings-disagree = The lock was read twice, and the two readings differ.
    .advice = Make sure that nobody changes codes or fobs meanwhile, and try again.
trouble-lock-changed = Something on the lock has changed since the copy was saved.
    .advice = Save a new copy, so that nothing is missing from it. The old one stays until then.
trouble-not-rehearsed = The way back was not yet tried for everything in the saved copy.
    .advice = Repeat the trial run. If something still cannot be tried, Relatch names it, and you decide.
trouble-more-lost = More would be lost than you accepted.
    .advice = Read the new list of what cannot come back, and decide again.
trouble-recovery-key-wrong = That is not the recovery key of this copy.
    .advice = Compare it with your paper, letter by letter, and type it again.
trouble-typed-wrong = What you typed is not what was asked for.
    .advice = Look at the screen or your paper again, and type it once more.

## The phone

trouble-phone-full = There is no room left on the phone.
    .advice = Delete something that you do not need, such as videos or apps, and try again.
trouble-phone-denied = The phone does not let Relatch read or write the file.
    .advice = Choose another folder, or allow access to files in the phone’s settings.
trouble-phone-busy = Relatch is already running and working with the same files.
    .advice = Close the other one and try again.
trouble-notes-damaged = A note that Relatch kept about its work is damaged. Saved copies and keys are not affected.
    .advice = Begin anew from the first screen. Relatch asks the lock itself what is on it; a saved copy can be chosen there too.
trouble-phone-failed = The phone’s storage failed.
    .advice = Try again. If it fails again, restart the phone; Relatch goes on where it was.
trouble-no-secure-store = This phone has no secure store for keys.
    .advice = Use another phone. Relatch keeps the key to your codes nowhere else, so it does not begin here.
trouble-secure-store-locked = The phone’s secure store is locked.
    .advice = Unlock the phone, set a screen lock if there is none, and try again.
trouble-secure-store-failed = The phone’s secure store failed.
    .advice = Try again. If it fails again, restart the phone.
trouble-not-identified = The phone did not recognise you.
    .advice = Try again, or use the code that unlocks the phone.
trouble-file-too-large = The file is too large to be what is looked for.
    .advice = Choose another file.
trouble-phone-clock = The phone’s date and time cannot be right.
    .advice = Set date and time in the phone’s settings to automatic, and try again.
trouble-fault = Something in Relatch itself went wrong.
    .advice = Go on; Relatch first asks the lock what it is now. If it happens again, read the six letters on this screen to support.

## What the lock answers when it refuses

trouble-lock-00 = The lock refused and gave no reason.
    .advice = Touch the keypad and try again. If it happens again, read the six letters on this screen to support.
trouble-lock-01 = Relatch’s message reached the lock damaged.
    .advice = Go closer to the door and try again.
trouble-lock-02 = With this key the lock does not allow it.
    .advice = Use the owner’s key. A guest’s key is not enough.
trouble-lock-03 = The lock does not know this owner’s key.
    .advice = Export the owner’s key from the lock’s app once more, and use the new one.
trouble-lock-05 = The lock has no owner now and waits to be added.
    .advice = Go back and find the lock again, so that Relatch sees what it is now.
trouble-lock-06 = The lock has no owner: it was reset.
    .advice = Go back and find the lock again. With a saved copy you can add it and put everything back.
trouble-lock-07 = The lock has an owner, so it cannot be added.
    .advice = Use the owner’s key, or reset the lock first and touch the keypad.
trouble-lock-08 = The lock did not accept what Relatch answered with this key.
    .advice = Export the owner’s key from the lock’s app once more, and use the new one.
trouble-lock-0a = The lock’s batteries are too low.
    .advice = Put in new alkaline batteries, all at once, and try again. Changing batteries erases nothing.
trouble-lock-0b = The lock could not store the new key completely.
    .advice = Touch the keypad and try again. If it happens again, change the batteries.
trouble-lock-0d = This key was withdrawn.
    .advice = Use the present owner’s key from the lock’s app.
trouble-lock-0e = This key has expired.
    .advice = Use the owner’s key, which does not expire. If this is it, set the phone’s date and time to automatic.
trouble-lock-0f = The lock does not take a code of this length.
    .advice = Leave this code out, and give the person a code of another length afterwards in the lock’s app.
trouble-lock-10 = The owner’s code is the same as the code that erases the lock’s codes.
    .advice = Choose another owner’s code in the lock’s app.
trouble-lock-11 = This key is not valid yet.
    .advice = Set the phone’s date and time to automatic. If they are right, wait until the key’s first day.
trouble-lock-12 = The lock did not recognise the connection any more.
    .advice = Touch the keypad and try again.
trouble-lock-13 = The lock could not do it and gave no reason.
    .advice = Touch the keypad and try again. If it happens again, read the six letters on this screen to support.
trouble-lock-14 = This code is already on the lock.
    .advice = Try the code at the door. If it opens, nothing is left to do. If it does not, delete it in the lock’s app and put it back again.
trouble-lock-15 = This code is not on the lock, or was never used.
    .advice = Read the lock again and go on; Relatch then sees what is there.
trouble-lock-16 = The lock is full.
    .advice = Delete codes or fobs that nobody needs any more, or leave some out, and try again.
trouble-lock-17 = The lock refused with error 17, whose meaning is not known.
    .advice = Touch the keypad and try again. If it happens again, read the six letters on this screen to support.
trouble-lock-18 = This fob is not on the lock.
    .advice = Read the lock again and go on; Relatch then sees what is there.
trouble-lock-1a = This fingerprint is not on the lock.
    .advice = Enrol the finger at the door, in the lock’s app.
trouble-lock-1b = This lock cannot do what was asked of it.
    .advice = Leave it out and go on with the rest.
trouble-lock-1c = The lock is frozen and refuses everything.
    .advice = Unfreeze it in the lock’s app, and try again.
trouble-lock-1d = The lock belongs to the app of another maker.
    .advice = Use that maker’s app. Relatch cannot work with this lock.
trouble-lock-1e = The door is double-locked from inside.
    .advice = Have somebody undo it from inside, and try again.
trouble-lock-1f = The lock no longer has this entry.
    .advice = Read the lock again and go on; Relatch then sees what is there.
trouble-lock-20 = The lock does not accept one of the values.
    .advice = Leave this item out and go on with the rest. Set it afterwards in the lock’s app.
trouble-lock-21 = Something is in the way of the bolt.
    .advice = Open the door, see that the bolt moves freely, and try again.
trouble-lock-24 = The lock has begun, but has not yet said how it ended.
    .advice = Wait a moment and try again. Relatch first looks at what is on the lock.
trouble-lock-25 = The lock does not accept the name of the Wi-Fi.
    .advice = Set up the Wi-Fi in the lock’s app. Codes and fobs do not need it.
trouble-lock-26 = The lock does not accept the password of the Wi-Fi.
    .advice = Set up the Wi-Fi in the lock’s app. Codes and fobs do not need it.
trouble-lock-other = The lock refused with error { $code }.
    .advice = Touch the keypad and try again. If it happens again, tell support this number: { $code }.

## The owner’s account

account-title = Take the key from your account
account-sign-in-title = Sign in to the account of the lock’s own app
account-looking = Looking for accounts on this device
account-why = It is the account that you use in the lock’s own app. Relatch only reads from it, until you ask for more.
account-where = Choose where the account was made. Relatch never changes that by itself.
account-known = Use the account { $name }
account-sign-in = Sign in
account-region-eu = Europe and everywhere but China
account-region-cn = Mainland China
account-region-other = The server { $address }
account-password-stays = The password is sent to the lock maker’s server. Relatch keeps it nowhere.
account-name = Name of the account: mail address or phone number
account-password = Password
account-signing-in = Signing in
account-reading = Reading which locks the account has
account-locks-title = Which lock is it?
account-of = These locks are in the account { $name }.
account-older-entry = { $lock }, an older entry
account-rights-owner = { $address }. The account owns it.
account-rights-admin = { $address }. The account is an authorised admin: it may save a copy, the reset is the owner’s act.
account-rights-guest = { $address }. The account is only a guest of this lock.
account-rights-pending = { $address }. The key is not accepted yet.
account-rights-frozen = { $address }. The key is frozen.
account-rights-not-usable = { $address }. The key is deleted, or of a kind that Relatch does not know.
account-rights-re-added = { $address }. The lock was added anew since; this key is old.
key-account = From your account
key-account-detail = Sign in as in the lock’s own app. Names and codes that nobody typed yet come along.
key-account-none = This app is not set up for accounts. The other ways work without one.
backup-account = Names, weekly schedules and codes that nobody typed yet are read from your account.
backup-without-account = You may save without the account. Then codes that nobody typed yet, names and weekly schedules are missing from the copy.
own-app-account = When it is there, come back. Relatch takes the new key from your account.
own-app-awaiting = If that app says that the lock is there already, delete it there first, then add it.
own-app-looking = Looking for the new key in the account
button-sign-in = Sign in
button-added = I have added it
button-without-account = Save without the account
button-register = Add it to my account
button-account = Bring the lock into my account
button-tell = Tell the account
button-tell-again = Tell the rest again
button-remove-old = Remove the old entry
button-keep-old = Keep the old entry
register-title = Back in the lock’s own app
register-why = { $lock } works again, and its new key is here. With an entry in your account the lock’s own app has it, too.
register-not-proved = Whether the account takes it cannot be known before. If it refuses, nothing is lost: the lock stays yours.
register-account = The account is { $name }.
register-doing = Adding the lock to the account
register-entered = The lock is in your account, with its new key.
register-in-doubt = The account has an entry of the lock, but its key could not be compared. The key that is kept here counts.
register-tell-why = The codes and fobs on the lock can be told to the account, so that its app lists them with their names.
register-telling = Telling the account
register-item-refused = { $item }: the account refused it.
register-item-not-tellable = { $item }: no account can be told this kind.
register-stopped = What is not told yet can be told later. The old entry stays until then.
register-old-why = The account may still have the entry from before the reset. It opens nothing any more.
register-old-confirm = With the old entry, all its keys of other people and its records go from the account. Remove it?
register-removing = Removing the old entry
register-old-gone = The old entry is gone from the account.
register-old-same = There is no old entry: the account kept its number for the new one.
register-old-kept = The old entry is still there. You may delete it in the lock’s own app, after you have seen that the new one works.
account-other-zone = Your account and the lock’s clock count in different time zones. Look at the times of the codes.
work-telling = Telling the account
demo-account-hint = In a demonstration, the account and its password are both “{ $name }”.
remark-other-kind = { $item }: lock and account tell another kind of code. The lock’s counts.
remark-other-times = { $item }: lock and account tell other times. The lock’s count.
remark-cyclic-never-typed = { $item }: a code for certain days that nobody typed yet. No lock can be told to store it; make a new one afterwards.
remark-dead = { $item }: a code that nobody typed in time. It opens nothing any more.
remark-one-time = { $item }: a one-time code that nobody typed yet. It is saved, and put back only where you choose that.
remark-used-up = { $item }: a one-time code that was used up already, as the lock’s log shows.
remark-not-on-lock = { $item }: the account lists it, the lock does not. It opens nothing.
remark-invalid = { $item }: the account itself says that it is not valid.
remark-still-on-lock = { $item }: the lock has it, though the account says that it is not valid or is to be deleted.
remark-doubtful = { $item }: zeros in front of this code may be lost, so it was not taken.
remark-not-understood = { $item }: the account lists it in a form that Relatch does not understand.
remark-erases = { $item }: a code that deletes all others. It is never put back.
trouble-account-not-set-up = This app is not set up for accounts.
    .advice = Take another way to the key. A key file of the lock works without an account.
trouble-account-unreachable = The account’s server cannot be reached.
    .advice = Look at the network and try again. A key file of the lock works without an account.
trouble-account-foreign = Something else answers in the account server’s place.
    .advice = Open any page in the browser: the network may want you to sign in there. Then try again. A key file of the lock works without an account.
trouble-account-untrusted = The account’s server does not prove that it is the right one, so nothing was sent.
    .advice = Look at this device’s date and time, and use another network. A key file of the lock works without an account.
trouble-account-password = Name or password are wrong, or the account is in another region or of another kind.
    .advice = Try both in the lock’s own app. If they work there, go back and choose the other region. A key file of the lock works without an account.
trouble-account-region = The account belongs to another region.
    .advice = Go back and choose the other region. A key file of the lock works without an account.
trouble-account-busy = The account’s server was asked too often in a short time.
    .advice = Wait one minute, then try again. If it stays so, try tomorrow. A key file of the lock works without an account.
trouble-account-month = This app’s calls to the account’s server are used up for this month.
    .advice = It works again next month. A key file of the lock works without an account.
trouble-account-clock = This device’s clock is too far off for the account’s server.
    .advice = Set date and time right, then try again. A key file of the lock works without an account.
trouble-account-no-lock = The account does not have this lock.
    .advice = Sign in to the account that you use for it in the lock’s own app. A key file of the lock works without an account.
trouble-account-guest = The account may not act as the owner of any lock in it.
    .advice = Only the owner can save and reset a lock: ask the person whose account it is in. A key file of the lock works without an account.
trouble-account-pending = The account’s key of this lock is not accepted yet.
    .advice = Accept it in the lock’s own app, then try again. A key file of the lock works without an account.
trouble-account-frozen = The account’s key of this lock is frozen.
    .advice = Whoever froze it can end that in the lock’s own app; then try again. A key file of the lock works without an account.
trouble-account-re-added = The account’s key is from before the lock was added anew.
    .advice = Use the account that added it, or a key file of the lock.
trouble-account-broken = The account’s server failed, or its answer made no sense.
    .advice = Try again, or later. A key file of the lock works without an account.
trouble-account-signed-out = The sign-in to the account has ended.
    .advice = Sign in again. A key file of the lock works without an account.
trouble-account-device = The lock’s maker wants to confirm this device in its own app.
    .advice = Sign in there once on this device, then try again. A key file of the lock works without an account.
trouble-account-application = This app’s own set-up with the lock’s maker does not work.
    .advice = Tell whoever gave you this app. A key file of the lock works without an account.
trouble-account-refused = The account’s server refuses this.
    .advice = Try later, or do it in the lock’s own app. A key file of the lock works without an account.
trouble-account-not-yet = The account has no new key of the lock yet.
    .advice = Add the lock in its own app, with this account, then try again. A key file of the lock works without an account.
account-both = { $count ->
    [one] Lock and account both know one item.
   *[other] Lock and account both know { $count } items.
}
account-only-lock = { $count ->
    [one] Only the lock knows one item.
   *[other] Only the lock knows { $count } items.
}
account-only-account = { $count ->
    [one] One code is only in the account, as nobody typed it yet. It is saved and put back with the same digits.
   *[other] { $count } codes are only in the account, as nobody typed them yet. They are saved and put back with the same digits.
}
account-lists-missing = The account did not tell { $lists }. What it knows of them is missing.
account-lists-changing = While { $lists } were read, the account kept changing them. Something may be missing.
account-list-details = its details of the lock
account-list-codes = the codes
account-list-fobs = the fobs
account-list-fingers = the fingerprints
account-list-faces = the faces
account-list-palms = the palms
account-list-remotes = the remotes
account-list-keypads = the keypads
account-list-door-sensor = the door sensor
account-list-gateways = the gateways
account-list-people = the keys of other people
account-list-passage = when the door stays open
review-things-more = { $count ->
    [one] And one more thing. Before the reset all of them are listed.
   *[other] And { $count } more things. Before the reset all of them are listed.
}
account-choose-later = Where they differ, the lock’s word counts. You can still choose the account’s before everything is put back.
account-remarks-more = { $count ->
    [one] And one more remark like these.
   *[other] And { $count } more remarks like these.
}
register-at-once = Take over all at once what the old entry has
register-at-once-people = It takes fewer calls. The account may give other people’s old keys along with it, so leave it out if somebody is not to get in any more.
register-calls = { $count ->
    [one] It takes one call of the app’s monthly allowance.
   *[other] It takes up to { $count } calls of the app’s monthly allowance.
}
register-told = { $count ->
    [one] The account was told one item.
   *[other] The account was told { $count } items.
}
register-known = { $count ->
    [one] It had one item already.
   *[other] It had { $count } items already.
}
register-not-tellable = { $count ->
    [one] One code is of a kind that no account can be told: it works at the door all the same.
   *[other] { $count } codes are of kinds that no account can be told: they work at the door all the same.
}
register-refused = { $count ->
    [one] The account refused one item. It is on the lock all the same.
   *[other] The account refused { $count } items. They are on the lock all the same.
}
