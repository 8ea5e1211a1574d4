### 简体中文。称呼用“您”。
###
### 一物一词：lock = 锁，code = 密码（在键盘上输入的数字），fob = 门卡（钥匙扣、卡片），fingerprint = 指纹，
### saved copy = 备份，recovery key = 恢复密钥，owner = 管理员，owner’s key = 管理员密钥，owner’s code = 管理员密码，
### reset = 重置，add again = 重新添加，trial run = 演练，clock = 时钟，plan = 计划，report = 报告，log = 开锁记录，
### phone = 手机，helper = 协助者，bolt = 锁舌，keypad = 键盘，to seal = 封存，throw-away code = 试验密码，
### sheet of last resort = 应急清单。

## The first screen

home-title = Relatch
home-promise = 重置您的锁，同时保留它的密码和门卡。在一切都保存好、并且在您自己的锁上试过恢复之前，不会清除任何东西。
home-privacy = 所有内容都留在这部手机上。Relatch 没有服务器，不需要账号，也不需要联网。
demo-key-hint = 这是演示。请输入单词 demo：它代表演示锁的钥匙。
home-same-lock = 重置一把锁，并恢复全部内容
home-same-lock-detail = 保存它的密码和门卡，重置，重新添加，再把全部内容写回去。
home-other-lock = 把全部内容转移到另一把锁
home-other-lock-detail = 用于更换的新锁，或者要使用相同密码和门卡的第二把锁。
home-from-copy = 使用我已有的备份
home-from-copy-detail = 来自这部手机或其他手机的文件，以及它的恢复密钥。
home-entrust = 为协助者保存一份备份
home-entrust-detail = 协助者会得到一份只有他能打开的封存备份。您的锁保持原样。
home-journey-nameless = 未命名的锁
home-journey = { $lock }
home-expired = { $count ->
   *[other] 有 { $count } 份备份已超过保留日期，最早的是 { $lock } 的备份（{ $since }）。请删除，或继续保留。
}

## Steps

step-home = 开始
step-key = 管理员密钥
step-find = 找到锁
step-backup = 保存备份
step-bring = 打开备份
step-review = 已保存的内容
step-recovery-key = 恢复密钥
step-rehearsal = 演练
step-ready = 重置之前
step-reset = 重置
step-re-add = 重新添加
step-target = 另一把锁
step-clock = 时钟
step-plan = 计划
step-proof = 在门前
step-import = 恢复
step-report = 报告
step-erase = 备份

## Buttons

button-next = 下一步
button-back = 返回
button-cancel = 停止
button-retry = 重试
button-go-on = 继续
button-anyway = 仍然继续
button-leave = 以后再继续
button-close = 关闭
button-abandon = 到此结束
button-other-key = 使用另一把密钥
button-save-copy = 保存备份
button-pick-file = 选择文件
button-share-copy = 保存或发送备份
button-reveal = 显示密码
button-hide = 隐藏密码
button-trust = 我了解这份备份，使用它
button-end-here = 到此结束并删除备份
button-wrote-down = 我已经抄下来了
button-show-again = 再显示一次
button-try = 开始演练
button-try-again = 再次演练
button-accept-losses = 我接受
button-ask-again = 再次询问锁
button-reset = 现在重置锁
button-prepare-reset = 再全部检查一遍
button-did-it = 我已经重置了
button-not-now = 暂时不
button-have-key = 我有新密钥了
button-plan-ok = 没有问题
button-plan-again = 再次读取锁
button-door-proof = 在门上试一个密码
button-door-skip = 跳过
button-door-opened = 我已经输入了
button-import = 全部恢复
button-start-over = 清空锁并重新开始
button-see-plan = 查看计划
button-import-again = 再试一次缺少的内容
button-to-the-end = 下一步
button-share-report = 保存或发送报告
button-sheet = 应急清单
button-share-key = 保存管理员密钥
share-save = 保存为文件
share-send = 用其他应用发送
button-erase = 删除备份
button-erase-now = 现在删除
button-keep = 保留 30 天
button-keep-longer = 再保留 30 天

## What runs

task-stopping = 一弄清锁上现在有什么，就会停止。
task-cancelled = 您已停止。您可以随时继续。
task-quarter = { $doing }：百分之 { $percent }
time-left = 还需{ $time }
work-connecting = 正在连接锁
work-codes = 正在读取密码
work-cards = 正在读取门卡
work-fingerprints = 正在读取指纹列表
work-settings = 正在读取设置
work-log = 正在读取开锁记录
work-rehearsing = 正在试验恢复
work-restoring = 正在恢复密码和门卡
work-pairing = 正在添加锁
work-resetting = 正在重置锁

## What is on the lock now

standing-untouched = 您的锁和原来一样。所有密码和门卡都能用。
standing-trials = 您的密码和门卡都能用。锁上可能会短暂出现一个试验密码或试验门卡号，Relatch 会把它删除。
standing-resetting = 在发出重置指令之前，您的锁和原来一样。
standing-unseen = 还不知道锁是否已经重置。无论如何，您的备份都是安全的。
standing-asking = 锁回答之后才知道锁上现在有什么。您的密码和门卡在备份里。
standing-no-owner = 锁已重置，现在是空的。您的密码和门卡在备份里。
standing-other-owner = 锁现在由另一把密钥管理，不是您的。您的密码和门卡在备份里。
standing-pairing = 在恢复密码和门卡之前，锁是空的。
standing-target = 还没有向另一把锁写入任何内容。您的密码和门卡在备份里。
standing-added = 锁已重新添加。还没有恢复任何内容，您的密码和门卡在备份里。
standing-door = 锁上可能有一个试验密码，Relatch 会把它删除。您的密码和门卡在备份里。
standing-half = 有些密码和门卡可能已经恢复，有些还没有。已恢复的都能用。
standing-clearing = 有些密码和门卡可能已被删除。备份里的内容随后会恢复。
standing-back = 能恢复的内容都已在锁上。
standing-nothing-done = Relatch 没有改动锁上的任何内容。

## The owner’s key

key-title = 您这把锁的密钥
key-why = Relatch 以锁管理员的身份工作，和锁自己的应用一样。为此它需要管理员密钥。
key-where = 密钥是一个文件或一段文本，从锁的应用、网关或 Relatch 导出。
key-file = 文件
key-file-detail = 选择这部手机上的文件。
key-text = 文本
key-text-detail = 粘贴您复制的密钥。
key-picking = 请选择包含密钥的文件。
key-paste = 在此粘贴密钥
key-reading = 正在读取密钥
key-several = { $count ->
   *[other] 其中有 { $count } 把密钥。是哪一把锁？
}
key-of-lock = { $lock }
key-new-title = 锁的新密钥
key-new-why = { $lock } 重新添加后有了新的管理员密钥。Relatch 需要它来恢复全部内容。
key-target-title = 另一把锁的密钥
key-target-why = Relatch 需要接收密码和门卡的那把锁的管理员密钥。

## Finding the lock

find-title = 找到锁
find-stand-close = 请站在门前，距离不超过两米。
find-touch = 请触摸键盘，唤醒锁。
find-listening = 正在寻找锁
find-nothing-heard = 没有发现任何锁。锁可能在休眠，离得太远，或者电池没电了。
find-silent-now = 之前发现过您的锁，现在它没有信号。它在休眠，或者正被其他手机或网关占用。
find-others-heard = { $count ->
   *[other] 发现了 { $count } 把其他的锁，但没有您的锁。它可能在休眠。
}
find-hint-touch = 请触摸键盘直到它亮起，然后重试。
find-hint-close = 请再靠近门一些。
find-hint-phones = 请在所有手机上关闭锁的应用，并暂时拔掉它的网关。
find-hint-saver = 如果手机处于省电模式，请将其关闭：否则它可能很少监听信号。
phone-saves-power = 您的手机处于省电模式。请将其关闭：否则它可能很少监听信号。
find-hint-batteries = 如果键盘一直不亮，请更换电池。
find-weak = 信号很弱。继续之前请再靠近一些。
find-weak-nearer = 信号很弱，但正在变强。请继续走近锁。
find-weak-away = 信号很弱，而且越来越弱：您正在远离锁。请走回去。
find-far = 几乎收不到锁的信号：手机离它太远。
find-far-nearer = 几乎收不到锁的信号，但正在变好。请继续走近它。
find-far-away = 几乎收不到锁的信号，而且越来越差：您正在远离它。请走回去。
find-far-why = 距离这么远，连接很容易中断。请走到门前再试一次；如果您已经在门前，请继续。
find-checking = 正在试用密钥
find-met-title = 这是您的锁：{ $lock }
find-met = 锁接受了您的密钥，您是它的管理员。
lock-model = 型号：{ $model }
lock-address = 地址：{ $address }
lock-firmware = 固件：{ $firmware }
lock-battery = 电量：百分之 { $percent }
lock-battery-unknown = 这把锁不报告电量。

## Saving

backup-title = 保存备份
backup-why = Relatch 会读取锁上的每个密码、每张门卡和每项设置。
backup-twice = 全部内容会读取两遍，两遍必须一致。备份会被封存、存储、重新打开并核对。
backup-untouched = 锁上不会有任何改动。
backup-doing = 正在保存 { $lock } 的备份
entrust-why = 备份为您和您的协助者封存。您的协助者可以看到其中的密码，其他人都看不到。
entrust-key = 请向协助者索取他的公钥。公钥以“age1”开头。
entrust-paste = 协助者的公钥
bring-title = 使用备份
bring-why = 请选择备份文件。文件名以“.relatch”结尾。
bring-key = 如果备份是在其他手机上做的，请准备好它的恢复密钥。
bring-picking = 请选择备份文件。
bring-opening = 正在打开备份
bring-locked-title = 恢复密钥
bring-locked = 这份备份是在其他手机上封存的。请输入或扫描它的恢复密钥。
bring-recovery = 恢复密钥

## What is saved

review-title = 已保存的内容
review-loading = 正在打开备份
review-saved = 备份已保存，重新打开过，与锁一致。
review-opened = 备份已打开，内容完整可读。
review-no-losses = 其中的全部内容都能恢复。
review-losses = { $count ->
   *[other] 有 { $count } 项无法恢复，已作标记。
}
review-general = 以下内容任何备份都无法保存，重置后会丢失：
review-not-made-here = 这份备份不是在这部手机上做的。使用前请先查看：其中的密码会打开您的门。
search-nothing = 没有匹配的内容。请搜索编号或名称。
identify-codes = 用于显示您的锁的密码
count-codes = { $count ->
    [0] 没有密码
   *[other] { $count } 个密码
}
count-fobs = { $count ->
    [0] 没有门卡
   *[other] { $count } 张门卡
}
count-fingers = { $count ->
    [0] 没有指纹
   *[other] { $count } 个指纹
}
spoken-digits = { $digits }
spoken-hidden = 已隐藏

## The recovery key

recovery-title = 您的恢复密钥
recovery-loading = 正在取得恢复密钥
recovery-forgetting = 正在从这部手机上移除恢复密钥
recovery-why = 如果这部手机丢失或损坏，用这把密钥可以在另一部手机上打开备份。它只显示到您确认已妥善保存为止。
recovery-how = 请把它逐组抄在纸上。
recovery-apart = 请与文件分开保管。同时拿到两者的人就能看到您的密码。
recovery-ask = 请照着纸输入其中两组。
recovery-group = 第 { $number } 组
recovery-kept = 您已保存恢复密钥。手机上不再保留它。

## The trial run

rehearsal-title = 在您的锁上演练
rehearsal-why = 在清除任何内容之前，Relatch 会先在您自己的锁上试验恢复。
rehearsal-how = 每一种类都会写入一个试验密码或试验门卡号，读回、核对，然后删除。它是随机的，没有人知道。
rehearsal-stay = 完成之前请留在门前。
rehearsal-doing = 正在试验恢复
rehearsal-held = 演练已结束。为演练写入的内容已删除。
trial-works = { $kind }：您的锁可以恢复。
trial-refused = { $kind }：您的锁拒绝写入。这些内容将会丢失。
trial-differs = { $kind }：您的锁表示接受，但没有按写入的内容保存。这些内容可能会丢失。
trial-not-removed = { $kind }：您的锁可以写入，但没有删除试验内容。
trial-not-tried = { $kind }：无法试验，因为没有空位再写入一个。
kind-permanent = 永久密码
kind-one-time = 单次密码
kind-timed = 有截止日期的密码
kind-cyclic = 每周循环的密码
kind-fob = 门卡
kind-long-fob = 长卡号的门卡

## Before the reset

ready-title = 重置之前
losses-title = 无法恢复的内容
losses-none = 已保存的全部内容都能恢复。
losses-some = { $count ->
   *[other] 以下 { $count } 项会在重置后丢失，或可能丢失：
}
ready-why = 每一项确实做到后再勾选。请和身边的人一起读出来。
ready-battery = 正在询问锁的电量
check-door-open = 门开着，而且不会自己关上
check-door-open-why = 请把门挡住。全部恢复之前，任何密码和门卡都打不开门。
check-inside = 屋里有人，或者没有人需要进去
check-inside-why = 屋里的人可以用手开门。
check-mechanical-key = 机械钥匙在手边，并且已经试过
check-mechanical-key-why = 无论发生什么，它都能开锁。
check-time = 我有半小时时间，手机电量充足
check-time-why = 恢复一把存满内容的锁可能需要一些时间。
check-new-battery = 锁里装的是新电池
check-new-battery-why = 这把锁不报告电量。使用新的碱性电池最稳妥。
check-gateway = 我可以重新连接网关
check-gateway-why = 重置也会使锁与网关或 Wi-Fi 断开。之后请在锁的应用里重新连接。
check-fingers = { $count ->
   *[other] 我知道需要重新录入的 { $count } 个指纹是谁的
}
check-fingers-why = 指纹无法从锁里取出。每个指纹都必须在门前重新录入。
check-people = 我知道需要重新邀请谁
check-people-why = 用手机开门的人在重置后会失去密钥。请在锁的应用里重新邀请他们。
way-why = 您想怎样重置锁？
way-air = 用手机通过蓝牙重置
way-air-detail = 推荐。由 Relatch 重置锁并全程查看。
way-hand = 用锁内的按钮重置
way-hand-detail = 适用于无法通过蓝牙重置的情况。Relatch 会说明做法。
way-hand-off = 锁的设置里已关闭重置按钮，按了也不起作用。
typed-title = 确认重置
typed-air = Relatch 现在会把 { $lock } 与备份再核对一遍，然后重置它。此操作无法撤销。
typed-hand = Relatch 现在会把 { $lock } 与备份再核对一遍，然后告诉您怎样重置它。
typed-how = 要继续，请输入备份中密码和门卡的总数：{ $number }
typed-warning = 重置之后，在恢复完成之前，任何密码、门卡和指纹都打不开门。
typed-field = 总数

## The reset

reset-title = 重置
reset-proof = 在重置之前的最后一刻，会再次读取锁并与备份核对。
reset-doing = 正在检查并重置锁
reset-preparing = 正在检查锁
reset-asking = 正在询问锁现在的状态
buttons-title = 手动重置
buttons-proved = 全部内容都已保存并核对。您现在可以重置锁了。
buttons-where = 重置按钮在屋内一侧，在锁装电池的那一部分上。
buttons-open-keypad = 请取下门内侧的电池盖。
buttons-open-other = 请取下盖子，它在门内侧或锁的末端。
buttons-find = 找到标有“reset”的小孔或按钮。
buttons-hold = 装着电池，用针按住它约五秒钟。
buttons-listen = 等到锁发出提示音或语音。如果锁要求输入密码，请输入 000，然后按 #。接着触摸键盘。
buttons-warning = 请让门一直开着。

## Asking the lock

recover-title = 刚才进行到哪里了？
recover-why = 有事情没有完成，或锁的状态与预期不同。Relatch 会先询问锁，然后再做其他事情。
recover-doing = 正在询问锁现在的状态

## Adding it again

re-add-title = 重新添加锁
re-add-why = 锁现在没有管理员。您想怎样重新添加？
re-add-here = 用 Relatch 添加
re-add-here-detail = 快捷。新密钥保存在这部手机上，您可以把它带走。
re-add-own-app = 在锁自己的应用里添加
re-add-own-app-detail = 如果您想继续使用那个应用。之后 Relatch 需要从中导出的新密钥。
re-add-key-first = 新密钥会先保存在这部手机上，然后才交给锁。
re-add-doing = 正在添加锁
re-add-checking = 正在试用新密钥
own-app-title = 在锁自己的应用里添加
own-app-how = 打开锁的应用，把锁作为新设备添加，然后关闭应用。
own-app-then = 然后带着新的管理员密钥回来，文件或文本都可以。
no-key-title = 锁没有回应
target-title = 接收全部内容的锁
target-why = 哪一把锁要接收这些密码和门卡？
target-here = 一把新锁，或已重置的锁
target-here-detail = Relatch 会成为它的管理员。
target-key = 一把我有密钥的锁
target-key-detail = 它会保留原有内容，密码和门卡会添加进去。
target-listen = 请触摸新锁的键盘。
target-listening = 正在寻找新锁
target-which = 是其中的哪一把？

## Clock and plan

clock-title = 锁的时钟
clock-why = 带日期的密码依赖时钟，所以在写入任何密码之前会先校准。
clock-doing = 正在校准时钟
clock-not-set = 这把锁没有可以校准的时钟。带日期的密码可能无法像以前那样使用。
clock-set = 时钟已校准，并已读回确认。
clock-was-right = 时钟是准的。
clock-was-off = 时钟相差{ $time }。已校准，并已读回确认。
plan-title = 将要恢复的内容
plan-doing = 正在读取锁并制定计划
plan-why = 现在还没有写入任何内容。不需要恢复的请取消勾选。
plan-other-model = 这把锁做不到旧锁的全部功能。不适用的内容已作标记。
plan-count-written = { $count ->
   *[other] 将恢复 { $count } 项
}
plan-count-skipped = { $count ->
   *[other] 跳过 { $count } 项
}
plan-count-refused = { $count ->
   *[other] 无法恢复 { $count } 项
}
plan-expired = 也包括已过期的
plan-one-time = 也包括单次密码，尽管它们可能已经用过
plan-replace = 锁上已有相同号码时，采用备份中的日期
plan-owner-code = 锁上的管理员密码保持不变
plan-account-word = { $item }：按账户的说法，{ $when }
plan-account-word-lock = 锁的说法：{ $when }
plan-account-words = 有 { $count } 项不同，采用账户的时间
fate-add = 添加
fate-change = 更改
fate-skip = 跳过
fate-refuse = 无法恢复
reason-missing = 锁上没有
reason-there = 已经有了
reason-other-value = 锁上是另一个值
reason-target-kept = 锁上有这个号码，日期不同，保留锁上的
reason-replaced = 锁上有这个号码，日期不同，将被替换
reason-schedule-unread = 已经有了；它的每周时段无法读取，会重新写入
reason-not-chosen = 未选择
reason-no-room = 锁上没有空位

## At the door

door-title = 在门上试一试
door-why = 在恢复全部内容之前，用一个试验密码确认键盘和锁舌工作正常。
door-how = 您输入密码，锁舌动作，开锁记录里必须有这一次。然后密码会被删除。
door-writing = 正在写入密码
door-type = 请在键盘上输入这个密码，然后按 # 或确认键。
door-check-typed = 已输入密码
door-check-moved = 锁舌动了
door-looking = 正在查看开锁记录
door-removing = 正在删除密码
door-seen = 开锁记录里有这个密码。键盘工作正常，密码已删除。
door-skipped = 没有看到键盘可用。试验密码已不在锁上。

## Putting back

import-title = 全部恢复
import-stay = 请留在门前，并保持这个页面打开。
import-doing = 正在把全部内容恢复到 { $lock }
import-clearing = 正在清空锁
import-half = 恢复已经开始，还没有完成。
import-half-safe = 可以放心继续：不会重复写入。
confirm-start-over = 锁上的所有密码和门卡都会被删除，然后从备份重新写入。确定吗？

## Report

report-title = 报告
report-loading = 正在载入报告
report-proved = 能恢复的已全部恢复。每一项都已从锁上读出并核对。
report-all-it-takes = 这把锁能接受的内容都已在锁上。每一项都已从锁上读出并核对。它不接受的内容列在下面。
report-not-proved = 还没有全部恢复。缺少的内容列在下面。
report-written = { $count ->
   *[other] 已向锁写入 { $count } 项
}
report-copy = 备份中有：{ $items }
report-nothing-written = 没有写入任何内容。
report-door-seen = 已在门上试过一个密码。
report-door-skipped = 没有在门上试过密码。
report-not-restorable = { $count ->
   *[other] 有 { $count } 项无法恢复，之前已说明。
}
report-extra = { $count ->
   *[other] 锁上有 { $count } 项不在备份里。
}
missing-failed = 锁上的内容与备份不同
missing-not-listed = 锁接受了它，但锁上没有
missing-not-there = 锁上没有，或与备份不符
missing-left-out = 按您的选择未恢复
identify-sheet = 用于生成一份列出全部密码明文的清单
identify-key = 为了交出您的锁的管理员密钥
to-do-try-code = 请试用您的一个密码
to-do-try-both = 请试用您的一个密码和一张门卡
to-do-key = 将锁的新管理员密钥保存到您存放重要物品的地方
to-do-fingers = { $count ->
   *[other] 请重新录入 { $count } 个指纹
}
to-do-people = 请重新邀请用手机开门的人
to-do-gateway = 请重新连接网关或 Wi-Fi
to-do-account = 把锁带回其应用的账户：后面的页面会帮助您
to-do-old-lock = 把旧锁交给别人之前，请先重置它

## The saved copy in the end

erase-title = 备份
erase-proved = 全部内容都已恢复，不再需要这份备份。
erase-not-proved = 并非全部内容都已从锁上读回。
erase-entrusted = 请先把备份交给您的协助者。协助者用自己的密钥打开它。
erase-what = 先销毁它在这部手机上的密钥，再删除文件。
erase-not-in-account = 锁的应用的账户还不知道全部内容。请返回报告，从那里继续告知它。
erase-key = 现在只有这部手机拥有您的锁的管理员密钥。请在别处也保存一份：没有它，只能手动重置这把锁。
erase-warning = 删除之后，只存在于这份备份里的内容将永远消失。
confirm-erase = 要永久删除这份备份吗？
erase-type = 这份备份中有没有从锁上读回的内容。如果仍要删除，请输入它们的数量：{ $number }
erase-doing = 正在删除备份
receipt-title = 已删除
receipt-erased = 密钥已销毁，文件已于 { $when } 删除。
receipt-cannot = 您交给别人的文件，或手机备份里的文件，并没有被删除。
receipt-others = { $count ->
   *[other] 还有 { $count } 把其他密钥能打开那些文件：您的恢复密钥，或协助者的密钥。
}
kept-title = 备份已保留
kept-why = 您可以随时删除它。
kept-until = { $when } 之后会提醒您。
kept-over = 原定保留到 { $when }。请删除它，或继续保留。

## Items

item-code = 密码 { $number }
item-code-named = 密码 { $number }，{ $name }
item-fob = 门卡 { $number }
item-fob-named = 门卡 { $number }，{ $name }
item-finger = 指纹 { $number }
item-finger-named = 指纹 { $number }，{ $name }
item-owner-code = 管理员密码
item-thing = { $thing } { $number }
item-thing-named = { $thing } { $number }，{ $name }
thing-face = 人脸
thing-palm = 掌静脉
thing-remote = 遥控器
thing-keypad = 外接键盘
thing-door-sensor = 门磁
thing-gateway = 网关
thing-qr-code = 二维码
thing-person = 手机钥匙
thing-unused-code = 未用过的密码
item-general = 其他
general-kind = { $kind }：{ $why }
setting-auto-lock = 设置：自动上锁
setting-sound = 设置：声音
setting-remote-unlock = 设置：远程开锁
setting-show-code = 设置：显示密码
setting-passage = 设置：常开时段
setting-lamp = 设置：灯
setting-freeze = 设置：冻结
setting-sensitivity = 设置：灵敏度
setting-switches = 设置：警报、反锁和重置按钮
when-always = 始终有效
when-once = 一次有效
when-cyclic = 每周或每天的时段
when-from = { $start } 起
when-until = { $end } 止
when-between = { $start } 至 { $end }
hint-weak = 容易被猜到。
hint-was-changed = 它曾被更改过一次；写入的是现在能开门的那个。
hint-not-yet = 现在还不能开门。
hint-over = 已过期。
hint-opens-again = 可能已经用过；写入后还能再开一次门。
hint-no-clock = 这把锁没有时钟。
hint-present-unknown = 锁不报告它现在的值。
hint-parts-lacking = 这把锁没有它的全部部分。
hint-schedule-lost = 这把锁无法写入它的每周时段。
hint-schedule-unproved = 它的每周时段会写入，但无法读回确认。

## Why something cannot come back

obstacle-odd = 锁列出它的形式无法识别。它会留在备份里。
obstacle-not-digits = 它不是 4 到 9 位数字，没有锁会接受。
obstacle-one-time = 单次密码；锁列出它时，通常已经用过。
obstacle-expired = 已过期。
obstacle-no-keypad = 这把锁没有键盘。
obstacle-no-reader = 这把锁不能读门卡。
obstacle-no-cyclic = 这把锁不能恢复每周循环的密码。
obstacle-no-clock = 这把锁没有时钟。
obstacle-doubled = 它与 { $of } 的号码相同。
obstacle-is-owner-code = 它也是管理员密码，管理员密码本来就能开门。
obstacle-refused = 演练时锁拒绝了这一类。{ $why }
obstacle-unreliable = 演练时锁没有按写入的内容保存这一种类。
obstacle-finger = 指纹无法从锁里取出。请重新录入手指。
obstacle-face = 人脸无法从锁里取出。请重新录入人脸。
obstacle-schedule-unsupported = 这把锁无法写入它的每周时段。
obstacle-schedules-unread = 门卡的每周时段无法从锁里读取。这样的门卡将随时都能开门。
obstacle-setting-unread = 锁没有告知这项设置。{ $why }
obstacle-setting-lacking = 这把锁没有这项设置。
obstacle-setting-range = 这把锁不接受这个值。
obstacle-freeze = 冻结的锁会拒绝其他一切操作。请您最后自己重新冻结。
obstacle-owner-code-unread = 管理员密码无法读取。将会有一个新的。
obstacle-owner-code-is-code = 管理员密码是这把锁的一个普通密码。
obstacle-unused-generated = 锁的应用生成、但还没有人输入过的密码：锁不知道它们。
obstacle-never-typed = 由账户生成，还没有人输入过。无法告知任何锁：请重新生成一个。
obstacle-pair-again = 请重新连接。
obstacle-enrol-again = 请重新录入。
obstacle-make-again = 请重新生成。
obstacle-invite-again = 请重新邀请。
obstacle-phone-keys = 用手机开门的人：请重新邀请。
obstacle-log = 锁上记录谁开过门的开锁记录。
obstacle-network = 锁自己的网络设置。
obstacle-accessory = 遥控器、外接键盘和传感器：请重新连接。
obstacle-not-rehearsed-full = 无法试验：锁已存满。
obstacle-not-rehearsed-number = 无法试验：所有号码都已占用。
obstacle-not-removed = 演练用的试验项无法删除。{ $why }

## The pages: the report, with codes hidden, and the sheet of last resort. The language and its direction are for the browser.

doc-language = zh-Hans
doc-direction = ltr
doc-report-title = { $lock } 的报告
doc-report-when = 读回并核对的时间：{ $when }。
doc-missing = 缺少的内容
doc-items = 备份中的内容
doc-items-masked = 本页隐藏了密码和门卡号。
doc-sheet-title = { $lock } 的应急清单
doc-sheet-warning = 清单上的每个密码都能打开您的门。请像保管钥匙一样保管它，不再需要时立即销毁。凭它可以在锁自己的应用里手动重新输入全部内容。
doc-owner-code = 管理员密码：{ $code }
doc-column-what = 内容
doc-column-number = 号码
doc-column-when = 有效时间
doc-column-notes = 说明
doc-made-by = 由 { $program } 生成

## In a terminal: how to answer, the virtual lock, and what its position code says

terminal-how = 请输入答案的编号，然后按回车键；勾选时可以一次输入几个编号。输入 q 离开，输入 ? 再次显示这段说明。
terminal-stop = Ctrl-C 会停止正在进行的工作；在提问时按它则离开程序，下次启动会从那里继续。
terminal-letters = 方括号中的六个字母可以告诉客服您在哪一步。
terminal-hands = 在锁旁：t 触摸键盘，k 1234# 在键盘上输入，r 按住锁内的重置按钮，n 换上新电池。
terminal-demo-key = 这是用虚拟锁做的演示。要求提供管理员密钥时，请输入：demo
terminal-demo-kept = 之前开始的演示还没有结束。
terminal-begin-anew = 重新开始
terminal-goes-on = 从上次离开的地方继续。
terminal-one-way = 无法撤销
terminal-no-answer = 这不是可选的答案。
terminal-yes = 是
terminal-no = 否
terminal-more = { $count ->
   *[other] 还有 { $count } 行没有显示。输入 + 查看后面的，或输入 / 和一个词进行搜索。
}
terminal-which-file = 请输入文件的路径。直接按回车键返回。
terminal-no-file = 无法读取这个文件：{ $path }
terminal-where-to = 请输入把 { $name } 写到哪里：文件夹或文件。直接按回车键则不写。
terminal-written = 已写到 { $path }
terminal-exists = 这里已经有文件了：{ $path }
terminal-not-written = 无法写到 { $path }
terminal-bolt-shut = 锁舌：已锁上
terminal-bolt-open = 锁舌：已打开
terminal-light-off = 灯：灭
terminal-light-on = 灯：亮
terminal-light-waiting = 灯：闪烁，没有管理员
terminal-light-asleep = 灯：灭，休眠中
terminal-beep-opened = 响一声，锁舌打开。
terminal-beep-wrong = 短响三声：这个密码现在打不开门。
terminal-beep-refused = 短响三声：锁没有动作。
terminal-beep-reset = 长响一声：全部内容已清除。
terminal-beep-added = 响两声：锁有了管理员。
terminal-beep-stored = 响一声：存入了内容。
terminal-beep-touched = 响一声，键盘亮起。
terminal-beep-started = 响两声：换了新电池。
terminal-kind-text = 要阅读的内容
terminal-kind-choices = 要选择的选项
terminal-kind-checklist = 要勾选的事项
terminal-kind-form = 要输入的内容
terminal-kind-progress = 正在进行的工作
terminal-kind-items = 密码和门卡的列表
terminal-kind-plan = 逐行列出的计划
terminal-kind-code = 恢复密钥
terminal-kind-proof = 要在门前试用的密码
terminal-kind-report = 报告

## When Relatch itself fails

fault-title = Relatch 内部出了问题
abandoned-title = 已结束

## Dates, spans and lists. A month comes as its number, hours and minutes in two digits.

date-time = { $year }年{ $month }月{ $day }日 { $hour }:{ $minute }
date-odd = { $text }
span-seconds = { $count ->
   *[other] 约 { $count } 秒
}
span-minutes = { $count ->
   *[other] 约 { $count } 分钟
}
span-hours = { $count ->
   *[other] 约 { $count } 小时
}
span-days = { $count ->
   *[other] 约 { $count } 天
}
span-years = { $count ->
   *[other] 约 { $count } 年
}
list-pair = { $first }和{ $second }
list-middle = { $one }、{ $rest }
list-end = { $before }和{ $last }

## Troubles: what happened, and what to do. What is on the lock now stands beside it.
## The radio

trouble-radio-off = 蓝牙已关闭。
    .advice = 请打开蓝牙。Relatch 随后会自动继续。
trouble-radio-not-permitted = Relatch 没有在这部手机上使用蓝牙的权限。
    .advice = 请在手机设置中 Relatch 的权限里允许。Relatch 只把它用于您的锁。
trouble-place-not-permitted = 只有获得位置权限，Android 才允许 Relatch 查找锁。
    .advice = 请在手机询问时允许，或在手机设置中 Relatch 的权限里允许。Relatch 不会查询您在哪里；在 Android 12 之前，蓝牙权限就叫这个名称。
trouble-place-off = 此手机的位置信息已关闭。
    .advice = 请打开它，然后重试。在 Android 12 之前，位置信息关闭时手机收不到任何锁的信号。Relatch 不会查询您在哪里。
trouble-no-radio = 这部手机没有能连接锁的蓝牙。
    .advice = 请使用另一部手机。备份可以一起带过去：备份文件和它的恢复密钥。
trouble-radio-failed = 手机的蓝牙停止工作了。
    .advice = 请关闭蓝牙再打开，然后重试。如果没有用，请重启手机；Relatch 会从原处继续。
trouble-radio-missing = 这里没有此版本的 Relatch 可以使用的蓝牙。
    .advice = 没有任何更改。请使用带蓝牙的手机和能使用蓝牙的 Relatch 版本；演示不需要蓝牙。
trouble-gateway-unreachable = 无法连接网关。
    .advice = 请检查网关是否已开启并在同一网络中，以及其地址。锁没有因此发生任何变化。
trouble-gateway-login = 网关不接受此用户名和密码。
    .advice = 请提供网关中设置的用户名和密码。锁没有因此发生任何变化。
trouble-not-in-reach = 没有发现锁。
    .advice = 请站到门前，触摸键盘直到它亮起，然后重试。如果一直不亮，请更换电池。
trouble-held = 锁就在附近，但不让手机连接。
    .advice = 请在附近的所有手机上关闭锁的应用，并拔掉网关。等一分钟，触摸键盘，然后重试。
trouble-link-lost = 与锁的连接断开了。
    .advice = 请再靠近门一些，触摸键盘，然后重试。Relatch 会先查看锁上有什么，再从那里继续。
trouble-silent = 锁没有及时回应。
    .advice = 请触摸键盘，让锁保持唤醒，然后重试。
trouble-garbled = 收到的锁的回应已损坏。
    .advice = 请再靠近门一些，远离其他设备，然后重试。

## The lock

trouble-not-served = Relatch 不支持这种锁。
    .advice = 请使用这把锁自己的应用。只要还需要其中的密码和门卡，就不要重置它。
trouble-other-lock = 附近的锁不是要找的那一把。
    .advice = 请到正确的门前。如果锁已更换，请从第一个页面重新开始，选择把全部内容转移到另一把锁。
trouble-no-owner = 锁没有管理员：有人重置了它。
    .advice = 有备份就可以恢复全部内容：请在第一个页面选择“{ home-from-copy }”。如果没有备份，密码和门卡必须重新设置。
trouble-still-owned = 锁还有管理员，所以无法添加。
    .advice = 如果管理员是您，请使用您的管理员密钥，或先重置锁。如果是别人，请对方在自己的应用里删除这把锁。
trouble-battery-low = 锁的电量太低，不能重置。
    .advice = 请一次全部换上新的碱性电池，然后再次询问锁。更换电池不会清除任何内容。
trouble-battery-unknown = 这把锁不报告剩余电量。
    .advice = 请一次全部换上新的碱性电池，并确认已更换。
trouble-reset-button-off = 锁的设置里已关闭重置按钮。
    .advice = 请通过蓝牙重置锁，或在锁的应用里打开重置按钮。
trouble-clock-wrong = 锁不接受正确的时间。
    .advice = 请触摸键盘并重试。如果再次发生，请取出电池一分钟再装回。
trouble-not-reset = 锁没有重置，和原来一样。
    .advice = 请再重置一次。如果用室内的按钮：按住它，直到锁发出提示音或语音，然后按照锁的提示操作。
trouble-reset-unseen = 还没弄清锁是否已重置，连接就断开了。
    .advice = 请触摸键盘并重试。Relatch 会询问锁现在的状态，不会再重置一次。
trouble-pair-unsure = 锁没有确认是否接受了新密钥。
    .advice = 请触摸键盘并重试。新密钥已保存在这部手机上；Relatch 会询问锁是否有它。
trouble-not-seen-at-door = 开锁记录里没有这个密码。
    .advice = 请再输入一次密码，按 # 或确认键，并留意锁舌。然后让 Relatch 再查看一次。

## The owner’s key

trouble-key-unreadable = 这不是锁的密钥。
    .advice = 请选择导出管理员密钥时得到的文件，或原样复制全部文本。
trouble-key-damaged = 密钥已损坏，或在传送中被改动。
    .advice = 请再导出一次密钥，并以文件形式发送，以免被截断。
trouble-key-newer = 这把密钥的格式只有更新版本的 Relatch 才能读取。
    .advice = 请更新 Relatch，然后再使用这把密钥。
trouble-key-guest = 这是访客的密钥。用它不能读取或重置锁。
    .advice = 请向锁的管理员索取管理员密钥。
trouble-key-incomplete = 这把密钥缺少管理员需要的一部分。
    .advice = 请用添加这把锁的账号重新导出管理员密钥。
trouble-key-other = 这把密钥属于另一把锁。
    .advice = 请使用这把锁的密钥。密钥里的地址必须是这把锁的地址。
trouble-key-silent = 锁就在这里，但对这把密钥没有回应。
    .advice = 请触摸键盘后重试。如果锁仍然没有回应，说明密钥是重置之前的：请从锁的应用再导出一次管理员密钥，并使用新的。
trouble-key-refused = 锁拒绝这把密钥。它可能是重置之前的。
    .advice = 请从锁的应用再导出一次管理员密钥，并使用新的。
trouble-no-key-works = 锁就在这里，但对您的任何一把密钥都没有回应。它可能没有被唤醒，或者有人重置并重新添加了它。
    .advice = 请触摸键盘，再询问锁一次。如果有人重置了锁并在它自己的应用里添加了它，请从那里取得新的管理员密钥。
trouble-helper-key-wrong = 这不是协助者的公钥。
    .advice = 请再次向协助者索取公钥，并完整粘贴。公钥以“age1”开头。
trouble-key-twice = 这把锁有两把不同的密钥。
    .advice = 请去掉旧密钥，或从锁的应用重新导出一把，只使用它。

## The saved copy

trouble-copy-missing = 备份文件不在了。
    .advice = 请在您存放它的地方寻找：这部手机的文件里、另一台设备上，或您发送过的消息里。
trouble-copy-foreign = 这个文件不是锁的备份。
    .advice = 请选择文件名以“.relatch”结尾的文件。
trouble-copy-damaged = 备份已损坏。
    .advice = 如果您曾把文件交给别人，请使用那一份。不要凭这一份重置锁。Relatch 不会改动这个文件。
trouble-copy-newer = 备份是用更新版本的 Relatch 做的。
    .advice = 请更新 Relatch，然后再打开备份。Relatch 不会改动这个文件。
trouble-copy-locked = 这部手机上没有能打开备份的密钥。
    .advice = 请输入它的恢复密钥，或在做备份的那部手机上打开。
trouble-copy-not-made-here = 备份不是在这部手机上做的。
    .advice = 请先查看内容。只有知道是谁做的才继续：其中的密码会打开您的门。
trouble-copy-of-other-lock = 备份是另一把锁的。
    .advice = 请选择这把锁的备份。要把这份备份用到另一把锁上，请从第一个页面重新开始。
trouble-copy-outdated = 备份是这把锁重新添加之前的。
    .advice = 请按锁现在的内容重新保存一份备份。
trouble-copy-not-as-written = 手机没有正确存储备份。
    .advice = 请确认手机有可用空间，然后再保存一次备份。
trouble-copy-key-volatile = 这台设备下次重启时会忘记备份的密钥。
    .advice = 请使用带有持久安全存储的手机或电脑。没有它，Relatch 不会开始。
trouble-readings-disagree = 锁读取了两遍，两遍结果不同。
    .advice = 请确保期间没有人更改密码或门卡，然后重试。
trouble-lock-changed = 保存备份之后，锁上的内容有了变化。
    .advice = 请重新保存一份备份，以免有遗漏。在此之前旧备份会保留。
trouble-not-rehearsed = 备份中还有内容没有试验过恢复。
    .advice = 请再次演练。如果仍有内容无法试验，Relatch 会指明，由您决定。
trouble-more-lost = 将丢失的内容比您接受的更多。
    .advice = 请查看无法恢复内容的新列表，再作决定。
trouble-recovery-key-wrong = 这不是这份备份的恢复密钥。
    .advice = 请与您的纸逐个字符核对，再输入一次。
trouble-typed-wrong = 您输入的不是所要求的内容。
    .advice = 请再看看屏幕或您的纸，重新输入一次。

## The phone

trouble-phone-full = 手机没有空间了。
    .advice = 请删除不需要的内容，比如视频或应用，然后重试。
trouble-phone-denied = 手机不让 Relatch 读取或写入文件。
    .advice = 请选择其他文件夹，或在手机设置里允许访问文件。
trouble-phone-busy = 已经有一个 Relatch 在运行，正在使用相同的文件。
    .advice = 请关闭另一个，然后重试。
trouble-notes-damaged = Relatch 自己的一条工作记录已损坏。备份和密钥不受影响。
    .advice = 请在第一个页面重新开始。Relatch 会询问锁本身上面有什么；在那里也可以选择备份。
trouble-phone-failed = 手机的存储出错了。
    .advice = 请重试。如果再次失败，请重启手机；Relatch 会从原处继续。
trouble-no-secure-store = 这部手机没有存放密钥的安全存储。
    .advice = 请使用其他手机。Relatch 不会把您的密钥存放在别处，所以不会在这里开始。
trouble-secure-store-locked = 手机的安全存储已锁定。
    .advice = 请解锁手机；如果没有锁屏密码，请设置一个，然后重试。
trouble-secure-store-failed = 手机的安全存储出错了。
    .advice = 请重试。如果再次失败，请重启手机。
trouble-not-identified = 手机没有认出您。
    .advice = 请重试，或使用解锁手机的密码。
trouble-file-too-large = 文件太大，不可能是要找的文件。
    .advice = 请选择其他文件。
trouble-phone-clock = 手机的日期和时间不可能是对的。
    .advice = 请在手机设置里把日期和时间设为自动，然后重试。
trouble-fault = Relatch 本身出了问题。
    .advice = 请继续；Relatch 会先询问锁现在的状态。如果再次发生，请把这个页面上的六个字母读给客服。

## What the lock answers when it refuses

trouble-lock-00 = 锁拒绝了，没有说明原因。
    .advice = 请触摸键盘并重试。如果再次发生，请把这个页面上的六个字母读给客服。
trouble-lock-01 = Relatch 的消息传到锁时已损坏。
    .advice = 请再靠近门一些，然后重试。
trouble-lock-02 = 用这把密钥，锁不允许这样做。
    .advice = 请使用管理员密钥。访客的密钥不够。
trouble-lock-03 = 锁不认识这把管理员密钥。
    .advice = 请从锁的应用再导出一次管理员密钥，并使用新的。
trouble-lock-05 = 锁现在没有管理员，正在等待添加。
    .advice = 请返回并重新找到锁，让 Relatch 看到它现在的状态。
trouble-lock-06 = 锁没有管理员：它已被重置。
    .advice = 请返回并重新找到锁。如果有备份，您可以添加它并恢复全部内容。
trouble-lock-07 = 锁有管理员，所以无法添加。
    .advice = 请使用管理员密钥，或先重置锁并触摸键盘。
trouble-lock-08 = 锁没有接受 Relatch 用这把密钥作出的回应。
    .advice = 请从锁的应用再导出一次管理员密钥，并使用新的。
trouble-lock-0a = 锁的电量太低。
    .advice = 请一次全部换上新的碱性电池，然后重试。更换电池不会清除任何内容。
trouble-lock-0b = 锁没能完整保存新密钥。
    .advice = 请触摸键盘并重试。如果再次发生，请更换电池。
trouble-lock-0d = 这把密钥已被收回。
    .advice = 请使用锁的应用里现在的管理员密钥。
trouble-lock-0e = 这把密钥已过期。
    .advice = 请使用不会过期的管理员密钥。如果这就是管理员密钥，请把手机的日期和时间设为自动。
trouble-lock-0f = 锁不接受这种长度的密码。
    .advice = 请略过这个密码，之后在锁的应用里给对方设置一个其他长度的密码。
trouble-lock-10 = 管理员密码与清除锁内密码的清空码相同。
    .advice = 请在锁的应用里换一个管理员密码。
trouble-lock-11 = 这把密钥还没有生效。
    .advice = 请把手机的日期和时间设为自动。如果日期时间无误，请等到密钥生效的第一天。
trouble-lock-12 = 锁不再认得这次连接。
    .advice = 请触摸键盘并重试。
trouble-lock-13 = 锁没能完成，也没有说明原因。
    .advice = 请触摸键盘并重试。如果再次发生，请把这个页面上的六个字母读给客服。
trouble-lock-14 = 这个密码已经在锁上了。
    .advice = 请在门上试用这个密码。如果能开门，就不必再做什么。如果不能，请在锁的应用里删除它，再恢复一次。
trouble-lock-15 = 这个密码不在锁上，或从未用过。
    .advice = 请再次读取锁并继续；Relatch 就会看到锁上有什么。
trouble-lock-16 = 锁已存满。
    .advice = 请删除不再需要的密码或门卡，或略过其中一些，然后重试。
trouble-lock-17 = 锁以错误 17 拒绝了，其含义未知。
    .advice = 请触摸键盘并重试。如果再次发生，请把这个页面上的六个字母读给客服。
trouble-lock-18 = 这张门卡不在锁上。
    .advice = 请再次读取锁并继续；Relatch 就会看到锁上有什么。
trouble-lock-1a = 这个指纹不在锁上。
    .advice = 请在门前用锁的应用录入手指。
trouble-lock-1b = 这把锁做不到所要求的操作。
    .advice = 请略过它，继续其余部分。
trouble-lock-1c = 锁已冻结，拒绝一切操作。
    .advice = 请在锁的应用里解除冻结，然后重试。
trouble-lock-1d = 这把锁属于其他厂商的应用。
    .advice = 请使用那家厂商的应用。Relatch 不支持这把锁。
trouble-lock-1e = 门已从里面反锁。
    .advice = 请让里面的人解除反锁，然后重试。
trouble-lock-1f = 锁上已没有这一条。
    .advice = 请再次读取锁并继续；Relatch 就会看到锁上有什么。
trouble-lock-20 = 锁不接受其中一个值。
    .advice = 请略过这一项，继续其余部分。之后在锁的应用里设置它。
trouble-lock-21 = 有东西挡住了锁舌。
    .advice = 请打开门，确认锁舌活动自如，然后重试。
trouble-lock-24 = 锁已经开始执行，但还没有告知结果。
    .advice = 请稍等片刻再重试。Relatch 会先查看锁上有什么。
trouble-lock-25 = 锁不接受这个 Wi-Fi 名称。
    .advice = 请在锁的应用里设置 Wi-Fi。密码和门卡不需要它。
trouble-lock-26 = 锁不接受这个 Wi-Fi 密码。
    .advice = 请在锁的应用里设置 Wi-Fi。密码和门卡不需要它。
trouble-lock-other = 锁以错误 { $code } 拒绝了。
    .advice = 请触摸键盘并重试。如果再次发生，请把这个编号告诉客服：{ $code }。

## 账户

account-title = 从您的账户获取密钥
account-sign-in-title = 登录锁的应用所用的账户
account-looking = 正在查找本设备上的账户
account-why = 就是您在锁的应用中使用的账户。在您提出更多要求之前，Relatch 只会读取它。
account-where = 请选择账户是在哪里注册的。Relatch 绝不会自行更改。
account-known = 使用账户 { $name }
account-sign-in = 登录
account-region-eu = 欧洲及中国以外的地区
account-region-cn = 中国大陆
account-region-other = 服务器 { $address }
account-password-stays = 密码会发送到锁制造商的服务器。Relatch 不会在任何地方保存它。
account-name = 账户名：邮箱地址或手机号
account-password = 密码
account-signing-in = 正在登录
account-reading = 正在读取账户中的锁
account-locks-title = 是哪一把锁？
account-of = 这些锁在账户 { $name } 中。
account-older-entry = { $lock }，较旧的条目
account-rights-owner = { $address }。账户是它的管理员。
account-rights-admin = { $address }。账户是授权管理员：可以保存备份，重置由所有者进行。
account-rights-guest = { $address }。账户只是这把锁的访客。
account-rights-pending = { $address }。密钥尚未被接受。
account-rights-frozen = { $address }。密钥已冻结。
account-rights-not-usable = { $address }。密钥已删除，或属于 Relatch 不认识的类型。
account-rights-re-added = { $address }。此后锁被重新添加过；这把密钥是旧的。
key-account = 从您的账户
key-account-detail = 像在锁的应用中一样登录。名称和尚未输入过的密码也会一并获取。
key-account-none = 本应用未配置账户功能。其他方式无需账户。
backup-account = 名称、每周时间表和尚未输入过的密码将从您的账户读取。
backup-without-account = 您可以不使用账户进行备份。那样备份中将缺少尚未输入过的密码、名称和每周时间表。
own-app-account = 添加完成后请返回。Relatch 会从您的账户获取新密钥。
own-app-awaiting = 如果那个应用提示锁已存在，请先在其中删除，然后再添加。
own-app-looking = 正在账户中查找新密钥
button-sign-in = 登录
button-added = 我已添加
button-without-account = 不使用账户备份
button-register = 添加到我的账户
button-account = 把锁带入我的账户
button-tell = 告知账户
button-tell-again = 再次告知其余部分
button-remove-old = 移除旧条目
button-keep-old = 保留旧条目
register-title = 回到锁的应用
register-why = { $lock } 已恢复工作，新密钥在这里。在您的账户中添加条目后，锁的应用也会有它。
register-not-proved = 事先无法知道账户是否接受。如果拒绝，也不会有任何损失：锁仍然是您的。
register-account = 账户是 { $name }。
register-doing = 正在把锁添加到账户
register-entered = 锁已在您的账户中，并带有新密钥。
register-in-doubt = 账户中有这把锁的条目，但无法比对其密钥。以保存在这里的密钥为准。
register-tell-why = 可以把锁上的密码和门卡告知账户，使其应用能连同名称一起显示。
register-telling = 正在告知账户
register-item-refused = { $item }：账户拒绝了它。
register-item-not-tellable = { $item }：这种类型无法告知任何账户。
register-stopped = 尚未告知的内容可以以后再告知。旧条目会保留到那时。
register-old-why = 账户中可能还有重置之前的条目。它已经打不开任何东西。
register-old-confirm = 移除旧条目会同时从账户中删除其他人的钥匙和记录。要移除吗？
register-removing = 正在移除旧条目
register-old-gone = 旧条目已从账户中移除。
register-old-same = 没有旧条目：账户把原编号用于新条目。
register-old-kept = 旧条目仍然存在。确认新条目可用后，您可以在锁的应用中删除它。
account-other-zone = 您的账户与锁的时钟使用不同的时区。请查看密码的时间。
work-telling = 正在告知账户
demo-account-hint = 在演示中，账户和密码都是“{ $name }”。
remark-other-kind = { $item }：锁和账户给出的密码类型不同。以锁为准。
remark-other-times = { $item }：锁和账户给出的时间不同。以锁为准。
remark-cyclic-never-typed = { $item }：尚未输入过的特定日期密码。任何锁都无法直接存入；请之后重新生成。
remark-dead = { $item }：未在规定时间内输入的密码。它已失效。
remark-one-time = { $item }：还没有人输入过的一次性密码。它会被保存，只有您选择时才会恢复。
remark-used-up = { $item }：一次性密码，开锁记录显示已经用过。
remark-not-on-lock = { $item }：账户中有，但锁上没有。它打不开门。
remark-invalid = { $item }：账户自身标明无效。
remark-still-on-lock = { $item }：锁上仍有，但账户标明其无效或待删除。
remark-doubtful = { $item }：该密码前面的零可能丢失，因此未采用。
remark-not-understood = { $item }：账户以 Relatch 无法理解的形式列出它。
remark-erases = { $item }：会删除所有其他密码的密码。绝不会写回。
trouble-account-not-set-up = 本应用未配置账户功能。
    .advice = 请用其他方式获取密钥。锁的密钥文件无需账户即可使用。
trouble-account-unreachable = 无法连接账户的服务器。
    .advice = 请检查网络后重试。锁的密钥文件无需账户即可使用。
trouble-account-foreign = 有别的东西代替账户服务器作出了回应。
    .advice = 请在浏览器中打开任意网页：网络可能要求在那里登录。然后重试。锁的密钥文件无需账户即可使用。
trouble-account-untrusted = 账户的服务器无法证明其身份，因此未发送任何内容。
    .advice = 请检查本设备的日期和时间，并换用其他网络。锁的密钥文件无需账户即可使用。
trouble-account-password = 账户名或密码错误，或者账户属于其他地区或类型。
    .advice = 请在锁的应用中试用二者。如果可用，请返回并选择另一个地区。锁的密钥文件无需账户即可使用。
trouble-account-region = 账户属于其他地区。
    .advice = 请返回并选择另一个地区。锁的密钥文件无需账户即可使用。
trouble-account-busy = 短时间内对账户服务器的请求过多。
    .advice = 请等待一分钟后重试。如果仍然如此，请明天再试。锁的密钥文件无需账户即可使用。
trouble-account-month = 本应用本月对账户服务器的调用次数已用完。
    .advice = 下个月可恢复使用。锁的密钥文件无需账户即可使用。
trouble-account-clock = 本设备的时钟与账户服务器相差过大。
    .advice = 请校正日期和时间后重试。锁的密钥文件无需账户即可使用。
trouble-account-no-lock = 该账户中没有这把锁。
    .advice = 请登录您在锁的应用中管理它所用的账户。锁的密钥文件无需账户即可使用。
trouble-account-guest = 该账户不能以所有者身份操作其中任何一把锁。
    .advice = 只有所有者才能备份和重置锁：请询问锁所在账户的主人。锁的密钥文件无需账户即可使用。
trouble-account-pending = 账户中这把锁的密钥尚未被接受。
    .advice = 请在锁的应用中接受它，然后重试。锁的密钥文件无需账户即可使用。
trouble-account-frozen = 账户中这把锁的密钥已冻结。
    .advice = 冻结它的人可以在锁的应用中解除冻结，然后重试。锁的密钥文件无需账户即可使用。
trouble-account-re-added = 账户中的密钥是锁被重新添加之前的。
    .advice = 请使用添加它的账户，或锁的密钥文件。
trouble-account-broken = 账户的服务器出错，或其回应无法理解。
    .advice = 请重试，或稍后再试。锁的密钥文件无需账户即可使用。
trouble-account-signed-out = 账户的登录已失效。
    .advice = 请重新登录。锁的密钥文件无需账户即可使用。
trouble-account-device = 锁的制造商要求在其应用中确认本设备。
    .advice = 请在本设备上先登录一次该应用，然后重试。锁的密钥文件无需账户即可使用。
trouble-account-application = 本应用在锁制造商处的配置无法使用。
    .advice = 请告知为您提供本应用的人。锁的密钥文件无需账户即可使用。
trouble-account-refused = 账户的服务器拒绝了此操作。
    .advice = 请稍后再试，或在锁的应用中操作。锁的密钥文件无需账户即可使用。
trouble-account-not-yet = 账户中还没有这把锁的新密钥。
    .advice = 请在锁的应用中用此账户添加锁，然后重试。锁的密钥文件无需账户即可使用。
account-both = { $count ->
   *[other] 锁和账户都知道 { $count } 项。
}
account-only-lock = { $count ->
   *[other] 只有锁知道 { $count } 项。
}
account-only-account = { $count ->
   *[other] 有 { $count } 个密码只在账户中，因为还没有人输入过。它们会被备份并以相同的数字写回。
}
account-lists-missing = 账户未能给出：{ $lists }。它所知道的这些内容缺失。
account-lists-changing = 读取期间（{ $lists }），账户中的内容一直在变化。可能有遗漏。
account-list-details = 锁的资料
account-list-codes = 密码
account-list-fobs = 门卡
account-list-fingers = 指纹
account-list-faces = 人脸
account-list-palms = 掌静脉
account-list-remotes = 遥控器
account-list-keypads = 外接键盘
account-list-door-sensor = 门磁
account-list-gateways = 网关
account-list-people = 他人的钥匙
account-list-passage = 门保持常开的时间
review-things-more = 另有 { $count } 项。重置之前会全部列出。
account-choose-later = 两者不同时以锁为准。在恢复之前，您仍可选择以账户为准。
account-remarks-more = { $count ->
   *[other] 还有 { $count } 条类似说明。
}
register-at-once = 一次性取用旧条目中已有的内容
register-at-once-people = 所需调用更少。账户可能会连同他人的旧钥匙一起带回：如果有人不应再进入，请不要勾选。
register-calls = { $count ->
   *[other] 这最多会占用本应用每月配额中的 { $count } 次调用。
}
register-told = { $count ->
   *[other] 已告知账户 { $count } 项。
}
register-known = { $count ->
   *[other] 其中 { $count } 项账户已有。
}
register-not-tellable = { $count ->
   *[other] 有 { $count } 个密码的类型无法告知账户；它们在门上仍然有效。
}
register-refused = { $count ->
   *[other] 账户拒绝了 { $count } 项。它们仍在锁上。
}
