import FoundationEssentials
import Testing

/// Which module may import which: the direction of the house, and one adapter a C library.
@Suite struct ImportTableTests {
  /// Pure modules: values in, values out, nothing of the system.
  private static let pure: Set<String> = [
    "OrderedJSON", "PlainText", "KEditSyntax", "KEditFormat", "KEditTable", "MediaFacts",
    "KEditPlan", "KEditCompiler", "KEditExplanations", "KlingMasks", "TerminalPictures", "KlingAPI",
    "KEditEngine", "KEditREPL", "Studio",
  ]

  private static let table: [String: Set<String>] = [
    "OrderedJSON": [],
    "PlainText": [],
    "KEditSyntax": [],
    "KEditTable": ["KEditSyntax"],
    "MediaFacts": [],
    "KlingMasks": [],
    "Studio": ["KlingMasks"],
    "TerminalPictures": ["KlingMasks"],
    "PosixFiles": [],
    "PosixThreads": [],
    "KEditExplanations": ["KEditSyntax", "MediaFacts"],
    "KEditFormat": ["KEditSyntax"],
    "KEditPlan": ["OrderedJSON", "PlainText"],
    "KEditCompiler": ["KEditPlan", "KEditSyntax", "KEditTable", "MediaFacts"],
    "KlingAPI": ["OrderedJSON", "PlainText"],
    "KEditEngine": ["KEditPlan", "KlingAPI", "OrderedJSON", "PlainText"],
    "KEditREPL": [
      "KEditCompiler", "KEditEngine", "KEditFormat", "KEditPlan", "KEditSyntax", "KlingAPI",
      "KlingMasks", "MediaFacts", "OrderedJSON", "PlainText",
    ],
    "Crypto": ["COpenSSL"],
    "CurlTransport": ["CCurl", "KlingAPI", "PosixThreads"],
    "HTTPServer": ["CMicroHTTPD"],
    "LineEditor": ["CEdit", "KEditSyntax", "PlainText", "PosixFiles", "PosixThreads"],
    "PNGCodec": ["CPNG"],
    "SQLite": ["CSQLite"],
    "SQLiteJournal": [
      "KEditEngine", "KEditPlan", "KlingAPI", "OrderedJSON", "PlainText", "PosixFiles", "SQLite",
    ],
    "Programs": ["MediaFacts", "OrderedJSON", "PosixThreads"],
    "KlingSimulator": [
      "Crypto", "HTTPServer", "KlingMasks", "MediaFacts", "OrderedJSON", "PNGCodec",
      "PosixFiles", "PosixThreads", "Programs", "SQLite", "Studio",
    ],
    "KEditCLI": [
      "Crypto", "CurlTransport", "HTTPServer", "KEditCompiler", "KEditEngine", "KEditExplanations",
      "KEditFormat", "KEditPlan", "KEditREPL", "KEditSyntax", "KEditTable", "KlingAPI",
      "KlingMasks", "KlingSimulator", "LineEditor", "MediaFacts", "OrderedJSON", "PNGCodec",
      "PlainText", "PosixFiles", "PosixThreads", "Programs", "SQLiteJournal", "TerminalPictures",
    ],
    "kedit": ["KEditCLI", "PosixThreads"],
  ]

  private static let cLibraries: Set<String> = [
    "CCurl", "CEdit", "CMicroHTTPD", "COpenSSL", "CPNG", "CSQLite",
  ]

  /// What a module may import of the system. `Synchronization` has locks for values and touches
  /// nothing of the world.
  private static func system(_ module: String) -> Set<String> {
    pure.contains(module) ? ["Synchronization"] : ["Glibc", "Synchronization"]
  }

  @Test func everyModuleStandsInTheTable() throws {
    #expect(
      Set(try Repository.names(in: "Sources")) == Set(Self.table.keys).union(Self.cLibraries))
  }

  @Test(arguments: table.keys.sorted())
  func importsNothingElse(_ module: String) throws {
    let allowed = try #require(Self.table[module]).union(Self.system(module))
    for (file, imported) in try imports(of: module) where !allowed.contains(imported) {
      Issue.record("\(file) imports \(imported), which the table does not allow")
    }
  }

  /// A row that allows what nobody imports is out of date.
  @Test(arguments: table.keys.sorted())
  func importsAllItIsAllowed(_ module: String) throws {
    let imported = Set(try imports(of: module).map(\.imported))
    #expect(try #require(Self.table[module]).subtracting(imported) == [])
  }

  /// A C library's headers are seen by one module alone.
  @Test func everyCLibraryHasOneAdapter() {
    for library in Self.cLibraries {
      #expect(Self.table.values.filter { $0.contains(library) }.count == 1, "\(library)")
    }
  }

  /// A C module is a shim and a module map: no code that would have to be compiled.
  @Test(arguments: cLibraries.sorted())
  func cModulesAreShims(_ library: String) throws {
    #expect(try Repository.names(in: "Sources/" + library) == ["module.modulemap", "shim.h"])
  }

  private func imports(of module: String) throws -> [(file: String, imported: String)] {
    let files = try Repository.files(below: "Sources/" + module, ending: ".swift")
    return try files.flatMap { file in
      try Repository.lines(of: file).compactMap { line in
        let words = line.split(separator: " ").drop {
          $0.hasPrefix("@") || ["package", "internal", "fileprivate", "private"].contains($0)
        }
        guard words.first == "import", let name = words.last else { return nil }
        return (file, String(name.split(separator: ".")[0]))
      }
    }
  }
}
