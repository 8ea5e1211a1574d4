import Foundation
import Observation
import Relatch

/// A file that was opened from outside and waits until the journey asks for a copy.
struct WaitingFile: Equatable, Sendable {
    let name: String
    /// Nothing where it could not be read.
    let content: Data?
}

/// A camera that looks for a code or does not.
enum Scan: Sendable {
    case off, on
    /// It may not be used.
    case refused
    /// It may be used, and does not start.
    case failed
}

/// The core of the process and what the platform adds to it. It knows nothing of locks and of the order of steps: what it does
/// follows from the `Screen`.
@MainActor
@Observable
public final class Shell {
    private var guide: Guide
    /// The demonstration that runs, if this is one.
    private(set) var demo: Demo?
    /// A file that was opened from outside.
    private(set) var waiting: WaitingFile?
    /// Whether a journey was begun with it, so that who leaves that one is not led into the next.
    @ObservationIgnored private var isBegun = false
    /// How often a person tried again or began anew: then the platform is asked again, too.
    private(set) var tries = 0
    /// What is typed into the fields of this screen.
    private var drafts = Drafts()
    /// Whether a file is being chosen.
    var isPicking = false
    /// What is being saved to a place that the owner chooses.
    var outgoing: Outgoing?
    /// The same, until it is known whether it arrived: the system closes its dialogue before it says so.
    @ObservationIgnored private var given: Outgoing?
    /// What may go straight into another app, while its owner chooses which.
    private(set) var sending: URL?
    /// What became of the camera, where a screen asks for a code.
    private(set) var scan = Scan.off
    /// What is shown in place of the core's screen, for transcripts of what no test could wait for.
    private var instead: Screen?

    @ObservationIgnored let device: any Device
    @ObservationIgnored private let folder: URL
    @ObservationIgnored private let documents: URL
    @ObservationIgnored private var served: UInt32?
    @ObservationIgnored private var hasActed = false
    /// How often something had been copied when a text was pasted here.
    @ObservationIgnored private var pasted: Int?
    /// The system asks something on our behalf: then it is no sign of leaving that the app is not active.
    @ObservationIgnored private(set) var isAsked = false

    /// - Parameters:
    ///   - device: The phone.
    ///   - folder: Where this app alone keeps its files.
    ///   - documents: Where the system puts files that other apps open with this one.
    public init(device: any Device, folder: URL, documents: URL) {
        self.device = device
        self.folder = folder
        self.documents = documents
        Files.clearOutbox()
        let demo = Demo.read(from: Shell.demoFile(folder))
        self.demo = demo
        guide = Shell.guide(demo, fresh: false, device, folder)
        device.radio.watch { [weak self] in
            // An answer to a question, if there was one.
            self?.isAsked = false
            self?.tellRadio()
        }
        tellRadio()
    }

    /// What to show.
    var screen: Screen { instead ?? guide.screen }

    /// A person did something on a screen.
    func act(on screen: Screen, _ action: Action) {
        hasActed = true
        if action == .press(button: .retry) {
            // Where nothing has changed the revision stays, and so does what the screen asks for.
            served = nil
            tries += 1
        }
        if case .submit = action { forgetPasted() }
        guide.send(action, on: screen)
    }

    /// The platform answered, or something about it changed.
    func tell(_ event: PlatformEvent) {
        guide.platformEvent(event)
    }

    /// Tells the core of Bluetooth, where this phone's own counts; and of Low Power Mode, so that a demonstration says what this phone would.
    func tellRadio() {
        tell(.powerSaving(on: device.radio.savesPower))
        guard demo?.fault.usesRadio ?? true else { return }
        if let state = device.radio.bluetooth.state { tell(.radio(state: state)) }
    }

    /// The person's language and zone may have changed while the app was away.
    func cameToFront() {
        isAsked = false
        tell(.setLanguage(tag: device.language))
        tell(.setZone(zone: .current))
        tellRadio()
    }

    /// The app left the front: what the core shows only because somebody asked for it is hidden again.
    func leftFront() {
        endScan()
        if screen.actions.contains(where: { $0.button == .hide }) {
            guide.send(.press(button: .hide), on: screen)
        }
    }

    /// Does what the newest screen asks the platform for, once for each revision. The system asks only who just did something.
    func serve() {
        let screen = screen
        guard let request = screen.request, served != screen.revision else { return }
        let asks = request == .permission || request == .bluetoothOn
        guard !asks || hasActed else { return }
        served = screen.revision
        if asks { hasActed = false }
        switch request {
        case .permission: askPermission()
        case .bluetoothOn: device.radio.askToSwitchOn()
        case .pickKey: isPicking = true
        case .pickCopy: if !giveWaiting() { isPicking = true }
        case .share(let file): share(file)
        case .identify(let reason): identify(reason)
        // The screen offers its camera and has a field for the text; and a screen is kept on for as long as it is shown.
        case .scanQr, .keepAwake: break
        }
    }

    /// Begins a demonstration or ends it. The journeys of the real lock and of the virtual one never meet: they have a folder each.
    func demonstrate(_ demo: Demo?) {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Demo.write(demo, to: Shell.demoFile(folder))
        } catch {
            // Nothing begins that would be taken for something else after the next start.
            return
        }
        self.demo = demo
        begin(fresh: true)
    }

    /// What is typed into a field.
    func draft(_ field: Field, on screen: Screen) -> String {
        drafts.text(field, on: screen)
    }

    /// Keeps what is typed into a field. Nobody types as many letters at once as a key has: those were pasted.
    func type(_ text: String, into field: Field, on screen: Screen) {
        if text.count > draft(field, on: screen).count + 8 { notePasted() }
        drafts.type(text, into: field, on: screen)
    }

    /// A text came from the clipboard.
    func notePasted() {
        pasted = device.clipboardCount
    }

    /// A file was opened from outside. Where a journey can begin with it, it does.
    func opened(_ url: URL) async {
        guard Files.isFromOutside(url, own: folder) else { return }
        let documents = documents
        let content = await Task.detached {
            defer { Files.removeCopy(url, documents: documents) }
            return Files.read(url)
        }.value
        waiting = WaitingFile(name: url.lastPathComponent, content: content)
        isBegun = false
        offerWaiting()
    }

    /// Begins a journey with the file that waits, once and where that is offered.
    func offerWaiting() {
        let id = "begin-from-copy"
        guard waiting?.content != nil, !isBegun, screen.stage == .home, case .choices(let choices) = screen.body,
            choices.contains(where: { $0.id == id && $0.enabled })
        else { return }
        isBegun = true
        act(on: screen, .choose(id: id))
    }

    /// The person does not want the file that was opened from outside.
    func putAway() {
        waiting = nil
    }

    /// A file was chosen, or none.
    func picked(_ url: URL?) async {
        let content = await Task.detached { url.flatMap(Files.read) }.value
        if let url, let content {
            tell(.picked(name: url.lastPathComponent, content: HiddenBytes(bytes: content)))
        } else {
            tell(.notPicked)
        }
    }

    /// A file was saved to a place, or to none. Only what is there equal counts as handed over.
    func saved(to url: URL?) async {
        let file = given
        given = nil
        let there = await Task.detached { url.flatMap(Files.read) }.value
        tell(.shared(done: file != nil && file?.content == there))
    }

    /// The system's sheet ended: an app took the file, or none did. No more is known of it than that.
    func sent(_ given: Bool) {
        guard sending != nil else { return }
        sending = nil
        tell(.shared(done: given))
    }

    /// Lets the camera look for a code. The first time the system asks whether it may.
    func beginScan() async {
        if device.camera == .notAsked {
            isAsked = true
            await device.askForCamera()
            isAsked = false
        }
        scan = device.camera == .allowed ? .on : .refused
    }

    /// The camera read a code, or it cannot.
    func scanned(_ text: String?) {
        guard scan == .on else { return }
        scan = text == nil ? .failed : .off
        if let text { tell(.scanned(text: Hidden(text: text))) }
    }

    /// The camera is not wanted any more.
    func endScan() {
        scan = .off
    }

    /// Ends the core. Its journal is what the next one goes on from.
    func end() {
        guide.shutDown()
    }

    func begin(fresh: Bool) {
        end()
        drafts = Drafts()
        served = nil
        instead = nil
        tries += 1
        guide = Shell.guide(demo, fresh: fresh, device, folder)
        tellRadio()
    }

    func show(_ screen: Screen, asReal: Bool = false) {
        if asReal { demo = nil }
        instead = screen
    }

    private static func demoFile(_ folder: URL) -> URL { folder.appending(path: "demonstration.json") }

    private static func guide(_ demo: Demo?, fresh: Bool, _ device: any Device, _ folder: URL) -> Guide {
        let own = folder.appending(path: demo == nil ? "relatch" : "demo")
        // Where this fails the core says so on its screen.
        try? FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        device.keepOutOfBackups(own)
        let mode: AppMode = demo.map { .demo(lock: $0.lock(fresh: fresh)) } ?? .real
        return Guide(AppConfig(folder: own, mode: mode, language: device.language, account: device.account))
    }

    private func askPermission() {
        switch device.radio.bluetooth.permission {
        case .notAsked:
            isAsked = true
            device.radio.ask()
        // The system does not ask twice. Only its settings help.
        case .denied, .restricted: device.openSettings()
        case .allowed: tellRadio()
        }
    }

    private func identify(_ reason: String) {
        isAsked = true
        Task {
            let passed = await device.identify(reason: reason)
            isAsked = false
            tell(.identified(passed: passed))
        }
    }

    private func share(_ file: SharedFile) {
        guard let content = try? Data(contentsOf: URL(fileURLWithPath: file.path)) else {
            tell(.shared(done: false))
            return
        }
        let outgoing = Outgoing(name: file.name, content: content)
        // The system's sheet has both ways, other apps and a place for a file, under its own words.
        if file.ways != nil {
            sending = Files.putOut(outgoing)
            if sending == nil { tell(.shared(done: false)) }
        } else {
            self.outgoing = outgoing
            given = outgoing
        }
    }

    /// Gives the waiting file, if there is one, in place of asking for one.
    private func giveWaiting() -> Bool {
        guard let file = waiting, let content = file.content else { return false }
        waiting = nil
        tell(.picked(name: file.name, content: HiddenBytes(bytes: content)))
        return true
    }

    /// A key that was pasted must not stay where every app can read it; what was copied since is not ours to take away.
    private func forgetPasted() {
        if pasted == device.clipboardCount { device.clearClipboard() }
        pasted = nil
    }
}
