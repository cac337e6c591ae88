import OrderedJSON

/// Why a plan file was refused: everything that is wrong with it, in order of position.
package struct PlanFaults: Error, Hashable, Sendable {
  /// Never empty.
  package let faults: [PlanFault]
}

extension Plan {
  /// Reads a plan file as strictly as a spec is compiled, for it may have been edited.
  ///
  /// Every member must be known, every rule of the service that can be checked without a call is
  /// checked, and fingerprints are computed anew.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - sha256: SHA-256 of bytes in lower-case hexadecimal.
  /// - Returns: the plan.
  /// - Throws: all faults of the file.
  package static func read(
    _ bytes: [UInt8], sha256: ([UInt8]) -> String
  ) throws(PlanFaults) -> Plan {
    let root: PlanNode
    do {
      root = try PlanNode(parsing: bytes)
    } catch {
      let fault = PlanFault(pointer: "", offset: error.offset, kind: .json(error.message))
      throw PlanFaults(faults: [fault])
    }
    var reader = PlanReader()
    let plan = reader.readPlan(root, sha256: sha256)
    if let plan, reader.faults.isEmpty { return plan }
    let faults = reader.faults.enumerated()
      .sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
      .map(\.element)
    throw PlanFaults(faults: faults)
  }
}

/// Turns the values of a plan file into a plan and collects what is wrong on the way.
///
/// A method that returns `nil` has reported why.
struct PlanReader {
  private(set) var faults: [PlanFault] = []

  mutating func report(_ kind: PlanFault.Kind, at node: PlanNode) {
    faults.append(node.fault(kind))
  }

  mutating func readPlan(_ root: PlanNode, sha256: ([UInt8]) -> String) -> Plan? {
    guard let members = object(root, required: ["format", "source", "edits"]) else { return nil }
    if let format = members["format"], let text = string(format), text != PlanFormat.version {
      report(.format(found: text), at: format)
      // Another version has other members: anything more would be noise.
      return nil
    }
    let source = members["source"].flatMap { readSource($0) }
    guard let node = members["edits"], let elements = array(node) else { return nil }
    let edits = elements.map { readEdit($0) }
    checkTogether(edits)
    let planned = edits.compactMap(\.edit)
    guard let source, faults.isEmpty, planned.count == elements.count else { return nil }
    checkFingerprints(edits, planned, sha256: sha256)
    return Plan(source: source, edits: planned)
  }

  private mutating func readSource(_ node: PlanNode) -> Plan.Source? {
    guard let members = object(node, required: ["path", "sha256"]) else { return nil }
    let hash = members["sha256"].flatMap { digest($0) }
    guard let pathNode = members["path"], let path = string(pathNode) else { return nil }
    let isPlain = !path.utf8.contains { $0 == UInt8(ascii: "/") || $0 == 0 }
    guard !path.isEmpty, isPlain else {
      report(.sourceName, at: pathNode)
      return nil
    }
    return hash.map { Plan.Source(path: path, sha256: $0) }
  }

  private mutating func checkFingerprints(
    _ edits: [ReadEdit], _ planned: [PlannedEdit], sha256: ([UInt8]) -> String
  ) {
    var computed = planned
    Fingerprint.assign(to: &computed, sha256: sha256)
    for (index, edit) in computed.enumerated() where edit != planned[index] {
      guard let node = edits[index].fingerprint else { continue }
      report(.fingerprint(expected: edit.fingerprint), at: node)
    }
  }
}
