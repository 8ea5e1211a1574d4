// swift-tools-version: 6.0
//
// Relatch for Swift. On Linux the Rust library is loaded from the folder that RELATCH_LIBRARY names, else from this repository's
// debug build. On Apple's systems it is in an XCFramework, which build-xcframework.sh makes; that half was never run on a Mac.

import PackageDescription

#if os(Linux)
    let library = Context.environment["RELATCH_LIBRARY"] ?? "\(Context.packageDirectory)/../../target/debug"
    let core: Target = .systemLibrary(name: "RelatchCoreFFI")
    let linking: [LinkerSetting] = [
        .unsafeFlags([
            "-L\(library)", "-Xlinker", "-rpath", "-Xlinker", library,
            // Observation of Swift 6.0 on Linux names a function that nothing there has, nor calls (swiftlang/swift#75670).
            "-Xlinker", "--allow-shlib-undefined",
        ])
    ]
    let tools: [Target] = [
        .executableTarget(name: "figures", dependencies: ["Relatch"], path: "Figures")
    ]
#else
    let core: Target = .binaryTarget(name: "RelatchCoreFFI", path: "RelatchCore.xcframework")
    // A static library does not say itself what it needs: what ios/imports.txt names, beside what Swift links anyway.
    let linking: [LinkerSetting] = ["CoreBluetooth", "Foundation", "Security"].map { .linkedFramework($0) }
    let tools: [Target] = []
#endif

let package = Package(
    name: "Relatch",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [
        .library(name: "Relatch", targets: ["Relatch"])
    ],
    targets: [
        core,
        // Generated; see ../README.md.
        .target(name: "RelatchCore", dependencies: ["RelatchCoreFFI"], linkerSettings: linking),
        .target(name: "Relatch", dependencies: ["RelatchCore"]),
        .testTarget(name: "RelatchTests", dependencies: ["Relatch"]),
    ] + tools,
    swiftLanguageModes: [.v6]
)
