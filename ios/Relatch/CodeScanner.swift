import SwiftUI
import VisionKit

/// The camera, until it reads a QR code.
struct CodeScanner: UIViewControllerRepresentable {
    let found: @MainActor (String) -> Void

    /// Whether this phone can do it, and nobody forbade the camera.
    static var isPossible: Bool { DataScannerViewController.isSupported && DataScannerViewController.isAvailable }

    func makeCoordinator() -> Reader { Reader(found: found) }

    func makeUIViewController(context: Context) -> DataScannerViewController {
        let scanner = DataScannerViewController(
            recognizedDataTypes: [.barcode(symbologies: [.qr])], isHighlightingEnabled: true)
        scanner.delegate = context.coordinator
        // Where it cannot, the person sees no picture and goes back: the key can be typed, too.
        try? scanner.startScanning()
        return scanner
    }

    func updateUIViewController(_ scanner: DataScannerViewController, context: Context) {}

    static func dismantleUIViewController(_ scanner: DataScannerViewController, coordinator: Reader) {
        scanner.stopScanning()
    }

    /// Tells what is read.
    @MainActor
    final class Reader: DataScannerViewControllerDelegate {
        private let found: @MainActor (String) -> Void

        init(found: @escaping @MainActor (String) -> Void) { self.found = found }

        func dataScanner(
            _ dataScanner: DataScannerViewController, didAdd addedItems: [RecognizedItem], allItems: [RecognizedItem]
        ) {
            for case .barcode(let code) in addedItems {
                if let text = code.payloadStringValue { found(text) }
            }
        }
    }
}
