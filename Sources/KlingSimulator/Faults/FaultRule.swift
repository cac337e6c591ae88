/// A rule of a fault script: which calls it strikes, and what happens to them.
struct FaultRule: Hashable, Sendable {
  /// What a rule counts by itself.
  enum Scope: String, Hashable, Sendable, CaseIterable {
    case task
    case session
    case file
  }

  let points: Set<FaultPoint>
  let calls: CallCount
  /// Nothing where all calls that the rule is about are counted together.
  let scope: Scope?
  /// Only calls about tasks of this external id; with a `*` at its end, of ids that begin so.
  let externalTaskID: String?
  /// Only calls about this session.
  let sessionID: String?
  /// Only calls whose body contains this text.
  let content: String?
  let fault: Fault

  /// Whether the rule is about a call, whatever its number is.
  func isAbout(_ subject: CallSubject) -> Bool {
    guard points.contains(subject.point) else { return false }
    if let externalTaskID, !FaultRule.matches(subject.externalTaskID ?? "", externalTaskID) {
      return false
    }
    if let sessionID, subject.sessionID.map({ $0.utf8.elementsEqual(sessionID.utf8) }) != true {
      return false
    }
    return content.map { subject.bodyContains($0) } ?? true
  }

  private static func matches(_ id: String, _ pattern: String) -> Bool {
    guard pattern.utf8.last == UInt8(ascii: "*") else {
      return id.utf8.elementsEqual(pattern.utf8)
    }
    return id.utf8.starts(with: pattern.utf8.dropLast())
  }

  /// What a call is counted with.
  func scopeName(of subject: CallSubject) -> String {
    switch scope {
    case nil: ""
    case .task: subject.externalTaskID ?? subject.taskID ?? ""
    case .session: subject.sessionID ?? ""
    case .file: subject.file ?? ""
    }
  }
}
