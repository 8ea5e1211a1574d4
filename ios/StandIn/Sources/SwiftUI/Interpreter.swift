// Not Apple's: turns a view into the list of things a person who listens to the screen would meet.
import Foundation
import Observation

/// One element of the screen.
@MainActor package struct Node {
    package var role: String
    package var label = ""
    package var value = ""
    package var traits: Set<String> = []
    package var identifier = ""
    package var isHidden = false
    /// Whether it moves when the page is scrolled.
    package var scrolls = false
    package var children: [Node] = []
    package var press: (@MainActor () -> Void)?
    package var edit: (@MainActor (String) -> Void)?

    /// The words read aloud: its own, else those of what is inside.
    package var spoken: String {
        if isHidden { return "" }
        return label.isEmpty ? children.map(\.spoken).filter { !$0.isEmpty }.joined(separator: ", ") : label
    }
}

@MainActor package protocol Rendered { func render(_ context: Context) -> [Node] }
@MainActor package protocol Installed { func install(_ context: Context) }

/// Where in the tree we are, and what flows down to here.
@MainActor package struct Context {
    package let graph: Graph
    package var path = ""
    package var environment = EnvironmentValues()
    /// From the outermost to the innermost.
    package var tints: [String] = []
    /// Whether buttons here stand out.
    package var isProminent = false

    package init(graph: Graph) { self.graph = graph }

    package func child(_ key: Any) -> Context { var next = self; next.path += "/\(key)"; return next }

    package func render(_ view: any View) -> [Node] {
        if let drawn = view as? any Rendered { return drawn.render(self) }
        graph.install(view, self)
        return child(type(of: view)).render(view.body)
    }
    package func text(_ view: any View) -> String {
        render(view).map(\.spoken).filter { !$0.isEmpty }.joined(separator: ", ")
    }
    /// A key of the catalog in the language of this place, with its arguments put in.
    package func words(_ key: LocalizedStringKey) -> String {
        graph.keys.insert(key.key)
        let known = graph.catalog[key.key]
        let found = known?[environment.locale.identifier] ?? known?[language]
        var words = found ?? key.key
        if found == nil, !graph.catalog.isEmpty {
            graph.issues.append("“\(key.key)” has no words in \(environment.locale.identifier)")
        }
        for (index, argument) in key.arguments.enumerated() {
            for form in ["%\(index + 1)$@", "%\(index + 1)$lld"] {
                words = words.replacingOccurrences(of: form, with: argument)
            }
            let places: [Range<String.Index>] = ["%@", "%lld"].compactMap { words.range(of: $0) }
            if let next = places.min(by: { $0.lowerBound < $1.lowerBound }) {
                words.replaceSubrange(next, with: argument)
            }
        }
        return words
    }
    private var language: String {
        let parts = environment.locale.identifier.split { $0 == "-" || $0 == "_" }
        return parts.prefix(parts.first == "zh" ? 2 : 1).joined(separator: "-")
    }
}

/// What outlives a pass: state, running tasks, values watched for changes. Keyed by the place in the tree, like SwiftUI's identity.
@MainActor package final class Graph {
    package var issues: [String] = []
    package var keys: Set<String> = []
    /// What each key of the string catalog is in each language.
    package var catalog: [String: [String: String]] = [:]
    /// What was felt, in order.
    package var felt: [String] = []
    /// The places that something scrolled to, in order.
    package var scrolled: [String] = []
    /// All places that have a name now.
    package var ids: Set<String> = []
    package var escape: (() -> Void)?
    package var open: ((URL) -> Void)?
    package private(set) var nodes: [Node] = []
    package private(set) var passes = 0
    private var dirty = true
    private var cells: [String: AnyObject] = [:]
    private var watched: [String: any Equatable] = [:]
    private var visited: Set<String> = []
    private var effects: [() -> Void] = []

    package init() {}
    package func invalidate() { dirty = true }

    /// Draws again only if a state or an observed property has changed, as the phone does: a model that is not observable stays stale.
    package func update(_ root: () -> [Node]) {
        for _ in 0..<20 where dirty {
            dirty = false
            passes += 1
            visited = []
            ids = []
            escape = nil
            effects = []
            withObservationTracking {
                nodes = root()
            } onChange: { [weak self] in
                MainActor.assumeIsolated { self?.dirty = true }
            }
            let gone = { !self.visited.contains($0) }
            for path in cells.keys.filter(gone) { cells[path] = nil }
            for path in watched.keys.filter(gone) { watched[path] = nil }
            effects.forEach { $0() }
        }
        if dirty { issues.append("the screen never comes to rest") }
    }

    func install(_ view: Any, _ context: Context) {
        for field in Mirror(reflecting: view).children {
            (field.value as? any Installed)?.install(context.child(field.label ?? ""))
        }
    }
    func cell<Value>(at path: String, _ fresh: Cell<Value>) -> Cell<Value> {
        visited.insert(path)
        if let old = cells[path] as? Cell<Value> { return old }
        fresh.changed = { [weak self] in MainActor.assumeIsolated { self?.dirty = true } }
        cells[path] = fresh
        return fresh
    }
    func change<V: Equatable>(at path: String, to value: V, initial: Bool, _ action: @escaping (V, V) -> Void) {
        visited.insert(path)
        // What is optional itself is not to be taken for what was never seen.
        let old = watched[path].flatMap { $0 as? V }
        watched[path] = value
        if old == nil ? initial : old != value { effects.append { action(old ?? value, value) } }
    }
}
