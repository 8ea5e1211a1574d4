// Stand-in: whether there is Bluetooth, and whether the app may use it.
import Foundation

/// developer.apple.com/documentation/corebluetooth/cbmanagerauthorization
public enum CBManagerAuthorization: Int, Sendable { case notDetermined, restricted, denied, allowedAlways }
/// /cbmanagerstate
public enum CBManagerState: Int, Sendable { case unknown, resetting, unsupported, unauthorized, poweredOff, poweredOn }

/// /cbmanager
open class CBManager: NSObject {
    public var state: CBManagerState { .unknown }
    public class var authorization: CBManagerAuthorization { .notDetermined }
}
/// /cbcentralmanager
open class CBCentralManager: CBManager {
    public init(delegate: (any CBCentralManagerDelegate)?, queue: DispatchQueue?, options: [String: Any]? = nil) {}
}
/// /cbcentralmanagerdelegate
public protocol CBCentralManagerDelegate: NSObjectProtocol {
    func centralManagerDidUpdateState(_ central: CBCentralManager)
}
/// /cbcentralmanageroptionshowpoweralertkey
public let CBCentralManagerOptionShowPowerAlertKey = "kCBInitOptionShowPowerAlert"
