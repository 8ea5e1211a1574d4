import Foundation
import Relatch
import Testing

extension Border {
    @Test func aSecretIsOnlyOnTheScreenThatShowsIt() async throws {
        let demonstration = Demonstration(.usual(.full))
        let owner = Owner()
        var known: Set<String> = []
        func crossed(_ screen: Screen) throws -> Set<String> {
            known.formUnion(try secrets(of: demonstration))
            let bytes = try screen.crossing
            return known.filter { bytes.contains(text: $0) }
        }
        func look(_ screen: Screen) throws {
            var expected: Set<String> = []
            switch screen.body {
            case .proof(let proof):
                // The one that is to be typed at the door.
                expected.insert(try #require(proof.code).shown)
            case .code(let code):
                // The recovery key, from here on on no other screen.
                #expect(try crossed(screen).isEmpty)
                expected.formUnion(code.groups.map(\.shown) + [code.qr?.text].compactMap { $0 })
                known.formUnion(expected)
            case .text, .choices, .checklist, .instructions, .form, .progress, .items, .plan, .report:
                break
            }
            #expect(try crossed(screen) == expected, "\(screen)")
        }

        let review = try await owner.goOn(demonstration, until: { $0.table != nil }, looking: { try look($0) })
        #expect(review.table?.revealed == false && review.table?.rows.isEmpty == false)
        // Asked for and refused.
        let asking = try await demonstration.act(on: review, .press(button: .reveal))
        #expect(asking.asksWhoHoldsIt)
        try look(asking)
        let refused = try await demonstration.tell(.identified(passed: false))
        #expect(refused.problem?.code == "not-identified" && refused.table?.revealed == false)
        try look(refused)
        // Told without having been asked.
        demonstration.guide.platformEvent(.identified(passed: true))
        let again = try await demonstration.act(on: refused, .press(button: .reveal))
        #expect(again.asksWhoHoldsIt && again.table?.revealed == false)
        try look(again)
        // Asked for and allowed.
        let revealed = try await demonstration.tell(.identified(passed: true))
        #expect(revealed.table?.revealed == true)
        let shown = Set(revealed.table?.rows.compactMap { $0.value?.shown } ?? []).filter { $0.count >= 6 }
        #expect(try shown.count > 6 && crossed(revealed) == shown)
        // It crosses, and does not print.
        var printed = "\(revealed) \(revealed.body)"
        debugPrint(revealed, revealed.body, to: &printed)
        dump(revealed, to: &printed)
        dump(revealed.body, to: &printed)
        #expect(printed.contains("hidden") && !shown.contains(where: printed.contains))
        let hidden = try await demonstration.act(on: revealed, .press(button: .hide))
        #expect(hidden.table?.revealed == false)
        try look(hidden)

        _ = try await owner.goOn(demonstration, from: hidden, until: \.isReceipt, looking: { try look($0) })
        #expect(known.count > 20)
        try await demonstration.end()
    }

    @Test func nothingSecretIsLoggedOrTold() async throws {
        let faults = ["drop-after@20", "garbage@50", "lose-reply@80", "refuse@110"]
        let demonstration = Demonstration(.usual(.full, faults: faults))
        let owner = Owner()
        var known: Set<String> = []
        var printed = ""
        _ = try await owner.goOn(demonstration, until: \.isReceipt) { screen in
            known.formUnion(try secrets(of: demonstration))
            print(screen, screen.body, screen.request as Any, to: &printed)
            dump(screen, to: &printed)
        }
        known.formUnion(owner.recovery)
        known.formUnion(owner.shown)
        known = known.filter { $0.count >= 6 }
        // What a person does prints no more than what is shown to them.
        for secret in known {
            let typed = Hidden(text: secret)
            print(Action.submit(entries: [Entry(field: "key", text: typed)]), to: &printed)
            print(PlatformEvent.scanned(text: typed), to: &printed)
            dump(PlatformEvent.atDoor(deed: .type(keys: typed)), to: &printed)
            let picked = PlatformEvent.picked(name: "owner.key", content: HiddenBytes(bytes: Data(secret.utf8)))
            var shown = ""
            print(picked, to: &shown)
            dump(picked, to: &shown)
            #expect(shown.contains("hidden") && !shown.contains(" bytes"))
            printed += shown
        }
        let told = demonstration.guide.diagnostics()
        let lines = demonstration.lines.value.map(\.text).joined(separator: "\n")
        for text in ["journey=1", "step=backup", "step=import", "outcome=done", "stage=report"] {
            #expect(lines.contains(text))
        }
        let bundle = try #require(JSONSerialization.jsonObject(with: Data(told.utf8)) as? [String: Any])
        #expect(bundle["mode"] as? String == "demonstration" && bundle["language"] as? String == "en")
        #expect(known.count > 20)
        for secret in known {
            #expect(!told.contains(secret) && !lines.contains(secret) && !printed.contains(secret))
        }
        try await demonstration.end()
    }
}

extension Screen {
    /// The items on it.
    fileprivate var table: ItemTable? {
        if case .items(let table) = body { table } else { nil }
    }
}

/// Digits, numbers and keys of a demonstration's lock, by its own files. None is so short that it could stand in a text by chance.
@MainActor
func secrets(of demonstration: Demonstration) throws -> Set<String> {
    let folder = demonstration.folder.url.appendingPathComponent("demo")
    let read = { try Data(contentsOf: folder.appendingPathComponent($0)) }
    let lock = try JSONDecoder().decode(LockFile.self, from: read("lock.json")).lock
    var secrets = lock.codes.map(\.record.current) + [lock.adminPasscode].compactMap { $0 }
    secrets += lock.cards.compactMap { UInt64($0.record.number, radix: 16).map(String.init) }
    secrets += lock.owner.map { [$0.aesKey, String($0.adminSecret), String($0.unlockKey)] } ?? []
    secrets += try ["owner.key", "secrets.key"].map { String(decoding: try read($0), as: UTF8.self) }
    return Set(secrets.filter { $0.count >= 6 })
}

/// What is read of the file in which a demonstration keeps its lock.
private struct LockFile: Decodable {
    let lock: Lock

    struct Lock: Decodable {
        let owner: Owner?
        let adminPasscode: String?
        let codes: [Item<Code>]
        let cards: [Item<Card>]
    }

    struct Owner: Decodable {
        let aesKey: String
        let adminSecret: UInt32
        let unlockKey: UInt32
    }

    struct Item<Record: Decodable>: Decodable { let record: Record }
    struct Code: Decodable { let current: String }
    struct Card: Decodable { let number: String }
}
