import HTTPServer

/// Reads what a rule says about its fault.
enum FaultKindReader {
  typealias Mistake = FaultScriptReader.Mistake

  static func fault(
    _ object: inout FaultScriptObject, at points: Set<FaultPoint>
  ) throws(Mistake) -> Fault {
    let kind = try kind(&object)
    guard points.isSubset(of: kind.points) else {
      let names = FaultPoint.allCases.filter { kind.points.contains($0) }.map(\.rawValue)
      throw object.mistake(
        "on", "can be, for '\(kind.rawValue)', only \(names.joined(separator: ", "))")
    }
    switch kind {
    // The answer to a callback is lost on nobody.
    case .drop where points.contains(.callback): return .reply(.drop, .before)
    case .slow where points.contains(.callback):
      return .slow(try object.seconds("seconds"), .before)
    case .drop: return .reply(.drop, try moment(&object))
    case .answer: return .reply(try envelope(&object), try moment(&object))
    case .reject:
      let status = try object.optionalInteger("status", in: 1...9999) ?? 1
      return .reply(.rejection(status: status), try moment(&object))
    case .html: return .reply(.html(status: try status(&object, 502)), try moment(&object))
    case .garbage: return .reply(.garbage, try moment(&object))
    case .empty: return .reply(.empty(status: try status(&object, 200)), try moment(&object))
    case .cut: return .delivery(.truncate(after: try bytes(&object)))
    case .shorten: return .delivery(.shorten(to: try bytes(&object)))
    case .trickle: return .delivery(try trickle(&object))
    case .slow: return .slow(try object.seconds("seconds"), try moment(&object))
    case .change: return .change
    case .ignoreRange: return .delivery(.ignoreRange)
    case .wrongRange: return .delivery(.wrongRange)
    case .deadLink: return .deadLink(status: try linkStatus(&object))
    case .expireSession: return .expireSession
    case .expireResult: return .expireResult
    case .skew: return .skew(seconds: try object.integer("seconds", in: -86_400...86_400))
    case .failTask:
      return .failTask(try object.optionalString("message") ?? "the task failed on demand")
    case .taskTime: return .taskTime(try object.seconds("seconds"))
    case .resend: return .resend(times: try object.optionalInteger("times", in: 2...100) ?? 2)
    }
  }

  private static func kind(_ object: inout FaultScriptObject) throws(Mistake) -> FaultKind {
    let name = try object.string("fault")
    guard let kind = FaultKind(rawValue: name) else {
      let names = FaultKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw object.mistake("fault", "must be one of \(names)")
    }
    return kind
  }

  private static func moment(_ object: inout FaultScriptObject) throws(Mistake) -> Fault.Moment {
    try object.optionalChoice("when", of: Fault.Moment.self) ?? .before
  }

  private static func status(
    _ object: inout FaultScriptObject, _ standard: Int
  ) throws(Mistake) -> Int {
    try object.optionalInteger("status", in: 200...599) ?? standard
  }

  private static func bytes(_ object: inout FaultScriptObject) throws(Mistake) -> Int? {
    try object.optionalInteger("bytes", in: 0...(1 << 40))
  }

  private static func envelope(_ object: inout FaultScriptObject) throws(Mistake) -> FaultReply {
    .envelope(
      status: try object.integer("status", in: 200...599),
      code: try object.integer("code", in: 0...99_999),
      message: try object.optionalString("message") ?? "a fault on demand",
      retryAfter: try object.optionalInteger("retry_after", in: 0...86_400))
  }

  private static func linkStatus(_ object: inout FaultScriptObject) throws(Mistake) -> Int {
    let status = try object.optionalInteger("status", in: 200...599) ?? 403
    guard [401, 403, 404, 410].contains(status) else {
      throw object.mistake("status", "must be 401, 403, 404 or 410")
    }
    return status
  }

  /// Small pieces, so that something moves at least ten times a second unless it is asked to be
  /// slower than that.
  private static func trickle(
    _ object: inout FaultScriptObject
  ) throws(Mistake) -> HTTPServerResponse.Fault {
    let rate = try object.integer("bytes_per_second", in: 1...(1 << 30))
    let piece = max(1, rate / 10)
    return .trickle(bytes: piece, pause: .seconds(1) * piece / rate)
  }
}
