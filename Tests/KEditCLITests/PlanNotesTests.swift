import KEditCLI
import PosixFiles
import TestSupport
import Testing

@Suite("What a plan says of the journal")
struct PlanNotesTests {
  @Test("What is done costs nothing; nobody is asked, and the JSON stays as it is")
  func done() async throws {
    let scene = try RunScene()
    let before = await scene.ask("plan", "chain.kedit")
    let json = await scene.ask("plan", "chain.kedit", "--format", "json").output
    #expect(await scene.run("a.kedit", "-y", "--output-dir", "out").code == .done)
    let calls = scene.seen.count
    let plan = await scene.ask("plan", "chain.kedit")
    #expect(plan.code == .done)
    #expect(plan.output.contains("  note      done already: out/clean.mp4\n  units     none\n"))
    #expect(plan.output.hasSuffix("together 3 to 6 units, estimated\n"))
    #expect(scene.seen.count == calls)
    #expect(await scene.ask("plan", "chain.kedit", "--format", "json").output == json)
    // Without a key, nobody knows whose journal is meant.
    let keyless = await scene.ask("plan", "chain.kedit", environment: ["KLING_API_KEY": ""])
    #expect(keyless.output == before.output)
    let other = await scene.ask("plan", "chain.kedit", environment: ["KLING_API_KEY": "other"])
    #expect(other.output == before.output)
  }

  @Test("A chain is done only as far as its first part is")
  func chain() async throws {
    let scene = try RunScene()
    #expect(await scene.run("chain.kedit", "-y").code == .done)
    let plan = await scene.ask("plan", "chain.kedit")
    #expect(plan.output.contains("done already: rest.mp4"))
    #expect(plan.output.hasSuffix("nothing left to pay for\n"))
    try FileSystem.removeFile(scene.folder("rest.mp4"))
    let gone = await scene.ask("plan", "chain.kedit")
    #expect(gone.output.contains(" is done: its result is only fetched\n"))
  }

  @Test("A task under way, and one that failed")
  func tasks() async throws {
    let scene = try RunScene(taskFailure: RunScene.failing("no", after: 1))
    #expect(await scene.run("a.kedit", "-y", "--no-wait").code == .stopped)
    #expect(
      await scene.ask("plan", "a.kedit").output.contains("was under way when last asked for\n"))
    try scene.folder.write("b.kedit", RunScene.another)
    #expect(await scene.run("b.kedit", "-y").code == .refused)
    #expect(
      await scene.ask("plan", "b.kedit").output.contains(
        "failed, and is not repeated by itself\n"))
  }

  @Test("No journal is made, and one that cannot be read is warned of")
  func noJournal() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.kedit", RunScene.one)
    let environment: Environment = [
      "KLING_API_KEY": "x", "XDG_STATE_HOME": folder("state"), "KEDIT_STATE": folder("j.sqlite"),
    ]
    let plan = await kedit(["plan", "a.kedit"], in: folder.path, environment: environment)
    #expect(plan.code == .done)
    #expect(plan.error.isEmpty)
    #expect(try folder.names() == ["a.kedit"])
    try folder.write("j.sqlite", "not a database, but long enough to be looked at as one")
    let warned = await kedit(["plan", "a.kedit"], in: folder.path, environment: environment)
    #expect(warned.code == .done)
    #expect(warned.output == plan.output)
    #expect(warned.error.contains("warning: what is done already is not known: the journal"))
  }
}
