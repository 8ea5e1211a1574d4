import CoreBluetooth
import Foundation
import RelatchUI

/// The phone's Bluetooth. The system asks for the permission when a manager is made, so that there is none before.
@MainActor
final class BluetoothRadio: NSObject, Radio {
    private var manager: CBCentralManager?
    private var changed: (@MainActor () -> Void)?

    var bluetooth: Bluetooth {
        let permission: Permission =
            switch CBCentralManager.authorization {
            case .notDetermined: .notAsked
            case .restricted: .restricted
            case .denied: .denied
            case .allowedAlways: .allowed
            @unknown default: .denied
            }
        let power: Bluetooth.Power =
            switch manager?.state {
            case .poweredOn: .on
            case .poweredOff: .off
            case .unsupported: .unsupported
            // What it is follows at once.
            case .unknown, .resetting, .unauthorized, nil: .unknown
            @unknown default: .unknown
            }
        return Bluetooth(permission, power)
    }

    var savesPower: Bool { ProcessInfo.processInfo.isLowPowerModeEnabled }

    func watch(_ changed: @escaping @MainActor () -> Void) {
        self.changed = changed
        if CBCentralManager.authorization == .allowedAlways { make(alerting: false) }
    }

    func ask() {
        make(alerting: false)
    }

    func askToSwitchOn() {
        make(alerting: true)
    }

    /// - Parameter alerting: Whether the system itself says that Bluetooth is off; elsewhere our screen does.
    private func make(alerting: Bool) {
        manager = CBCentralManager(
            delegate: self, queue: nil, options: [CBCentralManagerOptionShowPowerAlertKey: alerting])
    }
}

extension BluetoothRadio: CBCentralManagerDelegate {
    /// On the main queue, as no other was given.
    nonisolated func centralManagerDidUpdateState(_ central: CBCentralManager) {
        MainActor.assumeIsolated { changed?() }
    }
}
