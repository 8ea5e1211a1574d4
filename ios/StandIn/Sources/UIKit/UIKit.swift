// Stand-in for the few UIKit names that this app touches. Our belief, not Apple's code.
import Foundation

/// developer.apple.com/documentation/uikit/uikeyboardtype
public enum UIKeyboardType: Int, Sendable { case `default`, asciiCapable, numbersAndPunctuation, URL, numberPad }

/// /uitextcontenttype
public struct UITextContentType: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public static let oneTimeCode = Self(rawValue: "one-time-code")
}

/// /uibackgroundtaskidentifier
public struct UIBackgroundTaskIdentifier: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let invalid = Self(rawValue: 0)
}

/// /uiapplication
@MainActor public class UIApplication {
    public static let shared = UIApplication()
    /// /uiapplication/isidletimerdisabled
    public var isIdleTimerDisabled = false
    /// /uiapplication/opensettingsurlstring
    public nonisolated static let openSettingsURLString = "app-settings:"
    /// /uiapplication/openexternalurloptionskey
    public struct OpenExternalURLOptionsKey: Hashable, Sendable {}
    /// /uiapplication/open(_:options:completionhandler:)
    public func open(
        _ url: URL, options: [OpenExternalURLOptionsKey: Any] = [:],
        completionHandler completion: (@MainActor @Sendable (Bool) -> Void)? = nil
    ) {}
    /// /uiapplication/beginbackgroundtask(withname:expirationhandler:)
    public func beginBackgroundTask(
        withName taskName: String?, expirationHandler handler: (@MainActor @Sendable () -> Void)? = nil
    ) -> UIBackgroundTaskIdentifier { UIBackgroundTaskIdentifier(rawValue: 1) }
    /// /uiapplication/endbackgroundtask(_:)
    public func endBackgroundTask(_ identifier: UIBackgroundTaskIdentifier) {}
}

/// /uipasteboard
public class UIPasteboard {
    @MainActor public static let general = UIPasteboard()
    /// /uipasteboard/items
    public var items: [[String: Any]] = []
    /// /uipasteboard/changecount
    public var changeCount: Int { 0 }
}

/// /uiviewcontroller
@MainActor open class UIViewController {
    public init() {}
}

/// /uiactivity
@MainActor open class UIActivity {
    /// /uiactivity/activitytype
    public struct ActivityType: RawRepresentable, Hashable, Sendable {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
    }
}

/// /uiactivityviewcontroller
@MainActor open class UIActivityViewController: UIViewController {
    /// /uiactivityviewcontroller/completionwithitemshandler-swift.typealias
    public typealias CompletionWithItemsHandler = (UIActivity.ActivityType?, Bool, [Any]?, (any Error)?) -> Void
    /// /uiactivityviewcontroller/completionwithitemshandler-swift.property
    open var completionWithItemsHandler: CompletionWithItemsHandler?
    /// /uiactivityviewcontroller/init(activityitems:applicationactivities:)
    public init(activityItems: [Any], applicationActivities: [UIActivity]?) { super.init() }
}
