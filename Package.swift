// swift-tools-version: 6.2

import PackageDescription

// One section a target, with its tests. The settings of all of them stand once, at the end.

/// What of C++ and of the compiler the Swift runtime needs becomes part of the program, as Swift's
/// own library does with `--static-swift-stdlib`: to load and bind it took a third of every start.
/// Nothing loads the program as a library, so it exports nothing: the runtime looks through all
/// that is exported, at every start.
let linkedIn: [LinkerSetting] = [
  .unsafeFlags(
    [
      "-L", "\(Context.packageDirectory)/Sources/kedit/Link", "-use-ld=lld",
      "-Xclang-linker", "-static-libgcc",
      "-Xlinker", "--no-export-dynamic",
    ], .when(configuration: .release))
]

let package = Package(
  name: "kedit",
  products: [
    .executable(name: "kedit", targets: ["kedit"])
  ],
  targets: [
    // MARK: JSON that keeps its order

    .target(name: "OrderedJSON"),
    .testTarget(name: "OrderedJSONTests", dependencies: ["OrderedJSON"]),

    // MARK: Text from outside, made safe to show

    .target(name: "PlainText"),
    .testTarget(name: "PlainTextTests", dependencies: ["PlainText"]),

    // MARK: Left of the plan: pure

    .target(name: "KEditSyntax"),
    .testTarget(name: "KEditSyntaxTests", dependencies: ["KEditSyntax", "TestSupport"]),
    .testTarget(
      name: "GrammarTests",
      dependencies: [
        "KEditCLI", "KEditSyntax", "OrderedJSON", "PosixFiles", "Programs", "TestSupport",
      ]),

    .target(name: "KEditFormat", dependencies: ["KEditSyntax"]),
    .testTarget(
      name: "KEditFormatTests", dependencies: ["KEditFormat", "KEditSyntax", "PosixFiles"]),

    .target(name: "KEditTable", dependencies: ["KEditSyntax"]),
    .testTarget(
      name: "KEditTableTests", dependencies: ["KEditSyntax", "KEditTable", "TestSupport"]),

    .target(name: "KEditExplanations", dependencies: ["KEditSyntax", "MediaFacts"]),

    .target(name: "KEditPlan", dependencies: ["OrderedJSON", "PlainText"]),
    .testTarget(
      name: "KEditPlanTests",
      dependencies: [
        "Crypto", "KEditPlan", "OrderedJSON", "PosixFiles", "Programs", "TestSupport",
      ]),

    .target(
      name: "KEditCompiler",
      dependencies: ["KEditPlan", "KEditSyntax", "KEditTable", "MediaFacts"]),
    .testTarget(
      name: "KEditCompilerTests",
      dependencies: [
        "Crypto", "KEditCompiler", "KEditPlan", "KEditSyntax", "KEditTable", "KlingSimulator",
        "MediaFacts",
        "TestSupport",
      ]),

    // MARK: The service's protocol and its masks

    .target(name: "KlingAPI", dependencies: ["OrderedJSON", "PlainText"]),
    .testTarget(name: "KlingAPITests", dependencies: ["Crypto", "KlingAPI", "OrderedJSON"]),

    .target(name: "KlingMasks"),
    .testTarget(
      name: "KlingMasksTests",
      dependencies: ["Crypto", "KlingMasks", "OrderedJSON", "PosixFiles", "TestSupport"],
      exclude: ["vectors.json"]),

    .target(name: "Studio", dependencies: ["KlingMasks"]),
    .testTarget(name: "StudioTests", dependencies: ["KlingMasks", "Studio"]),

    .target(name: "TerminalPictures", dependencies: ["KlingMasks"]),
    .testTarget(
      name: "TerminalPicturesTests",
      dependencies: ["KlingMasks", "TerminalPictures", "TestSupport"]),

    // MARK: Carrying a plan out

    .target(
      name: "KEditEngine", dependencies: ["KEditPlan", "KlingAPI", "OrderedJSON", "PlainText"]),
    .testTarget(
      name: "KEditEngineTests",
      dependencies: [
        "KEditEngine", "KEditPlan", "KlingAPI", "OrderedJSON", "SQLiteJournal", "TestSupport",
      ]),

    // MARK: Adapters: one C library, or one kind of child process, each

    .systemLibrary(name: "CCurl"),
    .target(name: "CurlTransport", dependencies: ["CCurl", "KlingAPI", "PosixThreads"]),
    .testTarget(
      name: "CurlTransportTests", dependencies: ["CurlTransport", "KlingAPI", "TestSupport"]),

    .systemLibrary(name: "CMicroHTTPD"),
    .target(name: "HTTPServer", dependencies: ["CMicroHTTPD"]),
    .testTarget(name: "HTTPServerTests", dependencies: ["HTTPServer", "TestSupport"]),

    .systemLibrary(name: "COpenSSL"),
    .target(
      name: "Crypto", dependencies: ["COpenSSL"],
      linkerSettings: [.linkedLibrary(":libcrypto.a")]),
    .testTarget(name: "CryptoTests", dependencies: ["Crypto"]),

    .systemLibrary(name: "CPNG"),
    .target(
      name: "PNGCodec", dependencies: ["CPNG"],
      linkerSettings: [.linkedLibrary(":libpng.a"), .linkedLibrary(":libz.a")]),
    .testTarget(name: "PNGCodecTests", dependencies: ["Crypto", "PNGCodec"]),

    .systemLibrary(name: "CSQLite"),
    .target(
      name: "SQLite", dependencies: ["CSQLite"],
      linkerSettings: [.linkedLibrary(":libsqlite3.a"), .linkedLibrary("m")]),
    .testTarget(name: "SQLiteTests", dependencies: ["SQLite", "TestSupport"]),

    .target(
      name: "SQLiteJournal",
      dependencies: [
        "KEditEngine", "KEditPlan", "KlingAPI", "OrderedJSON", "PlainText", "PosixFiles", "SQLite",
      ]),
    .testTarget(
      name: "SQLiteJournalTests",
      dependencies: [
        "KEditEngine", "KEditPlan", "KlingAPI", "OrderedJSON", "PosixFiles", "SQLite",
        "SQLiteJournal", "TestSupport",
      ]),

    .systemLibrary(name: "CEdit"),
    .target(
      name: "LineEditor",
      dependencies: ["CEdit", "KEditSyntax", "PlainText", "PosixFiles", "PosixThreads"],
      linkerSettings: [
        .linkedLibrary(":libedit.a"), .linkedLibrary(":libtinfo.a"), .linkedLibrary(":libbsd.a"),
        .linkedLibrary(":libmd.a"),
      ]),
    .testTarget(
      name: "LineEditorTests",
      dependencies: ["EditingProgram", "LineEditor", "PosixFiles", "TestSupport"]),
    .executableTarget(
      name: "EditingProgram", dependencies: ["LineEditor", "PosixFiles"],
      path: "Tests/EditingProgram"),

    .target(name: "PosixThreads"),
    .testTarget(name: "PosixThreadsTests", dependencies: ["PosixThreads"]),

    .target(name: "PosixFiles"),
    .testTarget(name: "PosixFilesTests", dependencies: ["PosixFiles", "TestSupport"]),

    .target(name: "MediaFacts"),
    .testTarget(name: "MediaFactsTests", dependencies: ["MediaFacts"]),

    .target(name: "Programs", dependencies: ["MediaFacts", "OrderedJSON", "PosixThreads"]),
    .testTarget(
      name: "ProgramsTests",
      dependencies: ["MediaFacts", "PNGCodec", "PosixFiles", "Programs", "TestSupport"]),

    // MARK: The service on loopback

    .target(
      name: "KlingSimulator",
      dependencies: [
        "Crypto", "HTTPServer", "KlingMasks", "MediaFacts", "OrderedJSON", "PNGCodec",
        "PosixFiles", "PosixThreads", "Programs", "SQLite", "Studio",
      ]),
    .testTarget(
      name: "KlingSimulatorTests",
      dependencies: [
        "Crypto", "CurlTransport", "KlingAPI", "KlingMasks", "KlingSimulator", "MediaFacts",
        "OrderedJSON", "PNGCodec", "PosixFiles", "Programs", "SQLite", "TestSupport",
      ]),

    // MARK: Step by step

    .target(
      name: "KEditREPL",
      dependencies: [
        "KEditCompiler", "KEditEngine", "KEditFormat", "KEditPlan", "KEditSyntax", "KlingAPI",
        "KlingMasks", "MediaFacts", "OrderedJSON", "PlainText",
      ]),
    .testTarget(
      name: "KEditREPLTests",
      dependencies: [
        "Crypto", "KEditCompiler", "KEditEngine", "KEditPlan", "KEditREPL", "KEditSyntax",
        "KlingAPI", "KlingMasks", "MediaFacts", "OrderedJSON",
      ]),

    // MARK: The command line

    .target(
      name: "KEditCLI",
      dependencies: [
        "Crypto", "CurlTransport", "HTTPServer", "KEditCompiler", "KEditEngine",
        "KEditExplanations", "KEditFormat", "KEditPlan", "KEditREPL", "KEditSyntax", "KEditTable",
        "KlingAPI", "KlingMasks", "KlingSimulator", "LineEditor", "MediaFacts", "OrderedJSON",
        "PNGCodec", "PlainText", "PosixFiles", "PosixThreads", "Programs", "SQLiteJournal",
        "TerminalPictures",
      ]),
    .executableTarget(
      name: "kedit", dependencies: ["KEditCLI", "PosixThreads"], exclude: ["Link"],
      linkerSettings: linkedIn),
    .testTarget(
      name: "KEditCLITests",
      dependencies: [
        "CrashingProgram", "Crypto", "CurlTransport", "KEditCLI", "KEditEngine",
        "KEditExplanations", "KEditPlan", "KEditSyntax", "KlingAPI", "KlingSimulator", "MediaFacts",
        "OrderedJSON", "PNGCodec", "PlainText", "PosixFiles", "Programs", "SQLite",
        "SQLiteJournal", "TestSupport", "kedit",
      ], exclude: ["Gallery"]),

    .testTarget(
      name: "ReplTerminalTests",
      dependencies: [
        "KlingMasks", "KlingSimulator", "MediaFacts", "PNGCodec", "PosixFiles", "TestSupport",
        "kedit",
      ]),

    .executableTarget(
      name: "CrashingProgram", dependencies: ["KEditCLI", "KEditEngine", "KEditPlan", "KlingAPI"],
      path: "Tests/CrashingProgram"),

    // MARK: The reference, run

    .testTarget(
      name: "ReferenceTests",
      dependencies: [
        "KEditCLI", "KEditCompiler", "KEditREPL", "KEditSyntax", "KlingSimulator", "MediaFacts",
        "OrderedJSON", "PosixFiles", "Programs", "TestSupport", "kedit",
      ]),

    // MARK: Whatever the input: what fuzzers and tests hold the program to

    .target(
      name: "RobustnessChecks",
      dependencies: [
        "KEditCLI", "KEditCompiler", "KEditFormat", "KEditPlan", "KEditSyntax", "KEditTable",
        "KlingMasks", "MediaFacts", "OrderedJSON", "PNGCodec", "PosixFiles",
      ],
      path: "Tests/RobustnessChecks"),
    .testTarget(
      name: "RobustnessTests",
      dependencies: ["KEditCLI", "PosixFiles", "RobustnessChecks", "TestSupport"],
      exclude: ["Corpus"]),

    // MARK: What tests share, and tests of the package itself

    .systemLibrary(name: "CPseudoTerminal", path: "Tests/CPseudoTerminal"),
    .target(
      name: "TestSupport", dependencies: ["CPseudoTerminal", "PosixFiles"],
      path: "Tests/TestSupport"),
    .testTarget(name: "TestSupportTests", dependencies: ["TestSupport"]),
    .testTarget(name: "HouseTests", dependencies: ["TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

// `.ci/fuzz` links it with libFuzzer, which brings `main`.
if Context.environment["KEDIT_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "fuzz", dependencies: ["RobustnessChecks"], path: "Tests/Fuzz",
      exclude: ["kedit.dict"]))
}

// `.ci/benchmark --masks` runs it.
if Context.environment["KEDIT_BENCHMARK"] != nil {
  package.targets.append(
    .executableTarget(
      name: "mask-benchmark", dependencies: ["KlingMasks", "PosixFiles", "TerminalPictures"],
      path: "Tests/MaskBenchmark"))
}

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  ]
}

// Every pixel of every frame goes through it: unoptimised, as tests build the rest, it would take
// minutes for what takes a second.
for target in package.targets where ["KlingMasks", "Studio"].contains(target.name) {
  target.swiftSettings?.append(.unsafeFlags(["-O"], .when(configuration: .debug)))
}
