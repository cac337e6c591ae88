package import KlingMasks

/// A picture as the characters that make a terminal show it, from the start of a line to the start
/// of the line below.
package enum TerminalPicture {
  /// Half blocks: each character is two pixels, one above the other.
  ///
  /// Escapes are written only where a colour changes, and every line leaves the terminal with its
  /// own colours.
  ///
  /// - Parameters:
  ///   - bitmap: brought to the size of the layout if it is of another; lies on black where it can
  ///     be seen through.
  ///   - layout: where it goes.
  ///   - colors: what the terminal knows.
  /// - Returns: the lines, each with its end.
  package static func blocks(
    _ bitmap: Bitmap, layout: PictureLayout, colors: PictureMode.BlockColors
  ) -> String {
    let picture = bitmap.scaled(to: layout.blockSize)
    var writer = BlockWriter(colors: colors)
    writer.write(layout.upperLabels + "\n")
    for line in 0..<layout.lines {
      writer.write(layout.leftLabel(line))
      for x in 0..<layout.columns {
        writer.write(
          upper: picture[x, line * 2].over(.black), lower: picture[x, line * 2 + 1].over(.black))
      }
      writer.endLine()
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// A PNG that the terminal draws itself over the characters of the layout.
  ///
  /// The lines are written first, so that the screen has scrolled by then; the picture is laid over
  /// them without moving the cursor.
  package static func kitty(png: [UInt8], layout: PictureLayout) -> String {
    var text = layout.upperLabels + "\n"
    for line in 0..<layout.lines { text += layout.leftLabel(line) + "\n" }
    text += "\u{1B}[\(layout.lines)A\u{1B}[\(PictureLayout.leftMargin)C"
    let data = Base64Text.encode(png)
    let chunk = 4_096
    var start = 0
    repeat {
      let end = min(start + chunk, data.count)
      let more = end < data.count ? 1 : 0
      let keys =
        start == 0
        ? "a=T,f=100,t=d,c=\(layout.columns),r=\(layout.lines),C=1,q=2,m=\(more)" : "m=\(more)"
      text += "\u{1B}_G\(keys);" + String(decoding: data[start..<end], as: UTF8.self) + "\u{1B}\\"
      start = end
    } while start < data.count
    return text + "\u{1B}[\(layout.lines)B\r"
  }
}
