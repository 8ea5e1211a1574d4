import Relatch

@testable import RelatchUI

/// The screens of one whole journey, each kind once, and those of what can happen on the way, by a name, with nothing in them that is another
/// one tomorrow. All of them come from the core.
@MainActor
enum Walk {
    private static var walked: [String: [(name: String, screen: Screen)]] = [:]

    static func screens(in language: String) async throws -> [(name: String, screen: Screen)] {
        if let known = walked[language] { return known }
        let phone = try Phone(language: language)
        var seen: [(name: String, screen: Screen)] = []
        func see(_ name: String, _ screen: Screen) {
            if !seen.contains(where: { $0.name == name }) { seen.append((name, screen.frozen)) }
        }
        _ = try await Owner(phone).goOn(seeing: { see($0.transcriptName, $0) }, until: { $0.isReceipt })
        phone.close()
        var ofAccount: [(name: String, screen: Screen)] = []
        let other = try Phone(language: language)
        // The screens that only an owner with an account sees: on the way to the key, and at the end.
        func seeAccount(_ screen: Screen) {
            guard screen.stage == .key || screen.stage == .report && screen.kind != "report" else { return }
            ofAccount.append(("account-\(ofAccount.count + 1)-\(screen.transcriptName)", screen.frozen))
        }
        _ = try await Owner(other, hasAccount: true).goOn(seeing: seeAccount, until: { $0.isReceipt })
        other.close()
        let all = seen + ofAccount + (try await snags(in: language))
        walked[language] = all
        return all
    }

    /// What runs, goes wrong, is stopped or is done by hand.
    private static func snags(in language: String) async throws -> [(name: String, screen: Screen)] {
        var met: [(name: String, screen: Screen)] = []
        func meet(
            _ name: String, _ fault: DemoFault, byHand: Bool = false, until isThere: (Screen) -> Bool
        ) async throws {
            let phone = try Phone(Demo(fault: fault, paceMs: 0), language: language)
            met.append((name, try await Owner(phone, byHand: byHand).goOn(until: isThere).frozen))
            phone.close()
        }
        try await meet("reset-instructions", .none, byHand: true) { $0.scene == .holdButton }
        try await meet("ready-problem", .battery) { $0.scene == .changeBatteries }
        try await meet("link-lost", .drop) { $0.problem?.code == "link-lost" }
        try await meet("not-heard", .asleep) { $0.problem?.code == "not-in-reach" }

        // One import: it runs, is stopped, goes on, and then somebody switches Bluetooth off.
        let phone = try Phone(Demo(fault: .radio, paceMs: 20), language: language)
        phone.device.bluetooth.bluetooth = Bluetooth(.allowed, .on)
        try await Owner(phone).untilTheImportRuns()
        try await phone.wait(for: "some of it") { phone.screen.done > 0 }
        met.append(("import-progress", phone.screen.frozen))
        try phone.press(.cancel)
        met.append(("import-stopped", try await phone.settled().frozen))
        try phone.press(.next)
        try await phone.wait(for: "the import again") { phone.screen.isProgress }
        phone.device.bluetooth.bluetooth = Bluetooth(.allowed, .off)
        try await phone.wait(for: "that Bluetooth is off") { phone.screen.problem != nil }
        met.append(("import-radio-off", phone.screen.frozen))
        phone.close()
        return met
    }
}

extension Screen {
    fileprivate var transcriptName: String {
        let ways = kind == "text" || kind == "choices" ? String(actions.count) : ""
        let stage = "\(stage)".map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
        return "\(stage)-\(kind)\(ways)"
    }

    /// Keys are random, and what has expired is another thing each year.
    fileprivate var frozen: Screen {
        with(
            lines: lines.map { stage == .find ? $0 : $0.withoutNumbers }, body: body.frozen,
            standing: standing?.withoutNumbers)
    }

    /// How much of what runs is done.
    fileprivate var done: UInt32 {
        if case .progress(let progress) = body { progress.done } else { 0 }
    }

    /// Itself with something of it changed.
    func with(
        lines: [String]? = nil, body: ScreenBody? = nil, standing: String? = nil, problem: Problem? = nil,
        hasDoor: Bool = true
    ) -> Screen {
        Screen(
            revision: revision, stage: stage, steps: steps, title: title, lines: lines ?? self.lines,
            body: body ?? self.body, standing: standing ?? self.standing, scene: scene, warning: warning,
            problem: problem ?? self.problem, actions: actions, request: request,
            announce: announce, position: position, language: language, rightToLeft: rightToLeft,
            door: hasDoor ? door : nil)
    }
}

extension ScreenBody {
    fileprivate var frozen: ScreenBody {
        switch self {
        case .items(let table):
            return .items(
                table: ItemTable(
                    counts: table.counts, rows: table.rows.frozen, search: table.search, revealed: table.revealed))
        case .plan(let table):
            let reason = table.rows[0].reason
            let rows = table.rows.suffix(3).map { row in
                PlanRow(
                    id: row.id, label: row.label, fate: row.fate, word: row.word, reason: reason, notes: [],
                    ticked: row.ticked, enabled: row.enabled)
            }
            let counts = table.counts.map(\.withoutNumbers)
            return .plan(
                table: PlanTable(counts: counts, options: table.options, rows: rows, search: table.search))
        case .code(let code):
            let groups = code.groups.map { _ in Secret(shown: "AGE7QX", spoken: "A G E 7 Q X") }
            return .code(code: CodeEntry(groups: groups, qr: Hidden(text: "AGE-SECRET-KEY-OF-NOBODY")))
        case .proof(let proof):
            let code = Secret(shown: "482915", spoken: "4 8 2 9 1 5")
            return .proof(proof: DoorProof(code: code, checks: proof.checks))
        case .report(let report):
            return .report(
                report: ReportBody(
                    proved: report.proved, lines: report.lines.map(\.withoutNumbers), missing: report.missing.frozen,
                    toDo: report.toDo))
        case .form(let fields):
            return .form(fields: fields.map { Field(id: $0.id, label: $0.label.withoutNumbers, kind: $0.kind) })
        case .progress(let progress):
            // How far it is when somebody looks, and how long it takes, is another thing each time.
            return .progress(
                progress: WorkProgress(
                    label: progress.label.withoutNumbers, done: 8, total: progress.total, left: nil, deadlineS: nil))
        case .text, .choices, .checklist, .instructions: return self
        }
    }
}

extension [ItemRow] {
    fileprivate var frozen: [ItemRow] {
        prefix(3).enumerated().map { index, row in
            ItemRow(
                id: row.id, label: row.label, value: row.value, validity: row.validity,
                notes: row.lost ? [] : row.notes, lost: index == 1)
        }
    }
}

extension String {
    fileprivate var withoutNumbers: String {
        var text = ""
        var isNumber = false
        for character in self {
            if !character.isDigit {
                text.append(character)
            } else if !isNumber {
                text.append("8")
            }
            isNumber = character.isDigit
        }
        return text
    }
}
