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

    /// A file under its own name, where another app may take it from. It stays until the next one or the next start: who took it may still
    /// read it.
    static func putOut(_ file: Outgoing) -> URL? {
        clearOutbox()
        let url = outbox.appending(path: file.name)
        do {
            try FileManager.default.createDirectory(at: outbox, withIntermediateDirectories: true)
            try file.content.write(to: url)
        } catch {
            return nil
        }
        return url
    }

    /// Takes away what was put out before.
    static func clearOutbox() {
        try? FileManager.default.removeItem(at: outbox)
    }

    /// In the folder that no backup holds.
    private static var outbox: URL { FileManager.default.temporaryDirectory.appending(path: "Outbox") }

    /// The system copied the file for this app. Nobody else tidies that copy away.
    static func removeCopy(_ url: URL, documents: URL) {
        if contains(documents.appending(path: "Inbox"), url) { try? FileManager.default.removeItem(at: url) }
    }

    private static func contains(_ folder: URL, _ url: URL) -> Bool {
        let folder = folder.standardizedFileURL.resolvingSymlinksInPath().pathComponents
        return url.standardizedFileURL.resolvingSymlinksInPath().pathComponents.starts(with: folder)
    }
}
