import Foundation
import LocalAuthentication
import RelatchUI
import SwiftUI
import UIKit

/// A real iPhone.
@MainActor
final class IPhone: Device {
    let radio: any Radio = BluetoothRadio()
    private var background = UIBackgroundTaskIdentifier.invalid

    /// The language that the system chose for the app, with the region that the person has for it.
    var language: String {
        let chosen = Bundle.main.preferredLocalizations.first ?? "en"
        return Locale.preferredLanguages.first { $0.hasPrefix(chosen) } ?? chosen
    }

    let account = accountConfig(in: Bundle.main.infoDictionary)

    var clipboardCount: Int { UIPasteboard.general.changeCount }

    var camera: Permission? { CodeScanner.permission }

    func identify(reason: String) async -> Bool {
        // A new one each time, or an earlier answer would count.
        let passed = try? await LAContext().evaluatePolicy(.deviceOwnerAuthentication, localizedReason: reason)
        return passed ?? false
    }

    func openSettings() {
        guard let settings = URL(string: UIApplication.openSettingsURLString) else { return }
        UIApplication.shared.open(settings)
    }

    func clearClipboard() {
        UIPasteboard.general.items = []
    }

    func keepAwake(_ on: Bool) {
        UIApplication.shared.isIdleTimerDisabled = on
    }

    /// The system gives some seconds. What is not done by then goes on from the core's journal.
    func finishInBackground(_ on: Bool) {
        endBackground()
        guard on else { return }
        background = UIApplication.shared.beginBackgroundTask(withName: "exchange with the lock") { [weak self] in
            self?.endBackground()
        }
    }

    func keepOutOfBackups(_ folder: URL) {
        var folder = folder
        var values = URLResourceValues()
        values.isExcludedFromBackup = true
        try? folder.setResourceValues(values)
    }

    func askForCamera() async {
        await CodeScanner.ask()
    }

    func scanner(_ told: @escaping @MainActor (String?) -> Void) -> AnyView {
        AnyView(CodeScanner(told: told))
    }

    func shareSheet(_ file: URL, _ given: @escaping @MainActor (Bool) -> Void) -> AnyView {
        AnyView(ShareSheet(file: file, given: given))
    }

    func qrCode(_ text: String) -> QrMatrix? {
        QrMatrix(encoding: text)
    }

    private func endBackground() {
        guard background != .invalid else { return }
        UIApplication.shared.endBackgroundTask(background)
        background = .invalid
    }
}
