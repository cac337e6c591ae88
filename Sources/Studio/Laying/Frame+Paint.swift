package import KlingMasks

extension Frame {
  /// Lays a colour over what is covered, in the measure in which it is.
  package mutating func paint(_ cover: Grid<UInt8>, color: PixelColor = .mask) {
    let value = VideoColor(red: color.red, green: color.green, blue: color.blue)
    let parts = [value.y, value.u, value.v].map(Int.init)
    let area = cover.area
    for (number, plane) in layout.planes.enumerated() {
      let step = 1 << plane.shift
      var row = area.y + (area.y & (step - 1))
      while row < area.bottom {
        var column = area.x + (area.x & (step - 1))
        while column < area.right {
          let share = Int(cover.values[(row - area.y) * area.width + column - area.x])
          if share > 0 {
            let weight = share * Int(color.opacity)
            let index = plane.offset + (row >> plane.shift) * plane.width + column >> plane.shift
            let mixed = Int(bytes[index]) * (65_025 - weight) + parts[number] * weight
            bytes[index] = UInt8((mixed + 32_512) / 65_025)
          }
          column += step
        }
        row += step
      }
    }
  }

  /// Lays a picture over it, its top left pixel at a place; what is outside is cut off.
  package mutating func lay(_ picture: Bitmap, x: Int, y: Int) {
    let size = picture.size
    for (number, plane) in layout.planes.enumerated() {
      let step = 1 << plane.shift
      for row in stride(from: 0, to: size.height, by: step) {
        let planeRow = (y + row) >> plane.shift
        guard planeRow >= 0, planeRow < plane.height else { continue }
        for column in stride(from: 0, to: size.width, by: step) {
          let planeColumn = (x + column) >> plane.shift
          guard planeColumn >= 0, planeColumn < plane.width else { continue }
          let source = (row * size.width + column) * 4
          let opacity = Int(picture.bytes[source + 3])
          guard opacity > 0 else { continue }
          let color = VideoColor(
            red: picture.bytes[source], green: picture.bytes[source + 1],
            blue: picture.bytes[source + 2])
          let value = Int(number == 0 ? color.y : number == 1 ? color.u : color.v)
          let index = plane.offset + planeRow * plane.width + planeColumn
          let mixed = Int(bytes[index]) * (255 - opacity) + value * opacity
          bytes[index] = UInt8((mixed + 127) / 255)
        }
      }
    }
  }
}
