import Foundation
import Relatch
import Testing

/// The core as an app sees it, on a virtual lock. One test at a time: some count the threads and the memory of the process.
@MainActor
@Suite(.serialized, .timeLimit(.minutes(10)))
struct Border {
    @Test(arguments: [DemoModel.keypad, .cards, .full])
    func theWholeJourneyIsWalkedForEveryModel(model: DemoModel) async throws {
        let demonstration = Demonstration(.usual(model))
        demonstration.guide.platformEvent(.radio(state: .ready))
        let owner = Owner()
        let home = try await demonstration.settled()
        #expect(home.stage == .home)
        let last = try await owner.goOn(demonstration, until: { $0.stage == .report })
        guard case .report(let report) = last.body else { throw NoWayOn(at: last) }
        #expect(report.proved)
        #expect(last.steps.contains { $0.state == .done })
        let receipt = try await owner.goOn(demonstration, from: last, until: \.isReceipt)
        let saved = try await owner.saveKey(demonstration, receipt)
        let end = try await demonstration.act(on: saved, .press(button: .leave))
        #expect(end.stage == .home)
        try await demonstration.end()
    }

    @Test func everyScreenArrivesAndHasATitleAndAWayOn() async throws {
        // Slow enough for screens that only tell that something runs to be seen.
        let demonstration = Demonstration(.usual(.full, paceMs: 2))
        var seen: [Screen] = []
        let watching = demonstration.guide.watch { seen.append($0) }
        _ = try await Owner().goOn(demonstration, until: \.isReceipt)
        watching.cancel()
        for screen in seen {
            #expect(!screen.title.isEmpty && screen.language == "en" && !screen.rightToLeft, "\(screen)")
            #expect(screen.isBusy || !screen.actions.isEmpty || !screen.choices.isEmpty, "\(screen)")
            #expect(screen.actions.allSatisfy { !$0.label.isEmpty }, "\(screen)")
            #expect(screen.position.isEmpty == (screen.stage == .home), "\(screen)")
        }
        // All that there are.
        #expect(Set(seen.map(\.stage)).count == 16)
        #expect(
            Set(seen.map(\.kind)) == [
                "choices", "checklist", "code", "form", "items", "plan", "progress", "proof", "report", "text",
            ]
        )
        try await demonstration.end()
    }

    @Test func aShellBuiltAnewInTheMiddleGoesOnWhereItWas() async throws {
        let folder = Folder()
        let owner = Owner()
        var demonstration = Demonstration(in: folder, .usual(.full))
        var screen = try await demonstration.settled()
        for step in 0..<300 where !screen.isReceipt {
            // The proof at the door begins anew with each start, so that every second step is left alone.
            if step % 3 == 2 {
                // Nobody waits for the old one to come to its end.
                demonstration = Demonstration(in: folder, .usual(.full))
                screen = try await demonstration.settled()
            }
            screen = try await owner.answer(demonstration, screen)
        }
        #expect(screen.isReceipt)
        try await demonstration.end()
    }

    @Test func aPanicInsideIsAFaultOnTheScreenAndTheJourneyGoesOn() async throws {
        let faults = ["phone-dies@12", "phone-dies@60", "phone-dies@120", "no-such@1", "\0"]
        let demonstration = Demonstration(.usual(.cards, faults: faults))
        var told: [Screen] = []
        _ = try await Owner().goOn(demonstration, until: \.isReceipt) { screen in
            if screen.problem?.code == "fault" { told.append(screen) }
        }
        #expect(told.count == 3)
        #expect(told.allSatisfy { $0.offers(.retry) && $0.problem?.what.isEmpty == false })
        #expect(demonstration.guide.diagnostics().contains("a fault of the demonstration is left out"))
        try await demonstration.end()
    }

    @Test func closingDuringWorkEndsQuietlyAndTheNextGoesOn() async throws {
        let folder = Folder()
        let owner = Owner()
        for stage in [StageName.backup, .rehearsal, .reset, .reAdd, .import] {
            let slow = Demonstration(in: folder, .usual(.keypad, paceMs: 3))
            let walking = Task { _ = try await owner.goOn(slow, until: \.isReceipt) }
            let running = try await slow.guide.wait { $0.stage == stage && $0.isBusy }
            slow.guide.shutDown()
            walking.cancel()
            try await slow.end()
            #expect(slow.screen == running, "nothing comes after the end")
        }
        let next = Demonstration(in: folder, .usual(.keypad))
        _ = try await owner.goOn(next, until: \.isReceipt)
        try await next.end()
    }
}
