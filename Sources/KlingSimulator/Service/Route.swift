/// The operations of the service, and what the simulator serves beside them.
enum Route: Hashable, Sendable {
  enum SelectionCall: String, Hashable, Sendable, CaseIterable {
    case initialize = "init-selection"
    case add = "add-selection"
    case delete = "delete-selection"
    case clear = "clear-selection"
    case preview = "preview-selection"
  }

  case selection(SelectionCall)
  case create
  case list
  /// By a task's id or external id.
  case task(id: String)
  /// Something that came in by PUT, under the name that it was given.
  case upload(name: String)
  case media(name: String)

  static let basePath = "/v1/videos/multi-elements"
  static let uploadPath = "/uploads/"
  static let mediaPath = "/media/"

  init(method: String, path: String) throws(ServiceFault) {
    if let name = Route.rest(of: path, after: Route.uploadPath) {
      try Route.check(method, in: ["PUT", "GET", "HEAD"], path: path)
      self = .upload(name: name)
    } else if let name = Route.rest(of: path, after: Route.mediaPath) {
      try Route.check(method, in: ["GET", "HEAD"], path: path)
      self = .media(name: name)
    } else if path == Route.basePath {
      try Route.check(method, in: ["GET", "POST"], path: path)
      self = method == "POST" ? .create : .list
    } else if let name = Route.rest(of: path, after: Route.basePath + "/") {
      if let call = SelectionCall(rawValue: name) {
        try Route.check(method, in: ["POST"], path: path)
        self = .selection(call)
      } else {
        try Route.check(method, in: ["GET"], path: path)
        self = .task(id: name)
      }
    } else {
      throw ServiceFault(.pathKnown, "there is nothing at \(path)")
    }
  }

  private static func rest(of path: String, after prefix: String) -> String? {
    path.hasPrefix(prefix) && path != prefix ? String(path.dropFirst(prefix.count)) : nil
  }

  private static func check(
    _ method: String, in allowed: [String], path: String
  ) throws(ServiceFault) {
    guard allowed.contains(method) else {
      let methods = allowed.joined(separator: ", ")
      throw ServiceFault(.methodAllowed, "\(method) is not allowed at \(path), only \(methods)")
    }
  }
}
