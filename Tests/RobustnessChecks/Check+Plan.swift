import KEditPlan

/// A plan that can be read is printed as what reads the same, and can be shown.
///
/// Every hash is the same here: else no change of a plan would get past its fingerprints.
func checkPlan(_ bytes: [UInt8]) throws(CheckFailure) {
  let plan: Plan
  do throws(PlanFaults) {
    plan = try Plan.read(bytes, sha256: pretendedHash)
  } catch {
    try require(!error.faults.isEmpty, "the plan is refused without a reason")
    for fault in error.faults {
      try require(
        0...bytes.count ~= fault.offset, "\(fault.kind) lies outside, at \(fault.offset)")
      try require(!fault.message.isEmpty, "\(fault.kind) says nothing")
    }
    return
  }
  let printed = plan.jsonBytes
  let again: Plan
  do throws(PlanFaults) {
    again = try Plan.read(printed, sha256: pretendedHash)
  } catch {
    throw CheckFailure("the printed plan is refused: \(error.faults[0].message)")
  }
  try require(again == plan, "the printed plan is another one")
  try require(again.jsonBytes == printed, "the plan is printed in two ways")
  try requireHarmless(PlanText(plan).text, "the plan as text")
  _ = PlanScript(plan, sha256: pretendedHash).text
}

/// Stands for SHA-256.
package func pretendedHash(_ bytes: [UInt8]) -> String { String(repeating: "0", count: 64) }

/// Nothing in a text acts on a terminal.
func requireHarmless(_ text: String, _ what: String) throws(CheckFailure) {
  let control = text.unicodeScalars.first {
    $0 != "\n" && ($0.value < 0x20 || 0x7F...0x9F ~= $0.value)
  }
  if let control { throw CheckFailure("\(what) holds U+\(String(control.value, radix: 16))") }
}
