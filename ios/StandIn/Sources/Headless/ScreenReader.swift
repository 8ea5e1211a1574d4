import Accessibility
import Foundation
import SwiftUI

/// Holds a view as a phone would and lets a test look, press and type. Everything is found by the words a person hears.
@MainActor public final class ScreenReader {
    private let graph = Graph()
    private let root: any View
    /// What the system would say about the app: change it to play going to the background.
    public var scenePhase = ScenePhase.active { didSet { changed() } }
    /// The size of all text.
    public var dynamicTypeSize = DynamicTypeSize.large { didSet { changed() } }
    /// Low when the phone lies on its side.
    public var verticalSizeClass: UserInterfaceSizeClass? = .regular { didSet { changed() } }
    /// Whether the screen is recorded, or shown elsewhere.
    public var isSceneCaptured = false { didSet { changed() } }

    /// - Parameter catalog: The app's string catalog, a file `.xcstrings`.
    public init(_ root: some View, catalog: URL? = nil) throws {
        self.root = root
        if let catalog { graph.catalog = try Catalog(catalog).words }
    }

    /// The screen as lines, as they are read from top to bottom. What is seen and not heard stands in brackets.
    public var transcript: String { nodes.map { ScreenReader.lines($0, "") }.joined() }
    /// What stays where it is when the page is scrolled.
    public var pinned: String { nodes.filter { !$0.scrolls }.map { ScreenReader.lines($0, "") }.joined() }
    /// The places that the page was scrolled to by itself since the beginning.
    public var scrolled: [String] { _ = nodes; return graph.scrolled }
    /// Mistakes a phone would not report but a person would meet.
    public var issues: [String] { _ = nodes; return graph.issues }
    /// Texts that the app itself, not the core, puts on the screen: each must be in the string catalog.
    public var keys: Set<String> { _ = nodes; return graph.keys }
    /// What was felt since the beginning.
    public var felt: [String] { _ = nodes; return graph.felt }
    /// What a screen reader was told by itself since the process began.
    public var told: [String] { _ = nodes; return AccessibilityNotification.told }
    /// How often it was drawn.
    public var passes: Int { graph.passes }
    /// Everything that can be pressed or typed into: its words, and what it is for the app.
    public var controls: [(label: String, identifier: String)] {
        ScreenReader.flat(nodes).filter { $0.press != nil || $0.edit != nil }.map { ($0.label, $0.identifier) }
    }

    public func press(_ label: String) throws {
        guard let press = try find(label, "pressed", { $0.press != nil }).press else { return }
        press()
    }
    public func type(_ text: String, into label: String) throws {
        guard let edit = try find(label, "typed into", { $0.edit != nil }).edit else { return }
        edit(text)
    }
    /// The movement that leads back: a Z with two fingers.
    public func escape() throws {
        _ = nodes
        guard let escape = graph.escape else { throw Missing(description: "nothing leads back on:\n\(transcript)") }
        escape()
    }
    /// Another app gives a file.
    public func open(_ url: URL) { _ = nodes; graph.open?(url) }
    public func paste(_ text: String?) { PasteButton.clipboard = text }
    public func hears(_ words: String) -> Bool { transcript.contains(words) }
    public func canPress(_ label: String) -> Bool { controls.contains { $0.label == label || $0.identifier == label } }
    /// Draws what has changed.
    public func look() { _ = nodes }

    public struct Missing: Error, CustomStringConvertible { public let description: String }

    private func changed() { graph.invalidate() }

    private var nodes: [Node] {
        graph.update {
            var context = Context(graph: graph)
            context.environment.scenePhase = scenePhase
            context.environment.dynamicTypeSize = dynamicTypeSize
            context.environment.verticalSizeClass = verticalSizeClass
            context.environment.capture(isSceneCaptured)
            return context.render(root)
        }
        let all = graph.nodes
        // What lies over the screen hides the rest; of several, the last one.
        let over = ["dialog", "sheet", "files", "save"]
        return ScreenReader.flat(all).last { over.contains($0.role) }.map { [$0] } ?? all
    }
    private func find(_ label: String, _ verb: String, _ usable: (Node) -> Bool) throws -> Node {
        let found = ScreenReader.flat(nodes).filter { $0.label == label || $0.identifier == label }.filter(usable)
        guard found.count == 1 else {
            throw Missing(description: "\(found.count) of “\(label)” can be \(verb) on:\n\(transcript)")
        }
        return found[0]
    }
    private static func flat(_ nodes: [Node]) -> [Node] {
        nodes.filter { !$0.isHidden }.flatMap { [$0] + flat($0.children) }
    }
    private static func lines(_ node: Node, _ indent: String) -> String {
        let traits = node.traits.isEmpty ? "" : " [\(node.traits.sorted().joined(separator: ", "))]"
        let value = node.value.isEmpty ? "" : " = \(node.value)"
        let words = node.label.isEmpty && node.isHidden ? node.identifier : node.label
        let label = words.isEmpty ? "" : " “\(words)”"
        let line = "\(node.role)\(label)\(value)"
        return (node.isHidden ? "\(indent)(\(line))\n" : "\(indent)\(line)\(traits)\n")
            + node.children.map { lines($0, indent + "  ") }.joined()
    }
}

/// A string catalog of Xcode, as far as this app uses one: a word for each key and language.
public struct Catalog {
    /// By key, then by language.
    public let words: [String: [String: String]]
    public let source: String

    private struct File: Decodable {
        struct Entry: Decodable { let localizations: [String: Localization]? }
        struct Localization: Decodable { let stringUnit: Unit }
        struct Unit: Decodable { let state, value: String }
        let sourceLanguage: String
        let strings: [String: Entry]
    }

    public init(_ url: URL) throws {
        let file = try JSONDecoder().decode(File.self, from: Data(contentsOf: url))
        source = file.sourceLanguage
        words = file.strings.reduce(into: [:]) { all, entry in
            var units = entry.value.localizations?.compactMapValues {
                $0.stringUnit.state == "translated" ? $0.stringUnit.value : nil
            }
            units?[file.sourceLanguage, default: entry.key] += ""
            all[entry.key] = units ?? [file.sourceLanguage: entry.key]
        }
    }
}
