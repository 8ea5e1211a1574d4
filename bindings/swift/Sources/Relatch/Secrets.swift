// What prints as "hidden" also shows nothing of itself to `dump` and to debuggers that ask for a mirror.

extension Hidden: CustomReflectable {
    /// Nothing.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension HiddenBytes: CustomReflectable {
    /// Nothing.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension Secret: CustomReflectable {
    /// Nothing.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension Screen: CustomReflectable {
    /// Nothing: its texts may hold codes. It prints as its place in the journey.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
