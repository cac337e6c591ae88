import Studio
import Testing

/// A red square that moves by itself over a wall of stone, seen by a camera that is panned and
/// trembles.
private struct Scene {
  static let layout = FrameLayout(width: 240, height: 160, halvesColor: false)
  static let count = 24
  static let side = 32

  /// Where the top left of a frame is on the wall.
  static func camera(_ index: Int) -> (x: Int, y: Int) {
    (index * 3 + [0, 2, -1, 1][index % 4], index % 3 * 2)
  }

  /// Where the square is in a frame.
  static func square(_ index: Int) -> Area {
    Area(
      x: 100 + index * 5 - camera(index).x, y: 60 + index - camera(index).y, width: side,
      height: side)
  }

  static func wall(_ x: Int, _ y: Int) -> UInt8 {
    func stone(_ column: Int, _ row: Int) -> Int {
      var hash = UInt32(truncatingIfNeeded: column &* 73_856_093 ^ row &* 19_349_663)
      hash = (hash ^ (hash >> 13)) &* 1_274_126_177
      return Int((hash >> 16) & 127)
    }
    let (column, row) = (x >> 3, y >> 3)
    let (right, down) = (x & 7, y & 7)
    let above = stone(column, row) * (8 - right) + stone(column + 1, row) * right
    let below = stone(column, row + 1) * (8 - right) + stone(column + 1, row + 1) * right
    return UInt8(60 + (above * (8 - down) + below * down) / 64)
  }

  static func frame(_ index: Int, withSquare: Bool = true) -> Frame {
    let pixels = layout.pixelCount
    var bytes = [UInt8](repeating: 128, count: layout.byteCount)
    let (camera, square) = (camera(index), square(index))
    for y in 0..<layout.height {
      for x in 0..<layout.width {
        let place = y * layout.width + x
        let isSquare = withSquare && square.contains(x, y)
        bytes[place] = isSquare ? 90 : wall(x + camera.x, y + camera.y)
        if isSquare { (bytes[pixels + place], bytes[2 * pixels + place]) = (100, 220) }
      }
    }
    return Frame(layout, bytes: bytes)
  }

  static func track() -> Track {
    let point = FramePoint(x: 116.0 / 240, y: 76.0 / 160)
    return Tracker(
      frames: (0..<count).map { frame($0) }, marks: [.init(frame: 0, points: [point])]
    ).track()
  }
}

extension Area {
  fileprivate func contains(_ x: Int, _ y: Int) -> Bool {
    x >= self.x && x < right && y >= self.y && y < bottom
  }
}

@Suite("A camera that moves")
struct MovingCameraTests {
  @Test("is told from what moves before it")
  func path() {
    let views = Scene.track().views(in: Scene.layout)
    for (index, view) in views.enumerated() {
      let camera = Scene.camera(index)
      let place = view(.init(x: 50, y: 40))
      #expect(abs(place.x - 50 - Double(camera.x)) < 0.3, "frame \(index): \(place)")
      #expect(abs(place.y - 40 - Double(camera.y)) < 0.3, "frame \(index): \(place)")
    }
  }

  @Test("loses nothing that is followed")
  func following() {
    let track = Scene.track()
    for index in 0..<Scene.count {
      let cover = track.covers[index]
      let truth = Scene.square(index)
      var (common, all) = (0, truth.pixelCount)
      for row in 0..<cover.area.height {
        for column in 0..<cover.area.width
        where cover.values[row * cover.area.width + column] > 127 {
          let isTrue = truth.contains(cover.area.x + column, cover.area.y + row)
          if isTrue { common += 1 } else { all += 1 }
        }
      }
      #expect(Double(common) / Double(all) > 0.8, "frame \(index)")
    }
  }

  @Test("has seen what is behind, from elsewhere")
  func removal() {
    let track = Scene.track()
    let views = track.views(in: Scene.layout)
    let enlarger = Enlarger(from: track.layout, to: Scene.layout)
    let doubts = track.doubtfulBoxes(in: Scene.layout)
    var collector = Background.Collector(
      Scene.layout, area: Area(x: -20, y: -20, width: 400, height: 220), frameCount: Scene.count)
    func hole(_ frame: Frame, _ index: Int) -> Hole {
      Hole(enlarger.enlarged(track.covers[index], over: frame), in: Scene.layout)
    }
    for index in 0..<Scene.count {
      let frame = Scene.frame(index)
      collector.add(
        frame, index: index, view: views[index], hole: hole(frame, index), doubt: doubts[index])
    }
    var remover = Remover(collector.finish())
    for index in 0..<Scene.count {
      var frame = Scene.frame(index)
      remover.fill(hole(frame, index), in: &frame, view: views[index])
      let truth = Scene.frame(index, withSquare: false)
      let differences = zip(frame.bytes, truth.bytes).map { abs(Int($0) - Int($1)) }
      #expect((differences.max() ?? 0) <= 12, "frame \(index)")
    }
  }
}
