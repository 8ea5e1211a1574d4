import Foundation
import Relatch
import SwiftUI

/// What only the phone can do. The app has one for a real iPhone, its tests have one of their own.
@MainActor
public protocol Device: AnyObject {
    /// Bluetooth.
    var radio: any Radio { get }
    /// The language that the app is shown in, as a BCP 47 tag.
    var language: String { get }
    /// The vendor's own application with the lock maker's cloud, where the publisher of this app has one.
    var account: AccountConfig? { get }
    /// Counts up whenever something is put on the clipboard; tells nothing of what it is.
    var clipboardCount: Int { get }
    /// Whether the app may use the camera; nothing where this phone's cannot read codes.
    var camera: Permission? { get }

    /// Asks who holds the phone: by face, finger or what unlocks it. Not passed where nothing unlocks it.
    func identify(reason: String) async -> Bool
    /// Opens this app's page in the system's settings.
    func openSettings()
    /// Takes away what is on the clipboard.
    func clearClipboard()
    /// Keeps the screen on, or no longer.
    func keepAwake(_ on: Bool)
    /// Asks for time to end what runs while the app is not in front, or gives it back.
    func finishInBackground(_ on: Bool)
    /// Leaves a folder out of the phone's backups.
    func keepOutOfBackups(_ folder: URL)
    /// Lets the system ask for the camera. It asks once in the life of the app on this phone.
    func askForCamera() async
    /// What the camera sees. Each code that it reads is told, or nothing where it cannot start or go on.
    func scanner(_ told: @escaping @MainActor (String?) -> Void) -> AnyView
    /// What the system shows to give a file away: other apps, and places for it. Told is whether one took it.
    func shareSheet(_ file: URL, _ given: @escaping @MainActor (Bool) -> Void) -> AnyView
    /// A text as a QR code.
    func qrCode(_ text: String) -> QrMatrix?
}

/// The vendor's own application with the lock maker's cloud, as a bundle's information names it.
///
/// - Parameter information: Of the bundle: `RelatchClientID` and `RelatchTokenServer`.
/// - Returns: Nothing where either is missing or empty.
public func accountConfig(in information: [String: Any]?) -> AccountConfig? {
    func text(_ key: String) -> String? {
        (information?[key] as? String).flatMap { $0.isEmpty ? nil : $0 }
    }
    guard let clientId = text("RelatchClientID"), let server = text("RelatchTokenServer") else { return nil }
    return AccountConfig(clientId: clientId, tokenServer: server)
}

/// Whether a person lets the app use something of the phone.
public enum Permission: Sendable {
    /// Nobody was asked.
    case notAsked
    /// The person said yes.
    case allowed
    /// The person said no, which only the settings can change.
    case denied
    /// Screen Time or who manages the phone forbids it: this person cannot change it.
    case restricted
}

/// The squares of a QR code, row by row, without the white edge that belongs around it.
public struct QrMatrix: Equatable, Sendable {
    /// How many squares a row has, and how many rows there are.
    public let width: Int
    /// Which of them are dark.
    public let dark: [Bool]

    /// - Parameters:
    ///   - width: How many squares a row has.
    ///   - dark: Which are dark, row by row: `width` times `width` of them.
    public init(width: Int, dark: [Bool]) {
        self.width = width
        self.dark = dark
    }
}
