import KEditCLI
import KlingSimulator
import TestSupport
import Testing

/// Fault scripts from the command line and from the environment.
@Suite("Faults of the simulator")
struct SimulatorFaultTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("a.kedit", RunScene.one)
  }

  private func run(_ arguments: String..., faults: String? = "faults.json") async -> CapturedRun {
    var environment = ["XDG_STATE_HOME": folder.path, "PATH": "/nowhere"]
    environment["KEDIT_FAULTS"] = faults
    environment["KEDIT_POLL_INTERVAL"] = "0.01"
    return await kedit(arguments, in: folder.path, environment: Environment(environment))
  }

  private func writeScript(_ rules: String) throws {
    try folder.write("faults.json", #"{"format": "kedit-faults/1", "rules": [\#(rules)]}"#)
  }

  @Test func `The environment names the script of a simulator that a run starts`() async throws {
    try writeScript(
      #"""
      {"on": "create", "fault": "task-time", "seconds": 0.05},
      {"on": "create", "calls": 1, "fault": "fail-task", "message": "not today"}
      """#)
    let failed = await run("run", "--simulate", "--yes", "a.kedit")
    #expect(failed.code == .refused)
    #expect(failed.error.contains("not today"))
    // The second create is one in the second process, too.
    let done = await run("run", "--simulate", "--yes", "--fresh", "a.kedit")
    #expect(done.code == .done, "\(done.error)")
    let ledger = try SimulatorLedger.read(
      stateFolder: folder("kedit/journal.simulator"), now: 4_000_000_000_000)
    #expect(ledger.tasks.map(\.status) == ["failed", "succeed"])
  }

  @Test func `A mistake in the script is said with its place, and nothing is served`() async throws
  {
    try writeScript(#"{"on": "create", "fault": "explode"}"#)
    for run in [
      await run("simulate", "--faults", "faults.json", faults: nil), await run("simulate"),
      await run("run", "--simulate", "--yes", "a.kedit"),
    ] {
      #expect(run.code == .faultyFile)
      #expect(run.output == "")
      #expect(run.error.contains("error: faults.json:1:66: 'fault' must be one of drop, answer"))
    }
  }

  @Test func `A script that is not there is said`() async {
    let run = await run("simulate", faults: "missing.json")
    #expect(run.code == .localFile)
    #expect(run.error.contains("'missing.json' cannot be read"))
  }

  @Test func `A secret for callbacks that is none is refused`() async {
    let run = await kedit(
      ["simulate"], in: folder.path,
      environment: ["XDG_STATE_HOME": folder.path, "KLING_WEBHOOK_SECRET": "whsec_?"])
    #expect(run.code == .usage)
    #expect(run.error.contains("KLING_WEBHOOK_SECRET must be whsec_ and base64"))
    #expect(!run.error.contains("whsec_?"))
  }

  @Test func `A simulated run tells a listener of this machine how its task stands`() async throws {
    let listener = try LoopbackServer { _ in .status(204) }
    try folder.write(
      "a.kedit", "set callback \"\(listener.url)/hook\"\n\(RunScene.one)")
    try writeScript(#"{"on": "create", "fault": "task-time", "seconds": 1}"#)
    let run = await kedit(
      ["run", "--simulate", "--yes", "a.kedit"], in: folder.path,
      environment: [
        "XDG_STATE_HOME": folder.path, "PATH": "/nowhere", "KEDIT_POLL_INTERVAL": "0.01",
        "KEDIT_FAULTS": "faults.json", "KLING_WEBHOOK_SECRET": "whsec_c2VjcmV0",
      ])
    #expect(run.code == .done, "\(run.error)")
    await listener.received(1)
    let first = try #require(listener.requests.first)
    #expect(first.method == "POST")
    #expect(first.target == "/hook")
    #expect(first.headers.contains { $0.name.lowercased() == "webhook-signature" })
    #expect(String(decoding: first.body, as: UTF8.self).contains(#""task_status":"submitted""#))
  }
}
