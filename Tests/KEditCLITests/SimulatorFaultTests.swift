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
}
