// Figures of the border, as a table in Markdown. Built and run by linux/figures.sh.
//
// A start is measured from before the process is made, so that loading the library is in it; the clock is the same in both.

import Foundation
import Relatch

/// How many screens are counted where a mean is told.
let many = 10_000
/// How many processes are started for a median.
let starts = 21

let clock = ContinuousClock()
let folder = FileManager.default.temporaryDirectory.appendingPathComponent("relatch-figures")

if CommandLine.arguments.count > 1 {
    try await start()
} else {
    try await figures()
}

/// What a started process does: tells when the first screen was there, and when the first that one can act on.
@MainActor
func start() async throws {
    let begun = nanoseconds()
    let guide = Guide(config(codes: 8, cards: 4, fingerprints: 2))
    let first = nanoseconds()
    while isOpening(guide.screen) { await Task.yield() }
    let ready = nanoseconds()
    guide.shutDown()
    print(begun, first, ready)
}

@MainActor
func figures() async throws {
    let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    try? FileManager.default.removeItem(at: folder)
    row("what", "figure")
    row("---", "---")
    var all: [[Double]] = []
    for _ in 0...starts {
        all.append(try started(program))
    }
    row("from making the process to `main`, median of \(starts)", milliseconds(all.dropFirst().map { $0[0] }))
    row("from making the process to the first screen", milliseconds(all.dropFirst().map { $0[1] }))
    row("from making the process to the first screen one can act on", milliseconds(all.dropFirst().map { $0[2] }))
    row("the same at the very first start, which makes the virtual lock", String(format: "%.1f ms", all[0][2]))

    row("memory before the first core", "\(memoryKiB()) KiB")
    try await crossings("small, the home screen", codes: 8, cards: 4, fingerprints: 2) { !isOpening($0) }
    try await crossings("big, 250 items", codes: 150, cards: 90, fingerprints: 10) {
        if case .items(let table) = $0.body { table.rows.count == 250 } else { false }
    }
}

/// Costs of the first screen that is as wanted.
@MainActor
func crossings(
    _ name: String, codes: UInt16, cards: UInt16, fingerprints: UInt16, wanted: (Screen) -> Bool
) async throws {
    try? FileManager.default.removeItem(at: folder)
    let arrived = DispatchSemaphore(value: 0)
    let core = RelatchApp(
        config: config(codes: codes, cards: cards, fingerprints: fingerprints),
        observer: Observer { _ in arrived.signal() }
    )
    walk(core, until: wanted)
    let screen = core.screen()
    let bytes = FfiConverterTypeScreen_lower(screen)
    row("\(name): bytes that cross", "\(bytes.len)")
    _ = try FfiConverterTypeScreen_lift(bytes)
    for _ in 0..<100 { _ = core.screen() }
    let before = memoryKiB()
    let asked = mean { _ in _ = core.screen() }
    row("\(name): asked for, words, crossing and all", microseconds(asked))
    let crossed = try mean { _ in _ = try FfiConverterTypeScreen_lift(FfiConverterTypeScreen_lower(screen)) }
    row("\(name): there and back in Swift alone", microseconds(crossed))
    while arrived.wait(timeout: .now()) == .success {}
    let zone = PhoneZone(id: "Europe/Berlin", offsetS: 3_600)
    let told = mean { _ in
        core.platformEvent(event: .setZone(zone: zone))
        arrived.wait()
    }
    row("\(name): from an event to the observer, through two threads of the core", microseconds(told))
    row("\(name): memory before and after \(3 * many) screens", "\(before), \(memoryKiB()) KiB")
    core.shutDown()
}

/// Goes on until a screen is as wanted.
@MainActor
func walk(_ core: RelatchApp, until isThere: (Screen) -> Bool) {
    var answered: UInt32?
    while true {
        let screen = core.screen()
        if isThere(screen) { return }
        guard !isOpening(screen), screen.revision != answered, let action = onward(screen) else { continue }
        answered = screen.revision
        core.send(revision: screen.revision, action: action)
    }
}

func onward(_ screen: Screen) -> Action? {
    switch screen.body {
    case .choices(let choices):
        ["begin-same-lock", "text"].first { id in choices.contains { $0.id == id } }.map { .choose(id: $0) }
    case .form(let fields):
        .submit(entries: fields.map { Entry(field: $0.id, text: Hidden(text: "demo")) })
    case .text:
        .press(button: .next)
    case .checklist, .instructions, .progress, .items, .plan, .code, .proof, .report:
        nil
    }
}

func isOpening(_ screen: Screen) -> Bool {
    screen.stage == .home && screen.body == .text
}

func config(codes: UInt16, cards: UInt16, fingerprints: UInt16) -> AppConfig {
    let lock = DemoLock(model: .full, codes: codes, cards: cards, fingerprints: fingerprints)
    return AppConfig(folder: folder, mode: .demo(lock: lock), language: "en")
}

/// Starts this program once more; gives the milliseconds until `main`, the first screen, and the first to act on.
///
/// Not by Foundation's `Process`, which waits in a run loop and needs a network for it.
func started(_ program: String) throws -> [Double] {
    let told = folder.path + ".started"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, told, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let arguments = [strdup(program), strdup("start"), nil]
    defer { arguments.forEach { free($0) } }
    var process = pid_t()
    let before = nanoseconds()
    let failed = posix_spawn(&process, program, &actions, nil, arguments, environ)
    guard failed == 0 else { throw CocoaError(.fileReadUnknown) }
    waitpid(process, nil, 0)
    let times = try String(contentsOfFile: told, encoding: .utf8).split { $0.isWhitespace }.compactMap { UInt64($0) }
    guard times.count == 3 else { throw CocoaError(.fileReadCorruptFile) }
    return times.map { Double($0 - before) / 1e6 }
}

/// The monotonic clock, which all processes share.
func nanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

func mean(_ act: (Int) throws -> Void) rethrows -> Duration {
    let begun = clock.now
    for number in 0..<many { try act(number) }
    return (clock.now - begun) / many
}

func microseconds(_ duration: Duration) -> String {
    String(format: "%.1f us", duration / .microseconds(1))
}

func milliseconds(_ times: [Double]) -> String {
    let sorted = times.sorted()
    return String(format: "%.1f ms, fastest %.1f ms", sorted[sorted.count / 2], sorted[0])
}

func memoryKiB() -> Int {
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ")
    return pages.flatMap { Int($0[1]) }.map { $0 * sysconf(Int32(_SC_PAGESIZE)) / 1024 } ?? 0
}

func row(_ what: String, _ figure: String) {
    print("| \(what) | \(figure) |")
}

final class Observer: AppObserver {
    private let shown: @Sendable (Screen) -> Void

    init(_ shown: @escaping @Sendable (Screen) -> Void) {
        self.shown = shown
    }

    func onScreen(screen: Screen) { shown(screen) }
    func onLog(line: LogLine) {}
}
