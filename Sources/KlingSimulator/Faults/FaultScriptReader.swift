import OrderedJSON

/// Turns the JSON of a fault script into rules, and stops at the first mistake.
enum FaultScriptReader {
  /// What is wrong, and where: in bytes from the start.
  struct Mistake: Error {
    let message: String
    let offset: Int
  }

  static func rules(_ root: JSONNode) throws(Mistake) -> [FaultRule] {
    var script = try FaultScriptObject(root, name: "a fault script")
    let format = try script.string("format")
    guard format.utf8.elementsEqual(FaultScript.format.utf8) else {
      throw script.mistake("format", "must be \"\(FaultScript.format)\"")
    }
    var rules: [FaultRule] = []
    for node in try script.array("rules") { rules.append(try rule(node)) }
    try script.end()
    return rules
  }

  private static func rule(_ node: JSONNode) throws(Mistake) -> FaultRule {
    var object = try FaultScriptObject(node, name: "a rule")
    let points = try points(&object)
    let calls = try calls(&object)
    let scope = try object.optionalChoice("per", of: FaultRule.Scope.self)
    let externalTaskID = try object.optionalString("external_task_id")
    let sessionID = try object.optionalString("session_id")
    let content = try object.optionalString("containing")
    let fault = try FaultKindReader.fault(&object, at: points)
    try object.end()
    return FaultRule(
      points: points, calls: calls, scope: scope, externalTaskID: externalTaskID,
      sessionID: sessionID, content: content, fault: fault)
  }

  private static func points(_ object: inout FaultScriptObject) throws(Mistake) -> Set<FaultPoint> {
    let node = try object.required("on")
    let nodes = node.value.array == nil ? [node] : node.elements
    var points: Set<FaultPoint> = []
    for node in nodes {
      guard let point = node.value.string.flatMap(FaultPoint.init(rawValue:)) else {
        let names = FaultPoint.allCases.map(\.rawValue).joined(separator: ", ")
        throw Mistake(
          message: "'on' must be one of \(names), or a list of them", offset: node.offset)
      }
      points.insert(point)
    }
    guard !points.isEmpty else { throw object.mistake("on", "must not be empty") }
    return points
  }

  private static func calls(_ object: inout FaultScriptObject) throws(Mistake) -> CallCount {
    guard let node = object.optional("calls") else { return .every(1) }
    let text = node.value.string ?? node.value.number?.text
    guard let calls = text.flatMap({ CallCount($0) }) else {
      throw object.mistake(
        "calls", "must be a count from 1 on: 1, \"1-3\", \"3-\", \"every\" or \"every 2\"")
    }
    return calls
  }
}
