### العربية.
###
### كلمة واحدة لكل شيء: lock = القفل، code = رمز (أرقام على لوحة الأرقام)، fob = بطاقة (ميدالية أو بطاقة)،
### fingerprint = بصمة، saved copy = النسخة المحفوظة، recovery key = مفتاح الاستعادة، owner’s key = مفتاح المالك،
### owner’s code = رمز المالك، reset = إعادة الضبط، add again = الإضافة من جديد، trial run = التجربة، clock = الساعة،
### plan = الخطة، report = التقرير، log = السجل، phone = الهاتف، helper = المساعد، bolt = لسان القفل، gateway = البوابة،
### to seal = ختم، throw-away code = رمز مؤقت، sheet of last resort = ورقة الطوارئ.

## The first screen

home-title = Relatch
home-promise = أعد ضبط قفلك واحتفظ برموزه وبطاقاته. لا يُمحى شيء قبل حفظه وقبل تجربة طريق العودة على قفلك أنت.
home-privacy = يبقى كل شيء على هذا الهاتف. ليس لدى Relatch خادم، ولا يحتاج إلى حساب ولا إلى إنترنت.
demo-key-hint = هذا عرض تجريبي. اكتب الكلمة demo فهي تقوم مقام مفتاح قفل العرض.
home-same-lock = إعادة ضبط قفل وإرجاع كل شيء إليه
home-same-lock-detail = حفظ رموزه وبطاقاته، ثم إعادة ضبطه، وإضافته من جديد، وكتابة كل شيء عليه مرة أخرى.
home-other-lock = نقل كل شيء إلى قفل آخر
home-other-lock-detail = لقفل بديل، أو لقفل ثانٍ يُراد أن يقبل الرموز والبطاقات نفسها.
home-from-copy = استخدام نسخة محفوظة لديّ
home-from-copy-detail = ملف من هذا الهاتف أو من هاتف آخر، مع مفتاح استعادته.
home-entrust = حفظ نسخة لمساعد
home-entrust-detail = يحصل المساعد على نسخة مختومة لا يفتحها غيره. ويبقى قفلك كما هو.
home-journey-nameless = قفل بلا اسم
home-journey = { $lock }
home-expired = { $count ->
    [zero] لا توجد نسخ محفوظة تجاوزت موعدها.
    [one] كان من المقرر الاحتفاظ بالنسخة المحفوظة من { $lock } حتى { $since }. امحها أو احتفظ بها مدة أطول.
    [two] نسختان محفوظتان تجاوزتا موعدهما، أولاهما من { $lock } ({ $since }). امحهما أو احتفظ بهما مدة أطول.
    [few] { $count } نسخ محفوظة تجاوزت موعدها، أولاها من { $lock } ({ $since }). امحها أو احتفظ بها مدة أطول.
    [many] { $count } نسخة محفوظة تجاوزت موعدها، أولاها من { $lock } ({ $since }). امحها أو احتفظ بها مدة أطول.
   *[other] { $count } نسخة محفوظة تجاوزت موعدها، أولاها من { $lock } ({ $since }). امحها أو احتفظ بها مدة أطول.
}

## Steps

step-home = البداية
step-key = مفتاح المالك
step-find = العثور على القفل
step-backup = حفظ نسخة
step-bring = فتح النسخة
step-review = ما تم حفظه
step-recovery-key = مفتاح الاستعادة
step-rehearsal = التجربة
step-ready = قبل إعادة الضبط
step-reset = إعادة الضبط
step-re-add = الإضافة من جديد
step-target = القفل الآخر
step-clock = الساعة
step-plan = الخطة
step-proof = عند الباب
step-import = الإرجاع
step-report = التقرير
step-erase = النسخة المحفوظة

## Buttons

button-next = التالي
button-back = رجوع
button-cancel = إيقاف
button-retry = المحاولة مجددًا
button-go-on = متابعة
button-anyway = المتابعة على أي حال
button-leave = المتابعة لاحقًا
button-close = إغلاق
button-abandon = الإنهاء هنا
button-other-key = استخدام مفتاح آخر
button-save-copy = حفظ نسخة
button-pick-file = اختيار الملف
button-share-copy = حفظ النسخة أو إرسالها
button-reveal = إظهار الرموز
button-hide = إخفاء الرموز
button-trust = أعرف هذه النسخة، استخدمها
button-end-here = الإنهاء هنا ومحو النسخة
button-wrote-down = لقد كتبته
button-show-again = إظهاره مرة أخرى
button-try = بدء التجربة
button-try-again = إعادة التجربة
button-accept-losses = أقبل ذلك
button-ask-again = سؤال القفل مرة أخرى
button-reset = إعادة ضبط القفل الآن
button-prepare-reset = التحقق من كل شيء مرة أخرى
button-did-it = لقد أعدت ضبطه
button-not-now = ليس الآن
button-have-key = لديّ المفتاح الجديد
button-plan-ok = هذا صحيح
button-plan-again = قراءة القفل مرة أخرى
button-door-proof = تجربة رمز عند الباب
button-door-skip = تخطي هذا
button-door-opened = لقد أدخلته
button-import = إرجاع كل شيء
button-start-over = إفراغ القفل والبدء من جديد
button-see-plan = عرض الخطة
button-import-again = محاولة إرجاع الناقص مرة أخرى
button-to-the-end = التالي
button-share-report = حفظ التقرير أو إرساله
button-sheet = ورقة الطوارئ
button-share-key = حفظ مفتاح المالك
share-save = حفظ كملف
share-send = إرسال عبر تطبيق آخر
button-erase = محو النسخة المحفوظة
button-erase-now = محوها الآن
button-keep = الاحتفاظ بها 30 يومًا
button-keep-longer = الاحتفاظ بها 30 يومًا أخرى

## What runs

task-stopping = سيتوقف العمل حالما يتضح ما يوجد على القفل.
task-cancelled = لقد أوقفته. يمكنك المتابعة في أي وقت.
task-quarter = { $doing }: { $percent } بالمئة
time-left = المتبقي: { $time }
work-connecting = جارٍ الاتصال بالقفل
work-codes = جارٍ قراءة الرموز
work-cards = جارٍ قراءة البطاقات
work-fingerprints = جارٍ قراءة قائمة البصمات
work-settings = جارٍ قراءة الإعدادات
work-log = جارٍ قراءة سجل القفل
work-rehearsing = جارٍ تجربة طريق العودة
work-restoring = جارٍ إرجاع الرموز والبطاقات
work-pairing = جارٍ إضافة القفل
work-resetting = جارٍ إعادة ضبط القفل

## What is on the lock now

standing-untouched = قفلك كما كان. كل الرموز والبطاقات تعمل.
standing-trials = رموزك وبطاقاتك تعمل. قد يوجد على القفل للحظة رمز مؤقت أو رقم بطاقة مؤقت، وسيزيله Relatch.
standing-resetting = إلى أن يُرسل أمر إعادة الضبط يبقى قفلك كما كان.
standing-unseen = لا يُعرف بعد إن كان القفل قد أُعيد ضبطه. نسختك المحفوظة في أمان في كلتا الحالتين.
standing-asking = لا يُعرف ما على القفل الآن إلا بعد أن يجيب. رموزك وبطاقاتك في النسخة المحفوظة.
standing-no-owner = أُعيد ضبط القفل وهو فارغ. رموزك وبطاقاتك في النسخة المحفوظة.
standing-other-owner = القفل الآن يتبع مفتاحًا آخر غير مفتاحك. رموزك وبطاقاتك في النسخة المحفوظة.
standing-pairing = القفل فارغ إلى أن تُعاد إليه الرموز والبطاقات.
standing-target = لم يوضع شيء على القفل الآخر بعد. رموزك وبطاقاتك في النسخة المحفوظة.
standing-added = أُضيف القفل من جديد. لم يُرجَع شيء بعد، ورموزك وبطاقاتك في النسخة المحفوظة.
standing-door = قد يوجد على القفل رمز مؤقت واحد، وسيزيله Relatch. رموزك وبطاقاتك في النسخة المحفوظة.
standing-half = قد تكون بعض الرموز والبطاقات قد عادت، وبعضها لم يعد بعد. وما عاد منها يعمل.
standing-clearing = قد تكون بعض الرموز والبطاقات قد أُزيلت. وما في النسخة المحفوظة منها يُرجَع بعد ذلك.
standing-back = كل ما يمكن أن يعود موجود على القفل.
standing-nothing-done = لم يغيّر Relatch شيئًا على القفل.

## The owner’s key

key-title = مفتاحك إلى القفل
key-why = يعمل Relatch بصفته مالك القفل، كما يفعل تطبيق القفل نفسه. ولذلك يحتاج إلى مفتاح المالك.
key-where = المفتاح ملف أو نص تم تصديره من تطبيق القفل، أو من بوابة، أو من Relatch.
key-file = ملف
key-file-detail = اختر الملف على هذا الهاتف.
key-text = نص
key-text-detail = الصق المفتاح الذي نسخته.
key-picking = اختر الملف الذي فيه المفتاح.
key-paste = الصق المفتاح هنا
key-reading = جارٍ قراءة المفتاح
key-several = { $count ->
    [zero] ليس فيه أي مفتاح.
    [one] فيه مفتاح واحد.
    [two] فيه مفتاحان. أي قفل تقصد؟
    [few] فيه { $count } مفاتيح. أي قفل تقصد؟
    [many] فيه { $count } مفتاحًا. أي قفل تقصد؟
   *[other] فيه { $count } مفتاح. أي قفل تقصد؟
}
key-of-lock = { $lock }
key-new-title = المفتاح الجديد للقفل
key-new-why = لدى { $lock } مفتاح مالك جديد منذ إضافته من جديد. يحتاج Relatch إليه لإرجاع كل شيء.
key-target-title = مفتاح القفل الآخر
key-target-why = يحتاج Relatch إلى مفتاح المالك للقفل الذي سيحصل على الرموز والبطاقات.

## Finding the lock

find-title = العثور على القفل
find-stand-close = قف أمام الباب، على مسافة لا تزيد على مترين.
find-touch = المس لوحة الأرقام ليستيقظ القفل.
find-listening = جارٍ البحث عن القفل
find-nothing-heard = لم يُعثر على أي قفل. قد يكون القفل نائمًا أو بعيدًا جدًا، أو قد تكون بطارياته فارغة.
find-silent-now = عُثر على قفلك من قبل وهو صامت الآن. إنه نائم، أو أن هاتفًا آخر أو بوابة متصلة به.
find-others-heard = { $count ->
    [zero] لم يُعثر على أقفال أخرى ولا على قفلك. قد يكون نائمًا.
    [one] عُثر على قفل آخر، لا على قفلك. قد يكون نائمًا.
    [two] عُثر على قفلين آخرين، لا على قفلك. قد يكون نائمًا.
    [few] عُثر على { $count } أقفال أخرى، لا على قفلك. قد يكون نائمًا.
    [many] عُثر على { $count } قفلًا آخر، لا على قفلك. قد يكون نائمًا.
   *[other] عُثر على { $count } قفل آخر، لا على قفلك. قد يكون نائمًا.
}
find-hint-touch = المس لوحة الأرقام حتى تضيء، ثم حاول مجددًا.
find-hint-close = اقترب من الباب.
find-hint-phones = أغلق تطبيق القفل على جميع الهواتف، وافصل بوابته عن الكهرباء لفترة.
find-hint-saver = إذا كان الهاتف في وضع توفير البطارية فأوقفه: فقد لا ينصت إلا نادرًا.
phone-saves-power = هاتفك في وضع توفير البطارية. أوقفه: فقد لا ينصت إلا نادرًا.
find-hint-batteries = إذا بقيت لوحة الأرقام مظلمة فبدّل البطاريات.
find-weak = الإشارة ضعيفة. اقترب أكثر قبل أن تتابع.
find-weak-nearer = الإشارة ضعيفة لكنها تقوى. واصل الاقتراب من القفل.
find-weak-away = الإشارة ضعيفة وتزداد ضعفًا: أنت تبتعد عن القفل. عد إليه.
find-far = إشارة القفل تكاد لا تصل: الهاتف بعيد جدًا عنه.
find-far-nearer = إشارة القفل تكاد لا تصل، لكنها تتحسن. واصل الاقتراب منه.
find-far-away = إشارة القفل تكاد لا تصل وتزداد سوءًا: أنت تبتعد عنه. عد إليه.
find-far-why = على هذه المسافة ينقطع الاتصال بسهولة. اذهب إلى الباب وحاول مجددًا؛ وإن كنت عنده بالفعل فتابع.
find-checking = جارٍ تجربة المفتاح
find-met-title = هذا قفلك: { $lock }
find-met = قبل القفل مفتاحك، وأنت مالكه.
lock-model = الطراز: { $model }
lock-address = العنوان: { $address }
lock-firmware = البرنامج الثابت: { $firmware }
lock-battery = البطارية: { $percent } بالمئة
lock-battery-unknown = لا يخبر القفل عن حالة بطاريته.

## Saving

backup-title = حفظ نسخة
backup-why = يقرأ Relatch كل رمز وكل بطاقة وكل إعداد في القفل.
backup-twice = يُقرأ كل شيء مرتين ويجب أن تتطابق القراءتان. ثم تُختم النسخة وتُخزَّن وتُفتح من جديد وتُقارن.
backup-untouched = لا يتغير شيء على القفل.
backup-doing = جارٍ حفظ نسخة من { $lock }
entrust-why = تُختم النسخة لك ولمساعدك. يمكن لمساعدك رؤية الرموز التي فيها، ولا يمكن ذلك لأي شخص آخر.
entrust-key = اطلب من مساعدك مفتاحه العام. يبدأ بـ «age1».
entrust-paste = المفتاح العام لمساعدك
bring-title = استخدام نسخة محفوظة
bring-why = اختر ملف النسخة المحفوظة. ينتهي اسمه بـ «.relatch».
bring-key = إذا أُنشئت على هاتف آخر فجهّز مفتاح استعادتها.
bring-picking = اختر ملف النسخة المحفوظة.
bring-opening = جارٍ فتح النسخة المحفوظة
bring-locked-title = مفتاح الاستعادة
bring-locked = خُتمت هذه النسخة على هاتف آخر. أدخل مفتاح استعادتها أو امسحه ضوئيًا.
bring-recovery = مفتاح الاستعادة

## What is saved

review-title = ما تم حفظه
review-loading = جارٍ فتح النسخة المحفوظة
review-saved = النسخة محفوظة، وقد فُتحت من جديد، وهي مطابقة للقفل.
review-opened = فُتحت النسخة، ويمكن قراءتها كلها.
review-no-losses = كل ما فيها يمكن أن يعود.
review-losses = { $count ->
    [zero] لا يوجد ما يتعذر إرجاعه.
    [one] شيء واحد لا يمكن أن يعود، وهو معلَّم.
    [two] شيئان لا يمكن أن يعودا، وهما معلَّمان.
    [few] { $count } أشياء لا يمكن أن تعود، وهي معلَّمة.
    [many] { $count } شيئًا لا يمكن أن يعود، وهي معلَّمة.
   *[other] { $count } شيء لا يمكن أن يعود، وهي معلَّمة.
}
review-general = لا يمكن لأي نسخة أن تحوي ما يلي، وهو يضيع مع إعادة الضبط:
review-not-made-here = لم تُنشأ هذه النسخة على هذا الهاتف. اطّلع عليها قبل استخدامها: فرموزها ستفتح بابك.
search-nothing = لا شيء يطابق ذلك. ابحث عن رقم أو اسم.
identify-codes = لإظهار رموز قفلك
count-codes = { $count ->
    [zero] لا رموز
    [one] رمز واحد
    [two] رمزان
    [few] { $count } رموز
    [many] { $count } رمزًا
   *[other] { $count } رمز
}
count-fobs = { $count ->
    [zero] لا بطاقات
    [one] بطاقة واحدة
    [two] بطاقتان
    [few] { $count } بطاقات
    [many] { $count } بطاقة
   *[other] { $count } بطاقة
}
count-fingers = { $count ->
    [zero] لا بصمات
    [one] بصمة واحدة
    [two] بصمتان
    [few] { $count } بصمات
    [many] { $count } بصمة
   *[other] { $count } بصمة
}
spoken-digits = { $digits }
spoken-hidden = مخفي

## The recovery key

recovery-title = مفتاح الاستعادة الخاص بك
recovery-loading = جارٍ جلب مفتاح الاستعادة
recovery-forgetting = جارٍ إزالة مفتاح الاستعادة من هذا الهاتف
recovery-why = إذا ضاع هذا الهاتف أو تعطّل فهذا المفتاح يفتح النسخة المحفوظة على هاتف آخر. ولا يُعرض إلا إلى أن تؤكد أنك احتفظت به.
recovery-how = اكتبه على ورقة، مجموعة بعد مجموعة.
recovery-apart = احتفظ به بعيدًا عن الملف. فمن لديه الاثنان يستطيع قراءة رموزك.
recovery-ask = أدخل مجموعتين من ورقتك.
recovery-group = المجموعة { $number }
recovery-kept = لقد احتفظت بمفتاح الاستعادة. ولم يعد الهاتف يحتفظ به.

## The trial run

rehearsal-title = تجربة على قفلك
rehearsal-why = قبل محو أي شيء يجرّب Relatch طريق العودة على قفلك أنت.
rehearsal-how = من كل نوع يُكتب رمز مؤقت أو رقم بطاقة مؤقت، ثم يُقرأ ويُقارن ويُزال. وهو عشوائي ولا يعرفه أحد.
rehearsal-stay = ابق عند الباب حتى تنتهي.
rehearsal-doing = جارٍ تجربة طريق العودة
rehearsal-held = انتهت التجربة. وأُزيل ما كُتب من أجلها.
trial-works = { $kind }: قفلك يقبل إرجاعها.
trial-refused = { $kind }: قفلك يرفضها. ستضيع.
trial-differs = { $kind }: قفلك يقول نعم ولا يحتفظ بها كما كُتبت. قد تضيع.
trial-not-removed = { $kind }: قفلك يقبلها، لكنه لم يُزل المؤقت منها.
trial-not-tried = { $kind }: تعذّرت تجربتها لأنه لا يوجد مكان لواحد آخر.
kind-permanent = الرموز الدائمة
kind-one-time = الرموز لمرة واحدة
kind-timed = الرموز ذات تاريخ انتهاء
kind-cyclic = الرموز الأسبوعية
kind-fob = البطاقات
kind-long-fob = البطاقات ذات الأرقام الطويلة

## Before the reset

ready-title = قبل إعادة الضبط
losses-title = ما لا يمكن أن يعود
losses-none = كل ما تم حفظه يمكن أن يعود.
losses-some = { $count ->
    [zero] لا يضيع شيء مع إعادة الضبط:
    [one] هذا الشيء الواحد يضيع مع إعادة الضبط، أو قد يضيع:
    [two] هذان الشيئان يضيعان مع إعادة الضبط، أو قد يضيعان:
    [few] هذه الأشياء تضيع مع إعادة الضبط، أو قد تضيع، وعددها { $count }:
    [many] هذه الأشياء تضيع مع إعادة الضبط، أو قد تضيع، وعددها { $count }:
   *[other] هذه الأشياء تضيع مع إعادة الضبط، أو قد تضيع، وعددها { $count }:
}
ready-why = لا تضع علامة على أي سطر إلا إذا كان صحيحًا. واقرأه بصوت عالٍ مع من معك.
ready-battery = جارٍ سؤال القفل عن بطاريته
check-door-open = الباب مفتوح ولا يمكن أن ينغلق من نفسه
check-door-open-why = ضع تحته ما يثبته. فإلى أن يعود كل شيء لا يفتحه أي رمز ولا أي بطاقة.
check-inside = يوجد شخص في الداخل، أو لا يحتاج أحد إلى الدخول
check-inside-why = من في الداخل يستطيع أن يفتح بيده.
check-mechanical-key = المفتاح الميكانيكي في متناول اليد وقد جُرّب
check-mechanical-key-why = فهو يفتح القفل مهما حدث.
check-time = لديّ نصف ساعة، والهاتف مشحون
check-time-why = قد يستغرق إرجاع كل شيء إلى قفل ممتلئ بعض الوقت.
check-new-battery = في القفل بطاريات جديدة
check-new-battery-why = لا يخبر القفل عن حالة بطاريته. والبطاريات القلوية الجديدة آمنة.
check-gateway = أستطيع توصيل البوابة من جديد
check-gateway-why = إعادة الضبط تزيل القفل أيضًا من بوابته أو من شبكة Wi-Fi. وصّله بعدها من جديد في تطبيق القفل.
check-fingers = { $count ->
    [zero] لا توجد بصمات يجب تسجيلها من جديد
    [one] أعرف صاحب البصمة التي يجب تسجيلها من جديد
    [two] أعرف أصحاب البصمتين اللتين يجب تسجيلهما من جديد
    [few] أعرف أصحاب البصمات التي يجب تسجيلها من جديد، وعددها { $count }
    [many] أعرف أصحاب البصمات التي يجب تسجيلها من جديد، وعددها { $count }
   *[other] أعرف أصحاب البصمات التي يجب تسجيلها من جديد، وعددها { $count }
}
check-fingers-why = لا يمكن للبصمات أن تغادر القفل. يجب تسجيل كل بصمة من جديد عند الباب.
check-people = أعرف من يجب أن أدعوه من جديد
check-people-why = من يفتحون بهواتفهم يفقدون مفاتيحهم مع إعادة الضبط. ادعهم من جديد في تطبيق القفل.
way-why = كيف تريد إعادة ضبط القفل؟
way-air = عبر البلوتوث، بالهاتف
way-air-detail = موصى به. يعيد Relatch ضبط القفل ويراقبه.
way-hand = بالزر الموجود داخل القفل
way-hand-detail = إذا لم تنجح إعادة الضبط عبر البلوتوث. يعرض Relatch الطريقة.
way-hand-off = زر إعادة الضبط معطّل في إعدادات القفل، فلن يفعل شيئًا.
typed-title = تأكيد إعادة الضبط
typed-air = سيقارن Relatch الآن { $lock } بالنسخة المحفوظة مرة أخرى، ثم يعيد ضبطه. ولا يمكن التراجع عن ذلك.
typed-hand = سيقارن Relatch الآن { $lock } بالنسخة المحفوظة مرة أخرى، ثم يعرض لك كيفية إعادة ضبطه.
typed-how = للمتابعة أدخل عدد الرموز والبطاقات في النسخة المحفوظة: { $number }
typed-warning = بعد إعادة الضبط لا يفتح الباب أي رمز ولا أي بطاقة ولا أي بصمة إلى أن تُعاد.
typed-field = العدد

## The reset

reset-title = إعادة الضبط
reset-proof = قبيل إعادة الضبط مباشرة يُقرأ القفل مرة أخرى ويُقارن بالنسخة المحفوظة.
reset-doing = جارٍ التحقق من القفل وإعادة ضبطه
reset-preparing = جارٍ التحقق من القفل
reset-asking = جارٍ سؤال القفل عن حالته الآن
buttons-title = إعادة ضبطه يدويًا
buttons-proved = كل شيء محفوظ وتمت مقارنته. يمكنك إعادة ضبط القفل الآن.
buttons-where = زر إعادة الضبط في الداخل، في جزء القفل الذي فيه البطاريات.
buttons-open-keypad = انزع غطاء البطاريات، من الجهة الداخلية للباب.
buttons-open-other = انزع الغطاء، من الجهة الداخلية للباب أو من طرف القفل.
buttons-find = ابحث عن الثقب الصغير أو الزر المكتوب عنده «reset».
buttons-hold = اضغط عليه بدبوس، والبطاريات في مكانها، لمدة خمس ثوانٍ تقريبًا.
buttons-listen = انتظر حتى يصفّر القفل أو يتكلم. وإذا طلب رمزًا فأدخل 000 ثم #. ثم المس لوحة الأرقام.
buttons-warning = أبق الباب مفتوحًا.

## Asking the lock

recover-title = أين كنا؟
recover-why = لم يكتمل شيء ما، أو أن القفل ليس كما كان متوقعًا. ويسأل Relatch القفل قبل أن يفعل أي شيء.
recover-doing = جارٍ سؤال القفل عن حالته الآن

## Adding it again

re-add-title = إضافة القفل من جديد
re-add-why = ليس للقفل مالك الآن. كيف تريد إضافته من جديد؟
re-add-here = بواسطة Relatch
re-add-here-detail = سريع. يُحفظ المفتاح الجديد على هذا الهاتف، ويمكنك أخذه معك.
re-add-own-app = في تطبيق القفل نفسه
re-add-own-app-detail = إذا أردت الاستمرار في استخدام ذلك التطبيق. عندها يحتاج Relatch إلى المفتاح الجديد منه.
re-add-key-first = يُخزَّن المفتاح الجديد على هذا الهاتف قبل أن يحصل عليه القفل.
re-add-doing = جارٍ إضافة القفل
re-add-checking = جارٍ تجربة المفتاح الجديد
own-app-title = إضافته في تطبيق القفل نفسه
own-app-how = افتح تطبيق القفل، وأضف القفل فيه كقفل جديد، ثم أغلق التطبيق.
own-app-then = ثم عد ومعك مفتاح المالك الجديد، ملفًا أو نصًا.
no-key-title = القفل لا يجيب
target-title = القفل الذي سيحصل على كل شيء
target-why = أي قفل تريد أن يقبل الرموز والبطاقات؟
target-here = قفل جديد، أو قفل أُعيد ضبطه
target-here-detail = يصبح Relatch مالكه.
target-key = قفل لديّ مفتاحه
target-key-detail = يحتفظ بما عليه، وتُضاف إليه الرموز والبطاقات.
target-listen = المس لوحة الأرقام في القفل الجديد.
target-listening = جارٍ البحث عن أقفال جديدة
target-which = أي واحد من هذه هو؟

## Clock and plan

clock-title = ساعة القفل
clock-why = الرموز ذات التواريخ تعتمد عليها، لذلك تُضبط قبل كتابة أي رمز.
clock-doing = جارٍ ضبط الساعة
clock-not-set = ليس في هذا القفل ساعة يمكن ضبطها. قد لا تعمل الرموز ذات التواريخ كما كانت من قبل.
clock-set = ضُبطت الساعة وقُرئت للتأكد.
clock-was-right = كانت الساعة صحيحة.
clock-was-off = كان خطأ الساعة { $time }. ضُبطت وقُرئت للتأكد.
plan-title = ما سيُعاد
plan-doing = جارٍ قراءة القفل وإعداد الخطة
plan-why = لم يُكتب شيء بعد. أزل العلامة عمّا لا تريد إرجاعه.
plan-other-model = لا يستطيع هذا القفل كل ما كان يستطيعه القديم. وما لا يلائمه معلَّم.
plan-count-written = { $count ->
    [zero] لن يُرجَع شيء
    [one] سيُرجَع واحد
    [two] سيُرجَع اثنان
    [few] ستُرجَع { $count } عناصر
    [many] سيُرجَع { $count } عنصرًا
   *[other] سيُرجَع { $count } عنصر
}
plan-count-skipped = { $count ->
    [zero] لن يُتخطّى شيء
    [one] سيُتخطّى واحد
    [two] سيُتخطّى اثنان
    [few] ستُتخطّى { $count } عناصر
    [many] سيُتخطّى { $count } عنصرًا
   *[other] سيُتخطّى { $count } عنصر
}
plan-count-refused = { $count ->
    [zero] لا يوجد ما يتعذر إرجاعه
    [one] واحد لا يمكن أن يعود
    [two] اثنان لا يمكن أن يعودا
    [few] { $count } عناصر لا يمكن أن تعود
    [many] { $count } عنصرًا لا يمكن أن يعود
   *[other] { $count } عنصر لا يمكن أن يعود
}
plan-expired = وكذلك ما انتهت صلاحيته
plan-one-time = وكذلك الرموز لمرة واحدة، مع أنها ربما استُخدمت
plan-replace = حيث يوجد الرقم نفسه على القفل، تُؤخذ التواريخ المحفوظة
plan-owner-code = ترك رمز المالك على القفل كما هو
plan-account-word = { $item }: كما يقول الحساب، { $when }
plan-account-word-lock = القفل قال: { $when }
plan-account-words = { $count ->
    [zero] لا شيء يختلف
    [one] لعنصر واحد، تُؤخذ أوقات الحساب
    [two] لعنصرين، تُؤخذ أوقات الحساب
    [few] لـ { $count } عناصر تختلف، تُؤخذ أوقات الحساب
    [many] لـ { $count } عنصرًا تختلف، تُؤخذ أوقات الحساب
   *[other] لـ { $count } عنصرًا تختلف، تُؤخذ أوقات الحساب
}
fate-add = إضافة
fate-change = تغيير
fate-skip = تخطٍّ
fate-refuse = غير ممكن
reason-missing = غير موجود على القفل
reason-there = موجود بالفعل
reason-other-value = لدى القفل قيمة أخرى
reason-target-kept = لدى القفل هذا الرقم بتواريخ أخرى، وستبقى
reason-replaced = لدى القفل هذا الرقم بتواريخ أخرى، وستُستبدل
reason-schedule-unread = موجود بالفعل؛ لا يمكن قراءة أوقاته الأسبوعية، وستُكتب من جديد
reason-not-chosen = غير مختار
reason-no-room = لا يوجد مكان على القفل

## At the door

door-title = التجربة عند الباب
door-why = قبل إرجاع كل شيء يبيّن رمز مؤقت أن لوحة الأرقام ولسان القفل يعملان.
door-how = تُدخله أنت، فيتحرك لسان القفل، ويجب أن يظهر ذلك في سجل القفل. ثم يُزال الرمز.
door-writing = جارٍ كتابة الرمز
door-type = أدخل هذا الرمز على لوحة الأرقام، ثم اضغط # أو علامة الصح.
door-check-typed = أُدخل الرمز
door-check-moved = تحرك لسان القفل
door-looking = جارٍ النظر في سجل القفل
door-removing = جارٍ إزالة الرمز
door-seen = يظهر الرمز في سجل القفل. لوحة الأرقام تعمل، وقد أُزيل الرمز.
door-skipped = لم يُرَ أن لوحة الأرقام تعمل. ولم يعد الرمز المؤقت على القفل.

## Putting back

import-title = إرجاع كل شيء
import-stay = ابق عند الباب وأبق هذه الشاشة مفتوحة.
import-doing = جارٍ إرجاع كل شيء إلى { $lock }
import-clearing = جارٍ إفراغ القفل
import-half = بدأ الإرجاع ولم ينته.
import-half-safe = المتابعة آمنة: لا يُكتب شيء مرتين.
confirm-start-over = سيُزال كل رمز وكل بطاقة من القفل، ثم تُكتب من جديد من النسخة المحفوظة. هل أنت متأكد؟

## Report

report-title = التقرير
report-loading = جارٍ تحميل التقرير
report-proved = عاد كل ما يمكن أن يعود. وقد قُرئ كل عنصر من القفل وقورن.
report-all-it-takes = كل ما يقبله هذا القفل موجود عليه. وقد قُرئ كل عنصر من القفل وقورن. وما لا يقبله مذكور أدناه.
report-not-proved = لم يعد كل شيء بعد. وما ينقص مذكور أدناه.
report-written = { $count ->
    [zero] لم يُكتب شيء على القفل
    [one] كُتب عنصر واحد على القفل
    [two] كُتب عنصران على القفل
    [few] كُتبت { $count } عناصر على القفل
    [many] كُتب { $count } عنصرًا على القفل
   *[other] كُتب { $count } عنصر على القفل
}
report-copy = في النسخة المحفوظة: { $items }
report-nothing-written = لم يُكتب شيء.
report-door-seen = جُرّب رمز عند الباب.
report-door-skipped = لم يُجرَّب أي رمز عند الباب.
report-not-restorable = { $count ->
    [zero] لا يوجد ما تعذّر إرجاعه.
    [one] شيء واحد لم يكن ممكنًا إرجاعه، كما قيل من قبل.
    [two] شيئان لم يكن ممكنًا إرجاعهما، كما قيل من قبل.
    [few] { $count } أشياء لم يكن ممكنًا إرجاعها، كما قيل من قبل.
    [many] { $count } شيئًا لم يكن ممكنًا إرجاعها، كما قيل من قبل.
   *[other] { $count } شيء لم يكن ممكنًا إرجاعها، كما قيل من قبل.
}
report-extra = { $count ->
    [zero] لا يوجد على القفل ما ليس في النسخة المحفوظة.
    [one] على القفل عنصر واحد ليس في النسخة المحفوظة.
    [two] على القفل عنصران ليسا في النسخة المحفوظة.
    [few] على القفل { $count } عناصر ليست في النسخة المحفوظة.
    [many] على القفل { $count } عنصرًا ليست في النسخة المحفوظة.
   *[other] على القفل { $count } عنصر ليست في النسخة المحفوظة.
}
missing-failed = موجود على القفل بصورة غير المحفوظة
missing-not-listed = قبله القفل وليس عليه
missing-not-there = ليس على القفل كما حُفظ
missing-left-out = تُرك كما اخترت
identify-sheet = لإنشاء ورقة فيها كل الرموز مكشوفة
identify-key = لتسليم مفتاح المالك الخاص بقفلك
to-do-try-code = جرّب أحد رموزك
to-do-try-both = جرّب أحد رموزك وإحدى بطاقاتك
to-do-key = احفظ مفتاح المالك الجديد للقفل حيث تحفظ أشياءك المهمة
to-do-fingers = { $count ->
    [zero] لا توجد بصمات لتسجيلها من جديد
    [one] سجّل البصمة من جديد
    [two] سجّل البصمتين من جديد
    [few] سجّل { $count } بصمات من جديد
    [many] سجّل { $count } بصمة من جديد
   *[other] سجّل { $count } بصمة من جديد
}
to-do-people = ادع من جديد من يفتحون بهواتفهم
to-do-gateway = وصّل البوابة أو شبكة Wi-Fi من جديد
to-do-account = أدخل القفل في حساب تطبيقه: الشاشات التالية تساعدك
to-do-old-lock = أعد ضبط القفل القديم قبل أن تعطيه لأحد

## The saved copy in the end

erase-title = النسخة المحفوظة
erase-proved = عاد كل شيء، فلم تعد هناك حاجة إلى النسخة المحفوظة.
erase-not-proved = لم يُقرأ كل شيء من قفل بعد إرجاعه.
erase-entrusted = أعط النسخة المحفوظة لمساعدك أولًا. يفتحها مساعدك بمفتاحه الخاص.
erase-what = يُتلف مفتاحها على هذا الهاتف أولًا، ثم الملف.
erase-not-in-account = حساب تطبيق القفل لا يعرف كل شيء بعد. ارجع إلى التقرير وتابع من هناك لإبلاغه.
erase-key = هذا الهاتف وحده لديه الآن مفتاح المالك الخاص بقفلك. احفظه في مكان آخر أيضًا: بدونه لا يمكن إعادة ضبط القفل إلا يدويًا.
erase-warning = بعد المحو يضيع نهائيًا ما لا يوجد إلا في هذه النسخة.
confirm-erase = هل تريد محو النسخة المحفوظة نهائيًا؟
erase-type = في هذه النسخة أشياء لم تُقرأ من قفل بعد إرجاعها. لمحوها مع ذلك أدخل عددها: { $number }
erase-doing = جارٍ محو النسخة المحفوظة
receipt-title = تم المحو
receipt-erased = أُتلف المفتاح وأُزيل الملف في { $when }.
receipt-cannot = لا تُمحى نسخ الملف التي أعطيتها لغيرك أو الموجودة في نسخة احتياطية للهاتف.
receipt-others = { $count ->
    [zero] لا يوجد مفتاح آخر يفتح تلك النسخ.
    [one] ما زال مفتاح واحد آخر يفتح تلك النسخ: مفتاح الاستعادة الخاص بك أو مفتاح مساعدك.
    [two] ما زال مفتاحان آخران يفتحان تلك النسخ: مفتاح الاستعادة الخاص بك ومفتاح مساعدك.
    [few] ما زالت { $count } مفاتيح أخرى تفتح تلك النسخ: مفتاح الاستعادة الخاص بك ومفتاح مساعدك.
    [many] ما زال { $count } مفتاحًا آخر يفتح تلك النسخ: مفتاح الاستعادة الخاص بك ومفتاح مساعدك.
   *[other] ما زال { $count } مفتاح آخر يفتح تلك النسخ: مفتاح الاستعادة الخاص بك ومفتاح مساعدك.
}
kept-title = تم الاحتفاظ بالنسخة المحفوظة
kept-why = يمكنك محوها في أي وقت.
kept-until = سيتم تذكيرك بعد { $when }.
kept-over = كان مقررًا الاحتفاظ بها حتى { $when }. امحها أو احتفظ بها مدة أطول.

## Items

item-code = الرمز { $number }
item-code-named = الرمز { $number }، { $name }
item-fob = البطاقة { $number }
item-fob-named = البطاقة { $number }، { $name }
item-finger = البصمة { $number }
item-finger-named = البصمة { $number }، { $name }
item-owner-code = رمز المالك
item-thing = { $thing } { $number }
item-thing-named = { $thing } { $number }، { $name }
thing-face = وجه
thing-palm = راحة يد
thing-remote = جهاز تحكم
thing-keypad = لوحة أرقام
thing-door-sensor = حساس باب
thing-gateway = بوابة
thing-qr-code = رمز QR
thing-person = مفتاح هاتف
thing-unused-code = رمز لم يُستخدم
item-general = عمومًا
general-kind = { $kind }: { $why }
setting-auto-lock = إعداد: الإقفال التلقائي
setting-sound = إعداد: الصوت
setting-remote-unlock = إعداد: الفتح عن بُعد
setting-show-code = إعداد: إظهار الرمز
setting-passage = إعداد: أوقات بقاء الباب مفتوحًا
setting-lamp = إعداد: المصباح
setting-freeze = إعداد: التجميد
setting-sensitivity = إعداد: الحساسية
setting-switches = إعداد: الإنذار والقفل الخاص وزر إعادة الضبط
when-always = دائمًا
when-once = مرة واحدة
when-cyclic = أوقات أسبوعية أو يومية
when-from = من { $start }
when-until = حتى { $end }
when-between = من { $start } إلى { $end }
hint-weak = سهل التخمين.
hint-was-changed = تغيّر مرة من قبل؛ يُكتب ما يفتح الباب الآن.
hint-not-yet = لا يفتح بعد.
hint-over = انتهت صلاحيته.
hint-opens-again = ربما استُخدم من قبل؛ وسيفتح مرة أخرى.
hint-no-clock = ليس في هذا القفل ساعة.
hint-present-unknown = لا يخبر القفل عن قيمته الحالية.
hint-parts-lacking = ليست كل أجزائه موجودة في هذا القفل.
hint-schedule-lost = لا يستطيع هذا القفل قبول أوقاته الأسبوعية.
hint-schedule-unproved = تُكتب أوقاته الأسبوعية، ولا يمكن قراءتها للتأكد.

## Why something cannot come back

obstacle-odd = يعرضه القفل بصيغة لا يفهمها أحد. ويبقى في النسخة المحفوظة.
obstacle-not-digits = ليس من 4 إلى 9 أرقام، ولا يقبله أي قفل.
obstacle-one-time = رمز لمرة واحدة؛ وعندما يعرضه القفل يكون قد استُخدم عادةً.
obstacle-expired = انتهت صلاحيته.
obstacle-no-keypad = ليس في هذا القفل لوحة أرقام.
obstacle-no-reader = لا يقرأ هذا القفل البطاقات.
obstacle-no-cyclic = لا يقبل هذا القفل إرجاع الرموز الأسبوعية.
obstacle-no-clock = ليس في هذا القفل ساعة.
obstacle-doubled = له الرقم نفسه مثل { $of }.
obstacle-is-owner-code = هو أيضًا رمز المالك الذي يفتح الباب على كل حال.
obstacle-refused = في التجربة رفض القفل هذا النوع. { $why }
obstacle-unreliable = لم يحتفظ القفل بهذا النوع كما كُتب في التجربة.
obstacle-finger = لا يمكن للبصمات أن تغادر القفل. سجّل الإصبع من جديد.
obstacle-face = لا يمكن للوجوه أن تغادر القفل. سجّل الوجه من جديد.
obstacle-schedule-unsupported = لا يستطيع هذا القفل قبول أوقاته الأسبوعية.
obstacle-schedules-unread = لا يمكن قراءة الأوقات الأسبوعية للبطاقات من القفل. ستفتح مثل هذه البطاقة في كل الأوقات.
obstacle-setting-unread = لم يُخبر القفل بهذا الإعداد. { $why }
obstacle-setting-lacking = ليس في هذا القفل هذا الإعداد.
obstacle-setting-range = لا يقبل هذا القفل هذه القيمة.
obstacle-freeze = القفل المجمَّد يرفض كل شيء آخر. جمّده من جديد بنفسك في النهاية.
obstacle-owner-code-unread = تعذّرت قراءة رمز المالك. وسيكون هناك رمز آخر.
obstacle-owner-code-is-code = رمز المالك رمز عادي في هذا القفل.
obstacle-unused-generated = رموز أنشأها تطبيق القفل ولم يُدخلها أحد بعد: لا يعرفها القفل.
obstacle-never-typed = أنشأه الحساب ولم يُدخله أحد بعد. لا يمكن إبلاغ أي قفل به: أنشئ رمزًا جديدًا.
obstacle-pair-again = وصّله من جديد.
obstacle-enrol-again = سجّله من جديد.
obstacle-make-again = أنشئ واحدًا جديدًا.
obstacle-invite-again = ادعُ صاحبه من جديد.
obstacle-phone-keys = الأشخاص الذين يفتحون بهواتفهم: ادعهم من جديد.
obstacle-log = سجل القفل الذي يبيّن من فتح.
obstacle-network = إعدادات الشبكة الخاصة بالقفل.
obstacle-accessory = أجهزة التحكم ولوحات الأرقام والحساسات: وصّلها من جديد.
obstacle-not-rehearsed-full = تعذّرت تجربته: القفل ممتلئ.
obstacle-not-rehearsed-number = تعذّرت تجربته: كل الأرقام مستخدمة.
obstacle-not-removed = تعذّرت إزالة العنصر المؤقت للتجربة. { $why }

## The pages: the report, with codes hidden, and the sheet of last resort. The language and its direction are for the browser.

doc-language = ar
doc-direction = rtl
doc-report-title = تقرير عن { $lock }
doc-report-when = قُرئ وقورن في { $when }.
doc-missing = ما ينقص
doc-items = ما في النسخة المحفوظة
doc-items-masked = الرموز وأرقام البطاقات مخفية في هذه الصفحة.
doc-sheet-title = ورقة الطوارئ الخاصة بـ { $lock }
doc-sheet-warning = كل رمز في هذه الورقة يفتح بابك. احفظها كما تحفظ المفتاح، وأتلفها حالما لا تعود بحاجة إليها. وبها يمكن إدخال كل شيء من جديد يدويًا في تطبيق القفل نفسه.
doc-owner-code = رمز المالك: { $code }
doc-column-what = العنصر
doc-column-number = الرقم
doc-column-when = متى يعمل
doc-column-notes = ملاحظات
doc-made-by = أُنشئ بواسطة { $program }

## In a terminal: how to answer, the virtual lock, and what its position code says

terminal-how = أجب بالرقم ثم اضغط مفتاح الإدخال، وحيث تُعلَّم السطور تُعلِّم عدة أرقام عدة سطور. الحرف q للخروج، والعلامة ? لعرض هذا مرة أخرى.
terminal-stop = يوقف Ctrl-C ما يجري. وعند سؤالٍ يخرج من البرنامج، ثم يُتابَع من هناك عند التشغيل التالي.
terminal-letters = تخبر الأحرف الستة بين القوسين المربعين الدعمَ بمكانك.
terminal-hands = عند القفل: t للمس لوحة الأرقام، و k 1234# للكتابة عليها، و r لإبقاء زر إعادة الضبط في الداخل مضغوطًا، و n لوضع بطاريات جديدة.
terminal-demo-key = هذا عرض توضيحي بقفل افتراضي. حيث يُطلب مفتاح المالك اكتب: demo
terminal-demo-kept = هناك عرض توضيحي بدأ سابقًا ولم ينتهِ.
terminal-begin-anew = البدء من جديد
terminal-goes-on = تتابع من حيث توقفت.
terminal-one-way = لا يمكن التراجع عنه
terminal-no-answer = هذا ليس من الأجوبة.
terminal-yes = نعم
terminal-no = لا
terminal-more = { $count ->
    [zero] لا سطور أخرى. اكتب + لعرض التالي، أو / وكلمة للبحث.
    [one] سطر واحد آخر غير معروض. اكتب + لعرض التالي، أو / وكلمة للبحث.
    [two] سطران آخران غير معروضين. اكتب + لعرض التالي، أو / وكلمة للبحث.
    [few] { $count } سطور أخرى غير معروضة. اكتب + لعرض التالي، أو / وكلمة للبحث.
    [many] { $count } سطرًا آخر غير معروض. اكتب + لعرض التالي، أو / وكلمة للبحث.
   *[other] { $count } سطر آخر غير معروض. اكتب + لعرض التالي، أو / وكلمة للبحث.
}
terminal-which-file = اكتب مسار الملف. السطر الفارغ يعود بك إلى الوراء.
terminal-no-file = لا يمكن قراءة هذا الملف: { $path }
terminal-where-to = اكتب أين يُحفظ { $name }: مجلدًا أو ملفًا. مع سطر فارغ لا يُحفظ شيء.
terminal-written = حُفظ في { $path }
terminal-exists = يوجد شيء هنا من قبل: { $path }
terminal-not-written = لا يمكن الحفظ هنا: { $path }
terminal-bolt-shut = المزلاج: مقفل
terminal-bolt-open = المزلاج: مفتوح
terminal-light-off = الضوء: مطفأ
terminal-light-on = الضوء: مضاء
terminal-light-waiting = الضوء: يومض، بلا مالك
terminal-light-asleep = الضوء: مطفأ، القفل نائم
terminal-beep-opened = صفارة واحدة، ويُفتح المزلاج.
terminal-beep-wrong = ثلاث صفارات قصيرة: ليس رمزًا يفتح الآن.
terminal-beep-refused = ثلاث صفارات قصيرة: لا يفعل القفل شيئًا.
terminal-beep-reset = صفارة طويلة: مُسح كل شيء.
terminal-beep-added = صفارتان: صار للقفل مالك.
terminal-beep-stored = صفارة واحدة: خُزّن شيء.
terminal-beep-touched = صفارة واحدة، وتضيء لوحة الأرقام.
terminal-beep-started = صفارتان: بطاريات جديدة.
terminal-kind-text = شيء للقراءة
terminal-kind-choices = اختيار واحد من عدة
terminal-kind-checklist = أشياء تُعلَّم
terminal-kind-form = شيء يُكتب
terminal-kind-progress = عمل جارٍ
terminal-kind-items = قائمة الرموز والبطاقات
terminal-kind-plan = الخطة سطرًا سطرًا
terminal-kind-code = مفتاح الاستعادة
terminal-kind-proof = رمز يُجرَّب عند الباب
terminal-kind-report = التقرير

## When Relatch itself fails

fault-title = حدث خطأ داخل Relatch
abandoned-title = تم الإنهاء

## Dates, spans and lists. A month comes as its number, hours and minutes in two digits.

date-time = { $day } { $month ->
    [1] يناير
    [2] فبراير
    [3] مارس
    [4] أبريل
    [5] مايو
    [6] يونيو
    [7] يوليو
    [8] أغسطس
    [9] سبتمبر
    [10] أكتوبر
    [11] نوفمبر
   *[12] ديسمبر
} { $year }، { $hour }:{ $minute }
date-odd = { $text }
span-seconds = { $count ->
    [zero] أقل من ثانية
    [one] ثانية واحدة تقريبًا
    [two] ثانيتان تقريبًا
    [few] { $count } ثوانٍ تقريبًا
    [many] { $count } ثانية تقريبًا
   *[other] { $count } ثانية تقريبًا
}
span-minutes = { $count ->
    [zero] أقل من دقيقة
    [one] دقيقة واحدة تقريبًا
    [two] دقيقتان تقريبًا
    [few] { $count } دقائق تقريبًا
    [many] { $count } دقيقة تقريبًا
   *[other] { $count } دقيقة تقريبًا
}
span-hours = { $count ->
    [zero] أقل من ساعة
    [one] ساعة واحدة تقريبًا
    [two] ساعتان تقريبًا
    [few] { $count } ساعات تقريبًا
    [many] { $count } ساعة تقريبًا
   *[other] { $count } ساعة تقريبًا
}
span-days = { $count ->
    [zero] أقل من يوم
    [one] يوم واحد تقريبًا
    [two] يومان تقريبًا
    [few] { $count } أيام تقريبًا
    [many] { $count } يومًا تقريبًا
   *[other] { $count } يوم تقريبًا
}
span-years = { $count ->
    [zero] أقل من سنة
    [one] سنة واحدة تقريبًا
    [two] سنتان تقريبًا
    [few] { $count } سنوات تقريبًا
    [many] { $count } سنة تقريبًا
   *[other] { $count } سنة تقريبًا
}
list-pair = { $first } و{ $second }
list-middle = { $one }، { $rest }
list-end = { $before } و{ $last }

## Troubles: what happened, and what to do. What is on the lock now stands beside it.
## The radio

trouble-radio-off = البلوتوث مغلق.
    .advice = شغّل البلوتوث. وسيتابع Relatch عندها من تلقاء نفسه.
trouble-radio-not-permitted = لا يُسمح لـ Relatch باستخدام البلوتوث على هذا الهاتف.
    .advice = اسمح بذلك في إعدادات الهاتف ضمن أذونات Relatch. ولا يستخدمه Relatch إلا لقفلك.
trouble-place-not-permitted = لا يسمح Android لـ Relatch بالبحث عن الأقفال إلا بإذن الموقع.
    .advice = اسمح بذلك عندما يسأل الهاتف، أو في إعداداته ضمن أذونات Relatch. لا يسأل Relatch أين أنت؛ قبل Android 12 كان إذن البلوتوث يحمل هذا الاسم.
trouble-place-off = الموقع متوقف على هذا الهاتف.
    .advice = شغّله ثم حاول مجددًا. قبل Android 12 لا يسمع الهاتف أي قفل ما دام متوقفًا. لا يسأل Relatch أين أنت.
trouble-no-radio = ليس في هذا الهاتف بلوتوث يصل إلى قفل.
    .advice = استخدم هاتفًا آخر. ويمكن نقل النسخة المحفوظة معك: ملفها ومفتاح استعادتها.
trouble-radio-failed = توقف بلوتوث الهاتف عن العمل.
    .advice = أغلق البلوتوث ثم شغّله من جديد وحاول مجددًا. إذا لم ينفع ذلك فأعد تشغيل الهاتف، وسيتابع Relatch من حيث كان.
trouble-radio-missing = لا يوجد هنا بلوتوث يمكن لهذا الإصدار من Relatch استخدامه.
    .advice = لم يتغير شيء. استخدم هاتفًا فيه بلوتوث وإصدارًا من Relatch يمكنه استخدامه، أما العرض التجريبي فيعمل من دونه.
trouble-gateway-unreachable = لا يمكن الوصول إلى البوابة.
    .advice = تحقق من أنها تعمل وأنها على الشبكة نفسها، ومن عنوانها. لم يتغير شيء في القفل بسبب ذلك.
trouble-gateway-login = البوابة لا تقبل اسم المستخدم وكلمة المرور هذين.
    .advice = أدخل ما هو مضبوط في البوابة. لم يتغير شيء في القفل بسبب ذلك.
trouble-not-in-reach = لم يُعثر على القفل.
    .advice = قف أمام الباب مباشرة، والمس لوحة الأرقام حتى تضيء، وحاول مجددًا. إذا بقيت مظلمة فبدّل البطاريات.
trouble-held = القفل موجود، لكنه لا يسمح للهاتف بالاتصال.
    .advice = أغلق تطبيق القفل على جميع الهواتف القريبة، وافصل البوابة عن الكهرباء. انتظر دقيقة، ثم المس لوحة الأرقام وحاول مجددًا.
trouble-link-lost = انقطع الاتصال بالقفل.
    .advice = اقترب من الباب، والمس لوحة الأرقام، وحاول مجددًا. ينظر Relatch أولًا إلى ما على القفل، ثم يتابع من هناك.
trouble-silent = لم يُجب القفل في الوقت المناسب.
    .advice = المس لوحة الأرقام ليبقى القفل مستيقظًا، وحاول مجددًا.
trouble-garbled = وصل جواب القفل تالفًا.
    .advice = اقترب من الباب وابتعد عن الأجهزة الأخرى، وحاول مجددًا.

## The lock

trouble-not-served = لا يستطيع Relatch العمل مع هذا النوع من الأقفال.
    .advice = استخدم لهذا القفل تطبيقه الخاص. ولا تُعد ضبطه ما دامت هناك حاجة إلى رموزه وبطاقاته.
trouble-other-lock = القفل القريب ليس القفل المتوقع.
    .advice = اذهب إلى الباب الصحيح. وإذا استُبدل القفل فابدأ من جديد من الشاشة الأولى واختر نقل كل شيء إلى قفل آخر.
trouble-no-owner = ليس للقفل مالك: لقد أعاد أحدهم ضبطه.
    .advice = بنسخة محفوظة يمكن إرجاع كل شيء: اختر «{ home-from-copy }» في الشاشة الأولى. ومن دونها يجب إنشاء الرموز والبطاقات من جديد.
trouble-still-owned = ما زال للقفل مالك، فلا يمكن إضافته.
    .advice = إذا كنت أنت المالك فاستخدم مفتاح المالك، أو أعد ضبط القفل أولًا. وإذا كان شخصًا آخر فاطلب منه حذف القفل في تطبيقه.
trouble-battery-low = بطاريات القفل أضعف من أن تكفي لإعادة الضبط.
    .advice = ضع بطاريات قلوية جديدة، كلها معًا، واسأل القفل مرة أخرى. تبديل البطاريات لا يمحو شيئًا.
trouble-battery-unknown = لا يخبر القفل عن مقدار شحن بطارياته.
    .advice = ضع بطاريات قلوية جديدة، كلها معًا، وأكّد أنك فعلت ذلك.
trouble-reset-button-off = زر إعادة الضبط معطّل في إعدادات القفل.
    .advice = أعد ضبط القفل عبر البلوتوث، أو فعّل زر إعادة الضبط في تطبيق القفل.
trouble-clock-wrong = لا يقبل القفل الوقت الصحيح.
    .advice = المس لوحة الأرقام وحاول مجددًا. وإذا تكرر ذلك فأخرج البطاريات دقيقة ثم أعدها.
trouble-not-reset = لم يُعَد ضبط القفل: إنه كما كان.
    .advice = حاول إعادة الضبط مرة أخرى. بالزر الداخلي: اضغط عليه حتى يصفّر القفل أو يتكلم، وافعل ما يطلبه.
trouble-reset-unseen = انتهى الاتصال قبل أن يتضح إن كان القفل قد أُعيد ضبطه.
    .advice = المس لوحة الأرقام وحاول مجددًا. يسأل Relatch القفل عن حالته الآن، ولا يعيد ضبطه مرة ثانية.
trouble-pair-unsure = لم يؤكد القفل أنه أخذ المفتاح الجديد.
    .advice = المس لوحة الأرقام وحاول مجددًا. المفتاح الجديد مخزّن على هذا الهاتف، ويسأل Relatch القفل إن كان لديه.
trouble-not-seen-at-door = لا يظهر الرمز في سجل القفل.
    .advice = أدخل الرمز مرة أخرى، واضغط # أو علامة الصح، وراقب لسان القفل. ثم دع Relatch ينظر مرة أخرى.

## The owner’s key

trouble-key-unreadable = هذا ليس مفتاح قفل.
    .advice = اختر الملف، أو انسخ النص كله، تمامًا كما صُدّر بصفته مفتاح المالك.
trouble-key-damaged = المفتاح تالف، أو تغيّر في الطريق.
    .advice = صدّر المفتاح مرة أخرى وأرسله كملف، حتى لا يُقتطع منه شيء.
trouble-key-newer = للمفتاح صيغة لا يقرؤها إلا إصدار أحدث من Relatch.
    .advice = حدّث Relatch ثم استخدم المفتاح مرة أخرى.
trouble-key-guest = هذا مفتاح ضيف. لا يمكن به قراءة القفل ولا إعادة ضبطه.
    .advice = اطلب من مالك القفل مفتاح المالك.
trouble-key-incomplete = ينقص هذا المفتاح جزء يحتاج إليه المالك.
    .advice = صدّر مفتاح المالك مرة أخرى، بالحساب الذي أضاف القفل.
trouble-key-other = هذا المفتاح لقفل آخر.
    .advice = استخدم مفتاح هذا القفل. يجب أن يكون العنوان في المفتاح هو عنوان القفل.
trouble-key-silent = القفل موجود لكنه لا يجيب على هذا المفتاح.
    .advice = المس لوحة الأرقام وحاول مجددًا. إن بقي القفل صامتًا فالمفتاح من قبل إعادة ضبط: صدّر مفتاح المالك من تطبيق القفل مرة أخرى، واستخدم الجديد.
trouble-key-refused = يرفض القفل هذا المفتاح. وهو على الأرجح من قبل إعادة ضبط.
    .advice = صدّر مفتاح المالك من تطبيق القفل مرة أخرى، واستخدم الجديد.
trouble-no-key-works = القفل موجود لكنه لا يجيب على أي من مفاتيحك. ربما لم يستيقظ، أو أن أحدًا أعاد ضبطه وأضافه من جديد.
    .advice = المس لوحة الأرقام واسأل القفل مرة أخرى. وإذا أعاد أحد ضبطه وأضافه في تطبيقه الخاص، فاحصل من هناك على مفتاح المالك الجديد.
trouble-helper-key-wrong = هذا ليس مفتاحًا عامًا لمساعد.
    .advice = اطلب من مساعدك مفتاحه العام مرة أخرى، والصقه كاملًا. يبدأ بـ «age1».
trouble-key-twice = يوجد مفتاحان مختلفان لهذا القفل.
    .advice = أزل المفتاح القديم، أو صدّر مفتاحًا جديدًا من تطبيق القفل واستخدمه وحده.

## The saved copy

trouble-copy-missing = ملف النسخة المحفوظة غير موجود.
    .advice = ابحث عنه حيث احتفظت به: في ملفات هذا الهاتف، أو على جهاز آخر، أو في رسالة أرسلتها.
trouble-copy-foreign = هذا الملف ليس نسخة محفوظة من قفل.
    .advice = اختر ملفًا ينتهي اسمه بـ «.relatch».
trouble-copy-damaged = النسخة المحفوظة تالفة.
    .advice = استخدم نسخة أخرى من الملف إن كنت قد أعطيت واحدة لأحد. لا تُعد ضبط القفل اعتمادًا على هذه. يترك Relatch الملف كما هو.
trouble-copy-newer = أُنشئت النسخة المحفوظة بإصدار أحدث من Relatch.
    .advice = حدّث Relatch ثم افتح النسخة مرة أخرى. يترك Relatch الملف كما هو.
trouble-copy-locked = لا يوجد على هذا الهاتف مفتاح يفتح النسخة المحفوظة.
    .advice = أدخل مفتاح استعادتها، أو افتح النسخة على الهاتف الذي أنشأها.
trouble-copy-not-made-here = لم تُنشأ النسخة المحفوظة على هذا الهاتف.
    .advice = اطّلع عليها أولًا. ولا تتابع إلا إذا كنت تعرف من أنشأها: فرموزها ستفتح بابك.
trouble-copy-of-other-lock = النسخة المحفوظة لقفل آخر.
    .advice = اختر نسخة هذا القفل. ولنقل هذه النسخة إلى قفل آخر ابدأ من جديد من الشاشة الأولى.
trouble-copy-outdated = النسخة المحفوظة من قبل إضافة هذا القفل من جديد.
    .advice = احفظ نسخة جديدة من القفل كما هو الآن.
trouble-copy-not-as-written = لم يخزّن الهاتف النسخة المحفوظة على نحو صحيح.
    .advice = تأكد من وجود مساحة فارغة على الهاتف، واحفظ النسخة مرة أخرى.
trouble-copy-key-volatile = سينسى هذا الجهاز مفتاح النسخة المحفوظة عند إعادة التشغيل التالية.
    .advice = استخدم هاتفًا أو حاسوبًا فيه مخزن آمن دائم. لا يبدأ Relatch من دونه.
trouble-readings-disagree = قُرئ القفل مرتين، واختلفت القراءتان.
    .advice = تأكد من أن أحدًا لا يغيّر الرموز أو البطاقات في هذه الأثناء، وحاول مجددًا.
trouble-lock-changed = تغيّر شيء على القفل منذ حفظ النسخة.
    .advice = احفظ نسخة جديدة حتى لا ينقصها شيء. وتبقى القديمة إلى ذلك الحين.
trouble-not-rehearsed = لم يُجرَّب طريق العودة بعد لكل ما في النسخة المحفوظة.
    .advice = أعد التجربة. وإذا بقي شيء تتعذر تجربته فسيذكره Relatch، والقرار لك.
trouble-more-lost = سيضيع أكثر مما قبلت.
    .advice = اقرأ القائمة الجديدة لما لا يمكن أن يعود، وقرر مرة أخرى.
trouble-recovery-key-wrong = هذا ليس مفتاح استعادة هذه النسخة.
    .advice = قارنه بورقتك حرفًا حرفًا، وأدخله مرة أخرى.
trouble-typed-wrong = ما أدخلته ليس المطلوب.
    .advice = انظر إلى الشاشة أو إلى ورقتك مرة أخرى، وأدخله من جديد.

## The phone

trouble-phone-full = لم تبق مساحة على الهاتف.
    .advice = احذف شيئًا لا تحتاج إليه، مثل مقاطع الفيديو أو التطبيقات، وحاول مجددًا.
trouble-phone-denied = لا يسمح الهاتف لـ Relatch بقراءة الملف أو كتابته.
    .advice = اختر مجلدًا آخر، أو اسمح بالوصول إلى الملفات في إعدادات الهاتف.
trouble-phone-busy = يعمل Relatch بالفعل ويستخدم الملفات نفسها.
    .advice = أغلق الآخر وحاول مجددًا.
trouble-notes-damaged = تلفت ملاحظة كان Relatch يحتفظ بها عن عمله. ولم تتأثر النسخ المحفوظة ولا المفاتيح.
    .advice = ابدأ من جديد من الشاشة الأولى. يسأل Relatch القفل نفسه عمّا عليه، ويمكنك هناك أيضًا اختيار نسخة محفوظة.
trouble-phone-failed = حدث خلل في ذاكرة تخزين الهاتف.
    .advice = حاول مجددًا. وإذا تكرر ذلك فأعد تشغيل الهاتف، وسيتابع Relatch من حيث كان.
trouble-no-secure-store = ليس في هذا الهاتف مخزن آمن للمفاتيح.
    .advice = استخدم هاتفًا آخر. لا يحفظ Relatch مفتاح رموزك في أي مكان آخر، لذلك لا يبدأ هنا.
trouble-secure-store-locked = المخزن الآمن في الهاتف مقفل.
    .advice = افتح قفل الهاتف، وعيّن قفلًا للشاشة إن لم يكن موجودًا، وحاول مجددًا.
trouble-secure-store-failed = حدث خلل في المخزن الآمن للهاتف.
    .advice = حاول مجددًا. وإذا تكرر ذلك فأعد تشغيل الهاتف.
trouble-not-identified = لم يتعرّف الهاتف عليك.
    .advice = حاول مجددًا، أو استخدم الرمز الذي يفتح قفل الهاتف.
trouble-file-too-large = الملف أكبر من أن يكون الملف المطلوب.
    .advice = اختر ملفًا آخر.
trouble-phone-clock = لا يمكن أن يكون تاريخ الهاتف ووقته صحيحين.
    .advice = اجعل التاريخ والوقت تلقائيين في إعدادات الهاتف، وحاول مجددًا.
trouble-fault = حدث خطأ في Relatch نفسه.
    .advice = تابع؛ يسأل Relatch القفل أولًا عن حالته الآن. وإذا تكرر ذلك فاقرأ على الدعم الأحرف الستة الظاهرة على هذه الشاشة.

## What the lock answers when it refuses

trouble-lock-00 = رفض القفل ولم يذكر سببًا.
    .advice = المس لوحة الأرقام وحاول مجددًا. وإذا تكرر ذلك فاقرأ على الدعم الأحرف الستة الظاهرة على هذه الشاشة.
trouble-lock-01 = وصلت رسالة Relatch إلى القفل تالفة.
    .advice = اقترب من الباب وحاول مجددًا.
trouble-lock-02 = لا يسمح القفل بذلك بهذا المفتاح.
    .advice = استخدم مفتاح المالك. مفتاح الضيف لا يكفي.
trouble-lock-03 = لا يعرف القفل مفتاح المالك هذا.
    .advice = صدّر مفتاح المالك من تطبيق القفل مرة أخرى، واستخدم الجديد.
trouble-lock-05 = ليس للقفل مالك الآن وهو ينتظر إضافته.
    .advice = ارجع وابحث عن القفل مرة أخرى، ليرى Relatch حالته الآن.
trouble-lock-06 = ليس للقفل مالك: لقد أُعيد ضبطه.
    .advice = ارجع وابحث عن القفل مرة أخرى. بنسخة محفوظة يمكنك إضافته وإرجاع كل شيء.
trouble-lock-07 = للقفل مالك، فلا يمكن إضافته.
    .advice = استخدم مفتاح المالك، أو أعد ضبط القفل أولًا والمس لوحة الأرقام.
trouble-lock-08 = لم يقبل القفل ما أجاب به Relatch بهذا المفتاح.
    .advice = صدّر مفتاح المالك من تطبيق القفل مرة أخرى، واستخدم الجديد.
trouble-lock-0a = بطاريات القفل ضعيفة جدًا.
    .advice = ضع بطاريات قلوية جديدة، كلها معًا، وحاول مجددًا. تبديل البطاريات لا يمحو شيئًا.
trouble-lock-0b = لم يستطع القفل تخزين المفتاح الجديد كاملًا.
    .advice = المس لوحة الأرقام وحاول مجددًا. وإذا تكرر ذلك فبدّل البطاريات.
trouble-lock-0d = سُحب هذا المفتاح.
    .advice = استخدم مفتاح المالك الحالي من تطبيق القفل.
trouble-lock-0e = انتهت صلاحية هذا المفتاح.
    .advice = استخدم مفتاح المالك الذي لا تنتهي صلاحيته. وإذا كان هو هذا فاجعل تاريخ الهاتف ووقته تلقائيين.
trouble-lock-0f = لا يقبل القفل رمزًا بهذا الطول.
    .advice = اترك هذا الرمز، وأعط الشخص بعد ذلك رمزًا بطول آخر في تطبيق القفل.
trouble-lock-10 = رمز المالك هو نفسه الرمز الذي يمحو رموز القفل.
    .advice = اختر رمز مالك آخر في تطبيق القفل.
trouble-lock-11 = لم تبدأ صلاحية هذا المفتاح بعد.
    .advice = اجعل تاريخ الهاتف ووقته تلقائيين. وإذا كانا صحيحين فانتظر حتى اليوم الأول للمفتاح.
trouble-lock-12 = لم يعد القفل يتعرّف على الاتصال.
    .advice = المس لوحة الأرقام وحاول مجددًا.
trouble-lock-13 = لم يستطع القفل ذلك ولم يذكر سببًا.
    .advice = المس لوحة الأرقام وحاول مجددًا. وإذا تكرر ذلك فاقرأ على الدعم الأحرف الستة الظاهرة على هذه الشاشة.
trouble-lock-14 = هذا الرمز موجود على القفل بالفعل.
    .advice = جرّب الرمز عند الباب. إذا فتح فلم يبق ما تفعله. وإذا لم يفتح فاحذفه في تطبيق القفل وأرجعه مرة أخرى.
trouble-lock-15 = هذا الرمز ليس على القفل، أو لم يُستخدم قط.
    .advice = اقرأ القفل مرة أخرى وتابع؛ عندها يرى Relatch ما يوجد عليه.
trouble-lock-16 = القفل ممتلئ.
    .advice = احذف رموزًا أو بطاقات لم يعد أحد يحتاج إليها، أو اترك بعضها، وحاول مجددًا.
trouble-lock-17 = رفض القفل بالخطأ 17، ومعناه غير معروف.
    .advice = المس لوحة الأرقام وحاول مجددًا. وإذا تكرر ذلك فاقرأ على الدعم الأحرف الستة الظاهرة على هذه الشاشة.
trouble-lock-18 = هذه البطاقة ليست على القفل.
    .advice = اقرأ القفل مرة أخرى وتابع؛ عندها يرى Relatch ما يوجد عليه.
trouble-lock-1a = هذه البصمة ليست على القفل.
    .advice = سجّل الإصبع عند الباب، بتطبيق القفل.
trouble-lock-1b = لا يستطيع هذا القفل ما طُلب منه.
    .advice = اتركه وتابع الباقي.
trouble-lock-1c = القفل مجمَّد ويرفض كل شيء.
    .advice = ألغ التجميد في تطبيق القفل، وحاول مجددًا.
trouble-lock-1d = القفل تابع لتطبيق شركة أخرى.
    .advice = استخدم تطبيق تلك الشركة. لا يستطيع Relatch العمل مع هذا القفل.
trouble-lock-1e = الباب مقفل إقفالًا مزدوجًا من الداخل.
    .advice = اطلب من أحد في الداخل أن يفتح هذا الإقفال، وحاول مجددًا.
trouble-lock-1f = لم يعد هذا العنصر موجودًا على القفل.
    .advice = اقرأ القفل مرة أخرى وتابع؛ عندها يرى Relatch ما يوجد عليه.
trouble-lock-20 = لا يقبل القفل إحدى القيم.
    .advice = اترك هذا العنصر وتابع الباقي. واضبطه بعد ذلك في تطبيق القفل.
trouble-lock-21 = يوجد ما يعيق لسان القفل.
    .advice = افتح الباب، وتأكد من أن لسان القفل يتحرك بحرية، وحاول مجددًا.
trouble-lock-24 = بدأ القفل، لكنه لم يخبر بعد كيف انتهى الأمر.
    .advice = انتظر لحظة وحاول مجددًا. ينظر Relatch أولًا إلى ما على القفل.
trouble-lock-25 = لا يقبل القفل اسم شبكة Wi-Fi.
    .advice = اضبط شبكة Wi-Fi في تطبيق القفل. الرموز والبطاقات لا تحتاج إليها.
trouble-lock-26 = لا يقبل القفل كلمة مرور شبكة Wi-Fi.
    .advice = اضبط شبكة Wi-Fi في تطبيق القفل. الرموز والبطاقات لا تحتاج إليها.
trouble-lock-other = رفض القفل بالخطأ { $code }.
    .advice = المس لوحة الأرقام وحاول مجددًا. وإذا تكرر ذلك فأخبر الدعم بهذا الرقم: { $code }.

## الحساب

account-title = أخذ المفتاح من حسابك
account-sign-in-title = تسجيل الدخول إلى حساب تطبيق القفل
account-looking = جارٍ البحث عن حسابات على هذا الجهاز
account-why = هو الحساب الذي تستخدمه في تطبيق القفل. يكتفي Relatch بالقراءة منه إلى أن تطلب المزيد.
account-where = اختر المكان الذي أُنشئ فيه الحساب. لا يغيّر Relatch ذلك من تلقاء نفسه أبدًا.
account-known = استخدام الحساب { $name }
account-sign-in = تسجيل الدخول
account-region-eu = أوروبا وكل مكان عدا الصين
account-region-cn = البر الصيني الرئيسي
account-region-other = الخادم { $address }
account-password-stays = تُرسل كلمة المرور إلى خادم صانع القفل. لا يحتفظ بها Relatch في أي مكان.
account-name = اسم الحساب: البريد الإلكتروني أو رقم الهاتف
account-password = كلمة المرور
account-signing-in = جارٍ تسجيل الدخول
account-reading = جارٍ قراءة أقفال الحساب
account-locks-title = أي قفل هو؟
account-of = هذه الأقفال في الحساب { $name }.
account-older-entry = { $lock }، قيد أقدم
account-rights-owner = { $address }. الحساب هو مالكه.
account-rights-admin = { $address }. الحساب مدير مفوَّض: يمكنه حفظ نسخة، أما إعادة الضبط فهي للمالك.
account-rights-guest = { $address }. الحساب مجرد ضيف على هذا القفل.
account-rights-pending = { $address }. المفتاح لم يُقبل بعد.
account-rights-frozen = { $address }. المفتاح مجمّد.
account-rights-not-usable = { $address }. المفتاح محذوف أو من نوع لا يعرفه Relatch.
account-rights-re-added = { $address }. أُضيف القفل من جديد منذ ذلك الحين؛ هذا المفتاح قديم.
key-account = من حسابك
key-account-detail = سجّل الدخول كما في تطبيق القفل. تأتي معه الأسماء والرموز التي لم يكتبها أحد بعد.
key-account-none = هذا التطبيق غير مُعدّ للحسابات. الطرق الأخرى تعمل بدونها.
backup-account = تُقرأ من حسابك الأسماء والجداول الأسبوعية والرموز التي لم يكتبها أحد بعد.
backup-without-account = يمكنك الحفظ بدون الحساب. عندها تنقص النسخةَ الرموزُ التي لم يكتبها أحد بعد والأسماءُ والجداول الأسبوعية.
own-app-account = عندما يصبح هناك، عُد إلى هنا. يأخذ Relatch المفتاح الجديد من حسابك.
own-app-awaiting = إذا قال ذلك التطبيق إن القفل موجود بالفعل، فاحذفه هناك أولًا ثم أضفه.
own-app-looking = جارٍ البحث عن المفتاح الجديد في الحساب
button-sign-in = تسجيل الدخول
button-added = لقد أضفته
button-without-account = الحفظ بدون الحساب
button-register = إضافته إلى حسابي
button-account = إدخال القفل في حسابي
button-tell = إبلاغ الحساب
button-tell-again = إبلاغ الباقي مجددًا
button-remove-old = إزالة الإدخال القديم
button-keep-old = الإبقاء على الإدخال القديم
register-title = العودة إلى تطبيق القفل
register-why = عاد { $lock } للعمل ومفتاحه الجديد هنا. بإدخال في حسابك يصبح لدى تطبيق القفل أيضًا.
register-not-proved = لا يُعرف مسبقًا هل يقبله الحساب. إن رفض فلا يضيع شيء: يبقى القفل لك.
register-account = الحساب هو { $name }.
register-doing = جارٍ إضافة القفل إلى الحساب
register-entered = القفل في حسابك بمفتاحه الجديد.
register-in-doubt = لدى الحساب إدخال للقفل لكن تعذّرت مقارنة مفتاحه. المعتمد هو المفتاح المحفوظ هنا.
register-tell-why = يمكن إبلاغ الحساب بالرموز والبطاقات الموجودة على القفل ليعرضها تطبيقه بأسمائها.
register-telling = جارٍ إبلاغ الحساب
register-item-refused = { $item }: رفضه الحساب.
register-item-not-tellable = { $item }: لا يمكن إبلاغ أي حساب بهذا النوع.
register-stopped = ما لم يُبلَّغ بعد يمكن إبلاغه لاحقًا. يبقى القيد القديم حتى ذلك الحين.
register-old-why = ربما ما زال لدى الحساب الإدخال السابق لإعادة الضبط. لم يعد يفتح شيئًا.
register-old-confirm = مع الإدخال القديم تُحذف من الحساب كل مفاتيح الآخرين وسجلاته. هل تريد إزالته؟
register-removing = جارٍ إزالة الإدخال القديم
register-old-gone = أُزيل الإدخال القديم من الحساب.
register-old-same = لا يوجد إدخال قديم: احتفظ الحساب برقمه للجديد.
register-old-kept = ما زال الإدخال القديم موجودًا. يمكنك حذفه في تطبيق القفل بعد أن ترى أن الجديد يعمل.
account-other-zone = يستخدم حسابك وساعة القفل منطقتين زمنيتين مختلفتين. راجع أوقات الرموز.
work-telling = جارٍ إبلاغ الحساب
demo-account-hint = في العرض التجريبي، الحساب وكلمة مروره كلاهما «{ $name }».
remark-other-kind = { $item }: يذكر القفل والحساب نوعين مختلفين من الرموز. المعتمد ما يقوله القفل.
remark-other-times = { $item }: يذكر القفل والحساب أوقاتًا مختلفة. المعتمدة أوقات القفل.
remark-cyclic-never-typed = { $item }: رمز لأيام معينة لم يكتبه أحد بعد. لا يمكن لأي قفل أن يخزّنه؛ أنشئ رمزًا جديدًا بعد ذلك.
remark-dead = { $item }: رمز لم يكتبه أحد في الوقت المحدد. لم يعد يفتح شيئًا.
remark-one-time = { $item }: رمز لمرة واحدة لم يكتبه أحد بعد. يُحفظ ولا يُعاد إلا إذا اخترت ذلك.
remark-used-up = { $item }: رمز لمرة واحدة استُعمل من قبل كما يبيّن سجل القفل.
remark-not-on-lock = { $item }: موجود في الحساب لا في القفل. لا يفتح شيئًا.
remark-invalid = { $item }: الحساب نفسه يقول إنه غير صالح.
remark-still-on-lock = { $item }: موجود في القفل مع أن الحساب يقول إنه غير صالح أو سيُحذف.
remark-doubtful = { $item }: قد تكون أصفار البداية ضاعت، لذلك لم يؤخذ.
remark-not-understood = { $item }: يذكره الحساب بصيغة لا يفهمها Relatch.
remark-erases = { $item }: رمز يحذف كل الرموز الأخرى. لا يُعاد أبدًا.
trouble-account-not-set-up = هذا التطبيق غير مُعدّ للحسابات.
    .advice = استخدم طريقة أخرى للحصول على المفتاح. ملف مفتاح القفل يعمل بدون حساب.
trouble-account-unreachable = يتعذر الوصول إلى خادم الحساب.
    .advice = تحقق من الشبكة وحاول مجددًا. ملف مفتاح القفل يعمل بدون حساب.
trouble-account-foreign = يجيب شيء آخر مكان خادم الحساب.
    .advice = افتح أي صفحة في المتصفح: قد تطلب الشبكة تسجيل الدخول هناك. ثم حاول مجددًا. ملف مفتاح القفل يعمل بدون حساب.
trouble-account-untrusted = لا يثبت خادم الحساب أنه الصحيح، لذلك لم يُرسل شيء.
    .advice = تحقق من تاريخ ووقت هذا الجهاز واستخدم شبكة أخرى. ملف مفتاح القفل يعمل بدون حساب.
trouble-account-password = الاسم أو كلمة المرور خطأ، أو أن الحساب في منطقة أخرى أو من نوع آخر.
    .advice = جرّبهما في تطبيق القفل. إن نجحا هناك فارجع واختر المنطقة الأخرى. ملف مفتاح القفل يعمل بدون حساب.
trouble-account-region = الحساب تابع لمنطقة أخرى.
    .advice = ارجع واختر المنطقة الأخرى. ملف مفتاح القفل يعمل بدون حساب.
trouble-account-busy = سُئل خادم الحساب مرات كثيرة في وقت قصير.
    .advice = انتظر دقيقة واحدة ثم حاول مجددًا. إن بقي كذلك فحاول غدًا. ملف مفتاح القفل يعمل بدون حساب.
trouble-account-month = استُنفدت طلبات هذا التطبيق إلى خادم الحساب لهذا الشهر.
    .advice = يعمل من جديد في الشهر القادم. ملف مفتاح القفل يعمل بدون حساب.
trouble-account-clock = ساعة هذا الجهاز بعيدة جدًا عن خادم الحساب.
    .advice = اضبط التاريخ والوقت ثم حاول مجددًا. ملف مفتاح القفل يعمل بدون حساب.
trouble-account-no-lock = ليس في الحساب هذا القفل.
    .advice = سجّل الدخول إلى الحساب الذي تستخدمه له في تطبيق القفل. ملف مفتاح القفل يعمل بدون حساب.
trouble-account-guest = لا يحق للحساب التصرف كمالك لأي قفل فيه.
    .advice = المالك وحده يستطيع حفظ القفل وإعادة ضبطه: اسأل صاحب الحساب الذي فيه القفل. ملف مفتاح القفل يعمل بدون حساب.
trouble-account-pending = مفتاح الحساب لهذا القفل لم يُقبل بعد.
    .advice = اقبله في تطبيق القفل ثم حاول مجددًا. ملف مفتاح القفل يعمل بدون حساب.
trouble-account-frozen = مفتاح الحساب لهذا القفل مجمّد.
    .advice = من جمّده يستطيع إلغاء ذلك في تطبيق القفل، ثم حاول مجددًا. ملف مفتاح القفل يعمل بدون حساب.
trouble-account-re-added = مفتاح الحساب من قبل أن يُضاف القفل من جديد.
    .advice = استخدم الحساب الذي أضافه، أو ملف مفتاح القفل.
trouble-account-broken = تعطّل خادم الحساب أو كانت إجابته بلا معنى.
    .advice = حاول مجددًا أو لاحقًا. ملف مفتاح القفل يعمل بدون حساب.
trouble-account-signed-out = انتهت جلسة الحساب.
    .advice = سجّل الدخول مجددًا. ملف مفتاح القفل يعمل بدون حساب.
trouble-account-device = يريد صانع القفل تأكيد هذا الجهاز في تطبيقه.
    .advice = سجّل الدخول هناك مرة على هذا الجهاز ثم حاول مجددًا. ملف مفتاح القفل يعمل بدون حساب.
trouble-account-application = إعداد هذا التطبيق لدى صانع القفل لا يعمل.
    .advice = أخبر من أعطاك هذا التطبيق. ملف مفتاح القفل يعمل بدون حساب.
trouble-account-refused = يرفض خادم الحساب ذلك.
    .advice = حاول لاحقًا أو افعل ذلك في تطبيق القفل. ملف مفتاح القفل يعمل بدون حساب.
trouble-account-not-yet = ليس لدى الحساب مفتاح جديد للقفل بعد.
    .advice = أضف القفل في تطبيقه بهذا الحساب ثم حاول مجددًا. ملف مفتاح القفل يعمل بدون حساب.
account-both = { $count ->
    [zero] لا يعرف القفل والحساب معًا أي عنصر.
    [one] يعرف القفل والحساب معًا عنصرًا واحدًا.
    [two] يعرف القفل والحساب معًا عنصرين.
    [few] يعرف القفل والحساب معًا { $count } عناصر.
    [many] يعرف القفل والحساب معًا { $count } عنصرًا.
   *[other] يعرف القفل والحساب معًا { $count } عنصر.
}
account-only-lock = { $count ->
    [zero] لا عناصر يعرفها القفل وحده.
    [one] يعرف القفل وحده عنصرًا واحدًا.
    [two] يعرف القفل وحده عنصرين.
    [few] يعرف القفل وحده { $count } عناصر.
    [many] يعرف القفل وحده { $count } عنصرًا.
   *[other] يعرف القفل وحده { $count } عنصر.
}
account-only-account = { $count ->
    [zero] لا رموز في الحساب وحده.
    [one] رمز واحد في الحساب وحده لأن أحدًا لم يكتبه بعد. يُحفظ ويُعاد بالأرقام نفسها.
    [two] رمزان في الحساب وحده لأن أحدًا لم يكتبهما بعد. يُحفظان ويُعادان بالأرقام نفسها.
    [few] { $count } رموز في الحساب وحده لأن أحدًا لم يكتبها بعد. تُحفظ وتُعاد بالأرقام نفسها.
    [many] { $count } رمزًا في الحساب وحده لأن أحدًا لم يكتبها بعد. تُحفظ وتُعاد بالأرقام نفسها.
   *[other] { $count } رمز في الحساب وحده لأن أحدًا لم يكتبها بعد. تُحفظ وتُعاد بالأرقام نفسها.
}
account-lists-missing = لم يذكر الحساب: { $lists }. ما يعرفه عنها ناقص.
account-lists-changing = أثناء القراءة ({ $lists }) ظل الحساب يتغير. قد ينقص شيء.
account-list-details = بيانات القفل
account-list-codes = الرموز
account-list-fobs = البطاقات
account-list-fingers = البصمات
account-list-faces = الوجوه
account-list-palms = راحات اليد
account-list-remotes = أجهزة التحكم
account-list-keypads = لوحات الأرقام
account-list-door-sensor = حساس الباب
account-list-gateways = البوابات
account-list-people = مفاتيح الآخرين
account-list-passage = أوقات بقاء الباب مفتوحًا
review-things-more = { $count ->
    [zero] ولا شيء آخر.
    [one] وشيء آخر. تُسرد كلها قبل إعادة الضبط.
    [two] وشيئان آخران. تُسرد كلها قبل إعادة الضبط.
    [few] و{ $count } أشياء أخرى. تُسرد كلها قبل إعادة الضبط.
    [many] و{ $count } شيئًا آخر. تُسرد كلها قبل إعادة الضبط.
   *[other] و{ $count } شيئًا آخر. تُسرد كلها قبل إعادة الضبط.
}
account-choose-later = حيث يختلفان يُعتمد ما يقوله القفل. ويمكنك اختيار الحساب قبل إعادة كل شيء.
account-remarks-more = { $count ->
    [zero] ولا ملاحظات أخرى.
    [one] وملاحظة أخرى مثلها.
    [two] وملاحظتان أخريان مثلها.
    [few] و{ $count } ملاحظات أخرى مثلها.
    [many] و{ $count } ملاحظة أخرى مثلها.
   *[other] و{ $count } ملاحظة أخرى مثلها.
}
register-at-once = أخذ ما في القيد السابق دفعة واحدة
register-at-once-people = يتطلب طلبات أقل. قد يعيد الحساب معه مفاتيح الآخرين القديمة، فلا تختره إن كان هناك من يجب ألا يدخل بعد الآن.
register-calls = { $count ->
    [zero] لا يتطلب ذلك أي طلب من الحصة الشهرية للتطبيق.
    [one] يتطلب ذلك طلبًا واحدًا من الحصة الشهرية للتطبيق.
    [two] يتطلب ذلك طلبين على الأكثر من الحصة الشهرية للتطبيق.
    [few] يتطلب ذلك { $count } طلبات على الأكثر من الحصة الشهرية للتطبيق.
    [many] يتطلب ذلك { $count } طلبًا على الأكثر من الحصة الشهرية للتطبيق.
   *[other] يتطلب ذلك { $count } طلب على الأكثر من الحصة الشهرية للتطبيق.
}
register-told = { $count ->
    [zero] لم يُبلَّغ الحساب بأي عنصر.
    [one] أُبلغ الحساب بعنصر واحد.
    [two] أُبلغ الحساب بعنصرين.
    [few] أُبلغ الحساب بـ{ $count } عناصر.
    [many] أُبلغ الحساب بـ{ $count } عنصرًا.
   *[other] أُبلغ الحساب بـ{ $count } عنصر.
}
register-known = { $count ->
    [zero] لم يكن لديه أي عنصر.
    [one] كان لديه عنصر واحد من قبل.
    [two] كان لديه عنصران من قبل.
    [few] كان لديه { $count } عناصر من قبل.
    [many] كان لديه { $count } عنصرًا من قبل.
   *[other] كان لديه { $count } عنصر من قبل.
}
register-not-tellable = { $count ->
    [zero] كل الرموز أُبلغ بها.
    [one] رمز واحد من نوع لا يمكن إبلاغ أي حساب به، وهو يعمل عند الباب مع ذلك.
    [two] رمزان من نوع لا يمكن إبلاغ أي حساب به، وهما يعملان عند الباب مع ذلك.
    [few] { $count } رموز من أنواع لا يمكن إبلاغ أي حساب بها، وهي تعمل عند الباب مع ذلك.
    [many] { $count } رمزًا من أنواع لا يمكن إبلاغ أي حساب بها، وهي تعمل عند الباب مع ذلك.
   *[other] { $count } رمز من أنواع لا يمكن إبلاغ أي حساب بها، وهي تعمل عند الباب مع ذلك.
}
register-refused = { $count ->
    [zero] لم يرفض الحساب أي عنصر.
    [one] رفض الحساب عنصرًا واحدًا، وهو على القفل مع ذلك.
    [two] رفض الحساب عنصرين، وهما على القفل مع ذلك.
    [few] رفض الحساب { $count } عناصر، وهي على القفل مع ذلك.
    [many] رفض الحساب { $count } عنصرًا، وهي على القفل مع ذلك.
   *[other] رفض الحساب { $count } عنصر، وهي على القفل مع ذلك.
}
