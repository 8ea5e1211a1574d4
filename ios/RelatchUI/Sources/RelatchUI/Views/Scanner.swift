import SwiftUI

/// Offers the camera where a screen asks for a code, and says why it does not start. The key can be typed, too.
struct ScanOffer: View {
    let shell: Shell

    var body: some View {
        WideButton(kind: .plain) {
            Task { await shell.beginScan() }
        } label: {
            Text("Scan the code")
        }
        if let words {
            Note(sign: .warning, ground: .careCard, ink: .onCareCard) { Text(words) }
            if shell.scan == .refused, shell.device.camera == .denied {
                WideButton(kind: .plain) {
                    shell.device.openSettings()
                } label: {
                    Text("Open the settings")
                }
            }
        }
    }

    private var words: LocalizedStringKey? {
        switch (shell.scan, shell.device.camera) {
        case (.failed, _): "The camera could not start. Type the key instead."
        case (.refused, .restricted):
            "The camera is restricted on this phone: by Screen Time, or by whoever manages it. Type the key instead."
        case (.refused, .denied): "Relatch may not use the camera. Allow it in the settings, or type the key instead."
        default: nil
        }
    }
}

/// What the camera sees, and the way back.
struct ScanSheet: View {
    let shell: Shell

    var body: some View {
        VStack(spacing: 0) {
            shell.device.scanner { shell.scanned($0) }
            WideButton(kind: .plain) {
                shell.endScan()
            } label: {
                Text("Cancel")
            }
            .padding(20)
        }
    }
}
