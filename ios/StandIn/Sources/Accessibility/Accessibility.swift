// Stand-in: what a screen reader is told beside what it reads.

/// developer.apple.com/documentation/accessibility/accessibilitynotification
public enum AccessibilityNotification {
    /// What was told, in order. Not Apple's: for tests.
    @MainActor public static var told: [String] = []

    /// /accessibilitynotification/announcement
    public struct Announcement: Sendable {
        let words: String
        public init(_ announcement: String) { words = announcement }
        @MainActor public func post() { told.append(words) }
    }
    /// /accessibilitynotification/screenchanged
    public struct ScreenChanged {
        public init(_ element: Any? = nil) {}
        @MainActor public func post() { told.append("another screen") }
    }
}
