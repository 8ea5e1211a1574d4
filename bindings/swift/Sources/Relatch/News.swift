/// Brings screens from the core's thread to whoever reads `screens`. Only the newest waits for its reader.
final class News: AppObserver {
    /// For one reader.
    let screens: AsyncStream<Screen>
    private let newest: AsyncStream<Screen>.Continuation
    private let log: @Sendable (LogLine) -> Void

    init(log: @escaping @Sendable (LogLine) -> Void) {
        (screens, newest) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        self.log = log
    }

    func onScreen(screen: Screen) {
        newest.yield(screen)
    }

    func onLog(line: LogLine) {
        log(line)
    }

    /// Nothing comes any more.
    func end() {
        newest.finish()
    }
}
