import Foundation
import Headless
import Relatch
import Testing

@testable import RelatchUI

/// What people need who see little, or hear the screen read.
extension App {
    @Test(.timeLimit(.minutes(5)), arguments: Sources.languages)
    func everyControlHasAName(language: String) async throws {
        let phone = try Phone(language: language)
        phone.close()
        for (name, screen) in try await Walk.screens(in: language) {
            phone.shell.show(screen)
            try phone.drawAnew()
            for control in phone.reader.controls {
                let words = control.label.filter { $0.isLetter || $0.isNumber || $0 == "#" }
                #expect(!words.isEmpty, "\(name): \(control)")
            }
            let transcript = phone.reader.transcript
            #expect(!transcript.contains("text\n") && !transcript.contains("element\n"), "\(name): \(transcript)")
            #expect(phone.reader.issues == [], "\(name)")
        }
    }

    /// The sign beside it is not heard.
    @Test func whatCannotComeBackIsSaidInWords() async throws {
        let phone = try Phone()
        var lost = 0
        _ = try await Owner(phone).goOn(
            seeing: { screen in
                for row in (screen.items?.rows ?? []) + (screen.report?.missing ?? []) where row.lost {
                    #expect(!row.notes.isEmpty, "\(row.label)")
                    lost += 1
                }
            }, until: { $0.isReceipt })
        #expect(lost > 0)
    }

    /// The numbers are those of WCAG 2.2, 1.4.3.
    @Test func textStandsOutFromItsGround() throws {
        for dark in [false, true] {
            for (text, ground) in Tone.pairs {
                let contrast = try contrast(luminance(text, dark), luminance(ground, dark))
                #expect(contrast >= 4.5, "\(dark ? "dark" : "light"): \(contrast) of \(text) on \(ground)")
            }
        }
    }

    @Test func everyColourStandsSomewhere() throws {
        let colors = try FileManager.default.contentsOfDirectory(atPath: Sources.assets.path)
            .filter { $0.hasSuffix(".colorset") && $0 != "AccentColor.colorset" }
        #expect(Set(colors) == Set(Tone.allCases.map { "\($0.rawValue).colorset" }))
    }

    private func contrast(_ one: Double, _ other: Double) -> Double {
        (max(one, other) + 0.05) / (min(one, other) + 0.05)
    }

    private func luminance(_ tone: Tone, _ dark: Bool) throws -> Double {
        let file = Sources.assets.appending(path: "\(tone.rawValue).colorset/Contents.json")
        let set = try JSONDecoder().decode(ColorSet.self, from: Data(contentsOf: file))
        let entry = try #require(set.colors.first { ($0.appearances != nil) == dark }, "\(tone)")
        let parts = entry.color.components
        let linear = try [parts.red, parts.green, parts.blue].map { text in
            let part = Double(try #require(Int(text.dropFirst(2), radix: 16))) / 255
            return part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    private struct ColorSet: Decodable {
        struct Entry: Decodable {
            let appearances: [[String: String]]?
            let color: Color
        }
        struct Color: Decodable { let components: Components }
        struct Components: Decodable { let red, green, blue: String }
        let colors: [Entry]
    }
}

extension Sources {
    static let assets = ios.appending(path: "Relatch/Assets.xcassets")
}
