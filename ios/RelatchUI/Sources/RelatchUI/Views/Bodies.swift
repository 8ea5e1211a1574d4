import Relatch
import SwiftUI

/// One renderer for each kind of body; a new kind does not compile until it has one.
struct BodyView: View {
    let screen: Screen
    let hand: Hand

    var body: some View {
        switch screen.body {
        case .text: EmptyView()
        case .choices(let choices):
            ForEach(choices, id: \.id) { choice in
                ChoiceCard(choice: choice, isFirst: choice == choices.first && screen.stage == .home, hand: hand)
            }
        case .checklist(let checks):
            ForEach(checks, id: \.id) { CheckRow(check: $0, hand: hand) }
        case .instructions(let instructions):
            ForEach(Array(instructions.enumerated()), id: \.offset) { Instruction(number: $0 + 1, words: $1) }
        case .form(let fields):
            ForEach(fields, id: \.id) { FieldRow(field: $0, hand: hand) }
        case .progress(let progress): ProgressBody(progress: progress)
        case .items(let table):
            Counts(counts: table.counts)
            SearchField(searched: table.search, hand: hand)
            ForEach(table.rows, id: \.id) { ItemCard(row: $0, isCovered: hand.isCovered) }
        case .plan(let table):
            Counts(counts: table.counts)
            ForEach(table.options, id: \.id) { CheckRow(check: $0, hand: hand) }
            SearchField(searched: table.search, hand: hand)
            ForEach(table.rows, id: \.id) { PlanCard(row: $0, hand: hand) }
        case .code(let code): CodeBody(code: code, hand: hand)
        case .proof(let proof): ProofBody(proof: proof, isCovered: hand.isCovered)
        case .report(let report): ReportView(report: report, hand: hand)
        }
    }
}

private struct Counts: View {
    let counts: [String]

    var body: some View {
        ForEach(counts, id: \.self) { Text($0).font(.headline) }
    }
}

private struct ChoiceCard: View {
    let choice: Choice
    let isFirst: Bool
    let hand: Hand

    var body: some View {
        Button {
            hand.act(.choose(id: choice.id))
        } label: {
            HStack(spacing: 12) {
                VStack(alignment: .leading, spacing: 4) {
                    Text(choice.label).font(.headline)
                    if let detail = choice.detail { Text(detail).font(.subheadline) }
                }
                .frame(maxWidth: .infinity, alignment: .leading)
                if choice.enabled { Sign.onward.image }
            }
            .multilineTextAlignment(.leading)
            .modifier(Card(ground: isFirst ? .primaryCard : .card, ink: isFirst ? .onPrimaryCard : .ink, padding: 18))
        }
        .buttonStyle(.plain)
        .disabled(!choice.enabled)
        .accessibilityIdentifier(choice.id)
    }
}

/// Something to do, in its turn. Nobody ticks it.
private struct Instruction: View {
    let number: Int
    let words: String

    var body: some View {
        HStack(alignment: .firstTextBaseline, spacing: 12) {
            Text(verbatim: "\(number)").font(.headline.monospacedDigit()).foregroundStyle(Tone.primary.color)
            Text(words).frame(maxWidth: .infinity, alignment: .leading)
        }
        .modifier(Card())
        .accessibilityElement(children: .combine)
    }
}

private struct CheckRow: View {
    let check: Check
    let hand: Hand

    var body: some View {
        TickRow(id: check.id, isOn: check.ticked, tick: { hand.act(.tick(id: check.id, on: $0)) }) {
            Text(check.label)
            if let detail = check.detail { Text(detail).font(.subheadline).foregroundStyle(Tone.quietInk.color) }
        }
    }
}

private struct TickRow<Content: View>: View {
    let id: String
    let isOn: Bool
    var isEnabled = true
    let tick: @MainActor (Bool) -> Void
    @ViewBuilder let content: () -> Content

    var body: some View {
        Toggle(isOn: Binding(get: { isOn }, set: { tick($0) })) {
            VStack(alignment: .leading, spacing: 4) { content() }
        }
        .disabled(!isEnabled)
        .accessibilityIdentifier(id)
        .modifier(Card())
    }
}

private struct FieldRow: View {
    let field: Field
    let hand: Hand

    /// The label stands above, where it stays while something is typed.
    private let nothing = Text(verbatim: "")
    private var isSecret: Bool { field.kind != .words && field.kind != .digits }

    var body: some View {
        let text = hand.draft(field)
        VStack(alignment: .leading, spacing: 6) {
            Text(field.label).font(.headline).accessibilityHidden(true)
            Group {
                switch field.kind {
                case .secret, .password:
                    // A key is no password that the phone should offer to keep.
                    SecureField(field.label, text: text, prompt: nothing)
                        .textContentType(field.kind == .secret ? .oneTimeCode : nil)
                case .words, .digits, .paste:
                    TextField(
                        field.label, text: text, prompt: nothing, axis: field.kind == .paste ? .vertical : .horizontal
                    )
                    .lineLimit(field.kind == .paste ? 3...6 : 1...1)
                    .keyboardType(field.kind == .digits ? .numberPad : .default)
                }
            }
            .accessibilityIdentifier(field.id)
            .autocorrectionDisabled(isSecret)
            .textInputAutocapitalization(isSecret ? .never : nil)
            .textFieldStyle(.roundedBorder)
            // What is to be typed from paper has none.
            if field.kind == .paste {
                // The system's own button: it takes what is there without asking whether the app may look.
                PasteButton(payloadType: String.self) { texts in
                    guard let first = texts.first else { return }
                    hand.pasted()
                    text.wrappedValue = first
                }
            }
        }
    }
}

private struct ProgressBody: View {
    let progress: WorkProgress

    var body: some View {
        VStack(alignment: .leading, spacing: 12) {
            if let total = progress.total, total > 0 {
                ProgressView(value: Double(min(progress.done, total)), total: Double(total)) {
                    Text(progress.label).font(.headline)
                } currentValueLabel: {
                    Text(verbatim: "\(progress.done) / \(total)").font(.body.monospacedDigit())
                }
                .accessibilityAddTraits(.updatesFrequently)
            } else {
                ProgressView(progress.label)
            }
            if let left = progress.left { Text(left).font(.subheadline).foregroundStyle(Tone.quietInk.color) }
        }
    }
}

private struct SearchField: View {
    let hand: Hand
    @State private var text: String

    init(searched: String, hand: Hand) {
        self.hand = hand
        _text = State(initialValue: searched)
    }

    var body: some View {
        HStack(spacing: 8) {
            Sign.search.image
            TextField("Search", text: $text)
                .autocorrectionDisabled()
                .accessibilityIdentifier("search")
        }
        .modifier(Card(padding: 12))
        .onChange(of: text) { _, text in hand.act(.search(text: text)) }
    }
}

private struct ItemCard: View {
    let row: ItemRow
    let isCovered: Bool

    var body: some View {
        HStack(alignment: .top, spacing: 12) {
            if row.lost { Sign.warning.image.foregroundStyle(Tone.care.color) }
            VStack(alignment: .leading, spacing: 3) {
                Text(row.label).font(.headline)
                if let value = row.value { SecretText(secret: value, isCovered: isCovered).font(.body.monospaced()) }
                if let validity = row.validity { Text(validity).font(.subheadline) }
                Notes(notes: row.notes)
            }
            .frame(maxWidth: .infinity, alignment: .leading)
        }
        .modifier(Card())
        .accessibilityElement(children: .combine)
    }
}

private struct Notes: View {
    let notes: [String]

    var body: some View {
        ForEach(notes, id: \.self) { Text($0).font(.subheadline).foregroundStyle(Tone.quietInk.color) }
    }
}

private struct PlanCard: View {
    let row: PlanRow
    let hand: Hand

    var body: some View {
        TickRow(
            id: row.id, isOn: row.ticked, isEnabled: row.enabled, tick: { hand.act(.tick(id: row.id, on: $0)) }
        ) {
            Text(row.label).font(.headline)
            Text(row.word)
                .font(.subheadline)
                .padding(.horizontal, 8)
                .padding(.vertical, 3)
                .foregroundStyle(row.fate.tones.ink.color)
                .background(row.fate.tones.ground.color, in: RoundedRectangle(cornerRadius: 10))
            Text(row.reason).font(.subheadline).foregroundStyle(Tone.quietInk.color)
            Notes(notes: row.notes)
        }
    }
}

extension Fate {
    fileprivate var tones: (ground: Tone, ink: Tone) {
        switch self {
        case .add: (.primaryCard, .onPrimaryCard)
        case .change: (.calmCard, .onCalmCard)
        case .skip: (.raised, .ink)
        case .refuse: (.dangerCard, .onDangerCard)
        }
    }
}

/// A secret: dots while covered, and spoken digit by digit, as the core says it.
private struct SecretText: View {
    let secret: Secret
    let isCovered: Bool

    var body: some View {
        Text(isCovered ? dots : secret.shown)
            // Digits and keys run from left to right in every language.
            .environment(\.layoutDirection, .leftToRight)
            .accessibilityLabel(isCovered ? dots : secret.spoken)
            .privacySensitive()
    }

    private let dots = "••••"
}

private struct CodeBody: View {
    let code: CodeEntry
    let hand: Hand

    var body: some View {
        LazyVGrid(columns: [GridItem(.adaptive(minimum: 132), spacing: 10)], alignment: .leading, spacing: 10) {
            ForEach(Array(code.groups.enumerated()), id: \.offset) { index, group in
                HStack(spacing: 10) {
                    Text(verbatim: "\(index + 1)").font(.subheadline).foregroundStyle(Tone.quietInk.color)
                    SecretText(secret: group, isCovered: hand.isCovered).font(.headline.monospaced())
                }
                .modifier(Card(ground: .raised, padding: 10))
                .accessibilityElement(children: .combine)
            }
        }
        if !hand.isCovered, let qr = code.qr, let matrix = hand.qrCode(qr.text) { QrCode(matrix: matrix) }
    }
}

private struct ProofBody: View {
    let proof: DoorProof
    let isCovered: Bool

    var body: some View {
        if let code = proof.code {
            SecretText(secret: code, isCovered: isCovered)
                .font(.largeTitle.monospaced())
                .frame(maxWidth: .infinity)
                .modifier(Card(ground: .primaryCard, ink: .onPrimaryCard, padding: 20))
        }
        ForEach(proof.checks, id: \.id) { Seen(check: $0) }
    }
}

/// Something that was seen, or not yet. Nobody ticks it.
private struct Seen: View {
    let check: Check

    var body: some View {
        HStack(spacing: 12) {
            (check.ticked ? Sign.done : Sign.open).image.foregroundStyle(Tone.primary.color)
            VStack(alignment: .leading) {
                Text(check.label)
                if let detail = check.detail { Text(detail).font(.subheadline) }
            }
        }
        .accessibilityElement(children: .combine)
        .accessibilityAddTraits(check.ticked ? .isSelected : [])
    }
}

private struct ReportView: View {
    let report: ReportBody
    let hand: Hand

    var body: some View {
        Note(
            sign: report.proved ? .done : .warning,
            ground: report.proved ? .primaryCard : .careCard,
            ink: report.proved ? .onPrimaryCard : .onCareCard
        ) {
            ForEach(report.lines, id: \.self) { Text($0) }
        }
        ForEach(report.missing, id: \.id) { ItemCard(row: $0, isCovered: hand.isCovered) }
        ForEach(report.toDo, id: \.id) { CheckRow(check: $0, hand: hand) }
    }
}
