// Stand-in: the camera that reads codes.
import SwiftUI
import UIKit

/// developer.apple.com/documentation/vision/vnbarcodesymbology
public struct VNBarcodeSymbology: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public static let qr = Self(rawValue: "qr")
}

/// developer.apple.com/documentation/visionkit/recognizeditem
public enum RecognizedItem: Sendable {
    case barcode(Barcode)
    /// /recognizeditem/barcode-swift.struct
    public struct Barcode: Sendable { public let payloadStringValue: String? }
}

/// /datascannerviewcontroller
@MainActor public class DataScannerViewController: UIViewController {
    /// /datascannerviewcontroller/recognizeddatatype
    public struct RecognizedDataType: Hashable, Sendable {
        public static func barcode(symbologies: [VNBarcodeSymbology] = []) -> Self { Self() }
    }
    public enum QualityLevel: Sendable { case balanced, fast, accurate }
    /// /datascannerviewcontroller/scanningunavailable
    public enum ScanningUnavailable: Error, Hashable, Sendable { case unsupported, cameraRestricted }
    public class var isSupported: Bool { false }
    public weak var delegate: (any DataScannerViewControllerDelegate)?
    public init(
        recognizedDataTypes: Set<RecognizedDataType>, qualityLevel: QualityLevel = .balanced,
        recognizesMultipleItems: Bool = false, isHighFrameRateTrackingEnabled: Bool = true,
        isPinchToZoomEnabled: Bool = true, isGuidanceEnabled: Bool = true, isHighlightingEnabled: Bool = false
    ) { super.init() }
    public func startScanning() throws {}
    public func stopScanning() {}
}

/// /datascannerviewcontrollerdelegate
@MainActor public protocol DataScannerViewControllerDelegate: AnyObject {
    func dataScanner(
        _ dataScanner: DataScannerViewController, didAdd addedItems: [RecognizedItem], allItems: [RecognizedItem])
    /// /datascannerviewcontrollerdelegate/datascanner(_:becameunavailablewitherror:)
    func dataScanner(
        _ dataScanner: DataScannerViewController,
        becameUnavailableWithError error: DataScannerViewController.ScanningUnavailable)
}
