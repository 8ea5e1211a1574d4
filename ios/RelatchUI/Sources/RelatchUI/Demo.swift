import Foundation
import Relatch
import SwiftUI

/// What goes wrong in a demonstration, by the core's names for it.
enum DemoFault: String, CaseIterable, Codable, Sendable {
    case none, drop, asleep, refuse, battery, held, radio

    var words: LocalizedStringKey {
        switch self {
        case .none: "Nothing goes wrong"
        case .drop: "The connection breaks"
        case .asleep: "The lock falls asleep"
        case .refuse: "The lock refuses"
        case .battery: "The battery is low"
        case .held: "Another phone is connected"
        case .radio: "This phone’s Bluetooth counts"
        }
    }

    var scripts: [String] {
        switch self {
        case .none, .radio: []
        // One loss is mended without a word, a dozen in a row is told.
        case .drop: ["drop-after@12", "lose-reply@140"] + (60..<72).map { "drop-before@\($0)" }
        case .asleep: ["asleep@20", "asleep@120"]
        case .refuse: ["refuse@25", "refuse@130"]
        case .battery: ["battery-low@30"]
        case .held: ["held@15"]
        }
    }

    /// Whether this phone's own Bluetooth counts, with its permission, though a virtual lock needs none.
    var usesRadio: Bool { self == .radio }
}

/// A demonstration, kept over the end of the process.
struct Demo: Equatable, Codable, Sendable {
    var fault = DemoFault.none
    /// How long the virtual lock takes for a request: long enough to see that something runs.
    var paceMs: UInt32 = 40

    func lock(fresh: Bool) -> DemoLock {
        DemoLock(model: .full, faults: fault.scripts, paceMs: paceMs, fresh: fresh)
    }

    static func read(from file: URL) -> Demo? {
        guard let kept = try? Data(contentsOf: file) else { return nil }
        // What cannot be read was a demonstration all the same: it must not go on as the real thing.
        return (try? JSONDecoder().decode(Demo.self, from: kept)) ?? Demo()
    }

    /// On the disk before the core begins, so that a demonstration never goes on as the real thing.
    static func write(_ demo: Demo?, to file: URL) throws {
        if let demo {
            try JSONEncoder().encode(demo).write(to: file, options: .atomic)
        } else if FileManager.default.fileExists(atPath: file.path) {
            try FileManager.default.removeItem(at: file)
        }
    }
}
