import Relatch
import Testing

@testable import RelatchUI

/// An owner who always goes on, and knows no more than the screens say, in whatever language. Everything is pressed on the views.
@MainActor
final class Owner {
    private let phone: Phone
    private let hasAccount: Bool
    private let byHand: Bool
    private var recovery: [String] = []

    /// An owner with a phone.
    ///
    /// - Parameters:
    ///   - phone: It.
    ///   - hasAccount: Whether the key is taken from the account with the lock maker.
    ///   - byHand: Whether the lock is reset by its button.
    init(_ phone: Phone, hasAccount: Bool = false, byHand: Bool = false) {
        self.phone = phone
        self.hasAccount = hasAccount
        self.byHand = byHand
    }

    func goOn(
        seeing: (Screen) throws -> Void = { _ in }, until isThere: (Screen) -> Bool
    ) async throws -> Screen {
        for _ in 0..<300 {
            let screen = try await phone.settled()
            try seeing(screen)
            if isThere(screen) { return screen }
            try await answer(screen)
        }
        throw NoEnd(at: phone.screen)
    }

    /// Goes on until the import runs, on a lock that takes its time.
    func untilTheImportRuns() async throws {
        _ = try await goOn { $0.isLastProof }
        try phone.press(.next)
        try await phone.wait(for: "the import") { phone.screen.stage == .import && phone.screen.isProgress }
    }

    struct NoEnd: Error { let at: Screen }

    /// Does what a screen asks for, and waits for the next.
    func answer(_ screen: Screen) async throws {
        if screen.problem != nil { try touch() }
        switch screen.request {
        case .identify: try await phone.identified(true)
        case .share: try await phone.save()
        case .permission, .bluetoothOn: Issue.record("a virtual lock needs no radio")
        case .pickKey, .pickCopy, .scanQr, .keepAwake, nil: guard try await act(screen) else { return }
        }
        try await phone.after(screen)
    }

    /// Whether another screen follows.
    private func act(_ screen: Screen) async throws -> Bool {
        switch screen.body {
        case .choices(let choices): try phone.press(try wanted(choices).id)
        case .form(let fields):
            for field in fields { try phone.type(try text(for: field, on: screen), into: field.id) }
            try phone.press(.submit)
        case .checklist(let checks):
            if let open = checks.first(where: { $0.required && !$0.ticked }) {
                try phone.press(open.id)
                try await phone.wait(for: "\(open.id) is ticked") {
                    phone.screen.checks.contains { $0.id == open.id && $0.ticked }
                }
                return false
            }
            try onward(screen)
        case .code(let code):
            recovery = code.groups.map(\.shown)
            try phone.press(.next)
        case .proof(let proof):
            try await typeAtDoor(try #require(proof.code).shown)
            try phone.press(.next)
        case .instructions:
            if screen.scene == .holdButton { try await resetAtDoor() }
            try onward(screen)
        case .text, .progress, .items, .plan, .report: try onward(screen)
        }
        return true
    }

    /// What most advice begins with.
    private func touch() throws {
        try phone.press(word: "Door")
        try phone.press(word: "Touch the keypad")
        try phone.press(word: "Door")
    }

    /// As the instructions say.
    private func resetAtDoor() async throws {
        try phone.press(word: "Door")
        try phone.press(word: "Hold the reset button")
        try await phone.wait(for: "the lock asks for a code") { phone.screen.door?.answer == .waitsForSequence }
        try await type("000", until: .forgot)
        try phone.press(word: "Touch the keypad")
        try phone.press(word: "Door")
    }

    /// On the keypad of the demonstration's door.
    private func typeAtDoor(_ code: String) async throws {
        try phone.press(word: "Door")
        try await type(code, until: .opened)
        try phone.press(word: "Door")
    }

    private func type(_ code: String, until answer: DoorAnswer) async throws {
        for key in code + "#" { try phone.press("key \(key)") }
        try await phone.wait(for: "the lock: \(answer)") { phone.screen.door?.answer == answer }
    }

    private func text(for field: Field, on screen: Screen) throws -> String {
        switch field.id {
        case "key", "name", "password":
            #expect(try #require(screen.door?.hint).contains("demo"), "somebody says what to type")
            return "demo"
        case "typed": return String(try #require(screen.lines.compactMap(number).last))
        default: return recovery[try #require(number(in: field.label)) - 1]
        }
    }

    private func wanted(_ choices: [Choice]) throws -> Choice {
        let way = hasAccount ? ["account", "region:eu", "0"] : ["text"]
        let ids = ["journey-1", "begin-same-lock"] + way + [byHand ? "by-hand" : "over-the-air", "here"]
        let found = ids.lazy.compactMap { id in choices.first { $0.id == id && $0.enabled } }.first
        return try #require(found, "\(choices)")
    }

    private func onward(_ screen: Screen) throws {
        let way = [ButtonName.next, .retry, .erase].first(where: screen.offers)
        try phone.press(try #require(way, "no way on from \(screen): \(screen.actions)"))
    }
}

/// The last number in a text, in whatever digits.
func number(in text: String) -> Int? {
    text.split { !$0.isDigit }.last.map { $0.compactMap(\.wholeNumberValue).reduce(0) { $0 * 10 + $1 } }
}

extension Character {
    /// Of a decimal number, in whatever script. What is a number otherwise, as a Chinese word, is none.
    var isDigit: Bool { unicodeScalars.allSatisfy { $0.properties.generalCategory == .decimalNumber } }
}
