### Français. On vouvoie.
###
### Un mot pour chaque chose : lock = serrure, code = code (chiffres sur le clavier), fob = badge (porte-clés, carte),
### fingerprint = empreinte, saved copy = sauvegarde, recovery key = clé de récupération, owner’s key = clé du propriétaire,
### owner’s code = code du propriétaire, reset = réinitialiser, add again = ajouter à nouveau, trial run = essai,
### clock = horloge, plan = plan, report = rapport, log = journal, phone = téléphone, helper = assistant, bolt = pêne,
### to seal = sceller, throw-away code = code jetable, sheet of last resort = feuille de secours.

## The first screen

home-title = Relatch
home-promise = Réinitialisez votre serrure et gardez ses codes et ses badges. Rien n’est effacé avant d’être sauvegardé et avant que le chemin du retour ait été essayé sur votre propre serrure.
home-privacy = Tout reste sur ce téléphone. Relatch n’a pas de serveur et n’a besoin ni de compte ni d’internet.
demo-key-hint = Ceci est une démonstration. Tapez le mot demo : il tient lieu de clé de la serrure de démonstration.
home-same-lock = Réinitialiser une serrure et tout remettre
home-same-lock-detail = Sauvegarder ses codes et ses badges, la réinitialiser, l’ajouter à nouveau et tout réécrire.
home-other-lock = Tout transférer sur une autre serrure
home-other-lock-detail = Pour une serrure de remplacement, ou une deuxième serrure qui doit accepter les mêmes codes et badges.
home-from-copy = Utiliser une sauvegarde que j’ai déjà
home-from-copy-detail = Un fichier de ce téléphone ou d’un autre, avec sa clé de récupération.
home-entrust = Faire une sauvegarde pour un assistant
home-entrust-detail = L’assistant reçoit une sauvegarde scellée que lui seul peut ouvrir. Votre serrure reste telle quelle.
home-journey-nameless = Une serrure sans nom
home-journey = { $lock }
home-expired = { $count ->
    [one] La sauvegarde de { $lock } devait être gardée jusqu’au { $since }. Effacez-la, ou gardez-la plus longtemps.
    [many] { $count } de sauvegardes ont dépassé leur date, la première est celle de { $lock } ({ $since }). Effacez-les, ou gardez-les plus longtemps.
   *[other] { $count } sauvegardes ont dépassé leur date, la première est celle de { $lock } ({ $since }). Effacez-les, ou gardez-les plus longtemps.
}

## Steps

step-home = Début
step-key = Clé du propriétaire
step-find = Trouver la serrure
step-backup = Sauvegarder
step-bring = Ouvrir la sauvegarde
step-review = Ce qui est sauvegardé
step-recovery-key = Clé de récupération
step-rehearsal = Essai
step-ready = Avant de réinitialiser
step-reset = Réinitialiser
step-re-add = Ajouter à nouveau
step-target = L’autre serrure
step-clock = Horloge
step-plan = Plan
step-proof = À la porte
step-import = Remettre
step-report = Rapport
step-erase = Sauvegarde

## Buttons

button-next = Suivant
button-back = Retour
button-cancel = Arrêter
button-retry = Réessayer
button-go-on = Continuer
button-anyway = Continuer quand même
button-leave = Continuer plus tard
button-close = Fermer
button-abandon = Terminer ici
button-other-key = Utiliser une autre clé
button-save-copy = Sauvegarder
button-pick-file = Choisir le fichier
button-share-copy = Enregistrer ou envoyer la sauvegarde
button-reveal = Afficher les codes
button-hide = Masquer les codes
button-trust = Je connais cette sauvegarde, l’utiliser
button-end-here = Terminer ici et effacer la sauvegarde
button-wrote-down = Je l’ai notée
button-show-again = L’afficher encore
button-try = Commencer l’essai
button-try-again = Refaire l’essai
button-accept-losses = Je l’accepte
button-ask-again = Interroger encore la serrure
button-reset = Réinitialiser la serrure maintenant
button-prepare-reset = Tout vérifier encore une fois
button-did-it = Je l’ai réinitialisée
button-not-now = Pas maintenant
button-have-key = J’ai la nouvelle clé
button-plan-ok = C’est bien cela
button-plan-again = Relire la serrure
button-door-proof = Essayer un code à la porte
button-door-skip = Passer cette étape
button-door-opened = Je l’ai tapé
button-import = Tout remettre
button-start-over = Vider la serrure et recommencer
button-see-plan = Voir le plan
button-import-again = Réessayer ce qui manque
button-to-the-end = Suivant
button-share-report = Enregistrer ou envoyer le rapport
button-sheet = Feuille de secours
button-share-key = Enregistrer la clé du propriétaire
share-save = Enregistrer comme fichier
share-send = Envoyer avec une autre application
button-erase = Effacer la sauvegarde
button-erase-now = L’effacer maintenant
button-keep = La garder 30 jours
button-keep-longer = La garder 30 jours de plus

## What runs

task-stopping = Arrêt dès qu’il est clair ce qui se trouve sur la serrure.
task-cancelled = Vous avez arrêté. Vous pouvez continuer à tout moment.
task-quarter = { $doing } : { $percent } pour cent
time-left = temps restant : { $time }
work-connecting = Connexion à la serrure
work-codes = Lecture des codes
work-cards = Lecture des badges
work-fingerprints = Lecture de la liste des empreintes
work-settings = Lecture des réglages
work-log = Lecture du journal de la serrure
work-rehearsing = Essai du chemin du retour
work-restoring = Remise des codes et des badges
work-pairing = Ajout de la serrure
work-resetting = Réinitialisation de la serrure

## What is on the lock now

standing-untouched = Votre serrure est comme elle était. Chaque code et chaque badge fonctionne.
standing-trials = Vos codes et vos badges fonctionnent. Pendant un instant, un code ou un numéro de badge jetable peut se trouver sur la serrure ; Relatch le retire.
standing-resetting = Tant que l’ordre de réinitialiser n’est pas envoyé, votre serrure est comme elle était.
standing-unseen = On ne sait pas encore si la serrure a été réinitialisée. Dans les deux cas, votre sauvegarde est en sûreté.
standing-asking = On ne saura ce qui se trouve sur la serrure que lorsqu’elle aura répondu. Vos codes et vos badges sont dans la sauvegarde.
standing-no-owner = La serrure a été réinitialisée et elle est vide. Vos codes et vos badges sont dans la sauvegarde.
standing-other-owner = La serrure obéit maintenant à une autre clé que la vôtre. Vos codes et vos badges sont dans la sauvegarde.
standing-pairing = La serrure est vide jusqu’à ce que les codes et les badges soient remis.
standing-target = Rien n’est encore mis sur l’autre serrure. Vos codes et vos badges sont dans la sauvegarde.
standing-added = La serrure est ajoutée à nouveau. Rien n’est encore remis ; vos codes et vos badges sont dans la sauvegarde.
standing-door = Un code jetable peut se trouver sur la serrure ; Relatch le retire. Vos codes et vos badges sont dans la sauvegarde.
standing-half = Certains codes et badges sont peut-être déjà revenus, d’autres pas encore. Ce qui est là fonctionne.
standing-clearing = Certains codes et badges sont peut-être déjà retirés. Ceux de la sauvegarde sont remis ensuite.
standing-back = Tout ce qui peut revenir est sur la serrure.
standing-nothing-done = Relatch n’a rien changé sur la serrure.

## The owner’s key

key-title = Votre clé de la serrure
key-why = Relatch agit en propriétaire de la serrure, comme le fait l’application de la serrure. Pour cela, il lui faut la clé du propriétaire.
key-where = La clé est un fichier ou un texte qui a été exporté de l’application de la serrure, d’une passerelle ou de Relatch.
key-file = Un fichier
key-file-detail = Choisissez le fichier sur ce téléphone.
key-text = Un texte
key-text-detail = Collez la clé que vous avez copiée.
key-picking = Choisissez le fichier qui contient la clé.
key-paste = Collez la clé ici
key-reading = Lecture de la clé
key-several = { $count ->
    [one] Il contient { $count } clé.
    [many] Il contient { $count } de clés. De quelle serrure s’agit-il ?
   *[other] Il contient { $count } clés. De quelle serrure s’agit-il ?
}
key-of-lock = { $lock }
key-new-title = La nouvelle clé de la serrure
key-new-why = { $lock } a une nouvelle clé du propriétaire depuis son nouvel ajout. Relatch en a besoin pour tout remettre.
key-target-title = La clé de l’autre serrure
key-target-why = Relatch a besoin de la clé du propriétaire de la serrure qui doit recevoir les codes et les badges.

## Finding the lock

find-title = Trouver la serrure
find-stand-close = Placez-vous devant la porte, à deux mètres au plus.
find-touch = Touchez le clavier pour réveiller la serrure.
find-listening = Recherche de la serrure
find-nothing-heard = Aucune serrure n’a été détectée. La serrure dort peut-être ou se trouve trop loin, ou ses piles sont vides.
find-silent-now = Votre serrure a déjà été détectée et se tait maintenant. Elle dort, ou un autre téléphone ou une passerelle l’occupe.
find-others-heard = { $count ->
    [one] Une autre serrure a été détectée, mais pas la vôtre. Elle dort peut-être.
    [many] { $count } d’autres serrures ont été détectées, mais pas la vôtre. Elle dort peut-être.
   *[other] { $count } autres serrures ont été détectées, mais pas la vôtre. Elle dort peut-être.
}
find-hint-touch = Touchez le clavier jusqu’à ce qu’il s’allume, puis réessayez.
find-hint-close = Approchez-vous de la porte.
find-hint-phones = Fermez l’application de la serrure sur tous les téléphones et débranchez sa passerelle pendant un moment.
find-hint-saver = Si le téléphone économise sa batterie, désactivez ce mode : il écoute peut-être trop rarement.
phone-saves-power = Votre téléphone économise sa batterie. Désactivez ce mode : il écoute peut-être trop rarement.
find-hint-batteries = Si le clavier reste éteint, changez les piles.
find-weak = Le signal est faible. Approchez-vous avant de continuer.
find-weak-nearer = Le signal est faible, mais il augmente. Continuez vers la serrure.
find-weak-away = Le signal est faible et diminue : vous vous éloignez de la serrure. Revenez vers elle.
find-far = La serrure est à peine détectée : le téléphone en est trop loin.
find-far-nearer = La serrure est à peine détectée, mais de mieux en mieux. Continuez vers elle.
find-far-away = La serrure est à peine détectée, et de moins en moins : vous vous en éloignez. Revenez vers elle.
find-far-why = À cette distance, une connexion se coupe facilement. Allez à la porte et réessayez ; si vous y êtes déjà, continuez.
find-checking = Essai de la clé
find-met-title = Voici votre serrure : { $lock }
find-met = La serrure a accepté votre clé, vous en êtes le propriétaire.
lock-model = Modèle : { $model }
lock-address = Adresse : { $address }
lock-firmware = Micrologiciel : { $firmware }
lock-battery = Piles : { $percent } pour cent
lock-battery-unknown = La serrure n’indique pas l’état de ses piles.

## Saving

backup-title = Sauvegarder
backup-why = Relatch lit chaque code, chaque badge et chaque réglage de la serrure.
backup-twice = Tout est lu deux fois et doit concorder. La sauvegarde est scellée, enregistrée, rouverte et comparée.
backup-untouched = Rien n’est modifié sur la serrure.
backup-doing = Sauvegarde de { $lock }
entrust-why = La sauvegarde est scellée pour vous et pour votre assistant. Votre assistant peut voir les codes qu’elle contient ; personne d’autre ne le peut.
entrust-key = Demandez à votre assistant sa clé publique. Elle commence par « age1 ».
entrust-paste = La clé publique de votre assistant
bring-title = Utiliser une sauvegarde
bring-why = Choisissez le fichier de la sauvegarde. Son nom se termine par « .relatch ».
bring-key = Si elle a été faite sur un autre téléphone, préparez sa clé de récupération.
bring-picking = Choisissez le fichier de la sauvegarde.
bring-opening = Ouverture de la sauvegarde
bring-locked-title = La clé de récupération
bring-locked = Cette sauvegarde a été scellée sur un autre téléphone. Tapez sa clé de récupération, ou scannez-la.
bring-recovery = Clé de récupération

## What is saved

review-title = Ce qui est sauvegardé
review-loading = Ouverture de la sauvegarde
review-saved = La sauvegarde est enregistrée, elle a été rouverte et correspond à la serrure.
review-opened = La sauvegarde a été ouverte et se lit en entier.
review-no-losses = Tout ce qu’elle contient peut revenir.
review-losses = { $count ->
    [one] { $count } élément ne peut pas revenir. Il est marqué.
    [many] { $count } d’éléments ne peuvent pas revenir. Ils sont marqués.
   *[other] { $count } éléments ne peuvent pas revenir. Ils sont marqués.
}
review-general = Aucune sauvegarde ne peut contenir ce qui suit ; c’est perdu avec une réinitialisation :
review-not-made-here = Cette sauvegarde n’a pas été faite sur ce téléphone. Examinez-la avant de l’utiliser : ses codes ouvriront votre porte.
search-nothing = Rien ne correspond. Cherchez un numéro ou un nom.
identify-codes = Pour afficher les codes de votre serrure
count-codes = { $count ->
    [0] aucun code
    [one] un code
    [many] { $count } de codes
   *[other] { $count } codes
}
count-fobs = { $count ->
    [0] aucun badge
    [one] un badge
    [many] { $count } de badges
   *[other] { $count } badges
}
count-fingers = { $count ->
    [0] aucune empreinte
    [one] une empreinte
    [many] { $count } d’empreintes
   *[other] { $count } empreintes
}
spoken-digits = { $digits }
spoken-hidden = masqué

## The recovery key

recovery-title = Votre clé de récupération
recovery-loading = Obtention de la clé de récupération
recovery-forgetting = Retrait de la clé de récupération de ce téléphone
recovery-why = Si ce téléphone est perdu ou cassé, cette clé ouvre la sauvegarde sur un autre. Elle n’est affichée que jusqu’à ce que vous confirmiez l’avoir gardée.
recovery-how = Notez-la sur papier, groupe par groupe.
recovery-apart = Gardez-la à part du fichier. Qui a les deux peut lire vos codes.
recovery-ask = Tapez deux groupes de votre papier.
recovery-group = Groupe { $number }
recovery-kept = Vous avez gardé la clé de récupération. Le téléphone ne l’a plus.

## The trial run

rehearsal-title = Essai sur votre serrure
rehearsal-why = Avant que quoi que ce soit soit effacé, Relatch essaie le chemin du retour sur votre propre serrure.
rehearsal-how = Pour chaque genre, un code ou un numéro de badge jetable est écrit, relu, comparé et retiré. Il est aléatoire et personne ne le connaît.
rehearsal-stay = Restez à la porte jusqu’à la fin.
rehearsal-doing = Essai du chemin du retour
rehearsal-held = L’essai est terminé. Ce qui a été écrit pour lui est retiré.
trial-works = { $kind } : votre serrure les reprend.
trial-refused = { $kind } : votre serrure les refuse. Ils seraient perdus.
trial-differs = { $kind } : votre serrure dit oui, mais ne les garde pas tels qu’ils ont été écrits. Ils pourraient être perdus.
trial-not-removed = { $kind } : votre serrure les prend, mais n’a pas retiré celui qui était jetable.
trial-not-tried = { $kind } : n’ont pas pu être essayés, car il n’y a plus de place pour un de plus.
kind-permanent = Codes permanents
kind-one-time = Codes à usage unique
kind-timed = Codes avec une date de fin
kind-cyclic = Codes hebdomadaires
kind-fob = Badges
kind-long-fob = Badges à numéro long

## Before the reset

ready-title = Avant de réinitialiser
losses-title = Ce qui ne peut pas revenir
losses-none = Tout ce qui est sauvegardé peut revenir.
losses-some = { $count ->
    [one] { $count } élément est perdu avec la réinitialisation, ou peut l’être :
    [many] { $count } d’éléments sont perdus avec la réinitialisation, ou peuvent l’être :
   *[other] Ces { $count } éléments sont perdus avec la réinitialisation, ou peuvent l’être :
}
ready-why = Ne cochez une ligne que si c’est le cas. Lisez-la à voix haute avec les personnes qui sont avec vous.
ready-battery = Interrogation de la serrure sur ses piles
check-door-open = La porte est ouverte et ne peut pas se refermer
check-door-open-why = Calez-la. Jusqu’à ce que tout soit remis, aucun code et aucun badge ne l’ouvre.
check-inside = Quelqu’un est à l’intérieur, ou personne n’a besoin d’entrer
check-inside-why = Une personne à l’intérieur peut ouvrir à la main.
check-mechanical-key = La clé mécanique est à portée de main et a été essayée
check-mechanical-key-why = Elle ouvre la serrure quoi qu’il arrive.
check-time = J’ai une demi-heure, et le téléphone est chargé
check-time-why = Remettre une serrure pleine peut prendre un moment.
check-new-battery = La serrure a des piles neuves
check-new-battery-why = La serrure n’indique pas l’état de ses piles. Avec des piles alcalines neuves, vous êtes tranquille.
check-gateway = Je peux reconnecter la passerelle
check-gateway-why = La réinitialisation retire aussi la serrure de sa passerelle ou du Wi-Fi. Reconnectez-la ensuite dans l’application de la serrure.
check-fingers = { $count ->
    [one] Je sais de qui est l’empreinte à enregistrer à nouveau
    [many] Je sais de qui sont les { $count } d’empreintes à enregistrer à nouveau
   *[other] Je sais de qui sont les { $count } empreintes à enregistrer à nouveau
}
check-fingers-why = Les empreintes ne peuvent pas quitter la serrure. Chacune doit être enregistrée à nouveau à la porte.
check-people = Je sais qui inviter à nouveau
check-people-why = Les personnes qui ouvrent avec leur téléphone perdent leur clé avec la réinitialisation. Invitez-les à nouveau dans l’application de la serrure.
way-why = Comment voulez-vous réinitialiser la serrure ?
way-air = Par Bluetooth, avec le téléphone
way-air-detail = Recommandé. Relatch réinitialise la serrure et l’observe.
way-hand = Par le bouton à l’intérieur de la serrure
way-hand-detail = Si la réinitialisation par Bluetooth ne marche pas. Relatch montre comment faire.
way-hand-off = Le bouton de réinitialisation est désactivé dans les réglages de la serrure, il ne ferait donc rien.
typed-title = Confirmer la réinitialisation
typed-air = Relatch va maintenant comparer { $lock } encore une fois avec la sauvegarde, puis la réinitialiser. C’est irréversible.
typed-hand = Relatch va maintenant comparer { $lock } encore une fois avec la sauvegarde, puis vous montrer comment la réinitialiser.
typed-how = Pour continuer, tapez le nombre de codes et de badges de la sauvegarde : { $number }
typed-warning = Après la réinitialisation, aucun code, aucun badge et aucune empreinte n’ouvre la porte jusqu’à ce qu’ils soient remis.
typed-field = Le nombre

## The reset

reset-title = Réinitialiser
reset-proof = Juste avant la réinitialisation, la serrure est relue et comparée avec la sauvegarde.
reset-doing = Vérification et réinitialisation de la serrure
reset-preparing = Vérification de la serrure
reset-asking = On demande à la serrure dans quel état elle est
buttons-title = La réinitialiser à la main
buttons-proved = Tout est sauvegardé et comparé. Vous pouvez maintenant réinitialiser la serrure.
buttons-where = Le bouton de réinitialisation est à l’intérieur, sur la partie de la serrure qui contient les piles.
buttons-open-keypad = Retirez le couvercle des piles, du côté intérieur de la porte.
buttons-open-other = Retirez le couvercle, du côté intérieur de la porte ou au bout de la serrure.
buttons-find = Cherchez le petit trou ou le bouton marqué « reset ».
buttons-hold = Maintenez-le enfoncé avec une pointe, piles en place, pendant environ cinq secondes.
buttons-listen = Attendez que la serrure bipe ou parle. Si elle demande un code, tapez 000 puis #. Touchez ensuite le clavier.
buttons-warning = Gardez la porte ouverte.

## Asking the lock

recover-title = Où en étions-nous ?
recover-why = Quelque chose n’a pas été terminé, ou la serrure n’est pas comme prévu. Relatch l’interroge avant de faire quoi que ce soit.
recover-doing = On demande à la serrure dans quel état elle est

## Adding it again

re-add-title = Ajouter la serrure à nouveau
re-add-why = La serrure n’a plus de propriétaire. Comment faut-il l’ajouter à nouveau ?
re-add-here = Avec Relatch
re-add-here-detail = Rapide. La nouvelle clé est gardée sur ce téléphone ; vous pouvez l’emporter.
re-add-own-app = Dans l’application de la serrure
re-add-own-app-detail = Si vous voulez continuer à utiliser cette application. Relatch aura alors besoin de la nouvelle clé qu’elle donne.
re-add-key-first = La nouvelle clé est enregistrée sur ce téléphone avant que la serrure la reçoive.
re-add-doing = Ajout de la serrure
re-add-checking = Essai de la nouvelle clé
own-app-title = L’ajouter dans l’application de la serrure
own-app-how = Ouvrez l’application de la serrure, ajoutez-y la serrure comme une nouvelle, et fermez l’application.
own-app-then = Revenez ensuite avec la nouvelle clé du propriétaire, sous forme de fichier ou de texte.
no-key-title = La serrure ne répond pas
target-title = La serrure qui reçoit tout
target-why = Quelle serrure doit recevoir les codes et les badges ?
target-here = Une serrure neuve, ou réinitialisée
target-here-detail = Relatch en devient le propriétaire.
target-key = Une serrure dont j’ai la clé
target-key-detail = Elle garde ce qu’elle contient ; les codes et les badges s’y ajoutent.
target-listen = Touchez le clavier de la nouvelle serrure.
target-listening = Recherche de nouvelles serrures
target-which = Laquelle est-ce ?

## Clock and plan

clock-title = L’horloge de la serrure
clock-why = Les codes avec des dates en dépendent, elle est donc réglée avant qu’un code soit écrit.
clock-doing = Réglage de l’horloge
clock-not-set = Cette serrure n’a pas d’horloge qui puisse être réglée. Les codes avec des dates pourraient ne pas fonctionner comme avant.
clock-set = L’horloge a été réglée et relue.
clock-was-right = L’horloge était à l’heure.
clock-was-off = L’horloge avait un écart de { $time }. Elle a été réglée et relue.
plan-title = Ce qui sera remis
plan-doing = Lecture de la serrure et préparation du plan
plan-why = Rien n’est encore écrit. Décochez ce qui ne doit pas revenir.
plan-other-model = Cette serrure ne sait pas faire tout ce que faisait l’ancienne. Ce qui ne convient pas est marqué.
plan-count-written = { $count ->
    [one] { $count } sera remis
    [many] { $count } seront remis
   *[other] { $count } seront remis
}
plan-count-skipped = { $count ->
    [one] { $count } est laissé de côté
    [many] { $count } sont laissés de côté
   *[other] { $count } sont laissés de côté
}
plan-count-refused = { $count ->
    [one] { $count } ne peut pas revenir
    [many] { $count } ne peuvent pas revenir
   *[other] { $count } ne peuvent pas revenir
}
plan-expired = Aussi ceux qui ont expiré
plan-one-time = Aussi les codes à usage unique, même s’ils ont peut-être déjà servi
plan-replace = Là où la serrure a le même numéro, prendre les dates sauvegardées
plan-owner-code = Laisser le code du propriétaire tel qu’il est sur la serrure
plan-account-word = { $item } : comme le dit le compte, { $when }
plan-account-word-lock = La serrure disait : { $when }
plan-account-words = { $count ->
    [one] Pour un élément, prendre les heures du compte
    [many] Pour { $count } éléments qui diffèrent, prendre les heures du compte
   *[other] Pour { $count } éléments qui diffèrent, prendre les heures du compte
}
fate-add = ajouter
fate-change = modifier
fate-skip = laisser
fate-refuse = impossible
reason-missing = pas sur la serrure
reason-there = déjà là
reason-other-value = la serrure a une autre valeur
reason-target-kept = la serrure a ce numéro avec d’autres dates, qui restent
reason-replaced = la serrure a ce numéro avec d’autres dates, qui sont remplacées
reason-schedule-unread = déjà là ; ses horaires hebdomadaires ne peuvent pas être lus et sont réécrits
reason-not-chosen = pas choisi
reason-no-room = pas de place sur la serrure

## At the door

door-title = Essayer à la porte
door-why = Avant que tout soit remis, un code jetable montre que le clavier et le pêne fonctionnent.
door-how = Vous le tapez, le pêne bouge, et le journal de la serrure doit le montrer. Ensuite, le code est retiré.
door-writing = Écriture du code
door-type = Tapez ce code sur le clavier, puis appuyez sur # ou sur la coche.
door-check-typed = Le code a été tapé
door-check-moved = Le pêne a bougé
door-looking = Consultation du journal de la serrure
door-removing = Retrait du code
door-seen = Le journal de la serrure montre le code. Le clavier fonctionne, et le code est retiré.
door-skipped = Rien n’a montré que le clavier fonctionne. Le code jetable n’est plus sur la serrure.

## Putting back

import-title = Tout remettre
import-stay = Restez à la porte et gardez cet écran ouvert.
import-doing = Tout est remis sur { $lock }
import-clearing = La serrure est vidée
import-half = La remise a commencé et n’est pas terminée.
import-half-safe = Vous pouvez continuer sans risque : rien n’est écrit deux fois.
confirm-start-over = Chaque code et chaque badge de la serrure est retiré, puis réécrit à partir de la sauvegarde. Vraiment ?

## Report

report-title = Rapport
report-loading = Chargement du rapport
report-proved = Tout ce qui peut revenir est revenu. Chaque élément a été lu sur la serrure et comparé.
report-all-it-takes = Tout ce que cette serrure accepte s’y trouve. Chaque élément a été lu sur la serrure et comparé. Ce qu’elle n’accepte pas figure plus bas.
report-not-proved = Tout n’est pas encore revenu. Ce qui manque figure plus bas.
report-written = { $count ->
    [one] { $count } élément a été écrit sur la serrure
    [many] { $count } d’éléments ont été écrits sur la serrure
   *[other] { $count } éléments ont été écrits sur la serrure
}
report-copy = Dans la sauvegarde : { $items }
report-nothing-written = Rien n’a été écrit.
report-door-seen = Un code a été essayé à la porte.
report-door-skipped = Aucun code n’a été essayé à la porte.
report-not-restorable = { $count ->
    [one] { $count } élément n’a pas pu revenir, comme annoncé.
    [many] { $count } d’éléments n’ont pas pu revenir, comme annoncé.
   *[other] { $count } éléments n’ont pas pu revenir, comme annoncé.
}
report-extra = { $count ->
    [one] { $count } se trouve sur la serrure sans être dans la sauvegarde.
    [many] { $count } se trouvent sur la serrure sans être dans la sauvegarde.
   *[other] { $count } se trouvent sur la serrure sans être dans la sauvegarde.
}
missing-failed = est sur la serrure sous une autre forme que sauvegardée
missing-not-listed = la serrure l’a accepté et ne l’a pas
missing-not-there = n’est pas sur la serrure tel que sauvegardé
missing-left-out = laissé de côté, comme vous l’avez choisi
identify-sheet = Pour créer une feuille avec tous les codes en clair
identify-key = Pour remettre la clé du propriétaire de votre serrure
to-do-try-code = Essayez un de vos codes
to-do-try-both = Essayez un de vos codes et un de vos badges
to-do-key = Enregistrez la nouvelle clé du propriétaire là où vous gardez ce qui est important
to-do-fingers = { $count ->
    [one] Enregistrez à nouveau { $count } empreinte
    [many] Enregistrez à nouveau { $count } d’empreintes
   *[other] Enregistrez à nouveau { $count } empreintes
}
to-do-people = Invitez à nouveau les personnes qui ouvrent avec leur téléphone
to-do-gateway = Reconnectez la passerelle ou le Wi-Fi
to-do-account = Mettez la serrure dans le compte de sa propre application : les écrans suivants vous aident
to-do-old-lock = Réinitialisez l’ancienne serrure avant de la donner

## The saved copy in the end

erase-title = La sauvegarde
erase-proved = Tout est revenu, la sauvegarde n’est donc plus nécessaire.
erase-not-proved = Tout n’a pas été relu sur une serrure.
erase-entrusted = Donnez d’abord la sauvegarde à votre assistant. Votre assistant l’ouvre avec sa propre clé.
erase-what = Sa clé sur ce téléphone est d’abord détruite, puis le fichier.
erase-not-in-account = Le compte de l’application de la serrure ne sait pas encore tout. Revenez au rapport et continuez à partir de là pour le lui communiquer.
erase-key = Seul ce téléphone a maintenant la clé du propriétaire de votre serrure. Enregistrez-la aussi ailleurs : sans elle, la serrure ne peut être réinitialisée qu’à la main.
erase-warning = Après l’effacement, ce qui n’est que dans cette sauvegarde est perdu pour toujours.
confirm-erase = Effacer la sauvegarde pour toujours ?
erase-type = Cette sauvegarde contient des éléments qui n’ont pas été relus sur une serrure. Pour l’effacer quand même, tapez combien : { $number }
erase-doing = Effacement de la sauvegarde
receipt-title = Effacée
receipt-erased = La clé a été détruite et le fichier supprimé le { $when }.
receipt-cannot = Les copies du fichier que vous avez données, ou que contient une sauvegarde du téléphone, ne sont pas effacées.
receipt-others = { $count ->
    [one] { $count } autre clé ouvre encore ces copies : votre clé de récupération, ou celle de votre assistant.
    [many] { $count } d’autres clés ouvrent encore ces copies : votre clé de récupération et celle de votre assistant.
   *[other] { $count } autres clés ouvrent encore ces copies : votre clé de récupération et celle de votre assistant.
}
kept-title = La sauvegarde est gardée
kept-why = Vous pouvez l’effacer à tout moment.
kept-until = Un rappel vous sera donné après le { $when }.
kept-over = Elle devait être gardée jusqu’au { $when }. Effacez-la, ou gardez-la plus longtemps.

## Items

item-code = Code { $number }
item-code-named = Code { $number }, { $name }
item-fob = Badge { $number }
item-fob-named = Badge { $number }, { $name }
item-finger = Empreinte { $number }
item-finger-named = Empreinte { $number }, { $name }
item-owner-code = Le code du propriétaire
item-thing = { $thing } { $number }
item-thing-named = { $thing } { $number }, { $name }
thing-face = Visage
thing-palm = Paume
thing-remote = Télécommande
thing-keypad = Clavier
thing-door-sensor = Capteur de porte
thing-gateway = Passerelle
thing-qr-code = Code QR
thing-person = Clé sur téléphone
thing-unused-code = Code jamais utilisé
item-general = En général
general-kind = { $kind } : { $why }
setting-auto-lock = Réglage : se ferme toute seule
setting-sound = Réglage : son
setting-remote-unlock = Réglage : ouverture à distance
setting-show-code = Réglage : affiche le code
setting-passage = Réglage : heures où la porte reste ouverte
setting-lamp = Réglage : lampe
setting-freeze = Réglage : gelée
setting-sensitivity = Réglage : sensibilité
setting-switches = Réglage : alarme, verrouillage privé et bouton de réinitialisation
when-always = toujours
when-once = une fois
when-cyclic = horaires hebdomadaires ou quotidiens
when-from = à partir du { $start }
when-until = jusqu’au { $end }
when-between = du { $start } au { $end }
hint-weak = Facile à deviner.
hint-was-changed = Il a été modifié une fois ; c’est ce qui ouvre la porte maintenant qui est écrit.
hint-not-yet = N’ouvre pas encore.
hint-over = A expiré.
hint-opens-again = A peut-être déjà servi ; il ouvrirait une fois de plus.
hint-no-clock = Cette serrure n’a pas d’horloge.
hint-present-unknown = La serrure n’indique pas sa valeur actuelle.
hint-parts-lacking = Cette serrure n’en a pas toutes les parties.
hint-schedule-lost = Cette serrure ne peut pas recevoir ses horaires hebdomadaires.
hint-schedule-unproved = Ses horaires hebdomadaires sont écrits et ne peuvent pas être relus.

## Why something cannot come back

obstacle-odd = La serrure l’indique sous une forme que personne ne comprend. Il reste dans la sauvegarde.
obstacle-not-digits = Il n’a pas entre 4 et 9 chiffres, et aucune serrure ne l’accepte.
obstacle-one-time = Code à usage unique ; quand la serrure l’indique, il a généralement déjà servi.
obstacle-expired = A expiré.
obstacle-no-keypad = Cette serrure n’a pas de clavier.
obstacle-no-reader = Cette serrure ne lit pas les badges.
obstacle-no-cyclic = Cette serrure ne reprend pas les codes hebdomadaires.
obstacle-no-clock = Cette serrure n’a pas d’horloge.
obstacle-doubled = A le même numéro que { $of }.
obstacle-is-owner-code = C’est aussi le code du propriétaire, qui ouvre la porte de toute façon.
obstacle-refused = Pendant l’essai, la serrure a refusé ce genre. { $why }
obstacle-unreliable = Pendant l’essai, la serrure n’a pas gardé ce genre tel qu’écrit.
obstacle-finger = Les empreintes ne peuvent pas quitter la serrure. Enregistrez le doigt à nouveau.
obstacle-face = Les visages ne peuvent pas quitter la serrure. Enregistrez le visage à nouveau.
obstacle-schedule-unsupported = Cette serrure ne peut pas recevoir ses horaires hebdomadaires.
obstacle-schedules-unread = Les horaires hebdomadaires des badges ne peuvent pas être lus sur une serrure. Un tel badge ouvrira à toute heure.
obstacle-setting-unread = La serrure n’a pas dit ce réglage. { $why }
obstacle-setting-lacking = Cette serrure n’a pas ce réglage.
obstacle-setting-range = Cette serrure n’accepte pas cette valeur.
obstacle-freeze = Une serrure gelée refuse tout le reste. Gelez-la à nouveau vous-même, à la fin.
obstacle-owner-code-unread = Le code du propriétaire n’a pas pu être lu. Il y en aura un autre.
obstacle-owner-code-is-code = Le code du propriétaire est un code ordinaire de cette serrure.
obstacle-unused-generated = Codes créés par l’application de la serrure que personne n’a encore tapés : la serrure ne les connaît pas.
obstacle-never-typed = Le compte l’a créé et personne ne l’a encore tapé. On ne peut l’indiquer à aucune serrure : créez-en un nouveau.
obstacle-pair-again = À reconnecter.
obstacle-enrol-again = À enregistrer de nouveau.
obstacle-make-again = À créer de nouveau.
obstacle-invite-again = Personne à inviter de nouveau.
obstacle-phone-keys = Personnes qui ouvrent avec leur téléphone : invitez-les à nouveau.
obstacle-log = Le journal de la serrure qui dit qui a ouvert.
obstacle-network = Les réglages réseau de la serrure elle-même.
obstacle-accessory = Télécommandes, claviers et capteurs : reconnectez-les.
obstacle-not-rehearsed-full = N’a pas pu être essayé : la serrure est pleine.
obstacle-not-rehearsed-number = N’a pas pu être essayé : tous les numéros sont pris.
obstacle-not-removed = L’élément jetable de l’essai n’a pas pu être retiré. { $why }

## The pages: the report, with codes hidden, and the sheet of last resort. The language and its direction are for the browser.

doc-language = fr
doc-direction = ltr
doc-report-title = Rapport sur { $lock }
doc-report-when = Relu et comparé le { $when }.
doc-missing = Ce qui manque
doc-items = Ce que contient la sauvegarde
doc-items-masked = Les codes et les numéros de badge sont masqués sur cette page.
doc-sheet-title = Feuille de secours pour { $lock }
doc-sheet-warning = Chaque code de cette feuille ouvre votre porte. Gardez-la comme une clé, et détruisez-la dès que vous n’en avez plus besoin. Elle permet de tout saisir à nouveau à la main dans l’application de la serrure.
doc-owner-code = Le code du propriétaire : { $code }
doc-column-what = Quoi
doc-column-number = Numéro
doc-column-when = Quand il fonctionne
doc-column-notes = Remarques
doc-made-by = Fait avec { $program }

## In a terminal: how to answer, the virtual lock, and what its position code says

terminal-how = Répondez par le numéro, puis appuyez sur Entrée ; là où l’on coche des lignes, plusieurs numéros en cochent plusieurs. q quitte, ? affiche ceci à nouveau.
terminal-stop = Ctrl-C arrête ce qui est en cours. À une question, il quitte ; le prochain démarrage reprend à cet endroit.
terminal-letters = Les six lettres entre crochets disent à l’assistance où vous en êtes.
terminal-hands = À la serrure : t touche le clavier, k 1234# y tape, r maintient enfoncé le bouton de réinitialisation à l’intérieur, n met des piles neuves.
terminal-demo-key = Ceci est une démonstration avec une serrure virtuelle. Là où la clé du propriétaire est demandée, tapez : demo
terminal-demo-kept = Une démonstration commencée plus tôt n’est pas terminée.
terminal-begin-anew = Recommencer
terminal-goes-on = Vous reprenez là où vous en étiez.
terminal-one-way = irréversible
terminal-no-answer = Ce n’est pas une des réponses.
terminal-yes = Oui
terminal-no = Non
terminal-more = { $count ->
    [one] { $count } ligne de plus n’est pas affichée. Tapez + pour voir la suite, ou / et un mot pour chercher.
    [many] { $count } lignes de plus ne sont pas affichées. Tapez + pour voir la suite, ou / et un mot pour chercher.
   *[other] { $count } lignes de plus ne sont pas affichées. Tapez + pour voir la suite, ou / et un mot pour chercher.
}
terminal-which-file = Tapez le chemin du fichier. Une ligne vide revient en arrière.
terminal-no-file = Ce fichier ne peut pas être lu : { $path }
terminal-where-to = Tapez où écrire { $name } : un dossier ou un fichier. Une ligne vide n’écrit rien.
terminal-written = Écrit dans { $path }
terminal-exists = Il y a déjà quelque chose ici : { $path }
terminal-not-written = Impossible d’écrire ici : { $path }
terminal-bolt-shut = Pêne : verrouillé
terminal-bolt-open = Pêne : ouvert
terminal-light-off = Voyant : éteint
terminal-light-on = Voyant : allumé
terminal-light-waiting = Voyant : clignote, libre
terminal-light-asleep = Voyant : éteint, en veille
terminal-beep-opened = Un bip, le pêne s’ouvre.
terminal-beep-wrong = Trois bips courts : aucun code qui ouvre maintenant.
terminal-beep-refused = Trois bips courts : elle ne fait rien.
terminal-beep-reset = Un long bip : tout est effacé.
terminal-beep-added = Deux bips : elle a un propriétaire.
terminal-beep-stored = Un bip : quelque chose est enregistré.
terminal-beep-touched = Un bip, le clavier s’allume.
terminal-beep-started = Deux bips : piles neuves.
terminal-kind-text = quelque chose à lire
terminal-kind-choices = un choix à faire
terminal-kind-checklist = des points à cocher
terminal-kind-form = quelque chose à taper
terminal-kind-progress = un travail en cours
terminal-kind-items = la liste des codes et des badges
terminal-kind-plan = le plan, ligne par ligne
terminal-kind-code = la clé de récupération
terminal-kind-proof = un code à essayer à la porte
terminal-kind-report = le rapport

## When Relatch itself fails

fault-title = Quelque chose a mal tourné dans Relatch
abandoned-title = Terminé

## Dates, spans and lists. A month comes as its number, hours and minutes in two digits.

date-time = { $day ->
    [1] 1er
   *[other] { $day }
} { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
} { $year } à { $hour }:{ $minute }
date-odd = { $text }
span-seconds = { $count ->
    [one] environ { $count } seconde
    [many] environ { $count } de secondes
   *[other] environ { $count } secondes
}
span-minutes = { $count ->
    [one] environ { $count } minute
    [many] environ { $count } de minutes
   *[other] environ { $count } minutes
}
span-hours = { $count ->
    [one] environ { $count } heure
    [many] environ { $count } d’heures
   *[other] environ { $count } heures
}
span-days = { $count ->
    [one] environ { $count } jour
    [many] environ { $count } de jours
   *[other] environ { $count } jours
}
span-years = { $count ->
    [one] environ { $count } an
    [many] environ { $count } d’années
   *[other] environ { $count } ans
}
list-pair = { $first } et { $second }
list-middle = { $one }, { $rest }
list-end = { $before } et { $last }

## Troubles: what happened, and what to do. What is on the lock now stands beside it.
## The radio

trouble-radio-off = Le Bluetooth est désactivé.
    .advice = Activez le Bluetooth. Relatch continue alors de lui-même.
trouble-radio-not-permitted = Relatch n’a pas le droit d’utiliser le Bluetooth sur ce téléphone.
    .advice = Autorisez-le dans les réglages du téléphone, parmi les autorisations de Relatch. Relatch ne l’utilise que pour votre serrure.
trouble-place-not-permitted = Android ne laisse Relatch chercher des serrures qu’avec l’autorisation de localisation.
    .advice = Acceptez quand le téléphone le demande, ou dans ses réglages, dans les autorisations de Relatch. Relatch ne demande pas où vous êtes ; avant Android 12, l’autorisation pour le Bluetooth porte ce nom.
trouble-place-off = La localisation est désactivée sur ce téléphone.
    .advice = Activez-la et réessayez. Avant Android 12, un téléphone n’entend aucune serrure tant qu’elle est désactivée. Relatch ne demande pas où vous êtes.
trouble-no-radio = Ce téléphone n’a pas de Bluetooth qui atteigne une serrure.
    .advice = Utilisez un autre téléphone. Une sauvegarde peut suivre : son fichier et sa clé de récupération.
trouble-radio-failed = Le Bluetooth du téléphone ne fonctionne plus.
    .advice = Désactivez le Bluetooth, réactivez-le, puis réessayez. Si cela n’aide pas, redémarrez le téléphone ; Relatch continue là où il en était.
trouble-radio-missing = Il n’y a ici aucun Bluetooth que cette version de Relatch puisse utiliser.
    .advice = Rien n’a été modifié. Prenez un téléphone avec Bluetooth et une version de Relatch qui sait l’utiliser ; la démonstration s’en passe.
trouble-gateway-unreachable = La passerelle est injoignable.
    .advice = Vérifiez qu’elle est allumée et sur le même réseau, ainsi que son adresse. Cela n’a rien modifié sur la serrure.
trouble-gateway-login = La passerelle n’accepte pas cet utilisateur et ce mot de passe.
    .advice = Indiquez ceux qui sont réglés dans la passerelle. Cela n’a rien modifié sur la serrure.
trouble-not-in-reach = La serrure n’a pas été détectée.
    .advice = Placez-vous juste devant la porte, touchez le clavier jusqu’à ce qu’il s’allume, et réessayez. S’il reste éteint, changez les piles.
trouble-held = La serrure est là, mais elle ne laisse pas le téléphone se connecter.
    .advice = Fermez l’application de la serrure sur tous les téléphones proches et débranchez la passerelle. Attendez une minute, touchez le clavier, et réessayez.
trouble-link-lost = La connexion à la serrure a été perdue.
    .advice = Approchez-vous de la porte, touchez le clavier, et réessayez. Relatch regarde d’abord ce qui est sur la serrure, puis continue à partir de là.
trouble-silent = La serrure n’a pas répondu à temps.
    .advice = Touchez le clavier pour que la serrure reste éveillée, et réessayez.
trouble-garbled = La réponse de la serrure est arrivée abîmée.
    .advice = Approchez-vous de la porte, loin d’autres appareils, et réessayez.

## The lock

trouble-not-served = Relatch ne peut pas travailler avec ce genre de serrure.
    .advice = Utilisez pour cette serrure sa propre application. Ne la réinitialisez pas tant que ses codes et ses badges sont nécessaires.
trouble-other-lock = La serrure à portée n’est pas celle qui était attendue.
    .advice = Allez à la bonne porte. Si la serrure a été remplacée, recommencez depuis le premier écran et choisissez de tout transférer sur une autre serrure.
trouble-no-owner = La serrure n’a pas de propriétaire : quelqu’un l’a réinitialisée.
    .advice = Avec une sauvegarde, tout peut être remis : choisissez « { home-from-copy } » sur le premier écran. Sans sauvegarde, les codes et les badges doivent être recréés.
trouble-still-owned = La serrure a encore un propriétaire, elle ne peut donc pas être ajoutée.
    .advice = Si c’est vous, utilisez votre clé du propriétaire, ou réinitialisez d’abord la serrure. Si c’est quelqu’un d’autre, demandez-lui de supprimer la serrure dans son application.
trouble-battery-low = Les piles de la serrure sont trop faibles pour une réinitialisation.
    .advice = Mettez des piles alcalines neuves, toutes à la fois, et interrogez encore la serrure. Changer les piles n’efface rien.
trouble-battery-unknown = La serrure n’indique pas la charge de ses piles.
    .advice = Mettez des piles alcalines neuves, toutes à la fois, et confirmez que vous l’avez fait.
trouble-reset-button-off = Le bouton de réinitialisation est désactivé dans les réglages de la serrure.
    .advice = Réinitialisez la serrure par Bluetooth, ou activez le bouton de réinitialisation dans l’application de la serrure.
trouble-clock-wrong = La serrure n’accepte pas l’heure exacte.
    .advice = Touchez le clavier et réessayez. Si cela se reproduit, retirez les piles pendant une minute et remettez-les.
trouble-not-reset = La serrure n’a pas été réinitialisée : elle est comme elle était.
    .advice = Essayez encore une fois de la réinitialiser. Avec le bouton intérieur : maintenez-le jusqu’à ce que la serrure bipe ou parle, et faites ce qu’elle demande.
trouble-reset-unseen = La connexion a pris fin avant qu’il soit clair si la serrure a été réinitialisée.
    .advice = Touchez le clavier et réessayez. Relatch demande à la serrure dans quel état elle est ; il ne la réinitialise pas une deuxième fois.
trouble-pair-unsure = La serrure n’a pas confirmé qu’elle a pris la nouvelle clé.
    .advice = Touchez le clavier et réessayez. La nouvelle clé est enregistrée sur ce téléphone ; Relatch demande à la serrure si elle l’a.
trouble-not-seen-at-door = Le journal de la serrure ne montre pas le code.
    .advice = Tapez le code encore une fois, appuyez sur # ou sur la coche, et observez le pêne. Laissez ensuite Relatch regarder à nouveau.

## The owner’s key

trouble-key-unreadable = Ce n’est pas la clé d’une serrure.
    .advice = Choisissez le fichier, ou copiez le texte entier, exactement tel qu’il a été exporté comme clé du propriétaire.
trouble-key-damaged = La clé est abîmée, ou a été modifiée en route.
    .advice = Exportez la clé encore une fois et envoyez-la sous forme de fichier, pour que rien ne soit coupé.
trouble-key-newer = La clé a une forme que seul un Relatch plus récent peut lire.
    .advice = Mettez Relatch à jour et utilisez la clé à nouveau.
trouble-key-guest = C’est la clé d’un invité. Elle ne permet ni de lire ni de réinitialiser la serrure.
    .advice = Demandez la clé du propriétaire au propriétaire de la serrure.
trouble-key-incomplete = Il manque à cette clé une partie dont le propriétaire a besoin.
    .advice = Exportez à nouveau la clé du propriétaire, avec le compte qui a ajouté la serrure.
trouble-key-other = Cette clé est celle d’une autre serrure.
    .advice = Utilisez la clé de cette serrure. L’adresse dans la clé doit être celle de la serrure.
trouble-key-silent = La serrure est là, mais ne répond pas à cette clé.
    .advice = Touchez le clavier et réessayez. Si la serrure reste muette, la clé date d’avant une réinitialisation : exportez encore une fois la clé du propriétaire de l’application de la serrure, et utilisez la nouvelle.
trouble-key-refused = La serrure refuse cette clé. Elle date probablement d’avant une réinitialisation.
    .advice = Exportez encore une fois la clé du propriétaire de l’application de la serrure, et utilisez la nouvelle.
trouble-no-key-works = La serrure est là, mais ne répond à aucune de vos clés. Elle ne s’est peut-être pas réveillée, ou quelqu’un l’a réinitialisée et ajoutée de nouveau.
    .advice = Touchez le clavier et interrogez à nouveau la serrure. Si quelqu’un l’a réinitialisée et ajoutée dans sa propre application, prenez-y la nouvelle clé du propriétaire.
trouble-helper-key-wrong = Ce n’est pas la clé publique d’un assistant.
    .advice = Demandez encore une fois à votre assistant sa clé publique, et collez-la en entier. Elle commence par « age1 ».
trouble-key-twice = Il y a deux clés différentes pour cette serrure.
    .advice = Retirez l’ancienne clé, ou exportez une nouvelle clé de l’application de la serrure et n’utilisez que celle-là.

## The saved copy

trouble-copy-missing = Le fichier de la sauvegarde n’est pas là.
    .advice = Cherchez-le là où vous l’avez gardé : dans les fichiers de ce téléphone, sur un autre appareil, ou dans un message que vous avez envoyé.
trouble-copy-foreign = Ce fichier n’est pas la sauvegarde d’une serrure.
    .advice = Choisissez un fichier dont le nom se termine par « .relatch ».
trouble-copy-damaged = La sauvegarde est abîmée.
    .advice = Utilisez un autre exemplaire du fichier, si vous en avez donné un. Ne réinitialisez pas la serrure avec celui-ci. Relatch laisse le fichier tel quel.
trouble-copy-newer = La sauvegarde a été faite par un Relatch plus récent.
    .advice = Mettez Relatch à jour et rouvrez la sauvegarde. Relatch laisse le fichier tel quel.
trouble-copy-locked = Aucune clé de ce téléphone n’ouvre la sauvegarde.
    .advice = Tapez sa clé de récupération, ou ouvrez la sauvegarde sur le téléphone qui l’a faite.
trouble-copy-not-made-here = La sauvegarde n’a pas été faite sur ce téléphone.
    .advice = Examinez-la d’abord. Ne continuez que si vous savez qui l’a faite : ses codes ouvriront votre porte.
trouble-copy-of-other-lock = La sauvegarde est celle d’une autre serrure.
    .advice = Choisissez la sauvegarde de cette serrure. Pour mettre cette sauvegarde sur une autre serrure, recommencez depuis le premier écran.
trouble-copy-outdated = La sauvegarde date d’avant le nouvel ajout de cette serrure.
    .advice = Faites une nouvelle sauvegarde de la serrure telle qu’elle est maintenant.
trouble-copy-not-as-written = Le téléphone n’a pas enregistré correctement la sauvegarde.
    .advice = Vérifiez que le téléphone a de la place libre, et sauvegardez à nouveau.
trouble-copy-key-volatile = Cet appareil oublierait la clé de la sauvegarde au prochain redémarrage.
    .advice = Utilisez un téléphone ou un ordinateur avec un coffre sécurisé qui dure. Relatch ne commence pas sans lui.
trouble-readings-disagree = La serrure a été lue deux fois, et les deux lectures diffèrent.
    .advice = Veillez à ce que personne ne modifie de codes ou de badges pendant ce temps, et réessayez.
trouble-lock-changed = Quelque chose a changé sur la serrure depuis la sauvegarde.
    .advice = Faites une nouvelle sauvegarde, pour que rien n’y manque. L’ancienne reste jusque-là.
trouble-not-rehearsed = Le chemin du retour n’a pas encore été essayé pour tout ce que contient la sauvegarde.
    .advice = Refaites l’essai. Si quelque chose ne peut toujours pas être essayé, Relatch le nomme, et vous décidez.
trouble-more-lost = Il y aurait plus de pertes que vous n’en avez accepté.
    .advice = Lisez la nouvelle liste de ce qui ne peut pas revenir, et décidez à nouveau.
trouble-recovery-key-wrong = Ce n’est pas la clé de récupération de cette sauvegarde.
    .advice = Comparez-la avec votre papier, lettre par lettre, et tapez-la à nouveau.
trouble-typed-wrong = Ce que vous avez tapé n’est pas ce qui était demandé.
    .advice = Regardez à nouveau l’écran ou votre papier, et tapez-le encore une fois.

## The phone

trouble-phone-full = Il n’y a plus de place sur le téléphone.
    .advice = Supprimez quelque chose dont vous n’avez pas besoin, comme des vidéos ou des applications, et réessayez.
trouble-phone-denied = Le téléphone ne laisse pas Relatch lire ou écrire le fichier.
    .advice = Choisissez un autre dossier, ou autorisez l’accès aux fichiers dans les réglages du téléphone.
trouble-phone-busy = Relatch est déjà ouvert et travaille avec les mêmes fichiers.
    .advice = Fermez l’autre et réessayez.
trouble-notes-damaged = Une note que Relatch tenait sur son travail est abîmée. Les sauvegardes et les clés ne sont pas touchées.
    .advice = Recommencez à partir du premier écran. Relatch demande à la serrure elle-même ce qu’elle contient ; vous pouvez aussi y choisir une sauvegarde.
trouble-phone-failed = La mémoire du téléphone a eu une défaillance.
    .advice = Réessayez. Si cela échoue encore, redémarrez le téléphone ; Relatch continue là où il en était.
trouble-no-secure-store = Ce téléphone n’a pas de coffre sécurisé pour les clés.
    .advice = Utilisez un autre téléphone. Relatch ne garde la clé de vos codes nulle part ailleurs, il ne commence donc pas ici.
trouble-secure-store-locked = Le coffre sécurisé du téléphone est verrouillé.
    .advice = Déverrouillez le téléphone, définissez un verrouillage d’écran s’il n’y en a pas, et réessayez.
trouble-secure-store-failed = Le coffre sécurisé du téléphone a eu une défaillance.
    .advice = Réessayez. Si cela échoue encore, redémarrez le téléphone.
trouble-not-identified = Le téléphone ne vous a pas reconnu.
    .advice = Réessayez, ou utilisez le code qui déverrouille le téléphone.
trouble-file-too-large = Le fichier est trop gros pour être celui qui est cherché.
    .advice = Choisissez un autre fichier.
trouble-phone-clock = La date et l’heure du téléphone ne peuvent pas être justes.
    .advice = Réglez la date et l’heure sur automatique dans les réglages du téléphone, et réessayez.
trouble-fault = Quelque chose a mal tourné dans Relatch lui-même.
    .advice = Continuez ; Relatch demande d’abord à la serrure dans quel état elle est. Si cela se reproduit, lisez au support les six lettres affichées sur cet écran.

## What the lock answers when it refuses

trouble-lock-00 = La serrure a refusé sans donner de raison.
    .advice = Touchez le clavier et réessayez. Si cela se reproduit, lisez au support les six lettres affichées sur cet écran.
trouble-lock-01 = Le message de Relatch est arrivé abîmé à la serrure.
    .advice = Approchez-vous de la porte et réessayez.
trouble-lock-02 = Avec cette clé, la serrure ne le permet pas.
    .advice = Utilisez la clé du propriétaire. La clé d’un invité ne suffit pas.
trouble-lock-03 = La serrure ne connaît pas cette clé du propriétaire.
    .advice = Exportez encore une fois la clé du propriétaire de l’application de la serrure, et utilisez la nouvelle.
trouble-lock-05 = La serrure n’a plus de propriétaire et attend d’être ajoutée.
    .advice = Revenez en arrière et cherchez la serrure à nouveau, pour que Relatch voie dans quel état elle est.
trouble-lock-06 = La serrure n’a pas de propriétaire : elle a été réinitialisée.
    .advice = Revenez en arrière et cherchez la serrure à nouveau. Avec une sauvegarde, vous pouvez l’ajouter et tout remettre.
trouble-lock-07 = La serrure a un propriétaire, elle ne peut donc pas être ajoutée.
    .advice = Utilisez la clé du propriétaire, ou réinitialisez d’abord la serrure et touchez le clavier.
trouble-lock-08 = La serrure n’a pas accepté ce que Relatch a répondu avec cette clé.
    .advice = Exportez encore une fois la clé du propriétaire de l’application de la serrure, et utilisez la nouvelle.
trouble-lock-0a = Les piles de la serrure sont trop faibles.
    .advice = Mettez des piles alcalines neuves, toutes à la fois, et réessayez. Changer les piles n’efface rien.
trouble-lock-0b = La serrure n’a pas pu enregistrer entièrement la nouvelle clé.
    .advice = Touchez le clavier et réessayez. Si cela se reproduit, changez les piles.
trouble-lock-0d = Cette clé a été retirée.
    .advice = Utilisez la clé actuelle du propriétaire, dans l’application de la serrure.
trouble-lock-0e = Cette clé a expiré.
    .advice = Utilisez la clé du propriétaire, qui n’expire pas. Si c’est celle-ci, réglez la date et l’heure du téléphone sur automatique.
trouble-lock-0f = La serrure n’accepte pas un code de cette longueur.
    .advice = Laissez ce code de côté, et donnez ensuite à la personne un code d’une autre longueur dans l’application de la serrure.
trouble-lock-10 = Le code du propriétaire est le même que le code qui efface les codes de la serrure.
    .advice = Choisissez un autre code du propriétaire dans l’application de la serrure.
trouble-lock-11 = Cette clé n’est pas encore valable.
    .advice = Réglez la date et l’heure du téléphone sur automatique. Si elles sont justes, attendez le premier jour de la clé.
trouble-lock-12 = La serrure n’a plus reconnu la connexion.
    .advice = Touchez le clavier et réessayez.
trouble-lock-13 = La serrure n’a pas pu le faire et n’a pas donné de raison.
    .advice = Touchez le clavier et réessayez. Si cela se reproduit, lisez au support les six lettres affichées sur cet écran.
trouble-lock-14 = Ce code est déjà sur la serrure.
    .advice = Essayez le code à la porte. S’il ouvre, il n’y a plus rien à faire. S’il n’ouvre pas, supprimez-le dans l’application de la serrure et remettez-le.
trouble-lock-15 = Ce code n’est pas sur la serrure, ou n’a jamais servi.
    .advice = Relisez la serrure et continuez ; Relatch voit alors ce qui est là.
trouble-lock-16 = La serrure est pleine.
    .advice = Supprimez des codes ou des badges dont personne n’a plus besoin, ou laissez-en quelques-uns de côté, et réessayez.
trouble-lock-17 = La serrure a refusé avec l’erreur 17, dont le sens n’est pas connu.
    .advice = Touchez le clavier et réessayez. Si cela se reproduit, lisez au support les six lettres affichées sur cet écran.
trouble-lock-18 = Ce badge n’est pas sur la serrure.
    .advice = Relisez la serrure et continuez ; Relatch voit alors ce qui est là.
trouble-lock-1a = Cette empreinte n’est pas sur la serrure.
    .advice = Enregistrez le doigt à la porte, avec l’application de la serrure.
trouble-lock-1b = Cette serrure ne sait pas faire ce qui lui a été demandé.
    .advice = Laissez-le de côté et continuez avec le reste.
trouble-lock-1c = La serrure est gelée et refuse tout.
    .advice = Dégelez-la dans l’application de la serrure, et réessayez.
trouble-lock-1d = La serrure appartient à l’application d’un autre fabricant.
    .advice = Utilisez l’application de ce fabricant. Relatch ne peut pas travailler avec cette serrure.
trouble-lock-1e = La porte est verrouillée à double tour de l’intérieur.
    .advice = Faites-la déverrouiller de l’intérieur, et réessayez.
trouble-lock-1f = La serrure n’a plus cette entrée.
    .advice = Relisez la serrure et continuez ; Relatch voit alors ce qui est là.
trouble-lock-20 = La serrure n’accepte pas une des valeurs.
    .advice = Laissez cet élément de côté et continuez avec le reste. Réglez-le ensuite dans l’application de la serrure.
trouble-lock-21 = Quelque chose gêne le pêne.
    .advice = Ouvrez la porte, vérifiez que le pêne bouge librement, et réessayez.
trouble-lock-24 = La serrure a commencé, mais n’a pas encore dit comment cela s’est terminé.
    .advice = Attendez un instant et réessayez. Relatch regarde d’abord ce qui est sur la serrure.
trouble-lock-25 = La serrure n’accepte pas le nom du Wi-Fi.
    .advice = Configurez le Wi-Fi dans l’application de la serrure. Les codes et les badges n’en ont pas besoin.
trouble-lock-26 = La serrure n’accepte pas le mot de passe du Wi-Fi.
    .advice = Configurez le Wi-Fi dans l’application de la serrure. Les codes et les badges n’en ont pas besoin.
trouble-lock-other = La serrure a refusé avec l’erreur { $code }.
    .advice = Touchez le clavier et réessayez. Si cela se reproduit, donnez ce numéro au support : { $code }.

## Le compte

account-title = Prendre la clé dans votre compte
account-sign-in-title = Se connecter au compte de l’application de la serrure
account-looking = Recherche des comptes sur cet appareil
account-why = C’est le compte que vous utilisez dans l’application de la serrure. Relatch ne fait que le lire, jusqu’à ce que vous demandiez plus.
account-where = Choisissez où le compte a été créé. Relatch ne le change jamais de lui-même.
account-known = Utiliser le compte { $name }
account-sign-in = Se connecter
account-region-eu = Europe et partout sauf en Chine
account-region-cn = Chine continentale
account-region-other = Le serveur { $address }
account-password-stays = Le mot de passe est envoyé au serveur du fabricant de la serrure. Relatch ne le conserve nulle part.
account-name = Nom du compte : adresse e-mail ou numéro de téléphone
account-password = Mot de passe
account-signing-in = Connexion en cours
account-reading = Lecture des serrures du compte
account-locks-title = De quelle serrure s’agit-il ?
account-of = Ces serrures sont dans le compte { $name }.
account-older-entry = { $lock }, une entrée plus ancienne
account-rights-owner = { $address }. Elle appartient au compte.
account-rights-admin = { $address }. Le compte est administrateur autorisé : il peut sauvegarder, la réinitialisation revient au propriétaire.
account-rights-guest = { $address }. Le compte n’est qu’invité de cette serrure.
account-rights-pending = { $address }. La clé n’est pas encore acceptée.
account-rights-frozen = { $address }. La clé est gelée.
account-rights-not-usable = { $address }. La clé est supprimée, ou d’un genre que Relatch ne connaît pas.
account-rights-re-added = { $address }. La serrure a été ajoutée de nouveau depuis ; cette clé est ancienne.
key-account = Depuis votre compte
key-account-detail = Connectez-vous comme dans l’application de la serrure. Les noms et les codes jamais tapés viennent avec.
key-account-none = Cette application n’est pas prévue pour les comptes. Les autres moyens fonctionnent sans.
backup-account = Les noms, les horaires hebdomadaires et les codes jamais tapés sont lus dans votre compte.
backup-without-account = Vous pouvez sauvegarder sans le compte. Il manquera alors les codes jamais tapés, les noms et les horaires hebdomadaires.
own-app-account = Quand elle y est, revenez ici. Relatch prend la nouvelle clé dans votre compte.
own-app-awaiting = Si cette application dit que la serrure y est déjà, supprimez-la d’abord, puis ajoutez-la.
own-app-looking = Recherche de la nouvelle clé dans le compte
button-sign-in = Se connecter
button-added = Je l’ai ajoutée
button-without-account = Sauvegarder sans le compte
button-register = L’ajouter à mon compte
button-account = Mettre la serrure dans mon compte
button-tell = Informer le compte
button-tell-again = Informer de nouveau du reste
button-remove-old = Retirer l’ancienne entrée
button-keep-old = Garder l’ancienne entrée
register-title = De retour dans l’application de la serrure
register-why = { $lock } fonctionne de nouveau, et sa nouvelle clé est ici. Avec une entrée dans votre compte, l’application de la serrure l’a aussi.
register-not-proved = On ne sait pas d’avance si le compte l’acceptera. S’il refuse, rien n’est perdu : la serrure reste la vôtre.
register-account = Le compte est { $name }.
register-doing = Ajout de la serrure au compte
register-entered = La serrure est dans votre compte, avec sa nouvelle clé.
register-in-doubt = Le compte a une entrée de la serrure, mais sa clé n’a pas pu être comparée. C’est la clé gardée ici qui compte.
register-tell-why = Les codes et badges de la serrure peuvent être signalés au compte, pour que son application les montre avec leurs noms.
register-telling = Signalement au compte
register-item-refused = { $item } : le compte l’a refusé.
register-item-not-tellable = { $item } : ce genre ne peut être communiqué à aucun compte.
register-stopped = Ce qui n’est pas encore communiqué peut l’être plus tard. L’ancienne entrée reste jusque-là.
register-old-why = Le compte a peut-être encore l’entrée d’avant la réinitialisation. Elle n’ouvre plus rien.
register-old-confirm = Avec l’ancienne entrée, toutes ses clés d’autres personnes et ses historiques quittent le compte. La retirer ?
register-removing = Retrait de l’ancienne entrée
register-old-gone = L’ancienne entrée n’est plus dans le compte.
register-old-same = Il n’y a pas d’ancienne entrée : le compte a gardé son numéro pour la nouvelle.
register-old-kept = L’ancienne entrée est toujours là. Vous pouvez la supprimer dans l’application de la serrure, après avoir vu que la nouvelle fonctionne.
account-other-zone = Votre compte et l’horloge de la serrure comptent dans des fuseaux différents. Vérifiez les heures des codes.
work-telling = Signalement au compte
demo-account-hint = Dans une démonstration, le compte et son mot de passe sont tous deux « { $name } ».
remark-other-kind = { $item } : la serrure et le compte indiquent un autre type de code. Celui de la serrure compte.
remark-other-times = { $item } : la serrure et le compte indiquent d’autres heures. Celles de la serrure comptent.
remark-cyclic-never-typed = { $item } : un code pour certains jours que personne n’a encore tapé. Aucune serrure n’accepte de l’enregistrer ; faites-en un nouveau ensuite.
remark-dead = { $item } : un code que personne n’a tapé à temps. Il n’ouvre plus rien.
remark-one-time = { $item } : un code à usage unique que personne n’a encore tapé. Il est sauvegardé, et remis seulement si vous le choisissez.
remark-used-up = { $item } : un code à usage unique déjà utilisé, d’après le journal de la serrure.
remark-not-on-lock = { $item } : le compte l’indique, pas la serrure. Cela n’ouvre rien.
remark-invalid = { $item } : le compte lui-même dit que ce n’est pas valable.
remark-still-on-lock = { $item } : la serrure l’a, bien que le compte dise que ce n’est pas valable ou à supprimer.
remark-doubtful = { $item } : des zéros en tête ont pu se perdre, il n’a donc pas été repris.
remark-not-understood = { $item } : le compte l’indique sous une forme que Relatch ne comprend pas.
remark-erases = { $item } : un code qui efface tous les autres. Il n’est jamais remis.
trouble-account-not-set-up = Cette application n’est pas prévue pour les comptes.
    .advice = Prenez un autre moyen d’obtenir la clé. Un fichier de clé de la serrure fonctionne sans compte.
trouble-account-unreachable = Le serveur du compte est injoignable.
    .advice = Vérifiez le réseau et réessayez. Un fichier de clé de la serrure fonctionne sans compte.
trouble-account-foreign = Quelque chose d’autre répond à la place du serveur du compte.
    .advice = Ouvrez une page dans le navigateur : le réseau veut peut-être que vous vous y connectiez. Puis réessayez. Un fichier de clé de la serrure fonctionne sans compte.
trouble-account-untrusted = Le serveur du compte ne prouve pas qu’il est le bon, rien n’a donc été envoyé.
    .advice = Vérifiez la date et l’heure de cet appareil et utilisez un autre réseau. Un fichier de clé de la serrure fonctionne sans compte.
trouble-account-password = Le nom ou le mot de passe est faux, ou le compte est d’une autre région ou d’un autre type.
    .advice = Essayez les deux dans l’application de la serrure. S’ils y fonctionnent, revenez et choisissez l’autre région. Un fichier de clé de la serrure fonctionne sans compte.
trouble-account-region = Le compte appartient à une autre région.
    .advice = Revenez et choisissez l’autre région. Un fichier de clé de la serrure fonctionne sans compte.
trouble-account-busy = Le serveur du compte a été interrogé trop souvent en peu de temps.
    .advice = Attendez une minute, puis réessayez. Si cela persiste, réessayez demain. Un fichier de clé de la serrure fonctionne sans compte.
trouble-account-month = Les appels de cette application au serveur du compte sont épuisés pour ce mois.
    .advice = Cela fonctionnera de nouveau le mois prochain. Un fichier de clé de la serrure fonctionne sans compte.
trouble-account-clock = L’horloge de cet appareil est trop décalée pour le serveur du compte.
    .advice = Réglez la date et l’heure, puis réessayez. Un fichier de clé de la serrure fonctionne sans compte.
trouble-account-no-lock = Le compte n’a pas cette serrure.
    .advice = Connectez-vous au compte que vous utilisez pour elle dans l’application de la serrure. Un fichier de clé de la serrure fonctionne sans compte.
trouble-account-guest = Le compte ne peut agir comme propriétaire d’aucune de ses serrures.
    .advice = Seul le propriétaire peut sauvegarder et réinitialiser une serrure : demandez à la personne dont le compte la contient. Un fichier de clé de la serrure fonctionne sans compte.
trouble-account-pending = La clé du compte pour cette serrure n’est pas encore acceptée.
    .advice = Acceptez-la dans l’application de la serrure, puis réessayez. Un fichier de clé de la serrure fonctionne sans compte.
trouble-account-frozen = La clé du compte pour cette serrure est gelée.
    .advice = La personne qui l’a gelée peut la libérer dans l’application de la serrure ; réessayez ensuite. Un fichier de clé de la serrure fonctionne sans compte.
trouble-account-re-added = La clé du compte date d’avant le nouvel ajout de la serrure.
    .advice = Prenez le compte qui l’a ajoutée, ou un fichier de clé de la serrure.
trouble-account-broken = Le serveur du compte a échoué, ou sa réponse n’avait pas de sens.
    .advice = Réessayez, ou plus tard. Un fichier de clé de la serrure fonctionne sans compte.
trouble-account-signed-out = La connexion au compte a pris fin.
    .advice = Connectez-vous de nouveau. Un fichier de clé de la serrure fonctionne sans compte.
trouble-account-device = Le fabricant de la serrure veut confirmer cet appareil dans sa propre application.
    .advice = Connectez-vous-y une fois sur cet appareil, puis réessayez. Un fichier de clé de la serrure fonctionne sans compte.
trouble-account-application = L’enregistrement de cette application chez le fabricant de la serrure ne fonctionne pas.
    .advice = Prévenez celui qui vous a donné cette application. Un fichier de clé de la serrure fonctionne sans compte.
trouble-account-refused = Le serveur du compte refuse.
    .advice = Réessayez plus tard, ou faites-le dans l’application de la serrure. Un fichier de clé de la serrure fonctionne sans compte.
trouble-account-not-yet = Le compte n’a pas encore de nouvelle clé de la serrure.
    .advice = Ajoutez la serrure dans son application, avec ce compte, puis réessayez. Un fichier de clé de la serrure fonctionne sans compte.
account-both = { $count ->
    [one] La serrure et le compte connaissent un élément.
    [many] La serrure et le compte connaissent { $count } éléments.
   *[other] La serrure et le compte connaissent { $count } éléments.
}
account-only-lock = { $count ->
    [one] Seule la serrure connaît un élément.
    [many] Seule la serrure connaît { $count } éléments.
   *[other] Seule la serrure connaît { $count } éléments.
}
account-only-account = { $count ->
    [one] Un code n’est que dans le compte, car personne ne l’a encore tapé. Il est sauvegardé et remis avec les mêmes chiffres.
    [many] { $count } codes ne sont que dans le compte, car personne ne les a encore tapés. Ils sont sauvegardés et remis avec les mêmes chiffres.
   *[other] { $count } codes ne sont que dans le compte, car personne ne les a encore tapés. Ils sont sauvegardés et remis avec les mêmes chiffres.
}
account-lists-missing = Le compte n’a pas indiqué { $lists }. Ce qu’il en sait manque.
account-lists-changing = Pendant la lecture ({ $lists }), le compte ne cessait de changer. Il peut manquer quelque chose.
account-list-details = ses données sur la serrure
account-list-codes = les codes
account-list-fobs = les badges
account-list-fingers = les empreintes
account-list-faces = les visages
account-list-palms = les paumes
account-list-remotes = les télécommandes
account-list-keypads = les claviers
account-list-door-sensor = le capteur de porte
account-list-gateways = les passerelles
account-list-people = les clés d’autres personnes
account-list-passage = quand la porte reste ouverte
review-things-more = { $count ->
    [one] Et une autre chose. Avant la réinitialisation, tout est énuméré.
    [many] Et { $count } autres choses. Avant la réinitialisation, tout est énuméré.
   *[other] Et { $count } autres choses. Avant la réinitialisation, tout est énuméré.
}
account-choose-later = Là où ils diffèrent, la serrure compte. Avant que tout soit remis, vous pourrez encore choisir le compte.
account-remarks-more = { $count ->
    [one] Et une autre remarque de ce genre.
    [many] Et { $count } autres remarques de ce genre.
   *[other] Et { $count } autres remarques de ce genre.
}
register-at-once = Reprendre d’un coup ce que contient l’ancienne entrée
register-at-once-people = Cela demande moins d’appels. Le compte peut reprendre aussi les anciennes clés d’autres personnes : ne cochez pas si quelqu’un ne doit plus entrer.
register-calls = { $count ->
    [one] Cela demande un appel du quota mensuel de l’application.
    [many] Cela demande jusqu’à { $count } appels du quota mensuel de l’application.
   *[other] Cela demande jusqu’à { $count } appels du quota mensuel de l’application.
}
register-told = { $count ->
    [one] Un élément a été signalé au compte.
    [many] { $count } éléments ont été signalés au compte.
   *[other] { $count } éléments ont été signalés au compte.
}
register-known = { $count ->
    [one] Il avait déjà un élément.
    [many] Il avait déjà { $count } éléments.
   *[other] Il avait déjà { $count } éléments.
}
register-not-tellable = { $count ->
    [one] Un code est d’un type qu’on ne peut signaler à aucun compte ; il fonctionne quand même à la porte.
    [many] { $count } codes sont de types qu’on ne peut signaler à aucun compte ; ils fonctionnent quand même à la porte.
   *[other] { $count } codes sont de types qu’on ne peut signaler à aucun compte ; ils fonctionnent quand même à la porte.
}
register-refused = { $count ->
    [one] Le compte a refusé un élément. Il est quand même dans la serrure.
    [many] Le compte a refusé { $count } éléments. Ils sont quand même dans la serrure.
   *[other] Le compte a refusé { $count } éléments. Ils sont quand même dans la serrure.
}
