// Stand-in for Apple's SwiftUI, declarations in this file: the view protocol, its builder and the structural views.
// Written from Apple's public documentation; see README.md for what that is worth.

/// /view
@MainActor @preconcurrency public protocol View {
    associatedtype Body: View
    @ViewBuilder var body: Body { get }
}

extension Never: View {
    public var body: Never { fatalError("Never has no body") }
}

extension View where Body == Never {
    public var body: Never { fatalError("\(Self.self) is drawn by the interpreter") }
}

/// /viewbuilder
@resultBuilder public struct ViewBuilder {
    public static func buildExpression<Content: View>(_ content: Content) -> Content { content }
    public static func buildBlock() -> EmptyView { EmptyView() }
    public static func buildBlock<Content: View>(_ content: Content) -> Content { content }
    @MainActor public static func buildBlock<each Content: View>(
        _ content: repeat each Content
    ) -> TupleView<(repeat each Content)> {
        var parts: [any View] = []
        for part in repeat each content { parts.append(part) }
        return TupleView((repeat each content), parts: parts)
    }
    public static func buildIf<Content: View>(_ content: Content?) -> Content? { content }
    @MainActor public static func buildEither<First: View, Second: View>(first: First) -> _ConditionalContent<
        First, Second
    > {
        _ConditionalContent(storage: .first(first))
    }
    @MainActor public static func buildEither<First: View, Second: View>(second: Second) -> _ConditionalContent<
        First, Second
    > {
        _ConditionalContent(storage: .second(second))
    }
}

/// /emptyview
public struct EmptyView: View, Rendered {
    nonisolated public init() {}
    package func render(_ context: Context) -> [Node] { [] }
}

@MainActor protocol Several { var parts: [any View] { get } }

/// /tupleview
public struct TupleView<T>: View, Rendered, Several {
    public var value: T
    let parts: [any View]
    init(_ value: T, parts: [any View]) { self.value = value; self.parts = parts }
    package func render(_ context: Context) -> [Node] {
        parts.enumerated().flatMap { index, part in context.child(index).render(part) }
    }
}

public struct _ConditionalContent<First: View, Second: View>: View, Rendered {
    enum Storage { case first(First), second(Second) }
    let storage: Storage
    init(storage: Storage) { self.storage = storage }
    package func render(_ context: Context) -> [Node] {
        switch storage {
        case .first(let view): context.child("true").render(view)
        case .second(let view): context.child("false").render(view)
        }
    }
}

extension Optional: View where Wrapped: View {
    public typealias Body = Never
}
extension Optional: Rendered where Wrapped: View {
    package func render(_ context: Context) -> [Node] { map { context.render($0) } ?? [] }
}

/// /group
public struct Group<Content> { let content: Content }
extension Group: View, Rendered where Content: View {
    public init(@ViewBuilder content: () -> Content) { self.content = content() }
    package func render(_ context: Context) -> [Node] { context.render(content) }
}

/// /foreach
public struct ForEach<Data: RandomAccessCollection, ID: Hashable, Content> {
    public var data: Data
    let id: KeyPath<Data.Element, ID>
    public var content: (Data.Element) -> Content
}
extension ForEach: View, Rendered where Content: View {
    public init(_ data: Data, id: KeyPath<Data.Element, ID>, @ViewBuilder content: @escaping (Data.Element) -> Content)
    {
        self.data = data; self.id = id; self.content = content
    }
    public init(_ data: Data, @ViewBuilder content: @escaping (Data.Element) -> Content)
    where Data.Element: Identifiable, ID == Data.Element.ID {
        self.init(data, id: \.id, content: content)
    }
    package func render(_ context: Context) -> [Node] {
        if Set(data.map { $0[keyPath: id] }).count != data.count {
            context.graph.issues.append("ForEach has equal identifiers at \(context.path)")
        }
        return data.flatMap { context.child($0[keyPath: id]).render(content($0)) }
    }
}

/// /viewmodifier
@MainActor @preconcurrency public protocol ViewModifier {
    associatedtype Body: View
    typealias Content = _ViewModifier_Content<Self>
    @ViewBuilder func body(content: Content) -> Body
}
public struct _ViewModifier_Content<Modifier: ViewModifier>: View, Rendered {
    let content: any View
    package func render(_ context: Context) -> [Node] { context.render(content) }
}
/// /modifiedcontent
public struct ModifiedContent<Content, Modifier> { public var content: Content; public var modifier: Modifier }
extension ModifiedContent: View, Rendered where Content: View, Modifier: ViewModifier {
    package func render(_ context: Context) -> [Node] {
        if let accessibility = modifier as? AccessibilityAttachmentModifier {
            return accessibility.apply(context.render(content), context.child("accessibility"))
        }
        context.graph.install(modifier, context)
        return context.child(Modifier.self).render(modifier.body(content: .init(content: content)))
    }
}
extension View {
    public func modifier<T>(_ modifier: T) -> ModifiedContent<Self, T> {
        ModifiedContent(content: self, modifier: modifier)
    }
}
