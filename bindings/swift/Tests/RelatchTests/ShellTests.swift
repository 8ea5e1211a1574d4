import Foundation
import Relatch
import Testing

extension Border {
    @Test func aDoubleTapActsOnce() async throws {
        let demonstration = Demonstration()
        let home = try await demonstration.settled()
        for _ in 0..<5 {
            demonstration.guide.send(.choose(id: "begin-same-lock"), on: home)
        }
        let key = try await demonstration.guide.wait { $0.stage == .key }
        let left = try await demonstration.act(on: key, .press(button: .leave))
        #expect(left.choices.filter { $0.hasPrefix("journey-") } == ["journey-1"])
        try await demonstration.end()
    }

    @Test func anActionOfAnOlderScreenDoesNothing() async throws {
        let demonstration = Demonstration()
        let home = try await demonstration.settled()
        // Nor does one that is not offered.
        for action: Action in [
            .press(button: .erase), .choose(id: "journey-99"), .choose(id: "begin-"), .tick(id: "x", on: true),
            .submit(entries: []), .search(text: "x"),
        ] {
            demonstration.guide.send(action, on: home)
        }
        let key = try await demonstration.act(on: home, .choose(id: "begin-same-lock"))
        #expect(key.stage == .key)
        for button in [ButtonName.abandon, .leave, .back, .next] {
            demonstration.guide.send(.press(button: button), on: home)
        }
        demonstration.guide.send(.choose(id: "text"), on: home)
        // What comes after them has been seen, so that they have been seen too.
        let later = try await demonstration.tell(.setLanguage(tag: "de"))
        #expect(later.stage == .key && later.revision == key.revision && later.choices == key.choices)
        let left = try await demonstration.act(on: later, .press(button: .leave))
        #expect(left.choices.contains("journey-1"))
        try await demonstration.end()
    }

    @Test func closingTwiceAndUsingAfterwardsDoesNoHarm() async throws {
        let folder = Folder()
        let living = Guarded(0)
        var guide: Guide? = Guide(.usual(folder)) { [life = Life(living)] _ in withExtendedLifetime(life) {} }
        let home = try await guide?.wait { !$0.isBusy }
        if let guide, let home {
            guide.shutDown()
            guide.shutDown()
            guide.send(.choose(id: "begin-same-lock"), on: home)
            guide.platformEvent(.setLanguage(tag: "de"))
            #expect(try JSONSerialization.jsonObject(with: Data(guide.diagnostics().utf8)) is [String: Any])
        }
        try await until("the core has ended") { coreThreads() == 0 }
        #expect(guide?.screen == home)
        #expect(living.value == 1)
        guide = nil
        try await until("the core has let go of the observer") { living.value == 0 }

        // From inside a call of the observer, which is the last one then.
        let slot = Guarded<RelatchApp?>(nil)
        let calls = Guarded(0)
        let (ends, end) = AsyncStream<Void>.makeStream()
        slot.change { waiting in
            waiting = RelatchApp(
                config: .usual(folder),
                observer: Observer { _ in
                    calls.change { $0 += 1 }
                    guard let core = slot.change({ $0.take() }) else { return }
                    core.shutDown()
                    core.shutDown()
                    core.send(revision: 0, action: .press(button: .next))
                    core.platformEvent(event: .notPicked)
                    #expect(!core.screen().title.isEmpty && !core.diagnostics().isEmpty)
                    end.finish()
                }
            )
        }
        for await _ in ends {}
        try await until("the core has ended") { coreThreads() == 0 }
        #expect(calls.value == 1)
    }

    @Test func aSlowObserverGetsTheNewestScreen() async throws {
        let tags = ["de", "es", "fr", "zh-Hans", "ar"]
        // One that does not return.
        let folder = Folder()
        let (entries, enter) = AsyncStream<Screen>.makeStream()
        let leave = DispatchSemaphore(value: 0)
        let core = RelatchApp(
            config: .usual(folder),
            observer: Observer { screen in
                enter.yield(screen)
                leave.wait()
            }
        )
        var entered = entries.makeAsyncIterator()
        let held = try #require(await entered.next())
        try await until("the core goes on meanwhile") { !core.screen().isBusy }
        for tag in tags {
            core.platformEvent(event: .setLanguage(tag: tag))
            try await until("the core goes on meanwhile") { core.screen().language == tag }
        }
        leave.signal()
        let newest = try #require(await entered.next())
        #expect(held.language == "en" && newest.language == "ar" && newest == core.screen())
        core.shutDown()
        leave.signal()
        try await until("the core has ended") { coreThreads() == 0 }

        // A main actor that has no time.
        let demonstration = Demonstration()
        let home = try await demonstration.settled()
        var seen: [String] = []
        let watching = demonstration.guide.watch { seen.append($0.language) }
        while seen.isEmpty { await Task.yield() }
        for tag in tags {
            demonstration.guide.platformEvent(.setLanguage(tag: tag))
            while !demonstration.guide.diagnostics().contains("\"language\": \"\(tag)\"") {}
        }
        #expect(demonstration.screen == home)
        _ = try await demonstration.guide.wait { $0.language == "ar" }
        while seen.last != "ar" { await Task.yield() }
        // Each of the two streams on the way may have handed one over at once; of the others only the newest was left.
        #expect(seen.count <= 4 && seen.count <= tags.count && seen.first == "en", "\(seen)")
        watching.cancel()
        try await demonstration.end()
    }

    @Test func tenThousandScreensLeaveNothingBehind() async throws {
        let folder = Folder()
        let living = Guarded(0)
        var ending: Guide? = Guide(.usual(folder, logLevel: .info)) { [life = Life(living)] _ in
            withExtendedLifetime(life) {}
        }
        _ = try await ending?.wait { !$0.isBusy }
        // It is handed on and not kept, so that `ending` alone holds it.
        func show(_ count: Int, _ guide: Guide) async throws {
            for number in 1...count {
                let (deed, answer): (DoorDeed, DoorAnswer) =
                    number.isMultiple(of: 2) ? (.touch, .lit) : (.holdReset, .waitsForSequence)
                guide.platformEvent(.atDoor(deed: deed))
                _ = try await guide.wait { $0.door?.answer == answer }
            }
        }
        try await show(1_000, #require(ending))
        let before = memoryKiB()
        try await show(10_000, #require(ending))
        let grown = memoryKiB() - before
        #expect(grown < 2_048, "\(grown) KiB more than after 1,000 screens")
        #expect(living.value == 1)
        // Nobody ends it: it is let go of.
        ending = nil
        try await until("nothing is left") { living.value == 0 && coreThreads() == 0 }
        for _ in 0..<20 {
            let guide = Guide(.usual(folder)) { [life = Life(living)] _ in withExtendedLifetime(life) {} }
            _ = try await guide.wait { !$0.isBusy }
        }
        try await until("nothing is left") { living.value == 0 && coreThreads() == 0 }
    }

    @Test func everyLanguageArrivesWhole() async throws {
        let tags = [
            ("de-AT", "de"), ("es_MX", "es"), ("fr", "fr"), ("zh_Hans_CN", "zh-Hans"), ("ar-EG", "ar"), ("en-US", "en"),
        ]
        let demonstration = Demonstration(.usual(.full))
        var promises: Set<String> = []
        // Every screen of the journey in every language, and back to English, as the owner reads nothing else.
        _ = try await Owner().goOn(demonstration, until: \.isReceipt) { english in
            for (tag, language) in tags {
                demonstration.guide.platformEvent(.setLanguage(tag: tag))
                let screen = try await demonstration.guide.wait { $0.language == language }
                #expect(screen.rightToLeft == (language == "ar"))
                #expect(screen.revision == english.revision, "what was offered is offered still")
                let bytes = try screen.crossing
                #expect(!bytes.contains(text: "\u{fffd}") && !bytes.contains(text: "{$"), "\(screen) in \(language)")
                #expect(!screen.title.isEmpty && screen.lines.allSatisfy { !$0.isEmpty })
                #expect(screen.actions.allSatisfy { !$0.label.isEmpty })
                if screen.stage == .home {
                    #expect(try screen.lines.first == message("home-promise", in: language))
                    promises.formUnion(screen.lines.prefix(1))
                }
            }
        }
        #expect(promises.count == tags.count)
        try await demonstration.end()
    }

    /// A message that has one line and no variables, as it stands in the core's own files.
    private func message(_ id: String, in language: String) throws -> String? {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
        let file = package.appendingPathComponent("../../locales/\(language).ftl").standardizedFileURL
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return lines.first { $0.hasPrefix("\(id) = ") }.map { String($0.dropFirst("\(id) = ".count)) }
    }
}

/// An observer without the package's store.
final class Observer: AppObserver {
    private let shown: @Sendable (Screen) -> Void

    init(_ shown: @escaping @Sendable (Screen) -> Void) {
        self.shown = shown
    }

    func onScreen(screen: Screen) { shown(screen) }
    func onLog(line: LogLine) {}
}
