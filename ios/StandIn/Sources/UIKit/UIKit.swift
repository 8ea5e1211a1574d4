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

/// /uiview
@MainActor open class UIView {
    /// /uiview/autoresizingmask-swift.struct
    public struct AutoresizingMask: OptionSet, Sendable {
        public let rawValue: UInt
        public init(rawValue: UInt) { self.rawValue = rawValue }
        public static let flexibleWidth = Self(rawValue: 2), flexibleHeight = Self(rawValue: 16)
    }
    open var frame = CGRect.zero
    open var bounds = CGRect.zero
    /// /uiview/autoresizingmask-swift.property
    open var autoresizingMask: AutoresizingMask = []
    /// /uiview/addsubview(_:)
    open func addSubview(_ view: UIView) {}
}

/// /uiviewcontroller
@MainActor open class UIViewController {
    open var view: UIView!
    public init() {}
    /// /uiviewcontroller/viewdidload()
    open func viewDidLoad() {}
    /// /uiviewcontroller/viewdidappear(_:)
    open func viewDidAppear(_ animated: Bool) {}
    /// /uiviewcontroller/viewwilldisappear(_:)
    open func viewWillDisappear(_ animated: Bool) {}
    /// /uiviewcontroller/addchild(_:)
    open func addChild(_ childController: UIViewController) {}
    /// /uiviewcontroller/didmove(toparent:)
    open func didMove(toParent parent: UIViewController?) {}
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
