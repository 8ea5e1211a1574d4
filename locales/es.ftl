### Español. Tratamiento: usted.
###
### Una palabra para cada cosa: lock = cerradura, code = código (cifras en el teclado), fob = llavero (etiqueta, tarjeta),
### fingerprint = huella, saved copy = copia guardada, recovery key = clave de recuperación, owner’s key = clave del
### propietario, owner’s code = código del propietario, reset = restablecer, add again = añadir de nuevo, trial run = ensayo,
### clock = reloj, plan = plan, report = informe, log = registro, phone = teléfono, helper = ayudante, bolt = pestillo,
### to seal = sellar, throw-away code = código desechable, sheet of last resort = hoja de emergencia.
### “Clave” es siempre digital; “llave” es la mecánica.

## The first screen

home-title = Relatch
home-promise = Restablezca su cerradura y conserve sus códigos y llaveros. No se borra nada antes de haberlo guardado y de haber probado el camino de vuelta en su propia cerradura.
home-privacy = Todo se queda en este teléfono. Relatch no tiene servidor y no necesita cuenta ni internet.
demo-key-hint = Esto es una demostración. Escriba la palabra demo: representa la llave de la cerradura de la demostración.
home-same-lock = Restablecer una cerradura y devolverle todo
home-same-lock-detail = Guardar sus códigos y llaveros, restablecerla, añadirla de nuevo y volver a escribirlo todo.
home-other-lock = Pasar todo a otra cerradura
home-other-lock-detail = Para una cerradura de recambio, o para una segunda que deba aceptar los mismos códigos y llaveros.
home-from-copy = Usar una copia guardada que ya tengo
home-from-copy-detail = Un archivo de este teléfono o de otro, con su clave de recuperación.
home-entrust = Guardar una copia para un ayudante
home-entrust-detail = El ayudante recibe una copia sellada que solo él puede abrir. Su cerradura se queda como está.
home-journey-nameless = Una cerradura sin nombre
home-journey = { $lock }
home-expired = { $count ->
    [one] La copia guardada de { $lock } debía conservarse hasta el { $since }. Bórrela o consérvela más tiempo.
    [many] { $count } de copias guardadas han superado su fecha, la primera es de { $lock } ({ $since }). Bórrelas o consérvelas más tiempo.
   *[other] { $count } copias guardadas han superado su fecha, la primera es de { $lock } ({ $since }). Bórrelas o consérvelas más tiempo.
}

## Steps

step-home = Inicio
step-key = Clave del propietario
step-find = Encontrar la cerradura
step-backup = Guardar una copia
step-bring = Abrir la copia
step-review = Lo que está guardado
step-recovery-key = Clave de recuperación
step-rehearsal = Ensayo
step-ready = Antes de restablecer
step-reset = Restablecer
step-re-add = Añadir de nuevo
step-target = La otra cerradura
step-clock = Reloj
step-plan = Plan
step-proof = En la puerta
step-import = Devolver todo
step-report = Informe
step-erase = Copia guardada

## Buttons

button-next = Siguiente
button-back = Atrás
button-cancel = Detener
button-retry = Intentar de nuevo
button-go-on = Continuar
button-anyway = Continuar de todos modos
button-leave = Continuar más tarde
button-close = Cerrar
button-abandon = Terminar aquí
button-other-key = Usar otra clave
button-save-copy = Guardar una copia
button-pick-file = Elegir el archivo
button-share-copy = Guardar o enviar la copia
button-reveal = Mostrar los códigos
button-hide = Ocultar los códigos
button-trust = Conozco esta copia, usarla
button-end-here = Terminar aquí y borrar la copia
button-wrote-down = La he anotado
button-show-again = Mostrarla otra vez
button-try = Empezar el ensayo
button-try-again = Repetir el ensayo
button-accept-losses = Lo acepto
button-ask-again = Preguntar otra vez a la cerradura
button-reset = Restablecer la cerradura ahora
button-prepare-reset = Comprobarlo todo una vez más
button-did-it = La he restablecido
button-not-now = Ahora no
button-have-key = Tengo la clave nueva
button-plan-ok = Está bien así
button-plan-again = Leer la cerradura otra vez
button-door-proof = Probar un código en la puerta
button-door-skip = Omitir esto
button-door-opened = Lo he tecleado
button-import = Devolver todo
button-start-over = Vaciar la cerradura y empezar de nuevo
button-see-plan = Ver el plan
button-import-again = Intentar otra vez lo que falta
button-to-the-end = Siguiente
button-share-report = Guardar o enviar el informe
button-sheet = Hoja de emergencia
button-share-key = Guardar la clave del propietario
share-save = Guardar como archivo
share-send = Enviar con otra aplicación
button-erase = Borrar la copia guardada
button-erase-now = Borrarla ahora
button-keep = Conservarla 30 días
button-keep-longer = Conservarla 30 días más

## What runs

task-stopping = Se detendrá en cuanto esté claro qué hay en la cerradura.
task-cancelled = Usted lo ha detenido. Puede continuar en cualquier momento.
task-quarter = { $doing }: { $percent } por ciento
time-left = tiempo restante: { $time }
work-connecting = Conectando con la cerradura
work-codes = Leyendo los códigos
work-cards = Leyendo los llaveros
work-fingerprints = Leyendo la lista de huellas
work-settings = Leyendo los ajustes
work-log = Leyendo el registro de la cerradura
work-rehearsing = Probando el camino de vuelta
work-restoring = Devolviendo los códigos y llaveros
work-pairing = Añadiendo la cerradura
work-resetting = Restableciendo la cerradura

## What is on the lock now

standing-untouched = Su cerradura está como estaba. Todos los códigos y llaveros funcionan.
standing-trials = Sus códigos y llaveros funcionan. Durante un momento puede haber en la cerradura un código o un número de llavero desechable; Relatch lo quita.
standing-resetting = Hasta que se envíe la orden de restablecer, su cerradura está como estaba.
standing-unseen = Todavía no se sabe si la cerradura se restableció. En cualquier caso, su copia guardada está a salvo.
standing-asking = Lo que hay ahora en la cerradura no se sabe hasta que responda. Sus códigos y llaveros están en la copia guardada.
standing-no-owner = La cerradura se restableció y está vacía. Sus códigos y llaveros están en la copia guardada.
standing-other-owner = La cerradura obedece ahora a otra clave que no es la suya. Sus códigos y llaveros están en la copia guardada.
standing-pairing = La cerradura está vacía hasta que se le devuelvan los códigos y llaveros.
standing-target = En la otra cerradura todavía no se ha puesto nada. Sus códigos y llaveros están en la copia guardada.
standing-added = La cerradura se ha añadido de nuevo. Todavía no se ha devuelto nada; sus códigos y llaveros están en la copia guardada.
standing-door = Puede haber un código desechable en la cerradura; Relatch lo quita. Sus códigos y llaveros están en la copia guardada.
standing-half = Puede que algunos códigos y llaveros ya estén de vuelta y otros todavía no. Lo que está, funciona.
standing-clearing = Puede que algunos códigos y llaveros ya se hayan quitado. Los de la copia guardada se devuelven después.
standing-back = Todo lo que puede volver está en la cerradura.
standing-nothing-done = Relatch no ha cambiado nada en la cerradura.

## The owner’s key

key-title = Su clave de la cerradura
key-why = Relatch actúa como propietario de la cerradura, igual que la aplicación de la cerradura. Para eso necesita la clave del propietario.
key-where = La clave es un archivo o un texto que se exportó de la aplicación de la cerradura, de una pasarela o de Relatch.
key-file = Un archivo
key-file-detail = Elija el archivo en este teléfono.
key-text = Un texto
key-text-detail = Pegue la clave que ha copiado.
key-picking = Elija el archivo con la clave.
key-paste = Pegue aquí la clave
key-reading = Leyendo la clave
key-several = { $count ->
    [one] Contiene una clave.
    [many] Contiene { $count } de claves. ¿De qué cerradura se trata?
   *[other] Contiene { $count } claves. ¿De qué cerradura se trata?
}
key-of-lock = { $lock }
key-new-title = La clave nueva de la cerradura
key-new-why = { $lock } tiene una clave del propietario nueva desde que se añadió de nuevo. Relatch la necesita para devolverlo todo.
key-target-title = La clave de la otra cerradura
key-target-why = Relatch necesita la clave del propietario de la cerradura que va a recibir los códigos y llaveros.

## Finding the lock

find-title = Encontrar la cerradura
find-stand-close = Póngase delante de la puerta, a dos metros como máximo.
find-touch = Toque el teclado para que la cerradura se despierte.
find-listening = Buscando la cerradura
find-nothing-heard = No se ha detectado ninguna cerradura. Puede que esté dormida o demasiado lejos, o que sus pilas estén agotadas.
find-silent-now = Su cerradura ya se detectó antes y ahora no responde. Está dormida, o la tiene ocupada otro teléfono o una pasarela.
find-others-heard = { $count ->
    [one] Se ha detectado otra cerradura, pero no la suya. Puede que esté dormida.
    [many] Se han detectado { $count } de cerraduras más, pero no la suya. Puede que esté dormida.
   *[other] Se han detectado otras { $count } cerraduras, pero no la suya. Puede que esté dormida.
}
find-hint-touch = Toque el teclado hasta que se ilumine e inténtelo de nuevo.
find-hint-close = Acérquese más a la puerta.
find-hint-phones = Cierre la aplicación de la cerradura en todos los teléfonos y desenchufe su pasarela durante un rato.
find-hint-saver = Si el teléfono está ahorrando batería, desactívelo: puede que escuche muy de vez en cuando.
phone-saves-power = Su teléfono está ahorrando batería. Desactívelo: puede que escuche muy de vez en cuando.
find-hint-batteries = Si el teclado sigue apagado, cambie las pilas.
find-weak = La señal es débil. Acérquese más antes de continuar.
find-weak-nearer = La señal es débil, pero aumenta. Siga acercándose a la cerradura.
find-weak-away = La señal es débil y disminuye: se está alejando de la cerradura. Vuelva hacia ella.
find-far = La cerradura apenas se detecta: el teléfono está demasiado lejos.
find-far-nearer = La cerradura apenas se detecta, pero cada vez mejor. Siga acercándose.
find-far-away = La cerradura apenas se detecta, y cada vez menos: se está alejando. Vuelva hacia ella.
find-far-why = A esa distancia la conexión se corta con facilidad. Vaya a la puerta e inténtelo de nuevo; si ya está allí, continúe.
find-checking = Probando la clave
find-met-title = Esta es su cerradura: { $lock }
find-met = La cerradura ha aceptado su clave: usted es su propietario.
lock-model = Modelo: { $model }
lock-address = Dirección: { $address }
lock-firmware = Versión del firmware: { $firmware }
lock-battery = Pilas: { $percent } por ciento
lock-battery-unknown = La cerradura no informa del estado de sus pilas.

## Saving

backup-title = Guardar una copia
backup-why = Relatch lee cada código, cada llavero y cada ajuste de la cerradura.
backup-twice = Todo se lee dos veces y debe coincidir. La copia se sella, se guarda, se vuelve a abrir y se compara.
backup-untouched = En la cerradura no se cambia nada.
backup-doing = Guardando una copia de { $lock }
entrust-why = La copia se sella para usted y para su ayudante. Su ayudante puede ver los códigos que contiene; nadie más puede.
entrust-key = Pida a su ayudante su clave pública. Empieza por «age1».
entrust-paste = La clave pública de su ayudante
bring-title = Usar una copia guardada
bring-why = Elija el archivo de la copia guardada. Su nombre termina en «.relatch».
bring-key = Si se hizo en otro teléfono, tenga a mano su clave de recuperación.
bring-picking = Elija el archivo de la copia guardada.
bring-opening = Abriendo la copia guardada
bring-locked-title = La clave de recuperación
bring-locked = Esta copia se selló en otro teléfono. Teclee su clave de recuperación o escanéela.
bring-recovery = Clave de recuperación

## What is saved

review-title = Lo que está guardado
review-loading = Abriendo la copia guardada
review-saved = La copia está guardada, se ha vuelto a abrir y coincide con la cerradura.
review-opened = La copia se ha abierto y se puede leer entera.
review-no-losses = Todo lo que contiene puede volver.
review-losses = { $count ->
    [one] Una cosa no puede volver. Está marcada.
    [many] { $count } de cosas no pueden volver. Están marcadas.
   *[other] { $count } cosas no pueden volver. Están marcadas.
}
review-general = Ninguna copia puede contener lo siguiente; se pierde al restablecer:
review-not-made-here = Esta copia no se hizo en este teléfono. Revísela antes de usarla: sus códigos abrirán su puerta.
search-nothing = Nada coincide. Busque un número o un nombre.
identify-codes = Para mostrar los códigos de su cerradura
count-codes = { $count ->
    [0] ningún código
    [one] un código
    [many] { $count } de códigos
   *[other] { $count } códigos
}
count-fobs = { $count ->
    [0] ningún llavero
    [one] un llavero
    [many] { $count } de llaveros
   *[other] { $count } llaveros
}
count-fingers = { $count ->
    [0] ninguna huella
    [one] una huella
    [many] { $count } de huellas
   *[other] { $count } huellas
}
spoken-digits = { $digits }
spoken-hidden = oculto

## The recovery key

recovery-title = Su clave de recuperación
recovery-loading = Obteniendo la clave de recuperación
recovery-forgetting = Quitando la clave de recuperación de este teléfono
recovery-why = Si este teléfono se pierde o se rompe, esta clave abre la copia guardada en otro. Solo se muestra hasta que usted confirme que la ha conservado.
recovery-how = Anótela en papel, grupo por grupo.
recovery-apart = Consérvela separada del archivo. Quien tenga los dos puede leer sus códigos.
recovery-ask = Teclee dos grupos de su papel.
recovery-group = Grupo { $number }
recovery-kept = Usted ha conservado la clave de recuperación. El teléfono ya no la tiene.

## The trial run

rehearsal-title = Ensayo en su cerradura
rehearsal-why = Antes de borrar nada, Relatch prueba el camino de vuelta en su propia cerradura.
rehearsal-how = De cada tipo se escribe, se relee, se compara y se quita un código o un número de llavero desechable. Es aleatorio y nadie lo conoce.
rehearsal-stay = Quédese junto a la puerta hasta que termine.
rehearsal-doing = Probando el camino de vuelta
rehearsal-held = El ensayo ha terminado. Lo que se escribió para él se ha quitado.
trial-works = { $kind }: su cerradura los acepta de vuelta.
trial-refused = { $kind }: su cerradura los rechaza. Se perderían.
trial-differs = { $kind }: su cerradura dice que sí, pero no los conserva tal como se escribieron. Podrían perderse.
trial-not-removed = { $kind }: su cerradura los acepta, pero no ha quitado el desechable.
trial-not-tried = { $kind }: no se han podido probar porque no cabe ninguno más.
kind-permanent = Códigos permanentes
kind-one-time = Códigos de un solo uso
kind-timed = Códigos con fecha de fin
kind-cyclic = Códigos semanales
kind-fob = Llaveros
kind-long-fob = Llaveros con números largos

## Before the reset

ready-title = Antes de restablecer
losses-title = Lo que no puede volver
losses-none = Todo lo que está guardado puede volver.
losses-some = { $count ->
    [one] Esto se pierde al restablecer, o puede perderse:
    [many] Estas { $count } de cosas se pierden al restablecer, o pueden perderse:
   *[other] Estas { $count } cosas se pierden al restablecer, o pueden perderse:
}
ready-why = Marque cada línea solo cuando sea así. Léala en voz alta con quien esté con usted.
ready-battery = Preguntando a la cerradura por sus pilas
check-door-open = La puerta está abierta y no puede cerrarse sola
check-door-open-why = Cálcela. Hasta que todo esté de vuelta, ningún código ni llavero la abre.
check-inside = Hay alguien dentro, o nadie necesita entrar
check-inside-why = Quien esté dentro puede abrir a mano.
check-mechanical-key = La llave mecánica está a mano y se ha probado
check-mechanical-key-why = Abre la cerradura pase lo que pase.
check-time = Tengo media hora y el teléfono está cargado
check-time-why = Devolver todo a una cerradura llena puede llevar un rato.
check-new-battery = La cerradura tiene pilas nuevas
check-new-battery-why = La cerradura no informa del estado de sus pilas. Con pilas alcalinas nuevas va sobre seguro.
check-gateway = Puedo volver a conectar la pasarela
check-gateway-why = Restablecer la cerradura también la quita de su pasarela o wifi. Conéctela después otra vez en la aplicación de la cerradura.
check-fingers = { $count ->
    [one] Sé de quién es la huella que hay que registrar de nuevo
    [many] Sé de quién son las { $count } de huellas que hay que registrar de nuevo
   *[other] Sé de quién son las { $count } huellas que hay que registrar de nuevo
}
check-fingers-why = Las huellas no pueden salir de la cerradura. Cada una debe registrarse de nuevo en la puerta.
check-people = Sé a quién debo invitar de nuevo
check-people-why = Quienes abren con su teléfono pierden su clave al restablecer. Invítelos de nuevo en la aplicación de la cerradura.
way-why = ¿Cómo quiere restablecer la cerradura?
way-air = Por Bluetooth, con el teléfono
way-air-detail = Recomendado. Relatch restablece la cerradura y la observa.
way-hand = Con el botón que hay en la cerradura
way-hand-detail = Para cuando no se logre por Bluetooth. Relatch muestra cómo.
way-hand-off = El botón de restablecer está desactivado en los ajustes de la cerradura, así que no haría nada.
typed-title = Confirmar el restablecimiento
typed-air = Relatch comparará ahora { $lock } una vez más con la copia guardada y después la restablecerá. Eso no se puede deshacer.
typed-hand = Relatch comparará ahora { $lock } una vez más con la copia guardada y después le mostrará cómo restablecerla.
typed-how = Para continuar, teclee el número de códigos y llaveros de la copia guardada: { $number }
typed-warning = Después de restablecer, ningún código, llavero ni huella abre la puerta hasta que se devuelvan.
typed-field = El número

## The reset

reset-title = Restablecer
reset-proof = Justo antes de restablecerla, la cerradura se lee otra vez y se compara con la copia guardada.
reset-doing = Comprobando y restableciendo la cerradura
reset-preparing = Comprobando la cerradura
reset-asking = Preguntando a la cerradura qué es ahora
buttons-title = Restablecerla a mano
buttons-proved = Todo está guardado y comparado. Ya puede restablecer la cerradura.
buttons-where = El botón de restablecer está en el interior, en la parte de la cerradura donde van las pilas.
buttons-open-keypad = Quite la tapa de las pilas, en la cara interior de la puerta.
buttons-open-other = Quite la tapa, en la cara interior de la puerta o en el extremo de la cerradura.
buttons-find = Busque el pequeño orificio o botón marcado «reset».
buttons-hold = Manténgalo pulsado con un alfiler, con las pilas puestas, durante unos cinco segundos.
buttons-listen = Espere hasta que la cerradura pite o hable. Si pide un código, teclee 000 y después #. Después toque el teclado.
buttons-warning = Mantenga la puerta abierta.

## Asking the lock

recover-title = ¿Dónde estábamos?
recover-why = Algo no se terminó, o la cerradura no está como se esperaba. Relatch le pregunta antes de hacer nada.
recover-doing = Preguntando a la cerradura qué es ahora

## Adding it again

re-add-title = Añadir la cerradura de nuevo
re-add-why = La cerradura no tiene propietario ahora. ¿Cómo hay que añadirla de nuevo?
re-add-here = Con Relatch
re-add-here-detail = Rápido. La clave nueva se guarda en este teléfono; puede llevársela.
re-add-own-app = En la aplicación de la cerradura
re-add-own-app-detail = Si quiere seguir usando esa aplicación. Relatch necesita entonces la clave nueva de ella.
re-add-key-first = La clave nueva se guarda en este teléfono antes de que la reciba la cerradura.
re-add-doing = Añadiendo la cerradura
re-add-checking = Probando la clave nueva
own-app-title = Añadirla en la aplicación de la cerradura
own-app-how = Abra la aplicación de la cerradura, añada allí la cerradura como nueva y cierre la aplicación.
own-app-then = Vuelva después con la clave del propietario nueva, como archivo o como texto.
no-key-title = La cerradura no responde
target-title = La cerradura que lo recibe todo
target-why = ¿Qué cerradura debe recibir los códigos y llaveros?
target-here = Una cerradura nueva, o una restablecida
target-here-detail = Relatch pasa a ser su propietario.
target-key = Una cerradura cuya clave tengo
target-key-detail = Conserva lo que tiene; los códigos y llaveros se añaden.
target-listen = Toque el teclado de la cerradura nueva.
target-listening = Buscando cerraduras nuevas
target-which = ¿Cuál de estas es?

## Clock and plan

clock-title = El reloj de la cerradura
clock-why = Los códigos con fechas dependen de él, por eso se pone en hora antes de escribir ningún código.
clock-doing = Poniendo el reloj en hora
clock-not-set = Esta cerradura no tiene un reloj que se pueda poner en hora. Puede que los códigos con fechas no funcionen como antes.
clock-set = El reloj se puso en hora y se releyó.
clock-was-right = El reloj estaba en hora.
clock-was-off = El reloj tenía un error de { $time }. Se puso en hora y se releyó.
plan-title = Lo que se devolverá
plan-doing = Leyendo la cerradura y haciendo el plan
plan-why = Todavía no se escribe nada. Desmarque lo que no deba volver.
plan-other-model = Esta cerradura no puede hacer todo lo que hacía la antigua. Lo que no encaja está marcado.
plan-count-written = { $count ->
    [one] Se devolverá uno
    [many] Se devolverán { $count }
   *[other] Se devolverán { $count }
}
plan-count-skipped = { $count ->
    [one] Se omite uno
    [many] Se omiten { $count }
   *[other] Se omiten { $count }
}
plan-count-refused = { $count ->
    [one] Uno no puede volver
    [many] { $count } no pueden volver
   *[other] { $count } no pueden volver
}
plan-expired = También los caducados
plan-one-time = También los códigos de un solo uso, aunque puede que ya se hayan usado
plan-replace = Donde la cerradura tenga el mismo número, poner las fechas guardadas
plan-owner-code = Dejar el código del propietario como está en la cerradura
plan-account-word = { $item }: como dice la cuenta, { $when }
plan-account-word-lock = La cerradura decía: { $when }
plan-account-words = { $count ->
    [one] En un elemento, poner los horarios de la cuenta
    [many] En { $count } elementos en los que difieren, poner los horarios de la cuenta
   *[other] En { $count } elementos en los que difieren, poner los horarios de la cuenta
}
fate-add = añadir
fate-change = cambiar
fate-skip = omitir
fate-refuse = imposible
reason-missing = no está en la cerradura
reason-there = ya está
reason-other-value = la cerradura tiene otro valor
reason-target-kept = la cerradura tiene este número con otras fechas, que se quedan
reason-replaced = la cerradura tiene este número con otras fechas, que se sustituyen
reason-schedule-unread = ya está; sus horarios semanales no se pueden leer y se escriben otra vez
reason-not-chosen = no elegido
reason-no-room = no hay sitio en la cerradura

## At the door

door-title = Probarlo en la puerta
door-why = Antes de devolverlo todo, un código desechable demuestra que el teclado y el pestillo funcionan.
door-how = Usted lo teclea, el pestillo se mueve y el registro de la cerradura debe mostrarlo. Después se quita el código.
door-writing = Escribiendo el código
door-type = Teclee este código en el teclado y pulse después # o la marca de verificación.
door-check-typed = El código se ha tecleado
door-check-moved = El pestillo se ha movido
door-looking = Mirando el registro de la cerradura
door-removing = Quitando el código
door-seen = El registro de la cerradura muestra el código. El teclado funciona y el código se ha quitado.
door-skipped = No se ha visto que el teclado funcione. El código desechable ya no está en la cerradura.

## Putting back

import-title = Devolver todo
import-stay = Quédese junto a la puerta y mantenga abierta esta pantalla.
import-doing = Devolviendo todo a { $lock }
import-clearing = Vaciando la cerradura
import-half = Se empezó a devolver todo y no se ha terminado.
import-half-safe = Continuar es seguro: nada se escribe dos veces.
confirm-start-over = Se quitarán todos los códigos y llaveros de la cerradura y después se escribirán otra vez desde la copia guardada. ¿De verdad?

## Report

report-title = Informe
report-loading = Cargando el informe
report-proved = Todo lo que puede volver está de vuelta. Cada elemento se ha leído de la cerradura y comparado.
report-all-it-takes = Todo lo que esta cerradura admite está en ella. Cada elemento se ha leído de la cerradura y comparado. Lo que no admite está abajo.
report-not-proved = Todavía no está todo de vuelta. Lo que falta está abajo.
report-written = { $count ->
    [one] Se escribió una cosa en la cerradura
    [many] Se escribieron { $count } de cosas en la cerradura
   *[other] Se escribieron { $count } cosas en la cerradura
}
report-copy = En la copia guardada: { $items }
report-nothing-written = No se escribió nada.
report-door-seen = Se probó un código en la puerta.
report-door-skipped = No se probó ningún código en la puerta.
report-not-restorable = { $count ->
    [one] Una cosa no pudo volver, como se dijo antes.
    [many] { $count } de cosas no pudieron volver, como se dijo antes.
   *[other] { $count } cosas no pudieron volver, como se dijo antes.
}
report-extra = { $count ->
    [one] En la cerradura hay uno que no está en la copia guardada.
    [many] En la cerradura hay { $count } que no están en la copia guardada.
   *[other] En la cerradura hay { $count } que no están en la copia guardada.
}
missing-failed = está en la cerradura de otra forma que la guardada
missing-not-listed = la cerradura lo aceptó y no lo tiene
missing-not-there = no está en la cerradura tal como se guardó
missing-left-out = omitido, como usted eligió
identify-sheet = Para crear una hoja con todos los códigos a la vista
identify-key = Para entregar la clave del propietario de su cerradura
to-do-try-code = Pruebe uno de sus códigos
to-do-try-both = Pruebe uno de sus códigos y uno de sus llaveros
to-do-key = Guarde la nueva clave del propietario de la cerradura donde guarda lo importante
to-do-fingers = { $count ->
    [one] Registre la huella de nuevo
    [many] Registre de nuevo { $count } de huellas
   *[other] Registre de nuevo { $count } huellas
}
to-do-people = Invite de nuevo a quienes abren con su teléfono
to-do-gateway = Conecte otra vez la pasarela o la wifi
to-do-account = Lleve la cerradura a la cuenta de su aplicación: las próximas pantallas le ayudan
to-do-old-lock = Restablezca la cerradura antigua antes de darla

## The saved copy in the end

erase-title = La copia guardada
erase-proved = Todo está de vuelta, así que la copia guardada ya no hace falta.
erase-not-proved = No todo se ha releído de una cerradura.
erase-entrusted = Dé primero la copia guardada a su ayudante. Su ayudante la abre con su propia clave.
erase-what = Primero se destruye su clave en este teléfono y después el archivo.
erase-not-in-account = La cuenta de la aplicación de la cerradura aún no lo sabe todo. Vuelva al informe y siga desde allí para comunicárselo.
erase-key = Ahora solo este teléfono tiene la clave del propietario de su cerradura. Guárdela también en otro lugar: sin ella, la cerradura solo se puede restablecer a mano.
erase-warning = Después de borrarla, lo que solo está en esta copia desaparece para siempre.
confirm-erase = ¿Borrar la copia guardada para siempre?
erase-type = Esta copia contiene cosas que no se han releído de una cerradura. Para borrarla de todos modos, teclee cuántas: { $number }
erase-doing = Borrando la copia guardada
receipt-title = Borrada
receipt-erased = La clave se destruyó y el archivo se eliminó el { $when }.
receipt-cannot = No se borran las copias del archivo que usted haya dado ni las que contenga una copia de seguridad del teléfono.
receipt-others = { $count ->
    [one] Otra clave todavía abre esas copias: su clave de recuperación o la de su ayudante.
    [many] { $count } de claves más todavía abren esas copias: su clave de recuperación y la de su ayudante.
   *[other] Otras { $count } claves todavía abren esas copias: su clave de recuperación y la de su ayudante.
}
kept-title = La copia guardada se conserva
kept-why = Puede borrarla en cualquier momento.
kept-until = Se le recordará después del { $when }.
kept-over = Debía conservarse hasta el { $when }. Bórrela o consérvela más tiempo.

## Items

item-code = Código { $number }
item-code-named = Código { $number }, { $name }
item-fob = Llavero { $number }
item-fob-named = Llavero { $number }, { $name }
item-finger = Huella { $number }
item-finger-named = Huella { $number }, { $name }
item-owner-code = El código del propietario
item-thing = { $thing } { $number }
item-thing-named = { $thing } { $number }, { $name }
thing-face = Rostro
thing-palm = Palma
thing-remote = Mando
thing-keypad = Teclado
thing-door-sensor = Sensor de puerta
thing-gateway = Gateway
thing-qr-code = Código QR
thing-person = Llave en el teléfono
thing-unused-code = Código sin usar
item-general = En general
general-kind = { $kind }: { $why }
setting-auto-lock = Ajuste: se cierra sola
setting-sound = Ajuste: sonido
setting-remote-unlock = Ajuste: apertura a distancia
setting-show-code = Ajuste: muestra el código
setting-passage = Ajuste: horas en que la puerta queda abierta
setting-lamp = Ajuste: lámpara
setting-freeze = Ajuste: congelada
setting-sensitivity = Ajuste: sensibilidad
setting-switches = Ajuste: alarma, privacidad y botón de restablecer
when-always = siempre
when-once = una vez
when-cyclic = horario semanal o diario
when-from = desde el { $start }
when-until = hasta el { $end }
when-between = del { $start } al { $end }
hint-weak = Fácil de adivinar.
hint-was-changed = Se cambió una vez; se escribe el que abre la puerta ahora.
hint-not-yet = Todavía no abre.
hint-over = Ha caducado.
hint-opens-again = Puede que ya se haya usado; abriría una vez más.
hint-no-clock = Esta cerradura no tiene reloj.
hint-present-unknown = La cerradura no informa de su valor actual.
hint-parts-lacking = Esta cerradura no tiene todas sus partes.
hint-schedule-lost = Esta cerradura no puede recibir sus horarios semanales.
hint-schedule-unproved = Sus horarios semanales se escriben y no se pueden releer.

## Why something cannot come back

obstacle-odd = La cerradura lo muestra en una forma que nadie entiende. Se queda en la copia guardada.
obstacle-not-digits = No tiene de 4 a 9 cifras, y ninguna cerradura lo acepta.
obstacle-one-time = Código de un solo uso; cuando la cerradura lo muestra, normalmente ya se ha usado.
obstacle-expired = Ha caducado.
obstacle-no-keypad = Esta cerradura no tiene teclado.
obstacle-no-reader = Esta cerradura no lee llaveros.
obstacle-no-cyclic = Esta cerradura no acepta de vuelta códigos semanales.
obstacle-no-clock = Esta cerradura no tiene reloj.
obstacle-doubled = Tiene el mismo número que { $of }.
obstacle-is-owner-code = También es el código del propietario, que abre la puerta de todos modos.
obstacle-refused = En el ensayo la cerradura rechazó esta clase. { $why }
obstacle-unreliable = En el ensayo la cerradura no conservó este tipo tal como se escribió.
obstacle-finger = Las huellas no pueden salir de la cerradura. Registre el dedo de nuevo.
obstacle-face = Las caras no pueden salir de la cerradura. Registre la cara de nuevo.
obstacle-schedule-unsupported = Esta cerradura no puede recibir sus horarios semanales.
obstacle-schedules-unread = Los horarios semanales de los llaveros no se pueden leer de una cerradura. Un llavero así abrirá a cualquier hora.
obstacle-setting-unread = La cerradura no dijo este ajuste. { $why }
obstacle-setting-lacking = Esta cerradura no tiene este ajuste.
obstacle-setting-range = Esta cerradura no acepta este valor.
obstacle-freeze = Una cerradura congelada rechaza todo lo demás. Congélela usted de nuevo al final.
obstacle-owner-code-unread = El código del propietario no se pudo leer. Habrá otro.
obstacle-owner-code-is-code = El código del propietario es un código normal de esta cerradura.
obstacle-unused-generated = Códigos que creó la aplicación de la cerradura y que nadie ha tecleado todavía: la cerradura no los conoce.
obstacle-never-typed = La cuenta lo creó y nadie lo ha tecleado todavía. No se le puede indicar a ninguna cerradura: cree uno nuevo.
obstacle-pair-again = Conéctelo otra vez.
obstacle-enrol-again = Regístrelo otra vez.
obstacle-make-again = Cree uno nuevo.
obstacle-invite-again = Invite otra vez a esa persona.
obstacle-phone-keys = Personas que abren con su teléfono: invítelas de nuevo.
obstacle-log = El registro de la cerradura de quién ha abierto.
obstacle-network = Los ajustes de red de la propia cerradura.
obstacle-accessory = Mandos, teclados y sensores: conéctelos otra vez.
obstacle-not-rehearsed-full = No se pudo probar: la cerradura está llena.
obstacle-not-rehearsed-number = No se pudo probar: todos los números están ocupados.
obstacle-not-removed = No se pudo quitar el elemento desechable del ensayo. { $why }

## The pages: the report, with codes hidden, and the sheet of last resort. The language and its direction are for the browser.

doc-language = es
doc-direction = ltr
doc-report-title = Informe sobre { $lock }
doc-report-when = Releído y comparado el { $when }.
doc-missing = Lo que falta
doc-items = Lo que hay en la copia guardada
doc-items-masked = Los códigos y los números de llavero están ocultos en esta página.
doc-sheet-title = Hoja de emergencia para { $lock }
doc-sheet-warning = Cada código de esta hoja abre su puerta. Guárdela como una llave y destrúyala en cuanto ya no la necesite. Con ella se puede introducir todo otra vez a mano en la aplicación de la cerradura.
doc-owner-code = El código del propietario: { $code }
doc-column-what = Qué
doc-column-number = Número
doc-column-when = Cuándo funciona
doc-column-notes = Notas
doc-made-by = Hecho con { $program }

## In a terminal: how to answer, the virtual lock, and what its position code says

terminal-how = Responda con el número y pulse Intro; donde se marcan líneas, varios números marcan varias. q sale, ? muestra esto de nuevo.
terminal-stop = Ctrl-C detiene lo que está en marcha. En una pregunta sale del programa; la próxima vez se continúa desde ahí.
terminal-letters = Las seis letras entre corchetes indican a la asistencia dónde está usted.
terminal-hands = En la cerradura: t toca el teclado, k 1234# teclea en él, r mantiene pulsado el botón de restablecimiento del interior, n pone pilas nuevas.
terminal-demo-key = Esto es una demostración con una cerradura virtual. Donde se pida la clave del propietario, escriba: demo
terminal-demo-kept = Hay una demostración anterior que no ha terminado.
terminal-begin-anew = Empezar de nuevo
terminal-goes-on = Continúa donde lo dejó.
terminal-one-way = no se puede deshacer
terminal-no-answer = Esa no es una de las respuestas.
terminal-yes = Sí
terminal-no = No
terminal-more = { $count ->
    [one] Hay una línea más que no se muestra. Escriba + para ver las siguientes, o / y una palabra para buscar.
    [many] Hay { $count } líneas más que no se muestran. Escriba + para ver las siguientes, o / y una palabra para buscar.
   *[other] Hay { $count } líneas más que no se muestran. Escriba + para ver las siguientes, o / y una palabra para buscar.
}
terminal-which-file = Escriba la ruta del archivo. Una línea vacía vuelve atrás.
terminal-no-file = Este archivo no se puede leer: { $path }
terminal-where-to = Escriba dónde guardar { $name }: una carpeta o un archivo. Con una línea vacía no se guarda nada.
terminal-written = Guardado en { $path }
terminal-exists = Ya hay algo en { $path }
terminal-not-written = No se puede guardar en { $path }
terminal-bolt-shut = Pestillo: cerrado
terminal-bolt-open = Pestillo: abierto
terminal-light-off = Luz: apagada
terminal-light-on = Luz: encendida
terminal-light-waiting = Luz: parpadea, sin dueño
terminal-light-asleep = Luz: apagada, dormida
terminal-beep-opened = Un pitido, el pestillo se abre.
terminal-beep-wrong = Tres pitidos cortos: no es un código que abra ahora.
terminal-beep-refused = Tres pitidos cortos: no hace nada.
terminal-beep-reset = Un pitido largo: todo está borrado.
terminal-beep-added = Dos pitidos: tiene propietario.
terminal-beep-stored = Un pitido: algo se ha guardado.
terminal-beep-touched = Un pitido, el teclado se ilumina.
terminal-beep-started = Dos pitidos: pilas nuevas.
terminal-kind-text = algo que leer
terminal-kind-choices = una de varias opciones
terminal-kind-checklist = cosas que marcar
terminal-kind-form = algo que escribir
terminal-kind-progress = trabajo en marcha
terminal-kind-items = la lista de códigos y llaveros
terminal-kind-plan = el plan, línea por línea
terminal-kind-code = la clave de recuperación
terminal-kind-proof = un código que probar en la puerta
terminal-kind-report = el informe

## When Relatch itself fails

fault-title = Algo ha fallado dentro de Relatch
abandoned-title = Terminado

## Dates, spans and lists. A month comes as its number, hours and minutes in two digits.

date-time = { $day } de { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
} de { $year }, { $hour }:{ $minute }
date-odd = { $text }
span-seconds = { $count ->
    [one] aproximadamente { $count } segundo
    [many] aproximadamente { $count } de segundos
   *[other] aproximadamente { $count } segundos
}
span-minutes = { $count ->
    [one] aproximadamente un minuto
    [many] aproximadamente { $count } de minutos
   *[other] aproximadamente { $count } minutos
}
span-hours = { $count ->
    [one] aproximadamente una hora
    [many] aproximadamente { $count } de horas
   *[other] aproximadamente { $count } horas
}
span-days = { $count ->
    [one] aproximadamente un día
    [many] aproximadamente { $count } de días
   *[other] aproximadamente { $count } días
}
span-years = { $count ->
    [one] aproximadamente un año
    [many] aproximadamente { $count } de años
   *[other] aproximadamente { $count } años
}
list-pair = { $first } y { $second }
list-middle = { $one }, { $rest }
list-end = { $before } y { $last }

## Troubles: what happened, and what to do. What is on the lock now stands beside it.
## The radio

trouble-radio-off = El Bluetooth está desactivado.
    .advice = Active el Bluetooth. Relatch continuará entonces por sí solo.
trouble-radio-not-permitted = Relatch no tiene permiso para usar el Bluetooth en este teléfono.
    .advice = Permítalo en los ajustes del teléfono, en los permisos de Relatch. Relatch lo usa solo para su cerradura.
trouble-place-not-permitted = Android solo deja que Relatch busque cerraduras con el permiso de ubicación.
    .advice = Permítalo cuando el teléfono lo pregunte, o en los ajustes, en los permisos de Relatch. Relatch no pregunta dónde está usted; antes de Android 12 el permiso de Bluetooth se llama así.
trouble-place-off = La ubicación está desactivada en este teléfono.
    .advice = Actívela e inténtelo de nuevo. Antes de Android 12, un teléfono no oye ninguna cerradura mientras está desactivada. Relatch no pregunta dónde está usted.
trouble-no-radio = Este teléfono no tiene un Bluetooth que llegue a una cerradura.
    .advice = Use otro teléfono. Una copia guardada puede ir con usted: su archivo y su clave de recuperación.
trouble-radio-failed = El Bluetooth del teléfono ha dejado de funcionar.
    .advice = Desactive el Bluetooth, actívelo otra vez e inténtelo de nuevo. Si no ayuda, reinicie el teléfono; Relatch continúa donde estaba.
trouble-radio-missing = Aquí no hay ningún Bluetooth que esta versión de Relatch pueda usar.
    .advice = No se ha cambiado nada. Use un teléfono con Bluetooth y una versión de Relatch que pueda usarlo; la demostración funciona sin él.
trouble-gateway-unreachable = No se puede llegar a la pasarela.
    .advice = Compruebe que está encendida y en la misma red, y su dirección. En la cerradura no ha cambiado nada por ello.
trouble-gateway-login = La pasarela no acepta este usuario y esta contraseña.
    .advice = Indique los que están configurados en la pasarela. En la cerradura no ha cambiado nada por ello.
trouble-not-in-reach = No se ha detectado la cerradura.
    .advice = Póngase justo delante de la puerta, toque el teclado hasta que se ilumine e inténtelo de nuevo. Si sigue apagado, cambie las pilas.
trouble-held = La cerradura está ahí, pero no deja que el teléfono se conecte.
    .advice = Cierre la aplicación de la cerradura en todos los teléfonos cercanos y desenchufe la pasarela. Espere un minuto, toque el teclado e inténtelo de nuevo.
trouble-link-lost = Se ha perdido la conexión con la cerradura.
    .advice = Acérquese más a la puerta, toque el teclado e inténtelo de nuevo. Relatch mira primero qué hay en la cerradura y continúa desde ahí.
trouble-silent = La cerradura no ha respondido a tiempo.
    .advice = Toque el teclado para que la cerradura siga despierta e inténtelo de nuevo.
trouble-garbled = La respuesta de la cerradura ha llegado dañada.
    .advice = Acérquese más a la puerta, lejos de otros aparatos, e inténtelo de nuevo.

## The lock

trouble-not-served = Relatch no puede trabajar con este tipo de cerradura.
    .advice = Use para esta cerradura su propia aplicación. No la restablezca mientras sus códigos y llaveros hagan falta.
trouble-other-lock = La cerradura que está al alcance no es la que se esperaba.
    .advice = Vaya a la puerta correcta. Si la cerradura se sustituyó, empiece de nuevo en la primera pantalla y elija pasar todo a otra cerradura.
trouble-no-owner = La cerradura no tiene propietario: alguien la ha restablecido.
    .advice = Con una copia guardada se puede devolver todo: elija «{ home-from-copy }» en la primera pantalla. Sin copia, hay que crear de nuevo los códigos y llaveros.
trouble-still-owned = La cerradura todavía tiene propietario, así que no se puede añadir.
    .advice = Si el propietario es usted, use su clave del propietario o restablezca antes la cerradura. Si es otra persona, pídale que elimine la cerradura en su aplicación.
trouble-battery-low = Las pilas de la cerradura tienen muy poca carga para restablecerla.
    .advice = Ponga pilas alcalinas nuevas, todas a la vez, y pregunte otra vez a la cerradura. Cambiar las pilas no borra nada.
trouble-battery-unknown = La cerradura no informa de la carga de sus pilas.
    .advice = Ponga pilas alcalinas nuevas, todas a la vez, y confirme que lo ha hecho.
trouble-reset-button-off = El botón de restablecer está desactivado en los ajustes de la cerradura.
    .advice = Restablezca la cerradura por Bluetooth, o active el botón de restablecer en la aplicación de la cerradura.
trouble-clock-wrong = La cerradura no acepta la hora correcta.
    .advice = Toque el teclado e inténtelo de nuevo. Si vuelve a ocurrir, saque las pilas durante un minuto y vuelva a ponerlas.
trouble-not-reset = La cerradura no se ha restablecido: está como estaba.
    .advice = Intente restablecerla otra vez. Con el botón interior: manténgalo pulsado hasta que la cerradura pite o hable, y haga lo que le pida.
trouble-reset-unseen = La conexión terminó antes de que estuviera claro si la cerradura se restableció.
    .advice = Toque el teclado e inténtelo de nuevo. Relatch pregunta a la cerradura qué es ahora; no la restablece una segunda vez.
trouble-pair-unsure = La cerradura no ha confirmado que aceptó la clave nueva.
    .advice = Toque el teclado e inténtelo de nuevo. La clave nueva está guardada en este teléfono; Relatch pregunta a la cerradura si la tiene.
trouble-not-seen-at-door = El registro de la cerradura no muestra el código.
    .advice = Teclee el código una vez más, pulse # o la marca de verificación y observe el pestillo. Deje después que Relatch mire otra vez.

## The owner’s key

trouble-key-unreadable = Esto no es la clave de una cerradura.
    .advice = Elija el archivo, o copie el texto entero, exactamente como se exportó la clave del propietario.
trouble-key-damaged = La clave está dañada o se cambió por el camino.
    .advice = Exporte la clave una vez más y envíela como archivo, para que no se corte nada.
trouble-key-newer = La clave tiene una forma que solo puede leer un Relatch más nuevo.
    .advice = Actualice Relatch y use la clave otra vez.
trouble-key-guest = Esta es la clave de un invitado. Con ella no se puede leer ni restablecer la cerradura.
    .advice = Pida al propietario de la cerradura la clave del propietario.
trouble-key-incomplete = A esta clave le falta una parte que el propietario necesita.
    .advice = Exporte otra vez la clave del propietario, con la cuenta que añadió la cerradura.
trouble-key-other = Esta clave es de otra cerradura.
    .advice = Use la clave de esta cerradura. La dirección que figura en la clave debe ser la de la cerradura.
trouble-key-silent = La cerradura está ahí, pero no responde a esta clave.
    .advice = Toque el teclado e inténtelo de nuevo. Si la cerradura sigue sin responder, la clave es de antes de restablecerla: exporte una vez más la clave del propietario de la aplicación de la cerradura y use la nueva.
trouble-key-refused = La cerradura rechaza esta clave. Probablemente es de antes de restablecerla.
    .advice = Exporte una vez más la clave del propietario de la aplicación de la cerradura y use la nueva.
trouble-no-key-works = La cerradura está ahí, pero no responde a ninguna de sus claves. Puede que no se haya despertado, o que alguien la haya restablecido y añadido de nuevo.
    .advice = Toque el teclado y pregunte otra vez a la cerradura. Si alguien la ha restablecido y añadido en su propia aplicación, obtenga de allí la nueva clave del propietario.
trouble-helper-key-wrong = Esto no es la clave pública de un ayudante.
    .advice = Pida otra vez a su ayudante su clave pública y péguela entera. Empieza por «age1».
trouble-key-twice = Hay dos claves distintas para esta cerradura.
    .advice = Quite la clave antigua, o exporte una nueva de la aplicación de la cerradura y use solo esa.

## The saved copy

trouble-copy-missing = El archivo de la copia guardada no está.
    .advice = Búsquelo donde lo conservó: en los archivos de este teléfono, en otro dispositivo o en un mensaje que envió.
trouble-copy-foreign = Este archivo no es una copia guardada de una cerradura.
    .advice = Elija un archivo cuyo nombre termine en «.relatch».
trouble-copy-damaged = La copia guardada está dañada.
    .advice = Use otro ejemplar del archivo, si dio alguno. No restablezca la cerradura con este. Relatch deja el archivo como está.
trouble-copy-newer = La copia guardada se hizo con un Relatch más nuevo.
    .advice = Actualice Relatch y abra la copia otra vez. Relatch deja el archivo como está.
trouble-copy-locked = Ninguna clave de este teléfono abre la copia guardada.
    .advice = Teclee su clave de recuperación, o abra la copia en el teléfono que la hizo.
trouble-copy-not-made-here = La copia guardada no se hizo en este teléfono.
    .advice = Revísela primero. Continúe solo si sabe quién la hizo: sus códigos abrirán su puerta.
trouble-copy-of-other-lock = La copia guardada es de otra cerradura.
    .advice = Elija la copia de esta cerradura. Para pasar esta copia a otra cerradura, empiece de nuevo en la primera pantalla.
trouble-copy-outdated = La copia guardada es de antes de que esta cerradura se añadiera de nuevo.
    .advice = Guarde una copia nueva de la cerradura tal como está ahora.
trouble-copy-not-as-written = El teléfono no ha guardado bien la copia.
    .advice = Compruebe que el teléfono tiene espacio libre y guarde la copia otra vez.
trouble-copy-key-volatile = Este dispositivo olvidaría la clave de la copia guardada en el próximo reinicio.
    .advice = Use un teléfono o un ordenador con un almacén seguro que perdure. Relatch no empieza sin él.
trouble-readings-disagree = La cerradura se ha leído dos veces y las dos lecturas no coinciden.
    .advice = Compruebe que nadie cambie códigos ni llaveros mientras tanto e inténtelo de nuevo.
trouble-lock-changed = Algo ha cambiado en la cerradura desde que se guardó la copia.
    .advice = Guarde una copia nueva, para que no le falte nada. La antigua se queda hasta entonces.
trouble-not-rehearsed = El camino de vuelta todavía no se ha probado para todo lo que hay en la copia guardada.
    .advice = Repita el ensayo. Si algo sigue sin poder probarse, Relatch lo nombra y usted decide.
trouble-more-lost = Se perdería más de lo que usted aceptó.
    .advice = Lea la nueva lista de lo que no puede volver y decida otra vez.
trouble-recovery-key-wrong = Esa no es la clave de recuperación de esta copia.
    .advice = Compárela con su papel, letra por letra, y tecléela de nuevo.
trouble-typed-wrong = Lo que ha tecleado no es lo que se pedía.
    .advice = Mire otra vez la pantalla o su papel y tecléelo una vez más.

## The phone

trouble-phone-full = No queda espacio en el teléfono.
    .advice = Borre algo que no necesite, como vídeos o aplicaciones, e inténtelo de nuevo.
trouble-phone-denied = El teléfono no deja que Relatch lea o escriba el archivo.
    .advice = Elija otra carpeta, o permita el acceso a los archivos en los ajustes del teléfono.
trouble-phone-busy = Relatch ya está en marcha y trabaja con los mismos archivos.
    .advice = Cierre el otro e inténtelo de nuevo.
trouble-notes-damaged = Una nota que Relatch llevaba sobre su trabajo está dañada. Las copias guardadas y las claves no están afectadas.
    .advice = Empiece de nuevo en la primera pantalla. Relatch pregunta a la propia cerradura qué hay en ella; allí también puede elegir una copia guardada.
trouble-phone-failed = Ha fallado el almacenamiento del teléfono.
    .advice = Inténtelo de nuevo. Si vuelve a fallar, reinicie el teléfono; Relatch continúa donde estaba.
trouble-no-secure-store = Este teléfono no tiene un almacén seguro para claves.
    .advice = Use otro teléfono. Relatch no guarda la clave de sus códigos en ningún otro sitio, por eso no empieza aquí.
trouble-secure-store-locked = El almacén seguro del teléfono está bloqueado.
    .advice = Desbloquee el teléfono, configure un bloqueo de pantalla si no lo hay, e inténtelo de nuevo.
trouble-secure-store-failed = Ha fallado el almacén seguro del teléfono.
    .advice = Inténtelo de nuevo. Si vuelve a fallar, reinicie el teléfono.
trouble-not-identified = El teléfono no le ha reconocido.
    .advice = Inténtelo de nuevo, o use el código que desbloquea el teléfono.
trouble-file-too-large = El archivo es demasiado grande para ser el que se busca.
    .advice = Elija otro archivo.
trouble-phone-clock = La fecha y la hora del teléfono no pueden ser correctas.
    .advice = Ponga la fecha y la hora en automático en los ajustes del teléfono e inténtelo de nuevo.
trouble-fault = Algo ha fallado en el propio Relatch.
    .advice = Continúe; Relatch pregunta primero a la cerradura qué es ahora. Si vuelve a ocurrir, lea al soporte las seis letras de esta pantalla.

## What the lock answers when it refuses

trouble-lock-00 = La cerradura se ha negado y no ha dado ningún motivo.
    .advice = Toque el teclado e inténtelo de nuevo. Si vuelve a ocurrir, lea al soporte las seis letras de esta pantalla.
trouble-lock-01 = El mensaje de Relatch llegó dañado a la cerradura.
    .advice = Acérquese más a la puerta e inténtelo de nuevo.
trouble-lock-02 = Con esta clave la cerradura no lo permite.
    .advice = Use la clave del propietario. La clave de un invitado no basta.
trouble-lock-03 = La cerradura no conoce esta clave del propietario.
    .advice = Exporte una vez más la clave del propietario de la aplicación de la cerradura y use la nueva.
trouble-lock-05 = La cerradura no tiene propietario ahora y espera que la añadan.
    .advice = Vuelva atrás y busque la cerradura otra vez, para que Relatch vea qué es ahora.
trouble-lock-06 = La cerradura no tiene propietario: se restableció.
    .advice = Vuelva atrás y busque la cerradura otra vez. Con una copia guardada puede añadirla y devolverle todo.
trouble-lock-07 = La cerradura tiene propietario, así que no se puede añadir.
    .advice = Use la clave del propietario, o restablezca antes la cerradura y toque el teclado.
trouble-lock-08 = La cerradura no ha aceptado lo que Relatch respondió con esta clave.
    .advice = Exporte una vez más la clave del propietario de la aplicación de la cerradura y use la nueva.
trouble-lock-0a = Las pilas de la cerradura tienen muy poca carga.
    .advice = Ponga pilas alcalinas nuevas, todas a la vez, e inténtelo de nuevo. Cambiar las pilas no borra nada.
trouble-lock-0b = La cerradura no pudo guardar la clave nueva por completo.
    .advice = Toque el teclado e inténtelo de nuevo. Si vuelve a ocurrir, cambie las pilas.
trouble-lock-0d = Esta clave se retiró.
    .advice = Use la clave del propietario actual de la aplicación de la cerradura.
trouble-lock-0e = Esta clave ha caducado.
    .advice = Use la clave del propietario, que no caduca. Si es esta, ponga la fecha y la hora del teléfono en automático.
trouble-lock-0f = La cerradura no acepta un código de esta longitud.
    .advice = Deje fuera este código y dé después a la persona un código de otra longitud en la aplicación de la cerradura.
trouble-lock-10 = El código del propietario es el mismo que el código que borra los códigos de la cerradura.
    .advice = Elija otro código del propietario en la aplicación de la cerradura.
trouble-lock-11 = Esta clave todavía no es válida.
    .advice = Ponga la fecha y la hora del teléfono en automático. Si son correctas, espere hasta el primer día de la clave.
trouble-lock-12 = La cerradura ya no ha reconocido la conexión.
    .advice = Toque el teclado e inténtelo de nuevo.
trouble-lock-13 = La cerradura no ha podido hacerlo y no ha dado ningún motivo.
    .advice = Toque el teclado e inténtelo de nuevo. Si vuelve a ocurrir, lea al soporte las seis letras de esta pantalla.
trouble-lock-14 = Este código ya está en la cerradura.
    .advice = Pruebe el código en la puerta. Si abre, no queda nada por hacer. Si no abre, elimínelo en la aplicación de la cerradura y devuélvalo otra vez.
trouble-lock-15 = Este código no está en la cerradura o nunca se usó.
    .advice = Lea la cerradura otra vez y continúe; Relatch ve entonces lo que hay.
trouble-lock-16 = La cerradura está llena.
    .advice = Elimine códigos o llaveros que ya nadie necesite, o deje algunos fuera, e inténtelo de nuevo.
trouble-lock-17 = La cerradura se ha negado con el error 17, cuyo significado no se conoce.
    .advice = Toque el teclado e inténtelo de nuevo. Si vuelve a ocurrir, lea al soporte las seis letras de esta pantalla.
trouble-lock-18 = Este llavero no está en la cerradura.
    .advice = Lea la cerradura otra vez y continúe; Relatch ve entonces lo que hay.
trouble-lock-1a = Esta huella no está en la cerradura.
    .advice = Registre el dedo en la puerta, con la aplicación de la cerradura.
trouble-lock-1b = Esta cerradura no puede hacer lo que se le ha pedido.
    .advice = Déjelo fuera y continúe con lo demás.
trouble-lock-1c = La cerradura está congelada y lo rechaza todo.
    .advice = Descongélela en la aplicación de la cerradura e inténtelo de nuevo.
trouble-lock-1d = La cerradura pertenece a la aplicación de otro fabricante.
    .advice = Use la aplicación de ese fabricante. Relatch no puede trabajar con esta cerradura.
trouble-lock-1e = La puerta está cerrada con doble vuelta desde dentro.
    .advice = Pida a alguien que la libere desde dentro e inténtelo de nuevo.
trouble-lock-1f = La cerradura ya no tiene esta entrada.
    .advice = Lea la cerradura otra vez y continúe; Relatch ve entonces lo que hay.
trouble-lock-20 = La cerradura no acepta uno de los valores.
    .advice = Deje fuera este elemento y continúe con lo demás. Configúrelo después en la aplicación de la cerradura.
trouble-lock-21 = Algo estorba al pestillo.
    .advice = Abra la puerta, compruebe que el pestillo se mueve libremente e inténtelo de nuevo.
trouble-lock-24 = La cerradura ha empezado, pero todavía no ha dicho cómo terminó.
    .advice = Espere un momento e inténtelo de nuevo. Relatch mira primero qué hay en la cerradura.
trouble-lock-25 = La cerradura no acepta el nombre de la wifi.
    .advice = Configure la wifi en la aplicación de la cerradura. Los códigos y llaveros no la necesitan.
trouble-lock-26 = La cerradura no acepta la contraseña de la wifi.
    .advice = Configure la wifi en la aplicación de la cerradura. Los códigos y llaveros no la necesitan.
trouble-lock-other = La cerradura se ha negado con el error { $code }.
    .advice = Toque el teclado e inténtelo de nuevo. Si vuelve a ocurrir, diga este número al soporte: { $code }.

## La cuenta

account-title = Tomar la clave de su cuenta
account-sign-in-title = Iniciar sesión en la cuenta de la aplicación de la cerradura
account-looking = Buscando cuentas en este dispositivo
account-why = Es la cuenta que usa en la aplicación de la cerradura. Relatch solo la lee, hasta que usted pida más.
account-where = Elija dónde se creó la cuenta. Relatch nunca lo cambia por sí mismo.
account-known = Usar la cuenta { $name }
account-sign-in = Iniciar sesión
account-region-eu = Europa y todo el mundo excepto China
account-region-cn = China continental
account-region-other = El servidor { $address }
account-password-stays = La contraseña se envía al servidor del fabricante de la cerradura. Relatch no la guarda en ninguna parte.
account-name = Nombre de la cuenta: correo o número de teléfono
account-password = Contraseña
account-signing-in = Iniciando sesión
account-reading = Leyendo las cerraduras de la cuenta
account-locks-title = ¿Qué cerradura es?
account-of = Estas cerraduras están en la cuenta { $name }.
account-older-entry = { $lock }, una entrada anterior
account-rights-owner = { $address }. Es de la cuenta.
account-rights-admin = { $address }. La cuenta es administradora autorizada: puede guardar una copia; restablecer es cosa del propietario.
account-rights-guest = { $address }. La cuenta solo es invitada de esta cerradura.
account-rights-pending = { $address }. La clave aún no está aceptada.
account-rights-frozen = { $address }. La clave está bloqueada.
account-rights-not-usable = { $address }. La clave está eliminada o es de un tipo que Relatch no conoce.
account-rights-re-added = { $address }. La cerradura se añadió de nuevo después; esta clave es antigua.
key-account = De su cuenta
key-account-detail = Inicie sesión como en la aplicación de la cerradura. Se incluyen los nombres y los códigos que nadie ha tecleado aún.
key-account-none = Esta aplicación no está preparada para cuentas. Las otras formas funcionan sin ellas.
backup-account = Los nombres, los horarios semanales y los códigos que nadie ha tecleado aún se leen de su cuenta.
backup-without-account = Puede guardar sin la cuenta. Entonces faltarán en la copia los códigos que nadie ha tecleado aún, los nombres y los horarios semanales.
own-app-account = Cuando esté allí, vuelva aquí. Relatch toma la nueva clave de su cuenta.
own-app-awaiting = Si esa aplicación dice que la cerradura ya está, elimínela allí primero y luego añádala.
own-app-looking = Buscando la nueva clave en la cuenta
button-sign-in = Iniciar sesión
button-added = Ya la he añadido
button-without-account = Guardar sin la cuenta
button-register = Añadirla a mi cuenta
button-account = Llevar la cerradura a mi cuenta
button-tell = Informar a la cuenta
button-tell-again = Informar de nuevo del resto
button-remove-old = Quitar la entrada antigua
button-keep-old = Conservar la entrada antigua
register-title = De vuelta en la aplicación de la cerradura
register-why = { $lock } vuelve a funcionar y su nueva clave está aquí. Con una entrada en su cuenta, también la tiene la aplicación de la cerradura.
register-not-proved = No se sabe de antemano si la cuenta la aceptará. Si la rechaza, no se pierde nada: la cerradura sigue siendo suya.
register-account = La cuenta es { $name }.
register-doing = Añadiendo la cerradura a la cuenta
register-entered = La cerradura está en su cuenta, con su nueva clave.
register-in-doubt = La cuenta tiene una entrada de la cerradura, pero no se pudo comparar su clave. Vale la clave guardada aquí.
register-tell-why = Se puede informar a la cuenta de los códigos y llaveros de la cerradura, para que su aplicación los muestre con nombre.
register-telling = Informando a la cuenta
register-item-refused = { $item }: la cuenta lo rechazó.
register-item-not-tellable = { $item }: a ninguna cuenta se le puede comunicar este tipo.
register-stopped = Lo que aún no se ha comunicado se puede comunicar más tarde. Hasta entonces se queda la entrada anterior.
register-old-why = Puede que la cuenta conserve la entrada de antes de restablecer. Ya no abre nada.
register-old-confirm = Con la entrada antigua desaparecen de la cuenta todas sus claves de otras personas y sus registros. ¿Quitarla?
register-removing = Quitando la entrada antigua
register-old-gone = La entrada antigua ya no está en la cuenta.
register-old-same = No hay entrada antigua: la cuenta conservó su número para la nueva.
register-old-kept = La entrada antigua sigue ahí. Puede eliminarla en la aplicación de la cerradura después de comprobar que la nueva funciona.
account-other-zone = Su cuenta y el reloj de la cerradura usan zonas horarias distintas. Revise las horas de los códigos.
work-telling = Informando a la cuenta
demo-account-hint = En una demostración, la cuenta y su contraseña son ambas «{ $name }».
remark-other-kind = { $item }: la cerradura y la cuenta indican otro tipo de código. Vale el de la cerradura.
remark-other-times = { $item }: la cerradura y la cuenta indican horarios distintos. Valen los de la cerradura.
remark-cyclic-never-typed = { $item }: un código para ciertos días que nadie ha tecleado aún. Ninguna cerradura permite guardarlo; cree uno nuevo después.
remark-dead = { $item }: un código que nadie tecleó a tiempo. Ya no abre nada.
remark-one-time = { $item }: un código de un solo uso que nadie ha tecleado todavía. Se guarda y solo se devuelve si usted lo elige.
remark-used-up = { $item }: un código de un solo uso que ya se gastó, según el registro de la cerradura.
remark-not-on-lock = { $item }: está en la cuenta, pero no en la cerradura. No abre nada.
remark-invalid = { $item }: la propia cuenta dice que no es válido.
remark-still-on-lock = { $item }: está en la cerradura, aunque la cuenta dice que no es válido o que debe borrarse.
remark-doubtful = { $item }: pueden haberse perdido ceros al principio, así que no se tomó.
remark-not-understood = { $item }: la cuenta lo indica en una forma que Relatch no entiende.
remark-erases = { $item }: un código que borra todos los demás. Nunca se restaura.
trouble-account-not-set-up = Esta aplicación no está preparada para cuentas.
    .advice = Use otra forma de obtener la clave. Un archivo de clave de la cerradura funciona sin cuenta.
trouble-account-unreachable = No se puede acceder al servidor de la cuenta.
    .advice = Compruebe la red e inténtelo de nuevo. Un archivo de clave de la cerradura funciona sin cuenta.
trouble-account-foreign = Otra cosa responde en lugar del servidor de la cuenta.
    .advice = Abra cualquier página en el navegador: puede que la red pida iniciar sesión allí. Después, inténtelo de nuevo. Un archivo de clave de la cerradura funciona sin cuenta.
trouble-account-untrusted = El servidor de la cuenta no demuestra ser el correcto, así que no se envió nada.
    .advice = Compruebe la fecha y la hora de este dispositivo y use otra red. Un archivo de clave de la cerradura funciona sin cuenta.
trouble-account-password = El nombre o la contraseña son incorrectos, o la cuenta es de otra región o de otro tipo.
    .advice = Pruebe ambos en la aplicación de la cerradura. Si allí funcionan, vuelva y elija la otra región. Un archivo de clave de la cerradura funciona sin cuenta.
trouble-account-region = La cuenta pertenece a otra región.
    .advice = Vuelva y elija la otra región. Un archivo de clave de la cerradura funciona sin cuenta.
trouble-account-busy = Se ha consultado demasiado al servidor de la cuenta en poco tiempo.
    .advice = Espere un minuto e inténtelo de nuevo. Si sigue igual, inténtelo mañana. Un archivo de clave de la cerradura funciona sin cuenta.
trouble-account-month = Las consultas de esta aplicación al servidor de la cuenta se han agotado este mes.
    .advice = Funcionará de nuevo el próximo mes. Un archivo de clave de la cerradura funciona sin cuenta.
trouble-account-clock = El reloj de este dispositivo está demasiado desajustado para el servidor de la cuenta.
    .advice = Ajuste la fecha y la hora e inténtelo de nuevo. Un archivo de clave de la cerradura funciona sin cuenta.
trouble-account-no-lock = La cuenta no tiene esta cerradura.
    .advice = Inicie sesión con la cuenta que usa para ella en la aplicación de la cerradura. Un archivo de clave de la cerradura funciona sin cuenta.
trouble-account-guest = La cuenta no puede actuar como propietaria de ninguna de sus cerraduras.
    .advice = Solo el propietario puede guardar y restablecer una cerradura: pregunte a la persona en cuya cuenta está. Un archivo de clave de la cerradura funciona sin cuenta.
trouble-account-pending = La clave de la cuenta para esta cerradura aún no está aceptada.
    .advice = Acéptela en la aplicación de la cerradura e inténtelo de nuevo. Un archivo de clave de la cerradura funciona sin cuenta.
trouble-account-frozen = La clave de la cuenta para esta cerradura está bloqueada.
    .advice = Quien la bloqueó puede desbloquearla en la aplicación de la cerradura; después inténtelo de nuevo. Un archivo de clave de la cerradura funciona sin cuenta.
trouble-account-re-added = La clave de la cuenta es de antes de que la cerradura se añadiera de nuevo.
    .advice = Use la cuenta que la añadió o un archivo de clave de la cerradura.
trouble-account-broken = El servidor de la cuenta falló o su respuesta no tenía sentido.
    .advice = Inténtelo de nuevo, o más tarde. Un archivo de clave de la cerradura funciona sin cuenta.
trouble-account-signed-out = La sesión de la cuenta ha terminado.
    .advice = Inicie sesión de nuevo. Un archivo de clave de la cerradura funciona sin cuenta.
trouble-account-device = El fabricante de la cerradura quiere confirmar este dispositivo en su propia aplicación.
    .advice = Inicie sesión allí una vez en este dispositivo y luego inténtelo de nuevo. Un archivo de clave de la cerradura funciona sin cuenta.
trouble-account-application = La configuración de esta aplicación con el fabricante de la cerradura no funciona.
    .advice = Avise a quien le dio esta aplicación. Un archivo de clave de la cerradura funciona sin cuenta.
trouble-account-refused = El servidor de la cuenta lo rechaza.
    .advice = Inténtelo más tarde o hágalo en la aplicación de la cerradura. Un archivo de clave de la cerradura funciona sin cuenta.
trouble-account-not-yet = La cuenta aún no tiene una clave nueva de la cerradura.
    .advice = Añada la cerradura en su aplicación con esta cuenta e inténtelo de nuevo. Un archivo de clave de la cerradura funciona sin cuenta.
account-both = { $count ->
    [one] La cerradura y la cuenta conocen un elemento.
    [many] La cerradura y la cuenta conocen { $count } elementos.
   *[other] La cerradura y la cuenta conocen { $count } elementos.
}
account-only-lock = { $count ->
    [one] Solo la cerradura conoce un elemento.
    [many] Solo la cerradura conoce { $count } elementos.
   *[other] Solo la cerradura conoce { $count } elementos.
}
account-only-account = { $count ->
    [one] Un código solo está en la cuenta, porque nadie lo ha tecleado aún. Se guarda y se restaura con las mismas cifras.
    [many] { $count } códigos solo están en la cuenta, porque nadie los ha tecleado aún. Se guardan y se restauran con las mismas cifras.
   *[other] { $count } códigos solo están en la cuenta, porque nadie los ha tecleado aún. Se guardan y se restauran con las mismas cifras.
}
account-lists-missing = La cuenta no indicó { $lists }. Falta lo que sabe de ello.
account-lists-changing = Mientras se leía ({ $lists }), la cuenta no dejaba de cambiarlo. Puede faltar algo.
account-list-details = sus datos de la cerradura
account-list-codes = los códigos
account-list-fobs = los llaveros
account-list-fingers = las huellas
account-list-faces = los rostros
account-list-palms = las palmas
account-list-remotes = los mandos
account-list-keypads = los teclados
account-list-door-sensor = el sensor de puerta
account-list-gateways = los gateways
account-list-people = las llaves de otras personas
account-list-passage = cuándo queda abierta la puerta
review-things-more = { $count ->
    [one] Y una cosa más. Antes del restablecimiento se muestran todas.
    [many] Y { $count } cosas más. Antes del restablecimiento se muestran todas.
   *[other] Y { $count } cosas más. Antes del restablecimiento se muestran todas.
}
account-choose-later = Donde difieren, vale la cerradura. Antes de volver a ponerlo todo, aún puede elegir lo que dice la cuenta.
account-remarks-more = { $count ->
    [one] Y una observación más como estas.
    [many] Y { $count } observaciones más como estas.
   *[other] Y { $count } observaciones más como estas.
}
register-at-once = Tomar de una vez lo que tiene la entrada anterior
register-at-once-people = Requiere menos consultas. La cuenta puede traer también las llaves antiguas de otras personas: no lo marque si alguien ya no debe entrar.
register-calls = { $count ->
    [one] Requiere una consulta del cupo mensual de la aplicación.
    [many] Requiere hasta { $count } consultas del cupo mensual de la aplicación.
   *[other] Requiere hasta { $count } consultas del cupo mensual de la aplicación.
}
register-told = { $count ->
    [one] Se informó a la cuenta de un elemento.
    [many] Se informó a la cuenta de { $count } elementos.
   *[other] Se informó a la cuenta de { $count } elementos.
}
register-known = { $count ->
    [one] Ya tenía un elemento.
    [many] Ya tenía { $count } elementos.
   *[other] Ya tenía { $count } elementos.
}
register-not-tellable = { $count ->
    [one] Un código es de un tipo del que no se puede informar a ninguna cuenta; aun así funciona en la puerta.
    [many] { $count } códigos son de tipos de los que no se puede informar a ninguna cuenta; aun así funcionan en la puerta.
   *[other] { $count } códigos son de tipos de los que no se puede informar a ninguna cuenta; aun así funcionan en la puerta.
}
register-refused = { $count ->
    [one] La cuenta rechazó un elemento. Aun así está en la cerradura.
    [many] La cuenta rechazó { $count } elementos. Aun así están en la cerradura.
   *[other] La cuenta rechazó { $count } elementos. Aun así están en la cerradura.
}
