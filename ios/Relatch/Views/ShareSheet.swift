import Foundation
import SwiftUI
import UIKit

/// The system's sheet to give a file away: other apps, and places for it.
struct ShareSheet: UIViewControllerRepresentable {
    let file: URL
    let given: @MainActor (Bool) -> Void

    func makeUIViewController(context: Context) -> UIActivityViewController {
        let sheet = UIActivityViewController(activityItems: [file], applicationActivities: nil)
        sheet.completionWithItemsHandler = { _, completed, _, error in given(completed && error == nil) }
        return sheet
    }

    func updateUIViewController(_ sheet: UIActivityViewController, context: Context) {}
}
