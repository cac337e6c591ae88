import KlingAPI

extension DownloadItem.Content {
  /// So many bytes must be there before the content is judged.
  static let startLength = 12

  /// What a head announces instead of what was asked for; `nil` where it fits, or says nothing. Only
  /// types that are certainly wrong count: storage is often careless with the right ones.
  func fault(of head: HTTPResponseHead) -> String? {
    let type = (head.header("Content-Type") ?? "").lowercased().prefix { $0 != ";" && $0 != " " }
    switch type {
    case "text/html", "application/xhtml+xml": return "a web page"
    case "application/xml", "text/xml": return "an XML document"
    case "application/json", "application/problem+json":
      return self == .json ? nil : "a JSON document"
    default: break
    }
    let coding = (head.header("Content-Encoding") ?? "identity").lowercased()
    return coding == "identity" ? nil : "compressed, which nobody asked for"
  }

  /// What the first bytes are instead of what was asked for; `nil` where they fit.
  func fault(of start: [UInt8]) -> String? {
    if start.isEmpty { return "nothing" }
    let text = start.drop { [0x09, 0x0A, 0x0D, 0x20, 0xEF, 0xBB, 0xBF].contains($0) }
    if text.first == UInt8(ascii: "<") { return "a web page" }
    switch self {
    case .video:
      // ISO base media and QuickTime files begin with a box, whose type follows its size.
      let types = ["ftyp", "moov", "mdat", "wide", "free", "skip"]
      let type = String(decoding: start.dropFirst(4).prefix(4), as: UTF8.self)
      return types.contains(type) ? nil : "no MP4 or QuickTime video"
    case .image:
      let isWebP = start.starts(with: "RIFF".utf8) && start.dropFirst(8).starts(with: "WEBP".utf8)
      let signatures: [[UInt8]] = [[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], [0xFF, 0xD8, 0xFF]]
      return isWebP || signatures.contains { start.starts(with: $0) } ? nil : "no picture"
    case .json:
      let isJSON = text.isEmpty || "{[".utf8.contains(text[text.startIndex])
      return isJSON ? nil : "no JSON document"
    }
  }
}
