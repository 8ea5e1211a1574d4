// Stand-in: what can be seen and pressed.
import Foundation

/// /localizedstringkey
public struct LocalizedStringKey: Equatable, Sendable, ExpressibleByStringInterpolation {
    let key: String
    let arguments: [String]
    public init(_ value: String) { key = value; arguments = [] }
    public init(stringLiteral value: String) { self.init(value) }
    public init(stringInterpolation: StringInterpolation) {
        key = stringInterpolation.key
        arguments = stringInterpolation.arguments
    }
    /// /localizedstringkey/stringinterpolation
    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        var key = ""
        var arguments: [String] = []
        public init(literalCapacity: Int, interpolationCount: Int) {}
        public mutating func appendLiteral(_ literal: String) {
            key += literal.replacingOccurrences(of: "%", with: "%%")
        }
        public mutating func appendInterpolation(_ string: String) { key += "%@"; arguments.append(string) }
        /// Apple's takes any number of a fixed size; this app uses this one.
        public mutating func appendInterpolation(_ value: Int) { key += "%lld"; arguments.append("\(value)") }
    }
}

/// /text
public struct Text: View, Equatable, Rendered {
    enum Storage: Equatable, Sendable { case verbatim(String), key(LocalizedStringKey) }
    let storage: Storage
    nonisolated public init(verbatim content: String) { storage = .verbatim(content) }
    @_disfavoredOverload nonisolated public init<S: StringProtocol>(_ content: S) {
        storage = .verbatim(String(content))
    }
    nonisolated public init(
        _ key: LocalizedStringKey, tableName: String? = nil, bundle: Bundle? = nil, comment: StaticString? = nil
    ) { storage = .key(key) }
    package func render(_ context: Context) -> [Node] {
        switch storage {
        case .verbatim(let text): return [Node(role: "text", label: text)]
        case .key(let key): return [Node(role: "text", label: context.words(key))]
        }
    }
}

/// /image
public struct Image: View, Equatable, Rendered {
    let name: String
    nonisolated public init(systemName: String) { name = systemName }
    package func render(_ context: Context) -> [Node] { [Node(role: "image", label: name, traits: ["symbol"])] }
}

/// /buttonrole
public struct ButtonRole: Equatable, Sendable {
    let name: String
    public static let destructive = ButtonRole(name: "destructive")
    public static let cancel = ButtonRole(name: "cancel")
}

/// /button
public struct Button<Label: View>: View, Rendered {
    let role: ButtonRole?
    let action: @MainActor () -> Void
    let label: Label
    @preconcurrency public init(action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label) {
        self.init(role: nil, action: action, label: label)
    }
    @preconcurrency public init(
        role: ButtonRole?, action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label
    ) {
        self.role = role; self.action = action; self.label = label()
    }
    package func render(_ context: Context) -> [Node] {
        var node = Node(role: "button", label: context.text(label))
        if let role { node.traits.insert(role.name) }
        if context.isProminent { node.traits.insert("prominent") }
        if let tint = context.tints.last, tint != context.tints.first { node.traits.insert(tint) }
        if context.environment.isEnabled { node.press = action } else { node.traits.insert("disabled") }
        return [node]
    }
}
extension Button where Label == Text {
    @preconcurrency public init(_ titleKey: LocalizedStringKey, action: @escaping @MainActor () -> Void) {
        self.init(action: action) { Text(titleKey) }
    }
    @preconcurrency public init(
        _ titleKey: LocalizedStringKey, role: ButtonRole?, action: @escaping @MainActor () -> Void
    ) {
        self.init(role: role, action: action) { Text(titleKey) }
    }
    @_disfavoredOverload @preconcurrency public init<S: StringProtocol>(
        _ title: S, action: @escaping @MainActor () -> Void
    ) {
        self.init(action: action) { Text(title) }
    }
    @_disfavoredOverload @preconcurrency public init<S: StringProtocol>(
        _ title: S, role: ButtonRole?, action: @escaping @MainActor () -> Void
    ) { self.init(role: role, action: action) { Text(title) } }
}

/// /toggle
public struct Toggle<Label: View>: View, Rendered {
    let isOn: Binding<Bool>
    let label: Label
    public init(isOn: Binding<Bool>, @ViewBuilder label: () -> Label) { self.isOn = isOn; self.label = label() }
    package func render(_ context: Context) -> [Node] {
        var node = Node(role: "switch", label: context.text(label), value: isOn.wrappedValue ? "on" : "off")
        if context.environment.isEnabled {
            node.press = { isOn.wrappedValue.toggle() }
        } else {
            node.traits.insert("disabled")
        }
        return [node]
    }
}
/// /textfield
public struct TextField<Label: View>: View, Rendered {
    let text: Binding<String>
    let label: Label
    package func render(_ context: Context) -> [Node] {
        var node = Node(role: "field", label: context.text(label), value: text.wrappedValue)
        if context.environment.isEnabled {
            node.edit = { text.wrappedValue = $0 }
        } else {
            node.traits.insert("disabled")
        }
        return [node]
    }
}
extension TextField where Label == Text {
    public init(_ titleKey: LocalizedStringKey, text: Binding<String>) { self.text = text; label = Text(titleKey) }
    @_disfavoredOverload public init<S: StringProtocol>(_ title: S, text: Binding<String>, prompt: Text?, axis: Axis) {
        self.text = text; label = Text(title)
    }
}

/// /securefield
public struct SecureField<Label: View>: View, Rendered {
    let text: Binding<String>
    let label: Label
    package func render(_ context: Context) -> [Node] {
        let dots = String(repeating: "•", count: text.wrappedValue.count)
        var node = Node(role: "secret field", label: context.text(label), value: dots)
        if context.environment.isEnabled {
            node.edit = { text.wrappedValue = $0 }
        } else {
            node.traits.insert("disabled")
        }
        return [node]
    }
}
extension SecureField where Label == Text {
    @_disfavoredOverload public init<S: StringProtocol>(_ title: S, text: Binding<String>, prompt: Text?) {
        self.text = text; label = Text(title)
    }
}

/// /pastebutton
@MainActor @preconcurrency public struct PasteButton: View, Rendered {
    /// What the clipboard holds. Not Apple's: for tests.
    package static var clipboard: String?
    let paste: ([String]) -> Void
    public init<T: Transferable>(payloadType: T.Type, onPaste: @escaping ([T]) -> Void) {
        paste = { onPaste($0.compactMap { $0 as? T }) }
    }
    /// The system says it in the phone's language.
    package func render(_ context: Context) -> [Node] {
        var node = Node(role: "button", label: "Paste", traits: ["system"])
        node.press = { if let text = PasteButton.clipboard { paste([text]) } }
        return [node]
    }
}

/// /progressview
public struct ProgressView<Label: View, CurrentValueLabel: View>: View, Rendered {
    let fraction: Double?
    let label: Label?
    let current: CurrentValueLabel?
    package func render(_ context: Context) -> [Node] {
        let percent = fraction.map { "\(Int(($0 * 100).rounded())) %" } ?? "busy"
        let words = current.map { context.text($0) } ?? ""
        return [
            Node(role: "progress", label: label.map { context.text($0) } ?? "", value: words.isEmpty ? percent : words)
        ]
    }
}
extension ProgressView where CurrentValueLabel == EmptyView {
    public init() where Label == EmptyView { fraction = nil; label = nil; current = nil }
    @_disfavoredOverload public init<S: StringProtocol>(_ title: S) where Label == Text {
        fraction = nil; label = Text(title); current = nil
    }
}
extension ProgressView {
    public init<V: BinaryFloatingPoint>(
        value: V?, total: V = 1.0, @ViewBuilder label: () -> Label,
        @ViewBuilder currentValueLabel: () -> CurrentValueLabel
    ) {
        fraction = value.map { Double($0 / total) }; self.label = label(); current = currentValueLabel()
    }
}
