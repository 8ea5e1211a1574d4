// Stand-in: titles, toolbars, and what lies over the screen.
import Foundation

/// /visibility
public enum Visibility: Hashable, Sendable { case automatic, visible, hidden }

extension View {
    /// While something lies over the screen, only that can be reached.
    func presenting(_ role: String, _ isPresented: Binding<Bool>, _ content: @escaping @MainActor (Context) -> [Node])
        -> some View
    {
        leaving { nodes, context in
            guard isPresented.wrappedValue else { return nodes }
            let inner = context.child(role)
            return [Node(role: role, children: content(inner))]
        }
    }
    /// Every button of an alert or a dialog also closes it.
    func asking<A: View, M: View>(
        _ role: String, _ title: Text, _ isPresented: Binding<Bool>, _ actions: A, _ message: M
    )
        -> some View
    {
        presenting(role, isPresented) { context in
            context.render(title) + context.child("message").render(message)
                + context.child("actions").render(actions).map { node in
                    var node = node
                    if let press = node.press {
                        node.press = {
                            isPresented.wrappedValue = false; press()
                        }
                    }
                    return node
                }
        }
    }
}

extension View {
    public func sheet<Content: View>(
        isPresented: Binding<Bool>, onDismiss: (() -> Void)? = nil, @ViewBuilder content: @escaping () -> Content
    ) -> some View {
        presenting("sheet", isPresented) { $0.render(content()) }
    }
    @_disfavoredOverload public func confirmationDialog<S: StringProtocol, A: View, M: View>(
        _ title: S, isPresented: Binding<Bool>, titleVisibility: Visibility = .automatic,
        @ViewBuilder actions: () -> A, @ViewBuilder message: () -> M
    ) -> some View {
        asking("dialog", Text(title), isPresented, actions(), message())
    }
    public func fileImporter(
        isPresented: Binding<Bool>, allowedContentTypes: [UTType], allowsMultipleSelection: Bool,
        onCompletion: @escaping (Result<[URL], any Error>) -> Void, onCancellation: @escaping () -> Void
    ) -> some View {
        presenting("files", isPresented) { _ in
            var choose = Node(role: "file", label: allowedContentTypes.map(\.identifier).joined(separator: " "))
            choose.edit = { path in
                isPresented.wrappedValue = false
                onCompletion(.success([URL(fileURLWithPath: path)]))
            }
            var cancel = Node(role: "button", label: "Cancel", traits: ["system"])
            cancel.press = {
                isPresented.wrappedValue = false; onCancellation()
            }
            return [choose, cancel]
        }
    }
    /// What is typed is the place where it is saved.
    public func fileExporter<T: Transferable>(
        isPresented: Binding<Bool>, item: T?, contentTypes: [UTType] = [], defaultFilename: String? = nil,
        onCompletion: @escaping (Result<URL, any Error>) -> Void, onCancellation: @escaping () -> Void = {}
    ) -> some View {
        presenting("save", isPresented) { _ in
            var save = Node(role: "place", label: defaultFilename ?? "")
            save.edit = { path in
                guard let item else { return }
                isPresented.wrappedValue = false
                let url = URL(fileURLWithPath: path)
                nonisolated(unsafe) let (given, completion) = (item, onCompletion)
                Task {
                    do {
                        try await T.transferRepresentation.data(of: given as! T.Representation.Item).write(to: url)
                        completion(.success(url))
                    } catch { completion(.failure(error)) }
                }
            }
            var cancel = Node(role: "button", label: "Cancel", traits: ["system"])
            cancel.press = {
                isPresented.wrappedValue = false; onCancellation()
            }
            return [save, cancel]
        }
    }
}

/// /sensoryfeedback
public struct SensoryFeedback: Equatable, Sendable {
    let name: String
    public static let success = Self(name: "success"), warning = Self(name: "warning"), error = Self(name: "error")
}
extension View {
    public func sensoryFeedback<T: Equatable>(
        trigger: T, _ feedback: @escaping (T, T) -> SensoryFeedback?
    ) -> some View {
        leaving { nodes, context in
            let graph = context.graph
            graph.change(at: context.path, to: trigger, initial: false) { old, new in
                if let felt = feedback(old, new) { graph.felt.append(felt.name) }
            }
            return nodes
        }
    }
}
