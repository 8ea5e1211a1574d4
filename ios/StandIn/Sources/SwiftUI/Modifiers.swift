// Stand-in: modifiers. Those that only change the looks are accepted and have no effect.
@_exported import CoreTransferable
import Foundation
@_exported import UIKit
@_exported import UniformTypeIdentifiers

public typealias CGFloat = Foundation.CGFloat

/// Applies a change to what its content draws.
struct Changed<Content: View>: View, Rendered {
    let content: Content
    var enter: @MainActor (inout Context) -> Void = { _ in }
    var leave: @MainActor ([Node], Context) -> [Node] = { nodes, _ in nodes }
    package func render(_ context: Context) -> [Node] {
        // One modifier within another is at another place.
        var inner = context.child("-")
        enter(&inner)
        return leave(inner.render(content), context.child("modifier"))
    }
}
extension View {
    func entering(_ change: @escaping @MainActor (inout Context) -> Void) -> some View {
        Changed(content: self, enter: change)
    }
    func leaving(_ change: @escaping @MainActor ([Node], Context) -> [Node]) -> some View {
        Changed(content: self, leave: change)
    }
}

// MARK: looks

/// /font
public struct Font: Hashable, Sendable {
    public static let body = Font(), headline = Font(), callout = Font(), footnote = Font(), title2 = Font()
    public static let largeTitle = Font(), title = Font(), title3 = Font(), subheadline = Font()
    nonisolated public func monospaced() -> Font { self }
    nonisolated public func monospacedDigit() -> Font { self }
    nonisolated public func bold() -> Font { self }
}
/// /horizontalalignment, /verticalalignment, /alignment, /edge/set
public struct HorizontalAlignment: Sendable { public static let leading = Self(), center = Self() }
public struct VerticalAlignment: Sendable {
    public static let top = Self(), center = Self(), firstTextBaseline = Self()
}
public struct Alignment: Sendable { public static let leading = Self(), center = Self(), top = Self() }
public enum Edge: Int8, Sendable {
    case top, leading, bottom, trailing
    public struct Set: OptionSet, Sendable {
        public let rawValue: Int8
        public init(rawValue: Int8) { self.rawValue = rawValue }
        public static let all = Set(rawValue: 15), horizontal = Set(rawValue: 10), vertical = Set(rawValue: 5)
    }
}
/// /shapestyle
public protocol ShapeStyle: Sendable {}
/// /color
public struct Color: ShapeStyle, View, Rendered, Hashable {
    let name: String
    nonisolated public init(_ name: String, bundle: Bundle? = nil) { self.name = name }
    nonisolated public static let white = Color("white"), black = Color("black"), clear = Color("clear")
    package func render(_ context: Context) -> [Node] { [] }
}
extension ShapeStyle where Self == Color {
    nonisolated public static var white: Color { Color.white }
}
/// /primitivebuttonstyle
public protocol PrimitiveButtonStyle {}
public struct BorderedProminentButtonStyle: PrimitiveButtonStyle { public init() {} }
public struct BorderedButtonStyle: PrimitiveButtonStyle { public init() {} }
public struct PlainButtonStyle: PrimitiveButtonStyle { public init() {} }
public struct BorderlessButtonStyle: PrimitiveButtonStyle { public init() {} }
extension PrimitiveButtonStyle where Self == PlainButtonStyle { public static var plain: Self { Self() } }
extension PrimitiveButtonStyle where Self == BorderlessButtonStyle { public static var borderless: Self { Self() } }
extension PrimitiveButtonStyle where Self == BorderedProminentButtonStyle {
    public static var borderedProminent: Self { Self() }
}
extension PrimitiveButtonStyle where Self == BorderedButtonStyle { public static var bordered: Self { Self() } }

/// /contentmode
public enum ContentMode: Hashable, Sendable { case fit, fill }
/// /controlsize
public enum ControlSize: Sendable { case mini, small, regular, large }
/// /textalignment
public enum TextAlignment: Hashable, Sendable { case leading, center, trailing }
/// /textinputautocapitalization
public struct TextInputAutocapitalization: Sendable {
    public static var never: TextInputAutocapitalization { Self() }
}
/// /textfieldstyle
public protocol TextFieldStyle {}
public struct RoundedBorderTextFieldStyle: TextFieldStyle { public init() {} }
extension TextFieldStyle where Self == RoundedBorderTextFieldStyle { public static var roundedBorder: Self { Self() } }
/// /scrolldismisseskeyboardmode
public struct ScrollDismissesKeyboardMode: Sendable {
    public static var interactively: ScrollDismissesKeyboardMode { Self() }
}
extension View {
    public func font(_ font: Font?) -> some View { self }
    public func foregroundStyle<S: ShapeStyle>(_ style: S) -> some View { self }
    public func padding(_ edges: Edge.Set = .all, _ length: CGFloat? = nil) -> some View { self }
    public func frame(
        minWidth: CGFloat? = nil, idealWidth: CGFloat? = nil, maxWidth: CGFloat? = nil, minHeight: CGFloat? = nil,
        idealHeight: CGFloat? = nil, maxHeight: CGFloat? = nil, alignment: Alignment = .center
    ) -> some View { self }
    public func buttonStyle<S: PrimitiveButtonStyle>(_ style: S) -> some View {
        entering { $0.isProminent = style is BorderedProminentButtonStyle }
    }
    public func padding(_ length: CGFloat) -> some View { self }
    public func frame(width: CGFloat? = nil, height: CGFloat? = nil, alignment: Alignment = .center) -> some View {
        self
    }
    public func aspectRatio(_ aspectRatio: CGFloat? = nil, contentMode: ContentMode) -> some View { self }
    public func background<S: ShapeStyle>(_ style: S, ignoresSafeAreaEdges edges: Edge.Set = .all) -> some View { self }
    public func background<S: ShapeStyle, T: Shape>(_ style: S, in shape: T) -> some View { self }
    /// What has another colour than the rest is told apart in the transcript.
    public func tint<S: ShapeStyle>(_ tint: S?) -> some View {
        entering { if let color = tint as? Color { $0.tints.append(color.name) } }
    }
    public func controlSize(_ controlSize: ControlSize) -> some View { self }
    public func multilineTextAlignment(_ alignment: TextAlignment) -> some View { self }
    public func lineLimit(_ limit: ClosedRange<Int>) -> some View { self }
    public func lineLimit(_ number: Int?) -> some View { self }
    /// Of the sizes that are declared here the largest that is allowed.
    public func dynamicTypeSize<T: RangeExpression>(_ range: T) -> some View where T.Bound == DynamicTypeSize {
        entering { context in
            let size = context.environment.dynamicTypeSize
            let allowed = DynamicTypeSize.allCases.filter { $0 <= size && range.contains($0) }
            context.environment.dynamicTypeSize = allowed.last ?? size
        }
    }
    public func textFieldStyle<S: TextFieldStyle>(_ style: S) -> some View { self }
    public func textContentType(_ textContentType: UITextContentType?) -> some View { self }
    public func textInputAutocapitalization(_ autocapitalization: TextInputAutocapitalization?) -> some View { self }
    public func scrollDismissesKeyboard(_ mode: ScrollDismissesKeyboardMode) -> some View { self }
    public func keyboardType(_ type: UIKeyboardType) -> some View { self }
    public func autocorrectionDisabled(_ disable: Bool = true) -> some View { self }
}

// MARK: what a person hears

/// /accessibilitytraits
public struct AccessibilityTraits: SetAlgebra, Sendable {
    var names: Set<String> = []
    public init() {}
    init(_ name: String) { names = [name] }
    public static let isSelected = AccessibilityTraits("selected"), isHeader = AccessibilityTraits("header")
    public static let updatesFrequently = AccessibilityTraits("updates")
    public func contains(_ member: Self) -> Bool { names.isSuperset(of: member.names) }
    public func union(_ other: Self) -> Self { var all = self; all.names.formUnion(other.names); return all }
    public func intersection(_ other: Self) -> Self {
        var all = self; all.names.formIntersection(other.names); return all
    }
    public func symmetricDifference(_ other: Self) -> Self {
        var all = self; all.names.formSymmetricDifference(other.names); return all
    }
    public mutating func insert(_ new: Self) -> (inserted: Bool, memberAfterInsert: Self) {
        defer { names.formUnion(new.names) }; return (!contains(new), new)
    }
    public mutating func remove(_ member: Self) -> Self? { names.subtract(member.names); return member }
    public mutating func update(with new: Self) -> Self? { names.formUnion(new.names); return nil }
    public mutating func formUnion(_ other: Self) { names.formUnion(other.names) }
    public mutating func formIntersection(_ other: Self) { names.formIntersection(other.names) }
    public mutating func formSymmetricDifference(_ other: Self) { names.formSymmetricDifference(other.names) }
}
/// /accessibilityactionkind
public struct AccessibilityActionKind: Equatable, Sendable {
    public static let `default` = Self(), escape = Self()
}
/// /accessibilitychildbehavior
public struct AccessibilityChildBehavior: Hashable, Sendable {
    let name: String
    public static let combine = Self(name: "combine"), ignore = Self(name: "ignore"), contain = Self(name: "contain")
}

/// /accessibilityattachmentmodifier
public struct AccessibilityAttachmentModifier: ViewModifier {
    public typealias Body = Never
    let what: String
    var isForMany = false
    let change: @MainActor (inout Node, Context) -> Void
    public func body(content: Content) -> Never { fatalError("drawn by ModifiedContent") }
    /// What is said about one element must meet exactly one; on several it is a mistake that a person would hear.
    func apply(_ nodes: [Node], _ context: Context) -> [Node] {
        if isForMany {
            return nodes.map { node in
                var node = node
                change(&node, context)
                return node
            }
        }
        guard nodes.count == 1, var node = nodes.first else {
            context.graph.issues.append("\(what) on \(nodes.count) elements at \(context.path)")
            return nodes
        }
        change(&node, context)
        return [node]
    }
}

extension View {
    func accessible(_ what: String, _ change: @escaping @MainActor (inout Node, Context) -> Void) -> ModifiedContent<
        Self, AccessibilityAttachmentModifier
    > {
        modifier(AccessibilityAttachmentModifier(what: what, change: change))
    }
    public func accessibilityLabel(_ label: Text) -> ModifiedContent<Self, AccessibilityAttachmentModifier> {
        accessible("accessibilityLabel") { $0.label = $1.text(label) }
    }
    @_disfavoredOverload public func accessibilityLabel<S: StringProtocol>(
        _ label: S
    ) -> ModifiedContent<Self, AccessibilityAttachmentModifier> { accessibilityLabel(Text(label)) }
    public func accessibilityAddTraits(_ traits: AccessibilityTraits) -> ModifiedContent<
        Self, AccessibilityAttachmentModifier
    > {
        accessible("accessibilityAddTraits") { node, _ in node.traits.formUnion(traits.names) }
    }
    /// What is not heard stays in the transcript, in brackets: it is seen.
    public func accessibilityHidden(_ hidden: Bool) -> ModifiedContent<Self, AccessibilityAttachmentModifier> {
        modifier(
            AccessibilityAttachmentModifier(what: "accessibilityHidden", isForMany: true) { node, _ in
                if hidden { node.isHidden = true }
            })
    }
    /// The only one of Apple's kinds that this app uses.
    public func accessibilityAction(
        _ actionKind: AccessibilityActionKind = .default, _ handler: @escaping () -> Void
    ) -> ModifiedContent<Self, AccessibilityAttachmentModifier> {
        modifier(
            AccessibilityAttachmentModifier(what: "accessibilityAction", isForMany: true) { _, context in
                context.graph.escape = handler
            })
    }
    public func accessibilityIdentifier(_ identifier: String) -> ModifiedContent<Self, AccessibilityAttachmentModifier>
    {
        accessible("accessibilityIdentifier") { node, _ in node.identifier = identifier }
    }
    public func accessibilityFocused(_ condition: AccessibilityFocusState<Bool>.Binding) -> some View {
        leaving { nodes, context in
            guard nodes.count == 1, var node = nodes.first else {
                context.graph.issues.append("accessibilityFocused on \(nodes.count) elements at \(context.path)")
                return nodes
            }
            if condition.wrappedValue { node.traits.insert("focused") }
            return [node]
        }
    }
    public func accessibilityElement(children: AccessibilityChildBehavior = .ignore) -> some View {
        leaving { nodes, _ in
            switch children {
            case .contain: nodes
            case .ignore: [Node(role: "element")]
            default:
                [
                    Node(
                        role: "element",
                        label: nodes.filter { !$0.isHidden }.map {
                            [$0.label, $0.value].filter { !$0.isEmpty }.joined(separator: ": ")
                        }.joined(
                            separator: ", "), press: nodes.compactMap(\.press).first)
                ]
            }
        }
    }
    public func privacySensitive(_ sensitive: Bool = true) -> some View {
        leaving { nodes, _ in
            guard sensitive else { return nodes }
            return nodes.map { node in
                var node = node
                node.traits.insert("private")
                return node
            }
        }
    }
}

// MARK: behaviour

extension View {
    /// What cannot be seen cannot be heard either.
    public func opacity(_ opacity: Double) -> some View { leaving { nodes, _ in opacity == 0 ? [] : nodes } }
    public func onOpenURL(perform action: @escaping (URL) -> Void) -> some View {
        leaving { nodes, context in
            context.graph.open = action; return nodes
        }
    }
    public func disabled(_ disabled: Bool) -> some View {
        entering { if disabled { $0.environment.isEnabled = false } }
    }
    public func environment<V>(_ keyPath: WritableKeyPath<EnvironmentValues, V>, _ value: V) -> some View {
        entering { $0.environment[keyPath: keyPath] = value }
    }
    public func id<ID: Hashable>(_ id: ID) -> some View {
        entering {
            $0.path += "/#\(id)"
            $0.graph.ids.insert("\(id)")
        }
    }
    public func onChange<V: Equatable>(of value: V, initial: Bool = false, _ action: @escaping (V, V) -> Void)
        -> some View
    {
        leaving { nodes, context in
            context.graph.change(at: context.path, to: value, initial: initial, action); return nodes
        }
    }
}
