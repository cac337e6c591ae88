import KEditFormat
import KEditSyntax
import PlainText

/// The change of a file in the unified format, as `patch` reads it.
struct DiffRenderer: Sendable {
  let palette: Palette
  /// On a terminal what could act on it is made visible; a program is given the bytes.
  let isTerminal: Bool

  /// The change, or nothing where there is none.
  func render(_ file: FormattedFile) -> [UInt8] {
    let old = file.input.source.bytes
    let hunks = LayoutDiff(old: old, new: file.bytes).hunks
    guard !hunks.isEmpty else { return [] }
    let name = harmless(file.input.source.name)
    var output = Array((palette.apply(.bold, to: "--- \(name)") + "\n").utf8)
    output += Array((palette.apply(.bold, to: "+++ \(name)") + "\n").utf8)
    for hunk in hunks {
      let places = "@@ -\(place(hunk.oldLines)) +\(place(hunk.newLines)) @@"
      output += Array((palette.apply(.help, to: places) + "\n").utf8)
      for line in hunk.lines {
        let bytes = line.kind == .added ? file.bytes[line.bytes] : old[line.bytes]
        append(line.kind, bytes, to: &output)
      }
    }
    return output
  }

  private func append(
    _ kind: LayoutDiff.Line.Kind, _ line: ArraySlice<UInt8>, to output: inout [UInt8]
  ) {
    let hasEnd = line.last == UInt8(ascii: "\n")
    let text = hasEnd ? line.dropLast() : line
    let (sign, style): (String, Palette.Style?) =
      switch kind {
      case .kept: (" ", nil)
      case .removed: ("-", .removed)
      case .added: ("+", .success)
      }
    let shown =
      isTerminal ? Array(harmless(String(decoding: text, as: UTF8.self)).utf8) : Array(text)
    if let style, palette.isColored {
      let content = sign + String(decoding: shown, as: UTF8.self)
      output += Array(palette.apply(style, to: content).utf8)
    } else {
      output += Array(sign.utf8)
      output += shown
    }
    output.append(UInt8(ascii: "\n"))
    if !hasEnd { output += Array("\\ No newline at end of file\n".utf8) }
  }

  /// A range of lines as the format has it: counted from 1, an empty one by the line before it.
  private func place(_ lines: Range<Int>) -> String {
    switch lines.count {
    case 0: "\(lines.lowerBound),0"
    case 1: "\(lines.lowerBound + 1)"
    default: "\(lines.lowerBound + 1),\(lines.count)"
    }
  }
}
