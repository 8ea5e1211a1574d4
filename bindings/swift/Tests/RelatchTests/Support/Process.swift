import Foundation
import Testing

/// A folder of its own, which is removed when nobody holds it any more.
final class Folder: Sendable {
    let url: URL

    init() {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("relatch-\(UUID())")
        try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }
}

/// A value that several threads change.
final class Guarded<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var guarded: Value

    init(_ value: Value) {
        guarded = value
    }

    var value: Value { change { $0 } }

    @discardableResult
    func change<Result>(_ change: (inout Value) -> Result) -> Result {
        lock.withLock { change(&guarded) }
    }
}

/// Lives for as long as something holds it, and is counted.
final class Life: Sendable {
    private let living: Guarded<Int>

    init(_ living: Guarded<Int>) {
        self.living = living
        living.change { $0 += 1 }
    }

    deinit {
        living.change { $0 -= 1 }
    }
}

/// Waits until something holds that tells nobody when it does, with a deadline.
@MainActor
func until(_ what: Comment, _ holds: () -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(120)
    while !holds() {
        try #require(ContinuousClock.now < deadline, what)
        nameThread()
        await Task.detached { nameThread() }.value
    }
}

/// Gives this thread of Swift's a name of its own. One that began because the core told something has the name of the core's thread that
/// told it, and would be taken for it. Known on Linux only.
private func nameThread() {
    try? Data("swift".utf8).write(to: URL(fileURLWithPath: "/proc/thread-self/comm"))
}

/// How many threads of the core are there. Known on Linux only.
func coreThreads() -> Int {
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
    let names = threads.map { (try? String(contentsOfFile: "/proc/self/task/\($0)/comm", encoding: .utf8)) ?? "" }
    return names.count { $0.hasPrefix("relatch-") }
}

/// How much memory the process has, in KiB. Known on Linux only.
func memoryKiB() -> Int {
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ")
    return pages.flatMap { $0.count > 1 ? Int($0[1]) : nil }.map { $0 * sysconf(Int32(_SC_PAGESIZE)) / 1024 } ?? 0
}
