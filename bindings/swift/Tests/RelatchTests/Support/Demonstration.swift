import Foundation
import Observation
import Relatch
import Testing

/// A guide on a virtual lock, as its user sees it.
@MainActor
struct Demonstration {
    let guide: Guide
    let folder: Folder
    /// What was logged.
    let lines: Guarded<[LogLine]>

    init(in folder: Folder = Folder(), _ lock: DemoLock = .usual(.keypad)) {
        self.init(in: folder, .usual(folder, lock))
    }

    init(in folder: Folder, _ config: AppConfig) {
        let lines = Guarded<[LogLine]>([])
        self.folder = folder
        self.lines = lines
        guide = Guide(config) { line in lines.change { $0.append(line) } }
    }

    /// The newest screen.
    var screen: Screen { guide.screen }

    /// The first screen on which something can be done.
    func settled() async throws -> Screen {
        try await guide.wait { !$0.isBusy }
    }

    /// Does something on a screen and waits for what follows.
    func act(on screen: Screen, _ action: Action) async throws -> Screen {
        let before = guide.screen
        guide.send(action, on: screen)
        return try await guide.wait { $0 != before && !$0.isBusy }
    }

    /// Tells the core something and waits for what follows.
    func tell(_ event: PlatformEvent) async throws -> Screen {
        let before = screen
        guide.platformEvent(event)
        return try await guide.wait { $0 != before && !$0.isBusy }
    }

    /// Ends it, and waits until nothing of it is left.
    func end() async throws {
        guide.shutDown()
        try await until("the core's threads have ended") { coreThreads() == 0 }
    }
}

extension Guide {
    /// The first screen, from the present one on, that is as wanted. The test's limit of time is the deadline.
    func wait(until isWanted: (Screen) -> Bool) async throws -> Screen {
        while !isWanted(screen) {
            await change()
            if Task.isCancelled { throw NoWayOn(at: screen) }
        }
        return screen
    }

    /// Looks at every screen that comes, until it is cancelled.
    func watch(_ look: @escaping @MainActor (Screen) -> Void) -> Task<Void, Never> {
        Task {
            while !Task.isCancelled {
                look(screen)
                await change()
            }
        }
    }

    /// Until another screen is set, or nobody waits any more.
    private func change() async {
        let (changes, change) = AsyncStream<Void>.makeStream()
        withObservationTracking {
            _ = screen
        } onChange: {
            change.finish()
        }
        for await _ in changes {}
    }
}

extension AppConfig {
    /// A demonstration in English, in Berlin.
    static func usual(_ folder: Folder, _ lock: DemoLock = .usual(.keypad), logLevel: LogLevel = .trace) -> AppConfig {
        AppConfig(
            folder: folder.url,
            mode: .demo(lock: lock),
            language: "en-GB",
            zone: PhoneZone(id: "Europe/Berlin", offsetS: 3_600),
            logLevel: logLevel
        )
    }
}

extension DemoLock {
    /// A lock with a few items of each kind that its model has.
    static func usual(_ model: DemoModel, faults: [String] = [], paceMs: UInt32 = 0) -> DemoLock {
        DemoLock(model: model, codes: 8, cards: 4, fingerprints: 2, seed: 7, faults: faults, paceMs: paceMs)
    }
}

extension Screen {
    /// Whether it only tells that something runs, or that the core is opening its folder.
    var isBusy: Bool {
        if case .progress = body { return true }
        return isOpening
    }

    var isOpening: Bool {
        stage == .home && body == .text && problem == nil
    }

    /// The kind of its body.
    var kind: String {
        switch body {
        case .text: "text"
        case .choices: "choices"
        case .checklist: "checklist"
        case .instructions: "instructions"
        case .form: "form"
        case .progress: "progress"
        case .items: "items"
        case .plan: "plan"
        case .code: "code"
        case .proof: "proof"
        case .report: "report"
        }
    }

    func offers(_ button: ButtonName) -> Bool {
        actions.contains { $0.button == button }
    }

    /// The ids of what can be chosen on it.
    var choices: [String] {
        if case .choices(let choices) = body { choices.filter(\.enabled).map(\.id) } else { [] }
    }

    /// All bytes of it that cross the border.
    var crossing: Data {
        get throws {
            let buffer = FfiConverterTypeScreen_lower(self)
            let bytes = Data(bytes: try #require(buffer.data), count: Int(buffer.len))
            // Lets go of the buffer.
            #expect(try FfiConverterTypeScreen_lift(buffer) == self)
            return bytes
        }
    }
}

extension Data {
    func contains(text: String) -> Bool {
        range(of: Data(text.utf8)) != nil
    }
}
