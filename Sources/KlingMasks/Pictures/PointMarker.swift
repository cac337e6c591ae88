/// A point that a selection was asked for with, to be seen in a picture.
package struct PointMarker: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// It adds what lies there.
    case add
    /// It takes away what lies there.
    case delete
  }

  /// From the left, as a fraction of the width.
  package var x: Double
  /// From the top, as a fraction of the height.
  package var y: Double
  package var kind: Kind

  package init(x: Double, y: Double, kind: Kind = .add) {
    self.x = x
    self.y = y
    self.kind = kind
  }
}

extension Bitmap {
  /// Draws a disc with a rim, white to add and red to delete; nothing for a point outside.
  package mutating func draw(_ marker: PointMarker) {
    guard 0...1 ~= marker.x, 0...1 ~= marker.y else { return }
    let fill: PixelColor =
      switch marker.kind {
      case .add: .white
      case .delete: PixelColor(235, 45, 58)
      }
    // Where pixels are as large as a terminal's, the pixel itself is all there is room for.
    let shorter = Double(min(width, height))
    let radius = max(0.5, shorter / 110)
    let rim = shorter < 160 ? 0 : max(1, radius * 0.4)
    let x = min(marker.x * Double(width), Double(width) - 0.5)
    let y = min(marker.y * Double(height), Double(height) - 0.5)
    disc(x: x, y: y, radius: radius + rim, color: PixelColor(20, 20, 24))
    disc(x: x, y: y, radius: radius, color: fill)
  }

  /// Draws a disc whose edge is smooth; the pixel that holds its centre is always within.
  private mutating func disc(x: Double, y: Double, radius: Double, color: PixelColor) {
    let reach = Int(radius) + 1
    for row in Int(y) - reach...Int(y) + reach {
      for column in Int(x) - reach...Int(x) + reach {
        let dx = Double(column) + 0.5 - x
        let dy = Double(row) + 0.5 - y
        let isCentre = column == Int(x) && row == Int(y)
        let inside = radius + 0.5 - (dx * dx + dy * dy).squareRoot()
        let share = isCentre ? 1 : max(0, min(1, inside))
        paint(color.withOpacity(UInt8(share * 255)), x: column, y: row)
      }
    }
  }
}
