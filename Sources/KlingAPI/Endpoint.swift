/// One of the eight operations of the Multi-Elements API, with what it is aimed at.
package enum Endpoint: Hashable, Sendable {
  case initSelection
  case addSelection
  case deleteSelection
  case clearSelection
  case previewSelection
  case createTask
  /// The id is a `task_id` or an `external_task_id`, not yet percent-encoded.
  case task(id: String)
  case tasks(page: Int, size: Int)

  /// The path of the collection; every other path begins with it.
  package static let root = "/v1/videos/multi-elements"

  package var method: HTTPRequest.Method {
    switch self {
    case .task, .tasks: .get
    default: .post
    }
  }

  /// Path and query below the base URL.
  package var path: String {
    switch self {
    case .initSelection: Self.root + "/init-selection"
    case .addSelection: Self.root + "/add-selection"
    case .deleteSelection: Self.root + "/delete-selection"
    case .clearSelection: Self.root + "/clear-selection"
    case .previewSelection: Self.root + "/preview-selection"
    case .createTask: Self.root
    case .task(let id): Self.root + "/" + percentEncoded(id)
    case .tasks(let page, let size): Self.root + "?pageNum=\(page)&pageSize=\(size)"
    }
  }

  /// The short name that plans, events and messages use.
  package var step: String {
    switch self {
    case .initSelection: "init"
    case .addSelection: "add"
    case .deleteSelection: "delete"
    case .clearSelection: "clear"
    case .previewSelection: "preview"
    case .createTask: "create"
    case .task: "get"
    case .tasks: "list"
    }
  }

  /// Whether the same call may be sent again after a lost answer without doing anything twice.
  ///
  /// A second init opens another session, which costs nothing; a second create would be paid for,
  /// and after a lost add or delete the marks of the session are unknown
  /// (`api/multi-elements.md`, ruling 9).
  package var isRepeatable: Bool {
    switch self {
    case .addSelection, .deleteSelection, .createTask: false
    default: true
    }
  }
}

/// The text as one segment of a path (RFC 3986): all but unreserved characters are encoded.
///
/// The segments `.` and `..` are encoded too, or a proxy on the way would resolve them.
func percentEncoded(_ segment: String) -> String {
  if segment == "." || segment == ".." { return segment.replacing(".", with: "%2E") }
  var encoded = ""
  for byte in segment.utf8 {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      encoded.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
    }
  }
  return encoded
}
