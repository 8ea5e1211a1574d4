// swift-tools-version: 6.0
import PackageDescription

// Only for Linux: on a Mac these module names are Apple's, and the app is built by its Xcode project.
#if !os(Linux)
    #error("This package stands in for Apple's frameworks where they do not exist. On a Mac open the Xcode project.")
#endif

let frameworks = [
    "AVFoundation", "Accessibility", "CoreBluetooth", "CoreImage", "CoreTransferable", "LocalAuthentication", "UIKit",
    "UniformTypeIdentifiers",
]

let package = Package(
    name: "StandIn",
    products: [
        .library(name: "SwiftUI", targets: ["SwiftUI", "VisionKit"] + frameworks),
        .library(name: "Headless", targets: ["Headless"]),
    ],
    targets: frameworks.map {
        .target(name: $0, dependencies: $0 == "CoreTransferable" ? ["UniformTypeIdentifiers"] : [])
    } + [
        .target(
            name: "SwiftUI",
            dependencies: ["CoreTransferable", "UIKit", "UniformTypeIdentifiers"],
            linkerSettings: [
                // Observation of Swift 6.0 on Linux names a function that nothing there has, nor calls (swiftlang/swift#75670).
                .unsafeFlags(["-Xlinker", "--allow-shlib-undefined"])
            ]
        ),
        .target(name: "VisionKit", dependencies: ["SwiftUI", "UIKit"]),
        .target(name: "Headless", dependencies: ["Accessibility", "SwiftUI"]),
    ],
    swiftLanguageModes: [.v6]
)
