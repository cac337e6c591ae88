import Studio
import Testing

/// A white body with a red comb on a green ground.
private enum Hen {
  static let layout = FrameLayout(width: 320, height: 180, halvesColor: false)
  static let body = Area(x: 130, y: 80, width: 60, height: 50)
  static let comb = Area(x: 150, y: 66, width: 18, height: 14)

  static var frame: Frame {
    let pixels = layout.pixelCount
    var bytes = [UInt8](repeating: 0, count: layout.byteCount)
    for y in 0..<layout.height {
      for x in 0..<layout.width {
        let place = y * layout.width + x
        let color: (UInt8, UInt8, UInt8) =
          body.holds(x, y) ? (225, 126, 130) : comb.holds(x, y) ? (90, 110, 210) : (120, 96, 104)
        (bytes[place], bytes[pixels + place], bytes[2 * pixels + place]) = color
      }
    }
    return Frame(layout, bytes: bytes)
  }

  static func marked(_ points: [(x: Int, y: Int)]) -> Grid<UInt8> {
    let marks = points.map {
      FramePoint(
        x: (Double($0.x) + 0.5) / Double(layout.width),
        y: (Double($0.y) + 0.5) / Double(layout.height))
    }
    return Tracker(frames: [frame], marks: [.init(frame: 0, points: marks)]).track().covers[0]
  }
}

extension Area {
  fileprivate func holds(_ x: Int, _ y: Int) -> Bool {
    x >= self.x && x < right && y >= self.y && y < bottom
  }

  /// Which share of it is covered.
  fileprivate func share(of cover: Grid<UInt8>) -> Double {
    let part = cover.area
    var count = 0
    for y in self.y..<bottom {
      for x in self.x..<right
      where part.holds(x, y) && cover.values[(y - part.y) * part.width + x - part.x] > 127 {
        count += 1
      }
    }
    return Double(count) / Double(pixelCount)
  }
}

@Suite("Marking a thing")
struct MarkingTests {
  @Test("one point marks what has one colour")
  func one() {
    let cover = Hen.marked([(160, 100)])
    #expect(Hen.body.share(of: cover) > 0.9)
    #expect(Hen.comb.share(of: cover) < 0.2)
  }

  @Test("several points mark the parts of a thing, whatever their colours, and not what is around")
  func several() {
    let cover = Hen.marked([(160, 100), (159, 72)])
    #expect(Hen.body.share(of: cover) > 0.9)
    #expect(Hen.comb.share(of: cover) > 0.7)
    #expect(Hen.layout.area.share(of: cover) < 0.07)
  }

  @Test("any points on any picture mark something within it", arguments: 0..<40)
  func anywhere(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let layout = Hen.layout
    var bytes = [UInt8](repeating: 128, count: layout.byteCount)
    // Stripes and patches, which make regions that lie apart.
    let bands = (0..<12).map { _ in UInt8(next(256)) }
    let height = 9 + next(40)
    for y in 0..<layout.height {
      for x in 0..<layout.width {
        let place = y * layout.width + x
        bytes[place] = bands[(y / height + (x / 71) * 5) % 12]
        bytes[layout.pixelCount + place] = bands[(y / height * 3 + x / 97) % 12]
      }
    }
    let points = (0..<(2 + next(9))).map { _ in
      FramePoint(x: Double(next(1_000)) / 1_000, y: Double(next(1_000)) / 1_000)
    }
    let cover = Tracker(
      frames: [Frame(layout, bytes: bytes)], marks: [.init(frame: 0, points: points)]
    ).track().covers[0]
    let area = cover.area
    #expect(area.x >= 0 && area.y >= 0)
    #expect(area.right <= layout.width && area.bottom <= layout.height)
    #expect(cover.values.count == area.pixelCount)
  }

  @Test("a point beside the thing does not add the ground")
  func beside() {
    let cover = Hen.marked([(160, 100), (140, 74)])
    #expect(Hen.body.share(of: cover) > 0.9)
    #expect(Hen.layout.area.share(of: cover) < 0.08)
  }
}
