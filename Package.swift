// swift-tools-version: 6.2
import PackageDescription

/// Every target reads alike: warnings are errors, and imports say what they are for.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// `make fuzz` sets FUZZ to the path of libFuzzer's runtime: the readers are then built with
/// coverage and address checks, and the program `Fuzz` is there.
let fuzzer = Context.environment["FUZZ"].flatMap { $0.isEmpty ? nil : $0 }
let instrumented: [SwiftSetting] =
  fuzzer == nil ? [] : [.unsafeFlags(["-sanitize=fuzzer,address"])]

let package = Package(
  name: "Clearance",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Clearance", targets: ["Clearance"]),
    .executable(name: "clearance", targets: ["ClearanceMain"]),
    .executable(name: "clearance-register", targets: ["ClearanceRegister"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(name: "CMalloc"),
    .target(name: "LocatedYAML", dependencies: ["CLibYAML"], swiftSettings: strict + instrumented),
    .target(
      name: "RuleCompiler", dependencies: ["LocatedYAML"], swiftSettings: strict + instrumented),
    .target(
      name: "RuleEvaluator", dependencies: ["RuleCompiler", "LocatedYAML"],
      swiftSettings: strict + instrumented),
    .target(
      name: "Registers", dependencies: ["RuleEvaluator", "RuleCompiler", "LocatedYAML"],
      swiftSettings: strict),
    .target(
      name: "CLogReader", cxxSettings: [.unsafeFlags(["-O3"])],
      linkerSettings: [.linkedLibrary("z")]),
    .target(
      name: "DecisionLogs",
      dependencies: ["CLogReader", "RuleEvaluator", "RuleCompiler", "LocatedYAML"],
      swiftSettings: strict),
    .target(
      name: "Reports",
      dependencies: [
        "RuleEvaluator", "RuleCompiler", "LocatedYAML",
        .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: strict),
    .target(
      name: "Clearance", dependencies: ["Reports", "RuleEvaluator", "RuleCompiler", "LocatedYAML"],
      swiftSettings: strict),
    .target(
      name: "ClearanceCLI",
      dependencies: [
        "Clearance", "Registers", "Reports", "DecisionLogs", "RuleEvaluator", "RuleCompiler",
        "LocatedYAML",
        .target(name: "CMalloc", condition: .when(platforms: [.linux])),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: strict),
    .executableTarget(
      name: "ClearanceMain", dependencies: ["ClearanceCLI"], swiftSettings: strict),
    .target(
      name: "Register",
      dependencies: [
        "RuleCompiler",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: strict),
    .executableTarget(
      name: "ClearanceRegister",
      dependencies: [
        "Register", "ClearanceCLI", "Clearance", "Reports", "RuleEvaluator", "RuleCompiler",
        "LocatedYAML", .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: strict),
    .testTarget(
      name: "LocatedYAMLTests", dependencies: ["LocatedYAML"], exclude: ["Golden"],
      swiftSettings: strict),
    .testTarget(
      name: "RuleCompilerTests", dependencies: ["RuleCompiler", "LocatedYAML"],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "RuleEvaluatorTests", dependencies: ["RuleEvaluator", "RuleCompiler", "LocatedYAML"],
      exclude: ["Golden", "Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "DecisionLogsTests",
      dependencies: ["DecisionLogs", "CLogReader", "RuleEvaluator", "RuleCompiler", "LocatedYAML"],
      swiftSettings: strict),
    .testTarget(
      name: "RegistersTests",
      dependencies: ["Registers", "Reports", "RuleEvaluator", "RuleCompiler", "LocatedYAML"],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "ReportsTests",
      dependencies: ["Clearance", "Reports", "RuleEvaluator", "RuleCompiler", "LocatedYAML"],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "ClearanceCLITests",
      dependencies: [
        "ClearanceCLI", "Clearance",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "RegisterTests",
      dependencies: [
        "Register", "ClearanceRegister", "ClearanceCLI", "Clearance",
        .product(name: "GRDB", package: "GRDB.swift"),
      ], exclude: ["Fixtures"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6], cxxLanguageStandard: .cxx17
)

if let fuzzer {
  package.targets.append(
    .executableTarget(
      name: "Fuzz", dependencies: ["LocatedYAML", "RuleCompiler", "RuleEvaluator"],
      swiftSettings: strict + instrumented,
      linkerSettings: [.unsafeFlags(["-sanitize=address", fuzzer, "-lstdc++"])]))
}

/// `make bench-audit` sets BENCH: the program that measures the steps of an audit is there too.
if Context.environment["BENCH"] != nil {
  package.targets.append(
    .executableTarget(
      name: "LogBench",
      dependencies: ["DecisionLogs", "RuleEvaluator", "RuleCompiler", "LocatedYAML"],
      swiftSettings: strict))
  package.products.append(.executable(name: "log-bench", targets: ["LogBench"]))
}
