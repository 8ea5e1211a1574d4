import Relatch

/// The phone's Bluetooth, as the system tells of it.
@MainActor
public protocol Radio: AnyObject {
    /// What it is now.
    var bluetooth: Bluetooth { get }
    /// Whether the phone is in Low Power Mode now. Who switches it leaves the app for that, so that it is asked when they come back.
    var savesPower: Bool { get }

    /// Tells whenever it is another, for as long as this lives.
    func watch(_ changed: @escaping @MainActor () -> Void)
    /// Lets the system ask for the permission. It asks once in the life of the app on this phone.
    func ask()
    /// Lets the system say that Bluetooth is off, with its way to the switch: no app may switch it on.
    func askToSwitchOn()
}

/// Bluetooth, and whether this app may use it.
public struct Bluetooth: Equatable, Sendable {
    /// Whether it can be used, apart from the permission.
    public enum Power: Sendable {
        /// The system does not say yet.
        case unknown
        /// It is on.
        case on
        /// It is switched off. Airplane mode is this, too.
        case off
        /// This phone has none that reaches a lock.
        case unsupported
    }

    /// Whether the app may use it.
    public var permission: Permission
    /// Whether it is on.
    public var power: Power

    /// - Parameters:
    ///   - permission: Whether the app may use it.
    ///   - power: Whether it is on.
    public init(_ permission: Permission, _ power: Power) {
        self.permission = permission
        self.power = power
    }

    /// As the core is told of it, or nothing while it is not known.
    public var state: RadioState? {
        switch (permission, power) {
        case (_, .unsupported): .unsupported
        case (.notAsked, _): .notAsked
        case (.denied, _), (.restricted, _): .refused
        case (.allowed, .off): .off
        case (.allowed, .on): .ready
        case (.allowed, .unknown): nil
        }
    }
}
