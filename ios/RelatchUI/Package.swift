// swift-tools-version: 6.0
//
// All of the app but what only an iPhone has. On Linux the frameworks of Apple that it imports are stood in for, see ../StandIn.

import PackageDescription

var dependencies: [Package.Dependency] = [.package(name: "Relatch", path: "../../bindings/swift")]
var frameworks: [Target.Dependency] = [.product(name: "Relatch", package: "Relatch")]
var tests: [Target.Dependency] = ["RelatchUI"]
var targets: [Target] = []

#if os(Linux)
    dependencies.append(.package(name: "StandIn", path: "../StandIn"))
    frameworks.append(.product(name: "SwiftUI", package: "StandIn"))
    tests.append(.product(name: "Headless", package: "StandIn"))
    // They read the screen through the stand-in, so that they run nowhere else.
    targets.append(.testTarget(name: "RelatchUITests", dependencies: tests))
#endif

let package = Package(
    name: "RelatchUI",
    defaultLocalization: "en",
    platforms: [.iOS(.v17)],
    products: [.library(name: "RelatchUI", targets: ["RelatchUI"])],
    dependencies: dependencies,
    targets: [.target(name: "RelatchUI", dependencies: frameworks)] + targets,
    swiftLanguageModes: [.v6]
)
