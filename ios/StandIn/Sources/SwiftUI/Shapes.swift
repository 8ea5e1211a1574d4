// Stand-in: what is drawn. Nothing of it can be heard; a canvas draws into nothing, so that what it does is run.
import Foundation

public typealias CGRect = Foundation.CGRect
public typealias CGPoint = Foundation.CGPoint
public typealias CGSize = Foundation.CGSize

/// /angle
public struct Angle: Hashable, Sendable {
    let radians: Double
    public static func degrees(_ degrees: Double) -> Angle { Angle(radians: degrees * .pi / 180) }
}

/// /path
public struct Path: Equatable, Sendable {
    var parts = 0
    public init() {}
    public init(_ callback: (inout Path) -> Void) { callback(&self) }
    public init(_ rect: CGRect) { parts = 1 }
    public init(ellipseIn rect: CGRect) { parts = 1 }
    public init(roundedRect rect: CGRect, cornerRadius: CGFloat) { parts = 1 }
    public mutating func move(to end: CGPoint) { parts += 1 }
    public mutating func addLine(to end: CGPoint) { parts += 1 }
    public mutating func addRect(_ rect: CGRect) { parts += 1 }
    public mutating func addQuadCurve(to end: CGPoint, control: CGPoint) { parts += 1 }
    public mutating func addArc(
        center: CGPoint, radius: CGFloat, startAngle: Angle, endAngle: Angle, clockwise: Bool
    ) { parts += 1 }
    public mutating func closeSubpath() { parts += 1 }
}

/// /strokestyle
public struct StrokeStyle: Equatable, Sendable {
    public init(lineWidth: CGFloat = 1, lineCap: CGLineCap = .butt, lineJoin: CGLineJoin = .miter) {}
}
/// developer.apple.com/documentation/coregraphics/cglinecap, /cglinejoin
public enum CGLineCap: Int32, Sendable { case butt, round, square }
public enum CGLineJoin: Int32, Sendable { case miter, round, bevel }

/// /graphicscontext
public struct GraphicsContext {
    /// /graphicscontext/shading
    public struct Shading: Sendable {
        public static func color(_ color: Color) -> Shading { Shading() }
    }
    final class Ink { var strokes = 0 }
    let ink = Ink()
    public func fill(_ path: Path, with shading: Shading) { ink.strokes += path.parts }
    public func stroke(_ path: Path, with shading: Shading, style: StrokeStyle) { ink.strokes += path.parts }
    public mutating func translateBy(x: CGFloat, y: CGFloat) {}
    public mutating func scaleBy(x: CGFloat, y: CGFloat) {}
    public mutating func rotate(by angle: Angle) {}
}

/// /canvas
public struct Canvas<Symbols: View>: View, Rendered {
    let renderer: (inout GraphicsContext, CGSize) -> Void
    package func render(_ context: Context) -> [Node] {
        var graphics = GraphicsContext()
        renderer(&graphics, CGSize(width: 320, height: 148))
        if graphics.ink.strokes == 0 { context.graph.issues.append("an empty canvas at \(context.path)") }
        return [Node(role: "drawing")]
    }
}
extension Canvas where Symbols == EmptyView {
    public init(renderer: @escaping (inout GraphicsContext, CGSize) -> Void) { self.renderer = renderer }
}

/// /shape
public protocol Shape: Sendable, View {}
extension Shape {
    public func fill<S: ShapeStyle>(_ content: S) -> some View { self }
}
/// /roundedrectangle
public struct RoundedRectangle: Shape, Rendered {
    nonisolated public init(cornerRadius: CGFloat) {}
    package func render(_ context: Context) -> [Node] { [] }
}
/// /capsule
public struct Capsule: Shape, Rendered {
    nonisolated public init() {}
    package func render(_ context: Context) -> [Node] { [] }
}
