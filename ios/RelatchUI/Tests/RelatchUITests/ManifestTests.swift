import Foundation
import Headless
import Relatch
import Testing

@testable import RelatchUI

/// What the app says of itself in files that no compiler reads. The rest of them is looked at by check-project.py.
extension App {
    @Test func everyWordOfTheShellIsInEveryLanguage() throws {
        for name in ["Localizable", "InfoPlist"] {
            let catalog = try Catalog(Sources.ios.appending(path: "Relatch/\(name).xcstrings"))
            #expect(catalog.source == "en")
            for (key, words) in catalog.words {
                #expect(Set(words.keys) == Set(Sources.languages), "\(key)")
                #expect(words.values.allSatisfy { !$0.isEmpty }, "\(key)")
                let places = words.mapValues { $0.filter { $0 == "%" }.count }
                #expect(Set(places.values).count == 1, "\(key)")
            }
        }
    }

    @Test func withoutAnApplicationOfThePublishersThereIsNoAccount() {
        #expect(accountConfig(in: nil) == nil)
        #expect(accountConfig(in: ["RelatchClientID": "", "RelatchTokenServer": ""]) == nil)
        #expect(accountConfig(in: ["RelatchClientID": "abc"]) == nil)
        let config = accountConfig(in: ["RelatchClientID": "abc", "RelatchTokenServer": "https://example.org"])
        #expect(config?.tokenServer == "https://example.org")
    }

    /// All other words come from the core; and nothing is translated that nobody says.
    @Test func theShellSaysNothingElse() throws {
        let words = try Catalog(Sources.catalog).words
        let views = Sources.ios.appending(path: "RelatchUI/Sources")
        let files = try #require(FileManager.default.enumerator(at: views, includingPropertiesForKeys: nil))
        let sources = try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
            .map { try String(contentsOf: $0, encoding: .utf8) }.joined()
        for key in words.keys {
            let literal = key.replacing(/%(lld|@)/) { _ in "\u{0}" }.split(separator: "\u{0}")
            #expect(literal.allSatisfy { sources.contains($0) }, "nobody says “\(key)”")
        }
        let said = sources.matches(of: /(?:Text|TextField|Button)\((?:"|[a-z.]+ \? ")([A-Z][^"\\]*)/).map(\.output.1)
        #expect(said.count > 15)
        for start in said {
            #expect(words.keys.contains { $0.hasPrefix(start) }, "“\(start)” is in no catalog")
        }
    }

    @Test func onlyBluetoothAndTheCameraAreAskedFor() throws {
        let info = try plist("Info.plist")
        let asked = info.keys.filter { $0.hasSuffix("UsageDescription") }
        #expect(
            Set(asked) == [
                "NSBluetoothAlwaysUsageDescription", "NSCameraUsageDescription", "NSFaceIDUsageDescription",
            ])
        #expect(info["UIBackgroundModes"] == nil, "nothing is promised in the background")
        #expect(info["NSAppTransportSecurity"] == nil, "no clear text")
    }

    @Test func aSavedCopyIsOpenedWithTheApp() throws {
        let info = try plist("Info.plist")
        let exported = try #require(info["UTExportedTypeDeclarations"] as? [[String: Any]])
        #expect(exported.first?["UTTypeIdentifier"] as? String == "org.relatch.copy")
        let tags = exported.first?["UTTypeTagSpecification"] as? [String: Any]
        #expect(tags?["public.filename-extension"] as? [String] == ["relatch"])
        let opened = try #require(info["CFBundleDocumentTypes"] as? [[String: Any]])
        #expect(opened.first?["LSItemContentTypes"] as? [String] == ["org.relatch.copy"])
    }

    private func plist(_ name: String) throws -> [String: Any] {
        let data = try Data(contentsOf: Sources.ios.appending(path: name))
        return try #require(PropertyListSerialization.propertyList(from: data, format: nil) as? [String: Any])
    }
}
