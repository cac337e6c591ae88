/// Why the service refuses a request: the rule it breaks and a message that names the field.
struct ServiceFault: Error, Hashable, Sendable {
  let rule: ServiceRule
  let message: String

  init(_ rule: ServiceRule, _ message: String) {
    self.rule = rule
    self.message = message
  }

  /// About one field, given by its path in the body, for example `points[1].x`.
  init(_ rule: ServiceRule, field: String, _ message: String) {
    self.rule = rule
    self.message = "\(field): \(message)"
  }
}
