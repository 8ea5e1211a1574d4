import Relatch
import SwiftUI

/// What a hand feels of a screen.
enum Feeling: Equatable, Sendable {
    case done, warning, error

    var feedback: SensoryFeedback {
        switch self {
        case .done: .success
        case .warning: .warning
        case .error: .error
        }
    }
}

extension Screen {
    /// A problem, a warning and a good end can be felt, each in its own way.
    var feeling: Feeling? {
        if problem != nil { return .error }
        if warning != nil { return .warning }
        if case .report(let report) = body, report.proved { return .done }
        return nil
    }
}

/// What a screen reader is told by itself: little, as it reads the rest.
struct Told: Equatable {
    let stage: StageName
    let title: String
    let problem: String?
    let words: String?

    init(_ screen: Screen) {
        stage = screen.stage
        title = screen.title
        problem = screen.problem?.what
        words = screen.announce
    }
}
