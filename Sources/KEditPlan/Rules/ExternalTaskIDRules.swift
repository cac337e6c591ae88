/// What an `external_task_id` of the author's must be so that it can be sent, asked for by GET and
/// told from a placeholder.
package enum ExternalTaskIDRules {
  package enum Fault: Hashable, Sendable {
    case empty
    /// It begins with `${`, which in a plan stands for the id that kedit makes.
    case placeholder
    /// White space, a control character or an invisible one; the offset in bytes.
    case character(Unicode.Scalar, utf8Offset: Int)
    /// `.` or `..`: as the last segment of the URL of a GET it would mean another address.
    case dotSegment
  }

  /// The first fault.
  package static func fault(of id: String) -> Fault? {
    if id.isEmpty { return .empty }
    if id.utf8.starts(with: "${".utf8) { return .placeholder }
    if id == "." || id == ".." { return .dotSegment }
    var offset = 0
    for scalar in id.unicodeScalars {
      if scalar.isInvisible { return .character(scalar, utf8Offset: offset) }
      offset += UTF8.width(scalar)
    }
    return nil
  }
}
