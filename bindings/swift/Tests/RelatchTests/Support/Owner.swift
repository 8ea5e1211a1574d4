import Foundation
import Relatch
import Testing

/// An owner who always goes on, and knows no more than the screens say.
@MainActor
final class Owner {
    /// What was written down of the recovery key.
    private(set) var recovery: [String] = []
    /// The codes that some screen showed because it was asked to.
    private(set) var shown: Set<String> = []

    /// Goes on until a screen is as wanted, at most through 300 screens. Each screen on the way is looked at.
    func goOn(
        _ demonstration: Demonstration,
        from first: Screen? = nil,
        until isThere: (Screen) -> Bool,
        looking: @MainActor (Screen) async throws -> Void = { _ in }
    ) async throws -> Screen {
        var screen = if let first { first } else { try await demonstration.settled() }
        for _ in 0..<300 {
            try await looking(screen)
            if isThere(screen) { return screen }
            screen = try await answer(demonstration, screen)
        }
        throw NoWayOn(at: screen)
    }

    /// Answers a screen, and gives the next.
    func answer(_ demonstration: Demonstration, _ screen: Screen) async throws -> Screen {
        switch screen.request {
        case .identify(let reason):
            #expect(!reason.isEmpty)
            return try await demonstration.tell(.identified(passed: true))
        case .permission, .bluetoothOn:
            Issue.record("a virtual lock needs no radio")
        case .pickKey, .pickCopy, .share, .scanQr, .keepAwake, nil:
            break
        }
        return try await demonstration.act(on: screen, action(demonstration, screen))
    }

    private func action(_ demonstration: Demonstration, _ screen: Screen) async throws -> Action {
        switch screen.body {
        case .choices:
            let wanted = ["journey-1", "begin-same-lock", "text", "over-the-air", "here"]
            return .choose(id: try #require(wanted.first(where: screen.choices.contains), "\(screen.choices)"))
        case .form(let fields):
            return .submit(entries: try fields.map { try entry(screen, $0) })
        case .checklist(let checks):
            if let open = checks.first(where: { $0.required && !$0.ticked }) {
                return .tick(id: open.id, on: true)
            }
        case .code(let code):
            recovery = code.groups.map(\.shown)
        case .proof(let proof):
            let code = try #require(proof.code).shown
            shown.insert(code)
            demonstration.guide.platformEvent(.atDoor(deed: .type(keys: Hidden(text: "\(code)#"))))
            let seen = try await demonstration.guide.wait { $0.door?.answer != nil }
            #expect(seen.door == DoorView(open: true, owned: true, lowBattery: false, answer: .opened, hint: nil))
        case .text, .instructions, .progress, .items, .plan, .report:
            break
        }
        guard let way = [.next, .retry, .erase].first(where: screen.offers) else { throw NoWayOn(at: screen) }
        return .press(button: way)
    }

    private func entry(_ screen: Screen, _ field: Field) throws -> Entry {
        let text: String
        switch field.id {
        case "key":
            let hint = try #require(screen.door?.hint)
            #expect(hint.contains("demo"))
            text = "demo"
        case "typed":
            text = String(try #require(screen.lines.compactMap(lastNumber).last))
        default:
            let group = try #require(lastNumber(field.label))
            text = recovery[group - 1]
        }
        return Entry(field: field.id, text: Hidden(text: text))
    }

    /// At the receipt: hands the new key of the lock to the owner, as only then the journey is over.
    func saveKey(_ demonstration: Demonstration, _ receipt: Screen) async throws -> Screen {
        let asking = try await demonstration.act(on: receipt, .press(button: .shareKey))
        #expect(asking.asksWhoHoldsIt)
        let refused = try await demonstration.tell(.identified(passed: false))
        #expect(refused.problem?.code == "not-identified")
        let again = try await demonstration.act(on: refused, .press(button: .shareKey))
        #expect(again.asksWhoHoldsIt)
        // A shell asks once for each revision.
        let revisions = [receipt, asking, refused, again].map(\.revision)
        #expect(revisions == Set(revisions).sorted())
        demonstration.guide.platformEvent(.identified(passed: true))
        let sharing = try await demonstration.guide.wait { $0.shared != nil }
        let file = try #require(sharing.shared)
        #expect(file.mediaType == "application/json")
        #expect(try String(contentsOfFile: file.path, encoding: .utf8).contains("aesKey"))
        return try await demonstration.tell(.shared(done: true))
    }
}

/// No end is in sight.
struct NoWayOn: Error, CustomStringConvertible {
    let at: Screen

    var description: String {
        "no way on from \(at), \(at.title): \(at.problem?.code ?? "no problem"), offered are \(at.actions.map(\.button))"
    }
}

extension Screen {
    /// The end of a journey.
    var isReceipt: Bool { title == "Erased" }

    var asksWhoHoldsIt: Bool {
        if case .identify = request { true } else { false }
    }

    /// What the platform is asked to give away.
    var shared: SharedFile? {
        if case .share(let file) = request { file } else { nil }
    }
}

/// The last number in a text.
func lastNumber(_ text: String) -> Int? {
    text.split { !("0"..."9").contains($0) }.compactMap { Int($0) }.last
}
