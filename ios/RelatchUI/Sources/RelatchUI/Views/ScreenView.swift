import Relatch
import SwiftUI

/// What a screen needs of its surroundings.
@MainActor
struct Hand {
    /// Does something on the screen that is shown.
    let act: @MainActor (Action) -> Void
    /// What is typed into a field.
    let draft: @MainActor (Field) -> Binding<String>
    /// Told when a text came from the clipboard.
    let pasted: @MainActor () -> Void
    /// A text as a QR code.
    let qrCode: @MainActor (String) -> QrMatrix?
    /// Whether secrets are hidden, as the app is not in front.
    let isCovered: Bool
}

/// Draws a screen of the core: on top where the person is and what is on the lock, below what to do next. Between them all that is said.
/// With large letters, or when the phone lies on its side, everything scrolls but one line with what is on the lock.
struct ScreenView<Top: View, Above: View, Below: View>: View {
    let screen: Screen
    let hand: Hand
    @ViewBuilder let top: () -> Top
    @ViewBuilder let above: () -> Above
    @ViewBuilder let below: () -> Below
    @Environment(\.dynamicTypeSize) private var typeSize
    @Environment(\.verticalSizeClass) private var height
    @Environment(\.isSceneCaptured) private var isCaptured
    /// Whether a screen reader stands on the problem.
    @AccessibilityFocusState private var isOnProblem: Bool

    private var isRoomy: Bool { !typeSize.isAccessibilitySize && height == .regular }

    private var covered: Hand {
        Hand(
            act: hand.act, draft: hand.draft, pasted: hand.pasted, qrCode: hand.qrCode,
            isCovered: hand.isCovered || isCaptured)
    }

    var body: some View {
        let order = OfferOrder(screen.actions)
        VStack(spacing: 0) {
            top()
            if isRoomy {
                Head(screen: screen, hand: hand).padding(.horizontal, 20)
            } else if let standing = screen.standing {
                StandingLine(words: standing)
            }
            ScrollViewReader { scroller in
                ScrollView {
                    page(order)
                        .padding(20)
                        // Wider lines are hard to read.
                        .frame(maxWidth: 620)
                        .frame(maxWidth: .infinity)
                }
                .scrollDismissesKeyboard(.interactively)
                // Another screen begins at its top.
                .id("\(screen.stage) \(screen.title)")
                // What went wrong may appear where nobody looks.
                .onChange(of: screen.problem) { _, problem in
                    isOnProblem = problem != nil
                    if problem != nil { scroller.scrollTo(Said.problem, anchor: .top) }
                }
            }
            if isRoomy, let main = order.main {
                MainOffer(offer: main, screen: screen, hand: hand)
                    .frame(maxWidth: 580)
                    .padding(.horizontal, 20)
                    .padding(.vertical, 12)
                    .frame(maxWidth: .infinity)
                    .background(Tone.card.color)
            }
        }
        .background(Tone.ground.color)
        .foregroundStyle(Tone.ink.color)
        .tint(Tone.primary.color)
    }

    private func page(_ order: OfferOrder) -> some View {
        VStack(alignment: .leading, spacing: 16) {
            if !isRoomy { Head(screen: screen, hand: hand) }
            Said(screen: screen, isOnProblem: $isOnProblem)
            if isCaptured, screen.holdsSecret {
                Note(sign: .warning, ground: .careCard, ink: .onCareCard) {
                    Text("This screen is being recorded or shown elsewhere, so codes stay hidden.")
                }
            }
            above()
            LazyVStack(alignment: .leading, spacing: 12) { BodyView(screen: screen, hand: covered) }
            if !isRoomy, let main = order.main { MainOffer(offer: main, screen: screen, hand: hand) }
            ForEach(order.others, id: \.button) { OtherOffer(offer: $0, screen: screen, hand: hand) }
            below()
            if !screen.position.isEmpty { Position(code: screen.position) }
        }
    }
}

/// What is said above the body: the most important first.
private struct Said: View {
    /// Where the problem stands in the page.
    static let problem = "problem"

    let screen: Screen
    let isOnProblem: AccessibilityFocusState<Bool>.Binding

    var body: some View {
        Text(screen.title).font(.title.bold()).accessibilityAddTraits(.isHeader)
        if let problem = screen.problem {
            Note(sign: .problem, ground: .dangerCard, ink: .onDangerCard) {
                Text(problem.what).font(.headline)
                Text(problem.advice)
            }
            .accessibilityElement(children: .combine)
            .accessibilityFocused(isOnProblem)
            .id(Self.problem)
        }
        if let scene = screen.scene { DoorDrawing(scene: scene) }
        ForEach(screen.lines, id: \.self) { Text($0) }
        if let warning = screen.warning {
            Note(sign: .warning, ground: .careCard, ink: .onCareCard) { Text(warning) }
        }
    }
}

/// The way back, where the person is, and what is on the lock.
private struct Head: View {
    let screen: Screen
    let hand: Hand

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            if let back = screen.actions.first(where: { $0.button == .back }) {
                Pressable(offer: back, screen: screen, hand: hand) { press in
                    Button(action: press) {
                        HStack(spacing: 6) {
                            Sign.back.image
                            Text(back.label)
                        }
                        .frame(minHeight: 44)
                    }
                    .buttonStyle(.borderless)
                }
            }
            Steps(screen: screen)
            if let standing = screen.standing {
                HStack(spacing: 10) {
                    Sign.lock.image
                    Text(standing).font(.subheadline)
                }
                .modifier(Card(ground: .calmCard, ink: .onCalmCard, padding: 10))
                .accessibilityElement(children: .combine)
            }
        }
        .frame(maxWidth: 620, alignment: .leading)
        .frame(maxWidth: .infinity)
        .padding(.vertical, 6)
    }
}

/// What is on the lock, in one line that stays while everything else scrolls. The page has all its words, and there they are heard.
private struct StandingLine: View {
    let words: String

    var body: some View {
        HStack(spacing: 10) {
            Sign.lock.image
            Text(words).font(.subheadline).lineLimit(1)
        }
        .padding(.horizontal, 20)
        .padding(.vertical, 6)
        .frame(maxWidth: .infinity, alignment: .leading)
        .foregroundStyle(Tone.onCalmCard.color)
        .background(Tone.calmCard.color)
        // Larger, the line would hold a word or two.
        .dynamicTypeSize(...DynamicTypeSize.xxxLarge)
        .accessibilityHidden(true)
    }
}

private struct Steps: View {
    let screen: Screen

    var body: some View {
        if let now = screen.steps.firstIndex(where: { $0.state == .now }) {
            VStack(alignment: .leading, spacing: 4) {
                HStack(spacing: 3) {
                    ForEach(Array(screen.steps.indices), id: \.self) { index in
                        Capsule()
                            .fill(index <= now ? Tone.primary.color : Tone.line.color)
                            .frame(height: index == now ? 6 : 3)
                    }
                }
                .accessibilityHidden(true)
                Text("Step \(now + 1) of \(screen.steps.count): \(screen.steps[now].label)")
                    .font(.subheadline)
                    .foregroundStyle(Tone.quietInk.color)
            }
        }
    }
}

/// Something to be careful about: told apart by its sign and its words, not by its colour alone.
struct Note<Content: View>: View {
    let sign: Sign
    let ground: Tone
    let ink: Tone
    @ViewBuilder let content: () -> Content

    var body: some View {
        HStack(alignment: .top, spacing: 14) {
            sign.image.font(.title2)
            VStack(alignment: .leading, spacing: 6) { content() }
                .frame(maxWidth: .infinity, alignment: .leading)
        }
        .modifier(Card(ground: ground, ink: ink))
    }
}

/// Six letters that a person can read out on the phone.
private struct Position: View {
    let code: String

    var body: some View {
        Text(code)
            .font(.footnote.monospaced())
            .foregroundStyle(Tone.quietInk.color)
            .accessibilityLabel(code.map(String.init).joined(separator: " "))
    }
}
