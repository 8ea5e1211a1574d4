import Foundation
import Headless
import Relatch
import SwiftUI
import Testing

@testable import RelatchUI

/// A phone with the app on it, as a person's fingers and ears know it. Nothing here sleeps; everything that is awaited has a deadline.
@MainActor
final class Phone {
    let device = TestDevice()
    let place: Folder
    /// What was saved to places that the owner chose.
    private(set) var saved: [Data] = []
    private(set) var shell: Shell
    private(set) var reader: ScreenReader

    var screen: Screen { shell.screen }
    var documents: URL { place.url.appending(path: "Documents") }
    private var support: URL { place.url.appending(path: "Support") }

    /// Opens the app, in a demonstration whose lock takes no time.
    init(_ demo: Demo? = Demo(paceMs: 0), language: String = "en") throws {
        place = Folder()
        device.language = language
        let support = place.url.appending(path: "Support")
        try FileManager.default.createDirectory(at: support, withIntermediateDirectories: true)
        try Demo.write(demo, to: support.appending(path: "demonstration.json"))
        shell = Shell(device: device, folder: support, documents: place.url.appending(path: "Documents"))
        reader = try ScreenReader(RelatchView(shell: shell), catalog: Sources.catalog)
        reader.look()
    }

    func close() {
        shell.end()
    }

    /// The process dies and begins anew: nothing is left but what was written.
    func dieAndBeginAnew() async throws -> Screen {
        shell.end()
        shell = Shell(device: device, folder: support, documents: documents)
        try drawAnew()
        return try await settled()
    }

    /// All views are made anew around the same core, as the system may do at any time.
    func drawAnew() throws {
        reader = try ScreenReader(RelatchView(shell: shell), catalog: Sources.catalog)
        reader.look()
    }

    func wait(for what: String, _ isThere: () -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        reader.look()
        while !isThere() {
            guard ContinuousClock.now < deadline else {
                throw Never(what: what, at: screen, shown: reader.transcript)
            }
            await Task.yield()
            // What a screen asks the platform for is served once it is drawn.
            reader.look()
        }
        reader.look()
    }

    struct Never: Error, CustomStringConvertible {
        let what: String
        let at: Screen
        let shown: String
        var description: String { "never: \(what); at \(at), \(at.problem?.code ?? "no problem"):\n\(shown)" }
    }

    @discardableResult
    func settled() async throws -> Screen {
        try await wait(for: "something to do") { screen.isSettled }
        return screen
    }

    /// Waits for what follows a screen.
    @discardableResult
    func after(_ before: Screen) async throws -> Screen {
        try await wait(for: "what follows \(before)") { screen.revision != before.revision && screen.isSettled }
        return screen
    }

    func press(_ button: ButtonName) throws {
        let offer = try #require(screen.actions.first { $0.button == button }, "\(button) of \(screen.actions)")
        try press("\(button)")
        if offer.confirm != nil { try press(offer.label) }
    }

    /// By the words that are heard, or by the name that the app gives it.
    func press(_ words: String) throws {
        try reader.press(words)
        reader.look()
    }

    /// A word of the shell itself, in English.
    func press(word: String) throws {
        let words = try #require(Catalog(Sources.catalog).words[word])
        let language = screen.language
        let short = language.hasPrefix("zh") ? "zh-Hans" : String(language.prefix(2))
        try press(try #require(words[language] ?? words[short]))
    }

    func type(_ text: String, into field: String) throws {
        try reader.type(text, into: field)
        reader.look()
    }

    func hears(_ words: String) -> Bool { reader.hears(words) }

    /// The system answered who holds the phone.
    func identified(_ passed: Bool) async throws {
        try await wait(for: "the question who holds the phone") { device.identifying != nil }
        device.identifying?.resume(returning: passed)
        device.identifying = nil
    }

    /// Saves what is given away.
    func save() async throws {
        try await wait(for: "a file to keep") { shell.outgoing != nil }
        let url = place.url.appending(path: "saved-\(saved.count)")
        try type(url.path, into: try #require(shell.outgoing).name)
        try await wait(for: "the file") { FileManager.default.fileExists(atPath: url.path) }
        saved.append(try Data(contentsOf: url))
    }
}

/// A folder of its own, which is removed when nobody holds it any more.
final class Folder: Sendable {
    let url: URL

    init() {
        url = FileManager.default.temporaryDirectory.appending(path: "relatch-\(UUID())")
        try? FileManager.default.createDirectory(
            at: url.appending(path: "Documents/Inbox"), withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }
}

/// What only a phone can do, done by a test.
@MainActor
final class TestDevice: Device {
    let bluetooth = TestRadio()
    var radio: any Radio { bluetooth }
    var language = "en"
    var account: AccountConfig?
    var clipboard: String? { didSet { clipboardCount += 1 } }
    private(set) var clipboardCount = 0
    var camera: Permission? = .allowed
    /// What the person says when the system asks for the camera.
    var answer = Permission.allowed
    private(set) var askedForCamera = 0
    var identifying: CheckedContinuation<Bool, any Error>?
    private(set) var reasons: [String] = []
    private(set) var settingsOpened = 0
    private(set) var isAwake = false
    private(set) var isFinishing = false
    private(set) var keptOut: [String] = []
    /// What could go to other apps.
    private(set) var offered: [URL] = []

    func identify(reason: String) async -> Bool {
        reasons.append(reason)
        return (try? await withCheckedThrowingContinuation { identifying = $0 }) ?? false
    }
    func openSettings() { settingsOpened += 1 }
    func clearClipboard() { clipboard = nil }
    func keepAwake(_ on: Bool) { isAwake = on }
    func finishInBackground(_ on: Bool) { isFinishing = on }
    func keepOutOfBackups(_ folder: URL) { keptOut.append(folder.lastPathComponent) }
    func askForCamera() async {
        askedForCamera += 1
        camera = answer
    }
    func scanner(_ told: @escaping @MainActor (String?) -> Void) -> AnyView {
        AnyView(
            VStack {
                Button("camera" as String) { told("AGE-SECRET-KEY-OF-NOBODY") }
                Button("camera that fails" as String) { told(nil) }
            })
    }
    func shareSheet(_ file: URL, _ given: @escaping @MainActor (Bool) -> Void) -> AnyView {
        offered.append(file)
        return AnyView(
            VStack {
                Button("another app") { given(true) }
                Button("close the sheet") { given(false) }
            })
    }
    func qrCode(_ text: String) -> QrMatrix? { QrMatrix(width: 2, dark: [true, false, false, true]) }
}

@MainActor
final class TestRadio: Radio {
    var bluetooth = Bluetooth(.notAsked, .unknown) { didSet { changed?() } }
    var savesPower = false
    private(set) var asked = 0
    private(set) var askedToSwitchOn = 0
    private var changed: (@MainActor () -> Void)?

    func watch(_ changed: @escaping @MainActor () -> Void) { self.changed = changed }
    func ask() { asked += 1 }
    func askToSwitchOn() { askedToSwitchOn += 1 }
}

/// The files of this repository.
enum Sources {
    static let ios = URL(filePath: #filePath).appending(path: "../../../../..").standardizedFileURL
    static let catalog = ios.appending(path: "Relatch/Localizable.xcstrings")
    static let transcripts = ios.appending(path: "RelatchUI/Tests/Transcripts")
    static let languages = ["en", "de", "es", "fr", "zh-Hans", "ar"]
}

extension Screen {
    /// One of no journey, with nothing but what a test is about.
    static func bare(
        _ revision: UInt32, _ stage: StageName, title: String = "", body: ScreenBody = .text, actions: [Offer] = [],
        request: PlatformRequest? = nil
    ) -> Screen {
        Screen(
            revision: revision, stage: stage, steps: [], title: title, lines: [], body: body, standing: nil, scene: nil,
            warning: nil, problem: nil, actions: actions, request: request, announce: nil, position: "",
            language: "en", rightToLeft: false, door: nil)
    }

    /// Whether something can be done on it.
    var isSettled: Bool {
        if case .progress = body { return false }
        return !(stage == .home && body == .text && problem == nil)
    }

    func offers(_ button: ButtonName) -> Bool { actions.contains { $0.button == button } }

    /// Whether the proof at the door was seen, so that the only way on is the import.
    var isLastProof: Bool { stage == .proof && body == .text && !offers(.skip) }

    /// Whether everything is over: the copy is erased.
    var isReceipt: Bool { stage == .erase && offers(.shareKey) }

    var choices: [Choice] { if case .choices(let choices) = body { choices } else { [] } }
    var checks: [Check] { if case .checklist(let checks) = body { checks } else { [] } }
    var items: ItemTable? { if case .items(let table) = body { table } else { nil } }
    var report: ReportBody? { if case .report(let report) = body { report } else { nil } }
    var isProgress: Bool { if case .progress = body { true } else { false } }

    /// The kind of its body.
    var kind: String {
        switch body {
        case .text: "text"
        case .choices: "choices"
        case .checklist: "checklist"
        case .instructions: "instructions"
        case .form: "form"
        case .progress: "progress"
        case .items: "items"
        case .plan: "plan"
        case .code: "code"
        case .proof: "proof"
        case .report: "report"
        }
    }
}
