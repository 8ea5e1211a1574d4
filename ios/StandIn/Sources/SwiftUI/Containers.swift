// Stand-in: what holds other views, and the app's frame.
import Foundation

/// A container that only groups: its children speak for themselves.
@MainActor protocol Container: Rendered { associatedtype Content: View; var content: Content { get } }
extension Container { package func render(_ context: Context) -> [Node] { context.render(content) } }

/// /vstack
public struct VStack<Content: View>: View, Container {
    let content: Content
    public init(alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content)
    {
        self.content = content()
    }
}
/// /hstack
public struct HStack<Content: View>: View, Container {
    let content: Content
    public init(alignment: VerticalAlignment = .center, spacing: CGFloat? = nil, @ViewBuilder content: () -> Content) {
        self.content = content()
    }
}
/// /zstack
public struct ZStack<Content: View>: View, Container {
    let content: Content
    public init(alignment: Alignment = .center, @ViewBuilder content: () -> Content) { self.content = content() }
}
/// /lazyvstack
public struct LazyVStack<Content: View>: View, Container {
    let content: Content
    public init(
        alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil, pinnedViews: PinnedScrollableViews = .init(),
        @ViewBuilder content: () -> Content
    ) {
        self.content = content()
    }
}
/// /pinnedscrollableviews
public struct PinnedScrollableViews: OptionSet, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }
}
/// /griditem
public struct GridItem: Sendable {
    /// /griditem/size-swift.enum
    public enum Size: Sendable { case adaptive(minimum: CGFloat, maximum: CGFloat = .infinity) }
    public init(_ size: Size, spacing: CGFloat? = nil, alignment: Alignment? = nil) {}
}
/// /lazyvgrid
public struct LazyVGrid<Content: View>: View, Container {
    let content: Content
    public init(
        columns: [GridItem], alignment: HorizontalAlignment = .center, spacing: CGFloat? = nil,
        pinnedViews: PinnedScrollableViews = .init(), @ViewBuilder content: () -> Content
    ) {
        self.content = content()
    }
}
/// /scrollview
public struct ScrollView<Content: View>: View, Container {
    let content: Content
    public init(_ axes: Axis.Set = .vertical, @ViewBuilder content: () -> Content) { self.content = content() }
    package func render(_ context: Context) -> [Node] {
        context.render(content).map { node in
            var node = node
            node.scrolls = true
            return node
        }
    }
}
/// /scrollviewreader
public struct ScrollViewReader<Content: View>: View, Rendered {
    public var content: (ScrollViewProxy) -> Content
    public init(@ViewBuilder content: @escaping (ScrollViewProxy) -> Content) { self.content = content }
    package func render(_ context: Context) -> [Node] {
        context.render(content(ScrollViewProxy(graph: context.graph)))
    }
}
/// /scrollviewproxy
@MainActor public struct ScrollViewProxy {
    let graph: Graph
    /// /scrollviewproxy/scrollto(_:anchor:)
    public func scrollTo<ID: Hashable>(_ id: ID, anchor: UnitPoint? = nil) {
        if graph.ids.contains("\(id)") {
            graph.scrolled.append("\(id)")
        } else {
            graph.issues.append("scrolls to \(id), which is not there")
        }
    }
}
/// /unitpoint
public struct UnitPoint: Hashable, Sendable { public static let top = UnitPoint() }
/// /axis
public enum Axis: Int8, Sendable {
    case horizontal, vertical
    public struct Set: OptionSet, Sendable {
        public let rawValue: Int8
        public init(rawValue: Int8) { self.rawValue = rawValue }
        public static let horizontal = Set(rawValue: 1), vertical = Set(rawValue: 2)
    }
}
/// /viewthatfits
public struct ViewThatFits<Content: View>: View, Container {
    let content: Content
    public init(in axes: Axis.Set = [.horizontal, .vertical], @ViewBuilder content: () -> Content) {
        self.content = content()
    }
    /// Here the first always fits.
    package func render(_ context: Context) -> [Node] {
        guard let parts = (content as? any Several)?.parts, let first = parts.first else {
            return context.render(content)
        }
        return context.child(0).render(first)
    }
}
/// /anyview
public struct AnyView: View, Rendered {
    let content: any View
    public init<V: View>(_ view: V) { content = view }
    package func render(_ context: Context) -> [Node] { context.render(content) }
}
/// /scene, /app, /windowgroup
@MainActor @preconcurrency public protocol Scene { associatedtype Body: Scene }
extension Never: Scene {}
@resultBuilder public struct SceneBuilder {
    public static func buildBlock<Content: Scene>(_ content: Content) -> Content { content }
}
public struct WindowGroup<Content: View>: Scene {
    public typealias Body = Never
    public init(@ViewBuilder content: () -> Content) {}
}
@MainActor @preconcurrency public protocol App {
    associatedtype Body: Scene
    @SceneBuilder var body: Body { get }
    init()
}
extension App {
    public static func main() { fatalError("a stand-in cannot run an app") }
}
