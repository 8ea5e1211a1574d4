import Relatch

@testable import RelatchUI

/// The screens of one whole journey, each kind once, by a name, with nothing in them that is another one tomorrow.
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
        if let rehearsal = seen.first(where: { $0.screen.stage == .rehearsal }) {
            see("import-progress", rehearsal.screen.running)
        }
        if let backup = seen.first(where: { $0.screen.stage == .backup }) {
            see("backup-problem", backup.screen.failed)
        }
        var ofAccount: [(name: String, screen: Screen)] = []
        let other = try Phone(language: language)
        // The screens that only an owner with an account sees: on the way to the key, and at the end.
        func seeAccount(_ screen: Screen) {
            guard screen.stage == .key || screen.stage == .report && screen.kind != "report" else { return }
            ofAccount.append(("account-\(ofAccount.count + 1)-\(screen.transcriptName)", screen.frozen))
        }
        _ = try await Owner(other, hasAccount: true).goOn(seeing: seeAccount, until: { $0.isReceipt })
        other.close()
        walked[language] = seen + ofAccount
        return seen + ofAccount
    }
}

extension Screen {
    fileprivate var transcriptName: String {
        let ways = kind == "text" || kind == "choices" ? String(actions.count) : ""
        let stage = "\(stage)".map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
        return "\(stage)-\(kind)\(ways)"
    }

    /// What runs is too quick to be seen, so that its screen is put together of others.
    fileprivate var running: Screen {
        let label = lines.first ?? ""
        return with(
            lines: [],
            body: .progress(progress: WorkProgress(label: label, done: 9, total: 24, left: nil, deadlineS: nil)),
            actions: actions.suffix(1).map {
                Offer(button: .cancel, label: $0.label, danger: $0.danger, confirm: $0.confirm)
            }
        )
    }

    fileprivate var failed: Screen {
        with(
            problem: Problem(
                code: "link-lost",
                what: "The connection to the lock broke.",
                advice: "Stay within an arm’s length of the lock, touch its keypad, and try again.",
                retry: .now
            ))
    }

    /// Keys are random, and what has expired is another thing each year.
    fileprivate var frozen: Screen {
        with(lines: lines.map { stage == .find ? $0 : $0.withoutNumbers }, body: body.frozen)
    }

    /// Itself with something of it changed.
    func with(
        lines: [String]? = nil, body: ScreenBody? = nil, problem: Problem? = nil, actions: [Offer]? = nil,
        hasDoor: Bool = true
    ) -> Screen {
        Screen(
            revision: revision, stage: stage, steps: steps, title: title, lines: lines ?? self.lines,
            body: body ?? self.body, standing: standing, warning: warning, problem: problem ?? self.problem,
            actions: actions ?? self.actions, request: request, announce: announce, position: position,
            language: language, rightToLeft: rightToLeft, door: hasDoor ? door : nil)
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
        case .text, .choices, .checklist, .progress: return self
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
