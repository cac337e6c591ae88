import PosixFiles

/// Keeps the plans that tests make, so that others can judge them: a script of `.ci/extra/checks` holds each
/// against the published JSON Schema.
package enum PlanArchive {
  private static let folder = ProcessEnvironment.variables()["KEDIT_PLANS_INTO"]

  /// Writes a plan into the folder that the variable `KEDIT_PLANS_INTO` names, if it names one.
  package static func keep(_ plan: some Collection<UInt8>) {
    guard let folder else { return }
    // FNV-1a: a plan that many tests make is kept once.
    let name = plan.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    do {
      try FileSystem.write(Array(plan), to: Path.join(folder, "\(String(name, radix: 16)).json"))
    } catch {
      preconditionFailure("KEDIT_PLANS_INTO names a folder that can be written")
    }
  }
}
