/// One exchange with the service as it is shown and logged: never with a secret in it.
package struct CallEvent: Hashable, Sendable {
  package let method: String
  /// Path and query below the base URL.
  package let path: String
  /// The endpoint's short name.
  package let step: String
  /// `nil` where no response came.
  package let status: Int?
  package let code: Int?
  package let requestID: String?
  package let elapsed: Duration
  /// What went wrong, in one line.
  package let error: String?
  /// The beginning of the request's body, safe to show.
  package let requestBody: String
  /// The beginning of the response's body, safe to show.
  package let responseBody: String
}
