import Foundation
import Relatch
import Testing

extension Border {
    @Test func badTextsPathsAndSizesAreProblemsAndNeverACrash() async throws {
        try await badPaths()
        let folder = Folder()
        let config = AppConfig(
            folder: folder.url,
            mode: .demo(lock: .usual(.keypad)),
            language: String(repeating: "\0", count: 1 << 16)
        )
        let demonstration = Demonstration(in: folder, config)
        let home = try await demonstration.settled()
        #expect(home.language == "en")
        let huge = String(repeating: "🔑\0", count: 1 << 18)
        let broken = String(decoding: [0xd83d, 0x41] as [UInt16], as: UTF16.self)
        let bridged = NSString(characters: [0xd83d, 0x41], length: 2) as String
        for text in [huge, broken, bridged, "\0", "\u{202e}", "{}", "[", "null", ""] {
            let typed = Hidden(text: text)
            let entries = Array(repeating: Entry(field: text, text: typed), count: 3)
            for action: Action in [.choose(id: text), .search(text: text), .submit(entries: entries)] {
                demonstration.guide.send(action, on: home)
            }
            for event: PlatformEvent in [
                .setLanguage(tag: text), .setZone(zone: PhoneZone(id: text, offsetS: .min)), .scanned(text: typed),
                .atDoor(deed: .type(keys: typed)), .picked(name: text, content: HiddenBytes(bytes: Data(text.utf8))),
            ] {
                demonstration.guide.platformEvent(event)
            }
        }
        demonstration.guide.send(.choose(id: "begin-same-lock"), on: home)
        let key = try await demonstration.guide.wait { $0.stage == .key }
        var ways = key
        for (text, code) in [("\0\0", "key-unreadable"), (huge, "file-too-large"), (broken, "key-unreadable")] {
            let form = try await demonstration.act(on: ways, .choose(id: "text"))
            let typed = Entry(field: "key", text: Hidden(text: text))
            ways = try await demonstration.act(on: form, .submit(entries: [typed]))
            #expect(ways.problem?.code == code)
        }
        // More bytes than the lengths at the border can say.
        let picking = try await demonstration.act(on: ways, .choose(id: "file"))
        #expect(picking.request == .pickKey)
        let tooLarge = HiddenBytes(bytes: Data(count: 3 << 30))
        let refused = try await demonstration.tell(.picked(name: "../../\0", content: tooLarge))
        #expect(refused.problem?.code == "file-too-large")
        try await demonstration.end()
    }

    private func badPaths() async throws {
        let folder = Folder()
        let file = folder.url.appendingPathComponent("file")
        try Data("x".utf8).write(to: file)
        let usual = AppConfig.usual(folder)
        let paths = [
            "", "relative", "/a\0b", "/proc/none", String(repeating: "/x", count: 1 << 19), "\(file.path)/y",
            "/\u{fffd}\u{202e}\0", String(decoding: [0x2f, 0xd83d] as [UInt16], as: UTF16.self) + "\0",
        ]
        for path in paths {
            for mode in [.real, usual.mode] {
                let config = AppConfig(
                    folder: path, language: usual.language, zone: usual.zone, logLevel: usual.logLevel, mode: mode
                )
                let demonstration = Demonstration(in: folder, config)
                let screen = try await demonstration.settled()
                let problem = try #require(screen.problem)
                #expect(!problem.what.isEmpty && !problem.advice.isEmpty && screen.offers(.retry))
                let again = try await demonstration.act(on: screen, .press(button: .retry))
                #expect(again.problem != nil && again.revision > screen.revision)
                try await demonstration.end()
            }
        }
    }

    @Test func tenThousandActionsInASecondAreSurvived() async throws {
        let demonstration = Demonstration()
        let home = try await demonstration.settled()
        for number in 0..<10_000 {
            let id = number.isMultiple(of: 2) ? "begin-same-lock" : "no such thing"
            demonstration.guide.send(.choose(id: id), on: home)
        }
        demonstration.guide.platformEvent(.setLanguage(tag: "de"))
        let screen = try await demonstration.guide.wait { $0.language == "de" }
        #expect(screen.stage == .key)
        try await demonstration.end()
    }

    @Test func aFolderWithoutRightsIsAProblemThatCanBeTriedAgain() async throws {
        let folder = Folder()
        let inner = folder.url.appendingPathComponent("inner")
        let files = FileManager.default
        try files.createDirectory(at: inner, withIntermediateDirectories: false)
        try files.setAttributes([.posixPermissions: 0], ofItemAtPath: inner.path)
        let inTheWay = inner.appendingPathComponent("demo")
        if (try? files.contentsOfDirectory(atPath: inner.path)) != nil {
            // This user may do everything: a file where a folder should be is what is left to be refused.
            try Data("x".utf8).write(to: inTheWay)
        }
        let usual = AppConfig.usual(folder)
        let config = AppConfig(folder: inner, mode: usual.mode, language: usual.language, zone: usual.zone)
        let demonstration = Demonstration(in: folder, config)
        let refused = try await demonstration.settled()
        #expect(refused.problem != nil && refused.offers(.retry))
        try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: inner.path)
        try? files.removeItem(at: inTheWay)
        let home = try await demonstration.act(on: refused, .press(button: .retry))
        #expect(home.stage == .home && home.problem == nil)
        try await demonstration.end()
    }
}
