import Glibc
import KEditCLI
import OrderedJSON
import PosixFiles
import TestSupport
import Testing

/// What a command reads is not lost to what it writes.
@Suite("Inputs are spared")
struct InputFilesTests {
  private static let inputs = [
    "a.kedit", "./sub/../a.kedit", "link.kedit", "hard.kedit", "sub/common.kedit", "things.csv",
    "cat.png",
  ]

  private static let image: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
    + [0, 0, 1, 0x90, 0, 0, 1, 0x90, 8, 2, 0, 0, 0, 0, 0, 0, 0]

  private func fill(_ folder: TemporaryFolder) throws {
    try folder.write("sub/common.kedit", "set mode pro\n")
    try folder.write("things.csv", "thing\nthe dog\n")
    try folder.write("cat.png", Self.image)
    try folder.write(
      "a.kedit",
      """
      param thing
      include "sub/common.kedit"
      video "https://example.com/a.mp4"
      swap "{thing}" for "a cat" from "cat.png" at frame 0 point (0.1, 0.1) save "out"

      """)
    try #require(symlink("a.kedit", folder("link.kedit")) == 0)
    try #require(link(folder("a.kedit"), folder("hard.kedit")) == 0)
  }

  private func content(_ name: String, _ folder: TemporaryFolder) throws -> [UInt8] {
    try FileSystem.read(folder(name), limit: 1 << 20)
  }

  @Test("A plan replaces nothing that it is made from", arguments: inputs)
  func plan(input: String) async throws {
    let folder = try TemporaryFolder()
    try fill(folder)
    let before = try content(input, folder)
    let command = ["plan", "a.kedit", "--each", "things.csv", "-o"]
    let run = await kedit(command + [input], in: folder.path)
    #expect(run.code == .usage)
    #expect(run.error.contains("--output is '\(input)'"), "\(run.error)")
    #expect(try content(input, folder) == before)
    let sound = await kedit(command + ["a.txt"], in: folder.path)
    #expect(sound.code == .done, "\(sound.error)")
  }

  @Test("Events replace nothing that the run is made from", arguments: inputs)
  func events(input: String) async throws {
    let scene = try RunScene()
    try fill(scene.folder)
    let before = try content(input, scene.folder)
    let run = await scene.run(
      "a.kedit", "-y", "--each", "things.csv", "--json-into", input)
    #expect(run.code == .usage)
    #expect(run.error.contains("--json-into is '\(input)'"), "\(run.error)")
    #expect(try content(input, scene.folder) == before)
    #expect(scene.seen.isEmpty)
  }

  @Test(
    "Events take the place of no result, whether it is there or not",
    arguments: [
      ("clean.mp4", "."), ("./sub/../out/clean.mp4", "out"), ("link/clean.preview.png", "out"),
    ])
  func eventsInPlaceOfResult(events: String, output: String) async throws {
    for isThere in [false, true] {
      let scene = try RunScene()
      try scene.folder.write("sub/x", "")
      try scene.folder.write("out/x", "")
      try #require(symlink("out", scene.folder("link")) == 0)
      try scene.folder.write("a.kedit", RunScene.one)
      if isThere { try scene.folder.write(events, "kept") }
      let run = await scene.run(
        "a.kedit", "-y", "--preview", "--overwrite", "--output-dir", output, "--json-into", events)
      #expect(run.code == .usage, "\(run.error)")
      #expect(run.error.contains("--json-into is '\(events)', which is the place of a result of"))
      #expect(scene.seen.isEmpty)
      if isThere { #expect(try content(events, scene.folder) == Array("kept".utf8)) }
    }
  }

  @Test("Events of going on take the place of no result of the run, wanted or not")
  func eventsOfResumedRun() async throws {
    let scene = try RunScene()
    let first = await scene.run("chain.kedit", "-y", "--no-wait", "--output-dir", "out")
    #expect(first.code == .stopped, "\(first.error)")
    try scene.folder.write("out/rest.mp4", "kept")
    let asked = scene.seen.count
    let second = await kedit(
      ["resume", "--only", "clean", "--json-into", "out/rest.mp4"], in: scene.folder.path,
      environment: Environment(scene.environment))
    #expect(second.code == .usage, "\(second.error)")
    #expect(second.error.contains("--json-into is 'out/rest.mp4', which is the place of a result"))
    #expect(try content("out/rest.mp4", scene.folder) == Array("kept".utf8))
    #expect(scene.seen.count == asked)
  }

  @Test("A file with mistakes costs no events of an earlier run")
  func eventsOfFaultyFile() async throws {
    let scene = try RunScene()
    try scene.folder.write("bad.kedit", "remove\n")
    try scene.folder.write("events.jsonl", "kept")
    for file in ["events.jsonl", "bad.kedit"] {
      let before = try content(file, scene.folder)
      let run = await scene.run("bad.kedit", "-y", "--json-into", file)
      #expect(run.code == .faultyFile)
      #expect(try content(file, scene.folder) == before)
    }
  }

  @Test("The file of events has the whole of a run, its warnings too")
  func wholeEvents() async throws {
    let scene = try RunScene()
    try scene.folder.write("w.kedit", "image cat = \"https://example.com/c.png\"\n" + RunScene.one)
    let run = await scene.run("w.kedit", "-y", "--format", "json", "--json-into", "events.jsonl")
    #expect(run.code == .done, "\(run.error)")
    let events = try content("events.jsonl", scene.folder)
    #expect(String(decoding: events, as: UTF8.self) == run.output)
    let types = try run.output.split(separator: "\n").map {
      try JSON.parse(Array($0.utf8))["type"]?.string
    }
    #expect(types.prefix(2) == ["version", "diagnostic"])
    #expect(types.count { $0 == "version" } == 1)
  }

  @Test("No result replaces an input, whatever may be overwritten", arguments: [true, false])
  func results(overwrites: Bool) async throws {
    let scene = try RunScene()
    try scene.folder.write("out/clip.preview.png", Self.image)
    try scene.folder.write(
      "a.kedit",
      """
      video "https://example.com/a.mp4"
      swap "the dog" for "a cat" from "out/clip.preview.png" at frame 0 point (0.1, 0.1) save "clip"

      """)
    let run = await scene.run(
      ["a.kedit", "-y", "--preview", "--output-dir", "out"]
        + (overwrites ? ["--overwrite"] : []))
    #expect(run.code == .localFile)
    #expect(
      run.error.contains("would replace the input 'out/clip.preview.png'"), "\(run.error)")
    #expect(try content("out/clip.preview.png", scene.folder) == Self.image)
    #expect(scene.seen.isEmpty)
  }
}
