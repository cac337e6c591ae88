/// Lines at every tenth of a picture, by which coordinates can be read off it.
package enum PictureGrid: Hashable, Sendable {
  /// Lines alone, for a picture whose edge is labelled elsewhere.
  case lines
  /// Lines, a ruler of hundredths along the edges, and digits where there is room for them.
  case labelled

  /// The pixel in which a fraction of a side lies, in tenths.
  package static func position(ofTenth tenth: Int, side: Int) -> Int {
    min(side - 1, tenth * side / 10)
  }
}

extension Bitmap {
  /// Draws a grid over the picture; a line is light on what is dark, and dark on what is light.
  package mutating func draw(_ grid: PictureGrid) {
    // A line one pixel wide is broad where pixels are few.
    let isSmall = min(width, height) < 160
    let columns = Self.lineOpacities(side: width, isSmall: isSmall)
    let rows = Self.lineOpacities(side: height, isSmall: isSmall)
    let lines = columns.indices.filter { columns[$0] > 0 }
    for y in rows.indices {
      for x in rows[y] > 0 ? Array(columns.indices) : lines {
        contrast(x: x, y: y, opacity: max(rows[y], columns[x]))
      }
    }
    guard grid == .labelled, !isSmall else { return }
    drawRulers()
    drawLabels()
  }

  /// How strong the line in each pixel of a side is: stronger in the middle, 0 for none.
  private static func lineOpacities(side: Int, isSmall: Bool) -> [UInt8] {
    var opacities = [UInt8](repeating: 0, count: side)
    for tenth in 1...9 {
      let opacity: UInt8 = isSmall ? (tenth == 5 ? 80 : 40) : (tenth == 5 ? 110 : 56)
      let place = PictureGrid.position(ofTenth: tenth, side: side)
      opacities[place] = max(opacities[place], opacity)
    }
    return opacities
  }

  private mutating func contrast(x: Int, y: Int, opacity: UInt8) {
    let line: PixelColor = self[x, y].luma < 140 ? .white : .black
    paint(line.withOpacity(opacity), x: x, y: y)
  }

  /// Ticks at every hundredth, longer at every twentieth part, along the edges.
  private mutating func drawRulers() {
    let unit = max(2, min(width, height) / 180)
    guard min(width, height) >= 300 else { return }
    for hundredth in 1...99 where hundredth % 10 != 0 {
      let length = hundredth % 5 == 0 ? unit * 2 : unit
      let x = hundredth * width / 100
      let y = hundredth * height / 100
      for offset in 0..<length {
        for place in [(x, offset), (x, height - 1 - offset), (offset, y), (width - 1 - offset, y)] {
          contrast(x: place.0, y: place.1, opacity: 150)
        }
      }
    }
  }

  private mutating func drawLabels() {
    let scale = max(1, min(width, height) / 360)
    for tenth in 1...9 {
      let text = ".\(tenth)"
      let plate = Self.plate(of: text, x: 0, y: 0, scale: scale)
      let x = PictureGrid.position(ofTenth: tenth, side: width) - plate.width / 2
      let y = PictureGrid.position(ofTenth: tenth, side: height) - plate.height / 2
      let margin = max(2, min(width, height) / 180) * 2 + scale
      write(text, x: x, y: margin, scale: scale)
      write(text, x: margin, y: y, scale: scale)
    }
  }
}
