// Stand-in: kinds of files.
import Foundation

/// developer.apple.com/documentation/uniformtypeidentifiers/uttype-swift.struct
public struct UTType: Hashable, Sendable {
    public let identifier: String
    public init(exportedAs identifier: String, conformingTo parentType: UTType? = nil) { self.identifier = identifier }
    public static let data = UTType(exportedAs: "public.data")
}

// What Foundation on Linux lacks.
extension ProcessInfo {
    /// developer.apple.com/documentation/foundation/processinfo/islowpowermodeenabled
    public var isLowPowerModeEnabled: Bool { false }
}
extension URL {
    /// developer.apple.com/documentation/foundation/url/applicationsupportdirectory
    public static var applicationSupportDirectory: URL { FileManager.default.temporaryDirectory }
    /// /url/documentsdirectory
    public static var documentsDirectory: URL { FileManager.default.temporaryDirectory }
    /// /url/startaccessingsecurityscopedresource()
    public func startAccessingSecurityScopedResource() -> Bool { true }
    /// /url/stopaccessingsecurityscopedresource()
    public func stopAccessingSecurityScopedResource() {}
}
