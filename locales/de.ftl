### Deutsch. Anrede: Sie.
###
### Ein Wort für eine Sache: lock = Schloss, code = Code (Ziffern am Tastenfeld), fob = Chip (Anhänger, Karte),
### fingerprint = Fingerabdruck, saved copy = Sicherung, recovery key = Wiederherstellungsschlüssel, owner’s key =
### Besitzerschlüssel, owner’s code = Besitzercode, reset = zurücksetzen, add again = neu hinzufügen, trial run = Probelauf,
### clock = Uhr, plan = Plan, report = Bericht, log = Protokoll, phone = Handy, helper = Helfer, bolt = Riegel,
### to seal = versiegeln, throw-away code = Wegwerfcode, sheet of last resort = Notfallblatt.

## The first screen

home-title = Relatch
home-promise = Setzen Sie Ihr Schloss zurück und behalten Sie seine Codes und Chips. Nichts wird gelöscht, bevor es gesichert ist und der Rückweg an Ihrem eigenen Schloss erprobt wurde.
home-privacy = Alles bleibt auf diesem Handy. Relatch hat keinen Server und braucht weder Konto noch Internet.
demo-key-hint = Dies ist eine Vorführung. Tippen Sie das Wort demo: Es steht für den Schlüssel des vorgeführten Schlosses.
home-same-lock = Ein Schloss zurücksetzen und alles zurückbringen
home-same-lock-detail = Codes und Chips sichern, das Schloss zurücksetzen, neu hinzufügen und alles wieder aufspielen.
home-other-lock = Alles auf ein anderes Schloss übertragen
home-other-lock-detail = Für ein Ersatzschloss oder ein zweites Schloss, das dieselben Codes und Chips annehmen soll.
home-from-copy = Eine vorhandene Sicherung verwenden
home-from-copy-detail = Eine Datei von diesem oder einem anderen Handy, mit ihrem Wiederherstellungsschlüssel.
home-entrust = Eine Sicherung für einen Helfer anlegen
home-entrust-detail = Ein Helfer bekommt eine versiegelte Sicherung, die nur er öffnen kann. Ihr Schloss bleibt, wie es ist.
home-journey-nameless = Ein Schloss ohne Namen
home-journey = { $lock }
home-expired = { $count ->
    [one] Die Sicherung von { $lock } sollte bis { $since } aufbewahrt werden. Löschen Sie sie oder behalten Sie sie länger.
   *[other] { $count } Sicherungen sind abgelaufen, die erste ist von { $lock } ({ $since }). Löschen Sie sie oder behalten Sie sie länger.
}

## Steps

step-home = Anfang
step-key = Besitzerschlüssel
step-find = Schloss finden
step-backup = Sichern
step-bring = Sicherung öffnen
step-review = Was gesichert ist
step-recovery-key = Wiederherstellungsschlüssel
step-rehearsal = Probelauf
step-ready = Vor dem Zurücksetzen
step-reset = Zurücksetzen
step-re-add = Neu hinzufügen
step-target = Das andere Schloss
step-clock = Uhr
step-plan = Plan
step-proof = An der Tür
step-import = Zurückbringen
step-report = Bericht
step-erase = Sicherung

## Buttons

button-next = Weiter
button-back = Zurück
button-cancel = Anhalten
button-retry = Noch einmal versuchen
button-go-on = Fortfahren
button-anyway = Trotzdem fortfahren
button-leave = Später fortfahren
button-close = Schließen
button-abandon = Hier beenden
button-other-key = Anderen Schlüssel verwenden
button-save-copy = Sichern
button-pick-file = Datei auswählen
button-share-copy = Sicherung speichern oder senden
button-reveal = Codes anzeigen
button-hide = Codes verbergen
button-trust = Ich kenne diese Sicherung, verwenden
button-end-here = Hier beenden und Sicherung löschen
button-wrote-down = Ich habe ihn aufgeschrieben
button-show-again = Noch einmal anzeigen
button-try = Probelauf starten
button-try-again = Probelauf wiederholen
button-accept-losses = Das nehme ich hin
button-ask-again = Schloss noch einmal fragen
button-reset = Schloss jetzt zurücksetzen
button-prepare-reset = Alles noch einmal prüfen
button-did-it = Ich habe es zurückgesetzt
button-not-now = Nicht jetzt
button-have-key = Ich habe den neuen Schlüssel
button-plan-ok = So ist es richtig
button-plan-again = Schloss noch einmal lesen
button-door-proof = Einen Code an der Tür ausprobieren
button-door-skip = Überspringen
button-door-opened = Ich habe ihn eingetippt
button-import = Alles zurückbringen
button-start-over = Schloss leeren und neu beginnen
button-see-plan = Plan ansehen
button-import-again = Fehlende noch einmal versuchen
button-to-the-end = Weiter
button-share-report = Bericht speichern oder senden
button-sheet = Notfallblatt
button-share-key = Besitzerschlüssel sichern
share-save = Als Datei speichern
share-send = Mit einer anderen App senden
button-erase = Sicherung löschen
button-erase-now = Jetzt löschen
button-keep = 30 Tage aufbewahren
button-keep-longer = 30 weitere Tage aufbewahren

## What runs

task-stopping = Es wird angehalten, sobald klar ist, was auf dem Schloss ist.
task-cancelled = Sie haben angehalten. Sie können jederzeit fortfahren.
task-quarter = { $doing }: { $percent } Prozent
time-left = noch { $time }
work-connecting = Verbindung zum Schloss wird aufgebaut
work-codes = Codes werden gelesen
work-cards = Chips werden gelesen
work-fingerprints = Liste der Fingerabdrücke wird gelesen
work-settings = Einstellungen werden gelesen
work-log = Protokoll des Schlosses wird gelesen
work-rehearsing = Der Rückweg wird erprobt
work-restoring = Codes und Chips werden zurückgebracht
work-pairing = Das Schloss wird hinzugefügt
work-resetting = Das Schloss wird zurückgesetzt

## What is on the lock now

standing-untouched = Ihr Schloss ist, wie es war. Jeder Code und jeder Chip funktioniert.
standing-trials = Ihre Codes und Chips funktionieren. Für einen Augenblick kann ein Wegwerfcode oder eine Wegwerfnummer eines Chips auf dem Schloss sein; Relatch entfernt sie wieder.
standing-resetting = Bis der Befehl zum Zurücksetzen gesendet ist, bleibt Ihr Schloss, wie es war.
standing-unseen = Es ist noch nicht bekannt, ob das Schloss zurückgesetzt wurde. Ihre Sicherung ist in jedem Fall da.
standing-asking = Was jetzt auf dem Schloss ist, weiß man erst, wenn es geantwortet hat. Ihre Codes und Chips sind in der Sicherung.
standing-no-owner = Das Schloss wurde zurückgesetzt und ist leer. Ihre Codes und Chips sind in der Sicherung.
standing-other-owner = Das Schloss gehorcht jetzt einem anderen Schlüssel als Ihrem. Ihre Codes und Chips sind in der Sicherung.
standing-pairing = Das Schloss ist leer, bis die Codes und Chips zurückgebracht sind.
standing-target = Auf das andere Schloss ist noch nichts geschrieben. Ihre Codes und Chips sind in der Sicherung.
standing-added = Das Schloss ist neu hinzugefügt. Noch ist nichts zurückgebracht; Ihre Codes und Chips sind in der Sicherung.
standing-door = Auf dem Schloss kann ein Wegwerfcode sein; Relatch entfernt ihn wieder. Ihre Codes und Chips sind in der Sicherung.
standing-half = Einige Codes und Chips können schon zurück sein, andere noch nicht. Was da ist, funktioniert.
standing-clearing = Einige Codes und Chips können schon entfernt sein. Die der Sicherung werden danach zurückgebracht.
standing-back = Alles, was zurückkommen kann, ist auf dem Schloss.
standing-nothing-done = Relatch hat am Schloss nichts verändert.

## The owner’s key

key-title = Ihr Schlüssel zum Schloss
key-why = Relatch handelt als Besitzer des Schlosses, so wie die App des Schlosses. Dafür braucht es den Besitzerschlüssel.
key-where = Der Schlüssel ist eine Datei oder ein Text, aus der App des Schlosses, aus einem Gateway oder aus Relatch exportiert.
key-file = Eine Datei
key-file-detail = Wählen Sie die Datei auf diesem Handy aus.
key-text = Ein Text
key-text-detail = Fügen Sie den kopierten Schlüssel ein.
key-picking = Wählen Sie die Datei mit dem Schlüssel aus.
key-paste = Schlüssel hier einfügen
key-reading = Der Schlüssel wird gelesen
key-several = { $count ->
    [one] Darin ist ein Schlüssel.
   *[other] Darin sind { $count } Schlüssel. Um welches Schloss geht es?
}
key-of-lock = { $lock }
key-new-title = Der neue Schlüssel zum Schloss
key-new-why = { $lock } hat einen neuen Besitzerschlüssel, seit es neu hinzugefügt wurde. Relatch braucht ihn, um alles zurückzubringen.
key-target-title = Der Schlüssel zum anderen Schloss
key-target-why = Relatch braucht den Besitzerschlüssel des Schlosses, das die Codes und Chips bekommen soll.

## Finding the lock

find-title = Schloss finden
find-stand-close = Stellen Sie sich vor die Tür, höchstens zwei Meter entfernt.
find-touch = Berühren Sie das Tastenfeld, damit das Schloss aufwacht.
find-listening = Das Schloss wird gesucht
find-nothing-heard = Es war gar kein Schloss zu hören. Vielleicht schläft das Schloss, ist zu weit weg, oder seine Batterien sind leer.
find-silent-now = Ihr Schloss war schon zu hören und schweigt jetzt. Es schläft, oder ein anderes Handy oder ein Gateway ist mit ihm verbunden.
find-others-heard = { $count ->
    [one] Ein anderes Schloss war zu hören, Ihres nicht. Vielleicht schläft es.
   *[other] { $count } andere Schlösser waren zu hören, Ihres nicht. Vielleicht schläft es.
}
find-hint-touch = Berühren Sie das Tastenfeld, bis es leuchtet, und versuchen Sie es noch einmal.
find-hint-close = Gehen Sie näher an die Tür.
find-hint-phones = Schließen Sie die App des Schlosses auf allen Handys und ziehen Sie den Stecker des Gateways für eine Weile.
find-hint-saver = Wenn das Handy gerade Akku spart, schalten Sie das aus: Es hört sonst vielleicht zu selten hin.
phone-saves-power = Ihr Handy spart gerade Akku. Schalten Sie das aus: Es hört sonst vielleicht zu selten hin.
find-hint-batteries = Bleibt das Tastenfeld dunkel, wechseln Sie die Batterien.
find-weak = Das Signal ist schwach. Gehen Sie näher heran, bevor Sie fortfahren.
find-weak-nearer = Das Signal ist schwach, wird aber stärker. Gehen Sie weiter auf das Schloss zu.
find-weak-away = Das Signal ist schwach und wird schwächer: Sie entfernen sich vom Schloss. Gehen Sie zu ihm zurück.
find-far = Das Schloss ist kaum zu hören: Das Handy ist zu weit von ihm weg.
find-far-nearer = Das Schloss ist kaum zu hören, aber immer besser. Gehen Sie weiter auf es zu.
find-far-away = Das Schloss ist kaum und immer schlechter zu hören: Sie entfernen sich von ihm. Gehen Sie zu ihm zurück.
find-far-why = So weit weg reißt eine Verbindung leicht ab. Gehen Sie zur Tür und versuchen Sie es noch einmal; stehen Sie schon dort, fahren Sie fort.
find-checking = Der Schlüssel wird ausprobiert
find-met-title = Das ist Ihr Schloss: { $lock }
find-met = Das Schloss hat Ihren Schlüssel angenommen, Sie sind sein Besitzer.
lock-model = Modell: { $model }
lock-address = Adresse: { $address }
lock-firmware = Firmware-Version: { $firmware }
lock-battery = Batterie: { $percent } Prozent
lock-battery-unknown = Das Schloss meldet seinen Batteriestand nicht.

## Saving

backup-title = Sichern
backup-why = Relatch liest jeden Code, jeden Chip und jede Einstellung des Schlosses.
backup-twice = Alles wird zweimal gelesen und muss übereinstimmen. Die Sicherung wird versiegelt, gespeichert, wieder geöffnet und verglichen.
backup-untouched = Auf dem Schloss wird nichts verändert.
backup-doing = { $lock } wird gesichert
entrust-why = Die Sicherung wird für Sie und Ihren Helfer versiegelt. Ihr Helfer kann die Codes darin sehen, sonst niemand.
entrust-key = Bitten Sie Ihren Helfer um seinen öffentlichen Schlüssel. Er beginnt mit „age1“.
entrust-paste = Öffentlicher Schlüssel Ihres Helfers
bring-title = Eine Sicherung verwenden
bring-why = Wählen Sie die Datei der Sicherung aus. Ihr Name endet auf „.relatch“.
bring-key = Wurde sie auf einem anderen Handy angelegt, halten Sie ihren Wiederherstellungsschlüssel bereit.
bring-picking = Wählen Sie die Datei der Sicherung aus.
bring-opening = Die Sicherung wird geöffnet
bring-locked-title = Der Wiederherstellungsschlüssel
bring-locked = Diese Sicherung wurde auf einem anderen Handy versiegelt. Tippen Sie ihren Wiederherstellungsschlüssel ein oder scannen Sie ihn.
bring-recovery = Wiederherstellungsschlüssel

## What is saved

review-title = Was gesichert ist
review-loading = Die Sicherung wird geöffnet
review-saved = Die Sicherung ist gespeichert, wurde wieder geöffnet und stimmt mit dem Schloss überein.
review-opened = Die Sicherung wurde geöffnet und ist ganz lesbar.
review-no-losses = Alles darin kann zurückkommen.
review-losses = { $count ->
    [one] Eines kann nicht zurückkommen. Es ist markiert.
   *[other] { $count } Dinge können nicht zurückkommen. Sie sind markiert.
}
review-general = Folgendes kann keine Sicherung enthalten; es geht mit einem Zurücksetzen verloren:
review-not-made-here = Diese Sicherung wurde nicht auf diesem Handy angelegt. Sehen Sie sie sich an, bevor Sie sie verwenden: Ihre Codes werden Ihre Tür öffnen.
search-nothing = Nichts passt dazu. Suchen Sie nach einer Nummer oder einem Namen.
identify-codes = Um die Codes Ihres Schlosses anzuzeigen
count-codes = { $count ->
    [0] keine Codes
    [one] ein Code
   *[other] { $count } Codes
}
count-fobs = { $count ->
    [0] keine Chips
    [one] ein Chip
   *[other] { $count } Chips
}
count-fingers = { $count ->
    [0] keine Fingerabdrücke
    [one] ein Fingerabdruck
   *[other] { $count } Fingerabdrücke
}
spoken-digits = { $digits }
spoken-hidden = verborgen

## The recovery key

recovery-title = Ihr Wiederherstellungsschlüssel
recovery-loading = Der Wiederherstellungsschlüssel wird geholt
recovery-forgetting = Der Wiederherstellungsschlüssel wird von diesem Handy entfernt
recovery-why = Geht dieses Handy verloren oder kaputt, öffnet dieser Schlüssel die Sicherung auf einem anderen. Er wird nur angezeigt, bis Sie bestätigen, dass Sie ihn aufbewahrt haben.
recovery-how = Schreiben Sie ihn auf Papier ab, Gruppe für Gruppe.
recovery-apart = Bewahren Sie ihn getrennt von der Datei auf. Wer beides hat, kann Ihre Codes lesen.
recovery-ask = Tippen Sie zwei Gruppen von Ihrem Papier ab.
recovery-group = Gruppe { $number }
recovery-kept = Sie haben den Wiederherstellungsschlüssel aufbewahrt. Auf dem Handy ist er nicht mehr.

## The trial run

rehearsal-title = Probelauf an Ihrem Schloss
rehearsal-why = Bevor etwas gelöscht wird, erprobt Relatch den Rückweg an Ihrem eigenen Schloss.
rehearsal-how = Von jeder Art wird ein Wegwerfcode oder eine Wegwerfnummer eines Chips geschrieben, zurückgelesen, verglichen und entfernt. Sie sind zufällig, und niemand kennt sie.
rehearsal-stay = Bleiben Sie an der Tür, bis er beendet ist.
rehearsal-doing = Der Rückweg wird erprobt
rehearsal-held = Der Probelauf ist beendet. Was dafür geschrieben wurde, ist entfernt.
trial-works = { $kind }: Ihr Schloss nimmt sie wieder an.
trial-refused = { $kind }: Ihr Schloss lehnt sie ab. Sie gingen verloren.
trial-differs = { $kind }: Ihr Schloss sagt ja, behält sie aber nicht so, wie sie geschrieben wurden. Sie können verloren gehen.
trial-not-removed = { $kind }: Ihr Schloss nimmt sie an, hat aber den zur Probe geschriebenen Eintrag nicht entfernt.
trial-not-tried = { $kind }: nicht erprobt, weil für keinen weiteren Platz ist.
kind-permanent = Dauerhafte Codes
kind-one-time = Einmalcodes
kind-timed = Codes mit Enddatum
kind-cyclic = Wöchentliche Codes
kind-fob = Chips
kind-long-fob = Chips mit langen Nummern

## Before the reset

ready-title = Vor dem Zurücksetzen
losses-title = Was nicht zurückkommen kann
losses-none = Alles, was gesichert ist, kann zurückkommen.
losses-some = { $count ->
    [one] Dieses eine geht mit dem Zurücksetzen verloren, oder vielleicht:
   *[other] Diese { $count } Dinge gehen mit dem Zurücksetzen verloren, oder vielleicht:
}
ready-why = Haken Sie jede Zeile erst ab, wenn es so ist. Lesen Sie sie gemeinsam mit allen, die bei Ihnen sind, laut vor.
ready-battery = Das Schloss wird nach seiner Batterie gefragt
check-door-open = Die Tür ist offen und kann nicht zufallen
check-door-open-why = Legen Sie einen Keil unter. Bis alles zurück ist, öffnet kein Code und kein Chip.
check-inside = Jemand ist drinnen, oder niemand muss hinein
check-inside-why = Wer drinnen ist, kann von Hand öffnen.
check-mechanical-key = Der mechanische Schlüssel ist zur Hand und ausprobiert
check-mechanical-key-why = Er öffnet das Schloss, was auch geschieht.
check-time = Ich habe eine halbe Stunde Zeit, und das Handy ist geladen
check-time-why = Ein volles Schloss zurückzubringen kann eine Weile dauern.
check-new-battery = Das Schloss hat neue Batterien
check-new-battery-why = Das Schloss meldet seinen Batteriestand nicht. Mit neuen Alkalibatterien sind Sie sicher.
check-gateway = Ich kann das Gateway wieder verbinden
check-gateway-why = Das Zurücksetzen löst das Schloss auch von seinem Gateway oder WLAN. Verbinden Sie es danach in der App des Schlosses neu.
check-fingers = { $count ->
    [one] Ich weiß, wessen Finger neu angelernt werden muss
   *[other] Ich weiß, wessen { $count } Finger neu angelernt werden müssen
}
check-fingers-why = Fingerabdrücke können das Schloss nicht verlassen. Jeder muss an der Tür neu angelernt werden.
check-people = Ich weiß, wen ich wieder einladen muss
check-people-why = Wer mit dem Handy öffnet, verliert mit dem Zurücksetzen seinen Schlüssel. Laden Sie diese Personen in der App des Schlosses wieder ein.
way-why = Wie möchten Sie das Schloss zurücksetzen?
way-air = Über Funk, mit dem Handy
way-air-detail = Empfohlen. Relatch setzt das Schloss zurück und beobachtet es.
way-hand = Mit dem Knopf im Schloss
way-hand-detail = Wenn das Zurücksetzen über Funk nicht gelingt. Relatch zeigt, wie es geht.
way-hand-off = Der Rücksetzknopf ist in den Einstellungen des Schlosses abgeschaltet, er würde nichts bewirken.
typed-title = Zurücksetzen bestätigen
typed-air = Relatch vergleicht { $lock } jetzt noch einmal mit der Sicherung und setzt es dann zurück. Das lässt sich nicht rückgängig machen.
typed-hand = Relatch vergleicht { $lock } jetzt noch einmal mit der Sicherung und zeigt Ihnen dann, wie Sie es zurücksetzen.
typed-how = Um fortzufahren, tippen Sie die Zahl der Codes und Chips in der Sicherung ein: { $number }
typed-warning = Nach dem Zurücksetzen öffnet kein Code, kein Chip und kein Fingerabdruck die Tür, bis sie zurückgebracht sind.
typed-field = Die Zahl

## The reset

reset-title = Zurücksetzen
reset-proof = Unmittelbar vor dem Zurücksetzen wird das Schloss noch einmal gelesen und mit der Sicherung verglichen.
reset-doing = Das Schloss wird geprüft und zurückgesetzt
reset-preparing = Das Schloss wird geprüft
reset-asking = Das Schloss wird gefragt, was es jetzt ist
buttons-title = Von Hand zurücksetzen
buttons-proved = Alles ist gesichert und verglichen. Sie dürfen das Schloss jetzt zurücksetzen.
buttons-where = Der Rücksetzknopf ist innen, an dem Teil des Schlosses mit den Batterien.
buttons-open-keypad = Nehmen Sie innen an der Tür den Batteriedeckel ab.
buttons-open-other = Nehmen Sie den Deckel ab, innen an der Tür oder am Ende des Schlosses.
buttons-find = Suchen Sie das kleine Loch oder den Knopf mit der Aufschrift „reset“.
buttons-hold = Halten Sie ihn mit einem Stift etwa fünf Sekunden lang gedrückt, während die Batterien eingelegt sind.
buttons-listen = Warten Sie, bis das Schloss piept oder spricht. Verlangt es einen Code, tippen Sie 000 und dann #. Berühren Sie dann das Tastenfeld.
buttons-warning = Halten Sie die Tür offen.

## Asking the lock

recover-title = Wo waren wir?
recover-why = Etwas wurde nicht fertig, oder das Schloss ist nicht wie erwartet. Relatch fragt das Schloss, bevor es irgendetwas tut.
recover-doing = Das Schloss wird gefragt, was es jetzt ist

## Adding it again

re-add-title = Schloss neu hinzufügen
re-add-why = Das Schloss hat jetzt keinen Besitzer. Wie soll es neu hinzugefügt werden?
re-add-here = Mit Relatch
re-add-here-detail = Schnell. Der neue Schlüssel wird auf diesem Handy aufbewahrt; Sie können ihn mitnehmen.
re-add-own-app = In der App des Schlosses
re-add-own-app-detail = Wenn Sie diese App weiter verwenden möchten. Relatch braucht dann den neuen Schlüssel aus ihr.
re-add-key-first = Der neue Schlüssel wird auf diesem Handy gespeichert, bevor das Schloss ihn bekommt.
re-add-doing = Das Schloss wird hinzugefügt
re-add-checking = Der neue Schlüssel wird ausprobiert
own-app-title = In der App des Schlosses hinzufügen
own-app-how = Öffnen Sie die App des Schlosses, fügen Sie das Schloss dort als neues hinzu und schließen Sie die App.
own-app-then = Kommen Sie dann mit dem neuen Besitzerschlüssel zurück, als Datei oder Text.
no-key-title = Das Schloss antwortet nicht
target-title = Das Schloss, das alles bekommt
target-why = Welches Schloss soll die Codes und Chips annehmen?
target-here = Ein neues Schloss oder ein zurückgesetztes
target-here-detail = Relatch wird sein Besitzer.
target-key = Ein Schloss, dessen Schlüssel ich habe
target-key-detail = Es behält, was darauf ist; Codes und Chips kommen hinzu.
target-listen = Berühren Sie das Tastenfeld des neuen Schlosses.
target-listening = Neue Schlösser werden gesucht
target-which = Welches davon ist es?

## Clock and plan

clock-title = Die Uhr des Schlosses
clock-why = Codes mit Datum hängen von ihr ab, darum wird sie gestellt, bevor ein Code geschrieben wird.
clock-doing = Die Uhr wird gestellt
clock-not-set = Dieses Schloss hat keine Uhr, die man stellen kann. Codes mit Datum funktionieren vielleicht nicht wie vorher.
clock-set = Die Uhr wurde gestellt und zurückgelesen.
clock-was-right = Die Uhr ging richtig.
clock-was-off = Die Uhr ging { $time } falsch. Sie wurde gestellt und zurückgelesen.
plan-title = Was zurückgebracht wird
plan-doing = Das Schloss wird gelesen und der Plan gemacht
plan-why = Noch wird nichts geschrieben. Nehmen Sie den Haken weg, wo etwas wegbleiben soll.
plan-other-model = Dieses Schloss kann nicht alles, was das alte konnte. Was nicht passt, ist markiert.
plan-count-written = { $count ->
    [one] Einer wird zurückgebracht
   *[other] { $count } werden zurückgebracht
}
plan-count-skipped = { $count ->
    [one] Einer wird übersprungen
   *[other] { $count } werden übersprungen
}
plan-count-refused = { $count ->
    [one] Einer kann nicht zurückkommen
   *[other] { $count } können nicht zurückkommen
}
plan-expired = Auch abgelaufene
plan-one-time = Auch Einmalcodes, obwohl sie schon benutzt sein können
plan-replace = Wo das Schloss dieselbe Nummer hat, die gesicherten Zeiten nehmen
plan-owner-code = Den Besitzercode auf dem Schloss lassen, wie er ist
plan-account-word = { $item }: wie das Konto sagt, { $when }
plan-account-word-lock = Das Schloss sagte: { $when }
plan-account-words = { $count ->
    [one] Bei einem Eintrag die Zeiten des Kontos nehmen
   *[other] Bei { $count } Einträgen, wo sie sich unterscheiden, die Zeiten des Kontos nehmen
}
fate-add = hinzufügen
fate-change = ändern
fate-skip = überspringen
fate-refuse = nicht möglich
reason-missing = nicht auf dem Schloss
reason-there = schon da
reason-other-value = das Schloss hat einen anderen Wert
reason-target-kept = das Schloss hat diese Nummer mit anderen Zeiten, sie bleiben
reason-replaced = das Schloss hat diese Nummer mit anderen Zeiten, sie werden ersetzt
reason-schedule-unread = schon da; seine Wochenzeiten lassen sich nicht lesen und werden neu geschrieben
reason-not-chosen = nicht ausgewählt
reason-no-room = kein Platz auf dem Schloss

## At the door

door-title = An der Tür ausprobieren
door-why = Bevor alles zurückgebracht wird, zeigt ein Wegwerfcode, dass Tastenfeld und Riegel funktionieren.
door-how = Sie tippen ihn ein, der Riegel bewegt sich, und im Protokoll des Schlosses muss er stehen. Dann wird der Code entfernt.
door-writing = Der Code wird geschrieben
door-type = Tippen Sie diesen Code am Tastenfeld ein und drücken Sie dann # oder das Häkchen.
door-check-typed = Der Code wurde eingetippt
door-check-moved = Der Riegel hat sich bewegt
door-looking = Das Protokoll des Schlosses wird nachgesehen
door-removing = Der Code wird entfernt
door-seen = Der Code steht im Protokoll des Schlosses. Das Tastenfeld funktioniert, und der Code ist entfernt.
door-skipped = Es wurde nicht gesehen, dass das Tastenfeld funktioniert. Der Wegwerfcode ist nicht mehr auf dem Schloss.

## Putting back

import-title = Alles zurückbringen
import-stay = Bleiben Sie an der Tür und lassen Sie diesen Bildschirm offen.
import-doing = Alles wird auf { $lock } zurückgebracht
import-clearing = Das Schloss wird geleert
import-half = Das Zurückbringen wurde begonnen und ist nicht fertig.
import-half-safe = Sie können gefahrlos fortfahren: Nichts wird zweimal geschrieben.
confirm-start-over = Jeder Code und jeder Chip auf dem Schloss wird entfernt und dann aus der Sicherung neu geschrieben. Wirklich?

## Report

report-title = Bericht
report-loading = Der Bericht wird geladen
report-proved = Alles, was zurückkommen kann, ist zurück. Jedes wurde vom Schloss gelesen und verglichen.
report-all-it-takes = Alles, was dieses Schloss annimmt, ist darauf. Jedes wurde vom Schloss gelesen und verglichen. Was es nicht annimmt, steht unten.
report-not-proved = Noch ist nicht alles zurück. Was fehlt, steht unten.
report-written = { $count ->
    [one] Eines wurde auf das Schloss geschrieben
   *[other] { $count } Dinge wurden auf das Schloss geschrieben
}
report-copy = In der Sicherung: { $items }
report-nothing-written = Es wurde nichts geschrieben.
report-door-seen = An der Tür wurde ein Code ausprobiert.
report-door-skipped = An der Tür wurde kein Code ausprobiert.
report-not-restorable = { $count ->
    [one] Eines konnte nicht zurückkommen, wie vorher gesagt.
   *[other] { $count } Dinge konnten nicht zurückkommen, wie vorher gesagt.
}
report-extra = { $count ->
    [one] Einer ist auf dem Schloss, der nicht in der Sicherung ist.
   *[other] { $count } sind auf dem Schloss, die nicht in der Sicherung sind.
}
missing-failed = ist in anderer Form auf dem Schloss, als gesichert
missing-not-listed = das Schloss hat es angenommen und hat es nicht
missing-not-there = nicht so auf dem Schloss, wie es gesichert ist
missing-left-out = weggelassen, wie Sie es wollten
identify-sheet = Um ein Blatt mit allen Codes in Klartext zu erstellen
identify-key = Um den Besitzerschlüssel Ihres Schlosses herauszugeben
to-do-try-code = Probieren Sie einen Ihrer Codes aus
to-do-try-both = Probieren Sie einen Ihrer Codes und einen Ihrer Chips aus
to-do-key = Den neuen Besitzerschlüssel des Schlosses dort sichern, wo Sie Wichtiges aufbewahren
to-do-fingers = { $count ->
    [one] Lernen Sie den Fingerabdruck neu an
   *[other] Lernen Sie { $count } Fingerabdrücke neu an
}
to-do-people = Laden Sie die Personen wieder ein, die mit dem Handy öffnen
to-do-gateway = Verbinden Sie Gateway oder WLAN wieder
to-do-account = Bringen Sie das Schloss ins Konto seiner eigenen App: Die nächsten Seiten helfen dabei
to-do-old-lock = Setzen Sie das alte Schloss zurück, bevor Sie es weggeben

## The saved copy in the end

erase-title = Die Sicherung
erase-proved = Alles ist zurück, die Sicherung wird also nicht mehr gebraucht.
erase-not-proved = Nicht alles wurde von einem Schloss zurückgelesen.
erase-entrusted = Geben Sie die Sicherung zuerst Ihrem Helfer. Ihr Helfer öffnet sie mit dem eigenen Schlüssel.
erase-what = Zuerst wird ihr Schlüssel auf diesem Handy vernichtet, dann die Datei.
erase-not-in-account = Das Konto der App des Schlosses weiß noch nicht alles. Gehen Sie zurück zum Bericht und von dort weiter, um es zu melden.
erase-key = Nur dieses Handy hat jetzt den Besitzerschlüssel Ihres Schlosses. Sichern Sie ihn auch anderswo: Ohne ihn kann das Schloss nur von Hand zurückgesetzt werden.
erase-warning = Nach dem Löschen ist endgültig verloren, was nur in dieser Sicherung ist.
confirm-erase = Die Sicherung endgültig löschen?
erase-type = Diese Sicherung enthält Dinge, die von keinem Schloss zurückgelesen wurden. Um sie trotzdem zu löschen, tippen Sie ein, wie viele: { $number }
erase-doing = Die Sicherung wird gelöscht
receipt-title = Gelöscht
receipt-erased = Der Schlüssel wurde vernichtet und die Datei entfernt: { $when }.
receipt-cannot = Kopien der Datei, die Sie weggegeben haben oder die in einem Backup des Handys liegen, sind nicht gelöscht.
receipt-others = { $count ->
    [one] Ein weiterer Schlüssel öffnet solche Kopien noch: Ihr Wiederherstellungsschlüssel oder der Ihres Helfers.
   *[other] { $count } weitere Schlüssel öffnen solche Kopien noch: Ihr Wiederherstellungsschlüssel und der Ihres Helfers.
}
kept-title = Die Sicherung wird aufbewahrt
kept-why = Sie können sie jederzeit löschen.
kept-until = Sie werden ab diesem Zeitpunkt daran erinnert: { $when }.
kept-over = Sie sollte bis { $when } aufbewahrt werden. Löschen Sie sie, oder behalten Sie sie länger.

## Items

item-code = Code { $number }
item-code-named = Code { $number }, { $name }
item-fob = Chip { $number }
item-fob-named = Chip { $number }, { $name }
item-finger = Fingerabdruck { $number }
item-finger-named = Fingerabdruck { $number }, { $name }
item-owner-code = Der Besitzercode
item-thing = { $thing } { $number }
item-thing-named = { $thing } { $number }, { $name }
thing-face = Gesicht
thing-palm = Handfläche
thing-remote = Fernbedienung
thing-keypad = Tastenfeld
thing-door-sensor = Türsensor
thing-gateway = Gateway
thing-qr-code = QR-Code
thing-person = Handy-Schlüssel
thing-unused-code = Unbenutzter Code
item-general = Allgemein
general-kind = { $kind }: { $why }
setting-auto-lock = Einstellung: schließt von selbst ab
setting-sound = Einstellung: Ton
setting-remote-unlock = Einstellung: Öffnen aus der Ferne
setting-show-code = Einstellung: zeigt den Code an
setting-passage = Einstellung: Zeiten, in denen die Tür offen bleibt
setting-lamp = Einstellung: Lampe
setting-freeze = Einstellung: eingefroren
setting-sensitivity = Einstellung: Empfindlichkeit
setting-switches = Einstellung: Alarm, Privatschaltung und Rücksetztaste
when-always = immer
when-once = einmal
when-cyclic = wöchentliche oder tägliche Zeiten
when-from = ab { $start }
when-until = bis { $end }
when-between = { $start } bis { $end }
hint-weak = Leicht zu erraten.
hint-was-changed = Er wurde einmal geändert; geschrieben wird, was die Tür jetzt öffnet.
hint-not-yet = Öffnet noch nicht.
hint-over = Ist abgelaufen.
hint-opens-again = Ist vielleicht schon benutzt worden; er würde noch einmal öffnen.
hint-no-clock = Dieses Schloss hat keine Uhr.
hint-present-unknown = Das Schloss meldet den jetzigen Wert nicht.
hint-parts-lacking = Dieses Schloss hat nicht alle Teile davon.
hint-schedule-lost = Dieses Schloss kann seine Wochenzeiten nicht annehmen.
hint-schedule-unproved = Seine Wochenzeiten werden geschrieben und lassen sich nicht zurücklesen.

## Why something cannot come back

obstacle-odd = Das Schloss führt es in einer Form auf, die niemand versteht. Es bleibt in der Sicherung.
obstacle-not-digits = Es sind nicht 4 bis 9 Ziffern, kein Schloss nimmt es an.
obstacle-one-time = Einmalcode; wenn das Schloss ihn aufführt, ist er meist schon benutzt.
obstacle-expired = Ist abgelaufen.
obstacle-no-keypad = Dieses Schloss hat kein Tastenfeld.
obstacle-no-reader = Dieses Schloss liest keine Chips.
obstacle-no-cyclic = Dieses Schloss nimmt wöchentliche Codes nicht wieder an.
obstacle-no-clock = Dieses Schloss hat keine Uhr.
obstacle-doubled = Hat dieselbe Nummer wie { $of }.
obstacle-is-owner-code = Ist zugleich der Besitzercode, der die Tür ohnehin öffnet.
obstacle-refused = Im Probelauf hat das Schloss diese Art abgelehnt. { $why }
obstacle-unreliable = Im Probelauf behielt das Schloss diese Art nicht so, wie sie geschrieben wurde.
obstacle-finger = Fingerabdrücke können das Schloss nicht verlassen. Lernen Sie den Finger neu an.
obstacle-face = Gesichter können das Schloss nicht verlassen. Lernen Sie das Gesicht neu an.
obstacle-schedule-unsupported = Dieses Schloss kann seine Wochenzeiten nicht annehmen.
obstacle-schedules-unread = Wochenzeiten von Chips lassen sich nicht aus einem Schloss lesen. Ein solcher Chip wird zu jeder Zeit öffnen.
obstacle-setting-unread = Das Schloss hat diese Einstellung nicht verraten. { $why }
obstacle-setting-lacking = Dieses Schloss hat diese Einstellung nicht.
obstacle-setting-range = Dieses Schloss nimmt diesen Wert nicht an.
obstacle-freeze = Ein eingefrorenes Schloss lehnt alles andere ab. Frieren Sie es am Ende selbst wieder ein.
obstacle-owner-code-unread = Der Besitzercode ließ sich nicht lesen. Es wird einen anderen geben.
obstacle-owner-code-is-code = Der Besitzercode ist ein gewöhnlicher Code dieses Schlosses.
obstacle-unused-generated = Codes, die die App des Schlosses erzeugt und noch niemand eingetippt hat: Das Schloss kennt sie nicht.
obstacle-never-typed = Das Konto hat ihn erzeugt, und noch niemand hat ihn eingetippt. Keinem Schloss kann man ihn mitteilen: Erzeugen Sie einen neuen.
obstacle-pair-again = Verbinden Sie es wieder.
obstacle-enrol-again = Lernen Sie es wieder an.
obstacle-make-again = Erzeugen Sie einen neuen.
obstacle-invite-again = Laden Sie die Person wieder ein.
obstacle-phone-keys = Personen, die mit dem Handy öffnen: Laden Sie sie wieder ein.
obstacle-log = Das Protokoll des Schlosses, wer geöffnet hat.
obstacle-network = Die Netzwerkeinstellungen des Schlosses.
obstacle-accessory = Fernbedienungen, Tastenfelder und Sensoren: Verbinden Sie sie wieder.
obstacle-not-rehearsed-full = Es ließ sich nicht erproben: Das Schloss ist voll.
obstacle-not-rehearsed-number = Es ließ sich nicht erproben: Jede Nummer ist vergeben.
obstacle-not-removed = Der Wegwerfeintrag des Probelaufs konnte nicht entfernt werden. { $why }

## The pages: the report, with codes hidden, and the sheet of last resort. The language and its direction are for the browser.

doc-language = de
doc-direction = ltr
doc-report-title = Bericht über { $lock }
doc-report-when = Zurückgelesen und verglichen: { $when }.
doc-missing = Was fehlt
doc-items = Was in der Sicherung ist
doc-items-masked = Codes und Nummern von Chips sind auf dieser Seite verborgen.
doc-sheet-title = Notfallblatt für { $lock }
doc-sheet-warning = Jeder Code auf diesem Blatt öffnet Ihre Tür. Bewahren Sie es auf wie einen Schlüssel und vernichten Sie es, sobald Sie es nicht mehr brauchen. Mit ihm lässt sich alles von Hand in der App des Schlosses neu eingeben.
doc-owner-code = Der Besitzercode: { $code }
doc-column-what = Was
doc-column-number = Nummer
doc-column-when = Wann es gilt
doc-column-notes = Hinweise
doc-made-by = Erstellt mit { $program }

## In a terminal: how to answer, the virtual lock, and what its position code says

terminal-how = Antworten Sie mit der Nummer und drücken Sie die Eingabetaste; wo abgehakt wird, haken mehrere Nummern mehrere Zeilen ab. q verlässt das Programm, ? zeigt dies noch einmal.
terminal-stop = Strg-C hält an, was läuft. Bei einer Frage verlässt es das Programm; der nächste Start macht dort weiter.
terminal-letters = Die sechs Buchstaben in eckigen Klammern sagen dem Support, wo Sie sind.
terminal-hands = Am Schloss: t berührt das Tastenfeld, k 1234# tippt darauf, r hält den Rücksetzknopf innen gedrückt, n legt neue Batterien ein.
terminal-demo-key = Dies ist eine Vorführung mit einem virtuellen Schloss. Wo nach dem Besitzerschlüssel gefragt wird, tippen Sie: demo
terminal-demo-kept = Eine früher begonnene Vorführung ist noch nicht zu Ende.
terminal-begin-anew = Neu beginnen
terminal-goes-on = Sie machen dort weiter, wo Sie aufgehört haben.
terminal-one-way = nicht rückgängig zu machen
terminal-no-answer = Das ist keine der Antworten.
terminal-yes = Ja
terminal-no = Nein
terminal-more = { $count ->
    [one] Eine weitere Zeile wird nicht gezeigt. Mit + sehen Sie die nächsten, mit / und einem Wort suchen Sie.
   *[other] { $count } weitere Zeilen werden nicht gezeigt. Mit + sehen Sie die nächsten, mit / und einem Wort suchen Sie.
}
terminal-which-file = Tippen Sie den Pfad der Datei. Eine leere Zeile führt zurück.
terminal-no-file = Diese Datei kann nicht gelesen werden: { $path }
terminal-where-to = Tippen Sie, wohin { $name } geschrieben werden soll: ein Ordner oder eine Datei. Bei einer leeren Zeile wird nichts geschrieben.
terminal-written = Geschrieben nach { $path }
terminal-exists = Dort liegt schon etwas: { $path }
terminal-not-written = Dorthin kann nicht geschrieben werden: { $path }
terminal-bolt-shut = Riegel: verriegelt
terminal-bolt-open = Riegel: offen
terminal-light-off = Licht: aus
terminal-light-on = Licht: an
terminal-light-waiting = Licht: blinkt, kein Besitzer
terminal-light-asleep = Licht: aus, schläft
terminal-beep-opened = Ein Piepton, der Riegel öffnet.
terminal-beep-wrong = Drei kurze Pieptöne: kein Code, der jetzt öffnet.
terminal-beep-refused = Drei kurze Pieptöne: Es tut nichts.
terminal-beep-reset = Ein langer Piepton: Alles ist gelöscht.
terminal-beep-added = Zwei Pieptöne: Es hat einen Besitzer.
terminal-beep-stored = Ein Piepton: Etwas wurde gespeichert.
terminal-beep-touched = Ein Piepton, das Tastenfeld leuchtet.
terminal-beep-started = Zwei Pieptöne: neue Batterien.
terminal-kind-text = etwas zu lesen
terminal-kind-choices = eine Auswahl
terminal-kind-checklist = Punkte zum Abhaken
terminal-kind-form = etwas einzutippen
terminal-kind-progress = Arbeit, die läuft
terminal-kind-items = die Liste der Codes und Chips
terminal-kind-plan = der Plan, Zeile für Zeile
terminal-kind-code = der Wiederherstellungsschlüssel
terminal-kind-proof = ein Code zum Ausprobieren an der Tür
terminal-kind-report = der Bericht

## When Relatch itself fails

fault-title = In Relatch ist etwas schiefgegangen
abandoned-title = Beendet

## Dates, spans and lists. A month comes as its number, hours and minutes in two digits.

date-time = { $day }. { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
} { $year }, { $hour }:{ $minute } Uhr
date-odd = { $text }
span-seconds = { $count ->
    [one] etwa { $count } Sekunde
   *[other] etwa { $count } Sekunden
}
span-minutes = { $count ->
    [one] etwa eine Minute
   *[other] etwa { $count } Minuten
}
span-hours = { $count ->
    [one] etwa eine Stunde
   *[other] etwa { $count } Stunden
}
span-days = { $count ->
    [one] etwa einen Tag
   *[other] etwa { $count } Tage
}
span-years = { $count ->
    [one] etwa ein Jahr
   *[other] etwa { $count } Jahre
}
list-pair = { $first } und { $second }
list-middle = { $one }, { $rest }
list-end = { $before } und { $last }

## Troubles: what happened, and what to do. What is on the lock now stands beside it.
## The radio

trouble-radio-off = Bluetooth ist ausgeschaltet.
    .advice = Schalten Sie Bluetooth ein. Relatch fährt dann von selbst fort.
trouble-radio-not-permitted = Relatch darf auf diesem Handy Bluetooth nicht verwenden.
    .advice = Erlauben Sie es in den Einstellungen des Handys, bei den Berechtigungen von Relatch. Relatch verwendet es nur für Ihr Schloss.
trouble-place-not-permitted = Android lässt Relatch nur mit der Berechtigung für den Standort nach Schlössern suchen.
    .advice = Erlauben Sie es, wenn das Handy fragt, oder in den Einstellungen bei den Berechtigungen von Relatch. Relatch fragt nicht, wo Sie sind; vor Android 12 heißt die Berechtigung für Bluetooth so.
trouble-place-off = Der Standort ist auf diesem Handy ausgeschaltet.
    .advice = Schalten Sie ihn ein und versuchen Sie es noch einmal. Vor Android 12 hört ein Handy kein Schloss, solange er aus ist. Relatch fragt nicht, wo Sie sind.
trouble-no-radio = Dieses Handy hat kein Bluetooth, das ein Schloss erreicht.
    .advice = Verwenden Sie ein anderes Handy. Eine Sicherung kann mitgehen: ihre Datei und ihr Wiederherstellungsschlüssel.
trouble-radio-failed = Das Bluetooth des Handys funktioniert nicht mehr.
    .advice = Schalten Sie Bluetooth aus und wieder ein und versuchen Sie es noch einmal. Hilft das nicht, starten Sie das Handy neu; Relatch fährt fort, wo es war.
trouble-radio-missing = Hier gibt es kein Bluetooth, das diese Version von Relatch benutzen kann.
    .advice = Es wurde nichts verändert. Nehmen Sie ein Handy mit Bluetooth und eine Version von Relatch, die es benutzen kann; die Vorführung geht auch ohne.
trouble-gateway-unreachable = Das Gateway ist nicht zu erreichen.
    .advice = Prüfen Sie, ob es eingeschaltet und im selben Netz ist, und seine Adresse. Am Schloss hat das nichts verändert.
trouble-gateway-login = Das Gateway nimmt diesen Benutzer und dieses Passwort nicht an.
    .advice = Geben Sie die an, die im Gateway eingestellt sind. Am Schloss hat das nichts verändert.
trouble-not-in-reach = Das Schloss war nicht zu hören.
    .advice = Stellen Sie sich direkt vor die Tür, berühren Sie das Tastenfeld, bis es leuchtet, und versuchen Sie es noch einmal. Bleibt es dunkel, wechseln Sie die Batterien.
trouble-held = Das Schloss ist da, lässt das Handy aber keine Verbindung aufbauen.
    .advice = Schließen Sie die App des Schlosses auf allen Handys in der Nähe und ziehen Sie den Stecker des Gateways. Warten Sie eine Minute, berühren Sie das Tastenfeld und versuchen Sie es noch einmal.
trouble-link-lost = Die Verbindung zum Schloss ist abgebrochen.
    .advice = Gehen Sie näher an die Tür, berühren Sie das Tastenfeld und versuchen Sie es noch einmal. Relatch sieht zuerst nach, was auf dem Schloss ist, und fährt von dort fort.
trouble-silent = Das Schloss hat nicht rechtzeitig geantwortet.
    .advice = Berühren Sie das Tastenfeld, damit das Schloss wach bleibt, und versuchen Sie es noch einmal.
trouble-garbled = Die Antwort des Schlosses kam beschädigt an.
    .advice = Gehen Sie näher an die Tür und weg von anderen Geräten, und versuchen Sie es noch einmal.

## The lock

trouble-not-served = Mit dieser Art von Schloss kann Relatch nicht arbeiten.
    .advice = Verwenden Sie für dieses Schloss seine eigene App. Setzen Sie es nicht zurück, solange seine Codes und Chips gebraucht werden.
trouble-other-lock = Das Schloss in Reichweite ist nicht das erwartete.
    .advice = Gehen Sie zur richtigen Tür. Wurde das Schloss ausgetauscht, beginnen Sie auf dem ersten Bildschirm neu und wählen Sie, alles auf ein anderes Schloss zu übertragen.
trouble-no-owner = Das Schloss hat keinen Besitzer: Jemand hat es zurückgesetzt.
    .advice = Mit einer Sicherung lässt sich alles zurückbringen: Wählen Sie auf der ersten Seite „{ home-from-copy }“. Ohne Sicherung müssen Codes und Chips neu eingerichtet werden.
trouble-still-owned = Das Schloss hat noch einen Besitzer und kann darum nicht hinzugefügt werden.
    .advice = Sind Sie der Besitzer, verwenden Sie Ihren Besitzerschlüssel oder setzen Sie das Schloss erst zurück. Ist es jemand anders, bitten Sie darum, das Schloss in der App zu löschen.
trouble-battery-low = Die Batterien des Schlosses sind zum Zurücksetzen zu schwach.
    .advice = Legen Sie neue Alkalibatterien ein, alle auf einmal, und fragen Sie das Schloss noch einmal. Ein Batteriewechsel löscht nichts.
trouble-battery-unknown = Das Schloss meldet nicht, wie voll seine Batterien sind.
    .advice = Legen Sie neue Alkalibatterien ein, alle auf einmal, und bestätigen Sie es.
trouble-reset-button-off = Der Rücksetzknopf ist in den Einstellungen des Schlosses abgeschaltet.
    .advice = Setzen Sie das Schloss über Funk zurück oder schalten Sie den Rücksetzknopf in der App des Schlosses ein.
trouble-clock-wrong = Das Schloss nimmt die richtige Zeit nicht an.
    .advice = Berühren Sie das Tastenfeld und versuchen Sie es noch einmal. Geschieht es wieder, nehmen Sie die Batterien eine Minute lang heraus und legen Sie sie wieder ein.
trouble-not-reset = Das Schloss wurde nicht zurückgesetzt: Es ist, wie es war.
    .advice = Versuchen Sie das Zurücksetzen noch einmal. Mit der Taste innen: Halten Sie sie gedrückt, bis das Schloss piept oder spricht, und tun Sie, worum es bittet.
trouble-reset-unseen = Die Verbindung endete, bevor klar war, ob das Schloss zurückgesetzt wurde.
    .advice = Berühren Sie das Tastenfeld und versuchen Sie es noch einmal. Relatch fragt das Schloss, was es jetzt ist; es setzt es nicht ein zweites Mal zurück.
trouble-pair-unsure = Das Schloss hat nicht bestätigt, dass es den neuen Schlüssel angenommen hat.
    .advice = Berühren Sie das Tastenfeld und versuchen Sie es noch einmal. Der neue Schlüssel ist auf diesem Handy gespeichert; Relatch fragt das Schloss, ob es ihn hat.
trouble-not-seen-at-door = Im Protokoll des Schlosses steht der Code nicht.
    .advice = Tippen Sie den Code noch einmal ein, drücken Sie # oder das Häkchen und achten Sie auf den Riegel. Lassen Sie Relatch dann noch einmal nachsehen.

## The owner’s key

trouble-key-unreadable = Das ist kein Schlüssel zu einem Schloss.
    .advice = Wählen Sie die Datei aus oder kopieren Sie den ganzen Text, genau so, wie er als Besitzerschlüssel exportiert wurde.
trouble-key-damaged = Der Schlüssel ist beschädigt oder wurde unterwegs verändert.
    .advice = Exportieren Sie den Schlüssel noch einmal und senden Sie ihn als Datei, damit nichts abgeschnitten wird.
trouble-key-newer = Der Schlüssel hat eine Form, die nur ein neueres Relatch lesen kann.
    .advice = Aktualisieren Sie Relatch und verwenden Sie den Schlüssel dann noch einmal.
trouble-key-guest = Das ist der Schlüssel eines Gastes. Mit ihm lässt sich das Schloss weder lesen noch zurücksetzen.
    .advice = Bitten Sie den Besitzer des Schlosses um den Besitzerschlüssel.
trouble-key-incomplete = Diesem Schlüssel fehlt ein Teil, den der Besitzer braucht.
    .advice = Exportieren Sie den Besitzerschlüssel noch einmal, mit dem Konto, das das Schloss hinzugefügt hat.
trouble-key-other = Dieser Schlüssel gehört zu einem anderen Schloss.
    .advice = Verwenden Sie den Schlüssel dieses Schlosses. Die Adresse im Schlüssel muss die Adresse des Schlosses sein.
trouble-key-silent = Das Schloss ist da und antwortet auf diesen Schlüssel nicht.
    .advice = Berühren Sie das Tastenfeld und versuchen Sie es noch einmal. Schweigt das Schloss weiter, ist der Schlüssel aus der Zeit vor einem Zurücksetzen: Exportieren Sie den Besitzerschlüssel noch einmal aus der App des Schlosses und verwenden Sie den neuen.
trouble-key-refused = Das Schloss lehnt diesen Schlüssel ab. Er ist wahrscheinlich aus der Zeit vor einem Zurücksetzen.
    .advice = Exportieren Sie den Besitzerschlüssel noch einmal aus der App des Schlosses und verwenden Sie den neuen.
trouble-no-key-works = Das Schloss ist da, antwortet aber auf keinen Ihrer Schlüssel. Vielleicht ist es nicht aufgewacht, oder jemand hat es zurückgesetzt und neu hinzugefügt.
    .advice = Berühren Sie das Tastenfeld und fragen Sie das Schloss noch einmal. Hat es jemand zurückgesetzt und in seiner eigenen App hinzugefügt, holen Sie von dort den neuen Besitzerschlüssel.
trouble-helper-key-wrong = Das ist kein öffentlicher Schlüssel eines Helfers.
    .advice = Bitten Sie Ihren Helfer noch einmal um seinen öffentlichen Schlüssel und fügen Sie ihn ganz ein. Er beginnt mit „age1“.
trouble-key-twice = Für dieses Schloss gibt es zwei verschiedene Schlüssel.
    .advice = Entfernen Sie den alten Schlüssel oder exportieren Sie einen frischen aus der App des Schlosses und verwenden Sie nur diesen.

## The saved copy

trouble-copy-missing = Die Datei der Sicherung ist nicht da.
    .advice = Suchen Sie sie dort, wo Sie sie aufbewahrt haben: in den Dateien dieses Handys, auf einem anderen Gerät oder in einer Nachricht, die Sie verschickt haben.
trouble-copy-foreign = Diese Datei ist keine Sicherung eines Schlosses.
    .advice = Wählen Sie eine Datei aus, deren Name auf „.relatch“ endet.
trouble-copy-damaged = Die Sicherung ist beschädigt.
    .advice = Verwenden Sie ein anderes Exemplar der Datei, falls Sie eines weggegeben haben. Setzen Sie das Schloss mit diesem nicht zurück. Relatch lässt die Datei, wie sie ist.
trouble-copy-newer = Die Sicherung wurde von einem neueren Relatch angelegt.
    .advice = Aktualisieren Sie Relatch und öffnen Sie die Sicherung dann noch einmal. Relatch lässt die Datei, wie sie ist.
trouble-copy-locked = Kein Schlüssel auf diesem Handy öffnet die Sicherung.
    .advice = Tippen Sie ihren Wiederherstellungsschlüssel ein oder öffnen Sie die Sicherung auf dem Handy, das sie angelegt hat.
trouble-copy-not-made-here = Die Sicherung wurde nicht auf diesem Handy angelegt.
    .advice = Sehen Sie sie zuerst durch. Fahren Sie nur fort, wenn Sie wissen, wer sie angelegt hat: Ihre Codes werden Ihre Tür öffnen.
trouble-copy-of-other-lock = Die Sicherung ist von einem anderen Schloss.
    .advice = Wählen Sie die Sicherung dieses Schlosses. Um diese Sicherung auf ein anderes Schloss zu bringen, beginnen Sie auf dem ersten Bildschirm neu.
trouble-copy-outdated = Die Sicherung ist aus der Zeit, bevor dieses Schloss neu hinzugefügt wurde.
    .advice = Sichern Sie das Schloss neu, so wie es jetzt ist.
trouble-copy-not-as-written = Das Handy hat die Sicherung nicht richtig gespeichert.
    .advice = Sorgen Sie für freien Speicher auf dem Handy und sichern Sie noch einmal.
trouble-copy-key-volatile = Dieses Gerät würde den Schlüssel zur Sicherung beim nächsten Neustart vergessen.
    .advice = Verwenden Sie ein Handy oder einen Computer mit einem sicheren Speicher, der bleibt. Ohne ihn beginnt Relatch nicht.
trouble-readings-disagree = Das Schloss wurde zweimal gelesen, und die beiden Male unterscheiden sich.
    .advice = Achten Sie darauf, dass währenddessen niemand Codes oder Chips ändert, und versuchen Sie es noch einmal.
trouble-lock-changed = Auf dem Schloss hat sich etwas geändert, seit die Sicherung angelegt wurde.
    .advice = Sichern Sie noch einmal, damit nichts darin fehlt. Die alte Sicherung bleibt bis dahin.
trouble-not-rehearsed = Der Rückweg wurde noch nicht für alles in der Sicherung erprobt.
    .advice = Wiederholen Sie den Probelauf. Lässt sich etwas weiterhin nicht erproben, nennt Relatch es, und Sie entscheiden.
trouble-more-lost = Es ginge mehr verloren, als Sie hingenommen haben.
    .advice = Lesen Sie die neue Liste dessen, was nicht zurückkommen kann, und entscheiden Sie noch einmal.
trouble-recovery-key-wrong = Das ist nicht der Wiederherstellungsschlüssel dieser Sicherung.
    .advice = Vergleichen Sie ihn Buchstabe für Buchstabe mit Ihrem Papier und tippen Sie ihn noch einmal ein.
trouble-typed-wrong = Was Sie eingetippt haben, ist nicht das, wonach gefragt wurde.
    .advice = Sehen Sie noch einmal auf den Bildschirm oder Ihr Papier und tippen Sie es noch einmal ein.

## The phone

trouble-phone-full = Auf dem Handy ist kein Platz mehr.
    .advice = Löschen Sie etwas, das Sie nicht brauchen, etwa Videos oder Apps, und versuchen Sie es noch einmal.
trouble-phone-denied = Das Handy lässt Relatch die Datei nicht lesen oder schreiben.
    .advice = Wählen Sie einen anderen Ordner oder erlauben Sie den Zugriff auf Dateien in den Einstellungen des Handys.
trouble-phone-busy = Relatch läuft schon und arbeitet mit denselben Dateien.
    .advice = Schließen Sie das andere und versuchen Sie es noch einmal.
trouble-notes-damaged = Eine Notiz, die Relatch über seine Arbeit führte, ist beschädigt. Sicherungen und Schlüssel sind nicht betroffen.
    .advice = Beginnen Sie auf der ersten Seite neu. Relatch fragt das Schloss selbst, was darauf ist; auch eine Sicherung können Sie dort wählen.
trouble-phone-failed = Der Speicher des Handys hat versagt.
    .advice = Versuchen Sie es noch einmal. Misslingt es wieder, starten Sie das Handy neu; Relatch fährt fort, wo es war.
trouble-no-secure-store = Dieses Handy hat keinen sicheren Speicher für Schlüssel.
    .advice = Verwenden Sie ein anderes Handy. Relatch bewahrt den Schlüssel zu Ihren Codes nirgends sonst auf und beginnt darum hier nicht.
trouble-secure-store-locked = Der sichere Speicher des Handys ist gesperrt.
    .advice = Entsperren Sie das Handy, richten Sie eine Bildschirmsperre ein, falls es keine gibt, und versuchen Sie es noch einmal.
trouble-secure-store-failed = Der sichere Speicher des Handys hat versagt.
    .advice = Versuchen Sie es noch einmal. Misslingt es wieder, starten Sie das Handy neu.
trouble-not-identified = Das Handy hat Sie nicht erkannt.
    .advice = Versuchen Sie es noch einmal oder verwenden Sie den Code, der das Handy entsperrt.
trouble-file-too-large = Die Datei ist zu groß, um die gesuchte zu sein.
    .advice = Wählen Sie eine andere Datei aus.
trouble-phone-clock = Datum und Uhrzeit des Handys können nicht stimmen.
    .advice = Stellen Sie Datum und Uhrzeit in den Einstellungen des Handys auf automatisch und versuchen Sie es noch einmal.
trouble-fault = In Relatch selbst ist etwas schiefgegangen.
    .advice = Fahren Sie fort; Relatch fragt zuerst das Schloss, was es jetzt ist. Geschieht es wieder, lesen Sie dem Support die sechs Buchstaben auf diesem Bildschirm vor.

## What the lock answers when it refuses

trouble-lock-00 = Das Schloss hat abgelehnt und keinen Grund genannt.
    .advice = Berühren Sie das Tastenfeld und versuchen Sie es noch einmal. Geschieht es wieder, lesen Sie dem Support die sechs Buchstaben auf diesem Bildschirm vor.
trouble-lock-01 = Die Nachricht von Relatch kam beschädigt beim Schloss an.
    .advice = Gehen Sie näher an die Tür und versuchen Sie es noch einmal.
trouble-lock-02 = Mit diesem Schlüssel erlaubt das Schloss das nicht.
    .advice = Verwenden Sie den Besitzerschlüssel. Der Schlüssel eines Gastes genügt nicht.
trouble-lock-03 = Das Schloss kennt diesen Besitzerschlüssel nicht.
    .advice = Exportieren Sie den Besitzerschlüssel noch einmal aus der App des Schlosses und verwenden Sie den neuen.
trouble-lock-05 = Das Schloss hat jetzt keinen Besitzer und wartet darauf, hinzugefügt zu werden.
    .advice = Gehen Sie zurück und lassen Sie das Schloss noch einmal suchen, damit Relatch sieht, was es jetzt ist.
trouble-lock-06 = Das Schloss hat keinen Besitzer: Es wurde zurückgesetzt.
    .advice = Gehen Sie zurück und lassen Sie das Schloss noch einmal suchen. Mit einer Sicherung können Sie es hinzufügen und alles zurückbringen.
trouble-lock-07 = Das Schloss hat einen Besitzer und kann darum nicht hinzugefügt werden.
    .advice = Verwenden Sie den Besitzerschlüssel oder setzen Sie das Schloss erst zurück und berühren Sie das Tastenfeld.
trouble-lock-08 = Das Schloss hat nicht angenommen, was Relatch mit diesem Schlüssel antwortete.
    .advice = Exportieren Sie den Besitzerschlüssel noch einmal aus der App des Schlosses und verwenden Sie den neuen.
trouble-lock-0a = Die Batterien des Schlosses sind zu schwach.
    .advice = Legen Sie neue Alkalibatterien ein, alle auf einmal, und versuchen Sie es noch einmal. Ein Batteriewechsel löscht nichts.
trouble-lock-0b = Das Schloss konnte den neuen Schlüssel nicht vollständig speichern.
    .advice = Berühren Sie das Tastenfeld und versuchen Sie es noch einmal. Geschieht es wieder, wechseln Sie die Batterien.
trouble-lock-0d = Dieser Schlüssel wurde zurückgezogen.
    .advice = Verwenden Sie den jetzigen Besitzerschlüssel aus der App des Schlosses.
trouble-lock-0e = Dieser Schlüssel ist abgelaufen.
    .advice = Verwenden Sie den Besitzerschlüssel, der nicht abläuft. Ist es dieser, stellen Sie Datum und Uhrzeit des Handys auf automatisch.
trouble-lock-0f = Einen Code dieser Länge nimmt das Schloss nicht an.
    .advice = Lassen Sie diesen Code weg und geben Sie der Person danach in der App des Schlosses einen Code anderer Länge.
trouble-lock-10 = Der Besitzercode ist derselbe wie der Code, der die Codes des Schlosses löscht.
    .advice = Wählen Sie in der App des Schlosses einen anderen Besitzercode.
trouble-lock-11 = Dieser Schlüssel gilt noch nicht.
    .advice = Stellen Sie Datum und Uhrzeit des Handys auf automatisch. Stimmen sie, warten Sie bis zum ersten Tag des Schlüssels.
trouble-lock-12 = Das Schloss hat die Verbindung nicht mehr erkannt.
    .advice = Berühren Sie das Tastenfeld und versuchen Sie es noch einmal.
trouble-lock-13 = Das Schloss konnte es nicht tun und hat keinen Grund genannt.
    .advice = Berühren Sie das Tastenfeld und versuchen Sie es noch einmal. Geschieht es wieder, lesen Sie dem Support die sechs Buchstaben auf diesem Bildschirm vor.
trouble-lock-14 = Dieser Code ist schon auf dem Schloss.
    .advice = Probieren Sie den Code an der Tür aus. Öffnet er, ist nichts mehr zu tun. Öffnet er nicht, löschen Sie ihn in der App des Schlosses und bringen Sie ihn noch einmal zurück.
trouble-lock-15 = Dieser Code ist nicht auf dem Schloss oder wurde nie benutzt.
    .advice = Lassen Sie das Schloss noch einmal lesen und fahren Sie fort; Relatch sieht dann, was da ist.
trouble-lock-16 = Das Schloss ist voll.
    .advice = Löschen Sie Codes oder Chips, die niemand mehr braucht, oder lassen Sie einige weg, und versuchen Sie es noch einmal.
trouble-lock-17 = Das Schloss hat mit Fehler 17 abgelehnt, dessen Bedeutung nicht bekannt ist.
    .advice = Berühren Sie das Tastenfeld und versuchen Sie es noch einmal. Geschieht es wieder, lesen Sie dem Support die sechs Buchstaben auf diesem Bildschirm vor.
trouble-lock-18 = Dieser Chip ist nicht auf dem Schloss.
    .advice = Lassen Sie das Schloss noch einmal lesen und fahren Sie fort; Relatch sieht dann, was da ist.
trouble-lock-1a = Dieser Fingerabdruck ist nicht auf dem Schloss.
    .advice = Lernen Sie den Finger an der Tür an, in der App des Schlosses.
trouble-lock-1b = Dieses Schloss kann nicht, was von ihm verlangt wurde.
    .advice = Lassen Sie es weg und fahren Sie mit dem Rest fort.
trouble-lock-1c = Das Schloss ist eingefroren und lehnt alles ab.
    .advice = Heben Sie das in der App des Schlosses auf und versuchen Sie es noch einmal.
trouble-lock-1d = Das Schloss gehört zur App eines anderen Herstellers.
    .advice = Verwenden Sie die App dieses Herstellers. Relatch kann mit diesem Schloss nicht arbeiten.
trouble-lock-1e = Die Tür ist von innen doppelt verriegelt.
    .advice = Lassen Sie jemanden von innen entriegeln und versuchen Sie es noch einmal.
trouble-lock-1f = Diesen Eintrag hat das Schloss nicht mehr.
    .advice = Lassen Sie das Schloss noch einmal lesen und fahren Sie fort; Relatch sieht dann, was da ist.
trouble-lock-20 = Das Schloss nimmt einen der Werte nicht an.
    .advice = Lassen Sie diesen Eintrag weg und fahren Sie mit dem Rest fort. Richten Sie ihn danach in der App des Schlosses ein.
trouble-lock-21 = Dem Riegel ist etwas im Weg.
    .advice = Öffnen Sie die Tür, sehen Sie nach, ob sich der Riegel frei bewegt, und versuchen Sie es noch einmal.
trouble-lock-24 = Das Schloss hat begonnen, aber noch nicht gesagt, wie es ausging.
    .advice = Warten Sie einen Augenblick und versuchen Sie es noch einmal. Relatch sieht zuerst nach, was auf dem Schloss ist.
trouble-lock-25 = Das Schloss nimmt den Namen des WLANs nicht an.
    .advice = Richten Sie das WLAN in der App des Schlosses ein. Codes und Chips brauchen es nicht.
trouble-lock-26 = Das Schloss nimmt das Passwort des WLANs nicht an.
    .advice = Richten Sie das WLAN in der App des Schlosses ein. Codes und Chips brauchen es nicht.
trouble-lock-other = Das Schloss hat mit Fehler { $code } abgelehnt.
    .advice = Berühren Sie das Tastenfeld und versuchen Sie es noch einmal. Geschieht es wieder, nennen Sie dem Support diese Nummer: { $code }.

## Das Konto

account-title = Schlüssel aus Ihrem Konto holen
account-sign-in-title = Im Konto der App des Schlosses anmelden
account-looking = Konten auf diesem Gerät werden gesucht
account-why = Gemeint ist das Konto, das Sie in der App des Schlosses benutzen. Relatch liest nur daraus, bis Sie mehr verlangen.
account-where = Wählen Sie, wo das Konto angelegt wurde. Relatch ändert das nie von selbst.
account-known = Konto { $name } verwenden
account-sign-in = Anmelden
account-region-eu = Europa und überall außer China
account-region-cn = China (Festland)
account-region-other = Der Server { $address }
account-password-stays = Das Passwort wird an den Server des Schlossherstellers gesendet. Relatch behält es nirgends.
account-name = Name des Kontos: E-Mail-Adresse oder Telefonnummer
account-password = Passwort
account-signing-in = Die Anmeldung läuft
account-reading = Die Schlösser des Kontos werden gelesen
account-locks-title = Welches Schloss ist es?
account-of = Diese Schlösser sind im Konto { $name }.
account-older-entry = { $lock }, ein älterer Eintrag
account-rights-owner = { $address }. Es gehört dem Konto.
account-rights-admin = { $address }. Das Konto ist berechtigter Verwalter: Es darf sichern, das Zurücksetzen ist Sache des Besitzers.
account-rights-guest = { $address }. Das Konto ist bei diesem Schloss nur Gast.
account-rights-pending = { $address }. Der Schlüssel ist noch nicht angenommen.
account-rights-frozen = { $address }. Der Schlüssel ist gesperrt.
account-rights-not-usable = { $address }. Der Schlüssel ist gelöscht oder von einer Art, die Relatch nicht kennt.
account-rights-re-added = { $address }. Das Schloss wurde seither neu hinzugefügt; dieser Schlüssel ist alt.
key-account = Aus Ihrem Konto
key-account-detail = Anmeldung wie in der App des Schlosses. Namen und noch nie getippte Codes kommen mit.
key-account-none = Diese App ist nicht für Konten eingerichtet. Die anderen Wege gehen ohne.
backup-account = Namen, Wochenpläne und noch nie getippte Codes werden aus Ihrem Konto gelesen.
backup-without-account = Sie können ohne das Konto sichern. Dann fehlen in der Sicherung noch nie getippte Codes, Namen und Wochenpläne.
own-app-account = Wenn es dort ist, kommen Sie zurück. Relatch holt den neuen Schlüssel aus Ihrem Konto.
own-app-awaiting = Sagt jene App, das Schloss sei schon da, löschen Sie es dort zuerst und fügen Sie es dann hinzu.
own-app-looking = Der neue Schlüssel wird im Konto gesucht
button-sign-in = Anmelden
button-added = Ich habe es hinzugefügt
button-without-account = Ohne das Konto sichern
button-register = In mein Konto eintragen
button-account = Das Schloss in mein Konto bringen
button-tell = Dem Konto melden
button-tell-again = Den Rest noch einmal melden
button-remove-old = Den alten Eintrag entfernen
button-keep-old = Den alten Eintrag behalten
register-title = Zurück in der App des Schlosses
register-why = { $lock } funktioniert wieder, und der neue Schlüssel ist hier. Mit einem Eintrag in Ihrem Konto hat ihn auch die App des Schlosses.
register-not-proved = Ob das Konto ihn annimmt, weiß man vorher nicht. Lehnt es ab, ist nichts verloren: Das Schloss bleibt Ihres.
register-account = Das Konto ist { $name }.
register-doing = Das Schloss wird eingetragen
register-entered = Das Schloss ist mit seinem neuen Schlüssel in Ihrem Konto.
register-in-doubt = Das Konto hat einen Eintrag des Schlosses, doch sein Schlüssel ließ sich nicht vergleichen. Es zählt der Schlüssel, der hier liegt.
register-tell-why = Die Codes und Schlüsselanhänger im Schloss können dem Konto gemeldet werden, damit seine App sie mit Namen zeigt.
register-telling = Dem Konto wird gemeldet
register-item-refused = { $item }: Das Konto hat es abgelehnt.
register-item-not-tellable = { $item }: Diese Art kann keinem Konto gemeldet werden.
register-stopped = Was noch nicht gemeldet ist, kann später gemeldet werden. Bis dahin bleibt der alte Eintrag.
register-old-why = Vielleicht hat das Konto noch den Eintrag von vor dem Zurücksetzen. Er öffnet nichts mehr.
register-old-confirm = Mit dem alten Eintrag verschwinden alle seine Schlüssel anderer Personen und seine Protokolle aus dem Konto. Entfernen?
register-removing = Der alte Eintrag wird entfernt
register-old-gone = Der alte Eintrag ist aus dem Konto entfernt.
register-old-same = Es gibt keinen alten Eintrag: Das Konto hat seine Nummer für den neuen behalten.
register-old-kept = Der alte Eintrag ist noch da. Sie können ihn in der App des Schlosses löschen, sobald Sie gesehen haben, dass der neue funktioniert.
account-other-zone = Ihr Konto und die Uhr des Schlosses rechnen in verschiedenen Zeitzonen. Sehen Sie sich die Zeiten der Codes an.
work-telling = Dem Konto wird gemeldet
demo-account-hint = In einer Vorführung heißen das Konto und sein Passwort beide „{ $name }“.
remark-other-kind = { $item }: Schloss und Konto nennen verschiedene Arten von Code. Es zählt, was das Schloss sagt.
remark-other-times = { $item }: Schloss und Konto nennen verschiedene Zeiten. Es zählen die des Schlosses.
remark-cyclic-never-typed = { $item }: ein noch nie getippter Code für bestimmte Tage. Kein Schloss lässt ihn sich eintragen; machen Sie danach einen neuen.
remark-dead = { $item }: ein Code, den niemand rechtzeitig getippt hat. Er öffnet nichts mehr.
remark-one-time = { $item }: ein Einmalcode, den noch niemand getippt hat. Er wird gesichert und nur zurückgebracht, wenn Sie das wählen.
remark-used-up = { $item }: ein Einmalcode, der laut Protokoll des Schlosses schon verbraucht ist.
remark-not-on-lock = { $item }: steht im Konto, aber nicht im Schloss. Es öffnet nichts.
remark-invalid = { $item }: ist laut Konto selbst ungültig.
remark-still-on-lock = { $item }: ist im Schloss, obwohl es laut Konto ungültig ist oder gelöscht werden soll.
remark-doubtful = { $item }: vorangestellte Nullen könnten verloren sein, deshalb wurde er nicht übernommen.
remark-not-understood = { $item }: steht im Konto in einer Form, die Relatch nicht versteht.
remark-erases = { $item }: ein Code, der alle anderen löscht. Er wird nie zurückgespielt.
trouble-account-not-set-up = Diese App ist nicht für Konten eingerichtet.
    .advice = Nehmen Sie einen anderen Weg zum Schlüssel. Eine Schlüsseldatei des Schlosses geht auch ohne Konto.
trouble-account-unreachable = Der Server des Kontos ist nicht zu erreichen.
    .advice = Sehen Sie nach dem Netz und versuchen Sie es noch einmal. Eine Schlüsseldatei des Schlosses geht auch ohne Konto.
trouble-account-foreign = Statt des Kontoservers antwortet etwas anderes.
    .advice = Öffnen Sie irgendeine Seite im Browser: Vielleicht will das Netz dort eine Anmeldung. Versuchen Sie es dann noch einmal. Eine Schlüsseldatei des Schlosses geht auch ohne Konto.
trouble-account-untrusted = Der Server des Kontos beweist nicht, dass er der richtige ist; deshalb wurde nichts gesendet.
    .advice = Prüfen Sie Datum und Uhrzeit dieses Geräts und nehmen Sie ein anderes Netz. Eine Schlüsseldatei des Schlosses geht auch ohne Konto.
trouble-account-password = Name oder Passwort stimmen nicht, oder das Konto ist in einer anderen Region oder von anderer Art.
    .advice = Probieren Sie beides in der App des Schlosses. Geht es dort, gehen Sie zurück und wählen die andere Region. Eine Schlüsseldatei des Schlosses geht auch ohne Konto.
trouble-account-region = Das Konto gehört zu einer anderen Region.
    .advice = Gehen Sie zurück und wählen Sie die andere Region. Eine Schlüsseldatei des Schlosses geht auch ohne Konto.
trouble-account-busy = Der Server des Kontos wurde in kurzer Zeit zu oft gefragt.
    .advice = Warten Sie eine Minute und versuchen Sie es noch einmal. Bleibt es so, versuchen Sie es morgen. Eine Schlüsseldatei des Schlosses geht auch ohne Konto.
trouble-account-month = Die Abfragen dieser App beim Server des Kontos sind für diesen Monat aufgebraucht.
    .advice = Nächsten Monat geht es wieder. Eine Schlüsseldatei des Schlosses geht auch ohne Konto.
trouble-account-clock = Die Uhr dieses Geräts geht für den Server des Kontos zu falsch.
    .advice = Stellen Sie Datum und Uhrzeit richtig und versuchen Sie es noch einmal. Eine Schlüsseldatei des Schlosses geht auch ohne Konto.
trouble-account-no-lock = Das Konto hat dieses Schloss nicht.
    .advice = Melden Sie sich mit dem Konto an, das Sie dafür in der App des Schlosses benutzen. Eine Schlüsseldatei des Schlosses geht auch ohne Konto.
trouble-account-guest = Das Konto darf bei keinem seiner Schlösser als Besitzer handeln.
    .advice = Nur der Besitzer kann ein Schloss sichern und zurücksetzen: Fragen Sie die Person, in deren Konto es ist. Eine Schlüsseldatei des Schlosses geht auch ohne Konto.
trouble-account-pending = Der Schlüssel des Kontos zu diesem Schloss ist noch nicht angenommen.
    .advice = Nehmen Sie ihn in der App des Schlosses an und versuchen Sie es noch einmal. Eine Schlüsseldatei des Schlosses geht auch ohne Konto.
trouble-account-frozen = Der Schlüssel des Kontos zu diesem Schloss ist gesperrt.
    .advice = Wer ihn gesperrt hat, kann ihn in der App des Schlosses freigeben; versuchen Sie es dann noch einmal. Eine Schlüsseldatei des Schlosses geht auch ohne Konto.
trouble-account-re-added = Der Schlüssel des Kontos ist aus der Zeit, bevor das Schloss neu hinzugefügt wurde.
    .advice = Nehmen Sie das Konto, das es hinzugefügt hat, oder eine Schlüsseldatei des Schlosses.
trouble-account-broken = Der Server des Kontos hat versagt, oder seine Antwort ergab keinen Sinn.
    .advice = Versuchen Sie es noch einmal oder später. Eine Schlüsseldatei des Schlosses geht auch ohne Konto.
trouble-account-signed-out = Die Anmeldung beim Konto ist abgelaufen.
    .advice = Melden Sie sich noch einmal an. Eine Schlüsseldatei des Schlosses geht auch ohne Konto.
trouble-account-device = Der Hersteller des Schlosses will dieses Gerät in seiner eigenen App bestätigen.
    .advice = Melden Sie sich dort einmal auf diesem Gerät an und versuchen Sie es dann noch einmal. Eine Schlüsseldatei des Schlosses geht auch ohne Konto.
trouble-account-application = Die Einrichtung dieser App beim Hersteller des Schlosses funktioniert nicht.
    .advice = Sagen Sie es dem, von dem Sie diese App haben. Eine Schlüsseldatei des Schlosses geht auch ohne Konto.
trouble-account-refused = Der Server des Kontos lehnt das ab.
    .advice = Versuchen Sie es später, oder machen Sie es in der App des Schlosses. Eine Schlüsseldatei des Schlosses geht auch ohne Konto.
trouble-account-not-yet = Das Konto hat noch keinen neuen Schlüssel des Schlosses.
    .advice = Fügen Sie das Schloss in seiner App mit diesem Konto hinzu und versuchen Sie es noch einmal. Eine Schlüsseldatei des Schlosses geht auch ohne Konto.
account-both = { $count ->
    [one] Einen Eintrag kennen Schloss und Konto.
   *[other] { $count } Einträge kennen Schloss und Konto.
}
account-only-lock = { $count ->
    [one] Einen Eintrag kennt nur das Schloss.
   *[other] { $count } Einträge kennt nur das Schloss.
}
account-only-account = { $count ->
    [one] Ein Code ist nur im Konto, weil ihn noch niemand getippt hat. Er wird gesichert und mit denselben Ziffern zurückgespielt.
   *[other] { $count } Codes sind nur im Konto, weil sie noch niemand getippt hat. Sie werden gesichert und mit denselben Ziffern zurückgespielt.
}
account-lists-missing = Das Konto nannte nicht: { $lists }. Was es darüber weiß, fehlt.
account-lists-changing = Während gelesen wurde ({ $lists }), änderte das Konto sie immer wieder. Es kann etwas fehlen.
account-list-details = seine Angaben zum Schloss
account-list-codes = die Codes
account-list-fobs = die Chips
account-list-fingers = die Fingerabdrücke
account-list-faces = die Gesichter
account-list-palms = die Handflächen
account-list-remotes = die Fernbedienungen
account-list-keypads = die Tastenfelder
account-list-door-sensor = den Türsensor
account-list-gateways = die Gateways
account-list-people = die Schlüssel anderer Personen
account-list-passage = die Zeiten, zu denen die Tür offen bleibt
review-things-more = { $count ->
    [one] Und noch etwas. Vor dem Zurücksetzen steht alles in einer Liste.
   *[other] Und { $count } weitere. Vor dem Zurücksetzen stehen alle in einer Liste.
}
account-choose-later = Wo sie sich unterscheiden, zählt das Schloss. Bevor alles zurückgespielt wird, können Sie noch das Konto wählen.
account-remarks-more = { $count ->
    [one] Und eine weitere Bemerkung dieser Art.
   *[other] Und { $count } weitere Bemerkungen dieser Art.
}
register-at-once = Auf einmal übernehmen, was der alte Eintrag hat
register-at-once-people = Das kostet weniger Abfragen. Das Konto kann dabei auch die alten Schlüssel anderer Personen übernehmen: Lassen Sie es weg, wenn jemand nicht mehr hineinkommen soll.
register-calls = { $count ->
    [one] Das kostet eine Abfrage aus dem Monatskontingent der App.
   *[other] Das kostet bis zu { $count } Abfragen aus dem Monatskontingent der App.
}
register-told = { $count ->
    [one] Dem Konto wurde ein Eintrag gemeldet.
   *[other] Dem Konto wurden { $count } Einträge gemeldet.
}
register-known = { $count ->
    [one] Einen Eintrag hatte es schon.
   *[other] { $count } Einträge hatte es schon.
}
register-not-tellable = { $count ->
    [one] Ein Code ist von einer Art, die man keinem Konto melden kann; an der Tür funktioniert er trotzdem.
   *[other] { $count } Codes sind von Arten, die man keinem Konto melden kann; an der Tür funktionieren sie trotzdem.
}
register-refused = { $count ->
    [one] Einen Eintrag hat das Konto abgelehnt. Im Schloss ist er trotzdem.
   *[other] { $count } Einträge hat das Konto abgelehnt. Im Schloss sind sie trotzdem.
}
