import Relatch
import SwiftUI

/// Says on every screen of a demonstration that it is one, and leads to its door and to its end.
struct DemoBar: View {
    @Binding var isAtDoor: Bool
    let end: @MainActor () -> Void

    var body: some View {
        ViewThatFits {
            HStack { content }
            VStack(alignment: .leading) { content }
        }
        .padding(.horizontal, 20)
        .frame(maxWidth: .infinity)
        .foregroundStyle(Tone.onBar.color)
        .background(Tone.bar.color)
    }

    @ViewBuilder private var content: some View {
        Text("Demonstration").font(.headline).frame(maxWidth: .infinity, alignment: .leading)
        HStack(spacing: 16) {
            Button {
                isAtDoor.toggle()
            } label: {
                Text("Door").foregroundStyle(Tone.onBar.color).frame(minWidth: 44, minHeight: 44)
            }
            .accessibilityAddTraits(isAtDoor ? .isSelected : [])
            Button(action: end) {
                Text("End").foregroundStyle(Tone.onBar.color).frame(minWidth: 44, minHeight: 44)
            }
        }
        .buttonStyle(.borderless)
    }
}

/// Lets a person choose what goes wrong.
struct DemoChoice: View {
    /// Told what begins, or nothing.
    let begin: @MainActor (Demo?) -> Void
    @State private var chosen = DemoFault.none

    var body: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: 12) {
                Text("Demonstration").font(.title.bold()).accessibilityAddTraits(.isHeader)
                Text("A lock that is not real. Nothing here touches your own lock.")
                ForEach(DemoFault.allCases, id: \.self) { fault in
                    Button {
                        chosen = fault
                    } label: {
                        HStack(spacing: 12) {
                            (fault == chosen ? Sign.done : Sign.open).image.foregroundStyle(Tone.primary.color)
                            Text(fault.words).frame(maxWidth: .infinity, minHeight: 28, alignment: .leading)
                        }
                        .modifier(Card(padding: 10))
                    }
                    .buttonStyle(.plain)
                    .accessibilityAddTraits(fault == chosen ? .isSelected : [])
                }
                WideButton(kind: .filled) {
                    begin(Demo(fault: chosen))
                } label: {
                    Text("Begin")
                }
                WideButton(kind: .aside) {
                    begin(nil)
                } label: {
                    Text("Cancel")
                }
            }
            .padding(20)
        }
        .background(Tone.ground.color)
        .foregroundStyle(Tone.ink.color)
    }
}

/// The door of the demonstration: what a person does there, and what its lock answers.
struct DoorPanel: View {
    let door: DoorView
    let isCovered: Bool
    let act: @MainActor (DoorDeed) -> Void
    @State private var keys = ""

    private static let erase = "⌫"
    private static let enter = "#"
    private static let rows = [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"], [erase, "0", enter]]
    private static let mostKeys = 16

    var body: some View {
        VStack(spacing: 12) {
            if let hint = door.hint { Text(hint) }
            VStack {
                Text(door.open ? "The door is unlocked" : "The door is locked").font(.headline)
                if let answer = door.answer {
                    Text(answer.isTaken ? "The lock took it" : "The lock did not take it").font(.subheadline)
                }
            }
            .accessibilityElement(children: .combine)
            if !isCovered { Text(keys.isEmpty ? " " : keys).font(.title.monospaced()) }
            VStack(spacing: 8) {
                ForEach(Self.rows, id: \.self) { row in
                    HStack(spacing: 8) {
                        ForEach(row, id: \.self) { key in
                            Key(key: key, erases: key == Self.erase) { press(key) }
                        }
                    }
                }
            }
            // A keypad runs from left to right in every country.
            .environment(\.layoutDirection, .leftToRight)
            WideButton(kind: .plain) {
                act(.touch)
            } label: {
                Text("Touch the keypad")
            }
            WideButton(kind: .plain) {
                act(.holdReset)
            } label: {
                Text("Hold the reset button")
            }
            if door.lowBattery {
                WideButton(kind: .plain) {
                    act(.changeBatteries)
                } label: {
                    Text("Put in new batteries")
                }
            }
        }
        .modifier(Card(ground: .raised))
    }

    private func press(_ key: String) {
        switch key {
        case Self.erase: keys = String(keys.dropLast())
        case Self.enter:
            act(.type(keys: Hidden(text: keys + Self.enter)))
            keys = ""
        default: keys = String((keys + key).suffix(Self.mostKeys))
        }
    }
}

private struct Key: View {
    let key: String
    let erases: Bool
    let press: @MainActor () -> Void

    var body: some View {
        Button(action: press) {
            Group {
                if erases {
                    Image(systemName: Sign.erase.rawValue).accessibilityLabel(Text("Delete the last digit"))
                } else {
                    Text(verbatim: key)
                }
            }
            .font(.headline)
            .frame(maxWidth: .infinity, minHeight: 36)
        }
        .buttonStyle(.bordered)
        .accessibilityIdentifier("key \(key)")
    }
}

extension DoorAnswer {
    fileprivate var isTaken: Bool {
        switch self {
        case .lit, .opened, .forgot, .waitsForSequence: true
        case .wrong, .expired, .notYet, .usedUp, .frozen, .buttonOff: false
        }
    }
}
