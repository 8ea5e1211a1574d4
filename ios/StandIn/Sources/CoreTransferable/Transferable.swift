// Stand-in: how a value is given to other apps.
import Foundation
import UniformTypeIdentifiers

/// developer.apple.com/documentation/coretransferable/transferable
public protocol Transferable {
    associatedtype Representation: TransferRepresentation
    @TransferRepresentationBuilder<Self> static var transferRepresentation: Representation { get }
}

/// /transferrepresentation
public protocol TransferRepresentation: Sendable {
    associatedtype Item: Transferable
    /// Not Apple's: for tests.
    func data(of item: Item) async throws -> Data
}

/// /transferrepresentationbuilder
@resultBuilder public struct TransferRepresentationBuilder<Item: Transferable> {
    public static func buildBlock<Content: TransferRepresentation>(_ content: Content) -> Content
    where Content.Item == Item { content }
}

/// /datarepresentation
public struct DataRepresentation<Item: Transferable>: TransferRepresentation {
    let exporting: @Sendable (Item) async throws -> Data
    public init(exportedContentType: UTType, exporting: @escaping @Sendable (Item) async throws -> Data) {
        self.exporting = exporting
    }
    public func data(of item: Item) async throws -> Data { try await exporting(item) }
}

extension String: Transferable {
    public static var transferRepresentation: some TransferRepresentation {
        DataRepresentation<String>(exportedContentType: .data) { Data($0.utf8) }
    }
}
