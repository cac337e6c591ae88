import FoundationEssentials
import Testing

/// Rules of the house that a compiler does not hold.
@Suite struct HouseRulesTests {
  @Test func theTopLevelIsClear() throws {
    let allowed: Set<String> = [
      "Package.swift", "Sources", "Tests", "README.md", "specs", "grammar",
    ]
    // What git is told to pass over is the user's.
    let ignored = try Repository.lines(of: ".gitignore").map { $0.filter { $0 != "/" } }
    let names = try Repository.names(in: "").filter { !$0.hasPrefix(".") && !ignored.contains($0) }
    #expect(Set(names).subtracting(allowed) == [])
  }

  /// Nothing that crashes on a user's mistake, and nothing left undone.
  @Test func sourcesHaveNoShortcuts() throws {
    let forbidden = [
      "try!", " as! ", "fatalError(", "nonisolated(unsafe)", "unsafeBitCast", "TODO", "FIXME",
      "import Foundation",
    ]
    for file in try Repository.files(below: "Sources", ending: ".swift") {
      for (number, line) in try Repository.lines(of: file).enumerated() {
        for word in forbidden where line.contains(word) {
          Issue.record("\(file):\(number + 1) has \(word)")
        }
      }
    }
  }

  /// Only the command line, which starts it, knows of the simulator.
  @Test func nobodyKnowsOfTheSimulator() throws {
    let outsiders = try Repository.files(below: "Sources", ending: ".swift").filter {
      !$0.hasPrefix("Sources/KlingSimulator/") && !$0.hasPrefix("Sources/KEditCLI/")
    }
    for file in outsiders {
      let code = try Repository.lines(of: file).filter {
        !$0.drop { $0 == " " }.hasPrefix("//")
      }
      for line in code where line.lowercased().contains("simulat") {
        Issue.record("\(file): \(line)")
      }
    }
  }

  /// Modules meet through `package`; the program offers nothing to other packages.
  @Test func nothingIsPublic() throws {
    for file in try Repository.files(below: "Sources", ending: ".swift") {
      for line in try Repository.lines(of: file)
      where line.split(separator: " ").prefix(2).contains("public") {
        Issue.record("\(file): \(line)")
      }
    }
  }

  /// The gate needs what the README's commands install, and nothing of the place it runs at.
  @Test func scriptsAreExecutable() throws {
    for script in try Repository.names(in: ".ci") where !script.contains(".") {
      #expect(
        FileManager.default.isExecutableFile(atPath: Repository.root + "/.ci/" + script),
        ".ci/\(script)")
    }
  }
}
