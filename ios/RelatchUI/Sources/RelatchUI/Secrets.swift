import Relatch

extension Screen {
    /// Whether something on it opens a door or a saved copy.
    var holdsSecret: Bool {
        switch body {
        case .code: true
        case .proof(let proof): proof.code != nil
        case .items(let table): table.revealed
        case .form(let fields): fields.contains { $0.kind != .words && $0.kind != .digits }
        case .text, .choices, .checklist, .instructions, .progress, .plan, .report: false
        }
    }
}

/// What is typed into the fields of one form. It never reaches a disk, and ends with the form.
struct Drafts: Equatable {
    private var stage: StageName?
    private var fields: [Field] = []
    private var texts: [String: String] = [:]

    /// What is typed into a field of a screen.
    func text(_ field: Field, on screen: Screen) -> String {
        isFor(screen) ? texts[field.id, default: ""] : ""
    }

    /// Keeps what was typed.
    mutating func type(_ text: String, into field: Field, on screen: Screen) {
        if !isFor(screen) {
            self = Drafts()
            stage = screen.stage
            fields = screen.fields
        }
        texts[field.id] = text
    }

    private func isFor(_ screen: Screen) -> Bool { stage == screen.stage && fields == screen.fields }
}

extension Screen {
    /// What can be typed on it.
    var fields: [Field] {
        if case .form(let fields) = body { fields } else { [] }
    }
}
