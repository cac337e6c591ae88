import FoundationEssentials
import KEditSyntax
import PosixFiles
import TestSupport
import Testing

@testable import KEditCLI

/// Wrong files, each with what is said about it: read by people, held by this test.
///
/// `KEDIT_RECORD=1 swift test --filter GalleryTests` writes what is said now beside the files; read
/// the difference before keeping it.
@Suite(.serialized) struct GalleryTests {
  static let folder: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast()
    return parts.joined(separator: "/") + "/Gallery"
  }()

  static let names: [String] = {
    ((try? FileSystem.list(folder)) ?? []).filter { $0.hasSuffix(".kedit") }
      .map { String($0.dropLast(6)) }.sorted()
  }()

  private static let isRecording = ProcessInfo.processInfo.environment["KEDIT_RECORD"] == "1"

  @Test func says() async throws {
    let media = try await GalleryMedia()
    if Self.isRecording {
      try #require(
        ProcessInfo.processInfo.environment["CI"] == nil, "what is said is recorded by people")
    }
    for name in Self.names {
      let call = try GalleryCall(name, in: media)
      let run = await kedit(
        call.arguments, in: media.folder.path, environment: Environment(call.environment))
      let golden = "\(Self.folder)/\(name).txt"
      if Self.isRecording {
        try FileSystem.write(Array(run.error.utf8), to: golden)
      } else {
        let expected = try? FileSystem.read(golden, limit: 1 << 20)
        #expect(Array(run.error.utf8) == expected, "\(name)\n\(run.error)")
      }
      #expect(!run.error.contains("no mistakes found"), "\(name) is sound")
    }
  }

  /// What a file can be told, and the gallery shows.
  @Test func showsEveryCode() async throws {
    var seen: Set<String> = []
    for name in Self.names {
      let text = try FileSystem.read("\(Self.folder)/\(name).txt", limit: 1 << 20)
      for line in String(decoding: text, as: UTF8.self).split(separator: "\n")
      where line.hasPrefix("error[") || line.hasPrefix("warning[") {
        seen.insert(String(line.drop { $0 != "[" }.dropFirst().prefix { $0 != "]" }))
      }
    }
    let missing = Set(DiagnosticCode.allCases.map(\.rawValue)).subtracting(seen)
    #expect(missing.isEmpty, "\(missing.sorted())")
  }

  /// Every safe fix of the gallery makes the file better: fewer errors, and none of a new kind at a
  /// new place.
  @Test func fixesOnlyMend() async throws {
    let media = try await GalleryMedia()
    for name in Self.names {
      let content = try FileSystem.read("\(Self.folder)/\(name).kedit", limit: 1 << 20)
      try await FixCheck(media: media).expectMending(content, name)
    }
  }

  /// The same of files with a byte, a word or a line changed, left out or doubled.
  @Test(arguments: 0..<4)
  func fixesOfMutantsOnlyMend(seed: UInt64) async throws {
    let media = try await GalleryMedia()
    var random = SplitMix64(seed: seed)
    for _ in 0..<100 {
      let name = try #require(Self.names.randomElement(using: &random))
      var content = try FileSystem.read("\(Self.folder)/\(name).kedit", limit: 1 << 20)
      guard content.count < 2_000 else { continue }
      for _ in 0..<Int.random(in: 1...2, using: &random) { mutate(&content, &random) }
      try await FixCheck(media: media).expectMending(content, name)
    }
  }

  private func mutate(_ content: inout [UInt8], _ random: inout SplitMix64) {
    guard !content.isEmpty else { return }
    let start = Int.random(in: 0..<content.count, using: &random)
    let end = min(content.count, start + Int.random(in: 1...6, using: &random))
    let pieces = [
      "\"", "'", "“", "”", ",", ";", ":", "=", "(", ")", "{", "}", "0,5", " ", "\n", "//",
    ]
    switch Int.random(in: 0..<4, using: &random) {
    case 0: content.removeSubrange(start..<end)
    case 1: content.insert(contentsOf: Array(content[start..<end]), at: end)
    default:
      content.insert(contentsOf: (pieces.randomElement(using: &random) ?? "").utf8, at: start)
    }
  }
}
