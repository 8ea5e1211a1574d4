import Observation

/// The guided way as an app draws it: the newest screen, and what a person does on it.
///
/// An app has one, for as long as it runs, and shows `screen`. A view that reads it is drawn anew when another comes:
///
/// ```swift
/// @main struct RelatchApp: App {
///     @State private var guide = Guide(AppConfig(folder: .applicationSupportDirectory.appending(path: "relatch"), mode: .real))
///     var body: some SwiftUI.Scene {
///         WindowGroup { ScreenView(screen: guide.screen, act: guide.send) }
///     }
/// }
/// ```
///
/// Nothing here fails, waits or throws: what goes wrong is a problem on the screen.
@MainActor
@Observable
public final class Guide {
    /// What to show now.
    public private(set) var screen: Screen

    @ObservationIgnored private let core: RelatchCore.RelatchApp
    @ObservationIgnored private let news: News
    @ObservationIgnored private var isOver = false

    /// Starts the core, which opens its folder and its keys in the background. A first screen is there at once.
    ///
    /// - Parameters:
    ///   - config: The app's folder, its language, and whether the lock is a real one.
    ///   - log: Gets every line of the log: one after the other, on a thread of the core. No line holds a secret. It must not wait
    ///     for the main actor.
    public init(_ config: AppConfig, log: @escaping @Sendable (LogLine) -> Void = LogLine.toSystem) {
        news = News(log: log)
        core = RelatchCore.RelatchApp(config: config, observer: news)
        screen = core.screen()
        // It holds the guide only while a screen is set, so that one that nobody holds any more ends.
        Task { [weak self, screens = news.screens] in
            for await screen in screens {
                self?.show(screen)
            }
        }
    }

    /// As `shutDown()`.
    deinit {
        core.shutDown()
        news.end()
    }

    /// A person did something on this screen: the one that they saw, which need not be the newest. What it does not offer, or what
    /// was done on an older one, changes nothing; so a double tap counts once.
    public func send(_ action: Action, on screen: Screen) {
        core.send(revision: screen.revision, action: action)
    }

    /// The platform answered the screen's request, or something about it changed.
    public func platformEvent(_ event: PlatformEvent) {
        core.platformEvent(event: event.crossable)
    }

    /// What support needs to know, as JSON that a person may read before it is given away. It holds no secret.
    public func diagnostics() -> String {
        core.diagnostics()
    }

    /// Ends the guide: `screen` stays as it is, and nothing that is sent counts any more. What runs stops as soon as the lock's state
    /// is known, in the background; a new guide for the same folder waits for that by itself. May be called more than once.
    public func shutDown() {
        isOver = true
        core.shutDown()
        news.end()
    }

    /// One may still be on its way at the end.
    private func show(_ screen: Screen) {
        if !isOver { self.screen = screen }
    }
}
