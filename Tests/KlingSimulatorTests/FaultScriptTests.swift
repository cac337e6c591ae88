import KlingSimulator
import TestSupport
import Testing

@Suite struct FaultScriptTests {
  /// The place of the mistake is marked with `▸` in the script.
  @Test(arguments: [
    ("{ ▸x", ""),
    ("▸[]", "a fault script must be an object, this is an array"),
    (#"▸{"rules": []}"#, "'format' is missing"),
    (#"{"format": ▸"kedit-faults/2", "rules": []}"#, #"'format' must be "kedit-faults/1""#),
    (#"▸{"format": "kedit-faults/1"}"#, "'rules' is missing"),
    (#"{"format": "kedit-faults/1", "rules": ▸{}}"#, "'rules' must be a list"),
    (
      #"{"format": "kedit-faults/1", "rules": [], "rule": ▸1}"#,
      "a fault script has no 'rule' here, only 'format', 'rules'"
    ),
    (rule(#"▸1"#), "a rule must be an object, this is a number"),
    (rule(#"▸{"fault": "drop"}"#), "'on' is missing"),
    (rule(#"{"on": ▸"creat", "fault": "drop"}"#), "'on' must be one of init, add, delete"),
    (rule(#"{"on": ["create", ▸"x"], "fault": "drop"}"#), "'on' must be one of init"),
    (rule(#"{"on": ▸[], "fault": "drop"}"#), "'on' must not be empty"),
    (rule(#"▸{"on": "create"}"#), "'fault' is missing"),
    (rule(#"{"on": "create", "fault": ▸"explode"}"#), "'fault' must be one of drop, answer"),
    (rule(#"{"on": ▸"list", "fault": "fail-task"}"#), "'on' can be, for 'fail-task', only create"),
    (rule(#"{"on": "list", "calls": ▸0, "fault": "drop"}"#), "'calls' must be a count from 1 on"),
    (rule(#"{"on": "list", "calls": ▸"3-2", "fault": "drop"}"#), "'calls' must be a count"),
    (rule(#"{"on": "list", "calls": ▸"-2", "fault": "drop"}"#), "'calls' must be a count"),
    (rule(#"{"on": "list", "calls": ▸"+1", "fault": "drop"}"#), "'calls' must be a count"),
    (rule(#"{"on": "list", "calls": ▸"every 0", "fault": "drop"}"#), "'calls' must be a count"),
    (rule(#"{"on": "list", "calls": ▸1.5, "fault": "drop"}"#), "'calls' must be a count"),
    (
      rule(#"{"on": "list", "per": ▸"edit", "fault": "drop"}"#),
      #"'per' must be "task" or "session" or "file""#
    ),
    (
      rule(#"{"on": "list", "fault": "drop", "when": ▸"never"}"#),
      #"'when' must be "before" or "after""#
    ),
    (rule(#"{"on": "list", "session_id": ▸"", "fault": "drop"}"#), "'session_id' must be a text"),
    (rule(#"{"on": "list", "fault": "drop", "status": ▸500}"#), "a rule has no 'status' here"),
    (rule(#"{"on": "media", "fault": "change", "when": ▸"after"}"#), "a rule has no 'when' here"),
    (rule(#"▸{"on": "list", "fault": "answer", "code": 1}"#), "'status' is missing"),
    (
      rule(#"{"on": "list", "fault": "answer", "code": 1, "status": ▸600}"#),
      "'status' must be a whole number from 200 to 599"
    ),
    (rule(#"▸{"on": "list", "fault": "slow"}"#), "'seconds' is missing"),
    (
      rule(#"{"on": "list", "fault": "slow", "seconds": ▸-1}"#),
      "'seconds' must be a number of seconds from 0 to 86400"
    ),
    (
      rule(#"{"on": "media", "fault": "dead-link", "status": ▸500}"#),
      "'status' must be 401, 403, 404 or 410"
    ),
  ])
  func `A mistake is named with its place`(script: String, message: String) throws {
    let parts = script.split(separator: "▸", omittingEmptySubsequences: false)
    let error = #expect(throws: FaultScriptError.self) {
      try FaultScript(Array(parts.joined().utf8))
    }
    #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
    #expect(error?.line == 1)
    #expect(error?.column == parts[0].unicodeScalars.count + 1)
  }

  @Test func `Lines count line ends, columns count characters`() throws {
    let script = "{\"format\": \"kedit-faults/1\",\n \"rules\": [\n  {\"ä\": 1, \"on\": 2}]}"
    let error = #expect(throws: FaultScriptError.self) { try FaultScript(Array(script.utf8)) }
    #expect(error?.line == 3)
    #expect(error?.column == 18)
  }

  private static func rule(_ text: String) -> String {
    #"{"format": "kedit-faults/1", "rules": [\#(text)]}"#
  }
}
