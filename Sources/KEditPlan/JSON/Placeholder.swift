/// `${…}` in a plan as JSON: a value that only the run can give.
///
/// It is one only as the whole value of the few members that are said to take it; in a prompt `${` is
/// plain text, for a prompt must never read a file.
enum Placeholder: Hashable {
  case sessionID
  case taskID
  case externalTaskID
  case duration
  case frameLast
  /// Seconds.
  case frame(at: DecimalNumber)
  case x(ofPixel: Int)
  case y(ofPixel: Int)
  /// The id of the video that the edit of that name made.
  case video(ofEdit: String)
  /// The public URL of a local file.
  case upload(path: String)
  /// The content of a local file.
  case base64(path: String)

  var text: String {
    switch self {
    case .sessionID: "${session_id}"
    case .taskID: "${task_id}"
    case .externalTaskID: "${external_task_id}"
    case .duration: "${duration}"
    case .frameLast: "${frame_last}"
    case .frame(let seconds): "${frame_at(\(seconds)s)}"
    case .x(let pixel): "${x_of(\(pixel)px)}"
    case .y(let pixel): "${y_of(\(pixel)px)}"
    case .video(let name): "${video_id(\(name))}"
    case .upload(let path): "${upload(\(path))}"
    case .base64(let path): "${base64(\(path))}"
    }
  }

  /// Whether the text would be taken for a placeholder where one may stand.
  static func begins(_ text: String) -> Bool { text.utf8.starts(with: "${".utf8) }

  /// `nil` where the text is no placeholder, or one with a malformed argument.
  init?(_ text: String) {
    switch text {
    case "${session_id}": self = .sessionID
    case "${task_id}": self = .taskID
    case "${external_task_id}": self = .externalTaskID
    case "${duration}": self = .duration
    case "${frame_last}": self = .frameLast
    default:
      if let time = Self.argument(of: "frame_at", in: text) {
        guard let seconds = Self.quantity(time, unit: "s").flatMap({ DecimalNumber($0) })
        else { return nil }
        self = .frame(at: seconds)
      } else if let width = Self.argument(of: "x_of", in: text) {
        guard let pixel = Self.quantity(width, unit: "px").flatMap({ Int($0) }) else { return nil }
        self = .x(ofPixel: pixel)
      } else if let height = Self.argument(of: "y_of", in: text) {
        guard let pixel = Self.quantity(height, unit: "px").flatMap({ Int($0) }) else { return nil }
        self = .y(ofPixel: pixel)
      } else if let name = Self.argument(of: "video_id", in: text) {
        self = .video(ofEdit: name)
      } else if let path = Self.argument(of: "upload", in: text) {
        self = .upload(path: path)
      } else if let path = Self.argument(of: "base64", in: text) {
        self = .base64(path: path)
      } else {
        return nil
      }
    }
  }

  /// What stands between `${name(` and `)}`. By bytes, so that no combining letter hides a bracket.
  private static func argument(of name: String, in text: String) -> String? {
    let opening = "${\(name)(".utf8
    let bytes = text.utf8
    guard bytes.starts(with: opening), bytes.suffix(2).elementsEqual(")}".utf8),
      bytes.count >= opening.count + 2
    else { return nil }
    return String(decoding: Array(bytes.dropFirst(opening.count).dropLast(2)), as: UTF8.self)
  }

  /// The number before a unit: digits, and a fraction where digits follow the point.
  private static func quantity(_ text: String, unit: String) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.suffix(unit.utf8.count).elementsEqual(unit.utf8) else { return nil }
    let number = bytes.dropLast(unit.utf8.count)
    let isPlain = number.allSatisfy {
      UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || $0 == UInt8(ascii: ".")
    }
    return isPlain ? String(decoding: Array(number), as: UTF8.self) : nil
  }
}
