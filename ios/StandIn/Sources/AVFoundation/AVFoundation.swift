// Stand-in: whether the app may use the camera.
import Foundation

/// developer.apple.com/documentation/avfoundation/avmediatype
public struct AVMediaType: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public static let video = Self(rawValue: "vide")
}
/// /avauthorizationstatus
public enum AVAuthorizationStatus: Int, Sendable { case notDetermined, restricted, denied, authorized }

/// /avcapturedevice
open class AVCaptureDevice: NSObject {
    /// /avcapturedevice/authorizationstatus(for:)
    public class func authorizationStatus(for mediaType: AVMediaType) -> AVAuthorizationStatus { .notDetermined }
    /// /avcapturedevice/requestaccess(for:completionhandler:)
    public class func requestAccess(for mediaType: AVMediaType) async -> Bool { false }
}
