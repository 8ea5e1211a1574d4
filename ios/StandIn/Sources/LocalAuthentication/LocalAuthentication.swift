// Stand-in: the device's own check of who holds it.
import Foundation

/// developer.apple.com/documentation/localauthentication/lapolicy
public enum LAPolicy: Int, Sendable { case deviceOwnerAuthentication = 2 }

/// /lacontext
open class LAContext: NSObject {
    /// /lacontext/evaluatepolicy(_:localizedreason:)
    public func evaluatePolicy(_ policy: LAPolicy, localizedReason: String) async throws -> Bool { false }
}
