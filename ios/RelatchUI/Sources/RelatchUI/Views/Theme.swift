import SwiftUI

/// The colours, by what they are for. Light and dark ones are in the app's catalog: water under a bridge, and nothing like the red of
/// what cannot be undone. Amber is for care.
enum Tone: String, CaseIterable, Sendable {
    case ground, card, raised
    case ink, quietInk
    case primary, onPrimary, primaryCard, onPrimaryCard
    case calmCard, onCalmCard
    case care, onCare, careCard, onCareCard
    case danger, onDanger, dangerCard, onDangerCard
    case bar, onBar
    case line

    var color: Color { Color(rawValue) }

    /// What stands on what.
    static let pairs: [(text: Tone, ground: Tone)] = [
        (.ink, .ground), (.ink, .card), (.ink, .raised),
        (.quietInk, .ground), (.quietInk, .card), (.quietInk, .raised),
        (.primary, .ground), (.primary, .card), (.onPrimary, .primary), (.onPrimaryCard, .primaryCard),
        (.onCalmCard, .calmCard), (.care, .ground), (.care, .card), (.onCare, .care), (.onCareCard, .careCard),
        (.danger, .ground), (.onDanger, .danger), (.onDangerCard, .dangerCard), (.onBar, .bar),
    ]
}

/// The signs of the app, all of them Apple's. Each stands beside words that say the same.
enum Sign: String, CaseIterable, Sendable {
    case back = "chevron.backward"
    case onward = "chevron.forward"
    case done = "checkmark.circle"
    case open = "circle"
    case warning = "exclamationmark.triangle"
    case problem = "xmark.octagon"
    case lock = "lock.fill"
    case search = "magnifyingglass"
    case file = "doc"
    case erase = "delete.backward"

    /// The sign, which nobody hears.
    @MainActor var image: some View { Image(systemName: rawValue).accessibilityHidden(true) }
}

/// A rounded ground under something.
struct Card: ViewModifier {
    var ground = Tone.card
    var ink = Tone.ink
    var padding: CGFloat = 16

    func body(content: Content) -> some View {
        content
            .padding(padding)
            .frame(maxWidth: .infinity, alignment: .leading)
            .foregroundStyle(ink.color)
            .background(ground.color, in: RoundedRectangle(cornerRadius: 16))
    }
}
