import Foundation
import Relatch
import Testing

@testable import RelatchUI

/// All that uses the core runs one after the other: it takes the main actor anyway.
@MainActor @Suite(.serialized) struct App {}

extension App {
    /// The guided way, pressed through the real views, in every language.
    @Test(.timeLimit(.minutes(5)), arguments: Sources.languages)
    func theWholeJourneyIsWalked(language: String) async throws {
        let phone = try Phone(language: language)
        let home = try await phone.settled()
        #expect(home.stage == .home)
        #expect(home.language.prefix(2) == language.prefix(2))
        let owner = Owner(phone)
        let end = try await owner.goOn { $0.stage == .report }
        #expect(end.report?.proved == true)
        let receipt = try await owner.goOn { $0.isReceipt }
        try phone.press(.shareKey)
        try await owner.answer(try await phone.after(receipt))
        try await phone.wait(for: "a file to keep") { if case .share = phone.screen.request { true } else { false } }
        try await owner.answer(phone.screen)
        #expect(String(decoding: try #require(phone.saved.last), as: UTF8.self).contains("aesKey"))
        let last = try await phone.settled()
        try phone.press(.leave)
        #expect(try await phone.after(last).stage == .home)
        #expect(phone.reader.issues == [])
    }
}

extension App {
    @Test(.timeLimit(.minutes(5)), arguments: Sources.languages)
    func theKeyIsTakenFromTheAccountAndTheLockIsInItAgain(language: String) async throws {
        let phone = try Phone(language: language)
        let owner = Owner(phone, hasAccount: true)
        let report = try await owner.goOn { $0.report != nil }
        #expect(report.report?.proved == true)
        var titles: Set<String> = []
        _ = try await owner.goOn(
            seeing: { if $0.stage == .report { titles.insert($0.title) } }, until: { $0.isReceipt })
        #expect(titles.count == 2, "the report, and what became of the account")
        phone.close()
    }
}

extension App {
    /// A figure, as the fastest of five: from nothing to a first screen that can be pressed, drawn by the stand-in.
    @Test func theFirstScreenIsThere() async throws {
        var fastest = Duration.seconds(60)
        for _ in 0..<5 {
            let begin = ContinuousClock.now
            let phone = try Phone()
            try await phone.settled()
            #expect(phone.reader.canPress("begin-same-lock"))
            fastest = min(fastest, ContinuousClock.now - begin)
        }
        print("figure: \(fastest / .milliseconds(1)) ms from the start to the first screen")
        #expect(fastest < .seconds(2))
    }
}
