import Accessibility
import Foundation
import Relatch
import SwiftUI

/// The whole window.
public struct RelatchView: View {
    @State private var shell: Shell
    @State private var isChoosingDemo = false
    @State private var isAtDoor = false
    @Environment(\.scenePhase) private var phase

    /// - Parameter shell: The core of this process.
    public init(shell: Shell) { _shell = State(initialValue: shell) }

    private var screen: Screen { shell.screen }
    /// The system's own questions, a face to look at or a permission to give, do not hide what they are about.
    private var isCovered: Bool { phase == .background || (phase == .inactive && !shell.isAsked) }
    private var isScanning: Bool { shell.scan == .on && screen.request == .scanQr }
    private var keepsAwake: Bool { screen.request == .keepAwake }

    /// The screen, or its cover while somebody else may be looking.
    public var body: some View {
        ZStack {
            shown.opacity(isCovered ? 0 : 1)
            if isCovered { Cover() }
        }
        // Not on the same view as the importer: of two such, one may be forgotten.
        .fileExporter(
            isPresented: Binding(get: { shell.outgoing != nil }, set: { if !$0 { shell.outgoing = nil } }),
            item: shell.outgoing,
            contentTypes: [.data],
            defaultFilename: shell.outgoing?.name,
            onCompletion: { result in Task { await shell.saved(to: try? result.get()) } },
            onCancellation: { Task { await shell.saved(to: nil) } }
        )
        .sheet(isPresented: Binding(get: { shell.sending != nil }, set: { if !$0 { shell.sent(false) } })) {
            if let file = shell.sending { shell.device.shareSheet(file) { shell.sent($0) } }
        }
        .environment(\.layoutDirection, screen.rightToLeft ? .rightToLeft : .leftToRight)
        .environment(\.locale, Locale(identifier: screen.language))
        .onChange(of: Asking(screen, shell.tries), initial: true) { _, _ in shell.serve() }
        .onChange(of: screen, initial: true) { _, _ in shell.offerWaiting() }
        .onChange(of: phase, initial: true) { _, phase in turned(phase) }
        .onChange(of: keepsAwake && phase == .active, initial: true) { _, awake in shell.device.keepAwake(awake) }
        .onChange(of: keepsAwake && phase == .background) { _, runs in shell.device.finishInBackground(runs) }
        .onChange(of: Told(screen)) { old, new in tell(old, new) }
        .sensoryFeedback(trigger: Felt(screen)) { _, new in new.feeling?.feedback }
        .onOpenURL { url in Task { await shell.opened(url) } }
    }

    private var shown: some View {
        ScreenView(
            screen: screen,
            hand: hand,
            top: { if shell.demo != nil { DemoBar(isAtDoor: $isAtDoor) { shell.demonstrate(nil) } } },
            above: { above },
            below: { below }
        )
        .accessibilityAction(.escape) { if let way = screen.wayBack { hand.act(.press(button: way)) } }
        .sheet(isPresented: $isChoosingDemo) {
            DemoChoice { demo in
                isChoosingDemo = false
                if let demo { shell.demonstrate(demo) }
            }
        }
        .sheet(isPresented: Binding(get: { isScanning }, set: { if !$0 { shell.endScan() } })) {
            ScanSheet(shell: shell)
        }
        .fileImporter(
            isPresented: Binding(get: { shell.isPicking }, set: { shell.isPicking = $0 }),
            allowedContentTypes: [.copy, .data],
            allowsMultipleSelection: false,
            onCompletion: { result in Task { await shell.picked(try? result.get().first) } },
            onCancellation: { Task { await shell.picked(nil) } }
        )
    }

    private var hand: Hand {
        Hand(
            act: { shell.act(on: screen, $0) },
            draft: { field in
                Binding(
                    get: { shell.draft(field, on: screen) },
                    set: { shell.type($0, into: field, on: screen) }
                )
            },
            pasted: { shell.notePasted() },
            qrCode: { shell.device.qrCode($0) },
            isCovered: phase != .active
        )
    }

    @ViewBuilder private var above: some View {
        if isAtDoor, let door = screen.door {
            DoorPanel(door: door, isCovered: phase != .active) { shell.tell(.atDoor(deed: $0)) }
        }
        if let file = shell.waiting { WaitingNote(file: file) { shell.putAway() } }
        if shell.device.radio.bluetooth.permission == .restricted, screen.request == .permission {
            Note(sign: .warning, ground: .careCard, ink: .onCareCard) {
                Text(
                    "Bluetooth is restricted on this phone: by Screen Time, or by whoever manages it. Only they can allow it."
                )
            }
        }
    }

    @ViewBuilder private var below: some View {
        if screen.request == .scanQr, shell.device.camera != nil { ScanOffer(shell: shell) }
        if shell.demo == nil, screen.isBeginning {
            WideButton(kind: .plain) {
                isChoosingDemo = true
            } label: {
                Text("Demonstration")
            }
        }
    }

    private func turned(_ phase: ScenePhase) {
        switch phase {
        case .active: shell.cameToFront()
        case .background: shell.leftFront()
        default: break
        }
    }

    private func tell(_ old: Told, _ new: Told) {
        if let problem = new.problem, problem != old.problem {
            // The page leads a screen reader there: that another screen came would lead it to the top.
            AccessibilityNotification.Announcement(problem).post()
        } else if old.stage != new.stage || old.title != new.title {
            AccessibilityNotification.ScreenChanged().post()
        }
        // The core says something at most at each quarter.
        if let words = new.words, words != old.words { AccessibilityNotification.Announcement(words).post() }
    }
}

/// What the platform is asked for, and when anew.
private struct Asking: Equatable {
    let revision: UInt32
    let request: PlatformRequest?
    let tries: Int

    init(_ screen: Screen, _ tries: Int) {
        revision = screen.revision
        request = screen.request
        self.tries = tries
    }
}

/// What is felt anew when one of them changes.
private struct Felt: Equatable {
    let feeling: Feeling?
    let stage: StageName

    init(_ screen: Screen) {
        feeling = screen.feeling
        stage = screen.stage
    }
}

/// A file that was opened from outside: what becomes of it, and that it need not.
private struct WaitingNote: View {
    let file: WaitingFile
    let putAway: @MainActor () -> Void

    var body: some View {
        let isRead = file.content != nil
        Note(
            sign: isRead ? .file : .warning, ground: isRead ? .calmCard : .careCard,
            ink: isRead ? .onCalmCard : .onCareCard
        ) {
            if isRead {
                Text("This file will be used: \(file.name)")
            } else {
                Text("This file could not be read: \(file.name)")
            }
        }
        WideButton(kind: .plain, press: putAway) { Text("Put this file away") }
    }
}

/// In the list of recent apps, and wherever else the app is seen without being used.
private struct Cover: View {
    var body: some View {
        VStack(spacing: 12) {
            Sign.lock.image.font(.largeTitle)
            Text(verbatim: "Relatch").font(.title2)
        }
        .foregroundStyle(Tone.primary.color)
        .frame(maxWidth: .infinity, maxHeight: .infinity)
        .background(Tone.ground.color)
    }
}

extension Screen {
    /// Where everything begins: nothing runs yet.
    fileprivate var isBeginning: Bool {
        if case .progress = body { return false }
        return stage == .home
    }

    /// What the phone's own way back presses, if anything is offered that leads back.
    var wayBack: ButtonName? {
        [.back, .leave].first { way in actions.contains { $0.button == way } }
    }
}
