// Stand-in: kinds of files.
import Foundation

/// developer.apple.com/documentation/uniformtypeidentifiers/uttype-swift.struct
public struct UTType: Hashable, Sendable {
    public let identifier: String
    public init(exportedAs identifier: String, conformingTo parentType: UTType? = nil) { self.identifier = identifier }
    public static let data = UTType(exportedAs: "public.data")
}

// Foundation on Linux knows no files that belong to somebody else.
extension URL {
    /// developer.apple.com/documentation/foundation/url/startaccessingsecurityscopedresource()
    public func startAccessingSecurityScopedResource() -> Bool { true }
    /// /url/stopaccessingsecurityscopedresource()
    public func stopAccessingSecurityScopedResource() {}
}
