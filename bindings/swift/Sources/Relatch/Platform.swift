// An app imports this module and sees the core's names too.
@_exported import RelatchCore

import Foundation

#if canImport(os)
    import os
#endif

extension AppConfig {
    /// What an app says at the start, with what the platform knows by itself.
    ///
    /// - Parameters:
    ///   - folder: A folder of this app alone, which no backup of the phone may take: a copy could be put back when it is out of date.
    ///   - mode: A real lock or a demonstration.
    ///   - language: The person's language; by default the first of the platform's that the app's bundle may be in.
    ///   - zone: The phone's time zone.
    ///   - logLevel: How much is logged.
    ///   - account: The vendor's own application with the lock maker's cloud, where there is one.
    public init(
        folder: URL,
        mode: AppMode,
        language: String = Locale.preferredLanguages.first ?? "en",
        zone: PhoneZone = .current,
        logLevel: LogLevel = .info,
        account: AccountConfig? = nil
    ) {
        self.init(
            folder: folder.path, language: language, zone: zone, logLevel: logLevel, mode: mode, account: account)
    }
}

extension LogLine {
    /// Writes a line where the system's other lines are: to the unified log on Apple's systems, nowhere on others.
    ///
    /// All of it may be read there, as no line holds a secret: without that a line would be `<private>` on the phone that support
    /// is asked about.
    public static let toSystem: @Sendable (LogLine) -> Void = { line in
        #if canImport(os)
            let log = Logger(subsystem: "org.relatch", category: "core")
            log.log(level: line.level.inSystem, "\(line.text, privacy: .public)")
        #endif
    }
}

#if canImport(os)
    extension LogLevel {
        /// The unified log's own. It keeps nothing of `debug` unless somebody looks.
        fileprivate var inSystem: OSLogType {
            switch self {
            case .off, .debug, .trace: .debug
            case .info: .info
            case .warn: .default
            case .error: .error
            }
        }
    }
#endif

extension PhoneZone {
    /// The zone that the phone is in now. Tell the core of another by `PlatformEvent.setZone`.
    public static var current: PhoneZone {
        let zone = TimeZone.current
        return PhoneZone(id: zone.identifier, offsetS: Int32(zone.secondsFromGMT()))
    }
}

extension PlatformEvent {
    /// The most bytes of a picked file that cross: more than the core takes, so that it is the core that says so, and less than the
    /// phone's memory. Lengths cross in 32 bits.
    static let mostBytes = 40 << 20

    /// Itself, without what is too much to be carried to the core.
    var crossable: PlatformEvent {
        guard case .picked(let name, let content) = self, content.bytes.count > Self.mostBytes else { return self }
        return .picked(name: name, content: HiddenBytes(bytes: content.bytes.prefix(Self.mostBytes)))
    }
}
