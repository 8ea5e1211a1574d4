// Stand-in: the QR codes that the system can make.
import Foundation

/// developer.apple.com/documentation/coreimage/ciimage
public final class CIImage: NSObject { public var extent: CGRect { .zero } }

/// /cifilter-swift.class
open class CIFilter: NSObject {
    public var outputImage: CIImage? { nil }
    /// /cifilter-swift.class/init(name:parameters:)
    public init?(name: String, parameters params: [String: Any]?) {}
}
/// /ciformat
public struct CIFormat: Sendable {
    public static let RGBA8 = CIFormat()
}
/// /cicontext
public final class CIContext: NSObject {
    /// /cicontext/render(_:tobitmap:rowbytes:bounds:format:colorspace:)
    public func render(
        _ image: CIImage, toBitmap data: UnsafeMutableRawPointer, rowBytes: Int, bounds: CGRect, format: CIFormat,
        colorSpace: CGColorSpace?
    ) {}
}
/// developer.apple.com/documentation/coregraphics/cgcolorspace
public final class CGColorSpace {}
