import AVFoundation
import RelatchUI
import SwiftUI
import UIKit
import VisionKit

/// The camera, until it reads a QR code.
struct CodeScanner: UIViewControllerRepresentable {
    /// Told what is read, or nothing where the camera cannot go on.
    let told: @MainActor (String?) -> Void

    /// Whether the camera may be used; nothing where this phone's cannot read codes.
    static var permission: Permission? {
        // Whether it is available is no question: it is not before the permission is given.
        guard DataScannerViewController.isSupported else { return nil }
        return switch AVCaptureDevice.authorizationStatus(for: .video) {
        case .notDetermined: .notAsked
        case .restricted: .restricted
        case .denied: .denied
        case .authorized: .allowed
        @unknown default: .denied
        }
    }

    /// Lets the system ask for the permission.
    static func ask() async {
        _ = await AVCaptureDevice.requestAccess(for: .video)
    }

    func makeCoordinator() -> Reader { Reader(told: told) }

    func makeUIViewController(context: Context) -> Finder {
        let finder = Finder()
        finder.scanner.delegate = context.coordinator
        finder.failed = { told(nil) }
        return finder
    }

    func updateUIViewController(_ finder: Finder, context: Context) {}

    /// Shows what the camera sees, and starts it when it is seen: before that the system refuses.
    final class Finder: UIViewController {
        let scanner = DataScannerViewController(
            recognizedDataTypes: [.barcode(symbologies: [.qr])], isHighlightingEnabled: true)
        var failed: @MainActor () -> Void = {}

        override func viewDidLoad() {
            super.viewDidLoad()
            addChild(scanner)
            scanner.view.frame = view.bounds
            scanner.view.autoresizingMask = [.flexibleWidth, .flexibleHeight]
            view.addSubview(scanner.view)
            scanner.didMove(toParent: self)
        }

        override func viewDidAppear(_ animated: Bool) {
            super.viewDidAppear(animated)
            do { try scanner.startScanning() } catch { failed() }
        }

        override func viewWillDisappear(_ animated: Bool) {
            super.viewWillDisappear(animated)
            scanner.stopScanning()
        }
    }

    /// Tells what is read.
    @MainActor
    final class Reader: DataScannerViewControllerDelegate {
        private let told: @MainActor (String?) -> Void

        init(told: @escaping @MainActor (String?) -> Void) { self.told = told }

        func dataScanner(
            _ dataScanner: DataScannerViewController, didAdd addedItems: [RecognizedItem], allItems: [RecognizedItem]
        ) {
            for case .barcode(let code) in addedItems {
                if let text = code.payloadStringValue { told(text) }
            }
        }

        func dataScanner(
            _ dataScanner: DataScannerViewController,
            becameUnavailableWithError error: DataScannerViewController.ScanningUnavailable
        ) {
            told(nil)
        }
    }
}
