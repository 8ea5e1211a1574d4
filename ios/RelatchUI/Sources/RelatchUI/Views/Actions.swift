import Relatch
import SwiftUI

/// Which offer is the large button: the first that leads on. The others are smaller, and the way back has its own place on top.
struct OfferOrder {
    let main: Offer?
    let others: [Offer]

    init(_ offers: [Offer]) {
        let onward: [ButtonName] = [.next, .retry, .submit, .erase, .cancel, .startOver]
        let main = offers.first { onward.contains($0.button) }
        self.main = main
        others = offers.filter { $0 != main && $0.button != .back }
    }
}

/// The large button.
struct MainOffer: View {
    let offer: Offer
    let screen: Screen
    let hand: Hand

    var body: some View {
        Pressable(offer: offer, screen: screen, hand: hand) { press in
            // To stop what runs is not what the screen is about.
            WideButton(kind: offer.button == .cancel ? .plain : .filled, danger: offer.danger, press: press) {
                OfferLabel(offer: offer)
            }
        }
    }
}

/// One of the others.
struct OtherOffer: View {
    let offer: Offer
    let screen: Screen
    let hand: Hand

    var body: some View {
        Pressable(offer: offer, screen: screen, hand: hand) { press in
            WideButton(kind: offer.isAside ? .aside : .plain, danger: offer.danger, press: press) {
                OfferLabel(offer: offer)
            }
        }
    }
}

extension Offer {
    /// Leads away from the journey.
    fileprivate var isAside: Bool { button == .leave || button == .abandon }
}

/// A button as wide as the page. The danger is seen by colour and sign, and said by the words of the question that follows.
struct WideButton<Label: View>: View {
    enum Kind { case filled, plain, aside }

    let kind: Kind
    var danger = Danger.harmless
    let press: @MainActor () -> Void
    @ViewBuilder let label: () -> Label

    var body: some View {
        let button = Button(role: danger == .oneWay ? .destructive : nil, action: press) {
            label()
                .foregroundStyle(ink.color)
                .multilineTextAlignment(.center)
                .frame(maxWidth: .infinity, minHeight: 32)
        }
        .tint(tint.color)
        .controlSize(.large)
        switch kind {
        case .filled: button.buttonStyle(.borderedProminent)
        case .plain: button.buttonStyle(.bordered)
        case .aside: button.buttonStyle(.borderless)
        }
    }

    private var tint: Tone {
        switch danger {
        case .harmless: .primary
        case .careful: kind == .filled ? .care : .primary
        case .oneWay: .danger
        }
    }

    private var ink: Tone {
        guard kind == .filled else { return tint }
        switch danger {
        case .harmless: return .onPrimary
        case .careful: return .onCare
        case .oneWay: return .onDanger
        }
    }
}

private struct OfferLabel: View {
    let offer: Offer

    var body: some View {
        HStack(spacing: 8) {
            switch offer.danger {
            case .harmless: EmptyView()
            case .careful: if !offer.isAside { Sign.warning.image }
            case .oneWay: Sign.problem.image
            }
            Text(offer.label)
        }
    }
}

/// What is pressed is asked first where the core wants that. The question goes away with the offer that it belongs to.
struct Pressable<Content: View>: View {
    let offer: Offer
    let screen: Screen
    let hand: Hand
    @ViewBuilder let button: (@escaping @MainActor () -> Void) -> Content
    @State private var asked: Offer?

    var body: some View {
        button { if offer.confirm == nil { press() } else { asked = offer } }
            .accessibilityIdentifier("\(offer.button)")
            .confirmationDialog(
                offer.label,
                isPresented: Binding(get: { asked == offer }, set: { if !$0 { asked = nil } }),
                titleVisibility: .visible
            ) {
                Button(offer.label, role: offer.danger == .oneWay ? .destructive : nil) { press() }
                Button("Cancel", role: .cancel) {}
            } message: {
                Text(offer.confirm ?? "")
            }
    }

    private func press() {
        guard offer.button == .submit, case .form(let fields) = screen.body else {
            hand.act(.press(button: offer.button))
            return
        }
        hand.act(
            .submit(entries: fields.map { Entry(field: $0.id, text: Hidden(text: hand.draft($0).wrappedValue)) }))
    }
}
