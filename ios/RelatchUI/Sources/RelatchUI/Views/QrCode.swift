import Foundation
import SwiftUI

/// A QR code: black on white in the dark, too, or few cameras read it.
struct QrCode: View {
    let matrix: QrMatrix

    var body: some View {
        Canvas { graphics, size in
            let side = min(size.width, size.height) / CGFloat(matrix.width)
            var squares = Path()
            for (index, isDark) in matrix.dark.enumerated() where isDark {
                // A little over the edge, or hairlines show between the squares.
                squares.addRect(
                    CGRect(
                        x: CGFloat(index % matrix.width) * side,
                        y: CGFloat(index / matrix.width) * side,
                        width: side + 0.5,
                        height: side + 0.5
                    ))
            }
            graphics.fill(squares, with: .color(.black))
        }
        .aspectRatio(1, contentMode: .fit)
        .padding(20)
        .background(.white)
        .frame(maxWidth: 260, maxHeight: 260)
        .environment(\.layoutDirection, .leftToRight)
        .accessibilityLabel(Text("QR code of the key"))
    }
}
