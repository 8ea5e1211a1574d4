import CoreTransferable
import Foundation
import UniformTypeIdentifiers

extension UTType {
    /// A saved copy, as Info.plist declares it.
    static let copy = UTType(exportedAs: "org.relatch.copy", conformingTo: .data)
}

/// A file of the core on its way to a place that its owner chooses.
struct Outgoing: Transferable, Equatable, Sendable {
    let name: String
    let content: Data

    static var transferRepresentation: some TransferRepresentation {
        // Without a kind of its own, so that the name stays as it is.
        DataRepresentation(exportedContentType: .data) { (file: Outgoing) in file.content }
    }
}

/// Files from outside and for outside.
enum Files {
    /// The most bytes that are read of a file from outside: more than the core takes, so that it is the core that says so.
    static let most = 64 << 20

    /// A file from outside, whole. Whatever goes wrong there is nothing but "not read".
    static func read(_ url: URL) -> Data? {
        let isScoped = url.startAccessingSecurityScopedResource()
        defer { if isScoped { url.stopAccessingSecurityScopedResource() } }
        guard let file = try? FileHandle(forReadingFrom: url) else { return nil }
        defer { try? file.close() }
        return try? file.read(upToCount: most) ?? Data()
    }

    /// Whether a file may be opened because another app says so: none of this app's own.
    static func isFromOutside(_ url: URL, own: URL) -> Bool {
        url.isFileURL && !contains(own, url)
    }

    /// The system copied the file for this app. Nobody else tidies that copy away.
    static func removeCopy(_ url: URL, documents: URL) {
        if contains(documents.appending(path: "Inbox"), url) { try? FileManager.default.removeItem(at: url) }
    }

    private static func contains(_ folder: URL, _ url: URL) -> Bool {
        let folder = folder.standardizedFileURL.resolvingSymlinksInPath().pathComponents
        return url.standardizedFileURL.resolvingSymlinksInPath().pathComponents.starts(with: folder)
    }
}
