import Foundation
import Headless
import Relatch
import SwiftUI
import Testing

@testable import RelatchUI

/// Every screen of the journey, in every form that matters, is heard as it was when somebody looked at it. They correspond to the pictures
/// of the Android app, by the same names.
extension App {
    @Test(.timeLimit(.minutes(5)), arguments: Sources.languages)
    func everyScreen(language: String) async throws {
        try await compare(language, language: language)
    }

    @Test func largeText() async throws {
        try await compare("large-text", some) { $0.dynamicTypeSize = .accessibility3 }
    }

    @Test func landscape() async throws {
        try await compare("landscape", some) { $0.verticalSizeClass = .compact }
    }

    @Test func notInFront() async throws {
        try await compare("not-in-front", some) { $0.scenePhase = .background }
    }

    @Test func recorded() async throws {
        try await compare("recorded", some) { $0.isSceneCaptured = true }
    }

    @Test func demonstration() async throws {
        let phone = try Phone()
        let home = try await phone.settled()
        var folder = Transcripts("demonstration")
        try phone.press(word: "Door")
        folder.compare("door", phone.reader)
        try phone.press(word: "Door")
        // Without a core: what the real thing begins with, on a phone that has all that it takes.
        phone.close()
        phone.shell.show(home.with(hasDoor: false), asReal: true)
        folder.compare("offered", phone.reader)
        try phone.press(word: "Demonstration")
        folder.compare("faults", phone.reader)
        folder.end()
    }

    /// Each has a drawing of its own.
    @Test func everySceneIsInATranscript() async throws {
        let scenes = try await Walk.screens(in: "en").compactMap(\.screen.scene)
        for scene in [.touchKeypad, .typeCode, .openDoor, .holdButton, .changeBatteries] as [Relatch.Scene] {
            #expect(scenes.contains(scene), "\(scene)")
        }
    }

    /// What is asked before something is done that is hard to undo.
    @Test func questions() async throws {
        var folder = Transcripts("questions")
        for (name, screen) in try await Walk.screens(in: "en") {
            let phone = try Phone()
            phone.close()
            phone.shell.show(screen)
            for offer in screen.actions where offer.confirm != nil {
                try phone.press("\(offer.button)")
                #expect(phone.hears(try #require(offer.confirm)))
                folder.compare("\(name)-\(offer.button)", phone.reader)
                try phone.press(word: "Cancel")
            }
            #expect(phone.reader.issues == [])
        }
        folder.end()
    }

    private func compare(
        _ look: String, _ names: Set<String>? = nil, language: String = "en", _ adapt: (ScreenReader) -> Void = { _ in }
    ) async throws {
        var folder = Transcripts(look)
        let screens = try await Walk.screens(in: language).filter { names?.contains($0.name) ?? true }
        let phone = try Phone(language: language)
        phone.close()
        for (name, screen) in screens {
            phone.shell.show(screen)
            try phone.drawAnew()
            adapt(phone.reader)
            folder.compare(name, phone.reader)
            #expect(phone.reader.issues == [], "\(name)")
        }
        #expect(screens.count == (names?.count ?? screens.count))
        folder.end()
    }

    /// One of each kind of body, and those that frighten most.
    private var some: Set<String> {
        [
            "home-choices0", "key-form", "review-items", "recovery-key-code", "ready-checklist", "ready-form",
            "plan-plan", "proof-proof", "import-progress", "import-stopped", "reset-instructions", "not-heard",
            "report-report",
        ]
    }
}

/// Transcripts of one kind, compared with those that are kept. What differs is written where linux/test.sh finds it.
@MainActor
struct Transcripts {
    private let look: String
    private var drawn: Set<String> = []
    private let written = URL(
        filePath: ProcessInfo.processInfo.environment["RELATCH_TRANSCRIPTS"] ?? "/build/transcripts")

    init(_ look: String) { self.look = look }

    mutating func compare(_ name: String, _ reader: ScreenReader) {
        drawn.insert("\(name).txt")
        let transcript = reader.transcript
        let kept = try? String(contentsOf: Sources.transcripts.appending(path: "\(look)/\(name).txt"), encoding: .utf8)
        if kept == transcript { return }
        let folder = written.appending(path: look)
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try? Data(transcript.utf8).write(to: folder.appending(path: "\(name).txt"))
        Issue.record("\(look)/\(name) differs; it is heard now as:\n\(transcript)")
    }

    /// One that is kept and never heard would prove nothing.
    func end() {
        let kept = try? FileManager.default.contentsOfDirectory(atPath: Sources.transcripts.appending(path: look).path)
        #expect(Set(kept ?? []).subtracting(drawn).isEmpty)
    }
}
