// Stand-in: the property wrappers, and the environment.
import Foundation
import Observation

/// /dynamicproperty
public protocol DynamicProperty {}

/// /state
@propertyWrapper public struct State<Value>: DynamicProperty, Installed {
    let slot: Slot<Cell<Value>>
    public init(wrappedValue value: Value) { slot = Slot(Cell(value)) }
    public init(initialValue value: Value) { slot = Slot(Cell(value)) }
    public var wrappedValue: Value {
        get { slot.content.value }
        nonmutating set { slot.content.value = newValue }
    }
    public var projectedValue: Binding<Value> {
        let slot = slot
        return Binding(read: { slot.content.value }, write: { slot.content.value = $0 })
    }
    @MainActor package func install(_ context: Context) {
        slot.content = context.graph.cell(at: context.path, slot.content)
    }
}
extension State: @unchecked Sendable where Value: Sendable {}

/// /binding
@propertyWrapper @dynamicMemberLookup public struct Binding<Value> {
    let get: () -> Value
    let set: (Value) -> Void
    /// Apple's closures are `@isolated(any)`; the main actor is the only isolation this app uses.
    @preconcurrency public init(
        get: @escaping @MainActor @Sendable () -> Value, set: @escaping @MainActor @Sendable (Value) -> Void
    ) {
        self.get = unsafeBitCast(get, to: (() -> Value).self)
        self.set = unsafeBitCast(set, to: ((Value) -> Void).self)
    }
    init(read: @escaping () -> Value, write: @escaping (Value) -> Void) { get = read; set = write }
    public var wrappedValue: Value {
        get { get() }
        nonmutating set { set(newValue) }
    }
    public var projectedValue: Binding<Value> { self }
    public subscript<Subject>(dynamicMember keyPath: WritableKeyPath<Value, Subject>) -> Binding<Subject> {
        let base = self
        return Binding<Subject>(
            read: { base.get()[keyPath: keyPath] },
            write: {
                var value = base.get(); value[keyPath: keyPath] = $0; base.set(value)
            })
    }
}
extension Binding: @unchecked Sendable where Value: Sendable {}

/// /accessibilityfocusstate
@propertyWrapper public struct AccessibilityFocusState<Value: Hashable>: DynamicProperty, Installed {
    let slot: Slot<Cell<Value>>
    /// /accessibilityfocusstate/init()
    public init() where Value == Bool { slot = Slot(Cell(false)) }
    public var wrappedValue: Value {
        get { slot.content.value }
        nonmutating set { slot.content.value = newValue }
    }
    public var projectedValue: Binding { Binding(slot: slot) }
    @MainActor package func install(_ context: Context) {
        slot.content = context.graph.cell(at: context.path, slot.content)
    }
    /// /accessibilityfocusstate/binding
    @propertyWrapper public struct Binding {
        let slot: Slot<Cell<Value>>
        public var wrappedValue: Value {
            get { slot.content.value }
            nonmutating set { slot.content.value = newValue }
        }
        public var projectedValue: Binding { self }
    }
}

/// /environment
@propertyWrapper public struct Environment<Value>: DynamicProperty, Installed {
    let slot = Slot<EnvironmentValues?>(nil)
    let read: (EnvironmentValues) -> Value
    public init(_ keyPath: KeyPath<EnvironmentValues, Value>) { read = { $0[keyPath: keyPath] } }
    public var wrappedValue: Value {
        guard let values = slot.content else { fatalError("environment read outside of a body") }
        return read(values)
    }
    package func install(_ context: Context) { slot.content = context.environment }
}

/// /environmentvalues
public struct EnvironmentValues {
    public var isEnabled = true
    public var scenePhase = ScenePhase.active
    public var locale = Locale(identifier: "en")
    public var layoutDirection = LayoutDirection.leftToRight
    public var dynamicTypeSize = DynamicTypeSize.large
    public var verticalSizeClass: UserInterfaceSizeClass? = .regular
    public internal(set) var isSceneCaptured = false
    package mutating func capture(_ on: Bool) { isSceneCaptured = on }
    package init() {}
}

/// /layoutdirection
public enum LayoutDirection: Hashable, Sendable { case leftToRight, rightToLeft }
/// /userinterfacesizeclass
public enum UserInterfaceSizeClass: Sendable { case compact, regular }
/// /dynamictypesize
public enum DynamicTypeSize: Hashable, Comparable, CaseIterable, Sendable {
    case large, xxxLarge, accessibility3
    public var isAccessibilitySize: Bool { self == .accessibility3 }
}
/// /scenephase
public enum ScenePhase: Comparable, Sendable { case background, inactive, active }

/// A value that outlives the view values of one pass, and the place through which a wrapper reaches it.
package final class Cell<Value> {
    package var value: Value { didSet { changed() } }
    package var changed: () -> Void = {}
    init(_ value: Value) { self.value = value }
}
final class Slot<Content> {
    var content: Content
    init(_ content: Content) { self.content = content }
}
