import CoreImage
import Foundation
import RelatchUI

extension QrMatrix {
    /// A text as the system encodes it; nothing where it is too long.
    init?(encoding text: String) {
        let parameters: [String: Any] = ["inputMessage": Data(text.utf8), "inputCorrectionLevel": "M"]
        guard let image = CIFilter(name: "CIQRCodeGenerator", parameters: parameters)?.outputImage else { return nil }
        // A pixel for each square. The white edge that the filter draws is drawn again: it does no harm.
        let width = Int(image.extent.width)
        guard width > 0, image.extent.width == image.extent.height else { return nil }
        var pixels = [UInt8](repeating: 255, count: 4 * width * width)
        pixels.withUnsafeMutableBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            CIContext().render(
                image, toBitmap: start, rowBytes: 4 * width, bounds: image.extent, format: .RGBA8, colorSpace: nil)
        }
        // Of the four parts of a pixel the first: all colours are the same.
        self.init(width: width, dark: stride(from: 0, to: pixels.count, by: 4).map { pixels[$0] < 128 })
    }
}
