import Foundation
import RelatchUI
import SwiftUI

/// The app: one core for as long as the process lives, and one window that shows it.
@main
struct RelatchApp: App {
    @State private var shell = Shell(
        device: IPhone(), folder: .applicationSupportDirectory, documents: .documentsDirectory)

    var body: some Scene {
        WindowGroup { RelatchView(shell: shell) }
    }
}
